"""Words of a text for counting: where each stands, and the form in which it is counted.

A word is a run of letters and digits, with the hyphens and apostrophes inside it. White space always ends a word, so
the words of a text are those of its pieces between blanks. What is split and what is not:

- **Elisions** (all languages but English): ``l'image`` is ``l'`` and ``image``, ``jusqu'à`` is ``jusqu'`` and ``à``;
  the apostrophe goes with what is elided. ``aujourd'hui``, ``quelqu'un``, ``presqu'île``, ``prud'homme`` and
  ``c'est-à-dire`` stay whole. An apostrophe in any other place (``don't``, ``rock'n'roll``) is part of the word.
- **Pronouns after the verb** (likewise): ``dit-il`` is ``dit`` and ``il``, ``donne-moi`` is ``donne`` and ``moi``,
  ``a-t-il`` is ``a`` and ``il`` (the t belongs to neither). ``rendez-vous`` stays whole.
- **Other hyphens** are part of the word: ``peut-être``, ``sous-titre``, ``là-bas``.
- **Numbers** keep their inner stops and commas: ``3,5`` is one word, ``1 143`` is two.
- Punctuation, symbols and the underscore are in no word.

The form counted is in small letters with straight apostrophes and plain hyphens; accents stay, as ``a`` is not ``à``.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from transcripts.words import word_set


class Token(NamedTuple):
    """One word.

    Attributes:
        form: As it is counted.
        start: First character in the text.
        end: One past the last.
    """

    form: str
    start: int
    end: int


_APOSTROPHES = "'’ʼ＇"
_HYPHENS = "-‐‑"
# Accents written apart, joiners and the soft hyphen belong to the letter before them.
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200c\u200d"
_RUN = rf"(?:[^\W_][{_MARKS}]*)+"
_WORD = re.compile(rf"\d+(?:[.,]\d+)+(?![^\W_])|{_RUN}(?:[{_HYPHENS}{_APOSTROPHES}]{_RUN})*")
_ELISION = re.compile(rf"(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)[{_APOSTROPHES}]", re.IGNORECASE)
_ELIDED = word_set("l d j m t s n c qu jusqu lorsqu puisqu quoiqu")
_PRONOUN = re.compile(
    rf"(?:[{_HYPHENS}]t)?[{_HYPHENS}](?=(?:je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|lui|leur)\Z)", re.IGNORECASE
)
_WHOLE = re.compile(
    r"(?:aujourd'hui|quelqu'une?|presqu'îles?|prud'(?:hom|fem)\w*|rendez-vous|garde-à-vous|c'est-à-dire)\Z"
)
_PLAIN = str.maketrans(
    {**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys("\u00ad\u200c\u200d")}
)


def tokens(text: str, language: str = "fr") -> list[Token]:
    """The words of a text, in order.

    Args:
        text: Anything.
        language: ``en`` leaves elisions and pronouns in their words; every other value splits them.
    """
    if language == "en":
        return [Token(form(match[0]), *match.span()) for match in _WORD.finditer(text)]
    return [token for match in _WORD.finditer(text) for token in _split(text, *match.span())]


def form(word: str) -> str:
    """A word as it is counted."""
    return unicodedata.normalize("NFC", word.lower().translate(_PLAIN))


def _split(text: str, start: int, end: int) -> Iterator[Token]:
    """A run of letters with its hyphens and apostrophes, cut where the rules of the language say so."""
    while not _WHOLE.match(form(text[start:end])):
        elision = _ELISION.match(text, start, end)
        if elision is None or elision.end() == end:
            break
        yield Token(form(elision[0]), start, elision.end())
        start = elision.end()
    if form(text[start:end]) in _ELIDED and text[end : end + 1] and text[end] in _APOSTROPHES:
        end += 1  # what follows is no letter, such as an opening quotation mark
    pronoun = None if _WHOLE.match(form(text[start:end])) else _PRONOUN.search(text, start + 1, end)
    if pronoun is None:
        yield Token(form(text[start:end]), start, end)
        return
    yield Token(form(text[start : pronoun.start()]), start, pronoun.start())
    yield Token(form(text[pronoun.end() : end]), pronoun.end(), end)
