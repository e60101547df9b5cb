"""Agreement on the set of codes that a unit carries."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from workbench.analysis import measures
from workbench.analysis.code_units import sets_on_segments
from workbench.analysis.distances import Sets, jaccard, masi
from workbench.workflows.measuring.ground import Ground
from workbench.workflows.measuring.taking import Piece, Take, one_pair_after_another

_DISTANCES = {"unit_set_masi": masi, "unit_set_jaccard": jaccard}


def take(ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """Of all coders together; things are branches."""
    for place, branch in enumerate(things):
        codings, of = ground.standing_for([branch])
        rated, members = sets_on_segments(
            *(codings, ground.segments),
            coders=range(ground.coders),
            theme_of=ground.places(len(of)),
            themes=len(of),
            read=ground.read,
        )
        for name in names:
            yield Piece(name, measures.alpha_of(rated, Sets(members, _DISTANCES[name])), [place])


take_pairs: Take = partial(one_pair_after_another, take)
