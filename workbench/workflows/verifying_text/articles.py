"""A manuscript as paragraphs, from DOCX, Markdown or plain text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from transcripts.errors import TranscriptError
from transcripts.files import LARGEST, contents, name_of, size_of
from transcripts.i18n import _
from transcripts.readers.decoding import decode
from transcripts.readers.sniffing import refuse_other_kind

MOST_PARAGRAPHS = 200_000
LONGEST_PARAGRAPH = 8_000
MOST_CHARACTERS = 10_000_000
# Where a word may be broken, and other marks that nobody sees.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


class Place(StrEnum):
    """Where a paragraph stands."""

    BODY = "body"
    HEADING = "heading"
    QUOTE = "quote"
    TABLE = "table"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of a manuscript.

    Attributes:
        number: 1, 2, 3 … in reading order; notes come after the text.
        text: Its words, without marks of layout.
        place: Where it stands.
        label: Number of the note, or of the table's row, "" elsewhere.
    """

    number: int
    text: str
    place: Place = Place.BODY
    label: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A manuscript.

    Attributes:
        name: Of the file.
        paragraphs: In reading order, none of them blank.
        notes: What was left out or read in a certain way, in sentences.
    """

    name: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[str, ...] = ()


#: Place, label and words of a paragraph, before it has its number.
Piece = tuple[Place, str, str]


def read_article(path: Path) -> Article:
    """Read a manuscript.

    Raises:
        TranscriptError: If it is missing, of another kind than its ending says, damaged, or too large.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise TranscriptError(
            _("{name} is no manuscript that can be read here.").format(name=name_of(path)),
            _("Save it as one of: {endings}.").format(endings=" ".join(ENDINGS)),
        )
    try:
        if size_of(path) > LARGEST:
            raise TranscriptError(_("{name} is too large for a manuscript.").format(name=name_of(path)))
        pieces, notes = _read(path, ending)
    except OSError as error:
        raise TranscriptError(
            _("{name} cannot be read: {reason}.").format(name=name_of(path), reason=error.strerror or str(error)),
            _("Check the path and the rights on the file."),
        ) from error
    parts = ((place, label, part) for place, label, text in pieces for part in _parts(_UNSEEN.sub("", text)))
    paragraphs = tuple(Paragraph(number, text, place, label) for number, (place, label, text) in enumerate(parts, 1))
    if len(paragraphs) > MOST_PARAGRAPHS or sum(len(one.text) for one in paragraphs) > MOST_CHARACTERS:
        raise TranscriptError(_("{name} is too large for a manuscript.").format(name=name_of(path)))
    return Article(name_of(path), paragraphs, tuple(notes))


def _parts(text: str) -> Iterator[str]:
    """A paragraph, nothing where it is blank, or its parts where it is longer than any that people write."""
    while len(text) > LONGEST_PARAGRAPH:
        end = text.rfind(" ", 1, LONGEST_PARAGRAPH)
        end = LONGEST_PARAGRAPH if end < 0 else end
        if text[:end].strip():
            yield text[:end]
        text = text[end:]
    if text.strip():
        yield text


def _read(path: Path, ending: str) -> tuple[list[Piece], list[str]]:
    if ending == ".docx":
        from workbench.workflows.verifying_text.word_articles import read_word_article

        return read_word_article(path)
    refuse_other_kind(path, "text")
    decoded = decode(contents(path), name_of(path))
    read = _plain if ending == ".txt" else _markdown
    return list(read(decoded.text)), list(decoded.notes)


# -- plain text ------------------------------------------------------------------------------------------------------

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def _plain(text: str) -> Iterator[Piece]:
    """Paragraphs between blank lines, else one a line; ``>`` before a line marks a block quotation."""
    blocks = _BLANK_LINE.split(text) if _BLANK_LINE.search(text.strip()) else text.split("\n")
    for block in blocks:
        lines = [line for line in block.split("\n") if line.strip()]
        quoted = bool(lines) and all(line.lstrip().startswith(">") for line in lines)
        words = " ".join(line.strip().lstrip("> ") if quoted else line.strip() for line in lines)
        yield (Place.QUOTE if quoted else Place.BODY), "", words


# -- Markdown --------------------------------------------------------------------------------------------------------

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$")
_NOTE = re.compile(r"\A {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*")
_ITEM = re.compile(r"\A\s*(?:[-*+]|\d{1,4}[.)])[ \t]+")
_ROW = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"\s*\|?[\s:|-]+\|?\s*")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
# Marks at the edge of a word; a mark inside one, as in snake_case, is a letter of it.
_EMPHASIS = re.compile(r"(?<![\w\\*])[*_]{1,3}(?=\S)|(?<=[^\s\\])[*_]{1,3}(?![\w*])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def _markdown(text: str) -> Iterator[Piece]:
    block: list[str] = []
    place, label, row = Place.BODY, "", 0
    fence = ""
    for line in [*_COMMENT.sub("", text).split("\n"), ""]:
        opening = _FENCE.match(line)
        if fence or opening:
            fence = (
                "" if fence and opening and opening[1].startswith(fence) else fence or (opening[1] if opening else "")
            )
            continue
        kind = _kind(line, place if block else Place.BODY)
        note = _NOTE.match(line)
        if block and (not line.strip() or kind is not place or note or kind is Place.TABLE or _ITEM.match(line)):
            yield place, label, _inline(" ".join(block))
            block = []
        if not line.strip():
            place, label, row = Place.BODY, "", 0
            continue
        place = Place.NOTE if note else kind
        label = note[1] if note else label if place is Place.NOTE else ""
        if place is Place.TABLE:
            if _RULE.fullmatch(line):
                continue
            row += 1
            label = str(row)
        block.append(_bare(line, place))


def _kind(line: str, before: Place) -> Place:
    """What a line is, by its marks; a line without any goes on with the paragraph before it."""
    if _HEADING.match(line):
        return Place.HEADING
    if line.lstrip().startswith(">"):
        return Place.QUOTE
    if _ROW.fullmatch(line):
        return Place.TABLE
    return before if before in (Place.QUOTE, Place.NOTE) else Place.BODY


def _bare(line: str, place: Place) -> str:
    if place is Place.HEADING:
        found = _HEADING.match(line)
        return found[1] if found else line
    if place is Place.QUOTE:
        return re.sub(r"^\s*(?:>\s?)+", "", line).strip()
    if place is Place.TABLE:
        return " | ".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    return _ITEM.sub("", _NOTE.sub("", line)).strip()


def _inline(text: str) -> str:
    """The words without emphasis, links, notes and tags; brackets of ours, such as […], stay."""
    text = _NOTE_MARK.sub("", _TAG.sub("", _LINK.sub(r"\1", text)))
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub("", text))


ENDINGS = (".docx", ".md", ".markdown", ".txt")
