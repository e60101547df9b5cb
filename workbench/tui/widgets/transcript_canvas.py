"""The drawing half of the transcript view: wrapped lines, marks, hits and a selection, on a scrolling canvas.

Only what changed its look is drawn again: a line is kept as a strip until one of its marks, its share of the
selection, the width or the theme is another one.
"""

from collections.abc import Iterable
from operator import attrgetter
from typing import ClassVar

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from transcripts.spans import Span
from workbench.tui.widgets.cell_widths import snap
from workbench.tui.widgets.transcript_document import ShownDocument
from workbench.tui.widgets.transcript_layout import Layout, share_out
from workbench.tui.widgets.transcript_line import Hits, Looks
from workbench.tui.widgets.transcript_margin import SLOT, Margin
from workbench.tui.widgets.transcript_marks import Mark, Marks
from workbench.tui.widgets.transcript_movement import Movement, Place
from workbench.tui.widgets.transcript_painter import Painter
from workbench.tui.widgets.transcript_palette import COMPONENTS, Palette

CONTEXT = 2
"""Lines kept in sight above and below the selection, and from one page to the next."""

_FROM_THE_TOP = attrgetter("start", "end", "short")

_STRIPS = 2048
"""Drawn lines kept; a screen needs about fifty."""


class TranscriptCanvas(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws a document; what moves the selection is in the class above it."""

    ALLOW_SELECT = False
    slot = SLOT
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)
    DEFAULT_CSS = """
    TranscriptCanvas {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        background: $surface;
        color: $foreground;
        & > .transcript--number { color: $text-muted; }
        & > .transcript--label { text-style: bold; }
        & > .transcript--interviewer-label { color: $text-muted; text-style: italic; }
        & > .transcript--interviewer { color: $text-muted; }
        & > .transcript--heading { text-style: bold underline; }
        & > .transcript--question { background: $panel; color: $text-accent; text-style: bold; }
        & > .transcript--coded { background: $foreground 8%; }
        & > .transcript--coded-deep { background: $foreground 16%; }
        & > .transcript--current { text-style: underline; }
        & > .transcript--hit { background: $warning 80%; text-style: bold; }
        & > .transcript--selection { background: $primary-muted; color: $foreground; }
        & > .transcript--suggestion { text-style: dim italic; }
        & > .transcript--overflow { color: $text-muted; }
        &:focus > .transcript--selection { background: $primary 70%; color: auto 95%; }
    }
    """

    def __init__(self, *, name: str | None = None, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._document = ShownDocument("")
        self._movement = Movement(self._document)
        self._place: Place | None = None
        self._marks = Marks()
        self._hits = Hits()
        self._tracks: tuple[tuple[Span, int], ...] = ()
        self._current: str | None = None
        self._wrapped: Layout | None = None
        self._margin: Margin | None = None
        self._painter: Painter | None = None
        self._strips: dict[int, Strip] = {}

    # What is shown

    @property
    def document(self) -> ShownDocument:
        """What is shown."""
        return self._document

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Put these codings and suggestions on the text, in the place of all others."""
        self._marks = Marks(marks)
        self._redraw_all()

    def add_mark(self, mark: Mark) -> None:
        """Put one more mark on the text; one with the same uuid is replaced."""
        older = self._marks.remove(mark.uuid)
        if self._margin and (older is None or (older.start, older.end) != (mark.start, mark.end)):
            self._margin.reserve(mark)
        self._marks.add(mark)
        self._redraw_marks(mark, older)

    def change_mark(self, mark: Mark) -> None:
        """Replace the mark of that uuid: other edges, another name or colour."""
        self.add_mark(mark)

    def remove_mark(self, uuid: str) -> None:
        """Take a mark off the text."""
        older = self._marks.remove(uuid)
        if self._margin:
            self._margin.release(uuid)
        self._redraw_marks(older)

    def set_current(self, uuid: str | None) -> None:
        """Make a mark the current one, or none."""
        if uuid != self._current:
            older, self._current = self._current, uuid
            self._redraw_marks(self._marks.get(older), self._marks.get(uuid))

    def marks_at(self, span: Span | None = None) -> list[Mark]:
        """The marks that overlap ``span``, or the selection, from the top."""
        span = span or self.selection
        found = self._marks.between(span.start, span.end) if span else []
        return sorted(found, key=_FROM_THE_TOP)

    def set_hits(self, spans: Iterable[Span]) -> None:
        """Light up search hits; an empty list puts them out."""
        self._hits = Hits(spans)
        self._forget_all()

    def set_tracks(self, tracks: Iterable[tuple[Span, int]]) -> None:
        """Tell stretches from each other, each by one of ``transcript_line.TRACKS``."""
        self._tracks = tuple(tracks)
        self._forget_all()

    # Where the reader stands

    @property
    def selection(self) -> Span | None:
        """What is selected; None in an empty document."""
        return self._place.span if self._place else None

    @property
    def selected_text(self) -> str:
        """The words selected."""
        return self._place.span.cut(self._document.text) if self._place else ""

    @property
    def cursor(self) -> int:
        """Where the selection begins; once it is extended, the character at its free end."""
        place = self._place
        if place is None:
            return 0
        return snap(self._document.text, place.span.end - 1) if place.extended and place.forward else place.span.start

    @property
    def extended(self) -> bool:
        """Whether the span was chosen freely, rather than being the sentence or word that one stands on."""
        return self._place is not None and self._place.extended

    # Layout and scrolling

    def on_resize(self) -> None:
        """Wrap anew where the width is another one; the cursor stays on its row."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        columns = share_out(width, self._document)
        older = self._wrapped
        if older and older.columns == columns:
            self._strips.clear()
            self._reveal()
            return
        row = older.line_at(self.cursor) - self.scroll_offset.y if older else self.size.height // 4
        self._wrapped = Layout(self._document, columns)
        self.virtual_size = Size(width, len(self._wrapped))
        self._redraw_all()
        self._scroll(self._wrapped.line_at(self.cursor) - row)
        self._reveal()

    def _scroll(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    def _reveal(self) -> None:
        """Bring the selection into sight: by as little as needed, from further away a quarter down the screen."""
        layout, place, height = self._wrapped, self._place, self.size.height
        if layout is None or place is None or height <= 0:
            return
        cursor = self.cursor
        lines = layout.lines_of(cursor, cursor + 1 if place.extended else place.span.end)
        top, context = self.scroll_offset.y, min(CONTEXT, height // 6)
        if abs(lines.start - top) > 2 * height:
            self._scroll(lines.start - height // 4)
        elif lines.start < top + context or len(lines) + 2 * context > height:
            self._scroll(lines.start - context)
        elif lines.stop > top + height - context:
            self._scroll(lines.stop + context - height)

    # Drawing

    def notify_style_update(self) -> None:
        """Forget every colour."""
        self._strips.clear()
        self._painter = None
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """The strip of a row of the screen."""
        line = self.scroll_offset.y + y
        strip = self._strips.get(line)
        if strip is None:
            strip = self._strips[line] = self._draw(line)
        return strip

    def _draw(self, line: int) -> Strip:
        layout, painter = self._wrapped, self._paint()
        if layout is None or painter is None:
            return Strip.blank(self.size.width, self.rich_style)
        if len(self._strips) >= _STRIPS:
            self._strips.clear()
        if line >= len(layout):
            return painter.blank(self.size.width)
        hits = self._hits.near(*layout.held(line))
        free_end = self.cursor if self.extended else None
        return painter.strip(line, Looks(self.selection, free_end, self._current, hits, self._tracks), self.size.width)

    def _paint(self) -> Painter | None:
        """What draws lines in the present layout and theme; None before there is a layout."""
        if self._painter is None and self._wrapped and self._margin:
            self._painter = Painter(self._wrapped, self._margin, Palette(self))
        return self._painter

    def _redraw_all(self) -> None:
        """Place all marks anew and draw all lines."""
        if self._wrapped:
            self._margin = Margin(self._marks, self._wrapped, self.slot)
            self._painter = None
        self._forget_all()

    def _forget_all(self) -> None:
        self._strips.clear()
        self.refresh()

    def _redraw_marks(self, *marks: Mark | None) -> None:
        if self._wrapped:
            self._redraw(*(self._wrapped.lines_of(mark.start, mark.end) for mark in marks if mark))

    def _redraw_selection(self, older: Place, older_cursor: int, place: Place) -> None:
        """Draw the lines on which the selection differs."""
        layout, was, now = self._wrapped, older.span, place.span
        if layout is None:
            return
        stretches = [(was.start, was.end), (now.start, now.end)]
        if was.overlaps(now):
            starts, ends = sorted((was.start, now.start)), sorted((was.end, now.end))
            stretches = [(starts[0], starts[1]), (ends[0], ends[1])]
        if older.extended:
            stretches.append((older_cursor, older_cursor + 1))
        if place.extended:
            stretches.append((self.cursor, self.cursor + 1))
        self._redraw(*(layout.lines_of(start, end) for start, end in stretches if end > start))

    def _redraw(self, *stretches: range) -> None:
        """Draw these lines again, as far as they are in sight."""
        top, size = self.scroll_offset.y, self.size
        regions: list[Region] = []
        for lines in stretches:
            for line in lines if len(lines) < len(self._strips) else [line for line in self._strips if line in lines]:
                self._strips.pop(line, None)
            first, stop = max(lines.start, top), min(lines.stop, top + size.height)
            if first < stop:
                regions.append(Region(0, first - top, size.width, stop - first))
        if regions:
            self.refresh(*regions)
