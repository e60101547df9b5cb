"""What a merge does, before it is done and after: counts, conflicts, texts, codes and names."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from transcripts.aligning import Move
from transcripts.spans import Span
from workbench.workflows.ruling.rebuilding import Renewed


class Prefer(StrEnum):
    """Whose value stays where both sides changed the same thing."""

    MINE = "mine"
    THEIRS = "theirs"


class Reason(StrEnum):
    """Why something is listed."""

    BOTH_CHANGED = "both_changed"
    DELETED_THERE = "deleted_there"
    DELETED_HERE = "deleted_here"
    BUILT_ON = "built_on"
    NAME_TAKEN = "name_taken"
    TREE = "tree"


class Kept(StrEnum):
    """What stands after the merge."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that the two sides see differently.

    Attributes:
        reason: How.
        table: Kind of thing.
        uuid: Which one, in the study that is merged into.
        name: What a person calls it: a short name, a pseudonym, a place; never words of an interview.
        column: What about it; "" for the thing as a whole.
        mine: The value here; None if there is none.
        theirs: The value there; None if there is none.
        kept: What stands after the merge.
        coder: uuid of whose work it is, "" for what everybody shares.
        transcript: uuid of the transcript that it is on, "" if on none.
    """

    reason: Reason
    table: str
    uuid: str
    name: str
    column: str
    mine: Any
    theirs: Any
    kept: Kept
    coder: str = ""
    transcript: str = ""


@dataclass(frozen=True, slots=True)
class Shifted:
    """A passage of a text that differs between the two sides.

    Attributes:
        table: Kind of thing that stands on it.
        uuid: Which one, in the other copy.
        coder: uuid of whose it is, "" for nobody's.
        transcript: uuid of the transcript here.
        move: How sure its new place is.
        old: Where it stands there.
        new: Where it stands here; None if it is lost, and then it is not taken.
    """

    table: str
    uuid: str
    coder: str
    transcript: str
    move: Move
    old: Span
    new: Span | None


class LeftOut(StrEnum):
    """Why something was not taken."""

    LOST = "lost"
    INCOMPLETE = "incomplete"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Left:
    """Something of the other copy that was not taken.

    Attributes:
        reason: ``lost``: its passage is not in the text here; ``incomplete``: what it hangs on is missing;
            ``taken``: another thing has its place here.
        table: Kind of thing.
        uuid: Which one, in the other copy.
        coder: uuid of whose it is, "" for nobody's.
        transcript: uuid of the transcript here, "" for none.
    """

    reason: LeftOut
    table: str
    uuid: str
    coder: str
    transcript: str


class CodeStatus(StrEnum):
    """What became of a code."""

    NEW = "new"
    REDEFINED_THERE = "redefined_there"
    REDEFINED_HERE = "redefined_here"
    REDEFINED_BOTH = "redefined_both"
    REDEFINED_APART = "redefined_apart"


@dataclass(frozen=True, slots=True)
class CodeNews:
    """A code that the other side brings, or that the two sides define differently.

    Attributes:
        code: uuid here.
        short: Short name.
        status: New, or who redefined it.
        mine: What is written about it here, "" for a new one.
        theirs: What is written about it there.
    """

    code: str
    short: str
    status: CodeStatus
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Names:
    """Two names of coders that may mean the same person.

    Attributes:
        mine: Here.
        theirs: There.
        same: Whether they are taken as one person.
    """

    mine: str
    theirs: str
    same: bool


@dataclass(slots=True)
class Count:
    """How many things of a kind are new, changed and deleted on one side."""

    made: int = 0
    changed: int = 0
    gone: int = 0

    def __add__(self, other: "Count") -> "Count":
        """Both together."""
        return Count(self.made + other.made, self.changed + other.changed, self.gone + other.gone)


@dataclass(slots=True)
class TextNews:
    """A transcript that the two sides have in different words, or that one side brings.

    Attributes:
        transcript: uuid here.
        name: Name here.
        new: Whether it comes with the merge.
        moves: How many passages were found again how surely.
    """

    transcript: str
    name: str
    new: bool
    moves: dict[Move, int] = field(default_factory=dict)


@dataclass(slots=True)
class Found:
    """Everything that is told of the merge with one file.

    Attributes:
        file: Its name.
        packet: Name of the coder whose packet it is, "" for a blank packet, None for a whole copy.
        related: Whether the two come from the same study, or have been merged before.
        entries: How many entries of its journal are new here.
        here: Kind of thing → what is new, changed and deleted here since.
        here_of: The same apart by whose work it is and where: uuids of a coder and of a transcript, "" for none, and
            None for a coder who can no longer be told. Empty where nothing can be sealed from anybody.
        there: Kind of thing → what is new, changed and deleted there since.
        taken: Kind of thing → what the merge adds, changes and deletes here.
        conflicts: What both sides see differently.
        shifted: Passages of texts that differ.
        texts: Texts that differ, and new ones.
        left: What was not taken.
        codes: New codes and those defined differently.
        names: Coders whose names are alike.
        consensus: What all files together meant for the consensus; said once, with the last of them.
    """

    file: str = ""
    packet: str | None = None
    related: bool = True
    entries: int = 0
    here: dict[str, Count] = field(default_factory=dict)
    here_of: dict[tuple[str, str | None, str], Count] = field(default_factory=dict)
    there: dict[str, Count] = field(default_factory=dict)
    taken: dict[str, Count] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    shifted: list[Shifted] = field(default_factory=list)
    texts: list[TextNews] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    codes: list[CodeNews] = field(default_factory=list)
    names: list[Names] = field(default_factory=list)
    consensus: Renewed = field(default_factory=Renewed)

    @property
    def changes_nothing(self) -> bool:
        """Whether the study holds all of it already."""
        return not self.taken and not self.conflicts and not self.left
