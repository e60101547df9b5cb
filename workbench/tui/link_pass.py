"""Going through the turns of a transcript, saying what each asks. Pure: proposals in, decisions out, nothing drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from transcripts.i18n import _
from workbench.store.guide import QuestionEntry
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.texts import cut
from workbench.workflows.guide_report import BANDS
from workbench.workflows.linking import Decided, ProposedLink

#: Cells of an entry of the legend, of the columns beside the words of a turn, and of the reason among them.
LEGEND, BESIDE, REASON = 38, 66, 32


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


def link_cells(link: ProposedLink, room: int) -> list[str]:
    """A turn as a line of the table: number, words, questions, how, how sure, why.

    Args:
        link: The turn.
        room: Cells for its words.
    """
    names = [link.question.name if link.question else "–", *(entry.name for entry, _again in link.also)]
    how = (_("follow-up") if link.follow_up else _("opening")) if link.question else ""
    sure = "✓" if link.decided else _(BANDS[link.band])
    words = " ".join(link.turn.text.split())
    return [str(link.turn.number), cut(words, room), " ".join(names), how, sure, cut(link.reason, REASON)]


def legend(questions: Sequence[QuestionEntry], keys: Mapping[str, int], width: int) -> str:
    """The digits and the questions that they choose, in columns.

    Args:
        questions: The guide.
        keys: Digit → place of the question.
        width: Cells that there are.
    """
    entries = [(digit, questions[place]) for digit, place in keys.items()]
    shown = [cut(display(f"{digit} {one.name} {one.text}"), LEGEND).ljust(LEGEND) for digit, one in entries]
    columns = max(1, width // (LEGEND + 2))
    rows = -(-len(shown) // columns)
    return "\n".join("  ".join(shown[row::rows]) for row in range(rows))
