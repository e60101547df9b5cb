"""The words of many transcripts at once, one query for all."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from transcripts.spans import Span
from workbench.store.reader import Reader
from workbench.store.transcripts import joined

_MOST = 400


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """A turn and who speaks.

    Attributes:
        number: 1, 2, 3 … over speech and headings.
        span: Where its words stand in the transcript's text.
        speaker: Label, "" for headings and text without labels.
        participant: Pseudonym of who speaks, "" for interviewers, headings and unlinked speakers.
        interviewer: Whether it is an interviewer's.
    """

    number: int
    span: Span
    speaker: str
    participant: str
    interviewer: bool


@dataclass(frozen=True, slots=True)
class SpokenText:
    """A transcript with what is needed to quote it.

    Attributes:
        row: Row number.
        uuid: Identity.
        name: Unique in the study.
        text: The words of all turns and what stands between them.
        turns: In text order.
    """

    row: int
    uuid: str
    name: str
    text: str
    turns: tuple[SpokenTurn, ...]


_FROM = (
    " FROM turns u JOIN revisions r ON r.id = u.revision_id"
    " JOIN transcripts t ON t.id = r.transcript_id AND t.revision = r.number AND t.deleted_at IS NULL"
)
# A text without labels has one nameless speaker.
_WHO = (
    " LEFT JOIN speakers s ON s.transcript_id = t.id"
    " AND (s.id = u.speaker_id OR (u.speaker_id IS NULL AND s.label = '' AND u.kind = 'speech'))"
    " LEFT JOIN participants p ON p.id = s.participant_id AND s.role = 'participant' AND p.deleted_at IS NULL"
)


def texts(reader: Reader, numbers: Collection[int] | None = None) -> Iterator[tuple[int, str]]:
    """Row number and text of transcripts, in the order of their numbers; spans of codings point into it.

    Args:
        reader: Of the study.
        numbers: Row numbers of those wanted; None for all.
    """
    rows = reader.rows("SELECT t.id, r.blanks, u.text" + _FROM + _only(numbers) + " ORDER BY t.id, u.number")
    for number, turns in groupby(rows, key=lambda row: int(row[0])):
        if numbers is None or number in numbers:
            held = list(turns)
            yield number, joined([row[2] for row in held], held[0][1])


def spoken_texts(reader: Reader, numbers: Collection[int] | None = None) -> Iterator[SpokenText]:
    """Transcripts with their turns and who speaks, in the order of their numbers.

    Args:
        reader: Of the study.
        numbers: Row numbers of those wanted; None for all.
    """
    rows = reader.rows(
        "SELECT t.id, t.uuid, t.name, r.blanks, u.text, u.number, u.start, u.\"end\", coalesce(s.label, ''),"
        " coalesce(p.pseudonym, ''), coalesce(s.role, '') = 'interviewer'"
        + _FROM
        + _WHO
        + _only(numbers)
        + " ORDER BY t.id, u.number"
    )
    for number, found in groupby(rows, key=lambda row: int(row[0])):
        if numbers is None or number in numbers:
            held = list(found)
            turns = tuple(
                SpokenTurn(place, Span(start, end), label, who, bool(asks))
                for *_head, place, start, end, label, who, asks in held
                if start < end
            )
            yield SpokenText(number, held[0][1], held[0][2], joined([row[4] for row in held], held[0][3]), turns)


def _only(numbers: Collection[int] | None) -> str:
    if numbers is None or len(numbers) > _MOST:
        return ""
    return f" WHERE t.id IN ({', '.join(str(int(one)) for one in numbers)})"
