"""Which codes coders confuse, and whether their agreement changes as they go on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from codebook.code import Code
from codebook.coding import Coder
from exports.report import Column, Kind, Pointer, Row, Table
from transcripts.i18n import _
from workbench.analysis import confusion as crossing
from workbench.analysis import drift as drifting
from workbench.analysis.columns import FloatArray, IntArray
from workbench.analysis.drift import Drift
from workbench.analysis.span_f1 import on_characters
from workbench.store import states as state_store
from workbench.workflows.comparison_passages import Lowering
from workbench.workflows.undefined import reason_columns, undefined_cells

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison


# -- confusion -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Confused:
    """Which codes are given by one coder where another gives which other.

    Attributes:
        comparison: Whose codes.
        codes: In the order of rows and columns; after the last comes "nothing".
        table: Characters and stretches, shape (codes + 1, codes + 1).
    """

    comparison: "Comparison"
    codes: tuple[Code, ...]
    table: crossing.Confusion

    def cells(self) -> list[tuple[int, int]]:
        """The cells off the diagonal that hold anything, each once, those of most characters first."""
        first, second = np.nonzero(np.triu(self.table.stretches, 1))
        order = np.lexsort((second, first, -self.table.characters[first, second]))
        return list(zip(first[order].tolist(), second[order].tolist(), strict=True))

    def passages(self, first: int, second: int) -> tuple[Pointer, ...]:
        """The codings behind a cell, in text order."""
        ground = self.comparison.ground
        found = crossing.passages(
            *(ground.codings, range(ground.coders)),
            cell=(first, second),
            theme_of=ground.theme_of(self.codes),
            themes=len(self.codes),
            read=ground.read,
        )
        rows = {row for one in found for side in one.rows for row in side}
        return Lowering(self.comparison).pointers(ground, np.array(sorted(rows), np.int64))


def confused(comparison: "Comparison") -> Confused:
    """Set the codes of a comparison against each other; a coding counts for the nearest of them above it."""
    ground = comparison.ground
    table = crossing.confusion(
        *(ground.codings, range(ground.coders)),
        theme_of=ground.theme_of(ground.codes),
        themes=len(ground.codes),
        read=ground.read,
    )
    return Confused(comparison, ground.codes, table)


def confusion_table(comparison: "Comparison") -> Table:
    """A row for every two codes that are confused, and for every code that somebody missed."""
    found = confused(comparison)
    cells = found.cells()
    columns = (
        Column("first", _("code")),
        Column("second", _("confused with")),
        Column("characters", _("characters"), Kind.NUMBER, digits=0),
        Column("stretches", _("stretches"), Kind.INTEGER),
        Column("agreed", _("agreed on the first"), Kind.NUMBER, digits=0),
    )

    def behind(row: int, _column: str) -> Sequence[Pointer]:
        return found.passages(*cells[row])

    return Table("confusion", columns, [_confused(found, *cell) for cell in cells], behind=behind, heads=2)


def _confused(found: Confused, first: int, second: int) -> Row:
    other = found.codes[second].short if second < len(found.codes) else None
    characters = found.table.characters
    return (
        *(found.codes[first].short, other, float(characters[first, second])),
        *(int(found.table.stretches[first, second]), float(characters[first, first])),
    )


def confusion_for_reading(table: Table, lines: int = 25) -> Table:
    """The same for people, who read that a code was missed; the first lines where it cannot be scrolled."""
    rows = [(first, second or _("(nothing)"), *others) for first, second, *others in table.rows]
    return replace(table, rows=rows, shown=lines)


# -- drift -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Drifted:
    """How a coder's agreement with the others goes, in the order in which this coder finished transcripts.

    Attributes:
        coder: Who.
        drift: Character F1 with the others, over all codes compared; moments are seconds since 1970.
    """

    coder: Coder
    drift: Drift


def drifts(comparison: "Comparison") -> Iterator[Drifted]:
    """Every coder of a comparison."""
    ground = comparison.ground
    if ground.coders < 2 or not ground.transcripts:
        return
    codings, of = ground.standing_for([ground.whole])
    matches = on_characters(
        codings, range(ground.coders), theme_of=ground.places(len(of)), themes=len(of), read=ground.read
    )
    for at, coder in enumerate(comparison.coders):
        mine = matches.of(drifting.with_others(at, ground.coders))
        yield Drifted(coder, drifting.drift(mine.micro(), _finished(comparison, coder)))


def _finished(comparison: "Comparison", coder: Coder) -> FloatArray:
    """When the coder finished each transcript that counts, in seconds; NaN where that is not known."""
    chosen = comparison.chosen
    moments = state_store.finished(chosen.study.reader, coder.uuid)
    numbers: IntArray = chosen.columns.transcript_rows[comparison.ground.texts]
    return np.array([_seconds(moments.get(number)) for number in numbers.tolist()], np.float64)


def _seconds(moment: str | None) -> float:
    return float("nan") if moment is None else datetime.fromisoformat(moment).timestamp()


def drift_tables(comparison: "Comparison", found: Sequence[Drifted] | None = None) -> Iterator[Table]:
    """Windows of transcripts by coder, and the trend of each coder.

    Args:
        comparison: Whose.
        found: What ``drifts`` gave for it; None to work it out.
    """
    found = list(drifts(comparison)) if found is None else found
    yield Table("drift", _drift_columns(), list(_drift_rows(comparison, found)), heads=2)
    trends = ("slope", "tau", "p")
    columns = (
        Column("coder", _("coder")),
        Column("slope", _("change from one transcript to the next"), Kind.NUMBER, digits=3),
        Column("tau", _("tau"), Kind.NUMBER),
        Column("p", _("p"), Kind.NUMBER, digits=3),
        Column("transcripts", _("transcripts"), Kind.INTEGER),
        Column("draws", _("draws"), Kind.INTEGER),
        Column("seed", _("seed"), Kind.INTEGER),
        Column("undefined", _("undefined because"), Kind.LIST),
        *reason_columns(trends),
    )
    yield Table("trends", columns, [_trend(one, trends) for one in found])


def _drift_columns() -> tuple[Column, ...]:
    return (
        Column("coder", _("coder")),
        Column("window", _("window"), Kind.INTEGER),
        Column("first", _("from"), Kind.TIME),
        Column("last", _("to"), Kind.TIME),
        Column("f1", _("F1"), Kind.NUMBER),
        Column("undefined", _("undefined because")),
        Column("transcripts", _("transcripts"), Kind.LIST),
    )


def _drift_rows(comparison: "Comparison", found: Sequence[Drifted]) -> Iterator[Row]:
    for one in found:
        for number, window in enumerate(one.drift.windows, start=1):
            names = tuple(comparison.transcripts[at][1] for at in window.transcripts)
            first, last = (_moment(at) for at in (window.first, window.last))
            yield (one.coder.name, number, first, last, window.figure.value, window.figure.why or None, names)


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _trend(one: Drifted, names: Sequence[str]) -> Row:
    trend = one.drift.trend
    named = {name: getattr(trend, name) for name in names}
    told = (trend.transcripts, trend.draws, trend.seed if trend.draws else None)
    return (one.coder.name, *(figure.value for figure in named.values()), *told, *undefined_cells(named))
