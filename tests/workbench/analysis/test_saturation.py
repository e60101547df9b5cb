"""New codes by interview, against reading the interviews one after the other."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import BoolArray
from workbench.analysis.saturation import saturation

matrices = arrays(bool, st.tuples(st.integers(0, 6), st.integers(0, 9)))


def curve(present: BoolArray) -> list[int]:
    """Different codes after each interview, read in order."""
    seen: set[int] = set()
    steps = []
    for interview in present.T:
        seen |= set(np.flatnonzero(interview).tolist())
        steps.append(len(seen))
    return steps


@given(matrices, st.integers(1, 5), st.integers(1, 3), st.sampled_from([0, 0.05, 0.5]))
@settings(max_examples=100)
def test_every_step_is_what_reading_in_order_gives(present: BoolArray, base: int, run: int, threshold: float) -> None:
    found, steps = saturation(present, base=base, run=run, threshold=threshold, draws=20), curve(present)
    assert found.seen.tolist() == steps
    assert found.new.tolist() == [after - before for before, after in zip([0, *steps], steps, strict=False)]
    assert found.base_codes == (steps[base - 1] if len(steps) >= base else None)
    wanted = [(start + 1, start + run) for start in range(base, len(steps) - run + 1)]
    assert [(one.first, one.last) for one in found.runs] == wanted
    for one in found.runs:
        assert one.new == steps[one.last - 1] - steps[one.first - 2]
        ratio = one.new / steps[base - 1] if steps[base - 1] else None
        assert one.ratio.value == ratio
        assert one.saturated == (ratio is not None and ratio <= threshold)
    reached = [place for place, one in enumerate(found.runs) if one.saturated]
    assert found.reached == (reached[0] if reached else None)
    assert (found.reason is None) == any(one.ratio.value is not None for one in found.runs)


@given(arrays(bool, st.tuples(st.integers(1, 6), st.integers(1, 9))), st.integers(0, 3))
def test_orders_begin_and_end_where_every_order_does(present: BoolArray, seed: int) -> None:
    found = saturation(present, draws=50, seed=seed)
    if not present.any():
        assert found.orders is None
        return
    assert found.orders is not None
    low, median, high = found.orders.low, found.orders.median, found.orders.high
    assert low[-1] == median[-1] == high[-1] == present.any(axis=1).sum()
    sizes = present.sum(axis=0)
    assert sizes.min() <= low[0] <= median[0] <= high[0] <= sizes.max()
    assert np.all(np.diff(median) >= 0)
    assert np.all(low <= median) and np.all(median <= high)


def test_the_band_over_random_orders_is_that_over_all_orders() -> None:
    present = np.array(
        [[1, 0, 0, 0, 0], [0, 1, 0, 1, 0], [0, 0, 1, 1, 1], [1, 1, 1, 1, 1], [0, 0, 0, 0, 1], [0, 1, 0, 0, 0]], bool
    )
    every = np.array([curve(present[:, list(order)]) for order in permutations(range(5))])
    found = saturation(present, base=2, run=1, threshold=0.3, draws=20_000)
    assert found.orders is not None
    low, median, high = np.percentile(every, (5, 50, 95), axis=0)
    assert found.orders.low.tolist() == low.tolist()
    assert found.orders.median.tolist() == median.tolist()
    assert found.orders.high.tolist() == high.tolist()
    ratios = np.diff(every[:, 1:], axis=1) / every[:, 1:2]
    assert found.orders.ratios[:, 1] == pytest.approx(np.median(ratios, axis=0), abs=1e-12)
    saturated = ratios <= 0.3
    assert found.orders.reached.value == pytest.approx(saturated.any(axis=1).mean(), abs=0.02)
    first = saturated[saturated.any(axis=1)].argmax(axis=1) + 3
    assert found.orders.reached_at.value == np.median(first)


def test_the_same_seed_gives_the_same_orders() -> None:
    present = np.random.default_rng(1).random((8, 11)) < 0.3
    one, two = saturation(present, seed=5), saturation(present, seed=5)
    assert one.orders is not None and two.orders is not None
    assert one.orders.low.tolist() == two.orders.low.tolist()
    assert one.orders.ratios.tolist() == two.orders.ratios.tolist()


@pytest.mark.parametrize("interviews", [1, 2, 3, 5])
def test_with_too_few_interviews_there_is_a_curve_and_no_ratio(interviews: int) -> None:
    found = saturation(np.ones((2, interviews), bool), draws=10)
    assert found.new.tolist() == [2, *[0] * (interviews - 1)]
    assert (found.runs, found.reached, found.reason) == ((), None, Reason.FEW_INTERVIEWS)
    assert found.base_codes == (2 if interviews == 5 else None)
    assert found.orders is not None
    assert found.orders.reached.reason is Reason.FEW_INTERVIEWS
    assert found.orders.reached_at.value is None


@pytest.mark.parametrize("shape", [(0, 0), (0, 8), (3, 0), (3, 8)])
def test_without_codes_or_interviews_there_is_nothing_to_say(shape: tuple[int, int]) -> None:
    found = saturation(np.zeros(shape, bool))
    assert found.seen.tolist() == [0] * shape[1]
    assert (found.orders, found.reached, found.reason) == (None, None, Reason.NO_CODINGS)


def test_a_base_without_codes_is_no_saturation() -> None:
    present = np.zeros((1, 8), bool)
    present[0, 7] = True
    found = saturation(present, base=4, run=2, draws=200)
    assert {one.ratio.reason for one in found.runs} == {Reason.EMPTY_BASE}
    assert (found.reached, found.reason) == (None, Reason.EMPTY_BASE)
    assert found.orders is not None and found.orders.reached.value == 1
