"""Intervals of figures from plain values: known answers, and what every measure has in common."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench import agreement as ag
from workbench.analysis.distances import interval
from workbench.analysis.intervals_of_pairs import hayes_krippendorff as of_arrays
from workbench.errors import AnalysisError


@pytest.fixture
def case(shared: Path) -> dict[str, Any]:
    (found,) = json.loads((shared / "oracles" / "agreement" / "uncertainty.json").read_text("utf-8"))["cases"]
    return found


def test_the_jackknife_is_the_known_one(case: dict[str, Any]) -> None:
    documents, expected = case["inputs"]["documents_units_by_coders"], case["expected"]
    close = case["tolerance"]["default"]
    found = ag.jackknife(ag.krippendorff_alpha, documents, by_unit=True)
    assert found.value == pytest.approx(expected["alpha"], abs=close)
    assert found.error == pytest.approx(expected["jackknife_se"], abs=close)
    assert [found.low, found.high] == pytest.approx(expected["jackknife_ci95"], abs=close)
    assert (found.method, found.documents, found.draws, found.seed) == ("jackknife", 6, 0, None)
    turned = [list(map(list, zip(*document, strict=True))) for document in documents]
    assert ag.jackknife(ag.krippendorff_alpha, turned) == found
    assert ag.jackknife(ag.krippendorff_alpha, [np.array(one, float) for one in turned]) == found


def test_the_bootstrap_falls_within_the_band_of_the_known_one(case: dict[str, Any]) -> None:
    documents, expected = case["inputs"]["documents_units_by_coders"], case["expected"]
    found = ag.bootstrap(ag.krippendorff_alpha, documents, draws=10_000, by_unit=True)
    band = case["tolerance"]["cluster_bootstrap_ci95_approx"]
    assert [found.low, found.high] == pytest.approx(expected["cluster_bootstrap_ci95_approx"], abs=band)
    assert (found.method, found.draws) == ("bootstrap", 10_000)


TEXTS = [
    [[(0, 10, "x"), (20, 30, "y")], [(0, 12 - shift, "x"), (18 + shift, 30, "x" if shift == 3 else "y")]]
    for shift in range(6)
]
RATINGS = [[[1, 0, 2, at % 3], [1, 0, 2, 1]] for at in range(6)]


@pytest.mark.parametrize(
    ("measure", "options"),
    [
        (ag.u_alpha, {}),
        (ag.bar_u_alpha, {}),
        (ag.cu_alpha, {}),
        (ag.k_u_alpha, {"code": "x"}),
        (ag.length_weighted_alpha, {}),
        (ag.character_alpha, {"code": "x"}),
        (ag.character_f1, {"lowest": 0.0}),
        (ag.span_f1, {"overlap": 0.5, "lowest": 0.0}),
        (ag.alpha_u_2004, {}),
        (ag.kn, {"codes": 2}),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_measures_on_spans_have_intervals_over_their_texts(measure: Any, options: dict[str, Any]) -> None:
    found = ag.jackknife(measure, TEXTS, length=[40] * 6, **options)
    own = {name: value for name, value in options.items() if name != "lowest"}
    assert found.value == pytest.approx(measure(TEXTS, length=[40] * 6, **own).value)
    assert found.low is not None
    assert options.get("lowest", -1) <= found.low <= found.value <= found.high <= 1


@pytest.mark.parametrize(
    ("measure", "options"),
    [
        (ag.percent_agreement, {"lowest": 0.0}),
        (ag.cohen_kappa, {}),
        (ag.conger_kappa, {}),
        (ag.fleiss_kappa, {}),
        (ag.gwet_ac1, {"categories": 3}),
        (ag.krippendorff_alpha, {"level": "ordinal"}),
        (ag.krippendorff_alpha, {"level": "interval"}),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_measures_on_units_have_intervals_over_their_documents(measure: Any, options: dict[str, Any]) -> None:
    left_out = ag.jackknife(measure, RATINGS, **options)
    options.pop("lowest", None)
    drawn = ag.bootstrap(measure, RATINGS, draws=300, **options)
    assert left_out.value == drawn.value
    assert left_out.low <= left_out.value <= left_out.high
    assert drawn.low <= drawn.value <= drawn.high


def test_sets_are_ratings_like_others() -> None:
    documents = [[[{"a"}, {"a", "b"}, set()], [{"a"}, {"a"} if at % 2 else {"a", "b"}, set()]] for at in range(5)]
    found = ag.jackknife(ag.set_alpha, documents)
    assert found.low < found.value < found.high


def test_what_has_no_interval_says_why() -> None:
    few = ag.jackknife(ag.krippendorff_alpha, RATINGS[:4])
    assert (few.low, few.high, few.reason, few.value is None) == (None, None, "few_transcripts", False)
    constant = ag.bootstrap(ag.krippendorff_alpha, [[[1, 1], [1, 1]]] * 6, draws=100)
    assert (constant.value, constant.reason) == (None, "no_figure")
    assert ag.jackknife(ag.krippendorff_alpha, []).reason == "no_figure"
    assert ag.hayes_krippendorff([[1, 1], [1, 1]]).reason == "no_figure"
    assert "none:" in str(few)


def test_the_bootstrap_of_pairs_is_that_of_arrays_and_names_its_fault() -> None:
    ratings = [[3, 1, 2, 3, 1, None, 2, 3], [3, 1, 2, 1, 1, 2, 2, 3]]
    matrix = np.array([[np.nan if one is None else one for one in row] for row in ratings], float)
    found, wanted = ag.hayes_krippendorff(ratings, "interval", seed=5), of_arrays(matrix, distance=interval, seed=5)
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high))
    assert (found.method, found.seed, found.documents) == ("pairs", 5, 0)
    assert found.note in str(found)
    names = {1: "low", 2: "some", 3: "high"}
    named = [[names.get(one) for one in row] for row in ratings]
    ranked = ag.hayes_krippendorff(named, "ordinal", order=["low", "some", "high"], seed=5)
    assert ranked == ag.hayes_krippendorff(ratings, "ordinal", seed=5)


@pytest.mark.parametrize(
    "act",
    [
        lambda: ag.jackknife(ag.krippendorff_alpha, [[[1], [1]], [[1], [1], [1]]] * 3),
        lambda: ag.jackknife(ag.unitized, TEXTS, length=[40] * 6),
        lambda: ag.jackknife(ag.cu_alpha, TEXTS, length=[40] * 5),
        lambda: ag.jackknife(ag.krippendorff_alpha, RATINGS, confidence=1.0),
        lambda: ag.bootstrap(ag.krippendorff_alpha, RATINGS, draws=0),
        lambda: ag.bootstrap(ag.krippendorff_alpha, RATINGS, seed=-1),
        lambda: ag.hayes_krippendorff([[1, 2], [1, 2]], "rank"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(act: Any) -> None:
    with pytest.raises(AnalysisError) as refused:
        act()
    assert str(refused.value)
    assert refused.value.hint
