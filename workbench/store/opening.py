"""Looking at a file before it is trusted: is it a study, whole, and not from the future?"""

import os
import sqlite3
import struct
from pathlib import Path

from transcripts.files import size_of
from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.store import dialect, holding
from workbench.store.migrations import CURRENT
from workbench.store.reader import told


def examine(path: Path) -> None:
    """Say in one sentence what is wrong with a file that is to be opened as a study.

    Args:
        path: What a person named.

    Raises:
        StoreError: If there is no such file, or it is a folder, no study, or cut short.
    """
    with holding.if_not_held(path) as free:
        if not free:
            return  # it was examined when this process opened it
        header = _header(path)
    application, page_size, pages = _numbers(header)
    if application != dialect.APPLICATION_ID:
        raise StoreError(
            _("{name} is a SQLite database, but no study of this program.").format(name=path.name),
            _("Other tools' projects are brought in with `workbench import`."),
        )
    # While a log lies beside the file, a checkpoint may be under way and the two may differ for a moment.
    if path.stat().st_size < page_size * pages and not _has_log(path):
        raise StoreError(
            _("{name} is cut short: {have} bytes of {want} are there.").format(
                name=path.name, have=path.stat().st_size, want=page_size * pages
            ),
            _("Restore a backup, or copy the file again from where it is whole."),
        )
    if not os.access(path, os.R_OK):
        raise StoreError(_("{name} may not be read.").format(name=path.name), _("Ask for permission to read it."))


def check_version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of a study, 1 or more; 0 for one whose making was interrupted.

    Raises:
        StoreError: If it is newer than this program, or so damaged that it cannot be told.
    """
    try:
        version = dialect.schema_version(connection)
        # Reading one row makes SQLite parse the schema, which a damaged file does not survive.
        if version:
            connection.execute("SELECT count(*) FROM facts").fetchone()
    except dialect.FAULTS as error:
        raise told(error, path.name) from error
    if version > CURRENT:
        raise StoreError(
            _("{name} was written by a newer version of workbench (schema {found}, this one knows {known}).").format(
                name=path.name, found=version, known=CURRENT
            ),
            _("Install the newer version to open it."),
        )
    return version


def identity(path: Path) -> tuple[int, int]:
    """Which file this is, whatever it is called."""
    found = path.stat()
    return found.st_dev, found.st_ino


def check_in_place(path: Path, opened: tuple[int, int]) -> None:
    """Refuse to write into a file that no longer has its name: what is written there would be lost unseen.

    Raises:
        StoreError: If the file was removed, moved or replaced since it was opened.
    """
    try:
        there = identity(path) == opened
    except FileNotFoundError:
        there = False
    if not there:
        raise StoreError(
            _("{name} was removed, moved or replaced while it was open.").format(name=path.name),
            _("Nothing was changed. Close it, look where it is, and open it again."),
        )


def is_writable(path: Path) -> bool:
    """Whether the file may be written; one that its owner marked read-only is not, even for an administrator."""
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def check_writable(path: Path) -> None:
    """Refuse early, in one sentence, what could not be saved later.

    Raises:
        StoreError: If the file or its folder may not be written.
    """
    if not is_writable(path):
        raise StoreError(
            _("{name} may only be read.").format(name=path.name),
            _("Nothing was changed. Ask for permission to write the file and its folder, or work on a copy."),
        )


def connect(path: Path, *, timeout: float, writing: bool) -> sqlite3.Connection:
    """A connection to a file that was examined, with the driver's complaints put into a sentence.

    A study in a place that cannot be written is read as it lies there, as long as no log beside it holds more.
    """
    frozen = not writing and not is_writable(path) and not _has_log(path)
    try:
        return dialect.connect(path, timeout=timeout, writing=writing, frozen=frozen)
    except dialect.FAULTS as error:
        raise told(error, path.name) from error


def _header(path: Path) -> bytes:
    if path.is_dir():
        raise StoreError(
            _("{name} is a folder, not a study.").format(name=path.name or path),
            _("Name the .study file that lies in it."),
        )
    try:
        size_of(path)
        with path.open("rb") as file:
            header = file.read(dialect.HEADER_BYTES)
    except FileNotFoundError as error:
        raise StoreError(
            _("There is no study {name} here.").format(name=path.name),
            _("Make one with `workbench new {name}`.").format(name=path.name),
        ) from error
    except PermissionError as error:
        raise StoreError(
            _("{name} may not be read.").format(name=path.name), _("Ask for permission to read it.")
        ) from error
    except OSError as error:
        raise StoreError(
            _("{name} cannot be opened: {reason}.").format(name=path.name, reason=error.strerror or ""),
            _("Check the path and the disk."),
        ) from error
    if not header:
        raise StoreError(_("{name} is empty, no study.").format(name=path.name), _("Restore a backup."))
    if not header.startswith(dialect.MAGIC) or len(header) < dialect.HEADER_BYTES:
        raise StoreError(
            _("{name} is no study.").format(name=path.name),
            _("A study is a file that `workbench new` made; transcripts are brought in with `workbench import`."),
        )
    return header


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _numbers(header: bytes) -> tuple[int, int, int]:
    (page_size,) = struct.unpack(">H", header[16:18])
    (pages,) = struct.unpack(">I", header[28:32])
    (application,) = struct.unpack(">I", header[68:72])
    return application, 65536 if page_size == 1 else page_size, pages
