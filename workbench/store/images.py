"""Pictures of rows for the journal: references by uuid, words by salted hash.

A picture can be carried to another copy of the study (nothing in it counts rows), and the words it stands for can
be blanked in one place without touching the journal.
"""

import hashlib
from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as insert_or_ignore
from sqlmodel import Session, column, table

from workbench.store.row import Row
from workbench.store.rows import JOURNALLED, METADATA

Picture = dict[str, Any]

_FACTS = table("facts", column("key"), column("value"))
_WORDS = table("journal_words", column("hash"), column("body"))

#: Per table: foreign key column → table that it points to.
REFERENCES: dict[str, dict[str, str]] = {
    name: {
        key.parent.name: key.column.table.name
        for key in METADATA.tables[name].foreign_keys
        if key.column.table.name in JOURNALLED
    }
    for name in JOURNALLED
}

#: Per table: its columns but the row number.
COLUMNS: dict[str, list[str]] = {
    name: [column.name for column in METADATA.tables[name].columns if column.name != "id"] for name in JOURNALLED
}

#: Per table: (table, column) of every row that may point to it.
POINTED_FROM: dict[str, list[tuple[str, str]]] = {
    name: [
        (child, key.parent.name)
        for child, child_table in METADATA.tables.items()
        for key in child_table.foreign_keys
        if key.column.table.name == name and child != "journal"
    ]
    for name in JOURNALLED
}


class Pictures:
    """Turns rows into pictures and back, inside one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._uuids: dict[tuple[str, int], str] = {}
        self._salt: str | None = None
        self._words: dict[str, str] = {}

    def of(self, row: Row, *, only: frozenset[str] | None = None) -> Picture:
        """The picture of a row.

        Args:
            row: A row of a journalled table that has been flushed.
            only: Columns wanted; None for all but the integer id.
        """
        name = str(row.__tablename__)
        # Rows that are made in one step often refer to each other; a question for each would take long.
        self._uuids[name, cast(int, row.id)] = cast(str, row.uuid)  # type: ignore[attr-defined]
        wanted = COLUMNS[name] if only is None else [key for key in COLUMNS[name] if key in only]
        return self.of_values(type(row), {key: getattr(row, key) for key in wanted})

    def of_values(self, kind: type[Row], values: Mapping[str, Any]) -> Picture:
        """The picture of a row of this kind with these values in its columns."""
        references = REFERENCES[str(kind.__tablename__)]
        picture: Picture = {}
        for key, value in values.items():
            if key in references:
                picture[key] = None if value is None else self.uuid_of(references[key], value)
            else:
                picture[key] = {"words": self._keep(value)} if value and key in kind.WORDS else value
        return picture

    def values(self, name: str, picture: Picture) -> dict[str, Any]:
        """Column values of a picture, ready to be written.

        Raises:
            LookupError: If the words were redacted, or a row that it refers to is gone.
        """
        references = REFERENCES[name]
        values: dict[str, Any] = {}
        for key, value in picture.items():
            if key in references and value is not None:
                values[key] = self.id_of(references[key], value)
            elif isinstance(value, dict):
                values[key] = self._recall(value["words"])
            else:
                values[key] = value
        return values

    def uuid_of(self, name: str, number: int) -> str:
        """The uuid of row ``number`` of a table."""
        found = self._uuids.get((name, number))
        if found is None:
            columns = METADATA.tables[name].columns
            found = cast(str, self._session.execute(select(columns.uuid).where(columns.id == number)).scalar_one())
            self._uuids[name, number] = found
        return found

    def learn(self, name: str, number: int, uuid: str) -> None:
        """Take note of the uuid of a row, so that it need not be asked for."""
        self._uuids[name, number] = uuid

    def id_of(self, name: str, uuid: str) -> int:
        """The row number of a uuid.

        Raises:
            LookupError: If there is no such row.
        """
        columns = METADATA.tables[name].columns
        number = self._session.execute(select(columns.id).where(columns.uuid == uuid)).scalar_one_or_none()
        if number is None:
            raise LookupError(f"{name} {uuid}")
        return cast(int, number)

    def _keep(self, words: str) -> str:
        if self._salt is None:
            self._salt = str(self._session.execute(select(_FACTS.c.value).where(_FACTS.c.key == "salt")).scalar_one())
        digest = hashlib.sha256(f"{self._salt}\x00{words}".encode()).hexdigest()
        self._words[digest] = words
        return digest

    def finish(self) -> None:
        """Write down the words that the pictures refer to."""
        if self._words:
            rows = [{"hash": digest, "body": words} for digest, words in self._words.items()]
            self._session.execute(insert_or_ignore(_WORDS).on_conflict_do_nothing(), rows)
            self._words.clear()

    def _recall(self, digest: str) -> str:
        if digest in self._words:
            return self._words[digest]
        body = self._session.execute(select(_WORDS.c.body).where(_WORDS.c.hash == digest)).scalar_one_or_none()
        if body is None:
            raise LookupError(digest)
        return cast(str, body)
