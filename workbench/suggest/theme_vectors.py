"""Segments as points among which those about the same thing lie close together, whatever was read of them.

What a sentence encoder makes of a segment is joined with the words that it holds, the latter folded into fewer
dimensions by latent semantic analysis (Deerwester et al. 1990). Without an encoder the vectors of the words serve, and
without these the words alone.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.reading import Vectors
from workbench.suggest.theme_texts import Fetched, Places, Texts, fetch

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_BEFORE, _AFTER = 0.25, 0.15
"""Weight of the segments beside: enough to know what an answer is about, not enough to group a whole stretch."""
_DIMENSIONS = 100
_WORDS_BESIDE_MEANING = 0.5
_COMMON = 0.15
_COMMON_AT_LEAST = 10


def theme_vectors(texts: Texts, fetched: Fetched, places: Places, fit: Places) -> Vectors:
    """Points of length one (zero for a segment that says nothing).

    Args:
        texts: The corpus.
        fetched: What was read of it.
        places: Segments to place.
        fit: Which of ``places``, by their position in it, lay the space out: what all of them have in common brings
            none of them closer.

    Returns:
        Shape (places, dimensions).
    """
    words = _folded_words([fetched.lemmas[place] for place in places.tolist()], fit)
    meaning = _meaning(texts, fetched, places, fit)
    if meaning is None:
        return words
    weight = _WORDS_BESIDE_MEANING if texts.vectors is not None else 1.0
    return unit(np.hstack([meaning, np.float32(weight**0.5) * words]))


def reading_vectors(texts: Texts, places: Places, fit: Places) -> Vectors:
    """As ``theme_vectors``, for telling what is new: by what the segments mean alone, where an encoder says it."""
    if texts.vectors is None:
        return theme_vectors(texts, fetch(texts), places, fit)
    return _meant(texts, texts.vectors, places, fit)


def unit(rows: Vectors) -> Vectors:
    """Rows brought to length one; those of length zero stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)


# What segments mean


def _meaning(texts: Texts, fetched: Fetched, places: Places, fit: Places) -> Vectors | None:
    """Of the sentence encoder, else of the words' vectors; each language around its own mean."""
    of_all = np.array(texts.languages)
    languages = of_all[places]
    if texts.vectors is not None:
        return _meant(texts, texts.vectors, places, fit)
    if fetched.vectors is None:
        return None
    spaces = []
    for language in dict.fromkeys(languages.tolist()):
        # Vectors of words are learned for one language: another's have dimensions of their own.
        own = _with_neighbours(texts, fetched.vectors, places, of_all == language)
        spaces.append(_around_means(own, languages, fit))
    return unit(np.hstack(spaces))


def _meant(texts: Texts, vectors: Vectors, places: Places, fit: Places) -> Vectors:
    languages = np.array(texts.languages)[places]
    return _around_means(_with_neighbours(texts, vectors, places), languages, fit)


def _with_neighbours(texts: Texts, vectors: Vectors, places: Places, ours: NDArray[np.bool_] | None = None) -> Vectors:
    """Vectors of segments with a little of the segment before and the one after, within the transcript.

    Args:
        texts: The corpus.
        vectors: Of all its segments.
        places: Those wanted.
        ours: Which of all segments count; the others are zero.
    """
    count = len(vectors)
    mixed = _rows(vectors, places, ours)
    of = np.array([piece.transcript for piece in texts.pieces])
    for step, weight in ((-1, _BEFORE), (1, _AFTER)):
        beside = np.clip(places + step, 0, count - 1)
        inside = (beside != places) & (of[beside] == of[places])
        if ours is not None:
            inside &= ours[places]
        mixed[inside] += np.float32(weight) * _rows(vectors, beside[inside], ours)
    return unit(mixed)


def _rows(vectors: Vectors, places: Places, ours: NDArray[np.bool_] | None) -> Vectors:
    rows = unit(vectors[places])
    if ours is not None:
        rows[~ours[places]] = 0
    return rows


def _around_means(rows: Vectors, languages: NDArray[np.str_], fit: Places) -> Vectors:
    """Rows from the mean of their language; all zero stays so."""
    said = rows.any(axis=1)
    for language in np.unique(languages):
        ours = said & (languages == language)
        common = fit[ours[fit]]
        if len(common):
            rows[ours] -= rows[common].mean(axis=0)
    return unit(rows)


# What words segments hold


def _folded_words(said: Sequence[tuple[str, ...]], fit: Places) -> Vectors:
    """Tf-idf of lemmas (in at least two segments, and in no large share of them), folded to fewer dimensions."""
    from sklearn.decomposition import TruncatedSVD

    weighted = _weighted_words(said, fit)
    if weighted.shape[1] < 2:
        return np.zeros((len(said), 1), dtype=np.float32)
    if min(weighted.shape[1], len(fit)) <= _DIMENSIONS:
        return unit(weighted.toarray())
    # A fixed seed: the same texts are to give the same groups.
    folding = TruncatedSVD(_DIMENSIONS, random_state=0).fit(weighted[fit])
    return unit(folding.transform(weighted))


def _weighted_words(said: Sequence[tuple[str, ...]], fit: Places) -> "csr_matrix":
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    held = Counter(lemma for row in fit for lemma in set(said[row]))
    most = max(_COMMON_AT_LEAST, int(_COMMON * len(fit)))
    vocabulary = sorted(lemma for lemma, count in held.items() if 2 <= count <= most)
    if not vocabulary:
        return csr_matrix((len(said), 0), dtype=np.float32)
    weighing = TfidfVectorizer(analyzer=tuple, vocabulary=vocabulary, sublinear_tf=True, dtype=np.float32)
    weighing.fit([said[row] for row in fit])
    return csr_matrix(weighing.transform(said))
