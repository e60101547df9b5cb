"""Plots in words: what somebody is told who does not see them."""

from collections.abc import Iterator
from itertools import islice

from exports.cells import fixed_number
from exports.figures import (
    BarPlot,
    CurvePlot,
    FacingPlot,
    HeatPlot,
    LanePlot,
    NetworkPlot,
    Plot,
    RankingPlot,
)
from exports.plotting.parts import decimals
from exports.plotting.ranking_layout import count_text, rank_text, remark_text
from transcripts.display import visible_line
from transcripts.i18n import _, ngettext

_MOST = 60


def kind_of(plot: Plot) -> str:
    """What sort of drawing it is, as a title."""
    match plot:
        case RankingPlot():
            return _("Ranking")
        case FacingPlot():
            return _("Facing bars")
        case HeatPlot():
            return _("Matrix in shades")
        case NetworkPlot():
            return _("Network")
        case CurvePlot():
            return _("Curve")
        case BarPlot():
            return _("Bars")
        case LanePlot():
            return _("Lanes along the text")


def described(plot: Plot) -> str:
    """The values of a plot in words, row after row; what is beyond sixty is counted.

    Returns:
        One line without anything that steers a terminal; says so if there is nothing to draw.
    """
    rows = list(_rows(plot))
    if not rows:
        return _("There is nothing to draw.")
    told = "; ".join(islice(rows, _MOST)) + "."
    more = len(rows) - _MOST
    if more > 0:
        told += " " + ngettext("{count} more is not told here.", "{count} more are not told here.", more).format(
            count=more
        )
    return visible_line(told)


def _rows(plot: Plot) -> Iterator[str]:
    match plot:
        case RankingPlot():
            yield from _ranking(plot)
        case FacingPlot():
            yield from _facing(plot)
        case HeatPlot():
            yield from _heat(plot)
        case NetworkPlot():
            yield from _network(plot)
        case CurvePlot():
            digits = decimals(plot.values)
            for step, value in zip(plot.steps, plot.values, strict=False):
                yield _("{name}: {value}").format(name=step, value=fixed_number(value, digits))
        case BarPlot():
            yield from _bars(plot)
        case LanePlot():
            for name, marks in plot.lanes:
                yield _("{name}: {value}").format(name=name, value=len(marks))


def _ranking(plot: RankingPlot) -> Iterator[str]:
    for row in plot.rows:
        said = _("{rank} {name}: {count}").format(
            rank=rank_text(row, plot).strip(), name=row.label, count=count_text(row, plot)
        )
        remark = remark_text(row)
        yield f"{said} ({remark})" if remark else said


def _facing(plot: FacingPlot) -> Iterator[str]:
    for row in plot.rows:
        sides = [(row.left, plot.left_title), (row.middle, plot.middle_title), (row.right, plot.right_title)]
        counts = ", ".join(f"{count} {title}" for count, title in sides)
        yield _("{name}: {value}").format(name=row.label, value=counts)


def _heat(plot: HeatPlot) -> Iterator[str]:
    """The largest values of each row; a matrix told cell by cell would help nobody."""
    digits = decimals(value for row in plot.values for value in row)
    for label, row in zip(plot.rows, plot.values, strict=True):
        known = [(value, at) for at, value in enumerate(row) if value]
        largest = sorted(known, key=lambda pair: (-abs(pair[0]), pair[1]))[:3]
        said = ", ".join(f"{plot.columns[at]} {fixed_number(value, digits)}" for value, at in largest)
        yield _("{name}: {value}").format(name=label, value=said or fixed_number(0, 0))


def _network(plot: NetworkPlot) -> Iterator[str]:
    digits = decimals(weight for _one, _other, weight in plot.edges)
    between = " → " if plot.directed else " – "
    for one, other, weight in sorted(plot.edges, key=lambda edge: -edge[2]):
        pair = plot.nodes[one][0] + between + plot.nodes[other][0]
        yield _("{name}: {value}").format(name=pair, value=fixed_number(weight, digits))


def _bars(plot: BarPlot) -> Iterator[str]:
    digits = decimals(row.value for row in plot.rows)
    for row in plot.rows:
        said = row.text or fixed_number(row.value, digits)
        if row.parts:
            parts = ", ".join(f"{name} {fixed_number(length, decimals([length]))}" for name, length in row.parts)
            said = f"{said} ({parts})"
        yield _("{name}: {value}").format(name=row.label, value=said)
