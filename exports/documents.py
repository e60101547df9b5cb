"""Reports as Markdown documents, a block at a time."""

import re
from collections.abc import Iterator, Sequence

from exports.cells import shown
from exports.excerpts import as_read
from exports.plots import plot_lines
from exports.report import Block, Column, Drawing, Fact, Figure, Heading, Kind, Paragraph, Quotation, Report, Table
from transcripts.display import visible
from transcripts.i18n import _

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")
_FENCE = re.compile("`+")
_PLOT_WIDTH = 80
_LIST_START = re.compile(r"^(\s*)([-+=])|^(\s*\d+)([.)])(?=\s)", re.MULTILINE)


def markdown_of(reports: Sequence[Report], title: str = "") -> Iterator[str]:
    """One report or several as one Markdown document, in pieces; below a title they stand a level lower.

    Args:
        reports: In their order.
        title: What stands above several, "" if nothing.
    """
    if title:
        yield f"# {escaped(title)}\n"
    for place, report in enumerate(reports):
        if title or place:
            yield "\n"
        yield from markdown(report, level=2 if title else 1)


def markdown(report: Report, *, level: int = 1) -> Iterator[str]:
    """The report as a Markdown document, in pieces.

    Args:
        report: The report.
        level: Of its title; other headings stand below it.
    """
    if report.title:
        yield f"{'#' * level} {escaped(report.title)}\n"
    for fact in () if report.brief else report.facts:
        yield _fact(fact)
    for block in as_read(report):
        yield from _block(block, level - 1, intervals=not report.brief)
    if report.notes and not report.brief:
        yield "\n" + "".join(f"- {escaped(note)}\n" for note in report.notes)


def escaped(text: str) -> str:
    """The text so that Markdown and HTML show it and do nothing with it."""
    return _LIST_START.sub(r"\1\3\\\2\4", _SPECIAL.sub(r"\\\1", visible(text)))


def _fact(fact: Fact) -> str:
    words = shown(fact.value, fact.column)
    said = _("{name}: {value}").format(name=fact.title or fact.name, value=words)
    return f"\n{escaped(said)}\n" if words else ""


def _block(block: Block, deeper: int, *, intervals: bool) -> Iterator[str]:
    match block:
        case Table():
            yield from _table(block)
        case Heading():
            yield f"\n{'#' * (block.level + deeper)} {escaped(block.text)}\n"
        case Paragraph():
            yield f"\n{escaped(block.text)}\n"
        case Drawing():
            yield "\n" + "".join(f"    {line}\n" for line in block.text.splitlines())
        case Figure():
            yield from _figure(block, intervals=intervals)
        case Quotation():
            yield from _quotation(block)


def _figure(figure: Figure, *, intervals: bool) -> Iterator[str]:
    """The plot in characters, between fences longer than any that a label could hold, and its caption."""
    lines = plot_lines(figure.plot, width=_PLOT_WIDTH, intervals=intervals)
    longest = max((len(run) for line in lines for run in _FENCE.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"\n{fence}text\n" + "".join(f"{line}\n" for line in lines) + f"{fence}\n"
    if figure.caption:
        yield f"\n{escaped(figure.caption)}\n"


def _quotation(quotation: Quotation) -> Iterator[str]:
    yield "\n" + "".join(f"> {escaped(line)}\n" for line in quotation.text.splitlines() or [""])
    signature = escaped(quotation.signature)
    place = f" · {escaped(quotation.place)}" if quotation.place else ""
    yield f">\n> *({signature})*{place}\n"
    if quotation.remark:
        yield f"\n{escaped(quotation.remark)}\n"


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"\n{escaped(table.caption)}\n"
    yield "\n| " + " | ".join(_one_line(column.heading) for column in table.columns) + " |\n"
    yield "|" + "|".join(_rule(column) for column in table.columns) + "|\n"
    for row in table.rows:
        cells = (_one_line(shown(cell, column)) for cell, column in zip(row, table.columns, strict=True))
        yield "| " + " | ".join(cells) + " |\n"
    for note in table.notes:
        yield f"\n{escaped(note)}\n"


def _rule(column: Column) -> str:
    return " ---: " if column.kind in (Kind.INTEGER, Kind.NUMBER, Kind.SHARE) else " --- "


def _one_line(text: str) -> str:
    return "<br>".join(escaped(text).splitlines())
