"""Spans of two coders matched one to one.

Two spans of one code can be matched if they share a character and what they share is at least a given part of the
stretch from the first start to the last end of the two. Of all ways to match, as many spans as possible are matched
and, among these ways, as many characters as possible are shared: a greedy choice would depend on where it begins.
"""

from dataclasses import dataclass

import numpy as np

from workbench.analysis.columns import BoolArray, FloatArray, IntArray
from workbench.analysis.sweeps import runs, spread

# Shares such as 0.95 have no exact binary form; a span that meets one exactly is not to fail it.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Different spans of one coder; shape (spans,), by group and place.

    Attributes:
        group: Spans of different groups, such as (transcript, code), are never matched.
        start: First character.
        end: One past the last.
    """

    group: IntArray
    start: IntArray
    end: IntArray

    @classmethod
    def build(cls, group: IntArray, start: IntArray, end: IntArray) -> "Spans":
        """In any order; the same stretch given twice in one group, such as by two children of a code, is one span."""
        order = np.lexsort((end, start, group))
        columns = np.stack((group, start, end))[:, order]
        new = np.append(True, (columns[:, 1:] != columns[:, :-1]).any(axis=0))[: len(order)]
        return cls(*columns[:, new])

    def __len__(self) -> int:
        return len(self.group)


def candidates(first: Spans, second: Spans, share: float) -> tuple[IntArray, IntArray, IntArray]:
    """Every two spans that can be matched.

    Args:
        first: Of one coder.
        second: Of the other.
        share: From 0 (any shared character) to 1 (exactly the same stretch).

    Returns:
        Places in ``first`` and in ``second``, and the characters that the two share.
    """
    reach = 1 + max(int(spans.end.max(initial=0)) for spans in (first, second))
    (begin, end), (other_begin, other_end) = (
        (one.group * reach + one.start, one.group * reach + one.end) for one in (first, second)
    )
    # Of two spans that meet, either the second begins inside the first, or the first inside the second but not with it.
    one, inside = spread(*_between(other_begin, np.searchsorted(other_begin, begin, side="left"), end))
    two, within = spread(*_between(begin, np.searchsorted(begin, other_begin, side="right"), other_end))
    left, right = np.concatenate((one, within)), np.concatenate((inside, two))
    shared = np.minimum(end[left], other_end[right]) - np.maximum(begin[left], other_begin[right])
    extent = np.maximum(end[left], other_end[right]) - np.minimum(begin[left], other_begin[right])
    near = shared >= share * extent - _ROUNDING
    return left[near], right[near], shared[near]


def match(first: Spans, second: Spans, share: float) -> tuple[IntArray, IntArray]:
    """Match as many spans as possible, then with as many shared characters as possible.

    Returns:
        Places in ``first``, ascending, and in ``second`` of the spans that are matched.
    """
    left, right, shared = candidates(first, second, share)
    chosen = np.zeros(len(left), bool)
    part = _parts(left, right, len(first), len(second))
    order = np.lexsort((right, left, -shared, part))
    heads = runs(part[order])
    star = np.minimum(*(_sizes(part, nodes) for nodes in (left, right)))[part[order][heads]] == 1
    # Where one span meets several, it takes the one that shares most: the first of its part.
    chosen[order[heads[star]]] = True
    tails = np.append(heads[1:], len(order))
    for head, tail in zip(heads[~star].tolist(), tails[~star].tolist(), strict=True):
        edges = order[head:tail]
        chosen[edges[_best(left[edges], right[edges], shared[edges])]] = True
    order = np.argsort(left[chosen])
    return left[chosen][order], right[chosen][order]


def _sizes(part: IntArray, nodes: IntArray) -> IntArray:
    """How many different nodes hang together in each part; a node is in one part only."""
    _nodes, first = np.unique(nodes, return_index=True)
    return np.bincount(part[first], minlength=int(part.max(initial=0)) + 1)


def _between(begins: IntArray, first: IntArray, end: IntArray) -> tuple[IntArray, IntArray]:
    """The sorted ``begins`` from ``first`` up to each ``end``, as ranges of places."""
    return first, np.maximum(first, np.searchsorted(begins, end, side="left"))


def _parts(left: IntArray, right: IntArray, lefts: int, rights: int) -> IntArray:
    """The least left span that each candidate hangs together with, directly or through others."""
    label = np.arange(lefts)
    while True:
        at_right = np.full(rights, lefts)
        np.minimum.at(at_right, right, label[left])
        lower = label.copy()
        np.minimum.at(lower, left, at_right[right])
        if (lower == label).all():
            return label[left]
        label = lower


def _best(left: IntArray, right: IntArray, shared: IntArray) -> IntArray:
    """Places of the candidates that are chosen of some that hang together."""
    lefts, row = np.unique(left, return_inverse=True)
    rights, column = np.unique(right, return_inverse=True)
    gain = np.zeros((len(lefts), len(rights)))
    gain[row, column] = shared + float(shared.sum() + 1)
    chosen = assign(gain)
    return np.flatnonzero(chosen[row, column])


def assign(gain: FloatArray) -> BoolArray:
    """Which cells to choose, at most one of each row and column, so that their sum is largest; never one of 0."""
    from scipy.optimize import linear_sum_assignment

    chosen = np.zeros(gain.shape, bool)
    rows, columns = linear_sum_assignment(gain, maximize=True)
    chosen[rows, columns] = gain[rows, columns] > 0
    return chosen
