"""Lists: what is found, what is left out, what is said of it; with few examples, none, or only bad ones."""

import json
import os
import subprocess
import sys

import pytest

from codebook.suggestion import Band, QueueOrder
from tests.workbench.workflows.suggesting.ranked import APPROVAL, ENGLISH, interview, interviews, ranked
from tests.workbench.workflows.suggesting.test_examples import merge
from tests.workbench.workflows.suggesting.test_switches import make_blind
from transcripts.spans import Span
from workbench.errors import SuggestError
from workbench.store import codings, decisions
from workbench.store import transcripts as transcript_store
from workbench.workflows.coding import apply_codes
from workbench.workflows.suggesting import switches
from workbench.workflows.suggesting.deciding import accept, reject
from workbench.workflows.suggesting.lists import make_list, make_lists, of_transcript
from workbench.workflows.suggesting.switches import LearnFrom
from workbench.workflows.suggesting.wire import plain
from workbench.workflows.undoing import undo


@pytest.fixture(autouse=True)
def _keywords_alone(monkeypatch):
    monkeypatch.setenv("WORKBENCH_SUGGEST", "keywords")


@pytest.fixture
def found(tmp_path):
    made = ranked(tmp_path / "v.study")
    yield made
    made.study.close()


def listed(made, code=None, **asked):
    return make_list(made.room, made.coder, code or made.code, **asked)


def words(made, one):
    return one.span.cut(transcript_store.load(made.study.reader, one.transcript).text)


def segments(found):
    return [(one.transcript, one.segment.start, one.segment.end) for one in found.suggestions]


def reject_all(made, found):
    for one in found.suggestions:
        reject(made.study, made.coder, one, found.entry)


# -- what is found ---------------------------------------------------------------------------------------------------


def test_what_speaks_of_the_code_comes_first(found):
    made = listed(found, count=6)
    first = [words(found, one) for one in made.suggestions]
    assert sum(any(text in sentence for text in APPROVAL) for sentence in first) >= 3
    assert made.suggestions[0].rank == 1
    assert made.candidates == sum(piece.candidate for piece in found.room.pieces)
    assert (made.accepted, made.rejected, made.decided, made.hits) == (0, 0, 0, 0)


def test_a_suggestion_says_where_why_and_how_well(found):
    one = listed(found).suggestions[0]
    assert one.segment.contains(one.span)
    assert one.why.words
    text = transcript_store.load(found.study.reader, one.transcript).text
    assert any("valid" in span.cut(text).casefold() for span in one.why.words)
    assert one.band in Band
    assert one.why.nearest is None
    assert sum(part.value for part in one.why.parts) == pytest.approx(one.score, abs=1e-4)


def test_words_compared_by_stems_are_named_as_they_stand(found):
    for one in listed(found).suggestions:
        text = transcript_store.load(found.study.reader, one.transcript).text
        assert set(one.why.lemmas) <= {span.cut(text).casefold() for span in one.why.words}


def test_after_an_accept_the_nearest_accepted_passage_is_named(found):
    first = listed(found)
    coding, _decision = accept(found.study, found.coder, first.suggestions[0], first.entry)
    made = listed(found)
    assert made.accepted == 1
    assert (made.decided, made.hits) == (1, 1)
    assert made.entry.accepted == (coding.uuid,)
    assert {one.why.nearest.coding for one in made.suggestions if one.why.nearest} == {coding.uuid}
    assert segments(first)[0] not in segments(made)


def test_the_interviewers_words_are_never_suggested(found):
    assert all("ensuite" not in words(found, one) for one in listed(found, count=200).suggestions)


def test_what_was_coded_by_hand_is_not_suggested(found):
    one = listed(found).suggestions[0]
    apply_codes(found.study, found.coder, one.transcript, one.span, [found.code])
    assert segments(listed(found, count=200)).count((one.transcript, one.segment.start, one.segment.end)) == 0


def test_the_same_question_has_the_same_answer(found):
    one, other = listed(found), listed(found)
    assert one.suggestions == other.suggestions
    assert one.entry.uuid == other.entry.uuid


def test_another_question_has_another_id(found):
    ids = {listed(found, count=count, order=order).entry.uuid for count in (5, 6) for order in QueueOrder}
    assert len(ids) == 4


def test_skipped_passages_are_not_shown_and_are_no_rejections(found):
    first = listed(found, count=3)
    again = listed(found, count=3, skip=segments(first))
    assert not set(segments(first)) & set(segments(again))
    assert (again.rejected, decisions.all(found.study.reader)) == (0, [])
    assert segments(listed(found, count=3)) == segments(first)


def test_most_uncertain_first_is_another_order_of_the_same(found):
    surest, uncertain = (listed(found, count=200, order=order) for order in QueueOrder)
    assert set(segments(surest)) == set(segments(uncertain))
    assert segments(surest) != segments(uncertain)


# -- few examples ----------------------------------------------------------------------------------------------------


def test_a_code_without_a_description_is_found_by_its_name_and_says_so(tmp_path):
    made = ranked(tmp_path / "n.study", definition="")
    found = listed(made, count=3)
    assert any("valid" in words(made, one).casefold() for one in found.suggestions)
    assert any("has no definition yet" in note for note in found.notes)
    made.study.close()


def test_one_candidate_is_suggested(tmp_path):
    made = ranked(tmp_path / "one.study", interview("I-01", APPROVAL[:1]))
    found = listed(made)
    assert (found.candidates, len(found.suggestions)) == (1, 1)
    reject_all(made, found)
    empty = listed(made)
    assert (empty.candidates, empty.suggestions) == (0, ())
    assert "No passage is left to suggest." in empty.notes
    made.study.close()


def test_an_empty_study_gives_an_empty_list_and_a_sentence(desk):
    from workbench.store.rows import TranscriptRow
    from workbench.workflows.suggesting.room import SuggestionRoom

    with desk.study.act(None, "transcript.remove") as act:
        act.change(act.get(TranscriptRow, desk.transcript), deleted_at=act.at)
    found = make_list(SuggestionRoom(desk.study), desk.maude.uuid, desk.codes["IMAGE"])
    assert (found.candidates, found.suggestions) == (0, ())
    assert any("The study holds no passage" in note for note in found.notes)


def test_every_suggestion_rejected_leaves_the_others_and_ends(found):
    """Nothing is offered twice, nothing is learned the wrong way round, and the end is a sentence."""
    seen: set[tuple[str, int, int]] = set()
    while (made := listed(found)).suggestions:
        assert not seen & set(segments(made))
        seen |= set(segments(made))
        assert made.hits == 0
        reject_all(found, made)
    assert len(seen) + sum(one.alike for one in made.suggestions) <= sum(p.candidate for p in found.room.pieces)
    assert made.candidates == 0
    assert made.rejected == made.decided == len(decisions.all(found.study.reader)) == len(seen)
    assert codings.all(found.study.reader) == []


def test_a_code_whose_suggestions_were_all_rejected_has_weak_ones_only(found):
    reject_all(found, listed(found, count=12))
    assert {one.band for one in listed(found).suggestions} == {Band.WEAK}


def test_a_rejection_that_is_taken_back_is_offered_again(found):
    first = listed(found)
    reject(found.study, found.coder, first.suggestions[0], first.entry)
    assert segments(first)[0] not in segments(listed(found, count=200))
    undo(found.study, found.coder)
    assert segments(listed(found)) == segments(first)


def test_a_redefined_code_is_offered_its_rejected_passages_again(found):
    first = listed(found)
    reject(found.study, found.coder, first.suggestions[0], first.entry)
    found.define(definition="Qui donne son accord avant que l’on publie.")
    again = listed(found, count=200)
    assert segments(first)[0] in segments(again)
    assert (again.rejected, again.decided) == (0, 1)


def test_a_merged_code_lends_its_codings_and_not_its_rejections(found):
    first = listed(found, found.desk.codes["PROJET"], count=2)
    accept(found.study, found.coder, first.suggestions[0], first.entry)
    reject(found.study, found.coder, first.suggestions[1], first.entry)
    merge(found.desk, "PROJET", into="VALID")
    made = listed(found, count=200)
    assert (made.accepted, made.rejected, made.decided) == (1, 0, 0)
    assert segments(first)[0] not in segments(made)
    assert segments(first)[1] in segments(made)
    with pytest.raises(SuggestError, match="PROJET is no longer"):
        listed(found, found.desk.codes["PROJET"])


def test_a_code_in_the_bin_is_refused_and_comes_back_with_its_rejections(found):
    first = listed(found)
    reject(found.study, found.coder, first.suggestions[0], first.entry)
    found.book(lambda book: book.remove(found.code))
    with pytest.raises(SuggestError, match="VALID is no longer in the codebook"):
        listed(found)
    found.book(lambda book: book.restore(found.code))
    assert segments(first)[0] not in segments(listed(found, count=200))


def test_a_study_in_two_languages_finds_both(tmp_path):
    made = ranked(tmp_path / "two.study", *interviews(3), interview("E-01", ENGLISH, language="en"))
    made.define(labels={"fr": "Validation", "en": "Approval"})
    first = [words(made, one) for one in listed(made, count=6).suggestions]
    assert any("valid" in text.casefold() for text in first)
    assert any("approv" in text.casefold() for text in first)
    made.study.close()


# -- rules -----------------------------------------------------------------------------------------------------------


def test_an_exclusion_bars_and_a_rule_is_named_as_reason(found):
    found.define(keywords=("ski", "-budget"))
    made = listed(found, count=200)
    assert all("budget" not in words(found, one) for one in made.suggestions)
    hits = [one for one in made.suggestions if "ski" in words(found, one)]
    assert hits and all(one.why.rules == ("ski",) for one in hits)


def test_it_is_said_when_exclusions_leave_nothing(tmp_path):
    made = ranked(tmp_path / "x.study", interview("I-01", APPROVAL[:2]))
    made.define(keywords=("-directrice",))
    assert "No passage is left to suggest but 2 that the rules of VALID exclude." in listed(made).notes
    made.study.close()


# -- variety ---------------------------------------------------------------------------------------------------------


def test_near_duplicates_are_folded(tmp_path):
    said = (*APPROVAL[:2], APPROVAL[0].replace("chaque", "tout"))
    made = ranked(tmp_path / "d.study", interview("I-01", said), interview("I-02", APPROVAL[2:4]))
    found = listed(made)
    assert len(found.suggestions) == 4
    assert sorted(one.alike for one in found.suggestions) == [0, 0, 0, 1]
    made.study.close()


def test_one_in_ten_comes_from_outside_the_top(found):
    made = listed(found, count=20)
    assert [place for place, one in enumerate(made.suggestions, 1) if one.outside] == [10, 20]
    assert all(one.rank > 10 for one in made.suggestions if one.outside)


def test_transcripts_without_a_passage_of_the_code_are_pointed_out(found):
    assert all(one.fresh for one in listed(found).suggestions)
    first = listed(found).suggestions[0]
    apply_codes(found.study, found.coder, first.transcript, first.span, [found.code])
    made = listed(found)
    assert all(one.fresh is (one.transcript != first.transcript) for one in made.suggestions)
    [note] = [note for note in made.notes if note.startswith("No passage of VALID yet in")]
    assert first.name not in note


# -- who may, and whose decisions ------------------------------------------------------------------------------------


def test_a_study_that_forbids_makes_no_list_of_any_kind(found):
    switches.ask(found.study, found.coder, found.code)
    switches.forbid(found.study, None)
    for ask in (lambda: listed(found), lambda: make_lists(found.room, found.coder)):
        with pytest.raises(SuggestError, match="forbids suggestions"):
            ask()
    assert of_transcript(found.room, found.coder, next(iter(found.room.names))) == ()


def test_others_decisions_are_learned_from_by_choice_and_never_blind(found):
    julien = found.desk.julien.uuid
    one = listed(found).suggestions[0]
    [theirs] = apply_codes(found.study, julien, one.transcript, one.span, [found.code])
    assert listed(found).accepted == 0
    switches.put_learn_from(found.study, None, LearnFrom.ALL)
    shared = listed(found)
    assert shared.entry.accepted == (theirs.uuid,)
    assert "Learned from the codings and rejections of all coders." in shared.notes
    make_blind(found.desk)
    sealed = listed(found)
    assert sealed.accepted == 0
    assert all(one.why.nearest is None for one in sealed.suggestions)


# -- several codes ---------------------------------------------------------------------------------------------------


def test_without_a_code_asked_for_the_hint_says_how(found):
    with pytest.raises(SuggestError, match="not asked for") as told:
        make_lists(found.room, found.coder)
    assert "--on CODE" in told.value.hint


def test_codes_take_turns(found):
    for short in ("VALID", "IMAGE", "PROJET"):
        switches.ask(found.study, found.coder, found.desk.codes[short])
    made = make_lists(found.room, found.coder, count=9)
    order = [one.code for one in made.suggestions]
    assert len(order) == 9
    assert order[:3] == order[3:6] == order[6:9]
    assert len(set(order[:3])) == 3
    assert all(made.list_of(one).entry.code == one.code for one in made.suggestions)


def test_the_code_least_decided_about_is_next(found):
    for short in ("VALID", "IMAGE"):
        switches.ask(found.study, found.coder, found.desk.codes[short])
    first = make_lists(found.room, found.coder, count=1)
    [one] = first.suggestions
    reject(found.study, found.coder, one, first.list_of(one).entry)
    [other] = make_lists(found.room, found.coder, count=1).suggestions
    assert other.code != one.code
    skip = [(other.code, (other.transcript, other.segment.start, other.segment.end))]
    third = make_lists(found.room, found.coder, count=2, skip=skip).suggestions
    assert len({one.code for one in third}) == 2
    assert not set(skip) & {(one.code, (one.transcript, one.segment.start, one.segment.end)) for one in third}


# -- the margin ------------------------------------------------------------------------------------------------------


def test_the_margin_shows_what_was_asked_for_and_no_weak_ones(found):
    transcript = next(iter(found.room.names))
    assert of_transcript(found.room, found.coder, transcript) == ()
    switches.ask(found.study, found.coder, found.code)
    [made] = of_transcript(found.room, found.coder, transcript)
    assert {one.transcript for one in made.suggestions} == {transcript}
    assert Band.WEAK not in {one.band for one in made.suggestions}
    one = made.suggestions[0]
    assert any(text in words(found, one) for text in APPROVAL)
    accept(found.study, found.coder, one, made.entry)
    after = of_transcript(found.room, found.coder, transcript)
    assert all(one.segment != other.segment for made in after for other in made.suggestions)


def test_a_transcript_that_is_gone_has_an_empty_margin(found):
    switches.ask(found.study, found.coder, found.code)
    assert of_transcript(found.room, found.coder, "no such transcript") == ()


def test_spans_that_reach_over_segments_settle_them_all(found):
    text = transcript_store.load(found.study.reader, next(iter(found.room.names)))
    apply_codes(found.study, found.coder, text.uuid, Span(0, len(text.text)), [found.code])
    assert all(one.transcript != text.uuid for one in listed(found, count=200).suggestions)


SCRIPT = """
import json, sys
from pathlib import Path
from workbench.store.study_file import StudyFile
from workbench.workflows.suggesting.lists import make_list
from workbench.workflows.suggesting.room import SuggestionRoom
from workbench.workflows.suggesting.wire import plain
with StudyFile.open(Path(sys.argv[1])) as study:
    made = plain(make_list(SuggestionRoom(study), sys.argv[2], sys.argv[3]))
made["entry"].pop("made_at")
print(json.dumps(made))
"""


def test_other_processes_make_the_same_list(found):
    first = listed(found)
    accept(found.study, found.coder, first.suggestions[0], first.entry)
    reject(found.study, found.coder, first.suggestions[1], first.entry)
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(found.study.path), found.coder, found.code],
            capture_output=True,
            text=True,
            check=True,
            timeout=240,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert json.loads(told.pop())["suggestions"] == plain(listed(found).suggestions)
