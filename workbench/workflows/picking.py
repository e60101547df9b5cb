"""Picking quotations for an article: pick, put back, order, cut; each one act."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from codebook.trimming import snapped, with_cut, without_cut
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.errors import SealedError, StoreError
from workbench.store import codes as code_store
from workbench.store import picks as pick_store
from workbench.store import transcripts as transcript_store
from workbench.store.picks import Pick, written_cuts

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.study_file import StudyFile


def pick(study: "StudyFile", coder: str | None, code: str, transcript: str, span: Span) -> Pick:
    """Pick a passage as a quotation of a code, after those picked before; a second time it is found, not doubled.

    Args:
        study: The open study.
        coder: uuid of who picks it, None for nobody in particular.
        code: uuid.
        transcript: uuid.
        span: The passage; words that it touches are taken whole.

    Raises:
        StoreError: If code or transcript are not in the study, or no word stands there.
    """
    from uuid import uuid4

    from workbench.store.finding_rows import PickedQuotationRow
    from workbench.store.rows import CodeRow, TranscriptRow

    text = transcript_store.load(study.reader, transcript).text
    whole = snapped(text, Span(0, max(1, len(text))), span)
    if whole is None:
        raise StoreError(_("There are no words to quote."), _("Choose a passage with at least one word."))
    known = _at(study, code, transcript, whole)
    if known is not None:
        return known
    with study.act(coder, "quotation.pick") as act:
        code_id = _number(act.get(CodeRow, code).id)
        rows = act.all(PickedQuotationRow, code_id=code_id)
        transcript_id = _number(act.get(TranscriptRow, transcript).id)
        if any((one.transcript_id, one.start, one.end) == (transcript_id, whole.start, whole.end) for one in rows):
            raise SealedError(
                _("Another coder of this blind study has picked exactly this passage for this code."),
                _("Pick a little more or less of it, or wait until the seal is opened."),
            )
        row = PickedQuotationRow(
            uuid=str(uuid4()),
            code_id=code_id,
            transcript_id=transcript_id,
            start=whole.start,
            end=whole.end,
            coder_id=act.coder_id,
            position=1 + max((one.position for one in rows), default=0),
            created_at=act.at,
        )
        act.add(row)
        _note(act, code, transcript, whole)
    return _found(study, row.uuid)


def unpick(study: "StudyFile", coder: str | None, uuid: str) -> None:
    """Put a quotation back; its cuts go with it."""
    from workbench.store.finding_rows import PickedQuotationRow

    known = _found(study, uuid)
    with study.act(coder, "quotation.unpick") as act:
        act.remove(act.get(PickedQuotationRow, uuid))
        _note(act, known.code, known.transcript, known.span)


def move(study: "StudyFile", coder: str | None, uuid: str, place: int) -> Pick:
    """Give a quotation another place among those of its code.

    Args:
        study: The open study.
        coder: uuid of who moves it, None for nobody in particular.
        uuid: Of the pick.
        place: 1 for the first; beyond either end means that end.

    Returns:
        The pick at its new place.
    """
    from workbench.store.finding_rows import PickedQuotationRow

    known = _found(study, uuid)
    order = [one.uuid for one in pick_store.all(study.reader, code=known.code)]
    order.remove(uuid)
    order.insert(min(max(place, 1), len(order) + 1) - 1, uuid)
    with study.act(coder, "quotation.move") as act:
        for position, one in enumerate(order, 1):
            act.change(act.get(PickedQuotationRow, one), position=position)
        _note(act, known.code, known.transcript, known.span)
    return _found(study, uuid)


def cut(study: "StudyFile", coder: str | None, uuid: str, words: Span) -> Pick:
    """Cut words out of a quotation; they are shown as […].

    Args:
        study: The open study.
        coder: uuid of who cuts, None for nobody in particular.
        uuid: Of the pick.
        words: In the transcript's text; words that it touches are cut whole.

    Raises:
        CodebookError: If no word of the quotation is touched, or none would be left.
    """
    known = _found(study, uuid)
    text = transcript_store.load(study.reader, known.transcript).text
    return _set_cuts(study, coder, known, with_cut(text, known.span, known.cuts, words), "quotation.cut")


def uncut(study: "StudyFile", coder: str | None, uuid: str, words: Span | None = None) -> Pick:
    """Put words of a quotation back in; all of them where none are named."""
    known = _found(study, uuid)
    text = transcript_store.load(study.reader, known.transcript).text
    return _set_cuts(study, coder, known, without_cut(text, known.span, known.cuts, words), "quotation.uncut")


def _set_cuts(study: "StudyFile", coder: str | None, known: Pick, cuts: Sequence[Span], verb: str) -> Pick:
    from workbench.store.finding_rows import PickedQuotationRow

    with study.act(coder, verb) as act:
        row = act.get(PickedQuotationRow, known.uuid)
        act.change(row, cuts=written_cuts(cuts))
        _note(act, known.code, known.transcript, known.span)
    return _found(study, known.uuid)


def picked(study: "StudyFile", code: str, place: int) -> Pick:
    """The quotation at a place of a code, as lists number them.

    Args:
        study: Open.
        code: Name or uuid.
        place: 1 for the first.

    Raises:
        StoreError: If nothing is picked there.
        CodebookError: If there is no such code.
    """
    known = code_store.book(study.reader).named(code)
    picks = pick_store.all(study.reader, code=known.uuid)
    found = pick_store.numbered(picks, known.uuid, place)
    if found is None:
        raise StoreError(
            _("{code} has no quotation number {place}.").format(code=known.short, place=place),
            _("It has {count}; see them with `workbench quotes STUDY`.").format(count=len(picks)),
        )
    return found


def find_words(text: str, span: Span | None, words: str) -> list[Span]:
    """Where words stand, whatever their case, apostrophes and spaces.

    Args:
        text: Of a transcript.
        span: Where to look; None for everywhere.
        words: As typed.
    """
    parts = (re.escape(part.replace("’", "'")).replace("'", "['’]") for part in words.split())
    pattern = r"\s+".join(parts)
    end = len(text) if span is None else span.end
    found = re.compile(pattern or r"(?!)", re.IGNORECASE).finditer(text, 0 if span is None else span.start, end)
    return [Span(match.start(), match.end()) for match in found]


def _at(study: "StudyFile", code: str, transcript: str, span: Span) -> Pick | None:
    known = pick_store.all(study.reader, code=code)
    return next((one for one in known if (one.transcript, one.span) == (transcript, span)), None)


def _found(study: "StudyFile", uuid: str) -> Pick:
    for one in pick_store.all(study.reader):
        if one.uuid == uuid:
            return one
    raise StoreError(_("This quotation is no longer picked."), _("Somebody put it back meanwhile; refresh."))


def _note(act: "Act", code: str, transcript: str, span: Span) -> None:
    act.facts |= {"code": code, "codes": [code], "transcript": transcript, "span": [span.start, span.end]}


def _number(value: int | None) -> int:
    assert value is not None  # rows from the store have their numbers
    return value
