"""Text from outside on its way into a page: escaped, isolated, and unable to leave a script element."""

import json
import re
from collections.abc import Iterable

from exports.cells import harmless_json
from transcripts.display import visible
from transcripts.words import folded

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_NO_NAME = re.compile(r"[^\w.]+")
_OF_A_SCRIPT = re.compile("[<>&]")


def escaped(text: str) -> str:
    """The text so that a page shows it and does nothing with it, inside an element as inside an attribute.

    What turns the direction of reading or steers a terminal is shown as a glyph of its own (``transcripts.display``).
    """
    return visible(text).translate(_ESCAPES)


def isolated(text: str) -> str:
    """The text in an element that keeps its direction of reading to itself, "" for none."""
    return f"<bdi>{escaped(text)}</bdi>" if text else ""


def script_json(value: object) -> str:
    """The value as JSON that may stand inside a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _OF_A_SCRIPT.sub(lambda match: f"\\u{ord(match.group()):04x}", harmless_json(text))


def slug(text: str) -> str:
    """The text as a part of a link within the page: small letters, digits, points and hyphens."""
    return _NO_NAME.sub("-", folded(visible(text))).strip("-.") or "x"


class Names:
    """Names within one page, each given once."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def new(self, *parts: str) -> str:
        """A name made of the parts, with a number at its end where that name is taken."""
        wanted = name = "-".join(slug(part) for part in parts if part)
        while name in self._given:
            self._given[wanted] += 1
            name = f"{wanted}-{self._given[wanted]}"
        self._given[name] = 1
        return name


def ranges(numbers: Iterable[int]) -> str:
    """Numbers in rising order as ``0-3 7``, which is short where they follow each other."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
