"""Agreement apart by origin, and before and after the rulings, as the screen shows them. Draws nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from codebook.code import Code
from exports.report import Cell, Column, Kind, Pointer, Row, Table
from transcripts.i18n import _
from workbench.tui.comparison_entries import (
    Entry,
    behind,
    entries,
    indented,
    number_column,
    shown_columns,
    shown_measures,
)
from workbench.tui.comparison_spots import Spot, View, view
from workbench.workflows.comparison_apart import FIGURES
from workbench.workflows.comparison_passages import Lowering
from workbench.workflows.headings import words
from workbench.workflows.measuring.figures import Figure
from workbench.workflows.measuring.matched import chains
from workbench.workflows.measuring.measure import Level, Measure
from workbench.workflows.measuring.registry import measure

if TYPE_CHECKING:
    from workbench.analysis.apart import Side
    from workbench.analysis.coefficients import Coefficient
    from workbench.workflows.comparing import Comparison
    from workbench.workflows.ruling.before_after import BeforeAfter

#: A code, where its units come from, and its figures there.
Told = tuple[str, str, "Side"]
_AFTER = "_after"

# -- by origin -------------------------------------------------------------------------------------------------------


def origin_view(comparison: "Comparison") -> View:
    """Units that suggestions led to, and all others, code by code; first, without a code, these codes together."""
    told = [*_pooled(comparison), *_sides(comparison)] if comparison.apart else []
    codes = {line.code.short: line.code for line in comparison.apart}

    def spot(row: int, column: str) -> Spot:
        name, came, side = told[row]
        about = [codes[name]] if name in codes else list(codes.values())
        finds = partial(_apart, comparison, about, suggested=came == "suggestion")
        given: Coefficient | None = getattr(side, column) if column in FIGURES else None
        figure = Figure(column, given) if given is not None else None
        counted = _("{units} units, {marked} marked by anybody").format(units=side.units, marked=side.marked)
        return Spot(f"{name} · {words('came')[came]}", figure, (counted,), finds)

    rows: list[Row] = [
        (name, came, side.units, side.marked, *(getattr(side, figure).value for figure in FIGURES))
        for name, came, side in told
    ]
    return view(_("Agreement by origin"), Table("by_origin", _columns(), rows, heads=2), spot, (_remark(comparison),))


def _columns() -> tuple[Column, ...]:
    figures = (number_column(measure(name)) for name in FIGURES)
    return (
        Column("code", _("code")),
        Column("came", _("units"), words=words("came")),
        Column("units", _("number of units"), Kind.INTEGER),
        Column("marked", _("marked by anybody"), Kind.INTEGER),
        *figures,
    )


def _remark(comparison: "Comparison") -> str:
    if not comparison.apart:
        return _("None of the codings compared came from a suggestion.")
    return _("Suggestions lead to units that somebody marks, so that alpha is not defined there: see coded only.")


def _pooled(comparison: "Comparison") -> Iterator[Told]:
    from workbench.analysis.apart import pooled

    figures = [line.figures for line in comparison.apart]
    yield _("these codes"), "suggestion", pooled([one.suggested for one in figures])
    yield _("these codes"), "other", pooled([one.others for one in figures])


def _sides(comparison: "Comparison") -> Iterator[Told]:
    for line in comparison.apart:
        yield line.code.short, "suggestion", line.figures.suggested
        yield line.code.short, "other", line.figures.others


def _apart(comparison: "Comparison", codes: Sequence[Code], *, suggested: bool) -> Sequence[Pointer]:
    """The passages that lower agreement on codes, those with a coding that came from a suggestion or the others."""
    lowering, chosen = Lowering(comparison), comparison.chosen
    came = set(chosen.rows.ids[chosen.came].tolist())
    found: set[Pointer] = set()
    for code in codes:
        pointers = lowering.of(code)
        columns = (
            np.array([getattr(one, name) for one in pointers], np.int64) for name in ("transcript", "start", "end")
        )
        order, passage = chains(*columns)
        led = {at for at, place in zip(passage.tolist(), order.tolist(), strict=True) if pointers[place].coding in came}
        found.update(
            pointers[place]
            for at, place in zip(passage.tolist(), order.tolist(), strict=True)
            if (at in led) is suggested
        )
    return sorted(found)


# -- before and after the rulings ------------------------------------------------------------------------------------


def rulings_view(found: "BeforeAfter") -> View:
    """Each measure on the originals, and with what was ruled in their place."""
    before, after = found.before, {entry.key: entry for entry in entries(found.after, all_codes=True)}
    shown = entries(before)
    measures = _headline(before)
    numbers = [one for one in shown_columns(measures, (), together=True) if one.column.name in _names(measures)]
    lowering = Lowering(before)

    def cells(entry: Entry) -> Iterator[Cell]:
        later = after.get(entry.key)
        for one in numbers:
            yield one.of(entry.line.figures)
            yield one.of(later.line.figures) if later is not None else ""

    def spot(row: int, column: str) -> Spot:
        entry = shown[row]
        later = column.endswith(_AFTER)
        number = next((one for one in numbers if one.column.name == column.removesuffix(_AFTER)), None)
        at = after.get(entry.key) if later else entry
        figure = number.figure(at.line.figures) if number is not None and at is not None else None
        when = _("after the rulings") if later else _("before the rulings")
        finds = behind(lowering, entry, figure.measure if figure else "")
        return Spot(entry.called, figure, (when,), finds)

    columns = [Column("code", _("code"), words=indented(shown))]
    for one in numbers:
        columns += [one.column, replace(one.column, name=f"{one.column.name}{_AFTER}", title=_("after"))]
    rows: list[Row] = [(entry.name, *cells(entry)) for entry in shown]
    return view(
        _("Before and after the rulings"), Table("before_after", tuple(columns), rows), spot, tuple(_said(found))
    )


def _names(measures: Sequence[Measure]) -> set[str]:
    return {one.name for one in measures}


def _headline(comparison: "Comparison") -> list[Measure]:
    return [one for one in shown_measures(comparison, *Level) if one.headline]


def _said(found: "BeforeAfter") -> Iterator[str]:
    yield _("{ruled} of {all} disagreements are ruled on.").format(ruled=found.replaced, all=found.counts.all)
    yield _("After: as if every coder had given what was ruled.")
    yield _("It says how much is settled, not how reliably anyone codes.")


def consensus_view(found: "BeforeAfter") -> View:
    """Each coder against the consensus, on the transcripts on which both are done; all codes together."""
    measures = [one for one in _headline(found.before) if Level.CODES in one.levels]

    def spot(row: int, column: str) -> Spot:
        one = found.against[row]
        count = _("{count} transcripts").format(count=len(one.comparison.transcripts))
        entry = entries(one.comparison)[0]
        return Spot(
            one.coder.name,
            one.comparison.whole.figures.get(column),
            (count,),
            behind(Lowering(one.comparison), entry, column),
        )

    columns = (Column("coder", _("coder")), *(number_column(one) for one in measures))
    rows: list[Row] = [
        (one.coder.name, *(one.comparison.whole.figures[measure.name].value for measure in measures))
        for one in found.against
    ]
    finished = any(one.comparison.transcripts for one in found.against)
    remark = (
        _("All codes together, on the transcripts that the coder and the consensus have finished.")
        if finished
        else _("The consensus has finished no transcript yet: rule on all that is open in one.")
    )
    return view(_("Each coder against the consensus"), Table("against_consensus", columns, rows), spot, (remark,))
