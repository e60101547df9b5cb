"""Taking measures: what each of them gives, of all coders together and of every two of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Protocol

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason
from workbench.analysis.columns import FloatArray
from workbench.analysis.intervals import Interval
from workbench.workflows.measuring.ground import Ground

Pair = tuple[int, int]
#: The figures of the measures of some names, about some codes or branches.
Take = Callable[[Ground, Sequence[Any], Sequence[str]], "Iterable[Piece]"]


class ByPairs(Protocol):
    """The bootstrap of Hayes and Krippendorff for the figures of a piece."""

    def __call__(self, *, draws: int, seed: int) -> list[Interval | Reason]:
        """Bounds of each figure, or why it has none."""


class Taken(Protocol):
    """A measure of several things, with what each transcript adds to it."""

    @property
    def parts(self) -> FloatArray:
        """What each transcript adds, shape (transcripts, statistics)."""

    def evaluate(self, totals: FloatArray) -> FloatArray:
        """Figures of sums of parts: from shape (..., statistics) to (..., figures), NaN where undefined."""

    def figures(self) -> list[Coefficient]:
        """Each figure over all transcripts."""

    def per_transcript(self) -> list[list[Coefficient]]:
        """Each figure of each transcript by itself: a list of figures for every transcript."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Some figures of one measure.

    Attributes:
        measure: Its name.
        taken: The figures.
        places: About which of the things asked for each figure speaks.
        pairs: Which two coders each figure is about; None where all of them are.
        coverage: How much each figure rests on, where the measure speaks of a part of the text only.
        by_pairs: Bounds of each figure from pairs of ratings drawn anew, by draws and seed; None where the figures are
            no alphas of single values on units.
    """

    measure: str
    taken: Taken
    places: Sequence[int]
    pairs: Sequence[Pair] | None = None
    coverage: Taken | None = None
    by_pairs: ByPairs | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Fixed:
    """Figures that are no sums over transcripts, so that none can be left out of them; implements ``Taken``.

    Attributes:
        transcripts: How many there are.
        found: Each figure.
    """

    transcripts: int
    found: Sequence[Coefficient]

    @property
    def parts(self) -> FloatArray:
        """Nothing adds anything."""
        return np.zeros((self.transcripts, 0))

    def evaluate(self, totals: FloatArray) -> FloatArray:
        """NaN."""
        return np.full((*totals.shape[:-1], len(self.found)), np.nan)

    def figures(self) -> list[Coefficient]:
        """Each figure."""
        return list(self.found)

    def per_transcript(self) -> list[list[Coefficient]]:
        """What is undefined for all is undefined for each; other figures are not made of single transcripts."""
        undefined = all(one.value is None for one in self.found)
        return [list(self.found) if undefined else [] for _text in range(self.transcripts)]


def one_pair_after_another(take: Take, ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """The figures of every two coders, by a family that has no quicker way."""
    for pair in combinations(range(ground.coders), 2):
        for piece in take(ground.pair(*pair), things, names):
            yield replace(piece, pairs=[pair] * len(piece.places))


def spread_pairs(things: int, coders: int) -> tuple[list[int], list[Pair]]:
    """Place and pair of figures that are numbered thing · pairs + pair."""
    pairs = list(combinations(range(coders), 2))
    return [thing for thing in range(things) for _pair in pairs], pairs * things
