"""The ranking: what decides it, how sure it is, and what it says when there is little."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.coding import Stance
from workbench.analysis.coefficients import Coefficient, Reason
from workbench.analysis.columns import MISSING, STANCES, Codings, Stretches
from workbench.analysis.importance import Importance, indistinct, order_ranks, rank_themes
from workbench.analysis.mentions import Tally, tally
from workbench.analysis.resampling import bootstrap, mcnemar, mean_ranks, wilson

CONTRA = STANCES.index(Stance.CONTRA)
PRO = STANCES.index(Stance.PRO)

# Eleven participants and five objectives, 10, 9, 6, 3 and 1 of them (constructed after the driving example).
ELEVEN = np.array(
    [
        [1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1],
        [1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1],
        [1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0],
        [0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0],
    ],
    bool,
)

Said = tuple[int, int, int, int]  # participant, theme, strength, stance: in the order said


def tallied(said: Sequence[Said], *, themes: int, people: int, read: list[bool] | None = None) -> Tally:
    """One transcript of 100 characters per participant; the nth thing said stands at 10 n."""
    place = [sum(earlier[0] == one[0] for earlier in said[:at]) * 10 for at, one in enumerate(said)]
    codings = Codings.build(
        transcript=[one[0] for one in said],
        code=[one[1] for one in said],
        start=place,
        end=[start + 5 for start in place],
        strength=[one[2] for one in said],
        stance=[one[3] for one in said],
    )
    everyone = list(range(people))
    turns = Stretches.build(transcript=everyone, start=[0] * people, end=[100] * people, participant=everyone)
    seen = np.array([True] * people if read is None else read, bool)
    return tally(codings, turns, theme_of=np.arange(themes), themes=themes, read=seen)


def from_matrix(present: np.ndarray) -> Tally:
    said = [
        (int(who), int(theme), MISSING, MISSING)
        for who, theme in product(range(present.shape[1]), range(present.shape[0]))
        if present[theme, who]
    ]
    return tallied(said, themes=present.shape[0], people=present.shape[1])


def order_of(result: Importance) -> list[int]:
    return [objective.theme for objective in result.objectives]


def test_the_driving_example_is_ranked_by_participants() -> None:
    result = rank_themes(from_matrix(ELEVEN))
    assert [one.supported for one in result.objectives] == [10, 9, 6, 3, 1]
    assert [one.rank for one in result.objectives] == [1, 2, 3, 4, 5]
    assert [one.ranks for one in result.objectives] == [(1, 2.5), (1, 3), (2, 4), (3, 4.5), (4.5, 5)]
    assert [one.above_next for one in result.objectives[:-1]] == pytest.approx([0.71, 0.92, 0.88, 0.94], abs=0.02)
    assert result.objectives[-1].above_next is None


def test_neighbours_that_cannot_be_told_apart_are_joined_and_others_are_not() -> None:
    result = rank_themes(from_matrix(ELEVEN))
    assert result.brackets == ((0, 1), (1, 2), (2, 3), (3, 4))
    assert result.resampled is not None and result.resampled.above[0, 2] >= 0.95


def test_a_bracket_holds_only_lines_of_which_no_two_can_be_told_apart() -> None:
    above = np.array([[0.5, 0.6, 0.97, 1], [0.4, 0.5, 0.6, 0.7], [0.03, 0.4, 0.5, 0.6], [0, 0.3, 0.4, 0.5]])
    assert indistinct(above, np.arange(4)) == ((0, 1), (1, 3))
    assert indistinct(np.full((3, 3), 0.5), np.arange(3)) == ((0, 2),)
    assert indistinct(np.array([[0.5, 1], [0, 0.5]]), np.arange(2)) == ()


def test_wilson_intervals_are_the_published_ones() -> None:
    assert wilson(10, 11) == pytest.approx((0.6226415635484044, 0.9837678271141153), abs=1e-12)
    assert wilson(6, 11) == pytest.approx((0.280091537409322, 0.7872872837754024), abs=1e-12)
    assert wilson(1, 11) == pytest.approx((0.016232172885884855, 0.3773584364515957), abs=1e-12)
    assert wilson(0, 11) == (0.0, pytest.approx(0.2588, abs=1e-4))
    assert wilson(11, 11) == (pytest.approx(0.7412, abs=1e-4), 1.0)
    assert wilson(0, 0) is None


@pytest.mark.parametrize(
    ("first", "second", "split", "p"),
    [(0, 1, (2, 1), 1.0), (0, 2, (5, 1), 0.21875), (0, 4, (9, 0), 0.00390625), (2, 3, (5, 2), 0.453125)],
)
def test_mcnemar_is_exact(first: int, second: int, split: tuple[int, int], p: float) -> None:
    found = rank_themes(from_matrix(ELEVEN), draws=10).compare(first, second)
    assert ((found.first_only, found.second_only), found.p) == (split, p)


def test_mcnemar_of_equal_themes_and_of_thousands_of_participants_is_a_number() -> None:
    same = np.ones(3000, bool)
    assert mcnemar(same, same).p == 1.0
    assert mcnemar(same, ~same).p == 0.0
    assert mcnemar(np.arange(3000) < 1520, np.arange(3000) >= 1520).p == pytest.approx(0.4763, abs=1e-3)


def test_a_talkative_participant_decides_nothing() -> None:
    talkative = [(0, 0, MISSING, MISSING)] * 9
    result = rank_themes(tallied([*talkative, (1, 1, MISSING, MISSING), (2, 1, MISSING, MISSING)], themes=2, people=3))
    assert order_of(result) == [1, 0]
    assert [one.mentions for one in result.objectives] == [2, 9]


def test_strength_breaks_ties_before_the_order_of_first_mention() -> None:
    result = rank_themes(tallied([(0, 0, 1, MISSING), (0, 1, 3, MISSING)], themes=2, people=2))
    assert order_of(result) == [1, 0]
    assert [one.strength.value for one in result.objectives] == [1.5, 0.5]


def test_the_order_of_first_mention_breaks_what_strength_leaves_tied() -> None:
    result = rank_themes(tallied([(0, 1, 2, MISSING), (0, 0, 2, MISSING)], themes=2, people=2))
    assert order_of(result) == [1, 0]
    assert [one.order.value for one in result.objectives] == [0.5, 0.25]
    assert not any(one.tied for one in result.objectives)


def test_what_is_equal_in_all_three_shares_its_rank() -> None:
    said = [(0, 0, 2, MISSING), (0, 1, 2, MISSING), (1, 1, 2, MISSING), (1, 0, 2, MISSING), (1, 2, 1, MISSING)]
    result = rank_themes(tallied(said, themes=3, people=2))
    assert [(one.theme, one.rank, one.tied) for one in result.objectives] == [(0, 1, True), (1, 1, True), (2, 3, False)]


def test_strength_not_set_is_missing_and_not_nought() -> None:
    said = [(0, 0, MISSING, MISSING), (1, 0, 2, MISSING), (0, 1, 0, MISSING), (1, 1, 2, MISSING)]
    first, second = rank_themes(tallied(said, themes=2, people=3)).objectives
    assert (first.strength, first.without_strength) == (Coefficient(1.0), 1)
    assert second.strength.value == pytest.approx(2 / 3)
    assert second.without_strength == 0


def test_the_highest_strength_of_a_participant_counts() -> None:
    said = [(0, 0, 1, MISSING), (0, 0, 3, MISSING), (0, 0, MISSING, MISSING)]
    [only] = rank_themes(tallied(said, themes=1, people=1)).objectives
    assert only.strength == Coefficient(3.0)


def test_an_undefined_strength_decides_for_none_of_those_with_the_same_count() -> None:
    everyone = [(who, 0, MISSING, MISSING) for who in range(2)] + [(who, 1, 3, MISSING) for who in range(2)]
    result = rank_themes(tallied(everyone, themes=2, people=2))
    assert order_of(result) == [0, 1]
    assert result.objectives[0].strength.reason is Reason.NO_STRENGTH


def test_rejection_is_no_importance() -> None:
    said = [(0, 0, MISSING, CONTRA), (1, 0, MISSING, PRO), (2, 0, MISSING, CONTRA), (2, 0, MISSING, PRO)]
    [only] = rank_themes(tallied(said, themes=1, people=3)).objectives
    assert (only.supported, only.mentioned, only.rejected) == (2, 3, 1)


def test_minority_and_single_voice_are_said() -> None:
    result = rank_themes(from_matrix(ELEVEN), draws=100)
    assert [one.minority for one in result.objectives] == [False, False, False, True, True]
    assert [one.single for one in result.objectives] == [None, None, None, None, 9]
    [alone] = rank_themes(tallied([(0, 0, MISSING, MISSING)], themes=1, people=1)).objectives
    assert alone.single is None and not alone.minority


def test_exactly_a_third_is_no_minority() -> None:
    [only] = rank_themes(tallied([(0, 0, MISSING, MISSING)], themes=1, people=3)).objectives
    assert not only.minority
    assert only.single == 0


def test_length_and_median_mentions_are_shown_and_do_not_decide() -> None:
    said = [(0, 0, MISSING, MISSING)] * 3 + [(1, 0, MISSING, MISSING)] * 2
    [only] = rank_themes(tallied(said, themes=1, people=4)).objectives
    assert only.per_mentioner == Coefficient(2.5)
    assert only.share.value == pytest.approx((0.15 + 0.10) / 4)


def test_the_largest_change_of_leaving_one_out_names_who_makes_it() -> None:
    said = [(0, 0, MISSING, MISSING), (1, 0, MISSING, MISSING), (2, 1, 2, MISSING), (3, 2, 1, MISSING)]
    result = rank_themes(tallied(said, themes=3, people=4))
    assert result.sensitivity is not None
    change = result.sensitivity
    brute = []
    for left_out in range(4):
        rest = [(who, *more) for who, *more in said if who != left_out]
        moved = [(who - (who > left_out), *more) for who, *more in rest]
        without = {one.theme: one.rank for one in rank_themes(tallied(moved, themes=3, people=3)).objectives}
        brute += [(abs(without[one.theme] - one.rank), left_out, one.theme) for one in result.objectives]
    assert abs(change.without - change.rank) == max(brute)[0] > 0
    assert (abs(change.without - change.rank), change.participant, change.theme) in brute


def test_a_ranking_that_hangs_on_nobody_says_so() -> None:
    everyone = [(who, 0, MISSING, MISSING) for who in range(5)]
    assert rank_themes(tallied(everyone, themes=2, people=5)).sensitivity is None


def test_the_rank_shown_lies_within_its_interval_for_themes_that_always_tie() -> None:
    always = [(who, theme, theme, MISSING) for who in range(4) for theme in range(3)]
    for objective in rank_themes(tallied(always, themes=3, people=4)).objectives:
        assert objective.ranks == (1, 3)


@pytest.mark.parametrize(
    ("said", "themes", "people", "reason"),
    [
        ([], 0, 3, Reason.NO_THEMES),
        ([], 2, 0, Reason.NOBODY_READ),
        ([], 2, 3, Reason.NO_CODINGS),
        ([], 0, 0, Reason.NO_THEMES),
    ],
)
def test_a_ranking_of_nothing_gives_its_reason(said: list[Said], themes: int, people: int, reason: Reason) -> None:
    result = rank_themes(tallied(said, themes=themes, people=people), draws=20)
    assert result.reason is reason
    assert reason.text
    assert all(one.rank == 1 and one.supported == 0 for one in result.objectives)


def test_nobody_read_to_the_end_is_a_reason_even_with_codings() -> None:
    result = rank_themes(tallied([(0, 0, 1, PRO)], themes=1, people=2, read=[False, False]))
    assert result.reason is Reason.NOBODY_READ
    [only] = result.objectives
    assert only.interval is only.ranks is result.resampled is None
    assert only.strength.reason is only.order.reason is Reason.NOBODY_READ


def test_one_participant_has_a_ranking_and_no_bootstrap() -> None:
    result = rank_themes(tallied([(0, 1, MISSING, MISSING)], themes=2, people=1))
    assert order_of(result) == [1, 0]
    assert result.resampled is None
    assert result.brackets == ()
    assert result.draws == 0


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(MISSING, 3), st.integers(MISSING, 3)), max_size=20
    )
)
@settings(max_examples=100, deadline=None)
def test_no_ranking_holds_nan_or_a_gap(said: list[Said]) -> None:
    result = rank_themes(tallied(said, themes=4, people=4), draws=30)
    ranks = [one.rank for one in result.objectives]
    assert ranks == sorted(ranks) and ranks[0] == 1
    for one in result.objectives:
        assert sum(other.rank < one.rank for other in result.objectives) == one.rank - 1
        figures = [one.order, one.per_mentioner, one.share, one.strength]
        assert all(figure.value is None or np.isfinite(figure.value) for figure in figures)
        assert one.ranks is not None and one.ranks[0] <= one.rank <= one.ranks[1]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=8))
@settings(max_examples=100, deadline=None)
def test_ranks_are_those_of_sorting_by_three_keys(keys: list[tuple[int, int, int]]) -> None:
    columns = np.array(keys, float).T
    found = order_ranks(columns[0].astype(int), columns[1], columns[2])
    assert found.tolist() == [1 + sum(other > key for other in keys) for key in keys]


@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_tied_counts_share_their_mean_rank(counts: list[list[int]]) -> None:
    for row, found in zip(counts, mean_ranks(np.array(counts)), strict=True):
        wanted = [sum(o > c for o in row) + (sum(o == c for o in row) + 1) / 2 for c in row]
        assert found.tolist() == wanted


def test_the_bootstrap_is_the_same_for_the_same_seed_whatever_the_order_of_themes() -> None:
    turned = [4, 2, 0, 1, 3]
    here, there = bootstrap(ELEVEN, draws=500, seed=5), bootstrap(ELEVEN[turned], draws=500, seed=5)
    assert (here.interval[turned] == there.interval).all()
    assert np.allclose(here.above[np.ix_(turned, turned)], there.above, atol=1e-12)
    assert not np.array_equal(here.above, bootstrap(ELEVEN, draws=500, seed=6).above)


def test_the_bootstrap_is_that_of_a_plain_loop() -> None:
    random = np.random.default_rng(9)
    above, draws = np.zeros((5, 5)), 300
    for _ in range(draws):
        count = ELEVEN[:, random.integers(0, 11, 11)].sum(axis=1)
        above += (count[:, None] > count) + (count[:, None] == count) / 2
    assert bootstrap(ELEVEN, draws=draws, seed=9).above == pytest.approx(above / draws)
