"""Where the circles of a network stand."""

import math
from collections.abc import Iterator, Mapping, Sequence

from exports.images.placing import Box
from exports.images.sheet import Point

Edge = tuple[int, int, float]

_SEED = 7
_ROUNDS = 200
_FEW = 12
_NARROWEST_COLUMN = 130.0
_ROWS = 3


def arranged(nodes: Sequence[int], edges: Sequence[Edge], width: float) -> tuple[dict[int, Point], float]:
    """Where nodes stand, in points: what hangs together in a place of its own, the largest at the left.

    Args:
        nodes: At least one.
        edges: Both ends and a weight.
        width: Of the drawing, in points.

    Returns:
        Where each node stands, from the upper left corner, and the height of the drawing.
    """
    columns = _columns(_together(nodes, edges), max(1, int(width // _NARROWEST_COLUMN)))
    heights = [sum(_height(group, width) for group in column) for column in columns]
    height = max(heights)
    breadth = [max(1.6, math.sqrt(max(map(len, column)))) for column in columns]
    found: dict[int, Point] = {}
    left = 0.0
    for column, own, broad in zip(columns, heights, breadth, strict=True):
        right, top = left + width * broad / sum(breadth), 0.0
        for group in column:
            bottom = top + _height(group, width) * height / own
            found |= _inside(group, edges, Box(left, top, right, bottom))
            top = bottom
        left = right
    return found, height


def _together(nodes: Sequence[int], edges: Sequence[Edge]) -> list[list[int]]:
    """The nodes in groups that no edge joins, the largest first."""
    of = {node: [node] for node in nodes}
    for one, other, _weight in edges:
        if of[one] is not of[other]:
            merged = of[one] + of[other]
            of |= dict.fromkeys(merged, merged)
    groups = {id(group): sorted(group) for group in of.values()}
    return sorted(groups.values(), key=lambda group: (-len(group), group))


def _columns(groups: list[list[int]], most: int) -> list[list[list[int]]]:
    """The groups side by side; where there are more than columns, the largest alone and the others below each other."""
    if len(groups) <= most:
        return [[group] for group in groups]
    if most == 1:
        return [groups]
    tall = max(_ROWS, math.ceil((len(groups) - 1) / (most - 1)))
    return [groups[:1], *(groups[at : at + tall] for at in range(1, len(groups), tall))]


def _height(group: Sequence[int], width: float) -> float:
    return 70.0 if len(group) < 3 else min(width * 0.72, 120 + 14.0 * len(group))


def _inside(group: Sequence[int], edges: Sequence[Edge], box: Box) -> dict[int, Point]:
    """A group in its place, with room at the sides for names."""
    side, above = min(60.0, (box.right - box.left) * 0.3), 18.0
    wide, tall = box.right - box.left - 2 * side, box.bottom - box.top - 2 * above
    own = [edge for edge in edges if edge[0] in group]
    shares = positions(group, own)
    return {node: (box.left + side + x * wide, box.top + above + y * tall) for node, (x, y) in shares.items()}


def positions(nodes: Sequence[int], edges: Sequence[Edge]) -> dict[int, Point]:
    """Where nodes stand if those that are joined pull each other: shares of the width and height, 0 to 1.

    The springs of T. M. J. Fruchterman and E. M. Reingold (1991) as networkx has them, from a fixed start, so that a
    figure looks the same each time; rounded, since the last digits differ between machines.
    """
    if len(nodes) < 2:
        return dict.fromkeys(nodes, (0.5, 0.5))
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(nodes)
    most = max((weight for _one, _other, weight in edges), default=1.0) or 1.0
    for one, other, weight in edges:
        pull = 0.3 + max(0.0, weight) / most
        graph.add_edge(one, other, weight=max(pull, graph.get_edge_data(one, other, {}).get("weight", 0.0)))
    start = {
        node: (math.cos(2 * math.pi * place / len(nodes)), math.sin(2 * math.pi * place / len(nodes)))
        for place, node in enumerate(nodes)
    }
    length = 1.9 / math.sqrt(len(nodes))
    found = networkx.spring_layout(graph, k=length, pos=start, iterations=_ROUNDS, seed=_SEED, weight="weight")
    shares = _stretched(_lying({node: (float(x), float(y)) for node, (x, y) in found.items()}))
    return shares if len(nodes) <= _FEW else _evened(shares)


def _lying(found: Mapping[int, Point]) -> dict[int, Point]:
    """Turned so that what is clearly longer than wide lies along the width of the page."""
    centre = [sum(point[axis] for point in found.values()) / len(found) for axis in (0, 1)]
    apart = [(x - centre[0], y - centre[1]) for x, y in found.values()]
    wide, tall, both = (sum(a * b for a, b in pairs) for pairs in _products(apart))
    longer = math.hypot(wide - tall, 2 * both)
    if longer < 0.2 * (wide + tall):
        return dict(found)
    turn = -0.5 * math.atan2(2 * both, wide - tall)
    along, across = math.cos(turn), math.sin(turn)
    return {node: (x * along - y * across, x * across + y * along) for node, (x, y) in found.items()}


def _products(points: Sequence[Point]) -> Iterator[list[Point]]:
    yield [(x, x) for x, _y in points]
    yield [(y, y) for _x, y in points]
    yield list(points)


def _stretched(found: Mapping[int, Point]) -> dict[int, Point]:
    """Shares from 0 to 1 in both directions."""
    ends = [
        (min(point[axis] for point in found.values()), max(point[axis] for point in found.values())) for axis in (0, 1)
    ]

    def share(value: float, axis: int) -> float:
        low, high = ends[axis]
        return round((value - low) / (high - low), 3) if high - low > 1e-6 else 0.5

    return {node: (share(x, 0), share(y, 1)) for node, (x, y) in found.items()}


def _evened(shares: Mapping[int, Point]) -> dict[int, Point]:
    """Crowded places stretched and empty ones narrowed: halfway from where nodes stand to their order."""
    last = len(shares) - 1
    order = [sorted(shares, key=lambda node, axis=axis: (shares[node][axis], node)) for axis in (0, 1)]  # type: ignore[misc]
    ranks = [{node: place / last for place, node in enumerate(nodes)} for nodes in order]
    return {node: ((x + ranks[0][node]) / 2, (y + ranks[1][node]) / 2) for node, (x, y) in shares.items()}


def pushed_apart(at: Mapping[int, Point], apart: float, bounds: Box) -> dict[int, Point]:
    """Points moved as little as it takes until each two are ``apart``, or as far as ``bounds`` let them."""
    found = dict(at)
    for _round in range(_ROUNDS):
        moved = False
        for place, one in enumerate(found):
            for other in list(found)[place + 1 :]:
                (x, y), (u, v) = found[one], found[other]
                distance = math.dist((x, y), (u, v))
                if distance < apart - 0.01:
                    moved = True
                    push = (apart - distance) / 2
                    across, down = ((u - x) / distance, (v - y) / distance) if distance > 1e-6 else (1.0, 0.0)
                    found[one] = bounds.kept((x - across * push, y - down * push))
                    found[other] = bounds.kept((u + across * push, v + down * push))
        if not moved:
            break
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in found.items()}
