"""The comparison: how far coders agree, seen seven ways; Enter opens the passages that lower a number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from exports.report import Pointer
from transcripts.i18n import _
from workbench.store.reader import Reader
from workbench.tui.case_filter import CaseFilter
from workbench.tui.comparison_spots import Spot
from workbench.tui.messages import outcome
from workbench.tui.reading import Passage, pointed_passages
from workbench.tui.ruling_desk import ruling_desk
from workbench.tui.screens.comparison_asking import ComparisonAsking
from workbench.tui.screens.exporting import Exporting
from workbench.tui.screens.narrowing import Narrowing
from workbench.tui.screens.passages import MOST, PassagesScreen
from workbench.tui.widgets.grid_view import GridView

if TYPE_CHECKING:
    from workbench.tui.screens.plain import PlainScreen


TRIED = 3
"""Transcripts that are looked into first for passages to rule on."""


class ComparisonScreen(ComparisonAsking, Narrowing, Exporting):
    """What keys do to a number: its passages, its meaning, a file."""

    _looked_before: CaseFilter | None = None

    @dataclass
    class Cases(Message):
        """What lowers a number are passages on which somebody can rule.

        Attributes:
            of: What the number is about.
            codings: uuids of the codings there.
            ruling: Whether to rule at once, and not to see the list first.
        """

        of: str
        codings: frozenset[str]
        ruling: bool

    @dataclass
    class Behind(Message):
        """The passages behind a number were found; nobody can rule on them here."""

        of: str
        pointers: Sequence[Pointer]

    # Passages

    @on(GridView.CellChosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the passages that lower the number under the cursor."""
        self._open(ruling=False)

    def action_rule(self) -> None:
        """Rule on them at once."""
        self._open(ruling=True)

    def _open(self, *, ruling: bool) -> None:
        spot = self.spot
        if spot is None:
            return
        if spot.behind is None:
            self.say(_("No passage stands behind this number."))
        else:
            self._find(spot, ruling=ruling)

    @work(thread=True, exclusive=True, group="behind")
    def _find(self, spot: Spot, *, ruling: bool) -> None:
        self.post_message(outcome(lambda: self._found(spot, ruling=ruling)))

    def _found(self, spot: Spot, *, ruling: bool) -> Message:
        from workbench.store import codings

        assert spot.behind is not None
        pointers = spot.behind()
        numbers = [one.coding for one in pointers if one.coding]
        if (spot.agreed and not ruling) or not self._can_rule(pointers):
            return self.Behind(spot.of, pointers)
        return self.Cases(spot.of, frozenset(codings.uuids(self.session.study.reader, numbers).values()), ruling)

    def _can_rule(self, pointers: Sequence[Pointer]) -> bool:
        """Whether persons differ on any of these passages; a few transcripts mostly tell."""
        from workbench.store import codings
        from workbench.workflows.ruling.queueing import queue

        study, texts = self.session.study, list(dict.fromkeys(one.transcript for one in pointers))
        for some in (*([one] for one in texts[:TRIED]), texts[TRIED:]):
            numbers = [one.coding for one in pointers if one.transcript in some and one.coding]
            uuids = list(codings.uuids(study.reader, numbers).values())
            if uuids and queue(study, codings=uuids, which="all", seal=self.session.seal).cases:
                return True
        return False

    @on(Cases)
    def _open_cases(self, message: Cases) -> None:
        """In the list of disagreements, or the screen of rulings, the costliest first."""
        from workbench.tui.screens.disagreements import DisagreementsScreen
        from workbench.tui.screens.ruling import RulingScreen

        desk = ruling_desk(self.session)
        self._looked_before = desk.looking
        about = _("what lowers {number}").format(number=message.of)
        which = "open" if message.ruling else "all"
        looking = CaseFilter(which=which, order="cost", codings=message.codings, about=about)
        screen: PlainScreen = DisagreementsScreen(self.session, looking)
        if message.ruling:
            desk.looking = looking
            screen = RulingScreen(self.session)
        self.app.push_screen(screen)

    def on_screen_resume(self) -> None:
        """The list of disagreements is for everything again."""
        self._forget_number()
        super().on_screen_resume()

    def on_unmount(self) -> None:
        """The same where another screen takes the place of this one."""
        self._forget_number()

    def _forget_number(self) -> None:
        if self._looked_before is not None:
            ruling_desk(self.session).looking = self._looked_before
            self._looked_before = None

    @on(Behind)
    def _open_passages(self, message: Behind) -> None:
        from workbench.workflows.findings.passages import Passages

        pointers = message.pointers[:MOST]
        if not pointers:
            self.say(_("No passage lowers this number."))
            return
        passages = Passages(self.session.study)

        def read(reader: Reader) -> Iterator[Passage]:
            return pointed_passages(reader, pointers, passages)

        self.app.push_screen(PassagesScreen(self.session, message.of, read, count=len(message.pointers)))

    def action_list(self) -> None:
        """Open all passages on which the coders differ, to look at and to rule on."""
        from workbench.tui.screens.disagreements import DisagreementsScreen

        looking = CaseFilter(coder=self.look.terms.coders, which="all")
        self.app.push_screen(DisagreementsScreen(self.session, looking))

    # Meaning

    def action_definition(self) -> None:
        """What the number under the cursor is, how it is made, and what was compared."""
        from workbench.tui.screens.comparison_explanation import ComparisonExplanation

        if self.view is not None and self.comparison is not None:
            remarks = (*self.view.remarks, *([self.sealed] if self.sealed else []))
            view = replace(self.view, remarks=remarks)
            self.app.push_screen(ComparisonExplanation(self.session, self.comparison, view, self.spot))

    # Files

    def action_export(self) -> None:
        """Write what is shown to a file, and the whole comparison with it where the format holds it."""
        if self.view is not None:
            self.ask_where(f"{self.session.study.path.stem}-comparison.xlsx")

    def write_file(self, path: Path) -> str:
        """Write what is shown, in the order in which it is shown."""
        from workbench.tui.comparison_files import arranged, write

        assert self.comparison is not None and self.view is not None
        return write(self.comparison, arranged(self.view, self.grid.shown), self.look, path)
