"""Standard errors that other programs print, by name, for comparison with them: units are taken as a random sample.

Segments of one interview are not independent of each other, so on text these errors are too small; the interval to
report is the jackknife over transcripts (``intervals``).
"""

import math
from enum import StrEnum

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import FloatArray
from workbench.analysis.measures import refuse_undeclared
from workbench.analysis.sums import TINY
from workbench.analysis.units import Ratings, Units


class Kind(StrEnum):
    """Coefficients whose standard error Gwet gives. The values are stable."""

    AC1 = "gwet_ac1"
    BRENNAN_PREDIGER = "brennan_prediger"
    FLEISS = "fleiss_kappa"
    CONGER = "conger_kappa"
    ALPHA = "krippendorff_alpha_nominal"


def gwet(ratings: Ratings, kind: Kind, categories: int) -> Coefficient:
    """Gwet's linearised standard error (2014, chapter 5), units sampled and coders fixed, as irrCAC prints it.

    Args:
        ratings: Shape (coders, units); missing is NaN. Units that nobody rated are left out.
        kind: Of which coefficient.
        categories: q, declared; only AC1 and Brennan-Prediger use it.

    Raises:
        AnalysisError: More categories are in use than were declared.
    """
    refuse_undeclared(len(np.unique(ratings[~np.isnan(ratings)])), categories)
    ratings = ratings[:, ~np.isnan(ratings).all(axis=0)]
    if (~np.isnan(ratings)).sum(axis=0).max(initial=0) < 2:
        return undefined(Reason.NO_SHARED_UNIT if len(ratings) > 1 else Reason.TWO_CODERS)
    each = _alpha(ratings) if kind is Kind.ALPHA else _others(ratings, kind, categories)
    if each is None:
        return undefined(Reason.NO_VARIATION)
    values, centre = each
    count = len(values)
    if count < 2:
        return undefined(Reason.NO_SHARED_UNIT)
    return Coefficient(math.sqrt(float(((values - centre) ** 2).sum()) / (count * (count - 1))))


def fleiss_z(ratings: Ratings) -> Coefficient:
    """Fleiss' kappa by its standard error if there were only chance (Fleiss, Nee & Landis 1979).

    Every unit needs as many ratings as every other; this is told by ``Reason.UNEQUAL_RATINGS``.
    """
    table = _table(ratings)
    rated = table.sum(axis=1)
    if rated.max(initial=0) < 2:
        return undefined(Reason.NO_SHARED_UNIT if len(ratings) > 1 else Reason.TWO_CODERS)
    if rated.min() != rated.max():
        return undefined(Reason.UNEQUAL_RATINGS)
    share, raters = table.mean(axis=0) / rated[0], rated[0]
    mixed = float((share * (1 - share)).sum())
    if mixed < TINY:
        return undefined(Reason.NO_VARIATION)
    observed = 1 - float((table * (table - 1)).sum(axis=1).mean() / (raters * (raters - 1)))
    spread = mixed**2 - float((share * (1 - share) * (1 - 2 * share)).sum())
    error = math.sqrt(2 * spread / (len(table) * raters * (raters - 1))) / mixed
    return Coefficient((1 - observed / mixed) / error)


def _table(ratings: Ratings) -> FloatArray:
    """n_uk, shape (units, values)."""
    values = np.unique(ratings[~np.isnan(ratings)])
    return np.asarray((ratings[:, :, None] == values).sum(axis=0), dtype=np.float64)


def _others(ratings: Ratings, kind: Kind, categories: int) -> tuple[FloatArray, float] | None:
    """What each unit contributes, and the coefficient; None where it is undefined."""
    table = _table(ratings)
    rated, count = table.sum(axis=1), len(table)
    shared = rated > 1
    if not shared.any():
        return None
    agreeing = (table * (table - 1)).sum(axis=1) / np.maximum(1, rated * (rated - 1))
    observed = float(agreeing[shared].mean())
    within = table / rated[:, None]
    share = within.mean(axis=0)
    mixed = float((share * (1 - share)).sum())
    if mixed < TINY:
        return None
    if kind is Kind.AC1:
        chance, each = mixed / (categories - 1), (within @ (1 - share)) / (categories - 1)
    elif kind is Kind.FLEISS:
        chance, each = 1 - mixed, within @ share
    elif kind is Kind.CONGER:
        chance, each = _conger(ratings)
    else:
        chance = 1 / categories
        each = np.full(count, chance)
    figure = (observed - chance) / (1 - chance)
    values = count / shared.sum() * (agreeing - chance * shared) / (1 - chance)
    return values - 2 * (1 - figure) * (each - chance) / (1 - chance), figure


def _conger(ratings: Ratings) -> tuple[float, FloatArray]:
    """Chance agreement, and what each unit contributes to it."""
    values, units = Units.build(ratings[~np.isnan(ratings).all(axis=1)])
    table = units.by_coder()[0, 0]
    given = table.sum(axis=1, keepdims=True)
    share = table / given
    coders, count = len(table), units.place.shape[1]
    rest = share.sum(axis=0) - share
    chance = float((share * rest).sum()) / (coders * (coders - 1))
    there = (units.place >= 0)[:, :, None]
    gave = units.place[:, :, None] == np.arange(len(values))
    lean = count / given[:, None] * (gave - (there - given[:, None] / count) * share[:, None])
    return chance, (lean * rest[:, None]).sum(axis=(0, 2)) / (coders * (coders - 1))


def _alpha(ratings: Ratings) -> tuple[FloatArray, float] | None:
    table = _table(ratings)
    table = table[table.sum(axis=1) > 1]
    if not len(table):
        return None
    rated = table.sum(axis=1)
    mean = rated.mean()
    share = (table / mean).mean(axis=0)
    chance = float((share**2).sum())
    if 1 - chance < TINY:
        return None
    pairs = (table * (table - 1)).sum(axis=1) / (mean * (rated - 1))
    plain = float(pairs.mean())
    observed = plain + (1 - plain) / rated.sum()
    excess = (rated - mean) / mean
    agreeing = (pairs - observed * excess - chance) / (1 - chance)
    figure = (plain - chance) / (1 - chance)
    leaning = table @ share / mean - chance * excess - chance
    return agreeing - 2 * (1 - figure) * leaning / (1 - chance), figure
