"""One step of work: every row it touches, and the entry that the journal keeps of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar, cast
from uuid import uuid4

from sqlalchemy import insert, select, text
from sqlmodel import Session

from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.store.images import Picture, Pictures
from workbench.store.row import Row
from workbench.store.rows import METADATA, CodeRow, CodeVersionRow, JournalRow

R = TypeVar("R", bound=Row)


def now() -> str:
    """The time in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Act:
    """Writes rows inside one transaction and remembers them for the journal.

    Attributes:
        session: The SQLModel session; reads are free, writes go through the methods here.
        at: The time of the act.
        entry: uuid of its journal entry.
        coder_id: Row number of who does it, None for nobody.
        facts: What the entry says besides the changes: counts and uuids, never words.
    """

    def __init__(
        self, session: Session, *, coder: str | None, verb: str, kind: str = "act", target: str | None = None
    ) -> None:
        self.session = session
        self.at = now()
        self.entry = str(uuid4())
        self.verb = verb
        self.kind = kind
        self.target = target
        self.facts: dict[str, Any] = {}
        self.pictures = Pictures(session)
        self._changes: list[dict[str, Any]] = []
        self._codes: dict[str, CodeRow] = {}
        self._version: int | None = None
        self.coder_id = None if coder is None else self._coder(coder)

    def _coder(self, uuid: str) -> int:
        try:
            return self.pictures.id_of("coders", uuid)
        except LookupError as error:
            raise StoreError(
                _("This coder is not in the study."), _("See who is with `workbench coders STUDY`.")
            ) from error

    # -- finding -----------------------------------------------------------------------------------------------

    def get(self, kind: type[R], uuid: str) -> R:
        """The row with this uuid.

        Raises:
            StoreError: If it is gone, because another person removed it meanwhile.
        """
        row = self.find(kind, uuid)
        if row is None:
            raise StoreError(
                _("What this was to change is no longer in the study."), _("Somebody removed it meanwhile; refresh.")
            )
        return row

    def find(self, kind: type[R], uuid: str) -> R | None:
        """The row with this uuid, or None."""
        columns = METADATA.tables[str(kind.__tablename__)].columns
        return self.session.execute(select(kind).where(columns.uuid == uuid)).scalars().one_or_none()

    def all(self, kind: type[R], **equal: object) -> Sequence[R]:
        """The rows of a table whose columns equal the values, in order of their numbers."""
        columns = METADATA.tables[str(kind.__tablename__)].columns
        query = select(kind).order_by(columns.id)
        for key, value in equal.items():
            query = query.where(columns[key] == value)
        return self.session.execute(query).scalars().all()

    # -- changing ----------------------------------------------------------------------------------------------

    def add(self, row: R) -> R:
        """Insert a row."""
        return self.add_all([row])[0]

    def add_all(self, rows: Iterable[R]) -> list[R]:
        """Insert many rows of one table at once."""
        added = list(rows)
        self.session.add_all(added)
        self.session.flush()
        for row in added:
            self._record(row, None, self.pictures.of(row))
        return added

    def insert(self, kind: type[Row], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many rows from the values of all their columns, without making objects of them: for thousands."""
        if not rows:
            return
        name = str(kind.__tablename__)
        self.session.execute(insert(METADATA.tables[name]), list(rows))
        for values in rows:
            after = self.pictures.of_values(kind, values)
            self._changes.append({"table": name, "uuid": values["uuid"], "before": None, "after": after})

    def change(self, row: R, **values: object) -> R:
        """Give columns new values; columns that already have them are left out of the journal."""
        fresh = frozenset(key for key, value in values.items() if getattr(row, key) != value)
        if not fresh:
            return row
        before = self.pictures.of(row, only=fresh)
        for key in fresh:
            setattr(row, key, values[key])
        self.session.flush()
        self._record(row, before, self.pictures.of(row, only=fresh))
        return row

    def remove(self, row: Row) -> None:
        """Delete a row."""
        before = self.pictures.of(row)
        self._record(row, before, None)
        self.session.delete(row)
        self.session.flush()

    def _record(self, row: Row, before: Picture | None, after: Picture | None) -> None:
        name = str(row.__tablename__)
        uuid = cast(str, row.uuid)  # type: ignore[attr-defined]
        self._changes.append({"table": name, "uuid": uuid, "before": before, "after": after})
        if isinstance(row, CodeRow):
            self._codes[uuid] = row

    def keep_version(self, code: CodeRow) -> None:
        """Write a version of a code though nothing of it changes: others were put before it, and this one stands."""
        self._codes[code.uuid] = code

    @property
    def changes(self) -> list[dict[str, Any]]:
        """What the journal will hold of this step, so far."""
        return list(self._changes)

    # -- what cannot be undone row by row ----------------------------------------------------------------------

    def bulk(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Run one statement for many tuples; for rows that belong to a journalled one (turns, segments)."""
        if rows:
            self.session.connection().exec_driver_sql(sql, list(rows))

    def run(self, sql: str, **values: object) -> Any:
        """Run a statement that the journal need not know (places, the search index)."""
        return self.session.execute(text(sql), values)

    @property
    def changed(self) -> bool:
        """Whether anything was written that the journal records."""
        return bool(self._changes)

    @property
    def codebook_version(self) -> int:
        """The number of the codebook as it stands now, this act's own changes to it included."""
        if self._version is None:
            self._version = int(self.run("SELECT coalesce(max(version), 0) FROM code_versions").scalar_one())
        return self._version + bool(self._codes)

    def finish(self) -> None:
        """Write the versions of changed codes, and the journal entry; called once, before the commit."""
        self._write_versions()
        if not self._changes:
            return
        self.pictures.finish()
        copy = self.run("SELECT value FROM facts WHERE key = 'copy'").scalar_one()
        entry = JournalRow(
            uuid=self.entry,
            copy_id=copy,
            at=self.at,
            coder_id=self.coder_id,
            kind=self.kind,
            target=self.target,
            verb=self.verb,
            facts=json.dumps(self.facts, ensure_ascii=False),
            changes=json.dumps(self._changes, ensure_ascii=False),
        )
        self.session.add(entry)
        self.session.flush()
        if self.kind == "act":
            self._push(cast(int, entry.id))

    def _write_versions(self) -> None:
        if not self._codes:
            return
        version = self.codebook_version
        for code in self._codes.values():
            picture = code.model_dump(exclude={"id", "uuid"})
            self.session.add(
                CodeVersionRow(
                    version=version,
                    code_id=cast(int, code.id),
                    coder_id=self.coder_id,
                    at=self.at,
                    picture=json.dumps(picture, ensure_ascii=False),
                )
            )
        self.session.flush()

    def _push(self, entry: int) -> None:
        """Put the entry on its coder's stack; what was undone before can no longer be redone."""
        self.run(
            "UPDATE history SET state = 'dropped' WHERE state = 'undone' AND (coder_id = :coder OR coder_id IS NULL)",
            coder=self.coder_id,
        )
        self.run(
            "INSERT INTO history(entry_id, coder_id, state) VALUES (:entry, :coder, 'done')",
            entry=entry,
            coder=self.coder_id,
        )
