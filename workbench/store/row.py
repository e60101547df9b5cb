"""What every row class is made of."""

from typing import ClassVar

from sqlmodel import Field, SQLModel


class Row(SQLModel):
    """What all rows share: an integer for joins inside the file."""

    #: Columns whose text may quote a person; the journal stores a salted hash and keeps the words apart.
    WORDS: ClassVar[frozenset[str]] = frozenset()

    id: int | None = Field(default=None, primary_key=True)
