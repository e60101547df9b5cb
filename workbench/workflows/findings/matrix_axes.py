"""What stands above the columns of a matrix, and which codings fall in which column."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from transcripts.i18n import _
from workbench.analysis.columns import MISSING, IntArray
from workbench.analysis.sweeps import distinct
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
        of: The column of each counted participant where columns are made of participants, None where the place of a
            coding decides.
    """

    labels: tuple[str, ...]
    coding: IntArray
    column: IntArray
    words: IntArray | None
    title: str
    of: IntArray | None = None


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
    coding, column = pairs(pieces.coding, pieces.participant)
    everyone = np.arange(len(evidence.people))
    return Axis(evidence.participants, coding, column, _words(evidence), _("participant"), everyone)


def pairs(coding: IntArray, column: IntArray) -> tuple[IntArray, IntArray]:
    """Each pair once."""
    if not len(coding):
        return coding, column
    width = int(column.max()) + 1
    coding, column = np.divmod(distinct(coding * width + column), width)
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
    place = np.cumsum(evidence.texts) - 1
    labels = tuple(evidence.inquiry.transcripts[text][1] for text in np.flatnonzero(evidence.texts).tolist())
    return Axis(labels, rows, place[evidence.codings.transcript[rows]], None, _("transcript"))


def _by_question(evidence: "Evidence") -> Axis:
    questions = evidence.inquiry.snapshot.questions
    numbers = evidence.inquiry.snapshot.links.numbers
    place = {numbers[entry.uuid]: at for at, entry in enumerate(questions)}
    rows, question = evidence.in_questions()
    places = np.full(1 + max(place, default=0), MISSING)
    places[list(place)] = list(place.values())
    column = places[question]
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
    known = groups.of[evidence.people]
    labels = (*groups.labels, _("not known"))
    of = np.where(known == MISSING, len(groups.labels), known)
    words = np.bincount(of, weights=_words(evidence), minlength=len(labels)).astype(np.int64)
    coding, column = pairs(evidence.pieces.coding, of[evidence.pieces.participant])
    return Axis(labels, coding, column, words, groups.title, of)
