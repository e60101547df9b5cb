"""Proposals of passages for a code, and what coders did with them. A suggestion is no coding until a coder decides."""

from dataclasses import dataclass
from enum import StrEnum

from transcripts.spans import Span


class Band(StrEnum):
    """How well a suggestion compares with what was accepted for its code; never a probability."""

    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"


class Verdict(StrEnum):
    """What a coder did with a suggestion."""

    ACCEPTED = "accepted"
    CHANGED = "changed"
    REJECTED = "rejected"


class QueueOrder(StrEnum):
    """What comes first in a queue."""

    SUREST = "surest"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Near:
    """A passage decided before that a suggestion is like, or stands near.

    Attributes:
        coding: uuid of the coding, "" for a rejected passage.
        transcript: uuid.
        name: Name of the transcript.
        turn: Number of the turn in it.
        span: Where it stands.
        excerpt: Its words, one line, shortened.
    """

    coding: str
    transcript: str
    name: str
    turn: int
    span: Span
    excerpt: str


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score, scaled over the candidates.

    Attributes:
        name: Stable: ``words``, ``meaning``, ``vectors``, ``examples``, ``neighbours``, ``trained``, ``nearness``,
            ``rejections`` …
        value: Standard deviations above (below) the mean of the candidates, times the weight that it has.
    """

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Why:
    """Reasons for a suggestion.

    Attributes:
        words: Where the matching words stand, in the transcript's text; in text order.
        lemmas: Dictionary forms of what is in common with the definition, keywords or accepted passages, as the words
            stand where no language model read them; most telling first.
        nearest: The accepted passage most like it; None if there is none yet.
        rejected: The rejected passage most like it, where one is close; else None.
        beside: The accepted passage of the same transcript within four segments; None if there is none.
        parts: What the score is made of; they add up to it.
        rules: Keyword rules of the code that match, as they are written.
    """

    words: tuple[Span, ...] = ()
    lemmas: tuple[str, ...] = ()
    nearest: Near | None = None
    rejected: Near | None = None
    beside: Near | None = None
    parts: tuple[ScorePart, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage proposed for a code.

    Attributes:
        list: uuid of the ranked list that it stands in.
        code: uuid of the code.
        transcript: uuid.
        name: Name of the transcript.
        turn: Number of the turn.
        span: The passage proposed: sentences of the segment, or all of it.
        segment: The ranked segment: a turn, or a piece of one of at most about 60 words.
        text_hash: Of the segment's text; a rejection holds while it stays.
        rank: 1, 2, 3 … in the ranked list, before anything was set aside for variety.
        score: In standard deviations over the candidates; compares within one list only.
        band: Against what was accepted for this code.
        outside: Whether it was put in from outside the top, so that the list does not only confirm itself.
        fresh: Whether its transcript has no passage of this code yet.
        alike: Near-duplicates folded under it.
        why: The reasons.
    """

    list: str
    code: str
    transcript: str
    name: str
    turn: int
    span: Span
    segment: Span
    text_hash: str
    rank: int
    score: float
    band: Band
    outside: bool
    fresh: bool
    alike: int
    why: Why

    @property
    def id(self) -> str:
        """Names it on the command line: the list and its rank, as ``1a2b3c4d-12``."""
        return f"{self.list[:8]}-{self.rank}"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a coder did with a suggestion.

    Attributes:
        uuid: Identity.
        list: uuid of the ranked list.
        coder: uuid.
        code: uuid of the code that was suggested.
        transcript: uuid.
        span: The passage that was proposed.
        text_hash: Of the ranked segment.
        verdict: Accepted as it was, accepted with other boundaries or another code, or rejected.
        coding: uuid of the coding it led to, "" for rejections; the coding may be gone since.
        rank: Place in the list.
        score: As in ``Suggestion``.
        band: As it was shown.
        outside: Whether it came from outside the top.
        nearest: uuid of the coding named as nearest, "" if none.
        suggester: Name and version, such as ``base 1``.
        model: The language models and encoder, with versions.
        definition_hash: Of what was written about the code, its keyword rules left out.
        codebook_version: Under which the code was suggested.
        decided_at: UTC, ISO 8601.
    """

    uuid: str
    list: str
    coder: str
    code: str
    transcript: str
    span: Span
    text_hash: str
    verdict: Verdict
    coding: str
    rank: int
    score: float
    band: Band
    outside: bool
    nearest: str
    suggester: str
    model: str
    definition_hash: str
    codebook_version: int
    decided_at: str
