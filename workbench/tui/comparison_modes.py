"""The views of a comparison, each with its tables; for a thread, where they are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.tui.comparison_crossed import drift_view, matrix_view, pairs_view, readings_view, trends_view, used
from workbench.tui.comparison_desk import ComparisonDesk, Look
from workbench.tui.comparison_entries import WHOLE, Entry, entries, shown_measures
from workbench.tui.comparison_lines import coders_view, codes_view, pairs_of_coders_view, transcripts_view
from workbench.tui.comparison_settled import consensus_view, origin_view, rulings_view
from workbench.tui.comparison_spots import View
from workbench.tui.session import Session
from workbench.workflows.comparing import Comparison
from workbench.workflows.comparison_crossings import Drifted

if TYPE_CHECKING:
    from workbench.workflows.measuring.measure import Measure
    from workbench.workflows.ruling.before_after import BeforeAfter


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What is to be shown.

    Attributes:
        session: The open study.
        desk: What the sitting keeps.
        look: What is looked at.
        comparison: What was measured.
    """

    session: Session
    desk: ComparisonDesk
    look: Look
    comparison: Comparison

    @property
    def entries(self) -> list[Entry]:
        """The rows of the codes."""
        return entries(self.comparison, all_codes=self.look.all_codes, branch=self.look.branch)

    @property
    def entry(self) -> Entry:
        """The one whose coders and transcripts are told apart."""
        found = {one.key: one for one in entries(self.comparison, all_codes=True)}
        return found.get(self.look.about, found[WHOLE])

    @property
    def measure(self) -> "Measure":
        """The one between coders: the one asked for, or the first that can speak of it."""
        able = shown_measures(self.comparison, self.entry.level)
        return next((one for one in able if one.name == self.look.measure), able[0])

    @property
    def drifts(self) -> list[Drifted]:
        """How each coder went on; worked out once."""
        return self.desk.drifts(self.session, self.look.terms, self.comparison)

    @property
    def rulings(self) -> "BeforeAfter":
        """Agreement before and after the rulings; worked out once."""
        return self.desk.rulings(self.session, self.look.terms)

    @property
    def codes(self) -> list[str]:
        """Uuids of the codes that are set against each other: those used, in the branch shown."""
        book = self.comparison.chosen.book
        inside = {code.uuid for code in book.descendants(self.look.branch)} if self.look.branch else set()
        return [uuid for uuid in used(self.comparison) if not inside or uuid in inside]


Build = Callable[[Asked], View]

MODES: dict[str, tuple[Build, ...]] = {
    "codes": (lambda asked: codes_view(asked.comparison, asked.entries),),
    "coders": (
        lambda asked: coders_view(asked.comparison, asked.entry, asked.measure),
        lambda asked: pairs_of_coders_view(asked.comparison, asked.entry),
    ),
    "transcripts": (lambda asked: transcripts_view(asked.comparison, asked.entry),),
    "confusion": (
        lambda asked: matrix_view(asked.comparison, asked.codes),
        lambda asked: pairs_view(asked.comparison, asked.codes),
    ),
    "drift": (
        lambda asked: drift_view(asked.comparison, asked.drifts),
        lambda asked: trends_view(asked.comparison, asked.drifts),
        lambda asked: readings_view(asked.session.study, asked.comparison),
    ),
    "origin": (lambda asked: origin_view(asked.comparison),),
    "rulings": (
        lambda asked: rulings_view(asked.rulings),
        lambda asked: consensus_view(asked.rulings),
    ),
}


def made(asked: Asked) -> View:
    """The table to show."""
    tables = MODES[asked.look.mode]
    return tables[asked.look.table % len(tables)](asked)
