"""The ways in which segments are compared with a code: by words, by what they mean, alone or with what is around."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.corpus import Corpus, Space
from workbench.suggest.learning import some
from workbench.suggest.neighbours import Mixed, Window
from workbench.suggest.queries import Query, unit

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

HALF = 3.0
"""Accepted passages that weigh as much as the words of the code."""
_ACCEPTED, _REJECTED = 1.5, 0.4
_NEAREST, _NEAREST_REJECTED = 3, 0.5
"""What accepted and rejected passages weigh, times k / (k + 3) for k accepted ones: a single rejected passage that
shares the words of the code must not outweigh them (r20 at one passage went from .79 to .81, and from .65 to .67)."""
_LEAST = 0.5
"""Weight that words of the code keep beside those of accepted passages. In French debates, where passages share many
words that are not about the theme, p@10 at thirty passages was .46 without it and .53 with it; elsewhere it is even."""
_MOST_ACCEPTED, _MOST_REJECTED = 100, 50
"""Passages among which the nearest are looked for."""

WITH_MEANING = {"meaning": 1.0, "words": 0.5, "vectors": 0.3}
WITHOUT_MEANING = {"words": 0.7, "vectors": 0.5, "associations": 0.5}
"""Weights of the spaces. With sentence vectors, words folded by the study's own talk still find what people do not put
into similar sentences (session r20 in English .81 without, .86 with them); word vectors then add nothing."""


class Scale(IntEnum):
    """How much of what is around a segment counts."""

    OWN = 0
    NEAR = 1
    WIDE = 2


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One way.

    Attributes:
        name: Of the part of the score.
        weight: Of it.
        scale: How much of what is around counts.
        mixed: The segments.
        code: What is written about the code, of length one or zero; shape (d,).
        language: Number of the language that it is for; None for all.
    """

    name: str
    weight: float
    scale: Scale
    mixed: Mixed
    code: Floats
    language: int | None = None

    @property
    def dense(self) -> bool:
        """Whether segments are points in few dimensions, whose mean and distances say something."""
        return self.mixed.dense

    @property
    def part(self) -> str:
        """Name of the part of the score that it adds to."""
        return "neighbours" if self.scale is Scale.WIDE else self.name

    def prototype(self, accepted: Ints, rejected: Ints, centre: Floats) -> Floats:
        """What a segment of the code is like: the code's words and the mean of what was accepted (Rocchio 1971).

        Rejected passages count against it once something is accepted: before, they led away from where the code is.

        Args:
            accepted: Places.
            rejected: Places.
            centre: What all candidates have in common, shape (d,).
        """
        held = len(accepted)
        own, learned = HALF / (HALF + held), held / (HALF + held)
        direction = (own if self.dense else max(own, _LEAST)) * (self.code - centre if self.code.any() else self.code)
        if held:
            direction = direction + _ACCEPTED * learned * (self.mixed.mean(accepted) - centre)
            if len(rejected):
                direction = direction - _REJECTED * learned * (self.mixed.mean(rejected) - centre)
        return np.asarray(direction, np.float32)

    def nearest(self, window: Window, accepted: Ints, rejected: Ints) -> Floats:
        """Likeness to the three accepted passages most alike, less half of that to the three rejected ones."""
        like = self._most_alike(window, some(accepted, _MOST_ACCEPTED))
        if not len(rejected):
            return like
        trust = np.float32(_NEAREST_REJECTED * len(accepted) / (HALF + len(accepted)))
        return like - trust * self._most_alike(window, some(rejected, _MOST_REJECTED))

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
    meaning = query.meaning()
    weights = WITHOUT_MEANING
    if corpus.meaning is not None and meaning is not None:
        weights = WITH_MEANING
        yield from _scales("meaning", weights["meaning"], corpus.meaning, meaning)
    if corpus.folded is not None and corpus.folding is not None:
        yield from _scales("vectors", weights["vectors"], corpus.folded, unit(corpus.folding.direction(words)))
    yield from _scales("words", weights["words"], corpus.words, words)
    if weights is WITHOUT_MEANING:
        yield from _associations(corpus, query)


def _scales(name: str, weight: float, space: Space, code: Floats, language: int | None = None) -> Iterator[View]:
    """By itself, with few neighbours, and with many."""
    for scale, mixed in zip(Scale, (space.own, space.near, space.wide), strict=True):
        yield View(name, weight, scale, mixed, code, language)


def _associations(corpus: Corpus, query: Query) -> Iterator[View]:
    """By word vectors, each language in its own space."""
    if corpus.associations is None:
        return
    for number, language in enumerate(dict.fromkeys(corpus.languages)):
        if (centre := corpus.centres.get(language)) is not None:
            vector = query.vector(language)
            code = np.zeros_like(centre) if vector is None else unit(vector - centre)
            yield from _scales("vectors", WITHOUT_MEANING["associations"], corpus.associations, code, number)
