"""A finding: any report, its figure and its tables; Enter opens what is behind a figure, keys ask it another way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message

from exports.cells import shown
from exports.report import Pointer, Table
from transcripts.i18n import _
from workbench.store.reader import Reader
from workbench.tui.commands import Context, bindings
from workbench.tui.inquiring import export
from workbench.tui.messages import outcome
from workbench.tui.reading import Passage, pointed_passages
from workbench.tui.screens.exporting import Exporting
from workbench.tui.screens.finding_terms import FindingTerms
from workbench.tui.screens.finding_view import Shown
from workbench.tui.screens.narrowing import Narrowing
from workbench.tui.screens.passages import MOST, PassagesScreen
from workbench.tui.sheets import held_rows
from workbench.tui.widgets.grid_view import GridView

_NEXT = {Shown.BOTH: Shown.FIGURE, Shown.FIGURE: Shown.TABLE, Shown.TABLE: Shown.BOTH}


class FindingScreen(FindingTerms, Narrowing, Exporting):
    """What keys do to a report."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Context.FINDING),
        *(Binding(str(digit), f"option({digit})", show=False) for digit in range(1, 10)),
    ]

    @dataclass
    class Behind(Message):
        """The passages behind a figure were found."""

        title: str
        pointers: Sequence[Pointer]

    # Passages

    @on(GridView.CellChosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the passages behind the figure under the cursor."""
        sheet, row, column = self.sheet, self.grid.row, self.grid.column
        if sheet is None or row is None or column is None:
            return
        if sheet.table.behind is None:
            self.complain(_("No passages stand behind this table."))
        elif not self.is_counting():
            self._find(sheet.table, row, column.name)

    @work(thread=True, exclusive=True, group="behind")
    def _find(self, table: Table, row: int, column: str) -> None:
        self.post_message(outcome(lambda: self._behind(table, row, column)))

    def _behind(self, table: Table, row: int, column: str) -> Message:
        cells, behind = held_rows(table)[row], table.behind
        names = [shown(cell, head) for cell, head in zip(cells[: table.heads], table.columns, strict=False)]
        heading = next((one.heading for one in table.columns[table.heads :] if one.name == column), "")
        title = " ─ ".join(name for name in (*names, heading) if name)
        return self.Behind(title, behind(row, column) if behind else ())

    @on(Behind)
    def _open_passages(self, message: Behind) -> None:
        report = self.answer.report if self.answer else None
        if report is None or report.passages is None or not message.pointers:
            self.say(_("No passage stands behind this figure."))
            return
        pointers, passages = message.pointers[:MOST], report.passages

        def read(reader: Reader) -> Iterator[Passage]:
            return pointed_passages(reader, pointers, passages)

        count = len(message.pointers)
        self.app.push_screen(PassagesScreen(self.session, message.title, read, count=count))

    # Tables and figures

    def action_next_table(self) -> None:
        """Show the next table of the report."""
        count = len(self.answer.sheets) if self.answer else 0
        if count < 2:
            self.complain(_("This report has no other table."))
            return
        self._sheet = (self._sheet + 1) % count
        self._column = ""
        self.show_sheet()

    def action_next_plot(self) -> None:
        """Draw the next figure of the report."""
        count = len(self.answer.report.figures) if self.answer else 0
        if count < 2:
            self.complain(_("This report has no other figure."))
            return
        self._figure = (self._figure + 1) % count
        self.show_figure()

    def action_plot(self) -> None:
        """Figure and table, the figure alone, the table alone."""
        if self.figure is None:
            self.complain(_("This report has no figure."))
        else:
            self.show_part(_NEXT[self.part])

    def action_definitions(self) -> None:
        """What the figures mean, and what was left out."""
        from workbench.tui.screens.explanation import ExplanationScreen

        if not self.is_counting() and self.answer is not None:
            self.app.push_screen(ExplanationScreen(self.session, self.answer, self.sheet))

    # Files

    def action_export(self) -> None:
        """Write what is shown to a file."""
        if not self.is_counting():
            self.ask_where(f"{self.session.study.path.stem}-{self.kind.name}.xlsx")

    def write_file(self, path: Path) -> str:
        """Write the report as it is shown."""
        assert self.answer is not None
        return export(self.session, self.answer, self.sheet, path)
