"""Other orders of the same themes, made only when asked for: by explicit weight, and by several indicators at once.

The default order (``importance.rank_themes``) goes by participants. An order by explicit weight answers another
question, and a composite mixes questions: it is shown with its weights, and with what leaving out each indicator does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import MISSING, BoolArray, FloatArray, IntArray
from workbench.analysis.importance import Importance, Objective
from workbench.analysis.rankings import shared_ranks

_ROUNDING = 9


class Indicator(StrEnum):
    """The five indicators of importance; the values are the letters that they go by."""

    PARTICIPANTS = "A"
    ORDER = "B"
    MENTIONS = "C"
    LENGTH = "D"
    STRENGTH = "E"


def indicators(importance: Importance) -> FloatArray:
    """The five indicators of every theme: shape (5, themes), rows as in ``Indicator``, columns as in the tally.

    NaN where an indicator is undefined. A theme that nobody mentions has no median of mentions and counts as 0 there.
    Without any strength set in the whole tally the last row is NaN: a row of noughts would say "unimportant".
    """
    values = np.full((len(Indicator), len(importance.objectives)), np.nan)
    set_ = bool((importance.tally.strength != MISSING).any())
    for one in importance.objectives:
        values[:, one.theme] = [_number(figure) for figure in _figures(one, set_)]
    return values


def _figures(one: Objective, strengths: bool) -> tuple[Coefficient, ...]:
    mentions = one.per_mentioner if one.mentioned else Coefficient(0.0)
    strength = one.strength if strengths else undefined(Reason.NO_STRENGTH)
    return Coefficient(float(one.supported)), one.order, mentions, one.share, strength


def _number(figure: Coefficient) -> float:
    return np.nan if figure.value is None else figure.value


@dataclass(frozen=True, slots=True)
class CompositeLine:
    """One theme in a composite order.

    Attributes:
        theme: Row of the tally.
        rank: 1 for the first; themes with equal scores share the smallest of their ranks.
        tied: Whether it shares its rank.
        score: Weighted mean of the ranks by the indicators used; 1 is best.
        ranks: Rank by each indicator, None for those left out; ties share the mean of their ranks.
        without: Rank if one indicator is left out, in the order of the indicators; None for those not used, and where
            nothing would be left.
    """

    theme: int
    rank: int
    tied: bool
    score: float
    ranks: tuple[float | None, ...]
    without: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Composite:
    """An order by several indicators.

    Attributes:
        lines: In rank order.
        weights: Weight of each indicator as used, 0 for those left out.
        left_out: Places of the indicators that have a weight and are undefined for some theme: they are left out for
            all themes, as ranks among some only could not be averaged with ranks among all.
        reason: Why there is no order (there are then no lines), None where there is one.
    """

    lines: tuple[CompositeLine, ...]
    weights: tuple[float, ...]
    left_out: tuple[int, ...]
    reason: Reason | None

    @property
    def changing(self) -> tuple[int, ...]:
        """Places of the indicators without which some theme would have another rank."""
        return tuple(
            place
            for place in range(len(self.weights))
            if any(line.without[place] not in (None, line.rank) for line in self.lines)
        )


def composite(values: FloatArray, weights: Sequence[float] | None = None) -> Composite:
    """Order themes by the mean of their ranks within each indicator (Borda).

    Args:
        values: Shape (indicators, themes), higher is more important, NaN where undefined; from ``indicators``.
        weights: One per indicator, 0 or more; None for equal ones.

    Raises:
        ValueError: If there are not as many weights as indicators, or one is negative or not finite.
    """
    given = np.ones(len(values)) if weights is None else np.array(weights, np.float64)
    if given.shape != (len(values),) or not np.all(np.isfinite(given) & (given >= 0)):
        raise ValueError("one weight per indicator, each 0 or more")
    gaps: BoolArray = np.asarray(np.isnan(values).any(axis=1), dtype=bool)
    used = np.where(gaps, 0.0, given)
    left_out = tuple(np.flatnonzero(gaps & (given > 0)).tolist())
    reason = _no_order(values.shape[1], used)
    if reason is not None:
        return Composite((), tuple(used.tolist()), left_out, reason)
    ranks = shared_ranks(-np.where(gaps[:, None], 0.0, values))
    return Composite(tuple(_lines(ranks, used)), tuple(used.tolist()), left_out, None)


def _no_order(themes: int, used: FloatArray) -> Reason | None:
    if not themes:
        return Reason.NO_THEMES
    return None if used.any() else Reason.NO_INDICATOR


def _lines(ranks: FloatArray, weights: FloatArray) -> list[CompositeLine]:
    score = _score(ranks, weights)
    place = _places(score)
    without = [_without(ranks, weights, indicator) for indicator in range(len(weights))]
    return [
        CompositeLine(
            theme=theme,
            rank=int(place[theme]),
            tied=int((place == place[theme]).sum()) > 1,
            score=float(score[theme]),
            ranks=tuple(float(ranks[at, theme]) if weights[at] else None for at in range(len(weights))),
            without=tuple(None if one is None else int(one[theme]) for one in without),
        )
        for theme in np.lexsort((np.arange(len(place)), place)).tolist()
    ]


def _score(ranks: FloatArray, weights: FloatArray) -> FloatArray:
    return np.asarray(np.round(weights @ ranks / weights.sum(), _ROUNDING), dtype=np.float64)


def _places(score: FloatArray) -> IntArray:
    """1 for the smallest score; equal ones share the smallest rank."""
    return np.searchsorted(np.sort(score), score).astype(np.int64) + 1


def _without(ranks: FloatArray, weights: FloatArray, indicator: int) -> IntArray | None:
    rest = np.where(np.arange(len(weights)) == indicator, 0.0, weights)
    return _places(_score(ranks, rest)) if weights[indicator] and rest.any() else None


@dataclass(frozen=True, slots=True)
class Weighted:
    """One theme in the order by explicit weight.

    Attributes:
        theme: Row of the tally.
        rank: 1 for the first; themes of the same weight share the smallest of their ranks; None where E is undefined.
        tied: Whether it shares its rank.
        strength: E: mean over participants of the highest strength, not mentioned = 0.
        given: Participants with a strength on it.
        without_strength: Participants who mention it without any: left out of E.
        strengths: Participants by their highest strength, 0 to 3.
    """

    theme: int
    rank: int | None
    tied: bool
    strength: Coefficient
    given: int
    without_strength: int
    strengths: tuple[int, int, int, int]


def by_weight(importance: Importance) -> tuple[Weighted, ...]:
    """The order by explicit weight (E), highest first; themes without a defined E at the end, in the order of ranking.

    Empty where no strength is set at all: there is nothing to order by.
    """
    strength = importance.tally.strength
    if not (strength != MISSING).any():
        return ()
    weight = {one.theme: one.strength.value for one in importance.objectives}
    known = np.round([value for value in weight.values() if value is not None], _ROUNDING)
    lines = sorted(
        importance.objectives, key=lambda one: (weight[one.theme] is None, -round(weight[one.theme] or 0, 9))
    )
    return tuple(_weighted(one, strength[one.theme] != MISSING, strength[one.theme], known) for one in lines)


def _weighted(one: Objective, given: BoolArray, strength: IntArray, known: FloatArray) -> Weighted:
    value = None if one.strength.value is None else round(one.strength.value, _ROUNDING)
    zero, low, middle, high = np.bincount(strength[given], minlength=4).tolist()
    return Weighted(
        theme=one.theme,
        rank=None if value is None else int((known > value).sum()) + 1,
        tied=value is not None and int((known == value).sum()) > 1,
        strength=one.strength,
        given=int(given.sum()),
        without_strength=one.without_strength,
        strengths=(zero, low, middle, high),
    )
