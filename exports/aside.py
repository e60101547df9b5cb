"""Files that are either whole or as they were before, one or several together."""

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from exports.errors import ExportError
from transcripts.display import visible
from transcripts.i18n import _

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_DATABASE = b"SQLite format 3\0"
Fill = Callable[[BinaryIO], object]


def write_aside(path: Path, write: Fill) -> None:
    """Have ``write`` fill a new file beside ``path``, then put it in the place of ``path``.

    A link is followed, so that the file it names is replaced and the link stays. What is no file (a pipe, a
    terminal) is written to directly.

    Raises:
        ExportError: If the file cannot be written; what was there before is untouched.
    """
    write_all_aside({path: write})


def write_all_aside(files: Mapping[Path, Fill]) -> None:
    """Write several files that belong together: all of them take their places, or none does.

    Each is filled aside in the order given, its stream readable as well as writable, before the first one moves.

    Args:
        files: Where each goes, and what fills it. Only a single one may be a pipe or a terminal.

    Raises:
        ExportError: If one cannot be written; what was there before is untouched.
    """
    placed: list[_Aside] = []
    at = Path()
    try:
        for at, write in files.items():
            if _is_stream(at):
                _pass_on(at, write)
            else:
                placed.append(_Aside.filled(at.resolve(), write))
        _move(placed)
    except BrokenPipeError:  # its reader has had enough, which is no fault of the file
        raise
    except OSError as error:
        raise _refusal(at, error) from error
    finally:
        for one in placed:
            one.clear()
    for folder in {one.target.parent for one in placed}:
        _sync_folder(folder)


def _is_stream(path: Path) -> bool:
    """Whether it is there and no file; a folder is refused."""
    if path.is_dir():
        raise ExportError(
            _("{name} is a folder.").format(name=path.name or str(path)), _("Name a file in it to write to.")
        )
    return path.exists() and not path.is_file()


def _pass_on(path: Path, write: Fill) -> None:
    # Not by its resolved name: that of a pipe behind /dev/stdout names nothing.
    with path.open("wb") as stream:
        write(_Harmless(stream) if stream.isatty() else stream)


@dataclass(slots=True)
class _Aside:
    """A file that waits beside its place.

    Attributes:
        target: Its place.
        aside: Where it waits.
        kept: What stood in its place, until all have moved; None if nothing did.
        moved: Whether it stands in its place.
    """

    target: Path
    aside: Path
    kept: Path | None = None
    moved: bool = False

    @classmethod
    def filled(cls, target: Path, write: Fill) -> "_Aside":
        """A new file beside ``target``, filled and on disk."""
        _refuse_database(target)
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        if mode is not None and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "read-only", str(target))
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part")
        made = cls(target, Path(name))
        try:
            with os.fdopen(handle, "w+b") as stream:
                write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            made.aside.chmod(_usual_mode() if mode is None else mode)
        except BaseException:
            made.clear()
            raise
        return made

    def move(self, *, keep: bool) -> None:
        """Take the place; with ``keep`` what stood there can be put back."""
        if keep and self.target.exists():
            self.kept = _second_name(self.target, self.aside.with_suffix(".old"))
        self.aside.replace(self.target)
        self.moved = True

    def put_back(self) -> None:
        """As it was before ``move``."""
        if self.kept is not None:
            self.kept.replace(self.target)
            self.kept = None
        else:
            self.target.unlink(missing_ok=True)

    def clear(self) -> None:
        """Leave nothing half-written beside the place."""
        self.aside.unlink(missing_ok=True)


def _move(files: list[_Aside]) -> None:
    """Move all into their places; if one cannot, those before it go back."""
    try:
        for one in files:
            one.move(keep=len(files) > 1)  # a single one is one step of the system
    except BaseException:
        for one in files:
            if one.moved:
                one.put_back()
            elif one.kept is not None:
                one.kept.unlink()
        raise
    for one in files:
        if one.kept is not None:
            one.kept.unlink()


def _second_name(path: Path, name: Path) -> Path:
    """Make a file go by a second name as well, so that it is there whatever takes the first."""
    try:
        os.link(path, name)
    except OSError:  # not every file system has second names
        shutil.copy2(path, name)
    return name


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
