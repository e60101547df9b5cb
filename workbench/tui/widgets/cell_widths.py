"""How wide text is on a terminal, and where it may be cut.

Text is measured in its display form: the stored characters stay as they are, but characters that would act on the
terminal are shown as a sign, and those on whose width Rich and terminals disagree (skin tones, the emoji selector)
are left out of what is drawn. A *cluster* is what a reader takes for one character: a letter with its accents,
an emoji family, a flag. Cursors and selections never stand inside one.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len, get_character_cell_size

from transcripts.display import visible_line

_JOINER = "\u200d"
_DROPPED = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_LONGEST_CLUSTER = 64
"""How far a search for the edges of a cluster goes; only a joke is longer."""


def _display_table() -> dict[int, str | None]:
    """Code point to what is drawn for it: one cell, or nothing."""
    suspects = map(chr, [*range(0xA0), 0x061C, *range(0x2000, 0x2070), *range(0xFFF9, 0xFFFC), *range(0xD800, 0xE000)])
    table: dict[int, str | None] = {ord(one): shown for one in suspects if (shown := visible_line(one)) != one}
    return table | dict.fromkeys(map(ord, _DROPPED))


_DISPLAY = _display_table()

ODD = re.compile(
    "[^\x00-\xac\xae-\u02ff\u2009\u2010-\u2027\u202a-\u2030\u202f\u2032\u2033\u2039\u203a\u2066-\u2069"
    "\u20ac\u2116\u2122\u2190-\u2193\u25a0-\u25fc\ufffd]"
)
"""Finds the first character that may not be one cell of its own. Where it finds none, cell = character."""


class OddCharacters:
    """Where a text is not one cell a character; looked up once, so that a change of width need not look again.

    Args:
        text: The stored text.
    """

    _CHUNK = 4096

    def __init__(self, text: str) -> None:
        self._text = text
        self._chunks = bytearray(
            ODD.search(text, start, start + self._CHUNK) is not None for start in range(0, len(text), self._CHUNK)
        )

    def first(self, start: int) -> int:
        """The first odd character at ``start`` or later; the length of the text where there is none."""
        chunk = self._chunks.find(1, start // self._CHUNK)
        while chunk >= 0:
            start = max(start, chunk * self._CHUNK)
            found = ODD.search(self._text, start, (chunk + 1) * self._CHUNK)
            if found:
                return found.start()
            chunk = self._chunks.find(1, chunk + 1)
        return len(self._text)


def display(text: str) -> str:
    """``text`` as it is drawn; harmless to a terminal, and as wide as it is measured."""
    return text.translate(_DISPLAY)


def width(text: str) -> int:
    """Cells that ``display(text)`` takes."""
    return cell_len(text.translate(_DISPLAY))


def is_simple(text: str, start: int, end: int) -> bool:
    """Whether every character of the stretch is one cell of its own."""
    return ODD.search(text, start, end) is None


@lru_cache(maxsize=4096)
def cut(text: str, cells: int) -> tuple[str, int]:
    """The display form of as much of ``text`` as has room in ``cells`` cells, and its width."""
    starts, edges = clusters(text, 0, len(text))
    keep = bisect_right(edges, max(0, cells)) - 1
    return display(text[: starts[keep]]), edges[keep]


def fit(text: str, cells: int) -> str:
    """The display form of ``text`` in exactly ``cells`` cells: padded, or cut with an ellipsis."""
    shown, used = cut(text, cells)
    if used < width(text) and cells > 0:
        shown, used = cut(text, cells - 1)
        shown, used = shown + "…", used + 1
    return shown + " " * (cells - used)


def clusters(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Cut a stretch of text into clusters.

    Args:
        text: The stored text.
        start: First character of the stretch.
        end: One past its last character.

    Returns:
        Where each cluster begins, with ``end`` after the last; and the cell at which each begins, with the width of
        the whole stretch after the last. Both have one entry more than there are clusters.
    """
    starts: list[int] = []
    widths: list[int] = [0]
    joined = half_flag = False
    for index in range(start, end):
        character = text[index]
        dropped = character in _DROPPED
        cells = 0 if dropped else _character_width(character)
        indicator = "\U0001f1e6" <= character <= "\U0001f1ff"
        if starts and (joined or cells == 0):
            joined = (joined and dropped) or character == _JOINER
            half_flag = half_flag and dropped
        elif half_flag and indicator:
            widths[-1] += cells
            half_flag = False
        else:
            starts.append(index)
            widths.append(cells)
            joined, half_flag = character == _JOINER, indicator
    return [*starts, end], list(accumulate(widths))


def _character_width(character: str) -> int:
    """Cells of one character that is not left out."""
    return get_character_cell_size(_DISPLAY.get(ord(character)) or character)


def cluster_around(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the cluster that holds the character at ``offset``."""
    if offset >= len(text):
        return len(text), len(text)
    first = offset
    while first > 0 and offset - first < _LONGEST_CLUSTER and ODD.match(text, first):
        first -= 1
    first = max(0, first - 1)
    starts, _ = clusters(text, first, min(len(text), offset + _LONGEST_CLUSTER))
    index = bisect_right(starts, offset) - 1
    return starts[index], starts[index + 1]


def snap(text: str, offset: int) -> int:
    """``offset``, or the start of the cluster that it would cut in two."""
    return cluster_around(text, offset)[0] if 0 < offset < len(text) else max(0, min(offset, len(text)))
