"""The bootstrap of Hayes and Krippendorff (2007), by name, for comparison with programs that print nothing else."""

import numpy as np

from workbench.analysis.agreement import coincidences
from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import FloatArray
from workbench.analysis.distances import Distance, nominal
from workbench.analysis.intervals import DRAWS, Interval, Method, percentiles
from workbench.analysis.resampling import CONFIDENCE, SEED
from workbench.analysis.units import Ratings, Tally


def hayes_krippendorff(
    ratings: Ratings,
    *,
    distance: Distance = nominal,
    draws: int = DRAWS,
    seed: int = SEED,
    confidence: float = CONFIDENCE,
) -> Interval | Reason:
    """Draw as many deviations as there are pairs of ratings, each by its weight, and hold D_e as it was observed.

    After Hayes & Krippendorff (2007), as in KALPHA and R icr. **It treats every pair of ratings as independent of every
    other.** Ratings of neighbouring words by the same people are not, so on text these bounds are far too narrow; the
    jackknife over transcripts is the interval to report. Draws whose pairs all hold one and the same value have no
    variation and are left out and counted; the programs named put them at 0 or at 1.

    Args:
        ratings: Shape (coders, units); missing is NaN.
        distance: Of the level of measurement, from ``distances``.
        draws: 2,000 or more for figures that are published.
        seed: Printed with the figures.
        confidence: Between 0 and 1.
    """
    rated = (~np.isnan(ratings)).sum(axis=0)
    values, pairs = np.unique(ratings[~np.isnan(ratings)]), int((rated * (rated - 1) // 2).sum())
    return _drawn(coincidences(ratings), values, pairs, distance, draws, seed, confidence)


def each_by_pairs(
    tally: Tally,
    values: FloatArray,
    *,
    distance: Distance = nominal,
    draws: int = DRAWS,
    seed: int = SEED,
    confidence: float = CONFIDENCE,
) -> list[Interval | Reason]:
    """The same for each figure of what was counted, all transcripts together.

    Args:
        tally: What was counted.
        values: What the places stand for, shape (values,).
        distance: Of the level of measurement, from ``distances``.
        draws: As in ``hayes_krippendorff``.
        seed: The same for every figure, so that none depends on the others.
        confidence: Between 0 and 1.
    """
    observed = tally.coincidences().sum(axis=0)
    pairs = tally.pairs().sum(axis=(0, 2, 3, 4))
    return [
        _drawn(table, values, round(count), distance, draws, seed, confidence)
        for table, count in zip(observed, pairs.tolist(), strict=True)
    ]


def _drawn(
    observed: FloatArray,
    values: FloatArray,
    pairs: int,
    distance: Distance,
    draws: int,
    seed: int,
    confidence: float,
) -> Interval | Reason:
    """Bounds from a coincidence matrix and the number of pairs of ratings that it holds."""
    marginals = observed.sum(axis=1)
    squared = distance(values, marginals)
    total = float(marginals.sum())
    chance = float(marginals @ squared @ marginals)
    if pairs < 1 or chance <= 0:
        return Reason.NO_FIGURE
    row, column = np.nonzero(observed)
    drawn = np.random.default_rng(seed).multinomial(pairs, observed[row, column] / total, size=draws)
    deviations = (drawn @ squared[row, column]) / pairs * (total * (total - 1) / chance)
    alphas = np.where((drawn[:, row == column] == pairs).any(axis=1), np.nan, 1 - deviations)
    lost = int(np.isnan(alphas).sum())
    if lost == draws:
        return Reason.NO_VARIATION
    low, high = (max(-1.0, float(bound[0])) for bound in percentiles(alphas[:, None], confidence))
    return Interval(low, high, Method.PAIRS, confidence, 0, None, draws, lost, seed)
