"""Numbered steps from one schema to the next.

A new study goes through all of them, so that it cannot differ from an old one that was brought forward. A step,
once released, is never edited: what must change becomes the next step.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.store import dialect
from workbench.store.migrations import m0001_first, m0002_findings, m0003_suggestions, m0004_comparing
from workbench.store.reader import told


@dataclass(frozen=True, slots=True)
class Migration:
    """One step.

    Attributes:
        number: 1, 2, 3 …; the schema version after it.
        name: What it does, for the record kept in the file.
        apply: Does it, inside the transaction that is open on the connection.
    """

    number: int
    name: str
    apply: Callable[[sqlite3.Connection], None]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "first", m0001_first.apply),
    Migration(2, "findings", m0002_findings.apply),
    Migration(3, "suggestions", m0003_suggestions.apply),
    Migration(4, "comparing", m0004_comparing.apply),
)

CURRENT = MIGRATIONS[-1].number


def migrate(
    connection: sqlite3.Connection, path: Path, *, steps: Sequence[Migration] = MIGRATIONS, keep_copy: bool = True
) -> list[int]:
    """Bring a file forward, one transaction a step, after a copy was put beside it.

    Args:
        connection: Writing, in autocommit.
        path: The study file; the copy is named after it.
        steps: All steps that there are, in order.
        keep_copy: Whether to write the copy aside; a new, empty file needs none.

    Returns:
        The numbers of the steps that were applied.

    Raises:
        StoreError: If a step fails; the file is as it was before that step.
    """
    applied: list[int] = []
    pending = [step for step in steps if step.number > dialect.schema_version(connection)]
    if pending and keep_copy:
        _copy_aside(connection, path, dialect.schema_version(connection))
    for step in pending:
        connection.execute(dialect.BEGIN_WRITE)
        try:
            # Another process may have taken this step while we waited for the lock.
            if dialect.schema_version(connection) < step.number:
                step.apply(connection)
                connection.execute(
                    "INSERT INTO migrations(number, name, at) VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
                    (step.number, step.name),
                )
                dialect.set_schema_version(connection, step.number)
                applied.append(step.number)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            if connection.in_transaction:  # where the disk is full, SQLite has rolled back by itself
                connection.execute("ROLLBACK")
            if not keep_copy:
                raise told(error, path.name) from error
            raise StoreError(
                _("{name} could not be brought to schema {number}; it is as it was.").format(
                    name=path.name, number=step.number
                ),
                _("A copy from before stands beside it."),
            ) from error
    return applied


def _copy_aside(connection: sqlite3.Connection, path: Path, version: int) -> None:
    target = path.with_name(f"{path.name}.schema-{version}")
    if not target.exists():
        dialect.copy_database(connection, target)
