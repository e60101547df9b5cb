"""What the parts of ruling hand to each other and to the screens."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from codebook.code import Code
from codebook.coding import Coder, Coding, Stance
from codebook.ruling import RuledPosition, Ruling, Verdict, case_key
from transcripts.i18n import N_, _
from transcripts.spans import Span

if TYPE_CHECKING:
    from workbench.analysis.cases import Kind


class Status(StrEnum):
    """How far a case is. The values are stable."""

    OPEN = "open"
    RULED = "ruled"
    DISCUSS = "discuss"
    STALE = "stale"

    @property
    def text(self) -> str:
        """The status in the language in use."""
        return _(_TEXTS[self])


_TEXTS = {
    Status.OPEN: N_("to be ruled on"),
    Status.RULED: N_("ruled"),
    Status.DISCUSS: N_("to be discussed"),
    Status.STALE: N_("changed since it was ruled"),
}


@dataclass(frozen=True, slots=True)
class OpenPosition:
    """One of the answers that a case has.

    Attributes:
        coders: Those who give it, in the order in which they joined the study.
        codings: What they marked, by coder, then place, with their memos; empty for "nothing".
    """

    coders: tuple[Coder, ...]
    codings: tuple[Coding, ...]

    @property
    def remembered(self) -> RuledPosition:
        """What a ruling keeps of it."""
        return RuledPosition.of((coder.uuid for coder in self.coders), self.codings)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A passage on which coders differ, over all persons who have finished the transcript.

    Attributes:
        key: What it is called; the same as long as the same codings differ.
        kinds: What they differ in, weightiest first.
        transcript: uuid.
        name: Of the transcript.
        span: Everything that anyone marked here.
        positions: The answers: most coders first, then who joined first.
        codes: What was given, each once, in the order of the codebook.
        cost: Characters on which they differ.
        majority: Index of the position that more than half of them hold, None if there is none.
        ruling: What was decided, None if nothing was.
        stale: Whether the answers have changed since.
        costs: Characters on which they differ, kind by kind.
    """

    key: str
    kinds: "tuple[Kind, ...]"
    transcript: str
    name: str
    span: Span
    positions: tuple[OpenPosition, ...]
    codes: tuple[Code, ...]
    cost: int
    majority: int | None
    ruling: Ruling | None
    stale: bool
    costs: tuple[int, ...] = ()

    @property
    def kind(self) -> "Kind":
        """What they differ in most."""
        return self.kinds[0]

    @property
    def status(self) -> Status:
        """How far it is."""
        if self.ruling is None:
            return Status.OPEN
        if self.stale:
            return Status.STALE
        return Status.DISCUSS if self.ruling.verdict is Verdict.DISCUSS else Status.RULED

    @property
    def codings(self) -> tuple[Coding, ...]:
        """All that was marked here, by position."""
        return tuple(one for position in self.positions for one in position.codings)

    @property
    def coders(self) -> Iterator[Coder]:
        """Everyone who read it, by position."""
        return (coder for position in self.positions for coder in position.coders)

    @property
    def remembered(self) -> tuple[RuledPosition, ...]:
        """The positions as a ruling keeps them."""
        return tuple(position.remembered for position in self.positions)

    @property
    def chosen(self) -> int | None:
        """Index of the position that the ruling chose, in the present order; None if it chose none or is stale."""
        if self.ruling is None or self.stale or self.ruling.chosen is None:
            return None
        meant = self.ruling.positions[self.ruling.chosen].coders
        return next((at for at, one in enumerate(self.remembered) if one.coders == meant), None)


def key_of(positions: tuple[OpenPosition, ...]) -> str:
    """What the case of these answers is called."""
    return case_key(one.uuid for position in positions for one in position.codings)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases are how far. Attributes are as ``Status``; each case is counted once."""

    open: int
    ruled: int
    discuss: int
    stale: int

    @property
    def all(self) -> int:
        """All cases."""
        return self.open + self.ruled + self.discuss + self.stale

    @property
    def left(self) -> int:
        """Cases on which something is still to be decided."""
        return self.all - self.ruled


@dataclass(frozen=True, slots=True)
class Queue:
    """Cases that somebody asked for.

    Attributes:
        cases: In the order asked for.
        counts: Of all cases on the coders, codes, transcripts and kinds asked for, however far they are.
        lapsed: Rulings on passages on which the coders no longer differ, or which fewer than two have finished now.
        sealed: How many of the transcripts asked for are left out because somebody's work there is sealed.
    """

    cases: tuple[OpenCase, ...]
    counts: Counts
    lapsed: tuple[Ruling, ...] = ()
    sealed: int = 0


@dataclass(frozen=True, slots=True)
class MadeCoding:
    """A coding that a verdict makes for the consensus.

    Attributes:
        code: uuid.
        span: Where.
        strength: 0 to 3, None where not set.
        stance: None where not set.
        sources: uuids of the coders' codings that it comes from, sorted.
    """

    code: str
    span: Span
    strength: int | None
    stance: Stance | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a ruling did.

    Attributes:
        ruling: As it stands now; as it was, where it was withdrawn.
        made: Codings of the consensus that were made or changed.
        removed: Codings of the consensus that were taken away, as they were.
    """

    ruling: Ruling
    made: tuple[Coding, ...]
    removed: tuple[Coding, ...]
