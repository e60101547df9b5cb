"""Coders, and what they put on passages."""

from dataclasses import dataclass
from enum import StrEnum

from transcripts.spans import Span


class CoderKind(StrEnum):
    """A person, the layer made by rulings, or a layer aside, which counts nowhere unless it is asked for."""

    PERSON = "person"
    CONSENSUS = "consensus"
    ASIDE = "aside"


class Stance(StrEnum):
    """Whether a passage speaks for or against what its code names."""

    PRO = "pro"
    CONTRA = "contra"
    MIXED = "mixed"
    NEUTRAL = "neutral"


class Origin(StrEnum):
    """How a coding came to be."""

    HAND = "hand"
    SUGGESTION = "suggestion"
    IMPORT = "import"
    CONSENSUS = "consensus"


class ReadingState(StrEnum):
    """How far a coder is with a transcript."""

    TODO = "todo"
    CODING = "coding"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Coder:
    """Someone who codes.

    Attributes:
        uuid: Identity from birth.
        name: Unique in a study (case-blind).
        kind: A person, the consensus layer, or a layer aside (a second reading, training).
    """

    uuid: str
    name: str
    kind: CoderKind = CoderKind.PERSON


@dataclass(frozen=True, slots=True)
class Coding:
    """This coder put this code on this span.

    Attributes:
        uuid: Identity from birth.
        transcript: uuid of the transcript.
        coder: uuid of the coder.
        code: uuid of the code.
        span: Half-open, in code points of the transcript's text.
        strength: 0 (named as unimportant) to 3, None where not set; missing is not 0.
        stance: None where not set.
        memo: The coder's note on this coding, "" if none.
        origin: How it came to be.
        codebook_version: The version it was made under.
        created: ISO 8601, UTC.
        changed: ISO 8601, UTC.
    """

    uuid: str
    transcript: str
    coder: str
    code: str
    span: Span
    strength: int | None = None
    stance: Stance | None = None
    memo: str = ""
    origin: Origin = Origin.HAND
    codebook_version: int = 0
    created: str = ""
    changed: str = ""
