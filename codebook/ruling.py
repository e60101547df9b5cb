"""Rulings: what was decided about a passage on which coders differ."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from codebook.coding import Coding, Stance
from transcripts.i18n import N_, _
from transcripts.spans import Span

KEY_LENGTH = 12


class Verdict(StrEnum):
    """What was decided. The values are stable: files and the JSON of every command carry them."""

    POSITION = "position"
    UNION = "union"
    INTERSECTION = "intersection"
    BOTH = "both"
    NEITHER = "neither"
    DISCUSS = "discuss"
    MAJORITY = "majority"

    @property
    def text(self) -> str:
        """The verdict in the language in use."""
        return _(_TEXTS[self])


_TEXTS = {
    Verdict.POSITION: N_("one of the answers"),
    Verdict.UNION: N_("united characters"),
    Verdict.INTERSECTION: N_("shared characters"),
    Verdict.BOTH: N_("each of the answers"),
    Verdict.NEITHER: N_("none of them"),
    Verdict.DISCUSS: N_("to be discussed"),
    Verdict.MAJORITY: N_("the answer of the majority"),
}


@dataclass(frozen=True, slots=True, order=True)
class RuledCoding:
    """A coding as it was when the ruling was made.

    Attributes:
        uuid: Of the coding.
        code: uuid of its code.
        start: First character in the transcript's text.
        end: One past the last.
        strength: 0 to 3, -1 where not set.
        stance: ``pro``, ``contra``, ``mixed``, ``neutral``; "" where not set.
    """

    uuid: str
    code: str
    start: int
    end: int
    strength: int = -1
    stance: str = ""

    @classmethod
    def of(cls, coding: Coding) -> "RuledCoding":
        """What a ruling remembers of a coding."""
        strength = -1 if coding.strength is None else coding.strength
        stance = "" if coding.stance is None else Stance(coding.stance).value
        return cls(coding.uuid, coding.code, coding.span.start, coding.span.end, strength, stance)


@dataclass(frozen=True, slots=True)
class RuledPosition:
    """One of the answers that there were.

    Attributes:
        coders: uuids of those who gave it, sorted.
        codings: What they gave, sorted; empty for "nothing".
    """

    coders: tuple[str, ...]
    codings: tuple[RuledCoding, ...]

    @classmethod
    def of(cls, coders: Iterable[str], codings: Iterable[Coding]) -> "RuledPosition":
        """What a ruling remembers of an answer."""
        return cls(tuple(sorted(coders)), tuple(sorted(map(RuledCoding.of, codings))))


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was decided about a case.

    Attributes:
        uuid: Identity.
        transcript: uuid.
        span: Everything that anyone had marked there.
        coder: uuid of who decided last.
        kind: What the coders differed in most, such as ``boundary``.
        verdict: What was decided.
        chosen: Index of the position that was chosen, or whose stance and strength count; None where none was.
        reason: Why, "" if not said.
        positions: The answers as they were.
        made: ISO 8601, UTC.
        changed: ISO 8601, UTC.
    """

    uuid: str
    transcript: str
    span: Span
    coder: str
    kind: str
    verdict: Verdict
    chosen: int | None
    reason: str
    positions: tuple[RuledPosition, ...]
    made: str = ""
    changed: str = ""

    @property
    def codings(self) -> frozenset[str]:
        """Identities of all codings that it is about."""
        return frozenset(one.uuid for position in self.positions for one in position.codings)

    @property
    def key(self) -> str:
        """Of the case that it is about."""
        return case_key(self.codings)

    def still_about(self, positions: Iterable[RuledPosition]) -> bool:
        """Whether the answers are what they were, in whatever order, even if the text before them was corrected."""
        return _anchored(self.positions) == _anchored(positions)


def case_key(codings: Iterable[str]) -> str:
    """What a case is called: the same wherever the same codings differ."""
    return hashlib.sha256(",".join(sorted(codings)).encode()).hexdigest()[:KEY_LENGTH]


def _anchored(positions: Iterable[RuledPosition]) -> set[tuple[object, ...]]:
    """Positions with places counted from the first character that is marked."""
    held = tuple(positions)
    first = min((one.start for position in held for one in position.codings), default=0)
    return {
        (
            position.coders,
            tuple(
                (one.uuid, one.code, one.start - first, one.end - first, one.strength, one.stance)
                for one in position.codings
            ),
        )
        for position in held
    }
