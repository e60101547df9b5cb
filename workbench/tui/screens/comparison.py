"""The comparison: how far coders agree, code by code; Enter opens the passages that lower a figure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import DataTable, Static

from transcripts.i18n import _
from workbench.store.reader import Reader
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.reading import Passage
from workbench.tui.screens.passages import PassagesScreen
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.texts import figure

if TYPE_CHECKING:
    from workbench.workflows.comparing import CodeFigures, Comparison
    from workbench.workflows.disagreeing import Difference

UNITS = ("sentence", "turn")


def difference_passage(found: "Difference") -> Passage:
    """A difference as a line of a list: what kind, and who gave what."""
    sides = []
    for coder, given in zip(found.coders, found.codes, strict=True):
        shorts = ", ".join(code.short for code in given) or "–"
        sides.append(_("{name}: {value}").format(name=coder.name, value=shorts))
    words = found.excerpt
    remark = f"{found.kind.text} · {' | '.join(sides)}"
    turn = words.place.rpartition("§")[2].partition("–")[0]
    number = int(turn) if turn.isdigit() else 0
    return Passage(
        found.transcript, found.name, number, words.participant or words.speaker, found.span, words.text, remark
    )


class ComparisonScreen(PlainScreen):
    """A table with one line per code."""

    context = Context.COMPARISON

    @dataclass
    class Compared(Message):
        """The coders were compared."""

        comparison: "Comparison"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._comparison: Comparison | None = None
        self._coders: tuple[str, ...] = ()
        self._unit = UNITS[0]

    def body(self) -> ComposeResult:
        """What is compared, then the table."""
        yield Static("", id="what", classes="note", markup=False)
        yield DataTable(cursor_type="row")

    def fill(self) -> None:
        """Compare, which takes a moment the first time."""
        self.set_focus(self.query_one(DataTable))
        self.say(_("Counting…"))
        self._compare()

    @work(thread=True, exclusive=True, group="comparison")
    def _compare(self) -> None:
        def work() -> Message:
            from workbench.workflows.comparing import compare

            return self.Compared(compare(self.session.study, coders=self._coders, unit=self._unit))

        self.post_message(outcome(work))

    @on(Compared)
    def _show(self, message: Compared) -> None:
        found = self._comparison = message.comparison
        names = [coder.name for coder in found.coders]
        self.title_is(_("Comparison of {coders}").format(coders=", ".join(names) or "–"))
        self.query_one("#what", Static).update(self._what(found))
        table = self.query_one(DataTable)
        row = table.cursor_row
        table.clear(columns=True)
        table.add_columns(_("Short name"), _("Label"), *names)
        table.add_columns(_("Agree"), _("Alpha"), _("Kappa"), _("Character F1"))
        for line in found.lines:
            table.add_row(*map(Text, self._cells(line, found.language)), key=line.code.uuid)
        table.move_cursor(row=min(row, max(0, table.row_count - 1)))
        self.say("")
        self._why()

    def _what(self, found: "Comparison") -> str:
        if len(found.coders) < 2 or not found.transcripts:
            return _("Nothing to compare yet: no transcript has been marked as done by two coders.")
        unit = _("sentences") if found.unit == "sentence" else _("turns")
        both = ", ".join(name for _uuid, name in found.transcripts)
        sentence = _("On {segments} {unit} of the transcripts that all of them have finished: {names}.")
        return sentence.format(segments=found.segments, unit=unit, names=both)

    def _cells(self, line: "CodeFigures", language: str) -> list[str]:
        agreement = line.agreement
        percent = agreement.percent.value
        return [
            line.code.short,
            line.code.label(language)[:30],
            *map(str, line.codings),
            "–" if percent is None else f"{figure(100 * percent, 1)} %",
            *(figure(one.value) for one in (agreement.alpha, agreement.kappa, agreement.mean_f1)),
        ]

    @on(DataTable.RowHighlighted)
    def _why(self) -> None:
        """Say why a figure of this line is undefined."""
        row = self.query_one(DataTable).cursor_row
        if self._comparison is None or row >= len(self._comparison.lines):
            return
        agreement = self._comparison.lines[row].agreement
        figures = ((_("Alpha"), agreement.alpha), (_("Kappa"), agreement.kappa), (_("Character F1"), agreement.mean_f1))
        because: dict[str, list[str]] = {}
        for name, one in figures:
            if one.reason is not None:
                because.setdefault(one.reason.text, []).append(name)
        told = [
            _("{figures} undefined: {reason}.").format(figures=", ".join(names), reason=reason)
            for reason, names in because.items()
        ]
        self.say(" ".join(told))

    @on(DataTable.RowSelected)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the passages that lower the figures of a code."""
        found, row = self._comparison, self.query_one(DataTable).cursor_row
        if found is None or row >= len(found.lines):
            return
        study, code = self.session.study, found.lines[row].code

        def find() -> "Sequence[Difference]":
            from workbench.workflows.disagreeing import lowering

            return lowering(study, found, code.uuid)

        self._open(_("Disagreements on {code}").format(code=code.label(found.language)), find)

    def action_list(self) -> None:
        """Open all passages on which the coders differ, to look at and to rule on."""
        from workbench.tui.case_filter import CaseFilter
        from workbench.tui.screens.disagreements import DisagreementsScreen

        looking = CaseFilter(coder=self._coders, which="all")
        self.app.push_screen(DisagreementsScreen(self.session, looking))

    def _open(self, title: str, find: "Callable[[], Sequence[Difference]]") -> None:
        def read(_reader: Reader) -> tuple[Passage, ...]:
            return tuple(map(difference_passage, find()))

        self.app.push_screen(PassagesScreen(self.session, title, read))

    def action_coders(self) -> None:
        """Compare the next pair of coders; after the last, all of them."""
        names = [coder.name for coder in self.session.persons]
        choices: list[tuple[str, ...]] = [(), *combinations(names, 2)]
        if len(names) < 3:
            self.complain(_("There are no other coders to compare."))
            return
        self._coders = choices[(choices.index(self._coders) + 1) % len(choices)]
        self.fill()

    def action_unit(self) -> None:
        """Sentence or turn."""
        self._unit = UNITS[1 - UNITS.index(self._unit)]
        self.fill()
