"""Ratings of units by coders, counted by transcript: what every coefficient on units is made of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Protocol

import numpy as np
import numpy.typing as npt

from workbench.analysis.columns import MISSING, BoolArray, FloatArray, IntArray
from workbench.analysis.distances import Between
from workbench.analysis.sweeps import runs

Ratings = npt.NDArray[np.float64]


class Tally(Protocol):
    """What a coefficient needs to know of ratings; every array begins with (transcripts, figures).

    Notation of the formulas: unit u has m_u ratings, n_uk of them are value k. A unit is *shared* when m_u >= 2.
    """

    @property
    def coders(self) -> int:
        """How many are compared."""

    @property
    def values(self) -> int:
        """How many values there are."""

    @property
    def shared(self) -> FloatArray:
        """Shared units, shape (transcripts, figures)."""

    @property
    def marked(self) -> FloatArray | None:
        """For presence of codes: how often each was found, shape (transcripts, figures)."""

    def agreeing(self) -> FloatArray:
        """Sum over shared units of the share of coder pairs that agree: n_uk (n_uk - 1) / m_u (m_u - 1)."""

    def beside(self, value: int) -> FloatArray:
        """The same, and the shared units, without those on which every rating is this value: shape (..., 2)."""

    def shares(self) -> FloatArray:
        """Sum over all rated units of n_uk / m_u, those of a single rating too: shape (..., values)."""

    def given(self) -> FloatArray:
        """How often each value was given to shared units: shape (..., values)."""

    def disagreement(self, between: Between) -> FloatArray:
        """Sum over shared units of the distances of ordered pairs, weighted 1 / (m_u - 1)."""

    def coincidences(self) -> FloatArray:
        """Krippendorff's coincidence matrix o_ck: shape (..., values, values)."""

    def by_coder(self) -> FloatArray:
        """How often each coder gave each value: shape (..., coders, values)."""

    def pairs(self) -> FloatArray:
        """The table of every two coders on the units that both rated: shape (..., pairs, values, values)."""

    def specific(self, value: int) -> FloatArray:
        """Ordered pairs that agree on a value, and ratings of it times others of the unit: shape (..., 2)."""

    def decisions(self, blank: int) -> FloatArray:
        """Holsti's 2A and N1 + N2, summed over pairs of coders; ``MISSING`` where no value is blank: shape (..., 2)."""


@dataclass(frozen=True, eq=False)
class Units:
    """Ratings as places of values; implements ``Tally``.

    Attributes:
        place: Which value each coder gave each unit, ``MISSING`` for none, shape (coders, units).
        weight: How many units each column stands for, shape (units,).
        group: transcript · figures + figure, of each unit.
        shape: Number of transcripts and of figures, such as codes.
        values: How many values there are.
    """

    place: IntArray
    weight: FloatArray
    group: IntArray
    shape: tuple[int, int]
    values: int

    @classmethod
    def build(
        cls,
        ratings: Ratings,
        weight: IntArray | FloatArray | None = None,
        transcript: IntArray | None = None,
        transcripts: int | None = None,
    ) -> tuple[FloatArray, "Units"]:
        """The values in use, ascending, and the ratings counted by them.

        Args:
            ratings: Shape (coders, units); missing is NaN.
            weight: How many units each column stands for; one by default.
            transcript: Index of each unit's transcript, 0 upwards; all of one by default.
            transcripts: How many there are, where the last ones may have no unit.
        """
        units = ratings.shape[1]
        there = ~np.isnan(ratings)
        values, found = np.unique(ratings[there], return_inverse=True)
        place = np.full(ratings.shape, MISSING)
        place[there] = found
        group = np.zeros(units, np.int64) if transcript is None else np.asarray(transcript, np.int64)
        count = int(group.max(initial=0)) + 1 if transcripts is None else transcripts
        alike = np.ones(units) if weight is None else np.asarray(weight, np.float64)
        return values, cls(place, alike, group, (count, 1), len(values))

    @property
    def coders(self) -> int:
        """How many are compared."""
        return len(self.place)

    @property
    def marked(self) -> None:
        """Ratings are no presence of codes."""
        return

    def of(self, coders: Sequence[int]) -> "Units":
        """The ratings of some coders alone."""
        return replace(self, place=self.place[list(coders)])

    def take(self, units: BoolArray) -> "Units":
        """Some units alone."""
        return replace(self, place=self.place[:, units], weight=self.weight[units], group=self.group[units])

    @cached_property
    def rated(self) -> IntArray:
        """m_u: ratings of each unit."""
        return np.asarray((self.place != MISSING).sum(axis=0))

    @cached_property
    def shared(self) -> FloatArray:
        """Units with two ratings or more: shape (transcripts, figures)."""
        return self._sum(self.group, np.where(self.rated > 1, self.weight, 0.0))[..., 0]

    @cached_property
    def _counts(self) -> tuple[IntArray, IntArray, IntArray]:
        """Unit, value and n_uk, wherever n_uk > 0."""
        coder, unit = np.nonzero(self.place != MISSING)
        keys = np.sort(unit * max(1, self.values) + self.place[coder, unit])
        heads = runs(keys)
        unit, value = np.divmod(keys[heads], max(1, self.values))
        return unit, value, np.diff(np.append(heads, len(keys)))

    def _sum(self, group: IntArray, amount: FloatArray, within: IntArray | None = None, size: int = 1) -> FloatArray:
        """Sum amounts by transcript and figure, and by place within them: shape (transcripts, figures, size)."""
        key = group if within is None else group * size + within
        cells = self.shape[0] * self.shape[1] * size
        return np.bincount(key, weights=amount, minlength=cells).astype(np.float64).reshape(*self.shape, size)

    def _agreeing(self) -> FloatArray:
        """Share of agreeing pairs of each unit, times its weight; 0 where it has fewer than two ratings."""
        unit, _value, count = self._counts
        pairs = np.bincount(unit, weights=count * (count - 1), minlength=len(self.weight))
        return np.asarray(self.weight * pairs / np.maximum(1, self.rated * (self.rated - 1)))

    def agreeing(self) -> FloatArray:
        """Sum over shared units of the share of coder pairs that agree."""
        return self._sum(self.group, self._agreeing())[..., 0]

    def beside(self, value: int) -> FloatArray:
        """The same, and the shared units, without those on which every rating is this value: shape (..., 2)."""
        used = ((self.place != MISSING) & (self.place != value)).any(axis=0) & (self.rated > 1)
        sums = [self._sum(self.group, np.where(used, amount, 0.0)) for amount in (self._agreeing(), self.weight)]
        return np.concatenate(sums, axis=2)

    def shares(self) -> FloatArray:
        """Sum over all rated units of n_uk / m_u, those of a single rating too: shape (..., values)."""
        unit, value, count = self._counts
        return self._sum(self.group[unit], self.weight[unit] * count / self.rated[unit], value, self.values)

    def given(self) -> FloatArray:
        """How often each value was given to shared units: shape (..., values)."""
        unit, value, count = self._counts
        amount = np.where(self.rated[unit] > 1, self.weight[unit] * count, 0.0)
        return self._sum(self.group[unit], amount, value, self.values)

    def disagreement(self, between: Between) -> FloatArray:
        """Sum over shared units of the distances of ordered pairs, weighted 1 / (m_u - 1)."""
        amount = np.zeros(len(self.weight))
        for first, second in combinations(self.place, 2):
            both = np.flatnonzero((first != MISSING) & (second != MISSING))
            amount[both] += between.of(first[both], second[both])
        return self._sum(self.group, 2 * amount * self._spread())[..., 0]

    def coincidences(self) -> FloatArray:
        """Krippendorff's coincidence matrix o_ck: shape (..., values, values)."""
        cells = self.values * self.values
        total = np.zeros((*self.shape, cells))
        for first, second in combinations(self.place, 2):
            both = np.flatnonzero((first != MISSING) & (second != MISSING))
            cell = first[both] * self.values + second[both]
            total += self._sum(self.group[both], self._spread()[both], cell, cells)
        table = total.reshape(*self.shape, self.values, self.values)
        return np.asarray(table + np.swapaxes(table, -1, -2))

    def by_coder(self) -> FloatArray:
        """How often each coder gave each value: shape (..., coders, values)."""
        coder, unit = np.nonzero(self.place != MISSING)
        cell = coder * self.values + self.place[coder, unit]
        table = self._sum(self.group[unit], self.weight[unit], cell, self.coders * self.values)
        return table.reshape(*self.shape, self.coders, self.values)

    def pairs(self) -> FloatArray:
        """The table of every two coders on the units that both rated: shape (..., pairs, values, values)."""
        tables = [np.zeros((*self.shape, 0, self.values, self.values))]
        for first, second in combinations(self.place, 2):
            both = np.flatnonzero((first != MISSING) & (second != MISSING))
            cell = first[both] * self.values + second[both]
            table = self._sum(self.group[both], self.weight[both], cell, self.values * self.values)
            tables.append(table.reshape(*self.shape, 1, self.values, self.values))
        return np.concatenate(tables, axis=2)

    def specific(self, value: int) -> FloatArray:
        """Ordered pairs that agree on a value, and ratings of it times others of the unit: shape (..., 2)."""
        unit, which, count = self._counts
        unit, count = unit[which == value], count[which == value]
        weight, group = self.weight[unit], self.group[unit]
        sums = [self._sum(group, weight * count * others) for others in (count - 1, self.rated[unit] - 1)]
        return np.concatenate(sums, axis=2)

    def decisions(self, blank: int) -> FloatArray:
        """Holsti's 2A and N1 + N2, summed over pairs of coders; ``MISSING`` where no value is blank: shape (..., 2)."""
        unit, which, count = self._counts
        unit, count = unit[which != blank], count[which != blank]
        weight, group = self.weight[unit], self.group[unit]
        sums = [self._sum(group, weight * count * others) for others in (count - 1, self.coders - 1)]
        return np.concatenate(sums, axis=2)

    def _spread(self) -> FloatArray:
        """Weight / (m_u - 1) of each unit; 0 where it has fewer than two ratings."""
        return np.asarray(np.where(self.rated > 1, self.weight, 0.0) / np.maximum(1, self.rated - 1))
