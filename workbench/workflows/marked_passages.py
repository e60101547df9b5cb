"""Which stretches coders marked with a code, those of several coders drawn together into one passage."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from codebook.coding import CoderKind
from codebook.telling import fit, together
from workbench.analysis.columns import MISSING, STANCES, BoolArray, Codings, FloatArray, IntArray
from workbench.analysis.mentions import own_words
from workbench.workflows.counting_words import word_counts
from workbench.workflows.layers import Choice, shown_coders

if TYPE_CHECKING:
    from codebook.coding import Coder
    from workbench.workflows.findings.inquiry import Inquiry


@dataclass(frozen=True, slots=True)
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
        readers: How many persons have read the transcript, 0 where only the consensus marked it.
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


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Passages as columns of equal length, in the order of their codes and texts.

    Attributes:
        code: Row number of the code.
        text: Place of the transcript.
        start: First character of the coding whose edges are shown.
        end: One past the last.
        person: Place of the participant who says most of it, ``MISSING`` for nobody.
        persons: How many persons marked it.
        readers: How many persons have read the transcript, 0 where only the consensus marked it.
        strength: The highest one given, ``MISSING`` if none is.
        stance: Index into ``STANCES``, ``MISSING`` if none is given.
        words: How many.
        length: How well its length serves, 0 to 1.
    """

    code: IntArray
    text: IntArray
    start: IntArray
    end: IntArray
    person: IntArray
    persons: IntArray
    readers: IntArray
    strength: IntArray
    stance: IntArray
    words: IntArray
    length: FloatArray


class Marked:
    """The codings of some codes, read once and drawn together.

    Args:
        inquiry: Whose, in which transcripts, of which participants.
        numbers: Row numbers of the codes.

    Attributes:
        groups: The passages.
    """

    def __init__(self, inquiry: "Inquiry", numbers: list[int]) -> None:
        self._inquiry = inquiry
        self._coders, shown = _coders(inquiry)
        self._table, self._ids = self._read(numbers)
        table = self._table
        words = word_counts(inquiry, table)
        length = np.array([fit(count) for count in range(int(words.max(initial=0)) + 1)])[words]
        person = speakers(inquiry, table)
        leader = _leaders(table)
        # The coding to be shown comes first in its group: of a layer that is shown, then of the best length.
        hidden = table.coder >= shown
        self._order = np.lexsort((table.coder, -length, hidden, leader))
        first = np.flatnonzero(np.diff(leader[self._order], prepend=-1))
        best = self._order[first]
        persons = np.array([coder.kind is CoderKind.PERSON for coder in self._coders], bool)
        count = _sums(persons[table.coder][self._order].astype(np.int64), first)
        readers = np.where(count > 0, self._read_by()[table.transcript[best]], 0)
        groups = Groups(
            code=table.code[best],
            text=table.transcript[best],
            start=table.start[best],
            end=table.end[best],
            person=person[best],
            persons=count,
            readers=readers,
            strength=_highest(table.strength[self._order], first),
            stance=table.stance[best],
            words=words[best],
            length=length[best],
        )
        keep = ~hidden[best] & self._looked_at(groups)
        self.groups = Groups(*(getattr(groups, name)[keep] for name in Groups.__slots__))
        self._first, self._last = first[keep], np.append(first[1:], len(leader))[keep]

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

    def _read_by(self) -> IntArray:
        """How many persons have finished each transcript, or coded in it: shape (transcripts,)."""
        count = np.zeros(len(self._inquiry.transcripts), np.int64)
        for coder in self._coders:
            if coder.kind is CoderKind.PERSON:
                read = self._inquiry.snapshot.done(coder.uuid, self._inquiry.moment).copy()
                read[self._inquiry.evidence(coder).codings.transcript] = True
                count += read
        return count

    def _looked_at(self, groups: Groups) -> BoolArray:
        """Which passages are by participants who are looked at; those of nobody are, unless some were asked for."""
        looking = self._inquiry.filter
        free = not (looking.participants or looking.where)
        who = np.append(self._inquiry.who, free)  # the last one stands for nobody
        looked_at: BoolArray = who[groups.person]
        return looked_at

    def of_code(self, number: int) -> range:
        """The places of the passages of one code among the groups."""
        first, last = np.searchsorted(self.groups.code, [number, number + 1])
        return range(int(first), int(last))

    def group(self, place: int) -> Group:
        """One passage with its codings."""
        groups = self.groups
        rows = self._order[self._first[place] : self._last[place]]
        strength, stance = int(groups.strength[place]), int(groups.stance[place])
        return Group(
            text=int(groups.text[place]),
            start=int(groups.start[place]),
            end=int(groups.end[place]),
            person=int(groups.person[place]),
            ids=tuple(int(self._ids[row]) for row in rows),
            coders=tuple(self._coders[coder].uuid for coder in sorted(self._table.coder[rows].tolist())),
            persons=int(groups.persons[place]),
            readers=int(groups.readers[place]),
            strength=None if strength == MISSING else strength,
            stance="" if stance == MISSING else STANCES[stance].value,
            words=int(groups.words[place]),
        )

    def voices(self, places: range) -> list[Hashable]:
        """Whose passages are: participants, else whoever speaks in the transcript."""
        persons = self.groups.person[places.start : places.stop].tolist()
        texts = self.groups.text[places.start : places.stop].tolist()
        return [
            person if person != MISSING else ("transcript", text) for person, text in zip(persons, texts, strict=True)
        ]


def _leaders(table: Codings) -> IntArray:
    """For each coding the first one of its passage; the table is in order of code, transcript and start."""
    leader = np.arange(len(table))
    if not len(table):
        return leader
    cell = np.cumsum((np.diff(table.code, prepend=-1) != 0) | (np.diff(table.transcript, prepend=-1) != 0))
    reach = int(table.end.max()) + 1
    start, end = cell * reach + table.start, cell * reach + table.end
    # Only codings that overlap an earlier one of their cell may share a passage with it.
    apart = np.append(True, start[1:] >= np.maximum.accumulate(end)[:-1])
    bounds = np.append(np.flatnonzero(apart), len(table))
    starts, ends, coders = table.start.tolist(), table.end.tolist(), table.coder.tolist()
    several = np.flatnonzero(np.diff(bounds) > 1)
    for first, last in zip(bounds[several].tolist(), bounds[several + 1].tolist(), strict=True):
        spans = list(zip(starts[first:last], ends[first:last], coders[first:last], strict=True))
        for group in together(spans):
            for place in group[1:]:
                leader[first + place] = first + group[0]
    return leader


def _sums(values: IntArray, first: IntArray) -> IntArray:
    return np.add.reduceat(values, first) if len(first) else np.zeros(0, np.int64)


def _highest(values: IntArray, first: IntArray) -> IntArray:
    return np.maximum.reduceat(values, first) if len(first) else np.zeros(0, np.int64)


def speakers(inquiry: "Inquiry", codings: Codings) -> IntArray:
    """Place of the participant whose words each coding covers most, ``MISSING`` for nobody's: shape (codings,)."""
    pieces = own_words(codings, inquiry.snapshot.turns)
    person = np.full(len(codings), MISSING)
    order = np.lexsort((-pieces.participant, pieces.end - pieces.start))
    person[pieces.coding[order]] = pieces.participant[order]
    return person


def _coders(inquiry: "Inquiry") -> "tuple[list[Coder], int]":
    """Whose codings are read, and how many of them, from the first, have their passages shown.

    Beside a consensus that was taken because it is there, the coders are read too: it is they who agree.
    """
    shown = list(inquiry.layers)
    others: list[Coder] = []
    if inquiry.choice is Choice.CONSENSUS:
        others = shown_coders(inquiry.study.reader, kind=CoderKind.PERSON)
    return shown + others, len(shown)
