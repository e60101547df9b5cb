"""Whether a study is what it should be: the file, the texts, the spans and the search index."""

from typing import Any

from transcripts.spans import Span
from workbench.store import dialect
from workbench.store.inserting import text_hash
from workbench.store.reader import Reader, told
from workbench.store.study_file import StudyFile
from workbench.store.transcripts import joined

_REVISIONS = (
    "SELECT t.name, r.id, r.length, r.text_hash, r.blanks FROM revisions r JOIN transcripts t ON t.id = r.transcript_id"
    " ORDER BY t.position, t.id, r.number"
)


def file_faults(study: StudyFile) -> list[str]:
    """What SQLite finds wrong with the file, and rows that point nowhere; [] if nothing."""
    try:
        return dialect.faults(study.reader.connection)
    except dialect.FAULTS as error:
        raise told(error, study.path.name) from error


def changed_texts(reader: Reader) -> list[str]:
    """Names of transcripts whose words are no longer those that were imported."""
    found = []
    for name, revision, length, wanted, blanks in reader.rows(_REVISIONS):
        turns = reader.rows("SELECT text FROM turns WHERE revision_id = :revision ORDER BY number", revision=revision)
        text = joined([words for (words,) in turns], blanks)
        if len(text) != length or text_hash(text) != wanted:
            found.append(str(name))
    return found


def strayed_codings(reader: Reader) -> list[tuple[str, Span]]:
    """Transcript and span of every coding that ends beyond the text it is on."""
    rows: list[tuple[Any, ...]] = reader.rows(
        'SELECT t.name, c.start, c."end" FROM codings c JOIN transcripts t ON t.id = c.transcript_id'
        ' JOIN revisions r ON r.transcript_id = t.id AND r.number = t.revision WHERE c."end" > r.length'
        " ORDER BY t.position, c.start"
    )
    return [(name, Span(start, end)) for name, start, end in rows]


def misplaced_turns(reader: Reader) -> list[str]:
    """Names of transcripts with a turn whose place does not fit its words."""
    rows = reader.rows(
        "SELECT DISTINCT t.name FROM turns u JOIN revisions r ON r.id = u.revision_id"
        ' JOIN transcripts t ON t.id = r.transcript_id WHERE u."end" - u.start <> length(u.text)'
    )
    return [name for (name,) in rows]


def index_is_right(study: StudyFile) -> bool:
    """Whether the search index holds exactly the words of the turns; needs a file that may be written."""
    from sqlalchemy.exc import DatabaseError

    with study.act(None, "check.index") as act:
        try:
            act.run(dialect.CHECK_SEARCH_INDEX)
        except DatabaseError as error:
            if dialect.is_damaged(error.orig):
                return False
            raise
    return True


def rebuild_index(study: StudyFile) -> None:
    """Make the search index anew from the turns."""
    with study.act(None, "check.rebuild") as act:
        act.run(dialect.REBUILD_SEARCH_INDEX)
