"""One line that is asked for something, below the transcript: words to find, a value, a name."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Label


class PromptLine(Horizontal):
    """Lives in the screen all the time and is shown while something is asked."""

    DEFAULT_CSS = """
    PromptLine { height: 1; display: none; background: $panel; }
    PromptLine Label { padding: 0 1; text-style: bold; color: $accent; }
    PromptLine Input { border: none; height: 1; width: 1fr; padding: 0; background: $panel; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.label = Label("", markup=False)
        self.input = Input(compact=True, select_on_focus=False)
        self.input.cursor_blink = False

    def compose(self) -> ComposeResult:
        """The question, then the answer."""
        yield self.label
        yield self.input

    def ask(self, question: str, text: str | None = "") -> None:
        """Show the line.

        Args:
            question: What is asked.
            text: What stands in the line at first; None where one key is the answer.
        """
        self.label.update(question)
        self.input.display = text is not None
        self.display = True
        if text is not None:
            self.input.value = text
            self.input.cursor_position = len(text)
            self.screen.set_focus(self.input)

    def close(self) -> None:
        """Put it away."""
        self.display = False
