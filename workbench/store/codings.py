"""Codings: who put which code on which passage."""

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from sys import intern
from typing import Any

from codebook.coding import Coding, Origin, Stance
from transcripts.spans import Span
from workbench.store.reader import Reader

STANCES = (Stance.PRO, Stance.CONTRA, Stance.MIXED, Stance.NEUTRAL)
# Looked up for every coding; asking the enumeration takes four times as long.
_STANCES = {stance.value: stance for stance in Stance}
_ORIGINS = {origin.value: origin for origin in Origin}

_SELECT = (
    "SELECT c.uuid, t.uuid, o.uuid, d.uuid, c.start, c.\"end\", c.strength, c.stance, coalesce(m.body, ''),"
    " c.origin, c.codebook_version, c.created_at, c.changed_at FROM codings c"
    " JOIN transcripts t ON t.id = c.transcript_id AND t.deleted_at IS NULL"
    " JOIN coders o ON o.id = c.coder_id"
    " JOIN codes d ON d.id = c.code_id AND d.deleted_at IS NULL"
    " LEFT JOIN memos m ON m.coding_id = c.id AND m.coder_id = c.coder_id"
)
_ORDER = ' ORDER BY t.position, t.id, c.start, c."end", c.id'


def of_transcript(reader: Reader, transcript: str, coder: str | None = None) -> list[Coding]:
    """Codings of a transcript in text order, of one coder or of all."""
    return _codings(
        reader,
        " WHERE c.transcript_id = (SELECT id FROM transcripts WHERE uuid = :transcript)"
        " AND (:coder IS NULL OR o.uuid = :coder)",
        transcript=transcript,
        coder=coder,
    )


def of_code(reader: Reader, codes: list[str], coder: str | None = None) -> list[Coding]:
    """Codings with any of some codes, in text order, of one coder or of all."""
    marks = ", ".join(f":code{index}" for index in range(len(codes))) or "NULL"
    return _codings(
        reader,
        f" WHERE d.uuid IN ({marks}) AND (:coder IS NULL OR o.uuid = :coder)",
        coder=coder,
        **{f"code{index}": code for index, code in enumerate(codes)},
    )


def all(reader: Reader, coder: str | None = None) -> list[Coding]:
    """Every coding in text order, of one coder or of all; for exports, not for arithmetic."""
    return _codings(reader, " WHERE (:coder IS NULL OR o.uuid = :coder)", coder=coder)


def get(reader: Reader, uuid: str) -> Coding | None:
    """One coding, None if it is not in the study."""
    found = _codings(reader, " WHERE c.uuid = :uuid", uuid=uuid)
    return found[0] if found else None


def _codings(reader: Reader, where: str, **values: object) -> list[Coding]:
    return [coding(row) for row in reader.rows(_SELECT + where + _ORDER, **values)]


def coding(row: tuple[Any, ...]) -> Coding:
    """A row of the common query as a value."""
    uuid, transcript, coder, code, start, end, strength, stance, memo, origin, version, created, changed = row
    return Coding(
        uuid,
        # A few words stand in hundreds of thousands of codings: kept once, they take a third of the room.
        intern(transcript),
        intern(coder),
        intern(code),
        Span(start, end),
        strength,
        _STANCES[stance] if stance else None,
        memo,
        _ORIGINS[origin],
        version,
        created,
        created if changed == created else changed,
    )


@dataclass(frozen=True, slots=True)
class CodingColumns:
    """Codings of some coders as columns of equal length, in no order that means anything.

    Attributes:
        coder: Place of the coder among those asked for.
        id: Row number of the coding; ``uuids`` gives the identities of some.
        transcript: Row number of the transcript.
        code: Row number of the code.
        start: First character.
        end: One past the last.
        strength: 0 to 3, -1 where not set.
        stance: Index into ``STANCES``, -1 where not set.
    """

    coder: "array[int]"
    id: "array[int]"
    transcript: "array[int]"
    code: "array[int]"
    start: "array[int]"
    end: "array[int]"
    strength: "array[int]"
    stance: "array[int]"


def columns(reader: Reader, *coders: str) -> CodingColumns:
    """All codings of some coders, on transcripts and codes in use, for the arithmetic.

    The table is read from end to end, whoever is asked for: an index would lead to each row apart, and of a whole coder
    that costs twice as much.

    Args:
        reader: Of the study.
        coders: Their uuids.
    """
    numbers = dict(reader.rows("SELECT uuid, id FROM coders"))
    places = {numbers[coder]: place for place, coder in enumerate(coders) if coder in numbers}
    by_coder = " ".join(f"WHEN {number} THEN {place}" for number, place in places.items()) or "WHEN 0 THEN 0"
    stances = " ".join(f"WHEN '{stance}' THEN {index}" for index, stance in enumerate(STANCES))
    found = reader.integers(
        f'SELECT CASE coder_id {by_coder} END, id, transcript_id, code_id, start, "end", coalesce(strength, -1),'
        f" CASE stance {stances} ELSE -1 END FROM codings"
        f" WHERE +coder_id IN ({', '.join(map(str, places)) or 'NULL'})"
        " AND transcript_id NOT IN (SELECT id FROM transcripts WHERE deleted_at IS NOT NULL)"
        " AND code_id NOT IN (SELECT id FROM codes WHERE deleted_at IS NOT NULL)"
    )
    return CodingColumns(*found)


def uuids(reader: Reader, numbers: list[int]) -> dict[int, str]:
    """Row number → uuid of some codings."""
    found: dict[int, str] = {}
    for first in range(0, len(numbers), 500):
        chunk = numbers[first : first + 500]
        marks = ", ".join(str(int(number)) for number in chunk)
        found |= dict(reader.rows(f"SELECT id, uuid FROM codings WHERE id IN ({marks})"))
    return found


def transcripts_of(reader: Reader, uuids: Collection[str]) -> set[str]:
    """The transcripts (uuids) that some codings stand in."""
    found: set[str] = set()
    wanted = list(uuids)
    for first in range(0, len(wanted), 500):
        named = {f"coding_{at}": uuid for at, uuid in enumerate(wanted[first : first + 500])}
        rows = reader.rows(
            "SELECT DISTINCT t.uuid FROM codings c JOIN transcripts t ON t.id = c.transcript_id"
            f" WHERE c.uuid IN ({', '.join(f':{name}' for name in named)})",
            **named,
        )
        found |= {str(uuid) for (uuid,) in rows}
    return found


def by_number(reader: Reader, numbers: list[int]) -> dict[int, Coding]:
    """Row number → coding, for some codings; those that are gone are left out."""
    found: dict[int, Coding] = {}
    for first in range(0, len(numbers), 500):
        marks = ", ".join(str(int(number)) for number in numbers[first : first + 500])
        rows = reader.rows(_SELECT.replace("SELECT ", "SELECT c.id, ", 1) + f" WHERE c.id IN ({marks})")
        found |= {number: coding(tuple(row)) for number, *row in rows}
    return found


def origins(reader: Reader, transcripts: Sequence[int] | None = None) -> dict[str, dict[str, int]]:
    """Uuid of each coder → origin → codings, on transcripts and codes in use.

    Args:
        reader: Of the study.
        transcripts: Row numbers of the only transcripts; None for all.
    """
    only = "" if transcripts is None else f" AND transcript_id IN ({', '.join(map(str, transcripts)) or 'NULL'})"
    found: dict[str, dict[str, int]] = {}
    for coder, origin, count in reader.rows(
        "SELECT o.uuid, c.origin, c.number FROM (SELECT coder_id, origin, count(*) AS number FROM codings"
        " WHERE transcript_id NOT IN (SELECT id FROM transcripts WHERE deleted_at IS NOT NULL)"
        f" AND code_id NOT IN (SELECT id FROM codes WHERE deleted_at IS NOT NULL){only}"
        " GROUP BY +coder_id, origin) c JOIN coders o ON o.id = c.coder_id ORDER BY o.id, c.origin"
    ):
        found.setdefault(coder, {})[origin] = count
    return found
