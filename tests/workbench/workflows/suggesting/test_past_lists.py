"""A list can be made again, byte for byte, whatever was coded, decided or brought in since; or it says why not."""

import json
from dataclasses import replace

import pytest

from codebook.suggestion import QueueOrder
from tests.workbench.workflows.suggesting.ranked import APPROVAL, interview, ranked
from tests.workbench.workflows.suggesting.test_examples import merge
from workbench.errors import SuggestError
from workbench.store import codings, decisions
from workbench.workflows.coding import apply_codes, move_edges, remove_codings
from workbench.workflows.suggesting.deciding import accept, reject
from workbench.workflows.suggesting.lists import make_list, of_transcript
from workbench.workflows.suggesting.past_lists import entry_named, make_again
from workbench.workflows.suggesting.room import SuggestionRoom
from workbench.workflows.suggesting.switches import LearnFrom, ask, put_learn_from
from workbench.workflows.suggesting.wire import plain
from workbench.workflows.undoing import redo, undo


@pytest.fixture(autouse=True)
def _keywords_alone(monkeypatch):
    monkeypatch.setenv("WORKBENCH_SUGGEST", "keywords")


@pytest.fixture
def found(tmp_path):
    """A study in which a few decisions were taken already, by two coders."""
    made = ranked(tmp_path / "v.study")
    first = listed(made)
    accept(made.study, made.coder, first.suggestions[0], first.entry)
    accept(made.study, made.coder, first.suggestions[1], first.entry, code=made.desk.codes["IMAGE"])
    for one in first.suggestions[2:8]:
        reject(made.study, made.coder, one, first.entry)
    one = first.suggestions[8]
    apply_codes(made.study, made.desk.julien.uuid, one.transcript, one.span, [made.code])
    yield made
    made.study.close()


def listed(made, **asked):
    return make_list(made.room, made.coder, made.code, **asked)


def written(made):
    """Everything that a list shows, as bytes."""
    return json.dumps(plain(made)).encode()


def kept(made, shown):
    """What the study keeps of a list once somebody decided from it."""
    accept(made.study, made.coder, shown.suggestions[0], shown.entry)
    entry = entry_named(made.study.reader, shown.entry.uuid)
    assert entry == shown.entry
    return entry


def again(made, entry):
    """Made by somebody else who has just opened the study."""
    return make_again(SuggestionRoom(made.study), entry)


@pytest.mark.parametrize("order", QueueOrder)
def test_a_list_is_the_same_again_after_the_decision_that_kept_it(found, order):
    shown = listed(found, order=order)
    assert written(again(found, kept(found, shown))) == written(shown)


def test_a_list_is_the_same_again_after_codings_decisions_and_edits(found):
    shown = listed(found, skip=[(one.transcript, *edges(one)) for one in listed(found).suggestions[:3]])
    entry = kept(found, shown)
    mine = codings.of_code(found.study.reader, [found.code], found.coder)
    remove_codings(found.study, found.coder, [mine[0].uuid])
    moved = mine[1]
    move_edges(found.study, found.coder, moved.uuid, replace(moved.span, end=moved.span.end - 3))
    for one in listed(found).suggestions[:5]:
        apply_codes(found.study, found.coder, one.transcript, one.span, [found.code])
    more = listed(found)
    reject(found.study, found.coder, more.suggestions[0], more.entry)
    assert written(again(found, entry)) == written(shown)


def edges(one):
    return one.segment.start, one.segment.end


def test_a_list_is_the_same_again_after_undo_and_redo(found):
    undo(found.study, found.coder)
    shown = listed(found)
    entry = kept(found, shown)
    for _time in range(4):
        undo(found.study, found.coder)
    with pytest.raises(SuggestError, match="keeps no list"):
        entry_named(found.study.reader, entry.uuid)
    assert written(again(found, entry)) == written(shown)
    redo(found.study, found.coder)
    assert written(again(found, entry)) == written(shown)


def test_a_list_is_the_same_again_after_the_code_was_redefined_and_binned(found):
    shown = listed(found)
    entry = kept(found, shown)
    found.define(definition="Tout autre chose.", keywords=("ski",))
    assert written(again(found, entry)) == written(shown)
    found.book(lambda book: book.remove(found.code))
    assert written(again(found, entry)) == written(shown)


def test_a_list_is_the_same_again_after_codes_were_merged(found):
    shown = listed(found)
    entry = kept(found, shown)
    merge(found.desk, "IMAGE", into="VALID")
    assert written(again(found, entry)) == written(shown)
    assert listed(found).accepted > shown.accepted


def test_a_list_is_the_same_again_after_more_interviews(found):
    shown = listed(found)
    entry = kept(found, shown)
    found.bring_in(interview("I-90", APPROVAL[3:5]), interview("I-91", APPROVAL[:2]))
    assert listed(found).candidates > shown.candidates
    assert written(again(found, entry)) == written(shown)


def test_a_list_that_learned_from_all_is_the_same_again(found):
    put_learn_from(found.study, None, LearnFrom.ALL)
    shown = listed(found)
    entry = kept(found, shown)
    put_learn_from(found.study, None, LearnFrom.OWN)
    assert len(entry.accepted) == 2
    assert written(again(found, entry)) == written(shown)


def test_what_the_margin_showed_is_the_same_again(found):
    ask(found.study, found.coder, found.code)
    shown = next(made for uuid in found.room.names for made in of_transcript(found.room, found.coder, uuid))
    entry = kept(found, shown)
    assert written(again(found, entry)) == written(shown)


# -- when it cannot be ------------------------------------------------------------------------------------------------


def refused(found, entry, words):
    with pytest.raises(SuggestError, match=words) as told:
        again(found, entry)
    assert "kept all the same" in told.value.hint


def test_another_model_is_named(found):
    entry = kept(found, listed(found))
    refused(found, replace(entry, suggester="full 1", model="use 0.2"), r"made by full 1 \(use 0.2\), and here is keyw")


def test_a_transcript_that_was_taken_out_is_told(found):
    from workbench.store.rows import TranscriptRow

    entry = kept(found, listed(found))
    with found.study.act(None, "transcript.remove") as act:
        act.change(act.get(TranscriptRow, next(iter(found.room.names))), deleted_at=act.at)
    refused(found, entry, "taken out since")


def test_a_speaker_with_another_role_is_told(found):
    from workbench.store.rows import SpeakerRow

    entry = kept(found, listed(found))
    with found.study.act(None, "speaker.change") as act:
        act.change(next(row for row in act.all(SpeakerRow) if row.label != "ENQ"), role="interviewer")
    refused(found, entry, "another role")


def test_a_journal_that_does_not_reach_back_is_told(found):
    refused(found, replace(kept(found, listed(found)), journal_entry="not in this copy"), "does not reach back")


def test_a_list_made_before_everything_was_read_is_told(found):
    entry = kept(found, listed(found))
    refused(found, replace(entry, settings=entry.settings | {"read": [3, 9]}), "before all texts were read")


def test_evidence_that_is_gone_is_told(found):
    entry = kept(found, listed(found))
    refused(found, replace(entry, accepted=(*entry.accepted, "another")), "no longer in the study")


@pytest.mark.parametrize(("named", "words"), [("", "keeps no list"), ("zzz", "keeps no list")])
def test_a_list_that_is_not_kept_is_told(found, named, words):
    with pytest.raises(SuggestError, match=words):
        entry_named(found.study.reader, named)
    assert len(decisions.lists(found.study.reader)) == 1
