"""Agreement on units that a suggestion led to, and on all others: never one figure for both.

A unit belongs to the first kind, for a code, if a coding of that code by any of the coders compared came from a
suggestion and shares a character with it. Such a unit is marked by somebody because it was chosen so. There is no unit
among them that everybody left alone, and nothing that chance could be told from: a coefficient that corrects for
chance is not defined there, it would only look low. What can be held side by side is the share of agreeing pairs over
the units that at least one coder marked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from workbench.analysis.agreement import alpha, percent_agreement
from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import MISSING, BoolArray, Codings, IntArray, Stretches
from workbench.analysis.presence import presence
from workbench.analysis.units import Ratings


@dataclass(frozen=True, slots=True)
class Side:
    """Agreement on one code, on the units of one kind.

    Attributes:
        units: How many.
        marked: Those of them that at least one coder marked.
        agreeing: Sum over these of the share of coder pairs that agree.
        percent: Mean share of agreeing pairs over all of its units.
        coded_only: The same over those that at least one coder marked: agreeing ÷ marked.
        alpha: Krippendorff's, nominal; undefined where suggestions chose the units.
    """

    units: int
    marked: int
    agreeing: float
    percent: Coefficient
    coded_only: Coefficient
    alpha: Coefficient


@dataclass(frozen=True, slots=True)
class Apart:
    """Agreement on one code, apart by where codings come from.

    Attributes:
        suggested: On the units with a coding from a suggestion.
        others: On all other units.
    """

    suggested: Side
    others: Side


def apart(
    codings: Codings, segments: Stretches, came: BoolArray, *, coders: int, theme_of: IntArray, themes: int
) -> list[Apart]:
    """Agreement on each code, on units that suggestions led to and on all others.

    Args:
        codings: Of the coders compared, whose places are 0 to ``coders``, on the texts that all have finished.
        segments: Of the same texts.
        came: Which codings came from suggestions, shape (codings,).
        coders: How many are compared.
        theme_of: Shape (codes,): the code that a code counts for, ``MISSING`` to leave it out.
        themes: How many codes are compared.
    """
    theme = theme_of[codings.code] if len(codings) else np.zeros(0, np.int64)
    keep = theme != MISSING
    # What came from suggestions stands a second time as the codings of one coder more, who only tells the units apart.
    rows = np.concatenate([np.flatnonzero(keep), np.flatnonzero(keep & came)])
    row = np.concatenate([codings.coder[keep], np.full(int((keep & came).sum()), coders)])
    marks = presence(codings.take(rows), segments, theme[rows], row, shape=(themes, coders + 1))
    return [_apart(patterns, weight) for patterns, weight in marks]


def _apart(patterns: BoolArray, weight: IntArray) -> Apart:
    ratings, led = patterns[:-1].astype(np.float64), patterns[-1]
    suggested = _side(ratings[:, led], weight[led])
    if suggested.units:
        suggested = replace(suggested, alpha=undefined(Reason.CHOSEN_UNITS))
    return Apart(suggested, _side(ratings[:, ~led], weight[~led]))


def _side(ratings: Ratings, weight: IntArray) -> Side:
    units = int(weight.sum())
    marked = int(weight[ratings.any(axis=0)].sum())
    coded = percent_agreement(ratings, weight, besides=0.0)
    unused = undefined(Reason.NOT_USED)
    return Side(
        units=units,
        marked=marked,
        agreeing=(coded.value or 0.0) * marked,
        percent=percent_agreement(ratings, weight) if marked or not units else unused,
        coded_only=coded if units else undefined(Reason.NO_SHARED_UNIT),
        alpha=alpha(ratings, weight) if marked or not units else unused,
    )


def pooled(sides: Sequence[Side]) -> Side:
    """Several codes together: every code and unit is one pair; a coefficient for several codes is not defined."""
    units, marked = sum(side.units for side in sides), sum(side.marked for side in sides)
    agreeing = sum(side.agreeing for side in sides)
    all_of = undefined(Reason.SEVERAL_CODES)
    reason = Reason.NOT_USED if units else Reason.NO_SHARED_UNIT
    coded = Coefficient(agreeing / marked) if marked else undefined(reason)
    return Side(units, marked, agreeing, all_of, coded, all_of)
