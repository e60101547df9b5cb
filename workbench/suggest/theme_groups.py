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

MOST_COMPARED = 12_000
"""Points that are compared each with each; with more, some spread evenly are, and the others join what was found."""

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


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Points that belong together.

    Attributes:
        rows: The points, most central first.
        likeness: Mean cosine of its pairs.
    """

    rows: Rows
    likeness: float


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
) -> tuple[list[Group], float]:
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
    compared = evenly(len(points), MOST_COMPARED)
    near = neighbours(points[compared], strict=strict, progress=progress)
    found = [compared[rows] for rows in _grown(points[compared], near, apart[compared], fewest_apart)]
    if len(compared) < len(points):
        found = _joined(points, found, near.alike)
    return [_group(points, rows) for rows in found], near.alike


def evenly(count: int, most: int) -> Rows:
    """At most so many of 0 … count - 1, at even distances."""
    return np.unique(np.linspace(0, count - 1, min(count, most)).astype(np.int64))


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


def _joined(points: Vectors, found: list[Rows], alike: float) -> list[Rows]:
    """The groups with the points that were not compared and are like their members on average."""
    if not found:
        return []
    taken = np.concatenate(found)
    rest = np.setdiff1d(np.arange(len(points)), taken)
    middles = np.stack([points[rows].mean(axis=0) for rows in found]).T
    more: list[list[int]] = [[] for _group in found]
    for start in range(0, len(rest), _BLOCK):
        block = rest[start : start + _BLOCK]
        cosines = np.round(points[block] @ middles, _PRECISION)
        best = cosines.argmax(axis=1)
        for row, group, cosine in zip(block.tolist(), best.tolist(), cosines.max(axis=1).tolist(), strict=True):
            if cosine >= alike:
                more[group].append(row)
    return [np.append(rows, np.array(added, dtype=np.int64)) for rows, added in zip(found, more, strict=True)]


def _group(points: Vectors, rows: Rows) -> Group:
    """A group with its most central members first."""
    sums = points[rows] @ points[rows].sum(axis=0)
    central = np.round((sums - 1) / max(1, len(rows) - 1), _PRECISION)
    order = np.lexsort((rows, -central))
    return Group(rows[order], float(central.mean()))
