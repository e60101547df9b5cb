"""Going through disagreements: trying a ruling before it is made, from case to case, and reading on."""

from textual import on

from transcripts.i18n import _
from workbench.tui.screens.ruling_base import SIDES
from workbench.tui.screens.ruling_reading import RulingReading
from workbench.tui.widgets.case_sides import SideColumn
from workbench.tui.widgets.transcript_view import TranscriptView


class RulingMoving(RulingReading):
    """What the keys and the mouse do to the screen; changes nothing in the study."""

    # Trying a ruling

    @on(SideColumn.Clicked)
    def _side_clicked(self, message: SideColumn.Clicked) -> None:
        if 0 < message.number <= len(SIDES):
            self.try_on(SIDES[message.number - 1])

    @on(TranscriptView.MarkClicked)
    def _mark_clicked(self, message: TranscriptView.MarkClicked) -> None:
        number = message.uuid.partition(".")[0]
        if number.isdigit() and int(number) <= len(SIDES):
            self.try_on(SIDES[int(number) - 1])

    def try_on(self, name: str) -> None:
        """Show what a ruling would put in the consensus."""
        self.tried = name
        self.columns.light(self._lit())
        self.tell_tried()

    def action_next_choice(self) -> None:
        """Try the next ruling."""
        self._step_choice(1)

    def action_previous_choice(self) -> None:
        """Try the one before."""
        self._step_choice(-1)

    def _step_choice(self, by: int) -> None:
        names = [entry.command for entry in self.verdicts.entries]
        if self.queue.current is not None and names:
            at = names.index(self.tried) + by if self.tried in names else (0 if by > 0 else -1)
            self.try_on(names[at % len(names)])

    # Going on

    def go_on(self) -> None:
        """Go to the next open case."""
        self.queue.go_on()
        if self.queue.current is None:
            self.ending = self.listed.ending(self.key)
        self.show_current()

    def action_next(self) -> None:
        """Look at the next one without ruling."""
        self._look(1, _("This is the last one."))

    def action_previous(self) -> None:
        """Look at the one before."""
        self._look(-1, _("This is the first one."))

    def _look(self, by: int, nowhere: str) -> None:
        if self.queue.step(by):
            self.say("")
            self.show_current()
        else:
            self.complain(nowhere)

    def action_transcript(self) -> None:
        """Go to the passage in its transcript."""
        if (case := self.queue.current) is not None:
            self.open_passage(case.transcript, case.span)

    # Scrolling

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

    def _scroll(self, lines: int = 0, pages: int = 0) -> None:
        if self.has_class("-details"):
            self.query_one("#details").scroll_relative(y=lines or 8 * pages, animate=False)
        elif pages:
            self.passage.scroll_pages(pages)
        else:
            self.passage.scroll_lines(lines)

    def action_sides_down(self) -> None:
        """Read on in what the coders gave."""
        self.columns.scroll_relative(y=2, animate=False)

    def action_sides_up(self) -> None:
        """Read back in what the coders gave."""
        self.columns.scroll_relative(y=-2, animate=False)
