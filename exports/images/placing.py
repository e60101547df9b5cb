"""Where the circles of a network stand, and their names beside them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exports.images.sheet import Point

_SEED = 7
_ROUNDS = 200
_FEW = 12
_ANGLES = (0, 180, 90, 270, 45, 315, 135, 225)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def kept(self, point: Point) -> Point:
        """The point, or the nearest one inside."""
        return min(self.right, max(self.left, point[0])), min(self.bottom, max(self.top, point[1]))

    def grown(self, by: float) -> "Box":
        """The rectangle with a margin."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def overlap(self, other: "Box") -> float:
        """The area that two rectangles share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        tall = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * tall if wide > 0 and tall > 0 else 0.0


def positions(nodes: Sequence[int], edges: Sequence[tuple[int, int, float]]) -> dict[int, Point]:
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
    shares = _stretched({node: (float(x), float(y)) for node, (x, y) in found.items()})
    return shares if len(nodes) <= _FEW else _evened(shares)


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


def pushed_apart(at: Mapping[int, Point], apart: float, bounds: "Box") -> dict[int, Point]:
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


def place_labels(
    circles: Mapping[int, tuple[float, float, float]],
    sizes: Mapping[int, tuple[float, float]],
    lines: Sequence[tuple[Point, Point]],
    bounds: Box,
) -> dict[int, Box]:
    """A place for every name beside its circle: over no circle and no other name if there is one, and few lines.

    Args:
        circles: Centre and radius of each node.
        sizes: Width and height of each name.
        lines: Both ends of each line.
        bounds: Where names must stay.
    """
    placed: dict[int, Box] = {}
    discs = {node: Box(x - r - 0.5, y - r - 0.5, x + r + 0.5, y + r + 0.5) for node, (x, y, r) in circles.items()}
    for node in sorted(circles, key=lambda one: -circles[one][2]):
        others = [*discs.values(), *placed.values()]

        def cost(box: Box, others: list[Box] = others) -> float:
            over = sum(box.overlap(other) for other in others)
            outside = (box.right - box.left) * (box.bottom - box.top) - box.overlap(bounds)
            return 20 * over + 20 * outside + sum(along(line, box) for line in lines)

        placed[node] = min(_around(circles[node], sizes[node]), key=cost)
    return placed


def _around(circle: tuple[float, float, float], size: tuple[float, float]) -> Iterator[Box]:
    """Places around a circle, the usual ones first, then farther away."""
    x, y, radius = circle
    for gap in (2.0, 9.0):
        for angle in _ANGLES:
            across, up = math.cos(math.radians(angle)), math.sin(math.radians(angle))
            centre = (x + across * (radius + gap + size[0] / 2), y - up * (radius + gap + size[1] / 2))
            yield Box(
                centre[0] - size[0] / 2, centre[1] - size[1] / 2, centre[0] + size[0] / 2, centre[1] + size[1] / 2
            )


def along(line: tuple[Point, Point], box: Box) -> float:
    """How much of a line runs through a box, in points, by steps."""
    (x, y), (u, v) = line
    steps = max(2, int(math.dist(*line) / 4))
    hits = 0
    for step in range(steps + 1):
        at = (x + (u - x) * step / steps, y + (v - y) * step / steps)
        hits += box.left <= at[0] <= box.right and box.top <= at[1] <= box.bottom
    return hits * 4.0
