"""The likelier few thousand of very many candidates, by one sparse and one small dense product."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.corpus import Corpus

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

MOST = 5_000
"""Candidates that are ranked in full."""


@dataclass(frozen=True, eq=False)
class Shortlist:
    """Candidates, parted.

    Attributes:
        kept: Places of those to rank in full, in text order.
        left: Places of the others, in text order.
        likely: How likely each of the others is, for comparing.
    """

    kept: Ints
    left: Ints
    likely: Floats

    @property
    def rest(self) -> Ints:
        """Places of the others, the likelier first; of equal ones the first in the text."""
        return self.left[np.argsort(-self.likely, kind="stable")]


def shortlist(corpus: Corpus, words: Floats, meaning: Floats | None, candidates: Ints, most: int = MOST) -> Shortlist:
    """Part candidates by the words that they share with a code and, roughly, by what they mean.

    What they mean is compared after a fixed random projection to few dimensions, which keeps likeness roughly (Johnson
    and Lindenstrauss 1984); shares of the neighbours are counted in.

    Args:
        corpus: Whose the candidates are.
        words: Direction in ``corpus.words``, shape (columns,).
        meaning: Direction in ``corpus.meaning``, shape (d,); None without sentence vectors.
        candidates: Places, in text order.
        most: How many to keep.
    """
    if len(candidates) <= most:
        return Shortlist(candidates, candidates[:0], np.zeros(0, np.float32))
    likely = _scaled(corpus.words.rows @ words)
    if meaning is not None and corpus.sketch is not None:
        sketch, projection = corpus.sketch
        likely += _scaled(sketch @ (meaning @ projection))
    scores = (corpus.mixers[2] @ likely)[candidates]
    kept = _highest(scores, most)
    return Shortlist(candidates[kept], candidates[~kept], scores[~kept])


def _highest(scores: Floats, most: int) -> NDArray[np.bool_]:
    """Which are the highest; of equal ones the first."""
    least = np.partition(scores, -most)[-most]
    kept: NDArray[np.bool_] = scores > least
    even = np.flatnonzero(scores == least)
    kept[even[: most - int(kept.sum())]] = True
    return kept


def _scaled(values: Floats) -> Floats:
    deviation = float(values.std())
    return (values - values.mean()) / np.float32(deviation) if deviation else np.zeros_like(values)
