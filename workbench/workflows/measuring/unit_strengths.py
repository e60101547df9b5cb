"""Strength on units: what each coder gave a code in a sentence, a turn, an answer."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from workbench.analysis import measures
from workbench.analysis.code_units import values_on_segments
from workbench.analysis.distances import interval, ordinal
from workbench.analysis.intervals_of_pairs import each_by_pairs
from workbench.workflows.measuring.ground import Ground
from workbench.workflows.measuring.matched import STRENGTHS
from workbench.workflows.measuring.taking import Piece, Take, one_pair_after_another

_DISTANCES = {"unit_strength_ordinal": ordinal, "unit_strength_interval": interval}


def take(ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """Of all coders together."""
    codings, of = ground.standing_for(things)
    rated = values_on_segments(
        *(codings, ground.segments, codings.strength),
        values=len(STRENGTHS),
        coders=range(ground.coders),
        theme_of=ground.places(len(of)),
        themes=len(of),
        read=ground.read,
    )
    for name in names:
        distance = _DISTANCES[name]
        by_pairs = partial(each_by_pairs, rated, STRENGTHS, distance=distance)
        yield Piece(name, measures.alpha(rated, STRENGTHS, distance), range(len(things)), by_pairs=by_pairs)


take_pairs: Take = partial(one_pair_after_another, take)
