"""The shapes in which transcripts say who speaks, each tried on the start of a line.

A shape only proposes; whether the name is a speaker is decided over the whole file (``evidence``).
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from transcripts.readers.names import LONGEST_NAME, is_event, is_name, is_role_word, key_of, may_tell_role, role_of
from transcripts.readers.script import Line

_HEAD = 160


class Weight(IntEnum):
    """How much a shape says by itself."""

    WEAK = 1
    """Type face, place or blank space only."""
    MARKED = 2
    """A colon."""
    TIMED = 3
    """A time code beside the name."""


@dataclass(frozen=True, slots=True)
class Label:
    """What may be a speaker's label at the start of a line.

    Attributes:
        name: As written, without colon, brackets, stars and times.
        size: Characters of the line that the label takes, white space after it included.
        weight: How much its shape says.
        begin: Seconds, None if no time is given.
        finish: The same for the end.
        bracket: Whether it stands in square brackets, where pauses and laughter stand too.
    """

    name: str
    size: int
    weight: Weight
    begin: float | None = None
    finish: float | None = None
    bracket: bool = False


_B = r"[ \t\u00a0\u202f\u2007\u2009]"
_T = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_RANGE = rf"(?P<begin>{_T})(?:{_B}*(?:-->|[-–—→]){_B}*(?P<finish>{_T}))?"
_CLOCK = rf"[(\[<]?{_B}*{_RANGE}{_B}*[)\]>]?"
_S = r"(?:\*\*|__)?"
_IN_BRACKETS = rf"[(\[]{_B}*{_RANGE}{_B}*[)\]]"
_NAME = rf"(?P<name>[^\W_][^\n\t:*\[\]<>|«»\"“”?!;…]{{0,{LONGEST_NAME + 10}}}?)"

_OWN_LINE = (
    (Weight.TIMED, re.compile(rf"{_B}*\[(?P<name>[^\[\]\n]{{1,60}})\]{_B}*{_IN_BRACKETS}{_B}*:?{_B}*")),
    (
        Weight.TIMED,
        re.compile(rf"{_B}*{_S}{_NAME}{_S}{_B}*(?:{_B}|(?=[(\[])|:){_B}*{_CLOCK}{_B}*:?{_B}*"),
    ),
    (Weight.TIMED, re.compile(rf"{_B}*{_CLOCK}{_B}*[-–—]?{_B}*{_S}{_NAME}{_S}{_B}*:?{_B}*")),
    (Weight.WEAK, re.compile(rf"{_B}*\[(?P<name>[^\[\]\n]{{1,60}})\]{_B}*")),
)
_OPENING = (
    (
        Weight.TIMED,
        re.compile(rf"{_B}*{_CLOCK}{_B}*[-–—]?{_B}*{_S}{_NAME}{_B}*(?::{_S}|(?:\*\*|__){_B}*:){_B}*"),
    ),
    (Weight.TIMED, re.compile(rf"{_B}*\[(?P<name>[^\[\]\n]{{1,60}})\]{_B}*{_IN_BRACKETS}{_B}*:?{_B}*")),
    (Weight.TIMED, re.compile(rf"{_B}*{_S}{_NAME}{_S}{_B}*{_IN_BRACKETS}{_B}*:{_S}{_B}*")),
    (Weight.TIMED, re.compile(rf"{_B}*{_CLOCK}{_B}*\t{_NAME}{_B}*\t{_B}*")),
    (Weight.TIMED, re.compile(rf"{_B}*{_NAME}{_B}*\t{_CLOCK}{_B}*\t{_B}*")),
    (Weight.MARKED, re.compile(rf"{_B}*(?:\*\*|__){_NAME}{_B}*(?::{_B}*(?:\*\*|__)|(?:\*\*|__){_B}*:){_B}*")),
    (Weight.MARKED, re.compile(rf"{_B}*\[{_NAME}\]{_B}*:{_B}*")),
    (Weight.MARKED, re.compile(rf"{_B}*{_NAME}{_B}*:(?!//|\d\d\b){_B}*")),
    (Weight.WEAK, re.compile(rf"{_B}*(?:\*\*|__){_NAME}(?:\*\*|__){_B}*")),
    (Weight.WEAK, re.compile(rf"{_B}*\[{_NAME}\]{_B}*")),
    (Weight.WEAK, re.compile(rf"{_NAME}{_B}*\t{_B}*")),
    (Weight.WEAK, re.compile(rf"{_NAME}[ \u00a0]{{2,}}")),
)
_DASHED = re.compile(rf"{_B}*{_NAME}{_B}*(?:[.–—]|-(?={_B})){_B}+")


def seconds(clock: str) -> float:
    """A time code (``1:02``, ``00:01:02.5``) in seconds."""
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def find_label(text: str, line: Line) -> Label | None:
    """The label that a line may open with, by its first fitting shape.

    Args:
        text: The script's text.
        line: The line; only its first 160 characters are looked at.
    """
    head = text[line.start : min(line.end, line.start + _HEAD)]
    if line.end - line.start <= _HEAD:
        for weight, shape in _OWN_LINE:
            match = shape.fullmatch(head)
            if match and _fits(match, weight):
                return _label(match, weight)
        if _stands_alone(head, line):
            return Label(head.strip(" \t\u00a0\u202f*_"), len(head), Weight.WEAK)
    return _opening_label(head) or _bold_label(head, line)


def _opening_label(head: str) -> Label | None:
    for weight, shape in _OPENING:
        match = shape.match(head)
        if match and match.end() < len(head) + (weight > Weight.WEAK) and _fits(match, weight):
            return _label(match, weight)
    match = _DASHED.match(head)
    if match and may_tell_role(match["name"]) and is_name(match["name"].strip()):
        return Label(match["name"].strip(), match.end(), Weight.WEAK)
    return None


def _bold_label(head: str, line: Line) -> Label | None:
    """Bold type at the start of a line that goes on in another face."""
    if not 0 < line.bold < line.end - line.start:
        return None
    name = head[: line.bold].strip(" \t\u00a0\u202f:-–—")
    rest = head[line.bold :]
    size = line.bold + len(rest) - len(rest.lstrip(" \t\u00a0\u202f:"))
    return Label(name, size, Weight.WEAK) if is_name(name) else None


def _stands_alone(head: str, line: Line) -> bool:
    """Whether a whole line is a name in capitals or bold type, or a word for a role."""
    name = head.strip()
    starred = len(name) > 4 and name[:2] == name[-2:] and name[:2] in ("**", "__")
    name = name.strip("*_ ")
    if not is_name(name) or name.endswith("."):
        return False
    bold = starred or line.bold >= len(head.rstrip())
    return bold or is_role_word(name) or (name == name.upper() and len(name) > 1)


def _fits(match: re.Match[str], weight: Weight) -> bool:
    """Whether what stands in the place of the name could be one."""
    name = match["name"].strip()
    if weight is Weight.TIMED and match.group().lstrip()[:1] == "[" and is_event(name):
        return True
    if weight is Weight.MARKED and name == name.lower():
        return name[0].isalpha() and (len(name.split()) == 1 or role_of(name) is not None)
    return is_name(name) or (role_of(name) is not None and len(name) <= LONGEST_NAME)


def _label(match: re.Match[str], weight: Weight) -> Label:
    groups = match.groupdict()
    begin, finish = groups.get("begin"), groups.get("finish")
    return Label(
        name=match["name"].strip(),
        size=match.end(),
        weight=weight,
        begin=None if begin is None else seconds(begin),
        finish=None if finish is None else seconds(finish),
        bracket=match.group().lstrip()[:1] == "[" and match.group().lstrip()[1:2] == match["name"][:1],
    )


def declared_label(text: str, line: Line, names: dict[str, int]) -> Label | None:
    """A known name that opens a line without any mark, followed by a blank or the line's end.

    Args:
        text: The script's text.
        line: The line.
        names: Keys of the known names, with the number of words of each.
    """
    head = text[line.start : min(line.end, line.start + _HEAD)]
    for match in _prefixes(head, max(names.values(), default=0)):
        if key_of(match) in names:
            size = len(match)
            rest = head[size:]
            return Label(match.strip(), size + len(rest) - len(rest.lstrip(" \t\u00a0\u202f.:–—-")), Weight.WEAK)
    return None


def _prefixes(head: str, words: int) -> list[str]:
    """The first one, two … words of a line, longest first."""
    ends = [match.end() for match in re.finditer(r"\S+", head)][:words]
    return [head[:end].rstrip(".:") for end in reversed(ends)]
