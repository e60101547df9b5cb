"""Cases by attribute and by what they have: counts, each with its denominator; cases need no transcript.

A case is whatever the table's rows are: a participant, an organisation, an answer. What it has (a code, a tool, a
channel) may be unknown, and is then in no denominator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from workbench.analysis.columns import MISSING, FloatArray, IntArray
from workbench.analysis.resampling import wilson


@dataclass(frozen=True, slots=True, eq=False)
class Crosstab:
    """Things by values of an attribute.

    Attributes:
        counts: Cases that have the thing, shape (things, values).
        known: Cases of which it is known whether they have it, likewise: the denominators.
        cases: Cases of each value, shape (values,).
        unknown: Cases whose value is unknown; they are in no column.
    """

    counts: IntArray
    known: IntArray
    cases: IntArray
    unknown: int

    @property
    def totals(self) -> IntArray:
        """Cases of known value that have the thing: shape (things,)."""
        return np.asarray(self.counts.sum(axis=1), dtype=np.int64)

    @property
    def total_known(self) -> IntArray:
        """The denominators of ``totals``: shape (things,)."""
        return np.asarray(self.known.sum(axis=1), dtype=np.int64)

    @property
    def penetration(self) -> FloatArray:
        """Share of the cases of a value that have the thing, 0 to 1, NaN where the denominator is 0."""
        return _share(self.counts, self.known)

    @property
    def composition(self) -> FloatArray:
        """Share of the cases with the thing that are of a value, 0 to 1; rows sum to 1, NaN where nobody has it."""
        return _share(self.counts, np.broadcast_to(self.totals[:, None], self.counts.shape))

    def interval(self, thing: int, value: int) -> tuple[float, float] | None:
        """Wilson 95 % of a penetration, None without cases."""
        return wilson(int(self.counts[thing, value]), int(self.known[thing, value]))


def _share(part: IntArray, whole: IntArray) -> FloatArray:
    share = np.full(part.shape, np.nan)
    np.divide(part, whole, out=share, where=whole > 0)
    return share


def crosstab(present: IntArray, value: IntArray, values: int) -> Crosstab:
    """Count cases by what they have and by an attribute.

    Args:
        present: Shape (things, cases): 1 where the case has the thing, 0 where not, ``MISSING`` where unknown; booleans
            will do.
        value: Shape (cases,): 0 to ``values`` - 1, ``MISSING`` where unknown.
        values: How many there are.
    """
    of = (value[:, None] == np.arange(values)).astype(np.float64)
    has = present.astype(np.int64)
    return Crosstab(
        counts=np.rint((has == 1) @ of).astype(np.int64),
        known=np.rint((has != MISSING) @ of).astype(np.int64),
        cases=of.sum(axis=0).astype(np.int64),
        unknown=int((value == MISSING).sum()),
    )


@dataclass(frozen=True, slots=True, eq=False)
class HowMany:
    """How many things cases have.

    Attributes:
        counts: Cases with 0, 1, 2 … of the things, shape (values, things + 1).
        incomplete: Cases of each value left out because something about them is unknown, shape (values,).
    """

    counts: IntArray
    incomplete: IntArray

    @property
    def cases(self) -> IntArray:
        """Cases that are counted, shape (values,)."""
        return np.asarray(self.counts.sum(axis=1), dtype=np.int64)

    @property
    def shares(self) -> FloatArray:
        """Share of the cases of each value, the shape of ``counts``; NaN where there are none."""
        return _share(self.counts, np.broadcast_to(self.cases[:, None], self.counts.shape))

    @property
    def means(self) -> FloatArray:
        """Mean number of things, shape (values,); NaN without cases."""
        return _share(self.counts @ np.arange(self.counts.shape[1]), self.cases)

    @property
    def medians(self) -> FloatArray:
        """Median number of things, shape (values,); NaN without cases."""
        upto, cases = self.counts.cumsum(axis=1), self.cases
        lower = (upto >= (cases[:, None] + 1) // 2).argmax(axis=1)
        upper = (upto >= cases[:, None] // 2 + 1).argmax(axis=1)
        return np.where(cases > 0, (lower + upper) / 2, np.nan)


def how_many(present: IntArray, value: IntArray | None = None, values: int = 1) -> HowMany:
    """The distribution of the number of things that cases have.

    Args:
        present: As in ``crosstab``. A case with anything unknown is left out, as its number is not known.
        value: As in ``crosstab``; None puts all cases into one row.
        values: As in ``crosstab``.
    """
    things, cases = present.shape
    group = np.zeros(cases, np.int64) if value is None else value
    has = present.astype(np.int64)
    whole = (has != MISSING).all(axis=0)
    counted, partial = (group != MISSING) & whole, (group != MISSING) & ~whole
    cell = group[counted] * (things + 1) + (has[:, counted] == 1).sum(axis=0)
    counts = np.bincount(cell, minlength=values * (things + 1)).reshape(values, things + 1)
    return HowMany(counts, np.bincount(group[partial], minlength=values))


@dataclass(frozen=True, slots=True)
class Band:
    """A range of numbers, ``low`` in it and ``high`` not; None where it is open."""

    low: float | None
    high: float | None


def banded(numbers: FloatArray, edges: Sequence[float]) -> tuple[IntArray, tuple[Band, ...]]:
    """Numbers put into bands.

    Args:
        numbers: Shape (cases,), NaN where unknown. Of a range, give what it is to count as, such as its middle.
        edges: Where bands meet, in any order; a number equal to an edge is in the band above. None, one or more.

    Returns:
        The band of each case, ``MISSING`` where unknown, and the bands, lowest first: one more than there are edges.
    """
    cuts = sorted(set(edges))
    band = np.searchsorted(np.array(cuts, np.float64), numbers, side="right").astype(np.int64)
    bands = tuple(Band(low, high) for low, high in pairwise([None, *cuts, None]))
    return np.where(np.isnan(numbers), MISSING, band), bands


def quantile_edges(numbers: FloatArray, bands: int) -> tuple[float, ...]:
    """Edges that put about as many cases into each band; fewer than asked where many numbers are equal.

    Args:
        numbers: Shape (cases,), NaN where unknown.
        bands: How many, 1 or more.
    """
    known = np.sort(numbers[~np.isnan(numbers)])
    if not len(known):
        return ()
    first = -(-np.arange(1, bands) * len(known) // bands)  # place of the first case of each band but the lowest
    cuts = known[np.minimum(first, len(known) - 1)]
    return tuple(sorted({float(cut) for cut in cuts if cut > known[0]}))
