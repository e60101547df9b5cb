"""Suggestions made by hand, for tests of what comes after the ranking."""

from dataclasses import replace

from codebook.suggestion import Band, QueueOrder, Suggestion, Why
from tests.workbench.making import Bench
from transcripts.spans import Span
from workbench.store import codes as code_store
from workbench.store import transcripts as transcript_store
from workbench.store.coders import new_uuid
from workbench.store.decisions import ListEntry
from workbench.store.readings import text_hash
from workbench.suggest.pieces import Piece, SpokenSentences, pieces
from workbench.workflows.suggesting.definitions import definition_hash

FEAR = Span(29, 62)
"""A sentence of the bench's transcript: that the management was afraid."""


def pieces_of(desk: Bench) -> list[Piece]:
    """The segments of the bench's transcripts, in the order of the study."""
    found: list[Piece] = []
    for uuid, _name in transcript_store.numbers(desk.study.reader).values():
        text = transcript_store.load(desk.study.reader, uuid)
        turns = [
            SpokenSentences(
                turn.number,
                turn.speaker,
                turn.role == "participant",
                [s for s in text.sentences if turn.span.contains(s)],
            )
            for turn in text.turns
        ]
        found += pieces(uuid, text.text, turns)
    return found


def entry(desk: Bench, code: str = "IMAGE", coder: str | None = None) -> ListEntry:
    """A list for a coder (Maude) and a code."""
    book = code_store.book(desk.study.reader)
    meant = book.get(desk.codes[code])
    return ListEntry(
        uuid=new_uuid(),
        coder=coder or desk.maude.uuid,
        code=meant.uuid,
        made_at="2026-11-22T10:00:00.000Z",
        journal_entry="",
        suggester="base 1",
        model="a model 1.0",
        definition_hash=definition_hash(meant),
        codebook_version=book.version,
        order=QueueOrder.SUREST,
        settings={"learn_from": "own"},
        accepted=(),
        rejected=(),
    )


def suggestion(desk: Bench, made_from: ListEntry, span: Span = FEAR, *, rank: int = 1) -> Suggestion:
    """The segment that holds a span, proposed with just that span."""
    [piece] = [one for one in pieces_of(desk) if one.transcript == desk.transcript and one.span.contains(span)]
    return Suggestion(
        list=made_from.uuid,
        code=made_from.code,
        transcript=piece.transcript,
        name="I-05",
        turn=piece.turn,
        span=span,
        segment=piece.span,
        text_hash=text_hash(piece.text).hex(),
        rank=rank,
        score=1.5,
        band=Band.STRONG,
        outside=False,
        fresh=True,
        alike=0,
        why=Why(),
    )


def offered(desk: Bench, code: str = "IMAGE", span: Span = FEAR) -> tuple[Suggestion, ListEntry]:
    """A suggestion for Maude and the list that it stands in."""
    made_from = entry(desk, code)
    return suggestion(desk, made_from, span), made_from


def elsewhere(one: Suggestion, **values: object) -> Suggestion:
    """The suggestion with other values."""
    return replace(one, **values)  # type: ignore[arg-type]
