"""Coefficients by their definitions, unit by unit and pair by pair, in exact fractions; slow on purpose."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import permutations

from workbench.analysis.columns import FloatArray

Unit = list[int | None]


def rows_of(ratings: FloatArray) -> list[Unit]:
    """Units by coders, None where missing."""
    return [[None if value != value else int(value) for value in unit] for unit in ratings.T]


def _rated(unit: Unit) -> list[int]:
    return [value for value in unit if value is not None]


def observed(units: list[Unit]) -> Fraction | None:
    """Mean over shared units of the share of ordered pairs that agree."""
    shares = []
    for unit in units:
        pairs = list(permutations(_rated(unit), 2))
        if pairs:
            shares.append(Fraction(sum(one == other for one, other in pairs), len(pairs)))
    return sum(shares, Fraction()) / len(shares) if shares else None


def prevalence(units: list[Unit]) -> dict[int, Fraction]:
    """Mean over rated units of the share of its ratings that are each value."""
    rated = [_rated(unit) for unit in units if _rated(unit)]
    total: dict[int, Fraction] = {}
    for unit in rated:
        for value, count in Counter(unit).items():
            total[value] = total.get(value, Fraction()) + Fraction(count, len(unit))
    return {value: share / len(rated) for value, share in total.items()}


def _corrected(units: list[Unit], chance: Callable[[dict[int, Fraction]], Fraction]) -> float | None:
    agreed, share = observed(units), prevalence(units)
    if agreed is None or len(share) < 2:
        return None
    expected = chance(share)
    return float((agreed - expected) / (1 - expected))


def fleiss(units: list[Unit]) -> float | None:
    return _corrected(units, lambda share: sum((one * one for one in share.values()), Fraction()))


def ac1(units: list[Unit], categories: int) -> float | None:
    return _corrected(
        units, lambda share: sum((one * (1 - one) for one in share.values()), Fraction()) / (categories - 1)
    )


def brennan_prediger(units: list[Unit], categories: int) -> float | None:
    return _corrected(units, lambda share: Fraction(1, categories))


def conger(units: list[Unit]) -> float | None:
    """Chance is the mean over ordered pairs of coders who rated anything of the product of their shares."""
    agreed = observed(units)
    gave = [Counter(value for value in column if value is not None) for column in zip(*units, strict=True)]
    shares = [{value: Fraction(n, sum(one.values())) for value, n in one.items()} for one in gave if one]
    pairs = list(permutations(shares, 2))
    if agreed is None or not pairs:
        return None
    expected = sum((sum((one[v] * other.get(v, 0) for v in one), Fraction()) for one, other in pairs), Fraction())
    expected /= len(pairs)
    return None if expected == 1 else float((agreed - expected) / (1 - expected))


def cohen(first: list[int | None], second: list[int | None]) -> float | None:
    both = [(one, other) for one, other in zip(first, second, strict=True) if one is not None and other is not None]
    if not both:
        return None
    left, right = (Counter(column) for column in zip(*both, strict=True))
    agreed = Fraction(sum(one == other for one, other in both), len(both))
    expected = Fraction(sum(left[value] * right[value] for value in left), len(both) ** 2)
    return None if expected == 1 else float((agreed - expected) / (1 - expected))


def alpha(units: list[Unit], squared: Callable[[int, int], Fraction]) -> float | None:
    """Krippendorff's, with the distance of two values."""
    pairable = [_rated(unit) for unit in units if len(_rated(unit)) > 1]
    values = [value for unit in pairable for value in unit]
    given = Counter(values)
    if len(given) < 2:
        return None
    apart = sum(
        (sum((squared(*pair) for pair in permutations(unit, 2)), Fraction()) / (len(unit) - 1) for unit in pairable),
        Fraction(),
    )
    chance = sum((given[c] * given[k] * squared(c, k) for c in given for k in given if c != k), Fraction())
    return float(1 - (len(values) - 1) * apart / chance)
