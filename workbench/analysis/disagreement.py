"""Where two coders differ, passage by passage.

How codings are matched, so that the same codings always give the same list:

1. Codings of one code that overlap, directly or through others, make one *group*, whoever made them. Touching is not
   overlapping.
2. A group of both coders is agreement in substance. If the characters that they mark differ, it is a difference of
   *boundary*; if their stances or highest strengths differ, it is one of stance or strength too. How each of them cuts
   the same characters into codings does not matter.
3. Groups of one coder only are paired across codes where they overlap, most shared characters first (then by place,
   then by code), each at most once: *different code*.
4. What is left was *missed* by the other coder.

Costs are characters: the symmetric difference for a boundary, the shared characters for stance and strength, everything
that either marked for different codes and misses.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import numpy as np

from transcripts.i18n import N_, _
from transcripts.spans import Span, shared_length, union
from workbench.analysis.columns import CONTRA, MISSING, Codings, IntArray


class Kind(StrEnum):
    """What two coders differ in."""

    MISSED = "missed"
    DIFFERENT_CODE = "different_code"
    BOUNDARY = "boundary"
    STANCE = "stance"
    STRENGTH = "strength"

    @property
    def text(self) -> str:
        """The kind in the language in use."""
        return _(_TEXTS[self])


_TEXTS = {
    Kind.MISSED: N_("missed"),
    Kind.DIFFERENT_CODE: N_("different code"),
    Kind.BOUNDARY: N_("different boundary"),
    Kind.STANCE: N_("different stance"),
    Kind.STRENGTH: N_("different strength"),
}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One passage on which two coders differ.

    Attributes:
        kind: What they differ in.
        transcript: Index of the transcript.
        coders: Indices of the two, in the order asked for.
        codings: Rows of the first coder's codings and of the second's; one of the two is empty for a miss.
        span: Everything that either of them marked here.
        cost: Characters on which they differ.
    """

    kind: Kind
    transcript: int
    coders: tuple[int, int]
    codings: tuple[tuple[int, ...], tuple[int, ...]]
    span: Span
    cost: int


@dataclass(frozen=True, slots=True)
class _Group:
    """Overlapping codings of one code: rows of the first and of the second coder."""

    transcript: int
    code: int
    span: Span
    rows: tuple[tuple[int, ...], tuple[int, ...]]

    @property
    def side(self) -> int:
        """Which coder a group of one coder belongs to."""
        return 0 if self.rows[0] else 1


def disagreements(codings: Codings, coders: Sequence[int], *, compared: IntArray | None = None) -> list[Disagreement]:
    """List the differences of every two coders, in text order.

    Args:
        codings: On the transcripts that all of these coders have finished.
        coders: Indices of two or more coders.
        compared: Shape (codes,): the code that a code counts for, ``MISSING`` to leave it out. By default each code
            stands for itself.
    """
    code = codings.code if compared is None else compared[codings.code]
    found: list[Disagreement] = []
    for first, second in combinations(coders, 2):
        rows = np.flatnonzero(((codings.coder == first) | (codings.coder == second)) & (code != MISSING))
        found.extend(_of_pair(codings, code, rows, (first, second)))
    place = {coder: row for row, coder in enumerate(coders)}
    found.sort(key=lambda one: (one.transcript, one.span, one.kind, one.codings, [place[who] for who in one.coders]))
    return found


def _of_pair(codings: Codings, code: IntArray, rows: IntArray, coders: tuple[int, int]) -> Iterator[Disagreement]:
    alone: dict[int, list[_Group]] = defaultdict(list)
    for group in _groups(codings, code, rows, coders[0]):
        if all(group.rows):
            yield from _within(codings, group, coders)
        else:
            alone[group.transcript].append(group)
    for groups in alone.values():
        yield from _across(groups, coders)


def _groups(codings: Codings, code: IntArray, rows: IntArray, first: int) -> Iterator[_Group]:
    """Chains of overlapping codings of one code in one transcript, in that order."""
    if not len(rows):
        return
    rows = rows[np.lexsort((codings.start[rows], code[rows], codings.transcript[rows]))]
    reach = int(codings.end.max()) + 2
    block = np.cumsum(np.any(np.diff(np.stack((code[rows], codings.transcript[rows])), prepend=-2) != 0, axis=0))
    furthest = np.maximum.accumulate(block * reach + codings.end[rows])
    opens = np.flatnonzero(np.append(True, (block * reach + codings.start[rows])[1:] >= furthest[:-1]))
    for chain in np.split(rows, opens[1:]):
        mine = codings.coder[chain] == first
        yield _Group(
            int(codings.transcript[chain[0]]),
            int(code[chain[0]]),
            Span(int(codings.start[chain].min()), int(codings.end[chain].max())),
            (tuple(chain[mine].tolist()), tuple(chain[~mine].tolist())),
        )


def _within(codings: Codings, group: _Group, coders: tuple[int, int]) -> Iterator[Disagreement]:
    """Differences of two coders who gave the same code."""
    left, right = (_spans(codings, rows) for rows in group.rows)
    both = shared_length(left, right)
    apart = sum(map(len, left)) + sum(map(len, right)) - 2 * both
    if apart:
        yield Disagreement(Kind.BOUNDARY, group.transcript, coders, group.rows, group.span, apart)
    if _stances_differ(*(set(codings.stance[list(rows)].tolist()) for rows in group.rows)):
        yield Disagreement(Kind.STANCE, group.transcript, coders, group.rows, group.span, both)
    strengths = {int(codings.strength[list(rows)].max()) for rows in group.rows}
    if len(strengths) > 1 and MISSING not in strengths:
        yield Disagreement(Kind.STRENGTH, group.transcript, coders, group.rows, group.span, both)


def _stances_differ(left: set[int], right: set[int]) -> bool:
    """A stance that one of them did not set differs from contra only: the ranking reads it as "not contra"."""
    left, right = left - {MISSING}, right - {MISSING}
    return left != right if left and right else CONTRA in left | right


def _across(groups: Sequence[_Group], coders: tuple[int, int]) -> Iterator[Disagreement]:
    """Pair what only one of them marked with what only the other marked, then list what is left as missed."""
    taken: set[int] = set()
    pairs = [(-len(meet), *sorted((a, b), key=lambda at: _rank(groups[at]))) for a, b, meet in _meetings(groups)]
    for _cost, a, b in sorted(pairs, key=lambda pair: (pair[0], _rank(groups[pair[1]]), _rank(groups[pair[2]]))):
        if a not in taken and b not in taken:
            taken |= {a, b}
            first, second = sorted((groups[a], groups[b]), key=lambda group: group.side)
            cover = first.span.cover(second.span)
            rows = (first.rows[0], second.rows[1])
            yield Disagreement(Kind.DIFFERENT_CODE, first.transcript, coders, rows, cover, len(cover))
    for at, group in enumerate(groups):
        if at not in taken:
            yield Disagreement(Kind.MISSED, group.transcript, coders, group.rows, group.span, len(group.span))


def _rank(group: _Group) -> tuple[Span, int]:
    return group.span, group.code


def _meetings(groups: Sequence[_Group]) -> Iterator[tuple[int, int, Span]]:
    """Groups of different coders that overlap, by one pass in text order."""
    open_now: list[int] = []
    for at in sorted(range(len(groups)), key=lambda at: groups[at].span):
        here = groups[at]
        open_now = [other for other in open_now if groups[other].span.end > here.span.start]
        for other in open_now:
            meet = groups[other].span.intersection(here.span)
            if meet and groups[other].side != here.side:
                yield other, at, meet
        open_now.append(at)


def _spans(codings: Codings, rows: Iterable[int]) -> list[Span]:
    return union(Span(int(codings.start[row]), int(codings.end[row])) for row in rows)
