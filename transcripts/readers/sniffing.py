"""What a file is by its first bytes, whatever its name says."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from transcripts.errors import TranscriptError
from transcripts.i18n import N_, _

_HEAD = 4096
_SIGNATURES = (
    (b"%PDF-", "pdf", N_("a PDF file")),
    (b"{\\rtf", "rtf", N_("an RTF document")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole", N_("an old or password-protected Word or Excel file")),
    (b"SQLite format 3\0", "sqlite", N_("a database")),
    (b"\x89PNG\r\n\x1a\n", "image", N_("a picture")),
    (b"\xff\xd8\xff", "image", N_("a picture")),
    (b"GIF8", "image", N_("a picture")),
    (b"ID3", "sound", N_("a sound recording")),
    (b"RIFF", "sound", N_("a sound recording")),
    (b"OggS", "sound", N_("a sound recording")),
    (b"fLaC", "sound", N_("a sound recording")),
    (b"\x1f\x8b", "packed", N_("a packed file")),
    (b"7z\xbc\xaf\x27\x1c", "packed", N_("a packed file")),
    (b"Rar!", "packed", N_("a packed file")),
    (b"\x7fELF", "program", N_("a program")),
)
_MEMBERS = (
    ("word/document.xml", "docx", N_("a Word document")),
    ("xl/workbook.xml", "xlsx", N_("an Excel workbook")),
    ("ppt/presentation.xml", "pptx", N_("a PowerPoint presentation")),
    ("project.qde", "qdpx", N_("a REFI-QDA project")),
)
_HINTS = {
    "docx": N_("Give it the ending .docx and import it again."),
    "xlsx": N_("Give it the ending .xlsx and import it again."),
    "pdf": N_("Save the transcript as DOCX or plain text, and import that."),
    "rtf": N_("Open it in a word processor, save it as DOCX, and import that."),
    "ole": N_("Open it in a word processor or spreadsheet, save it as DOCX or XLSX, and import that."),
    "packed": N_("Unpack it and import what is inside."),
    "zip": N_("Unpack it and import what is inside."),
    "text": N_("Give it the ending .txt (or .csv for a table) and import it again."),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is.

    Attributes:
        name: Short name, such as ``docx`` or ``text``.
        title: In words, to be translated where shown.
    """

    name: str
    title: str


TEXT = Kind("text", N_("a text file"))


def kind_of(path: Path) -> Kind:
    """What a file is by its first bytes; whatever has no known signature passes for text."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for signature, name, title in _SIGNATURES:
        if head.startswith(signature):
            return Kind(name, title)
    if head[4:8] == b"ftyp":
        return Kind("sound", N_("a sound recording"))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed_kind(path)
    return TEXT


def _packed_kind(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return Kind("zip", N_("a damaged packed file"))
    for member, name, title in _MEMBERS:
        if member in members:
            return Kind(name, title)
    if "content.xml" in members and "mimetype" in members:
        return Kind("odf", N_("an OpenDocument file"))
    return Kind("zip", N_("a packed file"))


def refuse_other_kind(path: Path, expected: str) -> None:
    """Refuse a file that is not what its ending says.

    Args:
        path: The file.
        expected: Short name of what it should be.

    Raises:
        TranscriptError: Saying what it is and what to do.
    """
    found = kind_of(path)
    if found.name == expected:
        return
    default = N_("Open it in the program that made it, save it as DOCX or plain text, and import that.")
    raise TranscriptError(
        _("{name} is {kind}, whatever its ending says.").format(name=path.name, kind=_(found.title)),
        _(_HINTS.get(found.name, default)),
    )
