"""Segments as points among which those about the same thing lie close together, whatever was read of them.

What a sentence encoder makes of a segment is joined with the words that it holds, the latter folded into fewer
dimensions by latent semantic analysis (Deerwester et al. 1990). Without an encoder the vectors of the words serve, and
without these the words alone.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.reading import Vectors
from workbench.suggest.theme_texts import Fetched, Places, Texts

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_BEFORE, _AFTER = 0.25, 0.15
"""Weight of the segments beside: enough to know what an answer is about, not enough to group a whole stretch."""
_DIMENSIONS = 100
_WORDS_BESIDE_MEANING = 0.5
_COMMON = 0.15
_COMMON_AT_LEAST = 10


def unit(rows: Vectors) -> Vectors:
    """Rows brought to length one; those of length zero stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)


class ThemeSpace:
    """Where segments lie. It is laid out by some of them, so that a large study need not be placed at once.

    Args:
        texts: The corpus.
        fetched: What was read of it.
        fit: Segments that lay it out: what all of them have in common brings none of them closer.
    """

    def __init__(self, texts: Texts, fetched: Fetched, fit: Places) -> None:
        self._meaning = Meaning(texts, fetched, fit)
        self._words = _FoldedWords(fetched, fit)
        self._weight = np.float32((_WORDS_BESIDE_MEANING if texts.vectors is not None else 1.0) ** 0.5)

    def of(self, places: Places) -> Vectors:
        """Points of length one (zero for a segment that says nothing), shape (places, dimensions)."""
        words, meaning = self._words.of(places), self._meaning.of(places)
        return words if meaning is None else unit(np.hstack([meaning, self._weight * words]))


class Meaning:
    """What segments mean, around the mean of their language: by the sentence encoder, else by their words' vectors.

    Args:
        texts: The corpus.
        fetched: What was read of it.
        fit: Segments by which the means are taken.
    """

    def __init__(self, texts: Texts, fetched: Fetched, fit: Places) -> None:
        encoded = texts.vectors is not None
        self._vectors = texts.vectors if encoded else fetched.vectors
        self._languages = np.array(texts.languages)
        self._of = _numbers([piece.transcript for piece in texts.pieces])
        # Vectors of words are learned for one language: another's have dimensions of their own.
        self._spaces: list[str | None] = [None] if encoded else list(dict.fromkeys(texts.languages))
        self._means = [self._means_of(self._with_neighbours(fit, space), fit) for space in self._spaces if self._known]

    @property
    def _known(self) -> bool:
        return self._vectors is not None

    def of(self, places: Places) -> Vectors | None:
        """Rows of length one or zero, shape (places, dimensions); None where nothing has vectors."""
        if not self._known:
            return None
        rows = [
            self._around(means, self._with_neighbours(places, space), places)
            for space, means in zip(self._spaces, self._means, strict=True)
        ]
        return rows[0] if len(rows) == 1 else unit(np.hstack(rows))

    def _with_neighbours(self, places: Places, language: str | None) -> Vectors:
        """Vectors of segments with a little of the one before and of the one after, within the transcript."""
        mixed = self._rows(places, language)
        for step, weight in ((-1, _BEFORE), (1, _AFTER)):
            beside = np.clip(places + step, 0, len(self._of) - 1)
            inside = (beside != places) & (self._of[beside] == self._of[places])
            if language is not None:
                inside &= self._languages[places] == language
            mixed[inside] += np.float32(weight) * self._rows(beside[inside], language)
        return unit(mixed)

    def _rows(self, places: Places, language: str | None) -> Vectors:
        assert self._vectors is not None
        rows = unit(self._vectors[places])
        if language is not None:
            rows[self._languages[places] != language] = 0
        return rows

    def _means_of(self, rows: Vectors, places: Places) -> dict[str, Vectors]:
        said = rows.any(axis=1)
        languages = self._languages[places]
        return {
            str(language): rows[said & (languages == language)].mean(axis=0) for language in np.unique(languages[said])
        }

    def _around(self, means: dict[str, Vectors], rows: Vectors, places: Places) -> Vectors:
        """Rows from the mean of their language; all zero stays so."""
        said = rows.any(axis=1)
        for language, mean in means.items():
            rows[said & (self._languages[places] == language)] -= mean
        return unit(rows)


class _FoldedWords:
    """Tf-idf of lemmas (in at least two segments, and in no large share of them), folded to fewer dimensions."""

    def __init__(self, fetched: Fetched, fit: Places) -> None:
        self._lemmas = fetched.lemmas
        self._weighing: Any = None
        self._folding: Any = None
        held = Counter(lemma for place in fit.tolist() for lemma in set(fetched.lemmas[place]))
        most = max(_COMMON_AT_LEAST, int(_COMMON * len(fit)))
        vocabulary = sorted(lemma for lemma, count in held.items() if 2 <= count <= most)
        if len(vocabulary) > 1:
            self._learn(vocabulary, fit)

    def _learn(self, vocabulary: Sequence[str], fit: Places) -> None:
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer

        # A list of lemmas is its own words; a fixed seed, because the same texts are to give the same groups.
        self._weighing = TfidfVectorizer(
            analyzer=tuple, vocabulary=vocabulary, sublinear_tf=True, dtype=np.float32
        ).fit(self._said(fit))
        if min(len(vocabulary), len(fit)) > _DIMENSIONS:
            self._folding = TruncatedSVD(_DIMENSIONS, random_state=0).fit(self._weighted(fit))

    def _said(self, places: Places) -> list[tuple[str, ...]]:
        return [self._lemmas[place] for place in places.tolist()]

    def _weighted(self, places: Places) -> "csr_matrix":
        weighted: csr_matrix = self._weighing.transform(self._said(places))
        return weighted

    def of(self, places: Places) -> Vectors:
        """Rows of length one, zero for a segment with none of the words."""
        if self._weighing is None:
            return np.zeros((len(places), 1), dtype=np.float32)
        weighted = self._weighted(places)
        return unit(weighted.toarray() if self._folding is None else self._folding.transform(weighted))


def _numbers(names: Sequence[str]) -> NDArray[np.int64]:
    """Each name as the number of its first appearance."""
    known: dict[str, int] = {}
    return np.fromiter((known.setdefault(name, len(known)) for name in names), np.int64, len(names))
