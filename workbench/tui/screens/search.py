"""Words in all transcripts: what was typed, the turns that have it, Enter goes there."""

from dataclasses import dataclass

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import DataTable, Input

from transcripts.i18n import _, ngettext
from workbench.store import search
from workbench.store.search import Hit
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display

MOST = 500
AROUND = 40


def in_context(hit: Hit, width: int) -> Text:
    """The first place of a hit in the middle of what stands around it, its words marked."""
    if not hit.spans:
        return Text(display(hit.text[:width]))
    first = hit.spans[0]
    at, end = first.start - hit.start, first.end - hit.start
    begin = max(0, at - AROUND)
    before, found, after = hit.text[begin:at], hit.text[at:end], hit.text[end : end + max(20, width - AROUND)]
    return Text.assemble(
        display(("…" if begin else "") + before), (display(found), "bold reverse"), display(after.replace("\n", " "))
    )


class SearchScreen(PlainScreen):
    """A line, and the turns that it finds."""

    context = Context.SEARCH
    DEFAULT_CSS = """
    SearchScreen #query { border: none; height: 1; padding: 0 1; background: $panel; }
    """

    @dataclass
    class Found(Message):
        """The turns were found."""

        query: str
        hits: tuple[Hit, ...]
        count: int

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._hits: tuple[Hit, ...] = ()

    def body(self) -> ComposeResult:
        """The line, the table."""
        yield Input(id="query", compact=True, placeholder=_('words, "phrases in quotes", beginnings*'))
        yield DataTable(cursor_type="row")

    def fill(self) -> None:
        """Begin with the line."""
        self.query_one("#query", Input).cursor_blink = False
        self.query_one(DataTable).add_columns(_("Transcript"), "§", _("Who speaks"), _("Words"))
        self.set_focus(self.home())

    def home(self) -> Widget | None:
        """The line has the keys at first."""
        return self.query_one("#query")

    @on(Input.Submitted, "#query")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._find(event.value)

    @work(thread=True, exclusive=True, group="search")
    def _find(self, query: str) -> None:
        reader = self.session.study.reader

        def work() -> Message:
            return self.Found(query, tuple(search.find(reader, query, limit=MOST)), search.count(reader, query))

        self.post_message(outcome(work))

    @on(Found)
    def _show(self, message: Found) -> None:
        self._hits = message.hits
        table = self.query_one(DataTable)
        table.clear()
        for hit in self._hits:
            words = in_context(hit, max(30, self.size.width - 40))
            table.add_row(Text(display(hit.name[:18])), Text(str(hit.turn)), Text(display(hit.speaker[:10])), words)
        sentence = ngettext("{count} turn has these words.", "{count} turns have these words.", message.count)
        told = sentence.format(count=message.count)
        if message.count > MOST:
            told += " " + _("The first {most} are listed.").format(most=MOST)
        self.say(told)
        if self._hits:
            self.set_focus(table)

    @on(DataTable.RowSelected)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Go to the turn, with the first word found selected."""
        row = self.query_one(DataTable).cursor_row
        if self.focused is not self.query_one("#query") and row < len(self._hits):
            hit = self._hits[row]
            if hit.spans:
                self.open_passage(hit.transcript, hit.spans[0])
