"""In which order rows are shown, and which of them: sorted by a column, narrowed by typed words. Pure."""

import threading
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from exports.report import Cell, Column, Kind, Row
from workbench.tui.widgets.grid_layout import NUMERIC, cell_text
from workbench.tui.widgets.text_finding import plain

_UNSEARCHED = frozenset({Kind.NUMBER, Kind.SHARE})

_NUMBERS = {int, float, bool, type(None)}

Order = Sequence[int]
"""Places of rows, in the order shown."""


class Arrangement:
    """Rows, and the orders that they were last asked for in; safe to use from any thread.

    Args:
        columns: Of the table.
        rows: All of them.
    """

    def __init__(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        self._columns = columns
        self._rows = rows
        self._sorted: tuple[int, bool, Order] | None = None
        self._plain: list[str] | None = None
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._rows)

    def order(self, *, sort: int | None = None, descending: bool = False, words: str = "") -> Order:
        """Places of the rows to show.

        Args:
            sort: Place of the column to sort by; None for the order in which they came.
            descending: Whether the largest come first. What is not known comes last either way.
            words: Each must stand somewhere in the row, whatever its case and accents; "" for all rows. Figures with
                decimals are not looked at.
        """
        with self._lock:
            order = range(len(self._rows)) if sort is None else self._sort(sort, descending)
            texts = self._texts() if words.strip() else []
        wanted = [_folded(word) for word in words.split()]
        for word in wanted:
            order = [place for place in order if word in texts[place]]
        return order

    def _sort(self, column: int, descending: bool) -> Order:
        if self._sorted is None or self._sorted[:2] != (column, descending):
            order = sorted_places([row[column] for row in self._rows], self._columns[column], descending=descending)
            self._sorted = (column, descending, order)
        return self._sorted[2]

    def _texts(self) -> list[str]:
        """Each row as one text to look words up in; made when first asked for."""
        if self._plain is None:
            searched = [(at, column) for at, column in enumerate(self._columns) if column.kind not in _UNSEARCHED]
            self._plain = [
                _folded("\n".join([_read(row[at], column) for at, column in searched])) for row in self._rows
            ]
        return self._plain


def _read(cell: Cell, column: Column) -> str:
    """The cell as it is read; most are texts and whole numbers, which need no more asking."""
    kind = type(cell)
    if kind is int:
        return str(cell)
    return cell if kind is str and not column.words else cell_text(cell, column)  # type: ignore[return-value]


@lru_cache(maxsize=4096)
def _letter(character: str) -> str:
    return plain(character)


def _folded(text: str) -> str:
    """The text without case and accents; line feeds part the cells."""
    return text.lower() if text.isascii() else "".join(map(_letter, text))


def sorted_places(cells: Sequence[Cell], column: Column, *, descending: bool = False) -> list[int]:
    """Places of cells from the smallest to the largest; equals stay as they were, what is not known comes last.

    Texts are compared as they are read, without case and accents; numbers come before texts where there are both.
    """
    keys: Sequence[object] = cells if set(map(type, cells)) <= _NUMBERS else [_key(cell, column) for cell in cells]
    unknown = {place for place, cell in enumerate(cells) if cell is None or cell != cell}
    places = [place for place in range(len(cells)) if place not in unknown] if unknown else list(range(len(cells)))
    # Turned round before and after, so that equals keep their order when the largest come first.
    if descending:
        places.reverse()
    places.sort(key=keys.__getitem__)  # type: ignore[arg-type]
    if descending:
        places.reverse()
    return places + sorted(unknown)


def _key(cell: Cell, column: Column) -> tuple[int, float, str]:
    if isinstance(cell, bool | int | float):
        return (0, cell, "")
    if isinstance(cell, date):
        return (0, 0, cell.isoformat())
    return (1, 0, _folded(cell_text(cell, column)))


def largest_first(column: Column) -> bool:
    """Whether sorting by it begins with the largest: figures do, words do not."""
    return column.kind in NUMERIC
