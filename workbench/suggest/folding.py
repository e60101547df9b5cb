"""Words in fewer dimensions, by latent semantic analysis (Deerwester et al. 1990)."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.packed_vectors import UNPACKED
from workbench.suggest.reading import Vectors

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from workbench.suggest.word_space import WordSpace

_DIMENSIONS = 100
_LEARNED_FROM = 10_000
_FEWEST = 20
"""Words are folded into so many dimensions, learned from so many segments at most, and not at all from fewer."""
_HELD = 3
"""Segments learned from that hold a word or a pair which counts in a very large study; there are very many pairs."""


class Folding:
    """Folds words.

    Args:
        columns: Those of lemmas and pairs that count.
        turning: Turns them into dimensions, shape (columns, dimensions).
    """

    def __init__(self, columns: slice | NDArray[np.int64], turning: Vectors) -> None:
        self._columns = columns
        self._turning = turning

    def rows(self, words: "csr_matrix") -> Vectors:
        """Segments, from their lemmas and pairs; shape (segments, dimensions)."""
        part = words if isinstance(self._columns, slice) else words[:, self._columns]
        return np.asarray(part @ self._turning, np.float32)

    def direction(self, words: Vectors) -> Vectors:
        """A direction among words, letters left out; shape (dimensions,)."""
        return np.asarray(words[self._columns] @ self._turning, np.float32)


def learn_folding(space: "WordSpace") -> Folding | None:
    """Learn it from some of the segments, evenly spread; None where the text is too short."""
    from sklearn.utils.extmath import randomized_svd

    count = space.rows.shape[0]
    if count < _FEWEST:
        return None
    some = space.words_of(slice(None, None, -(-count // _LEARNED_FROM)))
    columns: slice | NDArray[np.int64] = slice(some.shape[1])
    if count > UNPACKED:
        columns = np.flatnonzero(np.bincount(some.indices, minlength=some.shape[1]) >= _HELD)
        some = some[:, columns]
    dimensions = min(_DIMENSIONS, count // 2, some.shape[1] - 1)
    if dimensions < 2:
        return None
    _left, _values, right = randomized_svd(some, dimensions, n_iter=4, random_state=0)
    return Folding(columns, np.ascontiguousarray(right.T, np.float32))
