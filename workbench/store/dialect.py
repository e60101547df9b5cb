"""Everything that is said differently to SQLite than it would be to another database.

The other modules of the store keep to the common ground: named parameters, plain joins, no vendor functions.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from workbench.store.holding import HeldConnection, hold

#: "WBqs", so that ``file`` and other tools can tell a study from any SQLite file.
APPLICATION_ID = 0x57427173

#: States of all coders, those left out by a seal too: who is done has to be known before it can be opened.
EVERY_STATE = "main.coder_states"
#: Entries of all coders: that something was written shows whether what is kept in memory still holds.
EVERY_ENTRY = "main.journal"

HEADER_BYTES = 100
MAGIC = b"SQLite format 3\x00"

#: What the driver raises; of a damaged file it quotes words that it then cannot decode itself.
FAULTS = (sqlite3.Error, UnicodeDecodeError)

BEGIN_WRITE = "BEGIN IMMEDIATE"

CREATE_SEARCH_INDEX = """
CREATE VIRTUAL TABLE turn_index USING fts5(
  text, content='turns', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
)
"""
INDEX_TURNS_FROM = "INSERT INTO turn_index(rowid, text) SELECT id, text FROM turns WHERE id >= ? ORDER BY id"
CHECK_SEARCH_INDEX = "INSERT INTO turn_index(turn_index, rank) VALUES ('integrity-check', 1)"
REBUILD_SEARCH_INDEX = "INSERT INTO turn_index(turn_index) VALUES ('rebuild')"

#: The journal is only ever appended to, whoever holds the pen.
GUARD_JOURNAL = (
    "CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END",
    "CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END",
)


def connect(path: Path, *, timeout: float, writing: bool, frozen: bool = False) -> sqlite3.Connection:
    """A connection with the rules of the house: foreign keys, WAL, a full sync at each commit.

    Args:
        path: The study file, which must exist.
        timeout: Seconds to wait for another process before giving up.
        writing: False for a connection that refuses every change.
        frozen: True for a file that nobody can write, such as one on a read-only disk: no locks, no log.
    """
    address = f"file:{quote(str(path.absolute()))}?{'mode=ro&immutable=1' if frozen else 'mode=rw'}"
    connection = sqlite3.connect(
        address, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False, factory=HeldConnection
    )
    try:
        hold(connection, path)
        connection.execute("PRAGMA foreign_keys = ON")
        if writing:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        else:
            connection.execute("PRAGMA query_only = ON")
    except (*FAULTS, OSError):
        connection.close()
        raise
    return connection


def create_file(path: Path) -> sqlite3.Connection:
    """Make an empty database file and connect to it; the file must not exist yet."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def schema_version(connection: sqlite3.Connection) -> int:
    """The number of the last migration that the file has been through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def set_schema_version(connection: sqlite3.Connection, number: int) -> None:
    """Record it; part of the migration's own transaction."""
    connection.execute(f"PRAGMA user_version = {int(number)}")


def data_version(connection: sqlite3.Connection) -> int:
    """A number that changes when another connection has committed."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def is_busy(error: Exception) -> bool:
    """Whether another process holds the file."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_read_only(error: Exception) -> bool:
    """Whether the file or its folder may not be written."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


def is_full(error: Exception) -> bool:
    """Whether the disk has no room left."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF == sqlite3.SQLITE_FULL


def is_damaged(error: object) -> bool:
    """Whether the file, or the search index in it, contradicts itself."""
    if isinstance(error, UnicodeDecodeError):
        return True
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_clash(error: Exception) -> bool:
    """Whether a rule of the tables (unique names, references) would have been broken."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF == sqlite3.SQLITE_CONSTRAINT


def is_refused(error: Exception) -> bool:
    """Whether a table was asked for that this connection may not read."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF == sqlite3.SQLITE_AUTH


def replace_views(connection: sqlite3.Connection, old: Iterable[str], new: Mapping[str, str]) -> None:
    """Put views of this connection alone before tables of the same name.

    Args:
        connection: For reading.
        old: Names of the views that may be there; they go.
        new: Name of a table → which of its rows, called ``x``, its view shows.
    """
    connection.execute("PRAGMA query_only = OFF")
    try:
        for name in old:
            connection.execute(f"DROP VIEW IF EXISTS temp.{name}")
        for name, condition in new.items():
            connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name} AS x WHERE {condition}")
    finally:
        connection.execute("PRAGMA query_only = ON")


def copy_database(connection: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy while others go on working; ``target`` must not exist."""
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()


def faults(connection: sqlite3.Connection) -> list[str]:
    """What SQLite itself finds wrong with the file, [] if nothing."""
    found = [row[0] for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    found += [f"{row[0]} {row[1]} → {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    return found
