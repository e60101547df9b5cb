"""The few distributions that the tests here need, in plain Python: beta, chi-square and hypergeometric."""

import math
from functools import lru_cache

import numpy as np

from workbench.analysis.columns import FloatArray

_TINY = 1e-300
_CLOSE = 1e-15


def beta_cdf(x: float, a: float, b: float) -> float:
    """P(X <= x) for X ~ Beta(a, b): the regularised incomplete beta function (DLMF 8.17.22, by Lentz's method).

    Args:
        x: From 0 to 1; beyond, the result is 0 or 1.
        a: Greater than 0.
        b: Greater than 0.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function; it needs some sqrt(max(a, b)) steps."""
    c, d = 1.0, _away_from_0(1 - (a + b) * x / (a + 1))
    value = d = 1 / d
    step = 1
    while True:
        for term in _terms(step, x, a, b):
            d = 1 / _away_from_0(1 + term * d)
            c = _away_from_0(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < _CLOSE or step > 10_000:
            return value
        step += 1


def _terms(m: int, x: float, a: float, b: float) -> tuple[float, float]:
    even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return even, odd


def _away_from_0(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


@lru_cache(maxsize=4096)
def beta_quantile(share: float, a: float, b: float) -> float:
    """The x with P(X <= x) = ``share`` for X ~ Beta(a, b): exact to some 1e-15.

    By Newton's steps, and by halving wherever one of them leaves what is known to hold it.

    Args:
        share: Strictly between 0 and 1.
        a: Greater than 0.
        b: Greater than 0.
    """
    low, high, x = 0.0, 1.0, a / (a + b)
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    while True:
        error = beta_cdf(x, a, b) - share
        low, high = (x, high) if error < 0 else (low, x)
        density = math.exp(scale + (a - 1) * math.log(x) + (b - 1) * math.log1p(-x))
        step = error / density if density > 0 else math.inf
        if abs(step) < _CLOSE or high - low < _CLOSE:
            return x
        x = x - step if low < x - step < high else (low + high) / 2


def chi2_tail(value: float, freedom: int) -> float:
    """P(X >= value) for X ~ chi-square, by the finite sums for whole degrees of freedom (Abramowitz & Stegun 26.4.4-5).

    Args:
        value: 0 or more.
        freedom: Degrees of freedom, 1 or more.
    """
    half = value / 2
    if half == 0:
        return 1.0
    odd = freedom % 2
    powers = (step + odd / 2 for step in range(freedom // 2))
    tail = math.fsum(math.exp(power * math.log(half) - half - math.lgamma(power + 1)) for power in powers)
    return min(1.0, tail + (math.erfc(math.sqrt(half)) if odd else 0.0))


@lru_cache(maxsize=8)
def log_factorials(upto: int) -> FloatArray:
    """log(0!), log(1!), … log(upto!): shape (upto + 1,)."""
    return np.fromiter((math.lgamma(number + 1) for number in range(upto + 1)), np.float64, upto + 1)
