"""By what two rows that were made apart are known to be the same thing, and the rows of one copy found by it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from workbench.store.merging_side import Plain, Side


@dataclass(frozen=True, slots=True)
class Key:
    """The columns that tell a thing from others of its kind.

    Attributes:
        columns: Their names.
        folded: Whether case does not count.
        live: Whether only rows that are not in the bin are told apart.
        strict: Whether the tables refuse a second one; where they do not, the program never makes one.
        name: The column that can be given another value, so that both things can stay; "" if none can.
    """

    columns: tuple[str, ...]
    folded: bool = False
    live: bool = False
    strict: bool = True
    name: str = ""


#: Per table; None where every row is a thing of its own. A test holds this against every unique rule of the tables.
KEYS: dict[str, Key | None] = {
    "coders": Key(("folded_name",)),
    "participants": Key(("pseudonym",), live=True, name="pseudonym"),
    "attributes": Key(("name",), name="name"),
    "attribute_values": Key(("participant_id", "attribute_id")),
    "transcripts": Key(("name",), live=True, name="name"),
    "speakers": Key(("transcript_id", "label")),
    "codes": Key(("short",), folded=True, live=True, name="short"),
    "questions": Key(("name",), name="name"),
    "question_codes": Key(("question_id", "code_id")),
    "turn_questions": Key(("transcript_id", "turn_number", "question_id")),
    "turn_checks": Key(("transcript_id", "turn_number")),
    "recruitment": Key(("participant_id",)),
    "participant_orders": Key(("participant_id", "code_id")),
    "categories": Key(("question_id", "label"), name="label"),
    "summaries": Key(("participant_id", "question_id", "code_id", "coder_id")),
    "summary_passages": Key(("summary_id", "transcript_id", "start", "end")),
    "picked_quotations": Key(("code_id", "transcript_id", "start", "end")),
    "quantity_words": Key(("language", "phrase"), name="phrase"),
    "preferences": Key(("name",)),
    "codings": Key(("transcript_id", "coder_id", "code_id", "start", "end"), strict=False),
    "memos": Key(("coder_id", "transcript_id", "code_id", "coding_id"), strict=False),
    "coder_states": Key(("coder_id", "transcript_id")),
    "suggestion_lists": None,
    "decisions": None,
    "rulings": None,
    "consensus_sources": Key(("coding_id",)),
    "openings": Key(("transcript_id",)),
    "asides": Key(("coder_id",)),
    "merged_entries": None,
}

#: Tables of which only the rows that are asked for are read, since there can be very many.
_LARGE = frozenset({"codings", "decisions", "suggestion_lists", "rulings"})


def key_of(table: str, row: Plain) -> tuple[Any, ...] | None:
    """What tells this row from others of its table; None if nothing does."""
    key = KEYS[table]
    if key is None or (key.live and row["deleted_at"] is not None):
        return None
    values = tuple(row[column] for column in key.columns)
    return tuple(value.casefold() if isinstance(value, str) else value for value in values) if key.folded else values


class Held:
    """The rows of the copy that is merged into, as they are and as they shall be.

    Args:
        side: That copy.
    """

    def __init__(self, side: Side) -> None:
        self._side = side
        self._rows: dict[str, dict[str, Plain | None]] = {}
        self._index: dict[str, dict[tuple[Any, ...], str]] = {}
        self._read: set[tuple[str, ...]] = set()

    def fetch(self, table: str, uuids: Collection[str]) -> None:
        """Read rows that will be asked for, all at once."""
        held = self._table(table)
        if table in _LARGE:
            missing = [uuid for uuid in uuids if uuid not in held]
            found = self._side.plain(table, missing)
            for uuid in missing:
                row = found.get(uuid)
                held[uuid] = row
                if row is not None:
                    self._enter(table, row)

    def get(self, table: str, uuid: str) -> Plain | None:
        """One row, None if it is not there."""
        held = self._table(table)
        if uuid not in held and table in _LARGE:
            self.fetch(table, [uuid])
        return held.get(uuid)

    def all(self, table: str) -> dict[str, Plain]:
        """Every row of a table that is read as a whole."""
        return {uuid: row for uuid, row in self._table(table).items() if row is not None}

    def find(self, table: str, row: Plain) -> str | None:
        """The uuid of the row that is the same thing as this one, None if there is none."""
        key = key_of(table, row)
        if key is None:
            return None
        if table == "codings":
            self._read_codings(row["transcript_id"], row["coder_id"])
        self._table(table)
        return self._index[table].get(key)

    def put(self, table: str, row: Plain) -> None:
        """A row that shall be there."""
        self._table(table)[row["uuid"]] = row
        self._enter(table, row)

    def change(self, table: str, uuid: str, values: Plain) -> None:
        """Columns that shall have other values."""
        row = self.get(table, uuid)
        assert row is not None
        self.drop(table, uuid)
        self.put(table, row | values)

    def drop(self, table: str, uuid: str) -> None:
        """A row that shall not be there."""
        row = self.get(table, uuid)
        self._table(table)[uuid] = None
        key = key_of(table, row) if row else None
        if key is not None and self._index[table].get(key) == uuid:
            del self._index[table][key]

    def _table(self, table: str) -> dict[str, Plain | None]:
        if table not in self._rows:
            self._rows[table], self._index[table] = {}, {}
            for row in () if table in _LARGE else self._side.plain(table).values():
                self._rows[table][row["uuid"]] = row
                self._enter(table, row)
        return self._rows[table]

    def _enter(self, table: str, row: Plain) -> None:
        key = key_of(table, row)
        if key is not None:
            self._index[table].setdefault(key, row["uuid"])

    def _read_codings(self, transcript: str, coder: str) -> None:
        if (transcript, coder) in self._read:
            return
        self._read.add((transcript, coder))
        found = self._side.rows(
            "SELECT uuid FROM codings WHERE transcript_id = (SELECT id FROM transcripts WHERE uuid = ?)"
            " AND coder_id = (SELECT id FROM coders WHERE uuid = ?)",
            transcript,
            coder,
        )
        self.fetch("codings", [uuid for (uuid,) in found])
