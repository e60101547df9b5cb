"""The passages behind a number of a comparison: the codings on which coders do not mark the same characters."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from codebook.code import Code
from exports.report import Behind, Pointer
from workbench.analysis.columns import BoolArray, IntArray
from workbench.analysis.sweeps import merge
from workbench.workflows.measuring.ground import Branch, Ground
from workbench.workflows.measuring.matched import chains

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison

Pair = tuple[int, int]


class Lowering:
    """Opens numbers.

    Args:
        comparison: Whose numbers.
    """

    def __init__(self, comparison: "Comparison") -> None:
        self._comparison = comparison
        self._grounds: dict[Pair | None, Ground] = {None: comparison.ground}

    def of(
        self, about: Code | Branch, pair: Pair | None = None, *, transcript: int | None = None
    ) -> tuple[Pointer, ...]:
        """The codings of passages that lower the figures of a code or branch, in text order.

        A passage is a chain of codings of one code that overlap. It lowers a figure if those who read the text do not
        all mark the same characters of it: what one of them missed, cut otherwise, or gave another code.

        Args:
            about: What the figures speak of.
            pair: Of which two coders, by their places; None for all.
            transcript: On which transcript, by its place in the comparison; None for all.
        """
        ground = self._of_pair(pair)
        if ground.coders < 2 or not ground.transcripts:
            return ()
        rows = np.unique(differing(ground, about))
        if transcript is not None:
            rows = rows[ground.codings.transcript[rows] == transcript]
        return self.pointers(ground, rows)

    def pointers(self, ground: Ground, rows: IntArray) -> tuple[Pointer, ...]:
        """Codings as pointers, in text order."""
        codings = ground.codings.take(rows)
        texts = self._comparison.chosen.columns.transcript_rows[ground.texts[codings.transcript]]
        ids = ground.ids[rows]
        columns = (texts.tolist(), codings.start.tolist(), codings.end.tolist(), ids.tolist())
        return tuple(sorted(Pointer(*one) for one in zip(*columns, strict=True)))

    @staticmethod
    def rows(find: Callable[[int, str], Sequence[object]]) -> Behind:
        """What opens the cells of a table."""

        def behind(row: int, column: str) -> Sequence[Pointer]:
            return [one for one in find(row, column) if isinstance(one, Pointer)]

        return behind

    def _of_pair(self, pair: Pair | None) -> Ground:
        if pair not in self._grounds:
            assert pair is not None
            self._grounds[pair] = self._comparison.ground.pair(*pair)
        return self._grounds[pair]


def differing(ground: Ground, about: Code | Branch) -> IntArray:
    """Rows of the codings in passages of which not all who read the text mark the same characters."""
    row, value, _of = ground.values_of([about])
    codings = ground.codings.take(row)
    order, passage = chains(codings.transcript * (1 + int(value.max(initial=0))) + value, codings.start, codings.end)
    row, codings = row[order], codings.take(order)
    count = int(passage.max(initial=-1)) + 1
    whole = _covered(passage, codings.start, codings.end, count)
    own = _covered(passage * ground.coders + codings.coder, codings.start, codings.end, count * ground.coders)
    text = np.zeros(count, np.int64)
    text[passage] = codings.transcript
    differs: BoolArray = (own.reshape(count, ground.coders) != whole[:, None]) & ground.read[text]
    lowers: BoolArray = np.any(differs, axis=1)
    return row[lowers[passage]]


def _covered(group: IntArray, start: IntArray, end: IntArray, count: int) -> IntArray:
    """Characters of each group's union, shape (count,)."""
    group, start, end = merge(group, start, end)
    return np.bincount(group, weights=end - start, minlength=count).astype(np.int64)
