"""The showing half of a finding: asked for in a thread, its figure above, its tables below, its terms on its face."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from exports.cells import shown
from exports.report import Fact, Figure
from exports.widths import wrap
from transcripts.errors import StudyError
from transcripts.i18n import _, ngettext
from workbench.logs import unexpected
from workbench.tui.commands import Context
from workbench.tui.inquiring import Answer, Question, answer, option_words
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.sheets import Sheet
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.completing_line import CompletingLine
from workbench.tui.widgets.grid_view import GridView
from workbench.workflows.findings.report_kind import ReportKind

PLOT_SHARE = 0.45
"""Of the lines of a screen, what a figure takes above a table."""

FACE_LINES = 2


class Shown(Enum):
    """What has the screen."""

    BOTH = "both"
    PLOT = "plot"
    TABLE = "table"


class FindingView(PlainScreen):
    """Shows one report; what asks for another one is in the class above it.

    Args:
        session: The open study.
        kind: Which report.
    """

    context = Context.FINDING
    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)
    DEFAULT_CSS = """
    FindingView #face { height: auto; max-height: 2; padding: 0 1; color: $foreground 85%; }
    FindingView #plot { height: auto; padding: 0 1; scrollbar-size-vertical: 1; }
    FindingView #plot.-alone { height: 1fr; }
    FindingView #what { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @dataclass
    class Made(Message):
        """A report was made; one that was asked for before another is dropped."""

        request: int
        answer: Answer

    @dataclass
    class Refused(Message):
        """A report could not be made."""

        request: int
        sentence: str

    def __init__(self, session: Session, kind: ReportKind) -> None:
        super().__init__(session)
        self.kind = kind
        self.grid = GridView(id="grid")
        self.line = CompletingLine()
        self.answer: Answer | None = None
        self._asked = Question(kind.name, session.looking)
        self._request = 0
        self._one_at_a_time = threading.Lock()
        self._sheet = 0
        self._figure = 0
        self._shown = Shown.BOTH
        self._column = ""

    def body(self) -> ComposeResult:
        """Terms, figure, which table, table, a line."""
        yield Static("", id="face", markup=False)
        with VerticalScroll(id="plot", can_focus=False):
            yield Static("", markup=False)
        yield Static("", id="what", markup=False)
        yield self.grid
        yield self.line

    def home(self) -> Widget | None:
        """What is shown has the keys."""
        return self.query_one("#plot") if self._shown is Shown.PLOT else self.grid

    # Asking

    def fill(self) -> None:
        """Ask for the first time."""
        self.title_is(_(self.kind.title))
        self.set_focus(self.grid)
        self.request(self._asked)

    def request(self, question: Question) -> None:
        """Ask for a report; whatever was asked for before is not shown any more."""
        self._request += 1
        self._asked = question
        self.say(_("Counting…"))
        self._make(self._request, question)

    @work(thread=True, group="finding")
    def _make(self, request: int, question: Question) -> None:
        """One after the other, so that keys pressed fast do not count the study several times at once."""
        with self._one_at_a_time:
            if request == self._request:
                self.post_message(self._outcome(request, question))

    def _outcome(self, request: int, question: Question) -> Message:
        try:
            return self.Made(request, answer(self.session, question))
        except StudyError as error:
            return self.Refused(request, str(error))
        except Exception as error:  # logged in full, told in brief
            return self.Refused(request, unexpected(error))

    @on(Refused)
    def _refuse(self, message: Refused) -> None:
        if message.request == self._request:
            self.complain(message.sentence)
            if self.answer is not None:  # what is on the screen is what the next question starts from
                self._asked = self.answer.question

    # Showing

    @on(Made)
    def _take(self, message: Made) -> None:
        if message.request != self._request:
            return
        self.answer = message.answer
        self._asked = message.answer.question
        self.session.looking = self._asked.wanted
        names = [sheet.table.name for sheet in self.answer.sheets]
        before = self.grid.table.name if self.grid.table else ""
        self._sheet = names.index(before) if before in names else 0
        self._figure = min(self._figure, max(0, len(self.answer.report.figures) - 1))
        self._tell_face()
        self._show_sheet()
        self._draw()
        self._tell_outcome()

    @property
    def sheet(self) -> Sheet | None:
        """The table that is shown, None if there is none."""
        sheets = self.answer.sheets if self.answer else ()
        return sheets[self._sheet] if self._sheet < len(sheets) else None

    @property
    def figure(self) -> Figure | None:
        """The figure that is shown, None if there is none."""
        figures = self.answer.report.figures if self.answer else ()
        return figures[self._figure] if self._figure < len(figures) else None

    def _tell_face(self) -> None:
        assert self.answer is not None
        report, layers = self.answer.report, ", ".join(self.answer.layers)
        title = _("{report} ─ codings of {layer}").format(report=report.title, layer=layers)
        self.title_is(title if layers else report.title)
        self.query_one("#face", Static).update(Content(" · ".join(self._facts(report.facts))))

    def _facts(self, facts: tuple[Fact, ...]) -> Iterator[str]:
        """Filters first, then what the report says of itself, then its options; the layer stands in the title."""
        last = ("asked",)
        order = sorted(facts, key=lambda fact: (fact.name in last, not fact.name.startswith("filter.")))
        options = {option.name for option in self.kind.options}
        for fact in order:
            words = display(shown(fact.value, fact.column))
            if words and fact.name != "layers" and fact.name not in options:
                yield _("{name}: {value}").format(name=fact.title, value=words)

    def _show_sheet(self) -> None:
        sheet = self.sheet
        self.grid.display = sheet is not None and self._shown is not Shown.PLOT
        if sheet is not None:
            self.grid.show(sheet.table)
        self._tell_what()

    def _tell_what(self) -> None:
        """Which table of how many, and the options with the digits that change them."""
        parts = []
        if self.sheet is not None and self.answer is not None:
            count = len(self.answer.sheets)
            place = f" {self._sheet + 1}/{count}" if count > 1 else ""
            parts.append(display(self.sheet.title) + place)
            rows, all_rows = len(self.grid.shown), len(tuple(self.sheet.table.rows))
            if rows < all_rows:
                parts.append(_("{count} of {all}").format(count=rows, all=all_rows))
        for digit, option in enumerate(self.kind.options, 1):
            value = self._asked.options.get(option.name, option.default)
            parts.append(f"{digit} {option.name.replace('_', ' ')}={display(option_words(value)) or '–'}")
        self.query_one("#what", Static).update(Content("  ".join(parts)))

    def _tell_outcome(self) -> None:
        """That the screen shows one's own codings alone, and what was left out and why, as far as there is room."""
        assert self.answer is not None
        if self.answer.says_nothing:
            self.complain(" ".join(self.answer.remarks))
            return
        hint = ""
        if self.answer.together and self.answer.layers == (self.session.coder.name,):
            key = self.session.keys.label("finding.layer")
            hint = _("There is no consensus yet; {key} shows the other coders.").format(key=key)
        self.say(" ".join(filter(None, (hint, *self.answer.remarks))))

    # The figure

    def on_resize(self) -> None:
        """The figure is as wide as the screen."""
        self._draw()

    def _draw(self) -> None:
        """Draw the figure in the room there is; without one, the screen is the table's."""
        plot, lines = self.query_one("#plot", VerticalScroll), list(self._drawing())
        alone = self._shown is Shown.PLOT
        plot.display = bool(lines) and self._shown is not Shown.TABLE
        plot.set_class(alone, "-alone")
        plot.can_focus = alone
        self.query_one("#plot Static", Static).update(Content("\n".join(lines)))

    def _drawing(self) -> Iterator[str]:
        """The figure with its caption; or why there is nothing to draw."""
        width, figure = max(40, self.size.width - 4), self.figure
        if figure is None:
            if self.answer is not None and self.answer.says_nothing:
                yield from (line for words in self.answer.remarks for line in wrap(display(words), width))
            return
        from exports.plots import plot_lines

        caption = wrap(display(figure.caption), width)
        room = None if self._shown is Shown.PLOT else max(5, round(self.size.height * PLOT_SHARE) - len(caption))
        yield from plot_lines(figure.plot, width=width, lines=room)
        yield from caption

    def show_part(self, part: Shown) -> None:
        """Give the screen to the figure, the table, or both."""
        self._shown = part
        self._draw()
        self._show_sheet()
        self.set_focus(self.home())

    # The table

    @on(GridView.CellLit)
    def _define(self, message: GridView.CellLit) -> None:
        """Say what the figures of a column mean when the cursor comes into it."""
        if message.column == self._column:
            return
        first, self._column = not self._column, message.column
        column = self.grid.column
        if column is not None and column.definition and not first:
            self.say(_("{name}: {value}").format(name=column.heading, value=column.definition))

    @on(GridView.Arranged)
    def _arranged(self) -> None:
        self._tell_what()
        if self.grid.words:
            count = len(self.grid.shown)
            self.say(
                ngettext("{count} row with these words.", "{count} rows with these words.", count).format(count=count)
            )
