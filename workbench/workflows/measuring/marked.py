"""Marked or not: |uα, and alpha on characters, of one code or of several taken together."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import Any

from workbench.analysis.coefficients import Coefficient
from workbench.analysis.continua import Continua
from workbench.analysis.unitizing_characters import FIGURES, CharacterFamily, Characters, OnCharacters
from workbench.workflows.measuring.continua import Picked
from workbench.workflows.measuring.ground import Ground
from workbench.workflows.measuring.taking import Pair, Piece

_FIGURES = {"bar_u_alpha": "bar_u", "alpha_binary": "alpha"}


def take(ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """Of all coders together."""
    return _pieces(ground, things, names, None)


def take_pairs(ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """Of every two coders, from the same sweep."""
    for pair in combinations(range(ground.coders), 2):
        yield from _pieces(ground, things, names, pair)


def _pieces(ground: Ground, things: Sequence[Any], names: Sequence[str], pair: Pair | None) -> Iterator[Piece]:
    count = len(things)
    family = _swept(ground, things).family(pair)
    for name in names:
        figure = _FIGURES[name]
        first = FIGURES.index(figure) * count
        taken = Picked(
            *(family, range(first, first + count)),
            whole=partial(_whole, family, figure),
            of_transcript=partial(_of_transcript, family, figure),
        )
        yield Piece(name, taken, range(count), pair and [pair] * count)


def _swept(ground: Ground, things: Sequence[Any]) -> Characters:
    """One continuum for each thing; a coder's overlapping spans of several codes of a branch are one there."""

    def make() -> Characters:
        codings, of = ground.standing_for(things)
        continua = Continua.of_each_code(
            codings,
            lengths=ground.lengths,
            read=ground.read,
            value_of=of if len(of) else ground.places(0),
            values=len(things),
        )
        return Characters(continua)

    return ground.kept(("marked", ground.key_of(things)), make)


def _whole(family: CharacterFamily, figure: str) -> list[Coefficient]:
    return _named(family.figures(), figure)


def _of_transcript(family: CharacterFamily, figure: str, transcript: int) -> list[Coefficient]:
    return _named(family.of_transcript(transcript), figure)


def _named(found: Sequence[OnCharacters], figure: str) -> list[Coefficient]:
    return [getattr(one, figure) for one in found]
