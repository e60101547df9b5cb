"""Going through the turns of a transcript, saying what each asks. Pure: proposals in, decisions out, nothing drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from transcripts.i18n import _
from workbench.store.guide import QuestionEntry
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.texts import cut
from workbench.workflows.guide_report import BANDS
from workbench.workflows.linking import Decided, ProposedLink

#: Cells of an entry of the legend, at least.
LEGEND = 35
#: Cells of the columns of the table that are the same in every width, of what parts two columns, of the least and
#: the most for the reason, and of the scroll bar.
NUMBER, QUESTION, HOW, SURE, PADDING, LEAST_REASON, MOST_REASON, BAR = 4, 8, 9, 8, 2, 14, 36, 1


class LinkPass:
    """The turns of one transcript, each with what was said of it or what is proposed.

    Args:
        links: In text order.

    Attributes:
        links: As they are now; what is decided here is marked so at once, before it is on the disk.
    """

    def __init__(self, links: Sequence[ProposedLink]) -> None:
        self.links = list(links)

    @property
    def open(self) -> list[int]:
        """Rows of which nothing was said yet."""
        return [row for row, link in enumerate(self.links) if not link.decided]

    def next_open(self, row: int) -> int | None:
        """The next row of which nothing was said yet, from the beginning again after the end; None if there is none."""
        return min(self.open, key=lambda one: (one <= row, one), default=None)

    def next_doubtful(self, row: int) -> int | None:
        """The next open row whose proposal is not strong; None if there is none."""
        doubtful = [one for one in self.open if self.links[one].band != "strong"]
        return min(doubtful, key=lambda one: (one <= row, one), default=None)

    def confirm(self, row: int) -> Decided:
        """What is shown is so."""
        return self._said(row, self.links[row].question, self.links[row].follow_up)

    def confirm_all(self) -> list[Decided]:
        """What is shown of all open rows is so."""
        return [self.confirm(row) for row in self.open]

    def choose(self, row: int, question: QuestionEntry | None) -> Decided:
        """The turn puts this question, or none; it goes on with it where an earlier turn opens it."""
        return self._said(row, question, question is not None and self._opened_before(row, question))

    def turn_round(self, row: int) -> Decided | None:
        """Opening instead of follow-up, or back; None for a turn that puts none."""
        link = self.links[row]
        return None if link.question is None else self._said(row, link.question, not link.follow_up)

    def _opened_before(self, row: int, question: QuestionEntry) -> bool:
        return any(
            link.question is not None and link.question.uuid == question.uuid and not link.follow_up
            for link in self.links[:row]
        )

    def _said(self, row: int, question: QuestionEntry | None, follow_up: bool) -> Decided:
        link = self.links[row]
        self.links[row] = replace(link, question=question, follow_up=follow_up, decided=True, reason="", also=())
        return self.links[row].decision


def column_widths(width: int) -> tuple[int, int, int, int, int, int]:
    """Cells of the columns of the table (number, words, questions, how, how sure, why) in ``width`` cells together."""
    rest = width - NUMBER - QUESTION - HOW - SURE - 6 * PADDING - BAR
    reason = max(LEAST_REASON, min(MOST_REASON, 2 * rest // 5))
    return NUMBER, max(LEAST_REASON, rest - reason), QUESTION, HOW, SURE, reason


def link_cells(link: ProposedLink, widths: Sequence[int]) -> list[str]:
    """A turn as a line of the table: number, words, questions, how, how sure, why.

    Args:
        link: The turn.
        widths: Cells of each column.
    """
    names = [link.question.name if link.question else "–", *(entry.name for entry, _again in link.also)]
    how = (_("follow-up") if link.follow_up else _("opening")) if link.question else ""
    sure = "✓" if link.decided else _(BANDS[link.band])
    words = " ".join(link.turn.text.split())
    cells = (str(link.turn.number), words, " ".join(names), how, sure, link.reason)
    return [cut(display(cell), cells_wide) for cell, cells_wide in zip(cells, widths, strict=True)]


def legend(questions: Sequence[QuestionEntry], keys: Mapping[str, int], width: int) -> str:
    """The digits and the questions that they choose, in columns.

    Args:
        questions: The guide.
        keys: Digit → place of the question.
        width: Cells that there are.
    """
    entries = [(digit, questions[place]) for digit, place in keys.items()]
    columns = max(1, width // (LEGEND + PADDING))
    each = width // columns - PADDING
    shown = [cut(display(f"{digit} {one.name} {one.text}"), each).ljust(each) for digit, one in entries]
    rows = -(-len(shown) // columns)
    return "\n".join("  ".join(shown[row::rows]) for row in range(rows))
