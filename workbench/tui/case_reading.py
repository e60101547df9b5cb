"""Reading the disagreements that somebody looks at; for a thread. What comes of it is told in words."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from codebook.coding import ReadingState
from transcripts.i18n import _, ngettext
from workbench.store import rulings, transcripts
from workbench.tui.case_filter import CaseFilter
from workbench.tui.session import Session
from workbench.workflows.ruling.values import Status

if TYPE_CHECKING:
    from workbench.analysis.cases import Kind
    from workbench.workflows.ruling.values import OpenCase

TRIED = 5
"""Transcripts that are looked into for the beginning."""


@dataclass
class CaseList:
    """The disagreements looked at.

    Attributes:
        looking: What was asked for.
        cases: In order.
        counts: How many of what was asked for are how far, whichever of them are shown.
        persons: How many code this study.
        shared: Transcripts that two or more of them have finished.
        sealed: Transcripts on which the work of any of them is sealed.
        whole: Whether this is all of them, or only their beginning.
        kinds: How many of those shown are of each kind; one that is of two kinds counts for both.
    """

    looking: CaseFilter = field(default_factory=CaseFilter)
    cases: "tuple[OpenCase, ...]" = ()
    counts: Counter[Status] = field(default_factory=Counter)
    persons: int = 0
    shared: int = 0
    sealed: int = 0
    whole: bool = True
    kinds: "Counter[Kind]" = field(default_factory=Counter)

    @property
    def left(self) -> int:
        """How many are still to be ruled on, those to be discussed left out."""
        return self.counts[Status.OPEN] + self.counts[Status.STALE]

    def turned(self, before: Status, after: Status) -> None:
        """A case is further, or less far, than it was."""
        self.counts[before] -= 1
        self.counts[after] += 1

    def count_words(self) -> Iterator[str]:
        """How many are how far, and how many transcripts are sealed."""
        if not self.whole:
            yield _("counting …")
            return
        number = self.counts
        yield ngettext("{count} open", "{count} open", number[Status.OPEN]).format(count=number[Status.OPEN])
        yield ngettext("{count} ruled", "{count} ruled", number[Status.RULED]).format(count=number[Status.RULED])
        if count := number[Status.DISCUSS]:
            yield ngettext("{count} to discuss", "{count} to discuss", count).format(count=count)
        if count := number[Status.STALE]:
            yield ngettext("{count} out of date", "{count} out of date", count).format(count=count)
        if self.sealed:
            yield self.sealed_words()

    def sealed_words(self) -> str:
        """How many transcripts are sealed."""
        said = ngettext("{count} transcript is sealed", "{count} transcripts are sealed", self.sealed)
        return said.format(count=self.sealed)

    def kind_words(self) -> Iterator[str]:
        """How many of those shown are of each kind."""
        from workbench.analysis.cases import Kind

        for kind in Kind:
            if self.kinds[kind]:
                yield f"{kind.text} {self.kinds[kind]}"

    def ending(self, key: Callable[[str], str]) -> tuple[str, ...]:
        """Why there is nothing more to rule on.

        Args:
            key: Gives the key of a command as people read it.
        """
        return tuple(self._ending(key))

    def _ending(self, key: Callable[[str], str]) -> Iterator[str]:
        total = sum(self.counts.values())
        if self.persons < 2:
            yield _("One coder alone cannot disagree: add the others with `workbench coders STUDY add NAME`.")
        elif not self.shared and not self.sealed:
            yield _("No transcript has been marked as done by two coders yet; disagreements show up then.")
        elif total and not self.left:
            yield ngettext(
                "The {count} disagreement is ruled on.", "All {count} disagreements are ruled on.", total
            ).format(count=total)
            yield _("{key} shows agreement before and after.").format(key=key("ruling.agreement"))
        elif total:
            yield _("None of the {count} disagreements is like that.").format(count=total)
        elif not self.looking.narrow:
            yield _("On what two coders have finished, they agree in everything.")
        else:
            yield _("No disagreement is like that.")
        if self.looking.narrow:
            yield _("Shown: {what}. {all} shows everything.").format(
                what=", ".join(self.looking.words()), all=key("ruling.clear")
            )
        if self.sealed:
            yield _("The study is blind: {sealed}, until everyone is done and the seal is opened.").format(
                sealed=self.sealed_words()
            )


def read_beginning(session: Session, looking: CaseFilter) -> CaseList | None:
    """Read what comes first, where that can be had at once: the cases of a transcript among the first few.

    Raises:
        StudyError: If a name of the filter is unknown.
    """
    if looking.order != "text" or looking.transcript:
        return None
    for uuid, _name in list(transcripts.numbers(session.study.reader).values())[:TRIED]:
        found = read_cases(session, replace(looking, transcript=(uuid,)))
        if found.cases:
            return replace(found, looking=looking, whole=False)
    return None


def read_cases(session: Session, looking: CaseFilter) -> CaseList:
    """Read all disagreements looked at.

    Raises:
        StudyError: If a name of the filter is unknown.
    """
    from workbench.workflows.ruling.queueing import queue

    seal = session.seal
    found = queue(session.study, seal=seal, **looking.asked())
    counts = Counter({status: getattr(found.counts, status.value) for status in Status})
    people = [coder.uuid for coder in session.persons]
    return CaseList(
        looking,
        found.cases,
        counts,
        len(people),
        _shared(session),
        len(seal.sealed_from(people)) if session.blind else 0,
        kinds=Counter(kind for case in found.cases for kind in case.kinds),
    )


def _shared(session: Session) -> int:
    """How many transcripts two or more have finished."""
    states = rulings.states(session.study.reader).values()
    return sum(sum(state is ReadingState.DONE for state in of.values()) > 1 for of in states)
