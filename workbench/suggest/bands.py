"""Strong, possible, weak: a suggestion against what was accepted for its code so far.

A score says only how far a passage stands above the others of its list. Whether that is much is told by what the
analyst did with passages of such scores before; until there are enough of them, by where the scores themselves part.

Measured in sessions of 100 decisions a code with the full suggester, the accept rates of strong, possible and weak
among the first 20 of each list were .47, .33, .14 (serdif-a) and .83, .49, .24 (fredsum-a); before there was a record
.29, .22, .17 and .75, .63, .57. Ranks in place of scores, and scores below the best of their list, told the weak ones
worse (.21 and .49, .23 and .67).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf

from codebook.suggestion import Band

ENOUGH = 10
"""Decisions about a code from which on its record speaks."""

RECENT = 100
"""The newest decisions that are looked at: what a code means to its analyst moves, and so do the scores."""

STRONG = 1 / 2
"""Strong are scores that were accepted more often than this."""

WEAK = 1 / 5
"""Weak are scores that were accepted less often than this."""

HEAD = 30
"""The first suggestions of a list, among which gaps are looked for where there is no record."""

STEP = 1.0
"""Standard deviations below the lowest score that was decided, from which on nothing is known and all is weak."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where the bands of one list begin.

    Attributes:
        strong: The lowest score that is strong; infinite if none is.
        weak: Scores below this are weak; minus infinity if none are.
        recorded: Whether the decisions taken so far say so, rather than gaps between the scores.
    """

    strong: float
    weak: float
    recorded: bool

    def band(self, score: float) -> Band:
        """The band of a score."""
        if score >= self.strong:
            return Band.STRONG
        return Band.WEAK if score < self.weak else Band.POSSIBLE

    def boundary(self, scores: Sequence[float]) -> float:
        """The score at which accepting and rejecting are about as likely: what is near it is most uncertain.

        Args:
            scores: Of the list, the highest first; at least one.
        """
        if self.strong == inf:
            return min(self.weak, scores[0]) if self.weak > -inf else scores[0]
        # Gaps say less than a record: what lies between much and little is then as uncertain as anything.
        return self.strong if self.recorded or self.weak == -inf else (self.strong + self.weak) / 2


def cuts(scores: Sequence[float], record: Sequence[tuple[float, bool]] = ()) -> Cuts:
    """Where the bands begin.

    Args:
        scores: Of the passages that may be suggested now, the highest first.
        record: Score, and whether it was accepted, of the suggestions of this code that were decided so far, the oldest
            first. Decisions about one code only: what is much for one is little for another.
    """
    if len(record) >= ENOUGH:
        return _of_record(record[-RECENT:])
    return _of_gaps(scores[:HEAD])


def _of_record(record: Sequence[tuple[float, bool]]) -> Cuts:
    """The accept rate as a function of the score that never falls, and where it passes the two marks."""
    blocks = _rising(sorted(record))
    strong = next((low for low, rate in blocks if rate > STRONG), inf)
    possible = next((low for low, rate in blocks if rate >= WEAK), inf)
    if possible == blocks[0][0]:
        possible -= STEP
    return Cuts(strong, possible, recorded=True)


def _rising(record: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Lowest score and accept rate of blocks, lowest first, pooled until rates rise (isotonic regression).

    The pool-adjacent-violators algorithm of Ayer, Brunk, Ewing, Reid and Silverman (1955), "An empirical distribution
    function for sampling with incomplete information".

    Args:
        record: Score and whether accepted, the lowest score first; equal scores are one block.
    """
    blocks: list[tuple[float, int, int]] = []
    for score, decided in groupby(record, key=lambda one: one[0]):
        kinds = [accepted for _score, accepted in decided]
        low, hits, count = score, sum(kinds), len(kinds)
        while blocks and blocks[-1][1] * count >= hits * blocks[-1][2]:
            low, more, others = blocks.pop()
            hits, count = hits + more, count + others
        blocks.append((low, hits, count))
    return [(low, hits / count) for low, hits, count in blocks]


def _of_gaps(scores: Sequence[float]) -> Cuts:
    """Two cuts that leave three groups of scores as much alike as can be (natural breaks, Fisher 1958)."""
    steps = [place for place, (upper, lower) in enumerate(pairwise(scores), 1) if upper > lower]
    if not steps:
        return Cuts(inf, -inf, recorded=False)
    if len(steps) == 1:
        return Cuts(inf, scores[steps[0] - 1], recorded=False)
    spread = _Spread(scores)
    first, second = min(
        ((one, two) for at, one in enumerate(steps) for two in steps[at + 1 :]),
        key=lambda cut: spread.of(0, cut[0]) + spread.of(cut[0], cut[1]) + spread.of(cut[1], len(scores)),
    )
    return Cuts(scores[first - 1], scores[second - 1], recorded=False)


class _Spread:
    """Sums of squares around the mean of stretches of a list."""

    def __init__(self, values: Sequence[float]) -> None:
        self._sums, self._squares = [0.0], [0.0]
        for value in values:
            self._sums.append(self._sums[-1] + value)
            self._squares.append(self._squares[-1] + value * value)

    def of(self, first: int, last: int) -> float:
        """Of ``values[first:last]``."""
        total = self._sums[last] - self._sums[first]
        return self._squares[last] - self._squares[first] - total * total / (last - first)


def nearest_first(scores: Sequence[float], boundary: float) -> list[int]:
    """Places of the scores, those nearest to a boundary first; of two as near the higher, then the earlier.

    Args:
        scores: The highest first.
        boundary: As ``Cuts.boundary`` gives it.
    """
    return sorted(range(len(scores)), key=lambda place: (abs(scores[place] - boundary), place))
