"""Words of a text as they are compared: apostrophes, spaces, dashes, ligatures and forms of accents do not count."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# As the search index cuts words.
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬆ": "st"}
)
_SAME = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ´`′‛", "'"),
        **dict.fromkeys("–—‑‒−‐", "-"),
        **dict.fromkeys("«»“”„‟‹›", '"'),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2002\u2003\u200a", " "),
    }
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        loose: Without case, accents and ligatures: how it is found.
        strict: With case and accents, ligatures undone: how it is compared.
        start: First character in the text.
        end: One past the last.
    """

    loose: str
    strict: str
    start: int
    end: int


def words_in(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a text, or of a stretch of it."""
    return [
        Word(*_forms(match.group()), match.start(), match.end())
        for match in _WORD.finditer(text, start, len(text) if end is None else end)
    ]


@lru_cache(maxsize=262_144)
def _forms(word: str) -> tuple[str, str]:
    strict = unicodedata.normalize("NFC", word).translate(_LIGATURES)
    plain = unicodedata.normalize("NFD", strict.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)), strict


def same_length(text: str) -> str:
    """The text with one kind of apostrophe, dash, quotation mark and space; every character keeps its place."""
    return text.translate(_SAME)


def punctuation(gap: str) -> str:
    """What stands between two words, so that mere typography makes no difference."""
    return re.sub(r"\s+", "", same_length(gap).replace("…", "..."))


def folded(text: str) -> str:
    """A short text for comparing: one blank between words, one kind of apostrophe, no case."""
    return " ".join(same_length(unicodedata.normalize("NFC", text)).translate(_LIGATURES).casefold().split())
