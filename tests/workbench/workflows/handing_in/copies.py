"""Copies of a study that go apart, people who work on them at random, and what two copies are compared by."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from codebook.coding import ReadingState, Stance
from codebook.guide import Guide, Question, Section
from tests.workbench.making import Bench, bench, transcript
from transcripts.errors import StudyError
from transcripts.spans import Span
from workbench.store import codes as code_store
from workbench.store import codings as coding_store
from workbench.store import dialect, journal
from workbench.store.framework import LinkedPassage
from workbench.store.merging_side import Side
from workbench.store.rows import BINNED, JOURNALLED
from workbench.store.study_file import StudyFile
from workbench.workflows import coding, picking, studies
from workbench.workflows.framework import Place, fill_cell
from workbench.workflows.guiding import import_guide
from workbench.workflows.importing import import_transcripts
from workbench.workflows.participant_edits import add_participants, rename_participant
from workbench.workflows.participating import import_participants
from workbench.workflows.undoing import redo, undo

TALKS = tuple(
    (("ENQ", f"Pourquoi, dans le cas {number} ?"), (f"P-{number}", "On voulait répondre aux gens, vite, et là. " * 3))
    for number in range(1, 4)
)


def begun(path: Path) -> Bench:
    """A study with three transcripts, a guide, two coders, and a few codings of each."""
    desk = bench(path, *(transcript(f"T{number}", talk) for number, talk in enumerate(TALKS, 1)))
    import_guide(desk.study, None, Guide((Section("", (Question("Q1", "Pourquoi ?", ("IMAGE",)),)),)))
    import_participants(desk.study, None, {"P-1": {"kind": "a"}, "P-2": {"kind": "b"}}, ("kind",))
    for place, coder in enumerate((desk.maude, desk.julien)):
        for start in range(0, 40, 10):
            span = Span(start + place, start + 6)
            coding.apply_codes(desk.study, coder.uuid, desk.transcript, span, [desk.codes["IMAGE"]])
    return desk


def copied(study: StudyFile, path: Path) -> StudyFile:
    """Another copy, as a file manager makes it."""
    study.backup(path)
    return StudyFile.open(path)


# -- what is there ---------------------------------------------------------------------------------------------------


def picture(study: StudyFile, *, apart: Iterable[str] = ("merged_entries",)) -> dict[str, dict[str, Any]]:
    """Every journalled row of a study, by uuid, without row numbers; a version of the codebook by what it said."""
    connection = dialect.connect(study.path, timeout=5, writing=False)
    try:
        side = Side(connection)
        read = {
            (code, version): said
            for code, version, said in side.rows(
                "SELECT c.uuid, v.version, v.picture FROM code_versions v JOIN codes c ON c.id = v.code_id"
                " ORDER BY v.version, v.id"
            )
        }
        found = {table: side.plain(table) for table in JOURNALLED if table not in apart}
    finally:
        connection.close()
    for table in ("codings", "suggestion_lists"):
        for row in found[table].values():
            row["codebook_version"] = _in_force(read, row["code_id"], row["codebook_version"])
    for table in BINNED:
        found[table] = {uuid: row for uuid, row in found[table].items() if row["deleted_at"] is None}
    # Speakers come and go with their transcript: an import that is taken back puts it into the bin as well.
    speakers: dict[str, dict[str, Any]] = {uuid: {} for uuid in found["transcripts"]}
    for row in found["speakers"].values():
        if row["transcript_id"] in speakers:
            speakers[row["transcript_id"]][row["label"]] = {**row, "uuid": ""}
    found["speakers"] = speakers
    return found


def as_one(*studies: StudyFile) -> Callable[[Any], Any]:
    """Gives things that merges found to be the same, in any of these copies, one uuid, so that pictures compare."""
    first: dict[str, str] = {}

    def root(uuid: str) -> str:
        while uuid in first:
            uuid = first[uuid]
        return uuid

    for study in studies:
        for (facts,) in study.reader.rows("SELECT facts FROM journal WHERE verb = 'study.merge' AND kind = 'act'"):
            for _table, there, here in json.loads(facts)["same"]:
                if root(there) != root(here):
                    first[max(root(there), root(here))] = min(root(there), root(here))

    def told(value: Any) -> Any:
        if isinstance(value, dict):
            return {told(key): told(one) for key, one in value.items()}
        return root(value) if isinstance(value, str) else value

    return told


def _in_force(read: dict[tuple[str, int], str], code: str, version: int) -> Any:
    from workbench.store.reader import unpacked

    numbers = [number for one, number in read if one == code and number <= version]
    if not numbers:
        return None
    told = unpacked(read[code, max(numbers)])
    return {key: told[key] for key in ("short", "label_fr", "definition", "include_when", "codable")}


def plain_codings(study: StudyFile) -> dict[str, Any]:
    """Codings that a person sees: on codes and transcripts in use."""
    return {one.uuid: one for one in coding_store.all(study.reader)}


# -- working at random -----------------------------------------------------------------------------------------------


@dataclass
class Worker:
    """Somebody who works on a copy at random.

    Attributes:
        study: The copy.
        coder: uuid of who works.
        random: Decides.
        disjoint: Whether to leave alone what others may work on: only own codings, and codes of one's own.
    """

    study: StudyFile
    coder: str
    random: Random
    disjoint: bool = False
    refused: int = 0
    done: dict[str, int] = field(default_factory=dict)

    def work(self, acts: int) -> None:
        """Do some acts; one that is refused counts as none."""
        names = _APART if self.disjoint else _ACTS
        for _number in range(acts):
            name = self.random.choice(names)
            try:
                getattr(self, name)()
                self.done[name] = self.done.get(name, 0) + 1
            except StudyError:
                self.refused += 1

    def pick(self, rows: Iterable[Any]) -> Any:
        found = list(rows)
        if not found:
            raise StudyError("there is nothing to choose")
        return self.random.choice(found)

    def text(self) -> str:
        rows = self.study.reader.rows("SELECT uuid FROM transcripts WHERE deleted_at IS NULL ORDER BY uuid")
        return str(self.pick(uuid for (uuid,) in rows))

    def span(self) -> Span:
        start = self.random.randrange(60)
        return Span(start, start + self.random.randint(1, 40))

    def code(self) -> str:
        book = code_store.book(self.study.reader)
        return str(self.pick(sorted(code.uuid for code in book.codes if code.codable)))

    def own(self) -> Any:
        return self.pick(sorted(coding_store.all(self.study.reader, self.coder), key=lambda one: one.uuid))

    def word(self) -> str:
        return f"mot {self.random.randrange(10**6)}"

    def apply(self) -> None:
        coding.apply_codes(self.study, self.coder, self.text(), self.span(), [self.code()])

    def new_code(self) -> None:
        label = self.word() if self.random.random() < 0.7 else self.pick(("peur", "joie", "colère"))
        if self.disjoint:
            label = f"{self.coder[:4]}{len(self.done)} {self.random.randrange(10**6)}"
        coding.apply_new_code(self.study, self.coder, self.text(), self.span(), label=label)

    def remove(self) -> None:
        coding.remove_codings(self.study, self.coder, [self.own().uuid])

    def edges(self) -> None:
        coding.move_edges(self.study, self.coder, self.own().uuid, self.span())

    def weigh(self) -> None:
        strength, stance = self.random.choice((None, 0, 1, 2, 3)), self.random.choice((None, *Stance))
        coding.weigh(self.study, self.coder, self.own().uuid, strength=strength, stance=stance)

    def note(self) -> None:
        coding.note(self.study, self.coder, self.own().uuid, self.random.choice(("", self.word(), self.word())))

    def state(self) -> None:
        coding.set_state(self.study, self.coder, [self.text()], self.random.choice(list(ReadingState)))

    def undo(self) -> None:
        if journal.depth(self.study.reader, self.coder)[0]:
            undo(self.study, self.coder, own=True)

    def redo(self) -> None:
        redo(self.study, self.coder, own=True)

    def edit(self, verb: str, change: Callable[[Any], Any]) -> None:
        studies.edit_codebook(self.study, self.coder, verb, change)

    def define(self) -> None:
        code, words = self.code(), self.word()
        self.edit("code.change", lambda book: book.change(code, definition=words))

    def label(self) -> None:
        code, words = self.code(), self.word()
        self.edit("code.change", lambda book: book.change(code, labels={"fr": words}))

    def short(self) -> None:
        code, short = self.code(), f"C{self.random.randrange(60)}"
        self.edit("code.change", lambda book: book.change(code, short=short))

    def key(self) -> None:
        code, key = self.code(), str(self.random.randrange(1, 9))
        self.edit("code.change", lambda book: book.change(code, key=key))

    def move(self) -> None:
        code, parent = self.code(), self.random.choice((None, self.code()))
        self.edit("code.move", lambda book: book.move(code, parent))

    def bin(self) -> None:
        code = self.code()
        self.edit("code.remove", lambda book: book.remove(code))

    def restore(self) -> None:
        binned = self.pick(sorted(code.uuid for code in code_store.book(self.study.reader).bin))
        self.edit("code.restore", lambda book: book.restore(binned))

    def participant(self) -> None:
        add_participants(self.study, self.coder, [f"X-{self.random.randrange(40)}"])

    def rename(self) -> None:
        rows = self.study.reader.rows("SELECT uuid FROM participants WHERE deleted_at IS NULL ORDER BY uuid")
        rename_participant(self.study, self.coder, self.pick(rows)[0], f"X-{self.random.randrange(40)}")

    def know(self) -> None:
        rows = self.study.reader.rows("SELECT pseudonym FROM participants WHERE deleted_at IS NULL ORDER BY pseudonym")
        value = self.pick(("a", "b", "?"))
        import_participants(self.study, self.coder, {self.pick(rows)[0]: {"kind": value}}, ("kind",))

    def cell(self) -> None:
        people = self.study.reader.rows("SELECT uuid FROM participants WHERE deleted_at IS NULL ORDER BY uuid")
        question = self.pick(self.study.reader.rows("SELECT uuid FROM questions ORDER BY uuid"))[0]
        place = Place(self.pick(people)[0], question)
        passages = [LinkedPassage(self.text(), self.span())] if self.random.random() < 0.5 else None
        fill_cell(self.study, self.coder, place, summary=self.random.choice(("", self.word())), passages=passages)

    def quote(self) -> None:
        picking.pick(self.study, self.coder, self.code(), self.text(), self.span())

    def unquote(self) -> None:
        picking.unpick(
            self.study, self.coder, self.pick(self.study.reader.rows("SELECT uuid FROM picked_quotations"))[0]
        )

    def text_in(self) -> None:
        number = self.random.randrange(100, 10**6) if self.disjoint else self.random.randrange(10, 16)
        talk = (("ENQ", "Et vous ?"), (f"P-{number}", f"Nous aussi, dans le cas {number}, bien sûr. " * 3))
        import_transcripts(self.study, self.coder, [transcript(f"T{number}", talk)])


_APART = ["apply"] * 5 + ["new_code", "remove", "edges", "weigh", "note", "state", "undo", "redo", "text_in"]
_ACTS = [
    *(["apply"] * 6 + ["remove", "edges", "weigh", "note"] * 2),
    *("new_code", "state", "undo", "redo", "define", "label", "short", "key", "move", "bin", "restore"),
    *("participant", "rename", "know", "cell", "quote", "unquote", "text_in"),
]
