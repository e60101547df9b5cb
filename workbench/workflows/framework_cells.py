"""The framework grid: participants against questions of the guide or codes, with the passages behind every cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from codebook.coding import Coder
from exports.report import Pointer
from workbench.analysis.columns import MISSING, BoolArray, IntArray
from workbench.analysis.mentions import own_words
from workbench.analysis.sweeps import spread
from workbench.store import framework as framework_store
from workbench.store import participants as participant_store
from workbench.store.framework import CellEntry
from workbench.workflows.findings.room import Snapshot
from workbench.workflows.framework_columns import GridColumn

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.store.study_file import StudyFile


class Asked(StrEnum):
    """Whether a participant was asked the question of a cell."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """The guide is not linked to all that they said; or the cell is about a code."""


@dataclass(frozen=True, slots=True)
class GridPerson:
    """A row of the grid.

    Attributes:
        uuid: Of the participant.
        pseudonym: Of the participant.
    """

    uuid: str
    pseudonym: str


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What of a study a grid looks at.

    Attributes:
        snapshot: The study.
        who: Which participants, shape (people,); None for all.
        chosen: Which transcripts, shape (transcripts,); None for all.
        moment: To see the codings as they were then; None for now.
    """

    snapshot: Snapshot
    who: BoolArray | None = None
    chosen: BoolArray | None = None
    moment: "datetime | None" = None

    def sees(self, person: int) -> bool:
        """Whether a participant is looked at."""
        return self.who is None or bool(self.who[person])

    def speaks(self) -> list[set[int]]:
        """The transcripts looked at in which each participant speaks; none for those not looked at."""
        chosen = None if self.chosen is None else set(np.flatnonzero(self.chosen).tolist())
        spoken = [found if chosen is None else found & chosen for found in self.snapshot.speaks]
        return [found if self.sees(at) else set() for at, found in enumerate(spoken)]


class FrameworkGrid:
    """What stands in the cells, read at one moment.

    The passages of a question are what a participant says, and the codings that begin, between the turn that puts it
    and the turn that puts another; of a code, the codings with it or a code under it. They are one coder's codings
    whatever the state of the transcripts: the grid is where one works.

    Args:
        study: Open.
        columns: Questions or codes.
        layer: Whose codings and cells.
        others: Whose cells are shown too.
        scope: What of the study is looked at; all of it by default.

    Attributes:
        columns: As given.
        layer: As given.
        people: Those who speak in a transcript and did not refuse or withdraw, and those who have a cell.
        left_out: How many refused, withdrew or have not answered.
    """

    def __init__(
        self,
        study: "StudyFile",
        columns: Sequence[GridColumn],
        layer: Coder,
        others: Sequence[Coder] = (),
        *,
        scope: Scope | None = None,
    ) -> None:
        self.columns = tuple(columns)
        self.layer = layer
        self._coders = (layer, *others)
        self._scope = scope or Scope(Snapshot(study))
        self._snapshot = self._scope.snapshot
        self._entries: dict[tuple[str, str, str], CellEntry] = {}
        self.reread(study)
        self._read_people(study)
        self._read_codings()
        self._read_words()

    def reread(self, study: "StudyFile") -> None:
        """Read anew what coders wrote into the cells; rows, codings and words stay as they were."""
        self._entries = {
            (entry.participant, entry.column, entry.coder): entry
            for coder in self._coders
            for entry in framework_store.cells(study.reader, coder.uuid)
        }

    def _read_people(self, study: "StudyFile") -> None:
        reader = study.reader
        self._speaks = self._scope.speaks()
        recruited = participant_store.recruited(reader)
        counted, written = set(recruited.numbers), {participant for participant, _column, _coder in self._entries}
        uuids = dict(reader.rows("SELECT id, uuid FROM participants"))
        rows = self._snapshot.columns.people_rows.tolist()
        self._at = [
            at
            for at, number in enumerate(rows)
            if self._scope.sees(at) and ((number in counted and self._speaks[at]) or uuids.get(number, "") in written)
        ]
        names = self._snapshot.columns.people
        self.people = tuple(GridPerson(uuids[rows[at]], names[at]) for at in self._at)
        self.left_out = sum(recruited.left_out.values())
        place = np.full(len(rows), MISSING)
        place[self._at] = np.arange(len(self._at))
        self._row_of = place

    def _read_codings(self) -> None:
        """For every cell the codings behind it, as rows sorted by cell."""
        rows = self._snapshot.codings(self.layer, self._scope.moment)
        chosen = self._scope.chosen
        self._codings = rows if chosen is None else rows.take(chosen[rows.codings.transcript])
        table = self._codings.codings
        pieces = own_words(table, self._snapshot.turns)
        row = self._row_of[pieces.participant]
        coding, row = pieces.coding[row != MISSING], row[row != MISSING]
        pairs = np.unique(coding * max(1, len(self.people)) + row)
        coding, row = np.divmod(pairs, max(1, len(self.people)))
        if self._of_questions:
            which, column = self._questions_at(table.transcript[coding], table.start[coding])
        else:
            which, column = self._columns_of_codes(table.code[coding])
        self._coding_index = _Index(row[which], column, coding[which], len(self.people), len(self.columns))

    def _read_words(self) -> None:
        """For every cell the turns behind it; a code has none beside its codings."""
        turns = self._snapshot.turns
        who = self._row_of[turns.participant] if len(self._row_of) else np.full(len(turns.participant), MISSING)
        spoken = np.flatnonzero((turns.participant != MISSING) & (who != MISSING))
        if self._scope.chosen is not None:
            spoken = spoken[self._scope.chosen[turns.transcript[spoken]]]
        which, column = (
            self._questions_at(turns.transcript[spoken], turns.start[spoken])
            if self._of_questions
            else (np.zeros(0, np.int64), np.zeros(0, np.int64))
        )
        turn = spoken[which]
        self._word_index = _Index(who[turn], column, turn, len(self.people), len(self.columns))

    @property
    def _of_questions(self) -> bool:
        return bool(self.columns) and self.columns[0].is_question

    def _questions_at(self, transcript: IntArray, start: IntArray) -> tuple[IntArray, IntArray]:
        """Which columns are in force at some places: rows of the places, and columns, of equal length."""
        links = self._snapshot.links
        numbers = [links.numbers[column.uuid] for column in self.columns]
        reach = 1 + max(int(links.start.max(initial=0)), int(start.max(initial=0)))
        place, group = np.unique(links.transcript * reach + links.start, return_inverse=True)
        asked: list[set[int]] = [set() for _one in place]
        for at, question in zip(group.tolist(), links.question.tolist(), strict=True):
            if question in numbers:
                asked[at].add(numbers.index(question))
        found = np.searchsorted(place, transcript * reach + start, side="right") - 1
        if len(place):
            found = np.where(place[np.maximum(found, 0)] // reach == transcript, found, MISSING)
        sizes = np.array([len(one) for one in asked] + [0], np.int64)
        ends = np.cumsum(sizes)
        flat = np.array([column for one in asked for column in sorted(one)], np.int64)
        # What was said before the first question of a transcript has MISSING, which is the last size: none.
        which, at = spread((ends - sizes)[found], ends[found])
        return which, flat[at]

    def _columns_of_codes(self, codes: IntArray) -> tuple[IntArray, IntArray]:
        book, numbers = self._snapshot.book, self._snapshot.code_numbers
        families = [{one.uuid, *(child.uuid for child in book.descendants(one.uuid))} for one in self.columns]
        size = 1 + max(max(numbers, default=0), int(codes.max(initial=0)))
        wanted: list[list[int]] = [[] for _code in range(size)]
        for number, uuid in numbers.items():
            wanted[number] = [column for column, family in enumerate(families) if uuid in family]
        sizes = np.array([len(one) for one in wanted], np.int64)
        ends = np.cumsum(sizes)
        flat = np.array([column for one in wanted for column in one], np.int64)
        which, at = spread((ends - sizes)[codes], ends[codes])
        return which, flat[at]

    # -- what stands in a cell -------------------------------------------------------------------------------------

    def entry(self, row: int, column: int, coder: str = "") -> CellEntry | None:
        """What a coder wrote into a cell; the layer by default."""
        return self._entries.get((self.people[row].uuid, self.columns[column].uuid, coder or self.layer.uuid))

    def codings(self, row: int, column: int) -> tuple[Pointer, ...]:
        """The codings behind a cell, in text order."""
        table, ids = self._codings.codings, self._codings.ids
        numbers = self._snapshot.columns.transcript_rows
        return tuple(
            Pointer(int(numbers[table.transcript[at]]), int(table.start[at]), int(table.end[at]), int(ids[at]))
            for at in self._coding_index.of(row, column)
        )

    def count(self, row: int, column: int) -> int:
        """How many codings stand behind a cell."""
        return self._coding_index.count(row, column)

    def words(self, row: int, column: int) -> tuple[Pointer, ...]:
        """The turns of the participant behind a cell of a question, in text order."""
        turns, numbers = self._snapshot.turns, self._snapshot.columns.transcript_rows
        return tuple(
            Pointer(int(numbers[turns.transcript[at]]), int(turns.start[at]), int(turns.end[at]))
            for at in self._word_index.of(row, column)
        )

    def linked(self, row: int, column: int, coder: str = "") -> tuple[Pointer, ...]:
        """The passages that a summary points to, in the order in which they were linked."""
        entry, numbers = self.entry(row, column, coder), self._numbers
        return tuple(
            Pointer(numbers[one.transcript], one.span.start, one.span.end)
            for one in (entry.passages if entry else ())
            if one.transcript in numbers
        )

    def written(self, entry: CellEntry) -> list[str]:
        """The passages of a cell as tables have them: ``I-05:120-180``."""
        names = self._names
        return [
            f"{names[one.transcript]}:{one.span.start}-{one.span.end}"
            for one in entry.passages
            if one.transcript in names
        ]

    @cached_property
    def _names(self) -> dict[str, str]:
        """The uuid of each transcript → its name."""
        return dict(self._snapshot.columns.transcripts)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The uuid of each transcript → its row number."""
        rows = self._snapshot.columns.transcript_rows.tolist()
        return {uuid: rows[at] for at, (uuid, _name) in enumerate(self._snapshot.columns.transcripts)}

    def asked(self, row: int, column: int) -> Asked:
        """Whether the participant was asked the question; nobody knows where the guide is not linked."""
        if not self.columns[column].is_question:
            return Asked.UNKNOWN
        texts = self._speaks[self._at[row]]
        if texts & self._put[column]:
            return Asked.YES
        linked = self._snapshot.links.linked
        return Asked.NO if texts and all(linked[text] for text in texts) else Asked.UNKNOWN

    @cached_property
    def _put(self) -> list[set[int]]:
        """For each question the transcripts in which it is put."""
        links = self._snapshot.links
        return [set(links.transcript[links.question == links.numbers[one.uuid]].tolist()) for one in self.columns]


class _Index:
    """Things by cell."""

    def __init__(self, row: IntArray, column: IntArray, thing: IntArray, rows: int, columns: int) -> None:
        cell = row * max(1, columns) + column
        order = np.lexsort((thing, cell))
        self._columns = max(1, columns)
        self._things = thing[order]
        self._first = np.searchsorted(cell[order], np.arange(rows * self._columns + 1))

    def count(self, row: int, column: int) -> int:
        """How many things are in one cell."""
        cell = row * self._columns + column
        return int(self._first[cell + 1] - self._first[cell])

    def of(self, row: int, column: int) -> list[int]:
        """The things of one cell, in ascending order."""
        cell = row * self._columns + column
        found: list[int] = self._things[self._first[cell] : self._first[cell + 1]].tolist()
        return found
