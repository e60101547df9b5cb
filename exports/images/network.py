"""A network: circles for what comes together, the thicker a line the oftener."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from exports.cells import fixed_number
from exports.figures import NetworkPlot
from exports.images.parts import MARGIN, Key, centred, write_legend, write_notes
from exports.images.placing import Box, along, place_labels
from exports.images.sheet import NOTE, SMALL, Point, Sheet
from exports.images.springs import arranged, pushed_apart
from exports.images.theme import mix
from exports.plotting.parts import decimals
from transcripts.i18n import _, ngettext

_LABEL = 8.5
_MOST_LABEL = 110.0
_MOST_NODES = 60
_MOST_EDGES = 150
_FEW_EDGES = 16
_ABOVE, _ABOVE_LOOP = 18.0, 38.0
_THICKEST = 6.0
_SMALLEST, _LARGEST = 3.5, 12.0


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What of a network is drawn: places in the plot, and where they stand."""

    nodes: tuple[int, ...]
    edges: tuple[int, ...]
    at: dict[int, Point]
    radius: dict[int, float]


def draw_network(sheet: Sheet, plot: NetworkPlot) -> None:
    """Draw a network; what is in no pair is named below, and so is what is left out where there is too much.

    Args:
        sheet: Where to.
        plot: What; it has nodes.
    """
    if not plot.edges:
        sheet.height = MARGIN
        write_notes(sheet, _said(plot, _Drawn((), (), {}, {})))
        return
    drawn = _drawn(sheet, plot)
    for place in drawn.edges:
        with sheet.group(f"row-{place}"):
            _edge(sheet, plot, place, drawn)
    for node in drawn.nodes:
        (x, y), radius = drawn.at[node], drawn.radius[node]
        sheet.disc(x, y, radius, fill=sheet.theme.full, edge=sheet.theme.ground, line=1.0)
    taken = _weights(sheet, plot, drawn) if len(drawn.edges) <= _FEW_EDGES else []
    _write_names(sheet, plot, drawn, taken)
    sheet.height += 4
    write_legend(sheet, _legend(sheet, plot, drawn))
    write_notes(sheet, _said(plot, drawn))


def _write_names(sheet: Sheet, plot: NetworkPlot, drawn: _Drawn, taken: list[Box]) -> None:
    """Every name beside its circle, with a thin line to it where it had to stand farther off."""
    names = {node: sheet.cut(plot.nodes[node][0], _MOST_LABEL, _LABEL) for node in drawn.nodes}
    circles = {node: (*drawn.at[node], drawn.radius[node]) for node in drawn.nodes}
    sizes = {node: (sheet.wide(name, _LABEL), _LABEL * 1.15) for node, name in names.items()}
    bounds = Box(MARGIN, MARGIN, sheet.width - MARGIN, sheet.height)
    lines = [pair for place in drawn.edges for pair in pairwise(_course(plot, place, drawn))]
    for node, box in place_labels(circles, sizes, lines, bounds, taken).items():
        near = box.kept(drawn.at[node])
        if math.dist(near, drawn.at[node]) > drawn.radius[node] + 5:
            sheet.line([near, _towards(drawn.at[node], near, drawn.radius[node])], width=0.5)
        patch = box.grown(0.5)
        sheet.box(patch.left, patch.top, patch.right - patch.left, patch.bottom - patch.top, fill=sheet.theme.ground)
        middle = centred((box.top + box.bottom) / 2, _LABEL)
        sheet.text((box.left + box.right) / 2, middle, names[node], size=_LABEL, align="center")


def _drawn(sheet: Sheet, plot: NetworkPlot) -> _Drawn:
    strongest = sorted(range(len(plot.edges)), key=lambda place: (-plot.edges[place][2], place))
    nodes: list[int] = []
    edges: list[int] = []
    for place in strongest[:_MOST_EDGES]:
        ends = [end for end in plot.edges[place][:2] if end not in nodes]
        if len(nodes) + len(ends) <= _MOST_NODES:
            nodes += ends
            edges.append(place)
    weights = [(*plot.edges[place][:2], plot.edges[place][2]) for place in edges]
    at, height = arranged(nodes, weights, sheet.width - 2 * MARGIN)
    loops = any(plot.edges[place][0] == plot.edges[place][1] for place in edges)
    above = MARGIN + (_ABOVE_LOOP - _ABOVE if loops else 0.0)
    at = {node: (MARGIN + x, above + y) for node, (x, y) in at.items()}
    widest = _LARGEST if len(nodes) <= 20 else _LARGEST * 0.66
    frame = Box(MARGIN + 2 * widest, above + _ABOVE, sheet.width - MARGIN - 2 * widest, above + height - _ABOVE)
    at = pushed_apart(at, 2 * widest + 12, frame)
    sheet.height = above + height
    largest = max((plot.nodes[node][1] for node in nodes), default=0.0) or 1.0
    radius = {node: max(_SMALLEST, widest * math.sqrt(max(0.0, plot.nodes[node][1]) / largest)) for node in nodes}
    return _Drawn(tuple(nodes), tuple(edges), at, radius)


# -- lines -----------------------------------------------------------------------------------------------------------


def _edge(sheet: Sheet, plot: NetworkPlot, place: int, drawn: _Drawn) -> None:
    weight = plot.edges[place][2]
    most = max(plot.edges[edge][2] for edge in drawn.edges) or 1.0
    share = max(0.0, weight) / most
    thick = max(0.5, (_THICKEST if len(drawn.edges) <= 40 else _THICKEST / 2) * share)
    colour = mix(sheet.theme.grid, sheet.theme.faint, share)
    points = _course(plot, place, drawn)
    if plot.directed:
        tip, before = points[-1], points[-2]
        points = [*points[:-1], _towards(tip, before, 3 + thick)]
        _arrow(sheet, tip, before, 4 + thick, colour)
    sheet.line(points, colour=colour, width=thick)


def _course(plot: NetworkPlot, place: int, drawn: _Drawn) -> list[Point]:
    """From the rim of one circle to that of the other; bent where there is an arrow back, or a loop to itself."""
    one, other = plot.edges[place][:2]
    start, end = drawn.at[one], drawn.at[other]
    if one == other:
        return _loop(start, drawn.radius[one])
    back = plot.directed and any(plot.edges[edge][:2] == (other, one) for edge in drawn.edges)
    bend = 0.14 if back else 0.0
    across = (-(end[1] - start[1]) * bend, (end[0] - start[0]) * bend)
    over = ((start[0] + end[0]) / 2 + across[0], (start[1] + end[1]) / 2 + across[1])
    start, end = _towards(start, over, drawn.radius[one] + 1), _towards(end, over, drawn.radius[other] + 1)
    steps = 12 if back else 1
    return [_bezier(start, over, end, step / steps) for step in range(steps + 1)]


def _bezier(start: Point, over: Point, end: Point, share: float) -> Point:
    rest = 1 - share
    x, y = (
        rest * rest * a + 2 * rest * share * b + share * share * c for a, b, c in zip(start, over, end, strict=True)
    )
    return x, y


def _loop(centre: Point, radius: float) -> list[Point]:
    """Out of a circle at its top, around, and back."""
    round_ = max(6.0, radius * 0.8)
    top = centre[1] - radius - 0.75 * round_
    turns = (math.radians(angle) for angle in range(130, 411, 20))
    return [(centre[0] + round_ * math.cos(turn), top + round_ * math.sin(turn)) for turn in turns]


def _towards(start: Point, end: Point, length: float) -> Point:
    """The point at a distance from ``start`` on the way to ``end``."""
    distance = math.dist(start, end) or 1.0
    share = min(1.0, length / distance)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _arrow(sheet: Sheet, tip: Point, before: Point, size: float, colour: str) -> None:
    base = _towards(tip, before, size)
    across = ((base[1] - tip[1]) * 0.45, -(base[0] - tip[0]) * 0.45)
    corners = [tip, (base[0] + across[0], base[1] + across[1]), (base[0] - across[0], base[1] - across[1])]
    sheet.area(corners, fill=colour)


def _weights(sheet: Sheet, plot: NetworkPlot, drawn: _Drawn) -> list[Box]:
    """The number on every line, on a patch of its own, beside those that are there already; returns the patches."""
    digits = decimals(edge[2] for edge in plot.edges)
    courses = {place: _course(plot, place, drawn) for place in drawn.edges}
    taken: list[Box] = []
    for place, course in courses.items():
        text = fixed_number(plot.edges[place][2], digits)
        wide, tall = sheet.wide(text, SMALL) + 2, SMALL + 1
        others = [pair for other in courses if other != place for pair in pairwise(courses[other])]

        def cost(box: Box, others: list[tuple[Point, Point]] = others) -> float:
            near = box.grown(3)
            return sum(10 * near.overlap(other) for other in taken) + sum(along(line, near) for line in others)

        one, other = plot.edges[place][:2]
        short = one != other and math.dist(course[0], course[-1]) < 3 * wide
        stops = _beside(course, tall) if short else _stops(course)
        boxes = (Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2) for x, y in stops)
        box = min(boxes, key=cost)
        taken.append(box)
        sheet.box(box.left, box.top, wide, tall, fill=sheet.theme.ground)
        middle = centred((box.top + box.bottom) / 2, SMALL)
        sheet.text((box.left + box.right) / 2, middle, text, size=SMALL, align="center", colour=sheet.theme.faint)
    return taken


def _beside(course: list[Point], away: float) -> Iterator[Point]:
    """Points beside the middle of a line that is too short to be written on."""
    (x, y), (u, v) = course[0], course[-1]
    long = math.dist((x, y), (u, v)) or 1.0
    for side in (away, -away):
        yield (x + u) / 2 - (v - y) / long * side, (y + v) / 2 + (u - x) / long * side


def _stops(course: list[Point]) -> Iterator[Point]:
    """Points on a line for its number, the middle first."""
    for share in (0.5, 0.38, 0.62, 0.28, 0.72):
        exact = share * (len(course) - 1)
        before = min(int(exact), len(course) - 2)
        (x, y), (u, v) = course[before], course[before + 1]
        yield x + (u - x) * (exact - before), y + (v - y) * (exact - before)


# -- below -----------------------------------------------------------------------------------------------------------


def _legend(sheet: Sheet, plot: NetworkPlot, drawn: _Drawn) -> list[Key]:
    theme = sheet.theme
    weights = [plot.edges[place][2] for place in drawn.edges]
    digits = decimals(weights)

    def line(x: float, middle: float, width: float, _height: float) -> None:
        sheet.line([(x, middle), (x + width, middle)], colour=theme.faint, width=_THICKEST)

    def node(x: float, middle: float, width: float, _height: float) -> None:
        sheet.disc(x + width / 2, middle, NOTE / 2, fill=theme.full)

    most = max(size for _name, size in plot.nodes)
    return [
        Key(line, _("strongest: {count}; thinner for less").format(count=fixed_number(max(weights), digits))),
        Key(node, _("largest: {count}").format(count=fixed_number(most, decimals([most])))),
    ]


def _said(plot: NetworkPlot, drawn: _Drawn) -> Iterator[str]:
    if not plot.edges:
        yield _("No two of these come together.")
    hidden = len(plot.edges) - len(drawn.edges)
    if hidden:
        yield ngettext(
            "{count} weaker pair is left out here; the table holds it.",
            "{count} weaker pairs are left out here; the table holds them.",
            hidden,
        ).format(count=hidden)
    joined = {end for edge in plot.edges for end in edge[:2]}
    alone = [name for place, (name, _size) in enumerate(plot.nodes) if place not in joined]
    if alone:
        yield _("In no pair: {names}.").format(names=", ".join(alone))
