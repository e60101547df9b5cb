"""uα and cuα of branches."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import Any

from workbench.workflows.measuring.continua import COVERAGE, CU, Columns, U, family, overlapping
from workbench.workflows.measuring.ground import Ground
from workbench.workflows.measuring.taking import Pair, Piece

_COLUMNS = {"u_alpha": U, "cu_alpha": CU}


def take(ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """Of all coders together."""
    return _pieces(ground, things, names, None)


def take_pairs(ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """Of every two coders, from the same sweep."""
    for pair in combinations(range(ground.coders), 2):
        yield from _pieces(ground, things, names, pair)


def _pieces(ground: Ground, things: Sequence[Any], names: Sequence[str], pair: Pair | None) -> Iterator[Piece]:
    about = pair and [pair]
    for place, branch in enumerate(things):
        found = family(ground, branch, pair)
        of = partial(Columns, found) if found else partial(overlapping, ground, branch)
        for name in names:
            covered = of([COVERAGE]) if name == "cu_alpha" else None
            yield Piece(name, of([_COLUMNS[name]]), [place], about, covered)
