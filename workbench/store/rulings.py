"""Rulings, where the codings of the consensus come from, and who reads which transcript."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from codebook.coding import ReadingState
from codebook.ruling import RuledCoding, RuledPosition, Ruling, Verdict
from transcripts.spans import Span
from workbench.store.reader import Reader, unpacked

#: Where a coding of the consensus comes from.
AGREEMENT, RULING = "agreement", "ruling"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a coding of the consensus comes from.

    Attributes:
        coding: uuid of the coding of the consensus.
        ruling: uuid of the ruling that made it, "" for what all agreed on.
        made_from: ``agreement`` or ``ruling``.
        codings: uuids of the coders' codings that it comes from, sorted.
    """

    coding: str
    ruling: str
    made_from: str
    codings: tuple[str, ...]


def all(reader: Reader, transcript: str | None = None) -> list[Ruling]:
    """Rulings in text order, of one transcript or of all in use.

    Args:
        reader: Of the study.
        transcript: uuid, None for all.
    """
    only = "" if transcript is None else " AND t.uuid = :transcript"
    rows = reader.rows(
        'SELECT r.uuid, t.uuid, r.start, r."end", o.uuid, r.kind, r.verdict, r.chosen, r.reason, r.positions,'
        " r.made_at, r.changed_at FROM rulings r"
        " JOIN transcripts t ON t.id = r.transcript_id AND t.deleted_at IS NULL"
        f" JOIN coders o ON o.id = r.coder_id WHERE 1{only}"
        ' ORDER BY t.position, t.id, r.start, r."end", r.uuid',
        transcript=transcript,
    )
    return [_ruling(row) for row in rows]


def _ruling(row: tuple[Any, ...]) -> Ruling:
    uuid, transcript, start, end, coder, kind, verdict, chosen, reason, positions, made, changed = row
    return Ruling(
        uuid,
        transcript,
        Span(start, end),
        coder,
        kind,
        Verdict(verdict),
        chosen,
        reason,
        read_positions(positions),
        made,
        changed,
    )


def read_positions(written: str) -> tuple[RuledPosition, ...]:
    """The positions of a ruling as its row keeps them."""
    return tuple(
        RuledPosition(tuple(one["coders"]), tuple(RuledCoding(**coding) for coding in one["codings"]))
        for one in unpacked(written)
    )


def written_positions(positions: Iterable[RuledPosition]) -> str:
    """The positions of a ruling as its row keeps them."""
    return json.dumps([asdict(one) for one in positions])


def sources(reader: Reader, transcript: str | None = None) -> list[Source]:
    """Where the codings of the consensus come from, on one transcript or on all in use.

    Args:
        reader: Of the study.
        transcript: uuid, None for all.
    """
    # From the transcript to its codings: the planner would go through all codings, which one ruling cannot wait for.
    only = "" if transcript is None else " AND t.uuid = :transcript"
    rows = reader.rows(
        "SELECT c.uuid, coalesce(r.uuid, ''), s.made_from, s.sources FROM transcripts t"
        " CROSS JOIN codings c ON c.transcript_id = t.id CROSS JOIN consensus_sources s ON s.coding_id = c.id"
        f" LEFT JOIN rulings r ON r.id = s.ruling_id WHERE t.deleted_at IS NULL{only}"
        ' ORDER BY t.position, t.id, c.start, c."end", c.uuid',
        transcript=transcript,
    )
    return [Source(coding, ruling, made_from, tuple(unpacked(written))) for coding, ruling, made_from, written in rows]


def in_use(reader: Reader) -> set[str]:
    """Uuids of the transcripts in use that have rulings, or of which the consensus holds something that was built."""
    rows = reader.rows(
        "SELECT t.uuid FROM transcripts t WHERE t.deleted_at IS NULL"
        " AND (EXISTS (SELECT 1 FROM rulings r WHERE r.transcript_id = t.id) OR t.id IN"
        " (SELECT c.transcript_id FROM consensus_sources s JOIN codings c ON c.id = s.coding_id))"
    )
    return {uuid for (uuid,) in rows}


def transcripts_of(reader: Reader, table: str, uuids: Iterable[str]) -> set[str]:
    """Uuids of the transcripts that some rows are on.

    Args:
        reader: Of the study.
        table: ``codings``, ``coder_states`` or ``rulings``.
        uuids: Of the rows.
    """
    rows = reader.rows(
        f"SELECT DISTINCT t.uuid FROM {table} r JOIN transcripts t ON t.id = r.transcript_id"
        " WHERE r.uuid IN (SELECT value FROM json_each(:uuids))",
        uuids=json.dumps(list(uuids)),
    )
    return {uuid for (uuid,) in rows}


def states(reader: Reader, transcript: str | None = None) -> dict[str, dict[str, ReadingState]]:
    """Transcript uuid → coder uuid → how far that person is with it; only persons, who alone make rulings necessary.

    Args:
        reader: Of the study.
        transcript: uuid, None for all.
    """
    found: dict[str, dict[str, ReadingState]] = {}
    for text, coder, state in reader.rows(
        "SELECT t.uuid, o.uuid, s.state FROM coder_states s"
        " JOIN transcripts t ON t.id = s.transcript_id AND t.deleted_at IS NULL"
        " JOIN coders o ON o.id = s.coder_id AND o.kind = 'person'"
        " WHERE (:transcript IS NULL OR t.uuid = :transcript) ORDER BY t.position, t.id, o.id",
        transcript=transcript,
    ):
        found.setdefault(text, {})[coder] = ReadingState(state)
    return found


def layer_states(reader: Reader, layer: str) -> dict[str, tuple[str, ReadingState]]:
    """Transcript uuid → uuid of the row and state of one layer, such as the consensus.

    Args:
        reader: Of the study.
        layer: uuid of the coder.
    """
    return {
        text: (row, ReadingState(state))
        for row, text, state in reader.rows(
            "SELECT s.uuid, t.uuid, s.state FROM coder_states s"
            " JOIN transcripts t ON t.id = s.transcript_id AND t.deleted_at IS NULL"
            " JOIN coders o ON o.id = s.coder_id WHERE o.uuid = :layer",
            layer=layer,
        )
    }
