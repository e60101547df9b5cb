"""Divergence: where participants take different sides, who speaks of other things, what only one voice says."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from exports.cells import fixed_number
from exports.figures import FacingPlot, FacingRow
from exports.report import Block, Column, Fact, Figure, Heading, Kind, Pointer, Row, Table
from transcripts.i18n import _, ngettext
from workbench.analysis.columns import CONTRA
from workbench.analysis.divergence import MIXED, NEUTRAL, PRO, Division, divisions, stances_of
from workbench.workflows.findings.parts import LINES, Part, rows_of, selected, shortened, table_of
from workbench.workflows.undefined import reason_columns, undefined_cells

if TYPE_CHECKING:
    from codebook.code import Code
    from workbench.analysis.columns import IntArray
    from workbench.workflows.findings.evidence import Evidence

_SIDES = {"pro": PRO, "contra": CONTRA, "mixed": MIXED, "neutral": NEUTRAL}
FIGURES = ("share", "polarisation", "ambivalence")


def divergence(
    evidence: "Evidence", *, attribute: str, quotations: int, themes: int, draws: int, seed: int, brief: bool
) -> Part:
    """Where the participants read diverge (METHODS §6.2).

    Args:
        evidence: What is counted.
        attribute: Compares the groups that this attribute makes; "" for no groups.
        quotations: How many participants a side are quoted for the most divided codes.
        themes: How many of these codes.
        draws: Shuffles behind who is atypical, 0 for as many as the study's size allows.
        seed: Of the shuffles.
        brief: Whether people are shown the figure and the facing quotations only.
    """
    from workbench.workflows.findings.divergence_groups import group_tables
    from workbench.workflows.findings.divergence_voices import single_voices, voices_part

    sides = _Sides(evidence)
    main = sides.table()
    evidence.inquiry.show_early(main)
    voices = voices_part(evidence, sides.codes, draws, seed)
    single = single_voices(evidence, sides.codes)
    groups = group_tables(evidence, sides.codes, attribute) if attribute else ()
    facing = sides.facing(themes, quotations, brief=brief)
    blocks: list[Block] = [*sides.figure(brief=brief), *(() if brief else shortened(sides.for_reading(main))), *facing]
    for table in (*voices.tables, single, *groups):
        if rows_of(table) and not brief:
            blocks += [Heading(table.caption), *shortened(replace(table, caption=""))]
    facts = (Fact("attribute", _("Groups by"), attribute or None), *voices.facts)
    return Part(
        (main, *voices.tables, single, *groups),
        tuple(blocks),
        facts,
        tuple(_notes()),
        tuple(sides.remarks(brief=brief)) if brief else (*sides.remarks(), *voices.remarks),
        spread=("pro", "contra", "mixed"),
    )


class _Sides:
    """The codes that take a stance, with who stands where."""

    def __init__(self, evidence: "Evidence") -> None:
        self.evidence = evidence
        self.codes: tuple[Code, ...] = evidence.inquiry.codes()
        self._themes = evidence.themes(self.codes)
        codings = evidence.codings.take(self._themes.origin)
        self._stance: IntArray = stances_of(self._themes.tally, codings)
        self._found = divisions(self._stance, self._themes.tally.mentioned)
        taken = [at for at, one in enumerate(self._found) if one.sides + one.neutral]
        self._order = sorted(taken, key=self._rank)

    def _rank(self, theme: int) -> tuple[float, int, int]:
        """Most divided first; then those on which more participants take a side."""
        one = self._found[theme]
        return -(one.polarisation.value or 0.0) if not one.few else 1.0, -one.sides, theme

    @cached_property
    def _who(self) -> list[dict[str, tuple[str, ...]]]:
        names = np.array([*self.evidence.participants, ""], dtype=object)[:-1]
        return [
            {side: tuple(names[self._stance[theme] == place]) for side, place in _SIDES.items()}
            for theme in self._order
        ]

    def table(self) -> Table:
        """One row per code on which somebody takes a stance, the most divided first."""
        rows = [self._row(line, theme) for line, theme in enumerate(self._order)]
        return table_of("divergence", _columns(), rows, behind=self.behind, heads=2)

    def _row(self, line: int, theme: int) -> Row:
        one, code = self._found[theme], self.codes[theme]
        figures = {"share": one.share, "polarisation": one.polarisation, "ambivalence": one.ambivalence}
        low, high = one.interval or (None, None)
        few = one.few
        return (
            *(code.short, code.label(self.evidence.inquiry.language)),
            *(one.pro, one.contra, one.mixed, one.neutral, one.unset, one.silent, one.sides, few),
            *(None if few else one.share.value, None if few else low, None if few else high),
            *(None if few else one.polarisation.value, None if few else one.ambivalence.value),
            *undefined_cells(figures),
            *(self._who[line][side] for side in _SIDES),
            code.uuid,
        )

    def behind(self, row: int, column: str) -> tuple[Pointer, ...]:
        """The codings with a stance of that side's participants; of all sides for other columns."""
        theme = self._order[row]
        wanted = [_SIDES[column]] if column in _SIDES else list(_SIDES.values())
        if column in ("unset", "silent"):
            return ()
        rows = [
            int(one)
            for place in np.flatnonzero(np.isin(self._stance[theme], wanted))
            for one in self._themes.rows(theme, int(place))
            if self.evidence.codings.stance[one] >= 0
        ]
        return self.evidence.pointers(rows)

    def for_reading(self, table: Table) -> Table:
        """The columns that a person reads first."""
        chosen = ("code", "label", "pro", "contra", "mixed", "neutral", "share", "polarisation", "ambivalence")
        places = [at for at, column in enumerate(table.columns) if column.name in chosen]
        return selected(table, places, heads=2)

    @cached_property
    def _divided(self) -> list[int]:
        """The codes on which not all who take a side are on the same."""
        both = (one for one in self._order if self._found[one].pro and self._found[one].contra)
        return sorted({*both, *(one for one in self._order if self._found[one].mixed)}, key=self._order.index)

    def figure(self, *, brief: bool) -> Iterator[Block]:
        """Facing bars, contra to the left, pro to the right; in brief, of the codes on which sides differ."""
        drawn = (brief and self._divided) or self._order
        if not drawn:
            return
        rows = [self._bar(self._found[theme], theme) for theme in drawn[:LINES]]
        read = len(self.evidence.people)
        plot = FacingPlot(tuple(rows), _("contra"), _("pro"), _("mixed"), read)
        caption = ngettext(
            "{count} participant read, by the codings of {name}; D = 4p(1-p), mixed counting half on each side.",
            "{count} participants read, by the codings of {name}; D = 4p(1-p), mixed counting half on each side.",
            read,
        ).format(count=read, name=self.evidence.layer.name)
        left = len(self._order) - len(drawn)
        if left:
            caption += " " + ngettext(
                "Left out: {count} code on which all who take a side agree.",
                "Left out: {count} codes on which all who take a side agree.",
                left,
            ).format(count=left)
        lines = [self._order.index(theme) for theme in drawn]
        yield Figure("divergence", plot, caption, lambda row, _part: self.behind(lines[row], ""))

    def _bar(self, one: Division, theme: int) -> FacingRow:
        label = self.codes[theme].label(self.evidence.inquiry.language)
        value = one.polarisation.value
        remark = "" if one.few or value is None else "D " + fixed_number(value, 2)
        return FacingRow(label, one.contra, one.pro, one.mixed, one.neutral, remark)

    def facing(self, themes: int, quotations: int, *, brief: bool) -> Iterator[Block]:
        """For the codes with both sides: quotations of one side facing those of the other."""
        from workbench.workflows.findings.facing import Facing

        if quotations and themes and self._divided:
            facing = Facing(self.evidence, self.codes, self._themes, self._stance, self._found)
            yield from facing.blocks(self._divided[:themes], quotations, brief=brief)

    def remarks(self, *, brief: bool = False) -> Iterator[str]:
        """What cannot be said, of the codes that are shown."""
        if not self._order:
            yield _("No coding has a stance yet, so nobody can be seen to be for or against anything.")
        few = sum(self._found[theme].few for theme in (brief and self._divided) or self._order)
        if few:
            yield ngettext(
                "{count} code has fewer than four participants on a side: counts only, no figures.",
                "{count} codes have fewer than four participants on a side: counts only, no figures.",
                few,
            ).format(count=few)


def _columns() -> tuple[Column, ...]:
    whole, number = Kind.INTEGER, Kind.NUMBER
    side = _("Participants by the stances of their codings; one mixed coding, or codings on both sides, make it mixed.")
    share = _("p: pro share of those who take a side, mixed counting half on each; interval by Jeffreys' prior.")
    return (
        Column("code", _("code")),
        Column("label", _("label")),
        Column("pro", _("pro"), whole, definition=side),
        Column("contra", _("contra"), whole, definition=side),
        Column("mixed", _("mixed"), whole, definition=side),
        Column("neutral", _("neutral"), whole, definition=side),
        Column("unset", _("no stance set"), whole, definition=_("Mention it without any stance set.")),
        Column("silent", _("not mentioned"), whole, definition=_("Do not mention it; silence is not contra.")),
        Column("sides", _("take a side"), whole, definition=_("Pro, contra and mixed.")),
        Column("few", _("fewer than four"), Kind.YES_NO, definition=_("With so few sides, only counts are given.")),
        Column("share", _("p"), number, definition=share),
        Column("share_low", _("p from"), number, definition=share),
        Column("share_high", _("p to"), number, definition=share),
        Column("polarisation", "D", number, definition=_("D = 4p(1-p): 0 where all agree, 1 where sides are equal.")),
        Column("ambivalence", _("ambivalence"), Kind.SHARE, definition=_("Mixed among those who take a side.")),
        Column("undefined", _("undefined because"), Kind.LIST),
        *reason_columns(FIGURES),
        Column("who_pro", _("who is pro"), Kind.LIST),
        Column("who_contra", _("who is contra"), Kind.LIST),
        Column("who_mixed", _("who is mixed"), Kind.LIST),
        Column("who_neutral", _("who is neutral"), Kind.LIST),
        Column("uuid", _("uuid")),
    )


def _notes() -> Iterator[str]:
    yield _(
        "Silence is not contra: who does not mention a code is in no side. Ambivalent participants are no divided "
        "group, so ambivalence stands apart from D."
    )
    yield _(
        "Atypical: Jensen-Shannon divergence (base 2, one half added to every code in use) of a participant's codes "
        "from the mean of the others, against shuffles of the passages among participants."
    )
