"""The writing connection as SQLAlchemy holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from workbench.store import dialect, opening


class Engine:
    """One connection, kept open; transactions begin when asked, and take the write lock at once.

    Args:
        path: The study file.
        timeout: Seconds to wait for the write lock.
    """

    def __init__(self, path: Path, *, timeout: float) -> None:
        self._engine = create_engine(
            "sqlite://",
            creator=lambda: opening.connect(path, timeout=timeout, writing=True),
            poolclass=StaticPool,
        )

        # The driver is in autocommit, so that a failed migration or act rolls back whole: we send BEGIN ourselves.
        @event.listens_for(self._engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(dialect.BEGIN_WRITE)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session in a transaction of its own; committed at the end, rolled back by an exception."""
        with Session(self._engine, autoflush=False, expire_on_commit=False) as session, session.begin():
            session.connection()
            yield session

    def close(self) -> None:
        """Close the connection."""
        self._engine.dispose()
