"""The lines of a guide written as plain text, sorted into titles, questions and follow-ups.

What people write, in the order in which it is tried:

- ``# Title`` lines, or lines underlined with ``===`` or ``---``: only these are titles.
- Indented text: a line at the margin is a title, an indented one a question, one indented more than its question a
  follow-up. A line at the margin that is plainly a question (it ends in ``?`` or names codes, or it is numbered where
  other lines at the margin are not) is one.
- Flat text: numbered and dashed lines and those that end like a sentence are questions, the others titles; where any
  line is numbered, dashed lines are follow-ups. ``1. Objectives`` before ``1.1 Why?`` is a title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from codebook.checks import one_line

#: What names a question: ``Q1.``, ``2)``, ``1.2``, ``A3 –``.
NAME = re.compile(
    r"(\d+(?:\.\d+)+(?=\s|[.):–-])|Q?\d+[a-z]?(?=\s*[.):–-])|[A-Z]{1,3}\d+(?=\s*[.):–-]))\s*[.):–-]*\s*(?=\S)"
)
#: The codes that a question names: ``[OBJ, IMAGE]`` or ``→ OBJ, IMAGE`` at its end.
CODES = re.compile(r"\s*(?:\[([^\[\]]+)\]|(?:→|->|=>)\s*([^→\[\]]+))\s*$")
_DASH = re.compile(r"[-*•–—]\s+")
_RULE = re.compile(r"\s*([=\-*_~])\1{2,}\s*")
_BOLD = re.compile(r"(\*\*|__)(.+)\1\s*:?$")


@dataclass(slots=True)
class DraftQuestion:
    """A question as the text gives it.

    Attributes:
        number: Of its line, from 1.
        indent: Blanks before it.
        words: With name and codes, without dash.
        follow_ups: Words of the lines under it.
    """

    number: int
    indent: int
    words: str
    follow_ups: list[str] = field(default_factory=list)


@dataclass(slots=True)
class DraftSection:
    """A title, "" for what stands before any, and the questions under it."""

    title: str
    questions: list[DraftQuestion] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    number: int
    indent: int
    words: str
    underlined: bool = False

    @property
    def dashed(self) -> bool:
        return bool(_DASH.match(self.words))

    @property
    def numbered(self) -> bool:
        return bool(NAME.match(self.bare))

    @property
    def bare(self) -> str:
        """Without its dash."""
        return _DASH.sub("", self.words, count=1) if self.dashed else self.words

    @property
    def asks(self) -> bool:
        """Whether it is plainly a question."""
        return bool(CODES.search(self.words)) or self.words.endswith(("?", ".", "…", "!"))


def drafted(text: str) -> list[DraftSection]:
    """Titles, questions and follow-ups of a text, in order."""
    lines = list(_lines(text))
    titled = _titles(lines)
    flat_follow_ups = any(line.numbered and not line.dashed for line in lines if id(line) not in titled)
    sections: list[DraftSection] = []
    for line in lines:
        if id(line) in titled:
            sections.append(DraftSection(_title(line)))
            continue
        if not sections:
            sections.append(DraftSection(""))
        questions = sections[-1].questions
        below = questions and (
            line.indent > questions[-1].indent or (flat_follow_ups and line.dashed and not line.numbered)
        )
        if below:
            questions[-1].follow_ups.append(line.bare)
        else:
            questions.append(DraftQuestion(line.number, line.indent, line.bare))
    return sections


def _lines(text: str) -> Iterator[_Line]:
    """The lines that say something, rules taken as marks of the line before."""
    last: _Line | None = None
    for number, written in enumerate(text.expandtabs(4).splitlines(), start=1):
        words = one_line(written)
        if _RULE.fullmatch(written):
            if last is not None:
                last.underlined = True
            continue
        if last is not None:
            yield last
        last = _Line(number, len(written) - len(written.lstrip()), words) if words else None
    if last is not None:
        yield last


def _titles(lines: list[_Line]) -> set[int]:
    """Identities of the lines that are titles."""
    marked = [line for line in lines if line.underlined or line.words.startswith("#") or _BOLD.match(line.words)]
    if marked:
        return {id(line) for line in marked}
    margin = [line for line in lines if not line.indent]
    if len(margin) < len(lines):
        unmarked = any(not line.numbered and not line.dashed for line in margin)
        return {id(line) for line in margin if not line.asks and not line.dashed and not (line.numbered and unmarked)}
    if not any(line.numbered or line.dashed or line.asks for line in lines):
        return set()
    dotted = any(re.match(r"\d+\.\d", line.words) for line in lines)
    return {
        id(line)
        for line in lines
        if not line.asks
        and not line.dashed
        and (not line.numbered or (dotted and not re.match(r"\d+\.\d", line.words)))
    }


def _title(line: _Line) -> str:
    words = line.words.lstrip("# ").rstrip()
    if bold := _BOLD.match(words):
        words = bold[2]
    return words.removesuffix(":").rstrip()
