"""Beginnings and ends of characters, words, sentences and turns around an offset.

``starts(document, unit)`` and ``ends(document, unit)`` answer with two functions: the last boundary before an offset,
and the first one after it; None where there is none.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from workbench.tui.widgets import transcript_words as words
from workbench.tui.widgets.cell_widths import cluster_around
from workbench.tui.widgets.transcript_document import ShownDocument


class Unit(StrEnum):
    """What a step is counted in."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"
    TURN = "turn"
    QUESTION = "question"
    PAGE = "page"
    UNCODED = "uncoded"
    DOCUMENT = "document"


Search = Callable[[int], int | None]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Boundaries of one kind.

    Attributes:
        before: The last one before an offset.
        after: The first one after an offset.
    """

    before: Search
    after: Search


def starts(document: ShownDocument, unit: Unit) -> Boundaries:
    """Where units begin."""
    text = document.text
    match unit:
        case Unit.CHARACTER:
            return _character_edges(text)
        case Unit.WORD:
            return Boundaries(lambda offset: words.last_start(text, offset), lambda at: words.first_start(text, at))
        case Unit.TURN if document.turns:
            return _listed(document.turn_starts)
        case _:
            return _listed(document.starts)


def ends(document: ShownDocument, unit: Unit) -> Boundaries:
    """Where units end."""
    text = document.text
    match unit:
        case Unit.CHARACTER:
            return _character_edges(text)
        case Unit.WORD:
            return Boundaries(lambda offset: words.last_end(text, offset), lambda at: words.first_end(text, at))
        case Unit.TURN if document.turns:
            return _listed(document.turn_ends)
        case _:
            return _listed(document.ends)


def _listed(offsets: "array[int]") -> Boundaries:
    """Boundaries that are known."""

    def before(offset: int) -> int | None:
        index = bisect_left(offsets, offset)
        return offsets[index - 1] if index else None

    def after(offset: int) -> int | None:
        index = bisect_right(offsets, offset)
        return offsets[index] if index < len(offsets) else None

    return Boundaries(before, after)


def _character_edges(text: str) -> Boundaries:
    """Edges of clusters: where one ends the next begins."""

    def before(offset: int) -> int | None:
        return cluster_around(text, offset - 1)[0] if offset > 0 else None

    def after(offset: int) -> int | None:
        return cluster_around(text, offset)[1] if offset < len(text) else None

    return Boundaries(before, after)
