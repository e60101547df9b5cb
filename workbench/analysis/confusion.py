"""Which codes coders confuse: code by code, the characters to which one gave A and the other B.

What two coders both gave to a character is agreement, on the diagonal, and takes part in no confusion. Of what is left,
every code that only the first gave is set against every code that only the second gave; where the other gave nothing of
its own, it is set against *nothing*. So a code beside an agreed one is missed, not confused with it, and a character
with several codes may count in several cells. What neither marked is not counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from transcripts.spans import Span
from workbench.analysis.code_units import marks_of
from workbench.analysis.columns import BoolArray, Codings, FloatArray, IntArray
from workbench.analysis.sweeps import distinct, merge, spread

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch to which one coder gave one code, and another coder another code or nothing.

    Attributes:
        transcript: Index of the transcript.
        span: The stretch; its neighbours are other stretches.
        coders: Who gave the cell's first code, and who gave the second: places in ``coders``.
        rows: Rows of the codings with the first code that cover some of it, and of those with the second.
    """

    transcript: int
    span: Span
    coders: Pair
    rows: tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Confusion:
    """Codes by codes; the last row and column, index ``codes``, are "nothing", whose own cell is empty.

    Attributes:
        codes: How many codes are compared.
        characters: Mean over the ordered pairs of those who read a transcript, summed over transcripts, as in a
            coincidence matrix: symmetric, shape (codes + 1, codes + 1).
        stretches: Passages behind each cell, of all pairs in both orders; symmetric, the same shape. A cell of the
            diagonal counts each stretch that two agree on once.
        pairs: Characters of every two coders: the first's code by the second's.
    """

    codes: int
    characters: FloatArray
    stretches: IntArray
    pairs: dict[Pair, IntArray]


@dataclass(frozen=True, slots=True, eq=False)
class _Met:
    """What two coders gave to the elementary stretches of their ends; one row per stretch and cell.

    Attributes:
        cell: first code · (codes + 1) + second code.
        stretch: Number of the elementary stretch, in text order.
        transcript: Its transcript.
        start: Its first character.
        end: One past its last.
    """

    cell: IntArray
    stretch: IntArray
    transcript: IntArray
    start: IntArray
    end: IntArray


def confusion(
    codings: Codings, coders: Sequence[int], *, theme_of: IntArray, themes: int, read: BoolArray
) -> Confusion:
    """Which codes are given by one coder where another gives which other.

    Args:
        codings: In any order; those of other coders, or of a coder on a text not read, are left out.
        coders: Their indices.
        theme_of: Shape (codes,): the code that a code counts for, ``MISSING`` to leave it out.
        themes: How many codes are compared.
        read: Which transcripts each of ``coders`` has read to the end, shape (transcripts, coders).
    """
    size = themes + 1
    readers = read.sum(axis=1)
    weight = 1 / np.maximum(1, readers * (readers - 1))
    characters, stretches = np.zeros(size * size), np.zeros(size * size, np.int64)
    pairs = {}
    for pair, met in _met(codings, coders, theme_of, themes, read):
        lengths = met.end - met.start
        characters += np.bincount(met.cell, weights=lengths * weight[met.transcript], minlength=size * size)
        stretches += np.bincount(met.cell[_heads(met)], minlength=size * size)
        table = np.bincount(met.cell, weights=lengths, minlength=size * size)
        pairs[pair] = table.astype(np.int64).reshape(size, size)
    both = characters.reshape(size, size)
    counted = stretches.reshape(size, size)
    return Confusion(themes, both + both.T, counted + counted.T - np.diag(np.diag(counted)), pairs)


def passages(
    codings: Codings,
    coders: Sequence[int],
    *,
    cell: Pair,
    theme_of: IntArray,
    themes: int,
    read: BoolArray,
) -> list[Passage]:
    """The passages behind a cell, in text order: what any two coders gave, in either order.

    Args:
        codings: As of ``confusion``, like the other arguments.
        coders: Their indices.
        cell: The two codes; ``themes`` stands for nothing.
        theme_of: The code that a code counts for.
        themes: How many codes are compared.
        read: Which transcripts each coder has read.
    """
    marks = marks_of(codings, coders=coders, theme_of=theme_of, read=read)
    found: list[Passage] = []
    for pair, met in _met(codings, coders, theme_of, themes, read):
        # In the table of a pair the first one's code comes first; the one who gave the cell's first code may be either.
        turned = [(pair[::-1], cell[::-1])] if cell[0] != cell[1] else []
        for who, (left, right) in [(pair, cell), *turned]:
            mine = met.cell == left * (themes + 1) + right
            found.extend(_passages(codings, marks, met, mine, who, cell))
    found.sort(key=lambda one: (one.transcript, one.span.start, one.span.end, one.coders))
    return found


def _passages(
    codings: Codings, marks: tuple[IntArray, IntArray, IntArray], met: _Met, mine: BoolArray, who: Pair, cell: Pair
) -> Iterator[Passage]:
    rows, theme, place = marks
    given = [rows[(theme == code) & (place == coder)] for code, coder in zip(cell, who, strict=True)]
    heads = np.flatnonzero(_heads(met))
    tails = np.append(heads[1:], len(met.cell)) - 1
    inside = mine[heads]
    for first, last in zip(heads[inside].tolist(), tails[inside].tolist(), strict=True):
        text, start, end = int(met.transcript[first]), int(met.start[first]), int(met.end[last])
        covering = (
            side[(codings.transcript[side] == text) & (codings.start[side] < end) & (codings.end[side] > start)]
            for side in given
        )
        left, right = (tuple(sorted(one.tolist())) for one in covering)
        yield Passage(text, Span(start, end), who, (left, right))


def _heads(met: _Met) -> BoolArray:
    """Where a passage begins: elementary stretches with the same cell that follow each other are one passage."""
    goes_on = (met.cell[1:] == met.cell[:-1]) & (met.stretch[1:] == met.stretch[:-1] + 1)
    return np.append(True, ~goes_on)[: len(met.cell)]


def _met(
    codings: Codings, coders: Sequence[int], theme_of: IntArray, themes: int, read: BoolArray
) -> Iterator[tuple[Pair, _Met]]:
    """What every two coders gave to the same stretches; one sweep over the ends of their own spans for each two."""
    rows, theme, place = marks_of(codings, coders=coders, theme_of=theme_of, read=read)
    reach = int(codings.end[rows].max(initial=0)) + 1
    for first, second in combinations(range(len(coders)), 2):
        both = (read[:, first] & read[:, second])[codings.transcript[rows]]
        one, two = (
            _units(codings, rows[mine], theme[mine], themes)
            for mine in (both & (place == who) for who in (first, second))
        )
        yield (first, second), _meeting(one, two, themes, reach)


Units = tuple[IntArray, IntArray, IntArray, IntArray]


def _units(codings: Codings, rows: IntArray, theme: IntArray, themes: int) -> Units:
    """Transcript, code, start and end of what one coder marked, each character once for each code."""
    group, start, end = merge(codings.transcript[rows] * themes + theme, codings.start[rows], codings.end[rows])
    text, code = np.divmod(group, max(1, themes))
    return text, code, start, end


def _meeting(first: Units, second: Units, themes: int, reach: int) -> _Met:
    """Set two coders' codes against each other on the elementary stretches between the ends of their spans."""
    ends = [text * reach + place for text, _code, *places in (first, second) for place in places]
    edges = distinct(np.concatenate(ends))
    one, two = (_covered(units, edges, themes, reach) for units in (first, second))
    common = np.intersect1d(one, two, assume_unique=True)
    left, right = (np.sort(np.setdiff1d(mine, common, assume_unique=True)) for mine in (one, two))
    cell, stretch = _against(np.divmod(left, max(1, themes)), np.divmod(right, max(1, themes)), themes)
    at, code = np.divmod(common, max(1, themes))
    cell, stretch = np.concatenate((cell, code * (themes + 2))), np.concatenate((stretch, at))
    order = np.lexsort((stretch, cell))
    cell, stretch = cell[order], stretch[order]
    text, start = np.divmod(edges[stretch], reach)
    return _Met(cell, stretch, text, start, edges[stretch + 1] - text * reach)


def _covered(units: Units, edges: IntArray, themes: int, reach: int) -> IntArray:
    """Stretch · themes + code of all that one coder marked."""
    text, code, start, end = units
    first, last = (np.searchsorted(edges, text * reach + place) for place in (start, end))
    unit, stretch = spread(first, last)
    return np.asarray(stretch * themes + code[unit], dtype=np.int64)


def _against(
    left: tuple[IntArray, IntArray], right: tuple[IntArray, IntArray], themes: int
) -> tuple[IntArray, IntArray]:
    """Cells and stretches of what only one gave and of what only the other gave, or nothing."""
    (at, code), (other_at, other_code) = left, right
    first, last = np.searchsorted(other_at, at, side="left"), np.searchsorted(other_at, at, side="right")
    mine, theirs = spread(first, last)
    alone = first == last
    unmet = ~np.isin(other_at, at)
    size = themes + 1
    cells = (code[mine] * size + other_code[theirs], code[alone] * size + themes, themes * size + other_code[unmet])
    return np.concatenate(cells), np.concatenate((at[mine], at[alone], other_at[unmet]))
