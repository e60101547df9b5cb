"""Which words (or codes) two groups use unevenly: log-odds with an informative Dirichlet prior."""

from dataclasses import dataclass

import numpy as np

from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import FloatArray, IntArray

PRIOR_TOTAL = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class LogOdds:
    """Items in use, ordered by z, those of the first group on top; columns have shape (items in use,).

    Attributes:
        item: Index of each item in the counts.
        delta: Difference of the two groups' log-odds; above 0 where the first group uses it more.
        z: ``delta`` / its standard deviation. It treats uses as independent, which the words of a few participants are
            not: it orders, it does not test.
        first: Uses by the first group.
        second: Uses by the second group.
        reason: Why nothing can be compared (the columns are then empty), None where something can.
    """

    item: IntArray
    delta: FloatArray
    z: FloatArray
    first: IntArray
    second: IntArray
    reason: Reason | None


def log_odds(
    first: IntArray, second: IntArray, *, prior_total: float = PRIOR_TOTAL, background: IntArray | None = None
) -> LogOdds:
    """Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, eq. 16 and 20 to 22).

    Args:
        first: Shape (items,): uses by the first group.
        second: Shape (items,): uses by the second group.
        prior_total: Weight of the prior, in uses; it is shared out among the items as they are used in the background.
            The larger, the more are rare items drawn towards no difference.
        background: Shape (items,): uses that the prior's shares come from; the two groups together by default. It must
            hold every item that a group uses.

    Raises:
        ValueError: If a group uses an item that the background does not hold.
    """
    everything = first + second if background is None else background
    if np.any((everything == 0) & (first + second > 0)):
        raise ValueError("the background lacks items that are in use")
    item = np.flatnonzero(everything)
    nothing = np.zeros(0)
    reason = _nothing_to_compare(len(item), int(first.sum()), int(second.sum()))
    if reason is not None:
        return LogOdds(item[:0], nothing, nothing, item[:0], item[:0], reason)
    prior = everything[item] * (prior_total / everything.sum())
    one, other = first[item] + prior, second[item] + prior
    delta = np.log(one / (one.sum() - one)) - np.log(other / (other.sum() - other))
    z = delta / np.sqrt(1 / one + 1 / other)
    order = np.lexsort((item, -z))
    order = order[(first + second)[item[order]] > 0]
    item = item[order]
    return LogOdds(item, delta[order], z[order], first[item], second[item], None)


def _nothing_to_compare(items: int, first: int, second: int) -> Reason | None:
    if not first or not second:
        return Reason.EMPTY_GROUP
    return None if items > 1 else Reason.ONE_ITEM
