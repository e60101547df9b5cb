"""Figures that rest on sums over transcripts: a transcript is left out, or drawn twice, without counting anything anew.

Every coefficient of agreement on units is a formula of counts, such as a coincidence matrix, and the counts of several
transcripts are the sum of the counts of each. So a delete-one jackknife is a subtraction and a bootstrap a product of
matrices (``intervals``), whatever the coefficient.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import FloatArray

#: Expected disagreement, or a number of units, below this is none: what is left of sums that were subtracted again.
TINY = 1e-12
_SHORT = 8


class Formula(Protocol):
    """From sums, shape (..., counts), to figures, shape (...); NaN where undefined."""

    def __call__(self, totals: FloatArray, /) -> FloatArray:
        """The figure of each row of sums."""


def ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
    """Part of a whole, NaN where the whole is nothing."""
    there = np.asarray(whole) > TINY
    return np.asarray(np.divide(part, whole, out=np.full(np.broadcast(part, whole).shape, np.nan), where=there))


def along(table: FloatArray, axis: int) -> FloatArray:
    """The sum along one axis, such as two answers in a table of thousands: numpy's own is slow where an axis is short.

    Args:
        table: Any shape.
        axis: Which, from the last as a rule: -1.
    """
    if not 0 < table.shape[axis] <= _SHORT:
        return np.asarray(table.sum(axis=axis))
    first, *others = np.moveaxis(table, axis, 0)
    total = np.array(first, dtype=np.float64)
    for one in others:
        total += one
    return total


@dataclass(frozen=True, slots=True)
class Corrected:
    """Agreement corrected for chance: 1 - observed disagreement / expected disagreement.

    Attributes:
        observed: From sums to the share of disagreement, 1 - P_o.
        expected: From sums to the share that chance gives, 1 - P_e; 0 or NaN where chance cannot be told.
    """

    observed: Formula
    expected: Formula

    def __call__(self, totals: FloatArray, /) -> FloatArray:
        """The coefficient of each row of sums."""
        return np.asarray(1 - ratio(self.observed(totals), self.expected(totals)))


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """One measure, as one figure or many (codes, pairs of coders), with what each transcript adds to it.

    Attributes:
        tables: What each transcript adds to each figure, shape (transcripts, figures, counts).
        formula: From sums to figures.
        units: Units that two coders or more rated, shape (transcripts, figures).
        coders: How many are compared.
        marked: For presence of codes: how often it was found, shape (transcripts, figures). A code that nobody used
            has no figure at all.
        otherwise: Why a figure is undefined although units are shared and the code is in use.
    """

    tables: FloatArray
    formula: Formula
    units: FloatArray
    coders: int
    marked: FloatArray | None = None
    otherwise: Reason = Reason.NO_VARIATION

    @property
    def parts(self) -> FloatArray:
        """What each transcript adds, shape (transcripts, statistics)."""
        tables = self.tables
        if self.marked is not None:
            tables = np.concatenate((self.marked[..., None], tables), axis=2)
        return np.ascontiguousarray(tables).reshape(len(tables), tables.shape[1] * tables.shape[2])

    def evaluate(self, totals: FloatArray) -> FloatArray:
        """Figures of sums of parts: from shape (..., statistics) to (..., figures), NaN where undefined."""
        figures = self.tables.shape[1]
        tables = totals.reshape(*totals.shape[:-1], figures, totals.shape[-1] // figures if figures else 0)
        if self.marked is None:
            return self.formula(tables)
        return np.where(tables[..., 0] > TINY, self.formula(tables[..., 1:]), np.nan)

    def figures(self) -> list[Coefficient]:
        """Each figure over all transcripts."""
        marked = None if self.marked is None else self.marked.sum(axis=0)
        values = self.evaluate(self._total(marked))
        return self._coefficients(values, self.units.sum(axis=0), marked)

    def _total(self, marked: FloatArray | None) -> FloatArray:
        """The sum of ``parts``, without putting these together: there may be a hundred megabytes of them."""
        tables = self.tables.sum(axis=0)
        if marked is not None:
            tables = np.concatenate((marked[:, None], tables), axis=1)
        return np.asarray(tables.ravel())

    def per_transcript(self) -> list[list[Coefficient]]:
        """Each figure of each transcript by itself: a list of figures for every transcript."""
        marked = [None] * len(self.units) if self.marked is None else list(self.marked)
        values = self.evaluate(self.parts)
        return [self._coefficients(*one) for one in zip(values, self.units, marked, strict=True)]

    @property
    def value(self) -> Coefficient:
        """The only figure."""
        (figure,) = self.figures()
        return figure

    def _coefficients(self, values: FloatArray, units: FloatArray, marked: FloatArray | None) -> list[Coefficient]:
        used = np.ones(len(values)) if marked is None else marked
        return [
            undefined(self._why(shared, count)) if np.isnan(value) else Coefficient(float(value))
            for value, shared, count in zip(values, units, used, strict=True)
        ]

    def _why(self, units: float, marked: float) -> Reason:
        if self.coders < 2:
            return Reason.TWO_CODERS
        if units <= TINY:
            return Reason.NO_SHARED_UNIT
        return Reason.NOT_USED if marked <= TINY else self.otherwise
