"""Where a coder left a transcript; kept so that it opens there again, and no matter for the journal."""

from transcripts.spans import Span
from workbench.store.study_file import StudyFile


def remember_place(study: StudyFile, coder: str, transcript: str, span: Span) -> None:
    """Keep the passage at which a coder is in a transcript.

    Raises:
        StoreError: If the file cannot be written.
    """
    with study.act(coder, "place") as act:
        act.run(
            'INSERT INTO places(coder_id, transcript_id, start, "end", seen_at)'
            " SELECT :coder, id, :start, :end, :at FROM transcripts WHERE uuid = :transcript"
            " ON CONFLICT(coder_id, transcript_id)"
            ' DO UPDATE SET start = excluded.start, "end" = excluded."end", seen_at = excluded.seen_at',
            coder=act.coder_id,
            transcript=transcript,
            start=span.start,
            end=span.end,
            at=act.at,
        )
