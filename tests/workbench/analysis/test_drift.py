"""Agreement by the order in which transcripts were finished."""

from itertools import permutations

import numpy as np
import pytest
from scipy.stats import kendalltau, theilslopes

from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import Codings
from workbench.analysis.drift import by_time, drift, trend, with_others
from workbench.analysis.measures import cohen
from workbench.analysis.span_f1 import Matches, on_spans
from workbench.analysis.sums import Sums
from workbench.analysis.units import Units

NAN = float("nan")


def compared(agreeing: list[tuple[int, int]]) -> Matches:
    """Two coders; of each transcript, how many spans they share and how many only the first marked."""
    rows = [
        (text, who, 0, 10 * at, 10 * at + 5)
        for text, (both, alone) in enumerate(agreeing)
        for at in range(both + alone)
        for who in ((0, 1) if at < both else (0,))
    ]
    columns = [[row[at] for row in rows] for at in range(5)]
    codings = Codings.build(transcript=columns[0], coder=columns[1], code=columns[2], start=columns[3], end=columns[4])
    read = np.ones((len(agreeing), 2), bool)
    return on_spans(codings, [0, 1], theme_of=np.arange(1), themes=1, read=read)


def test_figures_come_in_the_order_in_which_transcripts_were_finished() -> None:
    found = drift(compared([(1, 0), (0, 1), (2, 2)]).micro(), np.array([30.0, 10.0, 20.0]))
    assert [(one.transcripts, one.first, one.figure.value) for one in found.single] == [
        ((1,), 10, 0),
        ((2,), 20, pytest.approx(2 / 3)),
        ((0,), 30, 1),
    ]
    assert (found.trend.tau.reason, found.trend.transcripts) == (Reason.FEW_FOR_TREND, 3)


def test_a_window_is_the_measure_on_its_transcripts_and_not_a_mean() -> None:
    found = drift(compared([(1, 0), (0, 3), (1, 0)]).micro(), np.array([1.0, 2.0, 3.0]), window=2)
    assert [(one.transcripts, one.figure.value) for one in found.windows] == [((0, 1), pytest.approx(2 / 5)), ((2,), 1)]
    assert (found.windows[0].first, found.windows[0].last) == (1, 2)


def test_windows_of_time_hold_what_was_finished_in_them() -> None:
    found = by_time(compared([(1, 0), (0, 1), (1, 0)]).micro(), np.array([1.0, 2.0, 9.0]), [0, 2, 4, 8, 10])
    assert [(one.transcripts, one.figure.value) for one in found] == [((0,), 1), ((1,), 0), ((2,), 1)]
    assert by_time(compared([(1, 0)]).micro(), np.array([1.0]), []) == ()


def test_a_window_without_a_figure_says_so() -> None:
    [one] = drift(cohens_kappa_of_one_agreed_unit(), np.array([1.0])).single
    assert one.figure.reason is Reason.NO_FIGURE_THERE


def cohens_kappa_of_one_agreed_unit() -> Sums:
    _values, units = Units.build(np.array([[1.0], [1.0]]))
    return cohen(units)


def test_what_is_not_finished_or_not_compared_is_left_out() -> None:
    found = drift(compared([(1, 0), (1, 0), (0, 0)]).micro(), np.array([1.0, NAN, 2.0]))
    assert [one.transcripts for one in found.single] == [(0,)]
    nothing = drift(compared([]).micro(), np.zeros(0))
    assert (nothing.single, nothing.windows) == ((), ())


def test_tau_and_slope_are_those_of_scipy() -> None:
    random = np.random.default_rng(4)
    for count in (5, 6, 7, 30):
        values = random.integers(0, 6, count) / 10
        found = trend(values.tolist())
        assert found.tau.value == pytest.approx(kendalltau(np.arange(count), values).statistic, abs=1e-12)
        assert found.slope.value == pytest.approx(theilslopes(values).slope, abs=1e-12)
    distinct = random.random(300)
    assert trend(distinct.tolist()).p.value == pytest.approx(
        kendalltau(np.arange(300), distinct, method="asymptotic").pvalue, abs=1e-9
    )


def test_p_of_a_few_is_the_share_of_all_orders() -> None:
    values = [0.1, 0.3, 0.2, 0.5, 0.6]
    assert trend(values).p.value == pytest.approx(kendalltau(range(5), values, method="exact").pvalue, abs=1e-12)
    tied = [0.1, 0.1, 0.2, 0.5, 0.5]
    far = abs(trend(tied).tau.value or 0) - 1e-9
    taus = [abs(kendalltau(range(5), order).statistic) for order in permutations(tied)]
    assert trend(tied).p.value == pytest.approx(np.mean([one >= far for one in taus]), abs=1e-12)


def test_drawn_orders_come_near_the_exact_p_and_are_the_same_again() -> None:
    values = np.random.default_rng(1).random(12).tolist()
    found = trend(values)
    assert (found.draws, found) == (5_000, trend(values))
    assert found.p.value == pytest.approx(kendalltau(range(12), values, method="exact").pvalue, abs=0.02)


def test_figures_that_never_change_have_a_slope_of_nothing_and_no_tau() -> None:
    found = trend([0.5] * 6)
    assert (found.slope.value, found.tau.reason, found.p.reason) == (0, Reason.NO_VARIATION, Reason.NO_VARIATION)


def test_a_coder_meets_every_other_once() -> None:
    assert with_others(1, 4) == [(0, 1), (1, 2), (1, 3)]
    assert with_others(0, 1) == []
