"""A network in characters: its strongest pairs, and who meets whom where there are few."""

from collections.abc import Iterator

from exports.cells import fixed_number
from exports.figures import HeatPlot, NetworkPlot
from exports.plotting.heat import heat_lines
from exports.plotting.marks import Marks
from exports.plotting.parts import bar, decimals, notes, nothing, stripped
from exports.widths import fit, text_width
from transcripts.display import visible_line
from transcripts.i18n import _, ngettext

_MOST_PAIRS = 20
_MOST_IN_MATRIX = 12


def network_lines(plot: NetworkPlot, *, width: int, marks: Marks) -> list[str]:
    """List the strongest pairs with their weights, then all pairs as a matrix where there are at most 12 nodes.

    Args:
        plot: What to draw.
        width: Columns, 40 or more.
        marks: The characters.
    """
    if not plot.edges:
        return [_("No two of these come together.")] if plot.nodes else nothing()
    pairs = sorted(plot.edges, key=lambda edge: -edge[2])
    lines = list(_pairs(plot, pairs[:_MOST_PAIRS], width, marks))
    joined = {place for edge in plot.edges for place in edge[:2]}
    if len(joined) <= _MOST_IN_MATRIX:
        lines += ["", *heat_lines(_matrix(plot, sorted(joined)), width=width, marks=marks)]
    return stripped([*lines, *notes(_left_out(plot, pairs), width)])


def _pairs(plot: NetworkPlot, pairs: list[tuple[int, int, float]], width: int, marks: Marks) -> Iterator[str]:
    """``IMAGE ── PROJET  12 ██████``, the strongest first."""
    names = [visible_line(name) for name, _size in plot.nodes]
    digits = decimals(weight for _first, _second, weight in pairs)
    link = marks.arrow if plot.directed else marks.pair * 2
    room = (width - 24) // 2
    first = min(room, max(text_width(names[edge[0]]) for edge in pairs))
    second = min(room, max(text_width(names[edge[1]]) for edge in pairs))
    weights = max(len(fixed_number(edge[2], digits)) for edge in pairs)
    rest = width - first - second - weights - len(link) - 4
    for one, other, weight in pairs:
        parts = [
            fit(names[one], first, mark=marks.more),
            link,
            fit(names[other], second, mark=marks.more),
            fixed_number(weight, digits).rjust(weights),
            bar(weight, pairs[0][2], min(rest, 40), marks),
        ]
        yield " ".join(parts)


def _left_out(plot: NetworkPlot, pairs: list[tuple[int, int, float]]) -> Iterator[str]:
    more = pairs[_MOST_PAIRS:]
    if more:
        yield ngettext(
            "{count} more pair, with a weight of {most}, is left out here; tables and files hold all.",
            "{count} more pairs, with a weight of {most} at most, are left out here; tables and files hold all.",
            len(more),
        ).format(count=len(more), most=fixed_number(more[0][2], decimals([more[0][2]])))
    joined = {place for edge in plot.edges for place in edge[:2]}
    alone = [visible_line(name) for place, (name, _size) in enumerate(plot.nodes) if place not in joined]
    if alone:
        yield _("In no pair: {names}.").format(names=", ".join(alone))


def _matrix(plot: NetworkPlot, joined: list[int]) -> HeatPlot:
    """The weights as a matrix, rows to columns; nothing stands on the diagonal."""
    weights = {(one, other): weight for one, other, weight in plot.edges}
    if not plot.directed:
        weights |= {(other, one): weight for one, other, weight in plot.edges}
    names = tuple(plot.nodes[place][0] for place in joined)
    values = tuple(
        tuple(weights.get((one, other), None if one == other else 0.0) for other in joined) for one in joined
    )
    unit = _("from the row to the column") if plot.directed else _("weight")
    return HeatPlot(names, names, values, unit)
