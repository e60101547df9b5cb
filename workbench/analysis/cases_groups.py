"""Groups of overlapping codings of one code, and what each coder gives in each, as columns.

This is the part of ``cases`` that never makes an object: a study of hundreds of thousands of codings is grouped by a
few sorts and sweeps, and only the groups on which coders differ are looked at one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.columns import CONTRA, MISSING, BoolArray, Codings, IntArray
from workbench.analysis.sweeps import merge, runs


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What one coder gives in one group: one row per (group, coder), in that order; shape (answers,).

    Attributes:
        group: Index of the group.
        coder: Index of the coder.
        rows: Where its codings begin in ``Groups.rows``; shape (answers + 1,).
        pieces: Where its united stretches begin in ``Groups.start_of_piece``; shape (answers + 1,).
        length: Characters that it marks, each once.
        stance: Bit ``1 << stance`` for each stance that is set; 0 for none.
        strength: The highest that is set; ``MISSING`` for none.
    """

    group: IntArray
    coder: IntArray
    rows: IntArray
    pieces: IntArray
    length: IntArray
    stance: IntArray
    strength: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Chains of overlapping codings of one code, whoever made them; shape (groups,), by transcript, code and place.

    What the codings of a group mark together is one stretch without a hole, ``[start, end)``.

    Attributes:
        transcript: Index of the transcript.
        code: The compared code.
        start: First character.
        end: One past the last.
        first: Where its answers begin in ``answers``; shape (groups + 1,).
        common: Characters that all who marked something in it share.
        stances_differ: Whether any two of them differ in stance.
        strengths_differ: Whether any two of them differ in their highest strength.
        answers: Of each coder who marked something in it.
        rows: Rows of the codings, by answer, then place.
        start_of_piece: First character of each answer's united stretches.
        end_of_piece: One past their last.
    """

    transcript: IntArray
    code: IntArray
    start: IntArray
    end: IntArray
    first: IntArray
    common: IntArray
    stances_differ: BoolArray
    strengths_differ: BoolArray
    answers: Answers
    rows: IntArray
    start_of_piece: IntArray
    end_of_piece: IntArray

    @property
    def markers(self) -> IntArray:
        """How many coders marked something in each group."""
        return np.diff(self.first)

    @property
    def length(self) -> IntArray:
        """Characters of each group."""
        return self.end - self.start

    @property
    def same(self) -> BoolArray:
        """Whether all who marked something in a group give the same characters, stance and strength."""
        whole: BoolArray = self.common == self.length
        return whole & ~self.stances_differ & ~self.strengths_differ


def counted(
    codings: Codings, coders: Sequence[int], compared: IntArray | None, read: BoolArray | None
) -> tuple[IntArray, IntArray]:
    """The rows that are compared, and the compared code of every row.

    Out are codings of other coders and of codes that are left out, and those of a coder on a text that the coder has
    not read to the end.
    """
    code = codings.code if compared is None else compared[codings.code]
    column = np.full(max([*coders, int(codings.coder.max(initial=0)), 0]) + 1, MISSING)
    column[list(coders)] = np.arange(len(coders))
    place = column[codings.coder]
    keep = (place != MISSING) & (code != MISSING)
    if read is not None and len(codings):
        keep &= read[codings.transcript, place] & (read.sum(axis=1) > 1)[codings.transcript]
    return np.flatnonzero(keep), code


def group(codings: Codings, rows: IntArray, code: IntArray) -> Groups:
    """Group some rows; two codings of one code in one transcript are together if they share a character.

    Args:
        codings: Of any number of coders.
        rows: The rows to group.
        code: The compared code of every coding, shape (codings,).
    """
    rows = rows[np.lexsort((codings.end[rows], codings.start[rows], code[rows], codings.transcript[rows]))]
    chain = _chains(codings, rows, code)
    inner = np.lexsort((codings.end[rows], codings.start[rows], codings.coder[rows], chain))
    rows, chain = rows[inner], chain[inner]
    heads = runs(chain)
    start, end = (_reduce(np.minimum, codings.start[rows], heads), _reduce(np.maximum, codings.end[rows], heads))
    answers, pieces = _answers(codings, rows, chain)
    first = np.append(runs(answers.group), len(answers.group))
    return Groups(
        transcript=codings.transcript[rows][heads],
        code=code[rows][heads],
        start=start,
        end=end,
        first=first,
        common=_common(answers.group, np.diff(first), answers.pieces, *pieces),
        stances_differ=_stances_differ(answers, first),
        strengths_differ=_strengths_differ(answers, first),
        answers=answers,
        rows=rows,
        start_of_piece=pieces[0],
        end_of_piece=pieces[1],
    )


def _chains(codings: Codings, rows: IntArray, code: IntArray) -> IntArray:
    """Number of the group of each row; rows come by transcript, code and place."""
    if not len(rows):
        return np.zeros(0, np.int64)
    reach = int(codings.end[rows].max()) + 2
    text, theme = codings.transcript[rows], code[rows]
    block = np.cumsum(np.append(False, (text[1:] != text[:-1]) | (theme[1:] != theme[:-1])))
    furthest = np.maximum.accumulate(block * reach + codings.end[rows])
    opens = (block * reach + codings.start[rows])[1:] >= furthest[:-1]
    return np.asarray(np.cumsum(np.append(False, opens)), dtype=np.int64)


def _answers(codings: Codings, rows: IntArray, chain: IntArray) -> tuple[Answers, tuple[IntArray, IntArray]]:
    """Each coder's answers, and the start and end of their united stretches."""
    coder = codings.coder[rows]
    heads = runs(chain * (int(coder.max(initial=0)) + 1) + coder)
    answer = np.repeat(np.arange(len(heads)), np.diff(np.append(heads, len(rows))))
    owner, start, end = merge(answer, codings.start[rows], codings.end[rows])
    stance, strength = codings.stance[rows], codings.strength[rows]
    answers = Answers(
        group=chain[heads],
        coder=coder[heads],
        rows=np.append(heads, len(rows)),
        pieces=np.append(runs(owner), len(owner)),
        length=np.bincount(owner, weights=end - start, minlength=len(heads)).astype(np.int64),
        stance=_reduce(np.bitwise_or, np.where(stance == MISSING, 0, 1 << np.maximum(stance, 0)), heads),
        strength=_reduce(np.maximum, strength, heads),
    )
    return answers, (start, end)


def _common(owner: IntArray, markers: IntArray, pieces: IntArray, start: IntArray, end: IntArray) -> IntArray:
    """Characters that all answers of a group share, by one sweep over the ends of their united stretches."""
    if not len(markers):
        return np.zeros(0, np.int64)
    of_piece = np.repeat(owner, np.diff(pieces))
    reach = int(end.max()) + 1
    place = np.concatenate((of_piece * reach + start, of_piece * reach + end))
    order = np.argsort(place, kind="stable")
    depth = np.cumsum(np.repeat((1, -1), len(start))[order])[:-1]
    inside = np.tile(of_piece, 2)[order][:-1]
    full = depth == markers[inside]
    lengths = np.diff(place[order])[full]
    return np.bincount(inside[full], weights=lengths, minlength=len(markers)).astype(np.int64)


def _stances_differ(answers: Answers, first: IntArray) -> BoolArray:
    """Whether any two answers of a group differ in stance.

    A stance that one of them did not set differs from contra only: the ranking reads it as "not contra".
    """
    heads, stance = first[:-1], answers.stance
    every = 1 << 62
    highest = _reduce(np.maximum, stance, heads)
    lowest = _reduce(np.minimum, np.where(stance == 0, every, stance), heads)
    several = (lowest != every) & (lowest != highest)
    contra = _reduce(np.bitwise_or, stance, heads) & (1 << CONTRA) > 0
    unset = _reduce(np.minimum, stance, heads) == 0
    return np.asarray(several | (contra & unset), dtype=np.bool_)


def _strengths_differ(answers: Answers, first: IntArray) -> BoolArray:
    """Whether any two answers of a group differ in strength; one that is not set differs from none."""
    heads, strength = first[:-1], answers.strength
    unset = 1 << 62
    lowest = _reduce(np.minimum, np.where(strength == MISSING, unset, strength), heads)
    return np.asarray((lowest != unset) & (lowest != _reduce(np.maximum, strength, heads)), dtype=np.bool_)


def _reduce(operation: np.ufunc, values: IntArray, heads: IntArray) -> IntArray:
    """One value per run; ``reduceat`` itself refuses to run over nothing."""
    return np.asarray(operation.reduceat(values, heads) if len(heads) else values[:0], dtype=np.int64)
