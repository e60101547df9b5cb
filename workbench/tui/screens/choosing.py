"""A list to choose from: one row, or several that are marked; what each of them means stands below."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from exports.report import Column, Table
from transcripts.i18n import _
from workbench.tui.commands import Context
from workbench.tui.screens.narrowing import Narrowing
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.grid_view import GridView

MARK = "●"


@dataclass(frozen=True, slots=True)
class Choice:
    """One row.

    Attributes:
        value: What it stands for.
        name: What a person calls it.
        label: What it is, in a few words.
        meaning: The same in full, "" if the label says it all.
    """

    value: str
    name: str
    label: str = ""
    meaning: str = ""


class ChoosingScreen(Narrowing):
    """Hands over the values chosen, in the order of the rows, unless it is left without a change.

    Args:
        session: The open study.
        title: What is chosen.
        rows: What can be.
        then: Takes what was chosen.
        marked: Values of the rows that are marked at first.
        lit: Value of the row to stand on.
        several: Whether rows can be marked; otherwise Enter takes the row under the cursor.
    """

    context = Context.PICKING
    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)
    DEFAULT_CSS = """
    ChoosingScreen #meaning { height: auto; min-height: 3; max-height: 8; padding: 0 1; border-top: solid $border; }
    """

    def __init__(
        self,
        session: Session,
        title: str,
        rows: Sequence[Choice],
        then: Callable[[tuple[str, ...]], None],
        *,
        marked: Collection[str] = (),
        lit: str = "",
        several: bool = False,
    ) -> None:
        super().__init__(session)
        self._title = title
        self._rows = tuple(rows)
        self._take = then
        self._marked = set(marked)
        self._lit = lit
        self._several = several
        self._touched = False
        self.grid = GridView(whole_rows=True)

    def body(self) -> ComposeResult:
        """The rows, and the meaning of the one under the cursor."""
        yield self.grid
        yield Static("", id="meaning", markup=False)

    def fill(self) -> None:
        """Show the rows."""
        self.title_is(self._title)
        self.set_focus(self.grid)
        self._draw()
        lit = self._lit or next((row.value for row in self._rows if row.value in self._marked), "")
        place = next((at for at, row in enumerate(self._rows) if row.value == lit), 0)
        self.grid.stand_on(row=place)

    def _draw(self) -> None:
        head = (Column("mark", " "),) if self._several else ()
        columns = (*head, Column("name", _("Name")), Column("label", _("What it is")))
        rows = [
            (*((MARK if row.value in self._marked else "",) if self._several else ()), row.name, row.label)
            for row in self._rows
        ]
        self.grid.show(Table("choices", columns, rows, heads=1))

    @on(GridView.CellLit)
    def _tell(self, event: GridView.CellLit) -> None:
        row = self._rows[event.row]
        self.query_one("#meaning", Static).update(display(row.meaning or row.label))

    def action_mark(self) -> None:
        """Mark a row, or take its mark away."""
        if self._several and self.grid.row is not None:
            self._marked ^= {self._rows[self.grid.row].value}
            self._touched = True
            self._draw()

    @on(GridView.CellChosen)
    def _chosen(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Take what is marked; where no mark was changed, the row under the cursor."""
        if self._touched:
            found = tuple(row.value for row in self._rows if row.value in self._marked)
        elif self.grid.row is not None:
            found = (self._rows[self.grid.row].value,)
        else:
            return
        self.dismiss()
        self._take(found)
