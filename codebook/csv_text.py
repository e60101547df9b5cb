"""Codebooks in tables: one row per code, its place given by a parent or by a path.

Column names are taken in French and English, in any order and case; columns that are no part of a codebook (counts,
say) are passed over. ``label_fr`` and ``label_en`` give a text in one language.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codebook.checks import one_line
from codebook.drafts import Draft
from codebook.naming import exact_key, loose_key, nearest
from codebook.nodes import Node, Source
from transcripts.i18n import _

_COLUMNS = {
    "uuid": "uuid|guid|identifiant",
    "short": "short|short name|nom court|abbreviation|abreviation|sigle",
    "label": "label|name|tag|title|libelle|etiquette|nom|intitule",
    "code": "code",
    "parent": "parent|parent code|code parent|branch|branche|famille|family",
    "path": "path|chemin|hierarchy|hierarchie",
    "definition": "definition|description|meaning|signification",
    "include": "include|include when|inclusion|inclure|inclure quand|inclusion criteria|criteres d'inclusion",
    "exclude": "exclude|exclude when|exclusion|exclure|exclure quand|exclusion criteria|criteres d'exclusion",
    "example": "example|examples|exemple|exemples|quote|verbatim",
    "keywords": "keywords|keyword|mots-cles|mots cles|mot-cle",
    "colour": "colour|color|couleur",
    "key": "key|shortcut|touche|raccourci",
    "codable": "codable|applicable",
    "takes_stance": "takes stance|stance|prend position",
    "exclusive": "exclusive|exclusif|exclusifs|mutually exclusive",
}
_FIELD_OF = {name: field for field, names in _COLUMNS.items() for name in names.split("|")}
_LANGUAGES = {"fr": "fr", "en": "en", "french": "fr", "english": "en", "francais": "fr", "anglais": "en"}
_IN_LANGUAGE = re.compile(rf"(.+?)[ (\[]+({'|'.join(_LANGUAGES)})[)\]]?")
_GUARD = re.compile(r"'+[=+\-@]")

Row = dict[str, Node]


def csv_drafts(text: str, source: Source) -> list[Draft]:
    """The codes of a table, parents found.

    Raises:
        CodebookError: If no column names codes, or a parent is not there.
    """
    rows = _rows(text, source)
    if any("path" in row for row in rows) and not any("parent" in row for row in rows):
        return _by_path(rows, source)
    return _by_parent(_undotted(rows), source)


def _rows(text: str, source: Source) -> list[Row]:
    lines = _lines(text.removeprefix("\ufeff"), source)
    header = next(lines, (1, []))[1]
    columns = [_column(name) for name in header]
    if "code" in {field for field, _language in columns}:
        columns = _code_column(columns)
    if not {"label", "short", "path"} & {field for field, _language in columns}:
        raise source.fault(
            1,
            _("no column gives the names of codes (there are: {columns}).").format(
                columns=", ".join(one_line(name) for name in header) or _("none")
            ),
            _('Call that column "label" and put it in the first line.'),
        )
    return [_row(columns, cells, line, source) for line, cells in lines if any(cell.strip() for cell in cells)]


def _lines(text: str, source: Source) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line where it begins."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        what = _("the table cannot be read ({problem}).").format(problem=error)
        raise source.fault(begins, what, _("Check the quotation marks from there on.")) from error


def _column(name: str) -> tuple[str, str]:
    """Field and language of a column, both "" for a column that says nothing about codes."""
    plain = " ".join(loose_key(name).replace("_", " ").split())
    if plain in _FIELD_OF:
        return _FIELD_OF[plain], ""
    match = _IN_LANGUAGE.fullmatch(plain)
    if match and match[1].strip() in _FIELD_OF:
        return _FIELD_OF[match[1].strip()], _LANGUAGES[match[2]]
    return "", ""


def _code_column(columns: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """A column "code" holds short names where another holds labels, else labels."""
    fields = {field for field, _language in columns}
    meaning = "short" if "label" in fields and "short" not in fields else "label"
    if {"label", "short"} <= fields:
        meaning = ""
    return [(meaning if field == "code" else field, language) for field, language in columns]


def _row(columns: Sequence[tuple[str, str]], cells: Sequence[str], line: int, source: Source) -> Row:
    plain: Row = {}
    by_language: dict[str, dict[str, Node]] = {}
    for (field, language), cell in zip(columns, cells, strict=False):
        if field and cell.strip():
            node = Node(cell[1:] if _GUARD.match(cell) else cell, line)
            held, name = (by_language.setdefault(field, {}), language) if language else (plain, field)
            held.setdefault(name, node)
    for field, texts in by_language.items():
        if field in plain:
            texts.setdefault(source.language, plain[field])
        plain[field] = Node(texts, line)
    return plain


def _undotted(rows: list[Row]) -> list[Row]:
    """Taguette writes a sub-tag as ``parent.child``: where the parent is a tag too, that is a branch."""
    if any(row.keys() & {"parent", "short"} for row in rows):
        return rows
    names = {exact_key(row["label"].value) for row in rows if "label" in row and isinstance(row["label"].value, str)}
    nested = []
    for row in rows:
        name = row["label"].value if "label" in row else ""
        if isinstance(name, str) and "." in name:
            parent, _dot, own = name.rpartition(".")
            if exact_key(parent) in names and own.strip():
                line = row["label"].line
                row = {**row, "label": Node(own, line), "parent": Node(parent, line), "dotted": Node(name, line)}
        nested.append(row)
    return nested


@dataclass(frozen=True)
class _Places:
    """Where the codes of a table stand, by what other rows may call them."""

    shorts: dict[str, int]
    others: dict[str, list[int]]

    @classmethod
    def of(cls, rows: Sequence[Row], source: Source) -> "_Places":
        shorts: dict[str, int] = {}
        others: dict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            if "short" in row:
                shorts.setdefault(exact_key(source.text(row["short"])), place)
            names = {source.text(row[name]) for name in ("uuid", "dotted") if name in row}
            if "dotted" not in row:
                names |= set(source.texts(row.get("label")).values())
            for name in names:
                others[exact_key(name)].append(place)
        return cls(shorts, others)

    def called(self, name: str) -> list[int]:
        """The rows with this name; a short name is unique, so it goes before labels."""
        key = exact_key(name)
        return [self.shorts[key]] if key in self.shorts else self.others.get(key, [])


def _by_parent(rows: Sequence[Row], source: Source) -> list[Draft]:
    places = _Places.of(rows, source)
    return [_draft(row, _parent(row, places, source)) for row in rows]


def _parent(row: Row, places: _Places, source: Source) -> int | None:
    wanted = source.text(row.get("parent"))
    if not wanted.strip():
        return None
    found = places.called(wanted) or places.called(wanted.split(">")[-1])
    if len(found) == 1:
        return found[0]
    line = row["parent"].line
    if found:
        what = _('"{name}" is the name of {count} codes.').format(name=one_line(wanted), count=len(found))
        raise source.fault(line, what, _("Give the short name of the parent."))
    alike = ", ".join(nearest(wanted, [*places.shorts, *places.others])) or _("none")
    what = _('the parent "{name}" is no code of this table.').format(name=one_line(wanted))
    raise source.fault(line, what, _("Add a row for it, or correct the name (nearest: {names}).").format(names=alike))


def _draft(row: Row, parent: int | None) -> Draft:
    line = next((node.line for node in row.values()), 1)
    return Draft(line, {name: node for name, node in row.items() if name not in {"parent", "path", "dotted"}}, parent)


def _by_path(rows: Sequence[Row], source: Source) -> list[Draft]:
    """Branches that only paths name become codes that group and cannot be applied."""
    own: dict[tuple[str, ...], Row] = {}
    for row in rows:
        steps = _steps(row, source)
        key = tuple(map(exact_key, steps))
        if key in own:
            what = _('the path "{path}" stands here a second time.').format(path=" > ".join(steps))
            raise source.fault(row["path"].line, what, _("Keep one of the two."))
        own[key] = row
    drafts: list[Draft] = []
    places: dict[tuple[str, ...], int] = {}
    for row in rows:
        steps = _steps(row, source)
        for depth in range(1, len(steps) + 1):
            key = tuple(map(exact_key, steps[:depth]))
            if key in places:
                continue
            line = next(node.line for node in row.values())
            group = {"label": Node(steps[depth - 1], line), "codable": Node("no", line)}
            fields = {"label": Node(steps[depth - 1], line), **own[key]} if key in own else group
            drafts.append(_draft(fields, places.get(key[:-1])))
            places[key] = len(drafts) - 1
    return drafts


def _steps(row: Row, source: Source) -> list[str]:
    path = source.text(row.get("path")) or source.text(row.get("label")) or source.text(row.get("short"))
    steps = [one_line(step) for step in path.split(">")]
    if not all(steps):
        line = next(node.line for node in row.values())
        what = _('"{path}" is no path.').format(path=one_line(path))
        raise source.fault(line, what, _('Write paths as "Branch > Code".'))
    return steps
