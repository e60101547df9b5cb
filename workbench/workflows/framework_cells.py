"""The framework grid: participants against questions of the guide or codes, with the passages behind every cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from codebook.coding import Coder
from exports.report import Pointer
from transcripts.i18n import _
from workbench.analysis.columns import MISSING, IntArray
from workbench.analysis.mentions import own_words
from workbench.analysis.sweeps import spread
from workbench.errors import StoreError
from workbench.store import framework as framework_store
from workbench.store import participants as participant_store
from workbench.store.framework import CellEntry
from workbench.workflows.findings.room import Snapshot

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile


class Asked(StrEnum):
    """Whether a participant was asked the question of a cell."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """The guide is not linked to all that they said; or the cell is about a code."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of the grid.

    Attributes:
        uuid: Of the question or code.
        name: ``Q1``, or the short name of the code.
        title: The question, or the label of the code.
        is_question: Whether it is a question of the guide.
    """

    uuid: str
    name: str
    title: str
    is_question: bool


@dataclass(frozen=True, slots=True)
class GridPerson:
    """A row of the grid.

    Attributes:
        uuid: Of the participant.
        pseudonym: Of the participant.
    """

    uuid: str
    pseudonym: str


def question_columns(study: "StudyFile", names: Sequence[str] = ()) -> list[GridColumn]:
    """The questions of the guide, or those of these names, in the order of the guide.

    Raises:
        StoreError: If the guide has no such question, or there is no guide.
    """
    from workbench.store import guide

    known = guide.questions(study.reader)
    if not known:
        raise StoreError(_("This study has no interview guide."), _("Bring one in: workbench guide STUDY import"))
    wanted = {name.casefold() for name in names}
    unknown = wanted - {one.name.casefold() for one in known}
    if unknown:
        raise StoreError(
            _("The guide has no question {name}.").format(name=next(n for n in names if n.casefold() in unknown)),
            _("Questions: {names}.").format(names=", ".join(one.name for one in known)),
        )
    return [
        GridColumn(one.uuid, one.name, one.text, True) for one in known if not wanted or one.name.casefold() in wanted
    ]


def code_columns(study: "StudyFile", names: Sequence[str] = ()) -> list[GridColumn]:
    """The codes of these names, each with everything under it; the top of the codebook by default.

    Raises:
        CodebookError: If a code is unknown.
    """
    from workbench.store import codes

    book = codes.book(study.reader)
    chosen = [book.named(name) for name in names] or [one for one in book.codes if one.parent is None]
    return [GridColumn(one.uuid, one.short, one.label(study.language), False) for one in chosen]


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

    Attributes:
        columns: As given.
        layer: As given.
        people: Those who speak in a transcript and did not refuse or withdraw, and those who have a cell.
        left_out: How many refused, withdrew or have not answered.
    """

    def __init__(
        self, study: "StudyFile", columns: Sequence[GridColumn], layer: Coder, others: Sequence[Coder] = ()
    ) -> None:
        self.columns = tuple(columns)
        self.layer = layer
        self._snapshot = Snapshot(study)
        coders = [layer, *others]
        self._entries = {
            (entry.participant, entry.column, entry.coder): entry
            for coder in coders
            for entry in framework_store.cells(study.reader, coder.uuid)
        }
        self._read_people(study)
        self._read_codings()
        self._read_words()

    def _read_people(self, study: "StudyFile") -> None:
        reader, speaks = study.reader, self._snapshot.speaks
        recruited = participant_store.recruited(reader)
        counted, written = set(recruited.numbers), {participant for participant, _column, _coder in self._entries}
        uuids = dict(reader.rows("SELECT id, uuid FROM participants"))
        rows = self._snapshot.columns.people_rows.tolist()
        self._at = [
            at
            for at, number in enumerate(rows)
            if (number in counted and speaks[at]) or uuids.get(number, "") in written
        ]
        names = self._snapshot.columns.people
        self.people = tuple(GridPerson(uuids[rows[at]], names[at]) for at in self._at)
        self.left_out = sum(recruited.left_out.values())
        place = np.full(len(rows), MISSING)
        place[self._at] = np.arange(len(self._at))
        self._row_of = place

    def _read_codings(self) -> None:
        """For every cell the codings behind it, as rows sorted by cell."""
        self._codings = self._snapshot.codings(self.layer)
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
        names = dict(self._snapshot.columns.transcripts)
        return [
            f"{names[one.transcript]}:{one.span.start}-{one.span.end}"
            for one in entry.passages
            if one.transcript in names
        ]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The uuid of each transcript → its row number."""
        rows = self._snapshot.columns.transcript_rows.tolist()
        return {uuid: rows[at] for at, (uuid, _name) in enumerate(self._snapshot.columns.transcripts)}

    def asked(self, row: int, column: int) -> Asked:
        """Whether the participant was asked the question; nobody knows where the guide is not linked."""
        if not self.columns[column].is_question:
            return Asked.UNKNOWN
        texts = self._snapshot.speaks[self._at[row]]
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

    def of(self, row: int, column: int) -> list[int]:
        """The things of one cell, in ascending order."""
        cell = row * self._columns + column
        found: list[int] = self._things[self._first[cell] : self._first[cell + 1]].tolist()
        return found
