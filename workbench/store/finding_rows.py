"""Rows of what findings need, beside the transcripts and their codings. Their tables came with schema 2."""

from typing import ClassVar

from sqlmodel import Field

from workbench.store.row import Row


class TurnCheckRow(Row, table=True):
    """A turn of the interviewer that was looked at and puts no question of the guide."""

    __tablename__ = "turn_checks"
    uuid: str
    transcript_id: int = Field(foreign_key="transcripts.id")
    turn_number: int


class RecruitmentRow(Row, table=True):
    """How a person came into the study, or did not."""

    __tablename__ = "recruitment"
    WORDS: ClassVar[frozenset[str]] = frozenset({"reason"})
    uuid: str
    participant_id: int = Field(foreign_key="participants.id")
    status: str
    reason: str = ""
    approached_on: str = ""
    answered_on: str = ""


class ParticipantOrderRow(Row, table=True):
    """The place that a participant gives a code in an order of their own."""

    __tablename__ = "participant_orders"
    uuid: str
    participant_id: int = Field(foreign_key="participants.id")
    code_id: int = Field(foreign_key="codes.id")
    place: float


class CategoryRow(Row, table=True):
    """One of the closed categories into which the answers to a question are put."""

    __tablename__ = "categories"
    uuid: str
    question_id: int = Field(foreign_key="questions.id")
    position: int
    label: str
    definition: str = ""


class SummaryRow(Row, table=True):
    """What a coder wrote into one cell of the framework grid, and the category chosen for it."""

    __tablename__ = "summaries"
    WORDS: ClassVar[frozenset[str]] = frozenset({"body"})
    uuid: str
    participant_id: int = Field(foreign_key="participants.id")
    question_id: int | None = Field(default=None, foreign_key="questions.id")
    code_id: int | None = Field(default=None, foreign_key="codes.id")
    coder_id: int = Field(foreign_key="coders.id")
    body: str = ""
    category_id: int | None = Field(default=None, foreign_key="categories.id")
    created_at: str
    changed_at: str


class SummaryPassageRow(Row, table=True):
    """A passage that a summary points to."""

    __tablename__ = "summary_passages"
    uuid: str
    summary_id: int = Field(foreign_key="summaries.id")
    transcript_id: int = Field(foreign_key="transcripts.id")
    start: int
    end: int
    position: int


class PickedQuotationRow(Row, table=True):
    """A passage picked to be quoted for a code; its cuts are spans of the transcript shown as […]."""

    __tablename__ = "picked_quotations"
    uuid: str
    code_id: int = Field(foreign_key="codes.id")
    transcript_id: int = Field(foreign_key="transcripts.id")
    start: int
    end: int
    coder_id: int | None = Field(default=None, foreign_key="coders.id")
    position: int
    cuts: str = "[]"
    created_at: str


class QuantityWordRow(Row, table=True):
    """A phrase of quantity and the counts or shares that it stands for."""

    __tablename__ = "quantity_words"
    uuid: str
    language: str
    position: int
    phrase: str
    measure: str
    least: float
    most: float


class PreferenceRow(Row, table=True):
    """One setting of the study."""

    __tablename__ = "preferences"
    uuid: str
    name: str
    value: str
