"""What the codes of a page mean, taken from the table of definitions that a report carries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exports.cells import shown
from exports.html.sheets import Sheet
from exports.html.text import escaped, isolated
from exports.report import Column, Row
from transcripts.display import visible
from transcripts.i18n import _, ngettext

#: What a table of definitions is called.
TABLES = ("definitions", "codes")
#: Columns that name a code.
_NAMES = ("code", "short", "short_name", "path", "label", "name")
#: Columns that say what it means, in the order read.
_WORDS = ("definition", "include", "include_when", "exclude", "exclude_when", "example")


@dataclass(frozen=True, slots=True)
class Entry:
    """One code.

    Attributes:
        anchor: Its name within the page.
        title: What it is called.
        words: Heading and text of everything that is said of it; the heading of the definition itself is "".
    """

    anchor: str
    title: str
    words: tuple[tuple[str, str], ...]


class Glossary:
    """The definitions of the codes that occur.

    Args:
        sheets: All tables of the page; those called ``definitions`` or ``codes`` are read.
    """

    def __init__(self, sheets: Iterable[Sheet] = ()) -> None:
        self.entries: list[Entry] = []
        self._by_name: dict[str, Entry] = {}
        self._read_from: set[str] = set()
        self._met: set[str] = set()
        for sheet in sheets:
            if sheet.table.name.rpartition(".")[2] in TABLES:
                self._read(sheet)

    def _read(self, sheet: Sheet) -> None:
        columns = sheet.table.columns
        naming = [place for place, column in enumerate(columns) if column.key in _NAMES]
        saying = sorted(
            (place for place, column in enumerate(columns) if column.key in _WORDS),
            key=lambda place: _WORDS.index(columns[place].key),
        )
        if not naming or not saying:
            return
        self._read_from.add(sheet.anchor)
        for row in sheet.rows:
            self._add(row, columns, naming, saying)

    def _add(self, row: Row, columns: tuple[Column, ...], naming: list[int], saying: list[int]) -> None:
        cells = {columns[place].key: shown(row[place], columns[place]) for place in (*naming, *saying)}
        names = {key: cells[key] for key in _NAMES if cells.get(key)}
        words = tuple(
            ("" if columns[place].key == "definition" else columns[place].heading, text)
            for place in saying
            if (text := cells[columns[place].key])
        )
        # The path says which code it is; the short name does where there is no path.
        own = names.get("path") or next(iter(names.values()), "")
        if not own or own in self._by_name:
            return
        title = " · ".join(dict.fromkeys(text for key, text in names.items() if key != "path")) or own
        entry = Entry(f"code-{len(self.entries)}", title, words or (("", _("No definition is written down.")),))
        self.entries.append(entry)
        for name in (own, *names.values()):
            self._by_name.setdefault(name, entry)

    def tells(self, sheet: Sheet) -> bool:
        """Whether the definitions were taken from this table, which then need not be shown as well."""
        return sheet.anchor in self._read_from

    def of(self, name: str) -> str | None:
        """The anchor of what a code means, by its short name, label or path; None where nothing is known.

        The code counts as occurring on the page from then on.
        """
        entry = self._by_name.get(name)
        if entry is None:
            return None
        self._met.add(entry.anchor)
        return entry.anchor

    def occurring(self) -> tuple[list[Entry], list[Entry]]:
        """The codes that have been asked for so far, and the others; all of them if none has been."""
        if not self._met:
            return self.entries, []
        return (
            [entry for entry in self.entries if entry.anchor in self._met],
            [entry for entry in self.entries if entry.anchor not in self._met],
        )

    def names(self) -> dict[str, str]:
        """The anchor by every name, as the page shows it."""
        return {visible(name): entry.anchor for name, entry in self._by_name.items()}


def glossary_html(glossary: Glossary) -> Iterator[str]:
    """The definitions as a list, those of codes that do not occur folded; nothing where there are none."""
    if not glossary.entries:
        return
    occurring, others = glossary.occurring()
    title = escaped(_("What the codes mean"))
    yield f'<section id="definitions" aria-labelledby="definitions-title"><h2 id="definitions-title">{title}</h2>\n'
    yield from _list(occurring)
    if others:
        count = len(others)
        said = ngettext("{count} more code, not met above", "{count} more codes, not met above", count)
        yield f'<details class="further"><summary>{escaped(said.format(count=count))}</summary>\n'
        yield from _list(others)
        yield "</details>\n"
    yield "</section>\n"


def _list(entries: Iterable[Entry]) -> Iterator[str]:
    yield '<dl class="glossary">\n'
    for entry in entries:
        said = "".join(_said(heading, text) for heading, text in entry.words)
        yield f'<div id="{entry.anchor}"><dt>{isolated(entry.title)}</dt><dd>{said}</dd></div>\n'
    yield "</dl>\n"


def _said(heading: str, text: str) -> str:
    lead = f"<b>{isolated(heading)}</b> " if heading else ""
    return f"<span>{lead}{isolated(text)}</span> "
