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


@contextmanager
def aside(path: Path) -> "Iterator[Path]":
    """A place to make a file in; when the block ends well the file gets its name, in one step.

    Args:
        path: The name it shall have.

    Raises:
        StoreError: If something has that name by then, or the folder cannot be written.
    """
    import tempfile

    _refuse_name(path)
    try:
        with tempfile.TemporaryDirectory(prefix=".workbench-", dir=path.parent) as folder:
            made = Path(folder) / path.name
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
    import tempfile

    try:
        with tempfile.TemporaryDirectory(prefix=".workbench-", dir=path.parent) as folder:
            made = Path(folder) / path.name
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
