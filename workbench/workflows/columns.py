"""The study as integer columns for the analysis: row numbers of the store become places in lists."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from codebook.coding import Coder
from workbench.analysis.columns import MISSING, STANCES, BoolArray, Codings, IntArray, Stretches
from workbench.store import codes as code_store
from workbench.store import codings as coding_store
from workbench.store import participants as participant_store
from workbench.store import past as past_store
from workbench.store import states as state_store
from workbench.store import transcripts as transcript_store

if TYPE_CHECKING:
    from datetime import datetime

    from codebook.book import Codebook
    from workbench.store.reader import Reader


@dataclass(frozen=True, slots=True, eq=False)
class CodingRows:
    """Codings, and which they are.

    Attributes:
        codings: Columns of equal length; codes are row numbers of the store, transcripts and coders are places.
        ids: Row number of each coding in the store, shape (codings,).
    """

    codings: Codings
    ids: IntArray

    def take(self, which: BoolArray | slice) -> "CodingRows":
        """The chosen rows, in that order."""
        return CodingRows(self.codings.take(which), self.ids[which])


def joined(parts: Sequence[CodingRows]) -> CodingRows:
    """The codings of several coders; the place of a coder in the sequence becomes the index."""
    columns = [
        np.concatenate([np.zeros(0, np.int64), *(getattr(part.codings, name) for part in parts)])
        for name in Codings.__slots__
        if name != "coder"
    ]
    coder = np.repeat(np.arange(len(parts)), [len(part.ids) for part in parts])
    ids = np.concatenate([np.zeros(0, np.int64), *(part.ids for part in parts)])
    return CodingRows(Codings(columns[0], coder, *columns[1:]), ids)


class StudyColumns:
    """What the analysis needs of a study.

    Another process may write between two queries. So rows that name a transcript or a participant that is not in the
    lists read first are left out, and codes that came later belong to no theme.

    Attributes:
        transcripts: uuid and name of each transcript; its place is its index everywhere in the analysis.
        people: Pseudonym of each participant, likewise.
        transcript_rows: Row number of each transcript in the store, ascending places; shape (transcripts,).
        people_rows: Row number of each participant.
    """

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        transcripts = transcript_store.numbers(reader)
        people = participant_store.numbers(reader)
        self.transcripts = tuple(transcripts.values())
        self.people = tuple(people.values())
        self._transcripts, self._people = list(transcripts), list(people)
        self.transcript_rows = np.array(self._transcripts, np.int64)
        self.people_rows = np.array(self._people, np.int64)

    def codings(self, coders: Sequence[Coder], moment: "datetime | None" = None) -> CodingRows:
        """Codings of some coders, in order of coder, transcript and start; the place of a coder is its index.

        Args:
            coders: Whose.
            moment: To see them as they were then; None for now.
        """
        if moment is None:
            tables = [coding_store.columns(self._reader, *(coder.uuid for coder in coders))]
        else:
            tables = [past_store.codings(self._reader, coder.uuid, moment) for coder in coders]
        coder, ids, text, code, start, end, strength, stance = (
            np.concatenate([np.zeros(0, np.int64), *(np.asarray(getattr(table, name), np.int64) for table in tables)])
            for name in ("coder", "id", "transcript", "code", "start", "end", "strength", "stance")
        )
        if moment is not None:
            coder = np.repeat(np.arange(len(tables)), [len(table.id) for table in tables])
        place = places_of(self._transcripts, text)
        order = np.lexsort((ids, end, start, place, coder))
        order = order[place[order] != MISSING]
        columns = (place, coder, code, start, end, strength, _stances(stance))
        return CodingRows(Codings(*(column[order] for column in columns)), ids[order])

    def turns(self) -> Stretches:
        """Turns of speech, with who speaks."""
        table = transcript_store.turn_columns(self._reader)
        place = places_of(self._transcripts, np.asarray(table.transcript, np.int64))
        who = places_of(self._people, np.asarray(table.participant, np.int64))
        start, end = np.asarray(table.start, np.int64), np.asarray(table.end, np.int64)
        here = place != MISSING
        return Stretches.build(transcript=place[here], start=start[here], end=end[here], participant=who[here])

    def segments(self, unit: str) -> Stretches:
        """Sentences or turns."""
        table = transcript_store.segment_columns(self._reader, unit=unit)
        text, start, end = (np.asarray(column, np.int64) for column in table)
        place = places_of(self._transcripts, text)
        here = place != MISSING
        return Stretches.build(transcript=place[here], start=start[here], end=end[here])

    def done(self, coder: str, moment: "datetime | None" = None) -> BoolArray:
        """Which transcripts a coder has finished, now or at a moment, shape (transcripts,)."""
        reader = self._reader
        finished = state_store.done(reader, coder) if moment is None else past_store.done(reader, coder, moment)
        return np.array([number in finished for number in self._transcripts], bool)

    def speaks(self) -> list[set[int]]:
        """The transcripts (places) that each participant speaks in."""
        found = participant_store.transcripts_of(self._reader)
        place = {number: at for at, number in enumerate(self._transcripts)}
        return [{place[text] for text in found.get(who, ()) if text in place} for who in self._people]

    def theme_of(self, book: "Codebook", themes: Sequence[str], codings: Codings) -> IntArray:
        """For each code (row number) the theme that it counts for: its own or the nearest ancestor's.

        Args:
            book: The codebook.
            themes: uuids of codes.
            codings: What will be looked up.
        """
        row = {uuid: at for at, uuid in enumerate(themes)}
        numbers = code_store.numbers(self._reader)
        theme_of = np.full(max([0, *numbers, int(codings.code.max(initial=0))]) + 1, MISSING)
        for number, uuid in numbers.items():
            if uuid in book:
                theme_of[number] = next(
                    (row[step.uuid] for step in reversed(book.path(uuid)) if step.uuid in row), MISSING
                )
        return theme_of


def places_of(known: Iterable[int], numbers: IntArray) -> IntArray:
    """Place of each row number in a list of them, ``MISSING`` where it is not there.

    Args:
        known: Row numbers, 0 upwards.
        numbers: What is looked up; below 0 stands for nothing.
    """
    listed = np.fromiter(known, np.int64)
    place = np.full(2 + max(int(listed.max(initial=0)), int(numbers.max(initial=0))), MISSING)
    place[listed] = np.arange(len(listed))
    return place[np.maximum(numbers, -1)]


def _stances(stored: IntArray) -> IntArray:
    """The store's numbers of stances as those of the analysis."""
    ours = np.array([*(STANCES.index(stance) for stance in coding_store.STANCES), MISSING], np.int64)
    return ours[stored]
