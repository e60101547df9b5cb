"""The words of one segment as they are now, looked up under the write lock."""

from typing import TYPE_CHECKING

from transcripts.spans import Span

if TYPE_CHECKING:
    from workbench.store.act import Act


def words_at(act: "Act", transcript: str, span: Span) -> str | None:
    """The words of a stretch inside one turn; None if the transcript is gone or no turn holds the stretch."""
    row = act.run(
        "SELECT u.start, u.text FROM transcripts t"
        " JOIN revisions r ON r.transcript_id = t.id AND r.number = t.revision"
        ' JOIN turns u ON u.revision_id = r.id AND u.start <= :start AND u."end" >= :end'
        " WHERE t.uuid = :transcript AND t.deleted_at IS NULL",
        transcript=transcript,
        start=span.start,
        end=span.end,
    ).one_or_none()
    return None if row is None else str(row[1])[span.start - row[0] : span.end - row[0]]
