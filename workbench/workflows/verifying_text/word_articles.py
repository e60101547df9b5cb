"""Manuscripts in DOCX: body, tables, block quotations by their style, foot- and endnotes, tracked changes.

Tracked insertions are read as accepted, deletions are left out, and both are said. Text boxes are read where they are
anchored. Page headers, footers and comments are no part of the article and said.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from transcripts.i18n import _, ngettext
from transcripts.readers.archives import damaged, refuse_bombs
from transcripts.readers.sniffing import refuse_other_kind
from workbench.workflows.verifying_text.articles import Piece, Place

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset({_W + "del", _W + "moveFrom"})
_SKIPPED = _GONE | {_W + "pPr", _W + "rPr", _W + "tblPr", _W + "sectPr", _FALLBACK}
_CHARACTERS = {_W + "tab": "\t", _W + "br": " ", _W + "cr": " ", _W + "noBreakHyphen": "-", _W + "softHyphen": ""}
_HEADINGS = re.compile(r"(heading|titre|title|subtitle|sous-titre)\b.*", re.IGNORECASE)
_QUOTES = re.compile(
    r"(intense |block )?quot(e|ation).*|citation( intense)?.*|block text|bloc de texte|verbatim.*",
    re.IGNORECASE,
)
_NOTES = re.compile(r"/word/(footnotes|endnotes)\d*\.xml")
_BESIDE = re.compile(r"/word/(comments|header|footer)\d*\.xml")


def read_word_article(path: Path) -> tuple[list[Piece], list[str]]:
    """The paragraphs of a DOCX file, and what is to be said of it.

    Raises:
        TranscriptError: If it is no DOCX, is damaged, or unpacks to too much.
    """
    refuse_other_kind(path, "docx")
    refuse_bombs(path)
    document = _opened(path)
    body = document.element.find(_W + "body")
    if body is None:
        raise damaged(path)
    reader = _Reader(_styles(document))
    pieces = list(reader.pieces(body, Place.BODY, ""))
    notes: list[str] = []
    for part, root in _parts(document, path):
        if _NOTES.fullmatch(part):
            pieces += reader.notes(root)
        elif _BESIDE.fullmatch(part) and any((text.text or "").strip() for text in root.iter(_W + "t")):
            notes.append(_("Not read: {part}.").format(part=part.removeprefix("/word/")))
    return pieces, [*reader.remarks(), *notes]


def _opened(path: Path) -> Any:
    import zipfile

    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        return docx.Document(str(path))
    except (PackageNotFoundError, LxmlError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        # python-docx meets a broken package with whatever its first unguarded step raises.
        raise damaged(path) from error


def _parts(document: Any, path: Path) -> Iterator[tuple[str, Any]]:
    """The parts beside the body, parsed without touching anything outside the file."""
    from lxml.etree import LxmlError, XMLParser, fromstring

    for part in document.part.package.iter_parts():
        name = str(part.partname)
        if _NOTES.fullmatch(name) or _BESIDE.fullmatch(name):
            try:
                yield name, fromstring(part.blob, XMLParser(resolve_entities=False, no_network=True))
            except LxmlError as error:
                raise damaged(path) from error


class _Reader:
    """Walks the XML; counts what is tracked.

    Args:
        styles: Id of a style to what its paragraphs are.
    """

    def __init__(self, styles: dict[str, Place]) -> None:
        self._styles = styles
        self._inserted = self._deleted = self._tables = 0

    def pieces(self, parent: Any, place: Place, label: str) -> Iterator[Piece]:
        """All paragraphs below an element, in reading order; a table row is one."""
        for element in parent:
            if element.tag == _W + "p":
                boxes: list[Any] = []
                words = self._words(element, boxes)
                yield (self._place(element) if place is Place.BODY else place), label, words
                for box in boxes:
                    yield from self.pieces(box, place, label)
            elif element.tag == _W + "tbl":
                self._tables += 1
                table = self._tables
                for number, row in enumerate(_below(element, _W + "tr"), 1):
                    cells = [
                        " ".join(one[2] for one in self.pieces(cell, place, "")) for cell in _below(row, _W + "tc")
                    ]
                    yield Place.TABLE, f"{table}.{number}", " | ".join(cells)
            elif element.tag in _GONE:
                self._deleted += 1
            elif element.tag not in _SKIPPED:
                self._inserted += element.tag in (_W + "ins", _W + "moveTo")
                yield from self.pieces(element, place, label)

    def notes(self, root: Any) -> Iterator[Piece]:
        """Foot- or endnotes, each paragraph with the number of its note."""
        number = 0
        for note in root:
            if note.get(_W + "type", "normal") == "normal":
                number += 1
                yield from self.pieces(note, Place.NOTE, str(number))

    def remarks(self) -> Iterator[str]:
        """What is to be said of tracked changes."""
        if self._inserted:
            said = ngettext(
                "{count} tracked insertion is read as accepted.",
                "{count} tracked insertions are read as accepted.",
                self._inserted,
            )
            yield said.format(count=self._inserted)
        if self._deleted:
            said = ngettext(
                "{count} tracked deletion is left out.", "{count} tracked deletions are left out.", self._deleted
            )
            yield said.format(count=self._deleted)

    def _place(self, paragraph: Any) -> Place:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return Place.BODY if style is None else self._styles.get(str(style.get(_W + "val", "")), Place.BODY)

    def _words(self, parent: Any, boxes: list[Any]) -> str:
        words = ""
        for child in parent:
            if child.tag == _W + "t":
                words += child.text or ""
            elif child.tag in _CHARACTERS:
                words += _CHARACTERS[child.tag]
            elif child.tag == _W + "txbxContent":
                boxes.append(child)
            elif child.tag in _GONE:
                self._deleted += 1
            elif child.tag not in _SKIPPED:
                self._inserted += child.tag in (_W + "ins", _W + "moveTo")
                words += self._words(child, boxes)
        return words


def _below(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, in content controls too, but not those of a table inside a cell."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and child.tag not in (_W + "tr", _W + "tc"):
            yield from _below(child, tag)


def _styles(document: Any) -> dict[str, Place]:
    """Styles that are headings or block quotations, by name or by what they are built on."""
    names: dict[str, str] = {}
    bases: dict[str, str] = {}
    for style in document.styles.element.iter(_W + "style"):
        identifier = style.get(_W + "styleId", "")
        name, base = style.find(_W + "name"), style.find(_W + "basedOn")
        names[identifier] = "" if name is None else name.get(_W + "val", "")
        bases[identifier] = "" if base is None else base.get(_W + "val", "")
    found = {identifier: _meaning(identifier, names, bases) for identifier in names}
    return {identifier: place for identifier, place in found.items() if place is not None}


def _meaning(identifier: str, names: dict[str, str], bases: dict[str, str]) -> Place | None:
    seen: set[str] = set()
    while identifier and identifier not in seen:
        name = names.get(identifier, "")
        if _HEADINGS.fullmatch(name):
            return Place.HEADING
        if _QUOTES.fullmatch(name):
            return Place.QUOTE
        seen.add(identifier)
        identifier = bases.get(identifier, "")
    return None
