"""What a number of a comparison means: what it is of, how it is made, and all that was compared."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from transcripts.i18n import _
from workbench.tui.comparison_spots import Spot, View, measure_of, told
from workbench.tui.inquiring import Answer, Question
from workbench.tui.screens.explanation import ExplanationScreen
from workbench.tui.session import Session
from workbench.tui.sheets import Sheet
from workbench.tui.widgets.cell_widths import display
from workbench.workflows.comparison_paragraph import paragraph
from workbench.workflows.comparison_report import comparison_report

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison


class ComparisonExplanation(ExplanationScreen):
    """The number that was looked at first, then the table and the whole comparison, with a paragraph for the article.

    Args:
        session: The open study.
        comparison: What was measured.
        view: The table that is shown.
        spot: The number under the cursor, None where there is none.
    """

    def __init__(self, session: Session, comparison: "Comparison", view: View, spot: Spot | None) -> None:
        sheet = Sheet(view.title, view.table)
        super().__init__(session, Answer(Question("agreement"), comparison_report(comparison), (sheet,), False), sheet)
        self._comparison = comparison
        self._view = view
        self._spot = spot

    def fill(self) -> None:
        """Say of what."""
        super().fill()
        self.title_is(_("What the numbers mean"), self._view.title)

    def _lines(self) -> Iterator[Content]:
        spot, measure = self._spot, measure_of(self._spot)
        if spot is not None:
            yield Content.styled(_("This number"), "bold underline")
            yield Content(display(told(spot, self._comparison)))
            if measure is not None:
                yield Content(display(measure.told))
            yield Content("")
        for remark in self._view.remarks:
            yield Content(display(remark))
        if self._view.remarks:
            yield Content("")
        yield from super()._lines()
        if self._comparison.transcripts:
            yield Content.styled(_("For the methods section"), "bold underline")
            yield Content(display(paragraph(self._comparison)))
