"""Cases to rule on, written as a table: who gave which code, where, with which stance and strength."""

from dataclasses import dataclass
from itertools import count
from pathlib import Path

from codebook.code import Code
from codebook.coding import Coder, Coding, ReadingState, Stance
from tests.workbench.making import bench
from transcripts.spans import Span
from workbench.analysis.cases import Kind
from workbench.store import codings as coding_store
from workbench.store.study_file import StudyFile
from workbench.workflows.coding import apply_codes, set_state, weigh
from workbench.workflows.ruling import Queue, queue
from workbench.workflows.ruling.values import MadeCoding, OpenCase, OpenPosition
from workbench.workflows.studies import add_coder


@dataclass(frozen=True)
class Given:
    """``IMAGE 0-10 pro 2``, read."""

    code: str
    span: Span
    stance: Stance | None
    strength: int | None


def given(written: str) -> list[Given]:
    """Codings from ``IMAGE 0-10 pro 2; TON 3-5``; none from ""."""
    found = []
    for one in filter(None, (part.strip() for part in written.split(";"))):
        code, place, *values = one.split()
        start, end = map(int, place.split("-"))
        stance = next((Stance(value) for value in values if not value.isdigit()), None)
        strength = next((int(value) for value in values if value.isdigit()), None)
        found.append(Given(code, Span(start, end), stance, strength))
    return found


def told(made: "MadeCoding | Coding", names: dict[str, str] | None = None) -> str:
    """A coding written as ``given`` reads it."""
    code = (names or {}).get(made.code, made.code)
    values = [made.stance.value] if made.stance else []
    values += [] if made.strength is None else [str(made.strength)]
    return " ".join([code, f"{made.span.start}-{made.span.end}", *values])


# -- without a study -----------------------------------------------------------------------------------------------


def case(*positions: str, kind: Kind = Kind.BOUNDARY) -> OpenCase:
    """A case in which each position is held by one coder, or by several where ``x2:`` stands before it."""
    number = count()
    held = []
    for at, written in enumerate(positions):
        times, _colon, what = written.rpartition(":")
        coders = tuple(Coder(f"c{at}{more}", f"C{at}{more}") for more in range(int(times[1:] or 1) if times else 1))
        codings = tuple(
            Coding(f"u{next(number):02}", "t", coder.uuid, one.code, one.span, one.strength, one.stance)
            for coder in coders
            for one in given(what)
        )
        held.append(OpenPosition(coders, codings))
    spans = [one.span for position in held for one in position.codings]
    readers = sum(len(position.coders) for position in held)
    majority = next((at for at, position in enumerate(held) if 2 * len(position.coders) > readers), None)
    codes = {one.code for position in held for one in position.codings}
    return OpenCase(
        key="0" * 12,
        kinds=(kind,),
        transcript="t",
        name="I-01",
        span=Span(min(span.start for span in spans), max(span.end for span in spans)),
        positions=tuple(held),
        codes=tuple(Code(code, code, {"fr": code}) for code in sorted(codes)),
        cost=1,
        majority=majority,
        ruling=None,
        stale=False,
    )


# -- in a study ----------------------------------------------------------------------------------------------------


@dataclass
class Sitting:
    """A study in which several people have coded one transcript and finished it."""

    study: StudyFile
    people: dict[str, Coder]
    transcript: str
    codes: dict[str, str]

    @property
    def names(self) -> dict[str, str]:
        return {uuid: short for short, uuid in self.codes.items()}

    def code(self, who: str, written: str) -> list[str]:
        """Let somebody code, and give the uuids."""
        made = []
        for one in given(written):
            coder = self.people[who].uuid
            (coding,) = apply_codes(self.study, coder, self.transcript, one.span, [self.codes[one.code]])
            if one.stance or one.strength is not None:
                weigh(self.study, coder, coding.uuid, stance=one.stance, strength=one.strength)
            made.append(coding.uuid)
        return made

    def finish(self, *who: str, state: ReadingState = ReadingState.DONE) -> None:
        for name in who or self.people:
            set_state(self.study, self.people[name].uuid, [self.transcript], state)

    def queue(self, which: str = "open") -> Queue:
        return queue(self.study, which=which)

    def consensus(self) -> list[str]:
        """What the consensus holds, as ``given`` reads it."""
        (layer,) = self.study.reader.one("SELECT uuid FROM coders WHERE kind = 'consensus'")
        return [told(one, self.names) for one in coding_store.all(self.study.reader, layer)]

    def state(self) -> str | None:
        return self.study.reader.value(
            "SELECT s.state FROM coder_states s JOIN coders o ON o.id = s.coder_id WHERE o.kind = 'consensus'"
        )

    def __getitem__(self, who: str) -> str:
        return self.people[who].uuid


def sitting(path: Path, **coded: str) -> Sitting:
    """People and what they gave; all have finished."""
    bench_ = bench(path)
    people = {"maude": bench_.maude, "julien": bench_.julien}
    for name in coded:
        if name not in people:
            people[name] = add_coder(bench_.study, name.capitalize())
    found = Sitting(bench_.study, {name: people[name] for name in coded}, bench_.transcript, bench_.codes)
    for name, written in coded.items():
        found.code(name, written)
    found.finish()
    return found


def everything(study: StudyFile) -> dict[str, list[tuple[object, ...]]]:
    """All that a ruling may write, and all that it may not, without row numbers."""
    reader = study.reader
    return {
        "codings": reader.rows(
            'SELECT c.uuid, t.uuid, o.uuid, d.uuid, c.start, c."end", c.strength, c.stance, c.origin,'
            " c.codebook_version, c.created_at, c.changed_at FROM codings c"
            " JOIN transcripts t ON t.id = c.transcript_id JOIN coders o ON o.id = c.coder_id"
            " JOIN codes d ON d.id = c.code_id ORDER BY c.uuid"
        ),
        "memos": reader.rows(
            "SELECT m.uuid, m.body, c.uuid FROM memos m LEFT JOIN codings c ON c.id = m.coding_id ORDER BY m.uuid"
        ),
        "rulings": reader.rows(
            'SELECT r.uuid, r.start, r."end", o.uuid, r.kind, r.verdict, r.chosen, r.reason, r.positions, r.made_at,'
            " r.changed_at FROM rulings r JOIN coders o ON o.id = r.coder_id ORDER BY r.uuid"
        ),
        "sources": reader.rows(
            "SELECT s.uuid, c.uuid, r.uuid, s.made_from, s.sources FROM consensus_sources s"
            " JOIN codings c ON c.id = s.coding_id LEFT JOIN rulings r ON r.id = s.ruling_id ORDER BY s.uuid"
        ),
        "states": reader.rows(
            "SELECT s.uuid, o.uuid, s.state FROM coder_states s JOIN coders o ON o.id = s.coder_id ORDER BY s.uuid"
        ),
        "codes": reader.rows("SELECT uuid, include_when, exclude_when, deleted_at IS NULL FROM codes ORDER BY uuid"),
    }
