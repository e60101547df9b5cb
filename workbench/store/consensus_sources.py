"""What the consensus was built from, against the codings that there are now: a few questions, nothing worked out."""

import json
from collections.abc import Iterable

from codebook.ruling import RuledCoding
from workbench.store.reader import Reader

#: Codings of persons who have finished their transcript, on transcripts and codes in use.
_FINISHED = (
    " FROM codings c JOIN transcripts t ON t.id = c.transcript_id AND t.deleted_at IS NULL"
    " JOIN codes d ON d.id = c.code_id AND d.deleted_at IS NULL"
    " JOIN coders o ON o.id = c.coder_id AND o.kind = 'person'"
    " JOIN coder_states s ON s.coder_id = c.coder_id AND s.transcript_id = c.transcript_id AND s.state = 'done'"
)


def unaccounted(reader: Reader) -> list[tuple[str, str]]:
    """Codings (uuid, uuid of the transcript) of those who have finished that nothing in the consensus comes from.

    What the consensus holds by hand, on the same passage and of the same code, counts as coming from them.
    """
    return reader.rows(
        f"SELECT c.uuid, t.uuid {_FINISHED}"
        " WHERE c.uuid NOT IN (SELECT e.value FROM consensus_sources u, json_each(u.sources) e)"
        ' AND (c.transcript_id, c.code_id, c.start, c."end") NOT IN ('
        'SELECT h.transcript_id, h.code_id, h.start, h."end" FROM codings h'
        " JOIN coders l ON l.id = h.coder_id AND l.kind = 'consensus'"
        " WHERE h.id NOT IN (SELECT coding_id FROM consensus_sources))"
    )


def agreed_otherwise(reader: Reader) -> set[str]:
    """Uuids of transcripts on which the consensus holds as agreed what not all who have finished give so any more."""
    rows = reader.rows(
        "SELECT DISTINCT transcript FROM (SELECT t.uuid AS transcript, (SELECT count(*) FROM coder_states s"
        " JOIN coders o ON o.id = s.coder_id AND o.kind = 'person'"
        " WHERE s.transcript_id = b.transcript_id AND s.state = 'done') AS readers,"
        " count(DISTINCT s.coder_id) AS agreeing FROM consensus_sources u JOIN codings b ON b.id = u.coding_id"
        " JOIN transcripts t ON t.id = b.transcript_id AND t.deleted_at IS NULL, json_each(u.sources) e"
        " LEFT JOIN codings c ON c.uuid = e.value AND c.code_id = b.code_id AND c.start = b.start"
        ' AND c."end" = b."end" AND c.strength IS b.strength AND c.stance IS b.stance'
        " LEFT JOIN coder_states s ON s.coder_id = c.coder_id AND s.transcript_id = c.transcript_id"
        " AND s.state = 'done' WHERE u.made_from = 'agreement' GROUP BY u.id) WHERE readers <> agreeing"
    )
    return {transcript for (transcript,) in rows}


def ruled_codings(reader: Reader) -> set[str]:
    """Uuids of the rulings that the consensus holds something of."""
    rows = reader.rows(
        "SELECT DISTINCT r.uuid FROM consensus_sources u JOIN rulings r ON r.id = u.ruling_id"
        " WHERE u.made_from = 'ruling'"
    )
    return {ruling for (ruling,) in rows}


def as_they_are(reader: Reader, codings: Iterable[str]) -> dict[str, RuledCoding]:
    """Some codings of those who have finished, by uuid, as a ruling would remember them now; others are left out."""
    rows = reader.rows(
        f"SELECT c.uuid, d.uuid, c.start, c.\"end\", coalesce(c.strength, -1), coalesce(c.stance, '') {_FINISHED}"
        " WHERE c.uuid IN (SELECT value FROM json_each(:uuids))",
        uuids=json.dumps(list(codings)),
    )
    return {row[0]: RuledCoding(*row) for row in rows}
