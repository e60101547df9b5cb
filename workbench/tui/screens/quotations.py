"""Quotations of a code: most telling first, picked, ordered and cut, each as it would stand in the article."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from codebook.code import Code
from exports.report import Column, Kind, Table
from transcripts.errors import StudyError
from transcripts.i18n import _, ngettext
from transcripts.spans import Span
from workbench.store import codes
from workbench.store.study_file import StudyFile
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.grid_view import GridView

if TYPE_CHECKING:
    from workbench.store.picks import Pick
    from workbench.workflows.findings.inquiry import Inquiry


@dataclass(frozen=True, slots=True)
class Entry:
    """A quotation as the screen shows it.

    Attributes:
        transcript: uuid.
        span: Where it stands.
        pick: Its place among the picked ones, None if it is not picked.
        ready: As it would stand in the article, signed.
        row: Its cells.
    """

    transcript: str
    span: Span
    pick: "Pick | None"
    ready: str
    row: tuple[object, ...]


class QuotationsScreen(PlainScreen):
    """The passages of one code in a table, the one under the cursor ready to be copied below it.

    Args:
        session: The open study.
        code: uuid of the code to begin with; None for the first that has passages.
    """

    context = Context.QUOTATIONS
    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)
    DEFAULT_CSS = """
    QuotationsScreen #ready { height: auto; min-height: 4; max-height: 12; padding: 0 1; border-top: solid $border; }
    """

    @dataclass
    class Found(Message):
        """The quotations of a code were read."""

        code: Code | None
        coded: tuple[str, ...]
        entries: tuple[Entry, ...]

    def __init__(self, session: Session, code: str | None = None) -> None:
        super().__init__(session)
        self._code = code
        self._coded: tuple[str, ...] = ()
        self._entries: tuple[Entry, ...] = ()
        self._wanted: tuple[str, Span] | None = None
        self.grid = GridView(whole_rows=True)

    def body(self) -> ComposeResult:
        """The table, and the quotation as it would stand in the article."""
        yield self.grid
        yield Static("", id="ready", markup=False)

    def fill(self) -> None:
        """Read them."""
        self.set_focus(self.grid)
        self._read()

    def on_screen_resume(self) -> None:
        """Words may have been cut in the meantime."""
        if self._entries:
            self.fill()

    @work(thread=True, exclusive=True, group="quotations")
    def _read(self) -> None:
        self.post_message(outcome(self._found))

    def _found(self) -> Message:
        from workbench.workflows.findings.filters import Filter
        from workbench.workflows.findings.inquiry import Inquiry

        session = self.session
        inquiry = Inquiry(session.room, session.looking or Filter())
        counts = codes.counts(session.study.reader, None)
        coded = tuple(code.uuid for code in inquiry.book.codes if code.uuid in counts)
        wanted = self._code if self._code in inquiry.book else next(iter(coded), None)
        code = inquiry.book.get(wanted) if wanted else None
        return self.Found(code, coded, _entries(inquiry, code) if code else ())

    @on(Found)
    def _show(self, message: Found) -> None:
        self._code = message.code.uuid if message.code else None
        self._coded, self._entries = message.coded, message.entries
        self.grid.show(Table("quotations", _columns(), [one.row for one in self._entries], heads=2))  # type: ignore[misc]
        self._stand()
        label = message.code.label(self.session.language) if message.code else _("no code")
        self.title_is(_("Quotations ─ {code}").format(code=label))
        picked = sum(one.pick is not None for one in self._entries)
        count = len(self._entries)
        said = ngettext("{count} passage, {picked} picked.", "{count} passages, {picked} picked.", count)
        if not self.message.sentence:
            self.say(said.format(count=count, picked=picked))
        if not self._entries:
            self.query_one("#ready", Static).update("")

    def _stand(self) -> None:
        """Put the cursor back on the passage that was changed."""
        places = [(one.transcript, one.span) for one in self._entries]
        if self._wanted in places:
            self.grid.stand_on(row=places.index(self._wanted))
        self._wanted = None

    @on(GridView.CellLit)
    def _lit(self, event: GridView.CellLit) -> None:
        if event.row < len(self._entries):
            self.query_one("#ready", Static).update(display(self._entries[event.row].ready))

    def _entry(self) -> Entry | None:
        row = self.grid.row
        return self._entries[row] if row is not None and row < len(self._entries) else None

    def _picked(self) -> "tuple[Entry, Pick] | None":
        """The entry under the cursor if it is picked; else it is told how to pick it."""
        entry = self._entry()
        if entry is None:
            return None
        if entry.pick is None:
            self.complain(_("Pick it first: {key}.").format(key=self.session.keys.label("quotations.pick")))
            return None
        return entry, entry.pick

    # -- acts --------------------------------------------------------------------------------------------------

    def action_pick(self) -> None:
        """Pick the passage, or put it back."""
        entry, code = self._entry(), self._code
        if entry is None or code is None:
            return
        coder, self._wanted = self.session.coder.uuid, (entry.transcript, entry.span)

        def work(study: StudyFile) -> str:
            from workbench.workflows import picking

            if entry.pick is not None:
                picking.unpick(study, coder, entry.pick.uuid)
                return self._with_way_back(_("Put back."))
            made = picking.pick(study, coder, code, entry.transcript, entry.span)
            return self._with_way_back(_("Picked, number {place}.").format(place=made.place))

        self.write(work)

    def action_earlier(self) -> None:
        """Move the quotation before the one above it."""
        self._move(-1)

    def action_later(self) -> None:
        """Move the quotation after the one below it."""
        self._move(1)

    def _move(self, step: int) -> None:
        found = self._picked()
        if found is None:
            return
        entry, pick = found
        coder, self._wanted = self.session.coder.uuid, (entry.transcript, entry.span)

        def work(study: StudyFile) -> str:
            from workbench.workflows.picking import move

            place = move(study, coder, pick.uuid, pick.place + step).place
            return self._with_way_back(_("Number {place} now.").format(place=place))

        self.write(work)

    def action_trim(self) -> None:
        """Cut words out of the quotation."""
        from workbench.tui.screens.trimming import TrimmingScreen

        found = self._picked()
        if found is not None:
            self._wanted = (found[0].transcript, found[0].span)
            self.message.say("")
            self.app.push_screen(TrimmingScreen(self.session, found[1]))

    def action_undo(self) -> None:
        """Take back the last act."""
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            from workbench.workflows.undoing import undo

            return undo(study, coder, own=True).sentence

        self.write(work)

    def _with_way_back(self, sentence: str) -> str:
        back = _("{key} takes it back.").format(key=self.session.keys.label("quotations.undo"))
        return f"{sentence} {back}"

    # -- which code --------------------------------------------------------------------------------------------

    def action_next_code(self) -> None:
        """Show the next code that has passages."""
        self._step(1)

    def action_previous_code(self) -> None:
        """Show the code before that has passages."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if not self._coded:
            self.complain(_("Nothing is coded yet."))
            return
        at = self._coded.index(self._code) if self._code in self._coded else -step
        self._show_code(self._coded[(at + step) % len(self._coded)])

    def action_code(self) -> None:
        """Show another code."""
        self.ask(_("Quotations of which code?"), "", self._chosen_code)

    def _chosen_code(self, name: str) -> None:
        if name.strip():
            try:
                self._show_code(codes.book(self.session.study.reader).named(name.strip()).uuid)
            except StudyError as error:
                self.complain(str(error))

    def _show_code(self, uuid: str) -> None:
        self._code = uuid
        self.message.say("")
        self.fill()

    # -- elsewhere ---------------------------------------------------------------------------------------------

    def action_copy(self) -> None:
        """Hand the quotation to the clipboard of the terminal, signed."""
        if entry := self._entry():
            self.app.copy_to_clipboard(entry.ready)
            self.say(_("Handed to the terminal's clipboard, signed."))

    @on(GridView.CellChosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Go to the passage in its transcript."""
        if entry := self._entry():
            self.open_passage(entry.transcript, entry.span)


def _entries(inquiry: "Inquiry", code: Code) -> tuple[Entry, ...]:
    from workbench.workflows.findings.copying import quoted
    from workbench.workflows.findings.quotes import of_one_code

    return tuple(
        Entry(
            inquiry.transcripts[one.text][0],
            Span(one.start, one.end),
            one.pick,
            quoted(line.cut, line.signature, inquiry.language),
            (
                one.pick.place if one.pick else None,
                *(line.excerpt.participant or line.excerpt.speaker, line.cut, line.excerpt.place),
                *(", ".join(line.coders), one.group.strength, one.group.stance, one.group.words, one.score.value),
            ),
        )
        for one, line in of_one_code(inquiry, code)
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("picked", _("No."), Kind.INTEGER),
        Column("who", _("Who")),
        Column("words", _("Words")),
        Column("place", _("Place")),
        Column("coders", _("Coders")),
        Column("strength", _("Strength"), Kind.INTEGER),
        Column("stance", _("Stance")),
        Column("length", _("Length"), Kind.INTEGER),
        Column("score", _("Score"), Kind.NUMBER),
    )
