"""The unitizing alpha of 1995 and 2004, for comparison with what was published then.

Krippendorff (2004), Measuring the reliability of qualitative text analysis data, Quality & Quantity 38:787-800. It
squares how far boundaries differ, code by code. The 2016 family has replaced it; for three coders and more its author
withdrew it.
"""

from dataclasses import dataclass
from itertools import permutations

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import FloatArray, IntArray
from workbench.analysis.continua import Continua, Units
from workbench.analysis.sweeps import runs, spread


@dataclass(frozen=True, slots=True)
class CodeDeviation:
    """One code of the 2004 alpha.

    Attributes:
        observed: D_o, the squared deviations between coders, as a share of m (m - 1) L².
        expected: D_e, the same by chance.
        alpha: 1 - D_o / D_e.
    """

    observed: float
    expected: float
    alpha: Coefficient


@dataclass(frozen=True, slots=True)
class Unitized2004:
    """The 2004 alpha.

    Attributes:
        alpha: Over all codes, 1 - sum of D_o / sum of D_e.
        codes: Each code.
        coders: How many coders.
    """

    alpha: Coefficient
    codes: tuple[CodeDeviation, ...]
    coders: int

    @property
    def withdrawn(self) -> bool:
        """Whether these are more coders than its author stands by."""
        return self.coders > 2


def unitizing_2004(continua: Continua) -> Unitized2004:
    """Alpha of the transcripts that all coders read, laid end to end; a gap ends where its transcript ends.

    Args:
        continua: From ``Continua.of_each_code``.
    """
    coders, codes = continua.coders, continua.codes
    rows = np.flatnonzero(continua.read.all(axis=1)) if coders > 1 else np.zeros(0, np.int64)
    texts = max(1, continua.texts)
    length = int(continua.lengths[rows].sum()) // max(1, codes)
    if not length:
        reason = Reason.NO_TEXT if len(rows) else Reason.TWO_CODERS
        return Unitized2004(undefined(reason), (CodeDeviation(0.0, 0.0, undefined(reason)),) * codes, coders)
    units = continua.units.take(np.isin(continua.units.transcript, rows))
    observed = _observed(units, continua, texts) / (coders * (coders - 1) * length**2)
    found = []
    for code in range(codes):
        mine = units.take(units.transcript // texts == code)
        expected = _expected(mine.lengths, _gaps(mine, continua, rows[rows // texts == code]), coders, length)
        found.append(CodeDeviation(float(observed[code]), expected, _alpha(float(observed[code]), expected, len(mine))))
    total = sum(code.observed for code in found), sum(code.expected for code in found)
    overall = _alpha(*total, len(units))
    return Unitized2004(
        undefined(Reason.NOTHING_MARKED) if overall.reason is Reason.NOT_USED else overall, tuple(found), coders
    )


def _alpha(observed: float, expected: float, units: int) -> Coefficient:
    if not units:
        return undefined(Reason.NOT_USED)
    return Coefficient(1 - observed / expected) if expected > 0 else undefined(Reason.NO_VARIATION)


def _observed(units: Units, continua: Continua, texts: int) -> FloatArray:
    """Sum of squared deviations of each code over ordered pairs of coders, shape (codes,)."""
    origin = (np.cumsum(continua.lengths) - continua.lengths)[units.transcript]
    start, end, code = origin + units.start, origin + units.end, units.transcript // texts
    # As floating-point numbers: squares of places in very long texts are too large for whole ones.
    begin, finish = units.start.astype(np.float64), units.end.astype(np.float64)
    sums = np.zeros(continua.codes)
    of = [np.flatnonzero(units.coder == coder) for coder in range(continua.coders)]
    for one, other in permutations(range(continua.coders), 2):
        mine, theirs = of[one], of[other]
        first = np.searchsorted(end[theirs], start[mine], side="right")
        last = np.maximum(np.searchsorted(start[theirs], end[mine], side="left"), first)
        row, met = spread(first, last)
        a, b = mine[row], theirs[met]
        moved = (begin[a] - begin[b]) ** 2 + (finish[a] - finish[b]) ** 2
        alone = mine[first == last]
        # A unit in the other's gap counts from either side.
        missed = 2 * (finish[alone] - begin[alone]) ** 2
        sums += np.bincount(code[a], moved, minlength=len(sums)) + np.bincount(code[alone], missed, minlength=len(sums))
    return sums


def _gaps(units: Units, continua: Continua, rows: IntArray) -> IntArray:
    """Lengths of what each coder left between units, shape (gaps,); a coder without units leaves whole transcripts."""
    coders, lengths = continua.coders, continua.lengths
    row = np.concatenate((units.transcript, np.tile(rows, coders), np.tile(rows, coders)))
    coder = np.concatenate((units.coder, np.tile(np.repeat(np.arange(coders), len(rows)), 2)))
    zero, full = np.zeros(len(rows) * coders, np.int64), np.tile(lengths[rows], coders)
    start, end = np.concatenate((units.start, zero, full)), np.concatenate((units.end, zero, full))
    order = np.lexsort((end, start, row, coder))
    gaps = start[order][1:] - end[order][:-1]
    heads = runs(coder[order] * (int(row.max(initial=0)) + 1) + row[order])
    inside = np.ones(len(gaps), bool)
    inside[heads[1:] - 1] = False
    return np.asarray(gaps[inside & (gaps > 0)])


def _expected(units: IntArray, gaps: IntArray, coders: int, length: int) -> float:
    """D_e: every unit against every other, and against every gap that it fits into."""
    size = units.astype(np.float64)
    ordered = np.sort(gaps)
    upto = np.concatenate(([0], np.cumsum(ordered)))
    below = np.searchsorted(ordered, units, side="left")
    larger = len(ordered) - below
    room = upto[-1] - upto[below] - larger * (size - 1)
    each = (len(units) - 1) / 3 * (2 * size**3 - 3 * size**2 + size) + size**2 * room
    whole = coders * length
    pairs = whole * (whole - 1) - float((size * (size - 1)).sum())
    return float(2 / length * each.sum() / pairs) if len(units) else 0.0
