"""Where a reader stands in a transcript, and how the selection moves, grows and shrinks. Numbers in, numbers out."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transcripts.spans import Span
from workbench.tui.widgets.cell_widths import cluster_around, snap
from workbench.tui.widgets.transcript_boundaries import Unit, ends, starts
from workbench.tui.widgets.transcript_document import ShownDocument

__all__ = ["IsCoded", "Movement", "Place", "Unit"]

IsCoded = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Place:
    """A selection and how it came about.

    Attributes:
        span: What is selected.
        unit: ``SENTENCE`` or ``WORD`` where the reader stands on one; ``CHARACTER`` where the span was chosen freely.
        forward: Whether the end is the free end of the selection, rather than the start.
    """

    span: Span
    unit: Unit = Unit.SENTENCE
    forward: bool = True

    @property
    def extended(self) -> bool:
        """Whether the span was chosen freely."""
        return self.unit is Unit.CHARACTER


class Movement:
    """Steps through one document; each returns a new place, the same one where there is nowhere to go.

    Args:
        document: With at least one character.
    """

    def __init__(self, document: ShownDocument) -> None:
        self.document = document

    def sentence_at(self, offset: int) -> Place:
        """The sentence at ``offset``, or the last before it."""
        return self._sentence(self.document.sentence_index(offset))

    def word_at(self, offset: int) -> Place:
        """The word at ``offset``; the character there where it is in no word."""
        start = starts(self.document, Unit.WORD).before(offset + 1)
        end = ends(self.document, Unit.WORD).after(offset)
        if start is not None and end is not None and ends(self.document, Unit.WORD).after(start) == end:
            return Place(Span(start, end), Unit.WORD)
        return Place(Span(*cluster_around(self.document.text, offset)), Unit.WORD)

    def chosen(self, span: Span) -> Place:
        """Exactly ``span``, but for the part beyond the text and characters that it would tear."""
        text = self.document.text
        sentence = self.sentence_at(span.start)
        if sentence.span == span:
            return sentence
        start = snap(text, min(span.start, len(text) - 1))
        last = max(start, min(span.end, len(text)) - 1)
        return Place(Span(start, cluster_around(text, last)[1]), Unit.CHARACTER)

    def dragged(self, pressed: int, pointed: int) -> Place:
        """The words from the one where a drag began to the one under the pointer."""
        held, reached = self.word_at(pressed).span, self.word_at(pointed).span
        return Place(held.cover(reached), Unit.CHARACTER, forward=pointed >= pressed)

    def move(self, place: Place, unit: Unit, steps: int, is_coded: IsCoded | None = None) -> Place:
        """Go ``steps`` units forward, or backward where negative."""
        match unit:
            case Unit.WORD:
                return self._by_word(place, steps)
            case Unit.TURN:
                return self._to_start_among(place, self.document.turn_starts, steps)
            case Unit.QUESTION:
                asked = [self.document.turn_starts[index] for index in self.document.questions]
                return self._to_start_among(place, asked, steps)
            case Unit.DOCUMENT:
                return self._sentence(0 if steps < 0 else len(self.document.starts) - 1)
            case Unit.UNCODED:
                return self._to_uncoded(place, 1 if steps > 0 else -1, is_coded or (lambda start, end: False))
            case _:
                return self._by_sentence(place, steps)

    def extend(self, place: Place, unit: Unit, steps: int, *, flip: bool = True) -> Place:
        """Move the free end of the selection.

        Args:
            place: Where the reader stands.
            unit: ``CHARACTER``, ``WORD``, ``SENTENCE`` or ``TURN``.
            steps: How many, negative towards the start of the text.
            flip: Whether an end that reaches the other one goes past it and is the other one from then on; what is
                selected then keeps the unit that was held. Without it the end stops.
        """
        for _ in range(abs(steps)):
            step = self._grown if (steps > 0) == place.forward else self._shrunk
            moved = step(place, unit) or (step == self._shrunk and flip and self._flipped(place, unit)) or place
            if moved is place:
                break
            place = moved
        return place

    def reach(self, place: Place, offset: int, *, flip: bool = True) -> Place:
        """Bring the free end of the selection to the word at ``offset``.

        Args:
            place: Where the reader stands.
            offset: Where the free end shall be.
            flip: Whether it may go past the other end, which then is the free one.
        """
        span, word = place.span, self.word_at(offset).span
        if place.forward and word.end > span.start:
            return Place(Span(span.start, word.end), Unit.CHARACTER)
        if not place.forward and word.start < span.end:
            return Place(Span(word.start, span.end), Unit.CHARACTER, forward=False)
        return Place(span.cover(word), Unit.CHARACTER, not place.forward) if flip else place

    def swap_ends(self, place: Place) -> Place:
        """The same span, with its other end free."""
        return Place(place.span, Unit.CHARACTER, not place.forward)

    def _sentence(self, index: int) -> Place:
        return Place(self.document.sentence(max(0, min(index, len(self.document.starts) - 1))))

    def _by_sentence(self, place: Place, steps: int) -> Place:
        origin = place.span.end - 1 if steps > 0 else place.span.start
        return self._sentence(self.document.sentence_index(origin) + steps)

    def _by_word(self, place: Place, steps: int) -> Place:
        """From word to word; a sentence is entered at its first word, or backwards at its last."""
        ahead = steps > 0
        beginnings = starts(self.document, Unit.WORD)
        if place.unit is Unit.WORD:
            offset = place.span.start
        elif place.unit is Unit.SENTENCE:
            offset = place.span.start - 1 if ahead else place.span.end
        else:
            offset = place.span.end - 1 if ahead else place.span.start
        reached: int | None = None
        for _ in range(abs(steps)):
            found = beginnings.after(offset) if ahead else beginnings.before(offset)
            if found is None:
                break
            offset = reached = found
        return place if reached is None else self.word_at(reached)

    def _to_start_among(self, place: Place, offsets: Sequence[int], steps: int) -> Place:
        """The first sentence of a turn; backwards first that of the turn one stands in."""
        if not offsets:
            return self._sentence(0 if steps < 0 else len(self.document.starts) - 1)
        here = self.document.sentence_index(place.span.start)
        index = bisect_right(offsets, place.span.start) - 1
        if steps < 0 and index >= 0 and here != self._first_sentence(offsets[index]):
            steps += 1
        target = index + steps
        if target >= len(offsets) or (target < 0 and index < 0):
            return place
        return self._sentence(self._first_sentence(offsets[max(0, target)]))

    def _first_sentence(self, offset: int) -> int:
        return min(bisect_left(self.document.starts, offset), len(self.document.starts) - 1)

    def _to_uncoded(self, place: Place, direction: int, is_coded: IsCoded) -> Place:
        """The start of the next stretch of a participant's turn that no coding touches."""
        document = self.document
        here = document.sentence_index(place.span.end - 1 if direction > 0 else place.span.start)
        stop = len(document.starts) if direction > 0 else -1
        left_off = self._is_open(here, is_coded)
        turn = document.turn_index(document.starts[here])
        for index in range(here + direction, stop, direction):
            now = document.turn_index(document.starts[index])
            if self._is_open(index, is_coded):
                if not left_off or now != turn:
                    return self._sentence(index if direction > 0 else self._stretch_start(index, is_coded))
            else:
                left_off = False
            turn = now
        return place

    def _stretch_start(self, index: int, is_coded: IsCoded) -> int:
        """The first sentence of the uncoded stretch that holds this one."""
        turn = self.document.turn_index(self.document.starts[index])
        while (
            index > 0
            and self.document.turn_index(self.document.starts[index - 1]) == turn
            and self._is_open(index - 1, is_coded)
        ):
            index -= 1
        return index

    def _is_open(self, index: int, is_coded: IsCoded) -> bool:
        """Whether a sentence is a participant's and no coding touches it."""
        start, end = self.document.starts[index], self.document.ends[index]
        turn = self.document.turn_at(start)
        return not (turn and (turn.interviewer or turn.heading)) and not is_coded(start, end)

    def _grown(self, place: Place, unit: Unit) -> Place | None:
        """The free end further out, None at the edge of the text."""
        start, end = place.span.start, place.span.end
        if place.forward:
            found = ends(self.document, unit).after(end)
            return Place(Span(start, found), Unit.CHARACTER) if found is not None else None
        found = starts(self.document, unit).before(start)
        return Place(Span(found, end), Unit.CHARACTER, forward=False) if found is not None else None

    def _shrunk(self, place: Place, unit: Unit) -> Place | None:
        """The free end further in, None where that would leave less than the held unit."""
        start, end = place.span.start, place.span.end
        if place.forward:
            found = ends(self.document, unit).before(end)
            return Place(Span(start, found), Unit.CHARACTER) if found is not None and found > start else None
        found = starts(self.document, unit).after(start)
        return Place(Span(found, end), Unit.CHARACTER, forward=False) if found is not None and found < end else None

    def _flipped(self, place: Place, unit: Unit) -> Place | None:
        """Past the held unit: the selection grows on its other side."""
        return self._grown(Place(place.span, Unit.CHARACTER, not place.forward), unit)
