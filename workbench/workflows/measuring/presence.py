"""Coefficients on the presence of one code in units."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from workbench.analysis import measures
from workbench.analysis.intervals_of_pairs import each_by_pairs
from workbench.analysis.presence_tables import ABSENT, PRESENT, PresenceTables, presence_tables
from workbench.analysis.sums import Sums
from workbench.workflows.measuring.ground import Ground
from workbench.workflows.measuring.taking import ByPairs, Piece, spread_pairs

#: A unit carries the code or does not.
Q = 2
MADE: dict[str, Callable[[PresenceTables], Sums]] = {
    "percent": measures.percent,
    "coded_only": partial(measures.percent_beside, value=ABSENT),
    "holsti": partial(measures.holsti, blank=ABSENT),
    "positive": partial(measures.specific, value=PRESENT),
    "alpha": partial(measures.alpha, values=np.arange(2.0)),
    "cohen": measures.light,  # the engine asks for it where there are two coders only, and there it is Cohen's
    "light": measures.light,
    "conger": measures.conger,
    "fleiss": measures.fleiss,
    "ac1": partial(measures.ac1, categories=Q),
    "brennan_prediger": partial(measures.brennan_prediger, categories=Q),
    "pabak": partial(measures.brennan_prediger, categories=Q),
}


def tables_of(ground: Ground, things: Sequence[Any]) -> PresenceTables:
    """Who found which code in which units."""

    def make() -> PresenceTables:
        codings, of = ground.standing_for(things)
        return presence_tables(
            *(codings, ground.segments),
            coders=range(ground.coders),
            theme_of=ground.places(len(of)),
            themes=len(of),
            read=ground.read,
        )

    return ground.kept(("presence", ground.key_of(things)), make)


def take(ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """Of all coders together."""
    tables = tables_of(ground, things)
    for name in names:
        yield Piece(name, MADE[name](tables), range(len(things)), by_pairs=_by_pairs(name, tables))


def take_pairs(ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """Of every two coders."""
    tables = tables_of(ground, things).pairwise()
    places, pairs = spread_pairs(len(things), ground.coders)
    for name in names:
        yield Piece(name, MADE[name](tables), places, pairs, by_pairs=_by_pairs(name, tables))


def _by_pairs(name: str, tables: PresenceTables) -> ByPairs | None:
    return partial(each_by_pairs, tables, np.arange(float(Q))) if name == "alpha" else None
