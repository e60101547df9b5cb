"""Rows of a table as they were after an entry of the journal, by taking the journal back in thought."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workbench.store.reader import Reader, unpacked

Rows = dict[str, dict[str, Any]]


class Rewinding:
    """The study as it was after one entry of the journal.

    Args:
        reader: Of the study.
        entry: uuid of the entry; "" for the beginning, before there was any.

    Attributes:
        known: Whether the journal of this study has the entry.
    """

    def __init__(self, reader: Reader, entry: str) -> None:
        number = reader.value("SELECT id FROM journal WHERE uuid = :entry", entry=entry) if entry else 0
        self.known = number is not None
        self._changes: dict[str, list[dict[str, Any]]] = {}
        for change in _since(reader, number) if number is not None else ():
            self._changes.setdefault(change["table"], []).append(change)

    def touched(self, table: str) -> set[str]:
        """Uuids of the rows of a table that were made, changed or taken away since."""
        return {change["uuid"] for change in self._changes.get(table, ())}

    def made(self, table: str) -> set[str]:
        """Uuids of the rows of a table that were made since, whatever became of them."""
        return {change["uuid"] for change in self._changes.get(table, ()) if change["before"] is None}

    def rows(self, table: str, now: Mapping[str, Mapping[str, Any]]) -> Rows:
        """Rows of a table as they were.

        Args:
            table: Its name.
            now: uuid → columns of rows as they are, with uuids in place of row numbers; those ``touched`` since must
                be among them. Columns that are left out are missing in what comes back too, but of rows that were
                taken away since, which come back with all columns.
        """
        rows: Rows = {uuid: dict(row) for uuid, row in now.items()}
        for change in self._changes.get(table, ()):
            uuid, before = change["uuid"], change["before"]
            if before is None:
                rows.pop(uuid, None)
            elif change["after"] is None:
                rows[uuid] = dict(before)
            elif uuid in rows:
                rows[uuid] |= before
        return rows


def _since(reader: Reader, number: int) -> Iterator[dict[str, Any]]:
    """Changes since an entry, the newest first."""
    for (changes,) in reader.rows("SELECT changes FROM journal WHERE id > :number ORDER BY id DESC", number=number):
        yield from reversed(unpacked(changes))


def marks(values: Iterable[str]) -> str:
    """Uuids as a list for ``IN (…)``; anything else among them is left out, since it is not ours."""
    return ", ".join(f"'{value}'" for value in sorted(values) if value.replace("-", "").isalnum()) or "NULL"


def newest(reader: Reader) -> str:
    """Uuid of the newest entry of the journal, "" for an empty one."""
    return str(reader.value("SELECT uuid FROM journal ORDER BY id DESC LIMIT 1") or "")
