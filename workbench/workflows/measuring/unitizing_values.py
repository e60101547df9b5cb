"""(k)uα: one code told from the others of its branch."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import Any

from codebook.code import Code
from workbench.analysis.unitizing import WHOLE
from workbench.workflows.measuring.continua import Columns, family, overlapping
from workbench.workflows.measuring.ground import Branch, Ground
from workbench.workflows.measuring.taking import Pair, Piece

NAME = "k_u_alpha"


def take(ground: Ground, things: Sequence[Any], _names: Sequence[str]) -> Iterator[Piece]:
    """Of all coders together."""
    return _pieces(ground, things, None)


def take_pairs(ground: Ground, things: Sequence[Any], _names: Sequence[str]) -> Iterator[Piece]:
    """Of every two coders, from the same sweep."""
    for pair in combinations(range(ground.coders), 2):
        yield from _pieces(ground, things, pair)


def _pieces(ground: Ground, codes: Sequence[Code], pair: Pair | None) -> Iterator[Piece]:
    for branch, places in _homes(ground, codes):
        about = pair and [pair] * len(places)
        found = family(ground, branch, pair)
        of = partial(Columns, found) if found else partial(overlapping, ground, branch)
        value = {code.uuid: at for at, code in enumerate(branch.values)}
        at = [value[codes[place].uuid] for place in places]
        figures = of([len(WHOLE) + one for one in at])
        covered = of([len(WHOLE) + len(branch.values) + one for one in at])
        yield Piece(NAME, figures, places, about, covered)


def _homes(ground: Ground, codes: Sequence[Code]) -> list[tuple[Branch, list[int]]]:
    """The branches that codes are told apart in, with the places of these codes."""
    found: dict[object, tuple[Branch, list[int]]] = {}
    for place, code in enumerate(codes):
        branch = ground.home(code)
        found.setdefault(ground.key_of([branch]), (branch, []))[1].append(place)
    return list(found.values())
