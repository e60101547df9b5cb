"""Quotations in a manuscript: between marks of either language, nested ones inside, and block quotations."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from transcripts.spans import Span
from workbench.workflows.verifying_text.articles import Paragraph, Place
from workbench.workflows.verifying_text.folding import Word, punctuation, words_in

_PAIRS = {"«": "»", "“": "”", "‹": "›", "„": "“”"}
_STRAIGHT = '"'
_MARKS = frozenset("".join(_PAIRS) + "".join(_PAIRS.values()) + _STRAIGHT)
_DEEPEST = 8
# ‘quoted’ in the British way; an apostrophe follows a letter.
_SINGLE = re.compile(r"(?<!\w)‘(?=\S)([^‘]{1,2000}?)(?<=\S)’(?!\w)")
_BRACKETS = re.compile(r"\[([^\[\]]{0,200})\]|\((?:\s*(?:…|\.{3})\s*)\)")
_ONLY_DOTS = re.compile(r"\s*(?:…|\.{3})\s*")
_ASIDE = re.compile(
    r"\s*(?:sic|nous soulignons|je souligne|emphasis (?:added|ours|mine)|rires?|laughs?)\W*", re.IGNORECASE
)
_ELLIPSIS = re.compile(r"…|\.{3}")
_SHORT = 4


class Seam(StrEnum):
    """What stands between two pieces of a quotation."""

    CUT = "cut"
    INSERTED = "inserted"
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quotation that stand together.

    Attributes:
        text: As the manuscript has them; the words count in it.
        words: At least one.
        gaps: What stands between them, folded; one less than words.
        seam: What parts it from the piece before; CUT for the first one.
    """

    text: str
    words: tuple[Word, ...]
    gaps: tuple[str, ...]
    seam: Seam


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of a manuscript.

    Attributes:
        paragraph: Where it stands.
        span: In the paragraph, its marks included.
        text: The words, without its marks.
        pieces: Its words, cut where the manuscript says that something was cut or put in.
        inserted: What stands in brackets and was not said.
        block: Whether it is a paragraph of its own.
        open: Whether its mark is never closed.
    """

    paragraph: Paragraph
    span: Span
    text: str
    pieces: tuple[Piece, ...]
    inserted: tuple[str, ...]
    block: bool = False
    open: bool = False

    @property
    def size(self) -> int:
        """How many words it has."""
        return sum(len(piece.words) for piece in self.pieces)

    @property
    def is_short(self) -> bool:
        """Whether it may be a term in quotation marks rather than somebody's words."""
        return self.size < _SHORT


def quotations_in(paragraph: Paragraph) -> list[Quotation]:
    """The outermost quotations of a paragraph, in order; a block quotation is one as a whole."""
    text = paragraph.text
    if paragraph.place is Place.HEADING:
        return []
    if paragraph.place is Place.QUOTE:
        whole = _block_span(text)
        made = _made(paragraph, whole, whole.cut(text), block=True)
        return [made] if made.pieces else []
    found = [
        _made(paragraph, Span(start, end), text[start + 1 : end - (not is_open)], is_open=is_open)
        for start, end, is_open in _marked(text)
    ]
    return [one for one in found if one.pieces]


def _block_span(text: str) -> Span:
    """A block quotation without the marks around it and the signature after it."""
    signed = re.search(r"(?:\s+[—–]\s*[^—–]{1,160}|\s*\([^()]{1,160}\)\s*\.?\s*)$", text)
    end = signed.start() if signed and signed.start() > 0 else len(text)
    body = text[:end].rstrip()
    start = len(body) - len(body.lstrip())
    if body[start : start + 1] in ("«", "“", '"') and body[-1:] in ("»", "”", '"') and len(body) - start > 2:
        return Span(start + 1, len(body) - 1)
    return Span(start, max(start + 1, len(body)))


def _marked(text: str) -> list[tuple[int, int, bool]]:
    """Start, end and openness of the outermost quotations between marks."""
    found: list[tuple[int, int, bool]] = []
    stack: list[str] = []
    start = 0
    for place, mark in enumerate(text):
        if mark not in _MARKS:
            continue
        level = next((level for level in range(len(stack) - 1, -1, -1) if mark in stack[level]), None)
        if level is not None:
            del stack[level:]
            if not stack:
                found.append((start, place + 1, False))
        elif mark in _PAIRS or (mark == _STRAIGHT and not _is_inch(text, place)):
            if not stack:
                start = place
            if len(stack) < _DEEPEST:
                stack.append(_PAIRS.get(mark, _STRAIGHT))
    if stack:
        found.append((start, len(text), True))
    inside = [(first, last) for first, last, _open in found]
    for match in _SINGLE.finditer(text):
        if not any(first < match.end() and match.start() < last for first, last in inside):
            found.append((match.start(), match.end(), False))
    return sorted(found)


def _is_inch(text: str, place: int) -> bool:
    return place > 0 and text[place - 1].isdigit() and not text[place + 1 : place + 2].isalnum()


def _made(paragraph: Paragraph, span: Span, text: str, *, block: bool = False, is_open: bool = False) -> Quotation:
    pieces, inserted = _pieces(text)
    return Quotation(paragraph, span, " ".join(text.split()), tuple(pieces), tuple(inserted), block, is_open)


def _pieces(text: str) -> tuple[list[Piece], list[str]]:
    """The words of a quotation, parted where something was cut or put in."""
    text = re.sub(r"(?<=\w)\[(\w{1,4})\]|\[(\w{1,2})\](?=[\w’'])", lambda letters: letters[1] or letters[2], text)
    inserted: list[str] = []
    pieces: list[Piece] = []
    at, seam = 0, Seam.CUT
    for match in _BRACKETS.finditer(text):
        pieces += _dotted(text[at : match.start()], seam)
        at = match.end()
        if match[1] is None or _ONLY_DOTS.fullmatch(match[1]):
            seam = Seam.CUT
        elif _ASIDE.fullmatch(match[1]):
            seam = Seam.DOTS
        else:
            inserted.append(match[1])
            seam = Seam.INSERTED
    pieces += _dotted(text[at:], seam)
    return pieces, inserted


def _dotted(text: str, seam: Seam) -> Iterator[Piece]:
    """A stretch without brackets; dots may be a pause of the speaker as well as a cut."""
    for part in _ELLIPSIS.split(text):
        words = words_in(part)
        if words:
            yield Piece(part, tuple(words), gaps_of(part, words), seam)
            seam = Seam.DOTS


def without_quotations(paragraph: Paragraph, *, keep: Callable[[str], bool] = lambda _words: False) -> str:
    """The text of a paragraph with its quotations blanked, every other character in its place.

    Args:
        paragraph: Where they stand.
        keep: Whether words in quotation marks are a name rather than what somebody says.
    """
    text = paragraph.text
    for one in quotations_in(paragraph):
        if keep(one.text):
            continue
        text = text[: one.span.start] + " " * len(one.span) + text[one.span.end :]
    return text


def gaps_of(text: str, words: Sequence[Word]) -> tuple[str, ...]:
    """What stands between words that follow each other in a text, mere typography folded."""
    return tuple(punctuation(text[left.end : right.start]) for left, right in pairwise(words))
