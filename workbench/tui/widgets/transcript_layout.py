"""From characters to wrapped lines and cells, and back. Plain arithmetic: nothing here knows a screen."""

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from transcripts.spans import Span
from workbench.tui.widgets.cell_widths import clusters, is_simple
from workbench.tui.widgets.transcript_document import ShownDocument
from workbench.tui.widgets.transcript_wrapping import line_starts

_LEAST_TEXT = 10
_WIDEST_TEXT = 96
_LEAST_MARGIN = 8
_MARGIN = 32
_WIDEST_MARGIN = 48


@dataclass(frozen=True, slots=True)
class Columns:
    """How the cells of a row are shared out, from left to right.

    Attributes:
        number: Turn number, right-aligned; 0 without turns.
        label: Speaker label; 0 where there is no room or no label.
        text: Wrapped text.
        margin: Stripes and names of codes.
    """

    number: int
    label: int
    text: int
    margin: int

    @property
    def gutter(self) -> int:
        """Cells before the text, with the gaps after number and label."""
        return self.number + bool(self.number) + self.label + bool(self.label)

    @property
    def margin_start(self) -> int:
        """First cell of the margin; one blank cell parts it from the text."""
        return self.gutter + self.text + 1


def share_out(width: int, document: ShownDocument) -> Columns:
    """Share ``width`` cells out: labels shrink first, then vanish; the margin keeps eight; long lines stay readable."""
    number = len(str(document.highest)) if document.turns else 0
    widest_label = 0 if width < 48 else 6 if width < 72 else 12
    label = min(document.label_width, widest_label)
    gutter = number + bool(number) + label + bool(label)
    margin = max(_LEAST_MARGIN, min(_MARGIN, width // 5))
    text = max(_LEAST_TEXT, width - gutter - 1 - margin)
    if text > _WIDEST_TEXT:
        margin = min(_WIDEST_MARGIN, margin + text - _WIDEST_TEXT)
        text = _WIDEST_TEXT
    return Columns(number, label, text, margin)


class Layout:
    """A document wrapped to a width.

    Each character is on exactly one line: line ``n`` holds ``[starts[n], starts[n + 1])``. Question lines hold no
    character; they stand before the line of the same start.

    Args:
        document: What is shown.
        columns: How the row is shared out.

    Attributes:
        starts: First character of each line.
        questions: Line to the question shown there.
    """

    def __init__(self, document: ShownDocument, columns: Columns) -> None:
        self.document = document
        self.columns = columns
        starts = line_starts(document.text, document.odd, document.turn_starts, columns.text)
        self.starts, self.questions = _with_questions(starts, document)

    def __len__(self) -> int:
        return len(self.starts)

    def line_at(self, offset: int) -> int:
        """The line that holds ``offset``; the last line for the end of the text."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def lines_of(self, start: int, end: int) -> range:
        """The lines that ``[start, end)`` touches."""
        return range(self.line_at(start), self.line_at(max(start, end - 1)) + 1)

    def held(self, line: int) -> tuple[int, int]:
        """The stretch of text that a line holds, with the spaces and line feed at its end; may be empty."""
        following = line + 1
        return self.starts[line], self.starts[following] if following < len(self.starts) else len(self.document.text)

    def drawn(self, line: int) -> tuple[int, int]:
        """The part of ``held`` that is drawn: no line feed, no spaces that hang over the width."""
        text = self.document.text
        start, end = self.held(line)
        if end > start and text[end - 1] == "\n":
            end -= 1
        if end - start <= self.columns.text and is_simple(text, start, end):
            return start, end
        bare = start + len(text[start:end].rstrip(" "))
        cells = bare - start if is_simple(text, start, bare) else clusters(text, start, bare)[1][-1]
        return start, min(end, bare + max(0, self.columns.text - cells))

    def cell_at(self, offset: int) -> tuple[int, int]:
        """Line and cell of the cluster that holds ``offset``; a character that hangs over is at the line's end."""
        line = self.line_at(offset)
        start, end = self.drawn(line)
        offset = min(offset, end)
        if is_simple(self.document.text, start, end):
            return line, offset - start
        starts, edges = clusters(self.document.text, start, end)
        return line, edges[bisect_right(starts, offset) - 1]

    def offset_at(self, line: int, cell: int) -> int:
        """First character of the cluster drawn in that cell; right of the text, of the line's last cluster."""
        line = max(0, min(line, len(self.starts) - 1))
        start, end = self.drawn(line)
        if is_simple(self.document.text, start, end):
            return max(start, min(start + max(0, cell), end - 1))
        starts, edges = clusters(self.document.text, start, end)
        return starts[max(0, min(bisect_right(edges, max(0, cell)) - 1, len(starts) - 2))]

    def turn_beginning(self, line: int) -> int | None:
        """Index of the turn whose first line this is, None on all other lines."""
        if line in self.questions:
            return None
        start = self.starts[line]
        index = bisect_left(self.document.turn_starts, start)
        found = index < len(self.document.turn_starts) and self.document.turn_starts[index] == start
        return index if found else None

    def span_of(self, first: int, last: int) -> Span | None:
        """The text that the lines ``first`` to ``last`` hold, None where they hold none."""
        start, end = self.held(first)[0], self.held(last)[1]
        return Span(start, end) if end > start else None


def _with_questions(starts: "array[int]", document: ShownDocument) -> tuple["array[int]", dict[int, str]]:
    """Put a line before each turn that begins a question."""
    if not document.questions:
        return starts, {}
    lines: array[int] = array("I")
    questions: dict[int, str] = {}
    done = 0
    for turn, question in document.questions.items():
        first = bisect_left(starts, document.turn_starts[turn])
        lines.extend(starts[done:first])
        questions[len(lines)] = question
        lines.append(starts[first])
        done = first
    lines.extend(starts[done:])
    return lines, questions
