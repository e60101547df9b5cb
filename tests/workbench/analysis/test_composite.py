"""Orders by explicit weight and by several indicators, against ranking by hand."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from workbench.analysis.coefficients import Coefficient, Reason
from workbench.analysis.columns import MISSING, Codings, FloatArray, Stretches
from workbench.analysis.composite import by_weight, composite, indicators
from workbench.analysis.importance import Importance, rank_themes
from workbench.analysis.mentions import tally
from workbench.analysis.rankings import completed, shared_ranks

Said = tuple[int, int, int]  # participant, theme, strength: in the order said


def ranked(said: list[Said], *, themes: int, people: int) -> Importance:
    """One transcript of 100 characters per participant; the nth thing said stands at 10 n and has 5 characters."""
    place = [sum(earlier[0] == one[0] for earlier in said[:at]) * 10 for at, one in enumerate(said)]
    codings = Codings.build(
        transcript=[one[0] for one in said],
        code=[one[1] for one in said],
        start=place,
        end=[start + 5 for start in place],
        strength=[one[2] for one in said],
    )
    everyone = list(range(people))
    turns = Stretches.build(transcript=everyone, start=[0] * people, end=[100] * people, participant=everyone)
    counted = tally(codings, turns, theme_of=np.arange(themes), themes=themes, read=np.ones(people, bool))
    return rank_themes(counted, draws=10)


# Theme 0 is named by most, theme 1 at greatest length and first, theme 2 by one who calls it unimportant, 3 by nobody.
STUDY = ranked(
    [(0, 1, 3), (0, 1, MISSING), (0, 0, 1), (1, 1, 2), (1, 0, 1), (2, 0, MISSING), (2, 2, 0)], themes=4, people=3
)


def test_the_five_indicators_are_those_of_the_ranking() -> None:
    found = indicators(STUDY)
    assert found[0].tolist() == [3, 2, 1, 0]
    assert found[1].tolist() == pytest.approx([(0.5 + 0.5 + 1) / 3, 2 / 3, 0.5 / 3, 0])
    assert found[2].tolist() == [1, 1.5, 1, 0]
    assert found[3].tolist() == pytest.approx([0.05, 0.05, 0.05 / 3, 0])
    assert found[4].tolist() == pytest.approx([1, 5 / 3, 0, 0])


def test_without_any_strength_there_is_no_fifth_indicator() -> None:
    silent = ranked([(0, 0, MISSING), (1, 1, MISSING)], themes=2, people=2)
    assert np.isnan(indicators(silent)[4]).all()
    assert by_weight(silent) == ()
    found = composite(indicators(silent))
    assert (found.left_out, found.weights) == ((4,), (1, 1, 1, 1, 0))
    assert {line.ranks[4] for line in found.lines} == {None}


def test_the_order_by_explicit_weight_is_another_than_that_by_participants() -> None:
    assert [one.theme for one in STUDY.objectives] == [0, 1, 2, 3]
    found = by_weight(STUDY)
    assert [(one.theme, one.rank, one.tied) for one in found] == [
        (1, 1, False),
        (0, 2, False),
        (2, 3, True),
        (3, 3, True),
    ]
    assert [one.strengths for one in found] == [(0, 0, 1, 1), (0, 2, 0, 0), (1, 0, 0, 0), (0, 0, 0, 0)]
    assert [(one.given, one.without_strength) for one in found] == [(2, 0), (2, 1), (1, 0), (0, 0)]
    assert found[0].strength == Coefficient(5 / 3)


def test_a_theme_that_everyone_names_without_strength_has_no_rank_by_weight() -> None:
    found = by_weight(ranked([(0, 0, MISSING), (1, 0, MISSING), (0, 1, 2)], themes=2, people=2))
    assert [(one.theme, one.rank) for one in found] == [(1, 1), (0, None)]
    assert found[1].strength.reason is Reason.NO_STRENGTH


def test_a_composite_is_the_mean_of_ranks_and_says_what_each_indicator_changes() -> None:
    found = composite(indicators(STUDY))
    assert [line.theme for line in found.lines] == [1, 0, 2, 3]
    first, second, third, last = found.lines
    assert first.ranks == (2, 1.5, 1, 1.5, 1)
    assert second.ranks == (1, 1.5, 2.5, 1.5, 2)
    assert (first.score, second.score) == (pytest.approx(1.4), pytest.approx(1.7))
    assert (third.rank, last.rank) == (3, 4)
    assert [line.without for line in (first, second)] == [(1, 1, 1, 1, 1), (2, 2, 1, 2, 2)]
    assert found.changing == (2,)  # without C both add up to 6


def test_weights_change_the_order_and_an_indicator_of_no_weight_is_not_used() -> None:
    by_people = composite(indicators(STUDY), [1, 0, 0, 0, 0])
    assert [line.theme for line in by_people.lines] == [0, 1, 2, 3]
    assert by_people.lines[0].ranks == (1, None, None, None, None)
    assert {line.without for line in by_people.lines} == {(None,) * 5}
    assert by_people.changing == ()
    assert [line.theme for line in composite(indicators(STUDY), [1, 0, 0, 0, 9]).lines][:2] == [1, 0]


@pytest.mark.parametrize("weights", [[1, 1], [1, 1, 1, 1, -1], [1, 1, 1, 1, float("nan")]])
def test_weights_must_fit(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="one weight per indicator"):
        composite(indicators(STUDY), weights)


def test_no_themes_and_no_defined_indicator_say_so() -> None:
    assert composite(np.zeros((5, 0))).reason is Reason.NO_THEMES
    nothing = composite(np.full((5, 2), np.nan))
    assert (nothing.reason, nothing.lines, nothing.left_out) == (Reason.NO_INDICATOR, (), (0, 1, 2, 3, 4))
    assert composite(np.ones((5, 2)), [0] * 5).reason is Reason.NO_INDICATOR


@pytest.mark.parametrize("people", [0, 1, 2, 3])
def test_few_participants_give_lines_and_no_errors(people: int) -> None:
    study = ranked([(who, 0, 2) for who in range(people)], themes=2, people=people)
    found = composite(indicators(study))
    assert [line.theme for line in found.lines] == [0, 1]
    assert len(by_weight(study)) == (2 if people else 0)


@given(
    arrays(float, st.tuples(st.integers(1, 5), st.integers(1, 6)), elements=st.integers(0, 4).map(float)),
    st.lists(st.integers(0, 3), min_size=5, max_size=5),
)
def test_composites_are_what_ranking_by_hand_gives(values: FloatArray, weights: list[int]) -> None:
    chosen = weights[: len(values)]
    found = composite(values, chosen)
    if not any(chosen):
        assert found.reason is Reason.NO_INDICATOR
        return

    def places(chosen: list[int]) -> list[int]:
        score = [sum(w * r for w, r in zip(chosen, column, strict=True)) / sum(chosen) for column in by_hand.T]
        return [1 + sum(other < one - 1e-9 for other in score) for one in score]

    by_hand = np.array([stats.rankdata(-row) for row in values])
    wanted = places(chosen)
    for line in found.lines:
        assert line.rank == wanted[line.theme]
        assert line.tied == (wanted.count(line.rank) > 1)
        used = [float(by_hand[at, line.theme]) if weight else None for at, weight in enumerate(chosen)]
        assert list(line.ranks) == used
    for at in range(len(values)):
        rest = [0 if place == at else weight for place, weight in enumerate(chosen)]
        for line in found.lines:
            expected = places(rest)[line.theme] if chosen[at] and any(rest) else None
            assert line.without[at] == expected


@given(arrays(float, st.tuples(st.integers(0, 4), st.integers(0, 6)), elements=st.integers(1, 4).map(float)))
def test_shared_ranks_are_those_of_scipy(values: FloatArray) -> None:
    wanted = [stats.rankdata(row).tolist() for row in values]
    assert shared_ranks(values).tolist() == wanted


def test_what_a_participant_does_not_rank_shares_the_ranks_that_remain() -> None:
    nan = np.nan
    places = np.array([[1, 2, nan, nan, 3], [nan, 1, nan, 1, nan], [10, nan, 5, 7, 1], [nan] * 5])
    assert completed(places).tolist() == [[1, 2, 4.5, 4.5, 3], [4, 1.5, 4, 1.5, 4], [4, 5, 2, 3, 1], [3] * 5]


def test_completed_ranks_sum_to_the_same_whatever_is_missing() -> None:
    for missing in product([False, True], repeat=4):
        places = np.where(missing, np.nan, [3.0, 1.0, 1.0, 2.0])[None]
        assert completed(places).sum() == 10
