"""Agreement as it was observed, without a correction for chance, and what goes with it."""

from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from transcripts.i18n import _
from workbench.agreement.figure import Figure, figure_of
from workbench.agreement.ratings import Ratings, declared, read
from workbench.analysis import measures, standard_errors
from workbench.analysis.columns import MISSING
from workbench.analysis.distances import Sets, jaccard, masi
from workbench.analysis.sums import Sums
from workbench.errors import AnalysisError

__all__ = [
    "fleiss_z",
    "gwet_standard_error",
    "holsti",
    "jaccard_distance",
    "masi_distance",
    "percent_agreement",
    "ratings_of_table",
    "specific_agreement",
]

_NOTHING = object()


def percent_agreement(
    ratings: Ratings,
    *,
    blank: Any = _NOTHING,
    by_unit: bool = False,
    weight: Sequence[float] | None = None,
) -> Figure:
    """Percent agreement: the mean over units of the share of coder pairs that agree.

    Units with fewer than two ratings do not count. Nothing is corrected for chance: on text, where most is uncoded,
    agreement on nothing makes it high; name the blank value and look at both figures.

    Args:
        ratings: One row per coder; None where a coder was not given a unit.
        blank: Leave out the units to which every coder gave this value, such as 0 for "not coded".
        by_unit: Rows are units, and columns coders.
        weight: How many units each unit stands for.

    Returns:
        Undefined where no unit has two ratings; with ``blank``, where nobody gave anything else.

    Examples:
        >>> print(percent_agreement([[1, 0, 0, 1], [1, 0, 1, None]]))
        0.6667
        >>> print(percent_agreement([[1, 0, 0, 1], [1, 0, 1, None]], blank=0))
        0.5000
    """
    found = read(ratings, by_unit=by_unit, weight=weight)
    if blank is _NOTHING:
        return _plain(measures.percent(found.units))
    return _plain(measures.percent_beside(found.units, found.place_of(blank)))


def holsti(
    ratings: Ratings,
    *,
    blank: Any = _NOTHING,
    by_unit: bool = False,
    weight: Sequence[float] | None = None,
) -> Figure:
    """Holsti's coefficient of reliability (1969): 2A / (N1 + N2), A decisions alike of N1 and N2 decisions.

    It corrects nothing for chance. Every rating counts as a decision, also on a unit that the other was not given. For
    three coders and more, A and N are summed over all pairs.

    Args:
        ratings: One row per coder; None where a coder was not given a unit.
        blank: A value that is no decision, such as 0 for "not coded".
        by_unit: Rows are units, and columns coders.
        weight: How many units each unit stands for.

    Examples:
        >>> print(holsti([[1, 1, 0, 0, 2], [1, 0, 0, 2, 1]]))
        0.4000
        >>> print(holsti([[1, 1, 0, 0, 2], [1, 0, 0, 2, 1]], blank=0))
        0.3333
    """
    found = read(ratings, by_unit=by_unit, weight=weight)
    place = MISSING if blank is _NOTHING else found.place_of(blank)
    return _plain(measures.holsti(found.units, place), note=pairs_summed(len(found.place)))


def specific_agreement(
    ratings: Ratings,
    value: Hashable = 1,
    *,
    by_unit: bool = False,
    weight: Sequence[float] | None = None,
) -> Figure:
    """Specific agreement on one value: 2a / (2a + b + c); positive agreement for "present", negative for "absent".

    It needs no count of what nobody marked, and equals F1 for two coders (Dice 1945; Hripcsak & Rothschild 2005). For
    three coders and more, a, b and c are summed over all pairs.

    Args:
        ratings: One row per coder; None where a coder was not given a unit.
        value: On which it is asked for.
        by_unit: Rows are units, and columns coders.
        weight: How many units each unit stands for.

    Returns:
        Undefined where nobody gave the value; 0 where only one coder did.

    Examples:
        >>> print(specific_agreement([[1, 1, 1, 0, 0], [1, 0, 0, 1, 0]], 1))
        0.4000
        >>> print(specific_agreement([[0, 0], [0, 0]], 1))
        undefined: not used
    """
    found = read(ratings, by_unit=by_unit, weight=weight)
    return _plain(measures.specific(found.units, found.place_of(value)), note=pairs_summed(len(found.place)))


def gwet_standard_error(
    ratings: Ratings, coefficient: str, *, categories: int | Iterable[Hashable], by_unit: bool = False
) -> Figure:
    """Gwet's linearised standard error (2014), as irrCAC prints it: units as a random sample, coders fixed.

    Segments of one interview are not independent, so on text it is too small; the interval of the workbench is the
    jackknife over transcripts. It is here for comparison.

    Args:
        ratings: One row per coder.
        coefficient: ``gwet_ac1``, ``brennan_prediger``, ``fleiss_kappa``, ``conger_kappa`` or
            ``krippendorff_alpha_nominal``.
        categories: How many could have been given, or which.
        by_unit: Rows are units, and columns coders.

    Examples:
        >>> print(gwet_standard_error([[1, 1, 0, 0, 1], [1, 0, 0, 0, 1]], "gwet_ac1", categories=2))
        0.4000
    """
    if coefficient not in list(standard_errors.Kind):
        raise AnalysisError(
            _("There is no standard error of {name}.").format(name=coefficient),
            _("Choose one of {names}.").format(names=", ".join(standard_errors.Kind)),
        )
    found = read(ratings, by_unit=by_unit)
    count = declared(categories, found.values)
    return figure_of(standard_errors.gwet(found.matrix, standard_errors.Kind(coefficient), count))


def fleiss_z(ratings: Ratings, *, by_unit: bool = False) -> Figure:
    """Fleiss' kappa divided by its standard error if there were only chance (Fleiss, Nee & Landis 1979).

    That coders are better than chance is little to know; it is here for comparison. Every unit needs as many ratings as
    every other.

    Examples:
        >>> print(fleiss_z([[1, 1, 0, 0, 1], [1, 0, 0, 0, 1]]))
        1.3416
    """
    return figure_of(standard_errors.fleiss_z(read(ratings, by_unit=by_unit).matrix))


def masi_distance(first: Iterable[Hashable], second: Iterable[Hashable]) -> float:
    """MASI distance of two sets (Passonneau 2006), 1 - J · M; 0 for two empty sets.

    J is the share of codes in common; M is 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap.

    Examples:
        >>> round(masi_distance({"a", "b"}, {"a"}), 4)
        0.6667
        >>> masi_distance(set(), set())
        0.0
    """
    return _distance(first, second, masi)


def jaccard_distance(first: Iterable[Hashable], second: Iterable[Hashable]) -> float:
    """Jaccard's distance of two sets, 1 - shared / united; 0 for two empty sets.

    Examples:
        >>> jaccard_distance({"a", "b"}, {"a"})
        0.5
    """
    return _distance(first, second, jaccard)


def ratings_of_table(table: Sequence[Sequence[int]]) -> tuple[list[list[int]], list[int]]:
    """Ratings and weights of a table of two coders: rows are the first coder's categories, columns the second's.

    Args:
        table: Counts, square.

    Returns:
        Ratings of two coders, 0 upwards, and how many units each stands for: ``ratings, weight``.

    Examples:
        >>> ratings, weight = ratings_of_table([[20, 5], [10, 15]])
        >>> print(percent_agreement(ratings, weight=weight))
        0.7000
    """
    rows = [list(row) for row in table]
    square = all(len(row) == len(rows) for row in rows) and len(rows) > 0
    counts = np.array(rows) if square else np.zeros(0)
    if not square or (counts < 0).any():
        raise AnalysisError(
            _("The table of two coders is not square, or holds a number below zero."),
            _("Give as many rows as columns: one of each category."),
        )
    cells = [(row, column) for row in range(len(counts)) for column in range(len(counts))]
    first, second = zip(*cells, strict=True) if cells else ((), ())
    return [list(first), list(second)], [int(counts[cell]) for cell in cells]


def pairs_summed(coders: int) -> str:
    """What to print beside a figure for pairs, where there are more coders."""
    return _("summed over {count} pairs of coders").format(count=coders * (coders - 1) // 2) if coders > 2 else ""


def pairs_of(coders: int) -> list[tuple[int, int]]:
    """Every two coders."""
    return list(combinations(range(coders), 2))


def _plain(sums: Sums, *, note: str = "") -> Figure:
    coefficient = sums.value
    return figure_of(coefficient, n=float(sums.units.sum()), observed=coefficient.value, note=note)


def _distance(first: Iterable[Hashable], second: Iterable[Hashable], measure: Any) -> float:
    one, other = set(first), set(second)
    codes = list(one | other)
    members = np.array([[code in held for code in codes] for held in (one, other)], bool).reshape(2, len(codes))
    return float(Sets(members, measure).of(np.array([0]), np.array([1]))[0])
