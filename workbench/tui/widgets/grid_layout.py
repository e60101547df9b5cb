"""The counting half of the grid: how wide columns are, which of them are in sight, and what stands in a cell. Pure.

Nothing here looks at more rows than a sample, nor at columns out of sight, so that a grid of a thousand rows and
one of a million cost the same.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from exports.cells import shown
from exports.report import Cell, Column, Kind, Row
from exports.widths import text_width, wrap
from workbench.tui.widgets.cell_widths import cut, display, is_simple, width

NOTHING = "–"
NUMERIC = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.SHARE})
PAD = 1
"""Cells left and right of what stands in a cell."""

HEAD_LINES = 2
SAMPLED_CELLS = 6000
SAMPLED_ROWS = 200
NARROWEST = 3
USUAL = 36
"""Cells that a wide column takes where others want room too."""

WIDEST = 400
FROZEN_SHARE = 0.6
"""Of the width: what the columns that stay in sight may take together."""


def cell_text(cell: Cell, column: Column) -> str:
    """What a person reads in a cell, on one line; a dash for what is not known."""
    text = shown(cell, column)
    if not text:
        return "" if cell == "" else NOTHING
    return " ".join(text.split()) if "\n" in text or "\t" in text else text


def fitted(text: str, cells: int, *, right: bool = False) -> str:
    """The text in exactly this many cells, as a terminal draws it; what is longer ends in an ellipsis.

    No more of a long text is looked at than could have room.
    """
    text, longer = text[: 4 * cells + 64], len(text) > 4 * cells + 64
    used = len(text) if is_simple(text, 0, len(text)) else width(text)
    if used <= cells and not longer:
        text = display(text)
    elif cells > 0:
        text, used = cut(text, cells - 1)
        text, used = text + "…", used + 1
    else:
        return ""
    blank = " " * (cells - used)
    return blank + text if right else text + blank


def wrapped_title(title: str, cells: int) -> tuple[str, ...]:
    """A column's title on as many lines as it needs, at most two; the second is cut where that is too few."""
    lines = wrap(" ".join(title.split()), max(1, cells), split=True)
    kept, rest = lines[: HEAD_LINES - 1], lines[HEAD_LINES - 1 :]
    return (*kept, " ".join(rest)) if rest else tuple(kept)


# -- widths ----------------------------------------------------------------------------------------------------------


def sample(rows: Sequence[Row], columns: int) -> Iterator[Row]:
    """The first rows and some from all over; fewer the more columns there are."""
    most = max(20, min(SAMPLED_ROWS, SAMPLED_CELLS // max(1, columns)))
    if len(rows) <= most:
        yield from rows
        return
    half = most // 2
    yield from rows[:half]
    step = max(1, (len(rows) - half) // half)
    for place in range(half, len(rows), step):
        yield rows[place]
    yield rows[-1]


def wanted_widths(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[int, ...]:
    """Cells that each column would like to have, by its title and a sample of its rows; at most ``WIDEST``."""
    seen = [0] * len(columns)
    for row in sample(rows, len(columns)):
        for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
            text = cell_text(cell, column)[: 2 * WIDEST]
            if len(text) > seen[place] or not text.isascii():
                seen[place] = max(seen[place], width(text))
    return tuple(_with_title(column, min(WIDEST, cells)) for column, cells in zip(columns, seen, strict=True))


def _with_title(column: Column, cells: int) -> int:
    """Room for the title too: beside what stands below it, or on two lines."""
    title = column.heading
    cells = max(cells, NARROWEST)
    most = min(text_width(title), max(cells, USUAL // 2))
    while cells < most and not _on_lines(title, cells):
        cells += 1
    return cells


def _on_lines(title: str, cells: int) -> bool:
    lines = wrap(title, cells)
    return len(lines) <= HEAD_LINES and all(text_width(line) <= cells for line in lines)


def shared_widths(wanted: Sequence[int], room: int) -> tuple[int, ...]:
    """What each column gets: wide ones a usual width, and what is left over goes to those that want most."""
    widths = [min(cells, USUAL) for cells in wanted]
    spare = room - sum(widths) - 2 * PAD * len(widths)
    for place in sorted(range(len(wanted)), key=lambda place: -wanted[place]):
        more = max(0, min(wanted[place] - widths[place], spare))
        widths[place] += more
        spare -= more
    return tuple(widths)


# -- places ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InSight:
    """The columns that are drawn beside the frozen ones.

    Attributes:
        columns: Their places.
        skip: Cells of the first of them that lie behind the frozen ones.
    """

    columns: range
    skip: int


class GridLayout:
    """Where columns stand at a width.

    Args:
        wanted: Cells that each column would like to have.
        heads: Columns that are to stay in sight.
        room: Cells of a line.

    Attributes:
        widths: Cells of each column, without what is left empty beside it.
        frozen: How many columns stay in sight: fewer than asked for where they would take most of a line.
        frozen_width: Cells that they take.
        total: Cells of all columns together.
        room: Cells of a line.
    """

    def __init__(self, wanted: Sequence[int], heads: int, room: int) -> None:
        self.widths = shared_widths(wanted, room)
        self.room = room
        taken = [0, *accumulate(cells + 2 * PAD for cells in self.widths)]
        self.total = taken[-1]
        fits = room if self.total <= room else room * FROZEN_SHARE
        self.frozen = max((count for count in range(min(heads, len(wanted)) + 1) if taken[count] <= fits), default=0)
        self.frozen_width = taken[self.frozen]
        self._starts = [start - self.frozen_width for start in taken[self.frozen :]]

    @property
    def moving_room(self) -> int:
        """Cells in which the columns that are not frozen move past."""
        return max(0, self.room - self.frozen_width)

    @property
    def furthest(self) -> int:
        """The largest offset at which there is something new to see."""
        return max(0, self.total - self.room)

    def in_sight(self, offset: int) -> InSight:
        """The columns beside the frozen ones after the grid was moved ``offset`` cells to the left."""
        starts = self._starts
        if len(starts) < 2 or self.moving_room == 0:
            return InSight(range(0), 0)
        first = min(bisect_right(starts, offset) - 1, len(starts) - 2)
        last = first
        while last < len(starts) - 1 and starts[last] < offset + self.moving_room:
            last += 1
        return InSight(range(self.frozen + first, self.frozen + last), offset - starts[first])

    def offset_showing(self, column: int, offset: int) -> int:
        """The nearest offset at which the whole column is in sight, or its beginning where it is too wide."""
        if column < self.frozen:
            return offset
        start, end = self._starts[column - self.frozen], self._starts[column - self.frozen + 1]
        if end > offset + self.moving_room:
            offset = end - self.moving_room
        return max(0, min(offset, start))

    def column_at(self, cell: int, offset: int) -> int | None:
        """The column drawn at a cell of the line, None beyond the last."""
        if cell < self.frozen_width:
            starts = accumulate((cells + 2 * PAD for cells in self.widths[: self.frozen]), initial=0)
            return bisect_right(list(starts), cell) - 1
        place = bisect_right(self._starts, cell - self.frozen_width + offset) - 1
        return self.frozen + place if place < len(self._starts) - 1 else None
