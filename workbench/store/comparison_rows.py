"""Rows of what comparing coders needs. Their tables came with schema 4."""

from typing import ClassVar

from sqlmodel import Field

from workbench.store.row import Row


class RulingRow(Row, table=True):
    """What was decided about a passage on which coders differ. ``positions`` is JSON: uuids and places, no words."""

    __tablename__ = "rulings"
    WORDS: ClassVar[frozenset[str]] = frozenset({"reason"})
    uuid: str
    transcript_id: int = Field(foreign_key="transcripts.id")
    start: int
    end: int
    coder_id: int = Field(foreign_key="coders.id")
    kind: str
    verdict: str
    chosen: int | None = None
    reason: str = ""
    positions: str
    made_at: str
    changed_at: str


class ConsensusSourceRow(Row, table=True):
    """Where a coding of the consensus comes from; ``sources`` is a JSON list of uuids of the coders' codings."""

    __tablename__ = "consensus_sources"
    uuid: str
    coding_id: int = Field(foreign_key="codings.id")
    ruling_id: int | None = Field(default=None, foreign_key="rulings.id")
    made_from: str
    sources: str


class OpeningRow(Row, table=True):
    """The seal of a transcript was opened: its coders may see each other's codings."""

    __tablename__ = "openings"
    uuid: str
    transcript_id: int = Field(foreign_key="transcripts.id")
    coder_id: int | None = Field(default=None, foreign_key="coders.id")
    opened_at: str


class AsideRow(Row, table=True):
    """A layer that a person codes beside the own one: a second reading, or training against a reference."""

    __tablename__ = "asides"
    uuid: str
    coder_id: int = Field(foreign_key="coders.id")
    person_id: int = Field(foreign_key="coders.id")
    purpose: str
    reference_id: int = Field(foreign_key="coders.id")
    number: int
    started_at: str


class MergedEntryRow(Row, table=True):
    """An entry of the journal of another copy, whose work was merged into this one; ``uuid`` is that entry's."""

    __tablename__ = "merged_entries"
    uuid: str
    copy_id: str
    at: str
    coder_id: int | None = Field(default=None, foreign_key="coders.id")
    verb: str
    facts: str
