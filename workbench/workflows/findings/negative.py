"""Negative cases: who could have spoken of a code and did not, or contradicts it, with what comes nearest to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from exports.report import Block, Column, Heading, Kind, Paragraph, Pointer, Row
from transcripts.i18n import N_, _
from workbench.analysis.columns import CONTRA
from workbench.analysis.divergence import stances_of
from workbench.workflows.findings.evidence import ASKED, UNKNOWN
from workbench.workflows.findings.explaining import quotation
from workbench.workflows.findings.nearest import Nearest
from workbench.workflows.findings.parts import Part, shortened, table_of

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.workflows.findings.evidence import Evidence, Themes

_WHY = {
    "contra": N_("contradicts"),
    "silent": N_("asked, stays silent"),
    "unknown": N_("silent, not known if asked"),
}
#: Without a branch, only codes that this many participants hold are worth looking for exceptions to.
HELD_BY = 2
QUOTED = 12
"""How many cases are shown with their passages to people; the screens and files open all."""
FIRST = 200
"""How many cases can be seen before the others."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One participant against one code.

    Attributes:
        theme: Place of the code.
        person: Column of the participant.
        why: ``contra``, ``silent`` or ``unknown``.
    """

    theme: int
    person: int
    why: str


def negative(evidence: "Evidence", *, nearest: int, all: bool) -> Part:
    """The cases of every code of the branch; without a branch, of the codes that at least two participants hold.

    Args:
        evidence: What is counted.
        nearest: How many passages of a silent participant are shown.
        all: Whether silent participants of whom it is not known that they were asked are listed too. Where the guide
            is not linked at all, they always are, since nothing else could be said.
    """
    found = _Cases(evidence, nearest, all)
    first = islice(found.rows(), FIRST)
    evidence.inquiry.show_early(table_of("negative", _columns(), first, behind=found.behind, heads=3))
    table = table_of("negative", _columns(), found.rows(), behind=found.behind, heads=3)
    return Part(
        (table,),
        (*shortened(table), *found.quoted()),
        notes=(
            _(
                "Negative cases are the participants read who contradict a code, or who were asked about it and do not "
                "speak of it. What comes nearest is found by the words of the passages that others have under the code."
            ),
        ),
        remarks=tuple(found.remarks()),
    )


class _Cases:
    def __init__(self, evidence: "Evidence", nearest: int, everyone: bool) -> None:
        self._evidence, self._count = evidence, nearest
        self._codes: tuple[Code, ...] = evidence.inquiry.codes()
        self._themes: Themes = evidence.themes(self._codes)
        self._everyone = everyone or evidence.inquiry.linked.value == "none"
        self._cases = list(self._find())

    def _find(self) -> Iterator[_Case]:
        stance = stances_of(self._themes.tally, self._evidence.codings.take(self._themes.origin))
        asked = self._evidence.asked(self._codes)
        mentioned = self._themes.tally.mentioned
        for theme in range(len(self._codes)):
            if self._evidence.inquiry.branch is None and mentioned[theme].sum() < HELD_BY:
                continue
            contra = mentioned[theme] & (stance[theme] == CONTRA)
            silent = ~mentioned[theme] & (asked[theme] == ASKED)
            unknown = ~mentioned[theme] & (asked[theme] == UNKNOWN) & self._everyone
            why = np.select([contra, silent, unknown], ["contra", "silent", "unknown"], "")
            found = np.flatnonzero(contra | silent | unknown)
            for person, reason in zip(found.tolist(), why[found].tolist(), strict=True):
                yield _Case(theme, person, reason)

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self._evidence)

    def rows(self) -> Iterator[Row]:
        names, count = self._evidence.participants, len(self._evidence.people)
        mentions = self._themes.tally.mentions
        held = np.count_nonzero(mentions, axis=1).tolist()
        labels = [(code.short, code.label(self._evidence.inquiry.language)) for code in self._codes]
        for case in self._cases:
            own = int(mentions[case.theme, case.person]) if case.why == "contra" else 0
            yield (*labels[case.theme], names[case.person], case.why, held[case.theme], count, own)

    def behind(self, row: int, _column: str) -> tuple[Pointer, ...]:
        """The contradicting codings; of who is silent, the sentences that come nearest to the code."""
        case = self._cases[row]
        if case.why == "contra":
            return self._themes.pointers(case.theme, case.person)
        rows, code = self._themes.rows(case.theme), self._codes[case.theme]
        return self._nearest.to(rows, case.person, self._count, code)

    def quoted(self) -> Iterator[Block]:
        """The first cases with their passages."""
        for row, case in enumerate(self._cases[:QUOTED]):
            pointers = self.behind(row, "") if self._count or case.why == "contra" else ()
            code = self._codes[case.theme].label(self._evidence.inquiry.language)
            who = self._evidence.participants[case.person]
            yield Heading(f"{code} · {who} · {_(_WHY[case.why])}", level=3)
            passages = self._evidence.inquiry.passages(pointers)
            yield from (quotation(passage) for passage in passages)
            if not passages:
                yield Paragraph(_("Nothing that this participant says comes near it in its words."))

    def remarks(self) -> Iterator[str]:
        """What cannot be said."""
        if not self._cases:
            yield _("There is no negative case among the participants read.")
        if self._evidence.inquiry.linked.value == "none":
            yield _("The guide is not linked to the interviews, so it is not known whether the silent ones were asked.")


def _columns() -> tuple[Column, ...]:
    return (
        Column("code", _("code")),
        Column("label", _("label")),
        Column("participant", _("participant")),
        Column("case", _("case"), words={name: _(said) for name, said in _WHY.items()}),
        Column("held_by", _("held by"), Kind.INTEGER, definition=_("Participants who mention the code.")),
        Column("of", _("of"), Kind.INTEGER, definition=_("Participants read.")),
        Column("mentions", _("mentions"), Kind.INTEGER, definition=_("Of this participant.")),
    )
