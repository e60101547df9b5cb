"""Ruling: one key each; taking back, doing again, withdrawing.

A key goes on to the next open case at once; the line says what happened when it is on the disk.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.message import Message

from codebook.ruling import Verdict
from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.errors import RulingError
from workbench.logs import unexpected
from workbench.store import codes
from workbench.tui import case_words as words
from workbench.tui import ruling_acts as acts
from workbench.tui.ruling_acts import Settled
from workbench.tui.screens.ruling_base import SIDES
from workbench.tui.screens.ruling_keys import OneKeyEach
from workbench.tui.screens.ruling_moving import RulingMoving
from workbench.tui.widgets.cell_widths import display
from workbench.tui.widgets.verdict_bar import VerdictBar

if TYPE_CHECKING:
    from workbench.workflows.ruling.values import MadeCoding, OpenCase

WEIGHING = (Verdict.UNION, Verdict.INTERSECTION)


@dataclass(frozen=True, slots=True)
class Meant:
    """A ruling as it is meant.

    Attributes:
        verdict: What is ruled.
        chosen: Place of a position, None for none.
        made: What it would put in the consensus.
        fault: Why it cannot be, "" if it can.
    """

    verdict: Verdict
    chosen: int | None
    made: "tuple[MadeCoding, ...]" = ()
    fault: str = ""


class RulingDeciding(OneKeyEach, RulingMoving):
    """What the keys do to the study."""

    @dataclass
    class Decided(Message):
        """An act is on the disk, or was refused.

        Attributes:
            future: The act.
            case: The case that it was about, None for undo and redo.
            then: What is to be done once it is on the disk.
        """

        future: "Future[Settled]"
        case: "OpenCase | None"
        then: Callable[[Settled], None] | None = None

    _changed: Sequence[str] = ()

    # What a key means

    def _meaning(self, name: str, case: "OpenCase") -> Meant:
        """What a ruling would do; for union and intersection, the side that is tried says whose stance counts."""
        if name in SIDES:
            number = SIDES.index(name) + 1
            if number > len(self.sides):
                return Meant(Verdict.POSITION, None, fault=_("There is no answer {number} here.").format(number=number))
            return _outcome(case, Verdict.POSITION, self.sides[number - 1].place)
        verdict = Verdict(name.partition(".")[2])
        plain = _outcome(case, verdict, None)
        if plain.fault and verdict in WEIGHING and self.tried in SIDES[: len(self.sides)]:
            weighed = _outcome(case, verdict, self.sides[SIDES.index(self.tried)].place)
            return plain if weighed.fault else weighed
        return plain

    def tell_tried(self) -> None:
        """Show what the ruling that is tried would put in the consensus."""
        case = self.queue.current
        self.verdicts.lit = self.tried
        if case is None or not self.tried:
            self.passage.try_on(self._marked, ())
            said = _("{key} shows what each ruling would put in the consensus.")
            self.preview.update(Content.styled(said.format(key=self.key("ruling.next_choice")), "dim"))
            return
        meant = self._meaning(self.tried, case)
        self.passage.try_on(self._marked, words.tried_marks(meant.made, self.book))
        self.preview.update(display(" ".join(self._told(meant, case))))

    def _told(self, meant: Meant, case: "OpenCase") -> Iterator[str]:
        from workbench.workflows.ruling.outcomes import cautions

        if meant.fault:
            yield f"⚠ {meant.fault}"
        elif meant.verdict is Verdict.DISCUSS:
            yield _("Nothing would stand until it has been discussed.")
        else:
            yield _("Would stand in the consensus: {made}.").format(
                made=words.made_words(meant.made, self.book, self.text_of(case))
            )
            yield from (f"⚠ {one}" for one in cautions(self.book, meant.made))
        if not meant.fault:
            yield _("{key} rules so.").format(key=self.key("ruling.accept"))

    @on(VerdictBar.Pressed)
    def _pressed(self, message: VerdictBar.Pressed) -> None:
        if message.command == self.tried:
            self.rule(message.command)
        else:
            self.try_on(message.command)

    # Ruling

    def rule(self, name: str) -> None:
        """Rule as a command says, if that can be; the next open case comes by itself."""
        case = self.queue.current
        if case is None:
            self.complain(_("There is nothing to rule on here."))
        elif self.queue.pending[case.key]:
            self.complain(_("The ruling on this one is being written."))
        elif not self.is_shown(case):
            self.complain(_("Its words are not on the screen yet."))
        elif (meant := self._meaning(name, case)).fault:
            self.complain(meant.fault + self._hint(meant))
        else:
            self._submit(case, meant)

    def _hint(self, meant: Meant) -> str:
        if meant.verdict not in WEIGHING or self.tried in SIDES:
            return ""
        return " " + _("{key} to an answer first: then its stance and strength count.").format(
            key=self.key("ruling.next_choice")
        )

    def _submit(self, case: "OpenCase", meant: Meant) -> None:
        kept = case.ruling.reason if case.ruling is not None and not case.stale else ""
        number = next((side.number for side in self.sides if side.place == meant.chosen), None)
        work = acts.rule(
            self.session.coder.uuid,
            case,
            meant.verdict,
            meant.chosen,
            number=number,
            reason=self.desk.reasons.get(case.key, kept),
            book=self.book,
            text=self.text_of(case),
        )
        self.queue.pending[case.key] += 1
        self._ask_writer(work, case, self._ruled)
        self.go_on()

    def _ask_writer(
        self, work: acts.Act, case: "OpenCase | None", then: Callable[[Settled], None] | None = None
    ) -> None:
        future = self.session.writer.submit(work)
        future.add_done_callback(lambda done: self.post_message(self.Decided(done, case, then)))

    @on(Decided)
    def _decided(self, message: Decided) -> None:
        if message.case is not None:
            self.queue.pending[message.case.key] = max(0, self.queue.pending[message.case.key] - 1)
        if (fault := _fault(message.future)) is not None:
            self._refused(fault, message.case)
            return
        settled = message.future.result()
        self._take(settled)
        if message.then is not None:
            message.then(settled)
        if self._unsettled and not self.queue.pending.total():
            self.read()  # what was read before this was on the disk does not know of it
        back = _("{key} takes it back.").format(key=self.key("ruling.undo"))
        self.say(f"{settled.sentence} {back}" if settled.ruling is not None else settled.sentence)

    def _refused(self, fault: str, case: "OpenCase | None") -> None:
        """Nothing was written: go back to where it was asked for, as it is now."""
        if case is not None:
            self.queue.stand(case.key)
            self.read(prefer=case.key)
        self.show_current()
        self.complain(fault)

    def _take(self, settled: Settled) -> None:
        """Cases as they are now."""
        known = {case.key: case.ruling for case in self.queue.cases}
        self._changed = [case.key for case in settled.cases if known.get(case.key, case.ruling) != case.ruling]
        for case in settled.cases:
            self.put(case)
        if self.queue.current is None:
            self.ending = self.listed.ending(self.key)
        self.show_current()

    def _ruled(self, settled: Settled) -> None:
        self.desk.last, self.desk.undone = settled.ruling, 0
        if settled.ruling is not None:
            self.desk.reasons.pop(settled.ruling.key, None)

    # Taking back

    def action_undo(self) -> None:
        """Take the last ruling back."""
        self._ask_writer(acts.take_back(self.session.coder.uuid), None, self._taken_back)

    def read_book(self, _settled: Settled | None = None) -> None:
        """The codebook says something else now."""
        self.book = codes.book(self.session.study.reader)

    def _taken_back(self, settled: Settled) -> None:
        self.read_book()
        self.desk.undone += 1
        self.desk.last = None
        self._go_to_changed(settled)

    def action_redo(self) -> None:
        """Rule again what was taken back."""
        if not self.desk.undone:
            self.complain(_("Nothing was taken back here that could be done again."))
        else:
            self._ask_writer(acts.do_again(self.session.coder.uuid), None, self._done_again)

    def _done_again(self, settled: Settled) -> None:
        self.read_book()
        self.desk.undone -= 1
        self._go_to_changed(settled)

    def _go_to_changed(self, settled: Settled) -> None:
        """Stand on the case that came back; one that is not in this list is read with it."""
        if self._changed and self.queue.stand(self._changed[0]):
            self.show_current()
            return
        if settled.place is None:
            return
        transcript, span = settled.place
        case = next((one for one in settled.cases if one.transcript == transcript and one.span == span), None)
        if case is not None:
            self.read(prefer=case.key)

    def action_withdraw(self) -> None:
        """Take the ruling on this passage away."""
        case = self.queue.current
        if case is None or case.ruling is None:
            self.complain(_("Nobody has ruled on this one."))
        else:
            self._ask_writer(acts.withdraw(self.session.coder.uuid, case), case)

    def action_accept(self) -> None:
        """Rule as the lit choice says."""
        if self.tried:
            self.rule(self.tried)
        else:
            self.complain(_("{key} lights a choice first.").format(key=self.key("ruling.next_choice")))


def _outcome(case: "OpenCase", verdict: Verdict, chosen: int | None) -> Meant:
    from workbench.workflows.ruling.outcomes import outcome

    try:
        return Meant(verdict, chosen, outcome(case, verdict, chosen))
    except RulingError as error:
        return Meant(verdict, chosen, fault=str(error))


def _fault(future: "Future[Settled]") -> str | None:
    error = future.exception()
    if error is None:
        return None
    return str(error) if isinstance(error, StudyError) else unexpected(error)
