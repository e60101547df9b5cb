"""Ranking of segments for one code: by what is written about it, and more and more by what was accepted.

Scores are sums of parts. Each part is scaled over the candidates of a language to a mean of 0 and a standard deviation
of 1, then weighted, as parts of different kinds cannot be added otherwise.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.corpus import Corpus
from workbench.suggest.queries import Query
from workbench.suggest.scoring import Scoring
from workbench.suggest.shortlist import Shortlist, shortlist
from workbench.suggest.views import Scale, View, code_views

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

_NONE = np.zeros(0, np.int64)
_NOTHING = np.zeros(0, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Candidates ranked for a code, the best first; of equal ones the first in the text.

    Attributes:
        places: Places in the corpus.
        scores: Of each, in standard deviations over the candidates; compares within one ranking only.
        parts: Name → what it adds to each score; they add up to the scores.
        sifted: The candidates as the shortlist parted them.
    """

    places: Ints
    scores: Floats
    parts: dict[str, Floats]
    sifted: Shortlist

    @property
    def rest(self) -> Ints:
        """Candidates of a very large corpus that only the shortlist looked at, the likelier first."""
        return self.sifted.rest


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
            return Ranking(_NONE, _NOTHING, {}, Shortlist(_NONE, _NONE, _NOTHING))
        # Sums in one thread: their last digits depend on how many share them, and matrices this small gain nothing.
        with _threads().limit(limits=1, user_api="blas"):
            return self._ranked(query, accepted, rejected, open_, _places(matched))

    def _ranked(self, query: Query, accepted: Ints, rejected: Ints, candidates: Ints, matched: Ints) -> Ranking:
        views = list(code_views(self.corpus, query))
        sifted = self._sift(views, accepted, candidates)
        scoring = Scoring(self.corpus, views, accepted, rejected, sifted)
        parts = scoring.parts(matched)
        _put_last(parts, self._wordless(sifted.kept))
        scores: Floats = np.stack(list(parts.values())).sum(axis=0)
        order = np.argsort(-scores, kind="stable")
        ordered = {name: values[order] for name, values in parts.items()}
        return Ranking(sifted.kept[order], scores[order], ordered, sifted)

    def _wordless(self, places: Ints) -> NDArray[np.bool_]:
        """Which segments have no word: whatever is said around them, there is nothing to code."""
        filled = np.diff(self.corpus.words.rows.indptr) > 0
        wordless: NDArray[np.bool_] = ~filled[places]
        return wordless

    def _sift(self, views: list[View], accepted: Ints, candidates: Ints) -> Shortlist:
        words = next(view for view in views if not view.dense and view.scale is Scale.WIDE)
        meaning = next((view for view in views if view.name == "meaning" and view.scale is Scale.WIDE), None)
        directions = [
            None if view is None else view.prototype(accepted, _NONE, np.zeros_like(view.code))
            for view in (words, meaning)
        ]
        assert directions[0] is not None
        return shortlist(self.corpus, directions[0], directions[1], candidates)


@cache
def _threads() -> "ThreadpoolController":
    """The libraries that multiply matrices; looking for them takes milliseconds."""
    from threadpoolctl import ThreadpoolController

    import_module("sklearn.linear_model")
    return ThreadpoolController()


def _put_last(parts: dict[str, Floats], which: NDArray[np.bool_]) -> None:
    """Give some candidates no more than the lowest score that there is."""
    if which.any() and not which.all():
        scores = np.stack(list(parts.values())).sum(axis=0)
        first = next(iter(parts))
        parts[first] = np.where(which, parts[first] - (scores - scores.min()), parts[first])


def _places(places: Ints | None) -> Ints:
    return _NONE if places is None else np.asarray(places, np.int64)
