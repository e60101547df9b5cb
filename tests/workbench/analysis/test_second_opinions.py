"""Other programs on random ratings: the same figure, or the documented reason why not."""

import json
import math
import warnings
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import jaccard_distance, masi_distance
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats import inter_rater

from tests.workbench.analysis import by_fractions
from tests.workbench.analysis.ratings_data import random_ratings
from workbench.analysis import agreement
from workbench.analysis.coefficients import Coefficient, Reason
from workbench.analysis.columns import FloatArray
from workbench.analysis.distances import by_ratio, interval, jaccard, masi, nominal, ordinal
from workbench.analysis.standard_errors import Kind, gwet

IRRCAC = Path(__file__).resolve().parents[2] / "data" / "agreement" / "irrcac.json"
LEVELS = {"nominal": nominal, "ordinal": ordinal, "interval": interval, "ratio": by_ratio}

SAME = np.ones((2, 3))


def ratings(**fixed: Any) -> st.SearchStrategy[FloatArray]:
    choices: dict[str, st.SearchStrategy[Any]] = {
        "coders": st.integers(2, 6),
        "units": st.integers(2, 40),
        "values": st.integers(2, 5),
        "missing": st.sampled_from([0.0, 0.2, 0.6]),
        "noise": st.sampled_from([0.1, 0.5, 1.0]),
    }
    choices |= {name: st.just(value) for name, value in fixed.items()}
    return st.builds(random_ratings, st.integers(0, 100_000), **choices)


def near(ours: Coefficient, theirs: float | None, bound: float = 1e-9) -> None:
    if theirs is None:
        assert ours.value is None
        assert ours.reason in (Reason.NO_VARIATION, Reason.NO_SHARED_UNIT)
    else:
        assert ours.value == pytest.approx(theirs, abs=bound, rel=0)


def unless_nan(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


@pytest.mark.parametrize("level", LEVELS)
@given(ratings())
@settings(max_examples=60, deadline=None)
def test_alpha_is_that_of_krippendorff(level: str, matrix: FloatArray) -> None:
    ours = agreement.alpha(matrix, distance=LEVELS[level])
    shared = matrix[:, (~np.isnan(matrix)).sum(axis=0) > 1]
    if len(np.unique(shared[~np.isnan(shared)])) < 2:
        near(ours, None)
    else:
        near(ours, krippendorff.alpha(reliability_data=matrix, level_of_measurement=level))


def test_krippendorff_raises_where_there_is_no_variation() -> None:
    with pytest.raises(ValueError, match="more than one value"):
        krippendorff.alpha(reliability_data=SAME, level_of_measurement="nominal")
    assert agreement.alpha(SAME).reason is Reason.NO_VARIATION


@given(ratings(coders=2))
@settings(max_examples=60, deadline=None)
def test_cohen_is_that_of_scikit_learn(matrix: FloatArray) -> None:
    both = matrix[:, ~np.isnan(matrix).any(axis=0)].astype(int)
    if both.size:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = cohen_kappa_score(*both)
        near(agreement.cohen(*matrix), unless_nan(theirs))
    else:
        assert agreement.cohen(*matrix).reason is Reason.NO_SHARED_UNIT


def test_scikit_learn_and_statsmodels_give_nan_where_there_is_no_variation() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert math.isnan(cohen_kappa_score(*SAME.astype(int)))
        assert math.isnan(inter_rater.fleiss_kappa(np.array([[2], [2], [2]]), method="fleiss"))
    assert agreement.cohen(*SAME).reason is agreement.fleiss(SAME).reason is Reason.NO_VARIATION


@given(ratings(missing=0.0))
@settings(max_examples=60, deadline=None)
def test_fleiss_is_that_of_statsmodels(matrix: FloatArray) -> None:
    table, _values = inter_rater.aggregate_raters(matrix.T.astype(int))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = inter_rater.fleiss_kappa(table, method="fleiss")
    near(agreement.fleiss(matrix), unless_nan(theirs))


@given(ratings(coders=2, missing=0.0))
@settings(max_examples=30, deadline=None)
def test_cohen_is_that_of_statsmodels(matrix: FloatArray) -> None:
    size = int(matrix.max()) + 1
    table = np.zeros((size, size))
    np.add.at(table, tuple(matrix.astype(int)), 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = inter_rater.cohens_kappa(table, return_results=False)
    near(agreement.cohen(*matrix), unless_nan(theirs))


def task(matrix: FloatArray) -> AnnotationTask:
    rows = [(f"c{c}", f"u{u}", int(value)) for (c, u), value in np.ndenumerate(matrix) if value == value]
    return AnnotationTask(data=rows)


@given(ratings(missing=0.0, units=20))
@settings(max_examples=40, deadline=None)
def test_alpha_light_and_bennett_are_those_of_nltk(matrix: FloatArray) -> None:
    used = len(np.unique(matrix))
    if used > 1:
        theirs = task(matrix)
        near(agreement.alpha(matrix), theirs.alpha())
        near(agreement.percent_agreement(matrix), theirs.avg_Ao())
        near(agreement.brennan_prediger(matrix, used), theirs.S())
        if all(one.value is not None for one in agreement.pairwise_cohen(matrix).values()):
            near(agreement.light(matrix), theirs.kappa())
            near(agreement.conger(matrix), theirs.multi_kappa())


@given(ratings(missing=0.0, coders=2, units=20))
@settings(max_examples=40, deadline=None)
def test_scott_is_that_of_nltk(matrix: FloatArray) -> None:
    if len(np.unique(matrix)) > 1:
        near(agreement.fleiss(matrix), task(matrix).pi())


def test_nltk_gives_one_where_there_is_no_variation() -> None:
    assert task(SAME).alpha() == 1
    assert agreement.alpha(SAME).reason is Reason.NO_VARIATION


def random_sets(seed: int, *, empty: bool) -> tuple[Any, Any]:
    chance = np.random.default_rng(seed)
    members = np.array([[code >> bit & 1 for bit in range(4)] for code in range(16)], bool)
    return chance.integers(0 if empty else 1, 16, (3, 30)), members


@pytest.mark.parametrize("seed", range(12))
def test_alpha_of_sets_is_that_of_nltk(seed: int) -> None:
    places, members = random_sets(seed, empty=False)
    rows = [(f"c{c}", f"u{u}", frozenset(np.flatnonzero(members[p]).tolist())) for (c, u), p in np.ndenumerate(places)]
    for ours, theirs in ((masi, masi_distance), (jaccard, jaccard_distance)):
        task_of_sets = AnnotationTask(data=rows, distance=theirs)
        near(agreement.set_alpha(places, members, distance=ours), task_of_sets.alpha())


def test_nltk_divides_by_zero_for_two_empty_sets_which_are_alike() -> None:
    for theirs in (masi_distance, jaccard_distance):
        with pytest.raises(ZeroDivisionError):
            theirs(frozenset(), frozenset())
    places, members = random_sets(1, empty=True)
    assert ((places == 0).sum(axis=0) > 1).any()
    assert agreement.set_alpha(places, members).value is not None


def irrcac() -> list[dict[str, Any]]:
    return list(json.loads(IRRCAC.read_text("utf-8"))["cases"])


@pytest.mark.parametrize("number", range(8))
def test_the_figures_and_errors_of_irrcac_are_ours(number: int) -> None:
    case = irrcac()[number]
    rows = case["units_by_coders"]
    matrix = np.array([[np.nan if value is None else value for value in row] for row in rows], float).T
    declared, figures = case["categories"], case["figures"]
    near(agreement.ac1(matrix, declared), figures["gwet_ac1"])
    near(agreement.brennan_prediger(matrix, declared), figures["brennan_prediger"])
    near(agreement.fleiss(matrix), figures["fleiss_kappa"])
    near(agreement.conger(matrix), figures["conger_kappa"])
    near(agreement.alpha(matrix), figures["krippendorff_alpha_nominal"])
    near(agreement.alpha(matrix, distance=interval), figures["krippendorff_alpha_interval"])
    for kind in Kind:
        near(gwet(matrix, kind, declared), case["standard_errors"][kind.value])


def test_every_case_of_irrcac_is_looked_at() -> None:
    """Where there is no variation irrCAC gives 1 for AC1 and Brennan-Prediger, and divides by zero for the others."""
    assert len(irrcac()) == 8


@given(ratings())
@settings(max_examples=80, deadline=None)
def test_exact_fractions_give_the_same(matrix: FloatArray) -> None:
    units, declared = by_fractions.rows_of(matrix), 6
    agreed = by_fractions.observed(units)
    near(agreement.percent_agreement(matrix), None if agreed is None else float(agreed), 1e-12)
    near(agreement.fleiss(matrix), by_fractions.fleiss(units), 1e-12)
    near(agreement.ac1(matrix, declared), by_fractions.ac1(units, declared), 1e-12)
    near(agreement.brennan_prediger(matrix, declared), by_fractions.brennan_prediger(units, declared), 1e-12)
    near(agreement.conger(matrix), by_fractions.conger(units), 1e-12)
    near(agreement.alpha(matrix), by_fractions.alpha(units, lambda one, other: Fraction(one != other)), 1e-12)
    columns = list(zip(*units, strict=True))
    for (i, j), ours in agreement.pairwise_cohen(matrix).items():
        near(ours, by_fractions.cohen(list(columns[i]), list(columns[j])), 1e-12)
    assert set(agreement.pairwise_cohen(matrix)) == set(combinations(range(len(matrix)), 2))
