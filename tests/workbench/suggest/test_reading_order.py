"""What to read next: rare codes first, known ones no longer, length and novelty taken into account."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbench.alike import ABOUT, sentence
from tests.workbench.suggest.test_themes import corpus
from workbench.suggest.reading_order import (
    ENOUGH,
    Sought,
    chances,
    next_passages,
    next_transcripts,
)
from workbench.suggest.unlike import how_unlike

# Three unread transcripts of four passages each; the second holds what looks like the code.
TRANSCRIPT = np.repeat([0, 1, 2], 4)
SECOND = np.array([0, 0, 0, 0, 3, 3, 3, 0, 0, 0, 0, 0], float)
THIRD = np.roll(SECOND, 4)


def sought(code: str = "RARE", scores: np.ndarray = SECOND, transcripts: int = 0, passages: int = 0) -> Sought:
    return Sought(code, transcripts, passages, scores)


def order(*codes: Sought, unlike: np.ndarray | None = None) -> list[int]:
    return [one.transcript for one in next_transcripts(TRANSCRIPT, codes, 20, unlike)]


def test_the_transcript_that_probably_holds_a_code_not_found_yet_comes_first():
    first = next_transcripts(TRANSCRIPT, [sought()], 20, None)[0]
    assert first.transcript == 1
    assert first.expected[0][0] == "RARE"
    assert first.novelty is None


def test_a_code_found_often_enough_does_not_count_any_more():
    assert order(sought(transcripts=ENOUGH, passages=9)) == [0, 1, 2]


def test_a_code_never_found_counts_more_than_one_found_once():
    assert order(sought("KNOWN", SECOND, 1, 1), sought("NEW", THIRD))[0] == 2


def test_a_second_passage_of_the_same_code_adds_less_than_a_first_of_another():
    one_code = sought("A", np.array([0, 0, 0, 0, 3, 3, 3, 3, 0, 0, 0, 0], float), 0, 6)
    both = [sought(code, np.array([3.0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 0, 6) for code in "BC"]
    assert order(one_code, *both)[0] == 0


def test_of_two_transcripts_with_as_much_the_shorter_comes_first():
    scores = np.array([3.0, 0, 0, 0, 0, 0, 0, 3.0, 0, 0])
    transcripts = np.array([0, 0, 0, 0, 0, 0, 0, 1, 1, 1])
    assert next_transcripts(transcripts, [sought(scores=scores)], 20, None)[0].transcript == 1


def test_what_is_unlike_the_text_read_comes_first_where_no_code_is_sought():
    unlike = np.repeat([0.1, 0.2, 0.9], 4)
    found = next_transcripts(TRANSCRIPT, [], 20, unlike)
    assert [one.transcript for one in found] == [2, 1, 0]
    assert found[0].novelty is not None and found[0].novelty > 1


def test_nothing_to_go_by_leaves_the_transcripts_as_they_stand():
    assert order() == [0, 1, 2]
    assert order(sought(scores=np.zeros(12))) == [0, 1, 2]
    assert order(unlike=np.full(12, 0.3)) == [0, 1, 2]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_passages_are_ordered_too(count):
    found = next_transcripts(np.arange(count), [sought(scores=np.zeros(count))], 0, None)
    assert [one.transcript for one in found] == list(range(count))


@given(st.lists(st.floats(-1e6, 1e6) | st.just(float("nan")), max_size=40), st.integers(0, 50), st.integers(0, 500))
def test_chances_are_chances_and_never_fall_as_scores_rise(scores, passages, more):
    given_scores = np.array(scores, float)
    found = chances(Sought("A", 1, passages, given_scores), passages + more)
    assert found.shape == given_scores.shape
    assert ((found >= 0) & (found <= 1)).all()
    known = ~np.isnan(given_scores)
    ordered = found[known][np.argsort(given_scores[known], kind="stable")]
    assert (np.diff(ordered) >= -1e-12).all()


def test_as_many_passages_are_expected_as_the_text_read_lets_expect():
    found = chances(Sought("A", 2, 9, np.zeros(100)), 85)
    assert found.sum() == pytest.approx(100 * 9.5 / 95)


def test_what_was_not_ranked_is_as_unlikely_as_the_last_that_was():
    found = chances(Sought("A", 1, 1, np.array([2.0, 0.0, np.nan])), 10)
    assert found[2] == found[1] < found[0]


def test_a_passage_like_one_that_was_read_is_not_new():
    texts = corpus([(f"I-{number}", sentence(name, number)) for number in (1, 2, 3) for name in ABOUT])
    texts.vectors = np.tile(np.eye(4, dtype=np.float32), (3, 1))
    found = how_unlike(texts, np.arange(4, 12), np.array([0, 1, 2]))
    assert found.shape == (8,)
    assert found[3] == found[7] == found.max() > found.min()
    assert how_unlike(texts, np.arange(4), np.arange(0)) is None
    assert how_unlike(texts, np.arange(0), np.arange(4)) is None


def test_without_an_encoder_words_say_what_is_new():
    texts = corpus([(f"I-{number}", sentence(name, number)) for number in range(1, 9) for name in ABOUT])
    budget = list(ABOUT).index("budget")
    read = np.array([place for place in range(16) if place % 4 != budget])
    found = how_unlike(texts, np.arange(16, 32), read)
    assert min(found[budget::4]) > max(np.delete(found, np.arange(budget, 16, 4)))


def test_passages_with_the_best_chance_of_something_rare_come_first_and_name_it():
    found = next_passages(12, [sought("KNOWN", THIRD, ENOUGH, 9), sought("NEW", SECOND)], 20)
    assert {one.passage for one in found[:3]} == {4, 5, 6}
    assert {one.code for one in found[:3]} == {"NEW"}
    assert len(found) == 12


def test_the_most_uncertain_passage_is_neither_the_likeliest_nor_the_least_likely():
    scores = np.linspace(3, -3, 13)
    found = next_passages(13, [Sought("A", 2, 3, scores)], 20, uncertain=True)
    assert found[0].passage not in (0, 12)
    assert found[-1].passage == 12


def test_without_codes_passages_stay_as_they_stand():
    assert [one.passage for one in next_passages(3, [], 5)] == [0, 1, 2]
    assert next_passages(0, [sought(scores=np.zeros(0))], 5) == ()
