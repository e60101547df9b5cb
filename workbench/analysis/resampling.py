"""How sure a count of participants is: Wilson intervals, exact McNemar tests and a bootstrap of participants."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from workbench.analysis.columns import BoolArray, FloatArray, IntArray

DRAWS = 5_000
SEED = 20_111
CONFIDENCE = 0.95
_Z = 1.959963984540054
_CELLS_AT_ONCE = 2_000_000


def wilson(count: int, of: int) -> tuple[float, float] | None:
    """95 % score interval of a share (Wilson 1927), None where ``of`` is 0.

    It holds if these participants were a random sample; they usually are not.
    """
    if of == 0:
        return None
    share, z2 = count / of, _Z * _Z
    centre = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return (0.0 if count == 0 else centre - half, 1.0 if count == of else centre + half)


@dataclass(frozen=True, slots=True)
class McNemar:
    """Exact two-sided test of two themes on the same participants.

    Attributes:
        first_only: Participants with the first theme and not the second (b).
        second_only: Participants with the second theme and not the first (c).
        p: Probability of a split at least as uneven if both were equally likely (binomial, b + c trials).
    """

    first_only: int
    second_only: int
    p: float


def mcnemar(first: BoolArray, second: BoolArray) -> McNemar:
    """Compare two themes; both of shape (participants,)."""
    b, c = int((first & ~second).sum()), int((second & ~first).sum())
    return McNemar(b, c, _two_sided(min(b, c), b + c))


@lru_cache(maxsize=4096)
def _two_sided(least: int, trials: int) -> float:
    """Exact even for thousands of trials: whole numbers until the one division."""
    tail = sum(math.comb(trials, k) for k in range(least + 1))
    return min(1.0, 2 * tail / 2**trials) if 2 * tail < 2**trials else 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Resampled:
    """What a bootstrap of participants says of an order by count.

    Attributes:
        interval: Shape (themes, 2): 2.5 % and 97.5 % of each theme's rank over the draws; ties share their mean rank.
        above: Shape (themes, themes): share of draws in which the row is above the column, a tie counting half.
    """

    interval: FloatArray
    above: FloatArray


def bootstrap(present: BoolArray, *, draws: int = DRAWS, seed: int = SEED) -> Resampled:
    """Draw participants with replacement and rank the themes by how many of them hold each.

    Only the counts are ranked anew. What breaks a tie in the order shown (strength, first mention) is no evidence that
    two themes with one count differ, so here a tie stays a tie.

    Args:
        present: Shape (themes, participants), at least one participant.
        draws: How many times; 5,000 or more for figures that are published.
        seed: Printed with the figures: the same seed and data give the same figures.
    """
    themes = len(present)
    ranks = np.empty((draws, themes), np.float32)
    above = np.zeros((themes, themes))
    done = 0
    for counts in _draws(present, draws, np.random.default_rng(seed)):
        ranks[done : done + len(counts)] = mean_ranks(counts)
        above += _wins(counts)
        done += len(counts)
    edges = (50 * (1 - CONFIDENCE), 50 * (1 + CONFIDENCE))
    interval = np.percentile(ranks, edges, axis=0, method="inverted_cdf").T.astype(np.float64)
    return Resampled(interval, above / draws)


def _draws(present: BoolArray, draws: int, random: np.random.Generator) -> Iterator[IntArray]:
    """Counts of shape (some draws, themes), until all draws are made."""
    people = present.shape[1]
    held = present.T.astype(np.float32)
    at_once = max(1, _CELLS_AT_ONCE // people)
    for begin in range(0, draws, at_once):
        some = min(at_once, draws - begin)
        drawn = random.integers(0, people, (some, people)) + np.arange(some)[:, None] * people
        times = np.bincount(drawn.ravel(), minlength=some * people).reshape(some, people)
        yield np.rint(times.astype(np.float32) @ held).astype(np.int64)


def mean_ranks(counts: IntArray) -> FloatArray:
    """Ranks along the last axis, the largest count first; ties share the mean of their ranks.

    Args:
        counts: Shape (draws, themes), non-negative.
    """
    draws, themes = counts.shape
    if themes == 0:
        return np.zeros((draws, 0))
    values = int(counts.max()) + 1
    cell = counts + np.arange(draws)[:, None] * values
    equal = np.bincount(cell.ravel(), minlength=draws * values).reshape(draws, values)
    at_least = equal[:, ::-1].cumsum(axis=1)[:, ::-1]
    ranks: FloatArray = at_least.ravel()[cell] - (equal.ravel()[cell] - 1) / 2
    return ranks


def _wins(counts: IntArray) -> FloatArray:
    """Draws in which the row has more than the column, ties as halves: shape (themes, themes)."""
    small = np.ascontiguousarray(counts.T.astype(np.int32))
    wins = np.empty((len(small), len(small)))
    for row, mine in enumerate(small):
        wins[row] = (mine > small).sum(axis=1) + (mine == small).sum(axis=1) / 2
    return wins
