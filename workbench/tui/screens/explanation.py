"""What a report means: its facts, what was left out and why, and the definition of every figure."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from exports.cells import shown
from transcripts.i18n import _
from workbench.tui.commands import Context
from workbench.tui.inquiring import Answer
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.sheets import Sheet, described
from workbench.tui.widgets.cell_widths import display


class ExplanationScreen(PlainScreen):
    """One text to scroll through; what ``--explain`` prints of definitions.

    Args:
        session: The open study.
        answer: The report.
        sheet: The table that was looked at, whose columns come first.
    """

    context = Context.EXPLANATION
    DEFAULT_CSS = """
    ExplanationScreen VerticalScroll { padding: 0 1; }
    """

    def __init__(self, session: Session, answer: Answer, sheet: Sheet | None) -> None:
        super().__init__(session)
        self._answer = answer
        self._sheet = sheet

    def body(self) -> ComposeResult:
        """The text."""
        with VerticalScroll():
            yield Static(Content("\n").join(self._lines()), markup=False)

    def fill(self) -> None:
        """Say of what."""
        self.title_is(_("What {report} means").format(report=self._answer.report.title))
        self.set_focus(self.home())

    def home(self) -> Widget | None:
        """The text is scrolled by the keys."""
        return self.query_one(VerticalScroll)

    def _lines(self) -> Iterator[Content]:
        report = self._answer.report
        sheets = sorted(self._answer.sheets, key=lambda sheet: sheet is not self._sheet)
        yield from _part(
            _("What was looked at"), (_named(fact.title, shown(fact.value, fact.column)) for fact in report.facts)
        )
        paragraphs = (Content(display(sentence)) for sentence in self._answer.said)
        yield from _part(_("What was counted, what was left out and why"), paragraphs)
        told: set[tuple[str, str]] = set()
        for sheet in sheets:
            new = [one for one in described(sheet) if one not in told]
            told.update(new)
            yield from _part(sheet.title, (_named(*one) for one in new))
        notes = dict.fromkeys((*(note for sheet in sheets for note in sheet.table.notes), *report.notes))
        yield from _part(_("Definitions"), (Content(display(note)) for note in notes))


def _named(title: str, words: str) -> Content:
    sentence = _("{name}: {value}").format(name="\0", value=display(words) or "–")
    before, _mark, after = sentence.partition("\0")
    return Content.assemble(before, (display(title), "bold"), after)


def _part(title: str, lines: Iterator[Content]) -> Iterator[Content]:
    """A heading and what stands under it; nothing where nothing does."""
    found = list(lines)
    if found:
        yield Content.styled(title, "bold underline")
        yield from found
        yield Content("")
