"""Formats by name, and files that are either whole or as they were before."""

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from exports.documents import markdown
from exports.errors import ExportError
from exports.report import Report
from exports.sheets import write_workbook
from exports.tables import json_lines, separated
from transcripts.display import visible
from transcripts.i18n import N_, _

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_DATABASE = b"SQLite format 3\0"
Writer = Callable[[Report, BinaryIO], list[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a report.

    Attributes:
        name: As asked for on the command line.
        endings: File endings that mean it.
        title: What a person calls it; translated where it is shown.
        write: Writes the report to a binary stream; returns sentences about what the format could not hold.
    """

    name: str
    endings: tuple[str, ...]
    title: str
    write: Writer


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and what the format could not hold."""

    path: Path
    format: str
    notes: tuple[str, ...] = ()


def _write_text(pieces: Iterable[str], stream: BinaryIO) -> None:
    for piece in pieces:
        stream.write(piece.encode("utf-8", errors="replace"))


def _write_separated(report: Report, stream: BinaryIO, *, delimiter: str, start: str) -> list[str]:
    if not report.tables:
        raise ExportError(_("This has no table that a CSV file could hold."), _("Ask for .md or .json."))
    _write_text([start], stream)
    _write_text(separated(report.tables[0], delimiter=delimiter), stream)
    if len(report.tables) == 1:
        return []
    left_out = ", ".join(table.name for table in report.tables[1:])
    return [_("This format holds one table; left out: {tables}. JSON and XLSX hold all.").format(tables=left_out)]


def _write_csv(report: Report, stream: BinaryIO) -> list[str]:
    # Excel takes a CSV file for UTF-8 only if it begins with a byte order mark; readers of CSV drop it.
    return _write_separated(report, stream, delimiter=",", start="\ufeff")


def _write_tsv(report: Report, stream: BinaryIO) -> list[str]:
    return _write_separated(report, stream, delimiter="\t", start="")


def _write_json(report: Report, stream: BinaryIO) -> list[str]:
    _write_text(json_lines(report), stream)
    return []


def _write_markdown(report: Report, stream: BinaryIO) -> list[str]:
    _write_text(markdown(report), stream)
    return []


FORMATS: dict[str, Format] = {
    item.name: item
    for item in (
        Format("csv", (".csv",), N_("comma-separated values"), _write_csv),
        Format("tsv", (".tsv", ".tab"), N_("tab-separated values"), _write_tsv),
        Format("json", (".json",), N_("JSON"), _write_json),
        Format("xlsx", (".xlsx",), N_("Excel workbook"), write_workbook),
        Format("md", (".md", ".markdown"), N_("Markdown"), _write_markdown),
    )
}


def known_endings() -> str:
    """Every ending that can be written, as one list for a sentence."""
    return ", ".join(ending for item in FORMATS.values() for ending in item.endings)


def format_for(path: Path, name: str = "") -> Format:
    """The format of that name, or else the one that the file's ending means.

    Raises:
        ExportError: If neither is known; the hint lists the known ones.
    """
    if name:
        if name in FORMATS:
            return FORMATS[name]
        raise ExportError(
            _("The format {name} is not known.").format(name=name),
            _("Known: {names}.").format(names=", ".join(FORMATS)),
        )
    for item in FORMATS.values():
        if path.suffix.lower() in item.endings:
            return item
    raise ExportError(
        _("The ending of {name} does not say which format to write.").format(name=path.name),
        _("Known endings: {endings}.").format(endings=known_endings()),
    )


def write_report(report: Report, path: Path, *, name: str = "") -> Written:
    """Write a report to a file: aside first, then in one step over what was there.

    Args:
        report: What to write; its iterators are consumed.
        path: A file, there or not, in a folder that exists.
        name: A format, "" to go by the ending.

    Raises:
        ExportError: If the format is unknown or the file cannot be written; what was there before is untouched.
    """
    chosen = format_for(path, name)
    notes: list[str] = []
    write_aside(path, lambda stream: notes.extend(chosen.write(report, stream)))
    return Written(path, chosen.name, tuple(notes))


def write_aside(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Have ``write`` fill a new file beside ``path``, then put it in the place of ``path``.

    A link is followed, so that the file it names is replaced and the link stays. What is no file (a pipe, a
    terminal) is written to directly.

    Raises:
        ExportError: If the file cannot be written; what was there before is untouched.
    """
    if path.is_dir():
        raise ExportError(
            _("{name} is a folder.").format(name=path.name or str(path)), _("Name a file in it to write to.")
        )
    try:
        if path.exists() and not path.is_file():
            # Not by its resolved name: that of a pipe behind /dev/stdout names nothing.
            with path.open("wb") as stream:
                write(_Harmless(stream) if stream.isatty() else stream)
            return
        target = path.resolve()
        _refuse_database(target)
        _replace(target, write)
    except BrokenPipeError:  # its reader has had enough, which is no fault of the file
        raise
    except OSError as error:
        raise _refusal(path, error) from error


class _Harmless(BytesIO):
    """Passes text on to a terminal with whatever would steer it made visible."""

    def __init__(self, terminal: BinaryIO) -> None:
        super().__init__()
        self._terminal = terminal

    def write(self, data: "ReadableBuffer") -> int:
        """Pass one piece on."""
        text = bytes(data).decode("utf-8", errors="replace")
        return self._terminal.write(visible(text).encode("utf-8", errors="replace"))


def _refuse_database(target: Path) -> None:
    """Never put a report where a study lies, whatever its ending says."""
    if not target.exists():
        return
    with target.open("rb") as file:
        database = file.read(len(_DATABASE)) == _DATABASE
    if database:
        raise ExportError(
            _("{name} is a database, perhaps a study, and is not overwritten.").format(name=target.name),
            _("Choose another name."),
        )


def _replace(target: Path, write: Callable[[BinaryIO], object]) -> None:
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only", str(target))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        aside.chmod(_usual_mode() if mode is None else mode)
        aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can."""
    with suppress(OSError):  # folders cannot be opened on Windows, nor synced on every file system
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refusal(path: Path, error: OSError) -> ExportError:
    name = path.name
    if isinstance(error, FileNotFoundError):
        message = _("The folder {folder} does not exist.").format(folder=path.parent)
        return ExportError(message, _("Make it first, or write elsewhere."))
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        message = _("{name} cannot be written: the file or its folder is read-only.").format(name=name)
        return ExportError(message, _("Choose another folder, or change its permissions."))
    if error.errno == errno.ENOSPC:
        message = _("{name} cannot be written: the disk is full.").format(name=name)
        return ExportError(message, _("Make room and try again; nothing was changed."))
    message = _("{name} cannot be written: {reason}.").format(name=name, reason=error.strerror or type(error).__name__)
    return ExportError(message)
