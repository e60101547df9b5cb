"""Transcripts, their turns and speakers."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from transcripts.i18n import _
from transcripts.model import Role, TurnKind
from transcripts.spans import Span
from workbench.errors import StoreError
from workbench.store.reader import Reader, unpacked


@dataclass(frozen=True, slots=True)
class TranscriptEntry:
    """A line of the list of transcripts.

    Attributes:
        uuid: Identity.
        name: Unique in the study.
        title: "" if none.
        language: ``fr``, ``en`` or "".
        words: Of all turns.
        length: Code points of the text.
        turns: Turns of speech, headings not counted.
        participants: Pseudonyms of the participants who speak in it, in order.
        source: Name of the file that it came from.
    """

    uuid: str
    name: str
    title: str
    language: str
    words: int
    length: int
    turns: int
    participants: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """A turn as it is in the study.

    Attributes:
        number: 1, 2, 3 … over speech and headings.
        span: Where its words stand in the transcript's text.
        speaker: Label, "" for headings and text without labels.
        role: Interviewer or participant; None for headings.
        participant: Pseudonym of who speaks, "" for interviewers, headings and unlinked speakers.
        begin: Seconds, None where the source gave none.
        finish: The same for its end.
        kind: Speech or heading.
    """

    number: int
    span: Span
    speaker: str
    role: Role | None
    participant: str
    begin: float | None
    finish: float | None
    kind: TurnKind


@dataclass(frozen=True, slots=True)
class StoredTranscript:
    """A transcript with everything needed to read and code it.

    Attributes:
        uuid: Identity.
        name: Unique in the study.
        title: "" if none.
        language: ``fr``, ``en`` or "".
        text: The words of all turns, joined by one line feed.
        turns: In text order.
        sentences: Spans of its sentences, in text order.
    """

    uuid: str
    name: str
    title: str
    language: str
    text: str
    turns: tuple[StoredTurn, ...]
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """A speaker label of a transcript.

    Attributes:
        uuid: Identity.
        transcript: uuid of the transcript.
        label: As the transcript writes it.
        role: Interviewer or participant.
        participant: Pseudonym of the linked participant, "" if none.
        turns: How many turns it has.
    """

    uuid: str
    transcript: str
    label: str
    role: Role
    participant: str
    turns: int


_LIVE = (
    " FROM transcripts t JOIN revisions r ON r.transcript_id = t.id AND r.number = t.revision"
    " WHERE t.deleted_at IS NULL "
)


def listing(reader: Reader) -> list[TranscriptEntry]:
    """All transcripts, in the order of the study."""
    people: dict[int, list[str]] = {}
    for number, pseudonym in reader.rows(
        "SELECT s.transcript_id, p.pseudonym FROM speakers s"
        " JOIN participants p ON p.id = s.participant_id AND p.deleted_at IS NULL"
        " WHERE s.role = 'participant' ORDER BY p.position, p.id"
    ):
        if pseudonym not in people.setdefault(number, []):
            people[number].append(pseudonym)
    turns = dict(reader.rows("SELECT revision_id, count(*) FROM turns WHERE kind = 'speech' GROUP BY revision_id"))
    rows = reader.rows(
        "SELECT t.id, r.id, t.uuid, t.name, t.title, t.language, r.words, r.length, r.source_name"
        + _LIVE
        + "ORDER BY t.position, t.id"
    )
    return [
        TranscriptEntry(
            uuid, name, title, language, words, length, turns.get(revision, 0), tuple(people.get(number, ())), source
        )
        for number, revision, uuid, name, title, language, words, length, source in rows
    ]


def first(reader: Reader) -> str | None:
    """Uuid of the first transcript of the study, None if there is none."""
    row = reader.one("SELECT t.uuid" + _LIVE + "ORDER BY t.position, t.id LIMIT 1")
    return None if row is None else str(row[0])


def named(reader: Reader, name: str) -> str:
    """Uuid of the transcript with this name, title or uuid.

    Raises:
        StoreError: If there is none; the nearest names are given.
    """
    rows = reader.rows("SELECT t.uuid, t.name, t.title" + _LIVE + "ORDER BY t.position, t.id")
    for wanted in (lambda text: text, str.casefold):
        for uuid, own, title in rows:
            if wanted(name) in (wanted(own), uuid) or (title and wanted(name) == wanted(title)):
                return cast(str, uuid)
    import difflib

    near = difflib.get_close_matches(name, [own for _uuid, own, _title in rows], n=3)
    raise StoreError(
        _("There is no transcript {name} in this study.").format(name=name),
        _("Nearest: {names}.").format(names=", ".join(near)) if near else _("See `workbench transcripts STUDY`."),
    )


def load(reader: Reader, uuid: str) -> StoredTranscript:
    """One transcript, whole.

    Raises:
        StoreError: If it is not in the study, or no longer.
    """
    row = reader.one(
        "SELECT r.id, r.blanks, t.uuid, t.name, t.title, t.language" + _LIVE + "AND t.uuid = :uuid", uuid=uuid
    )
    if row is None:
        raise StoreError(_("This transcript is no longer in the study."), _("See `workbench transcripts STUDY`."))
    revision, blanks, own, name, title, language = row
    turns = reader.rows(
        "SELECT u.number, u.start, u.\"end\", coalesce(s.label, ''), s.role, coalesce(p.pseudonym, ''),"
        " u.begin, u.finish, u.kind, u.text FROM turns u LEFT JOIN speakers s ON s.id = u.speaker_id"
        " LEFT JOIN participants p ON p.id = s.participant_id AND s.role = 'participant' AND p.deleted_at IS NULL"
        " WHERE u.revision_id = :revision ORDER BY u.number",
        revision=revision,
    )
    segments = reader.rows(
        'SELECT start, "end" FROM segments WHERE revision_id = :revision ORDER BY number', revision=revision
    )
    sole = _sole_participant(reader, uuid)
    return StoredTranscript(
        own,
        name,
        title,
        language,
        text=joined([turn[9] for turn in turns], blanks),
        turns=tuple(_turn(turn, sole) for turn in turns),
        sentences=tuple(Span(start, end) for start, end in segments),
    )


def joined(words: Sequence[str], blanks: str) -> str:
    """The text of a transcript from the words of its turns and what stands around them.

    Args:
        words: Of the turns, in order.
        blanks: JSON list of what stands before the first turn, between turns and after the last; "" for one line feed
            between turns and nothing else.
    """
    if not blanks:
        return "\n".join(words)
    before, *after = unpacked(blanks)
    return str(before) + "".join(word + blank for word, blank in zip(words, after, strict=True))


def _turn(row: tuple[object, ...], sole: str) -> StoredTurn:
    number, start, end, label, role, participant, begin, finish, kind, _text = cast(
        tuple[int, int, int, str, str | None, str, float | None, float | None, str, str], row
    )
    heading = kind == TurnKind.HEADING
    if not heading and role is None:
        role, participant = Role.PARTICIPANT, sole
    return StoredTurn(
        number,
        Span(start, end),
        label,
        None if heading or role is None else Role(role),
        participant,
        begin,
        finish,
        TurnKind(kind),
    )


def _sole_participant(reader: Reader, uuid: str) -> str:
    """Who speaks in a text without labels: the participant of its one nameless speaker."""
    row = reader.one(
        "SELECT p.pseudonym FROM speakers s JOIN transcripts t ON t.id = s.transcript_id"
        " JOIN participants p ON p.id = s.participant_id AND p.deleted_at IS NULL"
        " WHERE t.uuid = :uuid AND s.label = ''",
        uuid=uuid,
    )
    return cast(str, row[0]) if row else ""


def speakers(reader: Reader, uuid: str | None = None) -> list[SpeakerEntry]:
    """Speaker labels of one transcript, or of all."""
    rows = reader.rows(
        "SELECT s.uuid, t.uuid, s.label, s.role, coalesce(p.pseudonym, ''),"
        " (SELECT count(*) FROM turns u WHERE u.speaker_id = s.id) FROM speakers s"
        " JOIN transcripts t ON t.id = s.transcript_id AND t.deleted_at IS NULL"
        " LEFT JOIN participants p ON p.id = s.participant_id AND p.deleted_at IS NULL"
        " WHERE (:uuid IS NULL OR t.uuid = :uuid) ORDER BY t.position, t.id, s.id",
        uuid=uuid,
    )
    return [SpeakerEntry(a, b, label, Role(role), who, turns) for a, b, label, role, who, turns in rows]


@dataclass(frozen=True, slots=True)
class TurnColumns:
    """Every turn of speech of the study as columns of equal length.

    Attributes:
        transcript: Row number of the transcript.
        start: First character.
        end: One past the last.
        participant: Row number of who speaks; -1 for interviewers and speakers linked to nobody.
    """

    transcript: "array[int]"
    start: "array[int]"
    end: "array[int]"
    participant: "array[int]"


def turn_columns(reader: Reader) -> TurnColumns:
    """Turns of speech in text order, for the arithmetic."""
    transcript, start, end, speaker = reader.integers(
        'SELECT t.id, u.start, u."end", coalesce(u.speaker_id, -t.id) FROM turns u'
        " JOIN revisions r ON r.id = u.revision_id"
        " JOIN transcripts t ON t.id = r.transcript_id AND t.revision = r.number AND t.deleted_at IS NULL"
        " WHERE u.kind = 'speech' ORDER BY t.id, u.number"
    )
    # A turn without a speaker is said by the participant of the transcript's nameless one.
    said_by: dict[int, int] = {}
    for number, text, label, participant in reader.rows(
        "SELECT s.id, s.transcript_id, s.label, p.id FROM speakers s"
        " JOIN participants p ON p.id = s.participant_id AND p.deleted_at IS NULL WHERE s.role = 'participant'"
    ):
        said_by[number] = participant
        if not label:
            said_by[-text] = participant
    return TurnColumns(transcript, start, end, array("q", (said_by.get(one, -1) for one in speaker)))


def segment_columns(reader: Reader, *, unit: str) -> tuple["array[int]", "array[int]", "array[int]"]:
    """Transcript row number, start and end of every segment.

    Args:
        reader: Of the study.
        unit: ``sentence`` or ``turn`` (turns of speech).
    """
    table, extra = ("turns", " AND u.kind = 'speech'") if unit == "turn" else ("segments", "")
    first, second, third = reader.integers(
        f'SELECT t.id, u.start, u."end" FROM {table} u JOIN revisions r ON r.id = u.revision_id'
        " JOIN transcripts t ON t.id = r.transcript_id AND t.revision = r.number AND t.deleted_at IS NULL"
        f" WHERE 1 = 1{extra} ORDER BY t.id, u.number"
    )
    return first, second, third


def numbers(reader: Reader) -> dict[int, tuple[str, str]]:
    """Row number → uuid and name of every transcript, in the order of the study."""
    rows = reader.rows("SELECT t.id, t.uuid, t.name" + _LIVE + "ORDER BY t.position, t.id")
    return {number: (uuid, name) for number, uuid, name in rows}


def lengths(reader: Reader) -> dict[int, int]:
    """Row number → characters of the text of every transcript."""
    return dict(reader.rows("SELECT t.id, r.length" + _LIVE))


def spoken_words(reader: Reader) -> dict[tuple[int, int], int]:
    """Row numbers of participant and transcript → words that the participant says there (stretches between blanks)."""
    rows = reader.rows(
        "SELECT s.participant_id, t.id, sum(length(u.text) - length(replace(u.text, ' ', '')) + 1) FROM turns u"
        " JOIN revisions r ON r.id = u.revision_id"
        " JOIN transcripts t ON t.id = r.transcript_id AND t.revision = r.number AND t.deleted_at IS NULL"
        " JOIN speakers s ON s.transcript_id = t.id AND s.role = 'participant' AND s.participant_id IS NOT NULL"
        " AND (s.id = u.speaker_id OR (u.speaker_id IS NULL AND s.label = ''))"
        " WHERE u.kind = 'speech' GROUP BY s.participant_id, t.id"
    )
    return {(participant, transcript): words for participant, transcript, words in rows}
