"""What the list of disagreements and the screen of rulings share: what is looked at, in which order, by which names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.tui.case_filter import CaseFilter, filter_fields, filter_from_line
from workbench.tui.case_reading import CaseList, read_beginning, read_cases
from workbench.tui.messages import outcome
from workbench.tui.ruling_desk import RulingDesk, ruling_desk
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.widgets.completing_line import CompletingLine
from workbench.tui.widgets.line_completion import Field


class CaseTerms(PlainScreen):
    """A screen that shows disagreements of the sitting's filter."""

    @dataclass
    class Known(Message):
        """What can stand in the line of the filter was read."""

        fields: Sequence[Field]

    @dataclass
    class CasesRead(Message):
        """The disagreements were read, or their beginning.

        Attributes:
            found: What was read.
            prefer: Key of the case to stand on, "" to stay.
        """

        found: CaseList
        prefer: str

    line: CompletingLine
    listed: CaseList

    @property
    def desk(self) -> RulingDesk:
        """What this sitting's screens share."""
        return ruling_desk(self.session)

    def look_at(self, looking: CaseFilter) -> None:
        """Look at other cases, or in another order."""
        self.desk.looking = looking
        self.say("")
        self.read()

    # Reading

    def read(self, prefer: str = "") -> None:
        """Read the disagreements anew; where others are looked at than before, their beginning comes first.

        Args:
            prefer: Key of the case to stand on, "" to stay.
        """
        others = not self.listed.persons or self.listed.looking != self.desk.looking
        self._read(prefer, begin=others)

    @work(thread=True, exclusive=True, group="cases")
    def _read(self, prefer: str, *, begin: bool) -> None:
        session, looking = self.session, self.desk.looking

        def whole() -> Message:
            if begin and (found := read_beginning(session, looking)) is not None:
                self.post_message(self.CasesRead(found, prefer))
            return self.CasesRead(read_cases(session, looking), prefer)

        self.post_message(outcome(whole))

    @on(CasesRead)
    def _cases_read(self, message: CasesRead) -> None:
        if message.found.looking == self.desk.looking:
            self.show_cases(message.found, message.prefer)

    if TYPE_CHECKING:

        def show_cases(self, found: CaseList, prefer: str) -> None:
            """Show what was read."""

        def open_line(self) -> None:
            """Give the keys to the line."""

        def close_line(self) -> None:
            """Take them back."""

        def redraw(self) -> None:
            """Show the same cases by other names."""

    # One key each

    def action_kind(self) -> None:
        """One kind alone, the next one, then all again."""
        self.look_at(self.desk.looking.next_kind())

    def action_which(self) -> None:
        """Open, to be discussed, out of date, ruled, all."""
        self.look_at(self.desk.looking.next_which())

    def action_order(self) -> None:
        """In text order, or the costliest first."""
        self.look_at(self.desk.looking.next_order())

    def action_clear(self) -> None:
        """Look at everything again, whatever was ruled."""
        self.look_at(CaseFilter(which="all", order=self.desk.looking.order))

    def action_hide(self) -> None:
        """Names, or letters."""
        naming = self.desk.naming
        naming.hidden = not naming.hidden
        self.redraw()
        if naming.hidden:
            self.say(_("Names are hidden; letters and numbers are drawn anew for each passage."))
        else:
            self.say(_("Names are shown."))

    # The line

    def action_filter(self) -> None:
        """Say in one line what to look at."""
        self.message.display = False
        self.line.ask(_("Filter:"), self.desk.looking.line(), ())
        self.open_line()
        self._read_fields()

    @work(thread=True, exclusive=True, group="fields")
    def _read_fields(self) -> None:
        self.post_message(outcome(lambda: self.Known(filter_fields(self.session))))

    @on(Known)
    def _know(self, message: Known) -> None:
        if self.line.display:
            self.line.know(message.fields)

    @on(CompletingLine.Accepted)
    def _accepted(self, message: CompletingLine.Accepted) -> None:
        """Take the line, if it can be understood; else leave it to be mended."""
        try:
            looking = filter_from_line(message.text)
        except StudyError as error:
            self.message.display = True
            self.complain(str(error))
            return
        self.close_line()
        now = self.desk.looking
        self.look_at(replace(looking, codings=now.codings, about=now.about))
