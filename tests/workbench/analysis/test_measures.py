"""Coefficients as sums over transcripts: what is pooled, left out or taken apart is what counting anew gives."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbench.analysis.ratings_data import random_ratings, random_transcripts
from workbench.analysis import agreement, measures
from workbench.analysis.coefficients import Coefficient, Reason
from workbench.analysis.columns import MISSING, FloatArray
from workbench.analysis.distances import by_ratio, interval, nominal, ordinal
from workbench.analysis.intervals import jackknife, leave_one_out
from workbench.analysis.sums import Sums
from workbench.analysis.units import Units
from workbench.errors import AnalysisError

NAN = float("nan")
Measure = Callable[[FloatArray, Units], Sums]

MEASURES: dict[str, Measure] = {
    "percent": lambda values, units: measures.percent(units),
    "percent of what was coded": lambda values, units: measures.percent_beside(units, 0),
    "holsti": lambda values, units: measures.holsti(units),
    "holsti of what was coded": lambda values, units: measures.holsti(units, 0),
    "specific": lambda values, units: measures.specific(units, 1),
    "fleiss": lambda values, units: measures.fleiss(units),
    "ac1": lambda values, units: measures.ac1(units, 5),
    "brennan_prediger": lambda values, units: measures.brennan_prediger(units, 5),
    "cohen": lambda values, units: measures.cohen(units),
    "light": lambda values, units: measures.light(units),
    "conger": lambda values, units: measures.conger(units),
    "nominal": lambda values, units: measures.alpha(units, values, nominal),
    "ordinal": lambda values, units: measures.alpha(units, values, ordinal),
    "interval": lambda values, units: measures.alpha(units, values, interval),
    "ratio": lambda values, units: measures.alpha(units, values, by_ratio),
}

matrices = st.builds(
    random_ratings,
    st.integers(0, 10_000),
    coders=st.integers(1, 5),
    units=st.integers(0, 25),
    values=st.integers(1, 4),
    missing=st.sampled_from([0.0, 0.3, 0.8]),
)


def same(one: list[Coefficient], other: list[Coefficient]) -> None:
    assert [figure.reason for figure in one] == [figure.reason for figure in other]
    for left, right in zip(one, other, strict=True):
        assert left.value is None or left.value == pytest.approx(right.value, abs=1e-12)


@pytest.mark.parametrize("name", MEASURES)
@given(matrices, st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_texts_counted_apart_add_up_to_all_of_them(name: str, ratings: FloatArray, seed: int) -> None:
    transcript = random_transcripts(seed, ratings.shape[1], 4)
    apart = MEASURES[name](*Units.build(ratings, transcript=transcript, transcripts=4))
    assert len(apart.parts) == 4
    same(apart.figures(), MEASURES[name](*Units.build(ratings)).figures())


@pytest.mark.parametrize("name", MEASURES)
def test_a_text_left_out_gives_what_the_others_give_by_themselves(name: str) -> None:
    ratings, transcript = random_ratings(7, units=80), random_transcripts(7, 80, 6)
    found = leave_one_out(MEASURES[name](*Units.build(ratings, transcript=transcript)))
    for left_out in range(6):
        others = MEASURES[name](*Units.build(ratings[:, transcript != left_out])).figures()
        assert found[left_out].tolist() == pytest.approx([one.value for one in others], abs=1e-12)


@pytest.mark.parametrize("name", MEASURES)
def test_the_figures_of_one_text_are_those_of_its_units(name: str) -> None:
    ratings, transcript = random_ratings(11, units=30), random_transcripts(11, 30, 5)
    ratings[:, transcript == 2] = NAN
    found = MEASURES[name](*Units.build(ratings, transcript=transcript, transcripts=5)).per_transcript()
    for text in range(5):
        values, units = Units.build(ratings)  # the same values in use, so that 0 and 1 stand for the same
        same(found[text], MEASURES[name](values, units.take(transcript == text)).figures())
    assert {one.reason for one in found[2]} == {Reason.NO_SHARED_UNIT}


@pytest.mark.parametrize("name", MEASURES)
@given(matrices, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_coders_units_and_values_changes_nothing(name: str, ratings: FloatArray, chance: object) -> None:
    rows, columns = list(range(ratings.shape[0])), list(range(ratings.shape[1]))
    chance.shuffle(rows)  # type: ignore[attr-defined]
    chance.shuffle(columns)  # type: ignore[attr-defined]
    other = ratings[np.ix_(rows, columns)]
    here, there = (MEASURES[name](*Units.build(one)).figures() for one in (ratings, other))
    if name == "cohen":
        here, there = (sorted(figures, key=lambda one: (one.reason or "", one.value or 0)) for figures in (here, there))
    same(here, there)


@pytest.mark.parametrize("name", ["percent", "fleiss", "ac1", "brennan_prediger", "light", "conger", "nominal"])
@given(matrices)
@settings(max_examples=30, deadline=None)
def test_other_names_for_the_values_change_nothing(name: str, ratings: FloatArray) -> None:
    here, there = (MEASURES[name](*Units.build(one)).figures() for one in (ratings, (ratings * 7 + 3) % 13))
    same(here, there)


@given(matrices)
@settings(max_examples=60, deadline=None)
def test_a_column_that_stands_for_three_units_is_three_units(ratings: FloatArray) -> None:
    weight = np.arange(ratings.shape[1]) % 3 + 1
    for measure in MEASURES.values():
        here = measure(*Units.build(ratings, weight)).figures()
        same(here, measure(*Units.build(np.repeat(ratings, weight, axis=1))).figures())


def test_a_single_value_is_no_variation_for_all_that_correct_for_chance() -> None:
    same_ = np.ones((3, 4))
    for figure in (
        agreement.alpha(same_),
        agreement.fleiss(same_),
        agreement.conger(same_),
        agreement.light(same_[:2]),
        agreement.ac1(same_, 2),
        agreement.brennan_prediger(same_, 2),
        agreement.pabak(same_),
    ):
        assert figure.reason is Reason.NO_VARIATION
    assert agreement.percent_agreement(same_) == agreement.holsti(same_) == Coefficient(1.0)


def test_a_text_left_out_can_leave_no_variation_and_that_is_no_number() -> None:
    """Sums of shares are not whole numbers: what is left of them after subtraction must not pass for variation."""
    ratings = np.ones((3, 60))
    ratings[2, ::7] = NAN
    ratings[0, -1] = 2
    transcript = np.repeat(np.arange(6), 10)
    for name in ("fleiss", "ac1", "brennan_prediger", "conger", "light", "nominal", "ordinal"):
        found = leave_one_out(MEASURES[name](*Units.build(ratings, transcript=transcript)))
        assert np.isnan(found[5]).all(), name
        assert not np.isnan(found[:5]).any(), name


def test_no_unit_in_common_is_said_for_every_measure() -> None:
    apart = np.array([[1, NAN, 0], [NAN, 2, NAN]])
    for measure in MEASURES.values():
        values, units = Units.build(apart)
        (figure,) = measure(values, units).figures()
        assert figure.reason is Reason.NO_SHARED_UNIT or figure == Coefficient(0.0)  # Holsti counts what each decided


def test_one_coder_has_nobody_to_agree_with() -> None:
    for name, measure in MEASURES.items():
        figures = measure(*Units.build(np.array([[0.0, 1, 2]]))).figures()
        assert name == "cohen" or [one.reason for one in figures] == [Reason.TWO_CODERS]


def test_fewer_categories_than_are_in_use_is_a_mistake_and_is_told() -> None:
    with pytest.raises(AnalysisError, match="3 categories are in use and only 2 were declared"):
        agreement.ac1(np.array([[0.0, 1, 2], [0, 1, 2]]), 2)
    with pytest.raises(AnalysisError):
        agreement.pabak(np.array([[0.0, 1, 2], [0, 1, 2]]))


def test_one_category_is_no_choice() -> None:
    one = np.zeros((2, 3))
    assert agreement.ac1(one, 1).reason is Reason.ONE_CATEGORY
    assert agreement.brennan_prediger(one, 1).reason is Reason.ONE_CATEGORY


def test_categories_that_nobody_used_count_where_they_are_declared() -> None:
    ratings = np.array([[0.0, 0, 1, 1], [0, 1, 1, 1]])
    assert agreement.brennan_prediger(ratings, 2).value == pytest.approx(0.5)
    assert agreement.brennan_prediger(ratings, 4).value == pytest.approx((0.75 - 0.25) / 0.75)
    assert agreement.ac1(ratings, 2).value != agreement.ac1(ratings, 4).value


def test_holsti_counts_decisions_and_the_blank_is_none() -> None:
    ratings = np.array([[1, 1, 0, 0, 2], [1, 0, 0, 2, 1]], float)
    assert agreement.holsti(ratings) == Coefficient(2 * 2 / 10)
    assert agreement.holsti(ratings, blank=0) == Coefficient(2 * 1 / 6)
    assert agreement.holsti(np.zeros((2, 3)), blank=0).reason is Reason.NOT_USED


def test_positive_agreement_of_two_coders_is_f1() -> None:
    ratings = np.array([[1, 1, 1, 0, 0], [1, 0, 0, 1, 0]], float)
    assert agreement.specific_agreement(ratings, 1) == Coefficient(2 * 1 / (2 * 1 + 3))
    assert agreement.specific_agreement(ratings, 0) == Coefficient(2 * 1 / (2 * 1 + 3))
    assert agreement.specific_agreement(np.array([[1.0, 0], [0, 0]]), 1) == Coefficient(0.0)
    assert agreement.specific_agreement(np.zeros((2, 4)), 1).reason is Reason.NOT_USED


def test_fleiss_keeps_units_of_one_rating_in_the_prevalence() -> None:
    """Gwet's form: P_o from the two shared units, p_k from all three."""
    ratings = np.array([[0, 1, 1], [0, 0, NAN]], float)
    zero = (1 + 0.5 + 0) / 3
    chance = zero**2 + (1 - zero) ** 2
    assert agreement.fleiss(ratings).value == pytest.approx((0.5 - chance) / (1 - chance), abs=1e-12)


def test_conger_of_two_who_rated_everything_is_cohen() -> None:
    ratings = random_ratings(3, coders=2, missing=0)
    assert agreement.conger(ratings).value == pytest.approx(agreement.cohen(*ratings).value, abs=1e-12)


def test_a_coder_without_a_rating_changes_no_coefficient() -> None:
    ratings = random_ratings(5, coders=3)
    wider = np.vstack((ratings, np.full(ratings.shape[1], NAN)))
    for name in ("percent", "fleiss", "ac1", "light", "conger", "nominal", "ordinal"):
        same(MEASURES[name](*Units.build(ratings)).figures(), MEASURES[name](*Units.build(wider)).figures())


def test_the_order_of_ranks_matters_and_their_size_does_not() -> None:
    ratings = random_ratings(9)
    stretched = np.where(np.isnan(ratings), NAN, 10.0 ** np.nan_to_num(ratings))
    assert agreement.alpha(ratings, distance=ordinal).value == pytest.approx(
        agreement.alpha(stretched, distance=ordinal).value, abs=1e-12
    )
    assert agreement.alpha(ratings, distance=interval) != agreement.alpha(stretched, distance=interval)


def test_interval_alpha_does_not_depend_on_the_unit_of_measurement() -> None:
    ratings = random_ratings(10)
    tiny = agreement.alpha(ratings * 1e-9, distance=interval).value
    assert tiny == pytest.approx(agreement.alpha(ratings, distance=interval).value, abs=1e-12)


def test_a_jackknife_of_every_measure_has_an_interval_around_its_figure() -> None:
    ratings, transcript = random_ratings(21, units=200), random_transcripts(21, 200, 12)
    for name, measure in MEASURES.items():
        sums = measure(*Units.build(ratings, transcript=transcript))
        for figure, found in zip(sums.figures(), jackknife(sums), strict=True):
            assert figure.value is not None, name
            assert not isinstance(found, Reason), name
            assert found.low < figure.value < found.high, name


def test_no_value_is_blank_where_none_is_named() -> None:
    assert agreement.place_of(np.array([1.0, 2.0]), None) == MISSING
    assert agreement.place_of(np.array([1.0, 2.0]), 3) == MISSING
    assert agreement.place_of(np.array([1.0, 2.0]), 2) == 1
