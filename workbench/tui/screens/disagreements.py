"""The list of disagreements: every passage that coders see differently, by kind, filtered and in order."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from exports.report import Column, Kind, Row, Table
from transcripts.i18n import _
from workbench.store import codes, transcripts
from workbench.store.transcripts import StoredTranscript
from workbench.tui import case_words as words
from workbench.tui import ruling_acts as acts
from workbench.tui.case_filter import CaseFilter
from workbench.tui.case_reading import CaseList
from workbench.tui.case_rows import CaseRows
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.screens.case_terms import CaseTerms
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.completing_line import CompletingLine
from workbench.tui.widgets.grid_view import GridView
from workbench.tui.widgets.texts import cut
from workbench.workflows.ruling.values import Status

if TYPE_CHECKING:
    from workbench.workflows.ruling.values import OpenCase

SIGNS = {Status.OPEN: "", Status.RULED: "✓", Status.DISCUSS: "…", Status.STALE: "⚠"}


class DisagreementsScreen(CaseTerms):
    """A table of cases, the one under the cursor whole below it; Enter rules on it.

    Args:
        session: The open study.
        looking: What to look at; None for what was looked at last.
    """

    context = Context.DISAGREEMENTS
    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)
    DEFAULT_CSS = """
    DisagreementsScreen #kinds { height: auto; max-height: 2; padding: 0 1; text-style: bold; }
    DisagreementsScreen #counts { height: 1; padding: 0 1; color: $foreground 85%; }
    DisagreementsScreen #whole { height: auto; min-height: 4; max-height: 12; padding: 0 1; border-top: solid $border; }
    """

    @dataclass
    class TextRead(Message):
        """A transcript was read, for the words of the case under the cursor."""

        text: StoredTranscript

    def __init__(self, session: Session, looking: CaseFilter | None = None) -> None:
        super().__init__(session)
        if looking is not None:
            self.desk.looking = looking
        self.book = codes.book(session.study.reader)
        self.listed = CaseList()
        self.grid = GridView(whole_rows=True)
        self.line = CompletingLine(id="line")
        self._text: StoredTranscript | None = None
        self._finding = False

    def body(self) -> ComposeResult:
        """How many of each kind, the table, the case."""
        yield Static("", id="kinds", markup=False)
        yield Static("", id="counts", markup=False)
        yield self.grid
        yield Static("", id="whole", markup=False)
        yield self.line

    # Reading

    def fill(self) -> None:
        """Read them."""
        self.set_focus(self.grid)
        self.say(_("Looking for disagreements …"))
        self.read()

    def on_screen_resume(self) -> None:
        """Something may have been ruled on meanwhile."""
        if self.listed.persons:
            self.read()

    def on_unmount(self) -> None:
        """Let go of the cases: a closed screen may lie about for long, and they are large."""
        self.listed.cases = ()

    def read(self, prefer: str = "") -> None:
        """Read the disagreements anew."""
        super().read(prefer or self._key())

    def show_cases(self, found: CaseList, prefer: str) -> None:
        """Show what was read, with the cursor where it was."""
        self.listed = found
        self.redraw()
        place = next((at for at, case in enumerate(found.cases) if case.key == prefer), None)
        if place is not None:
            self.grid.stand_on(row=place)
        if not found.cases and found.whole:
            self.query_one("#whole", Static).update("\n".join(map(display, found.ending(self._called))))
        if self.message.sentence == _("Looking for disagreements …") and found.whole:
            self.say("")

    def _called(self, command_id: str) -> str:
        """The key of a command of rulings as it is here."""
        here = command_id.replace("ruling.", "disagreements.")
        return self.session.keys.label(here) or "Ctrl+p"

    def redraw(self) -> None:
        """Show the same cases, by the names of now."""
        found = self.listed
        parts = [_("Disagreements"), self.session.name]
        self.title_is(*parts, *([_("names hidden")] if self.desk.naming.hidden else []))
        room = max(20, self.size.width - 2)
        self.query_one("#kinds", Static).update(display(" · ".join(found.kind_words()) or "–"))
        counts = [*found.count_words(), _("shown: {what}").format(what=", ".join(self.desk.looking.words()))]
        self.query_one("#counts", Static).update(display(cut(" · ".join(counts), room)))
        self.grid.show(Table("disagreements", _columns(), CaseRows(found, self._row), heads=1))

    def _row(self, case: "OpenCase") -> Row:
        return (
            f"{SIGNS[case.status]} {words.kinds_words(case)}".strip(),
            words.sides_words(self.desk.naming.sides(case), self.book),
            case.name,
            case.cost,
        )

    # The case under the cursor

    @on(GridView.CellLit)
    def _lit(self, event: GridView.CellLit) -> None:
        if event.row < len(self.listed.cases):
            case = self.listed.cases[event.row]
            if self._text is not None and self._text.uuid == case.transcript:
                self._tell_whole(self._text)
            else:
                self._fetch(case.transcript)

    @work(thread=True, exclusive=True, group="texts")
    def _fetch(self, transcript: str) -> None:
        reader = self.session.study.reader
        self.post_message(outcome(lambda: self.TextRead(transcripts.load(reader, transcript))))

    @on(TextRead)
    def _text_read(self, message: TextRead) -> None:
        self._text = message.text
        self._tell_whole(message.text)

    def _tell_whole(self, text: StoredTranscript) -> None:
        row = self.grid.row
        if row is None or row >= len(self.listed.cases) or self.listed.cases[row].transcript != text.uuid:
            return
        case = self.listed.cases[row]
        before = text.text[max(0, case.span.start - 80) : case.span.start].replace("\n", " ")
        after = text.text[case.span.end : case.span.end + 80].replace("\n", " ")
        said = "\n".join(map(display, case.span.cut(text.text).split("\n")))
        self.query_one("#whole", Static).update(
            Content.assemble((display(before), "dim"), (said, "bold"), (display(after), "dim"))
        )

    def _key(self) -> str:
        row = self.grid.row if self.listed.cases else None
        return self.listed.cases[row].key if row is not None and row < len(self.listed.cases) else ""

    @on(GridView.CellChosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Rule on this disagreement, and on those that follow."""
        from workbench.tui.screens.ruling import RulingScreen

        if key := self._key():
            self.app.push_screen(RulingScreen(self.session, key, self.listed if self.listed.whole else None))

    def action_agreement(self) -> None:
        """Agreement before the rulings and after them."""
        from workbench.tui.screens.ruling_agreement import RulingAgreementScreen

        self.app.push_screen(RulingAgreementScreen(self.session))

    def action_transcript(self) -> None:
        """Go to the passage in its transcript."""
        if (key := self._key()) and (case := next((one for one in self.listed.cases if one.key == key), None)):
            self.open_passage(case.transcript, case.span)

    def action_undo(self) -> None:
        """Take the last ruling back."""
        work = acts.take_back(self.session.coder.uuid)
        self.write(lambda study: work(study).sentence)

    # Lines

    def open_line(self) -> None:
        """The line took the keys by itself."""
        self._finding = False

    def close_line(self) -> None:
        """The table has the keys again."""
        self.line.close()
        self.message.display = True
        self.set_focus(self.grid)

    def action_find(self) -> None:
        """Show the rows with some words alone."""
        self.ask(_("Find:"), self.grid.words, self.grid.narrow)

    def action_back(self) -> None:
        """Leave the line, or the screen."""
        if self.line.display:
            self.close_line()
        else:
            super().action_back()


def _columns() -> tuple[Column, ...]:
    return (
        Column("kind", _("What")),
        Column("sides", _("Who gave what")),
        Column("transcript", _("Transcript")),
        Column("cost", _("Characters"), Kind.INTEGER),
    )
