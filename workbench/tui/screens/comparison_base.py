"""The asking and showing half of the comparison: measured in a thread, one at a time; only the last question counts."""

import threading
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from exports.report import Cell, Kind, Table
from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.logs import unexpected
from workbench.tui.commands import Context, command
from workbench.tui.comparison_desk import ComparisonDesk, Look, comparison_desk
from workbench.tui.comparison_face import face, nothing, sealed_words
from workbench.tui.comparison_spots import Spot, View, told
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.sheets import held_rows
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.completing_line import CompletingLine
from workbench.tui.widgets.footer_line import FooterKey
from workbench.tui.widgets.grid_view import GridView
from workbench.tui.widgets.mode_line import ModeLine
from workbench.workflows.comparing import Comparison

MODE_NAMES = ("codes", "coders", "transcripts", "confusion", "drift", "origin", "rulings")
HEIGHTS = [(0, "-low"), (30, "-high")]
MANY = 5_000
"""Codings from which on figures are shown before their intervals are made."""


class ComparisonBase(PlainScreen):
    """Shows one table of a comparison; what asks for another one is in the classes above it.

    Args:
        session: The open study.

    Attributes:
        look: What is asked for.
        comparison: What was measured last, None before.
        view: The table that is shown, None before there is one.
        sealed: What is open in a blind study and what waits, "" where nothing is sealed.
    """

    context = Context.COMPARISON
    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)
    DEFAULT_CSS = """
    ComparisonBase #face { height: auto; max-height: 3; padding: 0 1; color: $foreground 85%; }
    ComparisonBase.-low #sealed { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    ComparisonBase.-low.-nothing #sealed { height: auto; text-wrap: wrap; }
    ComparisonBase.-low #face { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    ComparisonBase.-low #remarks { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    ComparisonBase #sealed { height: auto; max-height: 3; padding: 0 1; }
    ComparisonBase #what { height: auto; max-height: 3; padding: 0 1; text-style: bold; }
    ComparisonBase #remarks { height: auto; max-height: 2; padding: 0 1; color: $foreground 85%; }
    ComparisonBase #told { height: auto; min-height: 3; max-height: 5; padding: 0 1; border-top: solid $border; }
    """

    VERTICAL_BREAKPOINTS = HEIGHTS

    @dataclass
    class Measured(Message):
        """A table was made; one that was asked for before another is dropped.

        Attributes:
            request: Number of the request.
            look: What was asked for.
            comparison: What was measured.
            view: The table, None where there is nothing to compare.
            sealed: What is sealed, "" for nothing.
            whole: Whether intervals are still to come.
        """

        request: int
        look: Look
        comparison: Comparison
        view: View | None
        sealed: str
        whole: bool = True

    @dataclass
    class Refused(Message):
        """What was asked for cannot be compared."""

        request: int
        sentence: str
        sealed: str

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.grid = GridView(id="grid")
        self.modes = ModeLine(id="modes")
        self.line = CompletingLine(id="line")
        self.desk: ComparisonDesk = comparison_desk(session)
        self.look = self.desk.look
        self.comparison: Comparison | None = None
        self.view: View | None = None
        self.sealed = ""
        self._stood: dict[str, tuple[Cell, str]] = {}
        self._request = 0
        self._shown_at = -1
        self._one_at_a_time = threading.Lock()

    def body(self) -> ComposeResult:
        """Facts, views, title, table, what the number under the cursor is."""
        yield Static("", id="face", markup=False)
        yield Static("", id="sealed", markup=False)
        yield self.modes
        yield Static("", id="what", markup=False)
        yield Static("", id="remarks", markup=False)
        yield self.grid
        yield Static("", id="told", markup=False)
        yield self.line

    def home(self) -> Widget | None:
        """The table has the keys."""
        return self.grid

    # Asking

    def fill(self) -> None:
        """Ask for what was looked at last."""
        self.title_is(_("Comparison"), self.session.name)
        keys = self.session.keys
        names = [f"comparison.show_{name}" for name in MODE_NAMES]
        self.modes.entries = tuple(FooterKey(one, keys.label(one), _(command(one).title)) for one in names)
        self.set_focus(self.grid)
        self.request(self.look)

    def on_screen_resume(self) -> None:
        """Something may have been ruled on, or coded, meanwhile."""
        if self.view is not None and self._shown_at != self.session.study.data_version():
            self.request(self.look)

    def request(self, look: Look) -> None:
        """Ask for a table; whatever was asked for before is not shown any more."""
        self._request += 1
        self.look = look
        self._show_mode()
        self.say(_("Counting…"))
        self._make(self._request, look)

    def change(self, **to: object) -> None:
        """Ask for something else of the same; another kind of table begins with its first."""
        self.request(replace(self.look, **{"table": 0, **to}))  # type: ignore[arg-type]

    @work(thread=True, group="comparison")
    def _make(self, request: int, look: Look) -> None:
        """One after the other, so that keys pressed fast do not measure the study several times at once."""
        with self._one_at_a_time:
            if request == self._request:
                self.post_message(self._outcome(request, look))

    def _outcome(self, request: int, look: Look) -> Message:
        sealed = ""
        try:
            sealed = sealed_words(self.session)
            if self._takes_long(look):
                quick = replace(look, terms=replace(look.terms, interval="none"))
                self.post_message(self._measured(request, quick, sealed, whole=False))
            return self._measured(request, look, sealed)
        except StudyError as error:
            return self.Refused(request, str(error), sealed)
        except Exception as error:  # logged in full, told in brief
            return self.Refused(request, unexpected(error), sealed)

    def _takes_long(self, look: Look) -> bool:
        terms, session = look.terms, self.session
        if terms.interval == "none" or self.desk.is_kept(session, terms):
            return False
        snapshot = session.room.snapshot()
        snapshot.read(session.persons)
        return sum(len(snapshot.codings(coder).ids) for coder in session.persons) > MANY

    def _measured(self, request: int, look: Look, sealed: str, *, whole: bool = True) -> "ComparisonBase.Measured":
        from workbench.tui.comparison_modes import Asked, made

        comparison = self.desk.comparison(self.session, look.terms)
        view = None if nothing(comparison) else made(Asked(self.session, self.desk, look, comparison))
        return self.Measured(request, look, comparison, view, sealed, whole)

    # Showing

    @on(Measured)
    def _take(self, message: Measured) -> None:
        if message.request != self._request:
            return
        self.comparison, self.view = message.comparison, message.view
        self._shown_at = self.session.study.data_version()
        if message.whole:
            self.desk.look = self.look
        self._show_face(message.sealed)
        self.show_view()
        self.say("" if message.whole else _("Making intervals…"))

    @on(Refused)
    def _refuse(self, message: Refused) -> None:
        """Go back to what was shown; where nothing was, say why in the place of a table."""
        if message.request != self._request:
            return
        if self.view is None:
            self._show_sealed(message.sealed)
            self.query_one("#what", Static).update(display(message.sentence))
            self.grid.display = False
            self.add_class("-nothing")
        self.look = self.desk.look
        self._show_mode()
        self.complain(message.sentence)

    def _show_mode(self) -> None:
        self.modes.lit = f"comparison.show_{self.look.mode}"

    def _show_face(self, sealed: str) -> None:
        assert self.comparison is not None
        self.query_one("#face", Static).update(display(" · ".join(face(self.comparison, self.look.terms))))
        self._show_sealed(sealed)

    def _show_sealed(self, sealed: str) -> None:
        self.sealed = sealed
        self.query_one("#sealed", Static).update(display(sealed))
        self.query_one("#sealed", Static).display = bool(sealed)

    def show_view(self) -> None:
        """Show the table, or why there is none."""
        self.grid.display = self.view is not None
        self.set_class(self.view is None, "-nothing")
        if self.view is not None:
            self._show_table(self.view.table)
            self.set_focus(self.home())
        self.tell_what()
        self.tell_spot()

    def _show_table(self, table: Table) -> None:
        """Show it with the cursor where it was in it; for the first time, on the first number."""
        shown = self.grid.table
        if shown is not None and self.grid.row is not None and self.grid.column is not None:
            self._stood[shown.name] = (held_rows(shown)[self.grid.row][0], self.grid.column.name)
        self.grid.show(table)
        if shown is None or shown.name != table.name:
            name, column = self._stood.get(table.name, ("", _first_number(table)))
            names = [row[0] for row in held_rows(table)]
            self.grid.stand_on(row=names.index(name) if name in names else 0, column=column)

    def tell_what(self) -> None:
        """Which table it is, of how many, and how many of its rows are shown."""
        what, remarks = self.query_one("#what", Static), self.query_one("#remarks", Static)
        remarks.display = bool(self.view and self.view.remarks)
        if self.view is None:
            what.update(display(nothing(self.comparison)) if self.comparison is not None else "")
            return
        what.update(display(" · ".join(self._title(self.view))))
        remarks.update(display(" ".join(self.view.remarks)))

    def _title(self, view: View) -> list[str]:
        from workbench.tui.comparison_modes import MODES

        parts, count = [view.title], len(MODES[self.look.mode])
        if count > 1:
            key = self.session.keys.label("comparison.next_table")
            place = self.look.table % count + 1
            parts.append(_("{number} of {count} ({key})").format(number=place, count=count, key=key))
        if self.look.branch and self.comparison is not None:
            parts.append(_("only {names}").format(names=self.comparison.chosen.book.get(self.look.branch).short))
        rows, every = len(self.grid.shown), self.grid.count
        return [*parts, _("{count} of {all}").format(count=rows, all=every)] if rows < every else parts

    # The number under the cursor

    @property
    def spot(self) -> Spot | None:
        """The number under the cursor, None where there is none."""
        row, column = self.grid.row, self.grid.column
        return None if self.view is None or row is None or column is None else self.view.spot(row, column.name)

    @on(GridView.CellLit)
    def _lit(self) -> None:
        self.tell_spot()

    def tell_spot(self) -> None:
        """Say what the number under the cursor is."""
        spot, pane = self.spot, self.query_one("#told", Static)
        pane.display = self.view is not None
        if spot is None or self.comparison is None:
            pane.update("")
            return
        first, _dot, rest = told(spot, self.comparison).partition(" · ")
        pane.update(Content.assemble((display(first), "bold"), display(f" · {rest}" if rest else "")))

    @on(GridView.Arranged)
    def _arranged(self) -> None:
        self.tell_what()


def _first_number(table: Table) -> str:
    """The column of the first figure of the first row; where there is none, the first column."""
    row = next(iter(held_rows(table)), ())
    figures = zip(table.columns, row, strict=False)
    numbers = [
        column.name for column, cell in figures if column.kind in (Kind.NUMBER, Kind.SHARE, Kind.INTEGER) and cell != ""
    ]
    decimals = [
        column.name for column in table.columns if column.kind in (Kind.NUMBER, Kind.SHARE) and column.name in numbers
    ]
    return next(iter((*decimals, *numbers)), table.columns[0].name)
