"""The passages behind a number of a comparison: the codings that lower it."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from codebook.code import Code
from exports.report import Behind, Pointer
from workbench.analysis.columns import MISSING, BoolArray, Codings, IntArray
from workbench.analysis.sweeps import merge, spread
from workbench.workflows.measuring.ground import Branch, Ground
from workbench.workflows.measuring.matched import chains, stance_sets

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison

Pair = tuple[int, int]


class Lowers(StrEnum):
    """What lowers a figure: other characters, another code where both marked, another stance, another strength."""

    MARKS = "marks"
    CODE = "code"
    STANCE = "stance"
    STRENGTH = "strength"


def lowers(measure: str) -> Lowers:
    """What lowers a measure of that name, or what stands in a column that is called after it."""
    if measure.startswith(("cu_", "k_", "gamma_cat")):
        return Lowers.CODE
    if "stance" in measure:
        return Lowers.STANCE
    return Lowers.STRENGTH if "strength" in measure else Lowers.MARKS


class Lowering:
    """Opens numbers.

    Args:
        comparison: Whose numbers.
    """

    def __init__(self, comparison: "Comparison") -> None:
        self._comparison = comparison

    def of(
        self,
        about: Code | Branch,
        pair: Pair | None = None,
        *,
        transcript: int | None = None,
        by: Lowers = Lowers.MARKS,
    ) -> tuple[Pointer, ...]:
        """The codings of passages that lower the figures of a code or branch, in text order.

        A passage is a chain of codings of one code that overlap. It lowers a figure if those who read the text do not
        all mark the same characters of it: what one of them missed, cut otherwise, or gave another code. Figures that
        speak of the code alone are lowered by codings that meet another coder's with another code of the branch, those
        on stance and strength by passages to which coders gave different ones.

        Args:
            about: What the figures speak of.
            pair: Of which two coders, by their places; None for all.
            transcript: On which transcript, by its place in the comparison; None for all.
            by: What lowers the figure; see ``lowers``.
        """
        ground = self._comparison.ground if pair is None else self._comparison.ground.pair(*pair)
        if ground.coders < 2 or not ground.transcripts:
            return ()
        rows = np.unique(_FOUND[by](ground, about))
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
    def rows(find: Callable[[int, str], Sequence[Pointer]]) -> Behind:
        """What opens the cells of a table."""
        return find


def _passages(ground: Ground, about: Code | Branch) -> tuple[IntArray, Codings, IntArray, int]:
    """Rows of the codings of a thing, these codings, the passage of each, and how many passages there are."""
    row, value, _of = ground.values_of([about])
    codings = ground.codings.take(row)
    order, passage = chains(codings.transcript * (1 + int(value.max(initial=0))) + value, codings.start, codings.end)
    return row[order], codings.take(order), passage, int(passage.max(initial=-1)) + 1


def _other_characters(ground: Ground, about: Code | Branch) -> IntArray:
    """Codings in passages of which not all who read the text mark the same characters."""
    row, codings, passage, count = _passages(ground, about)
    whole = _covered(passage, codings.start, codings.end, count)
    own = _covered(passage * ground.coders + codings.coder, codings.start, codings.end, count * ground.coders)
    text = np.zeros(count, np.int64)
    text[passage] = codings.transcript
    differs: BoolArray = (own.reshape(count, ground.coders) != whole[:, None]) & ground.read[text]
    lowering: BoolArray = np.any(differs, axis=1)
    return row[np.flatnonzero(lowering[passage])]


def _covered(group: IntArray, start: IntArray, end: IntArray, count: int) -> IntArray:
    """Characters of each group's union, shape (count,)."""
    group, start, end = merge(group, start, end)
    return np.bincount(group, weights=end - start, minlength=count).astype(np.int64)


def _other_code(ground: Ground, about: Code | Branch) -> IntArray:
    """Codings that share characters with another coder's of another code of the branch; of a code, those it is in."""
    branch = ground.home(about) if isinstance(about, Code) else about
    row, value, _of = ground.values_of([branch])
    order = np.lexsort((ground.codings.start[row], ground.codings.transcript[row]))
    row, value = row[order], value[order]
    codings = ground.codings.take(row)
    reach = int(codings.end.max(initial=0)) + 1
    begin, close = codings.transcript * reach + codings.start, codings.transcript * reach + codings.end
    # Whoever begins before a coding ends, and no earlier than it begins, shares characters with it.
    first, second = spread(
        np.arange(1, len(row) + 1), np.maximum(np.searchsorted(begin, close), np.arange(1, len(row) + 1))
    )
    meet = (codings.coder[first] != codings.coder[second]) & (value[first] != value[second])
    if isinstance(about, Code):
        place = next(at for at, code in enumerate(branch.values) if code.uuid == about.uuid)
        meet &= (value[first] == place) | (value[second] == place)
    return np.concatenate((row[first[meet]], row[second[meet]]))


def _other_stance(ground: Ground, about: Code | Branch) -> IntArray:
    row, codings, passage, count = _passages(ground, about)
    return row[_rated_otherwise(passage, codings, stance_sets(passage, codings, (count, ground.coders)), count)]


def _other_strength(ground: Ground, about: Code | Branch) -> IntArray:
    row, codings, passage, count = _passages(ground, about)
    highest = np.full((count, ground.coders), MISSING)
    np.maximum.at(highest, (passage, codings.coder), codings.strength)
    return row[_rated_otherwise(passage, codings, highest[passage, codings.coder], count)]


def _rated_otherwise(passage: IntArray, codings: Codings, rating: IntArray, count: int) -> IntArray:
    """Places of the codings whose coder rated the passage, where another coder rated it otherwise."""
    rated = np.flatnonzero(rating != MISSING)
    least, most = np.full(count, np.iinfo(np.int64).max), np.full(count, MISSING)
    np.minimum.at(least, passage[rated], rating[rated])
    np.maximum.at(most, passage[rated], rating[rated])
    return rated[(most > least)[passage[rated]]]


_FOUND: dict[Lowers, Callable[[Ground, Code | Branch], IntArray]] = {
    Lowers.MARKS: _other_characters,
    Lowers.CODE: _other_code,
    Lowers.STANCE: _other_stance,
    Lowers.STRENGTH: _other_strength,
}
