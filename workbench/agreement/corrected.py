"""Coefficients that correct for chance, on ratings of units."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from transcripts.i18n import _
from workbench.agreement.figure import Figure, figure_of
from workbench.agreement.observed import pairs_of
from workbench.agreement.ratings import Ratings, Read, declared, numbers_of, read, read_sets
from workbench.analysis import measures
from workbench.analysis.coefficients import Reason, undefined
from workbench.analysis.columns import MISSING, FloatArray
from workbench.analysis.distances import Distance, SetDistance, Sets, by_ratio, different, interval, jaccard, masi
from workbench.analysis.distances import nominal as nominal_distance
from workbench.analysis.distances import ordinal as ordinal_distance
from workbench.analysis.sums import Corrected, Sums
from workbench.analysis.units import Units
from workbench.errors import AnalysisError

__all__ = [
    "bennett_s",
    "brennan_prediger",
    "cohen_kappa",
    "conger_kappa",
    "fleiss_kappa",
    "gwet_ac1",
    "krippendorff_alpha",
    "light_kappa",
    "pabak",
    "scott_pi",
    "set_alpha",
    "stance_alpha",
    "strength_alpha",
]

LEVELS: dict[str, Distance] = {
    "nominal": nominal_distance,
    "ordinal": ordinal_distance,
    "interval": interval,
    "ratio": by_ratio,
}
SET_DISTANCES: dict[str, SetDistance] = {"masi": masi, "jaccard": jaccard, "nominal": different}
Weight = Sequence[float] | None


def cohen_kappa(ratings: Ratings, *, by_unit: bool = False, weight: Weight = None) -> Figure:
    """Cohen's kappa of two coders (1960): (P_o - P_e) / (1 - P_e), P_e from each coder's own marginals.

    Units of several texts belong into one call: kappas of texts are not to be averaged. For more coders there are
    ``light_kappa`` and ``conger_kappa``.

    Args:
        ratings: One row for each of two coders; None where one was not given a unit, which then does not count.
        by_unit: Rows are units, and columns coders.
        weight: How many units each unit stands for.

    Returns:
        Undefined where both gave one and the same value throughout.

    Examples:
        >>> print(cohen_kappa([[1, 1, 0, 0, 1], [1, 0, 0, 0, 1]]))
        0.6154
        >>> print(cohen_kappa([[1, 1, 1], [1, 1, 1]]))
        undefined: no variation: agreement cannot be told from a habit
    """
    found = read(ratings, by_unit=by_unit, weight=weight)
    _two(found, "cohen_kappa", "light_kappa, conger_kappa")
    return _corrected(measures.cohen(found.units))


def light_kappa(ratings: Ratings, *, by_unit: bool = False, weight: Weight = None) -> Figure:
    """Light's kappa (1971): the mean of Cohen's kappas of all pairs of coders for whom it is defined.

    ``parts`` holds the kappa of each pair.

    Examples:
        >>> print(light_kappa([[1, 1, 0, 0], [1, 0, 0, 0], [1, 1, 0, 1]]))
        0.4000; mean of 3 of 3 pairs of coders
    """
    found = read(ratings, by_unit=by_unit, weight=weight)
    pairs = {pair: _corrected(measures.cohen(found.units.of(pair))) for pair in pairs_of(len(found.place))}
    defined = sum(one.defined for one in pairs.values())
    note = _("mean of {defined} of {count} pairs of coders").format(defined=defined, count=len(pairs))
    sums = measures.light(found.units)
    return replace(_corrected(sums, found), note=note if len(pairs) > 1 else "", parts=dict(pairs))


def conger_kappa(ratings: Ratings, *, by_unit: bool = False, weight: Weight = None) -> Figure:
    """Conger's kappa (1980): P_e is the mean over pairs of coders of the product of their own marginals.

    It is what Cohen's is for more than two coders, and equals it for two who rated every unit. With missing ratings
    (Gwet 2014) a coder's marginals are over all units that the coder rated, P_o over units with two ratings or more.

    Examples:
        >>> print(conger_kappa([[1, 1, 0, 0], [1, 0, 0, 0], [1, 1, 0, 1]]))
        0.3846
    """
    return _corrected(measures.conger(read(ratings, by_unit=by_unit, weight=weight).units))


def fleiss_kappa(ratings: Ratings, *, by_unit: bool = False, weight: Weight = None) -> Figure:
    """Fleiss' kappa (1971): P_e = Σ p_k², p_k pooled over coders. It extends Scott's pi, not Cohen's kappa.

    With missing ratings it is Gwet's form (2014): P_o over units with two ratings or more, and p_k over all rated
    units, those with a single rating too; no unit is dropped. ``parts`` holds the kappa of each category against all
    others.

    Examples:
        >>> print(fleiss_kappa([["a", "a", "b"], ["a", "b", "b"], ["a", "b", None]]))
        0.5500
    """
    found = read(ratings, by_unit=by_unit, weight=weight)
    each: dict[Hashable, Figure] = {}
    for at, value in enumerate(found.values):
        place = np.where(found.place == MISSING, MISSING, found.place == at).astype(np.int64)
        each[value] = _corrected(measures.fleiss(replace(found, place=place, values=(False, True)).units))
    return replace(_corrected(measures.fleiss(found.units)), parts=each)


def scott_pi(ratings: Ratings, *, by_unit: bool = False, weight: Weight = None) -> Figure:
    """Scott's pi of two coders (1955): as Cohen's kappa, with P_e from the marginals of both together.

    With missing ratings it is Fleiss' in Gwet's form: P_e is over all rated units, those with a single rating too.

    Examples:
        >>> print(scott_pi([[1, 1, 0, 0, 1], [1, 0, 0, 0, 1]]))
        0.6000
    """
    found = read(ratings, by_unit=by_unit, weight=weight)
    _two(found, "scott_pi", "fleiss_kappa")
    return _corrected(measures.fleiss(found.units))


def krippendorff_alpha(
    ratings: Ratings,
    level: str = "nominal",
    *,
    order: Sequence[Hashable] | None = None,
    by_unit: bool = False,
    weight: Weight = None,
) -> Figure:
    """Krippendorff's alpha (2011), 1 - D_o / D_e: any number of coders, any missing ratings, four levels.

    Each unit adds its pairs weighted 1 / (m_u - 1); units with a single rating are not pairable and do not count.

    Args:
        ratings: One row per coder; None where a coder was not given a unit.
        level: ``nominal``, ``ordinal``, ``interval`` or ``ratio``. All but nominal need numbers, or ``order``.
        order: Values from the lowest to the highest, such as names of ranks.
        by_unit: Rows are units, and columns coders.
        weight: How many units each unit stands for.

    Returns:
        Undefined for fewer than two pairable values, and where a single value is in use. ``expected`` is given for the
        nominal level only: others have no agreement by chance, but a mean distance.

    Examples:
        >>> print(krippendorff_alpha([[1, 2, 3, None], [1, 2, 2, 3]]))
        0.5455
        >>> print(krippendorff_alpha([[1, 2, 3, None], [1, 2, 2, 3]], level="ordinal"))
        0.7778
        >>> print(krippendorff_alpha([["low", "high"], ["low", "high"]], "ordinal", order=["low", "high"]))
        1.0000
    """
    found = read(ratings, by_unit=by_unit, weight=weight)
    units, values, distance = on_level(found, level, order)
    return _corrected(measures.alpha(units, values, distance), None if level == "nominal" else found)


def on_level(found: Read, level: str, order: Sequence[Hashable] | None) -> tuple[Units, FloatArray, Distance]:
    """Ratings at a level of measurement: their units, what the places of values stand for, ascending, and distances.

    Raises:
        AnalysisError: If there is no such level, or values are not of it.
    """
    if level not in LEVELS:
        raise AnalysisError(
            _("There is no level of measurement {level}.").format(level=level),
            _("Choose one of {names}.").format(names=", ".join(LEVELS)),
        )
    if level == "nominal":
        return found.units, np.arange(float(max(1, len(found.values)))), LEVELS[level]
    numbers = numbers_of(found.values, order=order, level=level)
    ranks = np.argsort(numbers, kind="stable")
    turned = np.append(np.argsort(ranks, kind="stable"), MISSING)
    ordered = replace(found, place=turned[found.place], values=tuple(found.values[at] for at in ranks))
    return ordered.units, np.sort(numbers) if len(numbers) else np.zeros(1), LEVELS[level]


def strength_alpha(ratings: Ratings, *, by_unit: bool = False, weight: Weight = None) -> Figure:
    """Agreement on strength, 0 to 3, where coders gave the same code: Krippendorff's alpha, ordinal.

    Args:
        ratings: One row per coder; None where a coder did not give the code, or no strength.
        by_unit: Rows are units, and columns coders.
        weight: How many units each unit stands for.

    Examples:
        >>> print(strength_alpha([[0, 1, 3, 2], [0, 2, 3, 2]]))
        0.9103
    """
    return krippendorff_alpha(ratings, "ordinal", by_unit=by_unit, weight=weight)


def stance_alpha(ratings: Ratings, *, by_unit: bool = False, weight: Weight = None) -> Figure:
    """Agreement on stance (pro, contra, mixed, neutral) where coders gave the same code: alpha, nominal.

    Examples:
        >>> print(stance_alpha([["pro", "contra", "pro"], ["pro", "mixed", "pro"]]))
        0.4444
    """
    return krippendorff_alpha(ratings, "nominal", by_unit=by_unit, weight=weight)


def set_alpha(ratings: Ratings, distance: str = "masi", *, by_unit: bool = False) -> Figure:
    """Krippendorff's alpha where a unit may carry several codes: the distance of two sets counts.

    Args:
        ratings: One row per coder, each rating a set of codes. The empty set is a coder who found nothing, None a unit
            that the coder was not given.
        distance: ``masi`` (Passonneau 2006), ``jaccard``, or ``nominal`` for sets as plain values.
        by_unit: Rows are units, and columns coders.

    Returns:
        Undefined where all sets are the same.

    Examples:
        >>> print(set_alpha([[{"a"}, {"a", "b"}, set()], [{"a"}, {"a"}, set()]]))
        0.6667
        >>> print(set_alpha([[{"a"}, {"a", "b"}, set()], [{"a"}, {"a"}, set()]], "jaccard"))
        0.7368
    """
    if distance not in SET_DISTANCES:
        raise AnalysisError(
            _("There is no distance of sets {name}.").format(name=distance),
            _("Choose one of {names}.").format(names=", ".join(SET_DISTANCES)),
        )
    place, members = read_sets(ratings, by_unit=by_unit)
    columns = place.shape[1]
    units = Units(place, np.ones(columns), np.zeros(columns, np.int64), (1, 1), max(1, len(members)))
    sums = measures.alpha_of(units, Sets(members if len(members) else np.zeros((1, 0), bool), SET_DISTANCES[distance]))
    observed = measures.percent(units).value.value
    return figure_of(sums.value, n=float(sums.units.sum()), observed=observed)


def gwet_ac1(
    ratings: Ratings, *, categories: int | Iterable[Hashable], by_unit: bool = False, weight: Weight = None
) -> Figure:
    """Gwet's AC1 (2008): P_e = Σ p_k (1 - p_k) / (q - 1), q categories as declared.

    To be shown beside the prevalence of each category, never instead of a low alpha. q is what could have been given,
    used or not: from the observed categories only, the figure would change with the data.

    Args:
        ratings: One row per coder; missing ratings as in ``fleiss_kappa``.
        categories: How many, or their names; with a value for "none" on segments.
        by_unit: Rows are units, and columns coders.
        weight: How many units each unit stands for.

    Returns:
        Undefined for a single category, and where only one value is in use: its formula would give 1 there.

    Examples:
        >>> print(gwet_ac1([[1, 1, 0, 0, 1], [1, 0, 0, 0, 1]], categories=2))
        0.6000
        >>> print(gwet_ac1([[1, 1, 0, 0, 1], [1, 0, 0, 0, 1]], categories=["no", 0, 1]))
        0.7333
    """
    found = read(ratings, by_unit=by_unit, weight=weight)
    return _corrected(measures.ac1(found.units, declared(categories, found.values)))


def brennan_prediger(
    ratings: Ratings, *, categories: int | Iterable[Hashable], by_unit: bool = False, weight: Weight = None
) -> Figure:
    """Brennan and Prediger's coefficient (1981): P_e = 1 / q, q categories as declared.

    Arguments and undefined cases are those of ``gwet_ac1``.

    Examples:
        >>> print(brennan_prediger([[1, 1, 0, 0, 1], [1, 0, 0, 0, 1]], categories=3))
        0.7000
    """
    found = read(ratings, by_unit=by_unit, weight=weight)
    return _corrected(measures.brennan_prediger(found.units, declared(categories, found.values)))


def bennett_s(
    ratings: Ratings, *, categories: int | Iterable[Hashable], by_unit: bool = False, weight: Weight = None
) -> Figure:
    """Bennett, Alpert and Goldstein's S (1954): Brennan and Prediger's coefficient of two coders.

    Examples:
        >>> print(bennett_s([[1, 1, 0, 0, 1], [1, 0, 0, 0, 1]], categories=2))
        0.6000
    """
    found = read(ratings, by_unit=by_unit, weight=weight)
    _two(found, "bennett_s", "brennan_prediger")
    return _corrected(measures.brennan_prediger(found.units, declared(categories, found.values)))


def pabak(ratings: Ratings, *, by_unit: bool = False, weight: Weight = None) -> Figure:
    """Prevalence- and bias-adjusted kappa of two categories (Byrt, Bishop & Carlin 1993): 2 P_o - 1.

    Examples:
        >>> print(pabak([[1, 1, 0, 0, 1], [1, 0, 0, 0, 1]]))
        0.6000
    """
    found = read(ratings, by_unit=by_unit, weight=weight)
    return _corrected(measures.brennan_prediger(found.units, 2))


def _two(found: Read, name: str, others: str) -> None:
    if len(found.place) > 2:
        raise AnalysisError(
            _("{name} compares two coders, not {count}.").format(name=name, count=len(found.place)),
            _("For more coders take one of {names}.").format(names=others),
        )


def _corrected(sums: Sums, found: Read | None = None) -> Figure:
    """A figure with P_o and P_e; P_o over units where ``found`` is given, since then distances are no agreement."""
    if not sums.tables.shape[1]:
        return figure_of(undefined(Reason.TWO_CODERS))
    observed = expected = None
    if found is not None:
        observed = measures.percent(found.units).value.value
    elif isinstance(sums.formula, Corrected):
        totals = sums.tables.sum(axis=(0, 1))
        observed, expected = _share(sums.formula.observed(totals)), _share(sums.formula.expected(totals))
    return figure_of(sums.value, n=float(sums.units.sum()), observed=observed, expected=expected)


def _share(apart: object) -> float | None:
    """1 - disagreement, None where it is undefined."""
    share = 1 - float(np.asarray(apart))
    return None if np.isnan(share) else share
