"""Text as language models know it, with the way back to where each character stood.

Models were made from well-formed, composed text with straight apostrophes; interviews come with typographic ones, with
accents written apart, and now and then with halves of characters. What a model is given may differ from the text, the
offsets of what it found must not.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 10_000
"""Characters that a model is given at once; segments have a few hundred."""

# One character for one, so that offsets stay: apostrophes, hyphens, and surrogates, which no model can encode.
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("’ʼ＇", "'"),
        **dict.fromkeys("‐‑", "-"),
        **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),
    }
)
# A character and the accents written after it.
_WITH_MARKS = re.compile("[^\u0300-\u036f][\u0300-\u036f]+")


class Part(NamedTuple):
    """A stretch of a text that a model is given at once.

    Attributes:
        text: As the model is given it.
        start: Where it begins in the composed text.
    """

    text: str
    start: int


class PlainText:
    """A text as models are given it.

    Args:
        text: As it stands in the study.
    """

    def __init__(self, text: str) -> None:
        self._seams: list[int] = []
        self._shifts: list[int] = []
        self._composed = self._compose(text).translate(_SAME_LENGTH)

    def _compose(self, text: str) -> str:
        """The text with accents on their letters; remembers where it became shorter."""
        if unicodedata.is_normalized("NFC", text):
            return text
        composed: list[str] = []
        at = length = 0
        for match in _WITH_MARKS.finditer(text):
            joined = unicodedata.normalize("NFC", match[0])
            composed += text[at : match.start()], joined
            length += match.start() - at + len(joined)
            at = match.end()
            self._seams.append(length)
            self._shifts.append(at - length)
        return "".join([*composed, text[at:]])

    def parts(self, longest: int = LONGEST) -> Iterator[Part]:
        """The text, cut at a blank where it is longer than a model should be given at once.

        Args:
            longest: Characters of a part at most.
        """
        text, start = self._composed, 0
        while len(text) - start > longest:
            blank = text.rfind(" ", start + longest // 2, start + longest)
            end = start + longest if blank < 0 else blank
            yield Part(text[start:end], start)
            start = end
        yield Part(text[start:], start)

    def place(self, offset: int) -> int:
        """Where a place of the composed text stands in the text of the study."""
        seam = bisect_right(self._seams, offset)
        return offset + self._shifts[seam - 1] if seam else offset
