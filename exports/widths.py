"""Text measured in the columns of a terminal."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_BLANKS = re.compile(r"[^\S\u00a0\u2007\u202f]+")


def text_width(text: str) -> int:
    """Columns that a text takes: wide characters two, combining and joining ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


@lru_cache(maxsize=4096)
def _width(mark: str) -> int:
    if unicodedata.category(mark) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(mark) in "WF" else 1


def cut(text: str, width: int, *, mark: str = "…") -> str:
    """The text, or as much of it as fits before ``mark``."""
    if text_width(text) <= width:
        return text
    kept, used = "", 0
    for character in text:
        used += _width(character)
        if used > width - text_width(mark):
            break
        kept += character
    return (kept.rstrip() + mark) if width >= text_width(mark) else ""


def fit(text: str, width: int, *, mark: str = "…", right: bool = False) -> str:
    """The text cut or filled with blanks to exactly ``width`` columns."""
    kept = cut(text, width, mark=mark)
    blank = " " * (width - text_width(kept))
    return blank + kept if right else kept + blank


def wrap(text: str, width: int, *, indent: str = "", split: bool = False) -> list[str]:
    """The words of a text in lines of at most ``width`` columns; all but the first begin with ``indent``.

    A word wider than a line keeps its line to itself, or with ``split`` is cut into pieces that fit. Blanks at which
    no line may end, as before French punctuation, are part of a word.
    """
    lines: list[str] = []
    line = ""
    room = width - text_width(indent)
    for word in (
        piece for whole in _BLANKS.split(text.strip()) for piece in (_pieces(whole, room) if split else (whole,))
    ):
        longer = f"{line} {word}" if line.strip() else line + word
        if line.strip() and text_width(longer) > width:
            lines.append(line)
            longer = indent + word
        line = longer
    return [*lines, line] if line.strip() else lines


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word cut into pieces that fit; most words are one."""
    piece = ""
    for mark in word:
        if piece and text_width(piece + mark) > width:
            yield piece
            piece = ""
        piece += mark
    yield piece
