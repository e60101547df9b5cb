"""Help: all keys as they are in force, and the user guide."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Markdown, Static

from transcripts.i18n import _, language
from workbench.tui.commands import CONTEXT_TITLES, Context, of_context, title
from workbench.tui.guide import guide_text
from workbench.tui.keys import KeyTable
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.texts import fill

KEYS, NAME = 26, 24


def keys_content(table: KeyTable) -> Content:
    """Every command with its keys, by where it works."""
    lines: list[Content] = []
    for context in Context:
        entries = list(of_context(context))
        if not entries:
            continue
        lines += [Content(""), Content.styled(_(CONTEXT_TITLES[context]), "bold underline")]
        for entry in entries:
            keys = table.labels(entry.id) or "–"
            lines.append(
                Content.assemble(
                    " ", (fill(keys, KEYS), "bold"), " ", fill(title(entry), NAME), " ", (_(entry.help), "dim")
                )
            )
    return Content("\n").join(lines)


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
            yield Static(keys_content(self.session.keys), markup=False)
        with VerticalScroll(id="guide"):
            yield Markdown(guide_text(language()), open_links=False)

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
