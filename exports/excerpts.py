"""Long tables as people read them between other things: their first rows, and how many more there are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from exports.report import Block, Paragraph, Report, Table
from transcripts.i18n import ngettext


def as_read(report: Report) -> Iterator[Block]:
    """What a person reads of a report on paper or in a terminal: tables that ask for it cut to their first rows."""
    for block in report.blocks or report.tables:
        if isinstance(block, Table) and block.shown:
            yield from _cut(block)
        else:
            yield block


def _cut(table: Table) -> Iterator[Block]:
    rows = table.rows if isinstance(table.rows, Sequence) else tuple(table.rows)
    more = len(rows) - table.shown
    yield replace(table, rows=rows[: table.shown], shown=0)
    if more > 0:
        yield Paragraph(
            ngettext(
                "{count} more row is left out here; files and screens hold all.",
                "{count} more rows are left out here; files and screens hold all.",
                more,
            ).format(count=more)
        )
