"""Segments as points among which those about the same thing lie close together, whatever was read of them.

What a sentence encoder makes of a segment is joined with the words that it holds, the latter folded into fewer
dimensions by latent semantic analysis (Deerwester et al. 1990). Without an encoder the vectors of the words serve, and
without these the words alone.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.pieces import Piece
from workbench.suggest.reading import Reading, Vectors

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Places = NDArray[np.int64]
"""Row numbers of segments in a corpus."""

FEWEST_LEMMAS = 5
"""Different words that say something, below which a segment is about nothing that others could share."""

_BEFORE, _AFTER = 0.25, 0.15
"""Weight of the segments beside: enough to know what an answer is about, not enough to group a whole stretch."""
_DIMENSIONS = 100
_WORDS_BESIDE_MEANING = 0.5
_COMMON = 0.15


class Texts(Protocol):
    """What grouping asks of a corpus; everything runs in parallel, in reading order."""

    @property
    def pieces(self) -> Sequence[Piece]:
        """The segments."""
        ...

    @property
    def languages(self) -> Sequence[str]:
        """Language of each segment."""
        ...

    @property
    def readings(self) -> Sequence[Reading]:
        """What was read of each segment."""
        ...

    @property
    def vectors(self) -> Vectors | None:
        """What a sentence encoder made of each segment, None without one."""
        ...


def content_lemmas(reading: Reading) -> list[str]:
    """The words of a segment that say something, without numbers and single letters."""
    said = zip(reading.lemmas, reading.content, strict=True)
    return [lemma for lemma, content in said if content and len(lemma) > 1 and not lemma.isnumeric()]


def theme_vectors(texts: Texts, places: Places, fit: Places) -> Vectors:
    """Points of length one (zero for a segment that says nothing).

    Args:
        texts: The corpus.
        places: Segments to place.
        fit: Which of ``places``, by their position in it, lay the space out: what all of them have in common brings
            none of them closer.

    Returns:
        Shape (places, dimensions).
    """
    words = _folded_words(texts, places, fit)
    meaning = _meaning(texts, places, fit)
    if meaning is None:
        return words
    weight = _WORDS_BESIDE_MEANING if texts.vectors is not None else 1.0
    return unit(np.hstack([meaning, np.float32(weight**0.5) * words]))


def unit(rows: Vectors) -> Vectors:
    """Rows brought to length one; those of length zero stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)


# What segments mean


def _meaning(texts: Texts, places: Places, fit: Places) -> Vectors | None:
    """Of the sentence encoder, else of the words' vectors; each language around its own mean."""
    languages = np.array(texts.languages)[places]
    encoded = texts.vectors
    if encoded is not None:
        return _around_means(_with_neighbours(texts, places, lambda rows: encoded[rows]), languages, fit)
    spaces = []
    for language in dict.fromkeys(languages.tolist()):
        if width := _width(texts, places[languages == language]):
            # Vectors of words are learned for one language: another's have dimensions of their own.
            own = _with_neighbours(texts, places, lambda rows: _word_vectors(texts, rows, language, width))  # noqa: B023
            own[languages != language] = 0
            spaces.append(_around_means(own, languages, fit))
    return unit(np.hstack(spaces)) if spaces else None


def _width(texts: Texts, places: Places) -> int:
    """Dimensions of the word vectors of some segments, 0 if they have none."""
    return max((len(texts.readings[place].vector) for place in places[:100]), default=0)


def _word_vectors(texts: Texts, places: Places, language: str, width: int) -> Vectors:
    found = np.zeros((len(places), width), dtype=np.float32)
    for row, place in enumerate(places):
        vector = texts.readings[place].vector
        if texts.languages[place] == language and len(vector) == width:
            found[row] = vector
    return unit(found)


def _with_neighbours(texts: Texts, places: Places, vectors: Callable[[Places], Vectors]) -> Vectors:
    """Vectors of segments with a little of the segment before and the one after, within the transcript."""
    mixed = vectors(places).astype(np.float32, copy=True)
    of = [piece.transcript for piece in texts.pieces]
    for step, weight in ((-1, _BEFORE), (1, _AFTER)):
        inside = np.array(
            [0 <= place + step < len(of) and of[place + step] == of[place] for place in places], dtype=bool
        )
        if inside.any():
            mixed[inside] += np.float32(weight) * vectors(places[inside] + step)
    return unit(mixed)


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


def _folded_words(texts: Texts, places: Places, fit: Places) -> Vectors:
    """Tf-idf of lemmas (in at least two segments, and in no large share of them), folded to fewer dimensions."""
    from sklearn.decomposition import TruncatedSVD

    weighted = _weighted_words(texts, places, fit)
    smaller = min(weighted.shape[1], len(fit)) - 1
    if smaller < 2:
        return np.zeros((len(places), 1), dtype=np.float32)
    if smaller <= _DIMENSIONS:
        return unit(weighted.toarray())
    # A fixed seed: the same texts are to give the same groups.
    folding = TruncatedSVD(_DIMENSIONS, random_state=0).fit(weighted[fit])
    return unit(folding.transform(weighted))


def _weighted_words(texts: Texts, places: Places, fit: Places) -> "csr_matrix":
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    said = [content_lemmas(texts.readings[place]) for place in places]
    held = Counter(lemma for row in fit for lemma in set(said[row]))
    most = max(2, int(_COMMON * len(fit)))
    vocabulary = sorted(lemma for lemma, count in held.items() if 2 <= count <= most)
    if not vocabulary:
        return csr_matrix((len(places), 0), dtype=np.float32)
    weighing = TfidfVectorizer(analyzer=_as_it_is, vocabulary=vocabulary, sublinear_tf=True, dtype=np.float32)
    weighing.fit([said[row] for row in fit])
    return csr_matrix(weighing.transform(said))


def _as_it_is(lemmas: list[str]) -> list[str]:
    return lemmas
