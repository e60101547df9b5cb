"""How far each coder is with each transcript, and where they left off."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from codebook.coding import ReadingState
from transcripts.spans import Span
from workbench.store import dialect, transcripts
from workbench.store.reader import Reader


def of_coder(reader: Reader, coder: str) -> dict[str, ReadingState]:
    """Transcript uuid → state; a transcript that is not named was never assigned nor begun. No seal hides it."""
    rows = reader.rows(
        f"SELECT t.uuid, s.state FROM {dialect.EVERY_STATE} s JOIN transcripts t ON t.id = s.transcript_id"
        " AND t.deleted_at IS NULL JOIN coders o ON o.id = s.coder_id WHERE o.uuid = :coder",
        coder=coder,
    )
    return {uuid: ReadingState(state) for uuid, state in rows}


def done(reader: Reader, coder: str) -> set[int]:
    """Row numbers of the transcripts that a coder has finished and whose codings may be seen: those that can count."""
    rows = reader.rows(
        "SELECT t.id FROM coder_states s JOIN transcripts t ON t.id = s.transcript_id AND t.deleted_at IS NULL"
        " JOIN coders o ON o.id = s.coder_id WHERE o.uuid = :coder AND s.state = 'done'",
        coder=coder,
    )
    return {number for (number,) in rows}


def finished(reader: Reader, coder: str) -> dict[int, str]:
    """Row number of each transcript that ``done`` names → when it was marked so, ISO 8601 in UTC."""
    rows = reader.rows(
        "SELECT t.id, s.changed_at FROM coder_states s JOIN transcripts t ON t.id = s.transcript_id"
        " AND t.deleted_at IS NULL JOIN coders o ON o.id = s.coder_id WHERE o.uuid = :coder AND s.state = 'done'",
        coder=coder,
    )
    return dict(rows)


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a transcript a coder has coded.

    Attributes:
        codings: How many.
        share: Characters under at least one coding ÷ characters of the text, 0 to 1.
    """

    codings: int
    share: float


def progress(reader: Reader, coder: str) -> dict[str, Progress]:
    """Transcript uuid → progress of one coder, for the transcripts that the coder has codings on."""
    # CROSS JOIN keeps the order of the tables: one walk along the index of places instead of a sort of everything.
    rows = reader.rows(
        'SELECT t.uuid, r.length, c.start, c."end" FROM transcripts t CROSS JOIN codings c'
        " JOIN revisions r ON r.transcript_id = t.id AND r.number = t.revision"
        " WHERE t.deleted_at IS NULL AND c.transcript_id = t.id"
        " AND c.coder_id = (SELECT id FROM coders WHERE uuid = :coder)"
        " AND c.code_id IN (SELECT id FROM codes WHERE deleted_at IS NULL) ORDER BY t.id, c.start",
        coder=coder,
    )
    by_text = groupby(rows, key=itemgetter(0, 1))
    return {
        uuid: _progress(length, ((start, end) for *_text, start, end in codings)) for (uuid, length), codings in by_text
    }


def _progress(length: int, spans: Iterable[tuple[int, int]]) -> Progress:
    """Of the spans coded in a text of some length, in the order of their starts."""
    count, covered, reach = 0, 0, 0
    for start, end in spans:
        count += 1
        if end > reach:
            covered += end - max(start, reach)
            reach = end
    return Progress(count, covered / max(1, length))


def place(reader: Reader, coder: str, transcript: str) -> Span | None:
    """The passage where a coder left a transcript, None if never opened."""
    row = reader.one(
        'SELECT p.start, p."end" FROM places p JOIN coders o ON o.id = p.coder_id'
        " JOIN transcripts t ON t.id = p.transcript_id WHERE o.uuid = :coder AND t.uuid = :transcript",
        coder=coder,
        transcript=transcript,
    )
    return Span(row[0], row[1]) if row else None


def last_transcript(reader: Reader, coder: str) -> str | None:
    """Uuid of the transcript that a coder had open last."""
    row = reader.one(
        "SELECT t.uuid FROM places p JOIN coders o ON o.id = p.coder_id"
        " JOIN transcripts t ON t.id = p.transcript_id AND t.deleted_at IS NULL"
        " WHERE o.uuid = :coder ORDER BY p.seen_at DESC LIMIT 1",
        coder=coder,
    )
    return str(row[0]) if row else None


def begin_with(reader: Reader, coder: str) -> str | None:
    """Uuid of the transcript that a coder has before them at first.

    It is the one that was open last; else the first that was assigned and is not done, so that nobody begins in what
    others were given; else the first of all. None in a study without transcripts.
    """
    return last_transcript(reader, coder) or _first_assigned(reader, coder) or transcripts.first(reader)


def _first_assigned(reader: Reader, coder: str) -> str | None:
    row = reader.one(
        "SELECT t.uuid FROM coder_states s JOIN coders o ON o.id = s.coder_id"
        " JOIN transcripts t ON t.id = s.transcript_id AND t.deleted_at IS NULL"
        " WHERE o.uuid = :coder AND s.state <> :done ORDER BY t.position LIMIT 1",
        coder=coder,
        done=ReadingState.DONE.value,
    )
    return str(row[0]) if row else None
