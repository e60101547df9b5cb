"""How a cell of the framework grid is shown: its passages, the categories, the summary, what others wrote."""

from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from exports.report import Column, Kind, Table
from transcripts.i18n import _
from workbench.store.framework import CategoryEntry
from workbench.tui.commands import Context
from workbench.tui.grid_reading import CellPassages, GridSheet, read_passages, sheet_of
from workbench.tui.messages import outcome
from workbench.tui.reading import Passage
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.grid_view import GridView
from workbench.workflows.framework import Place


class CellView(PlainScreen):
    """Shows a cell; what keys do to it is in the class above.

    Args:
        session: The open study.
        sheet: The grid.
        row: Of the participant.
        column: Of the question or code.

    Attributes:
        row: Of the cell shown now.
        column: Likewise.
    """

    context = Context.CELL
    DEFAULT_CSS = """
    CellView #whole { height: auto; min-height: 3; max-height: 30%; padding: 0 1; border-top: solid $border; }
    CellView #categories { height: auto; max-height: 4; padding: 0 1; background: $panel; }
    CellView TextArea {
        height: 20%; min-height: 4; max-height: 8; border: none; border-top: solid $primary; padding: 0 1;
    }
    CellView #others { height: auto; max-height: 4; padding: 0 1; color: $foreground 80%; }
    """

    @dataclass
    class Read(Message):
        """The cell was read.

        Attributes:
            sheet: The grid, with its cells as they are now.
            place: Row and column.
            passages: What stands behind the cell.
        """

        sheet: GridSheet
        place: tuple[int, int]
        passages: CellPassages

    def __init__(self, session: Session, sheet: GridSheet, row: int, column: int) -> None:
        super().__init__(session)
        self.sheet, self.row, self.column = sheet, row, column
        self.passages: CellPassages | None = None
        self.all_words = False
        self.grid = GridView(whole_rows=True)
        self.area = TextArea(soft_wrap=True, tab_behavior="focus", compact=True)
        self.area.cursor_blink = False
        self.saved = ""

    def body(self) -> ComposeResult:
        """Passages, the one under the cursor whole, categories, the summary, what others wrote."""
        yield self.grid
        yield Static("", id="whole", markup=False)
        yield Static("", id="categories", markup=False)
        yield self.area
        yield Static("", id="others", markup=False)

    def fill(self) -> None:
        """Read the cell."""
        if self.focused is not self.area:
            self.set_focus(self.grid)
        self._read(self.row, self.column, self.all_words)

    @work(thread=True, exclusive=True, group="cell")
    def _read(self, row: int, column: int, all_words: bool) -> None:
        def read() -> Message:
            sheet = sheet_of(self.session, self.sheet.grid)
            return self.Read(sheet, (row, column), read_passages(self.session, sheet, row, column, all_words=all_words))

        self.post_message(outcome(read))

    @on(Read)
    def _show(self, message: Read) -> None:
        if message.place != (self.row, self.column):
            return  # one has gone on in the meantime
        self.sheet, self.passages = message.sheet, message.passages
        self.grid.show(_table(message.passages))
        entry = self.sheet.grid.entry(self.row, self.column, self.session.coder.uuid)
        self.saved = entry.body if entry else ""
        if self.focused is not self.area:
            self.area.text = self.saved
        self._tell_categories(entry.category if entry else "")
        self._tell_others()
        if not message.passages.passages:
            self.query_one("#whole", Static).update(_("Nothing was said here."))
        grid = self.sheet.grid
        column = grid.columns[self.column]
        self.title_is(f"{grid.people[self.row].pseudonym} × {column.name} ─ {column.title}")

    @property
    def categories(self) -> tuple[CategoryEntry, ...]:
        """Of the question."""
        return self.sheet.categories.get(self.sheet.grid.columns[self.column].uuid, ())

    def _tell_categories(self, chosen: str) -> None:
        parts: list[Content] = []
        for number, one in enumerate(self.categories, 1):
            mark = "●" if one.uuid == chosen else " "
            words = f"{number} {mark}{display(one.label)}"
            parts.append(Content.styled(words, "bold" if one.uuid == chosen else ""))
        none = _("No categories; c makes the first.") if self.sheet.grid.columns[self.column].is_question else ""
        self.query_one("#categories", Static).update(Content("   ").join(parts) if parts else none)

    def _tell_others(self) -> None:
        """What the other coders wrote; what is sealed was not read."""
        lines = []
        for one in self.session.people.values():
            entry = self.sheet.grid.entry(self.row, self.column, one.uuid)
            if one != self.session.coder and entry is not None:
                said = [self.sheet.labels.get(entry.category, ""), " ".join(entry.body.split())]
                lines.append(display(f"{one.name}: {' · '.join(part for part in said if part)}"))
        self.query_one("#others", Static).update("\n".join(lines))

    @on(GridView.CellLit)
    def _whole(self) -> None:
        if (passage := self.at_cursor()) is not None:
            words = "\n".join(map(display, passage.text.split("\n")))
            self.query_one("#whole", Static).update(words)

    def at_cursor(self) -> Passage | None:
        """The passage under the cursor."""
        row, found = self.grid.row, self.passages.passages if self.passages else ()
        return found[row] if row is not None and row < len(found) else None

    @property
    def cell(self) -> Place:
        """Which cell this is."""
        grid = self.sheet.grid
        return Place(grid.people[self.row].uuid, grid.columns[self.column].uuid)


def _table(found: CellPassages) -> Table:
    columns = (
        Column("linked", "●"),
        Column("place", _("Transcript")),
        Column("turn", "§", Kind.INTEGER),
        Column("said", _("Said of it")),
        Column("passage", _("Passage")),
    )
    rows = [
        ("●" if linked else "", one.name, one.turn or None, one.remark, one.text)
        for one, linked in zip(found.passages, found.linked, strict=True)
    ]
    return Table("passages", columns, rows, heads=1)
