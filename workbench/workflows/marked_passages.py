"""Which stretches coders marked with a code, those of several coders drawn together into one passage."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from codebook.coding import CoderKind
from codebook.telling import fit, together
from workbench.analysis.columns import MISSING, STANCES, Codings, IntArray
from workbench.analysis.mentions import own_words
from workbench.workflows.counting_words import word_counts
from workbench.workflows.layers import Choice

if TYPE_CHECKING:
    from codebook.coding import Coder
    from workbench.workflows.findings.inquiry import Inquiry


@dataclass(slots=True)
class Group:
    """Codings of one code that are one passage.

    Attributes:
        text: Place of the transcript in the inquiry.
        start: First character of the coding whose edges are shown: the one whose length tells most.
        end: One past the last.
        person: Place of the participant who says most of it, ``MISSING`` for nobody.
        ids: Row numbers of the codings, that one first.
        coders: uuids of who marked it, in the order of the study.
        persons: How many of them are persons, the consensus left out.
        readers: How many persons have read the transcript.
        strength: The highest one given, None if none is.
        stance: Of the coding whose edges are shown, "" if none is given.
        words: How many.
    """

    text: int
    start: int
    end: int
    person: int
    ids: tuple[int, ...]
    coders: tuple[str, ...]
    persons: int
    readers: int
    strength: int | None
    stance: str
    words: int

    @property
    def voice(self) -> Hashable:
        """Whose it is: a participant, else whoever speaks in the transcript."""
        return self.person if self.person != MISSING else ("transcript", self.text)


class Marked:
    """The codings of some codes, read once.

    Args:
        inquiry: Whose, in which transcripts, of which participants.
        numbers: Row numbers of the codes.
    """

    def __init__(self, inquiry: "Inquiry", numbers: list[int]) -> None:
        self._inquiry = inquiry
        self._coders, self._shown = _coders(inquiry)
        table, ids = self._read(numbers)
        self._first = {
            number: (int(np.searchsorted(table.code, number)), int(np.searchsorted(table.code, number, "right")))
            for number in numbers
        }
        words = word_counts(inquiry, table)
        self._lengths = [fit(count) for count in words.tolist()]
        # Plain lists: they are looked at one by one.
        self._text, self._coder = table.transcript.tolist(), table.coder.tolist()
        self._start, self._end = table.start.tolist(), table.end.tolist()
        self._strength, self._stance = table.strength.tolist(), table.stance.tolist()
        self._ids, self._words = ids.tolist(), words.tolist()
        self._person = speakers(inquiry, table).tolist()
        self._readers = self._who_read()
        self._is_person = [coder.kind is CoderKind.PERSON for coder in self._coders]
        self._free = not (inquiry.filter.participants or inquiry.filter.where)

    def _read(self, numbers: list[int]) -> tuple[Codings, IntArray]:
        """Codings with the codes, by everyone who is shown or agrees, in order of code, transcript and start."""
        parts = []
        for place, coder in enumerate(self._coders):
            evidence = self._inquiry.evidence(coder)
            rows = np.flatnonzero(np.isin(evidence.codings.code, np.array(numbers, np.int64)))
            parts.append((evidence.codings.take(rows), evidence.ids[rows], np.full(len(rows), place)))
        nothing = np.zeros(0, np.int64)
        columns = {
            name: np.concatenate([nothing, *(getattr(table, name) for table, _ids, _place in parts)])
            for name in Codings.__slots__
        }
        columns["coder"] = np.concatenate([nothing, *(place for _table, _ids, place in parts)])
        codings, ids = Codings(**columns), np.concatenate([nothing, *(ids for _table, ids, _place in parts)])
        order = np.lexsort((codings.end, codings.start, codings.transcript, codings.code))
        return codings.take(order), ids[order]

    def _who_read(self) -> list[set[int]]:
        """For each transcript the places of the persons who have finished it, or coded in it."""
        readers: list[set[int]] = [set() for _one in self._inquiry.transcripts]
        for place, coder in enumerate(self._coders):
            if coder.kind is CoderKind.PERSON:
                done = self._inquiry.snapshot.done(coder.uuid, self._inquiry.moment)
                coded = np.unique(self._inquiry.evidence(coder).codings.transcript)
                for text in {*np.flatnonzero(done).tolist(), *coded.tolist()}:
                    readers[text].add(place)
        return readers

    def groups(self, number: int) -> list[Group]:
        """The passages of one code, by its row number, in text order."""
        first, last = self._first.get(number, (0, 0))
        return [group for rows in self._cells(first, last) for group in self._grouped(rows)]

    def _cells(self, first: int, last: int) -> Iterator[range]:
        """Rows of one transcript after the other."""
        while first < last:
            text, begin = self._text[first], first
            while first < last and self._text[first] == text:
                first += 1
            yield range(begin, first)

    def _grouped(self, rows: range) -> Iterator[Group]:
        if len(rows) == 1:
            places = [[0]]
        else:
            places = together([(self._start[row], self._end[row], self._coder[row]) for row in rows])
        for group in places:
            members = [rows[place] for place in group]
            shown = [row for row in members if self._coder[row] in self._shown]
            if shown:
                best = (
                    shown[0] if len(shown) == 1 else max(shown, key=lambda row: (self._lengths[row], -self._coder[row]))
                )
                if self._is_looked_at(best):
                    yield self._made(best, members)

    def _is_looked_at(self, row: int) -> bool:
        person = self._person[row]
        return self._free if person == MISSING else bool(self._inquiry.who[person])

    def _made(self, best: int, members: list[int]) -> Group:
        who = sorted(self._coder[row] for row in members)
        persons = {place for place in who if self._is_person[place]}
        text, stance = self._text[best], self._stance[best]
        strength = max(self._strength[row] for row in members)
        return Group(
            *(text, self._start[best], self._end[best], self._person[best]),
            (self._ids[best], *(self._ids[row] for row in members if row != best)),
            tuple(self._coders[place].uuid for place in who),
            len(persons),
            len(self._readers[text] | persons) if persons else 0,
            None if strength == MISSING else strength,
            "" if stance == MISSING else STANCES[stance].value,
            self._words[best],
        )


def speakers(inquiry: "Inquiry", codings: Codings) -> IntArray:
    """Place of the participant whose words each coding covers most, ``MISSING`` for nobody's: shape (codings,)."""
    pieces = own_words(codings, inquiry.snapshot.turns)
    person = np.full(len(codings), MISSING)
    order = np.lexsort((-pieces.participant, pieces.end - pieces.start))
    person[pieces.coding[order]] = pieces.participant[order]
    return person


def _coders(inquiry: "Inquiry") -> "tuple[list[Coder], set[int]]":
    """Whose codings are read, and the places of those whose passages are shown.

    Beside a consensus that was taken because it is there, the coders are read too: it is they who agree.
    """
    from workbench.store import coders as coder_store

    shown = list(inquiry.layers)
    others: list[Coder] = []
    if inquiry.choice is Choice.CONSENSUS and not inquiry.filter.sealed_to:
        others = coder_store.all(inquiry.study.reader, kind=CoderKind.PERSON)
    return shown + others, set(range(len(shown)))
