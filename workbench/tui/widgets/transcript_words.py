"""Where words begin and end, for a cursor.

An elided article or pronoun (``l'``, ``qu'``) is a word of its own, so that ``l'image`` can be coded as ``image``;
``aujourd'hui``, ``don't`` and ``peut-être`` stay whole. Punctuation belongs to no word. Ideographs count one by one.
"""

import re
from functools import cache

_LETTER = (
    r"[^\W\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
    r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094d\u0e31-\u0e3a\u0e47-\u0e4e\u200c\u200d]*"
)


@cache
def _word() -> re.Pattern[str]:
    """The shape of a word; made when the cursor first moves by one, since making it takes as long as ten modules."""
    return re.compile(
        r"(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’](?=\w)"
        r"|\d+(?:[.,]\d+)+"
        rf"|(?:{_LETTER})+(?:[-'’‑](?:{_LETTER})+)*"
        r"|[\u3041-\u309f]+|[\u30a0-\u30ff]+|[\u3400-\u4dbf\u4e00-\u9fff]",
        re.IGNORECASE,
    )


_STEP = 256


def first_start(text: str, offset: int) -> int | None:
    """The first beginning of a word after ``offset``."""
    for word in _word().finditer(text, _before(text, offset)):
        if word.start() > offset:
            return word.start()
    return None


def first_end(text: str, offset: int) -> int | None:
    """The first end of a word after ``offset``."""
    for word in _word().finditer(text, _before(text, offset)):
        if word.end() > offset:
            return word.end()
    return None


def last_start(text: str, offset: int) -> int | None:
    """The last beginning of a word before ``offset``."""
    return _last(text, offset, 0)


def last_end(text: str, offset: int) -> int | None:
    """The last end of a word before ``offset``."""
    return _last(text, offset, 1)


def _last(text: str, offset: int, side: int) -> int | None:
    """Search backwards in growing windows; each begins where a word can begin."""
    reach = _STEP
    while True:
        begin = _before(text, max(0, offset - reach))
        found = None
        for word in _word().finditer(text, begin, min(len(text), offset + _STEP)):
            edge = word.span()[side]
            if edge >= offset:
                break
            found = edge
        if found is not None or begin == 0:
            return found
        reach *= 4


def _before(text: str, offset: int) -> int:
    """Just after the last blank before ``offset``: no word is cut there."""
    offset = max(0, offset)
    floor = max(0, offset - _STEP)
    return max(text.rfind(" ", floor, offset), text.rfind("\n", floor, offset), floor - 1) + 1
