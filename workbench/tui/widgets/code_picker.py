"""The picker: a few letters, the codes that they may mean, and the code that they would make."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from codebook.book import Codebook
from codebook.code import Code
from codebook.palette import colour_of
from transcripts.i18n import _
from workbench.tui.themes import legible
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.code_matching import NewCode, matching_codes, new_code
from workbench.tui.widgets.texts import cut, fill

ROWS = 7


@dataclass(frozen=True, slots=True)
class Choice:
    """What was picked: codes that exist, and perhaps one to be made."""

    codes: tuple[str, ...]
    new: NewCode | None = None


class CodePicker(Vertical):
    """Lives in the screen all the time and is shown while a code is sought, so that no key comes too early."""

    DEFAULT_CSS = """
    CodePicker { height: auto; display: none; background: $panel; border-top: solid $primary; }
    CodePicker Input { border: none; height: 1; padding: 0 1; background: $panel; }
    CodePicker Static { height: auto; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @dataclass
    class Clicked(Message):
        """A row was clicked: what the mouse picked."""

        choice: Choice

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.input = Input(compact=True, select_on_focus=False)
        self.input.cursor_blink = False
        self._list = Static(Content(""), markup=False)
        self._book = Codebook()
        self._language = "fr"
        self._recent: Sequence[str] = ()
        self._keys: dict[str, str] = {}
        self._rows: list[Code | NewCode] = []
        self._marked: dict[str, None] = {}
        self._row = 0

    def compose(self) -> ComposeResult:
        """The codes above, the line below, where the eyes are."""
        yield self._list
        yield self.input

    def open(
        self, book: Codebook, *, language: str, recent: Sequence[str], keys: dict[str, str], text: str = ""
    ) -> None:
        """Begin to look for a code.

        Args:
            book: Where to look.
            language: The language of the labels.
            recent: uuids of the codes applied lately, the last one first.
            keys: Key to the uuid of the code that it applies; shown so that they are learned.
            text: What stands in the line at first.
        """
        self._book, self._language, self._recent = book, language, recent
        self._keys = {uuid: key for key, uuid in keys.items()}
        self._marked.clear()
        self.input.placeholder = _("letters of a code, or a new name (branch/name)")
        with self.prevent(Input.Changed):
            self.input.value = text
        self.input.cursor_position = len(text)
        self.display = True
        self.screen.set_focus(self.input)
        self.look()

    def close(self) -> None:
        """Put it away."""
        self.display = False

    def look(self) -> None:
        """Find anew for what the line holds now."""
        near = self._recent[0] if self._recent else None
        query = self.input.value
        matches = matching_codes(query, self._book, recent=self._recent, near=near)
        offer = new_code(query, self._book, near=near)
        self._rows = [*(match.code for match in matches), *([offer] if offer else [])]
        self._row = 0
        self._draw()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Text that came by the mouse's paste; keys have looked already."""
        event.stop()
        self.look()

    def move(self, by: int) -> None:
        """Light another row; past the last comes the first."""
        if self._rows:
            self._row = (self._row + by) % len(self._rows)
            self._draw()

    def mark(self) -> None:
        """Mark the lit code, or take its mark away, and begin a new search."""
        row = self._rows[self._row] if self._rows else None
        if isinstance(row, Code):
            if row.uuid in self._marked:
                del self._marked[row.uuid]
            else:
                self._marked[row.uuid] = None
            with self.prevent(Input.Changed):
                self.input.value = ""
            self.look()

    def choice(self) -> Choice | None:
        """What Enter would apply; None where that is nothing.

        With marks and an empty line, the marked codes only: the lit row is then just the first of all.
        """
        row = self._rows[self._row] if self._rows else None
        marked = tuple(self._marked)
        if marked and not self.input.value.strip():
            return Choice(marked)
        if isinstance(row, Code):
            return Choice(tuple(dict.fromkeys([*marked, row.uuid])))
        if isinstance(row, NewCode):
            return Choice(marked, row)
        return Choice(marked) if marked else None

    def on_click(self, event: events.Click) -> None:
        """Pick the row under the mouse."""
        place = event.get_content_offset(self._list)
        if place is not None:
            row = self._first + place.y - bool(self._marked)
            if 0 <= row < len(self._rows):
                self._row = row
                picked = self._rows[row]
                codes = dict.fromkeys(self._marked)
                if isinstance(picked, Code):
                    self.post_message(self.Clicked(Choice(tuple({**codes, picked.uuid: None}))))
                else:
                    self.post_message(self.Clicked(Choice(tuple(codes), picked)))

    @property
    def _first(self) -> int:
        """The row on top: the lit one is always in sight."""
        return max(0, min(self._row - ROWS // 2, len(self._rows) - ROWS))

    def _draw(self) -> None:
        width = max(20, (self.size.width or self.screen.size.width) - 2)
        lines = [self._marked_line(width)] if self._marked else []
        shown = self._rows[self._first : self._first + ROWS]
        lines += [self._line(row, self._first + index == self._row, width) for index, row in enumerate(shown)]
        if not self._rows:
            lines.append(Content.styled(_("No code has these letters."), "dim"))
        self._list.update(Content("\n").join(lines))

    def _marked_line(self, width: int) -> Content:
        shorts = ", ".join(self._book.get(uuid).short for uuid in self._marked)
        return Content.styled(cut(_("Marked: {codes}").format(codes=shorts), width), "bold")

    def _line(self, row: Code | NewCode, lit: bool, width: int) -> Content:
        pointer = "▶ " if lit else "  "
        if isinstance(row, NewCode):
            words = _("new code “{label}” at the top").format(label=row.label)
            if row.parent is not None:
                branch = row.parent.label(self._language)
                words = _("new code “{label}” under {branch}").format(label=row.label, branch=branch)
            return Content.styled(fill(display(f"{pointer}+ {words}"), width), "reverse" if lit else "")
        colour = legible(colour_of(self._book, row), self.app.theme)
        mark = "✓" if row.uuid in self._marked else self._keys.get(row.uuid, " ")
        path = " > ".join(step.label(self._language) for step in self._book.path(row.uuid)[:-1])
        name = f" {fill(row.short, 12)} {row.label(self._language)}" + (f"  ({path})" if path else "")
        line = Content.assemble(f"{pointer}{mark} ", ("■", colour), fill(display(name), width - 5))
        return line.stylize("reverse") if lit else line
