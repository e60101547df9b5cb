"""A passage on which coders differ, in its transcript: what each side marked is told apart, in colour and without."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events

from transcripts.spans import Span
from workbench.tui.widgets.suggestion_passage import SuggestionPassage
from workbench.tui.widgets.transcript_document import ShownDocument
from workbench.tui.widgets.transcript_line import TRACKS
from workbench.tui.widgets.transcript_margin import SLOT
from workbench.tui.widgets.transcript_marks import Mark

NAMED = 2
"""Sides that have room for the names of their codes in the margin; of more, only numbers stand there."""
SHORT_SLOT = 3


@dataclass(frozen=True, slots=True)
class Side:
    """What one position marks.

    Attributes:
        spans: The words.
        marks: How it stands in the margin.
    """

    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]


class CasePassage(SuggestionPassage):
    """Stripes in the margin, and in the text: first underlined, second shaded, then bold, italic, doubly underlined."""

    DEFAULT_CSS = """
    CasePassage > .transcript--selection { background: transparent; color: $foreground; }
    CasePassage:focus > .transcript--selection { background: transparent; color: $foreground; }
    CasePassage > .transcript--track-1 { text-style: underline; }
    CasePassage > .transcript--track-2 { background: $primary 35%; }
    CasePassage > .transcript--track-3 { text-style: bold; color: $accent; }
    CasePassage > .transcript--track-4 { text-style: italic; }
    CasePassage > .transcript--track-5 { text-style: uu; }
    """

    @property
    def extended(self) -> bool:
        """Nobody chose the span, so no end of it is marked."""
        return False

    def present_case(self, document: ShownDocument, span: Span, sides: Sequence[Side]) -> None:
        """Show a case.

        Args:
            document: Its transcript.
            span: All of it.
            sides: What each position marks, in the order of their numbers; those that mark nothing do so too.
        """
        marking = [side for side in sides if side.spans]
        self.slot = SLOT if len(marking) <= NAMED else SHORT_SLOT
        self.present(document, span, (), [mark for side in sides for mark in side.marks])
        self.set_tracks((span, flag) for side, flag in zip(marking, TRACKS, strict=False) for span in side.spans)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click in the margin is told; the words are there to be read, not to be selected."""
        layout = self._wrapped
        if layout is not None and event.button == 1:
            line, cell = self._pointed(event)
            if cell >= layout.columns.margin_start:
                self._click_margin(line, cell - layout.columns.margin_start)

    def on_click(self, event: events.Click) -> None:
        """A double click selects nothing either."""

    def try_on(self, sides: Sequence[Side], tried: Iterable[Mark]) -> None:
        """Show in the margin what would stand."""
        self.set_marks([*(mark for side in sides for mark in side.marks), *tried])
