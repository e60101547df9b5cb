"""Groups of different codes on the same words, put together where they can be answers to one another."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from workbench.analysis.cases_groups import Groups
from workbench.analysis.columns import BoolArray, IntArray
from workbench.analysis.sweeps import runs, spread

# Coders fit into one word of 64 bits by this many, the sign left out.
WORD = 62


def together(groups: Groups, alone: IntArray) -> Iterator[tuple[int, ...]]:
    """Put groups together that overlap and have no coder in common, most shared characters first, then by place.

    Args:
        groups: All groups.
        alone: Indices of those in which somebody who read the text marked nothing.

    Yields:
        Indices of the groups of one case, by place, then code; each of ``alone`` in exactly one.
    """
    order = np.lexsort((groups.code[alone], groups.end[alone], groups.start[alone], groups.transcript[alone]))
    alone = alone[order]
    sets = _coders(groups)
    heads = runs(groups.transcript[alone])
    for first, last in pairwise([*heads.tolist(), len(alone)]):
        mine = alone[first:last]
        yield from _of_text(groups.start[mine], groups.end[mine], mine, sets[:, mine])


def _coders(groups: Groups) -> IntArray:
    """The coders of each group as bits: shape (words, groups)."""
    coder, heads = groups.answers.coder, groups.first[:-1]
    words = int(coder.max(initial=0)) // WORD + 1
    bits = [np.where(coder // WORD == word, 1 << coder % WORD, 0) for word in range(words)]
    return np.stack([np.bitwise_or.reduceat(one, heads) for one in bits])


def _of_text(start: IntArray, end: IntArray, numbers: IntArray, sets: IntArray) -> Iterator[tuple[int, ...]]:
    """The cases of one text; groups come by place."""
    merged = list(range(len(numbers)))
    members = [[at] for at in merged]
    coders = _joined(sets)
    for a, b in _meetings(start, end, sets):
        left, right = merged[a], merged[b]
        if left != right and not coders[left] & coders[right]:
            coders[left] |= coders[right]
            members[left] += members[right]
            for at in members[right]:
                merged[at] = left
            members[right] = []
    names = numbers.tolist()
    yield from (tuple(names[at] for at in sorted(inside)) for inside in members if inside)


def _joined(sets: IntArray) -> list[int]:
    """The words of each set as one integer of any length."""
    return [sum(word << (WORD * at) for at, word in enumerate(words)) for words in sets.T.tolist()]


def _meetings(start: IntArray, end: IntArray, sets: IntArray) -> Iterator[tuple[int, int]]:
    """Every two groups that share characters and no coder, most shared characters first, then by place."""
    after = np.searchsorted(start, end, side="left")
    first, second = spread(np.arange(1, len(start) + 1), np.maximum(after, np.arange(1, len(start) + 1)))
    apart: BoolArray = np.all(sets[:, first] & sets[:, second] == 0, axis=0)
    first, second = first[apart], second[apart]
    shared = np.minimum(end[first], end[second]) - start[second]
    order = np.lexsort((second, first, -shared))
    return zip(first[order].tolist(), second[order].tolist(), strict=True)
