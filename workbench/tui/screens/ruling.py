"""The screen on which somebody rules: case by case, what each coder gave side by side, one key for each ruling."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content

from transcripts.i18n import _
from workbench.tui import ruling_acts as acts
from workbench.tui.case_details import definition_lines
from workbench.tui.case_notes import Explained, explained_codes
from workbench.tui.case_reading import CaseList
from workbench.tui.commands import Context
from workbench.tui.screens.ruling_deciding import RulingDeciding

if TYPE_CHECKING:
    from codebook.ruling import Ruling
    from workbench.workflows.ruling.values import OpenCase


class RulingScreen(RulingDeciding):
    """Lies on the coding screen, or on the list of disagreements, until Esc."""

    _asked: "OpenCase | None" = None
    _noting: "Ruling | None" = None
    _explained: tuple[Explained, ...] = ()
    _side = 0

    # Reasons

    def action_reason(self) -> None:
        """Write why, before or after ruling on what is shown."""
        case = self.queue.current
        if case is None:
            self.action_last_reason()
            return
        kept = case.ruling.reason if case.ruling is not None and not case.stale else ""
        self._asked = case
        self._ask_line(_("Reason:"), self.desk.reasons.get(case.key, kept), self._reasoned)

    def action_last_reason(self) -> None:
        """Write why, for what was ruled last."""
        ruling = self.desk.last
        case = next((one for one in self.queue.cases if ruling is not None and one.key == ruling.key), None)
        if ruling is None or case is None:
            self.complain(_("Nothing was ruled on here in this sitting."))
            return
        self._asked = case
        self._ask_line(_("Reason, for the last ruling:"), ruling.reason, self._reasoned)

    def _reasoned(self, text: str) -> None:
        """Keep a reason: with the ruling if there is one, else until there is."""
        place = self.queue.place(self._asked.key) if self._asked is not None else None
        if place is None:
            return
        case = self.queue.cases[place]
        if self.queue.is_open(case):
            self.desk.reasons[case.key] = text.strip()
            self.tell_status()
        else:
            work = acts.give_reason(self.session.coder.uuid, case, text)
            self._ask_writer(work, case, self._ruled)

    # Lines

    def _ask_line(self, question: str, text: str, then: Callable[[str], None]) -> None:
        self.enter(Context.LINE)
        self.ask(question, text, then)
        self.tell_footer()

    def action_line_accept(self) -> None:
        """Take what was typed."""
        then, text = self._then, self.prompt.input.value
        self.enter(Context.RULING)
        if then is not None:
            then(text)

    def action_line_leave(self) -> None:
        """Leave the line without a change."""
        self._explained = ()
        self.enter(Context.RULING)

    async def type(self, event: events.Key) -> None:
        """In the line of a codebook note, Tab goes to the next code and side."""
        if self._explained and event.key == "tab":
            self._side = (self._side + 1) % len(self._explained)
            self.prompt.label.update(self._explained[self._side].question())
        else:
            await super().type(event)

    # A note of the codebook

    def action_note(self) -> None:
        """Make an include or exclude note of a code from a ruling: of the one shown, else of the last."""
        case = self.queue.current
        ruling = case.ruling if case is not None and not case.stale else None
        ruling = ruling or self.desk.last
        if ruling is None:
            self.complain(_("Rule first: a note is made from a ruling."))
            return
        self._noting, self._side = ruling, 0
        explained = explained_codes(ruling, self.book)
        if explained:
            self._ask_line(explained[0].question(), ruling.reason, self._noted)
            self._explained = explained

    def _noted(self, text: str) -> None:
        explained, ruling = self._explained, self._noting
        self._explained = ()
        if explained and ruling is not None and text.strip():
            one = explained[self._side]
            work = acts.note(self.session.coder.uuid, ruling.uuid, code=one.code.uuid, side=one.side, text=text)
            self._ask_writer(work, None, self.read_book)

    # Details

    def action_codes(self) -> None:
        """What the codes of this passage mean; again to close."""
        case = self.queue.current
        if case is None or self.has_class("-details"):
            self.remove_class("-details")
            return
        codes = [self.book.get(code.uuid) for code in case.codes if code.uuid in self.book]
        self.details.update(Content("\n").join(definition_lines(codes, self.session.language)))
        self.add_class("-details")
        self.query_one("#details", VerticalScroll).scroll_home(animate=False)

    def action_agreement(self) -> None:
        """Agreement before the rulings and after them."""
        from workbench.tui.screens.ruling_agreement import RulingAgreementScreen

        self.app.push_screen(RulingAgreementScreen(self.session))

    # Leaving

    def on_unmount(self) -> None:
        """Let go of the cases: a closed screen may lie about for long, and they are large."""
        self.listed = CaseList()
        self.queue.cases = []

    def action_list(self) -> None:
        """Show all of these disagreements in a list."""
        from workbench.tui.screens.disagreements import DisagreementsScreen

        below = self.app.screen_stack[-2]
        self.dismiss()
        if not isinstance(below, DisagreementsScreen):
            self.app.push_screen(DisagreementsScreen(self.session))

    def action_back(self) -> None:
        """Close what is open, or go back."""
        if self.has_class("-details"):
            self.remove_class("-details")
        else:
            self.dismiss()
