"""The transcript on the screen: wrapped text, who speaks, what is coded, and a selection that is always something.

What a screen does with it::

    view = TranscriptView(id="transcript")            # focusable; has no key bindings of its own
    view.show(ShownDocument(text, turns, sentences), offset=0)    # a new document; forgets marks and hits
    view.set_marks(marks)                             # all at once; Mark(uuid, start, end, short, colour, kind)
    view.add_mark(mark); view.remove_mark(uuid); view.change_mark(mark)    # one at a time: repaints its lines only
    view.set_current(uuid | None)                     # the current coding: ``►NAME`` reversed, its text underlined
    view.marks_at(span | None) -> list[Mark]          # overlapping ``span`` (default: the selection), by start
    view.set_hits(spans)                              # search hits; () takes them away

    view.move(Unit.SENTENCE, +1) -> bool              # selects that sentence; False where there was nowhere to go
    view.move(Unit.WORD, +1) -> bool                  # selects that word; from a sentence, its first (backwards: last)
    view.extend(Unit.WORD, -1) -> bool                # moves the free end of the selection
    view.swap_ends()                                  # the other end is free now (``o``)
    view.collapse()                                   # back to the sentence under the cursor
    view.select(span)                                 # exactly this, scrolled into sight
    view.go_to(offset)                                # the sentence there

    view.begin_edges(span)                            # edit boundaries: selection = span, its end moves
    view.move_edge(Unit.WORD, +1) -> bool             # never past the other end; ``swap_ends()`` takes the other one
    view.end_edges() -> Span                          # what the edges are now; the selection stays on it

    view.selection -> Span | None                     # None only in an empty document
    view.selected_text -> str
    view.cursor -> int                                # where the selection begins, or its free end once extended
    view.extended -> bool                             # whether the span was chosen freely: extended, dragged, selected
    view.editing_edges -> bool
    view.document -> ShownDocument

Units: ``WORD SENTENCE TURN QUESTION`` step by ±n; ``PAGE`` by screens; ``DOCUMENT`` goes to the start (-1) or end (+1);
``UNCODED`` to the next (or previous) stretch of a participant's turn without a coding. ``extend`` and ``move_edge``
take ``CHARACTER WORD SENTENCE TURN``.

Messages (handlers ``on_transcript_view_selection_changed`` …), both dataclasses with ``control``:

- ``TranscriptView.SelectionChanged(view, selection, cursor)`` after every change of either.
- ``TranscriptView.MarkClicked(view, uuid)`` when a stripe or name in the margin is clicked.

Mouse: a click selects the sentence, a drag whole words, a double click one word, a shift-click extends; the wheel
scrolls without moving the cursor.
"""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from transcripts.spans import Span
from workbench.tui.widgets.transcript_canvas import CONTEXT, TranscriptCanvas
from workbench.tui.widgets.transcript_document import ShownDocument, ShownTurn
from workbench.tui.widgets.transcript_line import Hits
from workbench.tui.widgets.transcript_marks import Mark, MarkKind, Marks
from workbench.tui.widgets.transcript_movement import Movement, Place, Unit

__all__ = ["Mark", "MarkKind", "ShownDocument", "ShownTurn", "TranscriptView", "Unit"]


class TranscriptView(TranscriptCanvas):
    """Shows one transcript with what is coded in it, and holds the selection; see the head of this file."""

    @dataclass
    class SelectionChanged(Message):
        """The selection or the cursor is another one.

        Attributes:
            view: Whose.
            selection: What is selected now, None in an empty document.
            cursor: Where the cursor is.
        """

        view: "TranscriptView"
        selection: Span | None
        cursor: int

        @property
        def control(self) -> "TranscriptView":
            """The view."""
            return self.view

    @dataclass
    class MarkClicked(Message):
        """A stripe or name in the margin was clicked; of a count like ``+3``, the first of the three.

        Attributes:
            view: Whose.
            uuid: The mark's.
        """

        view: "TranscriptView"
        uuid: str

        @property
        def control(self) -> "TranscriptView":
            """The view."""
            return self.view

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._editing_edges = False
        self._pressed: int | None = None
        self._dragging = False

    @property
    def editing_edges(self) -> bool:
        """Whether the edges of a span are being moved."""
        return self._editing_edges

    def show(self, document: ShownDocument, offset: int = 0) -> None:
        """Show another document, with the sentence at ``offset`` selected; marks and hits are forgotten."""
        self._document = document
        self._movement = Movement(document)
        self._marks, self._hits, self._current = Marks(), Hits(), None
        self._editing_edges, self._pressed, self._wrapped = False, None, None
        self._place = self._movement.sentence_at(offset) if document.text else None
        self._lay_out()
        self._announce()

    # Moving and selecting

    def move(self, unit: Unit, step: int = 1) -> bool:
        """Go ``step`` units on (back where negative); False where there was nowhere to go."""
        if self._place is None:
            return False
        if unit is Unit.PAGE:
            return self._turn_page(step)
        return self._stand(self._movement.move(self._place, unit, step, self._marks.is_coded))

    def extend(self, unit: Unit, step: int = 1) -> bool:
        """Move the free end of the selection by characters, words, sentences or turns."""
        return self._place is not None and self._stand(self._movement.extend(self._place, unit, step))

    def swap_ends(self) -> None:
        """Make the other end of the selection the free one."""
        if self._place:
            self._stand(self._movement.swap_ends(self._place))

    def collapse(self) -> None:
        """Select the sentence under the cursor."""
        if self._place:
            self._stand(self._movement.sentence_at(self.cursor))

    def select(self, span: Span) -> None:
        """Select exactly this stretch."""
        if self._place:
            self._stand(self._movement.chosen(span))

    def go_to(self, offset: int) -> None:
        """Select the sentence at ``offset``."""
        if self._place:
            self._stand(self._movement.sentence_at(offset))

    def begin_edges(self, span: Span) -> None:
        """Edit the edges of ``span``: its end is free, ``swap_ends`` frees the start."""
        if self._place:
            self._editing_edges = True
            self._stand(Place(self._movement.chosen(span).span, Unit.CHARACTER))

    def move_edge(self, unit: Unit, step: int = 1) -> bool:
        """Move the free edge; it stops before the other one."""
        if self._place is None or not self._editing_edges:
            return False
        return self._stand(self._movement.extend(self._place, unit, step, flip=False))

    def end_edges(self) -> Span | None:
        """Stop editing edges and return what they are now."""
        self._editing_edges = False
        return self.selection

    def _stand(self, place: Place) -> bool:
        """Be somewhere else: bring it into sight, draw what changed its look, tell the others."""
        older, cursor = self._place, self.cursor
        if older is None or place == older:
            return False
        self._place = place
        self._reveal()
        self._redraw_selection(older, cursor, place)
        self._announce()
        return True

    def _announce(self) -> None:
        self.post_message(self.SelectionChanged(self, self.selection, self.cursor))

    def _turn_page(self, step: int) -> bool:
        """Go a screen further, the cursor on its row; from out of sight, from the top row; at last, to the end."""
        layout, top, height = self._wrapped, self.scroll_offset.y, self.size.height
        if layout is None:
            return False
        lines = step * max(1, height - CONTEXT)
        line = layout.line_at(self.cursor)
        line = (line if top <= line < top + height else top) + lines
        self._scroll(top + lines)
        if self.scroll_offset.y == top or not 0 <= line < len(layout):
            return self.move(Unit.DOCUMENT, step)
        return self._stand(self._movement.sentence_at(layout.starts[line]))

    # Mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select the sentence, extend to it, or announce a click in the margin."""
        layout = self._wrapped
        if event.button != 1 or layout is None or self._place is None:
            return
        line, cell = self._pointed(event)
        if cell >= layout.columns.margin_start:
            self._click_margin(line, cell - layout.columns.margin_start)
            return
        offset = layout.offset_at(line, cell - layout.columns.gutter)
        if event.shift or self._editing_edges:
            self._stand(self._movement.reach(self._place, offset, flip=not self._editing_edges))
            return
        self._pressed, self._dragging = offset, False
        self.capture_mouse()
        self._stand(self._movement.sentence_at(offset))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select the words from where the button went down to the pointer; beyond the edge, a line further."""
        layout = self._wrapped
        if self._pressed is None or layout is None:
            return
        line, cell = self._pointed(event)
        top = self.scroll_offset.y
        line = max(top - 1, min(line, top + self.size.height))
        offset = layout.offset_at(line, cell - layout.columns.gutter)
        if self._dragging or offset != self._pressed:
            self._dragging = True
            self._stand(self._movement.dragged(self._pressed, offset))

    def on_mouse_up(self) -> None:
        """End a drag."""
        if self._pressed is not None:
            self._pressed = None
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Select the word on a double click."""
        layout = self._wrapped
        if event.chain == 2 and layout and self._place and not self._editing_edges:
            line, cell = self._pointed(event)
            if cell < layout.columns.margin_start:
                self._stand(self._movement.word_at(layout.offset_at(line, cell - layout.columns.gutter)))

    def _pointed(self, event: events.MouseEvent) -> tuple[int, int]:
        """Line of the layout and cell of the row under the pointer."""
        place = event.offset - self.content_offset
        return self.scroll_offset.y + place.y, place.x

    def _click_margin(self, line: int, cell: int) -> None:
        painter, layout = self._paint(), self._wrapped
        if painter is None or layout is None or line >= len(layout):
            return
        stripe = painter.stripe_at(line, cell, self._current)
        clicked = (stripe.mark or next(iter(stripe.hidden), None)) if stripe else None
        if clicked:
            self.post_message(self.MarkClicked(self, clicked.uuid))
