"""A list of passages: what stands behind a figure. Enter goes to the passage in its transcript."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import DataTable, Static

from transcripts.i18n import _, ngettext
from workbench.store.reader import Reader
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.reading import Passage
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.texts import cut

MOST = 2000
REMARK = 48


class PassagesScreen(PlainScreen):
    """Passages in a table, the one under the cursor whole below it.

    Args:
        session: The open study.
        title: What they are passages of.
        read: Reads them; called in a thread.
    """

    context = Context.PASSAGES
    DEFAULT_CSS = """
    PassagesScreen #whole { height: auto; min-height: 4; max-height: 12; padding: 0 1; border-top: solid $border; }
    """

    @dataclass
    class Found(Message):
        """The passages were read."""

        passages: tuple[Passage, ...]

    def __init__(self, session: Session, title: str, read: Callable[[Reader], tuple[Passage, ...]]) -> None:
        super().__init__(session)
        self._title = title
        self._read_passages = read
        self._passages: tuple[Passage, ...] = ()

    def body(self) -> ComposeResult:
        """The table, and the passage."""
        yield DataTable(cursor_type="row", zebra_stripes=False)
        yield Static("", id="whole", markup=False)

    def fill(self) -> None:
        """Read them."""
        self.title_is(self._title)
        table = self.query_one(DataTable)
        table.add_columns(_("Transcript"), "§", _("Who speaks"), _("Said of it"), _("Passage"))
        self.set_focus(table)
        self._read()

    @work(thread=True, exclusive=True, group="passages")
    def _read(self) -> None:
        self.post_message(outcome(lambda: self.Found(self._read_passages(self.session.study.reader))))

    @on(Found)
    def _show(self, message: Found) -> None:
        self._passages = message.passages
        table = self.query_one(DataTable)
        aside = min(REMARK, max((len(passage.remark) for passage in self._passages), default=0))
        room = max(20, self.size.width - aside - 44)
        for passage in self._passages[:MOST]:
            words = cut(" ".join(passage.text.split()), room)
            cells = [
                cut(passage.name, 16),
                str(passage.turn),
                cut(passage.speaker, 12),
                cut(passage.remark, aside),
                words,
            ]
            table.add_row(*(Text(display(cell)) for cell in cells))
        count = len(self._passages)
        sentence = ngettext("{count} passage.", "{count} passages.", count).format(count=count)
        if count > MOST:
            sentence += " " + _("The first {most} are listed.").format(most=MOST)
        self.say(sentence)

    @on(DataTable.RowHighlighted)
    def _whole(self, event: DataTable.RowHighlighted) -> None:
        if event.cursor_row < len(self._passages):
            words = self._passages[event.cursor_row].text.split("\n")
            self.query_one("#whole", Static).update("\n".join(map(display, words)))

    @on(DataTable.RowSelected)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Go to the passage in its transcript."""
        row = self.query_one(DataTable).cursor_row
        if row < len(self._passages):
            self.open_passage(self._passages[row].transcript, self._passages[row].span)
