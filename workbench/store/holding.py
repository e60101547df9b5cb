"""Which studies this process has open: their files must not be read past SQLite.

On POSIX systems a process loses its locks on a file as soon as it closes any descriptor of it
(https://www.sqlite.org/howtocorrupt.html, section 2.2). SQLite minds that among its own connections only. Had this
process read the head of a study that it has open as well, another process that ends would take itself for the last one
and throw away the log into which this one goes on writing.
"""

import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakSet

_lock = threading.RLock()  # one that garbage collection may enter again
_held: "defaultdict[tuple[int, int], WeakSet[HeldConnection]]" = defaultdict(WeakSet)


class HeldConnection(sqlite3.Connection):
    """A connection that is known until it is closed, or nobody has it any more."""

    def close(self) -> None:
        """Close it, and let its file be read in any way again."""
        super().close()
        with _lock:
            for found in [found for found, connections in _held.items() if self in connections]:
                _held[found].discard(self)
                if not _held[found]:
                    del _held[found]


def hold(connection: HeldConnection, path: Path) -> None:
    """Remember that a file is open; to be called before the first statement, which takes the locks."""
    found = path.stat()
    with _lock:
        _held[found.st_dev, found.st_ino].add(connection)


@contextmanager
def if_not_held(path: Path) -> Iterator[bool]:
    """Whether a file is not open in this process; nobody here begins to open it meanwhile.

    Args:
        path: Anything, there or not.
    """
    with _lock:
        try:
            found = path.stat()
        except OSError:
            yield True
            return
        yield not _held.get((found.st_dev, found.st_ino))
