"""Whether agreement changes as a coder goes on: figures by the order in which transcripts were finished.

Any measure that adds up over transcripts can be followed (``Additive``): of one coder with the others, or of two layers
of the same person (an earlier and a later reading), which is only a measure of two coders. Windows sum what their
transcripts add before they divide, so that a window is the measure on these transcripts, not a mean of figures. The
trend is what the figures of single transcripts do in that order: Theil and Sen's slope (Sen 1968) and Kendall's tau
with its probability if the order were by chance. Transcripts differ in difficulty: a trend alone proves no drift.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import FloatArray, IntArray
from workbench.analysis.intervals import Additive
from workbench.analysis.resampling import SEED

#: How many transcripts make a window by default.
WINDOW = 5
#: With fewer figures than these every order of them is likely by chance.
FEWEST = 5
DRAWS = 5_000
# Up to here all orders are tried; up to there some are drawn; beyond, tau is as good as normal.
_ALL_ORDERS, _DRAWN_ORDERS = 7, 200
_CELLS_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Window:
    """Agreement on some transcripts that were finished one after the other.

    Attributes:
        transcripts: Their indices, in the order in which they were finished.
        first: When the first of them was finished, in the unit given.
        last: When the last was.
        figure: The measure over all of them.
    """

    transcripts: tuple[int, ...]
    first: float
    last: float
    figure: Coefficient


@dataclass(frozen=True, slots=True)
class Trend:
    """What the figures of single transcripts do in the order in which these were finished.

    Attributes:
        slope: Median change from one transcript to the next (Theil and Sen).
        tau: Kendall's tau-b: -1 where each figure is below all before it, 1 where it is above.
        p: Share of orders, all of them or drawn ones, in which tau is at least as far from 0; by the normal
            approximation with the correction for ties beyond 200 transcripts.
        transcripts: How many have a figure.
        draws: How many orders were drawn; 0 where all were tried or none was needed.
        seed: What makes the same draws again.
    """

    slope: Coefficient
    tau: Coefficient
    p: Coefficient
    transcripts: int
    draws: int
    seed: int


@dataclass(frozen=True, slots=True)
class Drift:
    """Agreement by the order in which transcripts were finished.

    Attributes:
        single: One window for each transcript.
        windows: Of several transcripts each; the last may hold fewer.
        trend: Of ``single``.
    """

    single: tuple[Window, ...]
    windows: tuple[Window, ...]
    trend: Trend


def drift(
    measure: Additive,
    finished: FloatArray,
    *,
    figure: int = 0,
    window: int = WINDOW,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Drift:
    """Follow a measure through the transcripts in the order in which they were finished.

    Args:
        measure: Of one coder with others, or of two layers of one person.
        finished: When the coder finished each transcript, in any unit, shape (transcripts,); NaN leaves it out. Of
            those finished at the same moment, the one with the lower index comes first.
        figure: Which figure of the measure.
        window: How many transcripts make a window, 1 or more.
        draws: How many orders are drawn for ``p`` where there are too many to try all.
        seed: Of these.
    """
    order = _order(measure, finished)
    single = _windows(measure, finished, [[at] for at in order], figure)
    wide = [order[begin : begin + window] for begin in range(0, len(order), window)]
    values = [one.figure.value for one in single if one.figure.value is not None]
    return Drift(single, _windows(measure, finished, wide, figure), trend(values, draws=draws, seed=seed))


def by_time(measure: Additive, finished: FloatArray, edges: Sequence[float], *, figure: int = 0) -> tuple[Window, ...]:
    """A measure on the transcripts finished between each two moments, the first included, the second not.

    Args:
        measure: As of ``drift``.
        finished: When each transcript was finished.
        edges: Moments in the same unit, ascending; a window between two in which nothing was finished is left out.
        figure: Which figure of the measure.
    """
    order = _order(measure, finished)
    inside = np.searchsorted(np.asarray(edges), finished[order], side="right").tolist()
    wide = [[at for at, place in zip(order, inside, strict=True) if place == one] for one in range(1, len(edges))]
    return _windows(measure, finished, [some for some in wide if some], figure)


def with_others(coder: int, coders: int) -> list[tuple[int, int]]:
    """The pairs of one coder with every other, as pairs are numbered everywhere: the lower place first."""
    return [(min(coder, other), max(coder, other)) for other in range(coders) if other != coder]


def trend(values: Sequence[float], *, draws: int = DRAWS, seed: int = SEED) -> Trend:
    """Slope and tau of figures in the order in which they came.

    Args:
        values: Of the transcripts that have a figure.
        draws: How many orders are drawn for ``p`` where there are too many to try all.
        seed: Of these.
    """
    count = len(values)
    if count < FEWEST:
        return Trend(*(undefined(Reason.FEW_FOR_TREND),) * 3, count, 0, seed)
    series = np.array(values, np.float64)
    first, second = np.triu_indices(count, 1)
    slope = Coefficient(float(np.median((series[second] - series[first]) / (second - first))))
    signs = np.sign(series[:, None] - series)
    pairs = int((signs[second, first] != 0).sum())
    if not pairs:
        return Trend(slope, *(undefined(Reason.NO_VARIATION),) * 2, count, 0, seed)
    score = float(signs[second, first].sum())
    tau = score / math.sqrt(pairs * len(first))
    drawn = draws if _ALL_ORDERS < count <= _DRAWN_ORDERS else 0
    return Trend(
        slope, Coefficient(tau), Coefficient(_by_chance(series, signs, score, drawn, seed)), count, drawn, seed
    )


def _order(measure: Additive, finished: FloatArray) -> list[int]:
    """Transcripts that are compared and finished, as they were finished."""
    there = np.flatnonzero(measure.parts.any(axis=1) & ~np.isnan(finished))
    return [int(at) for at in there[np.argsort(finished[there], kind="stable")]]


def _windows(
    measure: Additive, finished: FloatArray, groups: Sequence[Sequence[int]], figure: int
) -> tuple[Window, ...]:
    if not groups:
        return ()
    parts = measure.parts
    values = measure.evaluate(np.stack([parts[list(some)].sum(axis=0) for some in groups]))[:, figure]
    return tuple(
        Window(
            tuple(some),
            float(finished[some[0]]),
            float(finished[some[-1]]),
            undefined(Reason.NO_FIGURE_THERE) if math.isnan(value) else Coefficient(value),
        )
        for some, value in zip(groups, values.tolist(), strict=True)
    )


def _by_chance(series: FloatArray, signs: FloatArray, score: float, draws: int, seed: int) -> float:
    """How often a score at least as far from 0 comes by chance."""
    count = len(series)
    if count > _DRAWN_ORDERS:
        return math.erfc(abs(score) / math.sqrt(2 * _variance(series)))
    least = abs(score) - 1e-9
    if not draws:
        scores = _scores(signs, np.array(list(permutations(range(count)))))
        return float((np.abs(scores) >= least).mean())
    found = sum(int((np.abs(_scores(signs, some)) >= least).sum()) for some in _orders(count, draws, seed))
    return (found + 1) / (draws + 1)


def _orders(count: int, draws: int, seed: int) -> Iterator[IntArray]:
    """Drawn orders, shape (some draws, count), until all draws are made."""
    random = np.random.default_rng(seed)
    at_once = max(1, _CELLS_AT_ONCE // (count * count))
    for begin in range(0, draws, at_once):
        some = min(at_once, draws - begin)
        yield random.permuted(np.tile(np.arange(count), (some, 1)), axis=1)


def _scores(signs: FloatArray, orders: IntArray) -> FloatArray:
    """Pairs that go up less pairs that go down, of each order."""
    later, earlier = np.tril_indices(orders.shape[1], -1)
    return np.asarray(signs[orders[:, later], orders[:, earlier]].sum(axis=1))


def _variance(series: FloatArray) -> float:
    """Of the score if the order were by chance, with ties (Kendall 1970)."""
    count = len(series)
    sizes = np.unique(series, return_counts=True)[1]
    ties = (sizes * (sizes - 1) * (2 * sizes + 5)).sum()
    return float(count * (count - 1) * (2 * count + 5) - ties) / 18
