"""Interval work on arrays: cost grows with the number of stretches, never with the length of the text."""

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.analysis.columns import Codings, FloatArray, IntArray, Stretches


def merge(group: IntArray, start: IntArray, end: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Unite overlapping and touching stretches within each group.

    Args:
        group: Shape (stretches,); stretches of different groups never meet.
        start: First character.
        end: One past the last character.

    Returns:
        Group, start and end of the disjoint unions, ordered by group and start.
    """
    if not len(group):
        return group, start, end
    reach = int(end.max()) + 2
    order = np.argsort(group * reach + start)
    group, first, last = group[order], (group * reach + start)[order], (group * reach + end)[order]
    covered = np.maximum.accumulate(last)
    opens = np.concatenate(([True], first[1:] > covered[:-1]))
    heads = np.flatnonzero(opens)
    tails = np.concatenate((heads[1:] - 1, [len(group) - 1]))
    base = group[heads] * reach
    return group[heads], first[heads] - base, covered[tails] - base


def cells(group: IntArray, start: IntArray, end: IntArray, count: int) -> IntArray:
    """Characters in the union of each group's stretches: shape (count,)."""
    group, start, end = merge(group, start, end)
    return np.bincount(group, weights=end - start, minlength=count).astype(np.int64)


def shared(group: IntArray, layer: IntArray, start: IntArray, end: IntArray, *, groups: int, layers: int) -> FloatArray:
    """Characters that each two layers share within each group.

    Args:
        group: Shape (stretches,), such as the code.
        layer: Shape (stretches,), such as the coder.
        start: First character on one common axis.
        end: One past the last character.
        groups: How many groups there are.
        layers: How many layers there are.

    Returns:
        Shape (groups, layers, layers); the diagonal holds each layer's own union.
    """
    result = np.zeros((groups, layers, layers))
    united, start, end = merge(group * layers + layer, start, end)
    if not len(united):
        return result
    group, layer = np.divmod(united, layers)
    heads = runs(group)
    for first, last in pairwise([*heads.tolist(), len(group)]):
        mine = slice(first, last)
        result[group[first]] = _overlaps(layer[mine], start[mine], end[mine], layers)
    return result


def _overlaps(layer: IntArray, start: IntArray, end: IntArray, layers: int) -> FloatArray:
    """Shared lengths of layers whose own stretches are disjoint, by elementary intervals."""
    place = np.concatenate((start, end))
    order = np.argsort(place, kind="stable")
    steps = np.zeros((len(place), layers))
    steps[np.arange(len(place)), np.tile(layer, 2)] = np.repeat((1, -1), len(start))
    inside = np.cumsum(steps[order], axis=0)[:-1]
    lengths = np.diff(place[order])
    return np.asarray(inside.T @ (inside * lengths[:, None]), dtype=np.float64)


def touched(codings: Codings, stretches: Stretches, origin: IntArray) -> tuple[IntArray, IntArray]:
    """The first stretch that each coding shares a character with, and one past the last: shape (codings,) each.

    The two are equal where a coding touches none. ``stretches`` are in text order and disjoint.
    """
    begin = origin[codings.transcript]
    base = origin[stretches.transcript]
    first = np.searchsorted(base + stretches.end, begin + codings.start, side="right")
    last = np.searchsorted(base + stretches.start, begin + codings.end, side="left")
    return first, np.maximum(first, last)


def spread(first: IntArray, last: IntArray) -> tuple[IntArray, IntArray]:
    """Every (row, stretch) of the ranges ``[first, last)``: two columns of equal length."""
    counts = last - first
    row = np.repeat(np.arange(len(first)), counts)
    ahead = np.cumsum(counts) - counts
    return row, np.arange(len(row)) - ahead[row] + first[row]


def distinct(values: IntArray) -> IntArray:
    """The different values, ascending; by sorting: a hundred times faster than ``np.unique`` for millions of them."""
    ordered: IntArray = np.sort(values)
    return ordered[runs(ordered)]


def runs(values: npt.NDArray[Any]) -> IntArray:
    """Where each run of equal values begins: ascending places, none for no values."""
    return np.concatenate((np.zeros(min(1, len(values)), np.int64), np.flatnonzero(values[1:] != values[:-1]) + 1))
