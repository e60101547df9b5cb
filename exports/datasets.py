"""Data for statistical programs as files: the data, what each variable means, and commands that read them."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from exports.aside import Fill, write_all_aside
from exports.dataset_syntax import r_syntax, spss_syntax
from exports.errors import ExportError
from exports.report import Column, Kind, Report, Table
from exports.sheets import write_workbook
from exports.tables import separated
from exports.variables import ABSENCES, DataSet, Variable
from transcripts.i18n import _

ENDINGS = (".csv", ".xlsx", ".parquet")


def data_table(data: DataSet) -> Table:
    """The data themselves; line ends within a text become blanks, for SPSS reads a case from each line."""
    text = [place for place, variable in enumerate(data.variables) if variable.kind is Kind.TEXT]
    columns = tuple(Column(one.name, one.name, one.kind, definition=one.definition) for one in data.variables)
    rows = [tuple(_one_line(cell) if place in text else cell for place, cell in enumerate(row)) for row in data.rows]
    return Table(data.name, columns, rows, data.title, data.notes)


def _one_line(cell: object) -> str | None:
    return None if cell is None else " ".join(str(cell).split())


def dictionary_table(data: DataSet) -> Table:
    """A row for each variable: its label, type, measure, values and gaps, and how it is made."""
    columns = (
        Column("variable", _("variable")),
        Column("label", _("label")),
        Column("type", _("type")),
        Column("measure", _("measure")),
        Column("values", _("values"), Kind.LIST),
        Column("missing", _("missing"), Kind.LIST),
        Column("definition", _("definition")),
    )
    rows = [
        (
            *(one.name, one.label, one.kind.value, one.measure.value),
            tuple(f"{words} = {number}" for number, words in one.values.items()),
            _gaps(one),
            one.definition,
        )
        for one in data.variables
    ]
    return Table("dictionary", columns, rows, _("What the variables mean."), data.notes)


def _gaps(variable: Variable) -> tuple[str, ...]:
    if variable.kind in (Kind.TEXT, Kind.DATE):
        return (_("empty"),)
    return tuple(f"{_(ABSENCES[one])} = {int(one)}" for one in variable.absences)


def files_of(data: DataSet, path: Path) -> dict[Path, Fill]:
    """The files of some data, and what fills them.

    Args:
        data: The data.
        path: ``NAME.csv`` (with a dictionary and commands for SPSS and R beside it), ``NAME.xlsx`` (with the
            dictionary as a sheet), ``NAME.parquet`` (with the dictionary beside it), or a folder, for CSV in it.

    Raises:
        ExportError: If the ending is another one.
    """
    if path.is_dir() or not path.suffix:
        path = path / f"{data.name}.csv"
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ExportError(
            _("Data for statistics are not written as {ending}.").format(ending=path.suffix),
            _("Name a folder, or a file that ends in {endings}.").format(endings=", ".join(ENDINGS)),
        )
    beside = path.with_name(f"{path.stem}-dictionary.csv")
    report = Report(data.name, data.title, tables=(data_table(data), dictionary_table(data)), notes=data.notes)
    if ending == ".xlsx":
        return {path: lambda stream: write_workbook(report, stream)}
    if ending == ".parquet":
        return {path: _parquet(data_table(data)), beside: _csv(dictionary_table(data))}
    return {
        path: _csv(data_table(data)),
        beside: _csv(dictionary_table(data)),
        path.with_suffix(".sps"): _text(spss_syntax(data, path.name)),
        path.with_suffix(".R"): _text(r_syntax(data, path.name)),
    }


def write_dataset(data: DataSet, path: Path) -> tuple[Path, ...]:
    """Write some data with everything that belongs to them, all files or none; a folder that is not there is made.

    Returns:
        What was written, the data first.

    Raises:
        ExportError: If the files cannot be written.
    """
    files = files_of(data, path)
    first = next(iter(files))
    if not path.suffix and not path.exists() and path.parent.is_dir():
        path.mkdir()
    write_all_aside(files)
    return (first, *(name for name in files if name != first))


def _csv(table: Table) -> Fill:
    # With the mark by which Excel knows UTF-8; SPSS and R pass it over.
    return _text(("\ufeff", *separated(table)))


def _text(pieces: Iterable[str]) -> Fill:
    def fill(stream: BinaryIO) -> None:
        for piece in pieces:
            stream.write(piece.encode("utf-8", errors="replace"))

    return fill


def _parquet(table: Table) -> Fill:
    from exports.parquet import write_parquet

    return lambda stream: write_parquet(Report(table.name, tables=(table,)), stream)
