"""The words of texts as columns of numbers, so that millions of them can be counted."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from transcripts.tokens import tokens
from workbench.analysis.columns import MISSING, IntArray, Stretches
from workbench.analysis.sweeps import spread

# Half the memory of the other columns: there are many words, and none of these numbers passes two thousand million.
Int32Array = npt.NDArray[np.int32]
AnyInts = IntArray | Int32Array
_PIECES_AT_ONCE = 1 << 20
# Other blanks may stand inside a piece; these are the ones that are frequent.
_BLANKS = "\n\t\r\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Every word of some texts, in text order; columns have shape (words,).

    Attributes:
        word: Index into ``forms``.
        text: Index of the text.
        start: First character in the text.
        end: One past the last.
        forms: Each different word as it is counted (``transcripts.tokens``), in order of first appearance.
    """

    word: Int32Array
    text: Int32Array
    start: Int32Array
    end: Int32Array
    forms: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.word)


class _Pieces(dict[str, int]):
    """Numbers of the different pieces between blanks, and the words in each: every piece is cut into words once."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._forms: dict[str, int] = {}
        self.count, self.length = array("i"), array("i")
        self.word, self.start, self.end = array("i"), array("i"), array("i")

    def __missing__(self, piece: str) -> int:
        found = tokens(piece, self._language)
        for token in found:
            self.word.append(self._forms.setdefault(token.form, len(self._forms)))
            self.start.append(token.start)
            self.end.append(token.end)
        self.count.append(len(found))
        self.length.append(len(piece))
        self[piece] = number = len(self)
        return number

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(self._forms)


def number_words(texts: Iterable[str], language: str = "fr") -> Words:
    """The words of texts as columns.

    What stands between two blanks is cut into words once, however often it comes: two and a half million words take
    about a second, twenty-five million about six and 700 MB.

    Args:
        texts: In the order of their index; read one at a time.
        language: As for ``transcripts.tokens.tokens``.
    """
    pieces = _Pieces(language)
    numbers, sizes, lengths = array("i"), array("q"), array("q")
    for text in texts:
        for blank in _BLANKS:
            text = text.replace(blank, " ")
        cut = text.split(" ")
        numbers.extend(map(pieces.__getitem__, cut))
        sizes.append(len(cut))
        lengths.append(len(text))
    return _columns(pieces, np.array(numbers, np.int32), np.array(sizes, np.int64), np.array(lengths, np.int64))


def _columns(pieces: _Pieces, number: Int32Array, sizes: IntArray, lengths: IntArray) -> Words:
    """The words of the pieces in their order, some pieces at a time; one blank stands between two pieces."""
    count, length = (np.array(column, np.int64) for column in (pieces.count, pieces.length))
    word, first, last = (np.array(column, np.int32) for column in (pieces.word, pieces.start, pieces.end))
    opens, begins, origin = np.cumsum(count) - count, np.cumsum(sizes) - sizes, np.cumsum(lengths + 1) - lengths - 1
    columns = np.empty((4, sum(int(count[some].sum()) for some in _portions(number))), np.int32)
    filled = reached = 0
    for at, some in enumerate(_portions(number)):
        text = np.searchsorted(begins, np.arange(len(some)) + at * _PIECES_AT_ONCE, side="right") - 1
        steps = length[some] + 1
        place = np.cumsum(steps) - steps + reached - origin[text]
        row, which = spread(opens[some], opens[some] + count[some])
        here = columns[:, filled : filled + len(row)]
        here[0], here[1] = word[which], text[row]
        here[2], here[3] = place[row] + first[which], place[row] + last[which]
        filled, reached = filled + len(row), reached + int(steps.sum())
    return Words(columns[0], columns[1], columns[2], columns[3], pieces.forms)


def _portions(number: Int32Array) -> Iterator[Int32Array]:
    for begin in range(0, len(number), _PIECES_AT_ONCE):
        yield number[begin : begin + _PIECES_AT_ONCE]


def stretch_of(words: Words, stretches: Stretches) -> Int32Array:
    """The stretch in which each word begins: shape (words,), ``MISSING`` where it is in none.

    Args:
        words: Of texts whose index is that of the transcripts.
        stretches: Turns or segments, disjoint and in text order.
    """
    found = np.full(len(words), MISSING, np.int32)
    if not len(stretches):
        return found
    reach = max(int(words.end.max(initial=0)), int(stretches.end.max())) + 1
    begin, end = (stretches.transcript * reach + column for column in (stretches.start, stretches.end))
    for first in range(0, len(words), _PIECES_AT_ONCE):
        some = slice(first, first + _PIECES_AT_ONCE)
        place = words.text[some].astype(np.int64) * reach + words.start[some]
        near = np.searchsorted(begin, place, side="right") - 1
        found[some] = np.where((near >= 0) & (place < end[near]), near, MISSING)
    return found
