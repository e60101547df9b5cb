"""One line that says which of several views is shown, each with its key; a click goes to one."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from workbench.tui.widgets.footer_line import FooterKey, FooterLine
from workbench.tui.widgets.texts import cut

LONGEST = 24
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class PlacedMode:
    """A view and the columns that it takes, from ``start`` up to ``end``."""

    entry: FooterKey
    words: str
    start: int
    end: int


def place_modes(entries: Sequence[FooterKey], width: int, lit: str = "") -> list[PlacedMode]:
    """All of them side by side; where there is too little room, the longest titles but that of the lit one are cut."""
    longest = LONGEST
    while longest > SHORTEST and sum(map(_width, entries, _titles(entries, longest, lit))) > width:
        longest -= 1
    placed, start = [], 0
    for entry, title in zip(entries, _titles(entries, longest, lit), strict=True):
        end = start + _width(entry, title)
        placed.append(PlacedMode(entry, title, start, end))
        start = end
    return placed


def _titles(entries: Sequence[FooterKey], longest: int, lit: str) -> list[str]:
    return [cut(entry.title, LONGEST if entry.command == lit else longest) for entry in entries]


def _width(entry: FooterKey, title: str) -> int:
    return cell_len(entry.key) + cell_len(title) + 3


class ModeLine(Widget):
    """Shows views with their keys, the one that is shown marked by reversed colours and bold letters."""

    DEFAULT_CSS = """
    ModeLine { height: 1; background: $panel; }
    """

    entries: reactive[tuple[FooterKey, ...]] = reactive(())
    lit: reactive[str] = reactive("")

    def render(self) -> Content:
        """The views."""
        line = Content("")
        for placed in place_modes(self.entries, self.size.width, self.lit):
            lit = placed.entry.command == self.lit
            words = f" {placed.entry.key} {placed.words} "
            line += Content.styled(words, "bold reverse" if lit else "")
        return line

    def on_click(self, event: events.Click) -> None:
        """Go to the view under the mouse."""
        for placed in place_modes(self.entries, self.size.width, self.lit):
            if placed.start <= event.x < placed.end:
                self.post_message(FooterLine.Pressed(placed.entry.command))
