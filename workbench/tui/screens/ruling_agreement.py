"""Agreement before the rulings and after them, and each coder against the consensus."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from exports.report import Table
from transcripts.i18n import _, ngettext
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.ruling_desk import ruling_desk
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.grid_view import GridView

if TYPE_CHECKING:
    from workbench.workflows.ruling.before_after import BeforeAfter


class RulingAgreementScreen(PlainScreen):
    """Two tables, one at a time: the figures of each code before and after, and each coder's with the consensus."""

    context = Context.AGREEMENT
    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)

    @dataclass
    class Compared(Message):
        """Agreement was worked out.

        Attributes:
            found: Of whom, and how many cases are ruled on.
            tables: What can be shown.
        """

        found: "BeforeAfter"
        tables: tuple[Table, ...]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.grid = GridView(whole_rows=True)
        self._tables: tuple[Table, ...] = ()
        self._shown = 0

    def body(self) -> ComposeResult:
        """What it means, then the table."""
        yield Static("", id="what", classes="note", markup=False)
        yield self.grid

    def fill(self) -> None:
        """Work it out, which takes a moment."""
        self.title_is(_("Agreement before and after the rulings"))
        self.set_focus(self.grid)
        self.say(_("Counting…"))
        self._compare()

    @work(thread=True, exclusive=True, group="agreement")
    def _compare(self) -> None:
        coders = ruling_desk(self.session).looking.coder

        def compare() -> Message:
            from workbench.workflows.ruling.agreement_report import agreement_report
            from workbench.workflows.ruling.before_after import before_and_after

            found = before_and_after(self.session.study, coders)
            blocks = agreement_report(found).blocks
            return self.Compared(found, tuple(block for block in blocks if isinstance(block, Table)))

        self.post_message(outcome(compare))

    @on(Compared)
    def _show(self, message: Compared) -> None:
        self.query_one("#what", Static).update(display(" ".join(_sentences(message.found))))
        self._tables = message.tables
        self.say("")
        self._draw()

    def _draw(self) -> None:
        if self._tables:
            self.grid.show(self._tables[self._shown % len(self._tables)])
        titles = [_("before and after"), _("each coder against the consensus")]
        self.title_is(_("Agreement"), titles[self._shown % len(titles)])

    def action_next_table(self) -> None:
        """The other table."""
        if len(self._tables) > 1:
            self._shown = (self._shown + 1) % len(self._tables)
            self._draw()
        else:
            self.complain(_("Nothing stands in the consensus that coders could be held against yet."))


def _sentences(found: "BeforeAfter") -> Iterator[str]:
    if len(found.coders) < 2 or not found.before.transcripts:
        yield _("Nothing to compare yet: no transcript has been marked as done by two coders.")
        return
    names = ", ".join(coder.name for coder in found.coders)
    yield ngettext(
        "{coders}, {count} transcript.", "{coders}, {count} transcripts.", len(found.before.transcripts)
    ).format(coders=names, count=len(found.before.transcripts))
    yield _("{ruled} of {all} disagreements are ruled on.").format(ruled=found.replaced, all=found.counts.all)
    yield _("After: as if every coder had given what was ruled.")
    yield _("It says how much is settled, not how reliably anyone codes.")
