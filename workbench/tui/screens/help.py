"""Help: all keys as they are in force, and the user guide."""

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Markdown, Static

from transcripts.i18n import _, language
from workbench.tui.commands import CONTEXT_TITLES, Context, of_context, title
from workbench.tui.guide import guide_text
from workbench.tui.keys import KeyTable
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session


def keys_table(table: KeyTable) -> Table:
    """Every command with its keys, by where it works."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(min_width=12, max_width=24, style="bold")
    grid.add_column(min_width=16, max_width=24)
    grid.add_column()
    for context in Context:
        entries = list(of_context(context))
        if entries:
            grid.add_row("", "", "")
            grid.add_row("", Text(_(CONTEXT_TITLES[context]), style="bold underline"), "")
        for entry in entries:
            grid.add_row(Text(table.labels(entry.id) or "–"), Text(title(entry)), Text(_(entry.help), style="dim"))
    return grid


class HelpScreen(PlainScreen):
    """Keys first, the guide behind them."""

    context = Context.HELP
    DEFAULT_CSS = """
    HelpScreen VerticalScroll { padding: 0 1; }
    HelpScreen #guide { display: none; }
    """

    def __init__(self, session: Session, *, guide: bool = False) -> None:
        super().__init__(session)
        self._guide = guide

    def body(self) -> ComposeResult:
        """Two pages, one shown."""
        with VerticalScroll(id="keys"):
            yield Static(keys_table(self.session.keys), markup=False)
        with VerticalScroll(id="guide"):
            yield Markdown(guide_text(language(), self.session.keys), open_links=False)

    def fill(self) -> None:
        """Show the page wanted."""
        self.query_one("#keys").display = not self._guide
        self.query_one("#guide").display = self._guide
        self.title_is(_("Help: the guide") if self._guide else _("Help: the keys"))
        self.set_focus(self.home())

    def home(self) -> Widget | None:
        """The page that is shown scrolls."""
        return self.query_one("#guide" if self._guide else "#keys")

    def action_guide(self) -> None:
        """Show the other page."""
        self._guide = not self._guide
        self.fill()
