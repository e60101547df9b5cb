"""One line of the transcript as a strip of the screen: gutter, text, margin."""

from rich.segment import Segment
from textual.strip import Strip

from workbench.tui.widgets import transcript_line
from workbench.tui.widgets.cell_widths import clusters, display, fit, is_simple
from workbench.tui.widgets.transcript_document import ShownTurn
from workbench.tui.widgets.transcript_layout import Layout
from workbench.tui.widgets.transcript_line import Looks
from workbench.tui.widgets.transcript_margin import Margin, Placed, Stripe, margin_row
from workbench.tui.widgets.transcript_palette import Palette


class Painter:
    """Draws the lines of one layout."""

    def __init__(self, layout: Layout, margin: Margin, palette: Palette) -> None:
        self._layout = layout
        self._margin = margin
        self._palette = palette

    def strip(self, line: int, looks: Looks, cells: int) -> Strip:
        """The whole row of a line, ``cells`` wide."""
        question = self._layout.questions.get(line)
        if question is not None:
            return Strip([Segment(fit(question, cells), self._palette.part("transcript--question"))], cells)
        placed = self._margin.placed(line)
        segments = [*self._gutter(line), *self._text(line, placed, looks), *self._stripes(placed, looks.current)]
        columns = self._layout.columns
        rest = cells - columns.margin_start - columns.margin
        if rest > 0:
            segments.append(Segment(" " * rest, self._palette.part()))
        return Strip(segments, cells + max(0, -rest))

    def blank(self, cells: int) -> Strip:
        """A row below the last line."""
        return Strip.blank(cells, self._palette.part())

    def stripe_at(self, line: int, cell: int, current: str | None) -> Stripe | None:
        """The piece of the margin drawn in that cell of it."""
        for stripe in margin_row(self._margin.placed(line), self._layout.columns.margin, current, self._margin.slot):
            if cell < stripe.cells:
                return stripe
            cell -= stripe.cells
        return None

    def _gutter(self, line: int) -> list[Segment]:
        """Turn number and speaker on the first line of a turn, blanks on the others."""
        columns, part = self._layout.columns, self._palette.part
        index = self._layout.turn_beginning(line)
        if index is None or not columns.number:
            return [Segment(" " * columns.gutter, part())]
        turn = self._layout.document.turns[index]
        if turn.heading:
            return [Segment(" " * columns.gutter, part())]
        segments = [Segment(f"{turn.number:>{columns.number}} ", part("transcript--number"))]
        if columns.label:
            name = "transcript--interviewer-label" if turn.interviewer else "transcript--label"
            segments += [Segment(fit(turn.label, columns.label), part(name)), Segment(" ", part())]
        return segments

    def _text(self, line: int, placed: list[Placed], looks: Looks) -> list[Segment]:
        """The words, cut where their look changes, and blanks up to the margin."""
        text = self._layout.document.text
        start, end = self._layout.drawn(line)
        base = _base_look(self._layout.document.turn_at(start))
        marks = [mark for _, mark in placed]
        segments = [
            Segment(display(text[piece.start : piece.end]), self._palette.text(piece.look))
            for piece in transcript_line.pieces(text, start, end, marks, looks, base)
        ]
        used = end - start if is_simple(text, start, end) else clusters(text, start, end)[1][-1]
        segments.append(Segment(" " * (self._layout.columns.text - used + 1), self._palette.part()))
        return segments

    def _stripes(self, placed: list[Placed], current: str | None) -> list[Segment]:
        row = margin_row(placed, self._layout.columns.margin, current, self._margin.slot)
        return [Segment(stripe.text, self._palette.stripe(stripe, current)) for stripe in row]


def _base_look(turn: ShownTurn | None) -> int:
    """How all words of a turn look."""
    if turn is None:
        return transcript_line.PLAIN
    if turn.heading:
        return transcript_line.HEADING
    return transcript_line.INTERVIEWER if turn.interviewer else transcript_line.PLAIN
