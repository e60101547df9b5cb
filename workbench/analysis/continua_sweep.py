"""How far each unit is met by each other coder: one sweep over elementary intervals, from which all figures come.

Cost grows with the number of units and of pairs of coders, never with the length of a text.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.analysis.columns import BoolArray, IntArray
from workbench.analysis.continua import Continua, Units
from workbench.analysis.sweeps import runs


@dataclass(frozen=True, slots=True, eq=False)
class Meetings:
    """Characters that each unit shares with each coder's units: one number for every two, in 32 bits where they fit.

    Attributes:
        met: Shape (coders, units): with any unit of the coder; 0 for the unit's own coder.
        same: Shape (coders, units): with units of the same value.
    """

    met: IntArray | npt.NDArray[np.int32]
    same: IntArray | npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Elementary intervals: within one, no coder's answer changes.

    Attributes:
        transcript: Where each begins, shape (intervals,); one that crosses into the next transcript is gap to all.
        widths: Characters of each, shape (intervals,).
        first: The interval that each unit begins with, shape (units,).
        last: One past the interval that it ends with, shape (units,).
    """

    transcript: IntArray
    widths: IntArray
    first: IntArray
    last: IntArray

    def layer(self, rows: slice, answers: IntArray, gap: int) -> IntArray:
        """One coder's answer in every interval, shape (intervals,).

        Args:
            rows: The units of the coder: disjoint, in text order.
            answers: What each of these units says.
            gap: What lies between them.
        """
        edges = np.empty(2 * len(answers) + 2, np.int64)
        edges[0], edges[-1] = 0, len(self.widths)
        edges[1:-1:2], edges[2:-1:2] = self.first[rows], self.last[rows]
        steps = np.full(2 * len(answers) + 1, gap, np.int32)
        steps[1::2] = answers
        return np.repeat(steps, np.diff(edges))


def grid(units: Units, lengths: IntArray) -> Grid:
    """Lay all texts end to end and cut them wherever a unit begins or ends."""
    ends = np.cumsum(lengths)
    origin = (ends - lengths)[units.transcript]
    place = np.concatenate((origin + units.start, origin + units.end))
    order = np.argsort(place, kind="stable")
    ordered = place[order]
    heads = runs(ordered)
    rank = np.empty(len(place), np.int64)
    rank[order] = np.repeat(np.arange(len(heads)), np.diff(np.append(heads, len(place))))
    first, last = np.split(rank, 2)
    bounds = ordered[heads]
    return Grid(np.searchsorted(ends, bounds[:-1], side="right"), np.diff(bounds), first, last)


def sweep(continua: Continua) -> Meetings:
    """Measure what the units of different coders share."""
    units, mine, coders = continua.units, continua.rows_of(), continua.coders
    cut = grid(units, continua.lengths)
    # A gap of its own for every coder: two gaps are never taken for the same value.
    layers = [cut.layer(rows, units.value[rows], -1 - coder) for coder, rows in enumerate(mine)]
    fitting = np.int32 if continua.lengths.max(initial=0) <= np.iinfo(np.int32).max else np.int64
    met, same = np.zeros((2, coders, len(units)), fitting)
    for coder, layer in enumerate(layers):
        upto = _lengths_upto(layer >= 0, cut.widths)
        met[coder] = upto[cut.last] - upto[cut.first]
        met[coder, mine[coder]] = 0
    if continua.values == 1:
        return Meetings(met, met)
    for one, layer in enumerate(layers):
        for other in range(one + 1, coders):
            upto = _lengths_upto(layer == layers[other], cut.widths)
            for row, rows in ((other, mine[one]), (one, mine[other])):
                same[row, rows] = upto[cut.last[rows]] - upto[cut.first[rows]]
    return Meetings(met, same)


def _lengths_upto(chosen: BoolArray, widths: IntArray) -> IntArray:
    """Characters of the chosen intervals ahead of each cut, shape (intervals + 1,)."""
    upto = np.zeros(len(widths) + 1, np.int64)
    np.cumsum(chosen * widths, out=upto[1:])
    return upto
