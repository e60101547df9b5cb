"""Reading a study through the standard library, one connection a thread."""

import json
import sqlite3
import threading
from array import array
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

from transcripts.i18n import _
from workbench.errors import BusyError, SealedError, StoreError
from workbench.store import dialect, seals


def told(error: Exception, name: str) -> StoreError:
    """The sentence for what a database driver reports, with ``name`` of the study in it."""
    cause = getattr(error, "orig", None) or error
    if dialect.is_busy(cause):
        return BusyError(
            _("{name} is in use by another process that does not let go.").format(name=name),
            _("Nothing was changed. Try again; if it lasts, close the other program."),
        )
    if dialect.is_read_only(cause):
        return StoreError(
            _("{name} may only be read.").format(name=name),
            _("Nothing was changed. Ask for permission to write the file and its folder, or work on a copy."),
        )
    if dialect.is_full(cause):
        return StoreError(
            _("The disk that holds {name} is full.").format(name=name),
            _("Nothing was changed. Make room and try again."),
        )
    if dialect.is_clash(cause):
        return StoreError(
            _("This clashes with what somebody else did in {name} meanwhile, such as a name taken twice.").format(
                name=name
            ),
            _("Nothing was changed. Refresh and try again."),
        )
    if dialect.is_refused(cause):
        return SealedError(
            _("{name} is blind: say who looks, since each coder sees only what is not sealed.").format(name=name),
            _("Add --coder NAME, or set WORKBENCH_CODER."),
        )
    kind = getattr(cause, "sqlite_errorname", None) or type(cause).__name__
    if dialect.is_damaged(cause):
        return StoreError(
            _("{name} cannot be read or written: the file is damaged ({kind}).").format(name=name, kind=kind),
            _("Restore a backup, or run `workbench check` on a copy."),
        )
    return StoreError(
        _("{name} cannot be read or written ({kind}).").format(name=name, kind=kind),
        _("Nothing was changed. Look at the disk, try again, and run `workbench check`."),
    )


def unpacked(written: str) -> Any:
    """What a column holds as JSON.

    Raises:
        StoreError: If it is none, which only damage explains.
    """
    try:
        return json.loads(written)
    except (ValueError, TypeError) as error:
        raise StoreError(
            _("A record of this study cannot be understood: the file is damaged."),
            _("Restore a backup, or run `workbench check` on a copy."),
        ) from error


class Reader:
    """Runs SELECTs with named parameters; cannot change anything.

    Args:
        path: The study file, for what is said of it.
        connect: Makes a reading connection.
    """

    def __init__(self, path: Path, connect: Callable[[], sqlite3.Connection]) -> None:
        self._path = path
        self._connect = connect
        self._local = threading.local()
        self._open: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._sight: seals.Sight | None = None

    @property
    def sight(self) -> "seals.Sight | None":
        """From where this reader looks (see ``seals``); None where nothing is kept from it."""
        return self._sight

    def look_from(self, sight: "seals.Sight | None") -> None:
        """Show from now on, on every thread, what is seen from there; None for everything."""
        self._sight = sight

    @property
    def connection(self) -> sqlite3.Connection:
        """The calling thread's own connection, with what is sealed left out."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection, self._local.sight = connection, None
            with self._lock:
                self._open.append(connection)
        if self._local.sight != self._sight:
            seals.conceal(connection, self._sight)
            self._local.sight = self._sight
        return connection

    def rows(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        """Every row of a query.

        Raises:
            StoreError: If the file cannot be read; the sentence says why.
        """
        try:
            return self.connection.execute(sql, values).fetchall()
        except dialect.FAULTS as error:
            raise told(error, self._path.name) from error

    def integers(self, sql: str, **values: object) -> "list[array[int]]":
        """The columns of a query for whole numbers only; no row of it becomes a tuple that stays.

        Raises:
            StoreError: If the file cannot be read; the sentence says why.
        """
        try:
            cursor = self.connection.execute(sql, values)
            width = len(cursor.description)
            cells = array("q", chain.from_iterable(cursor))
        except dialect.FAULTS as error:
            raise told(error, self._path.name) from error
        return [cells[place::width] for place in range(width)]

    def one(self, sql: str, **values: object) -> tuple[Any, ...] | None:
        """The first row of a query, None if there is none."""
        try:
            row: tuple[Any, ...] | None = self.connection.execute(sql, values).fetchone()
        except dialect.FAULTS as error:
            raise told(error, self._path.name) from error
        return row

    def value(self, sql: str, **values: object) -> Any:
        """The one value that a query is about; None if there is no row."""
        row = self.one(sql, **values)
        return row[0] if row else None

    def data_version(self) -> int:
        """A number that changes when another connection has committed."""
        try:
            return dialect.data_version(self.connection)
        except dialect.FAULTS as error:
            raise told(error, self._path.name) from error

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
        self._local = threading.local()
