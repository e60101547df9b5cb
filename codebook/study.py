"""One frozen picture of a study, for exchanges small enough to be held at once."""

from dataclasses import dataclass, field
from functools import cached_property

from codebook.book import Codebook
from codebook.coding import Coder, Coding, ReadingState
from codebook.memo import Memo
from transcripts.model import Participant, Role, TurnKind
from transcripts.spans import Span


@dataclass(frozen=True, slots=True)
class StudyTurn:
    """One turn of a transcript in a study.

    Attributes:
        number: As the screens show it, in the transcript's order.
        span: Where its words stand in the transcript's text.
        speaker: Its label, "" for headings and for text without labels.
        role: Interviewer or participant, None for headings.
        participant: Pseudonym of who speaks, "" for interviewers and headings.
        begin: Seconds from the start of the recording, None if unknown.
        finish: The same for its end.
        kind: Speech or heading.
    """

    number: int
    span: Span
    speaker: str = ""
    role: Role | None = None
    participant: str = ""
    begin: float | None = None
    finish: float | None = None
    kind: TurnKind = TurnKind.SPEECH


@dataclass(frozen=True, slots=True)
class StudyTranscript:
    """One transcript in a study.

    Attributes:
        uuid: Identity from birth.
        name: Short name, unique in the study.
        text: The words of all turns; spans count its code points.
        turns: In text order, disjoint.
        title: A longer name, "" if none.
        language: ``fr``, ``en`` or "" where unknown.
    """

    uuid: str
    name: str
    text: str
    turns: tuple[StudyTurn, ...]
    title: str = ""
    language: str = ""


@dataclass(frozen=True)
class Study:
    """Everything that a report or an export needs to know of a study.

    Attributes:
        title: Its name for people.
        language: ``fr`` or ``en``: the language of labels and reports.
        transcripts: In the study's order.
        participants: In the study's order.
        coders: The consensus layer included, where there is one.
        book: The codebook in its present version.
        codings: In no particular order.
        states: (transcript uuid, coder uuid) to how far the coder is; absent means to do.
        memos: In the order in which they were written.
    """

    title: str
    language: str
    transcripts: tuple[StudyTranscript, ...] = ()
    participants: tuple[Participant, ...] = ()
    coders: tuple[Coder, ...] = ()
    book: Codebook = field(default_factory=Codebook)
    codings: tuple[Coding, ...] = ()
    states: dict[tuple[str, str], ReadingState] = field(default_factory=dict)
    memos: tuple[Memo, ...] = ()

    @cached_property
    def transcript_by_uuid(self) -> dict[str, StudyTranscript]:
        """Every transcript under its uuid."""
        return {transcript.uuid: transcript for transcript in self.transcripts}

    @cached_property
    def coder_by_uuid(self) -> dict[str, Coder]:
        """Every coder under its uuid."""
        return {coder.uuid: coder for coder in self.coders}

    @cached_property
    def participant_by_pseudonym(self) -> dict[str, Participant]:
        """Every participant under the pseudonym."""
        return {participant.pseudonym: participant for participant in self.participants}

    def state(self, transcript: str, coder: str) -> ReadingState:
        """How far a coder is with a transcript, both given by uuid."""
        return self.states.get((transcript, coder), ReadingState.TODO)
