"""The known answers of the reference folder: importance, divergence, saturation and characters."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from tests.workbench.analysis.oracle_files import cases
from workbench.analysis.atypical import voices
from workbench.analysis.columns import Codings, Stretches
from workbench.analysis.distributions import chi2_tail
from workbench.analysis.log_odds import log_odds
from workbench.analysis.presence import compare_codes
from workbench.analysis.rankings import concordance, kemeny, mean_ranks
from workbench.analysis.resampling import bootstrap, mcnemar, wilson
from workbench.analysis.saturation import saturation


def test_no_case_of_these_files_is_left_out(shared: Path) -> None:
    assert set(cases(shared, "importance")) == {"eleven-communicators-synthetic", "ranked-objectives"}


def test_character_f1_of_overlapping_spans_is_the_one_on_characters(shared: Path) -> None:
    case = cases(shared, "overlapping_spans")["overlap-2coders"]
    names = sorted(case["expected"]["per_code"])
    rows = [
        (coder, names.index(code), start, end)
        for coder, spans in enumerate(case["inputs"]["coders"].values())
        for start, end, code in spans
    ]
    coder, code, start, end = (list(column) for column in zip(*rows, strict=True))
    codings = Codings.build(transcript=[0] * len(rows), coder=coder, code=code, start=start, end=end)
    length = case["inputs"]["length"]
    characters = Stretches.build(transcript=[0] * length, start=list(range(length)), end=list(range(1, length + 1)))
    found = compare_codes(codings, characters, coders=[0, 1], theme_of=np.arange(len(names)), themes=len(names))
    for agreement in found:
        wanted = case["expected"]["per_code"][names[agreement.theme]]
        assert agreement.mean_f1.value == pytest.approx(wanted["f1_chars"], abs=1e-9)
        assert agreement.alpha.value == pytest.approx(wanted["char_alpha_binary"], abs=1e-9)
        assert agreement.kappa.value == pytest.approx(wanted["cohen_kappa_chars"], abs=1e-9)
        assert agreement.percent.value == pytest.approx(wanted["percent_agreement_chars"], abs=1e-9)


def test_importance_counts_intervals_and_pairs_are_the_known_ones(shared: Path) -> None:
    case = cases(shared, "importance")["eleven-communicators-synthetic"]
    present = np.array(case["inputs"]["participants_by_objectives"], bool).T
    names, expected = case["inputs"]["objectives"], case["expected"]
    counts = present.sum(axis=1).tolist()
    assert counts == expected["participants_mentioning"]
    for number, wanted in zip(counts, expected["wilson95"], strict=True):
        assert wilson(number, present.shape[1]) == pytest.approx(wanted, abs=1e-9)
    for first, second in combinations(range(len(names)), 2):
        wanted = expected["pairwise"][f"{names[first]}>{names[second]}"]
        found = mcnemar(present[first], present[second])
        assert (found.first_only, found.second_only) == (wanted["b"], wanted["c"])
        assert found.p == pytest.approx(wanted["mcnemar_exact_p"], abs=1e-9)


def test_importance_bootstrap_falls_within_the_band_of_the_known_one(shared: Path) -> None:
    case = cases(shared, "importance")["eleven-communicators-synthetic"]
    present = np.array(case["inputs"]["participants_by_objectives"], bool).T
    drawn = bootstrap(present)
    assert np.abs(drawn.above - np.array(case["expected"]["bootstrap_superiority_approx"])).max() < 0.02
    assert drawn.interval.tolist() == [[1, 2.5], [1, 3], [2, 4], [3, 4.5], [4.5, 5]]


def test_rankings_by_participants_combine_to_the_known_order(shared: Path) -> None:
    case = cases(shared, "importance")["ranked-objectives"]
    ranks = np.array(case["inputs"]["ranks_participants_by_objectives"], float)
    expected, found, best = case["expected"], concordance(ranks), kemeny(ranks)
    assert found.w.value == pytest.approx(expected["kendall_w"], abs=1e-6)
    assert found.chi2.value == pytest.approx(expected["friedman_chi2"], abs=1e-6)
    assert found.p.value is not None and found.p.value < 0.001  # by permutation; the chi2 table gives 2e-6
    assert chi2_tail(found.chi2.value or 0, ranks.shape[1] - 1) == pytest.approx(expected["p_chi2"], rel=1e-6)
    assert mean_ranks(ranks).tolist() == pytest.approx(expected["mean_rank"], abs=1e-6)
    assert best is not None and best.complete
    assert best.cost == expected["kemeny_cost"]
    assert [list(order) for order in best.orders] == expected["kemeny_orders"]


def test_saturation_is_the_hand_calculated_one(shared: Path) -> None:
    (case,) = cases(shared, "saturation").values()
    interviews, expected = case["inputs"]["codes_per_interview_in_order"], dict(case["expected"])
    names = sorted({name for held in interviews for name in held})
    present = np.array([[name in held for held in interviews] for name in names])
    found = saturation(present, base=case["inputs"]["base"], run=case["inputs"]["run"], threshold=0.05)
    assert found.new.tolist() == expected.pop("new_codes")
    assert found.base_codes == expected.pop("base_codes")
    ratios = [one.ratio.value for one in found.runs]
    assert ratios == pytest.approx(expected.pop("run_ratios"), abs=case["tolerance"])
    assert found.reached == expected.pop("first_run_at_or_below_0.05")
    assert not expected


def test_the_atypical_participant_is_the_known_one(shared: Path) -> None:
    """The known distances are of plain shares; the product adds one half to each count, which changes no order."""
    case = cases(shared, "divergence")["jsd-atypical"]
    counts = np.array(case["inputs"]["participants_by_codes_counts"])
    found = {voice.participant: voice for voice in voices(counts, smoothing=0).voices}
    distances = [found[who].distance.value for who in range(len(counts))]
    assert distances == pytest.approx(case["expected"]["jsd_vs_rest"], abs=case["tolerance"])
    assert set(case["expected"]) == {"jsd_vs_rest"}
    assert [who for who, voice in found.items() if voice.atypical] == [3]
    plain, smoothed = voices(counts, smoothing=0), voices(counts)
    assert [one.participant for one in plain.voices] == [one.participant for one in smoothed.voices]


def test_log_odds_are_the_known_ones(shared: Path) -> None:
    case = cases(shared, "divergence")["fightin-words"]
    first, second = np.array(case["inputs"]["group1"]), np.array(case["inputs"]["group2"])
    found, expected = log_odds(first, second, prior_total=case["inputs"]["prior_total"]), dict(case["expected"])
    order = np.argsort(found.item)
    assert found.delta[order] == pytest.approx(expected.pop("log_odds_delta"), abs=case["tolerance"])
    assert found.z[order] == pytest.approx(expected.pop("z"), abs=case["tolerance"])
    assert not expected


def test_no_case_of_divergence_and_saturation_is_left_out(shared: Path) -> None:
    assert set(cases(shared, "divergence")) == {"jsd-atypical", "fightin-words"}
    assert set(cases(shared, "saturation")) == {"guest2020-base4-run2"}
