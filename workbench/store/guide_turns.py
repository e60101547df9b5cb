"""What interviewers say, and what was decided about it: which question of the guide each of their turns puts."""

from array import array
from collections import defaultdict
from dataclasses import dataclass

from transcripts.model import Role, TurnKind
from transcripts.spans import Span
from workbench.store.reader import Reader

#: Needs ``t`` (transcripts), ``r`` (their revisions) and gives ``u`` (turns): what interviewers say.
_ASKING = (
    " JOIN speakers s ON s.transcript_id = t.id AND s.role = 'interviewer'"
    " JOIN turns u ON u.revision_id = r.id AND u.speaker_id = s.id AND u.kind = 'speech'"
)
_CURRENT = " JOIN revisions r ON r.transcript_id = t.id AND r.number = t.revision"


@dataclass(frozen=True, slots=True)
class AskingEntry:
    """A turn of an interviewer.

    Attributes:
        number: In the transcript.
        start: Where it begins in the text.
        text: Its words.
        before: The last turn of a participant since the interviewer's last, "" if there was none.
    """

    number: int
    start: int
    text: str
    before: str

    @property
    def span(self) -> Span:
        """Where its words stand; at least one character."""
        return Span(self.start, self.start + max(1, len(self.text)))


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person said that a turn puts.

    Attributes:
        turn: Number of the turn.
        question: uuid of the question, None for a turn that puts none.
        follow_up: Whether the question is put again or taken further rather than opened.
    """

    turn: int
    question: str | None
    follow_up: bool


def asking(reader: Reader, transcript: str) -> list[AskingEntry]:
    """The turns of the interviewers of a transcript, in text order."""
    rows = reader.rows(
        "SELECT u.number, u.start, u.text, coalesce(s.role, :answers) FROM transcripts t"
        f"{_CURRENT} JOIN turns u ON u.revision_id = r.id AND u.kind = :speech"
        " LEFT JOIN speakers s ON s.id = u.speaker_id WHERE t.uuid = :transcript ORDER BY u.number",
        transcript=transcript,
        answers=Role.PARTICIPANT,
        speech=TurnKind.SPEECH,
    )
    entries, before = [], ""
    for number, start, text, role in rows:
        if role == Role.INTERVIEWER:
            entries.append(AskingEntry(number, start, text, before))
            before = ""
        else:
            before = text
    return entries


def asking_columns(reader: Reader) -> tuple["array[int]", "array[int]"]:
    """Row number of the transcript and begin of every turn of an interviewer, for the arithmetic."""
    transcript, start = reader.integers(
        f"SELECT t.id, u.start FROM transcripts t{_CURRENT}{_ASKING} WHERE t.deleted_at IS NULL ORDER BY t.id, u.start"
    )
    return transcript, start


def decided(reader: Reader, transcript: str) -> list[Decided]:
    """What was decided about the turns of a transcript, in order of turn and guide."""
    rows = reader.rows(
        "SELECT l.turn_number AS turn, q.uuid, l.follow_up, q.position FROM turn_questions l"
        " JOIN questions q ON q.id = l.question_id JOIN transcripts t ON t.id = l.transcript_id"
        " WHERE t.uuid = :transcript"
        " UNION ALL SELECT k.turn_number, NULL, 0, 0 FROM turn_checks k"
        " JOIN transcripts t ON t.id = k.transcript_id WHERE t.uuid = :transcript ORDER BY 1, 4",
        transcript=transcript,
    )
    return [Decided(turn, question, bool(follow_up)) for turn, question, follow_up, _position in rows]


@dataclass(frozen=True, slots=True)
class Example:
    """A turn that was decided, to learn wording from.

    Attributes:
        transcript: uuid.
        question: uuid of the question that it opens, None for a turn that puts none.
        text: Its words.
    """

    transcript: str
    question: str | None
    text: str


def examples(reader: Reader, *, most: int) -> list[Example]:
    """Turns that open a question and turns that put none, the last decided first.

    Args:
        reader: Of the study.
        most: How many for each question, and of those that put none.
    """
    opening = reader.rows(
        "SELECT t.uuid, q.uuid, u.text FROM (SELECT transcript_id, turn_number, question_id, row_number() OVER"
        " (PARTITION BY question_id ORDER BY id DESC) AS place FROM turn_questions WHERE follow_up = 0) l"
        f" JOIN questions q ON q.id = l.question_id JOIN transcripts t ON t.id = l.transcript_id{_CURRENT}"
        " JOIN turns u ON u.revision_id = r.id AND u.number = l.turn_number"
        " WHERE l.place <= :most AND t.deleted_at IS NULL ORDER BY l.question_id, l.place",
        most=most,
    )
    none = reader.rows(
        "SELECT t.uuid, NULL, u.text FROM (SELECT transcript_id, turn_number FROM turn_checks"
        f" ORDER BY id DESC LIMIT :most) k JOIN transcripts t ON t.id = k.transcript_id{_CURRENT}"
        " JOIN turns u ON u.revision_id = r.id AND u.number = k.turn_number WHERE t.deleted_at IS NULL",
        most=most,
    )
    return [Example(*row) for row in (*opening, *none)]


@dataclass(frozen=True, slots=True)
class LinkState:
    """How far the linking of a transcript is.

    Attributes:
        transcript: uuid.
        name: Of the transcript.
        participants: Pseudonyms of who speaks in it.
        turns: Turns of its interviewers.
        decided: Of them, those that were looked at.
        put: uuid of each question put in it → whether it was opened, and not only followed up.
    """

    transcript: str
    name: str
    participants: tuple[str, ...]
    turns: int
    decided: int
    put: dict[str, bool]

    @property
    def linked(self) -> bool:
        """Whether every turn of its interviewers was looked at, and something was decided at all."""
        return self.decided == self.turns and (self.turns > 0 or bool(self.put))


def link_states(reader: Reader) -> list[LinkState]:
    """How far the linking of each transcript is, in the order of the study."""
    put: dict[int, dict[str, bool]] = defaultdict(dict)
    for transcript, question, follow_up in reader.rows(
        "SELECT l.transcript_id, q.uuid, min(l.follow_up) FROM turn_questions l"
        " JOIN questions q ON q.id = l.question_id GROUP BY l.transcript_id, q.id ORDER BY q.position, q.id"
    ):
        put[transcript][question] = not follow_up
    people: dict[int, list[str]] = defaultdict(list)
    for transcript, pseudonym in reader.rows(
        "SELECT DISTINCT s.transcript_id, p.pseudonym FROM speakers s JOIN participants p ON p.id = s.participant_id"
        " AND p.deleted_at IS NULL WHERE s.role = 'participant' ORDER BY p.position, p.id"
    ):
        people[transcript].append(pseudonym)
    turns = _counts(reader, "")
    looked_at = _counts(
        reader,
        " WHERE EXISTS (SELECT 1 FROM turn_questions l WHERE l.transcript_id = t.id AND l.turn_number = u.number)"
        " OR EXISTS (SELECT 1 FROM turn_checks k WHERE k.transcript_id = t.id AND k.turn_number = u.number)",
    )
    return [
        LinkState(uuid, name, tuple(people[number]), turns.get(number, 0), looked_at.get(number, 0), put[number])
        for number, uuid, name in reader.rows(
            "SELECT id, uuid, name FROM transcripts WHERE deleted_at IS NULL ORDER BY position, id"
        )
    ]


def _counts(reader: Reader, where: str) -> dict[int, int]:
    """Turns of interviewers by row number of the transcript."""
    return dict(reader.rows(f"SELECT t.id, count(*) FROM transcripts t{_CURRENT}{_ASKING}{where} GROUP BY t.id"))
