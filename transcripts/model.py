"""What was said: transcripts, their turns and speakers, and the participants behind them."""

from dataclasses import dataclass, field
from enum import StrEnum

from transcripts.spans import Span


class Role(StrEnum):
    """What a speaker label stands for."""

    INTERVIEWER = "interviewer"
    PARTICIPANT = "participant"


class TurnKind(StrEnum):
    """What a turn of the text is: something said, or a title between what was said."""

    SPEECH = "speech"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label of one transcript and what it stands for.

    Attributes:
        label: As the transcript writes it, without colon, brackets or times.
        role: Interviewer or participant.
    """

    label: str
    role: Role


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch of speech, or one heading.

    Attributes:
        span: Where its words stand in the transcript's text; never the label.
        speaker: Label of the speaker, None for headings and for text without labels.
        label: The whole label as the source wrote it (``[Name] (0:01 - 0:11)``), "" if none; not part of the text.
        begin: Seconds from the start of the recording, None if the source gives none.
        finish: The same for the end of the turn.
        kind: Speech or heading.
    """

    span: Span
    speaker: str | None = None
    label: str = ""
    begin: float | None = None
    finish: float | None = None
    kind: TurnKind = TurnKind.SPEECH


@dataclass(frozen=True, slots=True)
class Source:
    """Where a transcript came from.

    Attributes:
        name: File name without its folder.
        format: Name of the reader, such as ``docx``.
        encoding: Of a text file, "" elsewhere.
        guessed: Whether the encoding was guessed and ought to be looked at.
        notes: Sentences about what was dropped or repaired, for the person who imports.
    """

    name: str
    format: str
    encoding: str = ""
    guessed: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transcript:
    """One interview, or one participant's written answers.

    Attributes:
        name: Short name, unique in a study; the file name without its ending by default.
        text: The words of all turns; offsets count its code points. Where the source has labels or marks that are no
            part of the text, one line feed stands between turns; a source without any is kept character for
            character, so that positions which others noted in it still fit.
        turns: In text order, disjoint; together they hold every character of ``text`` but white space between turns.
        speakers: In order of first appearance.
        source: Where it came from.
        language: ``fr``, ``en`` or "" where unknown.
        title: A longer name, "" if none.
        participant: Pseudonym of the one participant, where the source names one or has no labels at all (then its
            name); "" where labels tell who speaks.
    """

    name: str
    text: str
    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...]
    source: Source
    language: str = ""
    title: str = ""
    participant: str = ""


class AttributeKind(StrEnum):
    """The type of a participant attribute."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"
    DATE = "date"
    CHOICE = "choice"


class Knowledge(StrEnum):
    """How an attribute value is known."""

    KNOWN = "known"
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """What is known of one participant for one attribute.

    Attributes:
        knowledge: Known, approximate, unknown or not asked; the last two have no value.
        text: The value as written (text, choice, ISO date, ``yes``/``no``), "" for numbers.
        low: A number, or the lower end of a range; None where there is none.
        high: Upper end of a range; equal to ``low`` for a single number.
    """

    knowledge: Knowledge = Knowledge.KNOWN
    text: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A person of the study, known by pseudonym only.

    Attributes:
        pseudonym: Such as ``I-05``; unique in a study.
        attributes: Attribute name to value; an absent name was never recorded.
    """

    pseudonym: str
    attributes: dict[str, AttributeValue] = field(default_factory=dict)
