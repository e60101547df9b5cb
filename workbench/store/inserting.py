"""Putting transcripts into the study, many at once."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from transcripts.model import Role, Transcript, TurnKind
from transcripts.spans import Span
from workbench.store import dialect
from workbench.store.coders import new_uuid

if TYPE_CHECKING:
    from workbench.store.act import Act


@dataclass(frozen=True, slots=True)
class Prepared:
    """A transcript with what is worked out before the study is locked.

    Attributes:
        transcript: As a reader gave it.
        sentences: Its sentences, in text order.
        digest: ``text_hash`` of its text.
        words: How many it has, between blanks.
        blanks: ``blanks_of`` its turns.
    """

    transcript: Transcript
    sentences: Sequence[Span]
    digest: str
    words: int
    blanks: str


def prepare(transcript: Transcript, sentences: Sequence[Span]) -> Prepared:
    """Work out what ``insert`` needs."""
    text = transcript.text
    return Prepared(transcript, sentences, text_hash(text), len(text.split()), blanks_of(transcript))


def insert(
    act: "Act", transcripts: Sequence[Prepared], participants: Sequence[dict[str, int]], *, position: int
) -> list[str]:
    """Put transcripts into the study, table by table; the search index learns of them at the end.

    Args:
        act: The step in which they are imported.
        transcripts: What to put in.
        participants: For each, speaker label ("" for text without labels) → row number of the participant.
        position: Place in the list of the first.

    Returns:
        The new transcripts' uuids.
    """
    from workbench.store.rows import TranscriptRow

    # With their numbers known, the rows go in together; else each would be asked back for its own.
    number = _next_number(act, "transcripts")
    rows = act.add_all(
        TranscriptRow(
            id=number + place - position,
            uuid=new_uuid(),
            name=one.transcript.name,
            title=one.transcript.title,
            language=one.transcript.language,
            position=place,
            created_at=act.at,
        )
        for place, one in enumerate(transcripts, position)
    )
    numbers = [cast(int, row.id) for row in rows]
    revisions = _insert_revisions(act, numbers, transcripts)
    speakers = _insert_speakers(act, numbers, transcripts, participants)
    texts = list(zip(revisions, transcripts, speakers, strict=True))
    first_turn = _next_number(act, "turns")
    for first in range(0, len(texts), _CHUNK):
        chunk = texts[first : first + _CHUNK]
        act.bulk(INSERT_TURNS, [row for number, one, ids in chunk for row in turn_tuples(one.transcript, number, ids)])
        act.bulk(
            INSERT_SEGMENTS,
            [(number, i, s.start, s.end) for number, one, _ids in chunk for i, s in enumerate(one.sentences, 1)],
        )
    act.session.connection().exec_driver_sql(dialect.INDEX_TURNS_FROM, (first_turn,))
    return [row.uuid for row in rows]


#: Transcripts whose rows are made at once: enough for speed, few enough for memory.
_CHUNK = 100

INSERT_TURNS = (
    'INSERT INTO turns(revision_id, number, kind, speaker_id, label, start, "end", begin, finish, text)'
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_SEGMENTS = 'INSERT INTO segments(revision_id, number, start, "end") VALUES (?, ?, ?, ?)'


INSERT_REVISIONS = (
    "INSERT INTO revisions(id, uuid, transcript_id, number, text_hash, length, words, source_name, source_format,"
    " encoding, encoding_guessed, blanks, created_at) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_SPEAKERS = "INSERT INTO speakers(id, uuid, transcript_id, label, role, participant_id) VALUES (?, ?, ?, ?, ?, ?)"


def _insert_revisions(act: "Act", numbers: Sequence[int], transcripts: Sequence[Prepared]) -> list[int]:
    first = _next_number(act, "revisions")
    ids = list(range(first, first + len(numbers)))
    act.bulk(
        INSERT_REVISIONS,
        [
            (
                id_,
                new_uuid(),
                number,
                one.digest,
                len(one.transcript.text),
                one.words,
                one.transcript.source.name,
                one.transcript.source.format,
                one.transcript.source.encoding,
                int(one.transcript.source.guessed),
                one.blanks,
                act.at,
            )
            for id_, number, one in zip(ids, numbers, transcripts, strict=True)
        ],
    )
    return ids


def _insert_speakers(
    act: "Act", numbers: Sequence[int], transcripts: Sequence[Prepared], participants: Sequence[dict[str, int]]
) -> list[dict[str, int]]:
    """Row numbers of the speakers of each transcript, by label."""
    id_ = _next_number(act, "speakers")
    rows: list[tuple[object, ...]] = []
    found: list[dict[str, int]] = []
    for number, one, people in zip(numbers, transcripts, participants, strict=True):
        labels = {speaker.label: speaker.role for speaker in one.transcript.speakers}
        if "" in people:
            labels[""] = Role.PARTICIPANT
        found.append({})
        for label, role in labels.items():
            person = people.get(label) if role == Role.PARTICIPANT else None
            rows.append((id_, new_uuid(), number, label, role.value, person))
            found[-1][label] = id_
            id_ += 1
    act.bulk(INSERT_SPEAKERS, rows)
    return found


def _next_number(act: "Act", table: str) -> int:
    """A row number that is free; the step holds the write lock, so it stays so."""
    return int(act.run(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").scalar_one())


_KINDS = {kind: kind.value for kind in TurnKind}


def turn_tuples(transcript: Transcript, revision: int, speakers: dict[str, int]) -> list[tuple[object, ...]]:
    """The turns as rows for ``INSERT_TURNS``."""
    text = transcript.text
    ids: dict[str | None, int] = dict(speakers.items())
    return [
        (
            revision,
            number,
            _KINDS[turn.kind],
            ids.get(turn.speaker) or None,
            turn.label,
            (start := turn.span.start),
            (end := turn.span.end),
            turn.begin,
            turn.finish,
            text[start:end],
        )
        for number, turn in enumerate(transcript.turns, 1)
    ]


def blanks_of(transcript: Transcript) -> str:
    """What stands before, between and after the turns, as a JSON list; "" where it is one line feed between turns."""
    edges = [0, *(edge for turn in transcript.turns for edge in (turn.span.start, turn.span.end)), len(transcript.text)]
    blanks = [transcript.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    usual = ["", *["\n"] * (len(transcript.turns) - 1), ""]
    return "" if blanks == usual else json.dumps(blanks)


def text_hash(text: str) -> str:
    """SHA-256 of a transcript's text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
