"""Where coders differ, case by case, for any number of coders.

How codings are matched, so that the same codings always give the same cases, in whatever order coders come:

1. Codings of one code that overlap, directly or through others, make one *group*, whoever made them. Touching is not
   overlapping. How a coder cuts the same characters into codings does not matter.
2. A coder who has read the text and marked nothing in a group holds the position "nothing"; a coder who has not read
   it holds none, and that coder's codings there do not count. A text that fewer than two have read has no cases.
3. A group in which all who read the text marked something is a matter of *boundary* if their characters differ, of
   *stance* and *strength* if these do; if nothing differs, it is agreed.
4. The other groups are put together across codes where they overlap and no coder is in both, most shared characters
   first (then by place, then by code): *different code*. If somebody who read the text is in none of them: *missed*.
   Where several coders gave the same code in such a case, they may differ in boundary, stance and strength as well.
5. A stance that was not set differs from contra only (rankings read it as "not contra"), a strength that was not set
   differs from none. In a position it counts as the one answer it does not differ from, given on the same characters;
   where there are several such answers, it stays a position of its own.

Costs are characters on which anybody differs from anybody: for a boundary those that not all marked, for stance and
strength those that two who differ in it share, for different codes and misses all that anyone marked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from transcripts.i18n import N_, _
from transcripts.spans import Span
from workbench.analysis.cases_across import together
from workbench.analysis.cases_answers import Told
from workbench.analysis.cases_groups import Groups, counted, group
from workbench.analysis.columns import BoolArray, Codings, IntArray
from workbench.analysis.sweeps import distinct


class Kind(StrEnum):
    """What coders differ in."""

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


_WITHIN = (Kind.BOUNDARY, Kind.STANCE, Kind.STRENGTH)


@dataclass(frozen=True, slots=True)
class Position:
    """One of the answers that a case has.

    Attributes:
        coders: Indices of those who hold it, ascending.
        rows: Their codings, by coder, then place; empty for "nothing".
    """

    coders: tuple[int, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One passage on which coders differ.

    Attributes:
        kinds: What they differ in, weightiest first: different code, missed, boundary, stance, strength.
        transcript: Index of the transcript.
        span: Everything that anyone marked here.
        codes: The compared codes that were given, ascending.
        positions: Two or more, those of most coders first, then of the lowest coder. Everyone who read the text holds
            exactly one.
        cost: Characters on which they differ in anything, each once.
        majority: Index of the position that more than half of those who read the text hold; None if there is none.
        costs: Characters on which they differ, kind by kind.
    """

    kinds: tuple[Kind, ...]
    transcript: int
    span: Span
    codes: tuple[int, ...]
    positions: tuple[Position, ...]
    cost: int
    majority: int | None
    costs: tuple[int, ...]

    @property
    def kind(self) -> Kind:
        """The weightiest of the kinds."""
        return self.kinds[0]

    @property
    def rows(self) -> tuple[int, ...]:
        """All codings of the case, by position."""
        return tuple(row for position in self.positions for row in position.rows)


@dataclass(frozen=True, slots=True)
class Agreed:
    """One code on one passage on which all who read the text give the same characters, stance and strength.

    Attributes:
        transcript: Index of the transcript.
        code: The compared code.
        span: What each of them marks.
        rows: The codings of all of them, by coder, then place.
    """

    transcript: int
    code: int
    span: Span
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """What coders differ on and what they agree on; both in text order.

    Attributes:
        cases: By transcript, place, codes.
        agreed: By transcript, place, code.
    """

    cases: list[Case]
    agreed: list[Agreed]


def cases(
    codings: Codings,
    coders: Sequence[int],
    *,
    compared: IntArray | None = None,
    read: BoolArray | None = None,
) -> Cases:
    """What some coders differ on and what they agree on.

    Args:
        codings: Of these coders; others are left out.
        coders: Indices of two or more, each once; their order makes no difference.
        compared: Shape (codes,): the code that a code counts for, ``MISSING`` to leave it out. By default each code
            stands for itself.
        read: Shape (transcripts, coders): who has read which text to the end, columns as ``coders``. By default all
            have read all.
    """
    groups, readers = _grouped(codings, coders, compared, read), _Readers(coders, read)
    if groups is None:
        return Cases([], [])
    told = Told(groups)
    found = list(_differing(groups, told, readers))
    found.sort(key=lambda case: (case.transcript, case.span.start, case.span.end, case.codes, case.rows))
    agreed = np.flatnonzero(_whole(groups, readers) & groups.same)
    order = np.lexsort((groups.code[agreed], groups.end[agreed], groups.start[agreed], groups.transcript[agreed]))
    return Cases(found, [_agreed(told, one) for one in agreed[order].tolist()])


def differing(codings: Codings, coders: Sequence[int], compared: IntArray | None = None) -> Iterator[Case]:
    """The cases alone, in no order, for who puts them into one of their own; arguments as of ``cases``."""
    groups = _grouped(codings, coders, compared, None)
    return iter(()) if groups is None else _differing(groups, Told(groups), _Readers(coders, None))


def counted_of_two(codings: Codings, coders: Sequence[int], compared: IntArray | None = None) -> dict[Kind, int]:
    """How often two coders differ in what, as their ``differing`` cases tell it, without making these cases.

    A group that one of the two left out is missed, or meets one of another code that the other left out; in the rest
    they share characters, so that whatever differs there costs some.
    """
    groups = _grouped(codings, coders, compared, None)
    if groups is None:
        return dict.fromkeys(Kind, 0)
    both = groups.markers == len(coders)
    met = [len(members) for members in together(groups, np.flatnonzero(~both))]
    within = (groups.common < groups.length, groups.stances_differ, groups.strengths_differ)
    return {
        Kind.MISSED: met.count(1),
        Kind.DIFFERENT_CODE: met.count(2),
        **{kind: int((both & one).sum()) for kind, one in zip(_WITHIN, within, strict=True)},
    }


def _grouped(
    codings: Codings, coders: Sequence[int], compared: IntArray | None, read: BoolArray | None
) -> Groups | None:
    """The groups; None where there is nothing to compare."""
    rows, code = counted(codings, coders, compared, read)
    return group(codings, rows, code) if len(coders) > 1 and len(rows) else None


class _Readers:
    """Who has read which text."""

    def __init__(self, coders: Sequence[int], read: BoolArray | None) -> None:
        self._everyone = tuple(sorted(coders))
        self._read = None if read is None else {coder: read[:, at].tolist() for at, coder in enumerate(coders)}
        self._known: dict[int, tuple[int, ...]] = {}

    def of(self, text: int) -> tuple[int, ...]:
        """Indices of the coders who have read a text, ascending."""
        if self._read is None:
            return self._everyone
        if text not in self._known:
            self._known[text] = tuple(coder for coder in self._everyone if self._read[coder][text])
        return self._known[text]


def _whole(groups: Groups, readers: _Readers) -> BoolArray:
    """Whether all who read the text marked something in each group."""
    number = np.zeros(int(groups.transcript.max()) + 1, np.int64)
    texts = distinct(groups.transcript)
    number[texts] = [len(readers.of(text)) for text in texts.tolist()]
    return np.asarray(groups.markers == number[groups.transcript])


def _differing(groups: Groups, told: Told, readers: _Readers) -> Iterator[Case]:
    whole = _whole(groups, readers)
    for one in np.flatnonzero(whole & ~groups.same).tolist():
        yield _case(told, (one,), readers.of(told.transcript[one]))
    for members in together(groups, np.flatnonzero(~whole)):
        yield _case(told, members, readers.of(told.transcript[members[0]]))


def _agreed(told: Told, one: int) -> Agreed:
    return Agreed(told.transcript[one], told.code[one], Span(told.start[one], told.end[one]), told.rows(one))


def _case(told: Told, members: tuple[int, ...], readers: tuple[int, ...]) -> Case:
    held = [Position(*one) for member in members for one in told.positions(member)]
    marked = [coder for position in held for coder in position.coders]
    if len(marked) < len(readers):
        held.append(Position(tuple(sorted(set(readers).difference(marked))), ()))
    held.sort(key=lambda position: (-len(position.coders), position.coders))
    span = Span(min([told.start[one] for one in members]), max([told.end[one] for one in members]))
    costs = _costs(told, members, len(span), missed=len(marked) < len(readers))
    return Case(
        kinds=tuple([kind for kind, _cost in costs]),
        transcript=told.transcript[members[0]],
        span=span,
        codes=tuple(sorted({told.code[one] for one in members})),
        positions=tuple(held),
        cost=len(span) if len(marked) < len(readers) or len(members) > 1 else told.cost(members[0]),
        majority=0 if 2 * len(held[0].coders) > len(readers) else None,
        costs=tuple([cost for _kind, cost in costs]),
    )


def _costs(told: Told, members: tuple[int, ...], length: int, *, missed: bool) -> list[tuple[Kind, int]]:
    """What they differ in, weightiest first, and what each costs."""
    costs = [(Kind.DIFFERENT_CODE, length)] if len(members) > 1 else []
    if missed:
        costs.append((Kind.MISSED, length))
    inside = [one for one in members if told.differ(one)]
    if inside:
        within = (
            (Kind.BOUNDARY, sum([told.apart[one] for one in inside])),
            (Kind.STANCE, sum([told.cost_of_stance(one) for one in inside])),
            (Kind.STRENGTH, sum([told.cost_of_strength(one) for one in inside])),
        )
        costs += [(kind, cost) for kind, cost in within if cost]
    return costs
