"""A line to type ``name=value`` words into, with what may come next above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Label, Static

from workbench.tui.widgets.cell_widths import display, fit
from workbench.tui.widgets.line_completion import Candidate, Field, candidates

NAMES = 24


class _Typed(Input):
    """The line itself; Tab and the arrows are for the list above it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "take", show=False),
        Binding("down,ctrl+n", "light(1)", show=False),
        Binding("up", "light(-1)", show=False),
    ]

    @dataclass
    class Lit(Message):
        """Another candidate is wanted."""

        by: int

    @dataclass
    class Taken(Message):
        """The lit candidate is wanted."""

    def action_take(self) -> None:
        self.post_message(self.Taken())

    def action_light(self, by: int) -> None:
        self.post_message(self.Lit(by))


class CompletingLine(Vertical):
    """Lives in a screen all the time and is shown while something is asked."""

    DEFAULT_CSS = """
    CompletingLine { height: auto; display: none; background: $panel; }
    CompletingLine #candidates { height: auto; max-height: 7; padding: 0 1; border-top: solid $primary; }
    CompletingLine Horizontal { height: 1; }
    CompletingLine Label { padding: 0 1; text-style: bold; color: $accent; }
    CompletingLine Input { border: none; height: 1; width: 1fr; padding: 0; background: $panel; }
    """

    @dataclass
    class Accepted(Message):
        """Enter was pressed.

        Attributes:
            text: What stands in the line.
        """

        text: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.label = Label("", markup=False)
        self.input = _Typed(compact=True, select_on_focus=False)
        self.input.cursor_blink = False
        self._fields: Sequence[Field] = ()
        self._found: list[Candidate] = []
        self._lit = 0

    def compose(self) -> ComposeResult:
        """What may come, and the line."""
        yield Static("", id="candidates", markup=False)
        with Horizontal():
            yield self.label
            yield self.input

    def ask(self, question: str, text: str, fields: Sequence[Field]) -> None:
        """Show the line, with ``text`` in it to begin with."""
        self.label.update(question)
        self._fields = fields
        self.input.value = text
        self.input.cursor_position = len(text)
        self.display = True
        self.screen.set_focus(self.input)
        self._look()

    def know(self, fields: Sequence[Field]) -> None:
        """Take other names and values, which took longer to read."""
        self._fields = fields
        self._look()

    def close(self) -> None:
        """Put it away."""
        self.display = False

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._look()

    def _look(self) -> None:
        self._found = candidates(self.input.value, self.input.cursor_position, self._fields)
        self._lit = 0
        self._draw()

    @on(_Typed.Lit)
    def _light(self, message: _Typed.Lit) -> None:
        if self._found:
            self._lit = (self._lit + message.by) % len(self._found)
            self._draw()

    @on(_Typed.Taken)
    def _take(self) -> None:
        if self._found:
            text, cursor = self._found[self._lit].put_into(self.input.value)
            self.input.value = text
            self.input.cursor_position = cursor
            self._look()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Accepted(event.value))

    def _draw(self) -> None:
        lines = [
            Content.styled(_row(one, lit=place == self._lit), "reverse" if place == self._lit else "")
            for place, one in enumerate(self._found)
        ]
        shown = self.query_one("#candidates", Static)
        shown.update(Content("\n").join(lines))
        shown.display = bool(lines)


def _row(candidate: Candidate, *, lit: bool) -> str:
    mark = "▶ " if lit else "  "
    return (
        f"{mark}{fit(candidate.text.strip(), NAMES)}  {display(candidate.title)}"
        if candidate.title
        else mark + display(candidate.text.strip())
    )
