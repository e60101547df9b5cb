"""The list of transcripts: who speaks, how long, and how far everyone is."""

from dataclasses import dataclass

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import DataTable

from codebook.coding import Coder, ReadingState
from transcripts.i18n import N_, _, ngettext
from workbench.store import states, transcripts
from workbench.store.states import Progress
from workbench.store.study_file import StudyFile
from workbench.store.transcripts import TranscriptEntry
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.texts import cut, grouped
from workbench.workflows.coding import set_state

STATES = {ReadingState.TODO: N_("to do"), ReadingState.CODING: N_("coding"), ReadingState.DONE: N_("done")}
NEXT = {
    ReadingState.TODO: ReadingState.CODING,
    ReadingState.CODING: ReadingState.DONE,
    ReadingState.DONE: ReadingState.TODO,
}


@dataclass(frozen=True, slots=True)
class Listing:
    """What the table shows, read at one moment.

    Attributes:
        entries: The transcripts.
        coders: Whose progress is shown, in order.
        states: Coder uuid and transcript uuid to the state.
        progress: The same to how much is coded.
    """

    entries: tuple[TranscriptEntry, ...]
    coders: tuple[Coder, ...]
    states: dict[tuple[str, str], ReadingState]
    progress: dict[tuple[str, str], Progress]


def read_listing(session: Session) -> Listing:
    """Read everything that the table shows; in a blind study only one's own progress."""
    reader = session.study.reader
    coders = tuple([session.coder] if session.blind else session.persons)
    return Listing(
        tuple(transcripts.listing(reader)),
        coders,
        {(c.uuid, uuid): state for c in coders for uuid, state in states.of_coder(reader, c.uuid).items()},
        {(c.uuid, uuid): done for c in coders for uuid, done in states.progress(reader, c.uuid).items()},
    )


def progress_words(state: ReadingState, progress: Progress | None) -> str:
    """How far somebody is: ``38 % · 12 · coding``."""
    if progress is None:
        return _(STATES[state]) if state is not ReadingState.TODO else "–"
    share = f"{round(100 * progress.share)} %"
    codings = ngettext("{count} coding", "{count} codings", progress.codings).format(count=progress.codings)
    return f"{share} · {codings} · {_(STATES[state])}"


class TranscriptsScreen(PlainScreen):
    """A table; Enter opens a transcript."""

    context = Context.TRANSCRIPTS

    @dataclass
    class Listed(Message):
        """The list was read."""

        listing: Listing

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._listing: Listing | None = None

    def body(self) -> ComposeResult:
        """The table."""
        yield DataTable(cursor_type="row")

    def fill(self) -> None:
        """Read the list."""
        self.set_focus(self.query_one(DataTable))
        self._read()

    @work(thread=True, exclusive=True, group="listing")
    def _read(self) -> None:
        self.post_message(outcome(lambda: self.Listed(read_listing(self.session))))

    @on(Listed)
    def _show(self, message: Listed) -> None:
        listing = self._listing = message.listing
        table = self.query_one(DataTable)
        row = table.cursor_row
        table.clear(columns=True)
        table.add_columns(_("Transcript"), _("Participants"), _("Words"), _("Turns"), *(c.name for c in listing.coders))
        for entry in listing.entries:
            table.add_row(*(Text(display(cell)) for cell in self._cells(entry, listing)), key=entry.uuid)
        table.move_cursor(row=min(row, max(0, len(listing.entries) - 1)))
        words = sum(entry.words for entry in listing.entries)
        count = len(listing.entries)
        sentence = ngettext("{count} transcript, {words} words.", "{count} transcripts, {words} words.", count)
        self.title_is(f"{self.session.name} ─ {sentence.format(count=count, words=grouped(words))}")

    def _cells(self, entry: TranscriptEntry, listing: Listing) -> list[str]:
        name = entry.title or entry.name
        people = ", ".join(entry.participants[:4]) + (" …" if len(entry.participants) > 4 else "")
        cells = [cut(name, 28), cut(people, 24), str(entry.words), str(entry.turns)]
        for coder in listing.coders:
            key = (coder.uuid, entry.uuid)
            cells.append(progress_words(listing.states.get(key, ReadingState.TODO), listing.progress.get(key)))
        return cells

    def _at_cursor(self) -> TranscriptEntry | None:
        row = self.query_one(DataTable).cursor_row
        entries = self._listing.entries if self._listing else ()
        return entries[row] if row < len(entries) else None

    @on(DataTable.RowSelected)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the transcript where it was left."""
        if entry := self._at_cursor():
            self.app.open_transcript(entry.uuid)  # type: ignore[attr-defined]

    def action_speakers(self) -> None:
        """See and correct who asks and who answers."""
        from workbench.tui.screens.speakers import SpeakersScreen

        if entry := self._at_cursor():
            self.app.push_screen(SpeakersScreen(self.session, entry), lambda _result: self.fill())

    def action_state(self) -> None:
        """To do, coding, done, and to do again."""
        if (entry := self._at_cursor()) is None or self._listing is None:
            return
        coder = self.session.coder.uuid
        state = NEXT[self._listing.states.get((coder, entry.uuid), ReadingState.TODO)]

        def work(study: StudyFile) -> str:
            set_state(study, coder, [entry.uuid], state)
            return _("{name}: {state} for you.").format(name=entry.name, state=_(STATES[state]))

        self.write(work)
