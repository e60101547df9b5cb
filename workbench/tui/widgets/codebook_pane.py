"""The codebook beside the transcript: the tree with live counts, keys, and a colour and a short name for each code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.tui.themes import legible
from workbench.tui.widgets.code_tree import CodeRow
from workbench.tui.widgets.texts import cut, fill

Piece = tuple[str, str]
"""A stretch of a line, and the part that it plays: ``square``, ``short``, ``label``, ``branch``, ``key``, ``count``."""


def row_pieces(row: CodeRow, width: int) -> list[Piece]:
    """One row in ``width`` cells: key or fold mark, square, short name, label, count."""
    count = str(row.count) if row.count else ("0" if not row.code.codable and row.folded else "·")
    room = width - cell_len(count) - 2
    indent = "  " * row.depth
    mark = ("▸" if row.folded else "▾") if row.children else " "
    if not row.code.codable:
        name = fill(f"{indent}{mark} {row.label}", room)
        return [(name, "branch"), (f" {count} ", "count")]
    indent = indent[:-1] if row.depth else ""
    head = f"{indent}{mark if row.children else ''}"
    key = row.key or " "
    short = cut(row.code.short, max(0, room - cell_len(head) - 4))
    rest = room - cell_len(head) - 4 - cell_len(short)
    label = fill(f" {row.label}", rest) if rest > 3 else " " * max(0, rest)
    return [
        *((head, "branch"), (key, "key"), (" ", "label"), ("■", "square"), (" ", "label")),
        *((short, "short"), (label, "label"), (f" {count} ", "count")),
    ]


class CodebookPane(ScrollView):
    """Draws ``CodeRow``s. The screen moves its cursor; it has no keys of its own."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "codebook-pane--short",
        "codebook-pane--label",
        "codebook-pane--branch",
        "codebook-pane--key",
        "codebook-pane--count",
        "codebook-pane--cursor",
    }
    DEFAULT_CSS = """
    CodebookPane { width: 26; }
    CodebookPane > .codebook-pane--short { text-style: bold; }
    CodebookPane > .codebook-pane--label { color: $foreground 75%; }
    CodebookPane > .codebook-pane--branch { text-style: bold; }
    CodebookPane > .codebook-pane--key { color: $accent; text-style: bold; }
    CodebookPane > .codebook-pane--count { color: $foreground 85%; }
    CodebookPane > .codebook-pane--cursor { text-style: reverse; }
    """

    lit: reactive[bool] = reactive(False, toggle_class="-lit")

    @dataclass
    class Clicked(Message):
        """A row was clicked.

        Attributes:
            code: uuid of its code.
            fold: Whether the fold mark was meant, or a branch that cannot be applied.
        """

        code: str
        fold: bool

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, can_focus=False)
        self._rows: Sequence[CodeRow] = ()
        self._cursor = 0

    def show(self, rows: Sequence[CodeRow]) -> None:
        """Draw other rows; the cursor stays on its code where that is still shown."""
        old = self.code_at_cursor
        if [row.code.uuid for row in rows] == [row.code.uuid for row in self._rows]:
            changed = [y for y, (new, was) in enumerate(zip(rows, self._rows, strict=True)) if new != was]
            self._rows = rows
            for y in changed:
                self._refresh_row(y)
            return
        self._rows = rows
        uuids = [row.code.uuid for row in rows]
        self._cursor = uuids.index(old) if old in uuids else min(self._cursor, max(0, len(rows) - 1))
        self.virtual_size = Size(self.size.width, len(rows))
        self.refresh()

    @property
    def code_at_cursor(self) -> str | None:
        """Uuid of the code that the cursor is on."""
        return self._rows[self._cursor].code.uuid if self._cursor < len(self._rows) else None

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.put_cursor(max(0, min(len(self._rows) - 1, self._cursor + by)))

    def point_at(self, code: str) -> None:
        """Put the cursor on a code, where it is shown."""
        for y, row in enumerate(self._rows):
            if row.code.uuid == code:
                self.put_cursor(y)

    def put_cursor(self, row: int) -> None:
        """Put the cursor on a row and bring it into sight."""
        self._refresh_row(self._cursor)
        self._cursor = row
        self._refresh_row(row)
        self.scroll_to_region(Region(0, row, 1, 1), animate=False, force=True)

    def watch_lit(self) -> None:
        """Show the cursor only while the keys are for this pane."""
        self._refresh_row(self._cursor)

    def on_resize(self) -> None:
        """Rows are as wide as the pane."""
        self.virtual_size = Size(self.size.width, len(self._rows))

    def _refresh_row(self, row: int) -> None:
        self.refresh(Region(0, row - self.scroll_offset.y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One row of the tree."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if row >= len(self._rows):
            return Strip.blank(width, base)
        entry = self._rows[row]
        over = self.get_component_rich_style("codebook-pane--cursor", partial=True)
        lit = self.lit and row == self._cursor
        segments = [
            Segment(text, base + self._style(part, entry) + (over if lit else Style()))
            for text, part in row_pieces(entry, width)
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, part: str, row: CodeRow) -> Style:
        if part == "square":
            return Style(color=legible(row.colour, self.app.theme))
        return self.get_component_rich_style(f"codebook-pane--{part}", partial=True)

    def on_click(self, event: events.Click) -> None:
        """Tell which row was meant."""
        place = event.get_content_offset(self)
        row = place.y + self.scroll_offset.y if place is not None else len(self._rows)
        if place is not None and row < len(self._rows):
            entry = self._rows[row]
            on_mark = entry.children and place.x <= 2 * entry.depth + 1
            self.put_cursor(row)
            self.post_message(self.Clicked(entry.code.uuid, on_mark or not entry.code.codable))
