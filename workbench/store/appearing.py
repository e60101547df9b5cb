"""Files that appear under their names whole, or not at all, and never over what is there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.store import dialect
from workbench.store.reader import told

#: What SQLite puts behind a name for the files that it keeps beside a study, the longest first. It takes a file of such
#: a name for its own: that would be gone, or taken for part of the study, when the study is opened.
_ENDINGS = ("-journal", "-wal", "-shm")
_LONGEST_NAME = 255

#: Beginning of the names of folders in which files are made, and after how many seconds one is nobody's any more.
_WORKPLACE = ".workbench-"
_FORSAKEN = 3600


@contextmanager
def workplace(folder: Path | None) -> "Iterator[Path]":
    """A folder of its own for what is needed while something is made; it goes with the block.

    What a program that was killed left in such folders, which may be a whole study, goes with it.

    Args:
        folder: Where it lies, beside what is made; None for where the system keeps what is for a moment.

    Raises:
        OSError: If it cannot be made.
    """
    import tempfile

    if folder is not None:
        _clear(folder)
    with tempfile.TemporaryDirectory(prefix=_WORKPLACE, dir=folder) as made:
        yield Path(made)


def _clear(folder: Path) -> None:
    import shutil
    import time

    with suppress(OSError):  # what another user left, or has cleared meanwhile, is not ours to clear
        for left in folder.glob(f"{_WORKPLACE}*"):
            if not left.is_symlink() and time.time() - left.stat().st_mtime > _FORSAKEN:
                shutil.rmtree(left, ignore_errors=True)


@contextmanager
def aside(path: Path) -> "Iterator[Path]":
    """A place to make a file in; when the block ends well the file gets its name, in one step.

    Args:
        path: The name it shall have.

    Raises:
        StoreError: If something has that name by then, or the folder cannot be written.
    """
    _refuse_name(path)
    try:
        with workplace(path.parent) as folder:
            made = folder / path.name
            yield made
            _appear(made, path)
    except FileExistsError as error:
        raise _taken(path) from error
    except OSError as error:
        raise _impossible(path, error) from error
    except dialect.FAULTS as error:
        raise told(error, path.name) from error


@contextmanager
def replacing(path: Path) -> "Iterator[Path]":
    """As ``aside``, for a file that takes the place of the one that is there, in one step.

    Raises:
        StoreError: If the folder cannot be written.
    """
    try:
        with workplace(path.parent) as folder:
            made = folder / path.name
            yield made
            made.replace(path)
            _sync(path.parent)
    except OSError as error:
        raise _impossible(path, error) from error
    except dialect.FAULTS as error:
        raise told(error, path.name) from error


def _impossible(path: Path, error: OSError) -> StoreError:
    return StoreError(
        _("{name} cannot be made: {reason}.").format(name=path.name, reason=error.strerror or str(error)),
        _("Choose a folder that you may write in."),
    )


def _refuse_name(path: Path) -> None:
    """Refuse early what could not appear later."""
    if len(os.fsencode(path.name)) > _LONGEST_NAME - len(_ENDINGS[0]):
        raise StoreError(
            _("{name} is too long a name for a study.").format(name=path.name[:40] + "…"), _("Choose a shorter one.")
        )
    if path.name.endswith(_ENDINGS):
        raise StoreError(
            _("{name} would be taken for a part of another study.").format(name=path.name),
            _("Choose a name that ends otherwise, such as {name}.").format(name=f"{path.name}.study"),
        )
    if path.exists() or path.is_symlink():
        raise _taken(path)
    if not path.parent.is_dir():
        raise StoreError(_("There is no folder {name}.").format(name=path.parent), _("Make it first."))


def _taken(path: Path) -> StoreError:
    return StoreError(
        _("{name} is already there.").format(name=path.name or path),
        _("Choose another name, or open it as it is."),
    )


def _appear(made: Path, path: Path) -> None:
    """Give the file its name; only a hard link refuses for certain to take the place of another file."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, as memory sticks have
        if path.exists() or path.is_symlink():
            raise FileExistsError(str(path)) from None
        made.rename(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can."""
    with suppress(OSError):  # folders cannot be opened on Windows, nor synced on every file system
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
