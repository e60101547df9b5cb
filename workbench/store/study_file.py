"""One study: the file, its reading side and its writing side."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from transcripts.display import well_formed
from workbench.store import dialect, opening, seals
from workbench.store.appearing import aside
from workbench.store.migrations import CURRENT, migrate
from workbench.store.reader import Reader, told

if TYPE_CHECKING:
    import sqlite3

    from workbench.store.act import Act
    from workbench.store.engine import Engine

DEFAULT_TIMEOUT = 5.0


class StudyFile:
    """An open study.

    Reading is possible from any thread; acts are for one thread at a time (see ``Writer``).

    Attributes:
        path: The file.
        timeout: Seconds to wait while another process writes.
        reader: The reading side; in a blind study it shows what its viewer may see (``look_as``, ``seals``).
    """

    def __init__(self, path: Path, *, timeout: float) -> None:
        self.path = path
        self.timeout = timeout
        self.reader = Reader(path, lambda: opening.connect(path, timeout=timeout, writing=False))
        self._identity = opening.identity(path)
        self._engine: Engine | None = None
        self._whole: Reader | None = None

    @property
    def whole(self) -> Reader:
        """Reads past every seal: for what keeps the study whole (merging, looking it over), never for what is shown."""
        if self._whole is None:
            self._whole = Reader(self.path, lambda: opening.connect(self.path, timeout=self.timeout, writing=False))
        return self._whole

    def within(self, act: "Act") -> Reader:
        """Reads past every seal what a step has written so far; good for as long as the step lasts."""
        act.session.flush()
        raw: sqlite3.Connection = act.session.connection().connection.driver_connection  # type: ignore[assignment]
        return Reader(self.path, lambda: raw)

    def look_as(self, coder: str | None) -> None:
        """Show from now on what a coder may see of a blind study; call again where the study may have become blind.

        Args:
            coder: uuid; None for nobody in particular, who in a blind study is refused all that coders did.
        """
        self.reader.look_from(seals.sight_of(self.reader, coder))

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        title: str = "",
        language: str = "fr",
        timeout: float = DEFAULT_TIMEOUT,
        furnish: "Callable[[StudyFile], object] | None" = None,
    ) -> "StudyFile":
        """Make a new study; it appears under its name only when it is whole.

        Args:
            path: The file.
            title: What the study is called; as its file by default.
            language: ``fr`` or ``en``.
            timeout: Seconds to wait while another process writes.
            furnish: Puts in what the study shall have from the start, before anybody can see it.

        Raises:
            StoreError: If something already has that name, or the folder cannot be written.
        """
        path = Path(path)
        with aside(path) as made:
            _write_new(made, title=title or well_formed(path.stem), language=language)
            if furnish is not None:
                with cls.open(made, timeout=timeout) as study:
                    furnish(study)
        return cls.open(path, timeout=timeout)

    @classmethod
    def open(cls, path: Path, *, timeout: float = DEFAULT_TIMEOUT) -> "StudyFile":
        """Open a study, bringing an older one forward.

        Raises:
            StoreError: If the file is no study, newer than this program, damaged, or cannot be read.
        """
        path = Path(path)
        opening.examine(path)
        study = cls(path, timeout=timeout)
        if opening.check_version(study.reader.connection, path) < CURRENT:
            study.reader.close()
            opening.check_writable(path)
            connection = opening.connect(path, timeout=timeout, writing=True)
            try:
                migrate(connection, path)
            except dialect.FAULTS as error:
                raise told(error, path.name) from error
            finally:
                connection.close()
        study.look_as(None)
        return study

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.reader.close()
        if self._whole is not None:
            self._whole.close()
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def fact(self, key: str) -> str:
        """One of the study's own properties (``title``, ``language``, ``uuid``, ``copy``, ``salt``), "" if not set."""
        value = self.reader.value("SELECT value FROM facts WHERE key = :key", key=key)
        return str(value) if value is not None else ""

    @property
    def title(self) -> str:
        """What the study is called."""
        return self.fact("title")

    @property
    def language(self) -> str:
        """The language of its codebook and reports, ``fr`` or ``en``."""
        return self.fact("language")

    def data_version(self) -> int:
        """A number that changes when another connection has committed; compare, do not interpret."""
        return self.reader.data_version()

    def check_in_place(self) -> None:
        """Refuse to go on with a file that no longer has its name.

        Raises:
            StoreError: If the file was removed, moved or replaced since it was opened.
        """
        opening.check_in_place(self.path, self._identity)

    @contextmanager
    def act(self, coder: str | None, verb: str, *, kind: str = "act", target: str | None = None) -> "Iterator[Act]":
        """One step: a transaction and its journal entry. An exception inside leaves the study as it was.

        Args:
            coder: uuid of who does it, None for acts of nobody in particular.
            verb: Stable name of the act, such as ``coding.apply``.
            kind: ``act``, ``undo`` or ``redo``.
            target: uuid of the entry that is undone or redone.

        Raises:
            BusyError: If another process writes for longer than the timeout.
            StoreError: If the file cannot be written.
        """
        from sqlalchemy.exc import DBAPIError

        from workbench.store.act import Act
        from workbench.store.engine import Engine

        self.check_in_place()
        opening.check_writable(self.path)
        if self._engine is None:
            self._engine = Engine(self.path, timeout=self.timeout)
        try:
            with self._engine.transaction() as session:
                act = Act(session, coder=coder, verb=verb, kind=kind, target=target)
                yield act
                act.finish()
        except DBAPIError as error:
            raise told(error, self.path.name) from error
        except dialect.FAULTS as error:
            raise told(error, self.path.name) from error

    def backup(self, target: Path) -> None:
        """Write a consistent copy while others go on working; it appears under its name only when whole.

        Raises:
            StoreError: If the target is there already or cannot be written.
        """
        with aside(Path(target)) as made:
            try:
                dialect.copy_database(self.reader.connection, made)
            except dialect.FAULTS as error:
                if dialect.is_damaged(error):
                    raise told(error, self.path.name) from error
                raise


def _write_new(path: Path, *, title: str, language: str) -> None:
    import secrets
    from uuid import uuid4

    connection = dialect.create_file(path)
    try:
        migrate(connection, path, keep_copy=False)
        facts = {
            "title": title,
            "language": language,
            "uuid": str(uuid4()),
            "copy": str(uuid4()),
            "salt": secrets.token_hex(16),
        }
        connection.executemany("INSERT INTO facts(key, value) VALUES (?, ?)", list(facts.items()))
    finally:
        connection.close()
