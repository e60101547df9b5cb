"""Words in all transcripts, each with what stands around them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from exports.report import Drawing, Fact, Kind, Report, Row, Table
from exports.widths import cut, fit, text_width
from transcripts.display import visible_line
from transcripts.i18n import _
from workbench.store import search as search_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.headings import columns

if TYPE_CHECKING:
    from workbench.store.search import Hit
    from workbench.store.study_file import StudyFile

CONTEXT = 40
NARROWEST = 10


def search_report(
    study: "StudyFile",
    query: str,
    *,
    transcript: str = "",
    context: int = CONTEXT,
    limit: int = -1,
    width: int | None = None,
) -> Report:
    """A line for every place where the words of a query stand.

    Args:
        study: Open.
        query: Words that stand in one turn; "in quotes" side by side; a star ends the beginning of a word.
        transcript: Name, "" for all.
        context: Characters on either side.
        limit: The most turns, -1 for all.
        width: Columns that a line may take where people read it, None for as many as it needs.

    Raises:
        StoreError: If the query has no word, or the transcript is unknown.
    """
    within = transcript_store.named(study.reader, transcript) if transcript else None
    found = search_store.find(study.reader, query, transcript=within, limit=limit)
    headings = columns("transcript", "turn", "speaker", "start", "end", "before", "hit", "after")
    rows = [row for hit in found for row in _lines(hit, max(0, context))]
    facts = (
        Fact("query", _("Query"), query),
        Fact("turns", _("Turns"), len(found), Kind.INTEGER),
        Fact("hits", _("Hits"), len(rows), Kind.INTEGER),
    )
    lines = Drawing("\n".join(_aligned(rows, width)))
    return Report("search", facts=facts, tables=(Table("lines", headings, rows),), blocks=(lines,) if rows else ())


def _aligned(rows: Sequence[Row], width: int | None) -> Iterator[str]:
    """Keyword in context: the words found stand under each other, as much around them as fits."""
    places = [visible_line(f"{row[0]} §{row[1]} {row[2] if row[2] != row[0] else ''}").rstrip() for row in rows]
    texts = [[visible_line(str(cell)) for cell in row[5:8]] for row in rows]
    first = max((text_width(place) for place in places), default=0)
    before = max((text_width(text[0]) for text in texts), default=0)
    if width is not None:
        hit = max((text_width(text[1]) for text in texts), default=0)
        before = min(before, max(NARROWEST, (width - first - hit - 2) // 2))
    for place, (left, middle, right) in zip(places, texts, strict=True):
        line = f"{fit(place, first)}  {_tail(left, before)}{middle}{right}"
        yield (line if width is None else cut(line, width)).rstrip()


def _tail(text: str, width: int) -> str:
    """The end of a text, in exactly ``width`` columns."""
    while text_width(text) > width:
        text = text[1:]
    return fit(text, width, right=True)


def _lines(hit: "Hit", context: int) -> Iterator[Row]:
    """A line for every place in the turn where the words stand."""
    for span in hit.spans:
        start, end = span.start - hit.start, span.end - hit.start
        before = hit.text[max(0, start - context) : start]
        after = hit.text[end : end + context]
        yield hit.name, hit.turn, hit.speaker, span.start, span.end, before, hit.text[start:end], after
