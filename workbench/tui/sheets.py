"""The tables of a report as a screen shows them: without what only files need, and with who says what cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

from exports.figures import RankingPlot
from exports.report import Cell, Column, Figure, Pointer, Report, Row, Table
from transcripts.i18n import _

NAMES, REJECTS, SILENT = "●", "×", "·"
_FOR_FILES = ("uuid", "reason")
"""Names, or groups, of columns that say nothing to a person."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table to show.

    Attributes:
        title: What a person calls it.
        table: What is shown; its rows are those of the report's table, in their order.
        source: Name of the report's table that it shows, "" for one that is made for the screen.
    """

    title: str
    table: Table
    source: str = ""


class Chosen(Sequence[Row]):
    """Rows with some of their cells, taken when a row is looked at.

    Args:
        rows: Whole rows.
        places: Of the cells to keep.
    """

    def __init__(self, rows: Sequence[Row], places: Sequence[int]) -> None:
        self._rows = rows
        self._places = places

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        """A row, or several."""
        if isinstance(at, slice):
            return Chosen(self._rows[at], self._places)
        row = self._rows[at]
        return tuple([row[place] for place in self._places])


def sheets_of(report: Report) -> tuple[Sheet, ...]:
    """The tables worth showing, those with who says what first after the main one; none if all are empty."""
    held = [replace(table, rows=held_rows(table)) for table in report.tables]
    sheets = [Sheet(_title(report, table, place), for_people(table), table.name) for place, table in enumerate(held)]
    shown = [sheet for sheet in sheets if len(held_rows(sheet.table))]
    return (*shown[:1], *(who_says_what(report, held) if held else ()), *shown[1:])


def held_rows(table: Table) -> Sequence[Row]:
    """Its rows, each within reach."""
    return table.rows if isinstance(table.rows, Sequence) else tuple(table.rows)


def _title(report: Report, table: Table, place: int) -> str:
    """Its caption; the first without one is called like the report, others by their name."""
    if table.caption:
        return table.caption.rstrip(".")
    return report.title if place == 0 else table.name.replace("_", " ")


# -- columns ---------------------------------------------------------------------------------------------------------


def for_people(table: Table) -> Table:
    """The table without identifiers, without columns in which nothing stands, and without a layer that is the only one.

    The columns that name a row stay, and so do their neighbours' places in it: ``behind`` is asked as before.
    """
    rows = held_rows(table)
    kept = [place for place, column in enumerate(table.columns) if _tells(table, rows, place, column)]
    if len(kept) == len(table.columns):
        return table
    heads = sum(place < table.heads for place in kept)
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=Chosen(rows, kept), heads=heads)


def _tells(table: Table, rows: Sequence[Row], place: int, column: Column) -> bool:
    if column.name in _FOR_FILES or column.group in _FOR_FILES:
        return False
    if column.name == "layer" and rows:
        return any(row[place] != rows[0][place] for row in rows)
    return place < table.heads or not rows or any(row[place] not in (None, ()) for row in rows)


# -- who says what ---------------------------------------------------------------------------------------------------


def who_says_what(report: Report, tables: Sequence[Table]) -> Iterator[Sheet]:
    """For each ranking that is drawn: a row per code and a column per participant, each cell with its passages."""
    main, first = tables[0], 0
    for figure in report.figures:
        if isinstance(figure.plot, RankingPlot) and {"who", "rejected"} <= {column.name for column in main.columns}:
            rows, layer = _of_layer(main, first)
            if rows:
                title = _("Who says what")
                yield Sheet(f"{title}, {layer}" if len(report.figures) > 1 else title, _voices(main, rows, figure))
                first += len(rows)


def _of_layer(table: Table, first: int) -> tuple[Sequence[Row], str]:
    """The rows of one layer from ``first`` on, and its name."""
    places = {column.name: place for place, column in enumerate(table.columns)}
    rows = held_rows(table)[first:]
    if "layer" not in places or not rows:
        return rows, ""
    layer = rows[0][places["layer"]]
    end = next((at for at, row in enumerate(rows) if row[places["layer"]] != layer), len(rows))
    return rows[:end], str(layer)


def _voices(main: Table, rows: Sequence[Row], figure: Figure) -> Table:
    assert isinstance(figure.plot, RankingPlot)
    people = figure.plot.participants
    places = {column.name: place for place, column in enumerate(main.columns)}
    shown = [name for name in ("rank", "code", "label", "participants") if name in places]
    columns = [main.columns[places[name]] for name in shown] + [Column(name, name) for name in people]

    def behind(row: int, column: str) -> Sequence[Pointer]:
        return figure.behind(row, column if column in people else "") if figure.behind else ()

    def voices(row: Row) -> Iterator[Cell]:
        names, rejects = row[places["who"]] or (), row[places["rejected"]] or ()
        assert isinstance(names, tuple) and isinstance(rejects, tuple)
        said, against = set(names), set(rejects)
        for one in people:
            yield NAMES if one in said else REJECTS if one in against else SILENT

    cells = tuple((*(row[places[name]] for name in shown), *voices(row)) for row in rows)
    signs = _("{names} names it, {rejects} only rejects it, {silent} does not mention it.").format(
        names=NAMES, rejects=REJECTS, silent=SILENT
    )
    heads = shown.index("label") + 1 if "label" in shown else 1
    return Table("voices", tuple(columns), cells, notes=(signs,), behind=behind, heads=heads)


def described(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Title and definition of each column that has one."""
    for column in sheet.table.columns:
        if column.definition:
            yield column.heading, column.definition
