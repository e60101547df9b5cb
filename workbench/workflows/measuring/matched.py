"""Stance and strength where coders gave the same code to overlapping words."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from workbench.analysis import measures
from workbench.analysis.columns import MISSING, STANCES, Codings, FloatArray, IntArray
from workbench.analysis.distances import interval, ordinal
from workbench.analysis.sums import Sums
from workbench.analysis.units import Units
from workbench.workflows.measuring.ground import Ground
from workbench.workflows.measuring.taking import Piece, Take, one_pair_after_another

STRENGTHS: FloatArray = np.arange(4.0)
#: Every set of stances is a value of its own.
KINDS: FloatArray = np.arange(float(2 ** len(STANCES)))
_MADE: dict[str, Callable[[Units], Sums]] = {
    "stance_percent": measures.percent,
    "stance_alpha": partial(measures.alpha, values=KINDS),
    "strength_percent": measures.percent,
    "strength_ordinal": partial(measures.alpha, values=STRENGTHS, distance=ordinal),
    "strength_interval": partial(measures.alpha, values=STRENGTHS, distance=interval),
}


def take(ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """Of all coders together."""
    stances, strengths = _rated(ground, things)
    for name in names:
        rated = stances if name.startswith("stance") else strengths
        yield Piece(name, _MADE[name](rated), range(len(things)))


take_pairs: Take = partial(one_pair_after_another, take)


def _rated(ground: Ground, things: Sequence[Any]) -> tuple[Units, Units]:
    """Stances and strengths of the passages to which anybody gave a code; a figure for each thing."""
    codings, of = ground.standing_for(things)
    order, passage = chains(codings.transcript * max(1, len(of)) + codings.code, codings.start, codings.end)
    codings = codings.take(order)
    count = int(passage.max(initial=-1)) + 1
    group = np.zeros(count, np.int64)
    group[passage] = codings.transcript * len(things) + of[codings.code]
    shape = ground.transcripts, len(things)

    def rated(given: IntArray, values: int) -> Units:
        place = np.full((ground.coders, count), MISSING)
        np.maximum.at(place, (codings.coder, passage), given)
        return Units(place, np.ones(count), group, shape, values)

    sets = stance_sets(passage, codings, (count, ground.coders))
    return rated(sets, len(KINDS)), rated(codings.strength, len(STRENGTHS))


def chains(group: IntArray, start: IntArray, end: IntArray) -> tuple[IntArray, IntArray]:
    """Stretches of one group that overlap, directly or through others; touching is not overlapping.

    Returns:
        Order in which the stretches come by group and start, and the chain of each in that order, 0 upwards.
    """
    order = np.lexsort((start, group))
    if not len(order):
        return order, order
    reach = int(end.max()) + 2
    furthest = np.maximum.accumulate(group[order] * reach + end[order])
    opens = np.append(True, (group[order] * reach + start[order])[1:] >= furthest[:-1])
    return order, np.cumsum(opens) - 1


def stance_sets(passage: IntArray, codings: Codings, shape: tuple[int, int]) -> IntArray:
    """The set of stances that the coder of each coding gives its passage, as a number; ``MISSING`` for none.

    Args:
        passage: Of each coding, shape (codings,).
        codings: In the same order.
        shape: How many passages and coders there are.
    """
    sets = np.zeros(shape, np.int64)
    bits = np.where(codings.stance == MISSING, 0, 1 << np.maximum(codings.stance, 0))
    np.bitwise_or.at(sets, (passage, codings.coder), bits)
    mine = sets[passage, codings.coder]
    return np.where(mine == 0, MISSING, mine)
