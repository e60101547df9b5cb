"""Agreement apart by origin, and before and after the rulings, as the screen shows them. Draws nothing."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from codebook.code import Code
from exports.report import Cell, Column, Pointer, Row, Table
from transcripts.i18n import _
from workbench.tui.comparison_lines import Entry, behind, entries, number_column, shown_measures
from workbench.tui.comparison_spots import Spot, View, view
from workbench.workflows.comparison_apart import apart_definition, apart_table
from workbench.workflows.comparison_passages import Lowering
from workbench.workflows.measuring.matched import chains
from workbench.workflows.measuring.measure import Level, Measure

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison
    from workbench.workflows.measuring.figures import Figure
    from workbench.workflows.ruling.before_after import BeforeAfter

# -- by origin -------------------------------------------------------------------------------------------------------


def origin_view(comparison: "Comparison") -> View:
    """Units that suggestions led to, and all others, code by code."""
    if not comparison.apart:
        remark = _("None of the codings compared came from a suggestion.")
        return view(_("Agreement by origin"), Table("by_origin", (Column("code", _("code")),), []), _nothing, (remark,))
    table = apart_table(comparison)
    rows: list[Row] = [tuple(row) for row in table.rows]
    names = [column.name for column in table.columns]
    kept = [
        at for at, one in enumerate(table.columns) if one.group != "reason" and one.name not in ("undefined", "uuid")
    ]
    codes = {line.code.uuid: line.code for line in comparison.apart}

    def spot(row: int, _column: str) -> Spot:
        cells = dict(zip(names, rows[row], strict=True))
        about = [codes[str(cells["uuid"])]] if cells["uuid"] else list(codes.values())
        undefined = cells["undefined"]
        reasons = undefined if isinstance(undefined, tuple) else ()
        remarks = (_("undefined, because: {reason}").format(reason="; ".join(reasons)),) if reasons else ()
        finds = partial(_apart, comparison, about, suggested=cells["came"] == "suggestion")
        return Spot(str(cells["label"]), None, remarks, finds)

    shown = Table(
        table.name, tuple(table.columns[at] for at in kept), [[row[at] for at in kept] for row in rows], heads=3
    )
    return view(_("Agreement by origin"), shown, spot, (apart_definition(),))


def _nothing(_row: int, _column: str) -> None:
    return None


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
    lowering = Lowering(before)

    def cells(entry: Entry) -> Iterator[Cell]:
        later = after.get(entry.key)
        for one in measures:
            figure = entry.line.figures.get(one.name)
            yield "" if figure is None else figure.value
            yield "" if figure is None or later is None else later.line.figures[one.name].value

    def spot(row: int, column: str) -> Spot:
        entry = shown[row]
        name, later = column.removesuffix("_after"), column.endswith("_after")
        at = after.get(entry.key) if later else entry
        figure: Figure | None = at.line.figures.get(name) if at is not None else None
        when = _("after the rulings") if later else _("before the rulings")
        return Spot(entry.called, figure, (when,), behind(lowering, entry, name))

    columns = [Column("code", _("code"), words={one.name: "  " * one.depth + one.name for one in shown})]
    for one in measures:
        columns += [number_column(one), number_column(one, name=f"{one.name}_after", title=_("after"))]
    rows: list[Row] = [(entry.name, *cells(entry)) for entry in shown]
    return view(
        _("Before and after the rulings"), Table("before_after", tuple(columns), rows), spot, tuple(_said(found))
    )


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
    return view(_("Each coder against the consensus"), Table("against_consensus", columns, rows), spot)
