"""γ, γ-cat and γ-k (Mathet, Widlöcher & Métivier 2015; Mathet 2017): agreement on where units are and what they are.

γ = 1 - observed disorder of the best alignment / mean disorder of the best alignments of random units. γ-cat looks at
the categories of the units that the best alignment puts together, weighted by how near they are; γ-k at those pairs of
which one unit has the category k. They are given in two readings: by default a unit without counterpart counts as
different, as in pygamma-agreement 0.5.9; ``cat_aligned`` leaves it out, as Mathet (2017) states it.

A value says little without alpha, beta, Δ∅, the sampler, the samples and the seed, which ``Gamma`` holds. Two texts and
more extend the definition: disorders are summed over texts, each by its mean number of units per coder, so that a text
by itself gives its own γ. With more than three coders there is no exact answer in bearable time: the mean of the pairs'
γ is another figure, and is to be called so.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from workbench.analysis.code_units import marks_of
from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import BoolArray, Codings, FloatArray, IntArray
from workbench.analysis.gamma_alignment import Alignment, Dissimilarity, Units, best_alignment
from workbench.analysis.gamma_samples import Habits, canonical, habits
from workbench.analysis.matching import Spans
from workbench.analysis.resampling import SEED
from workbench.analysis.sums import Sums, ratio

#: How many random sets of units a text is compared with, where no precision asks for more; and at most.
SAMPLES, MOST_SAMPLES = 30, 2_000
SAMPLER = "statistical"
# 95 % of a normal distribution lie within this many standard errors (section 5.3 of the paper).
_CONFIDENCE = 1.96


@dataclass(frozen=True, slots=True, eq=False)
class Gamma:
    """What each text adds, and how the figures were made.

    Attributes:
        tables: Observed and expected disorder, each by its weight: of γ, γ-cat, γ-cat of aligned units, then of γ-k of
            each code; shape (transcripts, sets, 3 + codes, 2). A set is all coders, or one pair of them.
        read: Which texts two coders or more of each set have read, shape (transcripts, sets).
        coders: How many are compared.
        sets: The coders of each set, as places in ``coders``.
        dissimilarity: With alpha, beta and Δ∅.
        samples: The most random sets of units that one text was compared with.
        precision: Half the width of the 95 % interval of the expected disorder, as a share of it; the largest of the
            sets, 0 where there is nothing to expect.
        seed: What makes the same random units again.
    """

    tables: FloatArray
    read: BoolArray
    coders: int
    sets: tuple[tuple[int, ...], ...]
    dissimilarity: Dissimilarity
    samples: int
    precision: float
    seed: int

    @property
    def averaged(self) -> bool:
        """Whether the figures are means of the pairs', not of all coders together."""
        return len(self.sets) > 1

    def gamma(self) -> Sums:
        """γ, one figure."""
        return self._sums(0, Reason.NO_VARIATION if self.samples else Reason.NOBODY_MARKED)

    def cat(self) -> Sums:
        """γ-cat, one figure; a unit without counterpart counts as different."""
        return self._sums(1, Reason.NO_COUNTERPART)

    def cat_aligned(self) -> Sums:
        """γ-cat of the units that have a counterpart, one figure."""
        return self._sums(2, Reason.NO_COUNTERPART)

    def k(self, code: int) -> Sums:
        """γ-k of one code, one figure; a unit without counterpart counts as different."""
        return self._sums(3 + code, Reason.NO_COUNTERPART)

    def _sums(self, figure: int, otherwise: Reason) -> Sums:
        tables = self.tables[:, :, figure].reshape(len(self.tables), 1, 2 * len(self.sets))
        units = self.read.sum(axis=1, dtype=np.float64)[:, None]
        return Sums(tables, _mean_of_sets, units, self.coders, None, otherwise)


def gamma(
    codings: Codings,
    coders: Sequence[int],
    *,
    theme_of: IntArray,
    themes: int,
    read: BoolArray,
    dissimilarity: Dissimilarity | None = None,
    samples: int = SAMPLES,
    precision: float | None = None,
    seed: int = SEED,
    by_pairs: bool = False,
) -> Gamma:
    """γ of all coders together, or the mean of γ of every two.

    Args:
        codings: In any order; those of other coders, or of a coder on a text not read, are left out. The same span
            given twice by a coder with one code is one unit.
        coders: Their indices.
        theme_of: Shape (codes,): the code that a code counts for, ``MISSING`` to leave it out.
        themes: How many codes are compared.
        read: Which transcripts each of ``coders`` has read to the end, shape (transcripts, coders).
        dissimilarity: alpha = beta = Δ∅ = 1 by default.
        samples: Random sets of units for each text, 1 or more.
        precision: Half the width of the 95 % interval of each text's expected disorder, as a share of it, such as
            0.02; more samples are drawn until it should be reached, up to ``MOST_SAMPLES``.
        seed: Of these.
        by_pairs: The mean of the pairs, needed where more than three coders read one text.

    Raises:
        AnalysisError: If more than three coders read one text and ``by_pairs`` is not set, or if an alignment of three
            has too many ways.
    """
    rows, theme, place = marks_of(codings, coders=coders, theme_of=theme_of, read=read)
    chosen = dissimilarity or Dissimilarity()
    every = tuple(range(len(coders)))
    sets = tuple(combinations(every, 2)) if by_pairs and len(coders) > 2 else (every,)
    tables = np.zeros((len(read), len(sets), 3 + themes, 2))
    spread = np.zeros((len(read), len(sets)))
    most = 0
    own = [_units(codings, rows[place == at], theme[place == at], themes) for at in every]
    for text, at in _compared(read, sets):
        found = _of_text(
            [own[who].get(text, _NONE) for who in sets[at] if read[text, who]], chosen, samples, precision, seed
        )
        if found is not None:
            tables[text, at, :3] = found.tables[:3]
            tables[text, at, 3 + np.array(found.codes)] = found.tables[3:]
            spread[text, at], most = found.error, max(most, found.samples)
    reached = _CONFIDENCE * ratio(np.sqrt((spread**2).sum(axis=0)), tables[:, :, 0, 1].sum(axis=0))
    return Gamma(
        tables=tables,
        read=np.stack([read[:, list(some)].sum(axis=1) > 1 for some in sets], axis=1),
        coders=len(coders),
        sets=sets,
        dissimilarity=chosen,
        samples=most,
        precision=float(np.nan_to_num(reached).max(initial=0.0)),
        seed=seed,
    )


_NONE = Units(np.zeros(0), np.zeros(0), np.zeros(0, np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class _OfText:
    """What one text adds.

    Attributes:
        tables: Shape (3 + codes in use, 2).
        codes: Those in use.
        error: Standard error of the expected disorder, by the text's weight.
        samples: How many were drawn.
    """

    tables: FloatArray
    codes: list[int]
    error: float
    samples: int


def _of_text(
    units: list[Units], dissimilarity: Dissimilarity, samples: int, precision: float | None, seed: int
) -> _OfText | None:
    """Observed and expected disorder of one text; None where nobody gave a unit."""
    ordered, codes = canonical(units)
    if not codes:
        return None
    weight = sum(map(len, ordered)) / len(ordered)
    best = best_alignment(ordered, dissimilarity)
    observed, weights = by_category(ordered, best, dissimilarity, len(codes))
    drawn = habits(ordered)
    random = drawn.random(seed)
    chance = [_by_chance(drawn, random, dissimilarity) for _sample in range(samples)]
    chance += [
        _by_chance(drawn, random, dissimilarity)
        for _sample in range(len(chance), _needed([one[0] for one in chance], precision))
    ]
    disorders = np.array([one[0] for one in chance])
    shares = np.array([one[1] for one in chance])
    expected = ratio(np.nansum(shares, axis=0), (~np.isnan(shares)).sum(axis=0))
    # A category without aligned units, here or by chance, has nothing to be compared with and adds nothing.
    there = (weights > 0) & ~np.isnan(expected)
    table = np.stack((np.where(there, observed, 0.0), np.where(there, weights * np.nan_to_num(expected), 0.0)), axis=1)
    head = np.array([[weight * best.disorder, weight * disorders.mean()]])
    error = weight * float(disorders.std()) / math.sqrt(len(disorders))
    return _OfText(np.concatenate((head, table)), codes, error, len(chance))


def _by_chance(drawn: Habits, random: np.random.Generator, dissimilarity: Dissimilarity) -> tuple[float, FloatArray]:
    """Disorder of the best alignment of random units, and the mean distances of categories in it."""
    units = drawn.draw(random)
    # Random places hardly ever tie, so that looking for the fewest among the best would be time lost.
    best = best_alignment(units, dissimilarity, fewest=False)
    return best.disorder, ratio(*by_category(units, best, dissimilarity, len(drawn.shares)))


def _needed(disorders: list[float], precision: float | None) -> int:
    """How many samples the precision takes, by the variation of those drawn (section 5.3 of the paper)."""
    if precision is None or not sum(disorders):
        return len(disorders)
    variation = float(np.std(disorders) / np.mean(disorders))
    return min(MOST_SAMPLES, math.ceil((variation * _CONFIDENCE / precision) ** 2))


def by_category(
    units: Sequence[Units], best: Alignment, dissimilarity: Dissimilarity, categories: int
) -> tuple[FloatArray, FloatArray]:
    """Distances of categories in an alignment, and their weights, summed.

    Two units put together weigh max(0, 1 - alpha · d_pos) / (units of the unitary alignment - 1); a unit and an empty
    one differ by Δ∅ and weigh Δ∅.

    Returns:
        Two arrays of shape (2 + categories,): of all units, of those with a counterpart, and of each category. Where no
        two units weigh anything together, both are 0.
    """
    size = (best.tuples >= 0).sum(axis=1)
    empty = dissimilarity.empty
    sums = np.zeros((2, 2 + categories))
    for one, two in combinations(range(len(units)), 2):
        left, right = best.tuples[:, one], best.tuples[:, two]
        both = (left >= 0) & (right >= 0)
        first, second = units[one].take(left[both]), units[two].take(right[both])
        near = np.maximum(0.0, 1 - dissimilarity.alpha * dissimilarity.apart(first, second)) / (size[both] - 1)
        other = first.category != second.category
        for amount, total in zip((near * other * empty, near), sums, strict=True):
            total[:2] += amount.sum()
            total[2:] += np.bincount(first.category, weights=amount, minlength=categories)
            total[2:] += np.bincount(second.category[other], weights=amount[other], minlength=categories)
    met = sums[1].copy()
    for who, mine in enumerate(units):
        unmet = np.full(len(mine), len(units) - 1.0)
        there = best.tuples[:, who] >= 0
        unmet[best.tuples[there, who]] = len(units) - size[there]
        of_category = np.bincount(mine.category, weights=unmet, minlength=categories)
        for amount, total in zip((empty * empty, empty), sums, strict=True):
            total[0] += amount * unmet.sum()
            total[2:] += amount * of_category
    return np.where(met > 0, sums[0], 0.0), np.where(met > 0, sums[1], 0.0)


def _compared(read: BoolArray, sets: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    """Each text and set of which two or more have read it."""
    for text in range(len(read)):
        for at, some in enumerate(sets):
            if read[text, list(some)].sum() > 1:
                yield text, at


def _units(codings: Codings, rows: IntArray, theme: IntArray, themes: int) -> dict[int, Units]:
    """One coder's different units by transcript."""
    spans = Spans.build(codings.transcript[rows] * themes + theme, codings.start[rows], codings.end[rows])
    text, code = np.divmod(spans.group, max(1, themes))
    bounds = np.searchsorted(text, np.arange(int(text.max(initial=-1)) + 2)).tolist()
    start, end = spans.start.astype(np.float64), spans.end.astype(np.float64)
    parts = [slice(first, last) for first, last in pairwise(bounds)]
    return {at: Units(start[one], end[one], code[one]) for at, one in enumerate(parts) if one.start < one.stop}


def _mean_of_sets(totals: FloatArray, /) -> FloatArray:
    pairs = totals.reshape(*totals.shape[:-1], totals.shape[-1] // 2, 2)
    figures = 1 - ratio(pairs[..., 0], pairs[..., 1])
    defined = ~np.isnan(figures)
    return ratio(np.where(defined, figures, 0.0).sum(axis=-1), defined.sum(axis=-1))
