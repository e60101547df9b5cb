"""Bands follow what was accepted for a code; without a record, the gaps between scores."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.suggestion import Band
from workbench.suggest.bands import ENOUGH, RECENT, Cuts, cuts, nearest_first

STRONG, POSSIBLE, WEAK = Band.STRONG, Band.POSSIBLE, Band.WEAK


def bands(scores, record=()):
    found = cuts(scores, record)
    return [found.band(score) for score in scores]


def record(*parts):
    """Decisions from (score, accepted, rejected)."""
    return [(score, kind) for score, yes, no in parts for kind in [True] * yes + [False] * no]


def test_scores_accepted_more_often_than_not_are_strong_and_seldom_ones_weak():
    known = record((4.0, 5, 1), (2.0, 2, 4), (1.0, 0, 8))
    assert bands([5.0, 4.0, 3.0, 2.0, 1.5, 1.0, -1.0], known) == [STRONG, STRONG, *[POSSIBLE] * 2, WEAK, WEAK, WEAK]


def test_a_code_whose_suggestions_were_all_rejected_has_weak_ones_only():
    assert set(bands([9.0, 4.0, 0.0], record((3.0, 0, 6), (2.0, 0, 6)))) == {WEAK}


def test_accepting_everything_says_nothing_of_scores_far_below():
    found = bands([5.0, 3.0, 2.5, 1.0], record((5.0, 6, 0), (3.0, 6, 0)))
    assert found == [STRONG, STRONG, POSSIBLE, WEAK]


def test_half_accepted_is_not_more_often_than_not():
    assert bands([2.0], record((2.0, 6, 6))) == [POSSIBLE]


def test_a_lucky_low_score_is_pooled_with_the_misses_above_it():
    known = record((4.0, 4, 0), (3.0, 0, 3), (1.0, 1, 0), (0.5, 0, 4))
    found = cuts([5.0, 3.0, 1.0], known)
    assert [found.band(score) for score in (4.0, 3.0, 1.0, 0.5)] == [STRONG, POSSIBLE, POSSIBLE, WEAK]


def test_below_enough_decisions_gaps_decide():
    few = record((5.0, 0, ENOUGH - 1))
    assert not cuts([3.0, 1.0], few).recorded
    assert cuts([3.0, 1.0], [*few, (5.0, False)]).recorded


def test_gaps_part_three_groups():
    assert bands([5.0, 4.9, 3.0, 2.9, 2.8, 0.5, 0.4]) == [STRONG] * 2 + [POSSIBLE] * 3 + [WEAK] * 2


def test_equal_scores_have_equal_bands():
    assert set(bands([2.0] * 7)) == {POSSIBLE}
    assert bands([2.0, 2.0, 1.0, 1.0]) == [POSSIBLE, POSSIBLE, WEAK, WEAK]


@pytest.mark.parametrize("scores", [[], [1.0], [1.0, 1.0], [2.0, 1.0], [3.0, 2.0, 1.0]])
def test_few_candidates_have_bands_all_the_same(scores):
    assert len(bands(scores)) == len(scores)


def test_only_the_newest_decisions_count():
    old, new = record((2.0, RECENT, 0)), record((2.0, 0, RECENT))
    assert bands([2.0], old + new) == [WEAK]
    assert bands([2.0], new + old) == [STRONG]


SCORES = st.lists(st.integers(-20, 60).map(lambda tenths: tenths / 10), max_size=40)
RECORD = st.lists(st.tuples(st.integers(-20, 60).map(lambda tenths: tenths / 10), st.booleans()), max_size=120)


@given(SCORES, RECORD)
def test_a_higher_score_is_never_in_a_lower_band(scores, known):
    scores = sorted(scores, reverse=True)
    places = [[STRONG, POSSIBLE, WEAK].index(band) for band in bands(scores, known)]
    assert places == sorted(places)


@given(RECORD.filter(lambda known: len(known) >= ENOUGH))
def test_what_lies_in_the_strong_band_was_accepted_more_often_than_not(known):
    recent = known[-RECENT:]
    found = cuts([1.0], known)
    strong = [accepted for score, accepted in recent if found.band(score) is STRONG]
    assert not strong or sum(strong) / len(strong) > 1 / 2
    weak = [accepted for score, accepted in recent if found.band(score) is WEAK]
    assert not weak or sum(weak) / len(weak) < 1 / 5


def test_uncertain_first_begins_where_strong_begins():
    scores = [5.0, 4.0, 3.0, 2.0, 1.0]
    found = Cuts(3.0, 1.5, recorded=True)
    assert nearest_first(scores, found.boundary(scores)) == [2, 1, 3, 0, 4]


def test_where_nothing_is_strong_the_best_is_the_least_certain_to_be_wrong():
    found = Cuts(inf, inf, recorded=True)
    assert nearest_first([2.0, 1.0], found.boundary([2.0, 1.0])) == [0, 1]


@pytest.mark.parametrize(
    ("found", "boundary"),
    [
        (Cuts(4.0, 2.0, recorded=False), 3.0),
        (Cuts(inf, 2.0, recorded=False), 2.0),
        (Cuts(inf, -inf, recorded=False), 5.0),
        (Cuts(inf, inf, recorded=True), 5.0),
    ],
)
def test_without_a_record_the_middle_of_what_is_possible_is_uncertain(found, boundary):
    assert found.boundary([5.0, 1.0]) == boundary
