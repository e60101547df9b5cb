"""Where the lines of a text begin, for a width in cells.

Most text is *simple*: one cell a character, so a line ends at the last space that ``str.rfind`` sees in time. Only a
line with something wide, combined or joined in it is measured word by word, with the widths of words remembered.
"""

import re
from array import array
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise

from workbench.tui.widgets.cell_widths import OddCharacters, clusters, width

_IDEOGRAPHS = "\u2e80-\u303e\u3041-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003fffd"
_OPENING = "「『（【〈《〔"
_CLOSING = "、。，．！？：；）」』】〉》〕…ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々\u3099\u309a\ufe00-\ufe0f\u200d"
_WORD = re.compile(f"(?:[{_OPENING}]*[{_IDEOGRAPHS}][{_CLOSING}]*|[^ {_IDEOGRAPHS}]{{1,256}}) {{0,64}}| {{1,64}}")
"""What must not be torn: a word with the spaces after it; an ideograph with the signs that cling to it."""


def line_starts(text: str, odd: OddCharacters, breaks: "array[int]", cells: int) -> "array[int]":
    """Wrap a text.

    Args:
        text: The stored text; a line feed ends a paragraph.
        odd: Of the same text.
        breaks: Offsets, ascending, at which a new line begins in any case (turns).
        cells: Width of a line, 2 or more. Spaces at the end of a line may hang over it.

    Returns:
        The offset at which each line begins; one line at 0 for an empty text.
    """
    wrapping = _Wrapping(text, odd, cells)
    torn = [offset for offset in breaks if offset > 0 and text[offset - 1] != "\n"]
    for start, stop in pairwise([0, *torn, len(text)]):
        wrapping.stretch(start, stop)
    return wrapping.starts or array("I", [0])


class _Wrapping:
    """One walk through a text."""

    def __init__(self, text: str, odd: OddCharacters, cells: int) -> None:
        self.text = text
        self.odd_characters = odd
        self.cells = cells
        self.starts = array("I")
        self.odd = -1

    def stretch(self, start: int, stop: int) -> None:
        """Wrap paragraph by paragraph; each has at least one line, were it empty."""
        text, cells, append = self.text, self.cells, self.starts.append
        find, rfind = text.find, text.rfind
        while start < stop:
            line_feed = find("\n", start, stop)
            end = line_feed if line_feed >= 0 else stop
            following = end + 1
            append(start)
            if (self.odd if self.odd >= start else self.next_odd(start)) < end:
                self.mixed(start, end)
                start = following
                continue
            reach = end - cells
            while start < reach:
                start = rfind(" ", start, start + cells + 1) + 1 or start + cells
                if start < end and text[start] == " ":
                    start = self.after_spaces(start, end)
                if start < end:
                    append(start)
            start = following

    def mixed(self, start: int, end: int) -> None:
        """Wrap a paragraph that holds odd characters; its first line has begun."""
        text, cells = self.text, self.cells
        while True:
            odd = self.odd if self.odd >= start else self.next_odd(start)
            if odd < end and odd <= start + cells:
                cut = self.odd_cut(start, end)
            elif end - start <= cells:
                return
            else:
                cut = text.rfind(" ", start, start + cells + 1) + 1 or start + cells
            start = self.after_spaces(cut, end)
            if start >= end:
                return
            self.starts.append(start)

    def after_spaces(self, start: int, end: int) -> int:
        """The first character that is no space."""
        while start < end and self.text[start] == " ":
            start += 1
        return start

    def next_odd(self, start: int) -> int:
        """The next character that is not one cell of its own."""
        self.odd = self.odd_characters.first(start)
        return self.odd

    def odd_cut(self, start: int, stop: int) -> int:
        """Where the line that begins at ``start`` ends, measured word by word."""
        used = 0
        for found in _WORD.finditer(self.text, start, stop):
            word, with_spaces = _measure(found.group())
            if used + word > self.cells:
                return found.start() if found.start() > start else self.tear(start, found.end())
            used += with_spaces
        return stop

    def tear(self, start: int, stop: int) -> int:
        """Cut a word that is wider than a whole line, between two clusters."""
        starts, edges = clusters(self.text, start, stop)
        return starts[max(1, bisect_right(edges, self.cells) - 1)]


@lru_cache(maxsize=32_768)
def _measure(word: str) -> tuple[int, int]:
    """Cells of a word without and with the spaces after it."""
    bare = word.rstrip(" ")
    cells = width(bare)
    return cells, cells + len(word) - len(bare)
