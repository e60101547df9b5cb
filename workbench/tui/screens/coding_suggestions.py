"""Suggestions beside the text: in the margin and the passage pane, for the codes asked for; and the way to the queue.

They never look like codings and enter no count. They are asked for in the background, a while after the last act.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from codebook.palette import colour_of
from codebook.suggestion import Band, Suggestion
from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.logs import unexpected
from workbench.store import decisions
from workbench.store.decisions import ListEntry
from workbench.store.study_file import StudyFile
from workbench.tui.commands import Context
from workbench.tui.desk import Change
from workbench.tui.messages import Done
from workbench.tui.screens.coding_panes import Panes
from workbench.tui.widgets.passage_pane import PassageProposal
from workbench.tui.widgets.transcript_marks import Mark, MarkKind
from workbench.tui.widgets.transcript_view import TranscriptView

if TYPE_CHECKING:
    from textual.timer import Timer

    from workbench.tui.widgets.code_picker import Choice

REST = 1.5
"""Seconds without an act after which suggestions are made anew."""

_BANDS = tuple(Band)

Proposal = tuple[Suggestion, ListEntry]


def mark_of(suggestion: Suggestion) -> str:
    """Names the suggestion's stripe in the margin; the same from one ranking to the next."""
    return f"?{suggestion.code}:{suggestion.segment.start}"


class CodingSuggestions(Panes):
    """The commands about suggestions, and what is drawn of them."""

    _proposals: dict[str, Proposal]
    _proposed = ""
    _resting: "Timer | None" = None
    _choosing = False
    _in_book = False

    # Asking

    def forget_suggestions(self) -> None:
        """Another transcript is shown: nothing is known of it yet."""
        self._proposals, self._proposed = {}, ""

    def begin_suggesting(self) -> None:
        """Have suggestions for this transcript made, if any code was asked for; nothing is started otherwise."""
        if not decisions.asked_for(self.session.study.reader, self.session.coder.uuid):
            self._put({})
            return
        self.session.suggesting.watch(self._tell_reading)
        if self.session.suggesting.allowed:
            self.run_worker(
                self._suggest(self.desk.transcript.uuid), group="margin", exclusive=True, exit_on_error=False
            )
        else:
            self._put({})

    async def _suggest(self, transcript: str) -> None:
        suggesting = self.session.suggesting
        try:
            found = await suggesting.of_transcript(transcript)
        except StudyError as error:
            if suggesting.first_time(str(error)):
                self.complain(str(error))
            return
        except Exception as error:  # logged in full, told in brief, and the coding goes on
            self.complain(unexpected(error))
            return
        if self.desk.transcript.uuid == transcript:
            self._put({mark_of(one): (one, entry) for one, entry in found if one.code in self.desk.book})
        suggesting.begin_reading(self.app)

    def _suggest_anew(self) -> None:
        """After a rest: the last act changed what suggestions are made of."""
        if self._resting is not None:
            self._resting.stop()
        if self._proposals or (self._suggesting and self.session.suggesting.started):
            self._resting = self.set_timer(REST, self.begin_suggesting)

    @property
    def _suggesting(self) -> bool:
        return self.session.is_suggesting

    def _put(self, proposals: dict[str, Proposal]) -> None:
        """Draw these in the place of those that are there."""
        older, self._proposals = self._proposals, proposals
        if not older and not proposals:
            return
        for name in older.keys() - proposals.keys():
            self.view.remove_mark(name)
        for name, (suggestion, _entry) in proposals.items():
            mark = self._stripe(suggestion)
            if name not in older or self._stripe(older[name][0]) != mark:
                self.view.add_mark(mark)
        self.look_at_selection()

    def _stripe(self, suggestion: Suggestion) -> Mark:
        code, span = self.desk.book.get(suggestion.code), suggestion.span
        colour = colour_of(self.desk.book, code)
        return Mark(mark_of(suggestion), span.start, span.end, code.short, colour, MarkKind.SUGGESTION)

    # What changes on the desk

    def redraw_text(self) -> None:
        """The suggestions stay where they are."""
        super().redraw_text()
        for suggestion, _entry in self._proposals.values():
            self.view.add_mark(self._stripe(suggestion))

    def desk_changed(self, change: Change) -> None:
        """What was decided is no suggestion any more; what a code that is gone was suggested for neither."""
        for name in change.gone:
            self._proposals.pop(name, None)
        super().desk_changed(change)
        if change.book:
            self._put({n: one for n, one in self._proposals.items() if one[0].code in self.desk.book})
        if change.added or change.gone:
            self._suggest_anew()

    def _tell_reading(self) -> None:
        """How far the reading is, in the first line; when everything is read, suggestions are made anew."""
        self.tell_heading()
        if self.session.suggesting.read and self.session.suggesting.first_time("margin read"):
            self._suggest_anew()

    def tell_heading(self) -> None:
        """Bring the first line up to date."""
        super().tell_heading()
        if self._suggesting and (doing := self.session.suggesting.doing).total:
            share = min(99, 100 * doing.done // doing.total)
            self.header.heading = replace(
                self.header.heading, suggesting=_("suggestions {share} %").format(share=share)
            )

    # What lies on the selection

    def _suggested_here(self) -> list[str]:
        """Names of the suggestions on the selection: the lit one, then the best."""
        if not self._proposals:
            return []
        names = [mark.uuid for mark in self.view.marks_at() if mark.uuid in self._proposals]
        return sorted(names, key=lambda name: (name != self._proposed, *self._goodness(name)))

    def _goodness(self, name: str) -> tuple[int, int, str]:
        suggestion = self._proposals[name][0]
        return _BANDS.index(suggestion.band), suggestion.rank, name

    def proposals_here(self) -> Sequence[PassageProposal]:
        """Suggestions on the selection, for the passage pane."""
        if not self._proposals:
            return ()
        from workbench.tui.widgets.suggestion_words import band_word, because

        return tuple(
            PassageProposal(self.desk.book.get(one.code).short, band_word(one.band), because(one.why), place == 0)
            for place, one in enumerate(self._proposals[name][0] for name in self._suggested_here())
        )

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
