"""Tables made ready for a page: rows that can be read twice, names for links, and what stands behind each cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from exports.cells import shown
from exports.html.passages import Shelf
from exports.html.text import Names, slug
from exports.report import Column, Figure, Kind, Report, Row, Table

#: Kinds of columns that hold figures.
NUMBERS = (Kind.INTEGER, Kind.NUMBER, Kind.SHARE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a page.

    Attributes:
        anchor: Its name within the page, such as ``table-ranking-indicators``.
        table: What it shows; its rows may be spent.
        rows: Its rows.
        names: A name for each row, made from the cells that name it, so that a link to a cell survives a re-making.
        sets: Number of the set of passages behind a cell, by the places of row and column.
    """

    anchor: str
    table: Table
    rows: tuple[Row, ...]
    names: tuple[str, ...]
    sets: Mapping[tuple[int, int], int]

    @property
    def heads(self) -> int:
        """How many columns name a row, as far as there are columns."""
        return min(self.table.heads, len(self.table.columns))

    def cell_anchor(self, row: int, column: int) -> str:
        """The name of a cell within the page."""
        return f"cell-{self.anchor.removeprefix('table-')}-{self.names[row]}-{slug(self.table.columns[column].name)}"


@dataclass(frozen=True, slots=True)
class Board:
    """One figure of a page.

    Attributes:
        anchor: Its name within the page, such as ``figure-ranking-image``.
        figure: What is drawn.
        marks: Label of each row of the plot that rests on passages, and the number of its set, by the row's place.
    """

    anchor: str
    figure: Figure
    marks: Mapping[int, tuple[str, int]]


def sheet_of(report: Report, table: Table, names: Names, shelf: Shelf) -> Sheet:
    """Read a table once and put what stands behind its cells on the shelf; identifiers are for programs only."""
    table = _for_people(table)
    rows = tuple(table.rows)
    given = Names()
    heads = table.columns[: table.heads]
    return Sheet(
        names.new("table", report.name, table.name if table.name != report.name else ""),
        table,
        rows,
        tuple(given.new(_row_name(row, heads)) for row in rows),
        _sets(report, table, rows, shelf),
    )


def _for_people(table: Table) -> Table:
    kept = [place for place, column in enumerate(table.columns) if column.key != "uuid"]
    if len(kept) == len(table.columns):
        return table
    rows = [tuple(row[place] for place in kept) for row in table.rows]
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=rows)


def _row_name(row: Row, heads: tuple[Column, ...]) -> str:
    return " ".join(shown(cell, column) for cell, column in zip(row, heads, strict=False))


def _sets(report: Report, table: Table, rows: Sequence[Row], shelf: Shelf) -> dict[tuple[int, int], int]:
    """The sets of the cells that lead somewhere: those that show something.

    What stands behind a whole row is reached from the first cell that names it and from its numbers; words beside them
    that rest on the same passages would only be more links to them.
    """
    if table.behind is None:
        return {}
    found: dict[tuple[int, int], int] = {}
    for at, row in enumerate(rows):
        whole: int | None = None
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            if not shown(cell, column):
                continue
            number = shelf.put(report, table.behind(at, column.name) or (table.behind(at, "") if place == 0 else ()))
            if number is None or (number == whole and column.kind not in NUMBERS):
                continue
            found[at, place] = number
            whole = number if whole is None else whole
    return found


def board_of(report: Report, figure: Figure, names: Names, shelf: Shelf) -> Board:
    """Put what stands behind a figure's marks on the shelf."""
    marks: dict[int, tuple[str, int]] = {}
    for place, label in enumerate(mark_labels(figure)):
        number = shelf.put(report, figure.behind(place, "")) if figure.behind else None
        if number is not None:
            marks[place] = (label, number)
    return Board(names.new("figure", report.name, figure.name if figure.name != report.name else ""), figure, marks)


def mark_labels(figure: Figure) -> tuple[str, ...]:
    """What the rows of a plot are called, in their order."""
    plot = figure.plot
    for name in ("lanes", "nodes", "steps"):
        held = getattr(plot, name, None)
        if held is not None:
            return tuple(one if isinstance(one, str) else one[0] for one in held)
    return tuple(row if isinstance(row, str) else row.label for row in getattr(plot, "rows", ()))
