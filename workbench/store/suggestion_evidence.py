"""What suggestions for a code learn from: its codings and the decisions about it, now or after a past entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from codebook.code import Code
from codebook.suggestion import Band, Decision, Verdict
from transcripts.spans import Span
from workbench.store import decisions as decision_store
from workbench.store.reader import Reader, unpacked
from workbench.store.rewinding import Rewinding, marks


@dataclass(frozen=True, slots=True)
class Marked:
    """A coding of the code.

    Attributes:
        uuid: Identity.
        transcript: uuid.
        coder: uuid.
        span: Where it stands.
    """

    uuid: str
    transcript: str
    coder: str
    span: Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """Codings and decisions, in an order that does not depend on when they are read.

    Attributes:
        codings: Of the code, by persons, on transcripts in use.
        decisions: About suggestions of the code, the oldest first.
        elsewhere: uuids of those decisions whose coding carries another code than the one suggested.
    """

    codings: tuple[Marked, ...]
    decisions: tuple[Decision, ...]
    elsewhere: frozenset[str]


_PEOPLE = "(SELECT uuid FROM coders WHERE kind = 'person')"


def now(reader: Reader, code: str) -> Evidence:
    """What there is about a code at this moment; of all coders."""
    rows = reader.rows(_CODINGS + f" WHERE d.uuid = :code AND o.uuid IN {_PEOPLE}", code=code)
    found = decision_store.all(reader, code=code)
    elsewhere = reader.rows(
        "SELECT d.uuid FROM decisions d JOIN codes c ON c.id = d.code_id JOIN codings k ON k.uuid = d.coding"
        " WHERE c.uuid = :code AND k.code_id <> d.code_id",
        code=code,
    )
    return _evidence([_marked(row) for row in rows], found, {uuid for (uuid,) in elsewhere})


def after(reader: Reader, code: str, past: Rewinding) -> Evidence:
    """What there was about a code after an entry of the journal.

    Codings and decisions on transcripts that are in the bin now are left out.
    """
    codings = past.rows("codings", _coding_rows(reader, code, past))
    people = {uuid for (uuid,) in reader.rows("SELECT uuid FROM coders WHERE kind = 'person'")}
    here = {uuid for (uuid,) in reader.rows("SELECT uuid FROM transcripts WHERE deleted_at IS NULL")}
    marked = [
        Marked(uuid, row["transcript_id"], row["coder_id"], Span(row["start"], row["end"]))
        for uuid, row in codings.items()
        if row["code_id"] == code and row["coder_id"] in people and row["transcript_id"] in here
    ]
    lists = past.rows("suggestion_lists", _list_rows(reader, code, past))
    found = {
        uuid: _decision(uuid, row, lists[row["list_id"]])
        for uuid, row in past.rows("decisions", _decision_rows(reader, code, past)).items()
        if row["code_id"] == code
    }
    elsewhere = {
        uuid
        for uuid, one in found.items()
        if one.coding and (went := codings.get(one.coding)) is not None and went["code_id"] != code
    }
    return _evidence(marked, list(found.values()), elsewhere)


def _evidence(codings: list[Marked], decisions: list[Decision], elsewhere: set[str]) -> Evidence:
    return Evidence(
        tuple(sorted(codings, key=lambda one: (one.transcript, one.span, one.uuid))),
        tuple(sorted(decisions, key=lambda one: (one.decided_at, one.uuid))),
        frozenset(elsewhere),
    )


_CODINGS = (
    'SELECT c.uuid, t.uuid, o.uuid, c.start, c."end", d.uuid FROM codings c'
    " JOIN transcripts t ON t.id = c.transcript_id AND t.deleted_at IS NULL"
    " JOIN coders o ON o.id = c.coder_id JOIN codes d ON d.id = c.code_id"
)


def _marked(row: tuple[Any, ...]) -> Marked:
    uuid, transcript, coder, start, end, _code = row
    return Marked(uuid, transcript, coder, Span(start, end))


def _coding_rows(reader: Reader, code: str, past: Rewinding) -> dict[str, dict[str, Any]]:
    """Codings of the code, those changed since, and those that decisions about the code led to."""
    rows = reader.rows(
        _CODINGS + f" WHERE d.uuid = :code OR c.uuid IN ({marks(past.touched('codings'))}) OR c.uuid IN"
        " (SELECT coding FROM decisions JOIN codes ON codes.id = code_id WHERE codes.uuid = :code)",
        code=code,
    )
    names = ("transcript_id", "coder_id", "start", "end", "code_id")
    return {uuid: dict(zip(names, values, strict=True)) for uuid, *values in rows}


_LIST = ("suggester", "model", "definition_hash", "codebook_version")


def _list_rows(reader: Reader, code: str, past: Rewinding) -> dict[str, dict[str, Any]]:
    rows = reader.rows(
        f"SELECT l.uuid, {', '.join(f'l.{name}' for name in _LIST)} FROM suggestion_lists l"
        " JOIN codes c ON c.id = l.code_id"
        f" WHERE c.uuid = :code OR l.uuid IN ({marks(past.touched('suggestion_lists'))})",
        code=code,
    )
    return {uuid: dict(zip(_LIST, values, strict=True)) for uuid, *values in rows}


_KEPT = ("start", "end", "text_hash", "verdict", "coding", "rank", "score", "band", "outside", "nearest", "decided_at")


def _decision_rows(reader: Reader, code: str, past: Rewinding) -> dict[str, dict[str, Any]]:
    kept = ", ".join(f'd."{name}"' for name in _KEPT)
    rows = reader.rows(
        f"SELECT d.uuid, l.uuid, o.uuid, c.uuid, t.uuid, {kept} FROM decisions d"
        " JOIN suggestion_lists l ON l.id = d.list_id JOIN coders o ON o.id = d.coder_id"
        " JOIN codes c ON c.id = d.code_id JOIN transcripts t ON t.id = d.transcript_id"
        f" WHERE c.uuid = :code OR d.uuid IN ({marks(past.touched('decisions'))})",
        code=code,
    )
    names = ("list_id", "coder_id", "code_id", "transcript_id", *_KEPT)
    return {uuid: dict(zip(names, values, strict=True)) for uuid, *values in rows}


def _decision(uuid: str, row: Mapping[str, Any], made_from: Mapping[str, Any]) -> Decision:
    return Decision(
        uuid=uuid,
        list=row["list_id"],
        coder=row["coder_id"],
        code=row["code_id"],
        transcript=row["transcript_id"],
        span=Span(row["start"], row["end"]),
        text_hash=row["text_hash"],
        verdict=Verdict(row["verdict"]),
        coding=row["coding"] or "",
        rank=row["rank"],
        score=row["score"],
        band=Band(row["band"]),
        outside=bool(row["outside"]),
        nearest=row["nearest"],
        suggester=made_from["suggester"],
        model=made_from["model"],
        definition_hash=made_from["definition_hash"],
        codebook_version=made_from["codebook_version"],
        decided_at=row["decided_at"],
    )


# -- the code as it was ----------------------------------------------------------------------------------------------


def code_at(reader: Reader, code: str, version: int) -> Code | None:
    """A code under a version of the codebook, as far as suggestions read it; None if it was not there yet."""
    row = reader.one(
        "SELECT v.picture FROM code_versions v JOIN codes c ON c.id = v.code_id"
        " WHERE c.uuid = :code AND v.version <= :version ORDER BY v.version DESC LIMIT 1",
        code=code,
        version=version,
    )
    if row is None:
        return None
    kept = unpacked(row[0])
    labels = {language: kept[f"label_{language}"] for language in ("fr", "en") if kept.get(f"label_{language}")}
    return Code(
        uuid=code,
        short=kept["short"],
        labels=labels,
        definition=kept["definition"],
        include=kept["include_when"],
        exclude=kept["exclude_when"],
        example=kept["example"],
        keywords=tuple(unpacked(kept["keywords"])),
    )
