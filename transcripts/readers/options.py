"""What the person who imports may say about a file, and what a reader understood of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from transcripts.errors import TranscriptError
from transcripts.i18n import _
from transcripts.model import Role, Transcript
from transcripts.readers.names import role_of_word


class Layout(StrEnum):
    """How a file is arranged; ``AUTO`` looks for itself."""

    AUTO = "auto"
    TURNS = "turns"
    """Speaker labels, as in most transcripts."""
    QUESTIONS = "questions"
    """Questions as headings, each answered by people whose names open the paragraphs."""
    COMMENTS = "comments"
    """A web page with a numbered list of signed comments."""
    PLAIN = "plain"
    """One participant's words, whatever looks like a label."""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What the person who imports says; whatever is left out is looked for in the file.

    Attributes:
        speakers: Labels that are speakers, with their role, None where the role is to be recognised.
        layout: How the file is arranged.
        encoding: Of text files; looked for where "".
        language: ``fr`` or ``en``; guessed where "".
        question: The question that all answers of the file answer, for a page of comments or a table without one.
        participant_column: Heading of the column that names participants; known names are looked for where "".
        question_column: The same for questions.
        answer_columns: The same for answers; several where each question has a column of its own.
        delimiter: Between the cells of a text table; looked for where "".
        sheet: Name of the sheet of a workbook; the first one that holds something where "".
        skip_doubles: Leave out an answer that repeats an earlier one of the same page or table.
        prefix: Put before the names of the transcripts, where a name may be taken in the study.
    """

    speakers: Mapping[str, Role | None] = field(default_factory=dict)
    layout: Layout = Layout.AUTO
    encoding: str = ""
    language: str = ""
    question: str = ""
    participant_column: str = ""
    question_column: str = ""
    answer_columns: tuple[str, ...] = ()
    delimiter: str = ""
    sheet: str = ""
    skip_doubles: bool = False
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Double:
    """An answer that repeats an earlier one.

    Attributes:
        transcript: Name of the later transcript.
        original: Name of the earlier one.
        likeness: Share of the words in common, 0 to 1.
    """

    transcript: str
    original: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that looked like a speaker label and was left in the text for want of evidence.

    Attributes:
        label: As the file writes it.
        count: How many paragraphs it opens.
    """

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """What a table or page says about each participant beside the answers: candidate attributes.

    Attributes:
        columns: Names of the attributes, in the order of the source.
        rows: Pseudonym to attribute name to value as written; an empty cell is left out.
    """

    columns: tuple[str, ...]
    rows: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of one file.

    Attributes:
        transcripts: At least one.
        layout: The arrangement in which the file was read, never ``AUTO``.
        notes: All that is to be said of the file: what was guessed, mended, left out. What concerns the text of a
            transcript is kept with its source too.
        attributes: Candidate attributes of the participants, None where the file has none.
        doubles: Answers that repeat earlier ones.
        doubts: What might have been speakers.
        proposal: A layout that seems to fit better than the one asked for, None else.
    """

    transcripts: tuple[Transcript, ...]
    layout: Layout
    notes: tuple[str, ...] = ()
    attributes: AnswerTable | None = None
    doubles: tuple[Double, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    proposal: Layout | None = None


def parse_speakers(listed: str) -> dict[str, Role | None]:
    """Read ``ENQ=interviewer,I-05=participant`` or bare names, separated by commas or semicolons.

    Raises:
        TranscriptError: If a role is neither interviewer nor participant, in English or French.
    """
    speakers: dict[str, Role | None] = {}
    for entry in listed.replace(";", ",").split(","):
        label, mark, word = (part.strip() for part in entry.partition("="))
        if not label:
            continue
        role = role_of_word(word) if mark else None
        if mark and role is None:
            raise TranscriptError(
                _("“{word}” is no role of a speaker.").format(word=word),
                _("Write interviewer or participant after the equals sign, or leave it out."),
            )
        speakers[label] = role
    return speakers
