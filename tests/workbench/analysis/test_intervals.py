"""Intervals: whole transcripts left out or drawn anew, for any measure that adds up."""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from workbench.analysis.agreement import alpha, coincidences
from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import FloatArray
from workbench.analysis.distances import Distance, interval, nominal
from workbench.analysis.intervals import DRAWS, Interval, Method, bootstrap, jackknife, leave_one_out, student
from workbench.analysis.intervals_of_pairs import hayes_krippendorff


@dataclass(frozen=True)
class Share:
    """The simplest measure: a sum over a sum."""

    parts: FloatArray

    def evaluate(self, totals: FloatArray) -> FloatArray:
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(totals[..., 1:] > 0, totals[..., :1] / totals[..., 1:], np.nan)


class BinaryAlpha:
    """Nominal alpha of two coders, 0 and 1, from three counts of each transcript."""

    def __init__(self, documents: list[list[list[int | None]]]) -> None:
        self.parts = np.array([self._counts(units) for units in documents], float)

    @staticmethod
    def _counts(units: list[list[int | None]]) -> list[int]:
        pairs = [(a, b) for a, b in units if a is not None and b is not None]
        ones = sum(a + b for a, b in pairs)
        return [2 * len(pairs), ones, 2 * sum(a != b for a, b in pairs)]

    def evaluate(self, totals: FloatArray) -> FloatArray:
        values, ones, differing = np.moveaxis(totals, -1, 0)
        with np.errstate(invalid="ignore", divide="ignore"):
            found = 1 - (values - 1) * differing / (2 * ones * (values - ones))
        return np.where(ones * (values - ones) > 0, found, np.nan)[..., None]


def oracle(shared: Path) -> tuple[BinaryAlpha, dict[str, Any], dict[str, float]]:
    content = json.loads((shared / "oracles" / "agreement" / "uncertainty.json").read_text("utf-8"))
    (case,) = content["cases"]
    return BinaryAlpha(case["inputs"]["documents_units_by_coders"]), case["expected"], case["tolerance"]


def test_the_jackknife_is_the_known_one(shared: Path) -> None:
    measure, expected, tolerance = oracle(shared)
    [found] = jackknife(measure)
    assert isinstance(found, Interval)
    close = tolerance["default"]
    assert measure.evaluate(measure.parts.sum(axis=0)) == pytest.approx(expected["alpha"], abs=close)
    assert leave_one_out(measure)[:, 0].tolist() == pytest.approx(expected["leave_one_out"], abs=close)
    assert found.error == pytest.approx(expected["jackknife_se"], abs=close)
    assert [found.low, found.high] == pytest.approx(expected["jackknife_ci95"], abs=close)
    assert (found.method, found.transcripts, found.confidence) == (Method.JACKKNIFE, 6, 0.95)


def test_the_bootstrap_falls_within_the_band_of_the_known_one(shared: Path) -> None:
    measure, expected, tolerance = oracle(shared)
    [found] = bootstrap(measure, draws=10_000)
    assert isinstance(found, Interval)
    wanted = expected["cluster_bootstrap_ci95_approx"]
    assert [found.low, found.high] == pytest.approx(wanted, abs=tolerance["cluster_bootstrap_ci95_approx"])
    assert set(expected) == {
        "alpha",
        "leave_one_out",
        "jackknife_se",
        "jackknife_ci95",
        "cluster_bootstrap_ci95_approx",
    }


def test_the_same_seed_gives_the_same_bounds_and_another_seed_others(shared: Path) -> None:
    measure, *_ = oracle(shared)
    assert bootstrap(measure, seed=3) == bootstrap(measure, seed=3)
    assert bootstrap(measure, seed=3) != bootstrap(measure, seed=4)


def test_bounds_do_not_depend_on_how_many_draws_are_held_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    measure = Share(np.array([[3.0, 9], [2, 2], [5, 8], [0, 4], [1, 7], [6, 7]]))
    whole = bootstrap(measure, draws=500)
    monkeypatch.setattr("workbench.analysis.intervals._CELLS_AT_ONCE", 40)
    assert bootstrap(measure, draws=500) == whole


@pytest.mark.parametrize("transcripts", range(5))
def test_fewer_than_five_transcripts_give_no_interval(transcripts: int) -> None:
    parts = np.tile([1.0, 2.0], (transcripts, 1))
    expected = [Reason.FEW_TRANSCRIPTS if transcripts else Reason.NO_FIGURE]
    assert jackknife(Share(parts)) == expected
    assert bootstrap(Share(parts)) == expected


def test_transcripts_that_add_nothing_are_not_counted() -> None:
    rows = [[1.0, 2.0], [2.0, 3.0], [0.0, 3.0], [1.0, 1.0]]
    assert jackknife(Share(np.array([*rows, [0.0, 0.0]]))) == [Reason.FEW_TRANSCRIPTS]
    compared = [*rows, [1.0, 4.0]]
    assert jackknife(Share(np.array(compared))) == jackknife(Share(np.array([[0.0, 0.0], *compared, [0.0, 0.0]])))


class Shares:
    """Two shares, each of its own sums."""

    def __init__(self, parts: FloatArray) -> None:
        self.parts = parts

    def evaluate(self, totals: FloatArray) -> FloatArray:
        with np.errstate(invalid="ignore", divide="ignore"):
            return totals[..., ::2] / totals[..., 1::2]


def test_transcripts_that_were_compared_count_though_they_add_nothing() -> None:
    rows = [[1.0, 2.0], [2.0, 3.0], [0.0, 3.0], [1.0, 1.0]]
    measure = Share(np.array([*rows, [0.0, 0.0], [0.0, 0.0]]))
    [found] = jackknife(measure, compared=np.ones(6, bool))
    left = [4 / 9 if row is None else (4 - row[0]) / (9 - row[1]) for row in [*rows, None, None]]
    assert isinstance(found, Interval)
    assert found.transcripts == 6
    assert found.error == pytest.approx(np.sqrt(5 / 6 * sum((one - np.mean(left)) ** 2 for one in left)), abs=1e-12)
    [drawn] = bootstrap(measure, compared=np.ones(6, bool))
    assert isinstance(drawn, Interval) and drawn.transcripts == 6


def test_figures_may_rest_on_different_transcripts() -> None:
    chance = np.random.default_rng(3)
    one, other = (np.cumsum(chance.integers(1, 9, (9, 2)), axis=1).astype(float) for _one in range(2))
    one[6:], other[:3] = 0, 0
    read = np.stack((np.arange(9) < 6, np.arange(9) >= 3), axis=1)
    for resampled in (jackknife, bootstrap):
        together = resampled(Shares(np.hstack((one, other))), compared=read)
        assert together == [*resampled(Share(one[:6])), *resampled(Share(other[3:]))]


def test_a_figure_that_rests_on_one_transcript_has_no_jackknife() -> None:
    measure = Share(np.array([[1.0, 2.0], *[[1.0, 0.0]] * 5]))
    assert jackknife(measure) == [Reason.ONE_TRANSCRIPT]
    [drawn] = bootstrap(measure)
    assert isinstance(drawn, Interval)
    assert 0.2 < drawn.undefined_draws / DRAWS < 0.5  # (5/6)^6 = 0.33


def test_a_figure_that_is_undefined_has_no_interval() -> None:
    measure = Share(np.array([[1.0, 0.0]] * 6))
    assert jackknife(measure) == [Reason.NO_FIGURE] == bootstrap(measure)


def test_bounds_are_cut_off_at_what_a_figure_can_be() -> None:
    measure = Share(np.array([[0.0, 1.0], [1, 1], [0, 1], [1, 1], [0, 1], [1, 1]]) * [[1], [1], [1], [1], [1], [9]])
    [wide] = jackknife(measure)
    [cut] = jackknife(measure, lowest=0.0)
    assert isinstance(wide, Interval) and isinstance(cut, Interval)
    assert wide.low < 0 == cut.low
    assert wide.high == cut.high == 1


def test_no_spread_between_transcripts_is_an_interval_of_one_point() -> None:
    [found] = jackknife(Share(np.array([[1.0, 2.0]] * 7)))
    assert isinstance(found, Interval)
    assert (found.low, found.high, found.error) == (0.5, 0.5, 0.0)


@pytest.mark.parametrize("freedom", [1, 2, 4, 5, 10, 30, 99, 1_249])
@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.99])
def test_student_is_that_of_scipy(confidence: float, freedom: int) -> None:
    assert student(confidence, freedom) == pytest.approx(stats.t.ppf((1 + confidence) / 2, freedom), rel=1e-9)


def ratings(seed: int, units: int = 300) -> FloatArray:
    random = np.random.default_rng(seed)
    truth = random.integers(0, 3, units)
    given_by = np.where(random.random((3, units)) < 0.8, truth, random.integers(0, 3, (3, units))).astype(float)
    given_by[random.random((3, units)) < 0.1] = np.nan
    return given_by


@pytest.mark.parametrize("distance", [nominal, interval])
def test_the_bootstrap_of_pairs_spreads_as_independent_pairs_would(distance: Distance) -> None:
    matrix = ratings(7)
    found = hayes_krippendorff(matrix, distance=distance, draws=20_000)
    assert isinstance(found, Interval)
    figure = alpha(matrix, distance=distance).value
    assert figure is not None
    observed, rated = coincidences(matrix), (~np.isnan(matrix)).sum(axis=0)
    squared = distance(np.arange(3.0), observed.sum(axis=1))
    total, marginals = observed.sum(), observed.sum(axis=1)
    expected = (marginals @ squared @ marginals) / (total * (total - 1))
    mean, mean_square = ((observed * squared**power).sum() / total for power in (1, 2))
    pairs = (rated * (rated - 1) / 2).sum()
    reach = 1.96 * math.sqrt((mean_square - mean**2) / pairs) / expected
    assert [found.low, found.high] == pytest.approx([figure - reach, figure + reach], abs=0.01)
    assert (found.method, found.undefined_draws) == (Method.PAIRS, 0)


def test_draws_of_pairs_without_variation_are_counted() -> None:
    matrix = np.array([[0.0] * 9 + [1.0], [0.0] * 9 + [1.0]])
    found = hayes_krippendorff(matrix)
    assert isinstance(found, Interval)
    assert 0.3 < found.undefined_draws / found.draws < 0.4  # 0.9^10
    assert (found.low, found.high) == (1.0, 1.0)


def test_a_rating_that_pairs_with_none_changes_nothing() -> None:
    matrix = ratings(3)
    alone = np.hstack((matrix, [[9.0], [np.nan], [np.nan]]))
    assert hayes_krippendorff(alone) == hayes_krippendorff(matrix)


def test_pairs_of_one_value_have_no_interval() -> None:
    assert hayes_krippendorff(np.zeros((2, 8))) is Reason.NO_FIGURE
    assert hayes_krippendorff(np.full((2, 3), np.nan)) is Reason.NO_FIGURE


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=5, max_size=12), st.randoms())
def test_the_order_of_transcripts_makes_no_difference(rows: list[tuple[int, int]], random: Any) -> None:
    mixed = list(rows)
    random.shuffle(mixed)
    [one], [other] = (jackknife(Share(np.array(some, float))) for some in (rows, mixed))
    assert isinstance(one, Interval) and isinstance(other, Interval)
    assert [one.low, one.high] == pytest.approx([other.low, other.high], abs=1e-12)
