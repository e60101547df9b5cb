"""Decisions about suggestions as tables: where a coding comes from, and what was decided, the rejected among it."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from codebook.quotations import excerpt
from exports.report import Column, Kind, Row, Table
from transcripts.i18n import _
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store import decision_counts
from workbench.store import decisions as decision_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.headings import columns

if TYPE_CHECKING:
    from codebook.suggestion import Decision
    from workbench.store.decisions import ListEntry
    from workbench.store.study_file import StudyFile


def suggestion_columns() -> tuple[Column, ...]:
    """Where a coding that came from a suggestion comes from; all empty of one that did not."""
    version = _("Version of the codebook under which it was suggested.")
    code = _("Short name of the code that was suggested.")
    nearest = _("uuid of the coding that was named as the most alike.")
    return (
        Column("suggestion.suggester", _("suggester")),
        Column("suggestion.model", _("models")),
        Column("suggestion.verdict", _("verdict")),
        Column("suggestion.suggested_code", _("suggested code"), definition=code),
        Column("suggestion.rank", _("rank"), Kind.INTEGER),
        Column("suggestion.score", _("score"), Kind.NUMBER),
        Column("suggestion.band", _("band")),
        Column("suggestion.outside", _("from outside the top"), Kind.YES_NO),
        Column("suggestion.suggested_version", _("codebook version then"), Kind.INTEGER, definition=version),
        Column("suggestion.nearest", _("nearest coding"), definition=nearest),
        Column("suggestion.decided_at", _("decided"), Kind.TIME),
        Column("suggestion.list", _("ranked list")),
        Column("suggestion.decision", _("decision")),
    )


def suggestion_cells(found: "Decision | None", codes: dict[str, str]) -> Row:
    """What stands below ``suggestion_columns``.

    Args:
        found: The decision that made the coding, None if there is none.
        codes: uuid → short name of every code that was decided about.
    """
    if found is None:
        return (None,) * 13
    return (
        *(found.suggester, found.model or None, found.verdict.value, codes.get(found.code)),
        *(found.rank, found.score, found.band.value, found.outside, found.codebook_version),
        *(found.nearest or None, found.decided_at, found.list, found.uuid),
    )


def decisions_table(study: "StudyFile", *, coder: str | None = None) -> Table:
    """Every decision about a suggestion, in text order, with the ranked list that it comes from.

    Args:
        study: Open until the table is written.
        coder: uuid of the only coder wanted, None for all.
    """
    learned = _("uuids of the codings that the list learned from.")
    avoided = _("uuids of the rejections that the list learned from.")
    headings = (
        *columns("transcript", "place", "coder", "code", "label", "start", "end", "quote"),
        Column("verdict", _("verdict")),
        Column("coding", _("coding"), definition=_("uuid of the coding that it led to; it may be gone since.")),
        Column("rank", _("rank"), Kind.INTEGER),
        Column("score", _("score"), Kind.NUMBER),
        Column("band", _("band")),
        Column("outside", _("from outside the top"), Kind.YES_NO),
        Column("nearest", _("nearest coding")),
        Column("suggester", _("suggester")),
        Column("model", _("models")),
        *columns("codebook_version"),
        Column("definition_hash", _("digest of the definition")),
        Column("text_hash", _("digest of the passage")),
        Column("order", _("order")),
        Column("settings", _("settings")),
        Column("accepted", _("learned from"), Kind.LIST, definition=learned),
        Column("rejected", _("kept away from"), Kind.LIST, definition=avoided),
        Column("made_at", _("list made"), Kind.TIME),
        Column("journal_entry", _("journal then")),
        Column("list", _("ranked list")),
        Column("decided_at", _("decided"), Kind.TIME),
        *columns("uuid"),
    )
    return Table("decisions", headings, _rows(study, coder))


def _rows(study: "StudyFile", coder: str | None) -> Iterator[Row]:
    """A transcript at a time, so that a large study never stands in memory."""
    reader = study.reader
    if not decision_counts.any_decision(reader):
        return
    names = {one.uuid: one.name for one in coder_store.all(reader)}
    lists = {one.uuid: one for one in decision_store.lists(reader, coder=coder)}
    codes, book = decision_counts.decided_codes(reader), code_store.book(reader)
    for entry in transcript_store.listing(reader):
        # What another process decides meanwhile comes from a list that was not read.
        found = [one for one in decision_store.of_transcript(reader, entry.uuid, coder=coder) if one.list in lists]
        if not found:
            continue
        transcript = transcript_store.load(reader, entry.uuid)
        for one in found:
            words = excerpt(transcript, one.span, context=0)
            label = book.get(one.code).label(study.language) if one.code in book else None
            yield (
                *(entry.name, words.place, names[one.coder], codes[one.code], label),
                *(one.span.start, one.span.end, words.text),
                *_own_cells(one, lists[one.list]),
            )


def _own_cells(one: "Decision", shown: "ListEntry") -> Row:
    return (
        *(one.verdict.value, one.coding or None, one.rank, one.score, one.band.value, one.outside),
        *(one.nearest or None, one.suggester, one.model or None, one.codebook_version, one.definition_hash),
        *(one.text_hash, shown.order.value, json.dumps(shown.settings, ensure_ascii=False, sort_keys=True)),
        *(shown.accepted, shown.rejected, shown.made_at, shown.journal_entry or None, one.list),
        *(one.decided_at, one.uuid),
    )
