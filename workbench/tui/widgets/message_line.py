"""One line that says what happened and how to take it back."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.texts import cut


class MessageLine(Widget):
    """The last sentence; a fault stands out by its mark as well as by its colour."""

    DEFAULT_CSS = """
    MessageLine { height: 1; padding: 0 1; color: $foreground; }
    MessageLine.-fault { color: $error; text-style: bold; }
    """

    sentence: reactive[str] = reactive("")
    fault: reactive[bool] = reactive(False, toggle_class="-fault")

    def say(self, sentence: str) -> None:
        """Tell what happened."""
        self.fault = False
        self.sentence = sentence

    def complain(self, sentence: str) -> None:
        """Tell what could not be done."""
        self.fault = True
        self.sentence = sentence

    def render(self) -> Content:
        """The sentence, cut where it is longer than the line."""
        mark = "⚠ " if self.fault and self.sentence else ""
        return Content(cut(display(mark + self.sentence), self.size.width))
