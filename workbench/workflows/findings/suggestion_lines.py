"""What one coder made of suggestions for one code, and what should be known of the codings that came from them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from codebook.code import Code
from codebook.coding import Coder
from codebook.suggestion import Band
from transcripts.i18n import N_, _
from workbench.store.decision_counts import Outcome, OutcomeCount
from workbench.workflows.listing_names import listed

#: More than this share of a code's codings from suggestions is told, if they are at least so many in all.
MOSTLY, FEWEST = 0.5, 5


class Caution(StrEnum):
    """What should be known of a code's codings before anything is concluded from them; the values are stable."""

    MOSTLY_SUGGESTED = "mostly_suggested"
    NOBODY_READ = "nobody_read"


CAUTIONS = {
    Caution.MOSTLY_SUGGESTED.value: N_("mostly from suggestions"),
    Caution.NOBODY_READ.value: N_("from transcripts that nobody has read to the end"),
}


class Decided:
    """Decisions, summed.

    Args:
        counts: Any of them.
    """

    def __init__(self, counts: Iterable[OutcomeCount]) -> None:
        self.counts = tuple(counts)

    def number(self, wanted: Callable[[OutcomeCount], bool] = lambda _one: True) -> int:
        """How many decisions fit."""
        return sum(one.count for one in self.counts if wanted(one))

    def of(self, outcome: Outcome) -> int:
        """How many ended so."""
        return self.number(lambda one: one.outcome is outcome)

    @property
    def decided(self) -> int:
        """All of them."""
        return self.number()

    @property
    def hits(self) -> int:
        """Accepts for the code that was suggested, with the same boundaries or others."""
        return self.number(lambda one: one.outcome.hit)

    @property
    def rate(self) -> float | None:
        """Accept rate: hits ÷ decisions, None without any."""
        return self.hits / self.decided if self.decided else None

    def in_band(self, band: Band) -> "Decided":
        """Those that were shown in a band."""
        return Decided(one for one in self.counts if one.band is band)

    @property
    def outside(self) -> "Decided":
        """Those that came from outside the top."""
        return Decided(one for one in self.counts if one.outside)

    @property
    def shared(self) -> int:
        """How many were about suggestions that learned from the decisions of other coders too."""
        return self.number(lambda one: one.shared)

    @property
    def suggesters(self) -> tuple[str, ...]:
        """Suggesters with their versions, the one first used first."""
        return tuple(dict.fromkeys(one.suggester for one in self._by_time))

    @property
    def models(self) -> tuple[str, ...]:
        """Language models and encoders with their versions, likewise."""
        return tuple(dict.fromkeys(one.model for one in self._by_time if one.model))

    @property
    def first(self) -> str | None:
        """When the first was taken, None without any."""
        return min((one.first for one in self.counts), default=None)

    @property
    def last(self) -> str | None:
        """When the last was taken."""
        return max((one.last for one in self.counts), default=None)

    @property
    def _by_time(self) -> list[OutcomeCount]:
        return sorted(self.counts, key=lambda one: one.first)


@dataclass(frozen=True, slots=True, eq=False)
class CodeLine:
    """One code as one coder used it.

    Attributes:
        coder: Who.
        code: The code; None for one that is no longer in the codebook.
        short: Its short name.
        decisions: About suggestions for it.
        codings: All codings of the coder that count for it.
        suggested: Those of them that came from suggestions.
        texts: Places of the transcripts that these stand in.
        unread: Those of them that the coder has not finished.
        unread_by_all: Those that nobody has finished.
        strangers: Codings from suggestions in these last.
    """

    coder: Coder
    code: Code | None
    short: str
    decisions: Decided
    codings: int
    suggested: int
    texts: tuple[int, ...]
    unread: tuple[int, ...]
    unread_by_all: tuple[int, ...]
    strangers: int

    @property
    def share(self) -> float | None:
        """Share of the codings that came from suggestions, None without any coding."""
        return self.suggested / self.codings if self.codings else None

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """What should be known of it."""
        mostly = self.codings >= FEWEST and self.suggested > MOSTLY * self.codings
        found = ((Caution.MOSTLY_SUGGESTED, mostly), (Caution.NOBODY_READ, self.strangers > 0))
        return tuple(caution for caution, holds in found if holds)


def caution_sentence(caution: Caution, line: CodeLine, texts: Sequence[str], language: str) -> str:
    """A caution as a sentence.

    Args:
        caution: One of the line's.
        line: The code and whose codings they are.
        texts: Names of the transcripts that nobody has finished.
        language: Of the code's label.
    """
    name = line.code.label(language) if line.code else line.short
    if caution is Caution.MOSTLY_SUGGESTED:
        return _("{code}: {count} of the {all} codings of {coder} came from suggestions.").format(
            code=name, count=line.suggested, all=line.codings, coder=line.coder.name
        )
    return _(
        "{code}: codings of {coder} that came from suggestions in transcripts that nobody has read to the end: "
        "{count} ({names})."
    ).format(code=name, coder=line.coder.name, count=line.strangers, names=listed(texts))
