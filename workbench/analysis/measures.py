"""Coefficients of agreement on units, as formulas of counts that add up over transcripts.

Each function takes what was counted (``Tally``: ratings of units, or presence of codes on segments) and returns
``Sums``: figures, also without a transcript or over transcripts drawn anew. Notation: P_o and P_e are observed and
expected agreement; unit u has m_u ratings, n_uk of them are value k.

No variation, a single value in use, is undefined for every coefficient that corrects for chance, as Krippendorff (2004)
has it: the formulas of AC1 and of Brennan and Prediger would give 1 there, which nothing supports.
"""

import math
from functools import partial

import numpy as np

from transcripts.i18n import _
from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import MISSING, FloatArray
from workbench.analysis.distances import FIXED, Between, Distance, Table, nominal, ordinal
from workbench.analysis.sums import TINY, Corrected, Formula, Sums, along, ratio
from workbench.analysis.units import Tally
from workbench.errors import AnalysisError


def percent(tally: Tally) -> Sums:
    """Percent agreement: mean over shared units of the share of coder pairs that agree."""
    return _sums(tally, _columns(tally.agreeing(), tally.shared), _quotient)


def percent_beside(tally: Tally, value: int) -> Sums:
    """The same over the units on which not every rating is ``value``, such as the place of "not coded"."""
    return _sums(tally, tally.beside(value), _quotient, otherwise=Reason.NOT_USED)


def holsti(tally: Tally, blank: int = MISSING) -> Sums:
    """Holsti (1969): 2A / (N1 + N2), A decisions alike of N1 and N2; summed over pairs where there are more coders.

    Args:
        tally: What was counted.
        blank: Place of the value that is no decision, such as "not coded"; ``MISSING`` where every value is one.
    """
    return _sums(tally, tally.decisions(blank), _quotient, otherwise=Reason.NOT_USED)


def specific(tally: Tally, value: int) -> Sums:
    """Specific agreement on a value: of the ratings that give it, the share of the others' that give it too.

    For two coders 2a / (2a + b + c), which is F1: positive agreement for "present", negative for "absent" (Dice 1945;
    Cicchetti & Feinstein 1990; pairs are summed for more coders).
    """
    return _sums(tally, tally.specific(value), _quotient, otherwise=Reason.NOT_USED)


def fleiss(tally: Tally) -> Sums:
    """Fleiss' kappa (1971), P_e = Σ p_k²; Scott's pi for two coders.

    Units may have missing ratings (Gwet 2014): P_o is over units with two ratings or more, and units with one still
    count for p_k, the mean of n_uk / m_u.
    """
    return _sums(tally, _with_shares(tally), Corrected(_differing, _mixed))


def ac1(tally: Tally, categories: int) -> Sums:
    """Gwet's AC1 (2008), P_e = Σ p_k (1 - p_k) / (q - 1), q as declared; missing ratings as in ``fleiss``."""
    expected = partial(_gwet, categories=categories)
    return _declared(tally, categories, Corrected(_differing, expected))


def brennan_prediger(tally: Tally, categories: int) -> Sums:
    """Brennan and Prediger (1981), P_e = 1 / q, q as declared; Bennett's S (1954) for two coders, PABAK for q = 2."""
    expected = partial(_uniform, categories=categories)
    return _declared(tally, categories, Corrected(_differing, expected))


def cohen(tally: Tally) -> Sums:
    """Cohen's kappa (1960) of every two coders, on the units that both rated: figures are figure · pairs + pair.

    Counts of transcripts are pooled; kappas of transcripts are never averaged.
    """
    tables = tally.pairs()
    transcripts, figures, pairs, values, _values = tables.shape
    flat = tables.reshape(transcripts, figures * pairs, values * values)
    marked = None if tally.marked is None else np.repeat(tally.marked, pairs, axis=1)
    return Sums(flat, _kappa(values), flat.sum(axis=2), tally.coders, marked)


def light(tally: Tally) -> Sums:
    """Light's kappa (1971): the mean of Cohen's kappas of all pairs of coders for whom it is defined."""
    tables = tally.pairs()
    formula = partial(_mean_kappa, values=tally.values)
    apart = Reason.NO_VARIATION if tally.coders < 3 else Reason.NO_PAIR_DEFINED
    return _sums(tally, _flat(tables), formula, otherwise=apart)


def conger(tally: Tally) -> Sums:
    """Conger's kappa (1980): P_e is the mean over pairs of coders of Σ p_gk p_hk; Cohen's for two who rated all units.

    With missing ratings (Gwet 2014) p_gk is over the units that coder g rated, and P_o over units with two ratings or
    more; coders who rated nothing are left out.
    """
    table = tally.by_coder()
    flat = _flat(table)
    expected = partial(_congers, coders=tally.coders)
    stats = np.concatenate((_columns(tally.agreeing(), tally.shared), flat), axis=2)
    return _sums(tally, stats, Corrected(_differing, expected))


def alpha(tally: Tally, values: FloatArray, distance: Distance = nominal) -> Sums:
    """Krippendorff's alpha (2011), 1 - D_o / D_e, with the distance of the values' level of measurement.

    Args:
        tally: What was counted.
        values: What the places stand for, shape (values,).
        distance: Of ``distances``.
    """
    if distance in FIXED:
        # No distance of these changes with the scale; the squares of very large values would be infinite.
        scale = np.abs(values).max(initial=0.0) or 1.0
        squared = distance(values / scale, np.zeros(len(values)))
        largest = squared.max(initial=0.0)
        return alpha_of(tally, Table(squared / largest if largest > 0 else squared))
    table = tally.coincidences()
    formula = partial(_alpha, values=values, distance=distance)
    return _sums(tally, _flat(table), formula)


def alpha_of(tally: Tally, between: Between) -> Sums:
    """Krippendorff's alpha with given distances, such as those of sets of codes; the largest is about 1."""
    stats = np.concatenate((tally.disagreement(between)[..., None], tally.given()), axis=2)
    return _sums(tally, stats, Corrected(_first_mean, partial(_unpaired, between=between)))


def ordinal_alpha(tally: Tally, values: FloatArray) -> Sums:
    """Krippendorff's alpha of ranks, such as strengths from 0 to 3."""
    return alpha(tally, values, ordinal)


def refuse_undeclared(used: int, categories: int) -> None:
    """Categories are declared, never found in the data.

    Raises:
        AnalysisError: More are in use than were declared.
    """
    if categories < used:
        raise AnalysisError(
            _("{used} categories are in use and only {declared} were declared.").format(used=used, declared=categories),
            _("Declare every category that could have been given, used or not."),
        )


def _sums(tally: Tally, tables: FloatArray, formula: Formula, otherwise: Reason = Reason.NO_VARIATION) -> Sums:
    return Sums(tables, formula, tally.shared, tally.coders, tally.marked, otherwise)


def _declared(tally: Tally, categories: int, formula: Formula) -> Sums:
    refuse_undeclared(int((tally.shares().sum(axis=(0, 1)) > 0).sum()), categories)
    otherwise = Reason.ONE_CATEGORY if categories < 2 else Reason.NO_VARIATION
    return _sums(tally, _with_shares(tally), formula, otherwise)


def _columns(*columns: FloatArray) -> FloatArray:
    return np.stack(columns, axis=-1)


def _flat(tables: FloatArray) -> FloatArray:
    """Shape (transcripts, figures, counts)."""
    return tables.reshape(*tables.shape[:2], math.prod(tables.shape[2:]))


def _with_shares(tally: Tally) -> FloatArray:
    return np.concatenate((_columns(tally.agreeing(), tally.shared), tally.shares()), axis=2)


def _quotient(totals: FloatArray) -> FloatArray:
    return ratio(totals[..., 0], totals[..., 1])


def _differing(totals: FloatArray) -> FloatArray:
    """1 - P_o, of agreeing and shared units."""
    return ratio(totals[..., 1] - totals[..., 0], totals[..., 1])


def _mixed(totals: FloatArray) -> FloatArray:
    """1 - Σ p_k²: two ratings drawn with replacement differ."""
    shares = totals[..., 2:]
    whole = along(shares, -1)
    return ratio(along(shares * (whole[..., None] - shares), -1), whole * whole)


def _gwet(totals: FloatArray, categories: int) -> FloatArray:
    mixed = _mixed(totals)
    return np.where(mixed > TINY, 1 - mixed / max(1, categories - 1), np.nan) if categories > 1 else mixed * np.nan


def _uniform(totals: FloatArray, categories: int) -> FloatArray:
    return np.where(_mixed(totals) > TINY, 1 - 1 / max(1, categories), np.nan)


def _kappa(values: int) -> Corrected:
    """Cohen's, of a table of two coders, flattened."""
    return Corrected(partial(_off_diagonal, values=values), partial(_apart_by_chance, values=values))


def _off_diagonal(totals: FloatArray, values: int) -> FloatArray:
    """1 - P_o of a table of two coders."""
    table = totals.reshape(*totals.shape[:-1], values, values)
    whole = along(along(table, -1), -1)
    return ratio(whole - along(np.diagonal(table, axis1=-2, axis2=-1), -1), whole)


def _apart_by_chance(totals: FloatArray, values: int) -> FloatArray:
    """1 - P_e of a table of two coders, each with marginals of their own."""
    table = totals.reshape(*totals.shape[:-1], values, values)
    rows, columns = along(table, -1), along(table, -2)
    whole = along(rows, -1)
    return ratio(along(rows * (whole[..., None] - columns), -1), whole * whole)


def _mean_kappa(totals: FloatArray, values: int) -> FloatArray:
    cells = max(1, values * values)
    kappas = _kappa(values)(totals.reshape(*totals.shape[:-1], totals.shape[-1] // cells, values * values))
    defined = ~np.isnan(kappas)
    return ratio(along(np.where(defined, kappas, 0.0), -1), along(defined, -1))


def _congers(totals: FloatArray, coders: int) -> FloatArray:
    """1 - mean over ordered pairs of coders of Σ p_gk p_hk."""
    values = (totals.shape[-1] - 2) // max(1, coders)
    table = totals[..., 2:].reshape(*totals.shape[:-1], coders, values)
    rated = table.sum(axis=-1, keepdims=True)
    shares = np.divide(table, rated, out=np.zeros(table.shape), where=rated > TINY)
    count = (rated[..., 0] > TINY).sum(axis=-1)
    pairs = count * (count - 1)
    alike = (shares.sum(axis=-2) ** 2 - (shares**2).sum(axis=-2)).sum(axis=-1)
    return ratio(pairs - alike, pairs)


def _first_mean(totals: FloatArray) -> FloatArray:
    """D_o: sum of distances by the number of pairable ratings."""
    return ratio(totals[..., 0], along(totals[..., 1:], -1))


def _unpaired(totals: FloatArray, between: Between) -> FloatArray:
    """D_e: mean distance of two ratings drawn without replacement."""
    given = totals[..., 1:]
    count = along(given, -1)
    return ratio(between.among(given), count * (count - 1))


def _alpha(totals: FloatArray, values: FloatArray, distance: Distance) -> FloatArray:
    """Of a coincidence matrix, flattened, whose distances depend on how often each value was given."""
    table = totals.reshape(*totals.shape[:-1], len(values), len(values))
    given = table.sum(axis=-1)
    squared = distance(values, given)
    count = given.sum(axis=-1)
    observed = (table * squared).sum(axis=(-1, -2))
    expected = (given[..., :, None] * given[..., None, :] * squared).sum(axis=(-1, -2))
    return np.asarray(1 - ratio((count - 1) * observed, expected))
