"""Suggestions beside the text: in the margin and the passage pane, for the codes asked for.

They never look like codings and enter no count. They are asked for in the background, a while after the last act.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from codebook.palette import colour_of
from codebook.suggestion import Band, Suggestion
from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.logs import unexpected
from workbench.store import decisions
from workbench.store.decisions import ListEntry
from workbench.tui.desk import Change
from workbench.tui.screens.coding_panes import Panes
from workbench.tui.widgets.passage_pane import PassageProposal
from workbench.tui.widgets.transcript_marks import Mark, MarkKind

if TYPE_CHECKING:
    from textual.timer import Timer


REST = 1.5
"""Seconds without an act after which suggestions are made anew."""

_BANDS = tuple(Band)

Proposal = tuple[Suggestion, ListEntry]


def mark_of(suggestion: Suggestion) -> str:
    """Names the suggestion's stripe in the margin; the same from one ranking to the next."""
    return f"?{suggestion.code}:{suggestion.segment.start}"


class CodingMargin(Panes):
    """What is asked for in the background and drawn of it; the commands are in ``CodingSuggestions``."""

    _proposals: dict[str, Proposal]
    _proposed = ""
    _readings = 0
    _resting: "Timer | None" = None

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
            self._put({mark_of(one): (one, entry) for one, entry in found if self._in_use(one.code)})
        suggesting.begin_reading(self.app)

    def _in_use(self, code: str) -> bool:
        book = self.desk.book
        return code in book and not book.get(code).deleted

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
            self._put({name: one for name, one in self._proposals.items() if self._in_use(one[0].code)})
        if change.added or change.gone:
            self._suggest_anew()

    def _tell_reading(self) -> None:
        """How far the reading is, in the first line; when everything is read, suggestions are made anew."""
        self.tell_heading()
        if self._readings != self.session.suggesting.readings:
            self._readings = self.session.suggesting.readings
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
