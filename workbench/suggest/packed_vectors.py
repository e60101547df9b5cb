"""Vectors of very many segments in a quarter of the memory, turned to numbers where they are looked at."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.reading import Vectors

Floats = NDArray[np.float32]


class PackedVectors:
    """Rows of signed bytes, each with a scale, as ``packing`` keeps them: nothing is lost that was not lost there.

    Args:
        units: Shape (segments, d).
        scales: Shape (segments,); what one unit of each row is worth.
    """

    def __init__(self, units: NDArray[np.int8], scales: Floats) -> None:
        self._units = units
        self._scales = scales

    @property
    def shape(self) -> tuple[int, int]:
        """Segments, and dimensions."""
        count, width = self._units.shape
        return count, width

    def __len__(self) -> int:
        return len(self._units)

    def __getitem__(self, places: Any) -> Vectors:
        """Some rows as numbers; ``places`` is a slice, an array of places or a mask."""
        return np.asarray(self._units[places].astype(np.float32) * self._scales[places][..., None], np.float32)


AnyVectors = Vectors | PackedVectors
"""Rows of numbers, or rows that become so where they are looked at."""
