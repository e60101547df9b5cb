"""Finding words in one text whatever their case and accents; the places found are places of the text itself. Pure."""

import re
import unicodedata
from array import array
from bisect import bisect_right

from transcripts.spans import Span

_ALIKE = {
    **dict.fromkeys("’ʼ‘", "'"),
    **dict.fromkeys("–—‑", "-"),
    **dict.fromkeys("\u00a0\u202f", " "),
    "œ": "oe",
    "æ": "ae",
}


def plain(character: str) -> str:
    """A character without case and accents; a combining accent is nothing."""
    low = _ALIKE.get(character.lower(), character.lower())
    return "".join(part for part in unicodedata.normalize("NFKD", low) if not unicodedata.combining(part))


class TextFinder:
    """One text, prepared for finding.

    Attributes:
        text: The text.
        query: What was looked for last.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.query = ""
        # Over the different characters, not over all: long texts have a few hundred.
        table = {ord(character): plain(character) for character in set(text)}
        self._plain = text.translate(table)
        # Only where characters become none or two do places shift; then each character's place is noted.
        shifting = {character for character in set(text) if len(table[ord(character)]) != 1}
        self._starts: array[int] | None = None
        if shifting:
            self._starts = array("I", [0])
            place = 0
            for character in text:
                place += len(table[ord(character)]) if character in shifting else 1
                self._starts.append(place)

    def find(self, words: str) -> tuple[Span, ...]:
        """Every place of these words, in text order; spaces match any space."""
        self.query = words
        parts = ["".join(map(plain, part)) for part in words.split()]
        if not any(parts):
            return ()
        pattern = re.compile(r"\s+".join(re.escape(part) for part in parts if part))
        return tuple(Span(*self._place(match.start(), match.end())) for match in pattern.finditer(self._plain))

    def _place(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the plain text as a stretch of the text."""
        if self._starts is None:
            return start, end
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1)
        # An accent that stands as a character of its own belongs to the letter before it.
        while last < len(self.text) and unicodedata.combining(self.text[last]):
            last += 1
        return first, last
