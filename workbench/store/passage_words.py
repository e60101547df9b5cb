"""The words of single passages, for lists of many of them: no transcript is loaded whole."""

from transcripts.spans import Span
from workbench.store.reader import Reader


def beginning(reader: Reader, transcript: str, span: Span, *, most: int = 120) -> str:
    """The first words of a passage inside one turn; "" if the transcript is gone or no turn holds the passage.

    Args:
        reader: Of the study.
        transcript: uuid.
        span: The passage, in characters of the transcript.
        most: Characters at most.
    """
    found = reader.value(
        "SELECT substr(u.text, :start - u.start + 1, :length) FROM transcripts t"
        " JOIN revisions r ON r.transcript_id = t.id AND r.number = t.revision"
        ' JOIN turns u ON u.revision_id = r.id AND u.start <= :start AND u."end" >= :end'
        " WHERE t.uuid = :transcript AND t.deleted_at IS NULL",
        transcript=transcript,
        start=span.start,
        end=span.end,
        length=min(most, span.end - span.start),
    )
    return "" if found is None else str(found)
