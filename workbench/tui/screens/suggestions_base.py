"""The queue of suggestions without its commands: what is where, what the keys are for, and what is told."""

from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from codebook.book import Codebook
from codebook.suggestion import QueueOrder
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.store import codes
from workbench.tui.commands import Command, Context, command, of_context
from workbench.tui.screens.opening import BREAKPOINTS
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.suggesting import Suggesting
from workbench.tui.suggestion_acts import Step
from workbench.tui.suggestion_queue import Item, SuggestionQueue
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.code_picker import CodePicker
from workbench.tui.widgets.footer_line import FooterKey
from workbench.tui.widgets.memo_editor import MemoEditor
from workbench.tui.widgets.progress_line import ProgressLine
from workbench.tui.widgets.suggestion_list import SuggestionList
from workbench.tui.widgets.suggestion_passage import SuggestionPassage
from workbench.tui.widgets.typing import type_into

TEXT = {Context.PICKER, Context.MEMO}
"""Where keys that type a character are text."""


class SuggestionsBase(PlainScreen):
    """Takes all its keys itself and in order, as the coding screen does, so that fast hands are right too.

    Args:
        session: The open study.
        code: uuid of the code; None for all codes that were asked for.

    Attributes:
        queue: What is read.
        steps: What was done in it in this sitting and can be taken back.
        mode: What the keys are for just now.
        span: Other boundaries than those proposed, None for those.
        instead: uuid of another code than the one suggested, None for that one.
    """

    context = Context.SUGGESTIONS
    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[Path] = Path(__file__).parent / "suggestions.tcss"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    def __init__(self, session: Session, code: str | None = None) -> None:
        super().__init__(session)
        self.code = code
        self.book: Codebook = codes.book(session.study.reader)
        self.queue = SuggestionQueue()
        self.steps: list[Step] = []
        self.order = QueueOrder.SUREST
        self.mode = Context.SUGGESTIONS
        self.span: Span | None = None
        self.instead: str | None = None
        self._told: list[str] = []
        self.definition = Static("", id="definition", markup=False)
        self.facts = Static("", id="facts", markup=False)
        self.note = Static("", id="note", markup=False)
        self.place = Static("", id="place", markup=False)
        self.passage = SuggestionPassage(id="passage")
        self.card = Static("", id="card", markup=False)
        self.because = Static("", id="because", markup=False)
        self.details = Static("", markup=False)
        self.progress = ProgressLine(id="progress")
        self.following = SuggestionList(id="next")
        self.picker = CodePicker(id="picker")
        self.memo = MemoEditor(id="memo")

    @property
    def suggesting(self) -> Suggesting:
        """The sitting's hold on suggestions."""
        return self.session.suggesting

    def body(self) -> ComposeResult:
        """The code, what is known at a glance, the passage with its reasons, and what comes next."""
        yield self.definition
        yield self.facts
        yield self.note
        with Horizontal(id="middle"):
            with Vertical(id="reading"):
                yield self.place
                yield self.passage
                yield self.card
                yield self.because
                with VerticalScroll(id="details", can_focus=False):
                    yield self.details
                yield self.progress
                yield self.picker
                yield self.memo
            yield self.following

    def on_mount(self) -> None:
        """Show the keys, and ask."""
        self.following.border_title = _("Next")
        self.enter(Context.SUGGESTIONS)
        self.fill()

    def home(self) -> Widget | None:
        """The passage has the keys."""
        return self.passage

    def short(self, code: str) -> str:
        """Short name of a code."""
        return self.book.get(code).short if code in self.book else "?"

    def key(self, command_id: str) -> str:
        """The key of a command as people read it."""
        return self.session.keys.label(command_id) or "Ctrl+p"

    def tell_once(self, sentences: list[str]) -> None:
        """Show sentences under the heading, until the next decision."""
        self._told += [display(one) for one in sentences if one and self.suggesting.first_time(one)]
        self.note.update("\n".join(self._told))
        self.note.display = bool(self._told)

    def forget_told(self) -> None:
        """Whoever goes on has read it."""
        self._told.clear()
        self.note.display = False

    # Keys

    def enter(self, mode: Context) -> None:
        """Give the keys another meaning; what was open for the last one is closed."""
        if mode is not Context.PICKER:
            self.picker.close()
        if mode is not Context.MEMO and self.memo.display:
            self.memo.put_aside()
        if mode is not Context.WEIGH:
            self.prompt.close()
        self.message.display = not self.prompt.display
        if mode not in (Context.CHANGING, Context.PICKER) and self.passage.editing_edges:
            self.passage.end_edges()
        if mode not in TEXT:
            self.set_focus(self.passage)
        self.mode = mode
        self._tell_footer()

    def _tell_footer(self) -> None:
        keys = self.session.keys
        entries = [one for one in of_context(self.mode) if one.footer and keys.keys[one.id]]
        shown = [FooterKey(one.id, keys.label(one.id), _(one.title)) for one in sorted(entries, key=_by_place)]
        if self.mode not in TEXT:
            shown.append(FooterKey("app.help", keys.label("app.help"), _(command("app.help").title), last=True))
        self.footer.entries = tuple(shown)

    async def take_key(self, event: events.Key) -> None:
        """Do what a key means here and now."""
        if entry := self._meant(event):
            await self.perform(entry)
        elif self.mode is Context.PICKER:
            before = self.picker.input.value
            await type_into(self.picker.input, event.key, event.character)
            if self.picker.input.value != before:
                self.picker.look()
        elif self.mode is Context.MEMO:
            await type_into(self.memo.area, event.key, event.character)
            self.memo.fit()
        elif self.mode is Context.WEIGH:
            self.enter(Context.SUGGESTIONS)
            self.say(_("Strength and stance are as they were."))
        elif event.key == "ctrl+c":
            self.app.action_help_quit()

    def _meant(self, event: events.Key) -> Command | None:
        keys = self.session.keys
        if entry := keys.command(self.mode, event.key):
            return entry
        typed = event.character is not None and event.character.isprintable()
        return keys.command(Context.APP, event.key) if self.mode is Context.SUGGESTIONS or not typed else None

    async def perform(self, entry: Command) -> None:
        """Do a command."""
        if entry.context is Context.APP:
            await self.app.run_action(f"app.{entry.action}")
        elif entry.context is Context.SUGGESTIONS:
            getattr(self, f"action_{entry.action}")()
        else:
            getattr(self, f"action_{entry.context}_{entry.action}")()

    def action_back(self) -> None:
        """Go back; whatever is being read goes on."""
        self.dismiss()

    # What the other parts of the screen bring along

    if TYPE_CHECKING:

        def show_current(self) -> None:
            """Show the suggestion that is being read, or how it ended."""

        def draw_list(self) -> None:
            """Bring the side list up to date."""

        def tell_facts(self) -> None:
            """Bring the lines above the passage up to date."""

        def is_shown(self, item: Item) -> bool:
            """Whether the words of a suggestion are on the screen."""
            return bool(item)

        def rank(self, codes_wanted: list[str], *, after: int = 0) -> None:
            """Have codes ranked anew in the background."""

        def settled(self, future: "Future[object]") -> None:
            """An act is on the disk."""


def _by_place(entry: Command) -> int:
    return entry.footer
