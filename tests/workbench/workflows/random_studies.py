"""Random small studies, and the same things counted one by one, for the tests of every report."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from codebook.book import Codebook
from codebook.coding import Coder, Coding, ReadingState, Stance
from codebook.guide import Guide, Question, Section
from tests.workbench.workflows.random_decisions import decide_at_random
from transcripts.model import Role, Source, Speaker, Transcript, Turn
from transcripts.spans import Span
from workbench.store import coders as coder_store
from workbench.store import codings as coding_store
from workbench.store import transcripts as transcript_store
from workbench.store.act import Act
from workbench.store.coders import new_uuid
from workbench.store.study_file import StudyFile
from workbench.workflows.coding import set_state
from workbench.workflows.guiding import import_guide
from workbench.workflows.importing import import_transcripts
from workbench.workflows.participating import import_participants
from workbench.workflows.studies import add_coder, new_study

WORDS = ("image", "page", "public", "ville", "oui", "on", "voulait", "répondre", "aux", "gens", "vite", "là")
TREE = {"OBJ": ("IMAGE", "PROJET"), "TON": ("TFAM",), "SEUL": ()}
NAMES = {"Q1": ("OBJ",), "Q2": ("TFAM", "SEUL"), "Q3": ()}


@dataclass
class Counted:
    """A study with everything that a brute-force count needs, read through the store and nothing else.

    Attributes:
        study: Open.
        coder: Whose codings are counted.
        codings: Theirs.
        turns: Transcript name → (start, end, pseudonym or "", is interviewer) of each turn, in order.
        done: Names of the transcripts that the coder has finished.
        links: Transcript name → (start of the turn, question name), in order; missing where it is not linked.
        above: Short name of a code → short names of it and of those above it.
    """

    study: StudyFile
    coder: Coder
    codings: list[Coding] = field(default_factory=list)
    turns: dict[str, list[tuple[int, int, str, bool]]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    links: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    above: dict[str, set[str]] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)
    name: dict[str, str] = field(default_factory=dict)

    @property
    def people(self) -> list[str]:
        """Who speaks anywhere."""
        return sorted({who for turns in self.turns.values() for _s, _e, who, _i in turns if who})

    def texts_of(self, person: str) -> set[str]:
        return {text for text, turns in self.turns.items() if any(who == person for _s, _e, who, _i in turns)}

    @property
    def read(self) -> list[str]:
        return [person for person in self.people if self.texts_of(person) <= self.done]

    def covers(self, coding: Coding, person: str) -> list[int]:
        """The characters of a person's words that a coding covers."""
        text = self.name[coding.transcript]
        return [
            at
            for start, end, who, _interviewer in self.turns[text]
            if who == person
            for at in range(max(start, coding.span.start), min(end, coding.span.end))
        ]

    def of(self, code: str, person: str) -> list[Coding]:
        """Codings of a code, or under it, that cover words of a person."""
        return [one for one in self.codings if code in self.above[self.short[one.code]] and self.covers(one, person)]

    def question_at(self, coding: Coding) -> set[str]:
        """The questions in force where a coding begins."""
        links = self.links.get(self.name[coding.transcript], [])
        starts = [start for start, _question in links if start <= coding.span.start]
        return {question for start, question in links if starts and start == max(starts)}

    def prompted(self, coding: Coding) -> bool | None:
        """Whether its code was named by the question in force; None where the guide is not linked."""
        if self.name[coding.transcript] not in self.links:
            return None
        named = {code for question in self.question_at(coding) for code in NAMES[question]}
        return bool(self.above[self.short[coding.code]] & named)

    def asked(self, code: str, person: str) -> bool | None:
        """Whether a person was asked about a code; None where that is not known."""
        family = {short for short, above in self.above.items() if code in above} | self.above[code]
        texts = self.texts_of(person)
        put = {question for text in texts for _start, question in self.links.get(text, [])}
        if any(set(NAMES[question]) & family for question in put):
            return True
        return None if texts - self.links.keys() else False


def random_study(path: Path, seed: int) -> Counted:
    """A study of one to four transcripts, some with two participants, coded at random by two coders."""
    random = Random(seed)
    study = new_study(path, codebook=_codebook(), coder="Maude")
    add_coder(study, "Julien")
    texts = [_transcript(random, number) for number in range(random.randint(1, 4))]
    import_transcripts(study, None, texts)
    pseudonyms = {turn.speaker for text in texts for turn in text.turns if turn.speaker and turn.speaker != "ENQ"}
    rows = {name: {"kind": random.choice(("a", "b", "?", ""))} for name in sorted(pseudonyms)}
    if rows:
        import_participants(study, None, rows, ("kind",))
    questions = tuple(Question(name, f"Question {name} ?", codes) for name, codes in NAMES.items())
    import_guide(study, None, Guide((Section("", questions),)))
    counted = _observed(study)
    _link(study, counted, random)
    for name in ("Maude", "Julien"):
        _code(study, coder_store.named(study.reader, name), counted, random)
    for name in ("Maude", "Julien"):
        decide_at_random(study, coder_store.named(study.reader, name), random)
    counted.codings = coding_store.all(study.reader, counted.coder.uuid)
    return counted


def _codebook() -> Codebook:
    book = Codebook()
    for parent, children in TREE.items():
        branch = book.new_code(parent, "fr", short=parent, takes_stance=parent == "OBJ")
        book = book.add(branch)
        for child in children:
            book = book.add(book.new_code(child, "fr", parent=branch.uuid, short=child))
    return book


def _transcript(random: Random, number: int) -> Transcript:
    people = [f"P{number}"] + (["P9"] if random.random() < 0.4 else [])
    turns, at, pieces = [], 0, []
    for _turn in range(random.randint(1, 8)):
        label = random.choice(["ENQ", *people])
        words = " ".join(random.choices(WORDS, k=random.randint(1, 6))).capitalize() + random.choice(".?!")
        turns.append(Turn(Span(at, at + len(words)), label, f"{label} :"))
        pieces.append(words)
        at += len(words) + 1
    labels = dict.fromkeys(turn.speaker or "" for turn in turns)
    speakers = tuple(Speaker(one, Role.INTERVIEWER if one == "ENQ" else Role.PARTICIPANT) for one in labels)
    return Transcript(f"T{number}", "\n".join(pieces), tuple(turns), speakers, Source(f"T{number}.txt", "text"))


def _observed(study: StudyFile) -> Counted:
    from workbench.store import codes as code_store

    counted = Counted(study, coder_store.named(study.reader, "Maude"))
    book = code_store.book(study.reader)
    for code in book.codes:
        counted.short[code.uuid] = code.short
        counted.above[code.short] = {one.short for one in book.path(code.uuid)}
    for entry in transcript_store.listing(study.reader):
        text = transcript_store.load(study.reader, entry.uuid)
        counted.name[entry.uuid] = entry.name
        counted.turns[entry.name] = [
            (turn.span.start, turn.span.end, turn.participant, turn.speaker == "ENQ") for turn in text.turns
        ]
    return counted


def _link(study: StudyFile, counted: Counted, random: Random) -> None:
    """Link some transcripts whole: every turn of the interviewer to a question, to two, or to none."""
    from workbench.store.finding_rows import TurnCheckRow
    from workbench.store.rows import QuestionRow, TranscriptRow, TurnQuestionRow

    with study.act(None, "guide.link") as act:
        numbers = {row.name: row.id for row in act.all(QuestionRow)}
        for row in act.all(TranscriptRow):
            turns = counted.turns[row.name]
            asking = [(at, turn) for at, turn in enumerate(turns, start=1) if turn[3]]
            if not asking or random.random() < 0.3:
                continue
            counted.links[row.name] = []
            for number, turn in asking:
                chosen = random.sample(sorted(NAMES), random.choice((0, 1, 1, 1, 2)))
                for question in sorted(chosen):
                    act.add(
                        TurnQuestionRow(
                            uuid=new_uuid(),
                            transcript_id=row.id,
                            turn_number=number,
                            question_id=numbers[question],
                            follow_up=0,
                        )
                    )
                    counted.links[row.name].append((turn[0], question))
                if not chosen:
                    act.add(TurnCheckRow(uuid=new_uuid(), transcript_id=row.id, turn_number=number))


def _code(study: StudyFile, coder: Coder, counted: Counted, random: Random) -> None:
    finished = []
    with study.act(coder.uuid, "coding.import") as act:
        for uuid, name in counted.name.items():
            if random.random() < 0.8:
                finished.append(uuid)
            if random.random() < 0.85:
                _code_text(act, uuid, counted.turns[name][-1][1], random)
    if finished:
        set_state(study, coder.uuid, finished, ReadingState.DONE)
    if coder.uuid == counted.coder.uuid:
        counted.done = {counted.name[uuid] for uuid in finished}


def _code_text(act: Act, transcript: str, length: int, random: Random) -> None:
    from workbench.store.rows import CodeRow, CodingRow, TranscriptRow

    text, codes = act.get(TranscriptRow, transcript), act.all(CodeRow)
    seen: dict[tuple[int, int, int], bool] = defaultdict(bool)
    for _coding in range(random.randint(0, 7)):
        start = random.randrange(length)
        end = min(length, start + random.choice((1, 3, 8, 20, length)))
        code = random.choice(codes)
        if seen[start, end, code.id]:
            continue
        seen[start, end, code.id] = True
        act.add(
            CodingRow(
                uuid=new_uuid(),
                transcript_id=text.id,
                coder_id=act.coder_id,
                code_id=code.id,
                start=start,
                end=end,
                strength=random.choice((None, 0, 1, 2, 3)),
                stance=random.choice((None, *(stance.value for stance in Stance))),
                origin="hand",
                codebook_version=1,
                created_at=act.at,
                changed_at=act.at,
            )
        )
