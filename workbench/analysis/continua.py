"""Texts as continua: what each coder marked of them, as disjoint valued units with gaps between."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.columns import MISSING, BoolArray, Codings, Column, IntArray, integers
from workbench.analysis.continua_units import Joining, Units

__all__ = ["Continua", "Joining", "Units"]


@dataclass(frozen=True, slots=True, eq=False)
class Continua:
    """Several coders' units on several transcripts.

    Each coder's units on one transcript are disjoint. What a coder who read the transcript left unmarked is gap; a
    transcript that a coder did not read says nothing about that coder.

    Attributes:
        units: Ordered by coder, transcript and start; only of coders who read the transcript.
        lengths: Characters of each transcript, shape (transcripts,).
        read: Who read what, shape (transcripts, coders).
        values: How many codes exclude each other on each continuum.
        codes: How many codes have continua of their own, one after the other in ``lengths`` and ``read``.
    """

    units: Units
    lengths: IntArray
    read: BoolArray
    values: int
    codes: int = 1

    @classmethod
    def build(
        cls,
        codings: Codings,
        *,
        lengths: Column,
        read: BoolArray,
        coders: Sequence[int] | None = None,
        value_of: IntArray | None = None,
        values: int | None = None,
        joining: Joining = Joining.APART,
    ) -> "Continua":
        """Continua on which codes exclude each other: one value, or a gap, at every place.

        Args:
            codings: In any order; those of other coders, and on transcripts that their coder did not read, are left
                out.
            lengths: Characters of each transcript, shape (transcripts,).
            read: Who read what, shape (transcripts, coders).
            coders: Their indices in ``codings``, in the order of the columns of ``read``; 0, 1, 2 … by default.
            value_of: Shape (codes,): the value that a code counts for, ``MISSING`` to leave it out; itself by default.
            values: How many codes are compared; as many as there are by default.
            joining: What becomes of spans of one coder with one code that meet.

        Raises:
            AnalysisError: A span has no characters or lies outside its transcript, or spans of one coder overlap.
        """
        lengths = integers(lengths)
        units, values = _chosen(codings, lengths, read, coders, value_of, values)
        if joining is not Joining.APART:
            units = units.united(values, touching=joining is Joining.TOUCHING)
        units = units.ordered()
        units.refuse_overlaps()
        return cls(units, lengths, read, values)

    @classmethod
    def of_each_code(
        cls,
        codings: Codings,
        *,
        lengths: Column,
        read: BoolArray,
        coders: Sequence[int] | None = None,
        value_of: IntArray | None = None,
        values: int | None = None,
        joining: Joining = Joining.OVERLAPS,
    ) -> "Continua":
        """One continuum for each code, so that codes may overlap: transcript t of code c is row c * transcripts + t.

        A coder's overlapping spans of one code are one unit here. The result has one value, and ``values`` times as
        many transcripts. Arguments and errors are those of ``build``.
        """
        lengths = integers(lengths)
        units, values = _chosen(codings, lengths, read, coders, value_of, values)
        units = units.united(values, touching=joining is Joining.TOUCHING)
        row = units.value * len(lengths) + units.transcript
        own = Units(row, units.coder, np.zeros_like(row), units.start, units.end)
        return cls(own.ordered(), np.tile(lengths, values), np.tile(read, (values, 1)), 1, values)

    @property
    def coders(self) -> int:
        """How many coders there are."""
        return int(self.read.shape[1])

    @property
    def transcripts(self) -> int:
        """How many transcripts there are."""
        return len(self.lengths)

    @property
    def texts(self) -> int:
        """How many transcripts the continua of each code lie on."""
        return len(self.lengths) // max(1, self.codes)

    def rows_of(self) -> list[slice]:
        """Where each coder's units are."""
        bounds = np.searchsorted(self.units.coder, np.arange(self.coders + 1)).tolist()
        return [slice(bounds[coder], bounds[coder + 1]) for coder in range(self.coders)]


def _chosen(
    codings: Codings,
    lengths: IntArray,
    read: BoolArray,
    coders: Sequence[int] | None,
    value_of: IntArray | None,
    values: int | None,
) -> tuple[Units, int]:
    """The codings that count as units, in any order, and how many values there are."""
    who = np.arange(read.shape[1]) if coders is None else np.array(coders, np.int64)
    column_of = np.full(max(int(codings.coder.max(initial=0)), int(who.max(initial=0))) + 1, MISSING)
    column_of[who] = np.arange(len(who))
    value = codings.code if value_of is None else value_of[codings.code]
    units = Units(codings.transcript, column_of[codings.coder], value, codings.start, codings.end)
    units = units.take((units.coder != MISSING) & (value != MISSING))
    units.refuse_outside(lengths)
    units = units.take(read[units.transcript, units.coder])
    found = int(value.max(initial=MISSING)) + 1
    if values is not None and found > values:
        raise ValueError(f"a code counts for value {found - 1}, and there are {values} values")
    return units, found if values is None else values
