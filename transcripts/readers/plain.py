"""Plain text and Markdown."""

import re
from pathlib import Path

from transcripts.files import contents
from transcripts.readers.decoding import decode
from transcripts.readers.options import ReadingOptions
from transcripts.readers.script import Line, Script, plain_lines
from transcripts.readers.sniffing import refuse_other_kind

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?=\S)")


def read_text(path: Path, options: ReadingOptions) -> Script:
    """The script of a plain text file in any encoding."""
    return _script(path, options, markdown=False)


def read_markdown(path: Path, options: ReadingOptions) -> Script:
    """The script of a Markdown file; ``#`` lines are headings, all other marks stay in the text."""
    return _script(path, options, markdown=True)


def _script(path: Path, options: ReadingOptions, *, markdown: bool) -> Script:
    refuse_other_kind(path, "text")
    decoded = decode(contents(path), path.name, options.encoding)
    lines = plain_lines(decoded.text)
    if markdown:
        lines = tuple(_with_heading(decoded.text, line) for line in lines)
    return Script(decoded.text, lines, decoded.encoding, decoded.guessed, decoded.notes)


def _with_heading(text: str, line: Line) -> Line:
    match = _HEADING.match(text, line.start, line.end)
    if match is None:
        return line
    return Line(line.start, line.end, heading=True, mark=match.end() - line.start)
