"""Pairs of stretches that share something, counted by kind without ever holding all pairs.

The stretches are sorted by their start; those that begin before one ends are then its followers in that order, so that
a pair is met once, at the stretch that stands first. Equal starts are thereby settled by their place in the order.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from workbench.analysis.columns import FloatArray, IntArray

_ROWS_AT_ONCE = 1 << 17
_PAIRS_AT_ONCE = 1 << 20
_FEW = 20_000


class _Sorted(NamedTuple):
    """Stretches by start: their kind, start, end, and how many followers begin before each one ends."""

    kind: IntArray
    start: IntArray
    end: IntArray
    followers: IntArray


def _sorted(kind: IntArray, start: IntArray, end: IntArray) -> tuple[_Sorted, IntArray]:
    """The stretches in order, and the row that each came from; empty ones are left out."""
    row = np.flatnonzero(end > start)
    row = row[np.argsort(start[row])]
    begin, stop = start[row], end[row]
    followers = np.searchsorted(begin, stop) - np.arange(1, len(row) + 1)
    return _Sorted(kind[row], begin, stop, followers), row


def count_pairs(kind: IntArray, start: IntArray, end: IntArray, kinds: int) -> IntArray:
    """How many pairs of stretches share at least one unit, by their kinds.

    Args:
        kind: Shape (stretches,), 0 to ``kinds`` - 1.
        start: First unit of each stretch, on one common axis.
        end: One past the last; a stretch that ends where it starts meets nothing, and touching is not meeting.
        kinds: How many there are.

    Returns:
        Shape (kinds, kinds), symmetric; on the diagonal pairs of two different stretches of the same kind.
    """
    stretches, _ = _sorted(kind, start, end)
    found = np.zeros(kinds * kinds, np.int64)
    for cell, _first, _second in _cells(stretches, kinds):
        found += np.bincount(cell, minlength=kinds * kinds)
    return _both_ways(found.reshape(kinds, kinds))


def shared_units(kind: IntArray, start: IntArray, end: IntArray, kinds: int) -> IntArray:
    """Units that stretches of two kinds share.

    Args:
        kind: Shape (stretches,), 0 to ``kinds`` - 1; stretches of the same kind share no unit (``sweeps.merge``).
        start: First unit of each stretch, on one common axis.
        end: One past the last.
        kinds: How many there are.

    Returns:
        Shape (kinds, kinds), symmetric; on the diagonal the units of each kind.
    """
    stretches, _ = _sorted(kind, start, end)
    found: FloatArray = np.zeros(kinds * kinds)
    for cell, first, second in _cells(stretches, kinds):
        units = np.minimum(stretches.end[first], stretches.end[second]) - stretches.start[second]
        found += np.bincount(cell, weights=units, minlength=kinds * kinds)
    shared = _both_ways(np.rint(found).astype(np.int64).reshape(kinds, kinds))
    np.fill_diagonal(shared, np.bincount(kind, weights=end - start, minlength=kinds))
    return shared


def _both_ways(ordered: IntArray) -> IntArray:
    """Pairs whichever stands first."""
    symmetric: IntArray = ordered + ordered.T
    np.fill_diagonal(symmetric, ordered.diagonal())
    return symmetric


def _cells(stretches: _Sorted, kinds: int) -> Iterator[tuple[IntArray, IntArray, IntArray]]:
    """All pairs, in portions: cell of the table of kinds, place of the first, place of the second.

    Followers are taken one step after the other, the first of all stretches, then the second of those that have one:
    that copies nothing but the pairs themselves. Where few stretches are left, with many followers each, whole ranges
    are taken instead.
    """
    few = max(_FEW, kinds * kinds // 4)
    for begin in range(0, len(stretches.kind), _ROWS_AT_ONCE):
        left = stretches.followers[begin : begin + _ROWS_AT_ONCE]
        some = np.flatnonzero(left)
        place, left = some + begin, left[some]
        row, step = stretches.kind[place] * kinds, 1
        while len(place) > few:
            second = place + step
            yield row + stretches.kind[second], place, second
            step += 1
            more = np.flatnonzero(left >= step)
            place, row, left = place[more], row[more], left[more]
        for first, second in ranges(place, place + step, left - step + 1):
            yield stretches.kind[first] * kinds + stretches.kind[second], first, second


def ranges(place: IntArray, begin: IntArray, count: IntArray) -> Iterator[tuple[IntArray, IntArray]]:
    """Each place with every one of the ``count`` places from ``begin`` on, about a million pairs at a time.

    A single place with more followers than that makes a portion of its own.

    Args:
        place: Shape (places,).
        begin: Shape (places,): where the others of each begin.
        count: Shape (places,): how many there are, 0 or more.
    """
    upto = np.concatenate(([0], np.cumsum(count)))
    done = 0
    while done < len(place):
        last = max(done + 1, int(np.searchsorted(upto, upto[done] + _PAIRS_AT_ONCE, side="right")) - 1)
        here = count[done:last]
        ahead = np.repeat(begin[done:last] - (upto[done:last] - upto[done]), here)
        yield np.repeat(place[done:last], here), np.arange(len(ahead)) + ahead
        done = last


def pairs_of(kind: IntArray, start: IntArray, end: IntArray, first: int, second: int) -> tuple[IntArray, IntArray]:
    """The pairs behind one cell of ``count_pairs``.

    Args:
        kind: As there.
        start: As there.
        end: As there.
        first: Kind of the row of the cell.
        second: Kind of its column; may be the same.

    Returns:
        Rows of the stretches of the first kind and of the second kind, one entry per pair, in order of where the
        earlier of the two starts.
    """
    mine = np.flatnonzero((kind == first) | (kind == second))
    stretches, row = _sorted(kind[mine], start[mine], end[mine])
    one, other = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for earlier, later in ranges(np.arange(len(row)), np.arange(1, len(row) + 1), stretches.followers):
        ahead, behind = stretches.kind[earlier], stretches.kind[later]
        straight = (ahead == first) & (behind == second)
        turned = (ahead == second) & (behind == first) & ~straight
        one += [earlier[straight], later[turned]]
        other += [later[straight], earlier[turned]]
    left, right = (mine[row[np.concatenate(column)]] for column in (one, other))
    order = np.lexsort((right, left, np.minimum(start[left], start[right])))
    return left[order], right[order]
