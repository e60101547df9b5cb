"""Which words stand near each other, and whether more than chance would have it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import BoolArray, FloatArray, IntArray
from workbench.analysis.sweeps import runs
from workbench.analysis.vocabulary import AnyInts
from workbench.analysis.words import frequencies

_TOKENS_AT_ONCE = 1 << 21
_PAIRS_AT_ONCE = 1 << 24


@dataclass(frozen=True, slots=True, eq=False)
class Collocations:
    """Pairs of words that stand near each other, the most frequent first; columns have shape (pairs,).

    Attributes:
        first: Index of one word, the node if there is one, else the smaller index.
        second: Index of the other.
        count: O: how often the two stand within the window, whichever comes first.
        expected: E: how often they would if words stood at random places: all pairs of places within a window x the
            share of each word among the tokens (x 2 where the words differ).
        pmi: log2(O / E) (Church & Hanks 1990): high for rare pairs; read it with a least count.
        t: (O - E) / sqrt(O) (Church, Gale, Hanks & Hindle 1991): high for frequent pairs.
        log_dice: 14 + log2(2 O / (f1 + f2)) with the words' frequencies (Rychlý 2008): does not hang on the size of
            the texts.
        reason: Why there is nothing (the columns are then empty), None where the texts hold a pair.
    """

    first: IntArray
    second: IntArray
    count: IntArray
    expected: FloatArray
    pmi: FloatArray
    t: FloatArray
    log_dice: FloatArray
    reason: Reason | None


def collocations(
    word: AnyInts,
    unit: AnyInts,
    size: int,
    *,
    window: int = 5,
    node: int | None = None,
    least: int = 5,
    keep: BoolArray | None = None,
) -> Collocations:
    """Words near each other.

    Distance is counted in words, those left out by ``keep`` included; nothing reaches beyond a unit.

    Args:
        word: Shape (tokens,), in text order, every word of the texts.
        unit: Shape (tokens,): turn or sentence of each, ascending.
        size: How many different words there are.
        window: Words to either side, 1 or more.
        node: Only pairs with this word; None for all.
        least: Pairs that come less often are left out.
        keep: Shape (size,): words that may be in a pair, such as all but the small words; None for all.
    """
    if not len(word):
        return _nothing()
    frequency = frequencies(word, size)
    chance = _places(unit, window) / len(word) ** 2
    wanted = (np.ones(size, bool) if keep is None else keep) & (frequency * 2 * window >= least)
    keys, counts = _counted(word, unit, size, window, node, least, wanted)
    return _measured(keys, counts, frequency, chance, node) if len(keys) else _nothing()


def _nothing() -> Collocations:
    none, nothing = np.zeros(0, np.int64), np.zeros(0)
    return Collocations(none, none, none, nothing, nothing, nothing, nothing, Reason.NO_PAIRS)


def _places(unit: AnyInts, window: int) -> int:
    """Pairs of places within a window of each other."""
    length = np.diff(np.append(runs(unit), len(unit)))
    return sum(int(np.maximum(length - step, 0).sum()) for step in range(1, window + 1))


def _counted(
    word: AnyInts, unit: AnyInts, size: int, window: int, node: int | None, least: int, wanted: BoolArray
) -> tuple[IntArray, IntArray]:
    """Pairs as smaller index x size + larger index, and how often each comes.

    A pass counts some of the pairs only, by the sum of the indices, so that however long the texts are, no more than
    some sixteen million places are held at once.
    """
    passes = 1 if node is not None else 1 + len(word) * window // _PAIRS_AT_ONCE
    keys, counts = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for part in range(passes):
        met = np.sort(np.concatenate([keys[0][:0], *_met(word, unit, size, window, node, wanted, (part, passes))]))
        first = runs(met)
        times = np.diff(np.append(first, len(met)))
        keys.append(met[first][times >= least])
        counts.append(times[times >= least])
    return np.concatenate(keys), np.concatenate(counts)


def _met(
    word: AnyInts,
    unit: AnyInts,
    size: int,
    window: int,
    node: int | None,
    wanted: BoolArray,
    part: tuple[int, int],
) -> Iterator[IntArray]:
    """The keys of the pairs of one pass, some places at a time."""
    for begin in range(0, len(word), _TOKENS_AT_ONCE):
        stop = min(len(word), begin + _TOKENS_AT_ONCE + window)
        some, here = word[begin:stop], unit[begin:stop]
        good = wanted[some]
        for step in range(1, window + 1):
            last = min(_TOKENS_AT_ONCE, len(some) - step)
            if last <= 0:
                break
            ahead = slice(step, step + last)
            both = good[:last] & good[ahead] & (here[:last] == here[ahead])
            if node is not None:
                both &= (some[:last] == node) | (some[ahead] == node)
            place = np.flatnonzero(both)
            one, other = some[place].astype(np.int64), some[place + step].astype(np.int64)
            if part[1] > 1:
                mine = (one + other) % part[1] == part[0]
                one, other = one[mine], other[mine]
            yield np.minimum(one, other) * size + np.maximum(one, other)


def _measured(keys: IntArray, counts: IntArray, frequency: IntArray, chance: float, node: int | None) -> Collocations:
    low, high = np.divmod(keys, len(frequency))
    first, second = (low, high) if node is None else (np.full_like(low, node), np.where(low == node, high, low))
    f1, f2 = frequency[first].astype(np.float64), frequency[second].astype(np.float64)
    expected = chance * f1 * f2 * np.where(first == second, 1, 2)
    order = np.lexsort((second, first, -counts))
    pmi = np.log2(counts / expected)
    t = (counts - expected) / np.sqrt(counts)
    dice = 14 + np.log2(2 * counts / (f1 + f2))
    return Collocations(
        first[order], second[order], counts[order], expected[order], pmi[order], t[order], dice[order], None
    )
