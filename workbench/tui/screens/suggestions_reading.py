"""Showing a suggestion: the passage in its transcript, what is known of it at a glance, and the reasons."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from textual import on, work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message

from codebook.palette import colour_of
from codebook.suggestion import QueueOrder, Suggestion
from transcripts.i18n import _
from workbench.store import codings, transcripts
from workbench.store.transcripts import StoredTranscript
from workbench.tui.desk import Asked, asked_in
from workbench.tui.messages import outcome
from workbench.tui.screens.suggestions_base import SuggestionsBase
from workbench.tui.showing import shown
from workbench.tui.suggestion_details import FATES, SIGNS, detail_lines, place_words
from workbench.tui.suggestion_queue import Fate, Item
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.suggestion_list import Row, SuggestionList
from workbench.tui.widgets.suggestion_words import (
    band_word,
    because,
    facts_of,
    rank_words,
    tally_words,
)
from workbench.tui.widgets.texts import cut
from workbench.tui.widgets.transcript_document import ShownDocument
from workbench.tui.widgets.transcript_marks import Mark, MarkKind

KEPT = 12
"""Transcripts kept as they are shown."""
AHEAD = 3
"""Suggestions whose transcripts are read before they are needed."""

PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Held:
    """A transcript ready to be shown."""

    text: StoredTranscript
    asked: Asked
    document: ShownDocument


class SuggestionsReading(SuggestionsBase):
    """What is on the screen; changes nothing in the study."""

    @dataclass
    class TextRead(Message):
        """A transcript was read."""

        transcript: str
        held: Held

    _texts: "OrderedDict[str, Held]"
    _reading: set[str]
    reordered = 0
    ending: tuple[str, ...] = ()
    waiting = ""

    # Transcripts

    def fetch(self, transcript: str) -> None:
        """Read a transcript in a thread, unless it is here or on its way."""
        if transcript not in self._texts and transcript not in self._reading:
            self._reading.add(transcript)
            self._fetch(transcript)

    @work(thread=True, group="texts")
    def _fetch(self, transcript: str) -> None:
        self.post_message(outcome(lambda: self.TextRead(transcript, self._held(transcript))))

    def _held(self, transcript: str) -> Held:
        reader = self.session.study.reader
        text = transcripts.load(reader, transcript)
        asked = asked_in(reader, text)
        return Held(text, asked, shown(text, asked.questions))

    @on(TextRead)
    def _text_read(self, message: TextRead) -> None:
        self._reading.discard(message.transcript)
        self._texts[message.transcript] = message.held
        while len(self._texts) > KEPT:
            self._texts.popitem(last=False)
        item = self.queue.current
        if item is not None and item.suggestion.transcript == message.transcript:
            self.show_current()
        elif item is not None:
            self._draw_list()

    def text_of(self, item: Item) -> Held | None:
        """The transcript of a suggestion, None while it is being read."""
        held = self._texts.get(item.suggestion.transcript)
        if held is not None:
            self._texts.move_to_end(item.suggestion.transcript)
        return held

    def is_shown(self, item: Item) -> bool:
        """Whether the words of a suggestion are on the screen."""
        return item is self.queue.current and self.text_of(item) is not None

    def _fetch_ahead(self) -> None:
        for item in self.queue.items[self.queue.at : self.queue.at + AHEAD + 1]:
            self.fetch(item.suggestion.transcript)

    # The suggestion

    def show_current(self) -> None:
        """Show the suggestion that is being read, or how it ended."""
        item = self.queue.current
        held = self.text_of(item) if item is not None else None
        self._fetch_ahead()
        self.set_class(held is None, "-over")
        self.tell_facts()
        self.draw_list()
        if item is None or held is None:
            self.card.update("\n\n".join(map(display, self._card(item))))
            return
        suggestion = item.suggestion
        self.passage.present(
            held.document, self.span or suggestion.span, suggestion.why.words, [*self._marks(suggestion)]
        )
        self.place.update(display(cut(place_words(suggestion, held.text, held.asked), max(20, self.size.width - 2))))
        self.because.update(self._because(suggestion))
        self._show_details()

    def _because(self, suggestion: Suggestion) -> str:
        """The reasons, with as much of the nearest passage as two lines have room for."""
        room = 2 * max(30, self.query_one("#reading").content_size.width - 4)
        told = (because(suggestion.why, length=length) for length in (90, 70, 50, 35, 20))
        shown = [line for line in told if cell_len(line) <= room]
        return shown[0] if shown else because(suggestion.why, length=20)

    def _card(self, item: Item | None) -> tuple[str, ...]:
        if item is not None:
            return (_("Opening {transcript} …").format(transcript=item.suggestion.name),)
        return (self.waiting,) if self.waiting else self.ending

    def _marks(self, suggestion: Suggestion) -> Iterator[Mark]:
        """One's own codings of the transcript, and the proposal, which never looks like them."""
        for coding in codings.of_transcript(self.session.study.reader, suggestion.transcript, self.session.coder.uuid):
            if coding.code in self.book:
                code = self.book.get(coding.code)
                yield Mark(coding.uuid, coding.span.start, coding.span.end, code.short, colour_of(self.book, code))
        span, code = self.span or suggestion.span, self.book.get(self.instead or suggestion.code)
        yield Mark(PROPOSED, span.start, span.end, code.short, colour_of(self.book, code), MarkKind.SUGGESTION)

    def redraw_marks(self) -> None:
        """The margin as it is now: another proposal, or a coding that has just reached the disk."""
        item = self.queue.current
        if item is not None and self.is_shown(item):
            self.passage.set_marks(self._marks(item.suggestion))

    def redraw_proposal(self) -> None:
        """The proposal has other boundaries, or another code."""
        item = self.queue.current
        if item is not None and self.is_shown(item):
            self.passage.propose(self.span or item.suggestion.span, self._marks(item.suggestion))
            self.tell_facts()

    def tell_facts(self) -> None:
        """Code and definition, then band, rank and what else is to be known at a glance."""
        item = self.queue.current
        code = item.suggestion.code if item is not None else self.code
        self.title_is(self._title(code))
        known = self.book.get(code) if code is not None and code in self.book else None
        definition = " ".join(known.definition.split()) if known is not None else ""
        if known is not None and not definition:
            definition = _("This code has no definition yet; one line in the codebook makes suggestions better.")
        self.definition.update(display(cut(definition, max(20, self.size.width - 2))))
        self.facts.update(display(cut(" · ".join(self._facts(item, code)), max(20, self.size.width - 2))))

    def _title(self, code: str | None) -> str:
        language = self.session.language
        title = _("Suggestions over all codes") if self.code is None else _("Suggestions")
        if code is not None and code in self.book:
            known = self.book.get(code)
            title += f" ─ {known.short}  {known.label(language)}"
        if self.instead is not None and self.instead != code:
            title += f" → {self.short(self.instead)}  {self.book.get(self.instead).label(language)}"
        if self.order is QueueOrder.UNCERTAIN:
            title += " ─ " + _("most uncertain first")
        return title

    def _facts(self, item: Item | None, code: str | None) -> Iterator[str]:
        tally = self.queue.tallies.get(code or "")
        if item is not None:
            if item.fate in FATES:
                yield f"{SIGNS[item.fate]} {_(FATES[item.fate])}"
            yield band_word(item.suggestion.band)
            yield rank_words(item.suggestion, item.candidates)
        if tally is not None and (told := tally_words(tally.accepted, tally.decided)):
            yield told
        if item is not None:
            yield from facts_of(item.suggestion)
        if self.reordered:
            yield _("reordered after {count} decisions").format(count=self.reordered)
        if item is not None and item.partial:
            yield _("from what is read so far")

    # The side list

    def draw_list(self) -> None:
        """Bring the side list up to date."""
        self._draw_list()

    def _draw_list(self) -> None:
        if self.following.display:
            self.following.show([self._row(index, item) for index, item in enumerate(self.queue.items)])
            self.following.border_subtitle = ""

    def _row(self, index: int, item: Item) -> Row:
        lit = index == self.queue.at
        sign = "…" if item.pending else SIGNS[item.fate]
        head = band_word(item.suggestion.band)
        if self.code is None:
            head = f"{self.short(item.suggestion.code)} · {head}"
        head = f"{head} · {item.suggestion.name} §{item.suggestion.turn}"
        words = " ".join(item.words.split())
        return Row("▶" if lit and sign == " " else sign, head, words, lit, item.fate is not Fate.OPEN)

    @on(SuggestionList.Clicked)
    def _clicked(self, message: SuggestionList.Clicked) -> None:
        self.go_to(message.index)

    def go_to(self, index: int) -> None:
        """Read another one; what was changed of this one but not accepted is forgotten."""
        self.span = self.instead = None
        self.queue.stand(index)
        self.show_current()

    # Details

    def action_details(self) -> None:
        """Show all reasons, or the line alone."""
        self.toggle_class("-details")
        self._show_details()

    def action_back(self) -> None:
        """Close the details, or go back; whatever is being read goes on."""
        if self.details_open:
            self.action_details()
        else:
            super().action_back()

    @property
    def details_open(self) -> bool:
        """Whether the details are shown."""
        return self.has_class("-details")

    def _show_details(self) -> None:
        item = self.queue.current
        if item is not None and self.details_open:
            width = max(30, self.query_one("#reading").content_size.width - 4)
            definition = self.book.get(item.suggestion.code).definition
            self.details.update(Content("\n").join(detail_lines(item.suggestion, definition, width)))
            self.query_one("#details", VerticalScroll).scroll_home(animate=False)

    # Reading on

    def _scroll(self, lines: int = 0, pages: int = 0) -> None:
        if self.details_open and pages:
            self.query_one("#details", VerticalScroll).scroll_relative(y=8 * pages, animate=False)
        elif pages:
            self.passage.scroll_pages(pages)
        else:
            self.passage.scroll_lines(lines)

    def action_line_down(self) -> None:
        """Read on."""
        self._scroll(1)

    def action_line_up(self) -> None:
        """Read what comes before."""
        self._scroll(-1)

    def action_page_down(self) -> None:
        """Read on by a screen."""
        self._scroll(pages=1)

    def action_page_up(self) -> None:
        """Read what comes before, by a screen."""
        self._scroll(pages=-1)

    def action_next(self) -> None:
        """Look at the next one without deciding."""
        self._look(1, _("This is the last one."))

    def action_previous(self) -> None:
        """Look at the one before."""
        self._look(-1, _("This is the first one."))

    def _look(self, by: int, nowhere: str) -> None:
        to = self.queue.at + by
        if 0 <= to < len(self.queue.items):
            self.go_to(to)
        else:
            self.complain(nowhere)

    def action_open(self) -> None:
        """Go to the passage in its transcript."""
        if (item := self.queue.current) is not None:
            self.open_passage(item.suggestion.transcript, self.span or item.suggestion.span)
