"""A curve over steps, with a band and a median."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.cells import fixed_number
from exports.figures import CurvePlot
from exports.images.parts import GAP, MARGIN, Key, centred, write_legend
from exports.images.sheet import NOTE, SMALL, Point, Sheet
from exports.plotting.parts import axis_ticks, decimals, nice_step, tick_decimals
from transcripts.i18n import _

_TALL = 170.0
_MOST_NAME = 70.0
_DASHES = (5.0, 2.5)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The frame in points, and the values that its edges stand for."""

    left: float
    right: float
    top: float
    bottom: float
    steps: int
    low: float
    high: float

    def at(self, step: float, value: float) -> Point:
        """Where a value of a step stands."""
        share = 0.5 if self.steps == 1 else step / (self.steps - 1)
        across = self.left + 6 + share * (self.right - self.left - 12)
        return across, self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)

    def all(self, values: Sequence[float]) -> list[Point]:
        """Where the values of all steps stand."""
        return [self.at(step, value) for step, value in enumerate(values)]


def draw_curve(sheet: Sheet, plot: CurvePlot) -> None:
    """Draw a curve with numbers at both axes.

    Args:
        sheet: Where to.
        plot: What; it has values.
    """
    theme, ticks = sheet.theme, _ticks(plot)
    digits = tick_decimals(ticks)
    gutter = max(sheet.wide(fixed_number(tick, digits), SMALL) for tick in ticks)
    top = MARGIN + NOTE + 8
    frame = _Frame(MARGIN + gutter + 5, sheet.width - MARGIN, top, top + _TALL, len(plot.values), ticks[0], ticks[-1])
    sheet.text(MARGIN, MARGIN + NOTE, sheet.cut(plot.y_title, sheet.width - 2 * MARGIN, NOTE), size=NOTE)
    for tick in ticks:
        _x, y = frame.at(0, tick)
        colour = theme.faint if tick == ticks[0] else theme.grid
        sheet.line([(frame.left, y), (frame.right, y)], colour=colour, width=0.6)
        text = fixed_number(tick, digits)
        sheet.text(frame.left - 4, centred(y, SMALL), text, size=SMALL, align="right", colour=theme.faint)
    _band(sheet, plot, frame)
    if plot.middle:
        sheet.line(_widened(frame.all(plot.middle)), colour=theme.faint, width=1.2, dashes=_DASHES)
    _curve(sheet, plot, frame)
    sheet.height = frame.bottom
    _below(sheet, plot, frame)
    write_legend(sheet, _legend(sheet, plot), left=frame.left)


def _ticks(plot: CurvePlot) -> list[float]:
    every = [*plot.values, *plot.low, *plot.high, *plot.middle]
    return axis_ticks(every, 6, whole=not decimals([*plot.values, *plot.low, *plot.high]))


def _widened(points: list[Point]) -> list[Point]:
    """A single point as a short line, which can be seen."""
    if len(points) > 1:
        return points
    [(x, y)] = points
    return [(x - 8, y), (x + 8, y)]


def _band(sheet: Sheet, plot: CurvePlot, frame: _Frame) -> None:
    if not plot.low or not plot.high:
        return
    high, low = _widened(frame.all(plot.high)), _widened(frame.all(plot.low))
    sheet.area([*high, *reversed(low)], fill=sheet.theme.soft)
    for edge in (high, low):
        sheet.line(edge, colour=sheet.theme.faint, width=0.5)


def _curve(sheet: Sheet, plot: CurvePlot, frame: _Frame) -> None:
    points = frame.all(plot.values)
    if len(points) > 1:
        sheet.line(points, colour=sheet.theme.full, width=1.6)
    if len(points) * 7 > frame.right - frame.left:
        return
    for place, (x, y) in enumerate(points):
        with sheet.group(f"row-{place}"):
            sheet.disc(x, y, 3.0, fill=sheet.theme.full, edge=sheet.theme.ground)


# -- below -----------------------------------------------------------------------------------------------------------


def _below(sheet: Sheet, plot: CurvePlot, frame: _Frame) -> None:
    """The names of as many steps as stand apart, turned where that shows more of them, then the title of the axis."""
    theme = sheet.theme
    widest = max((sheet.wide(name, SMALL) for name in plot.steps), default=0.0)
    width = frame.right - frame.left
    turned = widest * len(plot.steps) > width and widest > 2 * SMALL
    # The first and the last name are moved inwards by up to half of their width.
    space = SMALL * 1.5 if turned else 1.5 * min(widest, _MOST_NAME) + GAP
    every = max(1, int(nice_step(len(plot.steps), max(1, int(width / space)))))
    y = frame.bottom + 4
    for step in range(0, len(plot.steps), every):
        x, _y = frame.at(step, 0.0)
        sheet.line([(x, frame.bottom), (x, frame.bottom + 3)], colour=theme.faint, width=0.6)
        name = sheet.cut(plot.steps[step], _MOST_NAME, SMALL)
        if turned:
            sheet.text(x + 0.36 * SMALL, y + 1, name, size=SMALL, align="right", turn=90, colour=theme.faint)
        else:
            half = sheet.wide(name, SMALL) / 2
            x = min(max(x, MARGIN + half), sheet.width - MARGIN - half)
            sheet.text(x, y + SMALL, name, size=SMALL, align="center", colour=theme.faint)
    sheet.height = y + (min(widest, _MOST_NAME) if turned else SMALL) + 4
    if plot.x_title:
        sheet.height += NOTE + 1
        title = sheet.cut(plot.x_title, width, NOTE)
        sheet.text((frame.left + frame.right) / 2, sheet.height, title, size=NOTE, align="center")
        sheet.height += 2


def _legend(sheet: Sheet, plot: CurvePlot) -> list[Key]:
    theme = sheet.theme

    def observed(x: float, middle: float, width: float, _height: float) -> None:
        sheet.line([(x, middle), (x + width, middle)], colour=theme.full, width=1.6)
        sheet.disc(x + width / 2, middle, 2.6, fill=theme.full)

    def median(x: float, middle: float, width: float, _height: float) -> None:
        sheet.line([(x, middle), (x + width, middle)], colour=theme.faint, width=1.2, dashes=_DASHES)

    def band(x: float, middle: float, width: float, height: float) -> None:
        sheet.box(x, middle - height / 2, width, height, fill=theme.soft, edge=theme.faint, line=0.5)

    if not plot.middle and not plot.low:
        return []
    keys = [Key(observed, _("observed"))]
    if plot.middle:
        keys.append(Key(median, _("median")))
    if plot.low:
        keys.append(Key(band, _("band")))
    return keys
