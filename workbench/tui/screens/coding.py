"""The coding screen: the transcript, what lies on it, and the codebook, with both hands on the keys."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from transcripts.errors import StudyError
from transcripts.i18n import _, ngettext
from transcripts.spans import Span
from workbench.store import states
from workbench.tui.commands import Command, Context, command
from workbench.tui.desk import set_desk
from workbench.tui.screens.coding_base import CodingBase
from workbench.tui.screens.coding_panes import TEXT
from workbench.tui.screens.coding_suggestions import CodingSuggestions
from workbench.tui.screens.opening import BREAKPOINTS
from workbench.tui.session import Session
from workbench.tui.widgets.footer_line import FooterLine

POLL_SECONDS = 1.0
KEEP_PLACE_EVERY = 5  # polls


class CodingScreen(CodingSuggestions, CodingBase):
    """Reads all its keys itself, in the order in which they were typed.

    Textual hands keys to the widget that has the focus at that moment, by a queue; what follows a key within the same
    burst would miss the line that the key opens. Here a key is done before the next is looked at.
    """

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    def __init__(self, session: Session, *, transcript: str | None = None, span: Span | None = None) -> None:
        super().__init__(session)
        self._first = (transcript, span)
        self._early: list[events.Key] = []
        self._polls = 0
        self.forget_suggestions()

    def compose(self) -> ComposeResult:
        """Heading, panes, what is asked, what happened, keys."""
        yield self.header
        with Horizontal(id="desk"):
            yield self.book_pane
            with Vertical(id="stage"):
                yield self.view
                yield self.picker
                yield self.memo
                yield self.choices
            yield self.passage_pane
        yield self.prompt
        yield self.message
        yield self.footer

    async def on_mount(self) -> None:
        """Open what was left, then watch for others."""
        self.book_pane.border_title = _("Codebook")
        self.view.border_title = _("Transcript")
        self.passage_pane.border_title = _("Passage")
        self.enter(Context.CODING)
        try:
            self._open_first()
        except StudyError as error:
            self.complain(str(error))
        self.set_interval(POLL_SECONDS, self._poll)
        self.furnished = True
        for event in self._early:
            await self.take_key(event)
        self._early.clear()

    def _open_first(self) -> None:
        reader, coder = self.session.study.reader, self.session.coder.uuid
        wanted, span = self._first
        left = wanted or states.begin_with(reader, coder)
        if left is None:
            self.complain(
                _("This study has no transcript yet: workbench import {study} FILE").format(study=self.session.name)
            )
            return
        self.open_transcript(left, span)
        if self.session.keys.refused:
            self.complain(" ".join(self.session.keys.refused))

    def _poll(self) -> None:
        self.look_for_changes()
        self._polls += 1
        if self._polls % KEEP_PLACE_EVERY == 0:
            self.keep_place()

    def open_transcript(self, uuid: str, span: Span | None = None) -> None:
        """Lay a transcript on the desk, at ``span`` or where it was left."""
        self.keep_place()
        self.enter(Context.CODING)
        session = self.session
        recent = self.desk.recent if self.has_desk else []
        if not self.has_desk or self.desk.transcript.uuid != uuid:
            self._newly_written()  # what is read now is no news later
            self._desk = set_desk(session.study.reader, uuid, session.coder.uuid, language=session.language)
            self.desk.recent = recent
            self._show_desk()
        place = span or states.place(session.study.reader, session.coder.uuid, uuid)
        self._go_to_place(place, exactly=span is not None)
        self.look_at_selection()

    def _show_desk(self) -> None:
        self.finder, self.hits, self.hit = None, (), -1
        self.extending, self.current, self._fresh = False, None, None
        self.forget_suggestions()
        self.view.show(self.desk.document())
        self.view.set_marks(self.desk.marks())
        name, count = self.desk.transcript.name, len(self.desk.mine)
        self.say(
            ngettext("{name}: {count} coding of yours.", "{name}: {count} codings of yours.", count).format(
                name=name, count=count
            )
        )
        self.read_code_keys()
        self.draw_book()
        self.tell_heading()
        self.begin_suggesting()

    def _go_to_place(self, place: Span | None, *, exactly: bool) -> None:
        if place is None or place.end > len(self.desk.transcript.text):
            return
        if exactly:
            self.view.select(place)
        else:
            self.view.go_to(place.start)

    # Keys

    async def take_key(self, event: events.Key) -> None:
        """Do what a key means here and now."""
        if not self.furnished:
            self._early.append(event)
            return
        if entry := self._meant(event):
            await self.perform(entry)
        elif self.context in TEXT:
            await self.type_text(event)
        elif self.context is Context.WEIGH:
            self.enter(Context.CODING)
            self.say(_("Strength and stance are as they were."))
        elif event.key == "ctrl+c":
            self.app.action_help_quit()
        elif self.context in (Context.CODING, Context.BOOK) and event.character in self.code_keys and self.has_desk:
            self.apply_code(self.code_keys[event.character])

    def _meant(self, event: events.Key) -> Command | None:
        """The command of a key: of the context first; where text is typed, no other that is a character."""
        keys = self.session.keys
        if entry := keys.command(self.context, event.key):
            return entry
        typed = event.character is not None and event.character.isprintable()
        if self.context is Context.CODING or not typed:
            return keys.command(Context.APP, event.key)
        return None

    async def perform(self, entry: Command) -> None:
        """Do a command."""
        if entry.context is Context.APP:
            await self.app.run_action(f"app.{entry.action}")
        elif not self.has_desk:
            self.complain(
                _("This study has no transcript yet: workbench import {study} FILE").format(study=self.session.name)
            )
        elif entry.context is Context.CODING:
            getattr(self, f"action_{entry.action}")()
        else:
            getattr(self, f"action_{entry.context}_{entry.action}")()

    async def on_footer_line_pressed(self, message: FooterLine.Pressed) -> None:
        """A key of the footer was clicked."""
        if self.furnished:
            await self.perform(command(message.command))

    def on_screen_resume(self) -> None:
        """Back from another screen: what it changed is read."""
        if self.furnished:
            if self.has_desk:
                self._look_for_questions_again()
            self.look_for_changes()
            if self.has_desk:
                self.begin_suggesting()

    def _look_for_questions_again(self) -> None:
        try:
            self.look_for_questions()
        except StudyError as error:
            self.complain(str(error))

    def finish(self) -> None:
        """Before leaving the workbench: a memo that is open is saved, and the place kept."""
        if self.context is Context.MEMO and self.memo.dirty:
            self.action_memo_accept()
        self.keep_place()
