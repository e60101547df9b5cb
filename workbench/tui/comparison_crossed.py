"""Which codes are confused, and agreement over time and with second readings, as the screen shows them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from exports.cells import fixed_number
from exports.report import Cell, Column, Kind, Pointer, Row, Table
from transcripts.i18n import _
from workbench.tui.comparison_entries import WHOLE, Entry, behind, number_column, shown_measures
from workbench.tui.comparison_spots import Spot, View, view
from workbench.workflows.comparison_crossings import Confused, Drifted, confused, drift_tables
from workbench.workflows.comparison_passages import Lowering
from workbench.workflows.measuring.measure import Level

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile
    from workbench.workflows.comparing import Comparison

NOTHING = "nothing"


def _lines_of(comparison: "Comparison") -> Entry:
    return Entry(WHOLE, _("all codes"), 0, comparison.whole)


# -- confusion -------------------------------------------------------------------------------------------------------


def matrix_view(comparison: "Comparison", wanted: Sequence[str]) -> View:
    """Codes against codes: how many passages one coder gave the one and another the other.

    Args:
        comparison: Whose.
        wanted: uuids of the codes to show.
    """
    found = confused(comparison)
    kept = [at for at, code in enumerate(found.codes) if code.uuid in wanted]
    across = [len(found.codes), *kept]
    counts = found.table.stretches

    def spot(row: int, column: str) -> Spot | None:
        first = kept[row]
        other = next((at for at in across if _name(found, at) == column), None)
        return None if other is None else _crossed(found, first, other)

    columns = (
        Column("code", _("code")),
        *(Column(_name(found, at), _heading(found, at), Kind.INTEGER) for at in across),
    )
    rows: list[Row] = [
        (_heading(found, first), *(int(counts[first, other]) or "" for other in across)) for first in kept
    ]
    remark = _("Passages that one coder gave the one code and another the other; on the diagonal both gave the same.")
    return view(_("Codes against codes"), Table("confusion_matrix", columns, rows), spot, (remark,))


def _name(found: Confused, at: int) -> str:
    return f"code_{at}" if at < len(found.codes) else NOTHING


def _heading(found: Confused, at: int) -> str:
    return found.codes[at].short if at < len(found.codes) else _("(nothing)")


def _crossed(found: Confused, first: int, other: int) -> Spot:
    names = (_heading(found, first), _heading(found, other))
    number = int(found.table.stretches[first, other])
    counted = _("{passages} passages, {characters} characters").format(
        passages=number, characters=int(found.table.characters[first, other])
    )
    agreed = _("agreed on {code}: {characters} characters").format(
        code=names[0], characters=int(found.table.characters[first, first])
    )
    if first == other:
        of = _("{code} by both").format(code=names[0])
        return Spot(of, None, (counted,), partial(found.passages, first, first), agreed=True)
    of = _("{first} by one, {second} by another").format(first=names[0], second=names[1])
    return Spot(of, None, (counted, agreed), partial(found.passages, *sorted((first, other))) if number else None)


def pairs_view(comparison: "Comparison", wanted: Sequence[str]) -> View:
    """The codes that are confused, two by two, most characters first."""
    found = confused(comparison)
    kept = [
        cell for cell in found.cells() if any(at < len(found.codes) and found.codes[at].uuid in wanted for at in cell)
    ]
    columns = (
        Column("first", _("code")),
        Column("second", _("confused with")),
        Column("stretches", _("passages"), Kind.INTEGER),
        Column("characters", _("characters"), Kind.INTEGER),
        Column("agreed", _("agreed on the first"), Kind.INTEGER),
    )
    table = found.table
    rows: list[Row] = [
        (
            *(_heading(found, first), _heading(found, second), int(table.stretches[first, second])),
            *(int(table.characters[first, second]), int(table.characters[first, first])),
        )
        for first, second in kept
    ]
    return view(
        _("Codes that are confused, most characters first"),
        Table("confusion", columns, rows, heads=2),
        lambda row, _column: _crossed(found, *kept[row]),
    )


# -- over time -------------------------------------------------------------------------------------------------------


def drift_view(comparison: "Comparison", found: Sequence[Drifted]) -> View:
    """Agreement of each coder with the others, window by window, in the order in which transcripts were finished."""
    windows, _trends = drift_tables(comparison, found)
    rows: list[Row] = [tuple(row) for row in windows.rows]
    told = [(at, window) for at, one in enumerate(found) for window in one.drift.windows]
    lowering = Lowering(comparison)
    names = [column.name for column in windows.columns]
    kept = [at for at, name in enumerate(names) if name != "undefined"]

    def passages(coder: int, texts: Sequence[int]) -> Sequence[Pointer]:
        others = (tuple(sorted((coder, other))) for other in range(len(comparison.coders)) if other != coder)
        pointers = {
            pointer
            for first, second in others
            for text in texts
            for pointer in lowering.of(comparison.whole.about, (first, second), transcript=text)
        }
        return sorted(pointers)

    def spot(row: int, _column: str) -> Spot:
        coder, window = told[row]
        of = _("{name}, window {number}").format(name=comparison.coders[coder].name, number=rows[row][1])
        value = window.figure.value
        said = (
            _("F1 with the others {value}").format(value=fixed_number(value, 2))
            if value is not None
            else _("F1 undefined, because: {reason}").format(reason=window.figure.why)
        )
        return Spot(
            of,
            None,
            (said, ", ".join(_texts(comparison, window.transcripts))),
            partial(passages, coder, window.transcripts),
        )

    columns = tuple(windows.columns[at] for at in kept)
    cells: list[Row] = [tuple(row[at] for at in kept) for row in rows]
    remark = _("Character F1 of each coder with the others, in the order in which this coder finished transcripts.")
    return view(_("Agreement over time"), Table("drift", columns, cells, heads=2), spot, (remark,))


def _texts(comparison: "Comparison", places: Sequence[int]) -> Iterator[str]:
    return (comparison.transcripts[at][1] for at in places)


def trends_view(comparison: "Comparison", found: Sequence[Drifted]) -> View:
    """Whether each coder's agreement rises or falls."""
    _windows, trends = drift_tables(comparison, found)
    names = [column.name for column in trends.columns]
    rows: list[Row] = [tuple(row) for row in trends.rows]
    kept = [at for at, column in enumerate(trends.columns) if column.group != "reason" and column.name != "undefined"]

    def spot(row: int, _column: str) -> Spot:
        undefined = rows[row][names.index("undefined")]
        said = undefined if isinstance(undefined, tuple) else ()
        remark = (_("undefined, because: {reason}").format(reason="; ".join(said)),) if said else ()
        return Spot(str(rows[row][0]), None, remark or (_change(dict(zip(names, rows[row], strict=True))),))

    table = Table("trends", tuple(trends.columns[at] for at in kept), [tuple(row[at] for at in kept) for row in rows])
    remark = _(
        "Theil and Sen's slope and Kendall's tau of F1 in the order in which transcripts were finished. Transcripts "
        "differ in difficulty: a trend alone proves no drift."
    )
    return view(_("Trends over time"), table, spot, (remark,))


def _change(cells: Mapping[str, Cell]) -> str:
    """A trend in words."""
    slope, tau, p = (fixed_number(float(str(cells[name])), 3) for name in ("slope", "tau", "p"))
    said = _("F1 changes by {slope} from one transcript to the next; tau {tau}, p {p}, {count} transcripts")
    return said.format(slope=slope, tau=tau, p=p, count=cells["transcripts"])


# -- against oneself -------------------------------------------------------------------------------------------------


def readings_view(study: "StudyFile", comparison: "Comparison") -> View:
    """Second readings and trainings against what they are held against, on the transcripts that both have finished."""
    from workbench.store import asides
    from workbench.workflows.asides import finished
    from workbench.workflows.comparing import compare
    from workbench.workflows.headings import words

    def measured(pair: list[str], texts: list[str]) -> "Comparison":
        how = comparison.resampling.method
        return compare(study, coders=pair, transcripts=texts, unit=comparison.unit, interval=how)

    found = []
    for aside in asides.all(study.reader):
        texts = finished(study, aside)
        pair = [aside.layer.uuid, aside.reference.uuid]
        found.append((aside, texts, measured(pair, texts) if texts else None))
    measures = shown_measures(comparison, Level.CODES)

    def spot(row: int, column: str) -> Spot:
        aside, texts, one = found[row]
        of = f"{aside.layer.name} + {aside.reference.name}"
        if one is None:
            return Spot(of, None, (_("nothing is finished by both yet"),))
        count = _("{count} transcripts").format(count=len(texts))
        return Spot(of, one.whole.figures.get(column), (count,), behind(Lowering(one), _lines_of(one), column))

    columns = (
        Column("layer", _("second reading or training")),
        Column("reference", _("held against")),
        Column("purpose", _("purpose"), words=words("purpose")),
        Column("transcripts", _("transcripts"), Kind.INTEGER),
        *(number_column(one) for one in measures),
    )
    rows: list[Row] = [
        (
            *(aside.layer.name, aside.reference.name, aside.purpose.value, len(texts)),
            *(
                one.whole.figures[name.name].value if one and name.name in one.whole.figures else None
                for name in measures
            ),
        )
        for aside, texts, one in found
    ]
    remark = (
        _("All codes together, on the transcripts that both have finished.")
        if rows
        else _("Nobody has begun a second reading: workbench reread {study} --begin").format(study=study.path.name)
    )
    return view(_("Against oneself"), Table("second_readings", columns, rows), spot, (remark,))


def used(comparison: "Comparison") -> list[str]:
    """Uuids of the codes that anybody gave, by themselves."""
    numbers = np.unique(comparison.ground.codings.code).tolist()
    known = comparison.chosen.code_numbers
    given = {known[number] for number in numbers if number in known}
    return [code.uuid for code in comparison.ground.codes if code.uuid in given]
