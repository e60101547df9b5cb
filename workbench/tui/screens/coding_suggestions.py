"""What the keys of the coding screen do about suggestions: go to one, decide it, open the queue."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from transcripts.i18n import _
from workbench.store.study_file import StudyFile
from workbench.tui.commands import Context
from workbench.tui.messages import Done
from workbench.tui.screens.coding_margin import CodingMargin, Proposal
from workbench.tui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from workbench.tui.widgets.code_picker import Choice


class CodingSuggestions(CodingMargin):
    """The commands about suggestions."""

    _choosing = False
    _in_book = False

    # Which one is meant

    def _step_coding(self, by: int) -> None:
        """Tab goes round one's codings here, then round the suggestions."""
        here = [coding.uuid for coding in self._codings_here()]
        proposed = sorted(self._suggested_here(), key=self._goodness)
        if not proposed:
            super()._step_coding(by)
            return
        rows = [*here, *proposed]
        lit = self._proposed if self._proposed in proposed else self.current
        at = rows.index(lit) if lit in rows else -1
        name = rows[(at + by) % len(rows)]
        if name in here:
            self._proposed = ""
            self.make_current(name, here)
        else:
            self._light(name)

    def _light(self, name: str) -> None:
        """Let the keys that decide be about this one, and say why it is proposed."""
        from workbench.tui.widgets.suggestion_words import band_word, because

        self._proposed = name
        self.look_at_selection()
        one = self._proposals[name][0]
        short = self.desk.book.get(one.code).short
        sentence = _("{short}? {band}; {accept} accepts, {reject} rejects; {because}")
        accept, reject = self.key("coding.accept_suggestion"), self.key("coding.reject_suggestion")
        self.say(
            sentence.format(
                short=short, band=band_word(one.band), accept=accept, reject=reject, because=because(one.why)
            )
        )

    def on_transcript_view_mark_clicked(self, message: TranscriptView.MarkClicked) -> None:
        """A suggestion that was clicked is the one that the keys decide."""
        if message.uuid not in self._proposals:
            super().on_transcript_view_mark_clicked(message)
        elif self.context is Context.CODING:
            self._go_to_proposal(message.uuid)

    # Going from one to the next

    def action_next_suggestion(self) -> None:
        """Go to the next suggestion."""
        self._step_suggestion(1)

    def action_previous_suggestion(self) -> None:
        """Go to the suggestion before."""
        self._step_suggestion(-1)

    def _step_suggestion(self, by: int) -> None:
        order = sorted(self._proposals, key=lambda name: (self._proposals[name][0].span, self._goodness(name)))
        if not order:
            self._no_suggestion()
            return
        if self._proposed in self._suggested_here() and self._proposed in order:
            at = order.index(self._proposed) + by
        else:
            cursor = self.view.selection.start if self.view.selection is not None else 0
            later = [place for place, name in enumerate(order) if self._proposals[name][0].span.start >= cursor]
            first = later[0] if later else len(order)
            at = first if by > 0 else first - 1
        if 0 <= at < len(order):
            self._go_to_proposal(order[at])
        else:
            self.complain(_("No suggestion follows here.") if by > 0 else _("No suggestion comes before this."))

    def _go_to_proposal(self, name: str) -> None:
        self.extending = False
        self.view.select(self._proposals[name][0].span)
        self._light(name)

    def _no_suggestion(self) -> None:
        keys = {"suggest": self.key("coding.suggest"), "next": self.key("coding.next_suggestion")}
        if self._proposals:
            self.complain(_("There is no suggestion here; {next} goes to the next one.").format(**keys))
        elif self._suggesting and self.session.suggesting.started:
            self.complain(_("This transcript has no suggestion now; {suggest} opens the queue.").format(**keys))
        else:
            self.complain(_("No suggestions were asked for; {suggest} asks for those of a code.").format(**keys))

    # Deciding

    def action_accept_suggestion(self) -> None:
        """Accept the suggestion under the cursor, or the best of several."""
        self._decide(self._accept)

    def action_reject_suggestion(self) -> None:
        """Reject it."""
        self._decide(self._reject)

    def _decide(self, make: "Callable[[Proposal, str], Callable[[StudyFile], Done]]") -> None:
        here = self._suggested_here()
        if not here:
            self._no_suggestion()
            return
        self._proposed = ""
        self.submit(make(self._proposals[here[0]], here[0]))

    def _accept(self, proposal: Proposal, name: str) -> "Callable[[StudyFile], Done]":
        from workbench.tui import suggestion_acts

        suggestion, entry = proposal
        words = self.desk.words(suggestion.span)
        act = suggestion_acts.accept(self.desk.coder, suggestion, entry, book=self.desk.book, words=words)

        def work(study: StudyFile) -> Done:
            done = act(study)
            assert done.coding is not None
            return Done(self._with_way_back(done.sentence), (done.coding,), (name,), current=done.coding.uuid)

        return work

    def _reject(self, proposal: Proposal, name: str) -> "Callable[[StudyFile], Done]":
        from workbench.tui import suggestion_acts

        act = suggestion_acts.reject(self.desk.coder, *proposal, book=self.desk.book)
        return lambda study: Done(self._with_way_back(act(study).sentence), gone=(name,))

    def _with_way_back(self, sentence: str) -> str:
        back = _("{key} takes it back.").format(key=self.key("coding.undo"))
        return f"{sentence} {back}"

    # The queue

    def action_suggest(self) -> None:
        """Open the queue for the code at hand; ask which where it cannot be known."""
        code = self._code_at_hand()
        if code is not None:
            self._open_queue(code)
            return
        self.action_apply()
        self._choosing = True
        self.say(_("Suggestions for which code?"))

    def action_suggest_all(self) -> None:
        """Open the queue over all codes asked for."""
        self._open_queue(None)

    def action_book_suggest(self) -> None:
        """Open the queue for the code under the cursor of the codebook."""
        code = self.book_pane.code_at_cursor
        if code is None:
            return
        if self.desk.book.get(code).codable:
            self._open_queue(code)
        else:
            self.complain(
                _("{short} only groups other codes; choose one of them.").format(short=self.desk.book.get(code).short)
            )

    def _code_at_hand(self) -> str | None:
        """Of the current coding, of the suggestion here, under the codebook's cursor, or the one applied last."""
        book = self.desk.book
        pointed = self.book_pane.code_at_cursor if self._in_book else None
        here = self._suggested_here()
        candidates = (
            self.desk.mine[self.current].code if self.current in self.desk.mine else None,
            self._proposals[here[0]][0].code if here else None,
            pointed,
            next(iter(self.desk.recent), None),
        )
        return next((one for one in candidates if one is not None and one in book and book.get(one).codable), None)

    def _open_queue(self, code: str | None) -> None:
        self.enter(Context.CODING)
        self.app.open_suggestions(code)  # type: ignore[attr-defined]

    def enter(self, context: Context) -> None:
        """Give the keys another meaning."""
        self._in_book = self._in_book or context is Context.BOOK
        if context is not Context.PICKER:
            self._choosing = False
        super().enter(context)

    def _pick(self, choice: "Choice") -> None:
        """What the picker found is coded with, or suggestions are asked for it."""
        if not self._choosing:
            super()._pick(choice)
        elif choice.codes and choice.new is None:
            self._open_queue(choice.codes[0])
        else:
            self.complain(_("This takes a code that exists."))
