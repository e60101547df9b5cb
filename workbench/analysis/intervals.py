"""How sure a coefficient is: whole transcripts are left out or drawn anew, never characters, spans or segments.

A measure says what each transcript adds to its sums, and how the sums become figures. Leaving a transcript out is then
a subtraction and drawing transcripts a product of matrices: no text is swept a second time.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np

from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import BoolArray, FloatArray
from workbench.analysis.distributions import beta_quantile
from workbench.analysis.resampling import CONFIDENCE, SEED

DRAWS = 2_000
# With fewer transcripts than these the spread between them says nothing.
FEWEST_TRANSCRIPTS = 5
_CELLS_AT_ONCE = 1_000_000
_CELLS_NEAR = 200_000
_FEWEST_AT_ONCE = 100


class Additive(Protocol):
    """A measure whose sums over transcripts are all that its figures need."""

    @property
    def parts(self) -> FloatArray:
        """What each transcript adds, shape (transcripts, statistics); of one not compared, zeros."""

    def evaluate(self, totals: FloatArray) -> FloatArray:
        """Figures of sums of parts: from shape (..., statistics) to (..., figures), NaN where undefined."""


class Method(StrEnum):
    """How an interval was made. The values are stable: files carry them."""

    JACKKNIFE = "jackknife"
    BOOTSTRAP = "bootstrap"
    PAIRS = "pairs"


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds within which a figure is believed to lie.

    Attributes:
        low: Lower bound.
        high: Upper bound.
        method: How it was made.
        confidence: Share of such intervals that hold the true figure, in the long run.
        transcripts: How many transcripts the figure rests on; 0 where pairs of ratings were drawn instead.
        error: Standard error, of the jackknife only.
        draws: How many draws were made; 0 for the jackknife.
        undefined_draws: Draws that gave no figure, such as those without variation; they are left out of the bounds.
        seed: What makes the same draws again.
    """

    low: float
    high: float
    method: Method
    confidence: float
    transcripts: int
    error: float | None = None
    draws: int = 0
    undefined_draws: int = 0
    seed: int | None = None


def leave_one_out(measure: Additive) -> FloatArray:
    """The figures without each transcript in turn, shape (transcripts compared, figures)."""
    parts = _compared(measure)
    return _without_each(measure, parts, parts.sum(axis=0))


def jackknife(
    measure: Additive,
    *,
    confidence: float = CONFIDENCE,
    lowest: float | FloatArray = -1.0,
    compared: BoolArray | None = None,
) -> list[Interval | Reason]:
    """Delete-one-transcript jackknife, one result for each figure; it has no chance in it.

    The standard error is sqrt((D - 1) / D * sum of squared deviations of the D figures), the bounds are the figure plus
    and minus t with D - 1 degrees of freedom (Efron & Tibshirani 1993, chapter 11), cut off at ``lowest`` and 1.

    Args:
        measure: Over D transcripts.
        confidence: Between 0 and 1.
        lowest: What the figures cannot be under: one number, or one for each figure.
        compared: Which transcripts are counted, shape (transcripts,) or (transcripts, figures), though some may add
            nothing to a figure; by default those that add something to any.
    """
    found: dict[int, Interval | Reason] = {}
    bottom = np.asarray(lowest)
    for parts, columns in _populations(measure, compared):
        every = _jackknife(measure, parts, confidence, bottom)
        found |= {at: every[at] for at in columns}
    return [found[at] for at in range(len(found))]


def _jackknife(measure: Additive, parts: FloatArray, confidence: float, lowest: FloatArray) -> list[Interval | Reason]:
    totals = parts.sum(axis=0)
    figures, count = measure.evaluate(totals), len(parts)
    if count < FEWEST_TRANSCRIPTS:
        return [Reason.NO_FIGURE if math.isnan(figure) else Reason.FEW_TRANSCRIPTS for figure in figures.tolist()]
    without = _without_each(measure, parts, totals)
    errors = np.sqrt((count - 1) / count * ((without - without.mean(axis=0)) ** 2).sum(axis=0))
    reach = student(confidence, count - 1) * errors
    low, high = np.maximum(figures - reach, lowest), np.minimum(figures + reach, 1.0)

    def interval(at: int) -> Interval:
        return Interval(float(low[at]), float(high[at]), Method.JACKKNIFE, confidence, count, float(errors[at]))

    return _each(figures, np.isnan(errors), interval)


def bootstrap(
    measure: Additive,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    confidence: float = CONFIDENCE,
    compared: BoolArray | None = None,
) -> list[Interval | Reason]:
    """Percentile bootstrap of whole transcripts (Efron & Tibshirani 1993, chapter 13), one result for each figure.

    Args:
        measure: Over D transcripts, of which D are drawn with replacement.
        draws: 2,000 or more for figures that are published.
        seed: Printed with the figures: the same seed and data give the same bounds.
        confidence: Between 0 and 1.
        compared: As in ``jackknife``.
    """
    found: dict[int, Interval | Reason] = {}
    for parts, columns in _populations(measure, compared):
        every = _bootstrap(measure, parts, draws, seed, confidence)
        found |= {at: every[at] for at in columns}
    return [found[at] for at in range(len(found))]


def _bootstrap(
    measure: Additive, parts: FloatArray, draws: int, seed: int, confidence: float
) -> list[Interval | Reason]:
    figures = measure.evaluate(parts.sum(axis=0))
    count = len(parts)
    if count < FEWEST_TRANSCRIPTS:
        return [Reason.NO_FIGURE if math.isnan(figure) else Reason.FEW_TRANSCRIPTS for figure in figures.tolist()]
    drawn = np.concatenate(
        [measure.evaluate(times @ parts) for times in _times(count, draws, parts.shape[1], np.random.default_rng(seed))]
    )
    lost = np.isnan(drawn).sum(axis=0)
    low, high = percentiles(drawn, confidence)

    def interval(at: int) -> Interval:
        bounds = float(low[at]), float(high[at])
        return Interval(*bounds, Method.BOOTSTRAP, confidence, count, None, draws, int(lost[at]), seed)

    return _each(figures, lost == draws, interval)


def percentiles(drawn: FloatArray, confidence: float) -> tuple[FloatArray, FloatArray]:
    """The bounds between which the middle ``confidence`` of each column's draws lie; NaN are left out.

    Args:
        drawn: Shape (draws, figures).
        confidence: Between 0 and 1.

    Returns:
        Lower and upper bounds, shape (figures,) each; NaN where no draw is defined.
    """
    ordered = np.sort(drawn, axis=0)
    last = np.maximum((~np.isnan(drawn)).sum(axis=0) - 1, 0)
    low, high = (_between(ordered, last * share) for share in ((1 - confidence) / 2, (1 + confidence) / 2))
    return low, high


def _between(ordered: FloatArray, place: FloatArray) -> FloatArray:
    """The value at a fractional place of each sorted column, by the line between its neighbours."""
    column, below = np.arange(ordered.shape[1]), np.floor(place).astype(np.int64)
    left, right = ordered[below, column], ordered[np.ceil(place).astype(np.int64), column]
    return np.asarray(left + (right - left) * (place - below), dtype=np.float64)


def student(confidence: float, freedom: int) -> float:
    """The t with P(-t < T < t) = ``confidence`` for Student's T: t² / (t² + freedom) follows Beta(1/2, freedom/2).

    Args:
        confidence: Strictly between 0 and 1.
        freedom: Degrees of freedom, 1 or more.
    """
    share = beta_quantile(confidence, 0.5, freedom / 2)
    return math.sqrt(freedom * share / (1 - share))


def _populations(measure: Additive, compared: BoolArray | None) -> Iterator[tuple[FloatArray, list[int]]]:
    """What the transcripts compared add, and the figures that rest on just these."""
    parts = measure.parts
    figures = measure.evaluate(np.zeros(parts.shape[1])).shape[-1]
    if compared is None:
        yield _compared(measure), list(range(figures))
        return
    there = compared if compared.ndim == 2 else np.repeat(compared[:, None], figures, axis=1)
    kinds, which = np.unique(there, axis=1, return_inverse=True)
    for kind, rows in enumerate(kinds.T):
        yield parts if rows.all() else parts[rows], np.flatnonzero(which.ravel() == kind).tolist()


def _compared(measure: Additive) -> FloatArray:
    parts = measure.parts
    there = parts.any(axis=1)
    return parts if there.all() else parts[there]


def _without_each(measure: Additive, parts: FloatArray, totals: FloatArray) -> FloatArray:
    """The figures without each transcript in turn; so many at once as stay near the processor."""
    at_once = max(_FEWEST_AT_ONCE, _CELLS_NEAR // max(1, parts.shape[1]))
    some = (slice(begin, begin + at_once) for begin in range(0, max(1, len(parts)), at_once))
    return np.concatenate([measure.evaluate(totals - parts[rows]) for rows in some])


def _times(count: int, draws: int, width: int, random: np.random.Generator) -> Iterator[FloatArray]:
    """How often each transcript is drawn, shape (some draws, transcripts), until all draws are made."""
    at_once = max(1, _CELLS_AT_ONCE // max(count, width))
    for begin in range(0, draws, at_once):
        some = min(at_once, draws - begin)
        drawn = random.integers(0, count, (some, count)) + np.arange(some)[:, None] * count
        yield np.bincount(drawn.ravel(), minlength=some * count).reshape(some, count).astype(np.float64)


def _each(figures: FloatArray, lost: FloatArray, interval: Callable[[int], Interval]) -> list[Interval | Reason]:
    return [
        Reason.NO_FIGURE if math.isnan(figure) else Reason.ONE_TRANSCRIPT if gone else interval(at)
        for at, (figure, gone) in enumerate(zip(figures.tolist(), lost.tolist(), strict=True))
    ]
