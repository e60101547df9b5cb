"""Drawn lines that are kept: a widget that stays as it is costs nothing when another one is painted.

At every repaint, however small, Textual asks every widget of the screen for all its lines, and passes each of them
through its colour filters again. On a screen of a dozen widgets that is most of what a key costs.
"""

from collections.abc import Iterable, Iterator

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget


class KeptStrips(StylesCache):
    """Textual's own cache of lines, with the answer to the last question kept until anything is to be drawn anew.

    Whatever makes Textual draw a line anew goes through ``clear`` or ``set_dirty``.
    """

    def __init__(self) -> None:
        super().__init__()
        self._kept: tuple[Region, list[Strip]] | None = None

    def set_dirty(self, *regions: Region) -> None:
        """These lines are to be drawn anew; without any, all."""
        self._kept = None
        super().set_dirty(*regions)

    def clear(self) -> None:
        """Everything is to be drawn anew."""
        self._kept = None
        super().clear()

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """The lines of ``widget`` within ``crop``."""
        if self._kept is None or self._kept[0] != crop:
            strips = self.drawn(widget, crop)
            self._kept = crop, strips
        return self._kept[1]

    def drawn(self, widget: Widget, crop: Region) -> list[Strip]:
        """The same, drawn where it must be."""
        return super().render_widget(widget, crop)


class KeptBar(KeptStrips):
    """The same for a scroll bar down the side: it has four kinds of cells, and each is drawn once, not once a line."""

    def drawn(self, widget: Widget, crop: Region) -> list[Strip]:
        """The lines of the bar within ``crop``."""
        bar = widget.render()
        if not isinstance(widget, ScrollBar) or not isinstance(bar, ScrollBarRender) or crop.x:
            return super().drawn(widget, crop)
        lines = list(_cells(bar, widget.size.height))[crop.y : crop.bottom]
        filters, (_, ground) = widget.get_line_filters(), widget.background_colors
        strips: dict[int, Strip] = {}
        for segment in lines:
            if id(segment) not in strips:
                strip = Strip([segment], bar.thickness)
                for each in filters:
                    strip = strip.apply_filter(each, ground)
                strips[id(segment)] = strip
        return [strips[id(segment)] for segment in lines]


def _cells(bar: ScrollBarRender, height: int) -> Iterator[Segment]:
    """What a bar shows in each of its lines; neighbours that look the same are the same."""
    style = bar.style
    assert not isinstance(style, str) and style.bgcolor and style.color, "the scroll bar makes its style of two colours"
    yield from bar.render_bar(
        size=height,
        virtual_size=bar.virtual_size,
        window_size=bar.window_size,
        position=bar.position,
        thickness=bar.thickness,
        back_color=style.bgcolor,
        bar_color=style.color,
    ).segments


def keep_strips(widgets: Iterable[Widget]) -> None:
    """Let these widgets, and their scroll bars, keep what they have drawn.

    Widgets with links must not: their links change under the mouse.
    """
    for widget in widgets:
        widget._styles_cache = KeptStrips()
        if isinstance(widget, ScrollView):
            widget.vertical_scrollbar._styles_cache = KeptBar()
