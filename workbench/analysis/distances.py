"""Squared distances of values for Krippendorff's alpha: by level of measurement, and between sets of codes.

A distance goes from the values in use, shape (values,), and how often each was given, shape (..., values), to squared
distances, shape (..., values, values) or (values, values).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from workbench.analysis.columns import BoolArray, FloatArray, IntArray
from workbench.analysis.set_overlaps import OfSizes, Overlaps

# Distances of so many pairs of sets are held at once.
_CELLS_AT_ONCE = 2_000_000

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


class Between(Protocol):
    """Squared distances that do not depend on how often a value was given."""

    def of(self, first: IntArray, second: IntArray) -> FloatArray:
        """Distances of values at these places, pair by pair: shape (pairs,)."""

    def among(self, given: FloatArray) -> FloatArray:
        """Sum of n_c n_k distances over all values c and k: from shape (..., values) to (...)."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Distances written out, shape (values, values)."""

    squared: FloatArray

    def of(self, first: IntArray, second: IntArray) -> FloatArray:
        """Distances of values at these places, pair by pair."""
        return np.asarray(self.squared[first, second])

    def among(self, given: FloatArray) -> FloatArray:
        """Sum of n_c n_k distances over all values."""
        return np.asarray(((given @ self.squared) * given).sum(axis=-1))


SetDistance = OfSizes


def jaccard(shared: FloatArray, least: FloatArray, most: FloatArray) -> FloatArray:
    """1 - shared / united; two empty sets are alike."""
    united = least + most - shared
    return 1.0 - np.divide(shared, united, out=np.ones(united.shape), where=united > 0)


def masi(shared: FloatArray, least: FloatArray, most: FloatArray) -> FloatArray:
    """1 - J · M (Passonneau 2006); two empty sets are alike.

    J is the share of codes in common (Jaccard). M is 1 for equal sets, 2/3 where one holds the other, 1/3 where they
    only overlap and 0 where they share nothing. It is the likeness J that M weighs, not the distance 1 - J.
    """
    monotone = np.where(shared == most, 3.0, np.where(shared == least, 2.0, 1.0))
    return np.asarray(1.0 - (1.0 - jaccard(shared, least, most)) * monotone / 3)


def different(shared: FloatArray, least: FloatArray, most: FloatArray) -> FloatArray:
    """1 for two sets that are not the same: sets as plain values."""
    return np.where(shared == most, 0.0, 1.0)


@dataclass(frozen=True, eq=False)
class Sets:
    """Distances of sets of codes, found when they are needed: a thousand sets have a million.

    Attributes:
        members: Which codes are in each set, shape (sets, codes).
        distance: ``masi``, ``jaccard`` or ``different``.
    """

    members: BoolArray
    distance: SetDistance

    def of(self, first: IntArray, second: IntArray) -> FloatArray:
        """Distances of sets at these places, pair by pair."""
        packed, size = np.packbits(self.members, axis=1), self.members.sum(axis=1).astype(np.float64)
        shared = np.bitwise_count(packed[first] & packed[second]).sum(axis=1).astype(np.float64)
        return self.distance(shared, np.minimum(size[first], size[second]), np.maximum(size[first], size[second]))

    def among(self, given: FloatArray) -> FloatArray:
        """Sum of n_c n_k distances over all sets: by what lies within many of them, else a block of pairs at a time."""
        if self._overlaps:
            return np.asarray(given.sum(axis=-1) ** 2 - self._overlaps.alike(given))
        total = np.zeros(given.shape[:-1])
        for mine in self._blocks:
            total += ((given @ self._apart(mine).T) * given[..., mine]).sum(axis=-1)
        return total

    @cached_property
    def _overlaps(self) -> Overlaps | None:
        return Overlaps.within(self.members, self.distance)

    @cached_property
    def _blocks(self) -> list[slice]:
        count = len(self.members)
        step = max(1, _CELLS_AT_ONCE // max(1, count))
        return [slice(begin, begin + step) for begin in range(0, count, step)]

    @cached_property
    def _only_block(self) -> FloatArray:
        return self._distances(slice(None))

    def _apart(self, some: slice) -> FloatArray:
        """Of some sets to all; few sets are asked for again and again."""
        return self._only_block if len(self._blocks) == 1 else self._distances(some)

    def _distances(self, some: slice) -> FloatArray:
        members = self.members.astype(np.float64)
        size = members.sum(axis=1)
        least, most = np.minimum.outer(size[some], size), np.maximum.outer(size[some], size)
        return self.distance(members[some] @ members.T, least, most)
