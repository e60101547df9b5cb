"""The alpha for unitizing of 2004, kept for comparison with older work; it is no sum over transcripts."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from codebook.code import Code
from workbench.analysis.continua import Continua
from workbench.analysis.unitizing_2004 import Unitized2004, unitizing_2004
from workbench.workflows.measuring.ground import Ground
from workbench.workflows.measuring.taking import Fixed, Piece, Take, one_pair_after_another

NAME = "alpha_u_2004"


def take(ground: Ground, things: Sequence[Any], _names: Sequence[str]) -> Iterator[Piece]:
    """Each code on a continuum of its own; of a branch, the deviations of its codes together."""
    if all(isinstance(thing, Code) for thing in things):
        found = [one.alpha for one in _of(ground, things).codes]
    else:
        found = [_of(ground, [branch]).alpha for branch in things]
    yield Piece(NAME, Fixed(ground.transcripts, found), range(len(things)))


take_pairs: Take = partial(one_pair_after_another, take)


def _of(ground: Ground, things: Sequence[Any]) -> Unitized2004:
    codings, of = ground.standing_for(things)
    continua = Continua.of_each_code(
        codings, lengths=ground.lengths, read=ground.read, value_of=ground.places(len(of)), values=len(of)
    )
    return unitizing_2004(continua)
