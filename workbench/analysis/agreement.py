"""Coefficients of agreement on units, of ratings as one array: each a function that gives a number or a reason.

Ratings have shape (coders, units); a missing rating, of a coder who was not given the unit, is NaN, and "looked at it
and found nothing" is a value of its own. The order of coders, of units and of values makes no difference. ``weight``,
shape (units,), says how many units a column stands for, so that columns that are alike are counted once. Formulas,
sources and what is added up over transcripts: ``measures``.
"""

from itertools import combinations

import numpy as np

from workbench.analysis import measures
from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import MISSING, BoolArray, FloatArray, IntArray
from workbench.analysis.distances import Distance, SetDistance, Sets, masi, nominal
from workbench.analysis.units import Ratings, Units

Weight = IntArray | FloatArray | None
Pair = tuple[int, int]


def percent_agreement(ratings: Ratings, weight: Weight = None, *, besides: float | None = None) -> Coefficient:
    """Mean over units of the share of coder pairs that agree.

    Args:
        ratings: Shape (coders, units); missing is NaN.
        weight: How many units each column stands for; one by default.
        besides: Leave out the units on which every rating is this value, such as 0 for "not coded".
    """
    values, units = Units.build(ratings, weight)
    if besides is None:
        return measures.percent(units).value
    return measures.percent_beside(units, place_of(values, besides)).value


def holsti(ratings: Ratings, weight: Weight = None, *, blank: float | None = None) -> Coefficient:
    """Holsti's 2A / (N1 + N2), pairs summed for three coders and more; ``blank`` is the value that is no decision."""
    values, units = Units.build(ratings, weight)
    return measures.holsti(units, place_of(values, blank)).value


def specific_agreement(ratings: Ratings, value: float, weight: Weight = None) -> Coefficient:
    """Specific agreement on one value: positive agreement for "present", negative for "absent"."""
    values, units = Units.build(ratings, weight)
    return measures.specific(units, place_of(values, value)).value


def alpha(ratings: Ratings, weight: Weight = None, *, distance: Distance = nominal) -> Coefficient:
    """Krippendorff's alpha, 1 - D_o / D_e.

    Args:
        ratings: Shape (coders, units); missing is NaN.
        weight: How many units each column stands for; one by default.
        distance: From the values in use and how often each was given to squared distances: one of ``distances``.
    """
    values, units = Units.build(ratings, weight)
    return measures.alpha(units, values, distance).value


def coincidences(ratings: Ratings, weight: Weight = None) -> FloatArray:
    """Krippendorff's coincidence matrix o_ck: each unit adds its ordered pairs, weighted 1 / (m_u - 1).

    Shape (values, values), values ascending; it sums to the number of pairable ratings.
    """
    table: FloatArray = Units.build(ratings, weight)[1].coincidences()[0, 0]
    return table


def set_alpha(
    places: IntArray, members: BoolArray, weight: Weight = None, *, distance: SetDistance = masi
) -> Coefficient:
    """Krippendorff's alpha of sets of codes.

    Args:
        places: Which set each coder gave each unit, ``MISSING`` for none, shape (coders, units). The empty set, of a
            coder who looked and found nothing, is a set; a coder who was not given the unit is missing.
        members: Which codes are in each set, shape (sets, codes).
        weight: How many units each column stands for; one by default.
        distance: ``distances.masi``, ``jaccard`` or ``different``.
    """
    count = places.shape[1]
    alike = np.ones(count) if weight is None else np.asarray(weight, np.float64)
    units = Units(places, alike, np.zeros(count, np.int64), (1, 1), len(members))
    return measures.alpha_of(units, Sets(members, distance)).value


def fleiss(ratings: Ratings, weight: Weight = None) -> Coefficient:
    """Fleiss' kappa, with Gwet's form where ratings are missing; Scott's pi for two coders."""
    return measures.fleiss(Units.build(ratings, weight)[1]).value


def fleiss_by_value(ratings: Ratings, weight: Weight = None) -> dict[float, Coefficient]:
    """Fleiss' kappa of each value in use, against all the others taken together."""
    values, _units = Units.build(ratings, weight)
    alone = {float(value): np.where(np.isnan(ratings), np.nan, ratings == value) for value in values}
    return {value: fleiss(against, weight) for value, against in alone.items()}


def conger(ratings: Ratings, weight: Weight = None) -> Coefficient:
    """Conger's kappa: what Cohen's is for more than two coders, each with marginals of their own."""
    return measures.conger(Units.build(ratings, weight)[1]).value


def ac1(ratings: Ratings, categories: int, weight: Weight = None) -> Coefficient:
    """Gwet's AC1 with the declared number of categories; to be shown beside prevalence only."""
    return measures.ac1(Units.build(ratings, weight)[1], categories).value


def brennan_prediger(ratings: Ratings, categories: int, weight: Weight = None) -> Coefficient:
    """Brennan and Prediger's coefficient with the declared number of categories; Bennett's S for two coders."""
    return measures.brennan_prediger(Units.build(ratings, weight)[1], categories).value


def pabak(ratings: Ratings, weight: Weight = None) -> Coefficient:
    """Prevalence- and bias-adjusted kappa of two categories, 2 P_o - 1 (Byrt, Bishop & Carlin 1993)."""
    return brennan_prediger(ratings, 2, weight)


def cohen(first: Ratings, second: Ratings, weight: Weight = None) -> Coefficient:
    """Cohen's kappa (1960) over the units that both rated; both of shape (units,).

    Units of several texts belong into one call: counts are pooled, kappas of texts are never averaged.
    """
    return measures.cohen(Units.build(np.stack((first, second)), weight)[1]).value


def pairwise_cohen(ratings: Ratings, weight: Weight = None) -> dict[Pair, Coefficient]:
    """Cohen's kappa of each two coders (rows), on the units that the two of them rated."""
    figures = measures.cohen(Units.build(ratings, weight)[1]).figures()
    return dict(zip(combinations(range(len(ratings)), 2), figures, strict=True))


def light(ratings: Ratings, weight: Weight = None) -> Coefficient:
    """Light's kappa: the mean of Cohen's kappas of all pairs for whom it is defined."""
    return mean_of_pairs(pairwise_cohen(ratings, weight))


def mean_of_pairs(pairs: dict[Pair, Coefficient]) -> Coefficient:
    """Mean of what is defined; of Cohen's kappas it is Light's kappa (1971), and is to be called so."""
    defined = sorted(pair.value for pair in pairs.values() if pair.value is not None)
    if defined:
        return Coefficient(sum(defined) / len(defined))
    reasons = {pair.reason for pair in pairs.values() if pair.reason}
    return undefined(reasons.pop() if len(reasons) == 1 else Reason.NO_PAIR_DEFINED if pairs else Reason.TWO_CODERS)


def place_of(values: FloatArray, value: float | None) -> int:
    """Where a value stands among those in use; ``MISSING`` where it is not one of them."""
    found: BoolArray = values == value
    return int(np.argmax(found)) if found.any() else MISSING
