"""The interview guide as the study keeps it."""

from dataclasses import dataclass

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
    """

    uuid: str
    name: str
    section: str
    text: str
    codes: tuple[str, ...]


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
        QuestionEntry(uuid, name, section, text, tuple(codes.get(number, ())))
        for number, uuid, name, section, text in reader.rows(
            "SELECT id, uuid, name, section, text FROM questions ORDER BY position, id"
        )
    ]


def put(reader: Reader, transcript: str) -> list[PutQuestion]:
    """Questions linked to the interviewer's turns of a transcript, in text order."""
    return [
        PutQuestion(turn, start, question, name, text, bool(follow_up))
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
