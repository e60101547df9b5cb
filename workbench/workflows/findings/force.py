"""Which guide question is in force where."""

from typing import TYPE_CHECKING

import numpy as np

from workbench.analysis.columns import MISSING, BoolArray, Codings, IntArray
from workbench.analysis.sweeps import spread

if TYPE_CHECKING:
    from workbench.workflows.findings.inquiry import Inquiry


class Force:
    """Which question is in force where: the last one put before, in the same transcript."""

    def __init__(self, inquiry: "Inquiry") -> None:
        self._inquiry = inquiry
        links = inquiry.snapshot.links
        self._links = links
        self._reach = 1 + max(int(links.start.max(initial=0)), int(inquiry.snapshot.turns.end.max(initial=0)))
        place = links.transcript * self._reach + links.start
        # Several questions put in one turn are in force together.
        self._place, self._group = np.unique(place, return_inverse=True)
        self._questions: list[set[int]] = [set() for _one in self._place]
        for group, question in zip(self._group.tolist(), links.question.tolist(), strict=True):
            self._questions[group].add(question)

    def at(self, codings: Codings) -> IntArray:
        """The group of questions in force where each coding begins, ``MISSING`` before the first of its text."""
        if not len(self._place):
            return np.full(len(codings), MISSING)
        found = np.searchsorted(self._place, codings.transcript * self._reach + codings.start, side="right") - 1
        same = self._place[np.maximum(found, 0)] // self._reach == codings.transcript
        return np.where((found >= 0) & same, found, MISSING)

    def prompts(self, codings: Codings, forced: IntArray) -> IntArray:
        """1 where the code of a coding was named by the questions in force, 0 where not, -1 where that is unknown."""
        links = self._links
        linked = links.linked[codings.transcript] if len(links.linked) else np.zeros(len(codings), bool)
        kinds: dict[frozenset[int], int] = {}
        kind = np.array([kinds.setdefault(frozenset(one), len(kinds)) for one in self._questions] + [MISSING], np.int64)
        codes, code = np.unique(codings.code, return_inverse=True)
        above = self._above(codes)
        named = np.zeros((len(kinds) + 1, len(codes)), bool)
        for questions, row in kinds.items():
            wanted = {number for question in questions for number in links.names.get(question, ())}
            named[row] = [bool(numbers & wanted) for numbers in above]
        prompted = named[kind[forced], code].astype(np.int64) if len(codings) else np.zeros(0, np.int64)
        return np.where(linked, prompted, np.where(prompted == 1, 1, -1))

    def _above(self, codes: IntArray) -> list[set[int]]:
        """Row numbers of each code and of those above it."""
        inquiry, uuids = self._inquiry, self._inquiry.snapshot.code_numbers
        return [
            inquiry.ancestors(inquiry.book.get(uuids[number])) if number in uuids else set()
            for number in codes.tolist()
        ]

    def pairs(self, forced: IntArray) -> tuple[IntArray, IntArray]:
        """Each row with every question of its group."""
        sizes = np.array([len(one) for one in self._questions] + [0], np.int64)
        ends = np.cumsum(sizes)
        flat = np.array([question for one in self._questions for question in sorted(one)], np.int64)
        rows, place = spread((ends - sizes)[forced], ends[forced])
        return rows, flat[place]

    def is_question(self, question: int) -> BoolArray:
        """Per group whether it holds a question; the last entry stands for no question in force."""
        return np.array([question in one for one in self._questions] + [False], bool)

    def put(self, question: int) -> BoolArray:
        """Which transcripts a question is put in."""
        return self.put_any({question})

    def put_any(self, questions: set[int]) -> BoolArray:
        """Which transcripts any of some questions is put in."""
        put = np.zeros(len(self._links.linked), bool)
        put[self._links.transcript[np.isin(self._links.question, list(questions))]] = True
        return put
