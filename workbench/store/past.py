"""Codings and states as they were at a moment, by taking the journal back in thought."""

from array import array
from datetime import UTC, datetime
from typing import Any

from workbench.store.codings import STANCES, CodingColumns
from workbench.store.reader import Reader, unpacked

_FIELDS = ("transcript_id", "code_id", "start", "end", "strength", "stance")
Rows = dict[str, dict[str, Any]]


def codings(reader: Reader, coder: str, moment: datetime) -> CodingColumns:
    """Codings of one coder as they stood at a moment, on transcripts and codes that are still in the study.

    Returns:
        As ``store.codings.columns``; a coding that was removed since has row number 0.
    """
    rows = {
        uuid: {"id": number, **dict(zip(_FIELDS, values, strict=True))}
        for uuid, number, *values in reader.rows(
            'SELECT c.uuid, c.id, t.uuid, d.uuid, c.start, c."end", c.strength, c.stance FROM codings c'
            " JOIN transcripts t ON t.id = c.transcript_id JOIN codes d ON d.id = c.code_id"
            " WHERE c.coder_id = (SELECT id FROM coders WHERE uuid = :coder)",
            coder=coder,
        )
    }
    _take_back(reader, "codings", rows, coder, moment)
    transcripts = dict(reader.rows("SELECT uuid, id FROM transcripts WHERE deleted_at IS NULL"))
    codes = dict(reader.rows("SELECT uuid, id FROM codes WHERE deleted_at IS NULL"))
    found = [
        (
            *(0, row.get("id", 0), transcripts[row["transcript_id"]], codes[row["code_id"]], row["start"], row["end"]),
            *_said(row),
        )
        for row in rows.values()
        if row["transcript_id"] in transcripts and row["code_id"] in codes
    ]
    columns = tuple(zip(*found, strict=True)) or ((),) * 8
    return CodingColumns(*(array("q", column) for column in columns))


def done(reader: Reader, coder: str, moment: datetime) -> set[int]:
    """Row numbers of the transcripts that a coder had finished at a moment."""
    rows: Rows = {
        uuid: {"transcript_id": transcript, "state": state}
        for uuid, transcript, state in reader.rows(
            "SELECT s.uuid, t.uuid, s.state FROM coder_states s JOIN transcripts t ON t.id = s.transcript_id"
            " WHERE s.coder_id = (SELECT id FROM coders WHERE uuid = :coder)",
            coder=coder,
        )
    }
    _take_back(reader, "coder_states", rows, coder, moment)
    transcripts = dict(reader.rows("SELECT uuid, id FROM transcripts WHERE deleted_at IS NULL"))
    finished = {row["transcript_id"] for row in rows.values() if row["state"] == "done"}
    return {transcripts[uuid] for uuid in finished if uuid in transcripts}


def _take_back(reader: Reader, table: str, rows: Rows, coder: str, moment: datetime) -> None:
    """Undo in ``rows`` what the journal says of a table after a moment, the newest first."""
    since = moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    entries = reader.rows(
        "SELECT changes FROM journal WHERE at > :since AND instr(changes, :mark) ORDER BY id DESC",
        since=since,
        mark=f'"table": "{table}"',
    )
    for (changes,) in entries:
        for change in reversed(unpacked(changes)):
            if change["table"] == table:
                _undo(rows, change, coder)


def _undo(rows: Rows, change: dict[str, Any], coder: str) -> None:
    uuid, before = change["uuid"], change["before"]
    if before is None:
        rows.pop(uuid, None)
    elif change["after"] is None:
        if before["coder_id"] == coder:
            rows[uuid] = dict(before)
    elif uuid in rows:
        rows[uuid] |= before


def _said(row: dict[str, Any]) -> tuple[int, int]:
    """Strength and stance as numbers, -1 where not set."""
    strength, stance = row["strength"], row["stance"]
    return (-1 if strength is None else strength), (STANCES.index(stance) if stance else -1)
