"""Suggestions and their lists without a study."""

from codebook.suggestion import Band, QueueOrder, Suggestion, Why
from transcripts.spans import Span
from workbench.store.decisions import ListEntry
from workbench.tui.suggestion_queue import Item


def entry(code: str = "a") -> ListEntry:
    return ListEntry("list", "coder", code, "", "", "base 1", "", "", 1, QueueOrder.SUREST, {}, (), ())


def suggestion(start: int, code: str = "a", band: Band = Band.STRONG, **more: object) -> Suggestion:
    span = Span(start, start + 5)
    values = {"rank": 1, "score": 1.0, "outside": False, "fresh": False, "alike": 0, "why": Why(), **more}
    return Suggestion("list", code, "text", "I-05", 2, span, span, "hash", band=band, **values)


def item(start: int, code: str = "a", band: Band = Band.STRONG, **more: object) -> Item:
    return Item(suggestion(start, code, band, **more), entry(code), 212)
