"""F1 of spans: on exact spans, on spans that overlap enough, and on characters.

F1 = 2TP / (2TP + FP + FN) = 2 · matched / (first + second), where ``first`` and ``second`` are what each of two coders
marked with a code. It needs no count of what neither marked (Hripcsak & Rothschild 2005). Spans are matched one to one
(``matching``), so that a span is never counted twice. For more than two coders a figure is the mean of the pairs for
which it is defined, and is to be called so. *Micro* sums matches and marks over codes before it divides; *macro* is the
mean of the codes' own figures, for the codes that somebody used.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

import numpy as np

from workbench.analysis.code_units import marks_of
from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import BoolArray, Codings, FloatArray, IntArray
from workbench.analysis.matching import Spans, match
from workbench.analysis.sums import Formula, Sums, along, ratio
from workbench.analysis.sweeps import cells

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """What two coders marked and what of it matches, for every pair, transcript and code.

    Attributes:
        counts: Matched, marked by the first, marked by the second; shape (transcripts, codes, pairs, 3). In spans, or
            in characters. 0 where one of the two has not read the transcript.
        pairs: The two coders of each pair, as places in ``coders``.
        read: Whether both have read the transcript, shape (transcripts, pairs).
        coders: How many are compared.
    """

    counts: FloatArray
    pairs: tuple[Pair, ...]
    read: BoolArray
    coders: int

    def of(self, pairs: Sequence[Pair]) -> "Matches":
        """Some pairs alone, such as those of one coder with every other."""
        at = [self.pairs.index(pair) for pair in pairs]
        return replace(self, counts=self.counts[:, :, at], pairs=tuple(pairs), read=self.read[:, at])

    def take(self, codes: Sequence[int]) -> "Matches":
        """Some codes alone, such as those of one branch."""
        return replace(self, counts=self.counts[:, list(codes)])

    def per_code(self) -> Sums:
        """F1 of each code; the mean of the pairs where there are several."""
        return self._sums(self._joined(self.counts, self.counts.shape[1]))

    def per_code_and_pair(self) -> Sums:
        """F1 of each code and pair: figures are code · pairs + pair."""
        transcripts, codes, pairs, _three = self.counts.shape
        units = np.tile(self.read.astype(np.float64), codes)
        return self._sums(self.counts.reshape(transcripts, codes * pairs, 3), units=units)

    def micro(self) -> Sums:
        """F1 over all codes together, one figure; the mean of the pairs where there are several."""
        return self._sums(self._joined(self.counts.sum(axis=1), 1))

    def micro_of_pairs(self) -> Sums:
        """F1 over all codes together of each pair."""
        return self._sums(self.counts.sum(axis=1), units=self.read.astype(np.float64))

    def macro(self) -> Sums:
        """Mean of the codes' F1, one figure; of codes that nobody used there is none to count."""
        return self._sums(self._joined(self.counts, 1), partial(_macro, codes=self.counts.shape[1]))

    def _joined(self, counts: FloatArray, figures: int) -> FloatArray:
        return counts.reshape(len(counts), figures, math.prod(counts.shape[1:]) // max(1, figures))

    def _sums(self, tables: FloatArray, formula: Formula | None = None, *, units: FloatArray | None = None) -> Sums:
        shared = self.read.sum(axis=1, dtype=np.float64)[:, None] if units is None else units
        there = np.broadcast_to(shared, tables.shape[:2])
        return Sums(tables, formula or _mean_of_pairs, there, self.coders, None, Reason.NOBODY_MARKED)


def on_spans(
    codings: Codings,
    coders: Sequence[int],
    *,
    share: float = 1.0,
    theme_of: IntArray,
    themes: int,
    read: BoolArray,
) -> Matches:
    """Match the spans of every two coders.

    Args:
        codings: In any order; those of other coders, or of a coder on a text not read, are left out.
        coders: Their indices.
        share: How much two spans must share of the stretch from their first start to their last end, from 0 (any
            character) to 1 (exactly the same span).
        theme_of: Shape (codes,): the code that a code counts for, ``MISSING`` to leave it out.
        themes: How many codes are compared.
        read: Which transcripts each of ``coders`` has read to the end, shape (transcripts, coders).
    """
    sides = _sides(codings, coders, theme_of, themes, read)
    spans = [Spans.build(*side) for side in sides]

    size = len(read) * themes

    def count(first: int, second: int) -> list[FloatArray]:
        left, _right = match(spans[first], spans[second], share)
        groups = (spans[first].group[left], spans[first].group, spans[second].group)
        return [np.bincount(group, minlength=size).astype(np.float64) for group in groups]

    return _matches(count, themes, read)


def on_characters(
    codings: Codings, coders: Sequence[int], *, theme_of: IntArray, themes: int, read: BoolArray
) -> Matches:
    """Count shared and marked characters of every two coders; arguments as of ``on_spans``."""
    sides = _sides(codings, coders, theme_of, themes, read)
    size = len(read) * themes
    own = [cells(*side, size) for side in sides]

    def count(first: int, second: int) -> list[FloatArray]:
        group, start, end = (np.concatenate(columns) for columns in zip(sides[first], sides[second], strict=True))
        united = cells(group, start, end, size)
        counts = (own[first] + own[second] - united, own[first], own[second])
        return [one.astype(np.float64) for one in counts]

    return _matches(count, themes, read)


def spans_of(codings: Codings, coders: Sequence[int], theme_of: IntArray, themes: int, read: BoolArray) -> list[Spans]:
    """The different spans of each coder, grouped by transcript · themes + theme."""
    return [Spans.build(*side) for side in _sides(codings, coders, theme_of, themes, read)]


Side = tuple[IntArray, IntArray, IntArray]


def _sides(codings: Codings, coders: Sequence[int], theme_of: IntArray, themes: int, read: BoolArray) -> list[Side]:
    """Transcript · themes + theme, start and end of what each coder marked."""
    rows, theme, place = marks_of(codings, coders=coders, theme_of=theme_of, read=read)
    group, start, end = codings.transcript[rows] * themes + theme, codings.start[rows], codings.end[rows]
    return [(group[mine], start[mine], end[mine]) for mine in (place == at for at in range(len(coders)))]


def _matches(count: Callable[[int, int], list[FloatArray]], themes: int, read: BoolArray) -> Matches:
    texts, coders = read.shape
    pairs = tuple(combinations(range(coders), 2))
    both = np.stack([read[:, i] & read[:, j] for i, j in pairs], axis=1) if pairs else np.zeros((texts, 0), bool)
    counts = np.zeros((texts, themes, len(pairs), 3))
    for at, pair in enumerate(pairs):
        for what, one in enumerate(count(*pair)):
            counts[:, :, at, what] = np.where(both[:, at, None], one.reshape(texts, themes), 0.0)
    return Matches(counts, pairs, both, coders)


def _f1(counts: FloatArray) -> FloatArray:
    return ratio(2 * counts[..., 0], counts[..., 1] + counts[..., 2])


def _mean(figures: FloatArray) -> FloatArray:
    """Mean of the last axis, of what is defined."""
    defined = ~np.isnan(figures)
    return ratio(along(np.where(defined, figures, 0.0), -1), along(defined, -1))


def _mean_of_pairs(totals: FloatArray) -> FloatArray:
    return _mean(_f1(totals.reshape(*totals.shape[:-1], totals.shape[-1] // 3, 3)))


def _macro(totals: FloatArray, codes: int) -> FloatArray:
    pairs = totals.shape[-1] // (3 * max(1, codes))
    return _mean(_mean(_f1(totals.reshape(*totals.shape[:-1], codes, pairs, 3))))
