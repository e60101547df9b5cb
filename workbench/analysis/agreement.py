"""Agreement of coders on units: percent, Krippendorff's alpha, Cohen's kappa and Light's mean of kappas.

Ratings have shape (coders, units); a missing rating is NaN. The order of coders and of units makes no difference.
``weight``, shape (units,), says how many units a column stands for, so that columns that are alike are counted once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import FloatArray, IntArray

Ratings = npt.NDArray[np.float64]
Distance = Callable[[FloatArray, FloatArray], FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """How often each value was given to each unit; units with fewer than two ratings are not here.

    Attributes:
        values: The values in use, ascending, shape (values,).
        table: Shape (units, values).
        weight: How many units each row stands for, shape (units,).
    """

    values: FloatArray
    table: IntArray
    weight: IntArray

    @property
    def ratings(self) -> IntArray:
        """m_u: ratings of each unit, 2 or more."""
        return np.asarray(self.table.sum(axis=1))


def count(ratings: Ratings, weight: IntArray | None = None) -> Counts:
    """Count the pairable ratings of a matrix."""
    rated = ~np.isnan(ratings)
    rated &= rated.sum(axis=0) > 1
    values, place = np.unique(ratings[rated], return_inverse=True)
    units, unit = np.unique(np.nonzero(rated)[1], return_inverse=True)
    table = np.bincount(unit * max(1, len(values)) + place, minlength=len(units) * len(values))
    alike = np.ones(len(units), np.int64) if weight is None else weight[units]
    return Counts(values, table.reshape(len(units), len(values)), alike)


def percent_agreement(ratings: Ratings, weight: IntArray | None = None, *, besides: float | None = None) -> Coefficient:
    """Mean over units of the share of coder pairs that agree.

    Args:
        ratings: Shape (coders, units); missing is NaN.
        weight: How many units each column stands for; one by default.
        besides: Leave out the units on which every rating is this value, such as 0 for "not coded".
    """
    counts = count(ratings, weight)
    table, rated, alike = counts.table, counts.ratings, counts.weight
    if besides is not None:
        used = table[:, counts.values != besides].sum(axis=1) > 0
        table, rated, alike = table[used], rated[used], alike[used]
    if not len(rated):
        return undefined(_no_pair(ratings) if besides is None else Reason.NOT_USED)
    agreeing = (table * (table - 1)).sum(axis=1) / (rated * (rated - 1))
    return Coefficient(float((agreeing * alike).sum() / alike.sum()))


def coincidences(counts: Counts) -> FloatArray:
    """Krippendorff's coincidence matrix o_ck: each unit adds its ordered pairs, weighted 1 / (m_u - 1).

    Krippendorff (2011), Computing Krippendorff's alpha-reliability. Shape (values, values); it sums to the number of
    pairable ratings.
    """
    weighted = counts.table * (counts.weight / (counts.ratings - 1))[:, None]
    return np.asarray(counts.table.T @ weighted - np.diag(weighted.sum(axis=0)), dtype=np.float64)


def nominal(values: FloatArray, marginals: FloatArray) -> FloatArray:
    """Squared distance of values that only differ or not. Other measurement levels are other such functions."""
    return 1.0 - np.eye(len(values))


def alpha(ratings: Ratings, weight: IntArray | None = None, *, distance: Distance = nominal) -> Coefficient:
    """Krippendorff's alpha, 1 - D_o / D_e.

    Args:
        ratings: Shape (coders, units); missing is NaN.
        weight: How many units each column stands for; one by default.
        distance: From the values in use and their marginals to squared distances, shape (values, values).
    """
    counts = count(ratings, weight)
    if not len(counts.table):
        return undefined(_no_pair(ratings))
    if len(counts.values) < 2:
        return undefined(Reason.NO_VARIATION)
    observed = coincidences(counts)
    marginals = (counts.table * counts.weight[:, None]).sum(axis=0).astype(np.float64)
    expected = np.outer(marginals, marginals) - np.diag(marginals)
    squared = distance(counts.values, marginals)
    return Coefficient(float(1 - (marginals.sum() - 1) * (observed * squared).sum() / (expected * squared).sum()))


def cohen(first: Ratings, second: Ratings, weight: IntArray | None = None) -> Coefficient:
    """Cohen's kappa (1960) over the units that both rated; both of shape (units,).

    Units of several texts belong into one call: counts are pooled, kappas of texts are never averaged.
    """
    both = ~np.isnan(first) & ~np.isnan(second)
    values, place = np.unique(np.stack((first[both], second[both])), return_inverse=True)
    if not len(values):
        return undefined(Reason.NO_SHARED_UNIT)
    place, alike = place.reshape(2, -1), np.ones(len(both), np.int64) if weight is None else weight
    table = np.zeros((len(values), len(values)), np.int64)
    np.add.at(table, (place[0], place[1]), alike[both])
    units = int(table.sum())
    agreed, chance = int(np.trace(table)), int((table.sum(axis=0) * table.sum(axis=1)).sum())
    if chance == units * units:
        return undefined(Reason.NO_VARIATION)
    return Coefficient((agreed * units - chance) / (units * units - chance))


def pairwise_cohen(ratings: Ratings, weight: IntArray | None = None) -> dict[tuple[int, int], Coefficient]:
    """Cohen's kappa of each two coders (rows), on the units that the two of them rated."""
    return {(i, j): cohen(ratings[i], ratings[j], weight) for i, j in combinations(range(len(ratings)), 2)}


def mean_of_pairs(pairs: dict[tuple[int, int], Coefficient]) -> Coefficient:
    """Mean of what is defined; of Cohen's kappas it is Light's kappa (1971), and is to be called so."""
    defined = sorted(pair.value for pair in pairs.values() if pair.value is not None)
    if defined:
        return Coefficient(sum(defined) / len(defined))
    reasons = {pair.reason for pair in pairs.values() if pair.reason}
    return undefined(reasons.pop() if len(reasons) == 1 else Reason.NO_PAIR_DEFINED if pairs else Reason.TWO_CODERS)


def _no_pair(ratings: Ratings) -> Reason:
    return Reason.TWO_CODERS if len(ratings) < 2 else Reason.NO_SHARED_UNIT
