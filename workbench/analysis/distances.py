"""Squared distances of values for Krippendorff's alpha: by level of measurement, and between sets of codes.

A distance goes from the values in use, shape (values,), and how often each was given, shape (..., values), to squared
distances, shape (..., values, values) or (values, values).
"""

from collections.abc import Callable

import numpy as np

from workbench.analysis.columns import BoolArray, FloatArray

Distance = Callable[[FloatArray, FloatArray], FloatArray]


def nominal(values: FloatArray, marginals: FloatArray) -> FloatArray:
    """Values only differ or not."""
    return 1.0 - np.eye(len(values))


def ordinal(values: FloatArray, marginals: FloatArray) -> FloatArray:
    """How many ratings stand between two ranks (Krippendorff 2011): values are ordered as numbers.

    Of ranks c < k: (n_c + ... + n_k - (n_c + n_k) / 2)², which is the squared distance of their middle ranks.
    """
    middle = np.cumsum(marginals, axis=-1) - marginals / 2
    return np.asarray((middle[..., :, None] - middle[..., None, :]) ** 2)


def interval(values: FloatArray, marginals: FloatArray) -> FloatArray:
    """(c - k)²."""
    return np.asarray(np.subtract.outer(values, values) ** 2)


def by_ratio(values: FloatArray, marginals: FloatArray) -> FloatArray:
    """((c - k) / (c + k))², 0 for two zeros; for values from 0 upwards."""
    total = np.add.outer(values, values)
    apart = np.subtract.outer(values, values)
    return np.asarray(np.divide(apart, total, out=np.zeros_like(total), where=total != 0) ** 2)


#: Those that do not depend on how often a value was given: a sum of distances is then all that a transcript adds.
FIXED: tuple[Distance, ...] = (nominal, interval, by_ratio)


def jaccard(members: BoolArray) -> FloatArray:
    """1 - shared / united, of every two sets; two empty sets are alike.

    Args:
        members: Which codes are in each set, shape (sets, codes).

    Returns:
        Shape (sets, sets).
    """
    return 1.0 - _likeness(members)[0]


def masi(members: BoolArray) -> FloatArray:
    """1 - J · M (Passonneau 2006), of every two sets; two empty sets are alike.

    J is the share of codes in common (Jaccard). M is 1 for equal sets, 2/3 where one holds the other, 1/3 where they
    only overlap and 0 where they share nothing. It is the likeness J that M weighs, not the distance 1 - J.

    Args:
        members: Which codes are in each set, shape (sets, codes).

    Returns:
        Shape (sets, sets).
    """
    likeness, shared, size = _likeness(members)
    least, most = np.minimum.outer(size, size), np.maximum.outer(size, size)
    monotone = np.where(shared == 0, 0.0, np.where(shared == most, 3.0, np.where(shared == least, 2.0, 1.0)))
    monotone[most == 0] = 3.0
    return np.asarray(1.0 - likeness * monotone / 3)


def different(members: BoolArray) -> FloatArray:
    """1 for every two sets that are not the same: sets as plain values."""
    return 1.0 - (jaccard(members) == 0)


def _likeness(members: BoolArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Jaccard's likeness, and the sizes of intersections and of sets."""
    sets = members.astype(np.float64)
    shared, size = sets @ sets.T, sets.sum(axis=1)
    united = np.add.outer(size, size) - shared
    return np.divide(shared, united, out=np.ones_like(shared), where=united > 0), shared, size
