"""Ranking of segments for one code: by what is written about it, and more and more by what was accepted.

Scores are sums of parts. Each part is scaled over the candidates of a language to a mean of 0 and a standard deviation
of 1, then weighted, as parts of different kinds cannot be added otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.corpus import Corpus
from workbench.suggest.learning import trained
from workbench.suggest.neighbours import FURTHEST, Window
from workbench.suggest.queries import Query
from workbench.suggest.shortlist import Shortlist, shortlist
from workbench.suggest.views import HALF, View, code_views

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

EXAMPLES = 0.5
TRAINED = 1.0
NEARNESS = 1.0
ASIDE = 0.6
KEYWORDS = 1.0
_FEW = 20
"""Candidates of a language from which mean and deviation are taken; fewer are scaled with all others."""
_NONE = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Candidates ranked for a code, the best first; of equal ones the first in the text.

    Attributes:
        places: Places in the corpus.
        scores: Of each, in standard deviations over the candidates; compares within one ranking only.
        parts: Name → what it adds to each score; they add up to the scores.
        rest: Candidates of a very large corpus that only the shortlist looked at, the likelier first.
    """

    places: Ints
    scores: Floats
    parts: dict[str, Floats]
    rest: Ints = field(default_factory=lambda: _NONE)


class Ranker:
    """Ranks segments of one corpus.

    Args:
        corpus: The segments.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def rank(
        self,
        query: Query,
        accepted: Ints,
        rejected: Ints,
        candidates: Ints,
        *,
        matched: Ints | None = None,
        barred: Ints | None = None,
    ) -> Ranking:
        """Rank candidates; the same arguments always give the same ranking.

        Args:
            query: The code.
            accepted: Places of passages that have it.
            rejected: Places of passages that do not; before the first accepted one they only turn the ranking aside.
            candidates: Places to rank; repeats count once.
            matched: Places that a keyword rule of the code hits: these come earlier.
            barred: Places that an exclusion of the code hits: these are left out.
        """
        accepted, rejected = np.unique(_places(accepted)), np.unique(_places(rejected))
        open_ = np.setdiff1d(_places(candidates), _places(barred))
        if not len(open_):
            return Ranking(_NONE, np.zeros(0, np.float32), {})
        views = list(code_views(self.corpus, query))
        sifted = self._sift(views, accepted, open_)
        scoring = _Scoring(self.corpus, views, accepted, rejected, sifted.kept)
        parts = scoring.parts(_places(matched))
        _put_last(parts, self._wordless(sifted.kept))
        scores: Floats = np.stack(list(parts.values())).sum(axis=0)
        order = np.argsort(-scores, kind="stable")
        ordered = {name: values[order] for name, values in parts.items()}
        return Ranking(sifted.kept[order], scores[order], ordered, sifted.rest)

    def _wordless(self, places: Ints) -> NDArray[np.bool_]:
        """Which segments have no word: whatever is said around them, there is nothing to code."""
        filled = np.diff(self.corpus.words.rows.indptr) > 0
        wordless: NDArray[np.bool_] = ~filled[places]
        return wordless

    def _sift(self, views: list[View], accepted: Ints, candidates: Ints) -> Shortlist:
        words = next(view for view in views if not view.dense)
        meaning = next((view for view in views if view.name == "meaning"), None)
        directions = [
            None if view is None else view.prototype(accepted, _NONE, np.zeros_like(view.code))
            for view in (words, meaning)
        ]
        assert directions[0] is not None
        return shortlist(self.corpus, directions[0], directions[1], candidates)


class _Scoring:
    """The parts of the scores of some candidates."""

    def __init__(self, corpus: Corpus, views: list[View], accepted: Ints, rejected: Ints, places: Ints) -> None:
        self._corpus = corpus
        self._views = views
        self._accepted = accepted
        self._rejected = rejected
        self._places = places
        self._window = Window(places, corpus.mixers[2])
        self._languages = corpus.language[places]

    def parts(self, matched: Ints) -> dict[str, Floats]:
        """Name → what it adds; what adds nothing to any candidate is left out."""
        found: dict[str, Floats] = {}
        for name, values in self._all(matched):
            if values.any():
                found[name] = found[name] + values if name in found else values
        return found or {"words": np.zeros(len(self._places), np.float32)}

    def _all(self, matched: Ints) -> Iterator[tuple[str, Floats]]:
        for view in self._views:
            yield from self._seen(view)
        if len(self._accepted):
            yield "trained", self._trained()
            yield "nearness", np.float32(NEARNESS) * self._nearness()
        elif len(self._rejected):
            yield "rejections", np.float32(-ASIDE) * self._like_rejected()
        if len(matched):
            yield "keywords", np.float32(KEYWORDS) * np.isin(self._places, matched).astype(np.float32)

    def _seen(self, view: View) -> Iterator[tuple[str, Floats]]:
        """What one way of comparing adds: how like the code, and how like what was accepted."""
        accepted, rejected = self._of_language(view, self._accepted), self._of_language(view, self._rejected)
        direction = view.prototype(accepted, rejected, self._centre(view))
        if direction.any():
            yield view.name, view.weight * self._scaled(view.mixed.scores(direction[:, None], self._window)[:, 0], view)
        if len(accepted) and view.dense:
            yield (
                "examples",
                EXAMPLES * view.weight * self._scaled(view.nearest(self._window, accepted, rejected), view),
            )

    def _of_language(self, view: View, places: Ints) -> Ints:
        return places if view.language is None else places[self._corpus.language[places] == view.language]

    def _centre(self, view: View) -> Floats:
        """What the candidates have in common; nothing is taken off where segments are words."""
        return view.mixed.mean(self._places) if view.dense else np.zeros_like(view.code)

    def _scaled(self, values: Floats, view: View | None = None) -> Floats:
        """Values in standard deviations from their mean, language by language; 0 where all are alike."""
        scaled = _scale(values, values)
        for number in np.unique(self._languages):
            ours = self._languages == number
            if view is not None and view.language not in (None, number):
                scaled[ours] = 0
            elif _FEW <= ours.sum() < len(values):
                scaled[ours] = _scale(values[ours], values[ours])
        return scaled

    @cached_property
    def _best(self) -> list[View]:
        """The most telling dense views, else none."""
        dense = [view for view in self._views if view.dense]
        return dense[:2]

    def _trained(self) -> Floats:
        if not self._best:
            return np.zeros(len(self._places), np.float32)
        held = len(self._accepted)
        values = trained([view.mixed for view in self._best], self._window, self._accepted, self._rejected)
        return np.float32(TRAINED * held / (HALF + held)) * self._scaled(values)

    def _nearness(self) -> Floats:
        """1/√distance to an accepted passage within four segments of the same transcript."""
        found = np.zeros(len(self._corpus), np.float32)
        for step in range(1, FURTHEST + 1):
            for place in (-step, step):
                beside = self._accepted + place
                inside = (beside >= 0) & (beside < len(found))
                beside, own = beside[inside], self._accepted[inside]
                beside = beside[self._corpus.transcript[beside] == self._corpus.transcript[own]]
                found[beside] = np.maximum(found[beside], np.float32(step**-0.5))
        return found[self._places]

    def _like_rejected(self) -> Floats:
        """How like the most alike of the rejected passages."""
        views = self._best or [view for view in self._views if not view.dense]
        view = views[0]
        rows = view.mixed.at(self._rejected)
        rows = rows if view.dense else rows.toarray()
        return self._scaled(view.mixed.scores(np.ascontiguousarray(rows.T), self._window).max(axis=1))


def _put_last(parts: dict[str, Floats], which: NDArray[np.bool_]) -> None:
    """Give some candidates no more than the lowest score that there is."""
    if which.any() and not which.all():
        scores = np.stack(list(parts.values())).sum(axis=0)
        first = next(iter(parts))
        parts[first] = np.where(which, parts[first] - (scores - scores.min()), parts[first])


def _places(places: Ints | None) -> Ints:
    return _NONE if places is None else np.asarray(places, np.int64)


def _scale(values: Floats, over: Floats) -> Floats:
    deviation = float(over.std())
    if deviation < 1e-7:
        return np.zeros_like(values)
    return np.asarray((values - over.mean()) / np.float32(deviation), np.float32)
