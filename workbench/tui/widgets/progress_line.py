"""What is being done in the background, and how far it is."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from transcripts.i18n import _
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.texts import cut, grouped

LONGEST_BAR = 40


def percent(done: int, total: int) -> int:
    """Rounded down: 100 only where everything is done."""
    return min(100, 100 * done // total) if total > 0 else 0


def progress_bar(done: int, total: int, width: int) -> str:
    """A bar of ``width`` cells, and how much is done beside it."""
    filled = width * done // total if total > 0 else 0
    filled = max(0, min(width, filled))
    return "█" * filled + "░" * (width - filled)


class ProgressLine(Widget):
    """One line with a bar; hidden while nothing is being done."""

    DEFAULT_CSS = """
    ProgressLine { height: 1; padding: 0 1; display: none; }
    ProgressLine.-shown { display: block; }
    """

    what: reactive[str] = reactive("")
    done: reactive[int] = reactive(0)
    total: reactive[int] = reactive(0)

    def tell(self, what: str, done: int, total: int) -> None:
        """Show how far it is; nothing where ``what`` is ""."""
        self.what, self.done, self.total = what, done, total
        self.set_class(bool(what), "-shown")

    def render(self) -> Content:
        """Bar, share, and words, in the width there is."""
        width = self.content_size.width
        words = display(self.what)
        if self.total <= 0:
            return Content(cut(f"{words} …", width))
        counted = _("{done} of {total}").format(done=grouped(self.done), total=grouped(self.total))
        room = min(LONGEST_BAR, max(6, width // 4))
        line = f"{progress_bar(self.done, self.total, room)} {percent(self.done, self.total)} %  {words} · {counted}"
        return Content(cut(line, width))
