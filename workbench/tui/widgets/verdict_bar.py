"""The rulings that a passage can be given, each with its key; the one that is tried is lit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from workbench.tui.widgets.footer_line import FooterKey

Row = list[tuple[FooterKey, int]]

_LIT = "bold $block-cursor-foreground on $block-cursor-background"
"""Told by the sign before it as well."""


def rows_of(entries: Sequence[FooterKey], cells: int) -> Iterator[Row]:
    """The entries with the cell at which each begins, in as many rows as it takes."""
    row: Row = []
    used = 0
    for entry in entries:
        if row and used + entry.width > cells:
            yield row
            row, used = [], 0
        row.append((entry, used))
        used += entry.width
    if row:
        yield row


class VerdictBar(Widget):
    """A click on one tries it; a click on the one that is tried rules so."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"verdict-bar--key"}
    DEFAULT_CSS = """
    VerdictBar { height: auto; background: $panel; color: $foreground; }
    VerdictBar > .verdict-bar--key { color: $accent; text-style: bold; }
    """

    @dataclass
    class Pressed(Message):
        """One was clicked.

        Attributes:
            command: Its id.
        """

        command: str

    entries: reactive[tuple[FooterKey, ...]] = reactive((), layout=True)
    lit: reactive[str] = reactive("")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the entries take."""
        return max(1, len(list(rows_of(self.entries, width))))

    def render(self) -> Content:
        """The entries, row by row."""
        key = self.get_visual_style("verdict-bar--key", partial=True)
        lines = []
        for row in rows_of(self.entries, self.size.width):
            line = Content("")
            for entry, _start in row:
                is_lit = entry.command == self.lit
                title = f" {entry.title} " if entry.title else " "
                words = Content.assemble("▸" if is_lit else " ", (entry.key, "" if is_lit else key), title)
                line += words.stylize(_LIT) if is_lit else words
                line = line.pad_right(entry.width - words.cell_length)
            lines.append(line)
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Say which was clicked."""
        rows = list(rows_of(self.entries, self.size.width))
        if event.y < len(rows):
            for entry, start in rows[event.y]:
                if start <= event.x < start + entry.width:
                    self.post_message(self.Pressed(entry.command))
