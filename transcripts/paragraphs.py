"""Lines and paragraphs of a text.

A line feed ends a paragraph, as word processors and most transcripts have it, with two exceptions for texts that
were wrapped by hand or by a mail program: a line that goes on in lower case after one that closed nothing, and a
block whose every break was forced by one same width.
"""

from collections.abc import Iterator
from itertools import pairwise

from transcripts.spans import Span

_CLOSING = tuple('.?!…:;»”"')
_NARROWEST, _WIDEST = 40, 120
_PEEK = 80


def lines_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The lines that are not blank, without their line feeds, in text order."""
    end = len(text) if end is None else end
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield Span(start, stop)
        start = stop + 1


def paragraphs_of(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The paragraphs of ``text[start:end]``, in text order; together they hold every non-blank character."""
    found: list[Span] = []
    for block in _blocks(text, start, end):
        found.extend(_joined(text, block))
    return found


def _blocks(text: str, start: int, end: int | None) -> Iterator[list[Span]]:
    """Runs of lines without a blank line between them."""
    block: list[Span] = []
    for line in lines_of(text, start, end):
        if block and line.start != block[-1].end + 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _joined(text: str, block: list[Span]) -> list[Span]:
    """The paragraphs of one block: lines whose break was only a wrap are put together again."""
    width = max(map(len, block))
    wrapped = (
        len(block) > 2
        and _NARROWEST <= width <= _WIDEST
        and all(_forced(text, before, after, width) for before, after in pairwise(block))
    )
    paragraphs = [block[0]]
    for line in block[1:]:
        if wrapped or _goes_on(text, paragraphs[-1], line):
            paragraphs[-1] = Span(paragraphs[-1].start, line.end)
        else:
            paragraphs.append(line)
    return paragraphs


def _forced(text: str, before: Span, after: Span, width: int) -> bool:
    """Whether the first word of ``after`` would not have fitted on the line before."""
    first_word = after.cut(text).split(maxsplit=1)[0]
    return len(before.cut(text).rstrip()) + 1 + len(first_word) > width


def _goes_on(text: str, before: Span, after: Span) -> bool:
    """Whether ``after`` continues a sentence that ``before`` left open."""
    opening = text[after.start : after.start + _PEEK].lstrip()[:1]
    closing = text[max(before.start, before.end - _PEEK) : before.end].rstrip()
    return opening.islower() and not closing.endswith(_CLOSING)
