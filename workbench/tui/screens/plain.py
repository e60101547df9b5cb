"""What the screens beside the coding screen share: a title, a body, a line that asks or tells, and their keys."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from transcripts.errors import StudyError
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.logs import unexpected
from workbench.store.study_file import StudyFile
from workbench.tui.commands import CONTEXT_TITLES, Command, Context, bindings, command, of_context
from workbench.tui.messages import Failed
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.footer_line import FooterKey, FooterLine
from workbench.tui.widgets.message_line import MessageLine
from workbench.tui.widgets.prompt_line import PromptLine


class PlainScreen(Screen[None]):
    """A screen that lies on the coding screen until Esc.

    Attributes:
        session: The open study.
        context: Whose commands these are.
        also: Contexts of the widgets on it, whose keys work beside.
    """

    context: ClassVar[Context]
    also: ClassVar[tuple[Context, ...]] = ()

    @dataclass
    class Written(Message):
        """The writer is done with an act of this screen.

        Attributes:
            sentence: What happened, or why nothing did.
            fault: Whether nothing did.
        """

        sentence: str
        fault: bool = False

    def __init_subclass__(cls) -> None:
        """Its keys come from the table of commands."""
        if "context" in cls.__dict__:
            cls.BINDINGS = [*bindings(cls.context)]
        super().__init_subclass__()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.heading = Static(_(CONTEXT_TITLES[self.context]), classes="title", markup=False)
        self.prompt = PromptLine()
        self.message = MessageLine()
        self.footer = FooterLine()
        self._then: Callable[[str], None] | None = None

    def body(self) -> ComposeResult:
        """What stands between the title and the lines below; nothing, unless a screen has something."""
        yield from ()

    def compose(self) -> ComposeResult:
        """Title, body, what is asked or told, keys."""
        yield self.heading
        yield from self.body()
        yield self.prompt
        yield self.message
        yield self.footer

    def on_mount(self) -> None:
        """Show the keys, then what there is to show."""
        keys = self.session.keys
        commands = (entry for context in (self.context, *self.also) for entry in of_context(context))
        entries = sorted((entry for entry in commands if entry.footer), key=lambda entry: entry.footer)
        shown = [FooterKey(entry.id, keys.label(entry.id), _(entry.title)) for entry in entries if keys.keys[entry.id]]
        shown.append(FooterKey("app.help", keys.label("app.help"), _(command("app.help").title), last=True))
        self.footer.entries = tuple(shown)
        self.fill()

    def fill(self) -> None:
        """Read and show; again whenever something changed. A screen without anything to read leaves it so."""

    def title_is(self, *words: str) -> None:
        """Say what is shown, in one part or several."""
        self.heading.update(display(" ─ ".join(words)))

    def say(self, sentence: str) -> None:
        """Tell what happened."""
        self.message.say(sentence)

    def complain(self, sentence: str) -> None:
        """Tell what could not be done."""
        self.message.complain(sentence)

    # Writing

    def write(self, work: Callable[[StudyFile], str]) -> None:
        """Ask the writer for an act; its sentence is told, and the screen filled anew, when it is on the disk."""

        def settled(future: "Future[str]") -> None:
            error = future.exception()
            if error is None:
                self.post_message(self.Written(future.result()))
            elif isinstance(error, StudyError):
                self.post_message(self.Written(str(error), fault=True))
            else:
                self.post_message(self.Written(unexpected(error), fault=True))

        self.session.writer.submit(work).add_done_callback(settled)

    @on(Written)
    def _written(self, message: Written) -> None:
        if message.fault:
            self.complain(message.sentence)
        else:
            self.say(message.sentence)
            self.fill()

    def on_failed(self, message: Failed) -> None:
        """Work in a thread failed."""
        self.complain(message.sentence)

    # Asking for a line

    def ask(self, question: str, text: str, then: Callable[[str], None]) -> None:
        """Ask for a line of text."""
        self._then = then
        self.message.display = False
        self.prompt.ask(question, text)

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        if self.prompt.display and event.input is self.prompt.input:
            event.stop()
            then = self._then
            self._stop_asking()
            if then is not None:
                then(event.value)

    def _stop_asking(self) -> None:
        self.prompt.close()
        self.message.display = True
        self.set_focus(self.home())

    def home(self) -> Widget | None:
        """What has the keys when nothing is asked."""
        return next(iter(self.query("DataTable, GridView")), None)

    # Keys

    def action_back(self) -> None:
        """Leave the question, or the screen."""
        if self.prompt.display:
            self._stop_asking()
        else:
            self.dismiss()

    async def on_footer_line_pressed(self, message: FooterLine.Pressed) -> None:
        """A key of the footer was clicked."""
        await self.perform(command(message.command))

    async def perform(self, entry: Command) -> None:
        """Do a command."""
        within = next(iter(self.query("GridView")), self) if entry.context in self.also else self
        await self.app.run_action(entry.action, self.app if entry.context is Context.APP else within)

    def open_passage(self, transcript: str, span: Span) -> None:
        """Show a passage in its transcript."""
        self.app.open_passage(transcript, span)  # type: ignore[attr-defined]
