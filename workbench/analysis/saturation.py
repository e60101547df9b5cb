"""Whether new interviews still bring new codes: the curve, its run ratios, and what other orders would have shown."""

from dataclasses import dataclass

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import BoolArray, FloatArray, IntArray
from workbench.analysis.resampling import SEED

BASE = 4
RUN = 2
THRESHOLD = 0.05
ORDERS = 1_000
BAND = 0.90
_CELLS_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """Some interviews in a row after the base.

    Attributes:
        first: Step of the first one, 1 for the first interview of all.
        last: Step of the last one.
        new: Codes that appear in the run for the first time.
        ratio: ``new`` / different codes in the base.
        saturated: Whether the ratio is at or below the threshold.
    """

    first: int
    last: int
    new: int
    ratio: Coefficient
    saturated: bool


@dataclass(frozen=True, slots=True, eq=False)
class Orders:
    """What the same interviews show in random orders.

    Attributes:
        low: Different codes after each step, 5 % of the orders below: shape (interviews,).
        median: Likewise, half of the orders.
        high: Likewise, 95 %.
        ratios: Of each run, 5 %, median and 95 % over the orders with a code in the base: shape (runs, 3), NaN where
            no order has one.
        reached: Share of the orders (those with a code in the base) in which some run is at or below the threshold,
            undefined without runs.
        reached_at: Median over those orders of the step at which the first such run ends, undefined if there are none.
        draws: How many orders.
        seed: Of these.
    """

    low: FloatArray
    median: FloatArray
    high: FloatArray
    ratios: FloatArray
    reached: Coefficient
    reached_at: Coefficient
    draws: int
    seed: int


@dataclass(frozen=True, slots=True, eq=False)
class Saturation:
    """New codes by interview, in the order given, and over random orders.

    Attributes:
        new: Codes seen for the first time at each step, shape (interviews,).
        seen: Different codes after each step, shape (interviews,).
        base: Interviews in the base.
        run: Interviews in a run.
        threshold: Largest ratio that counts as saturated.
        base_codes: Different codes in the base, None with fewer interviews than the base takes.
        runs: Every run after the base, each one interview later than the one before; empty if none is whole.
        reached: Place in ``runs`` of the first at or below the threshold, None where there is none.
        orders: Other orders of the same interviews, None without interviews or codes.
        reason: Why there is no ratio, None where there is one.
    """

    new: IntArray
    seen: IntArray
    base: int
    run: int
    threshold: float
    base_codes: int | None
    runs: tuple[Run, ...]
    reached: int | None
    orders: Orders | None
    reason: Reason | None


def saturation(
    present: BoolArray,
    *,
    base: int = BASE,
    run: int = RUN,
    threshold: float = THRESHOLD,
    draws: int = ORDERS,
    seed: int = SEED,
) -> Saturation:
    """New codes per interview, the ratios of Guest, Namey & Chen (2020), and how far they hang on the order.

    Args:
        present: Shape (codes, interviews): whether the interview has the code; interviews in field order.
        base: Interviews in the base, 4 to 6 in the paper.
        run: Interviews in a run, 2 or 3 in the paper.
        threshold: Largest share of new codes that counts as saturated: .05, or 0 for none at all.
        draws: Random orders, 1,000 or more for a figure that is published.
        seed: Of these.
    """
    first = _first_steps(present)
    interviews = present.shape[1]
    new = np.bincount(first[first < interviews], minlength=interviews)
    seen = new.cumsum()
    runs = tuple(_runs(seen, base, run, threshold))
    return Saturation(
        new=new,
        seen=seen,
        base=base,
        run=run,
        threshold=threshold,
        base_codes=int(seen[base - 1]) if interviews >= base else None,
        runs=runs,
        reached=next((place for place, one in enumerate(runs) if one.saturated), None),
        orders=_orders(present, base, run, threshold, draws, seed) if seen.any() else None,
        reason=_nothing_to_say(seen, base, run),
    )


def _nothing_to_say(seen: IntArray, base: int, run: int) -> Reason | None:
    if not seen.any():
        return Reason.NO_CODINGS
    if len(seen) < base + run:
        return Reason.FEW_INTERVIEWS
    return None if seen[base - 1] else Reason.EMPTY_BASE


def _first_steps(present: BoolArray) -> IntArray:
    """Step (0 upwards) at which each code appears, the number of interviews for codes that never do."""
    if not present.shape[1]:
        return np.zeros(len(present), np.int64)
    steps: IntArray = np.where(present.any(axis=1), present.argmax(axis=1), present.shape[1])
    return steps


def _runs(seen: IntArray, base: int, run: int, threshold: float) -> list[Run]:
    return [
        _run(int(seen[first - 1]), int(seen[first + run - 1]), int(seen[base - 1]), first, run, threshold)
        for first in range(base, len(seen) - run + 1)
    ]


def _run(before: int, after: int, in_base: int, first: int, run: int, threshold: float) -> Run:
    new = after - before
    ratio = Coefficient(new / in_base) if in_base else undefined(Reason.EMPTY_BASE)
    return Run(first + 1, first + run, new, ratio, ratio.value is not None and ratio.value <= threshold)


def _orders(present: BoolArray, base: int, run: int, threshold: float, draws: int, seed: int) -> Orders:
    seen = _curves(present, draws, np.random.default_rng(seed))
    low, median, high = _band(seen)
    ratios = _ratios(seen, base, run)
    known = ratios[~np.isnan(ratios).any(axis=1)]
    saturated = known <= threshold
    reached = saturated.any(axis=1)
    steps = saturated[reached].argmax(axis=1) + base + run if reached.any() else np.zeros(0, np.int64)
    none = undefined(Reason.FEW_INTERVIEWS if not ratios.shape[1] else Reason.EMPTY_BASE)
    return Orders(
        low=low,
        median=median,
        high=high,
        ratios=_band(known).T if known.size else np.full((ratios.shape[1], 3), np.nan),
        reached=Coefficient(float(reached.mean())) if known.size else none,
        reached_at=Coefficient(float(np.median(steps))) if len(steps) else undefined(Reason.NOT_REACHED),
        draws=draws,
        seed=seed,
    )


def _band(values: FloatArray | IntArray) -> FloatArray:
    """Low end, median and high end along the first axis: shape (3, columns)."""
    edges = (50 * (1 - BAND), 50, 50 * (1 + BAND))
    return np.asarray(np.percentile(values, edges, axis=0), dtype=np.float64)


def _ratios(seen: IntArray, base: int, run: int) -> FloatArray:
    """Ratio of each run in each order: shape (draws, runs), NaN for orders without a code in the base."""
    draws, interviews = seen.shape
    if interviews < base + run:
        return np.zeros((draws, 0))
    new = seen[:, base + run - 1 :] - seen[:, base - 1 : interviews - run]
    in_base = seen[:, base - 1, None].astype(np.float64)
    ratios = np.full(new.shape, np.nan)
    np.divide(new, in_base, out=ratios, where=in_base > 0)
    return ratios


def _curves(present: BoolArray, draws: int, random: np.random.Generator) -> IntArray:
    """Different codes after each step in random orders: shape (draws, interviews).

    A code appears at the earliest of the steps that its interviews have in the order drawn: no order is ever walked.
    """
    interviews = present.shape[1]
    holders = [np.flatnonzero(row) for row in present if row.any()]
    curves = np.empty((draws, interviews), np.int64)
    at_once = max(1, _CELLS_AT_ONCE // interviews)
    for begin in range(0, draws, at_once):
        some = min(at_once, draws - begin)
        steps = np.tile(np.arange(interviews, dtype=np.int32)[:, None], some)
        random.permuted(steps, axis=0, out=steps)
        first = np.stack([steps[mine].min(axis=0) for mine in holders])
        cell = first + np.arange(some) * interviews
        new = np.bincount(cell.ravel(), minlength=some * interviews).reshape(some, interviews)
        curves[begin : begin + some] = new.cumsum(axis=1)
    return curves
