"""Figures drawn with characters, for the terminal and for plain text."""

from collections.abc import Callable
from dataclasses import replace

from exports.figures import (
    BarPlot,
    CurvePlot,
    FacingPlot,
    HeatPlot,
    LanePlot,
    NetworkPlot,
    Plot,
    RankingPlot,
    RankingRow,
    Voice,
)
from exports.plotting.bars import bar_lines
from exports.plotting.curve import curve_lines
from exports.plotting.facing import facing_lines
from exports.plotting.heat import heat_lines
from exports.plotting.lanes import lane_lines
from exports.plotting.marks import Marks, marks_for
from exports.plotting.network import network_lines
from exports.plotting.parts import NARROWEST, left_out, notes, nothing
from exports.plotting.ranking import ranking_lines

__all__ = ["RankingPlot", "RankingRow", "Voice", "plot_lines", "ranking_lines"]

Draw = Callable[[Plot], list[str]]


def plot_lines(
    plot: Plot, *, width: int, ascii_only: bool = False, lines: int | None = None, intervals: bool = True
) -> list[str]:
    """Draw a plot of any kind.

    Args:
        plot: What to draw; labels may come from outside.
        width: Columns to draw in; drawings grow and shrink with it down to 40.
        ascii_only: For terminals and fonts without box characters.
        lines: How many lines there are to draw in, None for as many as the plot needs. Rows that do not fit are left
            out from the end, which is said; one row is drawn however few lines there are.
        intervals: Whether a ranking shows its intervals.

    Returns:
        Lines without trailing blanks and without anything that steers a terminal; one sentence if there is nothing.
    """
    marks = marks_for(ascii_only=ascii_only)
    columns = max(width, NARROWEST)
    if isinstance(plot, CurvePlot):
        return curve_lines(plot, width=columns, marks=marks, lines=lines)

    def draw(some: Plot) -> list[str]:
        return _drawn(some, columns, marks, ascii_only=ascii_only, intervals=intervals)

    return draw(plot) if lines is None else _shortened(plot, draw, columns, lines)


def _drawn(plot: Plot, width: int, marks: Marks, *, ascii_only: bool, intervals: bool) -> list[str]:
    match plot:
        case RankingPlot():
            return ranking_lines(plot, width=width, ascii_only=ascii_only, intervals=intervals) or nothing()
        case FacingPlot():
            return facing_lines(plot, width=width, marks=marks)
        case HeatPlot():
            return heat_lines(plot, width=width, marks=marks)
        case NetworkPlot():
            return network_lines(plot, width=width, marks=marks)
        case BarPlot():
            return bar_lines(plot, width=width, marks=marks)
        case LanePlot():
            return lane_lines(plot, width=width, marks=marks)
        case CurvePlot():
            return curve_lines(plot, width=width, marks=marks)


def _shortened(plot: Plot, draw: Draw, width: int, lines: int) -> list[str]:
    """As many rows from the beginning as fit with the sentence that says how many do not."""
    drawn = draw(plot)
    rows = _size(plot)
    fits, fails = 1, rows
    if len(drawn) <= lines or rows <= 1:
        return drawn
    while fails - fits > 1:
        middle = (fits + fails) // 2
        sentence = notes([left_out(rows - middle)], width)
        if len(draw(_first(plot, middle))) + len(sentence) <= lines:
            fits = middle
        else:
            fails = middle
    return [*draw(_first(plot, fits)), *notes([left_out(rows - fits)], width)]


def _size(plot: Plot) -> int:
    match plot:
        case LanePlot():
            return len(plot.lanes)
        case NetworkPlot():
            return len(plot.edges)
        case CurvePlot():
            return len(plot.steps)
        case _:
            return len(plot.rows)


def _first(plot: Plot, count: int) -> Plot:
    """The plot with its first rows only; of a network, its strongest pairs."""
    match plot:
        case RankingPlot():
            brackets = tuple((first, min(last, count - 1)) for first, last in plot.brackets if first < count - 1)
            return replace(plot, rows=plot.rows[:count], brackets=brackets)
        case HeatPlot():
            return replace(plot, rows=plot.rows[:count], values=plot.values[:count], marks=plot.marks[:count])
        case LanePlot():
            return replace(plot, lanes=plot.lanes[:count])
        case NetworkPlot():
            strongest = sorted(plot.edges, key=lambda edge: -edge[2])
            return replace(plot, edges=tuple(strongest[:count]))
        case FacingPlot():
            return replace(plot, rows=plot.rows[:count])
        case BarPlot():
            return replace(plot, rows=plot.rows[:count])
        case CurvePlot():
            return plot
