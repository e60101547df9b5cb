"""What reports read of a study, kept until somebody changes the study."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np

from workbench.analysis.columns import BoolArray, IntArray, Stretches
from workbench.store import codes as code_store
from workbench.store import decision_counts
from workbench.store import guide as guide_store
from workbench.store import journal as journal_store
from workbench.store import participants as participant_store
from workbench.workflows.columns import CodingRows, StudyColumns, places_of
from workbench.workflows.findings.passages import Passages

if TYPE_CHECKING:
    from datetime import datetime

    from codebook.book import Codebook
    from codebook.coding import Coder
    from transcripts.model import Participant
    from workbench.analysis.vocabulary import Words
    from workbench.store.guide import QuestionEntry
    from workbench.store.participants import AttributeEntry
    from workbench.store.study_file import StudyFile
    from workbench.workflows.findings.filters import Filter

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Questions put, one row per link of a turn to a question, in order of transcript and turn.

    Attributes:
        transcript: Place of the transcript, shape (links,).
        start: Where the interviewer's turn begins.
        question: Row number of the question.
        follow_up: Whether it was put again rather than opened.
        linked: Whether each transcript has been gone through whole, shape (transcripts,).
        names: Row number of a question → row numbers of the codes that it names.
        numbers: uuid of a question → its row number.
    """

    transcript: IntArray
    start: IntArray
    question: IntArray
    follow_up: BoolArray
    linked: BoolArray
    names: dict[int, set[int]]
    numbers: dict[str, int]


class Snapshot:
    """The study at one point of its journal; every part is read once, when it is first asked for.

    Args:
        study: Open; its reader serves any thread.
    """

    def __init__(self, study: "StudyFile") -> None:
        self._study = study
        self._lock = threading.RLock()
        self._kept: dict[tuple[object, ...], Any] = {}
        self._words: tuple[tuple[str, bytes], Words] | None = None

    def _once(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = make()
            return cast(T, self._kept[key])

    @cached_property
    def columns(self) -> StudyColumns:
        """Transcripts and participants."""
        return StudyColumns(self._study.reader)

    @cached_property
    def turns(self) -> Stretches:
        """Turns of speech, with who speaks."""
        return self.columns.turns()

    @cached_property
    def speaks(self) -> list[set[int]]:
        """The transcripts (places) that each participant speaks in."""
        return self.columns.speaks()

    @cached_property
    def book(self) -> "Codebook":
        """The codebook."""
        return code_store.book(self._study.reader)

    @cached_property
    def code_numbers(self) -> dict[int, str]:
        """Row number → uuid of every code in use."""
        return code_store.numbers(self._study.reader)

    @cached_property
    def families(self) -> dict[str, set[int]]:
        """Uuid of every code → row numbers of it and of all codes under it."""
        found: dict[str, set[int]] = {code.uuid: set() for code in self.book.codes}
        for number, uuid in self.code_numbers.items():
            for code in self.book.path(uuid) if uuid in found else ():
                found[code.uuid].add(number)
        return found

    @cached_property
    def ancestors(self) -> dict[str, set[int]]:
        """Uuid of every code → row numbers of it and of all codes above it."""
        number = {uuid: number for number, uuid in self.code_numbers.items()}
        return {
            code.uuid: {number[one.uuid] for one in self.book.path(code.uuid) if one.uuid in number}
            for code in self.book.codes
        }

    @cached_property
    def people(self) -> "list[Participant]":
        """Participants with their attributes, in the order of the study."""
        return participant_store.all(self._study.reader)

    @cached_property
    def recruited(self) -> BoolArray:
        """Which participants are cases of the study: not those who refused, withdrew or have not answered."""
        return np.isin(self.columns.people_rows, participant_store.recruited(self._study.reader).numbers)

    @cached_property
    def attributes(self) -> "list[AttributeEntry]":
        """The attributes of participants."""
        return participant_store.attributes(self._study.reader)

    @cached_property
    def questions(self) -> "list[QuestionEntry]":
        """The guide."""
        return guide_store.questions(self._study.reader)

    @cached_property
    def links(self) -> Links:
        """Which turns put which questions."""
        reader = self._study.reader
        table = guide_store.link_columns(reader)
        known = self.columns.transcript_rows.tolist()
        place = places_of(known, np.asarray(table.transcript, np.int64))
        here = place >= 0
        order = np.flatnonzero(here)[np.lexsort((np.asarray(table.start, np.int64)[here], place[here]))]
        linked = guide_store.linked_transcripts(reader)
        return Links(
            place[order],
            np.asarray(table.start, np.int64)[order],
            np.asarray(table.question, np.int64)[order],
            np.asarray(table.follow_up, np.int64)[order] > 0,
            np.array([number in linked for number in known], bool),
            guide_store.question_codes(reader),
            guide_store.question_numbers(reader),
        )

    def segments(self, unit: str) -> Stretches:
        """Sentences (``sentence``) or turns of speech (``turn``)."""
        return self._once(("segments", unit), lambda: self.columns.segments(unit))

    def codings(self, coder: "Coder", moment: "datetime | None" = None) -> CodingRows:
        """Codings of one layer, now or as they were."""
        self.read([coder], moment)
        return cast(CodingRows, self._kept["codings", coder.uuid, moment])

    def read(self, coders: "Sequence[Coder]", moment: "datetime | None" = None) -> None:
        """Read the codings of some layers at once, those that are kept already left out."""
        with self._lock:
            missing = [coder for coder in coders if ("codings", coder.uuid, moment) not in self._kept]
            if not missing:
                return
            rows = self.columns.codings(missing, moment)
            bounds = np.searchsorted(rows.codings.coder, np.arange(len(missing) + 1))
            for coder, first, last in zip(missing, bounds[:-1], bounds[1:], strict=True):
                mine = rows.take(slice(first, last))
                self._kept["codings", coder.uuid, moment] = replace(
                    mine, codings=replace(mine.codings, coder=np.zeros(last - first, np.int64))
                )

    def texts(self, chosen: BoolArray) -> list[str]:
        """The texts of some transcripts, in order; "" for one that is gone meanwhile."""
        from workbench.store import texts as text_store

        numbers = self.columns.transcript_rows[chosen].tolist()
        held = dict(text_store.texts(self._study.reader, set(numbers)))
        return [held.get(number, "") for number in numbers]

    def words(self, chosen: BoolArray, language: str) -> "Words":
        """The words of some transcripts as columns; kept until others are asked for, since there may be millions."""
        from workbench.analysis.vocabulary import number_words

        key = (language, chosen.tobytes())
        with self._lock:
            if self._words is None or self._words[0] != key:
                self._words = key, number_words(self.texts(chosen), language)
            return self._words[1]

    @cached_property
    def _suggested(self) -> BoolArray:
        """Which codings (row numbers) came from suggestions."""
        numbers = np.asarray(decision_counts.suggested(self._study.reader), np.int64)
        came = np.zeros(int(numbers.max(initial=0)) + 1, bool)
        came[numbers] = True
        return came

    def suggested_among(self, ids: IntArray) -> BoolArray:
        """Which of some codings (row numbers in the store) came from suggestions; of those that are gone, none."""
        came = self._suggested
        found: BoolArray = came[np.minimum(ids, len(came) - 1)] & (ids < len(came))
        return found

    def done(self, coder: str, moment: "datetime | None" = None) -> BoolArray:
        """Which transcripts a layer has finished, now or then."""
        return self._once(("done", coder, moment), lambda: self.columns.done(coder, moment))


class Room:
    """Keeps the snapshot of an open study between reports, for as long as nobody changes the study.

    Attributes:
        study: Open.
        passages: Reads what pointers point to.
    """

    def __init__(self, study: "StudyFile") -> None:
        self.study = study
        self.passages = Passages(study)
        self._lock = threading.Lock()
        self._head: int | None = None
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """The study as it is now; safe from any thread."""
        head = journal_store.head(self.study.reader)
        with self._lock:
            if self._snapshot is None or head != self._head:
                self._head, self._snapshot = head, Snapshot(self.study)
            return self._snapshot

    def warm(self, wanted: "Filter") -> None:
        """Read what reports of a filter need, so that the first one need not wait for it; words, which take most, last.

        Raises:
            StudyError: If something that the filter names is unknown, or nobody codes the study.
        """
        from workbench.workflows.findings.inquiry import Inquiry

        inquiry = Inquiry(self, wanted)
        for layer in inquiry.layers:
            inquiry.evidence(layer).pieces  # noqa: B018 - read for the sake of keeping it
        inquiry.snapshot.words(inquiry.chosen, inquiry.language)
