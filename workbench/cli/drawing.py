"""Reports as lines of text: aligned, wrapped where a terminal has an edge, and harmless for it."""

from collections.abc import Iterator, Sequence

from exports.cells import shown
from exports.excerpts import as_read
from exports.plots import plot_lines
from exports.report import Block, Column, Drawing, Fact, Figure, Heading, Kind, Paragraph, Quotation, Report, Table
from exports.widths import fit, text_width, wrap
from transcripts.display import visible, visible_line
from transcripts.i18n import _
from workbench.cli.fitting import GAP, NARROWEST, strips

PLOT_WIDTH = 80
NUMBERS = (Kind.INTEGER, Kind.NUMBER, Kind.SHARE)


def draw(report: Report, width: int | None = None, *, ascii_only: bool = False) -> Iterator[str]:
    """The report as text, a block at a time.

    Args:
        report: What to draw.
        width: Columns of the terminal, None to wrap nothing; plots are then 80 wide.
        ascii_only: Whether plots do without box characters.
    """
    if report.title:
        yield visible_line(report.title) + "\n"
    facts = "".join(_fact(fact) for fact in report.facts)
    if facts:
        yield facts
    for place, block in enumerate(as_read(report)):
        yield "\n" if place or facts or report.title else ""
        yield from _block(block, width, ascii_only=ascii_only, intervals=not report.brief)
    if report.notes:
        yield "\n"
        yield from (_paragraph(note, width) for note in report.notes)


def _fact(fact: Fact) -> str:
    words = shown(fact.value, fact.column)
    if not words:
        return ""
    return visible_line(_("{name}: {value}").format(name=fact.title or fact.name, value=words)) + "\n"


def _block(block: Block, width: int | None, *, ascii_only: bool, intervals: bool) -> Iterator[str]:
    match block:
        case Table():
            yield from _table(block, width)
        case Heading():
            yield visible_line(block.text) + "\n"
        case Paragraph():
            yield _paragraph(block.text, width)
        case Drawing():
            yield visible(block.text).rstrip("\n") + "\n"
        case Figure():
            yield from _figure(block, width, ascii_only=ascii_only, intervals=intervals)
        case Quotation():
            yield from _quotation(block, width)


def _figure(figure: Figure, width: int | None, *, ascii_only: bool, intervals: bool) -> Iterator[str]:
    columns = PLOT_WIDTH if width is None else width
    lines = plot_lines(figure.plot, width=columns, ascii_only=ascii_only, intervals=intervals)
    yield "".join(f"{line}\n" for line in lines)
    if figure.caption:
        yield "\n" + _paragraph(figure.caption, width)


def _paragraph(text: str, width: int | None, indent: str = "") -> str:
    clean = visible_line(text)
    room = max(NARROWEST, width - len(indent)) if width is not None else None
    lines = [clean] if room is None else wrap(clean, room, split=True) or [""]
    return "".join(f"{indent}{line}\n" for line in lines)


def _quotation(quotation: Quotation, width: int | None) -> Iterator[str]:
    yield _paragraph(_("“{text}”").format(text=quotation.text), width, "  ")
    signature = f"({quotation.signature})" + (f" · {quotation.place}" if quotation.place else "")
    yield _paragraph(signature, width, "    ")
    if quotation.remark:
        yield _paragraph(quotation.remark, width, "    ")


def _table(table: Table, width: int | None) -> Iterator[str]:
    """The columns that hold something, header first; a column that is empty throughout says nothing."""
    if table.caption:
        yield _paragraph(table.caption, width)
    header = [visible_line(column.heading) for column in table.columns]
    rows = [
        [visible_line(shown(cell, column)) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    told = [place for place in range(len(header)) if not rows or any(row[place] for row in rows)]
    texts = [[header[place], *(row[place] for row in rows)] for place in told]
    heads = sum(place < table.heads for place in told)
    for number, strip in enumerate(strips(texts, heads, width)):
        chosen = [told[place] for place in strip.places]
        columns = [table.columns[place] for place in chosen]
        yield "\n" if number else ""
        yield from _line([header[place] for place in chosen], strip.sizes, columns)
        yield GAP.join("─" * size for size in strip.sizes) + "\n"
        for row in rows:
            yield from _line([row[place] for place in chosen], strip.sizes, columns)
    yield from (_paragraph(note, width) for note in table.notes)


def _line(cells: Sequence[str], widths: Sequence[int], columns: Sequence[Column]) -> Iterator[str]:
    """One row, over as many lines as its longest cell needs."""
    parts = [
        wrap(cell, size, split=True) if text_width(cell) > size else [cell]
        for cell, size in zip(cells, widths, strict=True)
    ]
    for depth in range(max(map(len, parts), default=0)):
        pieces = [
            fit(part[depth] if depth < len(part) else "", size, right=column.kind in NUMBERS)
            for part, size, column in zip(parts, widths, columns, strict=True)
        ]
        yield GAP.join(pieces).rstrip() + "\n"
