"""Decisions about suggestions, counted where they lie; and which codings came from suggestions."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from codebook.suggestion import Band
from transcripts.spans import Span
from workbench.store.reader import Reader


class Outcome(StrEnum):
    """What became of a suggestion, seen from the code that it was made for. The values are stable.

    ``CHANGED`` is an accept with other boundaries. ``ELSEWHERE`` is an accept whose coding carries another code: for
    the code that was suggested it is no hit. Where such a coding is gone, or the suggested code was put in the bin or
    merged into another since, nothing tells the two apart any more, and it counts as ``CHANGED``.
    """

    ACCEPTED = "accepted"
    CHANGED = "changed"
    ELSEWHERE = "elsewhere"
    REJECTED = "rejected"

    @property
    def hit(self) -> bool:
        """Whether the suggestion was right for its code."""
        return self in (Outcome.ACCEPTED, Outcome.CHANGED)


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """Decisions that are alike.

    Attributes:
        coder: uuid.
        code: Row number of the code that was suggested.
        outcome: What became of them.
        band: As they were shown.
        outside: Whether they came from outside the top.
        suggester: Name and version.
        model: Language models and encoder, with versions; "" if none.
        shared: Whether their lists learned from the decisions of all coders, not from the coder's own alone.
        count: How many, 1 or more.
        first: When the first was taken, UTC, ISO 8601.
        last: When the last was taken.
    """

    coder: str
    code: int
    outcome: Outcome
    band: Band
    outside: bool
    suggester: str
    model: str
    shared: bool
    count: int
    first: str
    last: str


_OUTCOME = (
    "CASE WHEN d.verdict = 'changed' AND k.code_id <> d.code_id AND c.deleted_at IS NULL THEN 'elsewhere'"
    " ELSE d.verdict END"
)
_FROM = (
    " FROM decisions d JOIN coders o ON o.id = d.coder_id JOIN codes c ON c.id = d.code_id"
    " LEFT JOIN codings k ON k.uuid = d.coding"
)
# Only of a changed suggestion it has to be seen what its coding carries.
_FROM_CHANGED = _FROM + " AND d.verdict = 'changed'"
_HERE = " WHERE d.transcript_id NOT IN (SELECT id FROM transcripts WHERE deleted_at IS NOT NULL)"


def _only(column: str, numbers: Iterable[int] | None) -> str:
    return "" if numbers is None else f" AND {column} IN ({', '.join(map(str, numbers)) or 'NULL'})"


def outcomes(reader: Reader, *, transcripts: Sequence[int] | None = None, until: str = "") -> list[OutcomeCount]:
    """What became of suggestions, by coder, code, band and suggester, on transcripts in use.

    Decisions about codes that are in the bin are among them.

    Args:
        reader: Of the study.
        transcripts: Row numbers of the only transcripts; None for all.
        until: Only decisions up to this moment, UTC, ISO 8601; "" for all.
    """
    rows = reader.rows(
        f"SELECT o.uuid, d.code_id, {_OUTCOME} AS outcome, d.band, d.outside, l.suggester, l.model,"
        " json_extract(l.settings, '$.learn_from') = 'all' AS shared, count(*),"
        f" min(d.decided_at), max(d.decided_at){_FROM_CHANGED} JOIN suggestion_lists l ON l.id = d.list_id{_HERE}"
        f" AND (:until = '' OR d.decided_at <= :until){_only('d.transcript_id', transcripts)}"
        " GROUP BY d.coder_id, d.code_id, outcome, d.band, d.outside, l.suggester, l.model, shared"
        " ORDER BY d.coder_id, d.code_id, min(d.id)",
        until=until,
    )
    return [
        OutcomeCount(coder, code, Outcome(outcome), Band(band), bool(outside), suggester, model, bool(shared), *rest)
        for coder, code, outcome, band, outside, suggester, model, shared, *rest in rows
    ]


def hits(reader: Reader, coder: str, code: str) -> tuple[int, int]:
    """How many suggestions of a code a coder accepted for it, of how many decided: "18 of 30".

    Args:
        reader: Of the study.
        coder: uuid.
        code: uuid.
    """
    found = reader.one(
        f"SELECT coalesce(sum({_OUTCOME} IN ('accepted', 'changed')), 0), count(*){_FROM_CHANGED}{_HERE}"
        " AND o.uuid = :coder AND c.uuid = :code",
        coder=coder,
        code=code,
    )
    return (int(found[0]), int(found[1])) if found else (0, 0)


@dataclass(frozen=True, slots=True)
class DecidedPlace:
    """Where a decided suggestion stood.

    Attributes:
        transcript: Row number.
        span: The passage that was proposed; of an accept whose coding is in the study, that of the coding.
        coding: Row number of the coding that it led to, 0 if there is none now.
        outcome: What became of it.
        band: As it was shown.
        outside: Whether it came from outside the top.
    """

    transcript: int
    span: Span
    coding: int
    outcome: Outcome
    band: Band
    outside: bool


def decided_places(
    reader: Reader, coder: str, codes: Iterable[int], *, transcripts: Sequence[int] | None = None, until: str = ""
) -> list[DecidedPlace]:
    """Where the suggestions of some codes stood that a coder decided about, in the order of the decisions.

    Args:
        reader: Of the study.
        coder: uuid.
        codes: Row numbers of the codes that were suggested.
        transcripts: As in ``outcomes``.
        until: As in ``outcomes``.
    """
    # An accept leads to its coding only while that is on the transcript and on a code in use.
    live = "k.id IS NOT NULL AND k.code_id NOT IN (SELECT id FROM codes WHERE deleted_at IS NOT NULL)"
    rows = reader.rows(
        f"SELECT d.transcript_id, CASE WHEN {live} THEN k.start ELSE d.start END,"
        f' CASE WHEN {live} THEN k."end" ELSE d."end" END, CASE WHEN {live} THEN k.id ELSE 0 END,'
        f" {_OUTCOME}, d.band, d.outside{_FROM}{_HERE} AND o.uuid = :coder"
        f" AND (:until = '' OR d.decided_at <= :until){_only('d.code_id', codes)}"
        f"{_only('d.transcript_id', transcripts)} ORDER BY d.id",
        coder=coder,
        until=until,
    )
    return [
        DecidedPlace(text, Span(start, end), coding, Outcome(outcome), Band(band), bool(outside))
        for text, start, end, coding, outcome, band, outside in rows
    ]


def suggested(reader: Reader) -> "array[int]":
    """Row numbers of the codings that came from suggestions, of all coders."""
    return reader.integers("SELECT id FROM codings WHERE origin = 'suggestion' ORDER BY id")[0]


def binned_codes(reader: Reader) -> dict[int, str]:
    """Row number → short name of codes that were decided about and are no longer in use."""
    return dict(
        reader.rows(
            "SELECT c.id, c.short FROM codes c WHERE c.deleted_at IS NOT NULL"
            " AND c.id IN (SELECT code_id FROM decisions) ORDER BY c.id"
        )
    )


def decided_codes(reader: Reader) -> dict[str, str]:
    """Uuid → short name of every code that was decided about, those in the bin among them."""
    return dict(reader.rows("SELECT uuid, short FROM codes WHERE id IN (SELECT code_id FROM decisions) ORDER BY id"))


def any_decision(reader: Reader) -> bool:
    """Whether anybody has decided about a suggestion."""
    return reader.one("SELECT 1 FROM decisions LIMIT 1") is not None
