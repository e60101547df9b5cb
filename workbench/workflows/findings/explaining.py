"""A report with the definition of every figure, and the passages behind every row."""

from collections.abc import Iterator
from dataclasses import replace

from exports.cells import shown
from exports.report import Block, Heading, Paragraph, Passage, Quotation, Report, Table
from transcripts.i18n import _, ngettext


def explained(report: Report) -> Report:
    """The same report, its blocks followed by what its columns mean and what each row rests on."""
    blocks = report.blocks or report.tables
    return replace(report, blocks=(*blocks, *_definitions(report), *_passages(report)))


def _definitions(report: Report) -> Iterator[Block]:
    told: set[tuple[str, str]] = set()
    for table in report.tables:
        for column in table.columns:
            said = (column.heading, column.definition)
            if column.definition and said not in told:
                if not told:
                    yield Heading(_("What the figures mean"))
                told.add(said)
                yield Paragraph(_("{name}: {value}").format(name=column.heading, value=column.definition))


def _passages(report: Report) -> Iterator[Block]:
    for table in report.tables:
        if table.behind is None or report.passages is None:
            continue
        yield Heading(_("The passages behind it"))
        for place, row in enumerate(table.rows):
            pointers = table.behind(place, "")
            passages = report.passages(pointers) if pointers else []
            yield Heading(_row_name(table, row, len(passages)), level=3)
            yield from (quotation(passage) for passage in passages)


def _row_name(table: Table, row: object, count: int) -> str:
    assert isinstance(row, tuple | list)
    heads = zip(row[: table.heads], table.columns[: table.heads], strict=True)
    name = ", ".join(words for cell, column in heads if (words := shown(cell, column)))
    said = ngettext("{count} passage", "{count} passages", count).format(count=count)
    return f"{name} · {said}"


def quotation(passage: Passage) -> Quotation:
    """A passage for reading."""
    said = [passage.code, passage.coder, "" if passage.strength is None else str(passage.strength), passage.stance]
    place = " · ".join(words for words in (passage.place, *said) if words)
    return Quotation(passage.text, passage.signature, place, passage.remark)
