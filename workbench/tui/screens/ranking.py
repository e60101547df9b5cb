"""The ranking: which codes of a branch most participants name, drawn and as figures; Enter opens what is behind one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable, Static

from transcripts.i18n import _
from workbench.store import codes
from workbench.store.reader import Reader
from workbench.tui.commands import Context
from workbench.tui.messages import outcome
from workbench.tui.reading import Passage, passages_of
from workbench.tui.screens.passages import PassagesScreen
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.widgets.texts import cut, figure

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.importance import Objective
    from workbench.workflows.reporting import Ranking, RankingReport

FIGURES = 7
"""Columns before those of the participants."""


class RankingScreen(PlainScreen):
    """One layer's ranking of one branch: the figure above, its numbers below."""

    context = Context.RANKING
    DEFAULT_CSS = """
    RankingScreen #plot { height: auto; max-height: 55%; padding: 0 1; }
    RankingScreen DataTable { border-top: solid $border; }
    """

    @dataclass
    class Ranked(Message):
        """A ranking was made."""

        report: "RankingReport"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._layer = session.coder.name if session.blind else ""
        self._branch = ""
        self._ranking: Ranking | None = None
        self._language = session.language

    def body(self) -> ComposeResult:
        """The figure, the numbers."""
        with VerticalScroll(id="plot", can_focus=False):
            yield Static("", markup=False)
        yield DataTable(cursor_type="cell")

    def fill(self) -> None:
        """Rank, which takes a moment the first time."""
        self.set_focus(self.query_one(DataTable))
        self.say(_("Counting…"))
        self._rank()

    @work(thread=True, exclusive=True, group="ranking")
    def _rank(self) -> None:
        def work() -> Message:
            from workbench.workflows.reporting import ranking

            return self.Ranked(ranking(self.session.study, layer=self._layer, branch=self._branch))

        self.post_message(outcome(work))

    @on(Ranked)
    def _show(self, message: Ranked) -> None:
        report = message.report
        own = [one for one in report.rankings if one.layer.uuid == self.session.coder.uuid]
        ranking = self._ranking = (own or list(report.rankings))[0]
        branch = report.branch.label(report.language) if report.branch else _("all branches")
        count = len(ranking.participants)
        title = _("Ranking of {branch} ─ codings of {layer} ─ {count} participants read, {unread} not yet")
        self.title_is(title.format(branch=branch, layer=ranking.layer.name, count=count, unread=len(ranking.unread)))
        self._draw()
        self._fill_table(ranking)
        if ranking.reason:
            self.complain(ranking.reason)
        elif len(report.rankings) > 1:
            key = self.session.keys.label("ranking.layer")
            self.say(_("There is no consensus yet; {key} shows the other coders.").format(key=key))
        else:
            self.say("")

    def on_resize(self) -> None:
        """The figure is as wide as the screen."""
        self._draw()

    def _draw(self) -> None:
        if self._ranking is not None:
            from exports.plots import ranking_lines
            from workbench.workflows.ranking_report import plot_of

            lines = ranking_lines(plot_of(self._ranking, self._language), width=max(40, self.size.width - 4))
            self.query_one("#plot Static", Static).update(Content("\n".join(lines)))

    def _fill_table(self, ranking: "Ranking") -> None:
        table = self.query_one(DataTable)
        place = table.cursor_coordinate
        table.clear(columns=True)
        table.add_columns("", _("Label"), _("Participants"), _("Wilson 95 %"), _("Ranks"), _("Strength"), _("Mentions"))
        table.add_columns(*ranking.participants)
        for code, line in ranking.lines:
            names, rejects = ranking.voices(line.theme)
            who = ["●" if one in names else "×" if one in rejects else "·" for one in ranking.participants]
            table.add_row(*map(Text, [*self._figures(code, line, len(ranking.participants)), *who]), key=code.uuid)
        if table.row_count:
            table.move_cursor(row=min(place.row, table.row_count - 1), column=place.column)

    def _figures(self, code: "Code", line: "Objective", count: int) -> list[str]:
        label = cut(code.label(self._language), 30)
        notes = []
        if line.single is not None and self._ranking is not None:
            notes.append(_("single voice: {who}").format(who=self._ranking.pseudonyms[line.single]))
        elif line.minority:
            notes.append(_("minority"))
        named = _("{count} of {all}").format(count=line.supported, all=count) + (f" ({notes[0]})" if notes else "")
        interval = "–" if line.interval is None else "–".join(map(figure, line.interval))
        ranks = "–" if line.ranks is None else "–".join(figure(value, 1) for value in line.ranks)
        rank = f"{line.rank}=" if line.tied else f"{line.rank}"
        return [rank, label, named, interval, ranks, figure(line.strength.value), str(line.mentions)]

    @on(DataTable.CellSelected)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the passages behind the line, or behind one participant's cell."""
        ranking, table = self._ranking, self.query_one(DataTable)
        if ranking is None or not table.row_count:
            return
        at: Coordinate = table.cursor_coordinate
        code = list(ranking.lines)[at.row][0]
        who = ranking.participants[at.column - FIGURES] if at.column >= FIGURES else None
        study, names = self.session.study, self.session.names

        def read(reader: Reader) -> tuple[Passage, ...]:
            from workbench.workflows.reporting import passages

            return passages_of(reader, passages(study, ranking, code=code.uuid, participant=who), coders=names)

        title = _("{code}, codings of {layer}").format(code=code.label(self._language), layer=ranking.layer.name)
        self.app.push_screen(PassagesScreen(self.session, f"{title} ─ {who}" if who else title, read))

    def action_layer(self) -> None:
        """Rank by the next coder's codings, or the consensus."""
        if self.session.blind:
            self.complain(_("This study is blind: only your own codings are counted until everyone is done."))
            return
        names = [coder.name for coder in self.session.people.values()]
        shown = self._ranking.layer.name if self._ranking else self._layer
        self._layer = names[(names.index(shown) + 1) % len(names)] if shown in names else names[0]
        self.fill()

    def action_branch(self) -> None:
        """Rank the next branch of the codebook."""
        book = codes.book(self.session.study.reader)
        branches = [code.uuid for code in book.children(None) if book.children(code.uuid)]
        if not branches:
            self.complain(_("The codebook has no branches."))
            return
        # What is ranked at first, without a branch asked for, is the branch of the codes shown.
        shown = self._branch or (self._ranking.codes[0].parent if self._ranking and self._ranking.codes else None)
        self._branch = branches[(branches.index(shown) + 1) % len(branches)] if shown in branches else branches[0]
        self.fill()
