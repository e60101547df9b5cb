"""γ: the best alignment, the random units it is compared with, and the known values."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import Codings
from workbench.analysis.gamma import MOST_SAMPLES, SAMPLER, SAMPLES, Gamma, gamma
from workbench.analysis.gamma_alignment import Dissimilarity, Units, best_alignment
from workbench.analysis.intervals import jackknife
from workbench.errors import AnalysisError

Row = tuple[int, int, int, int, int]  # transcript, coder, code, start, end
ORACLES = ("gamma-aps", "gamma-simple2", "gamma-three")


def codings_of(rows: list[Row]) -> Codings:
    columns = [[row[at] for row in rows] for at in range(5)]
    return Codings.build(transcript=columns[0], coder=columns[1], code=columns[2], start=columns[3], end=columns[4])


def measured(*rows: Row, coders: int = 2, texts: int = 1, codes: int = 3, **other: Any) -> Gamma:
    chosen = {"theme_of": np.arange(codes), "themes": codes, "read": np.ones((texts, coders), bool)}
    return gamma(codings_of(list(rows)), range(coders), **(chosen | other))


def units_of(*rows: tuple[int, int, int]) -> Units:
    columns = [np.array([row[at] for row in rows], float) for at in range(3)]
    return Units(columns[0], columns[1], columns[2].astype(np.int64))


def oracle(shared: Path, name: str) -> tuple[list[Row], dict[str, Any], dict[str, Any], dict[str, float]]:
    content = json.loads((shared / "oracles" / "agreement" / "gamma.json").read_text("utf-8"))
    assert {case["id"] for case in content["cases"]} == set(ORACLES)
    case = next(case for case in content["cases"] if case["id"] == name)
    inputs = case["inputs"]
    coders, codes = (sorted({unit[at] for unit in inputs["units"]}) for at in (0, 1))
    rows = [(0, coders.index(who), codes.index(code), start, end) for who, code, start, end in inputs["units"]]
    return rows, inputs, case["expected"], case["tolerance"]


@pytest.mark.parametrize("name", ORACLES)
def test_the_best_alignment_has_the_known_disorder(shared: Path, name: str) -> None:
    rows, inputs, expected, tolerance = oracle(shared, name)
    coders = 1 + max(row[1] for row in rows)
    units = [units_of(*((row[3], row[4], row[2]) for row in rows if row[1] == who)) for who in range(coders)]
    best = best_alignment(units, Dissimilarity(inputs["alpha"], inputs["beta"], inputs["delta_empty"]))
    assert best.disorder == pytest.approx(expected["best_alignment_disorder"], abs=tolerance["default"])
    assert len(best.tuples) + best.alone == expected["n_unitary_alignments"]


@pytest.mark.parametrize("name", ORACLES)
def test_gamma_and_gamma_cat_fall_within_the_known_bands(shared: Path, name: str) -> None:
    rows, inputs, expected, tolerance = oracle(shared, name)
    dissimilarity = Dissimilarity(inputs["alpha"], inputs["beta"], inputs["delta_empty"])
    coders, codes = 1 + max(row[1] for row in rows), 1 + max(row[2] for row in rows)
    found = measured(*rows, coders=coders, codes=codes, dissimilarity=dissimilarity, samples=250)
    known = {"gamma_mean_5_seeds": found.gamma(), "gamma_cat_mean_5_seeds": found.cat()}
    for key, sums in known.items():
        assert sums.value.value == pytest.approx(expected[key], abs=tolerance[key])
    assert set(expected) == {"best_alignment_disorder", "n_unitary_alignments", *known}


def disorder_by_trying(units: list[Units], chosen: Dissimilarity) -> float:
    """Least sum over all partitions into unitary alignments, unit after unit of the first coder, then of the next."""

    def pair(a: tuple[int, int] | None, b: tuple[int, int] | None) -> float:
        if a is None or b is None:
            return chosen.empty
        one, two = (units[who].take(np.array([at])) for who, at in (a, b))
        return float(chosen(one, two)[0, 0])

    def unitary(members: list[tuple[int, int] | None]) -> float:
        pairs = [pair(members[a], members[b]) for a in range(len(units)) for b in range(a)]
        return sum(pairs) / len(pairs)

    def least(left: list[list[int]]) -> float:
        who = next((at for at, some in enumerate(left) if some), None)
        if who is None:
            return 0.0
        first, rest = left[who][0], [some if at != who else some[1:] for at, some in enumerate(left)]
        options = [[None, *some] if at > who else [None] for at, some in enumerate(rest)]
        best = float("inf")
        for others in product(*options):
            members = [(at, other) if other is not None else None for at, other in enumerate(others)]
            members[who] = (who, first)
            after = [[unit for unit in some if unit != other] for some, other in zip(rest, others, strict=True)]
            best = min(best, unitary(members) + least(after))
        return best

    count = sum(map(len, units))
    return least([list(range(len(one))) for one in units]) * len(units) / count


some_units = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 6), st.integers(0, 2)).map(lambda u: (u[0], u[0] + u[1], u[2])),
    max_size=3,
).map(lambda rows: units_of(*rows))
weights = st.sampled_from([Dissimilarity(), Dissimilarity(3, 1, 1), Dissimilarity(1, 2, 0.5), Dissimilarity(0, 1, 1)])


@given(st.lists(some_units, min_size=2, max_size=3), weights)
@settings(max_examples=80, deadline=None)
def test_the_alignment_is_the_best_of_all(units: list[Units], chosen: Dissimilarity) -> None:
    best = best_alignment(units, chosen)
    if not sum(map(len, units)):
        assert (best.disorder, len(best.tuples), best.alone) == (0, 0, 0)
        return
    assert best.disorder == pytest.approx(disorder_by_trying(units, chosen), abs=1e-7)
    assert all(len(set(used)) == len(used) for used in (at[at >= 0].tolist() for at in best.tuples.T))
    assert (best.tuples >= 0).sum() + best.alone == sum(map(len, units))


def test_the_same_units_have_no_disorder_and_the_highest_gamma() -> None:
    rows: list[Row] = [(0, who, at % 2, 10 * at, 10 * at + 6) for at in range(5) for who in (0, 1)]
    found = measured(*rows)
    for sums in (found.gamma(), found.cat(), found.cat_aligned(), found.k(0)):
        assert sums.value.value == pytest.approx(1, abs=1e-12)
    assert found.k(2).value.reason is Reason.NO_COUNTERPART


def test_three_coders_are_measured_together_or_by_pairs_and_say_so() -> None:
    rows: list[Row] = [(0, who, at % 2, 10 * at + who, 10 * at + 6) for at in range(4) for who in range(3)]
    together, pairs = measured(*rows, coders=3), measured(*rows, coders=3, by_pairs=True)
    assert (together.averaged, together.sets) == (False, ((0, 1, 2),))
    assert (pairs.averaged, pairs.sets) == (True, ((0, 1), (0, 2), (1, 2)))
    alone = [
        measured(*((0, (a, b).index(row[1]), *row[2:]) for row in rows if row[1] in (a, b))).gamma().value.value
        for a, b in pairs.sets
    ]
    assert pairs.gamma().value.value == pytest.approx(np.mean(alone), abs=1e-12)


def test_four_coders_have_no_exact_gamma() -> None:
    rows: list[Row] = [(0, who, 0, at, at + 9) for at in (0, 20, 50) for who in range(4)]
    with pytest.raises(AnalysisError, match="two or three coders, not 4"):
        measured(*rows, coders=4)
    assert measured(*rows, coders=4, by_pairs=True).gamma().value.value == pytest.approx(1)
    read = np.array([[True, True, True, False]])
    assert measured(*rows, coders=4, read=read).gamma().value.value == pytest.approx(1)


def test_units_that_chance_cannot_vary_have_no_gamma() -> None:
    assert measured((0, 0, 0, 0, 9), (0, 1, 0, 0, 9)).gamma().value.reason is Reason.NO_VARIATION


def test_what_cannot_be_measured_has_a_reason() -> None:
    assert measured().gamma().value.reason is Reason.NOBODY_MARKED
    assert measured((0, 0, 0, 0, 9), coders=1).gamma().value.reason is Reason.TWO_CODERS
    assert measured(coders=2, texts=0).gamma().value.reason is Reason.NO_SHARED_UNIT
    apart = measured((0, 0, 0, 0, 9), (0, 1, 1, 500, 509))
    assert apart.gamma().value.value is not None
    assert apart.cat().value.reason is apart.cat_aligned().value.reason is Reason.NO_COUNTERPART
    assert measured((0, 0, 0, 0, 9)).gamma().value.value is not None


marks = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 2), st.integers(0, 2), st.integers(0, 20), st.integers(1, 8)).map(
        lambda row: (*row[:4], row[3] + row[4])
    ),
    max_size=9,
)


@given(marks, st.permutations(range(3)), st.permutations(range(3)))
@settings(max_examples=25, deadline=None)
def test_the_order_of_coders_codes_texts_and_codings_makes_no_difference(
    rows: list[Row], coders: list[int], codes: list[int]
) -> None:
    straight = measured(*rows, coders=3, texts=2, samples=3)
    turned = [(1 - text, coders[who], codes[code], *place) for text, who, code, *place in reversed(rows)]
    other = measured(*turned, coders=3, texts=2, samples=3)
    for name in ("gamma", "cat", "cat_aligned"):
        one, two = (getattr(found, name)().value for found in (straight, other))
        assert two.value == (None if one.value is None else pytest.approx(one.value, abs=1e-12))
    for code in range(3):
        one, two = straight.k(code).value, other.k(codes[code]).value
        assert two.value == (None if one.value is None else pytest.approx(one.value, abs=1e-12))


def test_more_samples_are_drawn_until_the_precision_should_be_reached() -> None:
    rows: list[Row] = [(0, who, at % 2, 10 * at + 2 * who, 10 * at + 6) for at in range(6) for who in (0, 1)]
    few, more = measured(*rows), measured(*rows, precision=0.03)
    assert (few.samples, few.precision) == (30, pytest.approx(few.precision))
    assert more.samples > 30
    assert more.precision < min(0.04, few.precision)
    assert measured(*rows, precision=0.9).samples == 30
    assert measured(*rows).gamma().value == few.gamma().value
    assert measured(*rows, seed=1).gamma().value != few.gamma().value


def test_texts_add_up_and_give_an_interval() -> None:
    rows: list[Row] = [
        (text, who, at % 2, 20 * at + (who * text), 20 * at + 12)
        for text in range(6)
        for at in range(4)
        for who in (0, 1)
    ]
    found = measured(*rows, texts=6)
    single = [one[0].value or 0 for one in found.gamma().per_transcript()]
    assert single[0] == pytest.approx(1)
    assert single[5] < single[1]
    assert single[5] < (found.gamma().value.value or 0) < 1
    [interval] = jackknife(found.gamma())
    assert not isinstance(interval, Reason) and interval.high <= 1


def test_the_page_about_gamma_names_the_defaults() -> None:
    page = " ".join((Path(__file__).parents[3] / "docs" / "gamma.md").read_text("utf-8").split())
    assert Dissimilarity() == Dissimilarity(alpha=1, beta=1, empty=1)
    assert f"the mean of {SAMPLES} random sets" in page
    assert f"{MOST_SAMPLES:,} at most" in page
    assert f"the *{SAMPLER} sampler*" in page
