"""Segments with a share of those around them, without a second copy of what they hold.

An answer leans on the question before it, and a theme goes on for a while. What a segment holds is therefore mixed with
what its neighbours hold, within the transcript, and brought to length one. Everything that is asked of mixed rows is
linear but for that length, so that scores of the plain rows are mixed instead of the rows: only lengths are kept. Of
very large corpora only some segments are scored; their rows are few, and mixed once for all scores.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.packed_vectors import AnyVectors, PackedVectors

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Rows = Any
"""Dense, shape (segments, d), packed, or a sparse matrix of that shape."""

FURTHEST = 4
"""Segments on either side that can have a share."""

OWN: dict[int, float] = {}
NEAR = {-1: 0.5, 1: 0.3}
WIDE = {step: 1 / (1 + abs(step)) for step in range(-FURTHEST, FURTHEST + 1) if step}
"""Share of each neighbour, by how many segments after (before, if negative) it stands; the segment's own is 1."""

_AT_ONCE = 512
_MIXED_AT_ONCE = 1024
_UNPACKED = 2048
"""Mixed rows that are made at once of packed ones, and rows that are unpacked at once."""
_COSTLY_COPY = 8
"""Products of a sparse row that can be had for taking one out."""


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
    steps = sorted({0: 1.0, **shares}.items())
    held = np.ones((count, len(steps)), np.bool_)
    for column, (step, _share) in enumerate(steps):
        early, late = transcript[: max(0, count - abs(step))], transcript[abs(step) :]
        same = np.zeros(count, np.bool_)
        same[max(0, -step) : max(0, -step) + len(late)] = early == late
        held[:, column] = same
    columns = np.arange(count, dtype=np.int32)[:, None] + np.array([step for step, _share in steps], np.int32)
    weights = np.broadcast_to(np.array([share for _step, share in steps], np.float32), held.shape)
    ends = np.concatenate([[0], np.cumsum(held.sum(axis=1))]).astype(np.int32)
    return csr_matrix((weights[held], columns[held], ends), shape=(count, count))


class Window:
    """Some segments, with all those that have a share in them.

    Args:
        places: Of the segments.
        widest: Mixes with the most neighbours.
        few: Whether they are few among very many: then dense rows are mixed once and kept, as packed as the rows are.
    """

    def __init__(self, places: Ints, widest: "csr_matrix", *, few: bool = False) -> None:
        self.places = places
        self.few = few
        self._count = widest.shape[0]
        self._mixed: dict[Mixed, AnyVectors] = {}
        # Repeated columns are many; marking them is quicker than sorting them.
        held = np.zeros(self._count, np.bool_)
        held[widest[places].indices] = True
        self._needed = np.flatnonzero(held)

    def product(self, rows: Rows, directions: Floats) -> Floats:
        """Products of rows with directions, zero for segments outside the window.

        Args:
            rows: Of all segments.
            directions: Shape (d, m).

        Returns:
            Shape (segments, m).
        """
        if self._better_whole(rows, directions.shape[1]):
            return np.asarray(rows @ directions, np.float32)
        found = np.zeros((self._count, directions.shape[1]), np.float32)
        for some in _parts(rows, self._needed):
            found[some] = rows[some] @ directions
        return found

    def _better_whole(self, rows: Rows, width: int) -> bool:
        """Whether rows of no use are multiplied too: taking rows out is a copy, a long one of sparse rows."""
        if isinstance(rows, PackedVectors):
            return False
        costly = _COSTLY_COPY if is_sparse(rows) and width == 1 else 2
        return bool(costly * len(self._needed) > self._count)

    def rows_of(self, mixed: "Mixed") -> Floats:
        """Dense mixed rows of the segments, made once; shape (segments of the window, d)."""
        if mixed not in self._mixed:
            packed = isinstance(mixed.rows, PackedVectors)
            parts = map(mixed.at, _in_parts(self.places))
            self._mixed[mixed] = PackedVectors.halved(len(self.places), parts) if packed else mixed.at(self.places)
        return self._mixed[mixed][:]


class Mixed:
    """Rows mixed with their neighbours, each of length one (zero where there is nothing).

    Args:
        rows: Of all segments.
        mixing: As ``mixer`` makes it.
    """

    def __init__(self, rows: Rows, mixing: "csr_matrix") -> None:
        self.rows = rows
        self._mixing = mixing

    @property
    def dense(self) -> bool:
        """Whether rows have a number in every dimension."""
        return not is_sparse(self.rows)

    @cached_property
    def _shrink(self) -> Floats:
        """One over the length of each mixed row, 0 where that is 0, -1 where nobody has asked; shape (segments,)."""
        return np.full(self._mixing.shape[0], -1, np.float32)

    def _shrunk(self, places: Ints) -> Floats:
        """One over the length of some mixed rows, 0 where that is 0; shape (places,)."""
        unknown = np.unique(places[self._shrink[places] < 0])
        for first in range(0, len(unknown), _AT_ONCE):
            some = unknown[first : first + _AT_ONCE]
            self._shrink[some] = _one_over_length(self._sums(some))
        return self._shrink[places]

    def _sums(self, places: Ints) -> Rows:
        """Mixed rows before they are brought to length one."""
        if not isinstance(self.rows, PackedVectors):
            return self._mixing[places] @ self.rows
        found = np.zeros((len(places), self.rows.shape[1]), np.float32)
        for first in range(0, len(places), _MIXED_AT_ONCE):
            some = slice(first, first + _MIXED_AT_ONCE)
            mixing = self._mixing[places[some]]
            needed, columns = np.unique(mixing.indices, return_inverse=True)
            entries = mixing.data, columns, mixing.indptr
            found[some] = type(mixing)(entries, shape=(mixing.shape[0], len(needed))) @ self.rows[needed]
        return found

    def at(self, places: Ints) -> Rows:
        """Rows of some segments, as dense or sparse as the rows are; shape (places, d)."""
        mixed = self._sums(places)
        if self.dense:
            self._shrink[places] = _one_over_length(mixed)
            mixed *= self._shrink[places][:, None]
            return mixed
        return mixed.multiply(self._shrunk(places)[:, None]).tocsr()

    def mean(self, places: Ints) -> Floats:
        """Mean of the rows of some segments, at least one; shape (d,)."""
        weights = self._mixing[places].T @ (self._shrunk(places) / np.float32(len(places)))
        held = np.flatnonzero(weights)
        if self.dense:
            mean = np.zeros(self.rows.shape[1], np.float32)
            for some in _parts(self.rows, held):
                mean += self.rows[some].T @ weights[some]
            return mean
        return np.asarray(self.rows[held].T @ weights[held], np.float32).ravel()

    def mean_of(self, window: Window) -> Floats:
        """Mean of the rows of the window's segments, at least one; shape (d,)."""
        if window.few and self.dense:
            return np.asarray(window.rows_of(self).mean(axis=0), np.float32)
        return self.mean(window.places)

    def scores(self, directions: Floats, window: Window) -> Floats:
        """Products of the rows of the window's segments with directions.

        Args:
            directions: Shape (d, m).
            window: Which segments.

        Returns:
            Shape (segments of the window, m).
        """
        if window.few and self.dense:
            return np.asarray(window.rows_of(self) @ directions, np.float32)
        plain = window.product(self.rows, directions)
        mixed = self._mixing[window.places] @ plain
        return np.asarray(mixed * self._shrunk(window.places)[:, None], np.float32)


def is_sparse(rows: Rows) -> bool:
    """Whether only what is not zero is held of rows."""
    return bool(hasattr(rows, "multiply"))


def _parts(rows: Rows, places: Ints) -> Iterator[Ints]:
    """Places, in parts that can be unpacked at once; all in one where nothing is packed."""
    return _in_parts(places) if isinstance(rows, PackedVectors) else iter([places])


def _in_parts(places: Ints) -> Iterator[Ints]:
    return (places[first : first + _UNPACKED] for first in range(0, len(places), _UNPACKED))


def _one_over_length(rows: Rows) -> Floats:
    squares = rows.multiply(rows).sum(axis=1) if is_sparse(rows) else (rows * rows).sum(axis=1)
    lengths = np.sqrt(np.asarray(squares).ravel())
    return np.asarray(np.divide(1, lengths, out=np.zeros_like(lengths), where=lengths > 0), np.float32)
