"""What the transcript view is given to show: a text, its turns and its sentences."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from transcripts.spans import Span
from workbench.tui.widgets.cell_widths import OddCharacters, width


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """One stretch of speech, or one heading, as the view needs it.

    Attributes:
        span: Where its words stand in the text.
        number: As people cite it; shown in the gutter.
        label: Who speaks, "" where nobody does.
        interviewer: Whether the interviewer speaks.
        heading: Whether it is a title between what was said.
        question: Shown on a line of its own above the turn (``Q1 ▸ Pourquoi être présents ?``); "" for none.
    """

    span: Span
    number: int
    label: str = ""
    interviewer: bool = False
    heading: bool = False
    question: str = ""


class ShownDocument:
    """A text with its turns and sentences, ready for questions about offsets.

    Args:
        text: The stored text; offsets count its code points.
        turns: In text order, disjoint. Without turns the whole text is one stretch without a label.
        sentences: In text order, disjoint. A turn without sentences is one sentence itself.

    Attributes:
        text: As given.
        turns: As given.
        odd: Where a character is not one cell.
        turn_starts: First character of each turn.
        turn_ends: One past the last character of each turn.
        starts: First character of each sentence, the unit that a cursor stands on.
        ends: One past the last character of each.
        questions: Index of a turn to the line shown above it.
        highest: The highest turn number.
        label_width: Cells of the widest label.
    """

    def __init__(self, text: str, turns: Sequence[ShownTurn] = (), sentences: Sequence[Span] = ()) -> None:
        self.text = text
        self.turns = turns
        self.odd = OddCharacters(text)
        self.turn_starts = array("I", [turn.span.start for turn in turns])
        self.turn_ends = array("I", [turn.span.end for turn in turns])
        self.starts, self.ends = _units(self, sentences)
        self.questions = {index: turn.question for index, turn in enumerate(turns) if turn.question}
        self.highest = max([turn.number for turn in turns], default=0)
        self.label_width = max(map(width, {turn.label for turn in turns}), default=0)

    def turn_index(self, offset: int) -> int:
        """Index of the turn that holds ``offset``, or of the last one before it; -1 before the first."""
        return bisect_right(self.turn_starts, offset) - 1

    def turn_at(self, offset: int) -> ShownTurn | None:
        """The turn that holds ``offset``, or the last one before it."""
        index = self.turn_index(offset)
        return self.turns[index] if index >= 0 else None

    def sentence_index(self, offset: int) -> int:
        """Index of the sentence that holds ``offset``, else of the last one before it, else 0."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentence(self, index: int) -> Span:
        """The sentence of that index."""
        return Span(self.starts[index], self.ends[index])


def _units(document: ShownDocument, sentences: Sequence[Span]) -> tuple["array[int]", "array[int]"]:
    """Starts and ends of the sentences, with the turns that have none put in between."""
    starts = [span.start for span in sentences]
    ends = [span.end for span in sentences]
    bare = _without(document, starts)
    if not starts and not bare and document.text:
        bare = [(turn.span.start, turn.span.end) for turn in document.turns] or [(0, len(document.text))]
    if bare:
        units = sorted([*zip(starts, ends, strict=True), *bare])
        starts, ends = [start for start, _ in units], [end for _, end in units]
    return array("I", starts), array("I", ends)


def _without(document: ShownDocument, starts: list[int]) -> list[tuple[int, int]]:
    """The turns in which no sentence begins; headings may go without."""
    # A sentinel behind the last sentence spares the loop, which may see a hundred thousand turns, a comparison.
    begun = [*starts, len(document.text)]
    bare = [
        (start, end)
        for start, end in zip(document.turn_starts, document.turn_ends, strict=True)
        if begun[bisect_left(begun, start)] >= end
    ]
    headings = {turn.span.start for turn in document.turns if turn.heading} if bare else set()
    return [(start, end) for start, end in bare if start not in headings]
