"""How alike sets are, summed over all pairs of many sets, without looking at pairs.

How alike two sets are depends on the size i of what they share and on their own sizes a and b. Of every set of codes u
that lies within some set, let N_a(u) be how often sets of size a hold it. The sum over u of size j of N_a(u) N_b(u)
counts each pair of sets C(i, j) times, and how many pairs share i codes follows by inclusion and exclusion. Cost grows
with the number of sets and of what lies within them, 2 to the power of their size: sets of codes are small.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import comb

import numpy as np

from workbench.analysis.columns import BoolArray, FloatArray, IntArray
from workbench.analysis.sweeps import runs, spread

#: From the size of what two sets share, of the smaller and of the larger set, to their distance.
OfSizes = Callable[[FloatArray, FloatArray, FloatArray], FloatArray]

# With fewer sets than these, all pairs are sooner looked at.
_MANY = 300
# Binomials of larger sets would cost digits.
_LARGEST = 12
_MOST_WITHIN = 4_000_000
_CELLS_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Overlaps:
    """What lies within many sets.

    Attributes:
        held: A set that holds something, ordered by what it holds and by the set's size.
        heads: Where each of these groups begins.
        first: A group, and
        second: one of the same codes, the group itself among them.
        weight: What the product of their sums adds to the likeness of all pairs.
        empty: Which sets hold nothing, shape (sets,).
    """

    held: IntArray
    heads: IntArray
    first: IntArray
    second: IntArray
    weight: FloatArray
    empty: BoolArray

    @classmethod
    def within(cls, members: BoolArray, distance: OfSizes) -> "Overlaps | None":
        """None where looking at all pairs costs less, or the sets are too large.

        Args:
            members: Which codes are in each set, shape (sets, codes).
            distance: From sizes to distances, 1 for sets that share nothing.
        """
        size = members.sum(axis=1)
        largest = int(size.max(initial=0))
        if len(members) < _MANY or largest > _LARGEST or int((2**size).sum()) > _MOST_WITHIN:
            return None
        held, what, shared = _subsets(members)
        key = what * (largest + 1) + size[held]
        order = np.argsort(key, kind="stable")
        held, heads = held[order], runs(key[order])
        group, shared = what[order][heads], shared[order][heads]
        ends = np.searchsorted(group, group, side="right")
        first, second = spread(np.arange(len(group)), ends)
        sizes = size[held[heads]]
        weight = _weights(largest, distance)[shared[first], sizes[first], sizes[second]]
        return cls(held, heads, first, second, np.where(first == second, 1, 2) * weight, size == 0)

    def alike(self, given: FloatArray) -> FloatArray:
        """Sum over all sets s and t of n_s n_t (1 - distance): from shape (..., sets) to (...)."""
        rows = given.reshape(-1, given.shape[-1])
        total = rows[:, self.empty].sum(axis=1) ** 2
        at_once = max(1, _CELLS_AT_ONCE // max(1, len(self.held) + 2 * len(self.first)))
        for begin in range(0, len(rows) if len(self.held) else 0, at_once):
            some = slice(begin, begin + at_once)
            sums = np.add.reduceat(rows[some][:, self.held], self.heads, axis=1)
            total[some] += (sums[:, self.first] * sums[:, self.second]) @ self.weight
        return np.asarray(total.reshape(given.shape[:-1]))


def _subsets(members: BoolArray) -> tuple[IntArray, IntArray, IntArray]:
    """Everything that lies within each set, but nothing: the set, a number for what it holds, and the size of that."""
    held, code = np.nonzero(members)
    ends, codes = np.cumsum(members.sum(axis=1)), members.shape[1]
    last, what, level, before = np.arange(len(held)), code, 1, 0
    found = []
    while len(held):
        what = np.unique(what, return_inverse=True)[1]
        found.append((held, what + before, np.full(len(held), level)))
        before, level = before + int(what.max()) + 1, level + 1
        row, last = spread(last + 1, ends[held])
        held, what = held[row], what[row] * codes + code[last]
    columns = zip(*found, strict=True) if found else [[np.zeros(0, np.int64)]] * 3
    sets, numbers, sizes = (np.concatenate(list(column)) for column in columns)
    return sets, numbers, sizes


def _weights(largest: int, distance: OfSizes) -> FloatArray:
    """By size of what is held and sizes of both sets: the sum over i <= j of (-1)^(j - i) C(j, i) (1 - distance)."""
    sizes = np.arange(largest + 1, dtype=np.float64)
    least, most = np.minimum.outer(sizes, sizes), np.maximum.outer(sizes, sizes)
    alike = np.zeros((largest + 1, largest + 1, largest + 1))
    for shared in range(1, largest + 1):
        there = np.nonzero(least >= shared)
        alike[shared][there] = 1 - distance(np.full(len(there[0]), float(shared)), least[there], most[there])
    weights = np.zeros_like(alike)
    for size in range(1, largest + 1):
        weights[size] = sum((-1) ** (size - i) * comb(size, i) * alike[i] for i in range(1, size + 1))
    return weights
