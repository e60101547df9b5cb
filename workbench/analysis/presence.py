"""Agreement of coders on texts, code by code: presence on segments, and shared characters.

A segment carries a code for a coder when any of that coder's codings of it, or of a code that counts for it, shares at
least one character with the segment. One character is enough because codings are drawn by hand: a bound that asked for
more would turn a slip of one word at a sentence's edge into a change of verdict, and every other bound is arbitrary.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from workbench.analysis.agreement import alpha, mean_of_pairs, pairwise_cohen, percent_agreement
from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import MISSING, BoolArray, Codings, FloatArray, IntArray, Stretches, offsets
from workbench.analysis.sweeps import distinct, runs, shared, spread, touched

Pair = tuple[int, int]
#: The different ways in which segments are marked, shape (coders, ways), and how many segments are marked in each.
Marks = tuple[BoolArray, IntArray]

# With fewer than these there is too little data for an interval, and the figures are marked so.
FEWEST_TRANSCRIPTS = 5
FEWEST_MARKED = 5


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """How far coders agree on one code.

    Attributes:
        theme: Index of the code.
        segments: How many segments all of them read.
        marked: Segments that each coder marked, shape (coders,).
        percent: Share of agreeing pairs over all segments; not given for a code that nobody used, where it is
            trivially 1.
        coded_only: The same over the segments that at least one of them marked.
        alpha: Krippendorff's, nominal.
        kappa: Cohen's for two coders; for more, Light's mean of the pairs that are defined.
        kappas: Cohen's kappa of each pair of rows.
        f1: Character F1 of each pair of rows.
        mean_f1: The pair's for two coders; for more, the mean of the pairs that are defined.
    """

    theme: int
    segments: int
    marked: tuple[int, ...]
    percent: Coefficient
    coded_only: Coefficient
    alpha: Coefficient
    kappa: Coefficient
    kappas: dict[Pair, Coefficient]
    f1: dict[Pair, Coefficient]
    mean_f1: Coefficient

    @property
    def prevalence(self) -> Coefficient:
        """Mean over the coders of the share of segments that each marked; no coefficient is to be read without it."""
        if not self.marked or not self.segments:
            return undefined(Reason.TWO_CODERS)
        return Coefficient(sum(self.marked) / len(self.marked) / self.segments)

    @property
    def by_chance(self) -> bool:
        """Whether a coefficient that corrects for chance is defined and finds no more than chance."""
        return any(figure.value is not None and figure.value <= 0 for figure in (self.alpha, self.kappa))

    @property
    def sparse(self) -> bool:
        """Whether the code is in use, but on fewer segments (a coder, in the mean) than an interval could rest on."""
        return 0 < sum(self.marked) < FEWEST_MARKED * len(self.marked)


def compare_codes(
    codings: Codings, segments: Stretches, *, coders: Sequence[int], theme_of: IntArray, themes: int
) -> list[CodeAgreement]:
    """Agreement on each code.

    Args:
        codings: Of these coders, on the texts that all of them have finished.
        segments: Of the same texts.
        coders: Their indices; rows of the result follow this order.
        theme_of: Shape (codes,): the code that a code counts for at the chosen level, ``MISSING`` to leave it out.
        themes: How many codes are compared.
    """
    codings, theme, row = _chosen(codings, coders, theme_of)
    origin = offsets((codings, segments))
    start, end = origin[codings.transcript] + codings.start, origin[codings.transcript] + codings.end
    lengths = shared(theme, row, start, end, groups=themes, layers=len(coders))
    marks = presence(codings, segments, theme, row, shape=(themes, len(coders)))
    return [_agreement(index, mine, lengths[index]) for index, mine in enumerate(marks)]


def _chosen(codings: Codings, coders: Sequence[int], theme_of: IntArray) -> tuple[Codings, IntArray, IntArray]:
    """The codings that count, with their theme and the row of their coder."""
    row_of = np.full(max([*coders, *codings.coder, 0]) + 1, MISSING)
    row_of[list(coders)] = np.arange(len(coders))
    theme, row = theme_of[codings.code], row_of[codings.coder]
    keep = (theme != MISSING) & (row != MISSING)
    return codings.take(keep), theme[keep], row[keep]


def presence(
    codings: Codings, segments: Stretches, theme: IntArray, row: IntArray, *, shape: tuple[int, int]
) -> Iterator[Marks]:
    """Which segments each coder marked, theme after theme; only segments that anybody marked are ever looked at.

    Args:
        codings: The codings that count.
        segments: Disjoint, in text order.
        theme: Shape (codings,).
        row: Row of each coding's coder, shape (codings,).
        shape: Number of themes and of coders.
    """
    themes, coders = shape
    coding, segment = spread(*touched(codings, segments, offsets((codings, segments))))
    key = distinct((theme[coding] * len(segments) + segment) * coders + row[coding])
    place, coder = np.divmod(key, max(1, coders))
    heads = runs(place)
    column = np.repeat(np.arange(len(heads)), np.diff(np.append(heads, len(place))))
    bounds = np.searchsorted(place, np.arange(themes + 1) * len(segments))
    for begin, end in pairwise(bounds):
        first = column[begin] if end > begin else 0
        marked = np.zeros((coders, column[end - 1] + 1 - first if end > begin else 0), bool)
        marked[coder[begin:end], column[begin:end] - first] = True
        yield _alike(marked, len(segments))


def _alike(marked: BoolArray, segments: int) -> Marks:
    """The different columns, and how many segments are like each; those that nobody marked are not in ``marked``."""
    packed = np.packbits(marked, axis=0).T.copy()
    kinds = packed.view(np.dtype((np.void, packed.shape[1]))).ravel() if packed.size else np.zeros(0, np.uint8)
    _kinds, first, weight = np.unique(kinds, return_index=True, return_counts=True)
    bare = segments - marked.shape[1]
    patterns = marked[:, first]
    return (np.pad(patterns, ((0, 0), (0, 1))), np.append(weight, bare)) if bare else (patterns, weight)


def _agreement(theme: int, marks: Marks, lengths: FloatArray) -> CodeAgreement:
    patterns, weight = marks
    ratings = patterns.astype(np.float64)
    f1 = {(i, j): character_f1(lengths, i, j) for i, j in combinations(range(len(patterns)), 2)}
    segments = int(weight.sum())
    unused = None if patterns.any() else undefined(_unused(len(patterns), segments))
    kappas = dict.fromkeys(f1, unused) if unused else pairwise_cohen(ratings, weight)
    return CodeAgreement(
        theme=theme,
        segments=segments,
        marked=tuple((patterns @ weight).tolist()),
        percent=unused or percent_agreement(ratings, weight),
        coded_only=unused or percent_agreement(ratings, weight, besides=0.0),
        alpha=unused or alpha(ratings, weight),
        kappa=mean_of_pairs(kappas),
        kappas=kappas,
        f1=f1,
        mean_f1=mean_of_pairs(f1),
    )


def _unused(coders: int, segments: int) -> Reason:
    return Reason.NOT_USED if coders > 1 and segments else Reason.TWO_CODERS


def character_f1(lengths: FloatArray, first: int, second: int) -> Coefficient:
    """2 shared / (first + second), in characters of each coder's union of spans (Hripcsak & Rothschild 2005).

    Args:
        lengths: Shape (coders, coders), from ``sweeps.shared``: shared characters, own characters on the diagonal.
        first: Row of one coder.
        second: Row of the other.
    """
    marked = lengths[first, first] + lengths[second, second]
    if marked == 0:
        return undefined(Reason.NOBODY_MARKED)
    return Coefficient(float(2 * lengths[first, second] / marked))
