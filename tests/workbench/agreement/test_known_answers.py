"""Every case of the reference folder on agreement, asked through the public functions of plain values."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.analysis.oracle_files import cases, check
from workbench import agreement as ag

FILES = {
    "coding_units": 4,
    "two_coder_tables": 5,
    "fleiss": 1,
    "set_valued": 2,
    "undefined_units": 2,
    "qda_tools": 3,
    "unitizing_2016": 5,
    "unitizing_2016_random": 7,
    "unitizing_undefined": 4,
    "unitizing_2004_legacy": 1,
    "overlapping_spans": 1,
    "unicode": 1,
    "gamma": 3,
}
ERRORS = ("gwet_ac1", "krippendorff_alpha_nominal", "fleiss_kappa", "brennan_prediger", "conger_kappa")


@pytest.mark.parametrize(("name", "count"), FILES.items())
def test_no_case_is_left_out(shared: Path, name: str, count: int) -> None:
    assert len(cases(shared, name)) == count


def every(name: str) -> Any:
    return pytest.mark.parametrize("number", range(FILES[name]))


def case_of(shared: Path, name: str, number: int) -> dict[str, Any]:
    return list(cases(shared, name).values())[number]


def on_units(rows: list[list[int | None]], categories: Any, weight: list[int] | None = None) -> dict[str, Any]:
    options: dict[str, Any] = {"by_unit": weight is None, "weight": weight}
    alpha, percent = ag.krippendorff_alpha(rows, **options), ag.percent_agreement(rows, **options)
    fleiss, conger = ag.fleiss_kappa(rows, **options), ag.conger_kappa(rows, **options)
    light = ag.light_kappa(rows, **options)
    ac1 = ag.gwet_ac1(rows, categories=categories, **options).value
    prediger = ag.brennan_prediger(rows, categories=categories, **options).value
    found = {
        "alpha_nominal": alpha.value,
        "krippendorff_alpha_nominal": alpha.value,
        "expected_agreement_by_chance": alpha.expected,
        "percent_agreement": percent.value,
        "observed_agreement": percent.value,
        "fleiss_kappa": fleiss.value,
        "fleiss_kappa_missing": fleiss.value,
        "per_category": {str(value): one.value for value, one in fleiss.parts.items()},
        "conger_kappa": conger.value,
        "light_kappa": light.value,
        "pairwise_cohen": {f"{i}-{j}": one.value for (i, j), one in light.parts.items()},
        "gwet_ac1": ac1,
        "brennan_prediger": prediger,
    }
    for level in ("ordinal", "interval", "ratio"):
        found[f"alpha_{level}"] = ag.krippendorff_alpha(rows, level, **options).value
    if len(light.parts) == 1:
        cohen = ag.cohen_kappa(rows, **options)
        found |= {"cohen_kappa": cohen.value, "cohen_expected": cohen.expected}
        found["scott_pi"] = ag.scott_pi(rows, **options).value
        assert ag.bennett_s(rows, categories=categories, **options).value == prediger
    return found


def used(rows: list[list[int | None]]) -> list[int]:
    return sorted({value for row in rows for value in row if value is not None})


@every("coding_units")
def test_coding_units(shared: Path, number: int) -> None:
    case = case_of(shared, "coding_units", number)
    rows = case["inputs"]["units_by_coders"]
    categories = case["inputs"].get("categories", used(rows))
    found = on_units(rows, categories)
    found["pairable_values"] = sum(len(row) - row.count(None) for row in rows if _shared(row))
    errors = {name: ag.gwet_standard_error(rows, name, categories=categories, by_unit=True).value for name in ERRORS}
    check(case, found | {"se_irrcac": errors})


def _shared(row: list[int | None]) -> bool:
    return len(row) - row.count(None) > 1


@every("two_coder_tables")
def test_two_coder_tables(shared: Path, number: int) -> None:
    case = case_of(shared, "two_coder_tables", number)
    table = case["inputs"]["table_rows_coder1_cols_coder2"]
    ratings, weight = ag.ratings_of_table(table)
    check(case, on_units(ratings, len(table), weight))


@every("fleiss")
def test_fleiss(shared: Path, number: int) -> None:
    case = case_of(shared, "fleiss", number)
    rows = case["inputs"]["units_by_coders"]
    check(case, on_units(rows, 5) | {"z": ag.fleiss_z(rows, by_unit=True).value})


def test_distances_of_sets(shared: Path) -> None:
    case = cases(shared, "set_valued")["masi-jaccard-table"]
    pairs = case["inputs"]["pairs"]
    measures = (("masi", ag.masi_distance), ("jaccard", ag.jaccard_distance))
    check(case, {name: [measure(*pair) for pair in pairs] for name, measure in measures})


def test_alpha_of_sets(shared: Path) -> None:
    case = cases(shared, "set_valued")["dkpro-set-example"]
    rows = case["inputs"]["units_by_coders_sets"]
    names = {"alpha_masi": "masi", "alpha_jaccard": "jaccard", "alpha_nominal_on_sets": "nominal"}
    found = {key: ag.set_alpha(rows, name, by_unit=True).value for key, name in names.items()}
    check(case, found, notes=("mean_dice_note",))


@every("undefined_units")
def test_undefined_units(shared: Path, number: int) -> None:
    case = case_of(shared, "undefined_units", number)
    rows = case["inputs"]["units_by_coders"]
    check(case, on_units(rows, 2))
    alpha = ag.krippendorff_alpha(rows, by_unit=True)
    assert alpha.reason in ("no_variation", "no_shared_unit")
    assert alpha.why
    assert (alpha.observed is None) == (case["expected"]["percent_agreement"] is None)


def test_nvivo(shared: Path) -> None:
    case = cases(shared, "qda_tools")["nvivo-1000chars"]
    given = case["inputs"]
    spans = [[(start, end, "x") for start, end in given[name]] for name in ("coder_A", "coder_B")]
    found = ag.character_agreement(spans, given["length"], "x")
    check(case, {"percent_agreement": found.percent.value, "cohen_kappa_chars": found.kappa.value})


def test_maxqda(shared: Path) -> None:
    case = cases(shared, "qda_tools")["maxqda-kn-10codes"]
    given = case["inputs"]
    found = ag.kn_of_counts(given["a"], given["b"], given["c"], codes=given["n_codes"])
    check(case, {"percent": found.observed, "kn": found.value})


def test_segments_at_an_overlap(shared: Path) -> None:
    case = cases(shared, "qda_tools")["segment-overlap-thresholds"]
    spans = [[tuple(span) for span in case["inputs"][name]] for name in ("coder_A", "coder_B")]
    for share, wanted in case["expected"].items():
        found = ag.kn(spans, codes=2, overlap=float(share))
        assert found.observed == pytest.approx(wanted["percent"], abs=1e-12)
        f1 = ag.span_f1(spans, overlap=float(share)).value
        assert f1 == pytest.approx(wanted["span_f1"], abs=1e-12)
        assert found.n == sum(len(side) for side in spans)
        assert f1 * found.n / 2 == pytest.approx(wanted["matched_from_A"], abs=1e-9)


def on_spans(spans: Any, length: Any) -> dict[str, Any]:
    found = ag.unitized(spans, length)
    return {
        "u_alpha": found.u.value,
        "bar_u_alpha": found.bar_u.value,
        "cu_alpha": found.cu.value,
        "cu_coverage": found.cu.coverage,
        "k_u_alpha": {code: {"alpha": one.value, "coverage": one.coverage} for code, one in found.k.items()},
    }


FAMILY = ("unitizing_2016", "unitizing_2016_random", "unitizing_undefined")


@pytest.mark.parametrize(("name", "number"), [(name, at) for name in FAMILY for at in range(FILES[name])])
def test_the_2016_family(shared: Path, name: str, number: int) -> None:
    case = case_of(shared, name, number)
    given = case["inputs"]
    texts = given.get("documents", [given])
    spans, lengths = [text["coders"] for text in texts], [text["length"] for text in texts]
    found = on_spans(spans, lengths)
    check(case, found, notes=("cu_alpha_if_union_correction",))
    wrong = case["expected"].get("cu_alpha_if_union_correction")
    assert wrong is None or found["cu_alpha"] != pytest.approx(wrong, abs=1e-6)
    if len(texts) == 1:
        assert on_spans(spans[0], lengths[0]) == found
        assert on_spans(list(spans[0].values()), lengths[0]) == found


def test_the_alpha_of_2004(shared: Path) -> None:
    case = cases(shared, "unitizing_2004_legacy")["k2004-figure2"]
    given = case["inputs"]
    spans = {who: given["category_c"][who] + given["category_k"][who] for who in ("i", "j")}
    found = ag.alpha_u_2004(spans, given["length"])
    code = found.parts["c"]
    values = {"Do_c": code.observed, "De_c": code.expected, "alpha_c": code.value}
    check(case, values | {"alpha_k": found.parts["k"].value, "alpha_all": found.value})


def test_overlapping_spans(shared: Path) -> None:
    case = cases(shared, "overlapping_spans")["overlap-2coders"]
    spans, length = case["inputs"]["coders"], case["inputs"]["length"]
    each = {}
    for code in case["expected"]["per_code"]:
        one = ag.character_agreement(spans, length, code)
        each[code] = {
            "char_alpha_binary": one.alpha.value,
            "percent_agreement_chars": one.percent.value,
            "cohen_kappa_chars": one.kappa.value,
            "f1_chars": one.f1.value,
            "bar_u_alpha_code_continuum": one.bar_u.value,
        }
        assert ag.character_f1(spans, code=code).value == pytest.approx(one.f1.value, abs=1e-12)
        assert ag.character_alpha(spans, length, code) == one.alpha
    sets = {
        f"set_alpha_{name}_chars": ag.length_weighted_alpha(spans, length, name).value for name in ("masi", "jaccard")
    }
    check(case, {"per_code": each} | sets)


def test_code_points(shared: Path) -> None:
    case = cases(shared, "unicode")["fr-emoji-zwj"]
    given = case["inputs"]
    slices = {who: [given["text"][start:end] for start, end, _code in held] for who, held in given["coders"].items()}
    assert len(given["text"]) == given["length_codepoints"]
    assert slices == case["expected"]["slices"]
    check(case, on_spans(given["coders"], len(given["text"])), notes=("slices",))


@every("gamma")
def test_gamma(shared: Path, number: int) -> None:
    case = case_of(shared, "gamma", number)
    given = case["inputs"]
    spans = defaultdict(list)
    for who, code, start, end in given["units"]:
        spans[who].append((start, end, code))
    weights = {"alpha": given["alpha"], "beta": given["beta"], "empty": given["delta_empty"]}
    disorder = ag.alignment_disorder(spans, **weights)
    found = [ag.gamma(spans, samples=100, seed=seed, **weights) for seed in range(5)]
    check(
        case,
        {
            "best_alignment_disorder": disorder.value,
            "n_unitary_alignments": disorder.n,
            "gamma_mean_5_seeds": sum(one.value or 0 for one in found) / 5,
            "gamma_cat_mean_5_seeds": sum(one.parts["cat"].value or 0 for one in found) / 5,
        },
    )
