"""The framework grid: the closed categories of each question, and what coders wrote into its cells."""

from dataclasses import dataclass

from transcripts.i18n import _
from transcripts.spans import Span
from transcripts.words import folded
from workbench.errors import StoreError
from workbench.store.reader import Reader


@dataclass(frozen=True, slots=True)
class CategoryEntry:
    """One of the categories into which the answers to a question are put.

    Attributes:
        uuid: Identity.
        question: uuid of the question.
        label: Unique for its question.
        definition: When an answer belongs in it, "" if not said.
        cells: How many cells are in it, of all coders.
    """

    uuid: str
    question: str
    label: str
    definition: str
    cells: int


@dataclass(frozen=True, slots=True)
class LinkedPassage:
    """A passage that a summary points to.

    Attributes:
        transcript: uuid.
        span: Where it stands.
    """

    transcript: str
    span: Span


@dataclass(frozen=True, slots=True)
class CellEntry:
    """What one coder wrote into one cell of the grid.

    Attributes:
        participant: uuid.
        pseudonym: Of the participant.
        column: uuid of the question or code that the cell is about.
        coder: uuid.
        body: The summary, "" if there is none.
        category: uuid of the category, "" if none was chosen.
        passages: What the summary points to, in the order in which they were linked.
        changed: When it was last changed, ISO 8601 in UTC.
    """

    participant: str
    pseudonym: str
    column: str
    coder: str
    body: str
    category: str
    passages: tuple[LinkedPassage, ...]
    changed: str


def categories(reader: Reader, question: str | None = None) -> list[CategoryEntry]:
    """The categories of one question, or of all, in order of the guide and of their own."""
    return [
        CategoryEntry(*row)
        for row in reader.rows(
            "SELECT c.uuid, q.uuid, c.label, c.definition,"
            " (SELECT count(*) FROM summaries s JOIN participants p ON p.id = s.participant_id"
            " AND p.deleted_at IS NULL WHERE s.category_id = c.id)"
            " FROM categories c JOIN questions q ON q.id = c.question_id"
            " WHERE (:question IS NULL OR q.uuid = :question) ORDER BY q.position, q.id, c.position, c.id",
            question=question,
        )
    ]


def category_named(reader: Reader, question: str, label: str) -> CategoryEntry:
    """The category of a question with this label, its uuid, its number (1, 2 …) or, if but one fits, its beginning.

    Raises:
        StoreError: If there is none; the labels are given.
    """
    known = categories(reader, question)
    if label.strip().isdigit() and 1 <= int(label) <= len(known):
        return known[int(label) - 1]
    exact = [one for one in known if label in (one.label, one.uuid)]
    alike = [one for one in known if folded(one.label) == folded(label)]
    begun = [one for one in known if folded(one.label).startswith(folded(label))] if label.strip() else []
    for found in (exact, alike, begun):
        if len(found) == 1:
            return found[0]
    raise StoreError(
        _("This question has no category {label}.").format(label=label),
        _("Categories: {names}.").format(names="; ".join(one.label for one in known) or _("none")),
    )


def cells(reader: Reader, coder: str | None = None) -> list[CellEntry]:
    """What was written into cells, in order of participant, guide and codebook; of one coder or of all.

    Cells of participants, codes and passages of transcripts that are in the bin are left out.
    """
    passages: dict[int, list[LinkedPassage]] = {}
    for summary, transcript, start, end in reader.rows(
        'SELECT p.summary_id, t.uuid, p.start, p."end" FROM summary_passages p'
        " JOIN transcripts t ON t.id = p.transcript_id AND t.deleted_at IS NULL ORDER BY p.summary_id, p.position, p.id"
    ):
        passages.setdefault(summary, []).append(LinkedPassage(transcript, Span(start, end)))
    rows = reader.rows(
        "SELECT s.id, p.uuid, p.pseudonym, coalesce(q.uuid, d.uuid), o.uuid, s.body, coalesce(c.uuid, ''), s.changed_at"
        " FROM summaries s JOIN participants p ON p.id = s.participant_id AND p.deleted_at IS NULL"
        " JOIN coders o ON o.id = s.coder_id LEFT JOIN questions q ON q.id = s.question_id"
        " LEFT JOIN codes d ON d.id = s.code_id AND d.deleted_at IS NULL LEFT JOIN categories c ON c.id = s.category_id"
        " WHERE coalesce(q.id, d.id) IS NOT NULL AND (:coder IS NULL OR o.uuid = :coder)"
        " ORDER BY p.position, p.id, q.position, q.id, d.position, d.id, o.id",
        coder=coder,
    )
    return [
        CellEntry(participant, pseudonym, column, who, body, category, tuple(passages.get(number, ())), changed)
        for number, participant, pseudonym, column, who, body, category, changed in rows
    ]
