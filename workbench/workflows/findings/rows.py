"""Rows of large tables: made when they are read, so that a table that nobody opens costs next to nothing."""

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from exports.report import Cell, Row

AT_ONCE = 4_096
"""So many rows are made together."""


class Rows(Sequence[Row]):
    """Rows that can be counted, read from any place, and read again; equal to any sequence of equal rows."""

    @abstractmethod
    def row(self, place: int) -> Row:
        """The row at a place from 0 to the number of rows."""

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, place: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(place, slice):
            return tuple(self.row(at) for at in range(*place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self.row(place % len(self))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class ColumnRows(Rows):
    """Rows from columns.

    Args:
        columns: Arrays of equal length: numbers, or any cells as objects; ``chosen`` makes one of few different cells.
    """

    def __init__(self, *columns: npt.NDArray[Any]) -> None:
        self._columns = columns

    def __len__(self) -> int:
        return len(self._columns[0])

    def __iter__(self) -> Iterator[Row]:
        for begin in range(0, len(self), AT_ONCE):
            yield from zip(*(column[begin : begin + AT_ONCE].tolist() for column in self._columns), strict=True)

    def row(self, place: int) -> Row:
        """The row at a place."""
        return tuple(column[place : place + 1].tolist()[0] for column in self._columns)


def chosen(cells: Sequence[Cell], which: npt.NDArray[np.int64]) -> npt.NDArray[np.object_]:
    """A column that repeats some cells: the cell at each of the places ``which``."""
    column = np.empty(len(cells), dtype=object)
    for place, cell in enumerate(cells):
        column[place] = cell
    picked: npt.NDArray[np.object_] = column[which]
    return picked


class JoinedRows(Rows):
    """The rows of several tables below each other.

    Args:
        parts: For each table: cells that every row begins with; its rows; and which of their cells follow in which
            order, None for one that is not there. In place of the order, None means all as they are.
    """

    def __init__(self, parts: Sequence[tuple[Row, Sequence[Row], Sequence[int | None] | None]]) -> None:
        self._parts = parts
        self._ends = list(accumulate(len(rows) for _first, rows, _places in parts))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Row]:
        for first, rows, places in self._parts:
            if places is None:
                yield from ((*first, *row) for row in rows)
            else:
                yield from (_placed(first, row, places) for row in rows)

    def of(self, place: int) -> tuple[int, int]:
        """Which table a row is of, and its place there."""
        which = bisect_right(self._ends, place)
        return which, place - (self._ends[which - 1] if which else 0)

    def row(self, place: int) -> Row:
        """The row at a place."""
        which, at = self.of(place)
        first, rows, places = self._parts[which]
        return (*first, *rows[at]) if places is None else _placed(first, rows[at], places)


def _placed(first: Row, row: Row, places: Sequence[int | None]) -> Row:
    return (*first, *(None if place is None else row[place] for place in places))
