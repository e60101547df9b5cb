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
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class PlacedMode:
    """A view and the columns that it takes, from ``start`` up to ``end``."""

    entry: FooterKey
    words: str
    start: int
    end: int


def place_modes(entries: Sequence[FooterKey], width: int) -> list[PlacedMode]:
    """All of them side by side; where there is too little room, the longest titles are cut."""
    longest = LONGEST
    while longest > SHORTEST and sum(_width(entry, longest) for entry in entries) > width:
        longest -= 1
    placed, start = [], 0
    for entry in entries:
        end = start + _width(entry, longest)
        placed.append(PlacedMode(entry, cut(entry.title, longest), start, end))
        start = end
    return placed


def _width(entry: FooterKey, longest: int) -> int:
    return cell_len(entry.key) + cell_len(cut(entry.title, longest)) + 3


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
        for placed in place_modes(self.entries, self.size.width):
            lit = placed.entry.command == self.lit
            words = f" {placed.entry.key} {placed.words} "
            line += Content.styled(words, "bold reverse" if lit else "")
        return line

    def on_click(self, event: events.Click) -> None:
        """Go to the view under the mouse."""
        for placed in place_modes(self.entries, self.size.width):
            if placed.start <= event.x < placed.end:
                self.post_message(FooterLine.Pressed(placed.entry.command))
