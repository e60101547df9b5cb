"""A proposed passage in its transcript: the transcript view, kept where the passage and what is around it are read."""

from collections.abc import Iterable, Sequence

from transcripts.spans import Span
from workbench.tui.widgets.transcript_document import ShownDocument
from workbench.tui.widgets.transcript_marks import Mark
from workbench.tui.widgets.transcript_view import TranscriptView

_ABOVE = 3
"""A third of the height is for what was said before."""


class SuggestionPassage(TranscriptView):
    """The proposed words are the selection, the matching words its hits; they are told apart without colours too."""

    DEFAULT_CSS = """
    SuggestionPassage { height: 1fr; min-height: 4; }
    SuggestionPassage > .transcript--hit { background: $warning 35%; text-style: bold underline; }
    SuggestionPassage > .transcript--selection { background: $primary-muted; color: $foreground; }
    """

    def present(self, document: ShownDocument, span: Span, words: Sequence[Span], marks: Iterable[Mark]) -> None:
        """Show a passage.

        Args:
            document: Its transcript.
            span: What is proposed.
            words: The matching words.
            marks: What lies on the transcript already, and the proposal.
        """
        if document is not self.document:
            self.show(document, span.start)
        self.set_marks(marks)
        self.set_hits(words)
        self.select(span)
        self._reveal()

    def propose(self, span: Span, marks: Iterable[Mark]) -> None:
        """Other boundaries in the same text."""
        self.set_marks(marks)
        self.select(span)

    def scroll_lines(self, by: int) -> None:
        """Read on, or back, without another selection."""
        self._scroll(self.scroll_offset.y + by)

    def scroll_pages(self, by: int) -> None:
        """The same by screens."""
        self.scroll_lines(by * max(1, self.size.height - 2))

    def _reveal(self) -> None:
        """While edges are moved, as elsewhere; else the passage begins a third down, or higher where it is long."""
        layout, selection, height = self._wrapped, self.selection, self.size.height
        if self.editing_edges or layout is None or selection is None or height <= 0:
            super()._reveal()
            return
        lines = layout.lines_of(selection.start, selection.end)
        above = max(1, min(height // _ABOVE, height - len(lines) - 1))
        self._scroll(lines.start - above)
