"""Pieces of reports, and how the answers of several layers become one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from exports.report import Block, Cell, Column, Fact, Figure, Heading, Paragraph, Pointer, Row, Table
from transcripts.i18n import _
from workbench.workflows.findings.rows import JoinedRows, Rows

if TYPE_CHECKING:
    from codebook.coding import Coder

#: How many rows of a table a person is shown between other things; files hold all of them.
LINES = 25


@dataclass(frozen=True, slots=True)
class Part:
    """What a report has to say by one layer, or as a whole.

    Attributes:
        tables: The data, the main table first; their rows are lists or tuples, never iterators.
        blocks: How a person reads it; empty for the figures and the tables one after the other.
        facts: Values about the whole.
        notes: Definitions, the same for every layer.
        remarks: Sentences about this layer: what cannot be said and why, what was left out.
        shared: Tables that do not depend on the layer.
        spread: Names of columns of the main table whose range over the layers is worth a table.
        counted: Whether it rests on the layers' codings at all.
    """

    tables: tuple[Table, ...]
    blocks: tuple[Block, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    shared: tuple[Table, ...] = ()
    spread: tuple[str, ...] = ()
    counted: bool = True


def table_of(
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    behind: Callable[[int, str], Sequence[Pointer]] | None = None,
    caption: str = "",
    notes: Sequence[str] = (),
    heads: int = 1,
) -> Table:
    """A table whose rows can be read more than once."""
    held = rows if isinstance(rows, Rows) else tuple(tuple(row) for row in rows)
    return Table(name, tuple(columns), held, caption, tuple(notes), behind, heads)


def rows_of(table: Table) -> Sequence[Row]:
    """The rows of a table, to be counted and read more than once."""
    return table.rows if isinstance(table.rows, Sequence) else tuple(table.rows)


def shortened(table: Table, lines: int = LINES) -> Iterator[Block]:
    """A table for reading: without the columns that only programs want, its first rows where it cannot be scrolled.

    One without rows is nothing to read; sentences beside it say why.
    """
    if not rows_of(table):
        return
    places = [at for at, column in enumerate(table.columns) if not _is_for_files(column)]
    yield selected(table, places, shown=lines)


def _is_for_files(column: Column) -> bool:
    """Whether only programs want it: identities, and stable names of reasons that stand beside it in words."""
    return column.group == "reason" or column.name == "uuid"


def selected(table: Table, places: Sequence[int], *, heads: int | None = None, shown: int = 0) -> Table:
    """A table with some of its columns only."""
    kept = len(places) == len(table.columns)
    return replace(
        table,
        columns=tuple(table.columns[at] for at in places),
        rows=rows_of(table) if kept else JoinedRows([((), rows_of(table), places)]),
        heads=table.heads if heads is None else heads,
        shown=shown,
    )


def read_blocks(part: Part, lines: int = LINES) -> Iterator[Block]:
    """What a person reads of a part."""
    if part.blocks:
        yield from part.blocks
    else:
        for table in part.tables:
            if rows_of(table):
                yield from shortened(table, lines)
    yield from (Paragraph(sentence) for sentence in part.remarks)


def together(layers: "Sequence[Coder]", parts: Sequence[Part]) -> Part:
    """The answers of several layers as one: tables with a column that names the layer, blocks one after the other."""
    if len(parts) == 1:
        blocks = (*read_blocks(parts[0]), *(block for table in parts[0].shared for block in shortened(table)))
        return replace(parts[0], blocks=blocks, remarks=())
    names = list(dict.fromkeys(table.name for part in parts for table in part.tables))
    tables = [_joined(name, layers, parts) for name in names]
    ranges = _ranges(layers, parts)
    said: list[Block] = []
    for layer, part in zip(layers, parts, strict=True):
        said.append(Heading(_("Codings of {name}").format(name=layer.name)))
        said.extend(_named_apart(block, layer) for block in read_blocks(part))
    said += [block for table in (*ranges, *parts[0].shared) for block in shortened(table)]
    return Part(
        (*tables, *ranges),
        tuple(said),
        parts[0].facts,
        parts[0].notes,
        shared=parts[0].shared,
    )


def _named_apart(block: Block, layer: "Coder") -> Block:
    """Figures of different layers have different names."""
    return replace(block, name=f"{block.name}-{layer.name}") if isinstance(block, Figure) else block


def of_layer(layer: "Coder", table: Table) -> Table:
    """A table of one layer as that of several has it."""
    rows = JoinedRows([((layer.name,), rows_of(table), None)])
    return replace(table, columns=(_layer_column(), *table.columns), rows=rows, heads=table.heads + 1)


def _layer_column() -> Column:
    return Column("layer", _("codings of"))


def _joined(name: str, layers: "Sequence[Coder]", parts: Sequence[Part]) -> Table:
    found = [
        (layer, table) for layer, part in zip(layers, parts, strict=True) for table in part.tables if table.name == name
    ]
    first = found[0][1]
    columns = tuple(dict.fromkeys(column for _layer, table in found for column in table.columns))
    rows = JoinedRows([((layer.name,), rows_of(table), _places(columns, table)) for layer, table in found])

    def behind(row: int, column: str) -> Sequence[Pointer]:
        which, place = rows.of(row)
        table = found[which][1]
        return table.behind(place, column) if table.behind else ()

    has_passages = any(table.behind for _layer, table in found)
    return replace(
        first,
        caption=_each_once(table.caption for _layer, table in found),
        notes=tuple(dict.fromkeys(note for _layer, table in found for note in table.notes)),
        columns=(_layer_column(), *columns),
        rows=rows,
        behind=behind if has_passages else None,
        heads=first.heads + 1,
    )


def _each_once(captions: Iterable[str]) -> str:
    """What stands above the tables of several layers; each sentence once, where it names nobody."""
    return " ".join(dict.fromkeys(filter(None, captions)))


def _places(columns: Sequence[Column], table: Table) -> list[int | None] | None:
    """Where a table holds each column; None where it holds just these."""
    if columns == table.columns:
        return None
    place = {column: at for at, column in enumerate(table.columns)}
    return [place.get(column) for column in columns]


def _ranges(layers: "Sequence[Coder]", parts: Sequence[Part]) -> list[Table]:
    """The smallest and largest figure that a layer finds, row by row of the main table."""
    spread = parts[0].spread
    if not spread:
        return []
    main = parts[0].tables[0]
    heads = main.columns[: main.heads]
    chosen = [column for column in main.columns if column.name in spread]
    found: dict[tuple[Cell, ...], dict[str, list[float]]] = {}
    for part in parts:
        table = part.tables[0]
        place = {column.name: at for at, column in enumerate(table.columns)}
        for row in table.rows:
            values = found.setdefault(tuple(row[: table.heads]), {column.name: [] for column in chosen})
            for column in chosen:
                value = row[place[column.name]] if column.name in place else None
                if isinstance(value, int | float):
                    values[column.name].append(value)
    columns = [*heads]
    for column in chosen:
        title = column.heading
        least, most = _("{name}, least").format(name=title), _("{name}, most").format(name=title)
        columns.append(replace(column, name=f"{column.key}_least", title=least))
        columns.append(replace(column, name=f"{column.key}_most", title=most))
    rows = [
        (*key, *(value for column in chosen for value in _ends(values[column.name]))) for key, values in found.items()
    ]
    caption = _("How far the figures differ between the layers: {names}.").format(
        names=", ".join(layer.name for layer in layers)
    )
    return [Table("range", tuple(columns), tuple(rows), caption, heads=main.heads)]


def _ends(values: Sequence[float]) -> tuple[float | None, float | None]:
    return (min(values), max(values)) if values else (None, None)
