"""A finding: any report, its figure and its tables; Enter opens what is behind a figure, keys ask it another way."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from exports.cells import shown
from exports.report import Pointer
from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.store.reader import Reader
from workbench.tui.commands import Context, bindings
from workbench.tui.inquiring import (
    Question,
    export,
    export_path,
    filter_fields,
    next_branch,
    next_layer,
    option_fields,
    option_words,
)
from workbench.tui.messages import outcome
from workbench.tui.reading import Passage, pointed_passages
from workbench.tui.screens.finding_view import FindingView, Shown
from workbench.tui.screens.passages import MOST, PassagesScreen
from workbench.tui.widgets.completing_line import CompletingLine
from workbench.tui.widgets.grid_view import GridView
from workbench.tui.widgets.line_completion import Field, words_of
from workbench.workflows.findings.options import Option, OptionKind

if TYPE_CHECKING:
    from workbench.workflows.findings.filters import Filter

_NEXT = {Shown.BOTH: Shown.PLOT, Shown.PLOT: Shown.TABLE, Shown.TABLE: Shown.BOTH}


class FindingScreen(FindingView):
    """What keys do to a report."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Context.FINDING),
        *(Binding(str(digit), f"option({digit})", show=False) for digit in range(1, 10)),
    ]

    _narrowing = False
    _line_is_filter = True

    @dataclass
    class Behind(Message):
        """The passages behind a figure were found."""

        title: str
        pointers: Sequence[Pointer]

    @dataclass
    class Known(Message):
        """What can stand in the filter was read."""

        fields: tuple[Field, ...]

    @dataclass
    class Exported(Message):
        """A file was written."""

        sentence: str

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
        else:
            self._find(row, column.name)

    @work(thread=True, exclusive=True, group="behind")
    def _find(self, row: int, column: str) -> None:
        self.post_message(outcome(lambda: self._behind(row, column)))

    def _behind(self, row: int, column: str) -> Message:
        sheet = self.sheet
        assert sheet is not None
        table, behind = sheet.table, sheet.table.behind
        cells = list(table.rows)[row] if not isinstance(table.rows, Sequence) else table.rows[row]
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
        self._show_sheet()

    def action_next_plot(self) -> None:
        """Draw the next figure of the report."""
        count = len(self.answer.report.figures) if self.answer else 0
        if count < 2:
            self.complain(_("This report has no other figure."))
            return
        self._figure = (self._figure + 1) % count
        self._draw()

    def action_plot(self) -> None:
        """Figure and table, the figure alone, the table alone."""
        if self.figure is None:
            self.complain(_("This report has no figure."))
        else:
            self.show_part(_NEXT[self._shown])

    def action_definitions(self) -> None:
        """What the figures mean, and what was left out."""
        from workbench.tui.screens.explanation import ExplanationScreen

        if self.answer is not None:
            self.app.push_screen(ExplanationScreen(self.session, self.answer, self.sheet))

    def action_find(self) -> None:
        """Narrow the rows to those with some words, while they are typed."""
        self.ask(_("Rows with:"), self.grid.words, self.grid.narrow)
        self._narrowing = True

    def ask(self, question: str, text: str, then: Callable[[str], None]) -> None:
        """Ask for a line of text."""
        self._narrowing = False
        super().ask(question, text, then)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self._narrowing and self.prompt.display and event.input is self.prompt.input:
            self.grid.narrow(event.value)

    # What is looked at

    def action_layer(self) -> None:
        """Count by the next coder's codings, or the consensus."""
        if self.session.blind:
            self.complain(_("This study is blind: only your own codings are counted until everyone is done."))
        elif self.answer is not None:
            self._look_at(next_layer(self.session, self.answer))

    def action_branch(self) -> None:
        """Look at the next branch of the codebook."""
        wanted = next_branch(self.session, self.answer) if self.answer else None
        if wanted is not None:
            self._look_at(wanted)
        elif self.answer is not None:
            self.complain(_("The codebook has no branches."))

    def _look_at(self, wanted: "Filter") -> None:
        self.request(replace(self._asked, wanted=wanted))

    def action_clear(self) -> None:
        """Look at everything again, by the same layer."""
        from workbench.workflows.findings.filters import Filter

        wanted = self._asked.wanted
        self.request(replace(self._asked, wanted=Filter(layer=wanted.layer) if wanted else None))

    def action_filter(self) -> None:
        """Say in one line what to look at."""
        self._line_is_filter = True
        self._ask_line(_("Filter:"), self._asked.wanted.line() if self._asked.wanted else "", ())
        self._read_fields()

    @work(thread=True, exclusive=True, group="fields")
    def _read_fields(self) -> None:
        self.post_message(outcome(lambda: self.Known(filter_fields(self.session))))

    @on(Known)
    def _know(self, message: Known) -> None:
        if self.line.display and self._line_is_filter:
            self.line.know(message.fields)

    def _ask_line(self, question: str, text: str, fields: Sequence[Field]) -> None:
        self.message.display = False
        self.line.ask(question, text, fields)

    @on(CompletingLine.Accepted)
    def _accepted(self, message: CompletingLine.Accepted) -> None:
        """Take the line, if it can be understood; else leave it to be mended."""
        try:
            question = self._filtered(message.text) if self._line_is_filter else self._optioned(message.text)
        except StudyError as error:
            self.message.display = True
            self.complain(str(error))
            return
        self._close_line()
        self.request(question)

    def _filtered(self, text: str) -> Question:
        from workbench.workflows.findings.filters import filter_from_line

        sealed = self.session.coder.uuid if self.session.blind else ""
        return replace(self._asked, wanted=filter_from_line(text, sealed_to=sealed))

    def _close_line(self) -> None:
        self.line.close()
        self.message.display = True
        self.set_focus(self.home())

    def action_back(self) -> None:
        """Leave the line, or the screen."""
        if self.line.display:
            self._close_line()
        else:
            super().action_back()

    # Options

    def action_options(self) -> None:
        """Say all options in one line."""
        if not self.kind.options:
            self.complain(_("This report has no options."))
            return
        self._line_is_filter = False
        words = (f"{name}={option_words(value)}" for name, value in self._asked.options.items())
        text = " ".join(f'"{word}"' if " " in word else word for word in words)
        self._ask_line(_("Options:"), text, option_fields(self.kind.options))

    def _optioned(self, text: str) -> Question:
        from workbench.workflows.findings.options import read_options

        given: dict[str, object] = {name.replace("-", "_"): value for name, value in words_of(text)}
        read_options(self.kind.options, given)
        return replace(self._asked, options=given)

    def action_option(self, digit: int) -> None:
        """Change the option with this digit: what has few values goes to the next, for others a value is asked."""
        if digit > len(self.kind.options):
            return
        option = self.kind.options[digit - 1]
        value = self._asked.options.get(option.name, option.default)
        if option.kind is OptionKind.YES_NO:
            self._set(option, "no" if option_words(option.read(value)) == "yes" else "yes")
        elif option.kind is OptionKind.CHOICE:
            self._set(option, option.choices[(option.choices.index(str(value)) + 1) % len(option.choices)])
        else:
            self.ask(
                _("{name}:").format(name=_(option.help)), option_words(value), lambda said: self._set(option, said)
            )

    def _set(self, option: Option, value: str) -> None:
        try:
            option.read(value)
        except StudyError as error:
            self.complain(str(error))
        else:
            self.request(replace(self._asked, options={**self._asked.options, option.name: value}))

    # Files

    def action_export(self) -> None:
        """Write what is shown to a file."""
        if self.answer is not None:
            self.ask(_("Write to:"), f"{self.session.study.path.stem}-{self.kind.name}.xlsx", self._export_to)

    def _export_to(self, typed: str, sure: str = "") -> None:
        from exports.writers import format_for

        if not typed.strip():
            return
        path = export_path(self.session, typed)
        try:
            format_for(path)
        except StudyError as error:
            self.complain(str(error))
            return
        if path.exists() and typed != sure:
            question = _("{name} is there; Enter writes over it:").format(name=path.name)
            self.ask(question, typed, lambda again: self._export_to(again, sure=typed))
            return
        self.say(_("Writing…"))
        self._export(typed)

    @work(thread=True, exclusive=True, group="export")
    def _export(self, typed: str) -> None:
        shown_now, sheet = self.answer, self.sheet
        assert shown_now is not None
        path = export_path(self.session, typed)
        self.post_message(outcome(lambda: self.Exported(export(self.session, shown_now, sheet, path))))

    @on(Exported)
    def _exported(self, message: Exported) -> None:
        self.say(message.sentence)
