"""DOCX: paragraphs and tables of the body in reading order, bold type and heading styles.

The XML is walked here and not through python-docx's ``Paragraph.text``, which leaves out tracked insertions, content
controls and text boxes. Each paragraph becomes a line, each table row too, its cells parted by tabs. Tracked deletions
are no part of the text. Notes, comments, page headers and footers are counted and said.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transcripts.i18n import ngettext
from transcripts.readers.archives import damaged, refuse_bombs
from transcripts.readers.options import ReadingOptions
from transcripts.readers.script import Line, Script
from transcripts.readers.sniffing import refuse_other_kind

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({_W + "del", _W + "moveFrom", _W + "pPr", _W + "rPr", _FALLBACK})
_CHARACTERS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_TEXTS = frozenset({_W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"})
_OFF = frozenset({"0", "false", "off", "none"})
_HEADING_STYLES = re.compile(r"(heading|titre|title|subtitle|sous-titre)\b.*", re.IGNORECASE)
_SIDE_PART = re.compile(r"/word/(footnotes|endnotes|comments|header|footer)\d*\.xml")


@dataclass(slots=True)
class _Paragraph:
    """Text of one paragraph, and how much of its beginning is bold."""

    text: str = ""
    bold: int = 0
    heading: bool = False
    boxes: list[Any] = field(default_factory=list)
    plain_seen: bool = False

    def add(self, words: str, *, bold: bool) -> None:
        self.text += words
        if bold and not self.plain_seen:
            self.bold = len(self.text)
        elif words.strip():
            self.plain_seen = True


def read_word(path: Path, options: ReadingOptions) -> Script:
    """The script of a DOCX file.

    Raises:
        TranscriptError: If it is no DOCX, is damaged, or unpacks to too much.
    """
    refuse_other_kind(path, "docx")
    refuse_bombs(path)
    document = _opened(path)
    headings = _heading_styles(document)
    builder = _Builder()
    for paragraph in _paragraphs(_body(document, path), headings):
        builder.add(paragraph)
    title = document.core_properties.title or ""
    return Script("".join(builder.parts), tuple(builder.lines), notes=_side_notes(document, path), title=title.strip())


def _opened(path: Path) -> Any:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        return docx.Document(str(path))
    except (PackageNotFoundError, LxmlError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        # python-docx meets a broken package with whatever its first unguarded step raises.
        raise damaged(path) from error


def _body(document: Any, path: Path) -> Any:
    body = document.element.find(_W + "body")
    if body is None:
        raise damaged(path)
    return body


class _Builder:
    """Sets paragraphs one after the other, a line feed between."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.lines: list[Line] = []
        self._position = 0

    def add(self, paragraph: _Paragraph) -> None:
        if not paragraph.text.strip():
            return
        if self.parts:
            self.parts.append("\n")
            self._position += 1
        start = self._position
        self.parts.append(paragraph.text)
        self._position += len(paragraph.text)
        for part in paragraph.text.split("\n"):
            if part.strip():
                bold = max(0, min(len(part), paragraph.bold - (start - self._position + len(paragraph.text))))
                self.lines.append(Line(start, start + len(part), paragraph.heading, bold=bold))
            start += len(part) + 1


def _paragraphs(parent: Any, headings: frozenset[str]) -> Iterator[_Paragraph]:
    """All paragraphs below an element, in reading order; a table row is one."""
    for element in parent:
        if element.tag == _W + "p":
            paragraph = _paragraph(element, headings)
            yield paragraph
            for box in paragraph.boxes:
                yield from _paragraphs(box, headings)
        elif element.tag == _W + "tbl":
            for row in _parts(element, _W + "tr"):
                yield _row(row, headings)
        elif element.tag not in _SKIPPED:
            yield from _paragraphs(element, headings)


def _paragraph(element: Any, headings: frozenset[str]) -> _Paragraph:
    paragraph = _Paragraph(heading=_style(element) in headings)
    _collect(element, paragraph, bold=False)
    return paragraph


def _collect(element: Any, paragraph: _Paragraph, *, bold: bool) -> None:
    """Take the text below an element into the paragraph; text boxes are kept for later."""
    for child in element:
        if child.tag in _TEXTS:
            paragraph.add(child.text or "", bold=bold)
        elif child.tag == _W + "sym":
            paragraph.add(_symbol(child.get(_W + "char", "")), bold=bold)
        elif child.tag in _CHARACTERS:
            if child.tag != _W + "br" or child.get(_W + "type", "textWrapping") == "textWrapping":
                paragraph.add(_CHARACTERS[child.tag], bold=bold)
        elif child.tag == _W + "txbxContent":
            paragraph.boxes.append(child)
        elif child.tag not in _SKIPPED:
            _collect(child, paragraph, bold=_is_bold(child) if child.tag == _W + "r" else bold)


def _symbol(code: str) -> str:
    """A character of a symbol font; those without a place in Unicode are shown as missing, not dropped."""
    number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{2,5}", code) else 0xFFFD
    return "\ufffd" if number < 0x20 or 0xD800 <= number <= 0xF8FF else chr(number)


def _is_bold(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}b")
    return mark is not None and mark.get(_W + "val", "true") not in _OFF


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else str(style.get(_W + "val", ""))


def _row(row: Any, headings: frozenset[str]) -> _Paragraph:
    """A table row: its cells with tabs between; further paragraphs of the last cell keep their line feeds."""
    cells: list[list[_Paragraph]] = []
    for cell in _parts(row, _W + "tc"):
        filled = [paragraph for paragraph in _paragraphs(cell, headings) if paragraph.text.strip()]
        if filled:
            cells.append(filled)
    joined = _Paragraph()
    for number, cell in enumerate(cells):
        last = number == len(cells) - 1
        for position, paragraph in enumerate(cell):
            joined.add(("\n" if last else " ") * bool(position), bold=True)
            joined.add(paragraph.text[: paragraph.bold], bold=True)
            joined.add(paragraph.text[paragraph.bold :], bold=False)
        joined.add("" if last else "\t", bold=True)
    return joined


def _parts(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, in content controls too, but not those of a table inside a cell."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and child.tag not in (_W + "tr", _W + "tc"):
            yield from _parts(child, tag)


def _heading_styles(document: Any) -> frozenset[str]:
    """Ids of the styles that are headings or built on one."""
    names: dict[str, str] = {}
    bases: dict[str, str] = {}
    for style in document.styles.element.iter(_W + "style"):
        identifier = style.get(_W + "styleId", "")
        name, base = style.find(_W + "name"), style.find(_W + "basedOn")
        names[identifier] = "" if name is None else name.get(_W + "val", "")
        bases[identifier] = "" if base is None else base.get(_W + "val", "")
    return frozenset(identifier for identifier in names if _built_on_heading(identifier, names, bases))


def _built_on_heading(identifier: str, names: dict[str, str], bases: dict[str, str]) -> bool:
    seen: set[str] = set()
    while identifier and identifier not in seen:
        if _HEADING_STYLES.fullmatch(names.get(identifier, "")):
            return True
        seen.add(identifier)
        identifier = bases.get(identifier, "")
    return False


def _side_notes(document: Any, path: Path) -> tuple[str, ...]:
    """What stands beside the body, counted: footnotes, comments, page headers."""
    from lxml.etree import LxmlError, XMLParser, fromstring

    notes: list[str] = []
    for part in document.part.package.iter_parts():
        match = _SIDE_PART.fullmatch(str(part.partname))
        if match is None:
            continue
        try:
            root = fromstring(part.blob, XMLParser(resolve_entities=False, no_network=True))
        except LxmlError as error:
            raise damaged(path) from error
        size = sum(len(text.text or "") for text in root.iter(_W + "t"))
        if size:
            note = ngettext("Left out: {count} character of {part}.", "Left out: {count} characters of {part}.", size)
            notes.append(note.format(count=size, part=str(part.partname).removeprefix("/word/")))
    return tuple(notes)
