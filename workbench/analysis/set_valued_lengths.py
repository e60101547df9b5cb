"""Krippendorff's alpha of sets of codes, every character a unit: for codes that overlap.

A coder who read the text gives each of its characters the set of codes that cover it; no code is the set of no codes,
and who did not read the text gives nothing. Elementary intervals stand for their characters: nothing is expanded.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import BoolArray, Codings, Column, FloatArray, IntArray, integers
from workbench.analysis.continua import Continua, Units
from workbench.analysis.continua_sweep import grid
from workbench.analysis.distances import SetDistance, Sets, masi
from workbench.analysis.sweeps import runs

#: Sets of codes as bits, 64 codes a word, shape (..., words); no bit is the set of no codes.
Bits = npt.NDArray[np.uint64]
_WORD = 64
_NO_CODES = 0


@dataclass(frozen=True, eq=False)
class SetFamily:
    """Alpha of some coders' sets, as a measure that adds up over transcripts (``intervals.Additive``).

    Attributes:
        parts: Shape (transcripts, 1 + sets): the distances between coders, a pair counting 1 / (m - 1), then the
            characters that were given each set.
        sets: Distances of the sets in use; the first is that of no codes.
        read: Who of them read what, shape (transcripts, coders).
    """

    parts: FloatArray
    sets: Sets
    read: BoolArray

    def evaluate(self, totals: FloatArray) -> FloatArray:
        """Alpha from sums of ``parts``: from shape (..., 1 + sets) to (..., 1), NaN where undefined."""
        given = totals[..., 1:]
        ratings, chance = given.sum(axis=-1), self.sets.among(given)
        with np.errstate(divide="ignore", invalid="ignore"):
            defined = (chance > 0) & ((given > 0).sum(axis=-1) > 1)
            return np.asarray(1 - (ratings - 1) * totals[..., 0] / np.where(defined, chance, np.nan))[..., None]

    def figure(self) -> Coefficient:
        """Over all transcripts."""
        totals = self.parts.sum(axis=0)
        return self._named(totals, self.evaluate(totals), np.ones(len(self.parts), bool))

    @cached_property
    def each(self) -> list[Coefficient]:
        """Of each transcript by itself, evaluated together."""
        chosen = np.eye(len(self.parts), dtype=bool)
        return [self._named(*one) for one in zip(self.parts, self.evaluate(self.parts), chosen, strict=True)]

    def of_transcript(self, transcript: int) -> Coefficient:
        """Of one transcript."""
        return self.each[transcript]

    def _named(self, totals: FloatArray, evaluated: FloatArray, chosen: BoolArray) -> Coefficient:
        number = float(evaluated[0])
        if not math.isnan(number):
            return Coefficient(number)
        if not (chosen & (self.read.sum(axis=1) > 1)).any():
            return undefined(Reason.TWO_CODERS)
        if not totals[1:].any():
            return undefined(Reason.NO_TEXT)
        return undefined(Reason.NO_VARIATION if totals[2:].any() else Reason.NOTHING_MARKED)


class SetValued:
    """Sets of codes on several transcripts, swept once: all coders, some, and each pair."""

    def __init__(
        self,
        codings: Codings,
        *,
        lengths: Column,
        read: BoolArray,
        coders: Sequence[int] | None = None,
        value_of: IntArray | None = None,
        values: int | None = None,
    ) -> None:
        """Sweep; arguments and errors are those of ``Continua.build``, but spans may overlap as they like."""
        apart = Continua.of_each_code(
            codings, lengths=lengths, read=read, coders=coders, value_of=value_of, values=values
        )
        self.lengths, self.read = integers(lengths), read
        self._units, bits = _by_set(apart, self.lengths)
        #: Which codes are in each set in use, shape (sets, codes); the first is the set of no codes.
        self.members = _members(bits, apart.codes)
        self._grid = grid(self._units, self.lengths)
        bounds = np.searchsorted(self._units.coder, np.arange(read.shape[1] + 1)).tolist()
        self._rows = [slice(*bounds[coder : coder + 2]) for coder in range(read.shape[1])]
        self._layers = [self._grid.layer(rows, self._units.value[rows], _NO_CODES) for rows in self._rows]
        self._apart: dict[tuple[int, int, SetDistance], FloatArray] = {}
        self._told: dict[SetDistance, Sets] = {}

    def family(self, coders: Sequence[int] | None = None, *, distance: SetDistance = masi) -> SetFamily:
        """Alpha of these coders, all by default; a transcript counts where two of them or more read it.

        Args:
            coders: Columns of ``read``.
            distance: ``distances.masi``, ``jaccard`` or ``different``.
        """
        chosen = list(range(self.read.shape[1])) if coders is None else sorted(set(coders))
        read = self.read[:, chosen]
        readers = read.sum(axis=1)
        apart = np.zeros(len(self.lengths))
        for one, other in combinations(chosen, 2):
            apart += self._between(one, other, distance)
        apart = np.where(readers > 1, 2 * apart / np.maximum(readers - 1, 1), 0)
        given = self._given(chosen, readers) * (readers > 1)[:, None]
        return SetFamily(np.hstack((apart[:, None], given)), self._sets(distance), read)

    def pairs(self, *, distance: SetDistance = masi) -> dict[tuple[int, int], SetFamily]:
        """Alpha of each two coders."""
        return {pair: self.family(pair, distance=distance) for pair in combinations(range(self.read.shape[1]), 2)}

    def _between(self, one: int, other: int, distance: SetDistance) -> FloatArray:
        """Characters times the distance of two coders' sets, on each transcript that both read."""
        key = (one, other, distance)
        if key not in self._apart:
            differ = np.flatnonzero(self._layers[one] != self._layers[other])
            mine, theirs = (self._layers[coder][differ] for coder in (one, other))
            weights = self._grid.widths[differ] * self._distances(mine, theirs, distance)
            texts = self._grid.transcript[differ]
            apart = np.bincount(texts, weights, minlength=len(self.lengths))
            self._apart[key] = np.where(self.read[:, one] & self.read[:, other], apart, 0.0)
        return self._apart[key]

    def _distances(self, mine: IntArray, theirs: IntArray, distance: SetDistance) -> FloatArray:
        """Of sets at these places; of few sets, each distance is found once."""
        sets, count = self._sets(distance), len(self.members)
        if count * count > len(mine):
            return sets.of(mine, theirs)
        row, column = np.divmod(np.arange(count * count), count)
        return np.asarray(sets.of(row, column)[mine * count + theirs])

    def _sets(self, distance: SetDistance) -> Sets:
        """The same for all coders, so that what is found out about them is found once."""
        return self._told.setdefault(distance, Sets(self.members, distance))

    def _given(self, coders: list[int], readers: IntArray) -> FloatArray:
        """Characters that they gave each set, shape (transcripts, sets)."""
        units, sets = self._units.take(np.isin(self._units.coder, coders)), len(self.members)
        given = np.bincount(units.transcript * sets + units.value, units.lengths, minlength=len(self.lengths) * sets)
        table = np.array(given, dtype=np.float64).reshape(len(self.lengths), sets)
        table[:, _NO_CODES] = readers * self.lengths - table.sum(axis=1)
        return table


def _by_set(apart: Continua, lengths: IntArray) -> tuple[Units, Bits]:
    """Each coder's stretches under one set of codes, and the sets in use; row 0 is that of no codes.

    Where a code begins or ends, its bit is turned over: the bits turned so far are the set that holds from there.
    """
    units, ends, room = apart.units, np.cumsum(lengths), int(lengths.sum()) + 1
    code, transcript = np.divmod(units.transcript, max(1, len(lengths)))
    axis = units.coder * room + (ends - lengths)[transcript]
    place = np.concatenate((axis + units.start, axis + units.end))
    order = np.argsort(place, kind="stable")
    turned = np.bitwise_xor.accumulate(np.tile(_bit_of(code, apart.codes), (2, 1))[order], axis=0)
    bounds = place[order]
    tails = np.append(runs(bounds), len(bounds))[1:] - 1
    held, bounds = turned[tails], bounds[tails]
    kept = np.flatnonzero(held.any(axis=1))
    coder, begin = np.divmod(bounds[kept], room)
    text = np.asarray(np.searchsorted(ends, begin, side="right"))
    start = begin - (ends - lengths)[text]
    sets, value = _distinct(np.vstack((np.zeros((1, held.shape[1]), np.uint64), held[kept])))
    return Units(text, coder, value[1:], start, start + bounds[kept + 1] - bounds[kept]), sets


def _distinct(sets: Bits) -> tuple[Bits, IntArray]:
    """The different sets, that of no codes first, and which of them each row is."""
    order = np.lexsort(sets.T)
    ordered = sets[order]
    heads = np.append(True, (ordered[1:] != ordered[:-1]).any(axis=1))
    which = np.empty(len(order), np.int64)
    which[order] = np.cumsum(heads) - 1
    return ordered[heads], which


def _bit_of(code: IntArray, codes: int) -> Bits:
    """The set that holds the code alone, shape (codings, words)."""
    found = np.zeros((len(code), max(1, -(-codes // _WORD))), np.uint64)
    found[np.arange(len(code)), code // _WORD] = np.uint64(1) << (code % _WORD).astype(np.uint64)
    return found


def _members(sets: Bits, codes: int) -> BoolArray:
    """Which codes are in each set, shape (sets, codes)."""
    code = np.arange(codes)
    held = sets[:, code // _WORD] >> (code % _WORD).astype(np.uint64)
    return np.asarray(held & np.uint64(1), dtype=bool)
