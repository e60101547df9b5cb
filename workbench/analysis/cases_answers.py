"""What coders give in one group, element by element: who holds which position, and what differing costs."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from workbench.analysis.cases_groups import Groups
from workbench.analysis.columns import CONTRA, MISSING

#: Coders, ascending, and the rows of their codings.
Held = tuple[tuple[int, ...], tuple[int, ...]]
#: Whether answers that mark the same characters differ.
Differs = Callable[[Collection[int]], bool]


class Told:
    """Columns of groups as lists: one by one, these are read many times faster than arrays."""

    def __init__(self, groups: Groups) -> None:
        answers = groups.answers
        self.transcript, self.code = groups.transcript.tolist(), groups.code.tolist()
        self.start, self.end = groups.start.tolist(), groups.end.tolist()
        self.apart = (groups.length - groups.common).tolist()
        self.stances_differ, self.strengths_differ = groups.stances_differ.tolist(), groups.strengths_differ.tolist()
        self._coder: list[int] = answers.coder.tolist()
        self._first, self._bounds = groups.first.tolist(), answers.rows.tolist()
        self._length, self._stance, self._strength = (
            column.tolist() for column in (answers.length, answers.stance, answers.strength)
        )
        self._rows, self._pieces = groups.rows.tolist(), answers.pieces.tolist()
        self._ends = list(zip(groups.start_of_piece.tolist(), groups.end_of_piece.tolist(), strict=True))

    def coders(self, group: int) -> list[int]:
        """Those who marked something in a group, ascending."""
        return self._coder[self._first[group] : self._first[group + 1]]

    def rows(self, group: int) -> tuple[int, ...]:
        """All codings of a group, by coder, then place."""
        return tuple(self._rows[self._bounds[self._first[group]] : self._bounds[self._first[group + 1]]])

    def differ(self, group: int) -> bool:
        """Whether those who marked something in a group differ in anything."""
        return bool(self.apart[group] or self.stances_differ[group] or self.strengths_differ[group])

    def positions(self, group: int) -> Iterable[Held]:
        """The distinct answers of a group, by their lowest coder."""
        first, last = self._first[group], self._first[group + 1]
        if last - first == 1 or not self.differ(group):
            return ((tuple(self._coder[first:last]), self.rows(group)),)
        if last - first == 2:
            return (self._held((first,)), self._held((last - 1,)))
        return [self._held(answers) for answers in self._alike(group).values()]

    def _held(self, answers: Sequence[int]) -> Held:
        rows = [row for at in answers for row in self._rows[self._bounds[at] : self._bounds[at + 1]]]
        return tuple([self._coder[at] for at in answers]), tuple(rows)

    def cost_of_stance(self, group: int) -> int:
        """Characters shared by two who differ in stance."""
        return self._cost(group, self._stances_of) if self.stances_differ[group] else 0

    def cost_of_strength(self, group: int) -> int:
        """Characters shared by two who differ in strength."""
        return self._cost(group, self._strengths_of) if self.strengths_differ[group] else 0

    def cost(self, group: int) -> int:
        """Characters on which those who marked something in a group differ in anything, each once."""
        apart, length = self.apart[group], self.end[group] - self.start[group]
        if not (self.stances_differ[group] or self.strengths_differ[group]):
            return int(apart)
        everyone = self._first[group + 1] - self._first[group]
        if not apart or everyone == 2:
            return int(length)
        return self._swept(
            group,
            lambda inside: len(inside) < everyone or self._stances_of(inside) or self._strengths_of(inside),
        )

    def _cost(self, group: int, differs: Differs) -> int:
        length = self.end[group] - self.start[group]
        if not self.apart[group] or self._first[group + 1] - self._first[group] == 2:
            return int(length - self.apart[group])
        return self._swept(group, differs)

    def _swept(self, group: int, differs: Differs) -> int:
        """Characters of the elementary stretches whose answers differ."""
        ends = sorted(
            (place, at)
            for at in range(self._first[group], self._first[group + 1])
            for piece in self._ends[self._pieces[at] : self._pieces[at + 1]]
            for place in piece
        )
        inside: set[int] = set()
        total = before = 0
        for place, at in ends:
            if inside and differs(inside):
                total += place - before
            before = place
            inside ^= {at}  # An answer's stretches never touch each other.
        return total

    def _stances_of(self, answers: Collection[int]) -> bool:
        given = {self._stance[at] for at in answers}
        return len(given - {0}) > 1 or (0 in given and any(stance >> CONTRA & 1 for stance in given))

    def _strengths_of(self, answers: Collection[int]) -> bool:
        return len({self._strength[at] for at in answers} - {MISSING}) > 1

    def _alike(self, group: int) -> dict[object, list[int]]:
        """Answers of a group that are one position."""
        by_words: dict[object, list[int]] = defaultdict(list)
        for at in range(self._first[group], self._first[group + 1]):
            by_words[self._words(group, at)].append(at)
        if not (self.stances_differ[group] or self.strengths_differ[group]):
            return by_words
        alike: dict[object, list[int]] = defaultdict(list)
        for words, answers in by_words.items():
            stances = _filled([self._stance[at] for at in answers], 0, lambda stance: not stance >> CONTRA & 1)
            strengths = _filled([self._strength[at] for at in answers], MISSING, lambda _strength: True)
            for at, stance, strength in zip(answers, stances, strengths, strict=True):
                alike[words, stance, strength].append(at)
        return alike

    def _words(self, group: int, answer: int) -> object:
        """What tells an answer's characters from others of its group: all of them, or the stretches."""
        if self._length[answer] == self.end[group] - self.start[group]:
            return None
        return tuple(self._ends[self._pieces[answer] : self._pieces[answer + 1]])


def _filled(given: Sequence[int], unset: int, fits: Callable[[int], bool]) -> Iterable[int]:
    """What is not set, read as the one answer it does not differ from, where there is exactly one."""
    possible = {value for value in given if value != unset and fits(value)}
    meant = possible.pop() if len(possible) == 1 else unset
    return [meant if value == unset else value for value in given]
