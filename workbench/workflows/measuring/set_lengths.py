"""Alpha of sets of codes, weighted by length: for codes that overlap."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import Any

from workbench.analysis.coefficients import Coefficient
from workbench.analysis.distances import jaccard, masi
from workbench.analysis.set_valued_lengths import SetFamily, SetValued
from workbench.workflows.measuring.continua import Picked
from workbench.workflows.measuring.ground import Branch, Ground
from workbench.workflows.measuring.taking import Pair, Piece

_DISTANCES = {"set_masi": masi, "set_jaccard": jaccard}


def take(ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """Of all coders together."""
    return _pieces(ground, things, names, None)


def take_pairs(ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """Of every two coders, from the same sweep."""
    for pair in combinations(range(ground.coders), 2):
        yield from _pieces(ground, things, names, pair)


def _pieces(ground: Ground, things: Sequence[Any], names: Sequence[str], pair: Pair | None) -> Iterator[Piece]:
    for place, branch in enumerate(things):
        for name in names:
            family = _swept(ground, branch).family(pair, distance=_DISTANCES[name])
            taken = Picked(*(family, [0]), whole=partial(_whole, family), of_transcript=partial(_of_transcript, family))
            yield Piece(name, taken, [place], pair and [pair])


def _swept(ground: Ground, branch: Branch) -> SetValued:
    def make() -> SetValued:
        codings, of = ground.standing_for([branch])
        return SetValued(
            codings,
            lengths=ground.lengths,
            read=ground.read,
            value_of=ground.places(len(of)),
            values=max(1, len(of)),
        )

    return ground.kept(("sets", ground.key_of([branch])), make)


def _whole(family: SetFamily) -> list[Coefficient]:
    return [family.figure()]


def _of_transcript(family: SetFamily, transcript: int) -> list[Coefficient]:
    return [family.of_transcript(transcript)]
