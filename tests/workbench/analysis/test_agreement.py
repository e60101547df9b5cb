"""Agreement on units: published numbers, a second implementation, and what is undefined."""

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from workbench.analysis.agreement import (
    alpha,
    cohen,
    coincidences,
    mean_of_pairs,
    pairwise_cohen,
    percent_agreement,
)
from workbench.analysis.coefficients import Coefficient, Reason
from workbench.analysis.columns import FloatArray

NAN = float("nan")

# Krippendorff (2011), Computing Krippendorff's alpha-reliability, section C: four coders, twelve units.
FOUR_CODERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
        [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    ]
)
# The same, section A: two coders, ten units, 60 % agreement and yet next to nothing above chance.
TWO_CODERS = np.array([[1, 1, 0, 0, 0, 0, 0, 0, 0, 0], [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]], float)

ratings = arrays(float, st.tuples(st.integers(1, 5), st.integers(0, 12)), elements=st.sampled_from([0, 1, 2, NAN]))


def from_table(table: list[list[int]]) -> FloatArray:
    cells = np.array(table)
    return np.repeat(np.stack(np.nonzero(cells >= 0)), cells.ravel(), axis=1).astype(float)


def test_alpha_of_four_coders_with_missing_ratings_is_the_published_one() -> None:
    assert alpha(FOUR_CODERS).value == pytest.approx(0.743421052631579, abs=1e-12)


def test_a_unit_with_one_rating_is_no_unit() -> None:
    assert coincidences(FOUR_CODERS).shape == (5, 5)
    assert coincidences(FOUR_CODERS).sum() == pytest.approx(40)
    assert coincidences(FOUR_CODERS[:, :-1]).tolist() == coincidences(FOUR_CODERS).tolist()


def test_other_measurement_levels_are_another_distance() -> None:
    def interval(values: FloatArray, marginals: FloatArray) -> FloatArray:
        return np.subtract.outer(values, values) ** 2

    assert alpha(FOUR_CODERS, distance=interval).value == pytest.approx(0.8491071428571428, abs=1e-12)


def test_sixty_percent_agreement_can_be_next_to_chance() -> None:
    assert percent_agreement(TWO_CODERS) == Coefficient(0.6)
    assert alpha(TWO_CODERS).value == pytest.approx(0.09523809523809523, abs=1e-12)
    assert cohen(*TWO_CODERS).value == pytest.approx(0.09090909090909094, abs=1e-12)


def test_agreement_on_what_was_coded_leaves_the_uncoded_out() -> None:
    assert percent_agreement(TWO_CODERS, besides=0) == Coefficient(0.2)


@pytest.mark.parametrize(
    ("table", "kappa", "nominal"),
    [
        ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.4915254237288136, 0.48846153846153845),  # Cohen 1960, p. 45
        ([[50, 0, 0], [10, 10, 10], [20, 0, 0]], 0.2727272727272727, 0.22718446601941747),  # Brennan & Prediger 1981
        ([[118, 5], [2, 0]], -0.023391812865497075, -0.024691358024691357),  # Gwet's paradox: 94 % agree
    ],
)
def test_kappa_and_alpha_of_published_tables(table: list[list[int]], kappa: float, nominal: float) -> None:
    first, second = from_table(table)
    assert cohen(first, second).value == pytest.approx(kappa, abs=1e-12)
    assert alpha(np.stack((first, second))).value == pytest.approx(nominal, abs=1e-12)


def test_chance_in_kappa_is_the_sum_over_values_and_not_one_product() -> None:
    """The example in the help of NVivo: 1,000 characters, 150 and 100 marked, 50 of them by both."""
    first, second = from_table([[800, 50], [100, 50]])
    assert percent_agreement(np.stack((first, second))) == Coefficient(0.85)
    assert cohen(first, second).value == pytest.approx((0.85 - 0.78) / (1 - 0.78), abs=1e-12)


def test_below_chance_is_a_number() -> None:
    assert cohen(np.array([0.0, 1]), np.array([1.0, 0])).value == -1


def test_no_variation_is_undefined_and_the_percentage_stays() -> None:
    same = np.ones((2, 3))
    assert alpha(same).reason is Reason.NO_VARIATION
    assert cohen(*same).reason is Reason.NO_VARIATION
    assert percent_agreement(same) == Coefficient(1.0)


def test_two_constant_coders_who_differ_have_a_kappa_of_zero() -> None:
    assert cohen(np.zeros(4), np.ones(4)) == Coefficient(0.0)


def test_no_unit_in_common_is_undefined() -> None:
    apart = np.array([[1, NAN, 1], [NAN, 2, NAN]])
    for figure in (alpha(apart), cohen(*apart), percent_agreement(apart)):
        assert figure.reason is Reason.NO_SHARED_UNIT


def test_one_coder_agrees_with_nobody() -> None:
    assert alpha(np.ones((1, 4))).reason is Reason.TWO_CODERS
    assert percent_agreement(np.ones((1, 4))).reason is Reason.TWO_CODERS
    assert mean_of_pairs(pairwise_cohen(np.ones((1, 4)))).reason is Reason.TWO_CODERS


def test_agreement_on_marks_is_undefined_where_nobody_marked() -> None:
    assert percent_agreement(np.zeros((2, 4)), besides=0).reason is Reason.NOT_USED


def test_light_leaves_out_the_pairs_without_a_kappa() -> None:
    pairs = pairwise_cohen(np.array([[1, 1, 1, 1], [1, 1, 1, 1], [1, 0, 1, 0]], float))
    assert pairs[0, 1].reason is Reason.NO_VARIATION
    assert mean_of_pairs(pairs) == Coefficient(0.0)


def test_a_coefficient_has_a_number_or_a_reason_and_never_both() -> None:
    with pytest.raises(ValueError, match="value or a reason"):
        Coefficient(None)
    with pytest.raises(ValueError, match="value or a reason"):
        Coefficient(1.0, Reason.NOT_USED)
    with pytest.raises(ValueError, match="finite"):
        Coefficient(NAN)


@given(ratings)
@settings(max_examples=80, deadline=None)
def test_counting_alike_units_once_gives_the_same_figures(matrix: FloatArray) -> None:
    patterns, weight = np.unique(np.nan_to_num(matrix, nan=-1), axis=1, return_counts=True)
    patterns = np.where(patterns == -1, NAN, patterns)
    for measure in (alpha, percent_agreement, lambda *m: mean_of_pairs(pairwise_cohen(*m))):
        here, there = measure(matrix), measure(patterns, weight)
        assert here.reason is there.reason
        assert here.value is None or here.value == pytest.approx(there.value, abs=1e-12)


@given(ratings)
@settings(max_examples=150, deadline=None)
def test_alpha_is_that_of_the_krippendorff_package(matrix: FloatArray) -> None:
    ours = alpha(matrix)
    if ours.value is None:
        pairable = [set(unit[~np.isnan(unit)]) for unit in matrix.T if (~np.isnan(unit)).sum() > 1]
        assert len(set().union(*pairable)) < 2
    else:
        theirs = krippendorff.alpha(reliability_data=matrix, level_of_measurement="nominal")
        assert ours.value == pytest.approx(theirs, abs=1e-9)


@given(ratings, st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_the_order_of_coders_and_units_changes_nothing(matrix: FloatArray, chance: object) -> None:
    rows, columns = list(range(matrix.shape[0])), list(range(matrix.shape[1]))
    chance.shuffle(rows)  # type: ignore[attr-defined]
    chance.shuffle(columns)  # type: ignore[attr-defined]
    other = matrix[np.ix_(rows, columns)]
    for measure in (alpha, percent_agreement, lambda m: mean_of_pairs(pairwise_cohen(m))):
        here, there = measure(matrix), measure(other)
        assert here.reason is there.reason
        assert here.value == pytest.approx(there.value, abs=1e-12) if here.value is not None else True
