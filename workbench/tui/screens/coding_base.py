"""What the parts of the coding screen share: its widgets, what lies on the desk, the way to the disk and back."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from codebook.coding import ReadingState
from transcripts.errors import StudyError
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.logs import unexpected
from workbench.store import journal
from workbench.store.study_file import StudyFile
from workbench.tui.commands import Context
from workbench.tui.desk import Change, Desk, Picture, asked_in, picture
from workbench.tui.messages import Done, Failed, Reread, Settled, outcome
from workbench.tui.session import Session
from workbench.tui.widgets.choice_list import ChoiceList
from workbench.tui.widgets.code_picker import CodePicker
from workbench.tui.widgets.codebook_pane import CodebookPane
from workbench.tui.widgets.footer_line import FooterLine
from workbench.tui.widgets.header_line import HeaderLine, Heading
from workbench.tui.widgets.memo_editor import MemoEditor
from workbench.tui.widgets.message_line import MessageLine
from workbench.tui.widgets.passage_pane import PassagePane
from workbench.tui.widgets.prompt_line import PromptLine
from workbench.tui.widgets.transcript_view import TranscriptView
from workbench.workflows.placing import remember_place


class CodingBase(Screen[None]):
    """The coding screen without its commands.

    Attributes:
        session: The open study.
        desk: The transcript under work; only there once the screen is mounted and the study has a transcript.
        context: What the keys are for just now.
        current: uuid of the current coding, None where there is none here.
        extending: Whether the keys that move extend the selection.
        saved: Time of the last act on the disk, as shown.
        furnished: Whether it is mounted and can take keys.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(classes="coding")
        self.session = session
        self._desk: Desk | None = None
        self.context = Context.CODING
        self.current: str | None = None
        self.extending = False
        self.saved = ""
        self.code_keys: dict[str, str] = {}
        self.in_flight: list[Future[Done]] = []
        self.settled = 0
        self.furnished = False
        self._version = 0
        self._head = 0
        self._kept: tuple[str, Span] | None = None
        self._reading = False
        self._stale = False
        self.header = HeaderLine()
        self.book_pane = CodebookPane(id="book")
        self.view = TranscriptView(id="transcript")
        self.picker = CodePicker(id="picker")
        self.memo = MemoEditor(id="memo")
        self.choices = ChoiceList(id="choices")
        self.prompt = PromptLine(id="prompt")
        self.passage_pane = PassagePane(id="passage")
        self.message = MessageLine(id="message")
        self.footer = FooterLine(id="footer")

    @property
    def desk(self) -> Desk:
        """The transcript under work."""
        if self._desk is None:
            raise RuntimeError("no transcript is open")
        return self._desk

    @property
    def has_desk(self) -> bool:
        """Whether a transcript is open."""
        return self._desk is not None

    # Telling

    def say(self, sentence: str) -> None:
        """Tell what happened, on one line."""
        self.message.say(sentence)

    def complain(self, sentence: str) -> None:
        """Tell what could not be done."""
        self.message.complain(sentence)

    def key(self, command_id: str) -> str:
        """The key of a command as people read it, for sentences."""
        return self.session.keys.label(command_id) or "Ctrl+p"

    def tell_heading(self) -> None:
        """Bring the first line up to date."""
        if self.has_desk:
            self.header.heading = Heading(
                self.session.name,
                self.desk.place,
                self.session.coder.name,
                self.session.blind,
                self.desk.state is ReadingState.DONE,
                self.desk.share(),
                "…" if self.in_flight else self.saved,
                self._question(),
            )

    def _question(self) -> str:
        """The question of the guide in force where the selection begins, "" if none."""
        selection = self.view.selection
        force = self.desk.in_force(selection.start) if selection is not None else None
        return f"{force.name} ▸ {force.text}" if force else ""

    def tell_question(self) -> None:
        """Show the question in force."""
        if self.desk.questions or self.header.heading.question:
            self.header.heading = replace(self.header.heading, question=self._question())

    def look_for_questions(self) -> None:
        """Read anew what was asked in the transcript; draw the text anew where that is otherwise than before."""
        fresh = asked_in(self.session.study.reader, self.desk.transcript)
        if fresh == self.desk.asked:
            return
        redraw = fresh.questions != self.desk.questions
        self.desk.asked = fresh
        if redraw:
            self.redraw_text()
        self.look_at_selection()

    # Acting

    def submit(self, work: Callable[[StudyFile], Done]) -> "Future[Done]":
        """Ask the writer for an act; it is shown when it is on the disk, never before."""
        future = self.session.writer.submit(work)
        self.in_flight.append(future)
        if len(self.in_flight) == 1:
            self.header.heading = replace(self.header.heading, saved="…")
        future.add_done_callback(lambda settled: self.post_message(Settled(settled)))
        return future

    def on_settled(self, message: Settled) -> None:
        """Show what an act did, or why it did nothing."""
        self.in_flight.remove(message.future)
        self.settled += 1
        self.settling(message.future)
        try:
            done = message.future.result()
        except StudyError as error:
            self.complain(str(error))
        except Exception as error:  # whatever the writer met is told, never swallowed
            self.complain(unexpected(error))
        else:
            if done.changed:
                self.saved = datetime.now().strftime("%H:%M:%S")
            self.show_done(done)
        self.tell_heading()
        if not self.in_flight:
            self.keep_place()
        self.look_for_changes()

    def settling(self, future: "Future[Done]") -> None:
        """An act is done or refused; before anything is drawn."""

    def show_done(self, done: Done) -> None:
        """Draw what an act did."""
        if done.draft:
            self.memo.drop_draft(done.draft)
        if done.applied:
            self.desk.remember(done.applied)
        if done.state is not None:
            self.desk.state = done.state
        if done.reread:
            self.take(self._picture())
        if done.guide:
            self.look_for_questions()
        self.desk_changed(self.desk.absorb(done.put, done.gone))
        if done.current in self.desk.mine:
            self.current = done.current
        if done.transcript and done.transcript != self.desk.transcript.uuid:
            self.open_transcript(done.transcript, done.span)
        elif done.span is not None and done.span.end <= len(self.desk.transcript.text):
            self.view.select(done.span)
        self.look_at_selection()
        self.say(done.sentence)

    def desk_changed(self, change: Change) -> None:
        """Draw what differs."""
        for uuid in change.gone:
            self.view.remove_mark(uuid)
        for mark in change.added:
            self.view.add_mark(mark)
        for mark in change.changed:
            self.view.change_mark(mark)
        if change.book:
            self.read_code_keys()
        self.draw_book()

    # What others do

    def look_for_changes(self) -> None:
        """Read anew if anyone, this sitting included, has written since what the journal tells of."""
        if not self.has_desk:
            return
        try:
            changed = self._newly_written()
        except StudyError as error:
            self.complain(str(error))
            return
        if changed:
            self.reread()

    def _newly_written(self) -> bool:
        """Whether the journal has grown; the file also changes with places left and with what models have read."""
        study = self.session.study
        before, self._version = self._version, study.data_version()
        if self._version == before:
            return False
        self.session.look()
        known, self._head = self._head, journal.head(study.reader)
        return self._head != known

    def reread(self) -> None:
        """Read the desk anew in a thread; one reading at a time, and another after it if it came too early."""
        if self._reading:
            self._stale = True
            return
        self._reading, self._stale = True, False
        self._read(self.settled)

    def _picture(self) -> Picture:
        return picture(self.session.study.reader, self.desk.transcript.uuid, self.session.coder.uuid)

    @work(thread=True, group="reread")
    def _read(self, acts: int) -> None:
        self.post_message(outcome(lambda: Reread(self._picture(), acts)))

    def on_reread(self, message: Reread) -> None:
        """Take in what was read, unless an act of one's own was settled meanwhile: then it is read again."""
        self._reading = False
        if message.acts != self.settled or self.in_flight or message.picture.transcript != self.desk.transcript.uuid:
            self._stale = True
        else:
            self.take(message.picture)
            self.look_at_selection()
            self.tell_heading()
        if self._stale and not self.in_flight:
            self.reread()

    def take(self, fresh: Picture) -> None:
        """Take in what was read anew."""
        self.desk_changed(self.desk.take(fresh))
        if fresh.gone:
            sentence = _("This transcript is no longer in the study; {key} lists the others.")
            self.complain(sentence.format(key=self.key("app.transcripts")))

    def on_failed(self, message: Failed) -> None:
        """A reading failed; the next change tries again."""
        self._reading = False
        self.complain(message.sentence)

    # Opening

    def keep_place(self) -> None:
        """Remember where the coder is, for the next sitting; nobody waits for it, and a failure loses nothing."""
        span = self.view.selection
        if self.has_desk and span is not None and (self.desk.transcript.uuid, span) != self._kept:
            self._kept = (self.desk.transcript.uuid, span)
            coder, transcript = self.session.coder.uuid, self.desk.transcript.uuid
            self.session.writer.submit(lambda study: remember_place(study, coder, transcript, span))

    # What the other parts of the screen bring along

    if TYPE_CHECKING:

        def open_transcript(self, uuid: str, span: Span | None = None) -> None:
            """Lay a transcript on the desk, at ``span`` or where it was left."""

        def redraw_text(self) -> None:
            """Draw the text anew with what lies on it, the selection where it was."""

        def look_at_selection(self) -> None:
            """Bring the passage pane and the current coding up to date with the selection."""

        def draw_book(self) -> None:
            """Bring the codebook pane up to date."""

        def read_code_keys(self) -> None:
            """Find out which keys the codes have."""

        def enter(self, context: Context) -> None:
            """Give the keys another meaning; what was open for the last one is closed."""

        def ask(self, question: str, text: str, then: Callable[[str], None]) -> None:
            """Ask for a line of text below the transcript."""

        def close_overlays(self) -> bool:
            """Close the panes that lie over the text; False if none did."""
