"""Reading the journal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.store import dialect
from workbench.store.reader import Reader, unpacked


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry, told by what it did rather than by its rows.

    Attributes:
        number: 1, 2, 3 … in this copy of the study; where something is sealed, among the entries that may be seen.
        uuid: Identity.
        at: ISO 8601, UTC.
        coder: Name, "" for acts of nobody in particular.
        kind: ``act``, ``undo`` or ``redo``.
        verb: Stable name of the act.
        facts: Counts and uuids.
        target: uuid of the entry that was undone or redone, "" otherwise.
        standing: Whether it counts now: False for acts that were taken back, None for undo and redo entries.
    """

    number: int
    uuid: str
    at: str
    coder: str
    kind: str
    verb: str
    facts: dict[str, Any]
    target: str
    standing: bool | None


def entries(
    reader: Reader, *, coder: str | None = None, since: str = "", until: str = "", verb: str = "", limit: int = -1
) -> list[JournalEntry]:
    """Entries, the newest first.

    Args:
        reader: Of the study.
        coder: uuid; None for everybody.
        since: ISO date or time, "" for the beginning.
        until: ISO date or time (a date includes its day), "" for now.
        verb: Beginning of the verb, such as ``coding.``.
        limit: The most to return, -1 for all.
    """
    # A gap in the numbers would tell how much was done behind a seal.
    number = "j.id" if reader.sight is None else "j.number"
    source = "journal" if reader.sight is None else "(SELECT *, row_number() OVER (ORDER BY id) AS number FROM journal)"
    rows = reader.rows(
        f"SELECT {number}, j.uuid, j.at, coalesce(o.name, ''), j.kind, j.verb, j.facts, coalesce(j.target, ''), h.state"
        f" FROM {source} j LEFT JOIN coders o ON o.id = j.coder_id LEFT JOIN history h ON h.entry_id = j.id"
        " WHERE (:coder IS NULL OR o.uuid = :coder) AND j.at >= :since AND (:until = '' OR j.at < :until || '~')"
        " AND substr(j.verb, 1, length(:verb)) = :verb ORDER BY j.id DESC LIMIT :limit",
        coder=coder,
        since=since,
        until=until,
        verb=verb,
        limit=limit,
    )
    return [
        JournalEntry(
            number, uuid, at, who, kind, name, unpacked(facts), target, None if state is None else state == "done"
        )
        for number, uuid, at, who, kind, name, facts, target, state in rows
    ]


def last_standing(reader: Reader, coder: str) -> str:
    """Uuid of the entry that the coder's next undo takes back, imports left alone; "" if there is none."""
    found = reader.value(
        "SELECT j.uuid FROM history h JOIN journal j ON j.id = h.entry_id JOIN coders o ON o.id = h.coder_id"
        " WHERE h.state = 'done' AND o.uuid = :coder AND j.verb NOT LIKE '%.import' ORDER BY h.entry_id DESC LIMIT 1",
        coder=coder,
    )
    return "" if found is None else str(found)


def depth(reader: Reader, coder: str | None) -> tuple[int, int]:
    """How many acts the coder can undo, and how many redo."""
    rows = dict(
        reader.rows(
            "SELECT h.state, count(*) FROM history h LEFT JOIN coders o ON o.id = h.coder_id"
            " WHERE (h.coder_id IS NULL OR o.uuid = :coder) GROUP BY h.state",
            coder=coder,
        )
    )
    return rows.get("done", 0), rows.get("undone", 0)


def head(reader: Reader) -> int:
    """Number of the newest entry, 0 without any: it changes with anything that is journalled, sealed or not."""
    return int(reader.value(f"SELECT coalesce(max(id), 0) FROM {dialect.EVERY_ENTRY}"))


def touched_transcripts(changes: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Uuids of the transcripts that an entry's changes touch."""
    touched: set[str] = set()
    for change in changes:
        if change["table"] == "transcripts":
            touched.add(change["uuid"])
        for picture in (change["before"], change["after"]):
            if picture and picture.get("transcript_id"):
                touched.add(picture["transcript_id"])
    return frozenset(touched)
