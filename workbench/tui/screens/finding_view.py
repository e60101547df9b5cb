"""The showing half of a finding: its terms on its face, its figure above, its tables below."""

from collections.abc import Iterator
from enum import Enum

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from exports.cells import shown
from exports.report import Fact, Figure
from exports.widths import fit, text_width
from transcripts.i18n import _, ngettext
from workbench.tui.screens.finding_base import FindingBase
from workbench.tui.session import Session
from workbench.tui.sheets import Sheet
from workbench.tui.terms import option_words
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.completing_line import CompletingLine
from workbench.tui.widgets.figure_pane import FigurePane
from workbench.tui.widgets.grid_view import GridView
from workbench.workflows.findings.report_kind import ReportKind

FIGURE_SHARE = 0.45
"""Of the lines of a screen, what a figure takes above a table."""


class Shown(Enum):
    """What has the screen."""

    BOTH = "both"
    FIGURE = "figure"
    TABLE = "table"


class FindingView(FindingBase):
    """Shows one report; what asks for another one is in the classes above it."""

    DEFAULT_CSS = """
    FindingView #face { height: auto; max-height: 2; padding: 0 1; color: $foreground 85%; }
    FindingView #what { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, session: Session, kind: ReportKind) -> None:
        super().__init__(session, kind)
        self.grid = GridView(id="grid")
        self.pane = FigurePane(id="plot")
        self.line = CompletingLine()
        self.part = Shown.BOTH
        self._sheet = 0
        self._figure = 0
        self._column = ""

    def body(self) -> ComposeResult:
        """Terms, figure, which table, table, a line."""
        yield Static("", id="face", markup=False)
        yield self.pane
        yield Static("", id="what", markup=False)
        yield self.grid
        yield self.line

    def home(self) -> Widget | None:
        """What is shown has the keys."""
        return self.pane if self.part is Shown.FIGURE else self.grid

    def fill(self) -> None:
        """Ask for the first time."""
        self.title_is(_(self.kind.title))
        self.set_focus(self.grid)
        self.request(self.asked)

    def show_answer(self) -> None:
        """Show the answer, or the table that came early; of another answer, the same table as before."""
        if self.answer is not None and self.early is None:
            names = [sheet.table.name for sheet in self.answer.sheets]
            before = self.grid.table.name if self.grid.table else ""
            self._sheet = names.index(before) if before in names else 0
            self._figure = min(self._figure, max(0, len(self.answer.report.figures) - 1))
            self._show_face()
        self.show_figure()
        self.show_sheet()

    @property
    def sheet(self) -> Sheet | None:
        """The table that is shown, None if there is none."""
        if self.early is not None:
            return self.early
        sheets = self.answer.sheets if self.answer else ()
        return sheets[self._sheet] if self._sheet < len(sheets) else None

    @property
    def figure(self) -> Figure | None:
        """The figure that is shown, None if there is none."""
        figures = self.answer.report.figures if self.answer and self.early is None else ()
        return figures[self._figure] if self._figure < len(figures) else None

    # The face

    def _show_face(self) -> None:
        assert self.answer is not None
        report, layers = self.answer.report, ", ".join(self.answer.layers)
        title = _("{report} ─ codings of {layer}").format(report=report.title, layer=layers)
        self.title_is(title if layers else report.title)
        self.query_one("#face", Static).update(Content(" · ".join(self._facts(report.facts))))

    def _facts(self, facts: tuple[Fact, ...]) -> Iterator[str]:
        """Filters, what the report says of itself, who was asked; layer and options stand elsewhere."""
        order = sorted(facts, key=lambda fact: (fact.name == "asked", not fact.name.startswith("filter.")))
        elsewhere = {"layers", "filter.layer", *(option.name for option in self.kind.options)}
        for fact in order:
            words = display(shown(fact.value, fact.column))
            if words and fact.name not in elsewhere:
                yield _("{name}: {value}").format(name=fact.title, value=words)

    # The figure

    def on_resize(self) -> None:
        """The figure is as wide as the screen."""
        self.show_figure()

    def show_figure(self) -> None:
        """Draw the figure in the room there is; without one, the screen is the table's."""
        nothing = self.answer is not None and self.early is None and self.answer.says_nothing
        self.pane.show(
            self.figure,
            self.answer.remarks if self.answer and nothing else (),
            width=max(40, self.size.width - 4),
            room=None if self.part is Shown.FIGURE else round(self.size.height * FIGURE_SHARE),
            more=_("{key} shows the whole figure and its legend.").format(key=self.session.keys.label("finding.plot")),
        )
        if self.part is Shown.TABLE:
            self.pane.display = False

    def show_part(self, part: Shown) -> None:
        """Give the screen to the figure, the table, or both."""
        self.part = part
        self.show_figure()
        self.show_sheet()
        self.set_focus(self.home())

    # The table

    def show_sheet(self) -> None:
        """Show the table whose turn it is."""
        sheet = self.sheet
        self.grid.display = sheet is not None and self.part is not Shown.FIGURE
        if sheet is not None:
            self.grid.show(sheet.table)
        self._tell_what()

    def _tell_what(self) -> None:
        """Which table of how many, and the options with the digits that change them."""
        options = "  ".join(self._options())
        title = self._table_title(self.sheet) if self.sheet else ""
        room = max(24, self.size.width - 4 - text_width(options))
        self.query_one("#what", Static).update(Content(f"{fit(title, room)}  {options}" if options else title))

    def _table_title(self, sheet: Sheet) -> str:
        count = len(self.answer.sheets) if self.answer and self.early is None else 1
        title = f"{self._sheet + 1}/{count} {sheet.title}" if count > 1 else sheet.title
        rows, every = len(self.grid.shown), self.grid.count
        return display(title) + (" · " + _("{count} of {all}").format(count=rows, all=every) if rows < every else "")

    def _options(self) -> Iterator[str]:
        """Each option with the digit that changes it."""
        for digit, option in enumerate(self.kind.options, 1):
            value = self.asked.options.get(option.name, option.default)
            yield f"{digit} {option.name.replace('_', ' ')}={display(option_words(value)) or '–'}"

    @on(GridView.CellLit)
    def _define(self, message: GridView.CellLit) -> None:
        """Say what has no room in the cell, or what the figures of a column mean when the cursor comes into it."""
        first, other = not self._column, message.column != self._column
        self._column = message.column
        column = self.grid.column
        if first or column is None:
            return
        if text := self.grid.cut_text:
            self.say(text)
        elif other and column.definition:
            self.say(_("{name}: {value}").format(name=column.heading, value=column.definition))

    @on(GridView.Arranged)
    def _arranged(self) -> None:
        self._tell_what()
        if self.grid.words:
            count = len(self.grid.shown)
            sentence = ngettext("{count} row with these words.", "{count} rows with these words.", count)
            self.say(sentence.format(count=count))
