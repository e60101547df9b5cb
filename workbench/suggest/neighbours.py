"""Segments with a share of those around them, without a second copy of what they hold.

An answer leans on the question before it, and a theme goes on for a while. What a segment holds is therefore mixed with
what its neighbours hold, within the transcript, and brought to length one. Everything that is asked of mixed rows is
linear but for that length, so that scores of the plain rows are mixed instead of the rows: only lengths are kept.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Rows = Any
"""Dense, shape (segments, d), or a sparse matrix of that shape."""

FURTHEST = 4
"""Segments on either side that can have a share."""

OWN: dict[int, float] = {}
NEAR = {-1: 0.5, 1: 0.3}
WIDE = {step: 1 / (1 + abs(step)) for step in range(-FURTHEST, FURTHEST + 1) if step}
"""Share of each neighbour, by how many segments after (before, if negative) it stands; the segment's own is 1."""

_AT_ONCE = 4096


def mixer(transcript: Ints, shares: dict[int, float]) -> "csr_matrix":
    """The matrix that mixes rows with their neighbours.

    Args:
        transcript: Number of the transcript of each segment, in reading order.
        shares: As ``NEAR``.

    Returns:
        Shape (segments, segments).
    """
    from scipy.sparse import csr_matrix

    count = len(transcript)
    places = np.arange(count)
    rows, columns, weights = [places], [places], [np.ones(count, np.float32)]
    for step, share in sorted(shares.items()):
        inside = places[max(0, -step) : max(0, count - max(0, step))]
        inside = inside[transcript[inside] == transcript[inside + step]]
        rows.append(inside)
        columns.append(inside + step)
        weights.append(np.full(len(inside), share, np.float32))
    entries = np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns))
    return csr_matrix(entries, shape=(count, count), dtype=np.float32)


class Window:
    """Some segments, with all those that have a share in them.

    Args:
        places: Of the segments.
        widest: Mixes with the most neighbours.
    """

    def __init__(self, places: Ints, widest: "csr_matrix") -> None:
        self.places = places
        self._count = widest.shape[0]
        # Repeated columns are many; marking them is quicker than sorting them.
        held = np.zeros(self._count, np.bool_)
        held[widest[places].indices] = True
        self._needed = np.flatnonzero(held)
        self._whole = 2 * len(self._needed) > self._count

    def product(self, rows: Rows, directions: Floats) -> Floats:
        """Products of rows with directions, zero for segments outside the window.

        Args:
            rows: Of all segments.
            directions: Shape (d, m).

        Returns:
            Shape (segments, m).
        """
        if self._whole:
            return np.asarray(rows @ directions, np.float32)
        found = np.zeros((self._count, directions.shape[1]), np.float32)
        found[self._needed] = rows[self._needed] @ directions
        return found


class Mixed:
    """Rows mixed with their neighbours, each of length one (zero where there is nothing).

    Args:
        rows: Of all segments.
        mixing: As ``mixer`` makes it.
    """

    def __init__(self, rows: Rows, mixing: "csr_matrix") -> None:
        self.rows = rows
        self._mixing = mixing

    @cached_property
    def _shrink(self) -> Floats:
        """One over the length of each mixed row, 0 where that is 0; shape (segments,)."""
        lengths = np.zeros(self._mixing.shape[0], np.float32)
        for first in range(0, len(lengths), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            mixed = self._mixing[some] @ self.rows
            squares = mixed.multiply(mixed).sum(axis=1) if hasattr(mixed, "multiply") else (mixed * mixed).sum(axis=1)
            lengths[some] = np.sqrt(np.asarray(squares).ravel())
        return np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0)

    def at(self, places: Ints) -> Rows:
        """Rows of some segments, as dense or sparse as the rows are; shape (places, d)."""
        shrink = self._shrink[places][:, None]
        mixed = self._mixing[places] @ self.rows
        return mixed.multiply(shrink).tocsr() if hasattr(mixed, "multiply") else mixed * shrink

    def mean(self, places: Ints) -> Floats:
        """Mean of the rows of some segments, at least one; shape (d,)."""
        weights = self._mixing[places].T @ (self._shrink[places] / np.float32(len(places)))
        held = np.flatnonzero(weights)
        return np.asarray(self.rows[held].T @ weights[held], np.float32).ravel()

    def scores(self, directions: Floats, window: Window) -> Floats:
        """Products of the rows of the window's segments with directions.

        Args:
            directions: Shape (d, m).
            window: Which segments.

        Returns:
            Shape (segments of the window, m).
        """
        plain = window.product(self.rows, directions)
        mixed = self._mixing[window.places] @ plain
        return np.asarray(mixed * self._shrink[window.places][:, None], np.float32)
