"""Why a segment stands where it does in a ranking: the words that count, and the decided passages that are like it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from transcripts.spans import Span
from workbench.suggest.corpus import Corpus
from workbench.suggest.neighbours import FURTHEST, Window
from workbench.suggest.queries import Query
from workbench.suggest.ranking import Ranking
from workbench.suggest.views import View, code_views

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

_MOST_WORDS = 6
_LEARNED_FROM = 10
"""Accepted passages from which on the words that have most weight are named, whether or not the code has them."""

_MOST_READ = 200
"""Accepted passages whose words are looked up."""
_LEAST = 0.2
"""Share of the most telling word's weight that a word must have to be named."""
_BEGINNING = 5
"""Letters that two words have in common that may be of one family."""
_NEARLY, _CLOSE = 0.05, 0.3
"""How much less like a rejected passage may be to be told of, and how like it must be (cosine)."""


@dataclass(frozen=True, slots=True)
class FoundReasons:
    """Reasons for one segment.

    Attributes:
        words: Where the words stand that count most for the code, from the beginning of the segment; in text order.
        lemmas: Their dictionary forms, most telling first.
        nearest: Place of the accepted passage most like it; None if nothing is accepted.
        rejected: Place of the rejected passage most like it, where it is as like, or nearly, as the accepted one.
        beside: Place of the nearest accepted passage within four segments of the same transcript.
        parts: Name and value of the parts of the score, those that count most first; they add up to it.
    """

    words: tuple[Span, ...]
    lemmas: tuple[str, ...]
    nearest: int | None
    rejected: int | None
    beside: int | None
    parts: tuple[tuple[str, float], ...]


class Reasons:
    """Finds reasons for the segments of one ranking.

    Args:
        corpus: The segments.
        query: The code.
        ranking: As ``Ranker.rank`` made it of the same arguments.
        accepted: Places of accepted passages.
        rejected: Places of rejected passages.
    """

    def __init__(self, corpus: Corpus, query: Query, ranking: Ranking, accepted: Ints, rejected: Ints) -> None:
        self._corpus = corpus
        self._query = query
        self._ranking = ranking
        self._accepted = np.unique(np.asarray(accepted, np.int64))
        self._rejected = np.unique(np.asarray(rejected, np.int64))
        self._row_of = {place: row for row, place in enumerate(ranking.places.tolist())}

    def of(self, place: int) -> FoundReasons:
        """The reasons for one segment.

        Args:
            place: In the corpus; one of the ranking's.
        """
        nearest, rejected = self._alike(place)
        lemmas = self._lemmas(place)
        return FoundReasons(
            self._spans(place, lemmas), lemmas, nearest, rejected, self._beside(place), self._parts(place)
        )

    # Words

    @cached_property
    def _views(self) -> list[View]:
        return list(code_views(self._corpus, self._query))

    @cached_property
    def _shares(self) -> Floats:
        """What each lemma adds to the part of the score that words have."""
        view = next(view for view in self._views if not view.dense)
        direction = view.prototype(self._accepted, self._rejected, np.zeros_like(view.code))
        return self._corpus.vocabulary.lemma_shares(direction)

    @cached_property
    def _known(self) -> set[str]:
        """Lemmas of the code and of accepted passages."""
        said = {lemma for lemma, weight in self._query.lemmas().items() if weight > 0}
        return said.union(*(self._corpus.readings[place].lemmas for place in self._accepted[:_MOST_READ].tolist()))

    def _lemmas(self, place: int) -> tuple[str, ...]:
        """The words of a segment that count most for the code, those that say nothing by themselves left out."""
        reading = self._corpus.readings[place]
        said = dict.fromkeys(lemma for lemma, content in zip(reading.lemmas, reading.content, strict=True) if content)
        numbers = self._corpus.vocabulary.lemmas
        worth = {lemma: float(self._shares[numbers[lemma]]) for lemma in said if lemma in numbers}
        if len(self._accepted) < _LEARNED_FROM:
            worth = {lemma: share for lemma, share in worth.items() if self._is_known(lemma)}
        telling = sorted((lemma for lemma, share in worth.items() if share > 0), key=lambda lemma: -worth[lemma])
        least = _LEAST * worth[telling[0]] if telling else 0.0
        return tuple(lemma for lemma in telling if worth[lemma] >= least)[:_MOST_WORDS]

    def _is_known(self, lemma: str) -> bool:
        """Whether the code or an accepted passage has the word, or another that begins alike."""
        return lemma in self._known or (len(lemma) > _BEGINNING and lemma[:_BEGINNING] in self._beginnings)

    @cached_property
    def _beginnings(self) -> set[str]:
        return {lemma[:_BEGINNING] for lemma in self._known if len(lemma) >= _BEGINNING}

    def _spans(self, place: int, lemmas: tuple[str, ...]) -> tuple[Span, ...]:
        reading = self._corpus.readings[place]
        words = zip(reading.lemmas, reading.starts, reading.ends, reading.content, strict=True)
        return tuple(Span(start, end) for lemma, start, end, content in words if content and lemma in lemmas)

    # Passages

    def _alike(self, place: int) -> tuple[int | None, int | None]:
        """The accepted passage most like a segment, and the rejected one where it is close."""
        one, likeness = self._most_alike(place, self._accepted)
        other, unlikeness = self._most_alike(place, self._rejected)
        return one, other if unlikeness >= max(likeness - _NEARLY, _CLOSE) else None

    def _most_alike(self, place: int, decided: Ints) -> tuple[int | None, float]:
        decided = decided[decided != place]
        if not len(decided):
            return None, -np.inf
        mixed = self._view.mixed
        row = mixed.at(np.array([place]))
        direction = row.T if self._view.dense else row.toarray().T
        likeness = mixed.scores(np.ascontiguousarray(direction), Window(decided, self._corpus.mixers[2]))[:, 0]
        best = int(likeness.argmax())
        return int(decided[best]), float(likeness[best])

    @cached_property
    def _view(self) -> View:
        """The view that the nearest passages are looked for in: the most telling that knows distances."""
        return next((view for view in self._views if view.dense), self._views[0])

    def _beside(self, place: int) -> int | None:
        same = self._accepted[self._corpus.transcript[self._accepted] == self._corpus.transcript[place]]
        distance = np.abs(same - place)
        close = same[(distance <= FURTHEST) & (distance > 0)]
        return int(close[np.abs(close - place).argmin()]) if len(close) else None

    def _parts(self, place: int) -> tuple[tuple[str, float], ...]:
        row = self._row_of[place]
        parts = [(name, float(values[row])) for name, values in self._ranking.parts.items()]
        return tuple(sorted(parts, key=lambda part: -abs(part[1])))
