"""Files from outside: what they are called, how large they are, and whether they are files at all."""

import errno
import os
import stat
from pathlib import Path

from transcripts.display import well_formed
from transcripts.i18n import _

LARGEST = 512 * 1024 * 1024
"""Bytes above which no file of ours or of a person's is read."""


def size_of(path: Path) -> int:
    """Bytes of a file.

    Raises:
        OSError: If it is missing, a folder, or something that may never end (a pipe, a device).
    """
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, _("it is a pipe or a device, not a file"), str(path))
    return found.st_size


def contents(path: Path) -> bytes:
    """All bytes of a file.

    Raises:
        OSError: If it cannot be read, is no file, or is larger than anything that is read here.
    """
    if size_of(path) > LARGEST:
        raise OSError(errno.EFBIG, _("it is larger than {limit} MB").format(limit=LARGEST // 1024**2), str(path))
    return path.read_bytes()


def name_of(path: Path) -> str:
    """The name of a file as text; bytes in it that are no text are shown as missing."""
    return well_formed(path.name)


def stem_of(path: Path) -> str:
    """What a file is called without its ending, on one line."""
    return " ".join(well_formed(path.stem).split()) or name_of(path)
