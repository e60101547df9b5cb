"""A sheet painted by matplotlib as SVG, PNG or PDF: the same bytes every time, and nothing kept between two figures."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from exports.images.fonts import FAMILY, drawable, font, load, text_width
from exports.images.sheet import Disc, Group, Item, Picture, Shape, Sheet, Words

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.backend_bases import RendererBase
    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform

_DPI = 300
_COARSE = 150  # of pictures within drawings that need no pixels otherwise
_INCH = 72.0
_OFFSETS = {"left": 0.0, "center": 0.5, "right": 1.0}
_NO_DATE: dict[str, dict[str, str | None]] = {
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
}
# The settings of matplotlib belong to the whole process; two threads must not change them at once.
_SETTINGS = Lock()


def paint(sheet: Sheet, *, form: str, title: str = "", subject: str = "") -> bytes:
    """Paint a sheet.

    Args:
        sheet: The shapes and words.
        form: ``svg``, ``png`` (300 dots per inch) or ``pdf``.
        title: Of the file's own data; SVG gets it from whoever asked.
        subject: What a person who does not see the figure is told, likewise.
    """
    load()
    from matplotlib.figure import Figure

    metadata = dict(_NO_DATE[form])
    if form != "svg":
        metadata |= {"Title": drawable(title), "Subject" if form == "pdf" else "Description": drawable(subject)}
    stream = BytesIO()
    with _own_settings():
        figure = Figure(figsize=(sheet.width / _INCH, sheet.height / _INCH), dpi=_DPI, facecolor=sheet.theme.ground)
        figure.add_artist(_painting(sheet, figure, keep_letters=form == "svg"))
        figure.savefig(stream, format=form, dpi=_DPI if form == "png" else _COARSE, metadata=metadata)
    return stream.getvalue()


@contextmanager
def _own_settings() -> Iterator[None]:
    """Matplotlib's factory settings and ours, whatever the person's own file says; theirs are put back."""
    import matplotlib

    own: dict[str, Any] = {
        name: value for name, value in matplotlib.rcParamsDefault.items() if not name.startswith(_BESIDE_THE_POINT)
    }
    own |= {
        "font.family": ["sans-serif"],
        "font.sans-serif": [FAMILY],
        "text.parse_math": False,  # a dollar in a label is a dollar
        "text.hinting": "none",
        "svg.fonttype": "none",  # text stays text: it can be searched and read aloud
        "svg.hashsalt": "interview-workbench",
        "pdf.fonttype": 42,
        "hatch.linewidth": 0.6,
        "savefig.facecolor": "auto",
    }
    with _SETTINGS, matplotlib.rc_context(cast("Any", own)):
        yield


_BESIDE_THE_POINT = ("backend", "interactive", "toolbar", "timezone", "date.", "keymap.", "webagg.", "tk.", "macosx.")


def _painting(sheet: Sheet, figure: "Figure", *, keep_letters: bool) -> "Artist":
    """The sheet as something that matplotlib draws.

    Args:
        sheet: The shapes and words.
        figure: Where it is drawn.
        keep_letters: Whether letters that the font lacks are written all the same; a browser has other fonts.
    """
    from matplotlib.artist import Artist
    from matplotlib.transforms import Affine2D

    downwards = Affine2D().scale(1 / _INCH, -1 / _INCH).translate(0, sheet.height / _INCH) + figure.dpi_scale_trans

    class Painting(Artist):
        def draw(self, renderer: "RendererBase") -> None:
            _draw(sheet.items, renderer, figure, downwards, keep_letters)

    return Painting()


def _draw(
    items: list[Item], renderer: "RendererBase", figure: "Figure", transform: "Transform", keep_letters: bool
) -> None:
    for item in items:
        match item:
            case Group():
                renderer.open_group(item.name, gid=item.name)
                _draw(item.items, renderer, figure, transform, keep_letters)
                renderer.close_group(item.name)
            case Words():
                _write(item, renderer, figure, transform, keep_letters)
            case Picture():
                _spread(item, renderer, figure, transform)
            case _:
                artist = _area(item)
                artist.set_transform(transform)
                artist.set_figure(figure)
                artist.draw(renderer)


def _area(item: Shape | Disc) -> "Artist":
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    style: dict[str, Any] = {
        "facecolor": item.fill or "none",
        "edgecolor": item.edge or "none",
        "linewidth": item.width,
    }
    if isinstance(item, Disc):
        return PathPatch(Path.circle(item.centre, item.radius), **style)
    if item.dashes:
        style["linestyle"] = (0.0, tuple(length / item.width for length in item.dashes))
    if item.hatch:
        style["hatch"] = item.hatch
    path = Path([*item.points, item.points[0]], closed=True) if item.closed else Path(item.points)
    return PathPatch(path, fill=bool(item.fill), capstyle="butt", joinstyle="round", **style)


def _write(
    words: Words, renderer: "RendererBase", figure: "Figure", transform: "Transform", keep_letters: bool
) -> None:
    """Write a line where it stands. Its width is known already, so nothing is left to the layout of matplotlib."""
    from matplotlib.text import Text
    from matplotlib.transforms import Affine2D

    prop = font(words.size, bold=words.bold)
    text = words.text if keep_letters else drawable(words.text)
    label = Text(*words.at, text, fontproperties=prop, ha=words.align, va="baseline", rotation_mode="anchor")
    label.set_rotation(words.turn)
    label.set_transform(transform)
    label.set_figure(figure)
    x, y = transform.transform(words.at)
    width = text_width(words.text, words.size, bold=words.bold) * _OFFSETS[words.align]
    back = cast("float", renderer.points_to_pixels(width))
    along, up = Affine2D().rotate_deg(words.turn).transform((back, 0.0))
    x, y = x - along, y - up
    if renderer.flipy():
        y = renderer.get_canvas_width_height()[1] - y
    gc = renderer.new_gc()
    gc.set_foreground(words.colour)
    renderer.draw_text(gc, x, y, text, prop, words.turn, ismath=False, mtext=label)
    gc.restore()


def _spread(picture: Picture, renderer: "RendererBase", figure: "Figure", transform: "Transform") -> None:
    from matplotlib.image import BboxImage
    from matplotlib.transforms import Bbox, TransformedBbox

    (x, y), (width, height) = picture.corner, picture.size
    box = TransformedBbox(Bbox([[x, y + height], [x + width, y]]), transform)
    image = BboxImage(box, interpolation="nearest", origin="lower")
    image.set_data([[tuple(channel / 255 for channel in pixel) for pixel in row] for row in picture.pixels])
    image.set_figure(figure)
    image.draw(renderer)
