"""The interview guide as the study keeps it, and which turns put its questions."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from workbench.store.reader import Reader


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """A question of the guide.

    Attributes:
        uuid: Identity.
        name: Short name, such as ``Q1``.
        section: Title of its part, "" if none.
        text: The question.
        codes: uuids of the codes that it names.
        number: Row number, for columns.
        follow_ups: Further questions, asked if need be.
    """

    uuid: str
    name: str
    section: str
    text: str
    codes: tuple[str, ...]
    number: int
    follow_ups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PutQuestion:
    """A question put in a transcript.

    Attributes:
        turn: Number of the interviewer's turn.
        start: Where that turn begins in the text.
        question: uuid of the question.
        name: Its short name.
        text: Its words in the guide.
        follow_up: Whether it was put again rather than opened.
    """

    turn: int
    start: int
    question: str
    name: str
    text: str
    follow_up: bool


def questions(reader: Reader) -> list[QuestionEntry]:
    """The guide, in order."""
    codes: dict[int, list[str]] = {}
    for number, code in reader.rows(
        "SELECT q.question_id, c.uuid FROM question_codes q"
        " JOIN codes c ON c.id = q.code_id AND c.deleted_at IS NULL ORDER BY q.id"
    ):
        codes.setdefault(number, []).append(code)
    return [
        QuestionEntry(uuid, name, section, _words(text), tuple(codes.get(number, ())), number, _follow_ups(text))
        for number, uuid, name, section, text in reader.rows(
            "SELECT id, uuid, name, section, text FROM questions ORDER BY position, id"
        )
    ]


def stored_text(text: str, follow_ups: Iterable[str]) -> str:
    """A question as its row holds it: its words on the first line, each follow-up on one of its own."""
    return "\n".join((text, *follow_ups))


def _words(stored: str) -> str:
    return stored.partition("\n")[0]


def _follow_ups(stored: str) -> tuple[str, ...]:
    return tuple(stored.split("\n")[1:])


def put(reader: Reader, transcript: str) -> list[PutQuestion]:
    """Questions linked to the interviewer's turns of a transcript, in text order."""
    return [
        PutQuestion(turn, start, question, name, _words(text), bool(follow_up))
        for turn, start, question, name, text, follow_up in reader.rows(
            "SELECT l.turn_number, u.start, q.uuid, q.name, q.text, l.follow_up FROM turn_questions l"
            " JOIN transcripts t ON t.id = l.transcript_id JOIN questions q ON q.id = l.question_id"
            " JOIN revisions r ON r.transcript_id = t.id AND r.number = t.revision"
            " JOIN turns u ON u.revision_id = r.id AND u.number = l.turn_number"
            " WHERE t.uuid = :transcript ORDER BY l.turn_number, q.position",
            transcript=transcript,
        )
    ]


def is_linked(reader: Reader) -> bool:
    """Whether any turn of an interviewer is linked to a question."""
    return bool(reader.value("SELECT EXISTS (SELECT 1 FROM turn_questions)"))


class LinkColumns(NamedTuple):
    """Every link of a turn to a question as columns of equal length, in order of transcript, turn and guide.

    Attributes:
        transcript: Row number of the transcript.
        start: Where the turn that puts the question begins in the text.
        question: Row number of the question.
        follow_up: 1 where it is put again or taken further, 0 where it is opened.
    """

    transcript: "array[int]"
    start: "array[int]"
    question: "array[int]"
    follow_up: "array[int]"


def link_columns(reader: Reader) -> LinkColumns:
    """Which question is put where, for the arithmetic."""
    rows = reader.rows(
        "SELECT l.transcript_id, u.start, l.question_id, l.follow_up FROM turn_questions l"
        " JOIN transcripts t ON t.id = l.transcript_id AND t.deleted_at IS NULL"
        " JOIN questions q ON q.id = l.question_id"
        " JOIN revisions r ON r.transcript_id = t.id AND r.number = t.revision"
        " JOIN turns u ON u.revision_id = r.id AND u.number = l.turn_number"
        " ORDER BY l.transcript_id, u.start, q.position, q.id"
    )
    columns = tuple(zip(*rows, strict=True)) or ((), (), (), ())
    return LinkColumns(*(array("q", column) for column in columns))


def linked_transcripts(reader: Reader) -> set[int]:
    """Row numbers of the transcripts of which every turn of an interviewer has been looked at.

    A turn was looked at when it is linked to a question or marked as putting none. A transcript in which no
    interviewer speaks counts as linked only where a link stands in it: nothing can be known of the others.
    """
    rows = reader.rows(
        "SELECT t.id FROM transcripts t JOIN revisions r ON r.transcript_id = t.id AND r.number = t.revision"
        " WHERE t.deleted_at IS NULL AND (t.id IN (SELECT transcript_id FROM turn_questions)"
        " OR t.id IN (SELECT transcript_id FROM turn_checks))"
        " AND NOT EXISTS (SELECT 1 FROM speakers s"
        " JOIN turns u ON u.revision_id = r.id AND u.speaker_id = s.id AND u.kind = 'speech'"
        " WHERE s.transcript_id = t.id AND s.role = 'interviewer'"
        " AND NOT EXISTS (SELECT 1 FROM turn_questions l WHERE l.transcript_id = t.id AND l.turn_number = u.number)"
        " AND NOT EXISTS (SELECT 1 FROM turn_checks k WHERE k.transcript_id = t.id AND k.turn_number = u.number))"
    )
    return {number for (number,) in rows}


def question_codes(reader: Reader) -> dict[int, set[int]]:
    """Row number of each question → row numbers of the codes that it names, those in the bin left out."""
    codes: dict[int, set[int]] = {number: set() for (number,) in reader.rows("SELECT id FROM questions")}
    for question, code in reader.rows(
        "SELECT q.question_id, q.code_id FROM question_codes q JOIN codes c ON c.id = q.code_id"
        " AND c.deleted_at IS NULL"
    ):
        codes.setdefault(question, set()).add(code)
    return codes


def question_numbers(reader: Reader) -> dict[str, int]:
    """The uuid of each question → its row number."""
    return dict(reader.rows("SELECT uuid, id FROM questions"))
