"""Orders that participants give themselves: how far they agree, and the order that suits them best."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import FloatArray

KEMENY_LIMIT = 10
ORDERS_LISTED = 1_000
_CELLS_AT_ONCE = 500_000


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W over complete rankings.

    Attributes:
        w: With the correction for ties (Kendall & Smith 1939); 1 where all give the same order.
        chi2: Friedman's statistic, participants x (items - 1) x W.
        p: Share of random rankings that agree at least as much, by permutation.
    """

    w: Coefficient
    chi2: Coefficient
    p: Coefficient


def concordance(ranks: FloatArray, *, draws: int = 5_000, seed: int = 20_111) -> Concordance:
    """How far participants agree in order.

    Args:
        ranks: Shape (participants, items), ties as mid-ranks, complete.
        draws: Random rankings for p, each keeping every participant's ties.
        seed: Of these.
    """
    people, items = ranks.shape
    spread = people * people * (items**3 - items) / 12 - people * _ties(ranks) / 12
    if people < 2:
        return Concordance(*(undefined(Reason.ONE_PARTICIPANT),) * 3)
    if spread <= 0:
        return Concordance(*(undefined(Reason.NO_VARIATION),) * 3)
    observed = float(_scatter(ranks.sum(axis=0)))
    sums = _sums_of_shuffles(ranks, draws, np.random.default_rng(seed))
    as_large = sum(int((_scatter(some) >= observed - 1e-9).sum()) for some in sums)
    w = observed / spread
    return Concordance(Coefficient(w), Coefficient(people * (items - 1) * w), Coefficient((as_large + 1) / (draws + 1)))


def _scatter(sums: FloatArray) -> FloatArray:
    """Squared distances of sums from their mean, along the last axis."""
    scatter: FloatArray = ((sums - sums.mean(axis=-1, keepdims=True)) ** 2).sum(axis=-1)
    return scatter


def _sums_of_shuffles(ranks: FloatArray, draws: int, random: np.random.Generator) -> Iterator[FloatArray]:
    """Sums over the participants of each one's ranks in random order: arrays of shape (some draws, items)."""
    at_once = max(1, _CELLS_AT_ONCE // ranks.size)
    for begin in range(0, draws, at_once):
        some = min(at_once, draws - begin)
        yield random.permuted(np.tile(ranks, (some, 1)), axis=1).reshape(some, *ranks.shape).sum(axis=1)


def _ties(ranks: FloatArray) -> int:
    """Sum of t cubed minus t over all ties of all participants."""
    sizes = [np.unique(row, return_counts=True)[1] for row in ranks]
    return int(sum((size**3 - size).sum() for size in sizes))


def completed(places: FloatArray) -> FloatArray:
    """Places that participants give, as ranks of all items.

    Equal places share the mean of their ranks; items that a participant does not place share the mean of the ranks
    that remain.

    Args:
        places: Shape (participants, items): smaller is better, NaN where the participant does not place the item. Any
            scale will do, such as 1, 2, 3 or 1, 1, 5.

    Returns:
        The same shape. A participant who places nothing gets the same rank for every item and says nothing: leave
        them out beforehand, as Kendall's W would count them as disagreeing.
    """
    return shared_ranks(np.where(np.isnan(places), np.inf, places))


def shared_ranks(values: FloatArray) -> FloatArray:
    """Ranks along the last axis, the smallest first; equal values share the mean of their ranks.

    Values count as equal up to nine digits after the point.

    Args:
        values: Shape (rows, items), no NaN.
    """
    ranks = np.empty(values.shape)
    for row, mine in enumerate(np.round(values, 9)):
        ordered = np.sort(mine)
        before, upto = np.searchsorted(ordered, mine, "left"), np.searchsorted(ordered, mine, "right")
        ranks[row] = (before + 1 + upto) / 2
    return ranks


def mean_ranks(ranks: FloatArray) -> FloatArray:
    """Borda's order: the mean rank of each item, shape (items,)."""
    return np.asarray(ranks.mean(axis=0))


@dataclass(frozen=True, slots=True)
class Kemeny:
    """The orders with the fewest disagreements.

    Attributes:
        cost: Pairs of items, over participants, that the order turns round; a tie costs one half.
        orders: All orders of that cost (the first thousand found where ties allow more), items best first.
        complete: Whether these are all.
    """

    cost: float
    orders: tuple[tuple[int, ...], ...]
    complete: bool


def kemeny(ranks: FloatArray) -> Kemeny | None:
    """All best orders by exact search over subsets, None for more than ten items.

    Args:
        ranks: Shape (participants, items), ties as equal ranks.
    """
    items = ranks.shape[1]
    if items > KEMENY_LIMIT:
        return None
    before = _cost_of_putting_before(ranks)
    best = _best_costs(before)
    found = tuple(islice(_orders(before, best, (1 << items) - 1), ORDERS_LISTED + 1))
    return Kemeny(best[-1], tuple(sorted(found[:ORDERS_LISTED])), len(found) <= ORDERS_LISTED)


def _cost_of_putting_before(ranks: FloatArray) -> FloatArray:
    """Cost over all participants of placing the row's item before the column's."""
    ahead = ranks[:, :, None] > ranks[:, None, :]
    equal = ranks[:, :, None] == ranks[:, None, :]
    return np.asarray((ahead + equal / 2).sum(axis=0))


def _best_costs(before: FloatArray) -> list[float]:
    """Least cost of ordering each set of items (bits of the index)."""
    best = [0.0] * (1 << len(before))
    for subset in range(1, len(best)):
        best[subset] = min(best[subset ^ (1 << last)] + _last(before, subset, last) for last in _items(subset))
    return best


def _last(before: FloatArray, subset: int, last: int) -> float:
    """Cost of placing ``last`` behind the other items of the subset."""
    return math.fsum(float(before[item, last]) for item in _items(subset) if item != last)


def _items(subset: int) -> list[int]:
    return [item for item in range(subset.bit_length()) if subset >> item & 1]


def _orders(before: FloatArray, best: list[float], subset: int) -> Iterator[tuple[int, ...]]:
    """Every order of the subset that reaches its least cost (halves are exact in floating point)."""
    if not subset:
        yield ()
    for last in _items(subset):
        rest = subset ^ (1 << last)
        if best[rest] + _last(before, subset, last) == best[subset]:
            yield from ((*order, last) for order in _orders(before, best, rest))
