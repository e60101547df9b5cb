"""Pieces of reports, and how the answers of several layers become one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from exports.report import Block, Cell, Column, Fact, Figure, Heading, Paragraph, Pointer, Row, Table
from transcripts.i18n import _

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
    """

    tables: tuple[Table, ...]
    blocks: tuple[Block, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    shared: tuple[Table, ...] = ()
    spread: tuple[str, ...] = ()


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
    """A table whose rows are held, so that it can be read more than once."""
    return Table(name, tuple(columns), tuple(tuple(row) for row in rows), caption, tuple(notes), behind, heads)


def shortened(table: Table, lines: int = LINES) -> Iterator[Block]:
    """A table for reading: without the columns that only programs want, its first rows where it cannot be scrolled."""
    rows = tuple(table.rows)
    yield replace(_for_people(table), rows=_columns_of(table, rows), shown=lines)


def _is_for_files(column: Column) -> bool:
    """Whether only programs want it: identities, and stable names of reasons that stand beside it in words."""
    return column.group == "reason" or column.name == "uuid"


def _for_people(table: Table) -> Table:
    return replace(table, columns=tuple(column for column in table.columns if not _is_for_files(column)))


def _columns_of(table: Table, rows: Sequence[Row]) -> tuple[Row, ...]:
    places = [at for at, column in enumerate(table.columns) if not _is_for_files(column)]
    return tuple(tuple(row[at] for at in places) for row in rows)


def read_blocks(part: Part, lines: int = LINES) -> Iterator[Block]:
    """What a person reads of a part."""
    if part.blocks:
        yield from part.blocks
    else:
        for table in part.tables:
            if tuple(table.rows):
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


def _joined(name: str, layers: "Sequence[Coder]", parts: Sequence[Part]) -> Table:
    found = [
        (layer, table) for layer, part in zip(layers, parts, strict=True) for table in part.tables if table.name == name
    ]
    first = found[0][1]
    columns = list(dict.fromkeys(column for _layer, table in found for column in table.columns))
    rows: list[Row] = []
    for layer, table in found:
        place = {column: at for at, column in enumerate(table.columns)}
        rows += [
            (layer.name, *(row[place[column]] if column in place else None for column in columns)) for row in table.rows
        ]
    counts = [len(tuple(table.rows)) for _layer, table in found]
    ends = list(accumulate(counts))

    def behind(row: int, column: str) -> Sequence[Pointer]:
        which = next(at for at, end in enumerate(ends) if row < end)
        table = found[which][1]
        return table.behind(row - ends[which] + counts[which], column) if table.behind else ()

    has_passages = any(table.behind for _layer, table in found)
    return replace(
        first,
        columns=(Column("layer", _("codings of")), *columns),
        rows=tuple(rows),
        behind=behind if has_passages else None,
        heads=first.heads + 1,
    )


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
