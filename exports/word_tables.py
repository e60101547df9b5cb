"""Tables of a Word document: built as text and parsed once, since a cell at a time takes seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from exports.cells import shown
from exports.report import Kind, Table
from exports.word_styles import TABLE_TEXT
from exports.xml_text import xml_escaped

#: Rows of a table that a document shows; whoever needs more of them wants a workbook.
MOST_ROWS = 500
#: Up to so many rows a table stays on one page.
_KEPT_TOGETHER = 20
_NUMBERS = (Kind.INTEGER, Kind.NUMBER, Kind.SHARE)
#: Characters of table text that a page is wide, upright and lying, by the width of an average letter.
_PORTRAIT, _LANDSCAPE = 104, 144
_WIDEST, _LONGEST_WORD, _GAP, _BOLD = 36.0, 18.0, 2.2, 1.1
_TWIPS = 90  # of an average letter of the table text
_WIDE, _NARROW = frozenset("mwMWŒœ%@…—"), frozenset("iljtfrI.,:;'’!|()[] ·")


@dataclass(frozen=True, slots=True)
class Laid:
    """A table laid out.

    Attributes:
        headings: Of the columns.
        rows: What stands in the cells, as people read it; at most ``MOST_ROWS``.
        right: Which columns stand to the right.
        widths: Of the columns, in twentieths of a point.
        landscape: Whether it needs a page that lies on its side.
        left_out: Rows that are not shown.
        caption: What the table is about, for those who have it read to them.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    widths: tuple[int, ...]
    landscape: bool
    left_out: int
    caption: str


def laid(table: Table) -> Laid:
    """Lay a table out."""
    rows = [tuple(shown(cell, column) for cell, column in zip(row, table.columns, strict=True)) for row in table.rows]
    kept = rows[:MOST_ROWS]
    headings = tuple(column.heading for column in table.columns)
    wished = [_widths(heading, [row[place] for row in kept]) for place, heading in enumerate(headings)]
    least, natural = [one for one, _other in wished], [other for _one, other in wished]
    landscape = sum(least) > _PORTRAIT or sum(natural) > 1.6 * _PORTRAIT
    widths = _shared_out(least, natural, _LANDSCAPE if landscape else _PORTRAIT)
    right = tuple(column.kind in _NUMBERS for column in table.columns)
    return Laid(headings, tuple(kept), right, widths, landscape, len(rows) - len(kept), table.caption or table.name)


def _widths(heading: str, texts: Sequence[str]) -> tuple[float, float]:
    """How narrow a column may be, and how wide it wants to be."""
    least = max(_BOLD * _longest_word(heading), *map(_longest_word, texts), 1.0)
    natural = max(_BOLD * _width(heading) / 2, *map(_width, texts), least)
    return min(least, _LONGEST_WORD) + _GAP, min(natural, _WIDEST) + _GAP


def _width(text: str) -> float:
    """About how many average letters a text is wide in a typeface without serifs; capitals are wider."""
    return sum(1.6 if sign in _WIDE else 0.55 if sign in _NARROW else 1.35 if sign.isupper() else 1.1 for sign in text)


def _longest_word(text: str) -> float:
    return max(map(_width, text.split()), default=1)


def _shared_out(least: Sequence[float], natural: Sequence[float], room: float) -> tuple[int, ...]:
    """Widths in twentieths of a point; where there is no room, what is over the least shrinks alike."""
    spare, wanted = room - sum(least), sum(natural) - sum(least)
    if spare <= 0:
        widths = [low * room / sum(least) for low in least]
    else:
        share = min(1.0, spare / wanted) if wanted else 1.0
        widths = [low + (wish - low) * share for low, wish in zip(least, natural, strict=True)]
    return tuple(round(width * _TWIPS) for width in widths)


def table_element(table: Laid) -> Any:
    """The table as an element of the document; its header row is marked as such and repeated on each page."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
    look = '<w:tblLook w:val="0620" w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
    about = f'<w:tblCaption w:val="{xml_escaped(table.caption)}"/>'
    total = sum(table.widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="FindingsTable"/><w:tblW w:w="{total}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        + _row(table.headings, table, "<w:cantSplit/><w:tblHeader/>", keep=True)
        + "".join(
            _row(row, table, "<w:cantSplit/>", keep=place < len(table.rows) <= _KEPT_TOGETHER)
            for place, row in enumerate(table.rows, start=1)
        )
        + "</w:tbl>"
    )


def _row(cells: Sequence[str], table: Laid, properties: str, *, keep: bool) -> str:
    """One row; with ``keep`` on the same page as the next."""
    style = TABLE_TEXT.replace(" ", "")
    written = [f"<w:tr><w:trPr>{properties}</w:trPr>"]
    for text, width, right in zip(cells, table.widths, table.right, strict=True):
        side = ("<w:keepNext/>" if keep else "") + ('<w:jc w:val="right"/>' if right else "")
        written.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{side}</w:pPr>{_runs(text)}</w:p></w:tc>'
        )
    return "".join(written) + "</w:tr>"


def _runs(text: str) -> str:
    lines = text.splitlines() or [""]
    return "<w:r>" + "<w:br/>".join(f'<w:t xml:space="preserve">{xml_escaped(line)}</w:t>' for line in lines) + "</w:r>"
