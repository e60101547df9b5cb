"""Agreement before the rulings and after them, code by code."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from exports.report import Column, Kind, Table
from transcripts.i18n import _, ngettext
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.ruling_desk import ruling_desk
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.grid_view import GridView

if TYPE_CHECKING:
    from workbench.workflows.comparing import CodeFigures
    from workbench.workflows.ruling.before_after import BeforeAfter

Cells = tuple[str | int | float | None, ...]


class RulingAgreementScreen(PlainScreen):
    """A table with one line per code; each figure before, then after."""

    context = Context.AGREEMENT
    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)

    @dataclass
    class Compared(Message):
        """Agreement was worked out."""

        found: "BeforeAfter"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.grid = GridView(whole_rows=True)

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
        def compare() -> Message:
            from workbench.workflows.ruling.before_after import before_and_after

            return self.Compared(before_and_after(self.session.study, ruling_desk(self.session).looking.coder))

        self.post_message(outcome(compare))

    def on_ruling_agreement_screen_compared(self, message: Compared) -> None:
        """Show it."""
        found = message.found
        self.query_one("#what", Static).update(display(" ".join(_sentences(found))))
        self.grid.show(Table("agreement", _columns(), [*_rows(found)], heads=1))
        self.say("")


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


def _columns() -> tuple[Column, ...]:
    return (
        Column("code", _("Short name")),
        Column("agree_before", _("Agree, before"), Kind.SHARE),
        Column("agree_after", _("after"), Kind.SHARE),
        Column("alpha_before", _("Alpha, before"), Kind.NUMBER),
        Column("alpha_after", _("after"), Kind.NUMBER),
        Column("f1_before", _("Character F1, before"), Kind.NUMBER),
        Column("f1_after", _("after"), Kind.NUMBER),
    )


def _rows(found: "BeforeAfter") -> Iterator[Cells]:
    after = {line.code.uuid: line for line in found.after.lines}
    for line in found.before.lines:
        later = after.get(line.code.uuid)
        if any(line.codings) or (later is not None and any(later.codings)):
            yield (line.code.short, *_beside(_figures(line), _figures(later)))


def _beside(before: Cells, after: Cells) -> Iterator[str | int | float | None]:
    for one, other in zip(before, after, strict=True):
        yield from (one, other)


def _figures(line: "CodeFigures | None") -> Cells:
    """Percent agreement, alpha and character F1; None where undefined."""
    if line is None:
        return (None, None, None)
    agreement = line.agreement
    return (agreement.percent.value, agreement.alpha.value, agreement.mean_f1.value)
