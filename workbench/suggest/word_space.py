"""The words of segments as weights: lemmas, pairs of lemmas, and stretches of four letters, by tf-idf.

Term frequency counts by its logarithm, rare words count more, rows have length one (Salton and Buckley 1988). Stretches
of letters find a word in its other forms and with slips of the ear. Of three, four and five letters, four alone were
as good as all together, with a third of the memory.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.reading import Reading

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

LETTERS = 4
"""Length of a stretch; shorter lemmas have none, as they are the small words."""

_AT_ONCE = 4096
"""Segments whose words are counted together."""

_IN_AT_LEAST = 2
"""Segments that hold a pair or a stretch; what stands in one alone compares it with nothing."""


class Tokens(NamedTuple):
    """All words of all segments, one after the other.

    Attributes:
        lemmas: The different ones, by number.
        word: Number of the lemma of each word.
        begins: Place of the first word of each segment, and one past the last word of all; shape (segments + 1,).
    """

    lemmas: list[str]
    word: NDArray[np.int32]
    begins: Ints

    @property
    def segments(self) -> int:
        """How many there are."""
        return len(self.begins) - 1


def number_words(readings: Iterable[Reading]) -> Tokens:
    """Number the words of readings, in order of appearance."""
    numbers: dict[str, int] = {}
    word, begins = array("i"), array("q", [0])
    for reading in readings:
        word.extend([numbers.setdefault(lemma, len(numbers)) for lemma in reading.lemmas])
        begins.append(len(word))
    return Tokens(list(numbers), np.array(word, np.int32), np.array(begins, np.int64))


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
        self._list = tokens.lemmas
        self.lemmas = {lemma: number for number, lemma in enumerate(tokens.lemmas)}
        counts = _Counts(tokens)
        held = counts.held()
        pairs, letters = (np.flatnonzero(some >= _IN_AT_LEAST) for some in held[1:])
        self._pairs = counts.pairs[pairs]
        self._spelling = counts.spelling[:, letters].tocsr()
        self._stretches = {counts.stretches[number]: place for place, number in enumerate(letters.tolist())}
        in_words = np.concatenate([held[0], held[1][pairs]])
        self._word_weights = _rarity(in_words, tokens.segments)
        self._letter_weights = _rarity(held[2][letters], tokens.segments)
        entries = int(in_words.sum() + held[2][letters].sum())
        columns = len(self._word_weights) + len(self._letter_weights)
        parts = (
            _halves(_weighted(words, self._word_weights), _weighted(spelt, self._letter_weights))
            for words, spelt in counts.kept(pairs, letters)
        )
        self.rows: csr_matrix = _joined(parts, entries, (tokens.segments, columns))

    def _pair_column(self, first: int, second: int) -> int | None:
        """Column of a pair of lemma numbers; None if it has none."""
        pair = first * len(self._list) + second
        place = int(np.searchsorted(self._pairs, pair))
        known = place < len(self._pairs) and self._pairs[place] == pair
        return len(self._list) + place if known else None

    def direction(self, lemmas: Mapping[str, float], pairs: Mapping[tuple[str, str], float]) -> Floats:
        """A text as a row of the space.

        Args:
            lemmas: How often each stands in it; may be a fraction where a part of the text counts less.
            pairs: The same of lemmas that follow each other.

        Returns:
            Shape (columns,), of length one; zero if no segment holds anything of it.
        """
        words = np.zeros(len(self._word_weights), np.float32)
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
                column = self._pair_column(numbers[0], numbers[1])
                if column is not None:
                    words[column] += count
        halves = np.concatenate(
            [_unit(_damped(words) * self._word_weights), _unit(_damped(letters) * self._letter_weights)]
        )
        return _unit(halves)

    def words_of(self, some: slice) -> "csr_matrix":
        """Some of the rows, without stretches of letters."""
        return self.rows[some][:, : len(self._word_weights)]

    def lemma_shares(self, direction: Floats) -> Floats:
        """What each lemma adds to a product with a direction, by itself and by its letters, before its weight in a row.

        Args:
            direction: Shape (columns,).

        Returns:
            Shape (lemmas,); for comparing lemmas, the highest being the most telling.
        """
        own = direction[: len(self._list)] * self._word_weights[: len(self._list)]
        letters = direction[len(self._word_weights) :] * self._letter_weights
        return np.asarray(own + self._spelling @ letters, np.float32)


class _Counts:
    """How often lemmas, pairs and stretches stand in segments, some segments at a time: all at once are very large.

    Args:
        tokens: The words.

    Attributes:
        pairs: Those that there are, ascending: first × number of lemmas + second.
        stretches: Those that there are.
        spelling: How often each stretch stands in each lemma; shape (lemmas, stretches).
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        found = [stretches(lemma) for lemma in tokens.lemmas]
        numbers: dict[str, int] = {}
        column = np.array([numbers.setdefault(one, len(numbers)) for some in found for one in some], np.int64)
        row = np.repeat(np.arange(len(found)), np.array([len(some) for some in found], np.int64))
        self.stretches = list(numbers)
        self.spelling = _counted(row, column, (len(found), len(numbers)))
        self.pairs = np.unique(self._pairs_of(0, len(tokens.word)))

    def _pairs_of(self, first: int, past: int) -> Ints:
        """The pairs that some words begin, whatever segment the second is in; the last word of all begins none."""
        words = self._tokens.word[first : past + 1].astype(np.int64)
        pairs: Ints = words[:-1] * len(self._tokens.lemmas) + words[1:]
        return pairs

    def held(self) -> tuple[Ints, Ints, Ints]:
        """In how many segments each lemma, each pair and each stretch stands."""
        shapes = len(self._tokens.lemmas), len(self.pairs), len(self.stretches)
        held = tuple(np.zeros(count, np.int64) for count in shapes)
        for some in self._several():
            for total, counts in zip(held, self._of(some), strict=True):
                total += np.bincount(counts.indices, minlength=len(total))
        return held[0], held[1], held[2]

    def kept(self, pairs: Ints, letters: Ints) -> "Iterator[tuple[csr_matrix, csr_matrix]]":
        """Lemmas with some pairs, and some stretches, as counts, of some segments after the other."""
        from scipy.sparse import hstack

        for some in self._several():
            single, double, spelt = self._of(some)
            yield hstack([single, double[:, pairs]]).tocsr(), spelt[:, letters].tocsr()

    def _several(self) -> Iterator[range]:
        count = self._tokens.segments
        return (range(first, min(first + _AT_ONCE, count)) for first in range(0, max(1, count), _AT_ONCE))

    def _of(self, segments: range) -> "tuple[csr_matrix, csr_matrix, csr_matrix]":
        """Lemmas, pairs and stretches of some segments."""
        begins = self._tokens.begins[segments.start : segments.stop + 1]
        first, past = int(begins[0]), int(begins[-1])
        segment = np.repeat(np.arange(len(segments)), np.diff(begins))
        single = _counted(segment, self._tokens.word[first:past], (len(segments), len(self._tokens.lemmas)))
        within = np.flatnonzero(segment[1:] == segment[:-1])
        column = np.searchsorted(self.pairs, self._pairs_of(first, past - 1)[within])
        return single, _counted(segment[within], column, (len(segments), len(self.pairs))), single @ self.spelling


def _counted(row: Ints, column: NDArray[np.integer[Any]], shape: tuple[int, int]) -> "csr_matrix":
    """How often each column stands in each row."""
    from scipy.sparse import csr_matrix

    counts = csr_matrix((np.ones(len(row), np.float32), (row, column)), shape=shape, dtype=np.float32)
    counts.sum_duplicates()
    return counts


def _rarity(held: Ints, segments: int) -> Floats:
    """Weight of each column, by how many segments hold it."""
    return (np.log((1 + segments) / (1 + held)) + 1).astype(np.float32)


def _weighted(counts: "csr_matrix", weights: Floats) -> "csr_matrix":
    """Rows of tf-idf, of length one."""
    counts.data = _damped(counts.data) * weights[counts.indices]
    return _unit_rows(counts)


def _joined(parts: "Iterable[csr_matrix]", entries: int, shape: tuple[int, int]) -> "csr_matrix":
    """Parts one below the other; room is made once for so many entries, so that nothing stands in memory twice."""
    from scipy.sparse import csr_matrix

    data, columns = np.empty(entries, np.float32), np.empty(entries, np.int32)
    ends, at = [np.zeros(1, np.int64)], 0
    for part in parts:
        data[at : at + part.nnz], columns[at : at + part.nnz] = part.data, part.indices
        ends.append(at + part.indptr[1:].astype(np.int64))
        at += part.nnz
    kind = np.int32 if entries <= np.iinfo(np.int32).max else np.int64
    return csr_matrix((data, columns, np.concatenate(ends).astype(kind)), shape=shape)


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
