"""Codings read as ratings of segments: strength or stance of a code, and the set of codes that a segment carries."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from workbench.analysis.columns import MISSING, BoolArray, Codings, IntArray, Stretches, offsets
from workbench.analysis.sweeps import runs, spread, touched
from workbench.analysis.units import Units

# Sets of codes are packed to bits so many rows at a time, so that memory stays flat.
_CELLS_AT_ONCE = 4_000_000


def marks_of(
    codings: Codings, *, coders: Sequence[int], theme_of: IntArray, read: BoolArray
) -> tuple[IntArray, IntArray, IntArray]:
    """The rows of codings that count, with their theme and their coder's place.

    Args:
        codings: Any.
        coders: Indices of those who are compared.
        theme_of: Shape (codes,): the code that a code counts for at the chosen level, ``MISSING`` to leave it out.
        read: Which transcripts each of ``coders`` read to the end, shape (transcripts, coders).
    """
    place = np.full(max([*coders, int(codings.coder.max(initial=0))]) + 1, MISSING)
    place[list(coders)] = np.arange(len(coders))
    row = place[codings.coder]
    theme = theme_of[codings.code] if len(codings) else np.zeros(0, np.int64)
    rows = np.flatnonzero((theme != MISSING) & (row != MISSING))
    rows = rows[read[codings.transcript[rows], row[rows]]]
    return rows, theme[rows], row[rows]


def values_on_segments(
    codings: Codings,
    segments: Stretches,
    value: IntArray,
    *,
    values: int,
    coders: Sequence[int],
    theme_of: IntArray,
    themes: int,
    read: BoolArray,
) -> Units:
    """What each coder says of each code on each segment, such as its strength; one figure for each code.

    A segment is rated by those who put the code on it and gave a value. Where a coder has several codings of a code on
    one segment, the highest value speaks, as it does for a passage and for a participant.

    Args:
        codings: Those of others, and of transcripts not read, are left out.
        segments: Disjoint, in text order.
        value: Of each coding, 0 upwards, ``MISSING`` where none was given, shape (codings,).
        values: How many there are.
        coders: Indices of those who are compared.
        theme_of: As in ``marks_of``.
        themes: How many codes are compared.
        read: As in ``marks_of``.
    """
    rows, theme, row = marks_of(codings, coders=coders, theme_of=theme_of, read=read)
    set_ = value[rows] != MISSING
    rows, theme, row = rows[set_], theme[set_], row[set_]
    chosen, origin = codings.take(rows), offsets((codings, segments))
    coding, segment = spread(*touched(chosen, segments, origin))
    unit = segment * themes + theme[coding]
    columns, column = np.unique(unit, return_inverse=True)
    place = np.full((len(coders), len(columns)), MISSING)
    np.maximum.at(place, (row[coding], column), value[rows][coding])
    at, code = np.divmod(columns, max(1, themes))
    group = segments.transcript[at] * themes + code
    return Units(place, np.ones(len(columns)), group, (len(read), themes), values)


def sets_on_segments(
    codings: Codings,
    segments: Stretches,
    *,
    coders: Sequence[int],
    theme_of: IntArray,
    themes: int,
    read: BoolArray,
) -> tuple[Units, BoolArray]:
    """The set of codes that each coder put on each segment; one figure.

    Who read a transcript and put no code on a segment gave it the empty set, which is a value; who did not read it is
    missing there.

    Returns:
        Ratings as places of sets, and which codes are in each set, shape (sets, codes); the first set is empty.
    """
    rows, theme, row = marks_of(codings, coders=coders, theme_of=theme_of, read=read)
    coding, segment = spread(*touched(codings.take(rows), segments, offsets((codings, segments))))
    cell = segment * max(1, len(coders)) + row[coding]
    order = np.argsort(cell, kind="stable")
    heads = runs(cell[order])
    packed = _packed(cell[order], theme[coding][order], heads, themes)
    empty = np.zeros((1, packed.shape[1]), np.uint8)
    sets, which = np.unique(np.concatenate((empty, packed)), axis=0, return_inverse=True)
    place = np.where(read[segments.transcript].T, 0, MISSING)
    at, who = np.divmod(cell[order][heads], max(1, len(coders)))
    place[who, at] = which.ravel()[1:]
    units = Units(place, np.ones(len(segments)), segments.transcript, (len(read), 1), len(sets))
    return units, np.unpackbits(sets, axis=1, count=max(1, themes)).astype(bool)


def _packed(cell: IntArray, theme: IntArray, heads: IntArray, themes: int) -> npt.NDArray[np.uint8]:
    """The codes of each cell as bits, shape (cells, bytes), a few cells at a time."""
    step = max(1, _CELLS_AT_ONCE // max(1, themes))
    bounds = [*heads[::step].tolist(), len(cell)]
    packed = [np.packbits(np.zeros((0, max(1, themes)), bool), axis=1)]
    for begin, end in pairwise(bounds):
        mine = cell[begin:end]
        opens = np.concatenate(([0], np.cumsum(mine[1:] != mine[:-1])))
        held = np.zeros((int(opens[-1]) + 1, max(1, themes)), bool)
        held[opens, theme[begin:end]] = True
        packed.append(np.packbits(held, axis=1))
    return np.concatenate(packed)
