"""The framework grid: participants against questions of the guide or codes; a cell opens to its passages."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from transcripts.i18n import _
from workbench.store.study_file import StudyFile
from workbench.tui.commands import Context
from workbench.tui.grid_reading import GridSheet, layers, read_grid
from workbench.tui.messages import outcome
from workbench.tui.screens.narrowing import Narrowing
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.grid_view import GridView
from workbench.tui.widgets.texts import cut
from workbench.workflows.framework_columns import GridColumn


class FrameworkScreen(Narrowing):
    """A table; below it the question and the whole cell under the cursor."""

    context = Context.GRID
    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)
    DEFAULT_CSS = """
    FrameworkScreen #cell { height: auto; min-height: 3; max-height: 8; padding: 0 1; border-top: solid $border; }
    """

    @dataclass
    class Read(Message):
        """The grid was read."""

        sheet: GridSheet

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.sheet: GridSheet | None = None
        self.grid = GridView()
        self._codes: list[str] | None = None
        self._layer = session.coder

    def body(self) -> ComposeResult:
        """The table, and the cell."""
        yield self.grid
        yield Static("", id="cell", markup=False)

    def fill(self) -> None:
        """Read the grid."""
        self.set_focus(self.grid)
        self._read()

    @work(thread=True, exclusive=True, group="grid")
    def _read(self) -> None:
        self.post_message(outcome(lambda: self.Read(read_grid(self.session, self._codes, self._layer))))

    @on(Read)
    def _show(self, message: Read) -> None:
        sheet = self.sheet = message.sheet
        self.grid.show(sheet.table)
        if self.grid.column is sheet.table.columns[0] and len(sheet.table.columns) > 1:
            self.grid.stand_on(column=sheet.table.columns[1].name)
        what = _("questions") if self._codes is None else _("codes")
        title = _("{study} ─ grid of {what} ─ codings and cells of {coder}")
        self.title_is(title.format(study=self.session.name, what=what, coder=self._layer.name))

    def place(self) -> tuple[int, int] | None:
        """Row and column of the cell under the cursor, None where the cursor is on no cell."""
        row, column = self.grid.row, self.grid.column
        names = [one.name for one in self.sheet.table.columns] if self.sheet else []
        if row is None or column is None or column.name not in names[1:]:
            return None
        return row, names.index(column.name) - 1

    def _column(self) -> GridColumn | None:
        place = self.place()
        return self.sheet.grid.columns[place[1]] if self.sheet and place else None

    @on(GridView.CellLit)
    def _tell(self) -> None:
        """The question, and all that stands in the cell."""
        sheet, place = self.sheet, self.place()
        if sheet is None or place is None:
            self.query_one("#cell", Static).update("")
            return
        column = sheet.grid.columns[place[1]]
        entry = sheet.grid.entry(*place)
        lines = [cut(f"{column.name}  {column.title}", max(20, self.size.width - 2))]
        if entry is not None:
            lines += [part for part in (sheet.labels.get(entry.category, ""), entry.body) if part]
        self.query_one("#cell", Static).update("\n".join(display(line) for part in lines for line in part.split("\n")))

    # Keys

    @on(GridView.CellChosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the cell."""
        from workbench.tui.screens.framework_cell import CellScreen

        place = self.place()
        if self.sheet is None or place is None:
            return
        screen = CellScreen(self.session, self.sheet, *place)

        def back(_result: None) -> None:
            if self.sheet is not None:
                self.grid.stand_on(row=screen.row, column=self.sheet.table.columns[screen.column + 1].name)
            self.fill()

        self.app.push_screen(screen, back)

    def action_codes(self) -> None:
        """Show codes, or the questions again."""
        question = _("Codes, with commas between; / for the top of the codebook; nothing for the questions:")
        self.ask(question, "/" if self._codes is None else "", self._show_codes)

    def _show_codes(self, typed: str) -> None:
        names = [name.strip() for name in typed.split(",") if name.strip()]
        self._codes = None if not names else [name for name in names if name != "/"]
        self.fill()

    def action_layer(self) -> None:
        """Show the next coder's codings and cells."""
        if self.session.blind and len(layers(self.session)) < 2:
            self.complain(_("This study is blind: only your own cells are shown until everyone is done."))
            return
        known = layers(self.session)
        self._layer = known[(known.index(self._layer) + 1) % len(known)]
        self.fill()

    def action_categories(self) -> None:
        """Change the categories of the question: the whole list in one line."""
        column = self._column()
        if column is None or not column.is_question or self.sheet is None:
            self.complain(_("Only questions have categories."))
            return
        known = [one.label for one in self.sheet.categories.get(column.uuid, ())]
        if any(";" in label for label in known):
            self.complain(_("A category has a semicolon in it; change it with: workbench grid STUDY categories"))
            return
        question = _("Categories of {name}, with semicolons between:").format(name=column.name)
        self.ask(question, "; ".join(known), lambda typed: self._categorise(column, typed))

    def _categorise(self, column: GridColumn, typed: str) -> None:
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.categorising import replace_categories

            labels = replace_categories(study, coder, column.uuid, typed.split(";"))
            return _("Categories of {name}: {labels}.").format(name=column.name, labels="; ".join(labels) or _("none"))

        self.write(work)

    def action_counts(self) -> None:
        """How many answers are in each category."""
        from workbench.tui.screens.finding import FindingScreen
        from workbench.workflows.findings.registry import kind

        self.app.push_screen(FindingScreen(self.session, kind("categories")))

    def action_undo(self) -> None:
        """Take back one's last act."""
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.undoing import undo

            return undo(study, coder, own=True).sentence

        self.write(work)

    def action_back(self) -> None:
        """Leave the question, the words that rows are narrowed to, or the screen."""
        if not self.prompt.display and self.grid.words:
            self.grid.narrow("")
        else:
            super().action_back()
