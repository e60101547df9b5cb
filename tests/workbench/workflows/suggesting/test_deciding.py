"""A decision is one step: its coding, its provenance, and back again."""

from dataclasses import replace

import pytest

from codebook.coding import Origin
from codebook.suggestion import Verdict
from tests.workbench.making import content
from tests.workbench.workflows.suggesting.making_suggestions import FEAR, entry, offered, suggestion
from transcripts.spans import Span
from workbench.errors import StoreError, SuggestError
from workbench.store import codes as code_store
from workbench.store import codings, decisions
from workbench.workflows.coding import apply_codes
from workbench.workflows.suggesting import switches
from workbench.workflows.suggesting.deciding import accept, reject
from workbench.workflows.undoing import redo, undo


def kept(desk):
    return decisions.all(desk.study.reader)


def test_accepting_makes_a_coding_that_says_where_it_comes_from(desk):
    one, made_from = offered(desk)
    coding, decision = accept(desk.study, desk.maude.uuid, one, made_from)
    assert codings.get(desk.study.reader, coding.uuid) == coding
    assert (coding.origin, coding.span, coding.code) == (Origin.SUGGESTION, FEAR, desk.codes["IMAGE"])
    assert kept(desk) == [decision]
    assert decisions.of_codings(desk.study.reader) == {coding.uuid: decision}
    assert decisions.lists(desk.study.reader) == [made_from]


def test_a_decision_keeps_its_whole_provenance(desk):
    one, made_from = offered(desk)
    _coding, found = accept(desk.study, desk.maude.uuid, one, made_from)
    assert (found.verdict, found.list, found.coder) == (Verdict.ACCEPTED, made_from.uuid, desk.maude.uuid)
    assert (found.suggester, found.model, found.rank, found.score) == ("base 1", "a model 1.0", 1, 1.5)
    assert (found.definition_hash, found.codebook_version) == (made_from.definition_hash, made_from.codebook_version)
    assert found.text_hash == one.text_hash
    assert found.decided_at


def test_rejecting_makes_no_coding(desk):
    one, made_from = offered(desk)
    found = reject(desk.study, desk.maude.uuid, one, made_from)
    assert (found.verdict, found.coding) == (Verdict.REJECTED, "")
    assert codings.all(desk.study.reader) == []
    assert kept(desk) == [found]


@pytest.mark.parametrize("change", [{"span": Span(29, 85)}, {"code": "PROJET"}])
def test_another_span_or_code_is_an_accept_with_a_change(desk, change):
    one, made_from = offered(desk)
    change = {key: desk.codes.get(value, value) if key == "code" else value for key, value in change.items()}
    coding, found = accept(desk.study, desk.maude.uuid, one, made_from, **change)
    assert found.verdict is Verdict.CHANGED
    assert (found.span, found.code) == (one.span, one.code)
    assert (coding.span, coding.code) == (change.get("span", one.span), change.get("code", one.code))


def test_the_same_span_and_code_said_aloud_is_no_change(desk):
    one, made_from = offered(desk)
    _coding, found = accept(desk.study, desk.maude.uuid, one, made_from, span=one.span, code=one.code)
    assert found.verdict is Verdict.ACCEPTED


def test_a_list_is_written_once_however_many_decisions_come_from_it(desk):
    made_from = entry(desk)
    accept(desk.study, desk.maude.uuid, suggestion(desk, made_from), made_from)
    reject(desk.study, desk.maude.uuid, suggestion(desk, made_from, Span(140, 165), rank=2), made_from)
    assert len(decisions.lists(desk.study.reader)) == 1
    assert [one.rank for one in kept(desk)] == [1, 2]


def test_undo_takes_the_whole_decision_back_and_says_so(desk):
    before = content(desk.study)
    one, made_from = offered(desk)
    accept(desk.study, desk.maude.uuid, one, made_from)
    told = undo(desk.study, desk.maude.uuid)
    assert told.sentence == "Undone: accepted a suggestion of IMAGE in I-05."
    assert (told.verb, told.transcript, told.span) == ("suggestion.accept", desk.transcript, FEAR)
    assert content(desk.study) == before
    assert (kept(desk), decisions.lists(desk.study.reader)) == ([], [])


def test_redo_brings_it_back_as_it_was(desk):
    one, made_from = offered(desk)
    made = accept(desk.study, desk.maude.uuid, one, made_from)
    undo(desk.study, desk.maude.uuid)
    redo(desk.study, desk.maude.uuid)
    assert kept(desk) == [made[1]]
    assert codings.all(desk.study.reader) == [made[0]]
    assert decisions.lists(desk.study.reader) == [made_from]


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda *to: reject(*to), "Undone: rejected a suggestion of IMAGE in I-05."),
        (lambda *to: accept(*to, span=Span(29, 85)), "Undone: accepted a suggestion of IMAGE, changed, in I-05."),
    ],
)
def test_taking_back_tells_what_was_decided(desk, act, sentence):
    act(desk.study, desk.maude.uuid, *offered(desk))
    assert undo(desk.study, desk.maude.uuid).sentence == sentence


def test_a_list_with_two_decisions_is_taken_back_one_by_one(desk):
    made_from = entry(desk)
    reject(desk.study, desk.maude.uuid, suggestion(desk, made_from), made_from)
    reject(desk.study, desk.maude.uuid, suggestion(desk, made_from, Span(140, 165), rank=2), made_from)
    undo(desk.study, desk.maude.uuid)
    assert [one.rank for one in kept(desk)] == [1]
    undo(desk.study, desk.maude.uuid)
    assert (kept(desk), decisions.lists(desk.study.reader)) == ([], [])


# -- refused ---------------------------------------------------------------------------------------------------------


def refused(desk, one, made_from, words, *, by=None):
    """Neither decision is possible, and nothing is written."""
    before = content(desk.study), kept(desk)
    for act in (accept, reject):
        with pytest.raises((SuggestError, StoreError), match=words):
            act(desk.study, by or desk.maude.uuid, one, made_from)
    assert (content(desk.study), kept(desk)) == before


def test_a_code_in_the_bin_is_refused(desk):
    one, made_from = offered(desk)
    change_book(desk, lambda book: book.remove(desk.codes["IMAGE"]))
    refused(desk, one, made_from, "IMAGE is no longer in the codebook")


def test_a_code_that_only_groups_is_refused(desk):
    refused(desk, *offered(desk, "OBJ"), "OBJ only groups")


def test_a_text_that_was_corrected_is_refused(desk):
    one, made_from = offered(desk)
    refused(desk, replace(one, text_hash="0" * 32), made_from, "I-05 any more")


def test_a_transcript_in_the_bin_is_refused(desk):
    from workbench.store.rows import TranscriptRow

    one, made_from = offered(desk)
    with desk.study.act(None, "transcript.remove") as act:
        act.change(act.get(TranscriptRow, desk.transcript), deleted_at=act.at)
    refused(desk, one, made_from, "I-05 any more")


def test_what_is_coded_exactly_so_is_refused(desk):
    one, made_from = offered(desk)
    apply_codes(desk.study, desk.maude.uuid, desk.transcript, FEAR, [desk.codes["IMAGE"]])
    refused(desk, one, made_from, "exactly that passage")


def test_another_coders_list_is_refused(desk):
    refused(desk, *offered(desk), "made for another coder", by=desk.julien.uuid)


def test_a_suggestion_of_another_list_is_refused(desk):
    refused(desk, offered(desk)[0], entry(desk), "made for another")


def test_rejecting_twice_is_refused(desk):
    one, made_from = offered(desk)
    reject(desk.study, desk.maude.uuid, one, made_from)
    with pytest.raises(SuggestError, match="rejected this already"):
        reject(desk.study, desk.maude.uuid, one, made_from)


def test_what_was_rejected_may_still_be_accepted(desk):
    one, made_from = offered(desk)
    reject(desk.study, desk.maude.uuid, one, made_from)
    accept(desk.study, desk.maude.uuid, one, made_from)
    assert [known.verdict for known in kept(desk)] == [Verdict.REJECTED, Verdict.ACCEPTED]


def test_a_study_that_forbids_suggestions_takes_no_decision(desk):
    one, made_from = offered(desk)
    switches.forbid(desk.study, desk.julien.uuid)
    refused(desk, one, made_from, "forbids suggestions")


def test_a_span_outside_the_text_leaves_nothing_behind(desk):
    one, made_from = offered(desk)
    with pytest.raises(StoreError, match="ends outside the text"):
        accept(desk.study, desk.maude.uuid, one, made_from, span=Span(29, 9_999))
    assert (kept(desk), decisions.lists(desk.study.reader), codings.all(desk.study.reader)) == ([], [], [])


def test_other_boundaries_must_touch_what_was_suggested(desk):
    one, made_from = offered(desk)
    with pytest.raises(SuggestError, match="0–5 lies outside the passage that was suggested"):
        accept(desk.study, desk.maude.uuid, one, made_from, span=Span(0, 5))
    assert (kept(desk), codings.all(desk.study.reader)) == ([], [])


@pytest.mark.parametrize("again", [accept, reject])
def test_what_was_accepted_with_other_boundaries_is_not_decided_again(desk, again):
    one, made_from = offered(desk)
    coding, _decision = accept(desk.study, desk.maude.uuid, one, made_from, span=Span(29, 85))
    with pytest.raises(SuggestError, match="accepted this already"):
        again(desk.study, desk.maude.uuid, one, made_from)
    assert [known.uuid for known in codings.all(desk.study.reader)] == [coding.uuid]
    undo(desk.study, desk.maude.uuid)
    again(desk.study, desk.maude.uuid, one, made_from)


def change_book(desk, change):
    """Change the codebook in one step of nobody in particular."""
    with desk.study.act(None, "code.change") as act:
        before = code_store.load(act)
        code_store.save(act, before, change(before))
