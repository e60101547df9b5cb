"""A table on the screen, however many rows and columns: nothing is made for what is out of sight.

What a screen does with it::

    grid = GridView(id="grid")                        # focusable; its keys are those of ``Context.TABLE``, and Enter
    grid = GridView(whole_rows=True)                  # the cursor is on a row instead of a cell
    grid.show(table)                                  # an ``exports.report.Table``; its first ``heads`` columns stay
    grid.narrow("images voilées")                     # rows with these words, blind to case and accents; "" for all
    grid.sort_by("participants", descending=True)     # None takes the sorting away
    grid.stand_on(row=17, column="wilson")            # row as in the table, not as shown

    grid.row -> int | None                            # place of the row under the cursor in ``table.rows``
    grid.column -> Column | None                      # the column under the cursor
    grid.shown -> Sequence[int]                       # places of the rows shown, in the order shown
    grid.cut_text -> str                              # of the cell under the cursor, "" where all of it is in sight
    grid.table -> Table | None

A table with the same name as the one before keeps the cursor, the sorting and the words.

Messages, dataclasses with ``control``:

- ``GridView.CellChosen(grid, row, column)`` on Enter or a double click: ``row`` is a place in ``table.rows`` and
  ``column`` a name, "" for a whole row, so that ``table.behind(row, column)`` can be called.
- ``GridView.CellLit(grid, row, column)`` when the cursor came to another cell.
- ``GridView.Arranged(grid)`` when rows were sorted or narrowed.

Mouse: a click moves the cursor, a double click chooses, a click on a title sorts, the wheel scrolls.
"""

from dataclasses import dataclass
from typing import ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.message import Message

from exports.report import Column, Table
from workbench.tui.commands import Context, bindings
from workbench.tui.widgets.cell_widths import width
from workbench.tui.widgets.grid_canvas import GridCanvas
from workbench.tui.widgets.grid_layout import cell_text
from workbench.tui.widgets.grid_order import Order, largest_first

MANY = 20_000
"""Rows from which on sorting and narrowing are done in a thread."""


class GridView(GridCanvas):
    """Shows one table and holds a cursor in it; see the head of this file."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.TABLE), Binding("enter", "choose", show=False)]

    @dataclass
    class CellChosen(Message):
        """A cell was chosen.

        Attributes:
            grid: Whose.
            row: Place of the row in the table.
            column: Name of the column, "" for the whole row.
        """

        grid: "GridView"
        row: int
        column: str

        @property
        def control(self) -> "GridView":
            """The grid."""
            return self.grid

    @dataclass
    class CellLit(Message):
        """The cursor is on another cell.

        Attributes:
            grid: Whose.
            row: Place of the row in the table.
            column: Name of the column, "" for the whole row.
        """

        grid: "GridView"
        row: int
        column: str

        @property
        def control(self) -> "GridView":
            """The grid."""
            return self.grid

    @dataclass
    class Arranged(Message):
        """Rows were sorted or narrowed."""

        grid: "GridView"

        @property
        def control(self) -> "GridView":
            """The grid."""
            return self.grid

    @dataclass
    class Ordered(Message):
        """The order asked for is known; one that was asked for before another is dropped.

        Attributes:
            request: Number of the request.
            order: Places of rows.
        """

        request: int
        order: Order

    def __init__(
        self,
        *,
        whole_rows: bool = False,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(whole_rows=whole_rows, name=name, id=id, classes=classes)
        self._words = ""
        self._request = 0

    # What is shown

    @property
    def words(self) -> str:
        """What rows are narrowed to, "" if they are not."""
        return self._words

    @property
    def row(self) -> int | None:
        """Place of the row under the cursor in the table; None where no row is shown."""
        return self._order[self._at] if self._at < len(self._order) else None

    @property
    def column(self) -> Column | None:
        """The column under the cursor; None in a table without any."""
        columns = self._table.columns if self._table else ()
        return columns[self._column] if self._column < len(columns) else None

    @property
    def cut_text(self) -> str:
        """What stands in the cell under the cursor, where it is wider than its column; else ""."""
        row, column, layout = self.row, self.column, self._layout
        if row is None or column is None or layout is None:
            return ""
        text = cell_text(self._rows[row][self._column], column)
        return text if width(text) > layout.widths[self._column] else ""

    def show(self, table: Table) -> None:
        """Show another table, or the same with other figures."""
        again = self._table is not None and self._table.name == table.name
        column, sorted_by = self.column, self.sorted_by
        self._take(table)
        if not again:
            self._at, self._column, self._sort, self._words = 0, 0, None, ""
            self.scroll_to(0, 0, animate=False, immediate=True, force=True)
        elif column is not None:
            self._column = self._place_of(column.name) or 0
        place = self._place_of(sorted_by[0]) if again and sorted_by else None
        self._sort = (place, sorted_by[1]) if sorted_by and place is not None else None
        if self._sort or self._words:
            self._arrange(keep=True)
        self._lay_out()
        self._announce()

    @property
    def sorted_by(self) -> tuple[str, bool] | None:
        """Name of the column that rows are sorted by, and whether the largest come first; None if they are not."""
        if self._sort is None or self._table is None:
            return None
        return self._table.columns[self._sort[0]].name, self._sort[1]

    def _place_of(self, column: str) -> int | None:
        names = [one.name for one in self._table.columns] if self._table else []
        return names.index(column) if column in names else None

    # Order

    def narrow(self, words: str) -> None:
        """Show the rows with these words alone."""
        if words != self._words:
            self._words = words
            self._arrange(keep=not words)

    def sort_by(self, column: str | None, *, descending: bool = False) -> None:
        """Sort by a column; None for the order in which the rows came. An unknown column changes nothing."""
        place = self._place_of(column) if column is not None else None
        if (column is None) == (place is None):
            self._sort = None if place is None else (place, descending)
            self._arrange(keep=place is None)

    def _arrange(self, *, keep: bool) -> None:
        """Find the order asked for, in a thread where there are many rows; the cursor stays on its row or goes up."""
        self._request += 1
        self._keep = self.row if keep else None
        if self._table is None or self._arrangement is None:
            return
        if len(self._arrangement) < MANY:
            self._reorder(self._order_now())
        else:
            self._order_aside(self._request)

    def _order_now(self) -> Order:
        assert self._arrangement is not None
        column, descending = self._sort or (None, False)
        return self._arrangement.order(sort=column, descending=descending, words=self._words)

    @work(thread=True, exclusive=True, group="grid")
    def _order_aside(self, request: int) -> None:
        self.post_message(self.Ordered(request, self._order_now()))

    def on_grid_view_ordered(self, message: Ordered) -> None:
        """Show the order, unless another was asked for since."""
        if message.request == self._request:
            self._reorder(message.order)

    def _reorder(self, order: Order) -> None:
        self._order = order
        kept = self._keep
        self._at = (order.index(kept) if kept in order else 0) if kept is not None else 0
        self._lay_out()
        self.post_message(self.Arranged(self))
        self._announce()

    # Moving

    def stand_on(self, *, row: int | None = None, column: str | None = None) -> None:
        """Put the cursor on a row, by its place in the table, and a column, by its name; what is not shown is left."""
        at = self._order.index(row) if row is not None and row in self._order else self._at
        place = self._place_of(column) if column is not None else None
        self._stand(at, self._column if place is None else place)

    def _stand(self, at: int, column: int) -> None:
        columns = len(self._table.columns) if self._table else 0
        at, column = max(0, min(at, len(self._order) - 1)), max(0, min(column, columns - 1))
        if (at, column) != (self._at, self._column):
            self._move_cursor(at, column)
            self._announce()

    def _announce(self) -> None:
        row, column = self.row, self.column
        if row is not None and column is not None:
            self.post_message(self.CellLit(self, row, "" if self.whole_rows else column.name))

    def action_down(self) -> None:
        """A row down."""
        self._stand(self._at + 1, self._column)

    def action_up(self) -> None:
        """A row up."""
        self._stand(self._at - 1, self._column)

    def action_right(self) -> None:
        """A column to the right."""
        self._stand(self._at, self._column + 1)

    def action_left(self) -> None:
        """A column to the left."""
        self._stand(self._at, self._column - 1)

    def action_page_down(self) -> None:
        """A screen down."""
        self._stand(self._at + max(1, self.rows_in_sight - 1), self._column)

    def action_page_up(self) -> None:
        """A screen up."""
        self._stand(self._at - max(1, self.rows_in_sight - 1), self._column)

    def action_first_column(self) -> None:
        """To the first column."""
        self._stand(self._at, 0)

    def action_last_column(self) -> None:
        """To the last column."""
        self._stand(self._at, len(self._table.columns) if self._table else 0)

    def action_top(self) -> None:
        """To the first row."""
        self._stand(0, self._column)

    def action_bottom(self) -> None:
        """To the last row."""
        self._stand(len(self._order), self._column)

    def action_sort(self) -> None:
        """Sort by the column under the cursor, then the other way round, then not at all."""
        column, sorted_by = self.column, self.sorted_by
        if column is None:
            return
        first = largest_first(column)
        if sorted_by is None or sorted_by[0] != column.name:
            self.sort_by(column.name, descending=first)
        elif sorted_by[1] == first:
            self.sort_by(column.name, descending=not first)
        else:
            self.sort_by(None)

    def action_choose(self) -> None:
        """Choose the cell, or the row, under the cursor."""
        row, column = self.row, self.column
        if row is not None and column is not None:
            self.post_message(self.CellChosen(self, row, "" if self.whole_rows else column.name))

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Move the cursor, choose on a double click, sort on a title."""
        place = event.get_content_offset(self)
        column = self._layout.column_at(place.x, self.scroll_offset.x) if place and self._layout else None
        if place is None or column is None:
            return
        at = self.scroll_offset.y + place.y - self.head_lines
        if place.y < self.head_lines:
            self._stand(self._at, column)
            self.action_sort()
        elif at < len(self._order):
            self._stand(at, column)
            if event.chain == 2:
                self.action_choose()
