"""How one line of a transcript looks, piece by piece; no colours yet."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from transcripts.spans import Span, union
from workbench.tui.widgets.cell_widths import clusters, is_simple
from workbench.tui.widgets.transcript_marks import Mark, MarkKind

PLAIN = 0
CODED = 1
DEEP = 2
"""Two or more codings."""
CURRENT = 4
HIT = 8
SELECTED = 16
FREE_END = 32
"""The end of the selection that moves."""
INTERVIEWER = 64
HEADING = 128
TRACKS = (256, 512, 1024, 2048, 4096)
"""Stretches that are told from each other, such as what each of several coders marked."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What is on the text beside the codings.

    Attributes:
        selection: What is selected.
        free_end: The character that shows which end moves, None where neither does.
        current: uuid of the current coding.
        hits: Search hits near the line, in text order.
        tracks: Stretches, each with one of ``TRACKS``.
    """

    selection: Span | None = None
    free_end: int | None = None
    current: str | None = None
    hits: Sequence[Span] = field(default=())
    tracks: Sequence[tuple[Span, int]] = field(default=())


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line that looks the same throughout.

    Attributes:
        start: First character.
        end: One past the last.
        look: The flags above, added up.
    """

    start: int
    end: int
    look: int


def pieces(text: str, start: int, end: int, marks: Iterable[Mark], looks: Looks, base: int = PLAIN) -> list[Piece]:
    """Cut the stretch ``[start, end)``, one drawn line, where its look changes.

    Args:
        text: The stored text.
        start: First character drawn.
        end: One past the last character drawn.
        marks: Whatever may touch the line.
        looks: Selection, hits and current coding.
        base: Flags of the whole line.
    """
    if end <= start:
        return []
    flags = _coded(start, end, marks, looks.current, base)
    for span, flag in looks.tracks:
        _add(flags, span.start - start, span.end - start, flag)
    if looks.selection:
        _add(flags, looks.selection.start - start, looks.selection.end - start, SELECTED)
    for hit in looks.hits:
        _add(flags, hit.start - start, hit.end - start, HIT)
    if looks.free_end is not None:
        _add(flags, looks.free_end - start, looks.free_end + 1 - start, FREE_END)
    if not is_simple(text, start, end):
        _whole_clusters(flags, text, start, end)
    return _grouped(flags, start)


def _coded(start: int, end: int, marks: Iterable[Mark], current: str | None, base: int) -> list[int]:
    """A flag for each character: how many codings lie on it, and whether the current one does."""
    size = end - start
    changes = [0] * (size + 1)
    own: Mark | None = None
    for mark in marks:
        if mark.start < end and mark.end > start:
            if mark.kind is MarkKind.CODING:
                changes[max(0, mark.start - start)] += 1
                changes[min(size, mark.end - start)] -= 1
            if mark.uuid == current:
                own = mark
    flags: list[int] = []
    depth = 0
    for change in changes[:size]:
        depth += change
        flags.append(base + (depth if depth < DEEP else DEEP))
    if own:
        _add(flags, own.start - start, own.end - start, CURRENT)
    return flags


def _add(flags: list[int], first: int, stop: int, flag: int) -> None:
    """Set a flag on the characters ``[first, stop)`` of the line, as far as they are on it."""
    for index in range(max(0, first), min(len(flags), stop)):
        flags[index] |= flag


def _whole_clusters(flags: list[int], text: str, start: int, end: int) -> None:
    """Let each cluster look like any of its characters: it cannot be drawn in parts."""
    edges, _ = clusters(text, start, end)
    for index in range(len(edges) - 1):
        first, stop = edges[index] - start, edges[index + 1] - start
        if stop - first > 1:
            look = 0
            for flag in flags[first:stop]:
                look |= flag
            flags[first:stop] = [look] * (stop - first)


def _grouped(flags: list[int], start: int) -> list[Piece]:
    """Neighbours of the same look become one piece."""
    found: list[Piece] = []
    first = 0
    for index in range(1, len(flags) + 1):
        if index == len(flags) or flags[index] != flags[first]:
            found.append(Piece(start + first, start + index, flags[first]))
            first = index
    return found


class Hits:
    """Search hits of a whole transcript, found by place."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = union(spans)
        self._starts = [span.start for span in self._spans]

    def near(self, start: int, end: int) -> list[Span]:
        """The hits that touch ``[start, end)``, in text order."""
        if not self._spans:
            return []
        first = bisect_right(self._starts, start)
        if first and self._spans[first - 1].end > start:
            first -= 1
        return self._spans[first : bisect_left(self._starts, end)]
