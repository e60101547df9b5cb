"""One of two copies of a study that are brought together: what it knows, and what happened in it meanwhile."""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from workbench.store import packing
from workbench.store.images import COLUMNS, REFERENCES
from workbench.store.reader import unpacked
from workbench.store.rows import JOURNALLED
from workbench.store.transcripts import joined

Plain = dict[str, Any]
Name = tuple[str, str]

MERGE = "study.merge"

#: Uuids in one query.
_CHUNK = 500


@dataclass(slots=True)
class Touched:
    """What unknown entries did to one row.

    Attributes:
        made: Whether they made it.
        before: Columns that they wrote → the value before the first of them, as the journal holds it.
    """

    made: bool
    before: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class News:
    """What became of one row, net of what was taken back.

    Attributes:
        made: Whether it is new.
        gone: Whether it was taken off.
        columns: Which of its columns differ from before; all of a new one, none of one that is gone.
        before: Of one that was changed, what stood in those columns, as the journal of its copy holds it; of one that
            is gone, all of it.
    """

    made: bool
    gone: bool
    columns: frozenset[str]
    before: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal, without its changes."""

    number: int
    uuid: str
    copy: str
    at: str
    coder: str | None
    kind: str
    target: str | None
    verb: str
    facts: str


class Side:
    """A copy, read past every seal.

    Args:
        connection: To it. Of the study that is merged into, the one that writes, inside its transaction.
        pending: Changes of the act under way, which the journal has not yet.
    """

    def __init__(self, connection: sqlite3.Connection, pending: Iterable[dict[str, Any]] = ()) -> None:
        self.connection = connection
        self._pending = list(pending)
        self.facts = dict(self.rows("SELECT key, value FROM facts"))
        self.base = ""
        self.known_beginnings: frozenset[str] = frozenset()
        self.packet: packing.PacketFact | None = None
        if "packet" in self.facts:
            self.packet = packing.PacketFact(**unpacked(self.facts["packet"]))
            self.base = self.packet.base
            self.known_beginnings = packing.beginnings(self.facts.get("packet_known", ""))

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        return self.connection.execute(sql, values).fetchall()

    # -- what it knows --------------------------------------------------------------------------------------------

    @cached_property
    def journal(self) -> dict[str, Entry]:
        """Its own entries, in order."""
        found = self.rows(
            "SELECT j.id, j.uuid, j.copy_id, j.at, c.uuid, j.kind, j.target, j.verb, j.facts FROM journal j"
            " LEFT JOIN coders c ON c.id = j.coder_id ORDER BY j.id"
        )
        return {row[1]: Entry(*row) for row in found}

    @cached_property
    def merged(self) -> dict[str, tuple[str, str, str | None, str, str]]:
        """Entries of other copies that were merged: uuid → copy, time, coder, verb, facts."""
        found = self.rows(
            "SELECT m.uuid, m.copy_id, m.at, c.uuid, m.verb, m.facts FROM merged_entries m"
            " LEFT JOIN coders c ON c.id = m.coder_id ORDER BY m.id"
        )
        return {row[0]: row[1:] for row in found}

    def knows(self, uuid: str) -> bool:
        """Whether the work of an entry is in this copy, or was when it was cut down to a packet."""
        return uuid in self.journal or uuid in self.merged or packing.beginning(uuid) in self.known_beginnings

    def changes_of(self, number: int) -> list[dict[str, Any]]:
        """The changes of one entry."""
        ((written,),) = self.rows("SELECT changes FROM journal WHERE id = ?", number)
        found: list[dict[str, Any]] = unpacked(written)
        return found

    def unknown_to(self, other: "Side") -> list[Entry]:
        """Entries whose work the other copy has not, in order.

        An entry that merged something is known to a copy that knows all that was merged by it; so is taking it back.
        """
        limit = self.journal[other.base].number if other.base in self.journal else 0
        return [
            entry
            for entry in self.journal.values()
            if entry.number > limit and not other.knows(entry.uuid) and not self._only_merged(entry, other, limit)
        ]

    def _only_merged(self, entry: Entry, other: "Side", limit: int) -> bool:
        if entry.verb != MERGE:
            return False
        acted = self.journal.get(entry.target or "", entry)
        brought = self._brought(acted.number)
        known = self.journal
        # A packet does not tell what was merged: there such an entry counts as any other.
        return bool(brought) and all(
            other.knows(uuid) or (uuid in known and known[uuid].number <= limit) for uuid in brought
        )

    def _brought(self, number: int) -> list[str]:
        """Uuids of the entries that an entry merged."""
        return [change["uuid"] for change in self.changes_of(number) if change["table"] == "merged_entries"]

    def pending_brought(self) -> Iterator[str]:
        """Uuids of the entries that the act under way has merged so far."""
        return (change["uuid"] for change in self._pending if change["table"] == "merged_entries")

    # -- what happened --------------------------------------------------------------------------------------------

    def news(self, other: "Side") -> dict[str, dict[str, News]]:
        """Table → uuid → what became of each row by entries that the other copy does not know."""
        touched: dict[Name, Touched] = {}
        for entry in self.unknown_to(other):
            _touch(touched, self.changes_of(entry.number))
        if not all(other.knows(uuid) for uuid in self.pending_brought()):
            _touch(touched, self._pending)
        found: dict[str, dict[str, News]] = {}
        for table, uuids in _by_table(touched).items():
            rows = self.plain(table, uuids)
            for uuid in uuids:
                what = self._news(table, touched[table, uuid], rows.get(uuid))
                if what is not None:
                    found.setdefault(table, {})[uuid] = what
        return found

    def everything(self) -> dict[str, dict[str, News]]:
        """The same for a copy that has nothing in common with the other: all of it is new."""
        return {
            table: dict.fromkeys(self.uuids(table), News(True, False, frozenset(COLUMNS[table])))
            for table in JOURNALLED
        }

    def _news(self, table: str, touched: Touched, row: Plain | None) -> News | None:
        if row is None:
            return None if touched.made else News(False, True, frozenset(), touched.before)
        if touched.made:
            return News(True, False, frozenset(COLUMNS[table]))
        words = JOURNALLED[table].WORDS
        changed = frozenset(
            key for key, value in touched.before.items() if self.as_pictured(key in words, row[key]) != value
        )
        return News(False, False, changed, touched.before) if changed else None

    def as_pictured(self, words: bool, value: Any) -> Any:
        """A value as the journal of this copy holds it."""
        if not words or not value:
            return value
        return {"words": hashlib.sha256(f"{self.facts['salt']}\x00{value}".encode()).hexdigest()}

    # -- its rows -------------------------------------------------------------------------------------------------

    def plain(self, table: str, uuids: Collection[str] | None = None) -> dict[str, Plain]:
        """Uuid → columns of rows, with uuids in place of row numbers.

        Args:
            table: Its name.
            uuids: Those wanted; those that are not there are left out. None for all.
        """
        query = _plain_query(table)
        if uuids is None:
            return _plain(table, self.rows(query))
        wanted = list(uuids)
        if len(wanted) > 20 * _CHUNK:
            asked = set(wanted)
            return _plain(table, (row for row in self.connection.execute(query) if row[0] in asked))
        found: dict[str, Plain] = {}
        for first in range(0, len(wanted), _CHUNK):
            chunk = wanted[first : first + _CHUNK]
            found |= _plain(table, self.rows(f"{query} WHERE r.uuid IN ({', '.join('?' * len(chunk))})", *chunk))
        return found

    def text(self, transcript: str) -> str:
        """The words of a transcript, as spans count them."""
        found = self.rows(f"SELECT u.text, r.blanks{_TURNS}", transcript)
        return joined([words for words, _blanks in found], found[0][1]) if found else ""

    def turns(self, transcript: str) -> list[tuple[int, int]]:
        """Number and first character of each turn of a transcript, in order."""
        return self.rows(f"SELECT u.number, u.start{_TURNS}", transcript)

    def text_hash(self, transcript: str) -> str:
        """Of the words of a transcript; "" if it is not there."""
        found = self.rows(
            "SELECT r.text_hash FROM revisions r JOIN transcripts t ON t.id = r.transcript_id"
            " AND t.revision = r.number WHERE t.uuid = ?",
            transcript,
        )
        return str(found[0][0]) if found else ""

    def uuids(self, table: str) -> list[str]:
        """Of all rows of a table, in order of their numbers."""
        return [uuid for (uuid,) in self.rows(f"SELECT uuid FROM {table} ORDER BY id")]


_TURNS = (
    " FROM turns u JOIN revisions r ON r.id = u.revision_id"
    " JOIN transcripts t ON t.id = r.transcript_id AND t.revision = r.number WHERE t.uuid = ? ORDER BY u.number"
)


def _touch(touched: dict[Name, Touched], changes: Iterable[Mapping[str, Any]]) -> None:
    for change in changes:
        name, before = (change["table"], change["uuid"]), change["before"]
        held = touched.get(name)
        if held is None:
            touched[name] = Touched(before is None, dict(before or {}))
        elif not held.made:
            for key, value in (before or {}).items():
                held.before.setdefault(key, value)


def _by_table(names: Iterable[Name]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for table, uuid in names:
        found.setdefault(table, []).append(uuid)
    return found


def _plain_query(table: str) -> str:
    references = REFERENCES[table]
    parts = ["r.uuid"]
    joins = []
    for column in COLUMNS[table]:
        if column == "uuid":
            continue
        if column in references:
            parts.append(f"{column}_.uuid")
            joins.append(f" LEFT JOIN {references[column]} {column}_ ON {column}_.id = r.{column}")
        else:
            parts.append(f'r."{column}"')
    return f"SELECT {', '.join(parts)} FROM {table} r{''.join(joins)}"


def _plain(table: str, rows: Iterable[tuple[Any, ...]]) -> dict[str, Plain]:
    keys = ["uuid", *(column for column in COLUMNS[table] if column != "uuid")]
    # What many rows have in common, such as the uuid of their coder, is held once.
    one: dict[Any, Any] = {}
    shared = [key in REFERENCES[table] or key in _COMMON for key in keys]
    return {
        row[0]: {
            key: one.setdefault(value, value) if common else value
            for key, value, common in zip(keys, row, shared, strict=True)
        }
        for row in rows
    }


_COMMON = frozenset({"origin", "stance", "created_at", "changed_at", "state"})
