"""Kn as MAXQDA computes it, of every two coders and in the mean over the pairs that have it."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np

from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import FloatArray
from workbench.analysis.kn import found_both_ways
from workbench.analysis.sums import Formula, Sums, ratio
from workbench.workflows.measuring.ground import Ground
from workbench.workflows.measuring.taking import Piece

NAME = "kn"


def take(ground: Ground, things: Sequence[Any], _names: Sequence[str]) -> Iterator[Piece]:
    """For more than two coders the mean over the pairs."""
    for place, branch in enumerate(things):
        pairs = _pairs(ground, branch)
        formula = partial(_mean, formula=pairs[0].formula)
        tables = np.concatenate([one.tables for one in pairs], axis=2)
        units = np.sum([one.units for one in pairs], axis=0)
        otherwise = Reason.ONE_CATEGORY if len(branch.values) < 2 else Reason.NOBODY_MARKED
        yield Piece(NAME, Sums(tables, formula, units, ground.coders, None, otherwise), [place])


def take_pairs(ground: Ground, things: Sequence[Any], _names: Sequence[str]) -> Iterator[Piece]:
    """Every two coders."""
    for place, branch in enumerate(things):
        for pair, found in zip(combinations(range(ground.coders), 2), _pairs(ground, branch), strict=True):
            yield Piece(NAME, found, [place], [pair])


def _pairs(ground: Ground, branch: Any) -> list[Sums]:
    codings, of = ground.standing_for([branch])
    return [
        found_both_ways(
            *(codings, pair),
            theme_of=ground.places(len(of)),
            themes=len(of),
            read=ground.read[:, list(pair)],
        ).kn(len(of))
        for pair in combinations(range(ground.coders), 2)
    ]


def _mean(totals: FloatArray, formula: Formula) -> FloatArray:
    """Mean of what is defined of the pairs, each of four counts."""
    figures = formula(totals.reshape(*totals.shape[:-1], -1, 4))
    defined = ~np.isnan(figures)
    return ratio(np.where(defined, figures, 0.0).sum(axis=-1), defined.sum(axis=-1))
