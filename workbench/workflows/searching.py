"""Words in all transcripts, each with what stands around them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exports.report import Column, Fact, Kind, Report, Row, Table
from transcripts.i18n import _
from workbench.store import search as search_store
from workbench.store import transcripts as transcript_store

if TYPE_CHECKING:
    from workbench.store.search import Hit
    from workbench.store.study_file import StudyFile

CONTEXT = 40


def search_report(
    study: "StudyFile", query: str, *, transcript: str = "", context: int = CONTEXT, limit: int = -1
) -> Report:
    """A line for every place where the words of a query stand.

    Args:
        study: Open.
        query: Words that stand in one turn; "in quotes" side by side; a star ends the beginning of a word.
        transcript: Name, "" for all.
        context: Characters on either side.
        limit: The most turns, -1 for all.

    Raises:
        StoreError: If the query has no word, or the transcript is unknown.
    """
    within = transcript_store.named(study.reader, transcript) if transcript else None
    found = search_store.find(study.reader, query, transcript=within, limit=limit)
    columns = (
        Column("transcript", _("transcript")),
        Column("turn", _("turn"), Kind.INTEGER),
        Column("speaker", _("speaker")),
        Column("start", _("start"), Kind.INTEGER),
        Column("end", _("end"), Kind.INTEGER),
        Column("before", _("before")),
        Column("hit", _("hit")),
        Column("after", _("after")),
    )
    rows = [row for hit in found for row in _lines(hit, max(0, context))]
    facts = (
        Fact("query", _("Query"), query),
        Fact("turns", _("Turns"), len(found), Kind.INTEGER),
        Fact("hits", _("Hits"), len(rows), Kind.INTEGER),
    )
    return Report("search", facts=facts, tables=(Table("lines", columns, rows),))


def _lines(hit: "Hit", context: int) -> Iterator[Row]:
    """A line for every place in the turn where the words stand."""
    for span in hit.spans:
        start, end = span.start - hit.start, span.end - hit.start
        before = hit.text[max(0, start - context) : start]
        after = hit.text[end : end + context]
        yield hit.name, hit.turn, hit.speaker, span.start, span.end, before, hit.text[start:end], after
