"""Stances and polarisation, against counting by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from codebook.coding import Stance
from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import CONTRA, MISSING, STANCES, Codings, Stretches
from workbench.analysis.distributions import beta_cdf, beta_quantile, chi2_tail, log_factorials
from workbench.analysis.divergence import (
    MIXED,
    NEUTRAL,
    PRO,
    Division,
    divisions,
    jeffreys,
    stances,
    stances_of,
)
from workbench.analysis.mentions import tally

THEMES, PEOPLE = 3, 5


def division(*held: int, mentioned: int | None = None) -> Division:
    """One theme; each participant's stance, and how many of them mention it."""
    stance = np.array([held], int).reshape(1, len(held))
    said = np.arange(len(held)) < (len(held) if mentioned is None else mentioned)
    return divisions(stance, said[None])[0]


def test_five_pro_two_contra_and_one_mixed_are_divided_and_little_ambivalent() -> None:
    found = division(*[PRO] * 5, *[CONTRA] * 2, MIXED, NEUTRAL, MISSING)
    assert (found.pro, found.contra, found.mixed, found.neutral, found.unset, found.silent) == (5, 2, 1, 1, 1, 0)
    assert found.share.value == 5.5 / 8
    assert found.polarisation.value == pytest.approx(4 * 5.5 / 8 * 2.5 / 8, abs=1e-15)
    assert found.ambivalence.value == 1 / 8
    assert (found.sides, found.few) == (8, False)
    assert found.interval == pytest.approx(stats.beta.ppf([0.025, 0.975], 6, 3), abs=1e-12)


def test_all_on_one_side_are_not_divided_and_halves_are_wholly() -> None:
    assert division(*[PRO] * 4).polarisation.value == 0
    assert division(*[CONTRA] * 4).share.value == 0
    assert division(PRO, PRO, CONTRA, CONTRA).polarisation.value == 1


def test_ambivalent_people_are_told_from_a_divided_group() -> None:
    ambivalent, divided = division(*[MIXED] * 4), division(PRO, PRO, CONTRA, CONTRA)
    assert ambivalent.polarisation == divided.polarisation
    assert (ambivalent.ambivalence.value, divided.ambivalence.value) == (1, 0)


@pytest.mark.parametrize("held", [(), (MISSING,), (NEUTRAL, NEUTRAL, MISSING)])
def test_where_nobody_takes_a_side_nothing_is_measured(held: tuple[int, ...]) -> None:
    found = division(*held)
    assert found.interval is None
    assert {figure.reason for figure in (found.share, found.polarisation, found.ambivalence)} == {Reason.NO_STANCE}
    assert found.few


def test_silence_and_a_mention_without_stance_are_neither_side() -> None:
    found = division(MISSING, MISSING, MISSING, mentioned=1)
    assert (found.unset, found.silent, found.contra) == (1, 2, 0)


@pytest.mark.parametrize(("sides", "few"), [(1, True), (2, True), (3, True), (4, False)])
def test_under_four_stances_only_words_fit(sides: int, few: bool) -> None:
    assert division(*[PRO] * sides, NEUTRAL).few is few


# Quantiles of Beta(count + 1/2, of - count + 1/2), from scipy, to three digits.
@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 7, 0, 0.292), (1, 7, 0.016, 0.501), (2, 7, 0.065, 0.648), (0, 12, 0, 0.185), (1, 12, 0.009, 0.328)],
)
def test_jeffreys_intervals_of_small_samples(count: int, of: int, low: float, high: float) -> None:
    assert jeffreys(count, of) == pytest.approx((low, high), abs=6e-4)


def test_jeffreys_reaches_the_ends_and_is_symmetric() -> None:
    assert jeffreys(0, 0) is None
    low, high = jeffreys(11, 11) or (0, 0)
    assert (1 - high, 1 - low) == pytest.approx(jeffreys(0, 11), abs=1e-12)


@given(st.integers(0, 400).flatmap(lambda of: st.tuples(st.integers(0, 2 * of), st.just(of))))
def test_jeffreys_is_what_scipy_computes(drawn: tuple[int, int]) -> None:
    count, of = drawn[0] / 2, drawn[1]
    found = jeffreys(count, of)
    if not of:
        assert found is None
        return
    low, high = stats.beta.ppf([0.025, 0.975], count + 0.5, of - count + 0.5)
    assert found == pytest.approx((low if count else 0, high if count < of else 1), abs=1e-10)


@given(st.floats(0, 1), st.floats(0.3, 300), st.floats(0.3, 300))
def test_the_beta_distribution_is_that_of_scipy(x: float, a: float, b: float) -> None:
    assert beta_cdf(x, a, b) == pytest.approx(stats.beta.cdf(x, a, b), abs=1e-10)


def test_beta_quantiles_reach_the_edges_of_the_unit_interval() -> None:
    assert beta_quantile(0.5, 3, 3) == pytest.approx(0.5, abs=1e-14)
    assert 0 < beta_quantile(1e-12, 0.5, 200.5) < 1e-14


@given(st.floats(0, 600), st.integers(1, 250))
def test_the_tail_of_chi_square_is_that_of_scipy(value: float, freedom: int) -> None:
    assert chi2_tail(value, freedom) == pytest.approx(stats.chi2.sf(value, freedom), abs=1e-10)


def test_logarithms_of_factorials() -> None:
    assert np.exp(log_factorials(5)).tolist() == pytest.approx([1, 1, 2, 6, 24, 120])


mention = st.tuples(
    st.integers(0, THEMES - 1), st.integers(0, PEOPLE - 1), st.sampled_from([MISSING, *range(len(STANCES))])
)


def stance_by_hand(held: set[int]) -> int:
    if MIXED in held or {PRO, CONTRA} <= held:
        return MIXED
    return next((one for one in (PRO, CONTRA, NEUTRAL) if one in held), MISSING)


@given(st.lists(mention, max_size=30))
def test_stances_are_what_reading_each_participants_codings_gives(mentions: list[tuple[int, int, int]]) -> None:
    columns = np.array(mentions, np.int64).reshape(-1, 3).T
    found = stances(*columns, shape=(THEMES, PEOPLE))
    said = np.zeros((THEMES, PEOPLE), bool)
    for theme in range(THEMES):
        for who in range(PEOPLE):
            held = {stance for t, p, stance in mentions if (t, p) == (theme, who)}
            said[theme, who] = bool(held)
            assert found[theme, who] == stance_by_hand(held)
    for theme, one in enumerate(divisions(found, said)):
        counts = [int((found[theme] == which).sum()) for which in (PRO, CONTRA, MIXED, NEUTRAL)]
        assert [one.pro, one.contra, one.mixed, one.neutral] == counts
        assert one.sides + one.neutral + one.unset + one.silent == PEOPLE
        assert (one.polarisation.value is None) == (sum(counts[:3]) == 0)


def test_the_stances_of_a_tally_are_those_of_the_words_that_codings_cover() -> None:
    """The first participant is pro once and contra once; the coding of the interviewer counts for nobody."""
    turns = Stretches.build(transcript=[0, 0, 0], start=[0, 10, 20], end=[10, 20, 30], participant=[0, MISSING, 1])
    pro, contra = STANCES.index(Stance.PRO), STANCES.index(Stance.CONTRA)
    codings = Codings.build(
        transcript=[0] * 4, code=[0] * 4, start=[0, 5, 12, 15], end=[5, 10, 18, 25], stance=[pro, contra, contra, pro]
    )
    counted = tally(codings, turns, theme_of=np.array([0]), themes=1, read=np.array([True, True]))
    assert stances_of(counted, codings).tolist() == [[MIXED, pro]]


def test_no_themes_and_no_participants_are_no_error() -> None:
    nothing = np.zeros(0, np.int64)
    assert stances(nothing, nothing, nothing, shape=(0, 0)).shape == (0, 0)
    assert divisions(np.zeros((0, 3), int), np.zeros((0, 3), bool)) == []
    assert division().silent == 0
