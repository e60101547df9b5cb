"""What to read next: unfinished transcripts with the reason, or the uncoded passages in them."""

from collections.abc import Awaitable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from exports.report import Column, Kind, Table
from transcripts.i18n import _, ngettext
from workbench.tui.commands import Context
from workbench.tui.screens.asking import AskingScreen
from workbench.tui.screens.transcripts import STATES
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.grid_view import GridView

if TYPE_CHECKING:
    from workbench.workflows.suggesting.next_reading import NextReading


class NextReadingScreen(AskingScreen):
    """One table, of transcripts or of passages; Enter opens.

    Attributes:
        grid: The table.
        passages: Whether it shows passages.
        uncertain: Whether the most uncertain passages come first.
    """

    context = Context.NEXT
    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)
    CSS_PATH: ClassVar[Path] = Path(__file__).parent / "next_reading.tcss"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.grid = GridView(whole_rows=True)
        self.passages = self.uncertain = False
        self._found: NextReading | None = None

    def body(self) -> ComposeResult:
        """The table, the row under the cursor whole, how far it is."""
        yield self.grid
        yield Static("", id="whole", markup=False)
        yield self.progress

    def fill(self) -> None:
        """Ask what to read."""
        self.set_focus(self.grid)
        self.title_is(_("What to read next"), _("Codes are looked for …"))
        self.look()

    def question(self) -> Awaitable[Any]:
        """What to read next, as the study is now."""
        return self.suggesting.next_reading(uncertain=self.uncertain)

    def answered(self, answer: "NextReading") -> None:
        """Show it."""
        self._found = answer
        self._show()
        self.say(" ".join(answer.notes))

    def refused(self) -> None:
        """Nothing to show."""
        self.title_is(_("What to read next"))

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        self.grid.show(_passages(found) if self.passages else _transcripts(found))
        if self.passages:
            count = len(found.passages)
            words = ngettext("{count} passage", "{count} passages", count).format(count=count)
            words += " ─ " + (_("most uncertain first") if found.uncertain else _("rarest codes first"))
        else:
            count = len(found.transcripts)
            words = ngettext("{count} transcript not done", "{count} transcripts not done", count).format(count=count)
        self.title_is(_("What to read next"), words)
        if not self.grid.shown:
            self.query_one("#whole", Static).update("")

    @on(GridView.CellLit)
    def _lit(self, event: GridView.CellLit) -> None:
        found = self._found
        if found is not None:
            words = found.passages[event.row].excerpt if self.passages else found.transcripts[event.row].reason
            self.query_one("#whole", Static).update(display(words))

    @on(GridView.CellChosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the transcript where it was left, or at the passage."""
        row, found = self.grid.row, self._found
        if row is None or found is None:
            return
        if self.passages:
            self.open_passage(found.passages[row].transcript, found.passages[row].span)
        else:
            self.app.open_transcript(found.transcripts[row].transcript)  # type: ignore[attr-defined]

    def action_other(self) -> None:
        """Passages instead of transcripts, and back."""
        self.passages = not self.passages
        self._show()

    def action_uncertain(self) -> None:
        """The most uncertain passages first, or the rarest codes."""
        self.uncertain = not self.uncertain
        self.passages = True
        self.fill()

    def action_again(self) -> None:
        """Look anew."""
        self.fill()


def _transcripts(found: "NextReading") -> Table:
    columns = (
        Column("transcript", _("Transcript")),
        Column("state", _("State")),
        Column("uncoded", _("Uncoded"), Kind.INTEGER),
        Column("reason", _("Why")),
    )
    rows = [(one.name, _(STATES[one.state]), one.passages, one.reason) for one in found.transcripts]
    return Table("next_transcripts", columns, rows)


def _passages(found: "NextReading") -> Table:
    columns = (
        Column("transcript", _("Transcript")),
        Column("turn", "§", Kind.INTEGER),
        Column("code", _("Code")),
        Column("passage", _("Passage")),
    )
    rows = [(one.name, one.turn, one.short, one.excerpt) for one in found.passages]
    return Table("next_passages", columns, rows, heads=2)
