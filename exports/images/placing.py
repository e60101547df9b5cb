"""Where the names of a network stand: beside their circles and over none of them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exports.images.sheet import Point

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


def place_labels(
    circles: Mapping[int, tuple[float, float, float]],
    sizes: Mapping[int, tuple[float, float]],
    lines: Sequence[tuple[Point, Point]],
    bounds: Box,
    taken: Sequence[Box] = (),
) -> dict[int, Box]:
    """A place for every name beside its circle: over no circle and no other name if there is one, and few lines.

    Args:
        circles: Centre and radius of each node.
        sizes: Width and height of each name.
        lines: Both ends of each line.
        bounds: Where names must stay.
        taken: Where something else is written.
    """
    placed: dict[int, Box] = {}
    discs = {node: Box(x - r - 0.5, y - r - 0.5, x + r + 0.5, y + r + 0.5) for node, (x, y, r) in circles.items()}
    for node in sorted(circles, key=lambda one: -circles[one][2]):
        others = [*discs.values(), *placed.values(), *taken]

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
