"""The menu of findings: every report there is, by the question that it answers; one key or Enter opens it."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.widgets import Static

from exports.report import Column, Table
from transcripts.errors import StudyError
from transcripts.i18n import N_, _
from workbench.logs import unexpected
from workbench.tui.commands import Context, of_context
from workbench.tui.inquiring import warm
from workbench.tui.keys import TYPABLE, KeyTable, character_of
from workbench.tui.messages import Failed
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.grid_view import GridView
from workbench.workflows.findings.registry import kinds
from workbench.workflows.findings.report_kind import ReportKind

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("What matters and what recurs"), ("ranking", "orders", "recurrence", "saturation")),
    (N_("Where voices diverge"), ("divergence", "negative")),
    (N_("What goes with what"), ("matrix", "framework", "categories", "cooccurrence", "sequences", "crosstab")),
    (N_("Words and quotations"), ("quotes", "words")),
    (N_("How it was done"), ("coverage", "codebook", "methods", "recruitment")),
)
LETTERS = {
    **{"ranking": "r", "orders": "o", "recurrence": "e", "saturation": "a", "divergence": "d", "negative": "n"},
    **{"matrix": "m", "framework": "f", "categories": "g", "cooccurrence": "c", "sequences": "u", "crosstab": "t"},
    **{"quotes": "v", "words": "w", "coverage": "y", "codebook": "b", "methods": "h", "recruitment": "i"},
}
"""A letter that stays the same when other reports are added; `q`, `j`, `k` and `s` mean something in every table."""

OTHERS = N_("Others")
ROOMY = 100
"""Columns from which on the groups are shown too."""


def grouped(found: Iterable[ReportKind]) -> Iterator[tuple[str, ReportKind]]:
    """Each report with the title of its group, group by group; what is in none comes last."""
    left = {kind.name: kind for kind in found}
    for title, names in GROUPS:
        for name in names:
            if name in left:
                yield title, left.pop(name)
    for kind in left.values():
        yield OTHERS, kind


def letters(found: Iterable[ReportKind], keys: KeyTable) -> dict[str, ReportKind]:
    """A key for each report: its own, if the settings give that to nothing else; else any that is free."""
    taken = {key for context in (Context.APP, Context.TABLE, Context.FINDINGS) for key in _keys(context, keys)}
    free = [key for key in "abcdefghijklmnopqrstuvwxyz0123456789" if key in TYPABLE and key not in taken]
    chosen: dict[str, ReportKind] = {}
    # Those with a letter of their own choose first.
    for kind in sorted(found, key=lambda one: LETTERS.get(one.name) not in free):
        own = LETTERS.get(kind.name, "")
        others = (one for one in free if one not in LETTERS.values())
        key = own if own in free else next((one for one in others if one not in chosen), "")
        if key:
            chosen[key] = kind
    return chosen


def _keys(context: Context, keys: KeyTable) -> Iterator[str]:
    return (character_of(key) for entry in of_context(context) for key in keys.keys[entry.id])


class FindingsScreen(PlainScreen):
    """A table of reports; what they count is read while the choice is made."""

    context = Context.FINDINGS
    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._kinds = tuple(grouped(kinds()))
        self._letters = letters((kind for _group, kind in self._kinds), session.keys)
        self.grid = GridView(whole_rows=True)

    def body(self) -> ComposeResult:
        """What is looked at, and the table."""
        yield Static("", id="looking", classes="note", markup=False)
        yield self.grid

    def fill(self) -> None:
        """Show the reports, and begin to read what they need."""
        self.title_is(_("Findings of {study}").format(study=self.session.name))
        self.grid.show(self._table())
        self.set_focus(self.grid)
        self._warm()

    def on_screen_resume(self) -> None:
        """A filter may have been set, or taken away, in the meantime."""
        looking = self.session.looking.line() if self.session.looking else ""
        note = self.query_one("#looking", Static)
        note.update(_("Filter: {line}").format(line=looking))
        note.display = bool(looking)

    def _table(self) -> Table:
        columns = [Column("key", _("Key")), Column("report", _("Report")), Column("summary", _("What it answers"))]
        by_name = {kind.name: key for key, kind in self._letters.items()}
        rows = [[by_name.get(kind.name, ""), _(kind.title), _sentence(_(kind.summary))] for _group, kind in self._kinds]
        if self.app.size.width >= ROOMY:
            columns.append(Column("group", _("About")))
            rows = [[*row, _(group)] for row, (group, _kind) in zip(rows, self._kinds, strict=True)]
        return Table("reports", tuple(columns), rows, heads=2)

    @work(thread=True, exclusive=True, group="warm")
    def _warm(self) -> None:
        """Read the columns; if that cannot be, it is told as it would be of a report."""
        try:
            warm(self.session)
        except StudyError as error:
            self.post_message(Failed(str(error)))
        except Exception as error:  # logged in full, told in brief
            self.post_message(Failed(unexpected(error)))

    async def on_key(self, event: events.Key) -> None:
        """A letter opens its report."""
        kind = self._letters.get(event.character or "")
        if kind is not None and not self.prompt.display:
            event.stop()
            self._open(kind)

    @on(GridView.CellChosen)
    def _chosen(self, message: GridView.CellChosen) -> None:
        self._open(self._kinds[message.row][1])

    def action_open(self) -> None:
        """Make the report under the cursor."""
        if self.grid.row is not None:
            self._open(self._kinds[self.grid.row][1])

    def _open(self, kind: ReportKind) -> None:
        from workbench.tui.screens.finding import FindingScreen

        self.app.push_screen(FindingScreen(self.session, kind))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
