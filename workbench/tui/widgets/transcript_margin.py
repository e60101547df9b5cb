"""Which mark goes where in the margin: a column for its whole length, and what a row of the margin says.

Two marks that share a line never share a column. Columns are given out when a line is first drawn, from the top of
the stretch of overlapping marks around it, so that neither the length of a text nor the number of its marks costs
anything before it is looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from workbench.tui.widgets.cell_widths import cut
from workbench.tui.widgets.transcript_layout import Layout
from workbench.tui.widgets.transcript_marks import Mark, MarkKind, Marks

SLOT = 7
"""A stripe and six letters."""

_IN_ORDER = attrgetter("kind", "start", "uuid")
"""Codings before suggestions ("coding" < "side" < "suggestion"), then from the top."""

Placed = tuple[int, Mark]


class Margin:
    """The columns of the marks of a transcript in one layout.

    Args:
        marks: Of the transcript.
        layout: Where its lines break.
        slot: Cells that a stripe with its name has at least.

    Attributes:
        slot: As given.
    """

    def __init__(self, marks: Marks, layout: Layout, slot: int = SLOT) -> None:
        self.slot = slot
        self._marks = marks
        self._layout = layout
        self._columns: dict[str, int] = {}

    def placed(self, line: int) -> list[Placed]:
        """Column and mark of everything on a line, from left to right."""
        here = self._on(line)
        columns = self._columns
        if [mark for mark in here if mark.uuid not in columns]:
            self._place(line)
        return sorted([(columns[mark.uuid], mark) for mark in here], key=itemgetter(0))

    def reserve(self, mark: Mark) -> None:
        """Give a mark that is about to be added its column: the first that is free along its lines."""
        lines = self._layout.lines_of(mark.start, mark.end)
        for line in lines:
            self.placed(line)
        around = self._marks.between(self._layout.held(lines.start)[0], self._layout.held(lines.stop - 1)[1])
        taken = {self._columns[other.uuid] for other in around if other.uuid != mark.uuid}
        self._columns[mark.uuid] = _first_free(taken, 0)

    def release(self, uuid: str) -> None:
        """Free the column of a mark; the others stay where they are."""
        self._columns.pop(uuid, None)

    def _on(self, line: int) -> list[Mark]:
        start, end = self._layout.held(line)
        return self._marks.between(start, end)

    def _place(self, line: int) -> None:
        """Give columns to all marks down to ``line`` in the stretch of marks that reaches it."""
        for place in range(self._top(line), line + 1):
            here = self._on(place)
            taken = {self._columns[mark.uuid] for mark in here if mark.uuid in self._columns}
            column = -1
            for mark in sorted([mark for mark in here if mark.uuid not in self._columns], key=_IN_ORDER):
                column = _first_free(taken, column + 1)
                self._columns[mark.uuid] = column

    def _top(self, line: int) -> int:
        """The line above which no mark without a column reaches."""
        while True:
            open_starts = [mark.start for mark in self._on(line) if mark.uuid not in self._columns]
            higher = self._layout.line_at(min(open_starts)) if open_starts else line
            if higher >= line:
                return line
            line = higher


def _first_free(taken: set[int], column: int) -> int:
    while column in taken:
        column += 1
    return column


@dataclass(frozen=True, slots=True)
class Stripe:
    """A piece of one row of the margin.

    Attributes:
        text: What is drawn.
        cells: Its width.
        mark: Whose stripe and name it is; None for blanks and for the count of those without room.
        hidden: Marks that the count stands for.
    """

    text: str
    cells: int
    mark: Mark | None = None
    hidden: tuple[Mark, ...] = ()


def margin_row(placed: Sequence[Placed], cells: int, current: str | None, slot: int = SLOT) -> list[Stripe]:
    """Stripes and names of one line, ``cells`` wide in all.

    Each mark keeps to its slot; a name runs on into the slots at its right that are empty. What has no room is
    counted (``+3``): suggestions give way to codings, and the current coding is always shown.
    """
    if not placed:
        return _blank(cells)
    count = max(2, cells // slot)
    slots, hidden = _arrange(placed, count, current)
    size = cells // count
    starts = [(index * size, mark) for index, mark in enumerate(slots) if mark]
    end = cells - _count_cells(hidden)
    while hidden and len(starts) > 1 and starts[-1][0] >= end:
        hidden.append(starts.pop()[1])
        end = cells - _count_cells(hidden)
    row: list[Stripe] = []
    used = 0
    for index, (start, mark) in enumerate(starts):
        stop = starts[index + 1][0] if index + 1 < len(starts) else end
        stripe = _named(mark, start // size, stop - start, is_current=mark.uuid == current)
        row += [*_blank(start - used), stripe]
        used = start + stripe.cells
    row += _blank(end - used)
    if hidden:
        row.append(Stripe(f"+{len(hidden)}", cells - end, hidden=tuple(hidden)))
    return row


def _blank(cells: int) -> list[Stripe]:
    return [Stripe(" " * cells, cells)] if cells else []


def _count_cells(hidden: Sequence[Mark]) -> int:
    """Width of the count of those without room."""
    return len(f"+{len(hidden)}") if hidden else 0


def _arrange(placed: Sequence[Placed], count: int, current: str | None) -> tuple[list[Mark | None], list[Mark]]:
    """Marks by slot, and those that found none.

    A mark whose column is further right than there are slots takes an empty one; a coding also that of a suggestion,
    and the current coding any.
    """
    slots: list[Mark | None] = [None] * count
    late: list[Mark] = []
    for column, mark in placed:
        if column < count:
            slots[column] = mark
        else:
            late.append(mark)
    empty = [index for index, mark in enumerate(slots) if mark is None]
    dim = [
        index
        for index, mark in enumerate(slots)
        if mark is not None and mark.kind is MarkKind.SUGGESTION and mark.uuid != current
    ]
    hidden: list[Mark] = []
    for mark in late:
        if empty:
            slots[empty.pop(0)] = mark
        elif mark.uuid == current or (dim and mark.kind is not MarkKind.SUGGESTION):
            index = dim.pop() if dim else count - 1
            hidden += [out for out in (slots[index],) if out]
            slots[index] = mark
        else:
            hidden.append(mark)
    return slots, hidden


def _named(mark: Mark, slot: int, cells: int, *, is_current: bool) -> Stripe:
    """Stripe and name, as far as they fit; neighbours' stripes differ, and so do suggestions' and the current one's."""
    if mark.kind is MarkKind.SUGGESTION:
        # The name is cut, never what tells it from a coding.
        shown, used = cut(f"┊{mark.short}", max(1, cells - 1))
        return Stripe(f"{shown}?", used + 1, mark) if used < cells else Stripe(shown, used, mark)
    shown, used = cut(("►" if is_current else "▐" if slot % 2 else "▌") + mark.short, cells)
    return Stripe(shown, used, mark)
