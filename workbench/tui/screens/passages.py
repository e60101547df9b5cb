"""A list of passages: what stands behind a figure. Enter goes to the passage in its transcript."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from exports.report import Column, Kind, Table
from transcripts.i18n import _, ngettext
from workbench.store.reader import Reader
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.reading import FIRST, Passage
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.grid_view import GridView

MOST = 2000


class PassagesScreen(PlainScreen):
    """Passages in a table, the one under the cursor whole below it.

    Args:
        session: The open study.
        title: What they are passages of.
        read: Reads them; called in a thread. The first hundred are shown before the others are asked for.
        count: How many there are, where more than are read; None to count what is read.
    """

    context = Context.PASSAGES
    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)
    DEFAULT_CSS = """
    PassagesScreen #whole { height: auto; min-height: 4; max-height: 12; padding: 0 1; border-top: solid $border; }
    """

    @dataclass
    class Found(Message):
        """The first passages were read, or all of them."""

        passages: tuple[Passage, ...]
        count: int

    def __init__(
        self, session: Session, title: str, read: Callable[[Reader], Iterable[Passage]], *, count: int | None = None
    ) -> None:
        super().__init__(session)
        self._title = title
        self._read_passages = read
        self._count = count
        self._passages: tuple[Passage, ...] = ()
        self.grid = GridView(whole_rows=True)

    def body(self) -> ComposeResult:
        """The table, and the passage."""
        yield self.grid
        yield Static("", id="whole", markup=False)

    def fill(self) -> None:
        """Read them."""
        self.title_is(self._title)
        self.set_focus(self.grid)
        self._read()

    @work(thread=True, exclusive=True, group="passages")
    def _read(self) -> None:
        self.post_message(outcome(self._found))

    def _found(self) -> Message:
        found = iter(self._read_passages(self.session.study.reader))
        first = tuple(islice(found, FIRST))
        if len(first) == FIRST:
            self.post_message(self.Found(first, self._count or FIRST))
        rest = tuple(islice(found, MOST - len(first)))
        beyond = sum(1 for _passage in found) if self._count is None else 0
        return self.Found(first + rest, self._count or len(first) + len(rest) + beyond)

    @on(Found)
    def _show(self, message: Found) -> None:
        self._passages, count = message.passages, message.count
        rows = [(one.name, one.turn or None, one.speaker, one.remark, one.text) for one in self._passages]
        self.grid.show(Table("passages", _columns(), rows, heads=2))
        sentence = ngettext("{count} passage.", "{count} passages.", count).format(count=count)
        if count > len(rows):
            sentence += " " + _("The first {most} are listed.").format(most=len(rows))
        self.say(sentence)

    @on(GridView.CellLit)
    def _whole(self, event: GridView.CellLit) -> None:
        passage = self._passages[event.row]
        words = Content.assemble(
            (_shown(passage.before), "dim"),
            Content.styled(_shown(passage.text), "bold"),
            (_shown(passage.after), "dim"),
        )
        self.query_one("#whole", Static).update(words if passage.before or passage.after else _shown(passage.text))

    @on(GridView.CellChosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Go to the passage in its transcript."""
        row = self.grid.row
        if row is not None:
            self.open_passage(self._passages[row].transcript, self._passages[row].span)


def _columns() -> tuple[Column, ...]:
    return (
        Column("transcript", _("Transcript")),
        Column("turn", "§", Kind.INTEGER),
        Column("speaker", _("Who speaks")),
        Column("said", _("Said of it")),
        Column("passage", _("Passage")),
    )


def _shown(text: str) -> str:
    return "\n".join(map(display, text.split("\n")))
