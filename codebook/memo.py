"""Memos: what a coder thinks of the study, of a transcript, of a code or of a coding."""

from dataclasses import dataclass
from enum import StrEnum


class MemoTarget(StrEnum):
    """What a memo is about."""

    STUDY = "study"
    TRANSCRIPT = "transcript"
    CODE = "code"
    CODING = "coding"


@dataclass(frozen=True, slots=True)
class Memo:
    """One note of one coder.

    Attributes:
        uuid: Identity from birth.
        coder: uuid of the coder who wrote it.
        kind: What it is about.
        target: uuid of the transcript, code or coding, None for the study.
        body: The note.
        created: ISO 8601, UTC.
        changed: ISO 8601, UTC.
    """

    uuid: str
    coder: str
    kind: MemoTarget
    target: str | None
    body: str
    created: str = ""
    changed: str = ""

    def __post_init__(self) -> None:
        if (self.target is None) != (self.kind is MemoTarget.STUDY):
            raise ValueError("a memo on the study has no target, every other memo has one")
