"""What a coder does with a suggestion: accept it, accept it with a change, reject it. Each is one step to undo."""

from typing import TYPE_CHECKING

from codebook.coding import Coding, Origin
from codebook.suggestion import Decision, Suggestion, Verdict
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.errors import SuggestError
from workbench.store import decisions, readings
from workbench.store.coders import new_uuid
from workbench.store.decisions import ListEntry
from workbench.store.segment_words import words_at
from workbench.store.study_file import StudyFile
from workbench.workflows.coding import put_codes
from workbench.workflows.suggesting.switches import check_allowed, check_code

if TYPE_CHECKING:
    from workbench.store.act import Act


def accept(
    study: StudyFile,
    coder: str,
    suggestion: Suggestion,
    entry: ListEntry,
    *,
    span: Span | None = None,
    code: str | None = None,
) -> tuple[Coding, Decision]:
    """Put the suggested code on the proposed passage, or change either first.

    Args:
        study: The open study.
        coder: uuid of who decides: for whom the list was made.
        suggestion: What was proposed.
        entry: The list that it stands in; written down with the first decision from it.
        span: Other boundaries, None for those proposed.
        code: uuid of another code, None for the one suggested. For the one suggested it counts as rejected then.

    Returns:
        The coding, and the decision as it is kept.

    Raises:
        SuggestError: If the study forbids suggestions, the code or the transcript is no longer in the study, the text
            has changed since, the span lies elsewhere, or the coder has accepted it or coded that passage already.
        StoreError: If the span lies outside the text, or another code cannot be applied.
    """
    _check(study, coder, suggestion, entry)
    span, code = span or suggestion.span, code or suggestion.code
    _check_touches(span, suggestion)
    changed = span != suggestion.span or code != suggestion.code
    with study.act(coder, "suggestion.change" if changed else "suggestion.accept") as act:
        _check_text(act, suggestion)
        made = put_codes(act, suggestion.transcript, span, [code], Origin.SUGGESTION)
        if not made:
            raise SuggestError(
                _("You have this code on exactly that passage already."), _("Go on to the next suggestion.")
            )
        _check_not_accepted(act, suggestion)
        verdict = Verdict.CHANGED if changed else Verdict.ACCEPTED
        return made[0], _keep(act, coder, suggestion, entry, verdict, made[0].uuid)


def reject(study: StudyFile, coder: str, suggestion: Suggestion, entry: ListEntry) -> Decision:
    """Say that the code does not fit: the passage is not offered again until its text or the definition changes.

    Args:
        study: The open study.
        coder: uuid of who decides: for whom the list was made.
        suggestion: What was proposed.
        entry: The list that it stands in.

    Raises:
        SuggestError: As in ``accept``; or if it was rejected already.
    """
    _check(study, coder, suggestion, entry)
    _check_not_rejected(study, coder, suggestion, entry)
    with study.act(coder, "suggestion.reject") as act:
        _check_text(act, suggestion)
        _check_not_coded(act, suggestion)
        _check_not_accepted(act, suggestion)
        act.facts |= {
            "transcript": suggestion.transcript,
            "span": [suggestion.span.start, suggestion.span.end],
            "codes": [suggestion.code],
        }
        return _keep(act, coder, suggestion, entry, Verdict.REJECTED, "")


def _keep(act: "Act", coder: str, suggestion: Suggestion, entry: ListEntry, verdict: Verdict, coding: str) -> Decision:
    """Write the decision down, and with the first of a list the list."""
    nearest = suggestion.why.nearest
    decision = Decision(
        uuid=new_uuid(),
        list=entry.uuid,
        coder=coder,
        code=suggestion.code,
        transcript=suggestion.transcript,
        span=suggestion.span,
        text_hash=suggestion.text_hash,
        verdict=verdict,
        coding=coding,
        rank=suggestion.rank,
        score=suggestion.score,
        band=suggestion.band,
        outside=suggestion.outside,
        nearest=nearest.coding if nearest else "",
        suggester=entry.suggester,
        model=entry.model,
        definition_hash=entry.definition_hash,
        codebook_version=entry.codebook_version,
        decided_at=act.at,
    )
    decisions.keep(act, decision, decisions.keep_list(act, entry))
    act.facts |= {"code": suggestion.code, "decision": decision.uuid}
    return decision


def _check(study: StudyFile, coder: str, suggestion: Suggestion, entry: ListEntry) -> None:
    check_allowed(study, coder)
    check_code(study, suggestion.code)
    if (entry.uuid, entry.coder, entry.code) != (suggestion.list, coder, suggestion.code):
        raise SuggestError(
            _("This suggestion was made for another coder or code."), _("Ask for suggestions of your own.")
        )


def _check_text(act: "Act", suggestion: Suggestion) -> None:
    """What is coded must be what was read."""
    words = words_at(act, suggestion.transcript, suggestion.segment)
    if words is None or readings.text_hash(words).hex() != suggestion.text_hash:
        raise SuggestError(
            _("The text of this suggestion is not in {name} any more: it was corrected or taken out.").format(
                name=suggestion.name
            ),
            _("Ask for suggestions again."),
        )


def _check_touches(span: Span, suggestion: Suggestion) -> None:
    """Other boundaries are boundaries of what was suggested: anything else is coded by hand."""
    if not span.overlaps(suggestion.segment):
        raise SuggestError(
            _("The span {start}–{end} lies outside the passage that was suggested, which is {first}–{last}.").format(
                start=span.start, end=span.end, first=suggestion.segment.start, last=suggestion.segment.end
            ),
            _("Code other passages by hand."),
        )


def _check_not_rejected(study: StudyFile, coder: str, suggestion: Suggestion, entry: ListEntry) -> None:
    for known in decisions.all(study.reader, coder=coder, code=suggestion.code):
        if known.verdict is Verdict.REJECTED and (
            (known.transcript, known.text_hash, known.definition_hash, known.span)
            == (suggestion.transcript, suggestion.text_hash, entry.definition_hash, suggestion.span)
        ):
            raise SuggestError(_("You have rejected this already."), _("Go on to the next suggestion."))


def _check_not_coded(act: "Act", suggestion: Suggestion) -> None:
    found = act.run(
        "SELECT count(*) FROM codings c JOIN transcripts t ON t.id = c.transcript_id JOIN codes d ON d.id = c.code_id"
        " WHERE c.coder_id = :coder AND t.uuid = :transcript AND d.uuid = :code"
        ' AND c.start = :start AND c."end" = :end',
        coder=act.coder_id,
        transcript=suggestion.transcript,
        code=suggestion.code,
        start=suggestion.span.start,
        end=suggestion.span.end,
    ).scalar_one()
    if found:
        raise SuggestError(_("You have this code on exactly that passage."), _("Take it off first if it does not fit."))


def _check_not_accepted(act: "Act", suggestion: Suggestion) -> None:
    """One suggestion is one decision, also where the boundaries were changed or another window was faster."""
    found = act.run(
        "SELECT count(*) FROM decisions k JOIN codings c ON c.uuid = k.coding AND c.code_id = k.code_id"
        " JOIN transcripts t ON t.id = k.transcript_id JOIN codes d ON d.id = k.code_id"
        " WHERE k.coder_id = :coder AND t.uuid = :transcript AND d.uuid = :code"
        ' AND k.start = :start AND k."end" = :end',
        coder=act.coder_id,
        transcript=suggestion.transcript,
        code=suggestion.code,
        start=suggestion.span.start,
        end=suggestion.span.end,
    ).scalar_one()
    if found:
        raise SuggestError(_("You have accepted this already."), _("Take its coding off first if it does not fit."))
