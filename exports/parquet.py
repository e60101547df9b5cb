"""Tables as Parquet: typed columns with gaps, one table to a file."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from exports.aside import Fill
from exports.cells import csv_value, plain
from exports.errors import ExportError
from exports.manifest_places import PARQUET_KEY
from exports.manifests import StoredReport, carried, manifest_text
from exports.report import Cell, Column, Kind, Report, Row, Table
from exports.tables import header
from transcripts.display import well_formed
from transcripts.i18n import _

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 50_000
#: How pandas names what a column holds, and the type of its own in which gaps stay gaps.
_PANDAS = {
    Kind.INTEGER: ("int64", "Int64"),
    Kind.NUMBER: ("float64", "Float64"),
    Kind.SHARE: ("float64", "Float64"),
    Kind.YES_NO: ("bool", "boolean"),
}


def write_parquet(report: Report, stream: BinaryIO) -> list[str]:
    """Write the first table of a report; ``tables_beside`` names the files of the others.

    Columns are called as in CSV. A column whose cells do not all fit its kind is text. The schema holds the manifest,
    and with each column its title and its definition.

    Raises:
        ExportError: If the report has no table.
    """
    if not report.tables:
        raise ExportError(_("This has no table that a Parquet file could hold."), _("Ask for .md or .json."))
    _write(report.tables[0], stream, carried([report]))
    return []


def tables_beside(reports: Sequence[Report], path: Path) -> dict[Path, Fill]:
    """The files of the other tables: ``NAME-table.parquet`` beside ``NAME.parquet``."""
    files: dict[Path, Fill] = {}
    for report in reports:
        for table in report.tables[1:]:
            files[path.with_name(f"{path.stem}-{table.name.replace('/', '-')}{path.suffix}")] = _filling(table, report)
    return files


def _filling(table: Table, report: Report) -> Fill:
    return lambda stream: _write(table, stream, carried([report]))


def _write(table: Table, stream: BinaryIO, recipes: Sequence[StoredReport]) -> None:
    """A batch at a time, so that a large export never stands in memory, unless its types have to be found out."""
    from pyarrow import parquet

    rows = iter(table.rows)
    if any(column.kind is not Kind.TEXT for column in table.columns) or isinstance(table.rows, list | tuple):
        held = list(rows)
        kinds = [_kind(column, (row[place] for row in held)) for place, column in enumerate(table.columns)]
        rows = iter(held)
    else:
        kinds = [Kind.TEXT for _column in table.columns]
    schema = _schema(table, kinds, recipes)
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            writer.write_table(_columns(batch, kinds, schema))


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Rows by the batch; one empty batch where there are none, so that the file has its columns."""
    first = list(islice(rows, _BATCH))
    return chain([first], iter(lambda: list(islice(rows, _BATCH)), []))


def _columns(rows: Sequence[Row], kinds: Sequence[Kind], schema: "pa.Schema") -> "pa.Table":
    import pyarrow as pa

    arrays = [
        pa.array([_value(row[place], kind) for row in rows], type=schema.field(place).type)
        for place, kind in enumerate(kinds)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


# -- types -----------------------------------------------------------------------------------------------------------


def _kind(column: Column, cells: Iterator[Cell]) -> Kind:
    """The kind of a column if all its cells are of it, else text."""
    if column.kind is Kind.TEXT:
        found = {type(value) for cell in cells if (value := plain(cell)) is not None}
        return Kind.TEXT if found != {int} else Kind.INTEGER
    return column.kind if all(_fits(plain(cell), column.kind) for cell in cells) else Kind.TEXT


def _fits(value: Cell, kind: Kind) -> bool:
    match kind:
        case _ if value is None:
            return True
        case Kind.INTEGER:
            return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
        case Kind.NUMBER | Kind.SHARE:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case Kind.YES_NO:
            return isinstance(value, bool)
        case Kind.LIST:
            return isinstance(value, tuple)
        case Kind.DATE | Kind.TIME:
            return _moment(value, kind) is not None
        case _:
            return True


def _moment(value: Cell, kind: Kind) -> date | datetime | None:
    """A date or a time, in UTC, as values and ISO 8601 have it; None if it is none."""
    try:
        if isinstance(value, str):
            value = datetime.fromisoformat(value) if kind is Kind.TIME else date.fromisoformat(value)
    except ValueError:
        return None
    if isinstance(value, datetime):
        value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return value if kind is Kind.TIME else value.date()
    return value if isinstance(value, date) and kind is Kind.DATE else None


def _value(cell: Cell, kind: Kind) -> Any:
    value = plain(cell)
    if value is None:
        return None
    if kind in (Kind.DATE, Kind.TIME):
        return _moment(value, kind)
    if kind is Kind.LIST and isinstance(value, tuple):
        return [well_formed(one) for one in value]
    if kind is Kind.TEXT:
        return well_formed(value if isinstance(value, str) else csv_value(value, guard=False))
    return value


# -- schema ----------------------------------------------------------------------------------------------------------


def _schema(table: Table, kinds: Sequence[Kind], recipes: Sequence[StoredReport]) -> "pa.Schema":
    import pyarrow as pa

    types = {
        Kind.TEXT: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.SHARE: pa.float64(),
        Kind.YES_NO: pa.bool_(),
        Kind.DATE: pa.date32(),
        Kind.TIME: pa.timestamp("us", tz="UTC"),
        Kind.LIST: pa.list_(pa.string()),
    }
    names = header(table.columns)
    fields = [
        pa.field(name, types[kind], metadata={"title": column.heading, "definition": column.definition})
        for name, kind, column in zip(names, kinds, table.columns, strict=True)
    ]
    metadata = {b"pandas": json.dumps(_for_pandas(names, kinds)).encode()}
    if recipes:
        metadata[PARQUET_KEY] = manifest_text(recipes).encode()
    return pa.schema(fields, metadata=metadata)


def _for_pandas(names: Sequence[str], kinds: Sequence[Kind]) -> dict[str, object]:
    """What pandas reads in a file to know the types of columns with gaps; without it whole numbers become floats."""
    columns = [
        {"name": name, "field_name": name, "pandas_type": told[0], "numpy_type": told[1], "metadata": None}
        for name, kind in zip(names, kinds, strict=True)
        if (told := _PANDAS.get(kind))
    ]
    return {"index_columns": [], "column_indexes": [], "columns": columns, "pandas_version": "2.0.0"}
