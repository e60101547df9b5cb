"""Segment agreement and Kn in the manner of MAXQDA, for comparison with figures that were published with it.

Each segment of each coder is looked for among the other's with the same code: it is found where some other segment
shares enough of the stretch from the first start to the last end of the two. a is the number of those found, both ways,
b and c of those of the first and of the second that were not. P_o = a / (a + b + c), P_c = 1 / codes and
Kn = (P_o - P_c) / (1 - P_c), after Brennan & Prediger (1981). What neither coded is 0 by construction, so that Kn is no
model of chance for free segments, and a long segment may be found by several short ones: it is compatibility output
only. No numeric example by the makers was found; the formula is as the manual states it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from transcripts.i18n import _
from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import BoolArray, Codings, FloatArray, IntArray
from workbench.analysis.matching import candidates
from workbench.analysis.span_f1 import spans_of
from workbench.analysis.sums import Formula, Sums, ratio
from workbench.errors import AnalysisError

#: What MAXQDA asks for where nothing else is chosen.
SHARE = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Segments of two coders that the other gave too, and those that only one gave.

    Attributes:
        counts: Found of the first, found of the second, the first's alone, the second's alone; shape (transcripts,
            codes, 4).
        read: Whether both have read the transcript, shape (transcripts,).
    """

    counts: FloatArray
    read: BoolArray

    def percent(self) -> Sums:
        """P_o over all codes together."""
        return self._sums(self.counts.sum(axis=1, keepdims=True), _percent)

    def percent_per_code(self) -> Sums:
        """P_o of each code."""
        return self._sums(self.counts, _percent)

    def kn(self, codes: int) -> Sums:
        """Kn over all codes together.

        Args:
            codes: How many codes could have been given, used or not.
        """
        return self._sums(self.counts.sum(axis=1, keepdims=True), partial(_kn, codes=codes), codes)

    def _sums(self, tables: FloatArray, formula: Formula, codes: int = 2) -> Sums:
        units = np.broadcast_to(self.read.astype(np.float64)[:, None], tables.shape[:2])
        return Sums(tables, formula, units, 2, None, Reason.ONE_CATEGORY if codes < 2 else Reason.NOBODY_MARKED)


def found_both_ways(
    codings: Codings,
    coders: Sequence[int],
    *,
    share: float = SHARE,
    theme_of: IntArray,
    themes: int,
    read: BoolArray,
) -> Found:
    """Look for each segment of two coders among the other's.

    Args:
        codings: In any order; those of other coders, or of a coder on a text not read, are left out.
        coders: Indices of exactly two.
        share: What two segments must share of the stretch from their first start to their last end, from 0 to 1;
            exactly as much is enough.
        theme_of: Shape (codes,): the code that a code counts for, ``MISSING`` to leave it out.
        themes: How many codes are compared.
        read: Which transcripts each of the two has read to the end, shape (transcripts, 2).

    Raises:
        AnalysisError: If there are not two coders.
    """
    if len(coders) != 2:
        raise AnalysisError(
            _("Segment agreement in the manner of MAXQDA compares two coders, not {count}.").format(count=len(coders)),
            _("Choose two coders, or a measure for several."),
        )
    first, second = spans_of(codings, coders, theme_of, themes, read)
    left, right, _shared = candidates(first, second, share)
    both: BoolArray = read[:, 0] & read[:, 1]
    counts = np.zeros((len(read), themes, 4))
    for at, (spans, met) in enumerate(((first, left), (second, right))):
        hit = np.zeros(len(spans), bool)
        hit[met] = True
        for place, groups in ((at, spans.group[hit]), (at + 2, spans.group[~hit])):
            count = np.bincount(groups, minlength=len(read) * themes).reshape(len(read), themes)
            counts[:, :, place] = np.where(both[:, None], count, 0)
    return Found(counts, both)


def _percent(totals: FloatArray, /) -> FloatArray:
    return ratio(totals[..., 0] + totals[..., 1], totals.sum(axis=-1))


def _kn(totals: FloatArray, /, codes: int) -> FloatArray:
    chance = 1 / max(1, codes)
    return ratio(_percent(totals) - chance, np.full(totals.shape[:-1], 1 - chance))
