"""One page of one report or several, written piece by piece."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from exports.html.blocks import Part, Section, section_html
from exports.html.glossary import Glossary, glossary_html
from exports.html.page import data_html, ending, keys_html, made_html, manifest_html, opening, panel_html, passages_html
from exports.html.passages import MOST, Shelf
from exports.html.sheets import board_of, sheet_of
from exports.html.text import Names, script_json
from exports.html.words import script_words
from exports.manifests import carried, held
from exports.report import Block, Figure, Report, Table
from transcripts.i18n import _, ngettext
from transcripts.i18n import language as language_in_use


def write_html(
    reports: Sequence[Report], stream: BinaryIO, *, title: str = "", language: str = "", most_passages: int = MOST
) -> list[str]:
    """Write reports as one page that holds all that it shows and asks for nothing else.

    Args:
        reports: What to show, in this order; their iterators are consumed, and their passages read, once.
        stream: Where to.
        title: Of the page; "" for that of the first report.
        language: What the page says its language is; "" for the one in use, in which its words are.
        most_passages: The most passages to embed.

    Returns:
        A sentence if there were more passages than that.
    """
    names, shelf = Names(), Shelf(most_passages)
    sections = [_section(held(report), names, shelf) for report in reports]
    glossary = Glossary(sheet for section in sections for sheet in section.sheets)
    heading = title or next((one.title or one.name for one in reports), "") or _("Findings")
    before = "".join(_page(sections, glossary, shelf, heading, language or language_in_use()))
    after = ending()
    for piece in (before, manifest_html(carried(one.report for one in sections), before + after), after):
        stream.write(piece.encode("utf-8", errors="replace"))
    return _left_out(shelf)


def _left_out(shelf: Shelf) -> list[str]:
    if not shelf.left_out:
        return []
    return [
        ngettext(
            "{count} passage is not on the page, which would be too large; its figures count it.",
            "{count} passages are not on the page, which would be too large; its figures count them.",
            shelf.left_out,
        ).format(count=shelf.left_out)
    ]


def _page(sections: Sequence[Section], glossary: Glossary, shelf: Shelf, title: str, language: str) -> Iterator[str]:
    packed = shelf.packed()
    yield opening(title, language, sections, passages=shelf.count > 0, definitions=bool(glossary.entries))
    for section in sections:
        yield from section_html(section, glossary, alone=len(sections) == 1)
    for code in shelf.codes:
        glossary.of(code)
    yield from glossary_html(glossary)
    if shelf.count:
        yield passages_html(shelf.count)
    yield from made_html([section.report.manifest for section in sections if section.report.manifest])
    yield "</main>\n" + panel_html() + keys_html() + "</div>\n"
    yield data_html(script_json({"say": script_words(), "codes": glossary.names(), **packed}))


# -- what there is to show ---------------------------------------------------------------------------------------------


def _section(report: Report, names: Names, shelf: Shelf) -> Section:
    anchor = names.new("report", report.name)
    parts = tuple(_part(report, block, names, shelf) for block in report.blocks)
    seen = [block for block in report.blocks if isinstance(block, Table)]
    further = [sheet_of(report, table, names, shelf) for table in report.tables if not _shown(table, seen)]
    return Section(anchor, report, parts, tuple(further))


def _part(report: Report, block: Block, names: Names, shelf: Shelf) -> Part:
    match block:
        case Table():
            return sheet_of(report, block, names, shelf)
        case Figure():
            return board_of(report, block, names, shelf)
        case _:
            return block


def _shown(table: Table, seen: Sequence[Table]) -> bool:
    """Whether a part shows the same rows, in whatever order: the parts may hold some of them only."""
    return any(table is other or _alike(table, other) for other in seen)


def _alike(one: Table, other: Table) -> bool:
    if (one.name, one.columns) != (other.name, other.columns):
        return False
    return sorted(map(repr, map(tuple, one.rows))) == sorted(map(repr, map(tuple, other.rows)))
