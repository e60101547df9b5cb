"""Rows of suggestions and of what was decided about them. Their tables came with schema 3."""

from sqlmodel import Field

from workbench.store.row import Row


class SuggestionListRow(Row, table=True):
    """A ranked list from which somebody decided, with everything needed to make it again."""

    __tablename__ = "suggestion_lists"
    uuid: str
    coder_id: int = Field(foreign_key="coders.id")
    code_id: int = Field(foreign_key="codes.id")
    made_at: str
    journal_entry: str
    suggester: str
    model: str
    definition_hash: str
    codebook_version: int
    reading_order: str
    settings: str = "{}"
    accepted: str
    rejected: str


class DecisionRow(Row, table=True):
    """What a coder did with one suggestion. The coding is named by uuid: it may be taken off later."""

    __tablename__ = "decisions"
    uuid: str
    list_id: int = Field(foreign_key="suggestion_lists.id")
    coder_id: int = Field(foreign_key="coders.id")
    code_id: int = Field(foreign_key="codes.id")
    transcript_id: int = Field(foreign_key="transcripts.id")
    start: int
    end: int
    text_hash: str
    verdict: str
    coding: str | None = None
    rank: int
    score: float
    band: str
    outside: int = 0
    nearest: str = ""
    decided_at: str
