"""What screens with a table share: its rows are narrowed to those with some words, while these are typed."""

from collections.abc import Callable

from textual import on
from textual.widgets import Input

from transcripts.i18n import _
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.widgets.grid_view import GridView


class Narrowing(PlainScreen):
    """A screen whose table can be searched; named after the screen's own base, whose style is then in force.

    Attributes:
        grid: The table.
    """

    grid: GridView
    _narrowing = False

    def action_find(self) -> None:
        """Narrow the rows to those with some words, while they are typed."""
        self.ask(_("Rows with:"), self.grid.words, self.grid.narrow)
        self._narrowing = True

    def ask(self, question: str, text: str, then: Callable[[str], None]) -> None:
        """Ask for a line of text."""
        self._narrowing = False
        super().ask(question, text, then)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self._narrowing and self.prompt.display and event.input is self.prompt.input:
            self.grid.narrow(event.value)
