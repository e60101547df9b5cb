"""The tables as SQLModel sees them. Only the writing side of the store imports this module.

``table=True`` models skip validation, so nothing here checks values: the domain does. Each row class names the
columns that hold words (``WORDS``): the journal keeps those by reference, so that they can be redacted later.
"""

from typing import ClassVar

from sqlalchemy import MetaData
from sqlmodel import Field, SQLModel

from workbench.store.comparison_rows import AsideRow, ConsensusSourceRow, MergedEntryRow, OpeningRow, RulingRow
from workbench.store.finding_rows import (
    CategoryRow,
    ParticipantOrderRow,
    PickedQuotationRow,
    PreferenceRow,
    QuantityWordRow,
    RecruitmentRow,
    SummaryPassageRow,
    SummaryRow,
    TurnCheckRow,
)
from workbench.store.row import Row
from workbench.store.suggestion_rows import DecisionRow, SuggestionListRow


class CoderRow(Row, table=True):
    """Someone who codes, or the consensus layer."""

    __tablename__ = "coders"
    WORDS: ClassVar[frozenset[str]] = frozenset({"name", "folded_name"})
    uuid: str
    name: str
    folded_name: str
    kind: str
    created_at: str


class ParticipantRow(Row, table=True):
    """A person of the study."""

    __tablename__ = "participants"
    WORDS: ClassVar[frozenset[str]] = frozenset({"pseudonym"})
    uuid: str
    pseudonym: str
    position: int
    deleted_at: str | None = None


class AttributeRow(Row, table=True):
    """A property that participants have."""

    __tablename__ = "attributes"
    uuid: str
    name: str
    kind: str
    label_fr: str = ""
    label_en: str = ""
    choices: str = "[]"
    position: int


class AttributeValueRow(Row, table=True):
    """What one participant has for one attribute."""

    __tablename__ = "attribute_values"
    WORDS: ClassVar[frozenset[str]] = frozenset({"text_value"})
    uuid: str
    participant_id: int = Field(foreign_key="participants.id")
    attribute_id: int = Field(foreign_key="attributes.id")
    knowledge: str
    text_value: str = ""
    low: float | None = None
    high: float | None = None


class TranscriptRow(Row, table=True):
    """One interview; its words hang on the revisions."""

    __tablename__ = "transcripts"
    WORDS: ClassVar[frozenset[str]] = frozenset({"name", "title"})
    uuid: str
    name: str
    title: str = ""
    language: str = ""
    position: int
    revision: int = 1
    created_at: str
    deleted_at: str | None = None


class RevisionRow(Row, table=True):
    """One state of a transcript's text."""

    __tablename__ = "revisions"
    uuid: str
    transcript_id: int = Field(foreign_key="transcripts.id")
    number: int
    text_hash: str
    length: int
    words: int
    source_name: str
    source_format: str
    encoding: str = ""
    encoding_guessed: int = 0
    blanks: str = ""
    created_at: str


class SpeakerRow(Row, table=True):
    """A label of a transcript."""

    __tablename__ = "speakers"
    WORDS: ClassVar[frozenset[str]] = frozenset({"label"})
    uuid: str
    transcript_id: int = Field(foreign_key="transcripts.id")
    label: str
    role: str
    participant_id: int | None = Field(default=None, foreign_key="participants.id")


class TurnRow(Row, table=True):
    """One stretch of speech; inserted in bulk, never as an object."""

    __tablename__ = "turns"
    revision_id: int = Field(foreign_key="revisions.id")
    number: int
    kind: str
    speaker_id: int | None = Field(default=None, foreign_key="speakers.id")
    label: str
    start: int
    end: int
    begin: float | None = None
    finish: float | None = None
    text: str


class SegmentRow(Row, table=True):
    """A sentence; inserted in bulk, never as an object."""

    __tablename__ = "segments"
    revision_id: int = Field(foreign_key="revisions.id")
    number: int
    start: int
    end: int


class CodeRow(Row, table=True):
    """A code as it is now; what it was stands in the versions."""

    __tablename__ = "codes"
    WORDS: ClassVar[frozenset[str]] = frozenset(
        {"short", "label_fr", "label_en", "definition", "include_when", "exclude_when", "example", "keywords"}
    )
    uuid: str
    parent_id: int | None = Field(default=None, foreign_key="codes.id")
    position: int
    short: str
    label_fr: str = ""
    label_en: str = ""
    definition: str = ""
    include_when: str = ""
    exclude_when: str = ""
    example: str = ""
    keywords: str = "[]"
    colour: str = ""
    key: str = ""
    codable: int = 1
    takes_stance: int = 0
    exclusive: int = 0
    deleted_at: str | None = None


class CodeVersionRow(Row, table=True):
    """A code as it was from one version of the codebook on."""

    __tablename__ = "code_versions"
    version: int
    code_id: int = Field(foreign_key="codes.id")
    coder_id: int | None = Field(default=None, foreign_key="coders.id")
    at: str
    picture: str


class QuestionRow(Row, table=True):
    """A question of the interview guide."""

    __tablename__ = "questions"
    uuid: str
    position: int
    name: str
    section: str = ""
    text: str


class QuestionCodeRow(Row, table=True):
    """A code that a question names."""

    __tablename__ = "question_codes"
    uuid: str
    question_id: int = Field(foreign_key="questions.id")
    code_id: int = Field(foreign_key="codes.id")


class TurnQuestionRow(Row, table=True):
    """The question that an interviewer's turn puts."""

    __tablename__ = "turn_questions"
    uuid: str
    transcript_id: int = Field(foreign_key="transcripts.id")
    turn_number: int
    question_id: int = Field(foreign_key="questions.id")
    follow_up: int


class CodingRow(Row, table=True):
    """This coder put this code on this span."""

    __tablename__ = "codings"
    uuid: str
    transcript_id: int = Field(foreign_key="transcripts.id")
    coder_id: int = Field(foreign_key="coders.id")
    code_id: int = Field(foreign_key="codes.id")
    start: int
    end: int
    strength: int | None = None
    stance: str | None = None
    origin: str
    codebook_version: int
    created_at: str
    changed_at: str


class MemoRow(Row, table=True):
    """A note on the study (no target), a transcript, a code or a coding."""

    __tablename__ = "memos"
    WORDS: ClassVar[frozenset[str]] = frozenset({"body"})
    uuid: str
    coder_id: int = Field(foreign_key="coders.id")
    transcript_id: int | None = Field(default=None, foreign_key="transcripts.id")
    code_id: int | None = Field(default=None, foreign_key="codes.id")
    coding_id: int | None = Field(default=None, foreign_key="codings.id")
    body: str
    created_at: str
    changed_at: str


class CoderStateRow(Row, table=True):
    """How far a coder is with a transcript."""

    __tablename__ = "coder_states"
    uuid: str
    coder_id: int = Field(foreign_key="coders.id")
    transcript_id: int = Field(foreign_key="transcripts.id")
    state: str
    changed_at: str


class JournalRow(Row, table=True):
    """One entry of the journal."""

    __tablename__ = "journal"
    uuid: str
    copy_id: str
    at: str
    coder_id: int | None = Field(default=None, foreign_key="coders.id")
    kind: str
    target: str | None = None
    verb: str
    facts: str
    changes: str


METADATA: MetaData = SQLModel.metadata

#: Rows that belong to another row and come and go with it; they never keep it from being taken back.
OWNED = frozenset({"revisions", "speakers", "turns", "segments", "code_versions", "places"})

#: Rows that are put in a bin instead of being deleted, because much hangs on them.
BINNED = frozenset({"participants", "transcripts", "codes"})

#: Every row class whose changes the journal records, by table.
JOURNALLED: dict[str, type[Row]] = {
    str(row.__tablename__): row
    for row in (
        CoderRow,
        ParticipantRow,
        AttributeRow,
        AttributeValueRow,
        TranscriptRow,
        SpeakerRow,
        CodeRow,
        QuestionRow,
        QuestionCodeRow,
        TurnQuestionRow,
        TurnCheckRow,
        RecruitmentRow,
        ParticipantOrderRow,
        CategoryRow,
        SummaryRow,
        SummaryPassageRow,
        PickedQuotationRow,
        QuantityWordRow,
        PreferenceRow,
        CodingRow,
        MemoRow,
        CoderStateRow,
        SuggestionListRow,
        DecisionRow,
        RulingRow,
        ConsensusSourceRow,
        OpeningRow,
        AsideRow,
        MergedEntryRow,
    )
}
