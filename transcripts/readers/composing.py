"""Transcripts of written answers: question, answer, question, answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from transcripts.language import guess_language
from transcripts.model import Role, Source, Speaker, Transcript, Turn
from transcripts.readers.options import ReadingOptions
from transcripts.spans import Span

ASKING = "Question"
"""Label of whoever put the questions of a page or table; the same word in French and English."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer.

    Attributes:
        question: "" where none is known, or where it is the same as before.
        answer: What the participant wrote.
        label: What the source wrote above the answer.
    """

    question: str
    answer: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Respondent:
    """One participant's answers.

    Attributes:
        name: Of the transcript; unique in the file.
        participant: Pseudonym.
        exchanges: In the order of the source.
    """

    name: str
    participant: str
    exchanges: tuple[Exchange, ...]


def compose(respondent: Respondent, source: Source, options: ReadingOptions) -> Transcript:
    """The transcript of one participant's answers; each question is a turn of the interviewer."""
    parts: list[str] = []
    turns: list[Turn] = []
    position = 0
    for exchange in respondent.exchanges:
        for speaker, words, label in (
            (ASKING, exchange.question, ""),
            (respondent.participant, exchange.answer, exchange.label),
        ):
            if words.strip():
                turns.append(Turn(Span(position, position + len(words)), speaker, label))
                parts.append(words)
                position += len(words) + 1
    text = "\n".join(parts)
    asked = any(turn.speaker == ASKING for turn in turns)
    speakers = (Speaker(respondent.participant, Role.PARTICIPANT),)
    return Transcript(
        name=respondent.name,
        text=text,
        turns=tuple(turns),
        speakers=(Speaker(ASKING, Role.INTERVIEWER), *speakers) if asked else speakers,
        source=source,
        language=options.language or guess_language(text),
        participant=respondent.participant,
    )


def numbered_names(names: Sequence[str]) -> list[str]:
    """The names made unique: the second ``Marie`` becomes ``Marie (2)``."""
    taken: set[str] = set()
    unique: list[str] = []
    for name in names:
        candidate, number = name, 1
        while candidate in taken:
            number += 1
            candidate = f"{name} ({number})"
        taken.add(candidate)
        unique.append(candidate)
    return unique
