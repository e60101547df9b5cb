"""Bringing transcripts along from another copy, with their words, turns, sentences and speakers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from workbench.store import dialect
from workbench.store.inserting import INSERT_SEGMENTS, INSERT_SPEAKERS, INSERT_TURNS
from workbench.store.merging_side import Side

if TYPE_CHECKING:
    from workbench.store.act import Act

_REVISION = (
    "uuid, number, text_hash, length, words, source_name, source_format, encoding, encoding_guessed, blanks, created_at"
)
_INSERT_REVISION = (
    f"INSERT INTO revisions(id, transcript_id, {_REVISION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def bring_texts(
    act: "Act", theirs: Side, transcripts: list[tuple[str, int]], participant: Callable[[str], int | None]
) -> None:
    """Copy what belongs to transcripts that were added in this step.

    Args:
        act: The merge.
        theirs: The other copy.
        transcripts: uuid there and row number here of each.
        participant: uuid there → row number here.
    """
    first = _next_number(act, "turns")
    for uuid, number in transcripts:
        speakers = _speakers(act, theirs, uuid, number, participant)
        _revisions(act, theirs, uuid, number, speakers)
    act.session.connection().exec_driver_sql(dialect.INDEX_TURNS_FROM, (first,))


def _speakers(
    act: "Act", theirs: Side, uuid: str, number: int, participant: Callable[[str], int | None]
) -> dict[int, int]:
    """Row numbers of speakers there → here."""
    found = theirs.rows(
        "SELECT s.id, s.uuid, s.label, s.role, p.uuid FROM speakers s JOIN transcripts t ON t.id = s.transcript_id"
        " LEFT JOIN participants p ON p.id = s.participant_id WHERE t.uuid = ? ORDER BY s.id",
        uuid,
    )
    first = _next_number(act, "speakers")
    rows: list[tuple[Any, ...]] = [
        (place, own, number, label, role, participant(person) if person else None)
        for place, (_id, own, label, role, person) in enumerate(found, first)
    ]
    act.bulk(INSERT_SPEAKERS, rows)
    return {row[0]: place for place, row in enumerate(found, first)}


def _revisions(act: "Act", theirs: Side, uuid: str, number: int, speakers: dict[int, int]) -> None:
    columns = ", ".join(f"r.{column.strip()}" for column in _REVISION.split(","))
    for old, *values in theirs.rows(
        f"SELECT r.id, {columns} FROM revisions r JOIN transcripts t ON t.id = r.transcript_id"
        " WHERE t.uuid = ? ORDER BY r.id",
        uuid,
    ):
        new = _next_number(act, "revisions")
        act.bulk(_INSERT_REVISION, [(new, number, *values)])
        turns = theirs.rows(
            'SELECT number, kind, speaker_id, label, start, "end", begin, finish, text FROM turns'
            " WHERE revision_id = ? ORDER BY number",
            old,
        )
        act.bulk(INSERT_TURNS, [(new, *turn[:2], speakers.get(turn[2]), *turn[3:]) for turn in turns])
        segments = theirs.rows('SELECT number, start, "end" FROM segments WHERE revision_id = ? ORDER BY number', old)
        act.bulk(INSERT_SEGMENTS, [(new, *segment) for segment in segments])


def _next_number(act: "Act", table: str) -> int:
    return int(act.run(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").scalar_one())
