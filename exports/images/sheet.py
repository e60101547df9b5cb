"""What a figure for a file is made of, before it is painted: shapes and words in points, from the upper left corner."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from exports.images.fonts import text_width
from exports.images.theme import Theme
from transcripts.display import visible_line

Point = tuple[float, float]
Colour = str

SMALL = 7.0
"""Points of the smallest text: what print still carries."""
NOTE = 7.5
BODY = 9.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A line or, where it is filled or closed, an area.

    Attributes:
        points: Corners, in points.
        closed: Whether the last corner is joined to the first.
        fill: Colour inside, "" for none.
        edge: Colour of the line, "" for none.
        width: Of the line, in points.
        dashes: Lengths of dashes and gaps in points, empty for a line without gaps.
        hatch: Pattern inside, in the colour of the edge, in matplotlib's signs.
    """

    points: tuple[Point, ...]
    closed: bool = False
    fill: Colour = ""
    edge: Colour = ""
    width: float = 0.8
    dashes: tuple[float, ...] = ()
    hatch: str = ""


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle."""

    centre: Point
    radius: float
    fill: Colour = ""
    edge: Colour = ""
    width: float = 0.8


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; ``turn`` in degrees against the clock, around the point it is aligned to."""

    at: Point
    text: str
    size: float
    align: str
    colour: Colour
    bold: bool
    turn: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of pixels stretched over an area, for what would be too many shapes."""

    corner: Point
    size: Point
    pixels: tuple[tuple[tuple[int, int, int], ...], ...]


@dataclass(slots=True)
class Group:
    """What belongs together, such as the marks of one row; its name becomes an id."""

    name: str
    items: "list[Item]" = field(default_factory=list)


Item = Shape | Disc | Words | Picture | Group


class Sheet:
    """A sheet of fixed width that grows downwards.

    Attributes:
        width: In points.
        height: In points, as far as has been drawn; whoever draws moves it on.
        theme: The colours.
        items: What has been drawn, in order.
    """

    def __init__(self, width: float, theme: Theme) -> None:
        self.width = width
        self.height = 0.0
        self.theme = theme
        self.items: list[Item] = []
        self._open = self.items

    @contextmanager
    def group(self, name: str) -> Iterator[None]:
        """Draw what follows as one group."""
        before, made = self._open, Group(name)
        before.append(made)
        self._open = made.items
        try:
            yield
        finally:
            self._open = before

    def line(
        self, points: Sequence[Point], *, colour: Colour = "", width: float = 0.8, dashes: tuple[float, ...] = ()
    ) -> None:
        """Draw a line through points; in ink without a colour."""
        self._open.append(Shape(tuple(points), edge=colour or self.theme.ink, width=width, dashes=dashes))

    def area(
        self, points: Sequence[Point], *, fill: Colour = "", edge: Colour = "", width: float = 0.8, hatch: str = ""
    ) -> None:
        """Draw an area."""
        self._open.append(Shape(tuple(points), closed=True, fill=fill, edge=edge, width=width, hatch=hatch))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: Colour = "",
        edge: Colour = "",
        line: float = 0.8,
        hatch: str = "",
    ) -> None:
        """Draw a rectangle from its upper left corner."""
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.area(corners, fill=fill, edge=edge, width=line, hatch=hatch)

    def disc(
        self, x: float, y: float, radius: float, *, fill: Colour = "", edge: Colour = "", line: float = 0.8
    ) -> None:
        """Draw a circle around a point."""
        self._open.append(Disc((x, y), radius, fill, edge, line))

    def picture(
        self, x: float, y: float, width: float, height: float, pixels: Sequence[Sequence[tuple[int, int, int]]]
    ) -> None:
        """Stretch rows of red, green and blue (0 to 255) over an area."""
        self._open.append(Picture((x, y), (width, height), tuple(map(tuple, pixels))))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = BODY,
        align: str = "left",
        colour: Colour = "",
        bold: bool = False,
        turn: float = 0.0,
    ) -> None:
        """Write one line; ``y`` is where its letters stand. The text may come from outside."""
        if text:
            at = (x, y)
            self._open.append(Words(at, visible_line(text), size, align, colour or self.theme.ink, bold, turn))

    # -- text that must fit ------------------------------------------------------------------------------------------

    def wide(self, text: str, size: float = BODY, *, bold: bool = False) -> float:
        """Points that a line takes."""
        return text_width(visible_line(text), size, bold=bold)

    def cut(self, text: str, width: float, size: float = BODY, *, bold: bool = False) -> str:
        """The text, or as much of it as fits before "…"."""
        text = visible_line(text)
        if self.wide(text, size, bold=bold) <= width:
            return text
        fits, fails = 0, len(text)
        while fails - fits > 1:
            middle = (fits + fails) // 2
            if self.wide(text[:middle].rstrip() + "…", size, bold=bold) <= width:
                fits = middle
            else:
                fails = middle
        return text[:fits].rstrip() + "…"

    def wrapped(self, text: str, width: float, size: float = BODY, *, most: int | None = None) -> list[str]:
        """The words in lines that fit; what is beyond ``most`` lines is cut."""
        lines: list[str] = []
        line = ""
        for word in visible_line(text).split():
            longer = f"{line} {word}" if line else word
            if line and self.wide(longer, size) > width:
                lines.append(line)
                longer = word
            while self.wide(longer, size) > width and len(longer) > 1:
                head = self.cut(longer, width, size)[:-1] or longer[0]
                lines.append(head)
                longer = longer[len(head) :].lstrip()
            line = longer
        lines += [line] if line else []
        if most is not None and len(lines) > most:
            return [*lines[: most - 1], self.cut(" ".join(lines[most - 1 :]), width, size)]
        return lines
