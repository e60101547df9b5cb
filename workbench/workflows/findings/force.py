"""Which guide question is in force where."""

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np

from workbench.analysis.columns import MISSING, BoolArray, Codings, IntArray
from workbench.analysis.sweeps import spread

if TYPE_CHECKING:
    from workbench.workflows.findings.inquiry import Inquiry


class Force:
    """Which question is in force where: the last one put before, in the same transcript.

    Questions put in one turn are in force together; such a group has a place, in order of transcript and turn.
    """

    def __init__(self, inquiry: "Inquiry") -> None:
        self._inquiry = inquiry
        links = inquiry.snapshot.links
        self._links = links
        self._reach = 1 + max(int(links.start.max(initial=0)), int(inquiry.snapshot.turns.end.max(initial=0)))
        self._place, group = np.unique(links.transcript * self._reach + links.start, return_inverse=True)
        questions: list[set[int]] = [set() for _one in self._place]
        for at, question in zip(group.tolist(), links.question.tolist(), strict=True):
            questions[at].add(question)
        # Few groups differ: each is one of some kinds, the last of which stands for no question in force.
        kinds: dict[frozenset[int], int] = {}
        kind = [kinds.setdefault(frozenset(one), len(kinds)) for one in questions]
        self._kinds = (*kinds, frozenset[int]())
        self._kind = np.array([*kind, len(kinds)], np.int64)

    def at(self, codings: Codings) -> IntArray:
        """The group of questions in force where each coding begins, ``MISSING`` before the first of its text."""
        if not len(self._place):
            return np.full(len(codings), MISSING)
        found = np.searchsorted(self._place, codings.transcript * self._reach + codings.start, side="right") - 1
        same = self._place[np.maximum(found, 0)] // self._reach == codings.transcript
        return np.where((found >= 0) & same, found, MISSING)

    def prompts(self, codings: Codings, forced: IntArray) -> IntArray:
        """1 where the code of a coding was named by the questions in force, 0 where not, -1 where that is unknown."""
        if not len(codings):
            return np.zeros(0, np.int64)
        named = self._named(int(codings.code.max()) + 1)[self._kind[forced], codings.code]
        linked = self._links.linked[codings.transcript]
        return np.where(named, 1, np.where(linked, 0, MISSING))

    def _named(self, codes: int) -> BoolArray:
        """Whether each kind of group names each code, by row number, or a code above it."""
        inquiry, uuids = self._inquiry, self._inquiry.snapshot.code_numbers
        named = np.zeros((len(self._kinds), codes), bool)
        for row, questions in enumerate(self._kinds):
            wanted = {code for question in questions for code in self._links.names.get(question, ())}
            for number in wanted:
                family = inquiry.snapshot.families.get(uuids.get(number, ""), set())
                named[row, [one for one in family if one < codes]] = True
        return named

    def pairs(self, forced: IntArray) -> tuple[IntArray, IntArray]:
        """Each row with every question of its group."""
        sizes = np.array([len(one) for one in self._kinds], np.int64)
        ends = np.cumsum(sizes)
        flat = np.array([question for one in self._kinds for question in sorted(one)], np.int64)
        kind = self._kind[forced]
        rows, place = spread((ends - sizes)[kind], ends[kind])
        return rows, flat[place]

    def is_question(self, question: int) -> BoolArray:
        """Per group whether it holds a question; the last entry stands for no question in force."""
        holds: BoolArray = np.array([question in one for one in self._kinds], bool)[self._kind]
        return holds

    def put(self, questions: Collection[int]) -> BoolArray:
        """Which transcripts any of some questions is put in."""
        put = np.zeros(len(self._links.linked), bool)
        put[self._links.transcript[np.isin(self._links.question, list(questions))]] = True
        return put
