"""The command palette: every command that works here, found by its name."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from transcripts.i18n import _
from workbench.tui.commands import CONTEXT_TITLES, Command, Context, of_context, title
from workbench.tui.session import Session
from workbench.tui.widgets.code_matching import fold

if TYPE_CHECKING:
    from textual.screen import Screen


def found_commands(query: str, contexts: tuple[Context, ...]) -> list[Command]:
    """Commands whose title or help has all the words typed, those of the screen first and titles before help."""
    words = fold(query).split()
    found = []
    for order, context in enumerate(contexts):
        for place, entry in enumerate(of_context(context)):
            name, full = fold(title(entry)), fold(f"{title(entry)} {_(entry.help)} {entry.id}")
            if all(word in full for word in words):
                starts = bool(words) and name.startswith(words[0])
                found.append(((not starts, not all(word in name for word in words), order, place), entry))
    return [entry for _rank, entry in sorted(found, key=lambda item: item[0])]


class PaletteScreen(ModalScreen[Command | None]):
    """Finds a command; whoever pushed it does the command."""

    DEFAULT_CSS = """
    PaletteScreen { align: center top; background: $background 60%; }
    PaletteScreen > Vertical { width: 76; max-width: 96%; height: auto; max-height: 80%; margin-top: 2; }
    PaletteScreen > Vertical { background: $panel; border: solid $primary; }
    PaletteScreen Input { border: none; height: 1; padding: 0 1; background: $panel; }
    PaletteScreen OptionList { height: auto; max-height: 18; border: none; background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave"),
        Binding("down", "step(1)", priority=True),
        Binding("up", "step(-1)", priority=True),
    ]

    def __init__(self, session: Session, contexts: tuple[Context, ...]) -> None:
        super().__init__()
        self.session = session
        self.contexts = contexts
        self._found: list[Command] = []

    def compose(self) -> ComposeResult:
        """The line, and what it finds."""
        with Vertical():
            yield Input(placeholder=_("Find a command…"), compact=True)
            yield OptionList(compact=True, markup=False)

    def on_mount(self) -> None:
        """Everything at first."""
        self.query_one(Input).cursor_blink = False
        self.query_one(OptionList).can_focus = False
        self._find("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._find(event.value)

    def _find(self, query: str) -> None:
        self._found = found_commands(query, self.contexts)
        options = self.query_one(OptionList)
        options.clear_options()
        if not self._found:
            options.add_option(Option(Content.styled(_("No command has these words."), "dim"), disabled=True))
            return
        options.add_options(Option(self._prompt(entry), id=entry.id) for entry in self._found)
        options.highlighted = 0

    def _prompt(self, entry: Command) -> Content:
        name = title(entry)
        if entry.context is not Context.APP:
            name = _("{place}: {command}").format(place=_(CONTEXT_TITLES[entry.context]), command=name)
        keys = self.session.keys.labels(entry.id)
        head = Content.assemble((name, "bold"), ("  " + keys if keys else "", "dim"))
        return Content("\n").join([head, Content.styled(f"  {_(entry.help)}", "dim")])

    def action_step(self, by: int) -> None:
        """Light another command."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    @on(Input.Submitted)
    def _accepted(self) -> None:
        # What was typed last may still be on its way to the list.
        found = found_commands(self.query_one(Input).value, self.contexts)
        lit = self.query_one(OptionList).highlighted
        if found and found != self._found:
            self.dismiss(found[0])
        elif found and lit is not None:
            self.dismiss(found[lit])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        if self._found:
            self.dismiss(self._found[event.option_index])

    def action_leave(self) -> None:
        """Do nothing."""
        self.dismiss(None)


def contexts_of(screen: "Screen[object]") -> tuple[Context, ...]:
    """What a palette over this screen offers: its own commands, then those that work everywhere."""
    context = getattr(screen, "context", Context.APP)
    within = (context, Context.CODING) if context in _WITHIN_CODING else (context,)
    return (*within, *getattr(screen, "also", ()), *(() if context is Context.APP else (Context.APP,)))


_WITHIN_CODING = {
    *(Context.BOOK, Context.PICKER, Context.LINE, Context.MEMO),
    *(Context.EDGES, Context.WEIGH, Context.CHOOSE),
}
