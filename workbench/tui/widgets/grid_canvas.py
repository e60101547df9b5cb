"""The drawing half of the grid: a header that stays, rows and columns that move past, and a cursor.

A row is drawn when it comes into sight and kept as a strip; a key that moves the cursor draws two rows anew.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from exports.report import Row, Table
from transcripts.i18n import _
from workbench.tui.widgets.grid_layout import GridLayout, wanted_widths
from workbench.tui.widgets.grid_order import Arrangement, Order
from workbench.tui.widgets.grid_painter import GridPainter, GridStyles, Lit

_STRIPS = 1024
"""Drawn rows kept; a screen needs about fifty."""


class GridCanvas(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws a table; what moves the cursor is in the class above it.

    Attributes:
        whole_rows: Whether the cursor is on a whole row.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--header",
        "grid--here",
        "grid--head",
        "grid--line",
        "grid--cursor",
        "grid--rule",
    }
    DEFAULT_CSS = """
    GridCanvas {
        height: 1fr;
        overflow-x: auto;
        overflow-y: scroll;
        scrollbar-size: 1 1;
        background: $background;
        color: $foreground;
        & > .grid--header { background: $panel; text-style: bold; }
        & > .grid--here { background: $panel; text-style: bold underline; }
        & > .grid--head { text-style: bold; }
        & > .grid--line { background: $panel; }
        & > .grid--cursor { background: $panel; text-style: bold underline; }
        & > .grid--rule { color: $border; }
        &:focus > .grid--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
        &:nocolor > .grid--cursor { text-style: reverse; }
    }
    """

    def __init__(
        self,
        *,
        whole_rows: bool = False,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self.whole_rows = whole_rows
        self._table: Table | None = None
        self._rows: Sequence[Row] = ()
        self._wanted: tuple[int, ...] = ()
        self._arrangement: Arrangement | None = None
        self._order: Order = ()
        self._keep: int | None = None
        self._sort: tuple[int, bool] | None = None
        self._at = 0
        self._column = 0
        self._layout: GridLayout | None = None
        self._painter: GridPainter | None = None
        self._strips: dict[int, Strip] = {}
        self._offset = 0

    @property
    def table(self) -> Table | None:
        """What is shown."""
        return self._table

    @property
    def count(self) -> int:
        """How many rows the table has, shown or not."""
        return len(self._rows)

    @property
    def shown(self) -> Order:
        """Places of the rows shown, in the order shown."""
        return self._order

    @property
    def head_lines(self) -> int:
        """Lines of the header."""
        return self._painter.head_lines if self._painter else 1

    @property
    def rows_in_sight(self) -> int:
        """Rows that have room at once."""
        return max(0, self.scrollable_content_region.height - self.head_lines)

    def _take(self, table: Table) -> None:
        """Take another table, in the order in which its rows come."""
        self._table = table
        self._rows = table.rows if isinstance(table.rows, Sequence) else list(table.rows)
        self._wanted = wanted_widths(table.columns, self._rows)
        self._arrangement = Arrangement(table.columns, self._rows)
        self._order = range(len(self._rows))
        self._at = max(0, min(self._at, len(self._rows) - 1))
        self._column = max(0, min(self._column, len(table.columns) - 1))

    # Layout and scrolling

    def on_resize(self) -> None:
        """Share the width out anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        room = self.scrollable_content_region.width
        if room <= 0 or self._table is None:
            return
        self._layout = GridLayout(self._wanted, self._table.heads, room)
        self._painter = None
        self._painter = self._paint()
        self.virtual_size = Size(self._layout.total, len(self._order) + self.head_lines)
        self._forget_all()
        self._reveal()

    def _reveal(self) -> None:
        """Bring the cursor into sight by as little as needed."""
        layout = self._layout
        if layout is None:
            return
        x = layout.offset_showing(self._column, self.scroll_offset.x) if self._column else 0
        y = max(min(self.scroll_offset.y, self._at), self._at - self.rows_in_sight + 1, 0)
        if (x, y) != self.scroll_offset:
            self.scroll_to(x, y, animate=False, immediate=True, force=True)

    def _move_cursor(self, at: int, column: int) -> None:
        older, older_column = self._at, self._column
        self._at, self._column = at, column
        top, offset = self.scroll_offset.y, self.scroll_offset.x
        self._reveal()
        for row in {older, at}:
            self._strips.pop(row, None)
        if (self.scroll_offset.y, self.scroll_offset.x) == (top, offset):
            size = self.scrollable_content_region.size
            lines = {row - top + self.head_lines for row in (older, at)}
            if column != older_column:
                lines |= set(range(self.head_lines))
            self.refresh(*(Region(0, line, size.width, 1) for line in lines if 0 <= line < size.height))

    # Drawing

    def notify_style_update(self) -> None:
        """Forget every colour."""
        self._painter = None
        self._strips.clear()
        super().notify_style_update()

    def watch_has_focus(self, focused: bool) -> None:
        """The cursor looks another way."""
        super().watch_has_focus(focused)
        self._painter = None
        self._forget_all()

    def render_line(self, y: int) -> Strip:
        """The strip of a row of the screen."""
        painter = self._paint()
        if painter is None:
            return Strip.blank(self.size.width, self.rich_style)
        offset = self.scroll_offset.x
        if offset != self._offset or len(self._strips) >= _STRIPS:
            self._strips.clear()
            self._offset = offset
        if y < painter.head_lines:
            return painter.header(y, offset, self._column, self._sort)
        return self._line(painter, self.scroll_offset.y + y - painter.head_lines, offset)

    def _line(self, painter: GridPainter, at: int, offset: int) -> Strip:
        if at >= len(self._order):
            nothing = at == 0 and self._table is not None
            return painter.blank(" " + _("Nothing to show.") if nothing else "")
        strip = self._strips.get(at)
        if strip is None:
            lit = Lit(self._column, self.whole_rows) if at == self._at else None
            strip = self._strips[at] = painter.row(self._rows[self._order[at]], offset, lit)
            if painter.wider:
                self.call_after_refresh(self._widen)
        return strip

    def _widen(self) -> None:
        """Give columns the room that their figures turned out to need."""
        wider = self._painter.wider if self._painter else {}
        if wider:
            self._wanted = tuple(max(cells, wider.get(place, 0)) for place, cells in enumerate(self._wanted))
            self._lay_out()

    def _paint(self) -> GridPainter | None:
        if self._painter is None and self._layout is not None and self._table is not None:
            self._painter = GridPainter(self._table.columns, self._layout, self._styles())
        return self._painter

    def _styles(self) -> GridStyles:
        names = ("head", "line", "cursor", "header", "here", "rule")
        return GridStyles(self.rich_style, *(self.get_component_rich_style(f"grid--{name}") for name in names))

    def _forget_all(self) -> None:
        self._strips.clear()
        self.refresh()
