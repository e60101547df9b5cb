"""The two sets of interviews with hand-made answers: see ``tests/data/guides/README.md``."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from codebook.guide import Guide, read_guide
from codebook.shipped import read_guide_template, read_template
from transcripts.model import Role, Transcript
from transcripts.readers.registry import read_transcripts
from workbench.suggest.guide_links import AskingTurn, GuideQuestion
from workbench.workflows.demonstrating import FOLDER, GUIDE, LANGUAGE, TEMPLATE

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "guides"
#: The number of a question that somebody typed into a turn: it would give the answer away.
TYPED = re.compile(r"(?m)^\s*\d\s*[-–.:]\s*(?=\D)")

#: Place of the question in the guide and whether it is a follow-up; None for a turn that puts none.
Answer = tuple[int, bool] | None


@dataclass(frozen=True)
class Interview:
    """The interviewer's turns of one interview, and what each puts."""

    name: str
    turns: tuple[AskingTurn, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Sample:
    """Interviews with one guide."""

    name: str
    questions: tuple[GuideQuestion, ...]
    interviews: tuple[Interview, ...]


@cache
def demonstration() -> Sample:
    guide, book = read_guide_template(GUIDE, LANGUAGE), read_template(TEMPLATE, LANGUAGE)
    topics = [
        tuple(
            " ".join((*code.labels.values(), *code.keywords))
            for code in book.codes
            if {step.uuid for step in book.path(code.uuid)} & {named.uuid for named in question.codes_in(book)}
        )
        for question in guide.questions
    ]
    files = sorted((FOLDER / "entretiens").glob("*.txt"))
    return _sample("demonstration", guide, topics, files, FOLDER / "links.csv", typed=True)


@cache
def artisans(shared: Path, *, typed: bool = False) -> Sample:
    """The ten interviews with craftspeople; ``typed`` leaves the numbers of the questions in."""
    guide = read_guide(DATA / "artisans-fr.txt", "fr")
    files = sorted((shared / "samples" / "corpora" / "artisans-fr" / "docx").glob("*.docx"))
    name = "artisans-fr, numbers left in" if typed else "artisans-fr"
    return _sample(name, guide, [()] * len(guide.questions), files, DATA / "artisans-fr.csv", typed=typed)


def _sample(
    name: str, guide: Guide, topics: Sequence[tuple[str, ...]], files: Sequence[Path], answers: Path, *, typed: bool
) -> Sample:
    questions = tuple(
        GuideQuestion(one.name, (one.text, *one.follow_ups), about)
        for one, about in zip(guide.questions, topics, strict=True)
    )
    place = {one.name: at for at, one in enumerate(guide.questions)}
    told: dict[tuple[str, int], Answer] = {}
    with answers.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            answer = (place[row["question"]], row["follow_up"] == "yes") if row["question"] else None
            told[row["transcript"], int(row["turn"])] = answer
    read = [_interview(read_transcripts(file)[0], told, typed=typed) for file in files]
    assert sum(len(one.turns) for one in read) == len(told), "an answer for every turn, a turn for every answer"
    return Sample(name, questions, tuple(read))


def _interview(text: Transcript, told: Mapping[tuple[str, int], Answer], *, typed: bool) -> Interview:
    roles = {speaker.label: speaker.role for speaker in text.speakers}
    turns, before = [], ""
    for number, turn in enumerate(text.turns, start=1):
        words = turn.span.cut(text.text)
        if roles.get(turn.speaker) is Role.INTERVIEWER:
            turns.append(AskingTurn(number, words if typed else TYPED.sub("", words), before))
            before = ""
        elif turn.speaker:
            before = words
    return Interview(text.name, tuple(turns), tuple(told[text.name, turn.number] for turn in turns))
