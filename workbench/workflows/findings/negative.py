"""Negative cases: who could have spoken of a code and did not, or contradicts it, with what comes nearest to it."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from exports.report import Block, Column, Heading, Kind, Paragraph, Pointer
from transcripts.i18n import N_, _
from workbench.analysis.columns import CONTRA
from workbench.analysis.divergence import stances_of
from workbench.workflows.findings.evidence import ASKED, UNKNOWN
from workbench.workflows.findings.explaining import quotation
from workbench.workflows.findings.nearest import Nearest
from workbench.workflows.findings.parts import Part, shortened, table_of
from workbench.workflows.findings.rows import ColumnRows, chosen

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.columns import IntArray
    from workbench.workflows.findings.evidence import Evidence, Themes

_WHY = {
    "contra": N_("contradicts"),
    "silent": N_("asked, stays silent"),
    "unknown": N_("silent, not known if asked"),
}
_CONTRADICTS = 0
#: Without a branch, only codes that this many participants hold are worth looking for exceptions to.
HELD_BY = 2
QUOTED = 12
"""How many cases are shown with their passages to people; the screens and files open all."""


def negative(evidence: "Evidence", *, nearest: int, all: bool) -> Part:
    """The cases of every code of the branch; without a branch, of the codes that at least two participants hold.

    Args:
        evidence: What is counted.
        nearest: How many passages of a silent participant are shown.
        all: Whether silent participants of whom it is not known that they were asked are listed too. Where the guide
            is not linked at all, they always are, since nothing else could be said.
    """
    found = _Cases(evidence, nearest, all)
    table = table_of("negative", _columns(), found.rows(), behind=found.behind, heads=3)
    evidence.inquiry.show_early(table)
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
        self._theme, self._person, self._why = self._find()

    def _find(self) -> "tuple[IntArray, IntArray, IntArray]":
        """The place of the code, the column of the participant and the reason of each case, code by code."""
        stance = stances_of(self._themes.tally, self._evidence.codings.take(self._themes.origin))
        asked = self._evidence.asked(self._codes)
        mentioned = self._themes.tally.mentioned
        contra = mentioned & (stance == CONTRA)
        silent = ~mentioned & (asked == ASKED)
        unknown = ~mentioned & (asked == UNKNOWN) & self._everyone
        cases = contra | silent | unknown
        if self._evidence.inquiry.branch is None:
            cases &= (mentioned.sum(axis=1) >= HELD_BY)[:, None]
        theme, person = np.nonzero(cases)
        why = np.select((contra, silent), (0, 1), 2)[theme, person]
        return theme, person, why

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self._evidence)

    def rows(self) -> ColumnRows:
        """One row per case."""
        mentions = self._themes.tally.mentions
        language = self._evidence.inquiry.language
        return ColumnRows(
            chosen([code.short for code in self._codes], self._theme),
            chosen([code.label(language) for code in self._codes], self._theme),
            chosen(self._evidence.participants, self._person),
            chosen(tuple(_WHY), self._why),
            np.count_nonzero(mentions, axis=1)[self._theme],
            np.full(len(self._theme), len(self._evidence.people)),
            mentions[self._theme, self._person],
        )

    def behind(self, row: int, _column: str) -> tuple[Pointer, ...]:
        """The contradicting codings; of who is silent, the sentences that come nearest to the code."""
        theme, person = int(self._theme[row]), int(self._person[row])
        if self._why[row] == _CONTRADICTS:
            return self._themes.pointers(theme, person)
        return self._nearest.to(self._themes.rows(theme), person, self._count, self._codes[theme])

    def quoted(self) -> Iterator[Block]:
        """The first cases with their passages, which are all read together."""
        why = tuple(_WHY.values())
        shown = range(min(QUOTED, len(self._theme)))
        pointers = [self.behind(row, "") if self._shows(row) else () for row in shown]
        wanted = sorted({pointer for some in pointers for pointer in some})
        found = {passage.pointer: passage for passage in self._evidence.inquiry.passages(wanted)}
        for row in shown:
            code = self._codes[self._theme[row]].label(self._evidence.inquiry.language)
            who = self._evidence.participants[self._person[row]]
            yield Heading(f"{code} · {who} · {_(why[self._why[row]])}", level=3)
            passages = [found[pointer] for pointer in pointers[row] if pointer in found]
            yield from (quotation(passage) for passage in passages)
            if not passages:
                yield Paragraph(_("Nothing that this participant says comes near it in its words."))

    def _shows(self, row: int) -> bool:
        """Whether anything is shown of a case: of who is silent, only if passages that come near are asked for."""
        return bool(self._count) or bool(self._why[row] == _CONTRADICTS)

    def remarks(self) -> Iterator[str]:
        """What cannot be said."""
        if not len(self._theme):
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
