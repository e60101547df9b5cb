"""A figure above a table: as many of its rows as there is room for; alone, the whole of it, to scroll through."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from exports.figures import CurvePlot, Plot
from exports.report import Figure
from exports.widths import wrap
from workbench.tui.widgets.cell_widths import display

LEAST = 5
"""Lines that a figure takes however low the screen is."""


class FigurePane(VerticalScroll):
    """Draws one figure; takes the keys only when it has the screen to itself."""

    DEFAULT_CSS = """
    FigurePane { height: auto; padding: 0 1; scrollbar-size-vertical: 1; }
    FigurePane.-alone { height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, can_focus=False)

    def compose(self) -> ComposeResult:
        """The lines."""
        yield Static("", markup=False)

    def show(self, figure: Figure | None, words: Sequence[str], *, width: int, room: int | None, more: str) -> None:
        """Draw.

        Args:
            figure: What to draw, None for nothing.
            words: Sentences in the place of a figure.
            width: Columns.
            room: Lines there are beside a table; None where there is no table, and the keys scroll.
            more: Says how to see what has no room.
        """
        if figure is not None:
            caption = wrap(display(figure.caption), width)
            lines = drawn(figure.plot, caption, width, None if room is None else max(LEAST, room), more)
        else:
            lines = [line for sentence in words for line in wrap(display(sentence), width)]
        self.display = bool(lines)
        self.can_focus = room is None
        self.set_class(room is None, "-alone")
        self.query_one(Static).update(Content("\n".join(lines)))


def drawn(plot: Plot, caption: list[str], width: int, room: int | None, more: str) -> list[str]:
    """A figure in the room there is: whole with its caption, else its first rows, and a sentence that says so.

    Args:
        plot: What to draw.
        caption: Its lines.
        width: Columns.
        room: Lines there are, None for as many as it takes.
        more: Says how to see the rest.
    """
    from exports.plots import plot_lines

    lines = plot_lines(plot, width=width, lines=room if isinstance(plot, CurvePlot) else None)
    if room is None or len(lines) + len(caption) <= room:
        return [*lines, *caption]
    # A blank line parts what is drawn from its legend.
    rows = lines[: len(lines) - lines[::-1].index("") - 1] if "" in lines else lines
    return [*rows[: room - 1], more]
