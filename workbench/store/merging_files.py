"""Opening the other copy of a study for a merge: looked at first, read past every seal, never written."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from codebook.coding import CoderKind, Origin, ReadingState, Stance
from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.store import dialect, opening
from workbench.store.appearing import workplace
from workbench.store.migrations import CURRENT, migrate
from workbench.store.reader import told

#: Columns that only hold certain words: what is read from elsewhere may hold anything.
_WORDS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("codings", "origin", frozenset(Origin)),
    ("codings", "stance", frozenset(Stance)),
    ("coder_states", "state", frozenset(ReadingState)),
    ("coders", "kind", frozenset(CoderKind)),
)
_STRAYED = (
    "SELECT 1 FROM codings c JOIN revisions r ON r.transcript_id = c.transcript_id"
    " JOIN transcripts t ON t.id = r.transcript_id AND t.revision = r.number"
    ' WHERE c."end" > r.length OR c.start < 0 OR c."end" <= c.start LIMIT 1'
)


@contextmanager
def other_copy(path: Path, study: Path, *, timeout: float) -> "Iterator[sqlite3.Connection]":
    """A connection to the other copy, in one state from beginning to end.

    A copy of an older schema is brought forward in a place of its own; the file stays as it is.

    Args:
        path: What a person named.
        study: The study that it is merged into.
        timeout: Seconds to wait while another process writes.

    Raises:
        StoreError: If it is no study, the study itself, newer than this program, or damaged.
    """
    opening.examine(path)
    if opening.identity(path) == opening.identity(study):
        raise StoreError(
            _("{name} is the study itself.").format(name=path.name),
            _("Name the packet, or the other copy, that is to be merged into it."),
        )
    with ExitStack() as stack:
        connection = opening.connect(path, timeout=timeout, writing=False)
        try:
            if opening.check_version(connection, path) < CURRENT:
                folder = stack.enter_context(workplace(study.parent))
                older, connection = connection, _brought_forward(connection, path, folder)
                older.close()
            connection.execute("BEGIN")
            _refuse_damaged(connection, path)
            yield connection
        except dialect.FAULTS as error:
            raise told(error, path.name) from error
        finally:
            connection.close()


def _brought_forward(connection: sqlite3.Connection, path: Path, folder: Path) -> sqlite3.Connection:
    made = folder / path.name
    dialect.copy_database(connection, made)
    forward = dialect.connect(made, timeout=1, writing=True)
    migrate(forward, made, keep_copy=False)
    return forward


def _refuse_damaged(connection: sqlite3.Connection, path: Path) -> None:
    sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    sound = sound and connection.execute("PRAGMA foreign_key_check").fetchone() is None
    sound = sound and connection.execute(_STRAYED).fetchone() is None
    for table, column, words in _WORDS if sound else ():
        found = {word for (word,) in connection.execute(f"SELECT DISTINCT {column} FROM {table}") if word is not None}
        sound = sound and found <= words
    if not sound:
        raise StoreError(
            _("{name} is damaged: what it holds does not go together.").format(name=path.name),
            _("Nothing was changed. Run `workbench check` on it, and copy it again from where it is whole."),
        )
