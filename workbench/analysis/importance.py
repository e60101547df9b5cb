"""Which objectives matter most: five indicators per theme, a rank by participants, and how sure the rank is."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import MISSING, BoolArray, FloatArray, IntArray
from workbench.analysis.mentions import Tally
from workbench.analysis.resampling import CONFIDENCE, DRAWS, SEED, McNemar, Resampled, bootstrap, mcnemar, wilson


@dataclass(frozen=True, slots=True)
class Objective:
    """One line of the ranking.

    Attributes:
        theme: Row of the tally.
        rank: 1 for the first; themes equal in everything that ranks share one.
        tied: Whether it shares its rank.
        supported: A: participants with at least one coding that is not contra.
        mentioned: Participants with any coding on it.
        rejected: Participants with contra codings only.
        mentions: Codings on it, a coding counted once for each participant whose words it covers.
        order: B: mean over all participants of 1 / place of first mention, absent = 0.
        per_mentioner: C: median of mentions among those who mention it.
        share: D: mean over participants of coded characters / own characters.
        strength: E: mean over participants of the highest strength, not mentioned = 0.
        without_strength: Participants who mention it without any strength set: left out of E.
        interval: Wilson 95 % of A/N, None without participants.
        ranks: 95 % bootstrap interval of the rank by A, None under two participants. It always reaches over the
            ranks that themes of the same count share.
        above_next: P(above the next line), ties half; None for the last line and under two participants.
        minority: Fewer than one participant in three, but someone.
        single: Index of the only participant who holds it, None unless there is exactly one among several.
    """

    theme: int
    rank: int
    tied: bool
    supported: int
    mentioned: int
    rejected: int
    mentions: int
    order: Coefficient
    per_mentioner: Coefficient
    share: Coefficient
    strength: Coefficient
    without_strength: int
    interval: tuple[float, float] | None
    ranks: tuple[float, float] | None
    above_next: float | None
    minority: bool
    single: int | None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The largest change of rank that leaving out one participant makes.

    Attributes:
        theme: Whose rank changes.
        participant: Index of the participant who causes it.
        rank: The rank with everyone.
        without: The rank without that participant.
    """

    theme: int
    participant: int
    rank: int
    without: int


@dataclass(frozen=True, slots=True, eq=False)
class Importance:
    """A ranking of themes.

    Attributes:
        objectives: In rank order.
        participants: N: how many have been read.
        tally: What was counted, with the passages behind each cell.
        brackets: (first, last) lines of runs in which no two can be told apart (P < .95); longest runs only.
        resampled: The bootstrap, None under two participants.
        sensitivity: None where leaving out any one participant changes no rank.
        draws: How many bootstrap draws were made.
        seed: Of the bootstrap.
        reason: Why the ranking says nothing, None where it says something.
    """

    objectives: tuple[Objective, ...]
    participants: int
    tally: Tally
    brackets: tuple[tuple[int, int], ...]
    resampled: Resampled | None
    sensitivity: Sensitivity | None
    draws: int
    seed: int
    reason: Reason | None

    def compare(self, first: int, second: int) -> McNemar:
        """Exact McNemar test of two themes (rows of the tally) on who holds them."""
        return mcnemar(self.tally.supported[first], self.tally.supported[second])


def rank_themes(tally: Tally, *, draws: int = DRAWS, seed: int = SEED) -> Importance:
    """Rank themes by participants (A), ties by strength (E), then by order of first mention (B)."""
    everyone, _others = _keys(tally)
    ranks = order_ranks(*everyone)
    lines = np.lexsort((np.arange(len(ranks)), ranks))
    people = len(tally.participants)
    drawn = bootstrap(tally.supported, draws=draws, seed=seed) if people > 1 and len(ranks) else None
    return Importance(
        objectives=tuple(_objectives(tally, ranks, lines, drawn)),
        participants=people,
        tally=tally,
        brackets=indistinct(drawn.above, lines) if drawn else (),
        resampled=drawn,
        sensitivity=_sensitivity(tally, ranks, lines),
        draws=draws if drawn else 0,
        seed=seed,
        reason=_nothing_to_say(tally),
    )


def _nothing_to_say(tally: Tally) -> Reason | None:
    themes, people = tally.mentions.shape
    if themes == 0:
        return Reason.NO_THEMES
    if people == 0:
        return Reason.NOBODY_READ
    return None if tally.mentions.any() else Reason.NO_CODINGS


Keys = tuple[IntArray, FloatArray, FloatArray]


def _keys(tally: Tally) -> tuple[Keys, Keys]:
    """A, E (NaN where undefined) and B of every theme: with everyone, and without each participant in a row each."""
    set_ = tally.strength != MISSING
    supported = tally.supported.T.astype(np.int64)
    weight = np.where(set_, tally.strength, 0).T
    known = (set_ | ~tally.mentioned).T.astype(np.int64)
    reciprocal, people = tally.reciprocal.T, len(tally.participants)
    a, w, k, b = (matrix.sum(axis=0) for matrix in (supported, weight, known, reciprocal))
    without = _key(a - supported, w - weight, k - known, b - reciprocal, people - 1)
    return _key(a, w, k, b, people), without


def _key(supported: IntArray, weight: IntArray, known: IntArray, reciprocal: FloatArray, people: int) -> Keys:
    explicit = np.where(known > 0, weight / np.maximum(known, 1), np.nan)
    return supported, explicit, reciprocal / max(1, people)


def without_each(tally: Tally) -> IntArray:
    """The rank of every theme when a participant is left out: shape (participants, themes), no row with one only."""
    _everyone, keys = _keys(tally)
    ranks = order_ranks(*keys)
    return ranks if len(tally.participants) > 1 else ranks[:0]


def order_ranks(count: IntArray, explicit: FloatArray, order: FloatArray) -> IntArray:
    """Ranks by count, ties by explicit weight, then by order of first mention; what is equal in all three shares one.

    Among themes of one count, an explicit weight that is undefined for any of them decides for none of them.

    Args:
        count: A, shape (..., themes).
        explicit: E, the same shape, NaN where undefined.
        order: B, the same shape.
    """
    weight = np.round(np.where(_silent(count, explicit), 0.0, explicit), 12)
    keys = np.stack((count.astype(float), weight, np.round(order, 12)))
    lines = np.lexsort(-keys[::-1], axis=-1)
    ordered = np.take_along_axis(keys, lines[None], axis=-1)
    new = np.any(np.diff(ordered, axis=-1, prepend=np.inf) != 0, axis=0)
    first = np.maximum.accumulate(np.where(new, np.arange(1, count.shape[-1] + 1), 0), axis=-1)
    ranks = np.empty(count.shape, np.int64)
    np.put_along_axis(ranks, lines, first, axis=-1)
    return ranks


def _silent(count: IntArray, explicit: FloatArray) -> BoolArray:
    """Themes whose explicit weight decides nothing."""
    unknown = np.isnan(explicit)
    silent = unknown.copy()
    for row in map(tuple, np.argwhere(unknown.any(axis=-1)).tolist()):
        silent[row] = np.isin(count[row], count[row][unknown[row]])
    return silent


def indistinct(above: FloatArray, lines: IntArray) -> tuple[tuple[int, int], ...]:
    """Runs of neighbouring lines in which every two have P(above) < .95; runs inside longer ones are left out.

    Args:
        above: Shape (themes, themes), from ``bootstrap``.
        lines: Theme of each line, in rank order.
    """
    p = above[np.ix_(lines, lines)]
    runs: list[tuple[int, int]] = []
    for first in range(len(lines)):
        last = first
        while last + 1 < len(lines) and np.all(p[first : last + 1, last + 1] < CONFIDENCE):
            last += 1
        if last > first and (not runs or last > runs[-1][1]):
            runs.append((first, last))
    return tuple(runs)


def _objectives(tally: Tally, ranks: IntArray, lines: IntArray, drawn: Resampled | None) -> Iterator[Objective]:
    for place, theme in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        above = float(drawn.above[theme, following]) if drawn is not None and following is not None else None
        yield _objective(tally, int(theme), ranks, _rank_interval(tally, int(theme), drawn), above)


def _objective(
    tally: Tally, theme: int, ranks: IntArray, interval: tuple[float, float] | None, above: float | None
) -> Objective:
    people, holders = len(tally.participants), np.flatnonzero(tally.supported[theme])
    mentioned, mentions = tally.mentioned[theme], tally.mentions[theme]
    return Objective(
        theme=theme,
        rank=int(ranks[theme]),
        tied=int((ranks == ranks[theme]).sum()) > 1,
        supported=len(holders),
        mentioned=int(mentioned.sum()),
        rejected=int(tally.rejected[theme].sum()),
        mentions=int(mentions.sum()),
        order=_mean(tally.reciprocal[theme], Reason.NOBODY_READ),
        per_mentioner=_median(mentions[mentioned]),
        share=_share(tally, theme),
        strength=_strength(tally, theme),
        without_strength=int((mentioned & (tally.strength[theme] == MISSING)).sum()),
        interval=wilson(len(holders), people),
        ranks=interval,
        above_next=above,
        minority=0 < len(holders) * 3 < people,
        single=int(tally.participants[holders[0]]) if len(holders) == 1 < people else None,
    )


def _rank_interval(tally: Tally, theme: int, drawn: Resampled | None) -> tuple[float, float] | None:
    if drawn is None:
        return None
    counts = tally.supported.sum(axis=1)
    best = int((counts > counts[theme]).sum()) + 1
    worst = best + int((counts == counts[theme]).sum()) - 1
    low, high = drawn.interval[theme]
    return min(float(low), float(best)), max(float(high), float(worst))


def _mean(values: FloatArray, otherwise: Reason) -> Coefficient:
    return Coefficient(float(values.mean())) if len(values) else undefined(otherwise)


def _median(values: IntArray) -> Coefficient:
    return Coefficient(float(np.median(values))) if len(values) else undefined(Reason.NOT_MENTIONED)


def _share(tally: Tally, theme: int) -> Coefficient:
    """Participants without a word of their own have no share and are left out."""
    speaks = tally.words > 0
    return _mean(tally.length[theme][speaks] / tally.words[speaks], Reason.NO_WORDS)


def _strength(tally: Tally, theme: int) -> Coefficient:
    if not len(tally.participants):
        return undefined(Reason.NOBODY_READ)
    strength = tally.strength[theme]
    known = ~tally.mentioned[theme] | (strength != MISSING)
    return _mean(np.where(strength == MISSING, 0, strength)[known].astype(float), Reason.NO_STRENGTH)


def _sensitivity(tally: Tally, ranks: IntArray, lines: IntArray) -> Sensitivity | None:
    """Leave out each participant in turn; of equal changes, the one highest in the list and first in order counts."""
    without = without_each(tally)
    change = np.abs(without - ranks)[:, lines]
    if not change.any():
        return None
    who, line = np.unravel_index(int(change.argmax()), change.shape)
    theme = int(lines[line])
    return Sensitivity(theme, int(tally.participants[who]), int(ranks[theme]), int(without[who, theme]))
