"""Groups of participants, against scipy and published tables."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import MISSING, BoolArray, IntArray
from workbench.analysis.groups import compare_groups, contrast, fisher, holm, least_p
from workbench.analysis.log_odds import log_odds

cell = st.integers(0, 60)


@given(cell, cell, cell, cell)
def test_fisher_is_that_of_scipy(a: int, b: int, c: int, d: int) -> None:
    assert fisher(a, b, c, d) == pytest.approx(stats.fisher_exact([[a, b], [c, d]]).pvalue, abs=1e-9)


def test_the_lady_tasting_tea_and_the_groups_of_six_and_five() -> None:
    assert fisher(3, 1, 1, 3) == pytest.approx(34 / 70, abs=1e-12)  # Fisher (1935), two-sided
    assert fisher(6, 0, 0, 5) == pytest.approx(1 / 462, abs=1e-12)  # the most extreme table: p = .002
    assert fisher(5, 1, 1, 4) == pytest.approx(0.0801, abs=1e-4)  # 5 of 6 against 1 of 5: p = .08
    assert (least_p(6, 5), least_p(3, 3)) == (pytest.approx(1 / 462), pytest.approx(0.1))
    assert least_p(0, 4) == 1.0


def test_fisher_holds_for_thousands_of_participants() -> None:
    table = [[700, 4300], [500, 4500]]
    assert fisher(*table[0], *table[1]) == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-6)
    assert 0 < fisher(200, 0, 0, 200) < 1e-118


def test_the_odds_ratio_is_that_of_the_table_unless_a_cell_is_empty() -> None:
    plain, empty = contrast(5, 6, 1, 5), contrast(6, 6, 1, 5)
    assert (plain.odds_ratio.value, plain.corrected) == (20.0, False)
    assert (empty.odds_ratio.value, empty.corrected) == (pytest.approx(6.5 * 4.5 / (0.5 * 1.5)), True)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ((0, 6, 0, 5), Reason.NO_CONTRAST),
        ((6, 6, 5, 5), Reason.NO_CONTRAST),
        ((0, 0, 3, 5), Reason.TWO_GROUPS),
        ((3, 5, 0, 0), Reason.TWO_GROUPS),
    ],
)
def test_what_cannot_be_compared_says_why(table: tuple[int, int, int, int], reason: Reason) -> None:
    found = contrast(*table)
    assert found.p.reason is found.odds_ratio.reason is found.adjusted.reason is reason
    assert not found.corrected


def test_holm_steps_down_and_leaves_out_what_is_undefined() -> None:
    none = undefined(Reason.NO_CONTRAST)
    found = holm([Coefficient(0.04), none, Coefficient(0.01), Coefficient(0.03), Coefficient(0.6)])
    assert [one.value for one in found] == pytest.approx([0.09, None, 0.04, 0.09, 0.6])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_is_what_its_definition_gives(values: list[float]) -> None:
    found = [one.value for one in holm([Coefficient(value) for value in values])]
    order = sorted(range(len(values)), key=lambda at: values[at])
    for place, at in enumerate(order):
        wanted = max(min(1.0, (len(values) - earlier) * values[order[earlier]]) for earlier in range(place + 1))
        assert found[at] == pytest.approx(wanted, abs=1e-12)


comparisons = st.integers(1, 40).flatmap(
    lambda people: st.tuples(
        arrays(bool, st.tuples(st.integers(0, 4), st.just(people))),
        arrays(np.int64, people, elements=st.integers(MISSING, 3)),
    )
)


@given(comparisons)
@settings(max_examples=100)
def test_every_table_is_what_counting_participants_gives(drawn: tuple[BoolArray, IntArray]) -> None:
    present, group = drawn
    found = compare_groups(present, group, 4)
    people = [[who for who in range(len(group)) if group[who] == one] for one in range(4)]
    filled = [one for one in range(4) if people[one]]
    assert found.sizes.tolist() == [len(members) for members in people]
    assert found.unknown == sum(group == MISSING)
    assert len(found.contrasts) == len(present) * (1 if len(filled) == 2 else len(filled))
    for one in found.contrasts:
        theme, members = present[one.theme], people[one.group]
        others = [who for who in range(len(group)) if group[who] not in (MISSING, one.group)]
        assert (one.members, one.others) == (len(members), len(others))
        assert (one.inside, one.outside) == (theme[members].sum(), theme[others].sum())
    for theme, one in enumerate(found.associations):
        counts = found.counts[theme][filled]
        table = np.stack((counts, found.sizes[filled] - counts))
        if one.chi2.value is None:
            few = not table.size or 0 in table.sum(axis=1) or len(filled) < 2
            assert few or stats.contingency.expected_freq(table).min() < 5
            continue
        wanted = stats.chi2_contingency(table, correction=False)
        assert wanted.expected_freq.min() >= 5
        assert one.least_expected == pytest.approx(wanted.expected_freq.min())
        assert (one.chi2.value, one.freedom) == (pytest.approx(wanted.statistic, abs=1e-9), wanted.dof)
        assert one.p.value == pytest.approx(wanted.pvalue, abs=1e-9)


def test_chi_square_is_used_only_where_every_expected_count_reaches_five() -> None:
    group = np.repeat([0, 1, 2], 20)
    many, few = np.arange(60) % 2 == 0, np.arange(60) < 12
    first, second = compare_groups(np.stack((many, few)), group, 3).associations
    assert (first.chi2.value, first.p.value, first.least_expected) == (0.0, 1.0, 10)
    assert second.chi2.reason is second.p.reason is Reason.FEW_EXPECTED
    assert second.least_expected == 4


def test_adjusted_values_run_over_what_can_be_tested() -> None:
    present = np.array([[1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1], [0] * 11], bool)
    found = compare_groups(present, np.repeat([0, 1], (6, 5)), 2)
    assert found.family == 2
    assert found.contrasts[0].adjusted.value == pytest.approx(2 / 462)
    assert found.contrasts[1].adjusted == found.contrasts[1].p
    assert found.contrasts[2].adjusted.reason is Reason.NO_CONTRAST


@pytest.mark.parametrize("people", [0, 1, 2, 3])
def test_few_participants_give_reasons_and_no_errors(people: int) -> None:
    found = compare_groups(np.ones((2, people), bool), np.arange(people) % 2, 2)
    assert {one.p.value for one in found.contrasts} <= {None}
    assert {one.chi2.value for one in found.associations} == {None}


def test_log_odds_order_words_and_rare_ones_are_drawn_towards_no_difference() -> None:
    found = log_odds(np.array([90, 2, 100, 0]), np.array([30, 0, 100, 0]))
    assert found.item.tolist()[0] == 0
    assert set(found.item.tolist()) == {0, 1, 2}
    assert (found.first[0], found.second[0]) == (90, 30)
    assert np.all(np.diff(found.z) <= 0)
    heavy = log_odds(np.array([90, 2, 100, 0]), np.array([30, 0, 100, 0]), prior_total=1000)
    rare, drawn = (one.delta[one.item.tolist().index(1)] for one in (found, heavy))
    assert abs(drawn) < abs(rare)


@given(arrays(np.int64, 5, elements=st.integers(0, 30)), arrays(np.int64, 5, elements=st.integers(0, 30)))
def test_log_odds_follow_their_definition_and_turn_round_with_the_groups(first: IntArray, second: IntArray) -> None:
    found, turned = log_odds(first, second), log_odds(second, first)
    if found.reason:
        assert not first.any() or not second.any() or (first + second > 0).sum() == 1
        return
    total = (first + second).sum()
    for place, item in enumerate(found.item.tolist()):
        prior = 10 * (first[item] + second[item]) / total
        a, b = first[item] + prior, second[item] + prior
        delta = np.log(a / (first.sum() + 10 - a)) - np.log(b / (second.sum() + 10 - b))
        assert found.delta[place] == pytest.approx(delta, abs=1e-9)
        assert found.z[place] == pytest.approx(delta / np.sqrt(1 / a + 1 / b), abs=1e-9)
        assert turned.delta[turned.item.tolist().index(item)] == pytest.approx(-delta, abs=1e-9)


def test_log_odds_against_a_wider_background() -> None:
    background = np.array([500, 400, 100, 50])
    found = log_odds(np.array([5, 4, 0, 0]), np.array([4, 5, 1, 0]), background=background)
    assert set(found.item.tolist()) == {0, 1, 2}
    with pytest.raises(ValueError, match="lacks items"):
        log_odds(np.array([1, 1]), np.array([1, 1]), background=np.array([5, 0]))


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [([0, 0], [3, 1], Reason.EMPTY_GROUP), ([], [], Reason.EMPTY_GROUP), ([4, 0], [2, 0], Reason.ONE_ITEM)],
)
def test_where_no_word_can_be_compared_log_odds_say_why(first: list[int], second: list[int], reason: Reason) -> None:
    found = log_odds(np.array(first, int), np.array(second, int))
    assert (found.reason, len(found.item), len(found.z)) == (reason, 0, 0)
