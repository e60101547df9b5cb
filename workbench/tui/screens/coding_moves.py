"""Moving through a transcript, selecting, and finding words in it."""

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from transcripts.i18n import _
from transcripts.spans import Span
from workbench.tui.widgets.text_finding import TextFinder
from workbench.tui.widgets.transcript_movement import Unit

_EXTENDABLE = {Unit.WORD, Unit.SENTENCE, Unit.TURN}


if TYPE_CHECKING:
    from workbench.tui.screens.coding_base import CodingBase as Part
else:
    # Textual prepares every class of a screen by itself, which takes a millisecond each: the parts are plain classes.
    Part = object


class Moves(Part):
    """The commands that only move."""

    finder: TextFinder | None = None
    hits: tuple[Span, ...] = ()
    hit = -1

    def _move(self, unit: Unit, step: int, nowhere: str = "") -> None:
        """Move, or extend while extending; say so where there is nowhere to go."""
        if self.extending and unit in _EXTENDABLE:
            moved = self.view.extend(unit, step)
        else:
            self.extending = False
            moved = self.view.move(unit, step)
        # At once, so that all that a key changes is painted together: the message of the view comes a paint later.
        self.look_at_selection()
        if not moved and nowhere:
            self.complain(nowhere)
        elif self.message.fault:
            self.say("")

    def action_next_sentence(self) -> None:
        """Select the next sentence."""
        self._move(Unit.SENTENCE, 1)

    def action_previous_sentence(self) -> None:
        """Select the previous sentence."""
        self._move(Unit.SENTENCE, -1)

    def action_next_turn(self) -> None:
        """Go to the next turn."""
        self._move(Unit.TURN, 1)

    def action_previous_turn(self) -> None:
        """Go to the previous turn."""
        self._move(Unit.TURN, -1)

    def action_next_question(self) -> None:
        """Go to the next guide question."""
        self._to_question(1, _("No guide question follows here."))

    def action_previous_question(self) -> None:
        """Go to the previous guide question."""
        self._to_question(-1, _("No guide question comes before this."))

    def _to_question(self, step: int, nowhere: str) -> None:
        if self.desk.questions:
            self._move(Unit.QUESTION, step, nowhere)
        else:
            sentence = _("No question of a guide is linked to this transcript; {key} goes turn by turn.")
            self.complain(sentence.format(key=self.key("coding.next_turn")))

    def action_next_uncoded(self) -> None:
        """Go to the next stretch without a code."""
        self._move(Unit.UNCODED, 1, _("Everything after this is coded."))

    def action_next_word(self) -> None:
        """Select the next word."""
        self._move(Unit.WORD, 1)

    def action_previous_word(self) -> None:
        """Select the previous word."""
        self._move(Unit.WORD, -1)

    def action_page_down(self) -> None:
        """Go one screen down."""
        self._move(Unit.PAGE, 1)

    def action_page_up(self) -> None:
        """Go one screen up."""
        self._move(Unit.PAGE, -1)

    def action_top(self) -> None:
        """Go to the first sentence."""
        self._move(Unit.DOCUMENT, -1)

    def action_bottom(self) -> None:
        """Go to the last sentence."""
        self._move(Unit.DOCUMENT, 1)

    # Extending

    def action_extend(self) -> None:
        """Let the keys that move extend the selection, or stop that."""
        self.extending = not self.extending
        if self.extending:
            sentence = _("Extending: the keys that move extend the selection; {swap} takes its other end.")
            self.say(sentence.format(swap=self.key("coding.swap_ends")))
        else:
            self.say(_("The selection stays; the keys move again."))

    def _extend(self, unit: Unit, step: int) -> None:
        self.extending = True
        self.view.extend(unit, step)
        self.look_at_selection()

    def action_extend_down(self) -> None:
        """Extend by a sentence."""
        self._extend(Unit.SENTENCE, 1)

    def action_extend_up(self) -> None:
        """Draw back by a sentence."""
        self._extend(Unit.SENTENCE, -1)

    def action_extend_right(self) -> None:
        """Extend by a word."""
        self._extend(Unit.WORD, 1)

    def action_extend_left(self) -> None:
        """Draw back by a word."""
        self._extend(Unit.WORD, -1)

    def action_swap_ends(self) -> None:
        """Take the other end of the selection."""
        self.extending = True
        self.view.swap_ends()

    # Finding

    def action_find(self) -> None:
        """Ask for words to find."""
        self.ask(_("Find:"), self.finder.query if self.finder else "", self.find)

    def find(self, words: str) -> None:
        """Go to the first place at or after the cursor that has these words."""
        if not words.strip():
            self.forget_hits()
            return
        text = self.desk.transcript.text
        if self.finder is None or self.finder.text is not text:
            self.finder = TextFinder(text)
        self.hits = self.finder.find(words)
        self.view.set_hits(self.hits)
        if not self.hits:
            self.complain(_("These words are not in this transcript."))
            return
        self._to_hit(bisect_left([hit.start for hit in self.hits], self._here()) % len(self.hits))

    def _here(self) -> int:
        """Where the search goes on from: the hit that was shown last, where the cursor is still on its sentence."""
        selection = self.view.selection
        return int(selection.start if selection is not None else self.view.cursor)

    def _to_hit(self, index: int) -> None:
        self.hit = index
        self.extending = False
        self.view.go_to(self.hits[index].start)
        sentence = _("Place {number} of {count}. {next} and {previous} go on, {leave} forgets them.")
        self.say(
            sentence.format(
                number=index + 1,
                count=len(self.hits),
                next=self.key("coding.next_hit"),
                previous=self.key("coding.previous_hit"),
                leave=self.key("coding.leave"),
            )
        )

    def _step_hit(self, by: int) -> None:
        if not self.hits:
            self.complain(_("Nothing is being looked for; {key} finds words.").format(key=self.key("coding.find")))
            return
        starts = [hit.start for hit in self.hits]
        selection = self.view.selection
        if 0 <= self.hit < len(self.hits) and selection is not None and selection.overlaps(self.hits[self.hit]):
            index = self.hit + by
        elif by > 0:
            index = bisect_right(starts, self._here())
        else:
            index = bisect_left(starts, self._here()) - 1
        self._to_hit(index % len(self.hits))

    def action_next_hit(self) -> None:
        """Go to the next place found."""
        self._step_hit(1)

    def action_previous_hit(self) -> None:
        """Go to the previous place found."""
        self._step_hit(-1)

    def forget_hits(self) -> None:
        """Mark no places any more."""
        self.hits, self.hit = (), -1
        self.view.set_hits(())

    # Leaving

    def action_leave(self) -> None:
        """Leave what is open, the innermost first."""
        if self.extending or self.view.extended:
            self.extending = False
            self.view.collapse()
        elif self.hits:
            self.forget_hits()
            self.say("")
        elif not self.close_overlays():
            self.say("")
