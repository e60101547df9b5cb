"""Agreement on the characters of each code, every code a continuum of its own: codes may overlap.

What |u alpha of a code and the coefficients on characters need adds up over transcripts. Of each code: N, the
characters that its coders marked, and F, those of the first coder; S, the sum of its units' squared lengths; X, the
characters that one of two coders marked and the other did not, a pair counting 1 / (m - 1); D, the same as a share of
all pairs; U, the characters that anybody marked. Of all: T = m L, the ratings of characters, and L.
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
from workbench.analysis.sweeps import cells
from workbench.analysis.unitizing import Unitizing

#: The figures of each code, in the order in which ``evaluate`` gives blocks of them.
FIGURES = ("bar_u", "alpha", "percent", "coded_only", "f1", "kappa")


@dataclass(frozen=True, slots=True)
class OnCharacters:
    """How far coders marked the same characters with one code.

    Attributes:
        marked: Characters that a coder marked, in the mean.
        units: How often the code was given; a coder's overlapping spans are one.
        bar_u: |u alpha of the code's own continuum: units are what is distributed by chance.
        alpha: Krippendorff's, nominal, of marked or not: characters are. Close to ``bar_u``, and not equal.
        percent: Share of agreeing pairs of coders over all characters; not given for a code that nobody used.
        coded_only: The same over the characters that anybody marked.
        f1: 2 shared / (first + second) for two coders; positive specific agreement for more.
        kappa: Cohen's, for two coders.
    """

    marked: float
    units: int
    bar_u: Coefficient
    alpha: Coefficient
    percent: Coefficient
    coded_only: Coefficient
    f1: Coefficient
    kappa: Coefficient


@dataclass(frozen=True, eq=False)
class CharacterFamily:
    """The figures of some coders on each code, as a measure that adds up over transcripts (``intervals.Additive``).

    Attributes:
        parts: Shape (transcripts, 6 values + 2): N, F, S, X, D and U of each code, then T and L. N, S, X and T are
            times ``scale``.
        scale: A multiple of every m - 1.
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
        """What each figure cannot be under: 0 for shares."""
        return np.repeat([-1.0, -1.0, 0.0, 0.0, 0.0, -1.0], self.values)

    def evaluate(self, totals: FloatArray) -> FloatArray:
        """Each of ``FIGURES`` of every code, from sums of ``parts``.

        Args:
            totals: Shape (..., 6 values + 2).

        Returns:
            Shape (..., 6 values), NaN where undefined.
        """
        marked, first, squares, apart, differing, anybody = np.split(totals[..., :-2], 6, axis=-1)
        ratings, length = totals[..., -2, None], totals[..., -1, None]
        gaps, scale = ratings - marked, self.scale
        with np.errstate(divide="ignore", invalid="ignore"):
            chance = np.where(marked * gaps > 0, marked * gaps, np.nan)
            used = np.where(marked > 0, marked, np.nan)
            bar_u = 1 - apart * (ratings * ratings - scale * (squares + gaps)) / (ratings * chance)
            alpha = 1 - apart * (ratings - scale) / chance
            percent = 1 - np.where(marked > 0, differing, np.nan) / length
            coded_only = 1 - differing / np.where(anybody > 0, anybody, np.nan)
            f1 = 1 - apart / used
            return np.concatenate(
                (bar_u, alpha, percent, coded_only, f1, self._kappa(marked, first, apart, length)), axis=-1
            )

    def _kappa(self, marked: FloatArray, first: FloatArray, apart: FloatArray, length: FloatArray) -> FloatArray:
        second = marked - first
        uneven = first * (length - second) + second * (length - first)
        defined = (uneven > 0) & (marked > 0) & (self.read.shape[1] == 2)
        return 1 - apart * length / np.where(defined, uneven, np.nan)

    def figures(self) -> list[OnCharacters]:
        """Of each code, over all transcripts."""
        totals = self.parts.sum(axis=0)
        return self._named(totals, self.evaluate(totals), np.ones(len(self.parts), bool))

    @cached_property
    def each(self) -> list[list[OnCharacters]]:
        """Of each transcript by itself, evaluated together: a list of codes for every transcript."""
        chosen = np.eye(len(self.parts), dtype=bool)
        return [self._named(*one) for one in zip(self.parts, self.evaluate(self.parts), chosen, strict=True)]

    def of_transcript(self, transcript: int) -> list[OnCharacters]:
        """Of each code, on one transcript."""
        return self.each[transcript]

    def _named(self, totals: FloatArray, evaluated: FloatArray, chosen: BoolArray) -> list[OnCharacters]:
        readers = self.read.sum(axis=1)
        compared = chosen & (readers > 1)
        missing = None if totals[-1] else Reason.NO_TEXT if compared.any() else Reason.TWO_CODERS
        marked, units = totals[: self.values].tolist(), self.units[compared].sum(axis=0).tolist()
        people = float(totals[-2]) / float(totals[-1]) if totals[-1] else math.nan
        rows = evaluated.reshape(len(FIGURES), self.values).T.tolist()
        named = []
        for numbers, mine, times in zip(rows, marked, units, strict=True):
            reasons = [missing] * len(FIGURES) if missing else self._reasons(mine)
            figures = [
                undefined(reason or Reason.NO_VARIATION) if math.isnan(number) else Coefficient(number)
                for number, reason in zip(numbers, reasons, strict=True)
            ]
            named.append(OnCharacters(mine / people if mine else 0.0, times, *figures))
        return named

    def _reasons(self, marked: float) -> list[Reason]:
        """Why each figure of a code would be undefined."""
        if not marked:
            return [Reason.NOT_USED] * len(FIGURES)
        kappa = Reason.NO_VARIATION if self.read.shape[1] == 2 else Reason.ONLY_TWO_CODERS
        return [Reason.EVERYTHING_MARKED, *[Reason.NO_VARIATION] * (len(FIGURES) - 2), kappa]


class Characters:
    """Each code's continua swept once: all coders, some, and each pair come from the same meetings."""

    def __init__(self, continua: Continua) -> None:
        """Sweep.

        Args:
            continua: From ``Continua.of_each_code``.
        """
        self.continua = continua
        self._swept = Unitizing(continua)

    def family(self, coders: Sequence[int] | None = None) -> CharacterFamily:
        """The figures of these coders, all by default; a transcript counts where two of them or more read it."""
        chosen = list(range(self.continua.coders)) if coders is None else sorted(set(coders))
        swept = self._swept.family(chosen)
        values, texts = self.continua.codes, self.continua.texts
        read = self.continua.read[:texts, chosen]
        readers = read.sum(axis=1)
        marked, _met, _other, squares, _corrections, apart, _length = swept.parts.T.reshape(7, values, texts)
        people = np.where(readers > 1, readers, 1)
        differing = 2 * apart / (swept.scale * people)
        compared = readers > 1
        anybody = (marked + apart) / 2 if len(chosen) == 2 else self._anybody(chosen) * compared
        blocks = (marked, self._own(chosen[:1]) * compared, squares, apart, differing, anybody)
        length = self.continua.lengths[:texts] * compared
        parts = np.vstack((*blocks, readers * length * swept.scale, length)).T
        return CharacterFamily(parts, swept.scale, values, swept.units.reshape(values, texts).T, read)

    def pairs(self) -> dict[tuple[int, int], CharacterFamily]:
        """The figures of each two coders."""
        return {pair: self.family(pair) for pair in combinations(range(self.continua.coders), 2)}

    def _own(self, coders: list[int]) -> FloatArray:
        """Characters that each of them marked, summed, shape (values, transcripts)."""
        units = self.continua.units.take(self._swept.units_of(coders))
        marked = np.bincount(units.transcript, units.lengths, minlength=self.continua.transcripts)
        return marked.reshape(self.continua.codes, self.continua.texts).astype(np.float64)

    def _anybody(self, coders: list[int]) -> FloatArray:
        """Characters that any of them marked, shape (values, transcripts)."""
        units = self.continua.units.take(self._swept.units_of(coders))
        marked = cells(units.transcript, units.start, units.end, self.continua.transcripts)
        return marked.reshape(self.continua.codes, self.continua.texts).astype(np.float64)
