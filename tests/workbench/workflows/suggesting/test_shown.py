"""What the command line showed is remembered without a word of it, and found again by its id."""

import json
from dataclasses import replace

import pytest

from codebook.suggestion import Near, Why
from tests.workbench.workflows.suggesting.making_suggestions import FEAR, entry, suggestion
from workbench.errors import SuggestError
from workbench.paths import shown_lists_folder
from workbench.workflows.suggesting import by_id, shown
from workbench.workflows.suggesting.lists import SuggestionList

STUDY = "11111111-2222-4333-8444-555555555555"


def listed(desk, *ranks, code="IMAGE"):
    made_from = entry(desk, code)
    why = Why(nearest=Near("a coding", desk.transcript, "I-05", 2, FEAR, "la direction avait peur"), lemmas=("peur",))
    found = tuple(replace(suggestion(desk, made_from, rank=rank), why=why) for rank in ranks)
    return SuggestionList(made_from, found, 4, 0, 0, 0, 0)


def test_a_suggestion_is_found_by_the_id_that_was_shown(desk):
    made = listed(desk, 1, 2)
    shown.remember(STUDY, made)
    one, made_from = shown.recall(STUDY, made.suggestions[1].id)
    assert made_from == made.entry
    assert (one.rank, one.span, one.text_hash, one.score) == (2, FEAR, made.suggestions[1].text_hash, 1.5)
    assert one.why.nearest.coding == "a coding"


def test_no_word_of_an_interview_is_written_beside_the_study(desk):
    shown.remember(STUDY, listed(desk, 1))
    [path] = shown_lists_folder().iterdir()
    assert "peur" not in path.read_text(encoding="utf-8")
    assert "I-05" not in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o077 == 0


def test_an_id_of_nothing_is_not_remembered(desk):
    made = listed(desk, 1)
    shown.remember(STUDY, made)
    assert shown.recall(STUDY, f"{made.entry.uuid[:8]}-9") is None
    assert shown.recall("another study", made.suggestions[0].id) is None
    assert shown.recall(STUDY, made.suggestions[0].id, within="no such list") is None


@pytest.mark.parametrize("named", ["", "12", "-3", "abc-1", "1a2b3c4d-", "1a2b3c4d-one", "1a2b3c4d-²"])
def test_what_is_no_id_is_told(named):
    with pytest.raises(SuggestError, match="is no suggestion"):
        shown.recall(STUDY, named)


def test_the_newest_lists_are_kept(desk):
    lists = [listed(desk, 1) for _number in range(shown.MOST + 5)]
    for made in lists:
        shown.remember(STUDY, made)
    assert shown.recall(STUDY, lists[0].suggestions[0].id) is None
    assert shown.recall(STUDY, lists[-1].suggestions[0].id) is not None


@pytest.mark.parametrize("broken", ["", "[", '{"entry": 3}', "[1]", json.dumps([{"entry": {}, "suggestions": []}])])
def test_a_broken_memory_is_no_memory(desk, broken):
    made = listed(desk, 1)
    shown.remember(STUDY, made)
    [path] = shown_lists_folder().iterdir()
    path.write_text(broken, encoding="utf-8")
    assert shown.recall(STUDY, made.suggestions[0].id) is None
    shown.remember(STUDY, made)
    assert shown.recall(STUDY, made.suggestions[0].id) is not None


def test_where_nothing_can_be_written_the_work_goes_on(desk, monkeypatch, tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "taken"))
    made = listed(desk, 1)
    shown.remember(STUDY, made)
    assert shown.recall(STUDY, made.suggestions[0].id) is None


def test_an_empty_list_is_not_remembered(desk):
    shown.remember(STUDY, listed(desk))
    assert not shown_lists_folder().exists()


# -- by id -----------------------------------------------------------------------------------------------------------


def test_deciding_by_id_finds_what_was_shown_whatever_happened_since(desk):
    made = listed(desk, 1)
    shown.remember(desk.study.fact("uuid"), made)
    [named, *rest] = by_id.find(desk.study, desk.maude.uuid, [made.suggestions[0].id] * 2)
    assert not rest
    coding, decision = by_id.accept(desk.study, desk.maude.uuid, named)
    assert (coding.span, decision.list) == (FEAR, made.entry.uuid)


def test_an_id_that_was_never_shown_is_told(desk):
    with pytest.raises(SuggestError, match="No suggestion 1a2b3c4d-1 was shown"):
        by_id.find(desk.study, desk.maude.uuid, ["1a2b3c4d-1"])


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("sentence", "Au début la direction avait peur."),
        ("turn", "Au début la direction avait peur. Puis on a vu que d’autres parlaient à notre place."),
        ("38-61", "la direction avait peur"),
    ],
)
def test_boundaries_are_sentence_turn_or_two_numbers(desk, asked, words):
    from workbench.store import transcripts

    made = listed(desk, 1)
    shown.remember(desk.study.fact("uuid"), made)
    [named] = by_id.find(desk.study, desk.maude.uuid, [made.suggestions[0].id])
    coding, _decision = by_id.accept(desk.study, desk.maude.uuid, named, span=asked)
    text = transcripts.load(desk.study.reader, desk.transcript).text
    assert coding.span.cut(text) == words


@pytest.mark.parametrize("asked", ["", "word", "12", "9-3", "5-5", "-1-4", "²-³"])
def test_other_boundaries_are_refused(desk, asked):
    assert not by_id.is_span(asked)
    with pytest.raises(SuggestError, match="says no boundaries"):
        by_id.wanted_span(desk.study, suggestion(desk, entry(desk)), asked)
