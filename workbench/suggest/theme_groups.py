"""Groups among points: the densest places first, each grown until its members are as alike as few pairs are.

Measured against k-means, HDBSCAN, average linkage and Louvain communities of the neighbour graph on passages coded by
hand, groups found so hold more passages of one code, and nobody has to guess how many there are: what is like nothing
else stays alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.reading import Vectors

Rows = NDArray[np.int64]

FEWEST = 4
"""Members of a group."""

_NEIGHBOURS = 24
_DENSITY = 5
_LARGEST = 60
_STEPS = 6
_BLOCK = 512
_SHARE = 0.02
_EXPECTED = 8
_HIGHEST_SHARE = 0.2
_LEAST_ALIKE = 0.1
_STRICT = 0.5
_PRECISION = 5
_GOLDEN = 0.6180339887498949
"""Multiples of it fall evenly between 0 and 1 and meet no rhythm."""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Nearest neighbours of each point.

    Attributes:
        rows: Shape (points, k), nearest first.
        likeness: The same shape, cosines.
        alike: The cosine above which two points are alike: few pairs of the study are.
    """

    rows: Rows
    likeness: Vectors
    alike: float


def groups(
    points: Vectors,
    apart: Rows,
    *,
    strict: bool = False,
    fewest_apart: int = 2,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[list[Rows], float]:
    """Groups, each point in one of them at most, and the cosine above which two points counted as alike.

    Args:
        points: Shape (points, dimensions), of length one.
        apart: Which transcript each point is of.
        strict: Whether only half as many pairs count as alike, for points by which likeness is seen less well.
        fewest_apart: From how many transcripts the members of a group come at least.
        progress: Told how many points of how many were compared.
    """
    if len(points) < FEWEST:
        return [], 1.0
    near = neighbours(points, strict=strict, progress=progress)
    return _grown(points, near, apart, fewest_apart), near.alike


def middles(points: Vectors, found: list[Rows]) -> Vectors:
    """The mean of each group's points, shape (groups, dimensions)."""
    return np.stack([points[rows].mean(axis=0) for rows in found])


def joined(points: Vectors, middle: Vectors, alike: float) -> Rows:
    """Which group each of some other points is like on average, -1 for none.

    Args:
        points: Shape (points, dimensions), of length one.
        middle: From ``middles``.
        alike: From ``groups``.
    """
    cosines = np.round(points @ middle.T, _PRECISION)
    best = cosines.argmax(axis=1)
    nearest: Rows = np.where(cosines[np.arange(len(points)), best] >= alike, best, -1)
    return nearest


def central(points: Vectors) -> tuple[Rows, float]:
    """The points of one group, the most central first, and the mean cosine of their pairs."""
    sums = points @ points.sum(axis=0)
    mean = np.round((sums - 1) / max(1, len(points) - 1), _PRECISION)
    return np.argsort(-mean, kind="stable"), float(mean.mean())


def evenly(count: int, most: int) -> Rows:
    """At most so many of 0 … count - 1, ascending, spread over all of them.

    Not every so-manieth: where each person answers the same five questions, that could meet one of them alone.
    """
    if count <= most:
        return np.arange(count)
    spread = np.arange(count) * _GOLDEN % 1
    return np.sort(np.argsort(spread, kind="stable")[:most])


def neighbours(
    points: Vectors, *, strict: bool = False, progress: Callable[[int, int], None] | None = None
) -> Neighbours:
    """The nearest neighbours of each point, block by block, so that memory stays small."""
    count = len(points)
    most = min(_NEIGHBOURS, count - 1)
    rows, likeness = np.empty((count, most), dtype=np.int64), np.empty((count, most), dtype=np.float32)
    for start in range(0, count, _BLOCK):
        block = np.arange(start, min(start + _BLOCK, count))
        cosines = np.round(points[block] @ points.T, _PRECISION)
        cosines[np.arange(len(block)), block] = -2
        best = np.argpartition(-cosines, most - 1, axis=1)[:, :most]
        held = np.take_along_axis(cosines, best, axis=1)
        order = np.lexsort((best, -held), axis=1)
        rows[block] = np.take_along_axis(best, order, axis=1)
        likeness[block] = np.take_along_axis(held, order, axis=1)
        if progress is not None:
            progress(int(block[-1]) + 1, count)
    return Neighbours(rows, likeness, _alike(points, _STRICT if strict else 1.0))


def _alike(points: Vectors, part: float) -> float:
    """The cosine that only the most alike pairs exceed: 2 in 100 (or a part of these), more in a small study."""
    count = len(points)
    some = evenly(count, _BLOCK)
    cosines = points[some] @ points.T
    cosines[np.arange(len(some)), some] = np.nan
    share = min(max(part * _SHARE, _EXPECTED / count), _HIGHEST_SHARE)
    return max(round(float(np.nanquantile(cosines, 1 - share)), _PRECISION), _LEAST_ALIKE)


def _grown(points: Vectors, near: Neighbours, apart: Rows, fewest_apart: int) -> list[Rows]:
    free = np.ones(len(points), dtype=bool)
    density = near.likeness[:, :_DENSITY].mean(axis=1)
    found = []
    for seed in np.argsort(-density, kind="stable"):
        if free[seed]:
            members = _around(points, near, free, seed)
            if len(members) >= FEWEST and len(np.unique(apart[members])) >= fewest_apart:
                free[members] = False
                found.append(members)
    return found


def _around(points: Vectors, near: Neighbours, free: NDArray[np.bool_], seed: int) -> Rows:
    """Grow a group from one point: whoever is alike to its members on average joins, whoever is not leaves."""
    first = near.rows[seed][near.likeness[seed] >= near.alike]
    members = np.unique(np.append(first[free[first]], seed))
    for _step in range(_STEPS):
        if len(members) < FEWEST - 1:
            break
        around = np.unique(np.append(near.rows[members], members))
        around = around[free[around]]
        kept = _fitting(points, members, around, near.alike)
        if np.array_equal(kept, members):
            break
        members = kept
    return members


def _fitting(points: Vectors, members: Rows, around: Rows, alike: float) -> Rows:
    """Those whose mean cosine with the members, themselves apart, is high enough; the best, if they are too many."""
    sums = points[around] @ points[members].sum(axis=0)
    inside = np.isin(around, members)
    mean = np.round((sums - inside) / np.maximum(len(members) - inside, 1), _PRECISION)
    best = np.argsort(-mean, kind="stable")[:_LARGEST]
    return np.sort(around[best[mean[best] >= alike]])
