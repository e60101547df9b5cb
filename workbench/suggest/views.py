"""The ways in which segments are compared with a code: by words, by what they mean, alone or with what is around."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.corpus import Corpus, Space
from workbench.suggest.neighbours import Mixed, Window
from workbench.suggest.queries import Query, unit

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

HALF = 3.0
"""Accepted passages that weigh as much as the words of the code."""
_ACCEPTED, _REJECTED = 1.5, 0.3
_NEAREST, _NEAREST_REJECTED = 3, 0.5


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One way.

    Attributes:
        name: Of the part of the score.
        weight: Of it.
        mixed: The segments.
        code: What is written about the code, of length one or zero; shape (d,).
        least: Weight that the code keeps however much is accepted.
        language: Number of the language that it is for; None for all.
    """

    name: str
    weight: float
    mixed: Mixed
    code: Floats
    least: float = 0.0
    language: int | None = None

    @property
    def dense(self) -> bool:
        """Whether segments are points in few dimensions, whose mean and distances say something."""
        return isinstance(self.mixed.rows, np.ndarray)

    def prototype(self, accepted: Ints, rejected: Ints, centre: Floats) -> Floats:
        """What a segment of the code is like: the code's words and the mean of what was accepted (Rocchio 1971).

        Rejected passages count against it once something is accepted: before, they led away from where the code is.

        Args:
            accepted: Places.
            rejected: Places.
            centre: What all candidates have in common, shape (d,).
        """
        held = len(accepted)
        own = max(self.least, HALF / (HALF + held))
        direction = own * (self.code - centre if self.code.any() else self.code)
        if held:
            direction = direction + _ACCEPTED * held / (HALF + held) * (self.mixed.mean(accepted) - centre)
            if len(rejected):
                direction = direction - _REJECTED * (self.mixed.mean(rejected) - centre)
        return np.asarray(direction, np.float32)

    def nearest(self, window: Window, accepted: Ints, rejected: Ints) -> Floats:
        """Likeness to the three accepted passages most alike, less half of that to the three rejected ones."""
        like = self._most_alike(window, accepted)
        return like - np.float32(_NEAREST_REJECTED) * self._most_alike(window, rejected) if len(rejected) else like

    def _most_alike(self, window: Window, places: Ints) -> Floats:
        likeness = self.mixed.scores(np.ascontiguousarray(self.mixed.at(places).T), window)
        count = min(_NEAREST, len(places))
        return np.asarray(np.partition(likeness, -count, axis=1)[:, -count:].mean(axis=1), np.float32)


def code_views(corpus: Corpus, query: Query) -> Iterator[View]:
    """All ways in which a corpus can be compared with a code, with the weights that they have.

    Args:
        corpus: The segments.
        query: The code.
    """
    words = corpus.vocabulary.direction(query.lemmas(), query.pairs())
    meaning = query.meaning() if corpus.meaning is not None else None
    if corpus.meaning is not None and meaning is not None:
        yield from _both("meaning", 1.0, corpus.meaning, meaning)
        yield View("words", 0.5, corpus.words.wide, words, least=0.5)
    else:
        yield View("words", 0.5, corpus.words.near, words, least=0.5)
        yield View("neighbours", 0.5, corpus.words.wide, words, least=0.5)
        if corpus.folded is not None and corpus.folding is not None:
            yield from _both("vectors", 0.5, corpus.folded, unit(words[: len(corpus.folding)] @ corpus.folding))
        yield from _associations(corpus, query)


def _both(name: str, weight: float, space: Space, code: Floats) -> Iterator[View]:
    """With few neighbours and with many."""
    yield View(name, weight, space.near, code)
    yield View("neighbours", weight, space.wide, code)


def _associations(corpus: Corpus, query: Query) -> Iterator[View]:
    """By word vectors, each language in its own space."""
    if corpus.associations is None:
        return
    for number, language in enumerate(dict.fromkeys(corpus.languages)):
        if (centre := corpus.centres.get(language)) is None:
            continue
        vector = query.vector(language)
        code = np.zeros_like(centre) if vector is None else unit(vector - centre)
        for name, mixed in (("vectors", corpus.associations.near), ("neighbours", corpus.associations.wide)):
            yield View(name, 0.25, mixed, code, language=number)
