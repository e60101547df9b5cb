"""The segments of a study as arrays: what each holds in words and in meaning, alone and with its neighbours."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.folding import Folding, learn_folding
from workbench.suggest.neighbours import NEAR, OWN, WIDE, Mixed, Rows, mixer
from workbench.suggest.packed_vectors import UNPACKED, AnyVectors, PackedVectors
from workbench.suggest.pieces import Piece
from workbench.suggest.reading import Reading, Vectors
from workbench.suggest.word_space import WordSpace, number_words

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


Ints = NDArray[np.int64]

_AT_ONCE = 4096
_SKETCHED = 64
"""Dimensions of the rough vectors that very many candidates are sifted by."""


class Space:
    """Rows of segments, and the same mixed with their neighbours.

    Args:
        rows: Shape (segments, d), dense or sparse, of length one or zero.
        corpus: Whose they are.

    Attributes:
        rows: As given.
    """

    def __init__(self, rows: Rows, corpus: "Corpus") -> None:
        self.rows = rows
        self._corpus = corpus

    @cached_property
    def own(self) -> Mixed:
        """What each says by itself."""
        return Mixed(self.rows, self._corpus.mixers[0])

    @cached_property
    def near(self) -> Mixed:
        """With a share of the segment before and the one after."""
        return Mixed(self.rows, self._corpus.mixers[1])

    @cached_property
    def wide(self) -> Mixed:
        """With shares of the four before and the four after."""
        return Mixed(self.rows, self._corpus.mixers[2])


class Corpus:
    """The segments of a study. Making one costs little: what takes time is made when it is first asked for, and kept.

    Args:
        pieces: The segments in reading order, those of a transcript one after the other.
        languages: Of each.
        readings: Of each; gone through once.
        vectors: What a sentence encoder makes of each, rows of length one; None without an encoder.

    Attributes:
        pieces: As given.
        languages: As given.
        readings: As given.
        vectors: As given.
        transcript: Number of the transcript of each, in order of appearance.
        order: Place of each in its transcript, from 0.
        candidate: Whether each can be suggested.
        speaker: Number of the speaker's label of each, in order of appearance.
        language: Number of the language of each, in order of appearance.
    """

    def __init__(
        self,
        pieces: Sequence[Piece],
        languages: Sequence[str],
        readings: Sequence[Reading],
        vectors: AnyVectors | None = None,
    ) -> None:
        self.pieces = pieces
        self.languages = languages
        self.readings = readings
        self.vectors = vectors
        held = [(piece.transcript, piece.speaker, piece.candidate) for piece in pieces]
        self.transcript = _numbered([transcript for transcript, _speaker, _candidate in held])
        self.speaker = _numbered([speaker for _transcript, speaker, _candidate in held])
        self.language = _numbered(languages)
        self.candidate = np.array([candidate for _transcript, _speaker, candidate in held], np.bool_)
        self.order = _order(self.transcript)

    def __len__(self) -> int:
        return len(self.pieces)

    @cached_property
    def mixers(self) -> "tuple[csr_matrix, csr_matrix, csr_matrix]":
        """What mixes segments with no neighbour, with those beside, and with more of them."""
        return mixer(self.transcript, OWN), mixer(self.transcript, NEAR), mixer(self.transcript, WIDE)

    @cached_property
    def vocabulary(self) -> WordSpace:
        """What segments hold in words, as weights."""
        return self._read[0]

    @cached_property
    def words(self) -> Space:
        """The words of segments."""
        return Space(self.vocabulary.rows, self)

    @cached_property
    def folding(self) -> Folding | None:
        """Turns words into fewer dimensions; None where the text is too short to learn it from."""
        return learn_folding(self.vocabulary)

    @cached_property
    def folded(self) -> Space | None:
        """Words in fewer dimensions; None where the text is too short."""
        folding = self.folding
        if folding is None:
            return None
        step = _AT_ONCE if len(self) > UNPACKED else len(self)
        words = (self.vocabulary.words_of(slice(first, first + step)) for first in range(0, len(self), step))
        parts = (unit_rows(folding.rows(some)) for some in words)
        return Space(PackedVectors.halved(len(self), parts) if len(self) > UNPACKED else next(parts), self)

    @cached_property
    def meaning(self) -> Space | None:
        """Sentence vectors; None without an encoder."""
        return None if self.vectors is None else Space(self.vectors, self)

    @cached_property
    def sketch(self) -> tuple[Vectors, Vectors] | None:
        """Sentence vectors in few dimensions, shape (segments, few), and what projects to these, shape (d, few)."""
        if self.vectors is None:
            return None
        shape = self.vectors.shape[1], _SKETCHED
        projection = np.random.default_rng(0).standard_normal(shape, np.float32) / np.float32(_SKETCHED**0.5)
        rough = np.empty((len(self), _SKETCHED), np.float32)
        for first in range(0, len(self), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            rough[some] = self.vectors[some] @ projection
        return rough, projection

    @cached_property
    def associations(self) -> Space | None:
        """Word vectors, each from the mean of its language; None where no reader has any."""
        rows = self._centred[0]
        return None if rows is None else Space(rows, self)

    @property
    def centres(self) -> dict[str, Vectors]:
        """Language → mean word vector of its segments, shape (d,)."""
        return self._centred[1]

    @cached_property
    def _centred(self) -> tuple[Vectors | None, dict[str, Vectors]]:
        rows, centres = self._read[1], {}
        if rows is None:
            return None, {}
        said = rows.any(axis=1)
        for number, language in enumerate(dict.fromkeys(self.languages)):
            ours = said & (self.language == number)
            if ours.any():
                centres[language] = rows[ours].mean(axis=0)
                rows[ours] -= centres[language]
        return unit_rows(rows), centres

    @cached_property
    def _read(self) -> tuple[WordSpace, Vectors | None]:
        """The space of words and the mean vectors of segments, in one pass: readings may lie in a file."""
        vectors = _Longest(len(self))
        tokens = number_words(vectors.passing(self.readings))
        return WordSpace(tokens), vectors.rows


def unit_rows(rows: Vectors) -> Vectors:
    """Rows brought to length one, in place; those of length zero stay."""
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        lengths = np.linalg.norm(some, axis=1, keepdims=True)
        some /= np.where(lengths > 0, lengths, 1)
    return rows


class _Longest:
    """The longest vectors of readings that pass by, as rows; zero for those that have none, or a shorter one.

    Args:
        count: Readings.

    Attributes:
        rows: Shape (readings, d); None as long as there are no vectors.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self.rows: Vectors | None = None

    def passing(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Readings as they are, whose vectors are kept on the way."""
        longest = 0
        for place, reading in enumerate(readings):
            if len(reading.vector) > longest:
                longest = len(reading.vector)
                self.rows = np.zeros((self._count, longest), np.float32)
            if longest and len(reading.vector) == longest and self.rows is not None:
                self.rows[place] = reading.vector
            yield reading


def _numbered(names: Sequence[str]) -> Ints:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)


def _order(transcript: Ints) -> Ints:
    """Place of each segment in its transcript."""
    places = np.arange(len(transcript))
    begins = np.concatenate([np.ones(min(1, len(places)), np.bool_), transcript[1:] != transcript[:-1]])
    return places - np.maximum.accumulate(np.where(begins, places, 0))
