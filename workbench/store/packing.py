"""Cutting a copy of a study down to what one coder may take along: everything else is gone from the file for good."""

import base64
import hashlib
import json
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from workbench.store import dialect, packed_journal
from workbench.store.images import POINTED_FROM, REFERENCES
from workbench.store.reader import Reader, unpacked

_MINE = "coder_id IN (SELECT id FROM mine)"

#: Rows that stay, table by table; "" for all, None for none. A test holds this against the tables that there are.
STAYS: dict[str, str | None] = {
    # What everybody codes from.
    **dict.fromkeys(("migrations", "facts", "revisions", "turns", "segments", "speakers"), ""),
    **dict.fromkeys(("codes", "code_versions", "questions", "question_codes", "categories", "attributes"), ""),
    **dict.fromkeys(("turn_questions", "turn_checks", "quantity_words", "preferences"), ""),
    "transcripts": "deleted_at IS NULL",
    # What the coder did.
    "coders": (
        "id IN (SELECT id FROM mine) OR kind = 'consensus'"
        " OR id IN (SELECT reference_id FROM asides WHERE person_id IN (SELECT id FROM mine))"
    ),
    **dict.fromkeys(("codings", "memos", "coder_states", "places", "suggestion_requests"), _MINE),
    **dict.fromkeys(("suggestion_lists", "decisions", "picked_quotations", "summaries"), _MINE),
    "summary_passages": f"summary_id IN (SELECT id FROM summaries WHERE {_MINE})",
    "asides": "person_id IN (SELECT id FROM mine)",
    "openings": _MINE,
    "participants": (
        "deleted_at IS NULL AND (id IN (SELECT s.participant_id FROM speakers s"
        " JOIN transcripts t ON t.id = s.transcript_id AND t.deleted_at IS NULL)"
        f" OR id IN (SELECT participant_id FROM summaries WHERE {_MINE}))"
    ),
    # What says something of other coders, or of participants and is not needed for coding.
    **dict.fromkeys(("rulings", "consensus_sources", "merged_entries", "readings"), None),
    **dict.fromkeys(("attribute_values", "recruitment", "participant_orders"), None),
    # These are looked through entry by entry: see packed_journal.
    **dict.fromkeys(("journal", "journal_words", "history"), ""),
}

#: Work, which a blank packet leaves out though it is the coder's own.
_WORK = frozenset(
    {"codings", "memos", "coder_states", "places", "suggestion_requests", "suggestion_lists", "decisions"}
    | {"picked_quotations", "summaries", "summary_passages", "asides", "openings"}
)

#: Columns that are emptied where their row has gone; elsewhere the row that points to it goes as well.
_EMPTIED = frozenset({("code_versions", "coder_id"), ("speakers", "participant_id"), ("turns", "speaker_id")})


@dataclass(frozen=True, slots=True)
class PacketFact:
    """What a packet says of itself.

    Attributes:
        coder: uuid of whose work it holds, "" for a blank one.
        made_at: UTC, ISO 8601.
        source: The copy that it was made from.
        base: uuid of the newest entry of the journal then, "" for an empty journal.
        texts: uuid of each transcript → hash of its text.
        codebook: Hash of the codebook.
    """

    coder: str
    made_at: str
    source: str
    base: str
    texts: dict[str, str]
    codebook: str


def packet_fact(reader: Reader) -> PacketFact | None:
    """What the study says of itself as a packet; None if it is none."""
    written = reader.value("SELECT value FROM facts WHERE key = 'packet'")
    return None if written is None else PacketFact(**unpacked(written))


def beginnings(written: str) -> frozenset[str]:
    """The entries that a packet's fact ``packet_known`` names, as ``beginning`` gives them.

    They are those that changed what everybody codes from, before the packet was made. Of entries that touch work only,
    nothing is kept: how many there were is nobody's business.
    """
    held = base64.b64decode(written)
    return frozenset(held[at : at + _BYTES].hex() for at in range(0, len(held), _BYTES))


#: Bytes of a uuid that are kept of an entry: with a million entries, two alike come once in thirty million packets.
_BYTES = 8


def beginning(uuid: str) -> str:
    """The part of a uuid that ``beginnings`` holds."""
    return uuid.replace("-", "")[: 2 * _BYTES]


def make(source: Reader, scratch: Path, target: Path, coder: str | None) -> tuple[PacketFact, tuple[int, int, int]]:
    """Write a packet.

    Args:
        source: Of the study.
        scratch: Where a whole copy may lie for a moment: not on a stick that goes to others.
        target: Where the packet goes; nothing may be there yet.
        coder: uuid of whose work goes along; None for nobody's.

    Returns:
        What the packet says of itself, and how many codes in use, codings and memos are in it.
    """
    dialect.copy_database(source.connection, scratch)
    connection = sqlite3.connect(scratch, isolation_level=None)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("BEGIN")
        fact, known = _describe(connection, coder), _known(connection)
        mine = _mine(connection, coder)
        _cut(connection, blank=coder is None)
        _mend_references(connection)
        packed_journal.cut(connection, frozenset(mine))
        _close_gaps(connection)
        _write_fact(connection, fact, known)
        connection.execute(dialect.REBUILD_SEARCH_INDEX)
        connection.execute("COMMIT")
        connection.execute("VACUUM INTO ?", (str(target),))
        codes, codings, memos = (
            int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            for table in ("codes WHERE deleted_at IS NULL", "codings", "memos")
        )
    finally:
        connection.close()
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    return fact, (codes, codings, memos)


def _mine(connection: sqlite3.Connection, coder: str | None) -> list[str]:
    """Put the row numbers of the coder and of their layers aside into a table ``mine``; their uuids."""
    connection.execute("CREATE TEMP TABLE mine (id INTEGER PRIMARY KEY)")
    connection.execute("INSERT INTO mine SELECT id FROM coders WHERE uuid = ?", (coder,))
    connection.execute(
        "INSERT OR IGNORE INTO mine SELECT coder_id FROM asides WHERE person_id IN (SELECT id FROM mine)"
    )
    return [uuid for (uuid,) in connection.execute("SELECT uuid FROM coders WHERE id IN (SELECT id FROM mine)")]


def _cut(connection: sqlite3.Connection, *, blank: bool) -> None:
    for table, stays in STAYS.items():
        if stays is None or (blank and table in _WORK):
            connection.execute(f"DELETE FROM {table}")
        elif stays:
            connection.execute(f"DELETE FROM {table} WHERE NOT coalesce({stays}, 0)")


def _mend_references(connection: sqlite3.Connection) -> None:
    """Take out, or empty, what points to rows that are gone, until nothing does."""
    while faults := connection.execute("PRAGMA foreign_key_check").fetchall():
        left = 0
        for table, row, _parent, number in faults:
            if table in ("journal", "history"):
                continue
            column = _column(connection, table, number)
            wanted = f"UPDATE {table} SET {column} = NULL" if (table, column) in _EMPTIED else f"DELETE FROM {table}"
            left += connection.execute(f"{wanted} WHERE rowid = ?", (row,)).rowcount
        if not left:
            return


def _close_gaps(connection: sqlite3.Connection) -> None:
    """Number the rows of work anew: gaps between them would tell how much others did."""
    for table in sorted(_WORK & REFERENCES.keys()):
        connection.execute(
            f"CREATE TEMP TABLE anew AS SELECT id, row_number() OVER (ORDER BY id) AS place FROM {table}"
        )
        connection.execute("CREATE UNIQUE INDEX temp.anew_id ON anew(id)")
        for child, column in POINTED_FROM[table]:
            place = f"(SELECT place FROM anew WHERE id = {column})"
            connection.execute(f"UPDATE {child} SET {column} = {place} WHERE {column} IS NOT NULL")
        # Through negative numbers, so that no two rows ever share one.
        connection.execute(f"UPDATE {table} SET id = -(SELECT place FROM anew WHERE anew.id = {table}.id)")
        connection.execute(f"UPDATE {table} SET id = -id")
        connection.execute("DROP TABLE anew")


def _column(connection: sqlite3.Connection, table: str, number: int) -> str:
    keys = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    return next(str(key[3]) for key in keys if key[0] == number)


# -- what the packet says of itself ---------------------------------------------------------------------------------


def _describe(connection: sqlite3.Connection, coder: str | None) -> PacketFact:
    def value(sql: str) -> str:
        found = connection.execute(sql).fetchone()
        return str(found[0]) if found else ""

    texts = connection.execute(
        "SELECT t.uuid, r.text_hash FROM transcripts t JOIN revisions r ON r.transcript_id = t.id"
        " AND r.number = t.revision WHERE t.deleted_at IS NULL ORDER BY t.uuid"
    )
    return PacketFact(
        coder=coder or "",
        made_at=value("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"),
        source=value("SELECT value FROM facts WHERE key = 'copy'"),
        base=value("SELECT uuid FROM journal ORDER BY id DESC LIMIT 1"),
        texts=dict(texts.fetchall()),
        codebook=_codebook_hash(connection),
    )


def _codebook_hash(connection: sqlite3.Connection) -> str:
    rows = connection.execute(
        "SELECT c.uuid, p.uuid, c.short, c.label_fr, c.label_en, c.definition, c.include_when, c.exclude_when,"
        " c.example, c.keywords, c.codable, c.takes_stance, c.exclusive FROM codes c"
        " LEFT JOIN codes p ON p.id = c.parent_id WHERE c.deleted_at IS NULL ORDER BY c.uuid"
    )
    return hashlib.sha256(repr(rows.fetchall()).encode("utf-8", "surrogatepass")).hexdigest()


def _known(connection: sqlite3.Connection) -> str:
    """Entries that changed what everybody codes from, of this study and of the one that it was cut from, if any."""
    held = connection.execute("SELECT value FROM facts WHERE key = 'packet_known'").fetchone()
    before = base64.b64decode(held[0]) if held else b""
    parts = {before[at : at + _BYTES] for at in range(0, len(before), _BYTES)}
    parts.update(bytes.fromhex(beginning(uuid)) for uuid in packed_journal.about_shared(connection))
    return base64.b64encode(b"".join(sorted(parts))).decode("ascii")


def _write_fact(connection: sqlite3.Connection, fact: PacketFact, known: str) -> None:
    packet = json.dumps({name: getattr(fact, name) for name in PacketFact.__slots__})
    facts = {"copy": str(uuid4()), "packet": packet, "packet_known": known}
    connection.executemany("INSERT OR REPLACE INTO facts(key, value) VALUES (?, ?)", list(facts.items()))
