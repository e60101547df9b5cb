"""Changing a suggestion before it is accepted: its edges, its unit, its code."""

from codebook.suggestion import Suggestion
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.tui.commands import Context
from workbench.tui.screens.suggestions_deciding import SuggestionsDeciding
from workbench.tui.screens.suggestions_reading import Held
from workbench.tui.suggestion_queue import Item
from workbench.tui.widgets.code_picker import Choice, CodePicker
from workbench.tui.widgets.transcript_boundaries import Unit
from workbench.tui.widgets.transcript_view import TranscriptView


class SuggestionsChanging(SuggestionsDeciding):
    """The keys that change what is proposed; nothing is written before it is accepted."""

    # Edges

    def action_change(self) -> None:
        """Move the edges; Enter accepts."""
        item = self._open_item()
        if item is None:
            return
        self.passage.begin_edges(self.span or item.suggestion.span)
        self.enter(Context.CHANGING)
        self.say(
            _(
                "Moving the end; {swap} takes the start, {code} another code, {accept} accepts, {leave} leaves it."
            ).format(
                swap=self.key("changing.swap_ends"),
                code=self.key("changing.code"),
                accept=self.key("changing.accept"),
                leave=self.key("changing.leave"),
            )
        )

    def _edge(self, unit: Unit, step: int) -> None:
        self.passage.move_edge(unit, step)
        self.span = self.passage.selection
        self.redraw_marks()

    def action_changing_next_word(self) -> None:
        """Move the edge a word on."""
        self._edge(Unit.WORD, 1)

    def action_changing_previous_word(self) -> None:
        """Move the edge a word back."""
        self._edge(Unit.WORD, -1)

    def action_changing_next_sentence(self) -> None:
        """Move the edge a sentence on."""
        self._edge(Unit.SENTENCE, 1)

    def action_changing_previous_sentence(self) -> None:
        """Move the edge a sentence back."""
        self._edge(Unit.SENTENCE, -1)

    def action_changing_swap_ends(self) -> None:
        """Take the other edge."""
        self.passage.swap_ends()

    def action_changing_accept(self) -> None:
        """Accept it as it is now."""
        self.passage.end_edges()
        self.enter(Context.SUGGESTIONS)
        self.action_accept()

    def action_changing_leave(self) -> None:
        """Leave it as it was proposed."""
        self.passage.end_edges()
        self.span = self.instead = None
        self.enter(Context.SUGGESTIONS)
        self.show_current()
        self.say(_("As it was proposed."))

    # Sentence or turn

    def action_unit(self) -> None:
        """The whole turn instead of the sentences proposed, or back."""
        if (item := self._open_item()) is not None:
            self._change_unit(item)
            self.redraw_proposal()

    def action_changing_unit(self) -> None:
        """The same while edges are moved."""
        if (item := self.queue.current) is not None:
            self._change_unit(item)
            self.passage.begin_edges(self.span or item.suggestion.span)
            self.redraw_marks()

    def _change_unit(self, item: Item) -> None:
        held = self.text_of(item)
        assert held is not None
        turn = _turn(held, item.suggestion)
        if turn is None or turn == item.suggestion.span:
            self.complain(_("What is proposed is the whole turn."))
        elif self.span == turn:
            self.span = None
            self.say(_("The sentences again, as proposed."))
        else:
            self.span = turn
            self.say(_("The whole turn; {key} takes the sentences again.").format(key=self.key("suggestions.unit")))

    # Another code

    def action_other_code(self) -> None:
        """Look for another code; then Enter accepts."""
        item = self._open_item()
        if item is not None:
            self.passage.begin_edges(self.span or item.suggestion.span)
            self.action_changing_code()

    def action_changing_code(self) -> None:
        """Look for another code."""
        self.picker.open(self.book, language=self.session.language, recent=(), keys={})
        self.enter(Context.PICKER)

    def action_picker_apply(self) -> None:
        """Take what the picker shows."""
        if choice := self.picker.choice():
            self._pick(choice)
        else:
            self.complain(_("No code has these letters."))

    def on_code_picker_clicked(self, message: CodePicker.Clicked) -> None:
        """Take what the mouse picked."""
        self._pick(message.choice)

    def _pick(self, choice: Choice) -> None:
        if choice.new is not None or not choice.codes:
            self.complain(_("This takes a code that exists; new ones are made on the coding screen."))
            return
        code = self.book.get(choice.codes[0])
        if not code.codable:
            self.complain(_("{short} only groups other codes; choose one of them.").format(short=code.short))
            return
        self.instead = code.uuid
        self.enter(Context.CHANGING)
        self.redraw_marks()
        self.tell_facts()
        accept = self.key("changing.accept")
        self.say(
            _("{accept} accepts it as {short}; the arrows move its edges.").format(accept=accept, short=code.short)
        )

    def action_picker_mark(self) -> None:
        """One code only is taken here."""
        self.complain(_("A suggestion takes one code; Enter takes this one."))

    def action_picker_next(self) -> None:
        """Light the next code."""
        self.picker.move(1)

    def action_picker_previous(self) -> None:
        """Light the code before."""
        self.picker.move(-1)

    def action_picker_leave(self) -> None:
        """Leave the code as it was."""
        self.enter(Context.CHANGING)

    # The mouse

    def on_transcript_view_selection_changed(self, message: TranscriptView.SelectionChanged) -> None:
        """A drag, or a click with shift, gives other boundaries, which Enter accepts."""
        item = self.queue.current
        if item is None or not self.is_shown(item) or self.mode not in (Context.SUGGESTIONS, Context.CHANGING):
            return
        chosen = message.selection
        if chosen is None or chosen != self.passage.selection or chosen == (self.span or item.suggestion.span):
            return
        if self.mode is Context.SUGGESTIONS and not (
            self.passage.extended and chosen.overlaps(item.suggestion.segment)
        ):
            self.passage.select(self.span or item.suggestion.span)
            return
        self.span = chosen
        if self.mode is Context.SUGGESTIONS:
            self.action_change()
        self.redraw_marks()


def _turn(held: Held, suggestion: Suggestion) -> Span | None:
    """The whole turn in which a suggestion begins."""
    shown = held.document.turn_at(suggestion.span.start)
    return shown.span if shown is not None else None
