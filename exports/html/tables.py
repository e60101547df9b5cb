"""Tables as HTML: every cell stands in the page, so that it can be read, found and printed without a script."""

from collections.abc import Iterator

from exports.cells import plain, shown
from exports.html.glossary import Glossary
from exports.html.sheets import NUMBERS, Sheet
from exports.html.text import escaped, isolated
from exports.report import Cell, Column, Kind, Row
from transcripts.i18n import _, ngettext

#: Rows that a browser lays out at first; the others come as one scrolls, or with a key.
FIRST_ROWS = 40
#: From this many rows on a table has a field to filter it.
FILTERED_FROM = 5
#: Characters beside each other from which a printed page lies on its side, and from which a table is cut in parts.
UPRIGHT, ON_ITS_SIDE = 110, 165
_SAMPLED = 200
_WIDEST = 24
#: Characters up to which the name of a row is not broken.
_SHORT = 16
_WORDY = (Kind.TEXT, Kind.LIST)
#: Columns that name a code, wherever they stand.
_CODES = ("code", "short", "label")
_INEXACT = (Kind.NUMBER, Kind.SHARE)


def table_html(sheet: Sheet, glossary: Glossary) -> Iterator[str]:
    """One table with its caption, its filter, its definitions and its notes."""
    caption = sheet.table.caption
    widths = _widths(sheet)
    wide = " wide" if sum(widths) > UPRIGHT else ""
    yield f'<section class="table{wide}" id="{sheet.anchor}"{_label(sheet)}>\n'
    if caption:
        yield f'<p class="caption" id="{sheet.anchor}-caption">{isolated(caption)}</p>\n'
    if len(sheet.rows) >= FILTERED_FROM:
        yield _tools(sheet)
    yield '<div class="scroll">\n'
    parts = (
        f' data-widths="{" ".join(map(str, widths))}" data-room="{ON_ITS_SIDE}"' if sum(widths) > ON_ITS_SIDE else ""
    )
    yield f'<table{_label(sheet)} aria-describedby="keys" data-heads="{sheet.heads}"{parts}>\n'
    yield from _head(sheet, glossary)
    yield from _body(sheet, glossary, widths)
    yield "</table>\n</div>\n"
    if not sheet.rows:
        nothing = escaped(_("There is nothing to show here."))
        yield f'<p class="empty">{nothing}</p>\n'
    yield from _definitions(sheet)
    yield from (f'<p class="note">{isolated(note)}</p>\n' for note in sheet.table.notes if note)
    yield "</section>\n"


def _widths(sheet: Sheet) -> list[int]:
    """About how many characters each column takes on paper, the gap after it included."""
    widths = []
    for place, column in enumerate(sheet.table.columns):
        longest = max((len(shown(row[place], column)) for row in sheet.rows[:_SAMPLED]), default=0)
        heading = max(map(len, column.heading.split()), default=0)
        widths.append(2 + max(heading, min(longest, _WIDEST)))
    return widths


def _label(sheet: Sheet) -> str:
    if sheet.table.caption:
        return f' aria-labelledby="{sheet.anchor}-caption"'
    return f' aria-label="{escaped(sheet.table.name.replace("_", " "))}"'


def _tools(sheet: Sheet) -> str:
    rows = len(sheet.rows)
    count = ngettext("{count} row", "{count} rows", rows).format(count=rows)
    label = escaped(_("Filter the rows"))
    return (
        f'<div class="tools"><label>{label} <input type="search" class="filter" autocomplete="off" spellcheck="false"'
        f' aria-controls="{sheet.anchor}"></label> <span class="rows" role="status">{escaped(count)}</span></div>\n'
    )


# -- head ------------------------------------------------------------------------------------------------------------


def _head(sheet: Sheet, glossary: Glossary) -> Iterator[str]:
    yield "<thead><tr>"
    for place, column in enumerate(sheet.table.columns):
        yield f'<th scope="col"{_classes(column, place, sheet.heads)} data-kind="{column.kind}">'
        yield f'<span class="h"><button type="button" class="sort">{isolated(column.heading)}</button>'
        about = _definition_id(sheet, place) if column.definition else glossary.of(column.heading)
        if about:
            yield _info(about, column.heading)
        yield "</span></th>"
    yield "</tr></thead>\n"


def _info(target: str, name: str) -> str:
    """A button that shows a definition; pointing at it, focusing it and touching it do the same."""
    label = _("Definition of {name}").format(name=name)
    return (
        f'<button type="button" class="info" data-about="{target}" aria-describedby="{target}"'
        f' aria-label="{escaped(label)}">?</button>'
    )


def _definition_id(sheet: Sheet, place: int) -> str:
    return f"{sheet.anchor}-definition-{place}"


def _definitions(sheet: Sheet) -> Iterator[str]:
    """What the columns say, listed: for paper, and for whoever does not point."""
    defined = [(place, column) for place, column in enumerate(sheet.table.columns) if column.definition]
    if not defined:
        return
    title = escaped(_("What the columns say"))
    yield f'<details class="definitions"><summary>{title}</summary><dl>\n'
    for place, column in defined:
        yield f"<div><dt>{isolated(column.heading)}</dt>"
        yield f'<dd id="{_definition_id(sheet, place)}">{isolated(column.definition)}</dd></div>\n'
    yield "</dl></details>\n"


def _classes(column: Column, place: int, heads: int, *, width: int = 0) -> str:
    words = column.kind not in NUMBERS
    named = (
        ("n", not words),
        (f"head h{place}", place < heads),
        ("s", 0 < width <= _SHORT and place < heads),
        ("w", words and width > _WIDEST),
    )
    names = [name for name, holds in named if holds]
    return f' class="{" ".join(names)}"' if names else ""


# -- body ------------------------------------------------------------------------------------------------------------


def _body(sheet: Sheet, glossary: Glossary, widths: list[int]) -> Iterator[str]:
    opening = [
        _classes(column, place, sheet.heads, width=widths[place]) for place, column in enumerate(sheet.table.columns)
    ]
    yield "<tbody>\n"
    for number, row in enumerate(sheet.rows):
        yield '<tr class="later">' if number >= FIRST_ROWS else "<tr>"
        yield "".join(_cells(sheet, glossary, number, row, opening))
        yield "</tr>\n"
    yield "</tbody>\n"


def _cells(sheet: Sheet, glossary: Glossary, number: int, row: Row, opening: list[str]) -> Iterator[str]:
    meant = False
    for place, (cell, column) in enumerate(zip(row, sheet.table.columns, strict=True)):
        words = shown(cell, column)
        about = glossary.of(words) if not meant and (place < sheet.heads or column.key in _CODES) else None
        meant = meant or about is not None
        tag, scope = ("th", ' scope="row"') if place < sheet.heads else ("td", "")
        said = _said(sheet, (number, place), words, about) or (isolated if column.kind in _WORDY else escaped)(words)
        yield f"<{tag}{scope}{opening[place]}{_value(cell, column)}>{said}</{tag}>"


def _said(sheet: Sheet, at: tuple[int, int], words: str, about: str | None) -> str:
    """What a cell says, as a link to its passages or to what its code means; "" where it leads nowhere."""
    behind = sheet.sets.get(at)
    meaning = f' data-about="{about}" aria-describedby="{about}"' if about else ""
    if behind is not None:
        return f'<a href="#{sheet.cell_anchor(*at)}" data-set="{behind}"{meaning}>{escaped(words)}</a>'
    return f'<a href="#{about}" class="term"{meaning}>{escaped(words)}</a>' if about else ""


def _value(cell: Cell, column: Column) -> str:
    """The whole number for sorting, where what is shown is rounded."""
    value = plain(cell)
    if isinstance(value, int | float) and not isinstance(value, bool) and column.kind in _INEXACT:
        return f' data-value="{value:.7g}"'
    return ""
