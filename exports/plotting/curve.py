"""A curve in characters, with a band and a median."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.cells import fixed_number
from exports.figures import CurvePlot
from exports.plotting.marks import Marks
from exports.plotting.parts import axis_ticks, decimals, nice_step, notes, nothing, stripped, tick_decimals
from exports.widths import cut, text_width
from transcripts.display import visible_line
from transcripts.i18n import _

_TALL = 12
_LOWEST = 4
_BRAILLE = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where values stand: ``wide`` × ``tall`` characters for steps and for values from ``low`` to ``high``."""

    wide: int
    tall: int
    steps: int
    low: float
    high: float

    def across(self, step: float, parts: int = 1) -> int:
        """The column of a step, each character cut into ``parts``."""
        last = self.wide * parts - 1
        return last // 2 if self.steps == 1 else round(step / (self.steps - 1) * last)

    def down(self, value: float, parts: int = 1) -> int:
        """The line of a value from above, each character cut into ``parts``."""
        last = self.tall * parts - 1
        return round((self.high - value) / (self.high - self.low) * last)


def curve_lines(plot: CurvePlot, *, width: int, marks: Marks, lines: int | None = None) -> list[str]:
    """Draw a curve over steps, with numbers at both axes.

    Args:
        plot: What to draw.
        width: Columns, 40 or more.
        marks: The characters.
        lines: How many lines there are, None for some twenty; the curve grows and shrinks with them.
    """
    if not plot.values:
        return nothing()
    legend = notes(_legend(plot, marks), width)
    around = 1 + 2 + 1 + len(legend)
    tall = _TALL if lines is None else max(_LOWEST, lines - around)
    every = [*plot.values, *plot.low, *plot.high, *plot.middle]
    ticks = axis_ticks(every, max(1, tall // 3), whole=not decimals([*plot.values, *plot.low, *plot.high]))
    digits = tick_decimals(ticks)
    gutter = max(len(fixed_number(tick, digits)) for tick in ticks)
    frame = _Frame(width - gutter - 2, tall, len(plot.values), ticks[0], ticks[-1])
    labels = {frame.down(tick): fixed_number(tick, digits) for tick in ticks}
    drawn = [cut(visible_line(plot.y_title), width, mark=marks.more)]
    for place, cells in enumerate(_cells(plot, frame, marks)):
        sign = marks.level if place in labels else marks.zero
        drawn.append(f"{labels.get(place, ''):>{gutter}} {sign}{''.join(cells)}")
    drawn += [" " * (gutter + 1) + line for line in _below(plot, frame, marks)]
    return stripped([*drawn, *legend])


# -- inside the frame ------------------------------------------------------------------------------------------------


def _cells(plot: CurvePlot, frame: _Frame, marks: Marks) -> list[list[str]]:
    cells = [[" "] * frame.wide for _line in range(frame.tall)]
    if plot.low and plot.high:
        _shade_band(cells, plot, frame, marks)
    if plot.middle:
        for column in range(frame.wide):
            cells[frame.down(_at(plot.middle, column, frame))][column] = marks.median
    for (line, column), sign in _curve(plot, frame, marks).items():
        cells[line][column] = sign
    if len(plot.values) * 2 <= frame.wide:
        for step, value in enumerate(plot.values):
            cells[frame.down(value)][frame.across(step)] = marks.dot
    return cells


def _shade_band(cells: list[list[str]], plot: CurvePlot, frame: _Frame, marks: Marks) -> None:
    for column in range(frame.wide):
        top, bottom = (frame.down(_at(edge, column, frame)) for edge in (plot.high, plot.low))
        for line in range(top, bottom + 1):
            cells[line][column] = marks.band


def _at(values: Sequence[float], column: float, frame: _Frame) -> float:
    """The value above a column, on the line between two steps."""
    if len(values) == 1 or frame.wide == 1:
        return values[0]
    exact = column / (frame.wide - 1) * (len(values) - 1)
    before = min(int(exact), len(values) - 2)
    return values[before] + (values[before + 1] - values[before]) * (exact - before)


def _curve(plot: CurvePlot, frame: _Frame, marks: Marks) -> dict[tuple[int, int], str]:
    """The characters of the curve by line and column."""
    wide, tall = (2, 4) if marks.braille else (1, 1)
    points = [(frame.across(step, wide), frame.down(value, tall)) for step, value in enumerate(plot.values)]
    dots = {dot for one, other in zip(points, points[1:] or points, strict=False) for dot in _line(one, other)}
    if not marks.braille:
        return {(down, across): "*" for across, down in dots}
    found: dict[tuple[int, int], int] = {}
    for across, down in dots:
        place = (down // 4, across // 2)
        found[place] = found.get(place, 0) | _DOTS[down % 4][across % 2]
    return {place: chr(_BRAILLE + bits) for place, bits in found.items()}


def _line(one: tuple[int, int], other: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The dots between two points."""
    steps = max(abs(other[0] - one[0]), abs(other[1] - one[1]), 1)
    for step in range(steps + 1):
        yield tuple(round(a + (b - a) * step / steps) for a, b in zip(one, other, strict=True))  # type: ignore[misc]


# -- below -----------------------------------------------------------------------------------------------------------


def _below(plot: CurvePlot, frame: _Frame, marks: Marks) -> Iterator[str]:
    """The axis with the names of as many steps as stand apart, then its title."""
    axis, names = [marks.bar] * frame.wide, [" "] * (frame.wide + 1)
    free = 0
    for step in _kept(plot, frame):
        name = cut(visible_line(plot.steps[step]), frame.wide // 2, mark=marks.more)
        column, size = frame.across(step) + 1, text_width(name)
        start = min(max(0, column - size // 2), len(names) - size)
        if start >= free:
            axis[frame.across(step)] = marks.tick
            names[start : start + size] = [*name] + [""] * (size - len(name))
            free = start + size + 1
    yield marks.corner + "".join(axis)
    yield "".join(names)
    if plot.x_title:
        yield " " + cut(visible_line(plot.x_title), frame.wide, mark=marks.more)


def _kept(plot: CurvePlot, frame: _Frame) -> list[int]:
    """Steps at equal distances whose names may be shown: each, or every second, fifth, tenth."""
    count = min(len(plot.steps), len(plot.values))
    longest = max((text_width(visible_line(name)) for name in plot.steps[:count]), default=0)
    most = max(1, frame.wide // (min(longest, frame.wide // 2) + 1))
    step = int(max(1, nice_step(count, most)))
    return [*range(0, count, step)]


def _legend(plot: CurvePlot, marks: Marks) -> Iterator[str]:
    signs = [f"{marks.dot} " + _("observed")] if plot.middle or plot.low else []
    if plot.middle:
        signs.append(f"{marks.median * 2} " + _("median"))
    if plot.low:
        signs.append(f"{marks.band * 2} " + _("band"))
    if signs:
        yield ", ".join(signs)
