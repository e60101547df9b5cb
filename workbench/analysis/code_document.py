"""The table of codes and documents (or participants, or groups of them): counts, and what they are measured against."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from workbench.analysis.columns import FloatArray, IntArray


class Measure(StrEnum):
    """What a cell shows."""

    ABSOLUTE = "absolute"
    ROW = "row"
    COLUMN = "column"
    PER_1000_WORDS = "per_1000_words"


@dataclass(frozen=True, slots=True, eq=False)
class CodeDocument:
    """Counts by code and document.

    Attributes:
        counts: Shape (codes, documents): mentions, or 1 and 0 for presence.
        words: Words of each document (words, not characters), shape (documents,).
    """

    counts: IntArray
    words: IntArray

    @property
    def row_totals(self) -> IntArray:
        """Of each code, always of absolute counts: shape (codes,)."""
        return np.asarray(self.counts.sum(axis=1), dtype=np.int64)

    @property
    def column_totals(self) -> IntArray:
        """Of each document, always of absolute counts: shape (documents,)."""
        return np.asarray(self.counts.sum(axis=0), dtype=np.int64)

    @property
    def total(self) -> int:
        """Of all counts."""
        return int(self.counts.sum())

    def cells(self, measure: Measure) -> FloatArray:
        """The table in one measure: shape (codes, documents).

        Shares run from 0 to 1. NaN where the denominator is 0: a code that is nowhere, a document without codes, a
        document without words.
        """
        if measure is Measure.ABSOLUTE:
            return self.counts.astype(np.float64)
        whole = {
            Measure.ROW: self.row_totals[:, None],
            Measure.COLUMN: self.column_totals[None, :],
            Measure.PER_1000_WORDS: self.words[None, :] / 1000,
        }[measure]
        cells = np.full(self.counts.shape, np.nan)
        np.divide(self.counts, whole, out=cells, where=whole > 0)
        return cells
