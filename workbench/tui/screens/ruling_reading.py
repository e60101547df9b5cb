"""Reading disagreements: the queue and its transcripts, what is on the screen, and going from one case to another."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from transcripts.i18n import _, ngettext
from workbench.store import transcripts
from workbench.store.transcripts import StoredTranscript
from workbench.tui import case_words as words
from workbench.tui.case_filter import WHICH
from workbench.tui.case_reading import CaseList
from workbench.tui.commands import Context
from workbench.tui.desk import asked_in
from workbench.tui.messages import outcome
from workbench.tui.screens.ruling_base import OTHERS, SIDES, RulingBase
from workbench.tui.showing import shown
from workbench.tui.widgets.case_passage import NAMED, Side
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.footer_line import FooterKey
from workbench.tui.widgets.texts import cut
from workbench.tui.widgets.transcript_document import ShownDocument

if TYPE_CHECKING:
    from workbench.workflows.ruling.values import OpenCase

KEPT = 12
"""Transcripts kept as they are shown."""
BESIDE = 100
"""Columns from which on sides stand beside each other."""
AHEAD = 3
"""Cases whose transcripts are read before they are needed."""


@dataclass(frozen=True, slots=True)
class Held:
    """A transcript ready to be shown."""

    text: StoredTranscript
    document: ShownDocument


class RulingReading(RulingBase):
    """What is on the screen; changes nothing in the study."""

    @dataclass
    class TextRead(Message):
        """A transcript was read."""

        transcript: str
        held: Held

    _texts: "OrderedDict[str, Held]"
    _reading: set[str]
    _marked: tuple[Side, ...] = ()
    _presented = ""
    _unsettled = False
    ending: tuple[str, ...] = ()

    # The queue

    def fill(self) -> None:
        """Read the queue, unless whoever opened the screen has it."""
        if not hasattr(self, "_texts"):
            self._texts, self._reading = OrderedDict(), set()
            self.ending = (_("Looking for disagreements …"),)
            self.enter(Context.RULING)
        self.show_current()
        if self.listed.persons:
            self.show_cases(self.listed, self.begin_with)
        else:
            self.read()

    def read(self, prefer: str = "") -> None:
        """Read the queue anew."""
        self._unsettled = bool(self.queue.pending.total())
        super().read(prefer or self.begin_with)

    def show_cases(self, found: CaseList, prefer: str) -> None:
        """Show what was read; what was ruled on while the rest was being read stays so."""
        ruled = [case for case in self.queue.cases if case.ruling is not None] if not self.listed.whole else []
        if not found.whole and prefer and all(case.key != prefer for case in found.cases):
            return
        self.listed = found
        self.queue.take(found.cases, prefer=prefer)
        if found.whole:
            self.begin_with = ""
        for case in ruled:
            self.put(case)
        self.ending = found.ending(self.key)
        self._presented = ""
        self.show_current()

    def put(self, case: "OpenCase") -> None:
        """A case is as it is given now."""
        place = self.queue.place(case.key)
        if place is not None:
            self.listed.turned(self.queue.cases[place].status, case.status)
            self.queue.put(case)

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
        return Held(text, shown(text, asked_in(reader, text).questions))

    @on(TextRead)
    def _text_read(self, message: TextRead) -> None:
        self._reading.discard(message.transcript)
        self._texts[message.transcript] = message.held
        while len(self._texts) > KEPT:
            self._texts.popitem(last=False)
        if (case := self.queue.current) is not None and case.transcript == message.transcript:
            self.show_current()

    def held(self, case: "OpenCase") -> Held | None:
        """The transcript of a case, None while it is being read."""
        held = self._texts.get(case.transcript)
        if held is not None:
            self._texts.move_to_end(case.transcript)
        return held

    def text_of(self, case: "OpenCase") -> str:
        """The text of its transcript, "" while it is being read."""
        held = self.held(case)
        return held.text.text if held is not None else ""

    def is_shown(self, case: "OpenCase") -> bool:
        """Whether the words of a case are on the screen."""
        return case is self.queue.current and self.held(case) is not None

    def _fetch_ahead(self) -> None:
        for case in self.queue.cases[self.queue.at : self.queue.at + AHEAD + 1]:
            self.fetch(case.transcript)

    # The case

    def show_current(self) -> None:
        """Show the case that is read, or how it ended."""
        case = self.queue.current
        self._fetch_ahead()
        held = self.held(case) if case is not None else None
        self.set_class(held is None, "-over")
        self.tell_counts()
        if case is None or held is None:
            self.sides, self._presented = (), ""
            self.card.update("\n\n".join(map(display, self._card(case))))
            return
        self.sides = self.desk.naming.sides(case)
        named = sum(bool(side.codings) for side in self.sides) <= NAMED
        self._marked = tuple(words.marked(side, self.book, named=named) for side in self.sides)
        if self._presented != case.key:
            self._presented = case.key
            self.tried = ""
            self.passage.present_case(held.document, case.span, self._marked)
            self.set_class(False, "-details")
        self.columns.set_class(self.size.width >= BESIDE, "-beside")
        self._show_sides()
        self._tell_verdicts(case)
        self.tell_status()
        self.tell_tried()

    def redraw(self) -> None:
        """Show the case that is read anew, from its passage on: sides have other names, or another order."""
        self._presented = ""
        self.show_current()

    def _show_sides(self) -> None:
        case = self.queue.current
        if case is not None:
            called, text = self.called(), self.text_of(case)
            cards = words.cards(self.sides, called, self.book, text, self.session.language)
            self.columns.show(cards, self._lit())

    def _lit(self) -> int:
        return SIDES.index(self.tried) + 1 if self.tried in SIDES else 0

    def on_resize(self) -> None:
        """Side by side where there is room."""
        self.columns.set_class(self.size.width >= BESIDE, "-beside")
        self.columns.redraw()
        self.tell_counts()
        if (case := self.queue.current) is not None and self.sides:
            self._tell_verdicts(case)

    def _card(self, case: "OpenCase | None") -> tuple[str, ...]:
        return (_("Opening {transcript} …").format(transcript=case.name),) if case is not None else self.ending

    def _tell_verdicts(self, case: "OpenCase") -> None:
        """The rulings that make a difference here; the majority with its share, and only where there is one."""
        sensible = {f"ruling.{verdict.value}" for verdict in words.telling(case)}
        entries = [
            FooterKey(name, self.key(name), ", ".join(side.names) if self.size.width >= BESIDE else "")
            for name, side in zip(SIDES, self.sides, strict=False)
        ]
        for name in OTHERS:
            if name in sensible:
                entries.append(FooterKey(name, self.key(name), self._title(name, case)))
        self.verdicts.entries = tuple(entries)

    def _title(self, name: str, case: "OpenCase") -> str:
        from workbench.tui.commands import command

        title = _(command(name).title)
        if name != "ruling.majority" or case.majority is None:
            return title
        held, readers = len(case.positions[case.majority].coders), sum(1 for _coder in case.coders)
        return _("{title}, {count} of {all}").format(title=title, count=held, all=readers)

    def tell_status(self) -> None:
        """What was ruled, or what reason is written for what is about to be."""
        case = self.queue.current
        said = ""
        if case is not None:
            ruling = case.ruling
            by = self.session.names.get(ruling.coder, "?") if ruling is not None else ""
            said = words.ruling_words(case, self.sides, by)
            if draft := self.desk.reasons.get(case.key, ""):
                said += (" " if said else "") + _("Reason, for your ruling: {reason}").format(reason=draft)
        self.status.update(display(said))
        self.status.display = bool(said) and not self.has_class("-over")

    # The lines above the passage

    def tell_counts(self) -> None:
        """Bring the lines above the passage up to date."""
        room = max(20, self.size.width - 2)
        self.title_is(*self._heading())
        self.what.update(display(cut(" · ".join(self._what()), room)))
        self.counts.update(display(cut(" · ".join(self._counts()), room)))

    def _heading(self) -> Iterator[str]:
        case = self.queue.current
        yield _("Disagreements")
        if case is not None:
            yield _("case {number} of {count}").format(number=self.queue.at + 1, count=len(self.queue.cases))
            yield _("being written …") if self.queue.pending[case.key] else _(WHICH[case.status.value])
        if self.desk.naming.hidden:
            yield _("names hidden")

    def _what(self) -> Iterator[str]:
        case = self.queue.current
        if case is None:
            return
        held = self.held(case)
        yield words.kinds_words(case)
        yield words.codes_words(case)
        yield case.name
        if held is not None:
            turn = next((one for one in reversed(held.text.turns) if one.span.start <= case.span.start), None)
            if turn is not None:
                who = turn.participant or turn.speaker
                yield f"§{turn.number}" + (f" {who}" if who and who != case.name else "")
        yield ngettext("{count} character apart", "{count} characters apart", case.cost).format(count=case.cost)

    def _counts(self) -> Iterator[str]:
        yield from self.listed.count_words()
        yield _("shown: {what}").format(what=", ".join(self.desk.looking.words()))
