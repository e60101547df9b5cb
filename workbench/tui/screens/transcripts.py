"""The list of transcripts: who speaks, how long, and how far everyone is."""

from dataclasses import dataclass

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import DataTable

from codebook.coding import Coder, ReadingState
from transcripts.i18n import N_, _, ngettext
from transcripts.lists import joined_names, split_names
from workbench.store import coders, states, transcripts
from workbench.store.states import Progress
from workbench.store.study_file import StudyFile
from workbench.store.transcripts import TranscriptEntry
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.texts import cut, grouped
from workbench.workflows.assigning import all_by_all, assign, take_off
from workbench.workflows.coding import set_state
from workbench.workflows.progress_report import seal_word, seal_words
from workbench.workflows.sealing import open_seals, ready_to_open, seal_states

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
        progress: The same to how much is coded, where that may be seen.
        seals: Transcript uuid to how it stands with its seal; empty where the study is not blind.
    """

    entries: tuple[TranscriptEntry, ...]
    coders: tuple[Coder, ...]
    states: dict[tuple[str, str], ReadingState]
    progress: dict[tuple[str, str], Progress]
    seals: dict[str, str]


def read_listing(session: Session) -> Listing:
    """Read everything that the table shows: everyone's state, and of the others' work what is not sealed."""
    reader = session.study.reader
    people = tuple(session.persons)
    kept = {one.transcript: seal_word(one) for one in seal_states(session.study)} if session.seal.blind else {}
    return Listing(
        tuple(transcripts.listing(reader)),
        people,
        {(c.uuid, uuid): state for c in people for uuid, state in states.of_coder(reader, c.uuid).items()},
        {(c.uuid, uuid): done for c in people for uuid, done in states.progress(reader, c.uuid).items()},
        kept,
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
        seal = [_("Seal")] if listing.seals else []
        people = (coder.name for coder in listing.coders)
        table.add_columns(_("Transcript"), _("Participants"), _("Words"), _("Turns"), *seal, *people)
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
        if listing.seals:
            cells.append(seal_words()[listing.seals.get(entry.uuid, "closed")])
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

    def action_disagreements(self) -> None:
        """See on what coders differ in this transcript."""
        from workbench.tui.case_filter import CaseFilter
        from workbench.tui.screens.disagreements import DisagreementsScreen

        if entry := self._at_cursor():
            looking = CaseFilter(transcript=(entry.name,), which="all")
            self.app.push_screen(DisagreementsScreen(self.session, looking))

    def action_state(self) -> None:
        """To do, coding, done, and to do again."""
        if (entry := self._at_cursor()) is None or self._listing is None:
            return
        coder = self.session.coder.uuid
        state = NEXT[self._listing.states.get((coder, entry.uuid), ReadingState.TODO)]

        def work(study: StudyFile) -> str:
            set_state(study, coder, [entry.uuid], state)
            said = _("{name}: {state} for you.").format(name=entry.name, state=_(STATES[state]))
            return said if not ready_to_open(study, [entry.uuid]) else f"{said} {self._how_to_open()}"

        self.write(work)

    def _how_to_open(self) -> str:
        key = self.session.keys.label("transcripts.unseal")
        return _("Everyone is done with it: {key} opens its seal.").format(key=key)

    def action_unseal(self) -> None:
        """Open the seal of this transcript, once that was confirmed; what was seen cannot be unseen."""
        if (entry := self._at_cursor()) is None:
            return
        question = _("Open the seal of {name} for good? Its coders then see each other's codings. Type yes:")
        self.ask(question.format(name=display(entry.name)), "", lambda said: self._unseal(entry, said))

    def _unseal(self, entry: TranscriptEntry, said: str) -> None:
        if said.strip().casefold() not in (_("yes").casefold(), "yes"):
            self.say(_("The seal of {name} stays closed.").format(name=entry.name))
            return
        coder = self.session.coder.uuid

        def work(study: StudyFile) -> str:
            new = open_seals(study, coder, [entry.uuid])
            said = _("The seal of {name} is open.") if new else _("The seal of {name} was open already.")
            return said.format(name=entry.name)

        self.write(work)

    def action_assign(self) -> None:
        """Say in one line who codes this transcript; those left out are taken off it, and their codings stay."""
        if (entry := self._at_cursor()) is None or self._listing is None:
            return
        have = [one.name for one in self._listing.coders if (one.uuid, entry.uuid) in self._listing.states]
        question = _("Who codes {name}? Names with commas between:").format(name=display(entry.name))
        self.ask(question, joined_names(have), lambda said: self._assign(entry, said))

    def _assign(self, entry: TranscriptEntry, said: str) -> None:
        """Give and take at once."""
        session, listing = self.session, self._listing
        assert listing is not None
        had = [one for one in listing.coders if (one.uuid, entry.uuid) in listing.states]

        def work(study: StudyFile) -> str:
            wanted = [coders.named(study.reader, name) for name in split_names(said)]
            given = all_by_all(study, wanted, [entry.uuid])
            gone = [one for one in had if one not in wanted]
            if given.fresh:
                assign(study, session.coder.uuid, given)
            if gone:
                take_off(study, session.coder.uuid, gone, [entry.uuid])
            names = ", ".join(one.name for one in wanted) or "–"
            return _("{name} is coded by: {coders}.").format(name=entry.name, coders=names)

        self.write(work)
