"""Vectors of very many segments in half or a quarter of the memory, unpacked where they are looked at."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.reading import Vectors

Floats = NDArray[np.float32]

UNPACKED = 16_384
"""Segments up to which nothing is packed: numbers as they are need four times the memory, and no time."""


class PackedVectors:
    """Rows of short numbers, each with a scale.

    Args:
        units: Shape (segments, d); signed bytes as ``packing`` keeps them, or floats of half the length.
        scales: Shape (segments,); what one unit of each row is worth.
    """

    def __init__(self, units: NDArray[np.int8 | np.float16], scales: Floats) -> None:
        self._units = units
        self._scales = scales

    @property
    def shape(self) -> tuple[int, int]:
        """Segments, and dimensions."""
        count, width = self._units.shape
        return count, width

    @classmethod
    def halved(cls, count: int, parts: Iterable[Vectors]) -> "PackedVectors":
        """Rows of length one or zero in half the memory, to three decimals.

        Args:
            count: How many there will be, at least one.
            parts: Some after the other.
        """
        first = 0
        for part in parts:
            if not first:
                units = np.empty((count, part.shape[1]), np.float16)
            units[first : first + len(part)] = part
            first += len(part)
        return cls(units, np.ones(count, np.float32))

    def __len__(self) -> int:
        return len(self._units)

    def __getitem__(self, places: Any) -> Vectors:
        """Some rows as numbers; ``places`` is a slice, an array of places or a mask."""
        rows: Vectors = self._units[places].astype(np.float32)
        rows *= self._scales[places][..., None]
        return rows


AnyVectors = Vectors | PackedVectors
"""Rows of numbers, or rows that become so where they are looked at."""
