"""Cases by attribute and by what they have, against going through the cases."""

from statistics import mean, median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from workbench.analysis.columns import MISSING, FloatArray, IntArray
from workbench.analysis.crosstab import Band, banded, crosstab, how_many, quantile_edges
from workbench.analysis.resampling import wilson

VALUES = 3

cases = st.tuples(st.integers(0, 4), st.integers(0, 9)).flatmap(
    lambda shape: st.tuples(
        arrays(np.int64, shape, elements=st.integers(MISSING, 1)),
        arrays(np.int64, shape[1], elements=st.integers(MISSING, VALUES - 1)),
    )
)


@given(cases)
@settings(max_examples=150)
def test_every_cell_is_what_going_through_the_cases_gives(drawn: tuple[IntArray, IntArray]) -> None:
    present, value = drawn
    found = crosstab(present, value, VALUES)
    assert found.unknown == sum(one == MISSING for one in value)
    assert found.cases.tolist() == [sum(one == group for one in value) for group in range(VALUES)]
    for thing, row in enumerate(present.tolist()):
        having = [has for has, group in zip(row, value, strict=True) if group != MISSING]
        assert (found.totals[thing], found.total_known[thing]) == (having.count(1), len(having) - having.count(MISSING))
        for group in range(VALUES):
            mine = [has for has, one in zip(row, value, strict=True) if one == group]
            count, known = mine.count(1), mine.count(1) + mine.count(0)
            assert (found.counts[thing, group], found.known[thing, group]) == (count, known)
            assert found.penetration[thing, group] == pytest.approx(count / known if known else np.nan, nan_ok=True)
            total = having.count(1)
            assert found.composition[thing, group] == pytest.approx(count / total if total else np.nan, nan_ok=True)
            assert found.interval(thing, group) == wilson(count, known)


@given(cases)
@settings(max_examples=150)
def test_the_number_of_things_is_what_counting_each_cases_gives(drawn: tuple[IntArray, IntArray]) -> None:
    present, value = drawn
    found = how_many(present, value, VALUES)
    for group in range(VALUES):
        mine = [present[:, case].tolist() for case in np.flatnonzero(value == group)]
        numbers = [sum(one) for one in mine if MISSING not in one]
        assert found.incomplete[group] == len(mine) - len(numbers)
        assert found.cases[group] == len(numbers)
        assert found.counts[group].tolist() == [numbers.count(number) for number in range(len(present) + 1)]
        assert found.means[group] == pytest.approx(mean(numbers) if numbers else np.nan, nan_ok=True)
        assert found.medians[group] == pytest.approx(median(numbers) if numbers else np.nan, nan_ok=True)
        assert found.shares[group].sum() == pytest.approx(1 if numbers else np.nan, nan_ok=True)


def test_organisations_by_jurisdiction_with_their_denominators() -> None:
    """Eleven hundred organisations, three tools, of which one was not looked for in the last hundred."""
    jurisdiction = np.repeat([0, 1, 2], [1000, 100, 43])
    tools = np.zeros((3, 1143), int)
    tools[0, :600] = 1
    tools[1, 950:1050] = 1
    tools[2, 1043:] = MISSING
    found = crosstab(tools, jurisdiction, 3)
    assert found.counts.tolist() == [[600, 0, 0], [50, 50, 0], [0, 0, 0]]
    assert found.known[2].tolist() == [1000, 43, 0]
    assert found.penetration[:2].tolist() == [[0.6, 0, 0], [0.05, 0.5, 0]]
    assert np.isnan(found.penetration[2, 2])
    assert found.composition[1].tolist() == [0.5, 0.5, 0]
    number = how_many(tools)
    assert number.counts.tolist() == [[350, 693, 0, 0]]
    assert number.incomplete.tolist() == [100]
    assert number.medians.tolist() == [1.0]


def test_booleans_will_do_and_nothing_is_no_error() -> None:
    assert crosstab(np.array([[True, False]]), np.array([0, 1]), 2).counts.tolist() == [[1, 0]]
    nobody = crosstab(np.zeros((2, 0), int), np.zeros(0, int), 2)
    assert np.isnan(nobody.penetration).all() and np.isnan(nobody.composition).all()
    assert nobody.interval(0, 0) is None
    assert how_many(np.zeros((0, 3), int)).counts.tolist() == [[3]]
    assert np.isnan(how_many(np.zeros((2, 0), int)).means).all()


def test_numbers_fall_into_bands_with_their_lower_edge() -> None:
    band, bands = banded(np.array([4.9, 5, 9.99, 10, 50, np.nan]), [10, 5, 5])
    assert band.tolist() == [0, 1, 1, 2, 2, MISSING]
    assert bands == (Band(None, 5), Band(5, 10), Band(10, None))
    assert banded(np.array([1.0, np.nan]), [])[0].tolist() == [0, MISSING]
    assert banded(np.array([1.0]), [])[1] == (Band(None, None),)


@given(arrays(float, st.integers(0, 20), elements=st.integers(0, 9).map(float) | st.just(np.nan)), st.integers(1, 5))
def test_quantiles_make_no_empty_band(numbers: FloatArray, wanted: int) -> None:
    edges = quantile_edges(numbers, wanted)
    band, bands = banded(numbers, edges)
    assert len(bands) <= wanted
    known = band[band != MISSING]
    if len(known):
        assert set(known.tolist()) == set(range(len(bands)))
    for at, case in enumerate(band.tolist()):
        if case != MISSING:
            low, high = bands[case].low, bands[case].high
            assert (low is None or low <= numbers[at]) and (high is None or numbers[at] < high)


def test_quantiles_of_different_numbers_make_equal_bands() -> None:
    numbers = np.arange(12.0)
    band, _ = banded(numbers, quantile_edges(numbers, 4))
    assert np.bincount(band).tolist() == [3, 3, 3, 3]
    assert quantile_edges(np.array([7.0, 7.0, 7.0]), 3) == ()
    assert quantile_edges(np.array([np.nan]), 3) == ()
