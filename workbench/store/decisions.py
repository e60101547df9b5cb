"""Ranked lists that were decided from, the decisions, and the codes for which a coder asked suggestions."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.suggestion import Band, Decision, QueueOrder, Verdict
from transcripts.spans import Span
from workbench.store.reader import Reader, unpacked

if TYPE_CHECKING:
    from workbench.store.act import Act


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A ranked list from which somebody decided.

    Attributes:
        uuid: Identity.
        coder: uuid of who asked.
        code: uuid of the code.
        made_at: UTC, ISO 8601.
        journal_entry: uuid of the newest entry of the journal then, "" for an empty journal.
        suggester: Name and version.
        model: Language models and encoder, with versions.
        definition_hash: Of what was written about the code, its keyword rules left out.
        codebook_version: As it was then.
        order: What came first.
        settings: What else the list depends on, such as whose decisions it learned from.
        accepted: uuids of the codings it learned from.
        rejected: uuids of the rejections it learned from.
    """

    uuid: str
    coder: str
    code: str
    made_at: str
    journal_entry: str
    suggester: str
    model: str
    definition_hash: str
    codebook_version: int
    order: QueueOrder
    settings: dict[str, object]
    accepted: tuple[str, ...]
    rejected: tuple[str, ...]


_DECISIONS = (
    "SELECT d.uuid, l.uuid, o.uuid, c.uuid, t.uuid, d.start, d.\"end\", d.text_hash, d.verdict, coalesce(d.coding, ''),"
    " d.rank, d.score, d.band, d.outside, d.nearest, l.suggester, l.model, l.definition_hash, l.codebook_version,"
    " d.decided_at FROM decisions d JOIN suggestion_lists l ON l.id = d.list_id JOIN coders o ON o.id = d.coder_id"
    " JOIN codes c ON c.id = d.code_id JOIN transcripts t ON t.id = d.transcript_id"
)


def all(reader: Reader, *, coder: str | None = None, code: str | None = None) -> list[Decision]:
    """Decisions in the order in which they were made.

    Args:
        reader: Of the study.
        coder: uuid of the only coder wanted; None for all.
        code: uuid of the only suggested code wanted; None for all.
    """
    rows = reader.rows(
        _DECISIONS + " WHERE (:coder IS NULL OR o.uuid = :coder) AND (:code IS NULL OR c.uuid = :code) ORDER BY d.id",
        coder=coder,
        code=code,
    )
    return [_decision(*row) for row in rows]


def of_transcript(reader: Reader, transcript: str, *, coder: str | None = None) -> list[Decision]:
    """Decisions about passages of a transcript, in text order, of one coder or of all."""
    rows = reader.rows(
        _DECISIONS + " WHERE d.transcript_id = (SELECT id FROM transcripts WHERE uuid = :transcript)"
        ' AND (:coder IS NULL OR o.uuid = :coder) ORDER BY d.start, d."end", d.id',
        transcript=transcript,
        coder=coder,
    )
    return [_decision(*row) for row in rows]


def of_codings(reader: Reader) -> dict[str, Decision]:
    """Uuid of a coding → the decision that it came from, for codings that are in the study."""
    rows = reader.rows(_DECISIONS + " JOIN codings k ON k.uuid = d.coding ORDER BY d.id")
    return {found.coding: found for found in (_decision(*row) for row in rows)}


def _decision(
    uuid: str,
    made_from: str,
    coder: str,
    code: str,
    transcript: str,
    start: int,
    end: int,
    text_hash: str,
    verdict: str,
    coding: str,
    rank: int,
    score: float,
    band: str,
    outside: int,
    nearest: str,
    suggester: str,
    model: str,
    definition: str,
    version: int,
    decided_at: str,
) -> Decision:
    return Decision(
        uuid=uuid,
        list=made_from,
        coder=coder,
        code=code,
        transcript=transcript,
        span=Span(start, end),
        text_hash=text_hash,
        verdict=Verdict(verdict),
        coding=coding,
        rank=rank,
        score=score,
        band=Band(band),
        outside=bool(outside),
        nearest=nearest,
        suggester=suggester,
        model=model,
        definition_hash=definition,
        codebook_version=version,
        decided_at=decided_at,
    )


_LISTS = (
    "SELECT l.uuid, o.uuid, c.uuid, l.made_at, l.journal_entry, l.suggester, l.model, l.definition_hash,"
    " l.codebook_version, l.reading_order, l.settings, l.accepted, l.rejected FROM suggestion_lists l"
    " JOIN coders o ON o.id = l.coder_id JOIN codes c ON c.id = l.code_id"
)


def lists(reader: Reader, *, coder: str | None = None, beginning: str = "") -> list[ListEntry]:
    """Ranked lists that were decided from, the oldest first.

    Args:
        reader: Of the study.
        coder: uuid of the only coder wanted; None for all.
        beginning: First characters of the uuid; "" for all.
    """
    rows = reader.rows(
        _LISTS + " WHERE (:coder IS NULL OR o.uuid = :coder) AND l.uuid LIKE :beginning || '%' ORDER BY l.id",
        coder=coder,
        beginning=beginning.replace("%", "").replace("_", ""),
    )
    return [_entry(*row) for row in rows]


def _entry(
    uuid: str,
    coder: str,
    code: str,
    made_at: str,
    journal_entry: str,
    suggester: str,
    model: str,
    definition_hash: str,
    codebook_version: int,
    order: str,
    *written: str,
) -> ListEntry:
    settings, accepted, rejected = (unpacked(one) for one in written)
    return ListEntry(
        *(uuid, coder, code, made_at, journal_entry, suggester, model, definition_hash, codebook_version),
        *(QueueOrder(order), settings, tuple(accepted), tuple(rejected)),
    )


def keep_list(act: "Act", entry: ListEntry) -> int:
    """Write a ranked list down, once however many decisions come from it; its row number."""
    from workbench.store.suggestion_rows import SuggestionListRow

    row = act.find(SuggestionListRow, entry.uuid) or act.add(
        SuggestionListRow(
            uuid=entry.uuid,
            coder_id=act.pictures.id_of("coders", entry.coder),
            code_id=act.pictures.id_of("codes", entry.code),
            made_at=entry.made_at,
            journal_entry=entry.journal_entry,
            suggester=entry.suggester,
            model=entry.model,
            definition_hash=entry.definition_hash,
            codebook_version=entry.codebook_version,
            reading_order=str(entry.order),
            settings=json.dumps(entry.settings, ensure_ascii=False, sort_keys=True),
            accepted=json.dumps(entry.accepted),
            rejected=json.dumps(entry.rejected),
        )
    )
    assert row.id is not None
    return row.id


def keep(act: "Act", decision: Decision, list_row: int) -> None:
    """Write a decision down, as part of the step that also makes its coding."""
    from workbench.store.suggestion_rows import DecisionRow

    act.add(
        DecisionRow(
            uuid=decision.uuid,
            list_id=list_row,
            coder_id=act.pictures.id_of("coders", decision.coder),
            code_id=act.pictures.id_of("codes", decision.code),
            transcript_id=act.pictures.id_of("transcripts", decision.transcript),
            start=decision.span.start,
            end=decision.span.end,
            text_hash=decision.text_hash,
            verdict=str(decision.verdict),
            coding=decision.coding or None,
            rank=decision.rank,
            score=decision.score,
            band=str(decision.band),
            outside=int(decision.outside),
            nearest=decision.nearest,
            decided_at=decision.decided_at,
        )
    )


def drop(act: "Act", decisions: Sequence[str]) -> None:
    """Take decisions away, so that what was rejected may be offered again."""
    from workbench.store.suggestion_rows import DecisionRow

    for uuid in decisions:
        act.remove(act.get(DecisionRow, uuid))


def asked_for(reader: Reader, coder: str) -> set[str]:
    """Uuids of the codes in use for which a coder wants suggestions; at first none."""
    return {
        str(code)
        for (code,) in reader.rows(
            "SELECT c.uuid FROM suggestion_requests r JOIN codes c ON c.id = r.code_id AND c.deleted_at IS NULL"
            " JOIN coders o ON o.id = r.coder_id WHERE o.uuid = :coder",
            coder=coder,
        )
    }


def ask_for(act: "Act", coder: str, code: str, *, wanted: bool) -> None:
    """Note whether a coder wants suggestions for a code; where one works, so the journal does not hear of it."""
    owner, about = act.pictures.id_of("coders", coder), act.pictures.id_of("codes", code)
    if wanted:
        act.run(
            "INSERT INTO suggestion_requests(coder_id, code_id, asked_at) VALUES (:coder, :code, :at)"
            " ON CONFLICT DO NOTHING",
            coder=owner,
            code=about,
            at=act.at,
        )
    else:
        act.run("DELETE FROM suggestion_requests WHERE coder_id = :coder AND code_id = :code", coder=owner, code=about)
