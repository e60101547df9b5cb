"""Strips of a grid: the header and rows, the columns in sight alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from exports.report import Column, Row
from workbench.tui.widgets.grid_layout import NUMERIC, PAD, GridLayout, cell_text, fitted, wrapped_title

RULE = "│"
ARROWS = {False: "▲", True: "▼"}


@dataclass(frozen=True, slots=True)
class GridStyles:
    """How parts of a grid look.

    Attributes:
        plain: Cells.
        head: Cells of the columns that stay in sight.
        line: Cells of the row under the cursor.
        cursor: The cell under the cursor, or all cells of its row.
        header: Titles.
        here: The title of the column under the cursor.
        rule: The line between columns that stay and those that move.
    """

    plain: Style
    head: Style
    line: Style
    cursor: Style
    header: Style
    here: Style
    rule: Style


@dataclass(frozen=True, slots=True)
class Lit:
    """The cursor's column; ``whole`` where the whole row is lit."""

    column: int
    whole: bool = False


class GridPainter:
    """Draws rows of one table in one layout and theme.

    Args:
        columns: Of the table.
        layout: Where they stand.
        styles: How parts look.

    Attributes:
        titles: Lines of each column's title.
        head_lines: Lines of the header.
        wider: Column to the cells that its figures need after all: the sample had no such figure. A cut number would
            be read as another number.
    """

    def __init__(self, columns: Sequence[Column], layout: GridLayout, styles: GridStyles) -> None:
        self.columns = columns
        self.layout = layout
        self.styles = styles
        self.titles = [
            wrapped_title(column.heading, cells) for column, cells in zip(columns, layout.widths, strict=True)
        ]
        self.head_lines = max(map(len, self.titles), default=1) or 1
        self.wider: dict[int, int] = {}

    def header(self, line: int, offset: int, cursor: int, sort: tuple[int, bool] | None) -> Strip:
        """A line of the header.

        Args:
            line: 0 for the uppermost.
            offset: How far the grid was moved to the left.
            cursor: Column under the cursor.
            sort: Column that rows are sorted by, and whether the largest come first.
        """
        styles = self.styles
        looks = _Looks(styles.header, styles.header, styles.here, Lit(cursor))
        return self._strip(offset, lambda place: self._title(place, line, sort), looks)

    def row(self, row: Row, offset: int, lit: Lit | None) -> Strip:
        """A row, with the cursor on it or not."""
        styles = self.styles
        looks = _Looks(styles.line, styles.line, styles.cursor, lit) if lit else _Looks(styles.plain, styles.head)
        return self._strip(offset, lambda place: self._cell(place, row), looks)

    def blank(self, words: str = "") -> Strip:
        """A line below the last row."""
        return Strip([Segment(fitted(words, self.layout.room), self.styles.plain)])

    def _title(self, place: int, line: int, sort: tuple[int, bool] | None) -> str:
        lines, last = self.titles[place], self.head_lines - 1
        at = line - (self.head_lines - len(lines))  # a short title stands right above its column
        right = self.columns[place].kind in NUMERIC
        text = fitted(lines[at] if at >= 0 else "", self.layout.widths[place], right=right)
        arrow = ARROWS[sort[1]] if sort is not None and sort[0] == place and line == last else " " * PAD
        return " " * PAD + text + arrow

    def _cell(self, place: int, row: Row) -> str:
        column, cells = self.columns[place], self.layout.widths[place]
        text = cell_text(row[place], column)
        numeric = column.kind in NUMERIC
        if numeric and len(text) > cells:
            self.wider[place] = max(len(text), self.wider.get(place, 0))
        return " " * PAD + fitted(text, cells, right=numeric) + " " * PAD

    def _strip(self, offset: int, text_of: Callable[[int], str], looks: "_Looks") -> Strip:
        layout = self.layout
        sight = layout.in_sight(offset)
        frozen = looks.segments(range(layout.frozen), text_of, looks.head)
        moving = Strip(looks.segments(sight.columns, text_of, looks.plain))
        if layout.total > layout.room:
            moving = moving.crop(sight.skip, sight.skip + layout.moving_room)
            if frozen:
                last = frozen.pop()
                frozen += [Segment(last.text[:-PAD], last.style), Segment(RULE, self.styles.rule)]
        return Strip([*frozen, *moving]).adjust_cell_length(layout.room, looks.plain)


@dataclass(frozen=True, slots=True)
class _Looks:
    """Styles of one line: of cells that move, of those that stay, and of what the cursor is on."""

    plain: Style
    head: Style
    cursor: Style = field(default_factory=Style.null)
    lit: Lit | None = None

    def segments(self, columns: range, text_of: Callable[[int], str], style: Style) -> list[Segment]:
        """Neighbouring columns as few segments as their looks allow."""
        texts = [text_of(place) for place in columns]
        if self.lit is None or not texts:
            return [Segment("".join(texts), style)] if texts else []
        if self.lit.whole:
            return [Segment("".join(texts), self.cursor)]
        if self.lit.column not in columns:
            return [Segment("".join(texts), style)]
        at = self.lit.column - columns.start
        parts = (("".join(texts[:at]), style), (texts[at], self.cursor), ("".join(texts[at + 1 :]), style))
        return [Segment(text, look) for text, look in parts if text]
