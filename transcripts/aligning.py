"""Where a passage of one text stands in another that differs from it: a corrected copy, a transcript made anew.

The texts are compared by words. Stretches of several words that occur once in each text and in the same order pin one
to the other; what lies between two pins is compared word by word. So the time grows with the length of the texts, not
with its square.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate

from transcripts.spans import Span

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")

#: Words in a row that pin the texts to each other, the longest first.
_RUNS = (8, 4, 2, 1)

#: Words by words that are compared each with each; more are left unmatched.
_MOST = 400_000

#: Share of the letters of a passage that must stand in the other text as well; below, it is not there.
LEAST = 0.4


class Move(StrEnum):
    """How sure it is that a passage was found again."""

    EXACT = "exact"
    MOVED = "moved"
    DOUBTFUL = "doubtful"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a passage went.

    Attributes:
        move: ``exact``: same words at the same place; ``moved``: same words elsewhere; ``doubtful``: its words differ
            there; ``lost``: too little of it is there.
        span: In the other text; None if it is lost.
    """

    move: Move
    span: Span | None


class Alignment:
    """Two texts side by side.

    Args:
        old: The text in which passages are known.
        new: The text in which they are looked for.
    """

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        first, second = _TOKEN.findall(old), _TOKEN.findall(new)
        at = [0, *accumulate(map(len, first))]
        to = [0, *accumulate(map(len, second))]
        #: Stretches that are equal: first character in the old text, in the new one, and their length.
        self._blocks = [(at[i], to[j], at[i + size] - at[i]) for i, j, size in _blocks(first, second)]
        self._starts = [block[0] for block in self._blocks]

    def moved(self, span: Span) -> Moved:
        """Where a passage of the old text stands in the new one."""
        parts = list(self._parts(span))
        letters = sum(not one.isspace() for one in self._old[span.start : span.end])
        found = sum(not one.isspace() for start, end, _to in parts for one in self._old[start:end])
        if not parts or not found or found < LEAST * letters:
            return Moved(Move.LOST, None)
        start = parts[0][2]
        end = parts[-1][2] + parts[-1][1] - parts[-1][0]
        words, length = self._old[span.start : span.end], span.end - span.start
        # A word at its edge may have been taken for another one like it: the passage itself is tried from either end.
        for first in (start, end - length):
            if first >= 0 and self._new[first : first + length] == words:
                return Moved(Move.EXACT if first == span.start else Move.MOVED, Span(first, first + length))
        return Moved(Move.DOUBTFUL, Span(start, end))

    def place(self, at: int) -> int | None:
        """Where one character of the old text stands in the new one, None if it is not there."""
        return next((to for _start, _end, to in self._parts(Span(at, at + 1))), None)

    def _parts(self, span: Span) -> Iterator[tuple[int, int, int]]:
        """The equal stretches inside a passage: start and end in the old text, start in the new one."""
        for start, to, length in self._blocks[max(0, bisect_right(self._starts, span.start) - 1) :]:
            if start >= span.end:
                return
            first, last = max(start, span.start), min(start + length, span.end)
            if first < last:
                yield first, last, to + first - start


Block = tuple[int, int, int]


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Equal stretches of two lists of words, in the order of both."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    found = [(0, 0, head)]
    found += _between(old, new, (head, len(old) - tail), (head, len(new) - tail), 0)
    found.append((len(old) - tail, len(new) - tail, tail))
    return [block for block in found if block[2]]


def _between(
    old: Sequence[str], new: Sequence[str], one: tuple[int, int], other: tuple[int, int], level: int
) -> list[Block]:
    """Equal stretches between two pins: words ``one[0]`` to ``one[1]`` of the old, ``other`` of the new."""
    if one[0] >= one[1] or other[0] >= other[1]:
        return []
    if (one[1] - one[0]) * (other[1] - other[0]) <= _MOST // 100 or level == len(_RUNS):
        return _each_with_each(old, new, one, other)
    pins = _pins(old, new, one, other, _RUNS[level])
    if not pins:
        return _between(old, new, one, other, level + 1)
    found: list[Block] = []
    at, to = one[0], other[0]
    for i, j, size in [*pins, (one[1], other[1], 0)]:
        found += _between(old, new, (at, i), (to, j), level + 1)
        if size:
            found.append((i, j, size))
        at, to = i + size, j + size
    return found


def _each_with_each(
    old: Sequence[str], new: Sequence[str], one: tuple[int, int], other: tuple[int, int]
) -> list[Block]:
    if (one[1] - one[0]) * (other[1] - other[0]) > _MOST:
        return []
    matcher = SequenceMatcher(None, old[slice(*one)], new[slice(*other)], autojunk=False)
    return [(one[0] + i, other[0] + j, size) for i, j, size in matcher.get_matching_blocks() if size]


def _pins(
    old: Sequence[str], new: Sequence[str], one: tuple[int, int], other: tuple[int, int], run: int
) -> list[Block]:
    """Runs of words that occur once on each side, in the order of both, grown as far as the words are equal."""
    here, there = _once(old, one, run), _once(new, other, run)
    pairs = [(at, there[words]) for words, at in here.items() if words in there]
    found: list[Block] = []
    at, to = one[0], other[0]
    for i, j in _rising(pairs):
        if i < at or j < to:
            continue
        while i > at and j > to and old[i - 1] == new[j - 1]:
            i, j = i - 1, j - 1
        size = 0
        while i + size < one[1] and j + size < other[1] and old[i + size] == new[j + size]:
            size += 1
        found.append((i, j, size))
        at, to = i + size, j + size
    return found


def _once(words: Sequence[str], part: tuple[int, int], run: int) -> dict[tuple[str, ...], int]:
    """Runs of words that occur once in a part, with their places, in order."""
    places: dict[tuple[str, ...], int] = {}
    for at in range(part[0], part[1] - run + 1):
        key = tuple(words[at : at + run])
        places[key] = -1 if key in places else at
    return {key: at for key, at in places.items() if at >= 0 and not all(word.isspace() for word in key)}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs that rise on both sides; pairs come sorted by the first."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_at, to) in enumerate(pairs):
        place = bisect_right(tops, to)
        before.append(ends[place - 1] if place else -1)
        if place == len(tops):
            tops.append(to)
            ends.append(number)
        else:
            tops[place], ends[place] = to, number
    chosen: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chosen.append(pairs[at])
        at = before[at]
    return chosen[::-1]
