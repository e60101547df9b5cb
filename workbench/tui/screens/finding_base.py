"""The asking half of a finding: a report is made in a thread, one at a time, and only the last one asked for counts."""

import threading
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.message import Message

from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.logs import unexpected
from workbench.tui.commands import Context
from workbench.tui.inquiring import Answer, Question, answer
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.sheets import Sheet
from workbench.workflows.findings.report_kind import ReportKind


class FindingBase(PlainScreen):
    """Asks for one kind of report; what shows the answers is in the class above it.

    Args:
        session: The open study.
        kind: Which report.

    Attributes:
        kind: Which report.
        answer: The last answer, None before the first.
        early: The first table of an answer that is still being made, None where none is.
    """

    context = Context.FINDING
    also: ClassVar[tuple[Context, ...]] = (Context.TABLE,)

    @dataclass
    class Made(Message):
        """A report was made; one that was asked for before another is dropped."""

        request: int
        answer: Answer

    @dataclass
    class Early(Message):
        """A table can be shown while the rest of its report is being made."""

        request: int
        sheet: Sheet

    @dataclass
    class Refused(Message):
        """A report could not be made."""

        request: int
        sentence: str

    def __init__(self, session: Session, kind: ReportKind) -> None:
        super().__init__(session)
        self.kind = kind
        self.answer: Answer | None = None
        self.early: Sheet | None = None
        self.asked = Question(kind.name, session.looking)
        self._request = 0
        self._waiting = False
        self._one_at_a_time = threading.Lock()

    def request(self, question: Question) -> None:
        """Ask for a report; whatever was asked for before is not shown any more."""
        self._request += 1
        self._waiting = True
        self.asked = question
        self.say(_("Counting…"))
        self._make(self._request, question)

    @work(thread=True, group="finding")
    def _make(self, request: int, question: Question) -> None:
        """One after the other, so that keys pressed fast do not count the study several times at once."""
        with self._one_at_a_time:
            if request == self._request:
                self.post_message(self._outcome(request, question))

    def _outcome(self, request: int, question: Question) -> Message:
        def early(sheet: Sheet) -> None:
            self.post_message(self.Early(request, sheet))

        try:
            return self.Made(request, answer(self.session, question, early))
        except StudyError as error:
            return self.Refused(request, str(error))
        except Exception as error:  # logged in full, told in brief
            return self.Refused(request, unexpected(error))

    @on(Early)
    def _take_early(self, message: Early) -> None:
        """Show the first table in the place of an older report."""
        if message.request == self._request:
            self.early = message.sheet
            self.show_answer()
            self.say(_("Counting the rest…"))

    @on(Refused)
    def _refuse(self, message: Refused) -> None:
        """Go back to the answer there was: the next question starts from it."""
        if message.request != self._request:
            return
        self.early, self._waiting = None, False
        if self.answer is not None:
            self.asked = self.answer.question
        self.show_answer()
        self.complain(message.sentence)

    @on(Made)
    def _take(self, message: Made) -> None:
        if message.request == self._request:
            self.answer, self.early, self._waiting = message.answer, None, False
            self.asked = message.answer.question
            self.session.looking = self.asked.wanted
            self.show_answer()
            self.tell_outcome(message.answer)

    def show_answer(self) -> None:
        """Show the answer, or the table that came early."""

    def tell_outcome(self, answer: Answer) -> None:
        """Say that the screen shows one's own codings alone, and what was left out and why, as far as there is room."""
        if answer.says_nothing:
            self.complain(" ".join(answer.remarks))
            return
        hint = ""
        if answer.together and answer.layers == (self.session.coder.name,):
            key = self.session.keys.label("finding.layer")
            hint = _("There is no consensus yet; {key} shows the other coders.").format(key=key)
        self.say(" ".join(filter(None, (hint, *answer.remarks))))

    def is_counting(self) -> bool:
        """Whether there is no whole answer to do anything with; says so, unless it was said why there is none."""
        if self._waiting and (self.answer is None or self.early is not None):
            self.say(_("Counting the rest…"))
        return self.answer is None or self.early is not None
