"""Agreement on free spans: the family of Krippendorff, Mathet, Bouvry & Widlöcher (2016).

Quality & Quantity 50:2347-2364. Everything the family needs adds up over transcripts: with m coders, of each code

- N, the characters marked with it, and S, the sum of its units' squared lengths;
- R = sum of l*_ck over k, the characters marked with it that another coder marked with anything, a coder pair counting
  1 / (m - 1); Y, the part of R where the other coder gave another code;
- Q, the self-pairing correction of the valued coincidences in its per-pair form, the sum over its units of the squared
  lengths that each other coder marked, over m - 1;

and of all codes T = m L, the length of the continuum, and X, the characters that one of two coders marked and the other
left a gap. The gaps are G = T - sum of N. Sums over transcripts read by the same coders are those of the texts laid end
to end; where coders differ, each transcript adds with its own m, which extends the definition.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import BoolArray, FloatArray, IntArray
from workbench.analysis.continua import Continua
from workbench.analysis.continua_sweep import Meetings, sweep

#: Names of the figures of a whole; the (k)u alpha of each code and their coverages follow.
WHOLE = ("u", "bar_u", "cu", "coverage")
# What is expected by chance is a difference; what rounding may leave of it is no evidence.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Unitized:
    """The family's figures.

    Attributes:
        u: Did they mark the same stretches with the same codes?
        bar_u: |u alpha: did they mark the same stretches?
        cu: Where both marked, did they give the same code?
        coverage: Share of the continuum that ``cu`` rests on.
        k: (k)u alpha of each code: where it was given and both marked, did the other give it as well?
        k_coverage: Share of each code's characters that its ``k`` rests on.
        units: How often each code was given.
        transcripts: How many were read by two coders or more.
        coders: The most that read one transcript.
        differing: Whether transcripts were read by different coders: sums of them extend the published definition.
    """

    u: Coefficient
    bar_u: Coefficient
    cu: Coefficient
    coverage: Coefficient
    k: tuple[Coefficient, ...]
    k_coverage: tuple[Coefficient, ...]
    units: tuple[int, ...]
    transcripts: int
    coders: int
    differing: bool

    @property
    def per_pair(self) -> bool:
        """Whether ``cu`` and ``k`` are to carry "per-pair variant; not checked against the paper"."""
        return self.coders > 2


@dataclass(frozen=True, eq=False)
class Family:
    """The figures of some coders, as a measure that adds up over transcripts (``intervals.Additive``).

    Attributes:
        parts: Shape (transcripts, 5 values + 2): N, R, Y, S and Q of each code, then X and T, all times ``scale``.
        scale: What makes lengths whole numbers, so that what is 0 is 0 exactly: a multiple of every m - 1.
        values: How many codes there are.
        units: How often each code was given, shape (transcripts, values).
        read: Who of them read what, shape (transcripts, coders).
    """

    parts: FloatArray
    scale: int
    values: int
    units: IntArray
    read: BoolArray

    @cached_property
    def lowest(self) -> FloatArray:
        """What each figure cannot be under: 0 for coverages."""
        return np.repeat([-1.0, 0.0, -1.0, 0.0], [3, 1, self.values, self.values])

    def evaluate(self, totals: FloatArray) -> FloatArray:
        """u, |u, cu, coverage, then (k)u of each code, then their coverages, from sums of ``parts``.

        Args:
            totals: Shape (..., 5 values + 2).

        Returns:
            Shape (..., 4 + 2 values), NaN where undefined.
        """
        marked, met, other, squares, met_squares = np.split(totals[..., :-2], 5, axis=-1)
        apart, length = totals[..., -2], totals[..., -1]
        total, shared, differing = marked.sum(axis=-1), met.sum(axis=-1), other.sum(axis=-1)
        gaps, scale = length - total, self.scale
        with np.errstate(divide="ignore", invalid="ignore"):
            pairs = (length * length - scale * (squares.sum(axis=-1) + gaps)) / length
            chance = 2 * gaps * total
            u = 1 - (2 * apart + differing) * pairs / _positive(chance + (marked * (total[..., None] - marked)).sum(-1))
            bar_u = 1 - 2 * apart * pairs / _positive(chance)
            possible = _expectable(shared * shared, scale * met_squares.sum(axis=-1))
            mixed = _positive((met * (shared[..., None] - met)).sum(axis=-1))
            cu = 1 - differing * possible / (shared * mixed)
            of_code = _expectable(shared[..., None] * met, scale * met_squares)
            k = 1 - other * of_code / (met * met * _positive(shared[..., None] - met))
            whole = np.stack((u, bar_u, cu, shared / _positive(length)), axis=-1)
            return np.concatenate((whole, k, met / _positive(marked)), axis=-1)

    def figures(self) -> Unitized:
        """Over all transcripts."""
        totals = self.parts.sum(axis=0)
        return self._named(totals, self.evaluate(totals), np.ones(len(self.parts), bool))

    @cached_property
    def each(self) -> list[Unitized]:
        """Of each transcript by itself, evaluated together."""
        chosen = np.eye(len(self.parts), dtype=bool)
        return [self._named(*one) for one in zip(self.parts, self.evaluate(self.parts), chosen, strict=True)]

    def of_transcript(self, transcript: int) -> Unitized:
        """Of one transcript."""
        return self.each[transcript]

    def among(self, transcripts: BoolArray | IntArray) -> "Family":
        """The same coders on some transcripts only."""
        return Family(self.parts[transcripts], self.scale, self.values, self.units[transcripts], self.read[transcripts])

    def _named(self, totals: FloatArray, numbers: FloatArray, chosen: BoolArray) -> Unitized:
        readers = self.read.sum(axis=1)
        compared = chosen & (readers > 1)
        reasons = self._reasons(totals, bool(compared.any()))
        named = [
            undefined(reason) if math.isnan(number) else Coefficient(number)
            for number, reason in zip(numbers.tolist(), reasons, strict=True)
        ]
        u, bar_u, cu, coverage = named[:4]
        sets = self.read[compared]
        return Unitized(
            u=u,
            bar_u=bar_u,
            cu=cu,
            coverage=coverage,
            k=tuple(named[4 : 4 + self.values]),
            k_coverage=tuple(named[4 + self.values :]),
            units=tuple(self.units[compared].sum(axis=0).tolist()),
            transcripts=int(compared.sum()),
            coders=int(readers[compared].max(initial=0)),
            differing=bool((sets != sets[:1]).any()),
        )

    def _reasons(self, totals: FloatArray, compared: bool) -> list[Reason]:
        """Why each figure would be undefined."""
        marked, met = totals[: self.values], totals[self.values : 2 * self.values]
        length = totals[-1]
        if length == 0:
            return [Reason.NO_TEXT if compared else Reason.TWO_CODERS] * (4 + 2 * self.values)
        total, shared = marked.sum(), met.sum()
        nothing = None if total else Reason.NOTHING_MARKED
        several = nothing or _where_they_meet(shared, bool((met == shared).any()))
        both = zip(marked.tolist(), met.tolist(), strict=True)
        k = [_where_they_meet(mine, mine == shared) if own else Reason.NOT_USED for own, mine in both]
        whole = [nothing or Reason.NO_VARIATION, nothing or Reason.EVERYTHING_MARKED, several, Reason.NO_TEXT]
        return [*whole, *k, *[Reason.NOT_USED] * self.values]


def _where_they_meet(shared: float, alone: bool) -> Reason:
    if shared == 0:
        return Reason.NEVER_MEET
    return Reason.ONE_CODE_MEETS if alone else Reason.LITTLE_MEETS


def _positive(values: FloatArray) -> FloatArray:
    return np.where(values > 0, values, np.nan)


def _expectable(product: FloatArray, correction: FloatArray) -> FloatArray:
    """Product less correction where that is positive, NaN elsewhere.

    Three coders and more of whom two meet once leave nothing, or less than nothing, to expect by chance: the correction
    in its per-pair form is then larger than what it corrects, and a coefficient over it would be 1 or more whatever the
    codes are.
    """
    left = product - correction
    return np.where(left > _ROUNDING * product, left, np.nan)


class Unitizing:
    """Continua swept once: figures of all coders, of some, of each pair come from the same meetings."""

    def __init__(self, continua: Continua) -> None:
        self.continua = continua
        self._meetings: Meetings = sweep(continua)
        self._rows = continua.rows_of()

    def family(self, coders: Sequence[int] | None = None) -> Family:
        """The figures of these coders, all by default; a transcript counts where two of them or more read it."""
        chosen = list(range(self.continua.coders)) if coders is None else sorted(set(coders))
        read = self.continua.read[:, chosen]
        others = np.maximum(read.sum(axis=1) - 1, 0)
        scale = math.lcm(*np.unique(others[others > 0]).tolist())
        return Family(self._parts(chosen, others, scale), scale, self.continua.values, self._counts(chosen), read)

    def pairs(self) -> dict[tuple[int, int], Family]:
        """The figures of each two coders."""
        return {pair: self.family(pair) for pair in combinations(range(self.continua.coders), 2)}

    def _parts(self, coders: list[int], others: IntArray, scale: int) -> FloatArray:
        rows, met, same, squares = self._sums(coders)
        own = self.continua.units.lengths[rows].astype(np.float64)
        marked, met, same, lengths, squares = (
            self._by_code(rows, weights) for weights in (own, met, same, own * own, squares)
        )
        compared = (others > 0)[:, None]
        share = np.where(compared, scale // np.maximum(others, 1)[:, None], 0)
        full = compared * scale
        apart = (marked * others[:, None] - met).sum(axis=1, keepdims=True) * share
        length = ((others + 1) * self.continua.lengths)[:, None] * full
        return np.hstack(
            (marked * full, met * share, (met - same) * share, lengths * full, squares * share, apart, length)
        )

    def _sums(self, coders: list[int]) -> tuple[IntArray, FloatArray, FloatArray, FloatArray]:
        """The rows of these coders; of each unit the characters met, met with the same code, and the squares of met."""
        rows = self.units_of(coders)
        met, same, squares = np.zeros((3, len(rows)))
        done = 0
        for coder in coders:
            mine = self._rows[coder]
            into = slice(done, done + mine.stop - mine.start)
            done = into.stop
            for other in coders:
                if other != coder:
                    shared = self._meetings.met[other, mine].astype(np.float64)
                    met[into] += shared
                    same[into] += self._meetings.same[other, mine]
                    squares[into] += shared * shared
        return rows, met, same, squares

    def _by_code(self, rows: IntArray, weights: FloatArray | None) -> FloatArray:
        units, shape = self.continua.units, (self.continua.transcripts, self.continua.values)
        key = units.transcript[rows] * shape[1] + units.value[rows]
        sums = np.bincount(key, weights=weights, minlength=shape[0] * shape[1]).reshape(shape)
        return sums.astype(np.float64, copy=False)

    def _counts(self, coders: list[int]) -> IntArray:
        return self._by_code(self.units_of(coders), None).astype(np.int64)

    def units_of(self, coders: Sequence[int]) -> IntArray:
        """Rows of these coders' units."""
        every = np.arange(len(self.continua.units))
        return np.concatenate([every[:0], *(every[self._rows[coder]] for coder in coders)])
