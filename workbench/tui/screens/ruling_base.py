"""The screen on which somebody rules, without its commands: what is where, and what the keys are for."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from codebook.book import Codebook
from transcripts.i18n import _
from workbench.store import codes
from workbench.tui.case_names import ShownSide
from workbench.tui.case_queue import CaseQueue
from workbench.tui.case_reading import CaseList
from workbench.tui.commands import Command, Context, command, of_context
from workbench.tui.screens.case_terms import CaseTerms
from workbench.tui.screens.opening import BREAKPOINTS
from workbench.tui.session import Session
from workbench.tui.widgets.case_passage import CasePassage
from workbench.tui.widgets.case_sides import CaseSides
from workbench.tui.widgets.completing_line import CompletingLine
from workbench.tui.widgets.footer_line import FooterKey
from workbench.tui.widgets.typing import type_into
from workbench.tui.widgets.verdict_bar import VerdictBar

if TYPE_CHECKING:
    from workbench.workflows.ruling.values import OpenCase

SIDES = tuple(f"ruling.position_{digit}" for digit in range(1, 10))
OTHERS = ("ruling.union", "ruling.intersection", "ruling.both", "ruling.neither", "ruling.discuss", "ruling.majority")


class RulingBase(CaseTerms):
    """Takes all its keys itself and in order, as the coding screen does, so that fast hands are right too.

    Args:
        session: The open study.
        key: Of the case to begin with; "" for the first one.
        listed: What was read already, None to read.

    Attributes:
        queue: What is read.
        sides: The positions of the case that is read, as they are shown.
        mode: What the keys are for just now.
        tried: Id of the command whose outcome is shown, "" for none.
    """

    context = Context.RULING
    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[Path] = Path(__file__).parent / "ruling.tcss"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    def __init__(self, session: Session, key: str = "", listed: CaseList | None = None) -> None:
        super().__init__(session)
        self.begin_with = key
        self.listed = listed or CaseList()
        self.book: Codebook = codes.book(session.study.reader)
        self.queue = CaseQueue()
        self.sides: tuple[ShownSide, ...] = ()
        self.mode = Context.RULING
        self.tried = ""
        self.what = Static("", id="what", markup=False)
        self.counts = Static("", id="counts", markup=False)
        self.passage = CasePassage(id="passage")
        self.card = Static("", id="card", markup=False)
        self.status = Static("", id="status", markup=False)
        self.columns = CaseSides(id="sides")
        self.details = Static("", markup=False)
        self.verdicts = VerdictBar(id="verdicts")
        self.preview = Static("", id="preview", markup=False)
        self.line = CompletingLine(id="line")

    def body(self) -> ComposeResult:
        """What they differ in, the passage, the sides, and the rulings there are."""
        yield self.what
        yield self.counts
        yield self.passage
        yield self.card
        yield self.status
        yield self.columns
        with VerticalScroll(id="details", can_focus=False):
            yield self.details
        yield self.verdicts
        yield self.preview
        yield self.line

    def home(self) -> Widget | None:
        """The passage has the keys."""
        return self.passage

    def key(self, command_id: str) -> str:
        """The key of a command as people read it."""
        return self.session.keys.label(command_id) or "Ctrl+p"

    def called(self) -> dict[str, str]:
        """Uuid of each coder of the case that is read to what it is called here."""
        case = self.queue.current
        return self.desk.naming.names(case) if case is not None else {}

    # Keys

    def enter(self, mode: Context) -> None:
        """Give the keys another meaning; what was open for the last one is closed."""
        if mode is not Context.LINE:
            self.prompt.close()
            self.line.close()
        self.message.display = not self.prompt.display
        if mode is not Context.LINE:
            self.set_focus(self.passage)
        self.mode = mode
        self.tell_footer()

    def tell_footer(self) -> None:
        """The keys that work here and now."""
        keys = self.session.keys
        entries = [one for one in of_context(self.mode) if one.footer and keys.keys[one.id]]
        shown = [FooterKey(one.id, keys.label(one.id), _(one.title)) for one in sorted(entries, key=_by_place)]
        if self.mode is Context.RULING:
            shown.append(FooterKey("app.help", keys.label("app.help"), _(command("app.help").title), last=True))
        self.footer.entries = tuple(shown)

    async def take_key(self, event: events.Key) -> None:
        """Do what a key means here and now."""
        if self.line.display and event.key != "escape" and await self._type_filter(event):
            return
        if entry := self._meant(event):
            await self.perform(entry)
        elif self.mode is Context.LINE:
            await self.type(event)
        elif event.key == "ctrl+c":
            self.app.action_help_quit()

    def open_line(self) -> None:
        """The line of the filter takes the keys."""
        self.mode = Context.LINE
        self.tell_footer()

    def close_line(self) -> None:
        """The passage takes them again."""
        self.enter(Context.RULING)

    async def _type_filter(self, event: events.Key) -> bool:
        return await type_into(self.line.input, event.key, event.character)

    async def type(self, event: events.Key) -> None:
        """A key that is part of what is typed."""
        await type_into(self.prompt.input, event.key, event.character)

    def _meant(self, event: events.Key) -> Command | None:
        keys = self.session.keys
        if entry := keys.command(self.mode, event.key):
            return entry
        typed = event.character is not None and event.character.isprintable()
        return keys.command(Context.APP, event.key) if self.mode is Context.RULING or not typed else None

    async def perform(self, entry: Command) -> None:
        """Do a command."""
        if entry.context is Context.APP:
            await self.app.run_action(f"app.{entry.action}")
        elif entry.context is Context.RULING:
            getattr(self, f"action_{entry.action}")()
        else:
            getattr(self, f"action_{entry.context}_{entry.action}")()

    # What the other parts of the screen bring along

    if TYPE_CHECKING:

        def show_current(self) -> None:
            """Show the case that is read, or how it ended."""

        def tell_counts(self) -> None:
            """Bring the lines above the passage up to date."""

        def tell_tried(self) -> None:
            """Show what the ruling that is tried would put in the consensus."""

        def is_shown(self, case: OpenCase) -> bool:
            """Whether the words of a case are on the screen."""

        def go_on(self) -> None:
            """Go to the next open case."""

        def text_of(self, case: OpenCase) -> str:
            """The text of its transcript, "" while it is being read."""


def _by_place(entry: Command) -> int:
    return entry.footer
