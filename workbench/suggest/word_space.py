"""The words of segments as weights: lemmas, pairs of lemmas, and stretches of four letters, by tf-idf.

Term frequency counts by its logarithm, rare words count more, rows have length one (Salton and Buckley 1988). Stretches
of letters find a word in its other forms and with slips of the ear. Of three, four and five letters, four alone were
as good as all together, with a third of the memory.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.reading import Reading

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

LETTERS = 4
"""Length of a stretch; shorter lemmas have none, as they are the small words."""

_IN_AT_LEAST = 2
"""Segments that hold a pair or a stretch; what stands in one alone compares it with nothing."""


class Tokens(NamedTuple):
    """All words of all segments, one after the other.

    Attributes:
        lemmas: The different ones, by number.
        word: Number of the lemma of each word.
        segment: Place of the segment of each word.
        content: Whether each says something by itself.
        segments: How many segments there are.
    """

    lemmas: list[str]
    word: Ints
    segment: Ints
    content: NDArray[np.bool_]
    segments: int


def number_words(readings: Iterable[Reading]) -> Tokens:
    """Number the words of readings, in order of appearance."""
    numbers: dict[str, int] = {}
    word: list[int] = []
    lengths: list[int] = []
    content: list[bool] = []
    for reading in readings:
        word.extend([numbers.setdefault(lemma, len(numbers)) for lemma in reading.lemmas])
        content.extend(reading.content)
        lengths.append(len(reading.lemmas))
    segment = np.repeat(np.arange(len(lengths)), lengths)
    return Tokens(list(numbers), np.array(word, np.int64), segment, np.array(content, np.bool_), len(lengths))


def stretches(lemma: str) -> list[str]:
    """Stretches of letters of a lemma, its ends marked by blanks."""
    if len(lemma) < LETTERS:
        return []
    padded = f" {lemma} "
    return [padded[at : at + LETTERS] for at in range(len(padded) - LETTERS + 1)]


class WordSpace:
    """The space that words span.

    Columns are lemmas first, then pairs, then stretches. Lemmas with pairs on the one hand, stretches on the other have
    half of a row's square each.

    Args:
        tokens: The words.

    Attributes:
        rows: Shape (segments, columns), each row of length one (zero for a segment without words).
        lemmas: Number of each lemma.
    """

    def __init__(self, tokens: Tokens) -> None:
        from scipy.sparse import hstack

        self._list = tokens.lemmas
        self.lemmas = {lemma: number for number, lemma in enumerate(tokens.lemmas)}
        single = _counted(tokens.segment, tokens.word, (tokens.segments, len(self._list)))
        pairs, self._pairs = _pairs(tokens)
        letters = self._letters(single)
        words, self._word_weights = _weighted(hstack([single, pairs]).tocsr())
        letters, self._letter_weights = _weighted(letters)
        self.rows: csr_matrix = _halves(words, letters)

    def _letters(self, single: "csr_matrix") -> "csr_matrix":
        """Counts of stretches in segments, from those in lemmas; keeps which there are."""
        found = [stretches(lemma) for lemma in self._list]
        lengths = np.array([len(some) for some in found], np.int64)
        numbers: dict[str, int] = {}
        column = np.array([numbers.setdefault(one, len(numbers)) for some in found for one in some], np.int64)
        row = np.repeat(np.arange(len(found)), lengths)
        counts = single @ _counted(row, column, (len(found), len(numbers)))
        kept = np.flatnonzero(np.bincount(counts.indices, minlength=counts.shape[1]) >= _IN_AT_LEAST)
        names = list(numbers)
        self._stretches = {names[number]: place for place, number in enumerate(kept.tolist())}
        return counts[:, kept].tocsr()

    @cached_property
    def pair_columns(self) -> dict[tuple[int, int], int]:
        """Column of each pair of lemma numbers."""
        first, second = np.divmod(self._pairs, max(1, len(self._list)))
        pairs = zip(first.tolist(), second.tolist(), strict=True)
        return {pair: len(self._list) + place for place, pair in enumerate(pairs)}

    def direction(self, lemmas: Mapping[str, float], pairs: Mapping[tuple[str, str], float]) -> Floats:
        """A text as a row of the space.

        Args:
            lemmas: How often each stands in it; may be a fraction where a part of the text counts less.
            pairs: The same of lemmas that follow each other.

        Returns:
            Shape (columns,), of length one; zero if no segment holds anything of it.
        """
        known, words = len(self._word_weights), np.zeros(len(self._word_weights), np.float32)
        letters = np.zeros(len(self._letter_weights), np.float32)
        for lemma, count in lemmas.items():
            if (number := self.lemmas.get(lemma)) is not None:
                words[number] += count
            for stretch in stretches(lemma):
                if (place := self._stretches.get(stretch)) is not None:
                    letters[place] += count
        for (one, other), count in pairs.items():
            numbers = self.lemmas.get(one), self.lemmas.get(other)
            if numbers[0] is not None and numbers[1] is not None:
                column = self.pair_columns.get((numbers[0], numbers[1]), known)
                if column < known:
                    words[column] += count
        halves = np.concatenate(
            [_unit(_damped(words) * self._word_weights), _unit(_damped(letters) * self._letter_weights)]
        )
        return _unit(halves)

    @property
    def words(self) -> "csr_matrix":
        """The rows without stretches of letters."""
        return self.rows[:, : len(self._word_weights)]

    def lemma_shares(self, direction: Floats) -> Floats:
        """What each lemma adds to a product with a direction, by itself and by its letters, before its weight in a row.

        Args:
            direction: Shape (columns,).

        Returns:
            Shape (lemmas,); for comparing lemmas, the highest being the most telling.
        """
        own = direction[: len(self._list)] * self._word_weights[: len(self._list)]
        letters = direction[len(self._word_weights) :] * self._letter_weights
        by_letters = np.zeros(len(self._list), np.float32)
        for number, lemma in enumerate(self._list):
            places = [self._stretches[one] for one in stretches(lemma) if one in self._stretches]
            by_letters[number] = letters[places].sum()
        return own + by_letters


def _counted(row: Ints, column: Ints, shape: tuple[int, int]) -> "csr_matrix":
    """How often each column stands in each row."""
    from scipy.sparse import csr_matrix

    counts = csr_matrix((np.ones(len(row), np.float32), (row, column)), shape=shape, dtype=np.float32)
    counts.sum_duplicates()
    return counts


def _pairs(tokens: Tokens) -> "tuple[csr_matrix, Ints]":
    """Counts of pairs that several segments hold, and which they are: first × number of lemmas + second."""
    following = np.flatnonzero(tokens.segment[1:] == tokens.segment[:-1])
    pair = tokens.word[following] * len(tokens.lemmas) + tokens.word[following + 1]
    kinds, column = np.unique(pair, return_inverse=True)
    counts = _counted(tokens.segment[following], column, (tokens.segments, len(kinds)))
    kept = np.flatnonzero(np.bincount(counts.indices, minlength=len(kinds)) >= _IN_AT_LEAST)
    return counts[:, kept].tocsr(), kinds[kept]


def _weighted(counts: "csr_matrix") -> "tuple[csr_matrix, Floats]":
    """Rows of tf-idf, of length one, and the weight of each column."""
    held = np.bincount(counts.indices, minlength=counts.shape[1])
    weights = (np.log((1 + counts.shape[0]) / (1 + held)) + 1).astype(np.float32)
    counts.data = _damped(counts.data) * weights[counts.indices]
    return _unit_rows(counts), weights


def _unit_rows(rows: "csr_matrix") -> "csr_matrix":
    """Rows of length one, changed in place; those of length zero stay."""
    starts, lengths = rows.indptr[:-1], np.diff(rows.indptr)
    filled = lengths > 0
    squares = np.add.reduceat(rows.data**2, starts[filled]) if filled.any() else np.zeros(0)
    rows.data /= np.repeat(np.sqrt(squares), lengths[filled]).astype(np.float32)
    return rows


def _halves(words: "csr_matrix", letters: "csr_matrix") -> "csr_matrix":
    """Both side by side, rows of length one; a segment without stretches has its words alone."""
    from scipy.sparse import hstack

    return _unit_rows(hstack([words, letters], format="csr", dtype=np.float32))


def _damped(counts: Floats) -> Floats:
    """1 + ln(count), and the count itself below one."""
    return np.where(counts > 1, 1 + np.log(np.maximum(counts, 1)), counts).astype(np.float32)


def _unit(row: Floats) -> Floats:
    length = float(np.linalg.norm(row))
    return row / np.float32(length) if length else row
