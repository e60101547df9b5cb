"""Which reader reads what, and the one door through which files come in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from transcripts.errors import TranscriptError
from transcripts.files import LARGEST, size_of
from transcripts.i18n import N_, _
from transcripts.model import Transcript
from transcripts.readers.answers import read_answers
from transcripts.readers.interviews import read_interview
from transcripts.readers.options import Reading, ReadingOptions
from transcripts.readers.plain import read_markdown, read_text
from transcripts.readers.script import Script
from transcripts.readers.sniffing import kind_of
from transcripts.readers.tables import Table, read_delimited, read_workbook
from transcripts.readers.word import read_word


@dataclass(frozen=True, slots=True)
class Reader:
    """One format.

    Attributes:
        name: Short name, kept with each transcript.
        title: In words, to be translated where shown.
        endings: File endings that choose it, with the dot, in small letters.
        read: Reads a file.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    read: Callable[[Path, ReadingOptions], Reading]


def _scripted(name: str, script: Callable[[Path, ReadingOptions], Script]) -> Callable[[Path, ReadingOptions], Reading]:
    """The reader of a format that gives a script, whose layout is then looked for."""

    def read(path: Path, options: ReadingOptions) -> Reading:
        return read_interview(script(path, options), path, name, options)

    return read


def _tabled(name: str, table: Callable[[Path, ReadingOptions], Table]) -> Callable[[Path, ReadingOptions], Reading]:
    """The reader of a format that gives a table of answers."""

    def read(path: Path, options: ReadingOptions) -> Reading:
        return read_answers(table(path, options), path, name, options)

    return read


READERS: tuple[Reader, ...] = (
    Reader("text", N_("plain text"), (".txt", ".text"), _scripted("text", read_text)),
    Reader("docx", N_("Word document"), (".docx",), _scripted("docx", read_word)),
    Reader("markdown", N_("Markdown"), (".md", ".markdown"), _scripted("markdown", read_markdown)),
    Reader("csv", N_("table of answers"), (".csv", ".tsv", ".tab"), _tabled("csv", read_delimited)),
    Reader("xlsx", N_("Excel workbook of answers"), (".xlsx",), _tabled("xlsx", read_workbook)),
)


def endings() -> tuple[str, ...]:
    """All file endings that can be read, with the dot."""
    return tuple(ending for reader in READERS for ending in reader.endings)


def read_file(path: Path, *, options: ReadingOptions | None = None) -> Reading:
    """Read one file and say all that was understood of it. Nothing is stored.

    Raises:
        TranscriptError: If the file is missing, empty, of another kind than its ending says, or of no known kind.
    """
    reader = _reader_for(path)
    try:
        size = size_of(path)
        if size == 0:
            raise _empty(path)
        if size > LARGEST:
            raise _too_large(path)
        reading = reader.read(path, options or ReadingOptions())
    except OSError as error:
        raise TranscriptError(
            _("{name} cannot be read: {reason}.").format(name=path.name, reason=error.strerror or error),
            _("Look at the path and at who may read the file."),
        ) from error
    if not any(transcript.turns for transcript in reading.transcripts):
        raise _empty(path)
    return reading


def read_transcripts(path: Path, *, options: ReadingOptions | None = None) -> list[Transcript]:
    """The transcripts of one file; see ``read_file`` for errors and for what else was understood."""
    return list(read_file(path, options=options).transcripts)


def _reader_for(path: Path) -> Reader:
    if path.is_dir():
        raise TranscriptError(_("{name} is a folder.").format(name=path.name), _("Name the files in it."))
    ending = path.suffix.lower()
    for reader in READERS:
        if ending in reader.endings:
            return reader
    raise TranscriptError(
        _("{name} has an ending that no reader knows.").format(name=path.name) + _found_kind(path),
        _("Files that can be read end in {endings}.").format(endings=" ".join(endings())),
    )


def _found_kind(path: Path) -> str:
    """What the file seems to be, as a further sentence; nothing where it cannot be opened or is mere text."""
    try:
        kind = kind_of(path)
    except OSError:
        return ""
    return "" if kind.name == "text" else " " + _("It is {kind}.").format(kind=_(kind.title))


def _empty(path: Path) -> TranscriptError:
    return TranscriptError(
        _("{name} holds no text.").format(name=path.name), _("Look whether it was saved, or leave it out.")
    )


def _too_large(path: Path) -> TranscriptError:
    return TranscriptError(
        _("{name} is too large for a transcript: over {limit} MB.").format(name=path.name, limit=LARGEST // 1024**2),
        _("Cut it into several files and import those."),
    )
