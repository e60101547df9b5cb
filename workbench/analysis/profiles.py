"""Code profiles, and how far two of them lie apart: the Jensen-Shannon divergence in bits."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.analysis.columns import FloatArray, IntArray

# Single precision is enough for what a shuffle gives, and twice as fast.
Shares = npt.NDArray[np.floating[Any]]

# Added to every count of a code in use, so that a code not yet used is rare and not impossible.
SMOOTHING = 0.5


def profiles(counts: IntArray, *, smoothing: float = SMOOTHING) -> FloatArray:
    """Shares of the codes in each row's segments.

    Args:
        counts: Shape (..., codes), no row without any segment unless ``smoothing`` is above 0.
        smoothing: Added to each count first.

    Returns:
        The same shape; every row sums to 1.
    """
    smooth = counts + smoothing
    shares: FloatArray = smooth / smooth.sum(axis=-1, keepdims=True)
    return shares


def rough_profiles(counts: IntArray, *, smoothing: float = SMOOTHING) -> Shares:
    """``profiles`` in single precision."""
    shares = counts.astype(np.float32)
    shares += np.float32(smoothing)
    shares /= shares.sum(axis=-1, keepdims=True)
    return shares


def apart(first: Shares, second: Shares) -> Shares:
    """What each code adds to the Jensen-Shannon divergence (Lin 1991) of two profiles; none is below 0.

    Args:
        first: Shape (..., codes), rows sum to 1.
        second: Likewise.

    Returns:
        The same shape, in bits; a row's sum is its divergence, from 0 for equal profiles to 1 for disjoint ones.
    """
    middle = (first + second) / 2
    both: Shares = (_part(first, middle) + _part(second, middle)) / (2 * math.log(2))
    return both


def distances(first: Shares, second: Shares) -> Shares:
    """The divergence of each two rows: what ``apart`` adds up to, up to rounding, with half as much to do.

    Args:
        first: Shape (..., codes), rows sum to 1.
        second: Likewise.

    Returns:
        Shape (...), in bits.
    """
    middle = first + second
    middle /= 2
    bits: Shares = (_entropy(middle) - (_entropy(first) + _entropy(second)) / 2) / math.log(2)
    return bits


def _entropy(share: Shares) -> Shares:
    """Minus the sum of share x log share along the last axis."""
    logs = np.log(np.maximum(share, np.finfo(share.dtype).tiny))
    entropy: Shares = -np.einsum("...i,...i->...", share, logs)
    return entropy


def _part(share: Shares, middle: Shares) -> Shares:
    """Share x log(share / middle), 0 where the share is 0."""
    used = share > 0
    ratio = share / middle if used.all() else np.divide(share, middle, out=np.ones_like(share), where=used)
    part: Shares = share * np.log(ratio)
    return part


def mean_of_others(shares: Shares) -> Shares:
    """The mean profile of all rows but one, for each row: the same shape (..., rows, codes); two rows or more."""
    others: Shares = (shares.sum(axis=-2, keepdims=True) - shares) / (shares.shape[-2] - 1)
    return np.maximum(others, 0, out=others)  # a difference may come out a hair below 0


def in_common(shares: Shares) -> Shares:
    """What each profile and code add to the generalised Jensen-Shannon divergence of several profiles of equal weight.

    Args:
        shares: Shape (..., profiles, codes), rows sum to 1.

    Returns:
        The same shape, in bits: above 0 where a profile has more of a code than the mean of all, below 0 where it has
        less. The sum over profiles and codes is the divergence, from 0 to log2(profiles).
    """
    middle = shares.mean(axis=-2, keepdims=True)
    parts: Shares = _part(shares, np.broadcast_to(middle, shares.shape)) / (shares.shape[-2] * math.log(2))
    return parts
