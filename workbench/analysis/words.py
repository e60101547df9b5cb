"""Counting words: how often, by how many, and more than elsewhere.

Words come as columns of numbers (``vocabulary.number_words``), so that every function works on millions of them. A
token is one word at its place; ``size`` is the number of different words.
"""

from dataclasses import dataclass

import numpy as np

from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import MISSING, FloatArray, IntArray
from workbench.analysis.sweeps import distinct
from workbench.analysis.vocabulary import AnyInts

# What stands for an empty cell in a log ratio (Hardie 2014).
_INSTEAD_OF_0 = 0.5
_TOKENS_AT_ONCE = 1 << 21


def frequencies(word: AnyInts, size: int) -> IntArray:
    """How often each word comes: shape (size,).

    Args:
        word: Shape (tokens,), ``MISSING`` for tokens to be left out.
        size: How many different words there are.
    """
    return np.bincount(word + 1, minlength=size + 1)[1:]


def holders(word: AnyInts, holder: AnyInts, size: int) -> IntArray:
    """How many participants (or transcripts) use each word: shape (size,).

    Args:
        word: Shape (tokens,), ``MISSING`` for tokens to be left out.
        holder: Shape (tokens,): who says it or where it stands, ``MISSING`` for nobody.
        size: How many different words there are.
    """
    people = int(holder.max(initial=0)) + 1
    found = [np.zeros(0, np.int64)]
    for begin in range(0, len(word), _TOKENS_AT_ONCE):
        some, who = word[begin : begin + _TOKENS_AT_ONCE], holder[begin : begin + _TOKENS_AT_ONCE]
        here = (some != MISSING) & (who != MISSING)
        found.append(distinct(some[here].astype(np.int64) * people + who[here]))
    return np.bincount(distinct(np.concatenate(found)) // people, minlength=size)


@dataclass(frozen=True, slots=True, eq=False)
class Keyness:
    """Words that two groups use unevenly, those of the first group on top; columns have shape (words in use,).

    Attributes:
        item: Index of the word.
        g2: Log-likelihood (Rayson & Garside 2000): 2 (a ln(a/A) + b ln(b/B)), with the uses a and b and what they would
            be if both groups used the word alike, A and B. It grows with the evidence, and it treats words as
            independent, which they are not: it orders, it does not test.
        log_ratio: log2 of the ratio of the relative frequencies (Hardie 2014), one half standing for a use of 0: 1
            means twice as frequent in the first group, -1 half as frequent. It says how large the difference is.
        first: Uses by the first group.
        second: Uses by the second group.
        reason: Why nothing can be compared (the columns are then empty), None where something can.
    """

    item: IntArray
    g2: FloatArray
    log_ratio: FloatArray
    first: IntArray
    second: IntArray
    reason: Reason | None


def keyness(first: IntArray, second: IntArray) -> Keyness:
    """Compare two lists of frequencies word by word.

    Args:
        first: Shape (size,): uses of each word by the first group.
        second: Shape (size,): uses by the second, or in everything else.
    """
    one, other = int(first.sum()), int(second.sum())
    if not one or not other:
        empty, nothing = np.zeros(0, np.int64), np.zeros(0)
        return Keyness(empty, nothing, nothing, empty, empty, Reason.EMPTY_GROUP)
    item = np.flatnonzero(first + second)
    a, b = first[item].astype(np.float64), second[item].astype(np.float64)
    share = (a + b) / (one + other)
    g2 = np.maximum(0, 2 * (_observed(a, share * one) + _observed(b, share * other)))
    ratio = np.log2(np.where(a > 0, a, _INSTEAD_OF_0) / one) - np.log2(np.where(b > 0, b, _INSTEAD_OF_0) / other)
    order = np.lexsort((item, -np.where(a * other >= b * one, g2, -g2)))
    item = item[order]
    return Keyness(item, g2[order], ratio[order], first[item], second[item], None)


def _observed(count: FloatArray, expected: FloatArray) -> FloatArray:
    """Count x ln(count / expected), 0 where the count is 0."""
    used = count > 0
    part = np.zeros_like(count)
    np.log(np.divide(count, expected, out=np.ones_like(count), where=used), out=part, where=used)
    return count * part
