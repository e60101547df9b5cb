"""Which of the ranked passages are shown, so that a list does not say the same thing ten times over.

Three rules: of any ten passages in a row at most two come from one stretch of a transcript; passages that say the same
in almost the same words stand for each other; and each tenth comes from outside the top, so that what the ranking
does not know has a chance to be seen. All is settled by the data: the same list gives the same choice everywhere.
"""

import hashlib
from bisect import bisect_left, insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

ROW = 10
"""Passages in a row within which the rules hold."""

MOST = 2
"""Of these from one stretch."""

APART = 4
"""Passages up to this many segments from each other are one stretch, and so are chains of them: those that rank high
enough to be looked at, whether they are shown or not. As far as nearness counts in the ranking."""

ALIKE = 90
"""Per cent of likeness from which on two passages are near-duplicates (normalised Indel similarity of rapidfuzz)."""

LOOKED_AT = 500
"""The first passages among which near-duplicates are looked for."""

TOP = 50
"""Passages that are the top at least; twice as many as the list has if that is more."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where passages stand, and their words.

    Attributes:
        transcript: A number for each passage.
        position: 0, 1, 2 … of each in its transcript, segments that cannot be suggested counted.
        text: Gives the words of one.
    """

    transcript: Sequence[int]
    position: Sequence[int]
    text: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Pick:
    """A passage that is shown.

    Attributes:
        passage: Which one.
        outside: Whether it is from outside the top.
        alike: Near-duplicates that it stands for.
    """

    passage: int
    outside: bool = False
    alike: int = 0


def varied(
    ranked: Sequence[int],
    ground: Ground,
    *,
    count: int,
    outside: Sequence[int] = (),
    before: Sequence[int] = (),
    passed: int = 0,
    seed: str = "",
) -> list[Pick]:
    """Choose what is shown.

    Args:
        ranked: Passages, the one to be shown first in front.
        ground: Where they stand.
        count: The most that are shown.
        outside: Those of them that are not of the top; see ``beyond``.
        before: Passages that were shown just before, the last at the end: a list that is made anew after each decision
            keeps to the rules all the same.
        passed: How many were shown before in all, for each tenth to come round.
        seed: What decides which of ``outside`` come in.

    Returns:
        At most ``count`` picks. Where only passages of stretches that are full are left, they are shown rather than
        nothing.
    """
    choice = _Choice(ranked, ground, before)
    spare = _shuffled(outside, seed)
    picks: list[Pick] = []
    while len(picks) < count:
        tenth = (passed + len(picks)) % ROW == ROW - 1
        pick = (choice.outside(spare) if tenth else None) or choice.best()
        if pick is None:
            break
        picks.append(pick)
    return picks


def beyond(ranked: Sequence[int], count: int) -> Sequence[int]:
    """The passages outside the top of a ranking, of which a list of ``count`` is made.

    Where there are few, the second half of them, but nothing that the list shows anyway.
    """
    return ranked[min(max(2 * count, TOP), max(count, len(ranked) // 2)) :]


class _Choice:
    """Passages that are still to be had, and what has been taken."""

    def __init__(self, ranked: Sequence[int], ground: Ground, before: Sequence[int]) -> None:
        self._ranked = ranked
        self._ground = ground
        self._row = list(before)
        self._looked_at: dict[int, list[int]] = {}
        for passage in before:
            insort(self._looked_at.setdefault(ground.transcript[passage], []), ground.position[passage])
        self._begin = 0
        self._taken: list[int] = []
        self._gone: set[int] = set()
        self._likeness = _Likeness(ground, ranked[:LOOKED_AT])

    def best(self) -> Pick | None:
        """The first in rank that the rules allow; else the first that is left."""
        while self._begin < len(self._ranked) and self._ranked[self._begin] in self._gone:
            self._begin += 1
        left = None
        for passage in self._ranked[self._begin :]:
            if passage in self._gone or self._folded(passage):
                continue
            if not self._full(passage):
                return self._take(passage)
            left = passage if left is None else left
        return None if left is None else self._take(left)

    def outside(self, spare: Iterator[int]) -> Pick | None:
        """The next from outside the top that the rules allow."""
        for passage in spare:
            if passage not in self._gone and not self._folded(passage) and not self._full(passage):
                return replace(self._take(passage), outside=True)
        return None

    def _take(self, passage: int) -> Pick:
        """Show a passage; what says the same is not shown any more."""
        alike = self._likeness.of(passage) - self._gone
        self._gone |= alike | {passage}
        self._taken.append(passage)
        self._row.append(passage)
        return Pick(passage, alike=len(alike))

    def _folded(self, passage: int) -> bool:
        """Whether a passage far down says what one that is shown says."""
        return self._likeness.beyond(passage) and self._likeness.any(passage, self._taken)

    def _full(self, passage: int) -> bool:
        """Whether the passage would be one too many of its stretch, seen with those just before."""
        text, at = self._ground.transcript[passage], self._ground.position[passage]
        known = self._looked_at.setdefault(text, [])
        low, high = _chain(known, at)
        shown = [one for one in self._row[-(ROW - 1) :] if self._ground.transcript[one] == text]
        if at not in known[bisect_left(known, at) :][:1]:
            insort(known, at)
        return sum(low <= self._ground.position[one] <= high for one in shown) >= MOST


def _chain(known: Sequence[int], at: int) -> tuple[int, int]:
    """First and last position that are reached from one by steps of at most ``APART``, over positions in order."""
    place = bisect_left(known, at)
    low = high = at
    for one in reversed(known[:place]):
        if low - one > APART:
            break
        low = one
    for one in known[place:]:
        if one - high > APART:
            break
        high = one
    return low, high


def _shuffled(passages: Sequence[int], seed: str) -> Iterator[int]:
    """The passages in an order that nothing but they and the seed decide, on every machine."""
    left = list(passages)
    while left:
        digest = hashlib.blake2b(f"{seed}/{len(left)}".encode(), digest_size=8).digest()
        place = int.from_bytes(digest) % len(left)
        left[place], left[-1] = left[-1], left[place]
        yield left.pop()


class _Likeness:
    """Which of the first passages say almost the same."""

    def __init__(self, ground: Ground, pool: Sequence[int]) -> None:
        self._ground = ground
        self._pool = list(pool)
        self._in_pool = frozenset(pool)
        self._words: dict[int, str] = {}

    def beyond(self, passage: int) -> bool:
        """Whether a passage is not among the first."""
        return passage not in self._in_pool

    def of(self, passage: int) -> set[int]:
        """Those of the first passages that are near-duplicates of one."""
        return self._near(passage, self._pool) - {passage}

    def any(self, passage: int, others: Sequence[int]) -> bool:
        """Whether a passage is a near-duplicate of one of some others."""
        return bool(self._near(passage, others) - {passage})

    def _near(self, passage: int, others: Sequence[int]) -> set[int]:
        from rapidfuzz import fuzz, process

        found = process.extract(
            self._text(passage),
            {one: self._text(one) for one in others},
            scorer=fuzz.ratio,
            score_cutoff=ALIKE,
            limit=None,
        )
        return {one for _text, _score, one in found}

    def _text(self, passage: int) -> str:
        """The words alone: case and blanks do not tell passages apart."""
        if passage not in self._words:
            self._words[passage] = " ".join(self._ground.text(passage).casefold().split())
        return self._words[passage]
