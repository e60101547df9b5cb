"""The known answers for coefficients on units: every number of every case."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.workbench.analysis.oracle_files import cases, check, matrix, table_ratings
from workbench.analysis import agreement
from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import BoolArray, FloatArray, IntArray
from workbench.analysis.distances import Sets, by_ratio, different, interval, jaccard, masi, ordinal
from workbench.analysis.standard_errors import Kind, fleiss_z, gwet


def expected_by_chance(ratings: FloatArray, *, without_replacement: bool) -> float | None:
    """Recovered from a coefficient and the observed agreement: (o - c) / (1 - c) = k."""
    observed = agreement.percent_agreement(ratings).value
    figure = (agreement.alpha(ratings) if without_replacement else agreement.conger(ratings)).value
    return None if observed is None or figure is None else (observed - figure) / (1 - figure)


def answers(ratings: FloatArray, categories: int) -> dict[str, Any]:
    percent, nominal = agreement.percent_agreement(ratings).value, agreement.alpha(ratings).value
    fleiss, conger = agreement.fleiss(ratings).value, agreement.conger(ratings).value
    return {
        "alpha_nominal": nominal,
        "alpha_ordinal": agreement.alpha(ratings, distance=ordinal).value,
        "alpha_interval": agreement.alpha(ratings, distance=interval).value,
        "alpha_ratio": agreement.alpha(ratings, distance=by_ratio).value,
        "krippendorff_alpha_nominal": nominal,
        "percent_agreement": percent,
        "observed_agreement": percent,
        "pairable_values": agreement.coincidences(ratings).sum(),
        "pairwise_cohen": {f"{i}-{j}": pair.value for (i, j), pair in agreement.pairwise_cohen(ratings).items()},
        "cohen_kappa": conger,
        "conger_kappa": conger,
        "scott_pi": fleiss,
        "fleiss_kappa": fleiss,
        "fleiss_kappa_missing": fleiss,
        "light_kappa": agreement.light(ratings).value,
        "per_category": {f"{value:.0f}": one.value for value, one in agreement.fleiss_by_value(ratings).items()},
        "gwet_ac1": agreement.ac1(ratings, categories).value,
        "brennan_prediger": agreement.brennan_prediger(ratings, categories).value,
        "cohen_expected": expected_by_chance(ratings, without_replacement=False),
        "expected_agreement_by_chance": expected_by_chance(ratings, without_replacement=True),
        "se_irrcac": {kind.value: gwet(ratings, kind, categories).value for kind in Kind},
        "z": fleiss_z(ratings).value,
    }


def used(ratings: FloatArray) -> int:
    return len(np.unique(ratings[~np.isnan(ratings)]))


CODING_UNITS = ("k2011-C-4coders-missing", "gwet-raw4raters", "k2011-A-binary-2coders", "presence-3coders-missing")
TWO_CODERS = ("cohen1960-p45", "brennan-prediger1981-1", "gwet-paradox-118", "handmade-8-1-1", "k1995-digitised")
UNDEFINED = ("undefined-all-same-code", "undefined-no-common-unit")


@pytest.mark.parametrize("name", CODING_UNITS)
def test_coding_units_give_the_published_values(shared: Path, name: str) -> None:
    case = cases(shared, "coding_units")[name]
    ratings = matrix(case)
    check(case, answers(ratings, len(case["inputs"].get("categories", [])) or used(ratings)))


@pytest.mark.parametrize("name", TWO_CODERS)
def test_two_coder_tables_give_the_published_values(shared: Path, name: str) -> None:
    case = cases(shared, "two_coder_tables")[name]
    table = case["inputs"]["table_rows_coder1_cols_coder2"]
    ratings = table_ratings(case)
    check(case, answers(ratings, len(table)))
    assert agreement.cohen(*ratings).value == pytest.approx(case["expected"]["cohen_kappa"], abs=1e-9)


def test_fleiss_diagnoses_give_the_published_values(shared: Path) -> None:
    case = cases(shared, "fleiss")["fleiss1971"]
    check(case, answers(matrix(case), 5))
    assert agreement.fleiss(matrix(case)).value == pytest.approx(case["expected"]["fleiss_kappa"], abs=1e-9)


def test_alpha_of_fleiss_data_is_not_the_wrong_one_of_r_irr(shared: Path) -> None:
    """R irr leaves out 1 / (m - 1) where nothing is missing and prints 0.43088."""
    case = cases(shared, "fleiss")["fleiss1971"]
    found = agreement.alpha(matrix(case)).value
    assert found == pytest.approx(case["expected"]["krippendorff_alpha_nominal"], abs=1e-9)
    assert found != pytest.approx(0.43088, abs=1e-4)


@pytest.mark.parametrize("name", UNDEFINED)
def test_undefined_units_have_a_reason_instead_of_a_number(shared: Path, name: str) -> None:
    case = cases(shared, "undefined_units")[name]
    check(case, answers(matrix(case), 2))
    expected = Reason.NO_VARIATION if name == UNDEFINED[0] else Reason.NO_SHARED_UNIT
    assert agreement.alpha(matrix(case)).reason is expected


def packed(rows: list[list[list[str]]]) -> tuple[IntArray, BoolArray]:
    sets = sorted({tuple(sorted(one)) for row in rows for one in row})
    codes = sorted({code for one in sets for code in one})
    places = np.array([[sets.index(tuple(sorted(one))) for one in row] for row in rows])
    return places.T, np.array([[code in one for code in codes] for one in sets], bool).reshape(len(sets), len(codes))


def test_distances_of_sets_are_the_known_ones(shared: Path) -> None:
    case = cases(shared, "set_valued")["masi-jaccard-table"]
    places, members = packed(case["inputs"]["pairs"])
    check(case, {name: Sets(members, one).of(*places) for name, one in (("masi", masi), ("jaccard", jaccard))})


def test_alpha_of_sets_is_the_known_one(shared: Path) -> None:
    """DKPro multiplies the distance by M and prints 0.252 for MASI."""
    case = cases(shared, "set_valued")["dkpro-set-example"]
    places, members = packed(case["inputs"]["units_by_coders_sets"])
    names = {"alpha_masi": masi, "alpha_jaccard": jaccard, "alpha_nominal_on_sets": different}
    found = {key: agreement.set_alpha(places, members, distance=one).value for key, one in names.items()}
    check(case, found, notes=("mean_dice_note",))


def test_the_kappa_of_characters_is_not_the_one_that_qualcoder_prints(shared: Path) -> None:
    """A universe of coded characters only and one product for chance would give 0.213."""
    case = cases(shared, "qda_tools")["nvivo-1000chars"]
    ratings = np.zeros((2, case["inputs"]["length"]))
    for row, name in enumerate(("coder_A", "coder_B")):
        for start, end in case["inputs"][name]:
            ratings[row, start:end] = 1
    percent, kappa = agreement.percent_agreement(ratings), agreement.cohen(*ratings)
    check(case, {"percent_agreement": percent.value, "cohen_kappa_chars": kappa.value})


def test_light_is_the_mean_of_the_pairwise_kappas(shared: Path) -> None:
    ratings = matrix(cases(shared, "coding_units")["presence-3coders-missing"])
    assert agreement.light(ratings).value == pytest.approx((0.5 + 1 + 5 / 12) / 3, abs=1e-12)


def test_no_case_of_these_files_is_left_out(shared: Path) -> None:
    assert set(cases(shared, "coding_units")) == set(CODING_UNITS)
    assert set(cases(shared, "two_coder_tables")) == set(TWO_CODERS)
    assert set(cases(shared, "undefined_units")) == set(UNDEFINED)
    assert set(cases(shared, "fleiss")) == {"fleiss1971"}
    assert set(cases(shared, "set_valued")) == {"masi-jaccard-table", "dkpro-set-example"}
