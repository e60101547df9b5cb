"""Two states of one table, compared row by row and cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.digests import Kept
from exports.manifests import StoredTable

Row = tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        row: What names the row; empty where the difference is one of columns.
        column: Name of the column; "" where a whole row came or went.
        before: What the export says; None where there was nothing.
        now: What the study says; None where there is nothing.
    """

    row: Row
    column: str
    before: Kept
    now: Kept


@dataclass(frozen=True, slots=True)
class TableDifference:
    """How a table of an export differs from the same table now.

    Attributes:
        name: Of the table.
        same: Whether they are equal.
        told: Whether the rows were kept, so that the changes can be told.
        changed: Cells, in the order of the table.
        added: What names the rows that are new.
        removed: What names the rows that are gone.
        moved: Whether only the order of the rows changed.
        new_columns: Names of columns that the export has not.
        lost_columns: Names of columns that only the export has.
    """

    name: str
    same: bool
    told: bool = True
    changed: tuple[Change, ...] = ()
    added: tuple[Row, ...] = ()
    removed: tuple[Row, ...] = ()
    moved: bool = False
    new_columns: tuple[str, ...] = ()
    lost_columns: tuple[str, ...] = ()


def differences(before: Sequence[StoredTable], now: Sequence[StoredTable]) -> tuple[TableDifference, ...]:
    """How the tables of a report differ; those that were, in their order, then those that are new."""
    found = {table.name: table for table in now}
    known = {table.name for table in before}
    return (
        *(_difference(table, found.get(table.name)) for table in before),
        *(TableDifference(table.name, False, added=tuple(_keys(table))) for table in now if table.name not in known),
    )


def _difference(before: StoredTable, now: StoredTable | None) -> TableDifference:
    if now is None:
        return TableDifference(before.name, False, removed=tuple(_keys(before)))
    if before.digest == now.digest:
        return TableDifference(before.name, True)
    if before.rows is None or now.rows is None:
        return TableDifference(before.name, False, told=False)
    return _compared(before, now)


def _compared(before: StoredTable, now: StoredTable) -> TableDifference:
    old, new = _by_key(before), _by_key(now)
    shared = [name for name in before.columns if name in now.columns]
    changed = tuple(_cells(old, new, before, now, shared))
    return TableDifference(
        before.name,
        False,
        changed=changed,
        added=tuple(key for key, place in new if (key, place) not in old),
        removed=tuple(key for key, place in old if (key, place) not in new),
        moved=not changed and before.columns == now.columns and set(old) == set(new),
        new_columns=tuple(name for name in now.columns if name not in before.columns),
        lost_columns=tuple(name for name in before.columns if name not in now.columns),
    )


def _cells(
    old: dict[tuple[Row, int], Row],
    new: dict[tuple[Row, int], Row],
    before: StoredTable,
    now: StoredTable,
    shared: Sequence[str],
) -> Iterator[Change]:
    for key, row in old.items():
        if key in new:
            for name in shared:
                was, is_now = row[before.columns.index(name)], new[key][now.columns.index(name)]
                if was != is_now or type(was) is not type(is_now):
                    yield Change(key[0], name, was, is_now)


def _keys(table: StoredTable) -> list[Row]:
    return [key for key, _place in _by_key(table)]


def _by_key(table: StoredTable) -> dict[tuple[Row, int], Row]:
    """Each row by its first columns; rows with the same ones are told apart by their order."""
    count: dict[Row, int] = {}
    found: dict[tuple[Row, int], Row] = {}
    for row in table.rows or ():
        key = row[: max(1, table.heads)]
        place = count.get(key, 0)
        count[key] = place + 1
        found[key, place] = row
    return found
