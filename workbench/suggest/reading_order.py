"""What to read next, so that codes of which there is little so far are found soon.

A ranking says which passages are likelier than others to have a code, and what was coded so far says how many to
expect; both together give the number of passages that each unread transcript probably holds. One more transcript of a
code that is known from three tells little, so that such codes no longer count; text unlike everything read may hold
what no code names yet. Whoever has nothing of all this goes on as the transcripts stand.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Numbers = NDArray[np.float64]

ENOUGH = 3
"""Transcripts with a code after which nobody looks for it in particular."""

_SEEN = 0.2
_NOVELTY = 1.0
_LENGTH = 0.5
_PRIOR_HITS, _PRIOR_READ = 0.5, 10.0
_PRECISION = 6


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """A code to look for.

    Attributes:
        code: uuid.
        transcripts: In how many transcripts it was found so far.
        passages: How many passages have it so far.
        scores: Shape (unread passages,): higher is likelier; nan where it was not ranked, which is least likely.
    """

    code: str
    transcripts: int
    passages: int
    scores: Numbers

    @property
    def weight(self) -> float:
        """How much finding it counts: 1 if it was never found, 0 once it was found often enough."""
        return 1.0 if not self.transcripts else _SEEN if self.transcripts < ENOUGH else 0.0


@dataclass(frozen=True, slots=True)
class Prospect:
    """One unread transcript.

    Attributes:
        transcript: Its number among those given.
        expected: Code and number of passages to expect, for codes that count; what counts most first.
        novelty: How unlike what was read it is, in standard deviations over the unread transcripts; None where nothing
            was read, or where there is nothing to compare it with.
        value: What orders the transcripts.
    """

    transcript: int
    expected: tuple[tuple[str, float], ...]
    novelty: float | None
    value: float


@dataclass(frozen=True, slots=True)
class Chance:
    """One unread passage.

    Attributes:
        passage: Its row among those given.
        code: The code that it most probably has, by what finding it counts; "" where no code is sought.
        value: What orders the passages.
    """

    passage: int
    code: str
    value: float


def chances(sought: Sought, read: int) -> Numbers:
    """The chance of each unread passage to have a code, 0 to 1; they add up to the number to be expected.

    As many are expected as the passages read so far lead to expect (half a one in ten read, before anything was), and
    shared out by the scores: one standard deviation more is e times as likely.

    Args:
        sought: The code.
        read: How many passages were read.
    """
    count = len(sought.scores)
    share = (sought.passages + _PRIOR_HITS) / (read + _PRIOR_READ)
    weights = np.exp(np.clip(_standing(sought.scores), -6, 6))
    if count == 0 or weights.sum() == 0:
        return np.zeros(count)
    # Nothing is likelier than certain: what is too much for one passage is left to the others.
    found: Numbers = np.minimum(min(share, 1.0) * count * weights / weights.sum(), 1.0)
    return found


def _standing(scores: Numbers) -> Numbers:
    """Scores in standard deviations; what was not ranked stands with the lowest."""
    known = scores[~np.isnan(scores)]
    if not len(known):
        return np.zeros(len(scores))
    filled = np.where(np.isnan(scores), known.min(), scores)
    spread = float(filled.std())
    return (filled - filled.mean()) / spread if spread > 1e-12 else np.zeros(len(scores))


def next_transcripts(
    transcript: Rows, sought: Sequence[Sought], read: int, unlike: Numbers | None
) -> tuple[Prospect, ...]:
    """Unread transcripts, what to read next first; those that nothing tells apart stay as they stand.

    Args:
        transcript: Shape (unread passages,): number of the transcript of each.
        sought: The codes to look for.
        read: How many passages were read.
        unlike: Shape (unread passages,): from ``unlike.how_unlike``.
    """
    numbers, rows = np.unique(transcript, return_inverse=True)
    lengths = np.bincount(rows, minlength=len(numbers))
    counting = [one for one in sought if one.weight > 0]
    expected = [np.bincount(rows, chances(one, read), minlength=len(numbers)) for one in counting]
    value = np.zeros(len(numbers))
    for one, passages in zip(counting, expected, strict=True):
        value += one.weight * -np.expm1(-passages)
    value = _scaled(value / lengths**_LENGTH)
    new = None if unlike is None else _scaled(np.bincount(rows, unlike, minlength=len(numbers)) / lengths)
    total = np.round(value if new is None else value + _NOVELTY * new, _PRECISION)
    return tuple(
        Prospect(
            int(numbers[row]),
            _telling(counting, [float(passages[row]) for passages in expected]),
            None if new is None else round(float(new[row]), _PRECISION),
            float(total[row]),
        )
        for row in np.argsort(-total, kind="stable")
    )


def _telling(sought: Sequence[Sought], expected: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """Codes with the passages to expect, by what they add to the value of a transcript."""
    worth = [one.weight * -np.expm1(-passages) for one, passages in zip(sought, expected, strict=True)]
    order = sorted(range(len(sought)), key=lambda row: (-round(worth[row], _PRECISION), sought[row].code))
    return tuple((sought[row].code, round(expected[row], _PRECISION)) for row in order)


def _scaled(values: Numbers) -> Numbers:
    """In standard deviations; 0 where nothing differs."""
    spread = float(values.std()) if len(values) else 0.0
    return (values - values.mean()) / spread if spread > 1e-12 else np.zeros(len(values))


def next_passages(count: int, sought: Sequence[Sought], read: int, *, uncertain: bool = False) -> tuple[Chance, ...]:
    """Unread passages, what to read next first.

    Args:
        count: How many unread passages there are.
        sought: The codes to look for.
        read: How many passages were read.
        uncertain: Put those first about which a ranking is least sure, so that a decision teaches most, instead of
            those that probably hold something rare.
    """
    if not sought or not count:
        return tuple(Chance(row, "", 0.0) for row in range(count))
    worth = np.stack([_doubt(one, read) if uncertain else _use(one, read) for one in sought])
    best = worth.argmax(axis=0)
    value = np.round(worth.max(axis=0) if uncertain else worth.sum(axis=0), _PRECISION)
    order = np.argsort(-value, kind="stable")
    return tuple(Chance(int(row), sought[best[row]].code, float(value[row])) for row in order)


def _use(sought: Sought, read: int) -> Numbers:
    """What reading each passage adds: codes found often enough count a little, so that something is always next."""
    return max(sought.weight, _SEEN / (1 + sought.transcripts)) * chances(sought, read)


def _doubt(sought: Sought, read: int) -> Numbers:
    """How near each passage is to the line between having the code and not: where the expected number is used up."""
    found = chances(sought, read)
    line = np.sort(found)[::-1][min(len(found) - 1, int(found.sum()))]
    near: Numbers = -np.abs(np.log(np.maximum(found, 1e-12)) - np.log(max(float(line), 1e-12)))
    return near
