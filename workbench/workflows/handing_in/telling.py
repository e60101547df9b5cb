"""Keeping account of what a person ought to know about a merge."""

from typing import Any

from workbench.store.merging_keys import Held
from workbench.store.merging_side import Plain
from workbench.workflows.handing_in.values import Conflict, Kept, Left, LeftOut, Reason

#: What a thing is called: its own column, or table and column of what it belongs to.
_NAMES: dict[str, tuple[str, ...]] = {
    "coders": ("name",),
    "participants": ("pseudonym",),
    "attributes": ("name",),
    "transcripts": ("name",),
    "codes": ("short",),
    "questions": ("name",),
    "categories": ("label",),
    "quantity_words": ("phrase",),
    "preferences": ("name",),
    "speakers": ("label",),
}

#: References that tell which thing is meant, in the order in which they are said.
_SAID = (
    *(("transcript_id", "transcripts"), ("participant_id", "participants"), ("attribute_id", "attributes")),
    *(("question_id", "questions"), ("code_id", "codes"), ("coding_id", "codings"), ("summary_id", "summaries")),
)


class Telling:
    """Collects conflicts and what was left out.

    Args:
        held: The rows here.

    Attributes:
        conflicts: So far.
        left: So far.
        gone: Rows that are to go, as they were.
    """

    def __init__(self, held: Held) -> None:
        self._held = held
        self.conflicts: list[Conflict] = []
        self.left: list[Left] = []
        self.gone: dict[tuple[str, str], Plain] = {}

    def conflict(self, reason: Reason, table: str, row: Plain, column: str, mine: Any, theirs: Any, kept: Kept) -> None:
        """Write a conflict down."""
        coder, transcript = self.whose(table, row), self.where(table, row)
        said = self._value(table, column, mine), self._value(table, column, theirs)
        name = self.name(table, row)
        self.conflicts.append(Conflict(reason, table, row["uuid"], name, column, *said, kept, coder, transcript))

    def leave(self, reason: LeftOut, table: str, uuid: str, row: Plain) -> None:
        """Write down that something was not taken."""
        self.left.append(Left(reason, table, uuid, self.whose(table, row), self.where(table, row)))

    def name(self, table: str, row: Plain) -> str:
        """What a person calls a thing; never words of an interview."""
        if table in _NAMES:
            return str(row[_NAMES[table][0]])
        parts = []
        for column, parent in _SAID:
            other = self._held.get(parent, row[column]) if row.get(column) else None
            if other is not None:
                parts.append(self.name(parent, other))
        if "start" in row:
            parts.append(f"{row['start']}–{row['end']}")
        return " · ".join(parts)

    def whose(self, table: str, row: Plain) -> str:
        """Uuid of the coder whose work it is, "" for what everybody shares."""
        for column in ("coder_id", "person_id"):
            if row.get(column):
                return str(row[column])
        parent = self._parent(table, row)
        return self.whose(*parent) if parent else ""

    def where(self, table: str, row: Plain) -> str:
        """Uuid of the transcript that it is on, "" if on none."""
        if row.get("transcript_id"):
            return str(row["transcript_id"])
        parent = self._parent(table, row)
        return self.where(*parent) if parent else ""

    def _parent(self, table: str, row: Plain) -> tuple[str, Plain] | None:
        for column, parent in (("coding_id", "codings"), ("summary_id", "summaries")):
            other = self._held.get(parent, row[column]) if row.get(column) else None
            if other is not None and parent != table:
                return parent, other
        return None

    def _value(self, table: str, column: str, value: Any) -> Any:
        """A value as a person reads it: names in place of uuids."""
        parent = {"code_id": "codes", "parent_id": "codes", "participant_id": "participants"}.get(column)
        other = self._held.get(parent, value) if parent and value else None
        return self.name(parent, other) if parent and other is not None else value
