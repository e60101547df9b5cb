"""The first line of the coding screen: which study, who speaks, who codes, how far, and what is on the disk."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from transcripts.i18n import _
from workbench.tui.widgets.texts import cut


@dataclass(frozen=True, slots=True)
class Heading:
    """What the line says.

    Attributes:
        study: File name of the study.
        place: Participant and category, or the transcript's name.
        coder: Who codes.
        blind: Whether the others' codings are sealed.
        done: Whether this transcript is done.
        coded: Share of the transcript that is coded, 0 to 1; None while it is not known.
        saved: Time of the last act on the disk, "" if there was none yet; "…" while one is under way.
        suggesting: How far the reading for suggestions is, such as ``suggestions 34 %``; "" for nothing.
        question: The question of the guide in force, such as ``Q1 ▸ Pourquoi ?``; "" if none.
    """

    study: str = ""
    place: str = ""
    coder: str = ""
    blind: bool = False
    done: bool = False
    coded: float | None = None
    saved: str = ""
    question: str = ""
    suggesting: str = ""


#: Cells of a question under which its name alone says more.
LEAST_OF_QUESTION = 20


def heading_parts(heading: Heading, width: int) -> tuple[str, str, str]:
    """Left, rule and right of the line, in ``width`` cells together.

    What matters least goes first where room is short: the program's name, then the study, then the end of the question
    in force, then the end of the place.
    """
    right = f" {' · '.join(_facts(heading))} "
    room = width - cell_len(right) - 1
    question = f" ─ {heading.question}" if heading.question else ""
    lefts = [
        f" workbench  {heading.study} ─ {heading.place}{question} ",
        f" {heading.study} ─ {heading.place}{question} ",
        f" {heading.place}{_shortened(question, room - cell_len(heading.place) - 2)} ",
        f" {heading.place} ",
    ]
    left = next((text for text in lefts if cell_len(text) <= room), None) or f" {cut(heading.place, room - 2)} "
    return left, "─" * max(0, width - cell_len(left) - cell_len(right)), right


def _shortened(question: str, room: int) -> str:
    """As much of the question as there is room for, at least its name."""
    return cut(question, room) if room >= LEAST_OF_QUESTION else question.partition(" ▸")[0]


def _facts(heading: Heading) -> list[str]:
    facts = [_("coder {name}").format(name=heading.coder)] if heading.coder else []
    if heading.blind:
        facts.append(_("blind"))
    if heading.coded is not None:
        facts.append(_("{share} % coded").format(share=_percent(heading.coded)))
    if heading.done:
        facts.append(_("done"))
    if heading.suggesting:
        facts.append(heading.suggesting)
    if heading.saved == "…":
        facts.append(_("saving…"))
    elif heading.saved:
        facts.append(_("saved {time}").format(time=heading.saved))
    return facts


def _percent(share: float) -> int:
    """Rounded, but 0 and 100 only where nothing, or everything, is coded."""
    rounded = round(100 * share)
    if 0 < share < 1:
        return min(99, max(1, rounded))
    return rounded


class HeaderLine(Widget):
    """Shows a ``Heading``."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"header-line--rule", "header-line--facts"}
    DEFAULT_CSS = """
    HeaderLine { height: 1; background: $panel; color: $foreground; text-style: bold; }
    HeaderLine > .header-line--rule { color: $border; text-style: not bold; }
    HeaderLine > .header-line--facts { color: $foreground; text-style: not bold; }
    """

    heading: reactive[Heading] = reactive(Heading())

    def render(self) -> Content:
        """The line in the width there is."""
        left, rule, right = heading_parts(self.heading, self.size.width)
        return Content.assemble(
            left,
            (rule, self.get_visual_style("header-line--rule", partial=True)),
            (right, self.get_visual_style("header-line--facts", partial=True)),
        )
