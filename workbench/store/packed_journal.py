"""The journal of a packet: what one coder did, and nothing that tells what others did."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from workbench.store import dialect
from workbench.store.images import REFERENCES
from workbench.store.reader import unpacked

Change = dict[str, Any]
Name = tuple[str, str]

#: Columns by which a row belongs to a coder.
OWNERS = ("coder_id", "person_id")

#: Columns that name other rows by uuid without a reference: a packet names only the coder's own there.
_NAMING = {"suggestion_lists": ("accepted", "rejected"), "decisions": ("nearest",)}

_INSERT = (
    "INSERT INTO journal(id, uuid, copy_id, at, coder_id, kind, target, verb, facts, changes)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def cut(connection: sqlite3.Connection, mine: frozenset[str]) -> None:
    """Leave the coder's own changes in the journal, and those that nobody in particular made to what stays.

    Args:
        connection: Inside a transaction; the other tables have been cut already.
        mine: uuids of the coder and of their layers aside.
    """
    own = _Own(connection, mine)
    entries = connection.execute(
        "SELECT j.id, j.uuid, j.copy_id, j.at, c.uuid, j.kind, j.target, j.verb, j.facts, j.changes FROM journal j"
        " LEFT JOIN coders c ON c.id = j.coder_id ORDER BY j.id"
    ).fetchall()
    strangers = {number for (number,) in connection.execute("SELECT id FROM journal WHERE coder_id IS NOT NULL")}
    numbers = dict(connection.execute("SELECT uuid, id FROM coders").fetchall())
    kept: list[tuple[Any, ...]] = []
    whole: list[tuple[int, int]] = []
    words: set[str] = set()
    for number, uuid, copy, at, coder, kind, target, verb, facts, written in entries:
        by_other = number in strangers and coder not in mine
        changes = unpacked(written)
        staying = [own.told(change) for change in changes if own.stays(change, work_only=by_other)]
        if not staying:
            continue
        # Numbered anew: gaps would tell how much others did.
        kept_as = len(kept) + 1
        if by_other or len(staying) < len(changes):
            facts = json.dumps({"count": len(staying)})
        elif coder in mine:
            whole.append((number, kept_as))
        signed = numbers[coder] if coder in mine else None
        kept.append((kept_as, uuid, copy, at, signed, kind, target, verb, facts, json.dumps(staying)))
        words.update(_words(staying))
    _write(connection, kept, whole, words)
    own.tell_rows(connection)


def about_shared(connection: sqlite3.Connection) -> Iterator[str]:
    """Uuids of the entries that changed what everybody codes from, such as the codebook and the guide."""
    shared = frozenset(REFERENCES) - _work_tables(connection)
    for uuid, written in connection.execute("SELECT uuid, changes FROM journal"):
        if any(change["table"] in shared for change in unpacked(written)):
            yield uuid


def _work_tables(connection: sqlite3.Connection) -> frozenset[str]:
    """Tables whose rows belong to a coder, directly or through another row."""
    return frozenset(
        table
        for table in REFERENCES
        if table == "summary_passages"
        or any(column[1] in OWNERS for column in connection.execute(f"PRAGMA table_info({table})"))
    )


def _write(
    connection: sqlite3.Connection, kept: list[tuple[Any, ...]], whole: list[tuple[int, int]], words: set[str]
) -> None:
    for trigger in ("journal_is_never_changed", "journal_is_never_cut"):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("CREATE TEMP TABLE undoable (id INTEGER PRIMARY KEY, kept_as INTEGER)")
    connection.executemany("INSERT INTO undoable VALUES (?, ?)", whole)
    connection.execute("CREATE TEMP TABLE steps AS SELECT * FROM history JOIN undoable ON undoable.id = entry_id")
    connection.execute("DELETE FROM history")
    connection.execute("DELETE FROM journal")
    connection.executemany(_INSERT, kept)
    connection.execute("INSERT INTO history(entry_id, coder_id, state) SELECT kept_as, coder_id, state FROM steps")
    for statement in dialect.GUARD_JOURNAL:
        connection.execute(statement)
    connection.execute("CREATE TEMP TABLE needed (hash TEXT PRIMARY KEY)")
    connection.executemany("INSERT INTO needed VALUES (?)", [(one,) for one in words])
    connection.execute("DELETE FROM journal_words WHERE hash NOT IN (SELECT hash FROM needed)")


def _words(changes: list[Change]) -> Iterator[str]:
    for change in changes:
        for picture in (change["before"], change["after"]):
            yield from (value["words"] for value in (picture or {}).values() if isinstance(value, dict))


class _Own:
    """Which rows are the coder's, whether they are still there or were taken off; and which everybody shares."""

    def __init__(self, connection: sqlite3.Connection, mine: frozenset[str]) -> None:
        self._mine = mine
        self._work: set[Name] = set()
        self._shared: set[Name] = set()
        work = _work_tables(connection)
        for table in REFERENCES:
            rows = self._work if table in work else self._shared
            rows.update((table, uuid) for (uuid,) in connection.execute(f"SELECT uuid FROM {table}"))
        for (written,) in connection.execute("SELECT changes FROM journal ORDER BY id"):
            for change in unpacked(written):
                if self._was_mine(change):
                    self._work.add((change["table"], change["uuid"]))

    def _was_mine(self, change: Change) -> bool:
        """Whether the picture of a row that was made or taken off says that it is the coder's."""
        table = change["table"]
        if table in ("rulings", "consensus_sources", "merged_entries"):
            return False
        picture = change["after"] or {} if change["before"] is None else change["before"]
        if table == "summary_passages":
            return ("summaries", picture.get("summary_id")) in self._work
        if table == "memos" and picture.get("coding_id") and ("codings", picture["coding_id"]) not in self._work:
            return False
        return any(picture.get(column) in self._mine for column in OWNERS)

    def stays(self, change: Change, *, work_only: bool) -> bool:
        name = (change["table"], change["uuid"])
        return name in self._work or (not work_only and name in self._shared)

    def told(self, change: Change) -> Change:
        """A change that names no row of others."""
        columns = _NAMING.get(change["table"])
        if columns is None:
            return change
        pictures = {
            side: picture and {key: self._named(value) if key in columns else value for key, value in picture.items()}
            for side, picture in (("before", change["before"]), ("after", change["after"]))
        }
        return change | pictures

    def _named(self, value: str) -> str:
        """One uuid, or a JSON list of them, without those of others."""
        if not value.startswith("["):
            return value if self._is_own(value) else ""
        return json.dumps([uuid for uuid in unpacked(value) if self._is_own(uuid)])

    def _is_own(self, uuid: str) -> bool:
        return ("codings", uuid) in self._work or ("decisions", uuid) in self._work

    def tell_rows(self, connection: sqlite3.Connection) -> None:
        """Take uuids of others' rows out of the rows themselves."""
        for table, columns in _NAMING.items():
            for column in columns:
                rows = connection.execute(f"SELECT id, {column} FROM {table}").fetchall()
                told = [(self._named(value), number) for number, value in rows]
                connection.executemany(f"UPDATE {table} SET {column} = ? WHERE id = ?", told)
