"""A few rows of which one is chosen, above the message line."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static


class ChoiceList(Static):
    """Lives in the screen all the time and is shown while something is chosen."""

    DEFAULT_CSS = """
    ChoiceList { display: none; height: auto; max-height: 10; padding: 0 1; }
    ChoiceList { background: $panel; border-top: solid $primary; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(Content(""), id=id, markup=False)
        self._title = ""
        self._rows: Sequence[tuple[str, str]] = ()
        self._lit = 0

    def open(self, title: str, rows: Sequence[tuple[str, str]], lit: str | None) -> None:
        """Show rows to choose from.

        Args:
            title: What is chosen.
            rows: What each stands for (such as a uuid), and its words.
            lit: The one that is lit at first.
        """
        self._title, self._rows = title, rows
        names = [name for name, _words in rows]
        self._lit = names.index(lit) if lit in names else 0
        self.display = True
        self._draw()

    def move(self, by: int) -> None:
        """Light another row; past the last comes the first."""
        self._lit = (self._lit + by) % len(self._rows)
        self._draw()

    @property
    def lit(self) -> str:
        """What the lit row stands for."""
        return self._rows[self._lit][0]

    @property
    def names(self) -> tuple[str, ...]:
        """What all rows stand for."""
        return tuple(name for name, _words in self._rows)

    def close(self) -> None:
        """Put it away."""
        self.display = False

    def _draw(self) -> None:
        lines = [Content.styled(self._title, "bold")]
        for index, (_name, words) in enumerate(self._rows):
            lit = index == self._lit
            lines.append(Content.styled(("▶ " if lit else "  ") + words, "reverse" if lit else ""))
        first = max(0, min(self._lit - 3, len(lines) - 9))
        self.update(Content("\n").join([lines[0], *lines[1 + first : 9 + first]]))
