"""The side list of the queue: what was decided, the one being read, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.texts import cut


@dataclass(frozen=True, slots=True)
class Row:
    """One suggestion in the list.

    Attributes:
        sign: What became of it: ``✓``, ``✗``, ``–`` (put off), ``…`` (on its way), ``▶`` (being read), or a space.
        head: Band, and the code where there are several.
        words: Its first words.
        lit: Whether it is the one being read.
        closed: Whether it was decided.
    """

    sign: str
    head: str
    words: str
    lit: bool = False
    closed: bool = False


class SuggestionList(Widget):
    """Draws ``Row``s, two lines each, the lit one always in sight; a click goes to one."""

    DEFAULT_CSS = """
    SuggestionList { width: 34; border: solid $border; border-title-style: bold; border-title-color: $foreground; }
    """

    @dataclass
    class Clicked(Message):
        """A row was clicked."""

        index: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show these."""
        if rows != self._rows:
            self._rows = rows
            self.refresh()

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self._rows

    @property
    def _first(self) -> int:
        """The row on top: the lit one stands in the upper third."""
        room = max(1, self.content_size.height // 2)
        lit = next((index for index, row in enumerate(self._rows) if row.lit), len(self._rows))
        return max(0, min(lit - room // 3, len(self._rows) - room))

    def render_line(self, y: int) -> Strip:
        """One line of a row."""
        width, base = self.content_size.width, self.visual_style
        index, below = divmod(y, 2)
        index += self._first
        if index >= len(self._rows):
            return Strip.blank(width, base.rich_style)
        line = self._line(self._rows[index], bool(below), width)
        return Strip(line.render_segments(base)).adjust_cell_length(width, base.rich_style)

    def _line(self, row: Row, below: bool, width: int) -> Content:
        style = "bold" if row.lit else "dim" if row.closed else ""
        if below:
            return Content.styled(cut(f"  {display(row.words)}", width), style)
        return Content.styled(cut(f"{row.sign} {display(row.head)}", width), style)

    def on_click(self, event: events.Click) -> None:
        """Go to the row under the mouse."""
        place = event.get_content_offset(self)
        if place is not None:
            index = self._first + place.y // 2
            if index < len(self._rows):
                self.post_message(self.Clicked(index))
