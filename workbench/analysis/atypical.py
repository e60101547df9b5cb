"""Who speaks of other things than the rest: each participant's code profile against the mean profile of the others."""

from dataclasses import dataclass

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import FloatArray, IntArray
from workbench.analysis.profiles import SMOOTHING, apart, distances, mean_of_others, profiles, rough_profiles
from workbench.analysis.resampling import CONFIDENCE, SEED

# With fewer segments than these a profile says more of chance than of the participant.
FEWEST_SEGMENTS = 8
FEWEST_PARTICIPANTS = 3
SHUFFLES = 1_000
FEWEST_SHUFFLES = 100
_CELLS_SHUFFLED = 20_000_000
_CELLS_AT_ONCE = 250_000
_ROUNDING = 1e-5
_SAME = 1e-12


@dataclass(frozen=True, slots=True)
class Voice:
    """How far one participant's profile lies from that of the others.

    Attributes:
        participant: Row of the counts.
        segments: The participant's segments.
        distance: Jensen-Shannon divergence from the mean profile of the others, 0 to 1.
        by_chance: Mean of the same when segments are shuffled among the participants.
        p: Share of the shuffles in which the largest distance of all is at least this one.
        atypical: Whether it is the largest and above the threshold.
    """

    participant: int
    segments: int
    distance: Coefficient
    by_chance: Coefficient
    p: Coefficient
    atypical: bool


@dataclass(frozen=True, slots=True)
class Driver:
    """A code that sets a participant apart.

    Attributes:
        code: Column of the counts.
        contribution: What it adds to the distance, in bits: above 0 where the participant has more of it than the
            others, below 0 where less. The absolute values of all codes add up to the distance.
    """

    code: int
    contribution: float


@dataclass(frozen=True, slots=True, eq=False)
class Voices:
    """The participants by distance.

    Attributes:
        voices: The farthest first; then those with too few segments, in the order given.
        contributions: Shape (participants, codes), signed as in ``Driver``; NaN in rows that have no segment or
            nobody beside them.
        threshold: 95th percentile, over the shuffles, of the largest distance; undefined under three participants with
            segments enough.
        draws: How many shuffles, 0 if none.
        seed: Of these.
    """

    voices: tuple[Voice, ...]
    contributions: FloatArray
    threshold: Coefficient
    draws: int
    seed: int

    def drivers(self, participant: int, *, top: int = 3) -> tuple[Driver, ...]:
        """The codes that set a participant apart most, largest first; empty without a profile or a difference."""
        mine = np.nan_to_num(self.contributions[participant])
        order = np.argsort(-np.abs(mine), kind="stable")[:top]
        return tuple(Driver(int(code), float(mine[code])) for code in order if mine[code] != 0)


def voices(counts: IntArray, *, smoothing: float = SMOOTHING, draws: int | None = None, seed: int = SEED) -> Voices:
    """Compare each participant's profile with the mean profile of the others.

    Everyone with a segment is one of "the others", each with the same weight; only those with eight segments or more
    are judged. The null shuffles segments among participants, who keep their numbers of segments.

    Args:
        counts: Shape (participants, codes): segments of each participant with each code.
        smoothing: Added to the counts of the codes in use; 0 gives the plain divergence.
        draws: Shuffles; None for 1,000, in very large studies fewer, so that it stays a matter of seconds, and never
            under 100.
        seed: Of these.
    """
    segments = counts.sum(axis=1)
    used, spoke = np.flatnonzero(counts.any(axis=0)), np.flatnonzero(segments)
    inner = counts[np.ix_(spoke, used)]
    contributions = np.full(counts.shape, np.nan)
    if len(spoke) > 1:
        contributions[spoke] = 0.0
        contributions[np.ix_(spoke, used)] = _contributions(inner, smoothing)
    judged = np.flatnonzero(segments >= FEWEST_SEGMENTS)
    number = _affordable(max(int(segments.sum()), inner.size)) if draws is None else draws
    null = None
    if len(judged) >= FEWEST_PARTICIPANTS:
        shuffled = _shuffled(inner, smoothing, number, np.random.default_rng(seed))
        null = shuffled[:, np.isin(spoke, judged)]
    lines = _judged(np.abs(contributions).sum(axis=1), segments, judged, null)
    few = [_not_judged(int(who), int(segments[who])) for who in np.flatnonzero(segments < FEWEST_SEGMENTS)]
    return Voices((*lines, *few), contributions, _threshold(null), number if null is not None else 0, seed)


def _contributions(counts: IntArray, smoothing: float) -> FloatArray:
    shares = profiles(counts, smoothing=smoothing)
    others = mean_of_others(shares)
    more = np.sign(np.where(np.abs(shares - others) < _SAME, 0.0, shares - others))
    signed: FloatArray = more * np.maximum(apart(shares, others), 0)
    return signed


def _affordable(cells: int) -> int:
    """How many shuffles of so many segments, or cells of the table, stay a matter of seconds."""
    return max(FEWEST_SHUFFLES, min(SHUFFLES, _CELLS_SHUFFLED // max(1, cells)))


def _threshold(null: FloatArray | None) -> Coefficient:
    if null is None:
        return undefined(Reason.THREE_PARTICIPANTS)
    return Coefficient(float(np.percentile(null.max(axis=1), 100 * CONFIDENCE)))


def _judged(distance: FloatArray, segments: IntArray, judged: IntArray, null: FloatArray | None) -> list[Voice]:
    """Those with segments enough, the farthest first; ``null`` has a column for each of them."""
    order = np.argsort(-distance[judged], kind="stable")
    limit = _threshold(null).value
    farthest = None if null is None else np.sort(null.max(axis=1))
    by_chance = None if null is None else null.mean(axis=0)
    return [
        Voice(
            participant=int(judged[column]),
            segments=int(segments[judged[column]]),
            distance=_defined(float(distance[judged[column]])),
            by_chance=undefined(Reason.THREE_PARTICIPANTS) if by_chance is None else _defined(float(by_chance[column])),
            p=_p(float(distance[judged[column]]), farthest),
            atypical=place == 0 and limit is not None and float(distance[judged[column]]) > limit + _ROUNDING,
        )
        for place, column in enumerate(order)
    ]


def _defined(value: float) -> Coefficient:
    return undefined(Reason.ONE_PARTICIPANT) if np.isnan(value) else Coefficient(value)


def _p(distance: float, farthest: FloatArray | None) -> Coefficient:
    """Share of the largest distances, ascending, that reach one."""
    if farthest is None:
        return undefined(Reason.THREE_PARTICIPANTS)
    as_far = len(farthest) - int(np.searchsorted(farthest, distance - _ROUNDING, side="left"))
    return Coefficient((as_far + 1) / (len(farthest) + 1))


def _not_judged(who: int, segments: int) -> Voice:
    few = undefined(Reason.FEW_SEGMENTS)
    return Voice(who, segments, few, few, few, False)


def _shuffled(counts: IntArray, smoothing: float, draws: int, random: np.random.Generator) -> FloatArray:
    """Distance of each participant in each shuffle: shape (draws, participants)."""
    people, codes = counts.shape
    label = np.repeat(np.arange(codes), counts.sum(axis=0))
    at_once = min(draws, max(1, _CELLS_AT_ONCE // max(len(label), people * codes)))
    labels = np.tile(label, (at_once, 1))
    cell = np.repeat(np.arange(people) * codes, counts.sum(axis=1)) + np.arange(at_once)[:, None] * (people * codes)
    found = np.empty((draws, people))
    for begin in range(0, draws, at_once):
        some = min(at_once, draws - begin)
        drawn = random.permuted(labels[:some], axis=1)
        drawn += cell[:some]
        table = np.bincount(drawn.ravel(), minlength=some * people * codes).reshape(some, people, codes)
        shares = rough_profiles(table, smoothing=smoothing)
        found[begin : begin + some] = distances(shares, mean_of_others(shares))
    return found
