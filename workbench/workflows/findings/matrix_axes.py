"""What stands above the columns of a matrix, and which codings fall in which column."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from transcripts.i18n import _
from workbench.analysis.columns import MISSING, IntArray
from workbench.errors import AnalysisError
from workbench.store import transcripts as transcript_store

if TYPE_CHECKING:
    from workbench.workflows.findings.evidence import Evidence


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """What stands above the columns.

    Attributes:
        labels: One per column.
        coding: Rows of codings …
        column: … and the columns that they fall in: two columns of equal length; a coding may fall in several.
        words: Words that participants say in each column, None where that has no meaning.
        title: What a column is.
    """

    labels: tuple[str, ...]
    coding: IntArray
    column: IntArray
    words: IntArray | None
    title: str


def axis_of(evidence: "Evidence", by: str, attribute: str) -> Axis:
    """What the columns are, by the words of the option ``by``.

    Raises:
        AnalysisError: If an attribute is needed and none, or an unknown one, is named.
    """
    if by == "question":
        return _by_question(evidence)
    if by == "transcript":
        return _by_transcript(evidence)
    if by == "attribute":
        return _by_attribute(evidence, attribute)
    pieces = evidence.pieces
    coding, column = _pairs(pieces.coding, pieces.participant)
    return Axis(evidence.participants, coding, column, _words(evidence), _("participant"))


def _pairs(coding: IntArray, column: IntArray) -> tuple[IntArray, IntArray]:
    """Each pair once."""
    if not len(coding):
        return coding, column
    width = int(column.max()) + 1
    coding, column = np.divmod(np.unique(coding * width + column), width)
    return coding, column


def _words(evidence: "Evidence") -> IntArray:
    """Words that each counted participant says in the transcripts looked at."""
    spoken = transcript_store.spoken_words(evidence.inquiry.study.reader)
    columns = evidence.inquiry.snapshot.columns
    chosen = {int(number) for number in columns.transcript_rows[evidence.inquiry.chosen]}
    place = {int(columns.people_rows[person]): column for column, person in enumerate(evidence.people.tolist())}
    words = np.zeros(len(evidence.people), np.int64)
    for (participant, transcript), count in spoken.items():
        if participant in place and transcript in chosen:
            words[place[participant]] += count
    return words


def _by_transcript(evidence: "Evidence") -> Axis:
    rows = np.flatnonzero(evidence.counted)
    inquiry = evidence.inquiry
    read = {text for person in evidence.people.tolist() for text in inquiry.speaks[person]}
    kept = sorted(read)
    place = {text: at for at, text in enumerate(kept)}
    column = np.array([place[text] for text in evidence.codings.transcript[rows].tolist()], np.int64)
    labels = tuple(inquiry.transcripts[text][1] for text in kept)
    return Axis(labels, rows, column, None, _("transcript"))


def _by_question(evidence: "Evidence") -> Axis:
    questions = evidence.inquiry.snapshot.questions
    numbers = evidence.inquiry.snapshot.links.numbers
    place = {numbers[entry.uuid]: at for at, entry in enumerate(questions)}
    rows, question = evidence.in_questions()
    column = np.array([place[one] for one in question.tolist()], np.int64)
    keep = evidence.counted[rows] if len(rows) else np.zeros(0, bool)
    before = np.flatnonzero(evidence.counted & (evidence.forced == MISSING))
    labels = (*(entry.name for entry in questions), _("before"))
    coding = np.concatenate((rows[keep], before))
    return Axis(
        labels, coding, np.concatenate((column[keep], np.full(len(before), len(questions)))), None, _("question")
    )


def _by_attribute(evidence: "Evidence", attribute: str) -> Axis:
    if not attribute:
        names = ", ".join(entry.name for entry in evidence.inquiry.snapshot.attributes) or _("none")
        raise AnalysisError(
            _("Say by which attribute the columns are made."), _("Attributes: {names}.").format(names=names)
        )
    groups = evidence.inquiry.groups(attribute)
    of = groups.of[evidence.people]
    pieces = evidence.pieces
    column = np.where(of[pieces.participant] == MISSING, len(groups.labels), of[pieces.participant])
    words = np.bincount(np.where(of == MISSING, len(groups.labels), of), weights=_words(evidence))
    labels = (*groups.labels, _("not known"))
    coding, column = _pairs(pieces.coding, column)
    padded = np.zeros(len(labels), np.int64)
    padded[: len(words)] = words
    return Axis(labels, coding, column, padded, groups.title)
