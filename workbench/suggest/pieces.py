"""Segments that are ranked: turns, and pieces of long turns, cut where sentences end.

A sentence alone says too little to be found by what it means, a turn of five minutes too much. Pieces of at most
about sixty words were measured to work; which sentences of a piece to propose is decided afterwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from transcripts.spans import Span

LONGEST = 60
"""Words of a piece; a single sentence may have more."""

SHORTEST = 3
"""Words below which a piece is context only: "Oui, c'est ça." is nobody's theme."""


@dataclass(frozen=True, slots=True)
class SpokenSentences:
    """A turn as its sentences.

    Attributes:
        number: 1, 2, 3 … in its transcript.
        speaker: Label, "" if none.
        asked: Whether the words may be coded by suggestion: a participant's, not an interviewer's or a heading.
        sentences: Where its sentences stand, in text order; at least one.
    """

    number: int
    speaker: str
    asked: bool
    sentences: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Piece:
    """One segment of a transcript, in reading order with its neighbours.

    Attributes:
        transcript: uuid.
        turn: Number of the turn.
        span: Where it stands in the transcript's text.
        speaker: Label, "" if none.
        candidate: Whether it can be suggested; else it is context for its neighbours.
        sentences: Where its sentences stand, in the transcript's text.
        text: Its words.
    """

    transcript: str
    turn: int
    span: Span
    speaker: str
    candidate: bool
    sentences: tuple[Span, ...]
    text: str


def pieces(transcript: str, text: str, turns: Iterable[SpokenSentences]) -> Iterator[Piece]:
    """Cut a transcript.

    Args:
        transcript: uuid.
        text: Its words.
        turns: Its turns, in text order; those without a sentence are left out.
    """
    for turn in turns:
        words = [len(text[sentence.start : sentence.end].split()) for sentence in turn.sentences]
        for first, last in _cuts(words):
            sentences = tuple(turn.sentences[first:last])
            span = Span(sentences[0].start, sentences[-1].end)
            asked = turn.asked and sum(words[first:last]) >= SHORTEST
            yield Piece(transcript, turn.number, span, turn.speaker, asked, sentences, text[span.start : span.end])


def _cuts(words: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First sentence and one past the last of each piece; pieces of a turn are about equally long."""
    if not words:
        return
    wanted = sum(words) / max(1, ceil(sum(words) / LONGEST))
    first, count = 0, 0
    for place, more in enumerate(words):
        if count and (count + more > LONGEST or count + more / 2 > wanted):
            yield first, place
            first, count = place, 0
        count += more
    yield first, len(words)
