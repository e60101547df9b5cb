"""The first paint: the transcript that was left, at the place where it was left, and nothing else yet.

Everything around the text is imported and mounted while this is being read; the coding screen then lies in its place,
with the text where it stood.
"""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.store import states, transcripts
from workbench.tui.session import Session
from workbench.tui.showing import shown
from workbench.tui.widgets.header_line import HeaderLine, Heading
from workbench.tui.widgets.transcript_view import TranscriptView

#: Where the coding screen changes its layout: columns and the class it then has.
BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (118, "-home"), (160, "-roomy")]


class OpeningScreen(Screen[None]):
    """Laid out as the coding screen is, with the panes empty.

    Args:
        session: The open study.
        transcript: uuid of the transcript to open; None for where the coder left off.
    """

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    def __init__(self, session: Session, *, transcript: str | None = None) -> None:
        super().__init__(classes="coding")
        self.session = session
        self.view = TranscriptView(id="transcript")
        self._transcript = transcript

    def compose(self) -> ComposeResult:
        """Heading, text, and the room of what will stand beside it."""
        self.header = HeaderLine()
        yield self.header
        with Horizontal(id="desk"):
            yield Vertical(id="book")
            yield self.view
            yield Vertical(id="passage")
        yield Vertical(classes="line")
        yield Vertical(classes="line")

    def on_mount(self) -> None:
        """Show the text; what cannot be shown is told by the coding screen, which tries again."""
        self.view.border_title = _("Transcript")
        reader, coder = self.session.study.reader, self.session.coder
        try:
            left = self._transcript or states.begin_with(reader, coder.uuid)
            text = transcripts.load(reader, left) if left else None
            place = states.place(reader, coder.uuid, left) if left else None
        except StudyError:
            text = place = None
        self.header.heading = Heading(self.session.name, text.name if text else "", coder.name, self.session.blind)
        if text is not None:
            self.view.show(shown(text))
            if place is not None and place.end <= len(text.text):
                self.view.go_to(place.start)
