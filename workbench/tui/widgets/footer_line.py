"""The last line of a screen: the keys that work here and now, as many as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class FooterKey:
    """One key of the footer.

    Attributes:
        command: Id of the command.
        key: The key as people read it.
        title: What it does, in a word or two.
        last: Whether it stays at the right, however little room there is.
    """

    command: str
    key: str
    title: str
    last: bool = False

    @property
    def width(self) -> int:
        """Cells that it takes, the space after it included."""
        return cell_len(self.key) + cell_len(self.title) + 3


@dataclass(frozen=True, slots=True)
class Placed:
    """A key and the columns that it takes, from ``start`` up to ``end``."""

    entry: FooterKey
    start: int
    end: int


def place_keys(entries: Sequence[FooterKey], width: int) -> list[Placed]:
    """Put the keys into ``width`` cells: the last ones at the right, the others from the left while there is room."""
    right = width
    placed: list[Placed] = []
    for entry in reversed([entry for entry in entries if entry.last]):
        if right - entry.width < 0:
            break
        right -= entry.width
        placed.append(Placed(entry, right, right + entry.width))
    left = 0
    for entry in (entry for entry in entries if not entry.last):
        if left + entry.width > right:
            break
        placed.append(Placed(entry, left, left + entry.width))
        left += entry.width
    return sorted(placed, key=lambda item: item.start)


class FooterLine(Widget):
    """Shows keys; a click on one does what the key does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"footer-line--key"}
    DEFAULT_CSS = """
    FooterLine { height: 1; dock: bottom; background: $panel; color: $foreground; }
    FooterLine > .footer-line--key { color: $accent; text-style: bold; }
    """

    @dataclass
    class Pressed(Message):
        """A key was clicked."""

        command: str

    entries: reactive[tuple[FooterKey, ...]] = reactive(())

    def render(self) -> Content:
        """The keys that fit."""
        style = self.get_visual_style("footer-line--key", partial=True)
        line = Content("")
        for placed in place_keys(self.entries, self.size.width):
            line = line.pad_right(placed.start - line.cell_length)
            line += Content.assemble(" ", (placed.entry.key, style), " ", placed.entry.title)
        return line

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        for placed in place_keys(self.entries, self.size.width):
            if placed.start <= event.x < placed.end:
                self.post_message(self.Pressed(placed.entry.command))
