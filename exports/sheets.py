"""Tables as an Excel workbook: typed cells, one sheet per table, the header frozen."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from exports.cells import looks_like_formula, plain, shown
from exports.errors import ExportError
from exports.manifest_places import SHEET as MANIFEST_SHEET
from exports.manifests import StoredReport, carried, manifest_lines
from exports.packages import moment_of, settle
from exports.report import Cell, Column, Kind, Report, Table
from exports.seals import RowSeal
from transcripts.i18n import _, ngettext

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell

SheetValue = str | int | float | bool | date | datetime | None
LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_576
_MEASURED = 200
_WIDEST = 60
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHEET_ILLEGAL = re.compile(r"[\[\]:*?/\\']")


def write_workbook(report: Report, stream: BinaryIO) -> list[str]:
    """Write every table of the report as a sheet, then its facts and notes, its definitions and its manifest.

    Returns:
        Sentences about what a sheet could not hold.
    """
    return write_workbook_of([report], stream)


def write_workbook_of(reports: Sequence[Report], stream: BinaryIO) -> list[str]:
    """Write one report or several as one workbook; the sheets of several begin with the name of their report.

    Returns:
        Sentences about what a sheet could not hold.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    recipes = carried(reports)
    names, seal, cut = _Names(), RowSeal() if recipes else None, 0
    several = len(reports) > 1
    for report in reports:
        for table in (*report.tables, *_about(report)):
            cut += _add_sheet(book, table, names.of(report.name, table.name, several=several), seal)
    if seal is not None:
        _add_manifest(book, recipes, seal.value)
    _save(book, reports, stream)
    return _cut_texts(cut)


def _save(book: "Workbook", reports: Sequence[Report], stream: BinaryIO) -> None:
    """Save at once what may be large; what has a manifest is settled, so that it is the same each time."""
    moment = moment_of(reports[0])
    if moment is None:
        book.save(stream)
        return
    book.properties.creator = "interview-workbench"
    package = BytesIO()
    book.save(package)
    settle(package, stream, moment)


def _cut_texts(cut: int) -> list[str]:
    if not cut:
        return []
    said = ngettext(
        "{count} text was longer than the 32,767 characters that a sheet's cell holds and was cut.",
        "{count} texts were longer than the 32,767 characters that a sheet's cell holds and were cut.",
        cut,
    )
    return [said.format(count=cut) + " " + _("CSV and JSON hold them whole.")]


def _about(report: Report) -> Iterator[Table]:
    """The facts and notes as a sheet, and what the columns mean: numbers never travel without their definitions."""
    notes = [*report.notes, *(note for table in report.tables for note in (table.caption, *table.notes) if note)]
    rows: list[tuple[Cell, ...]] = [(fact.title or fact.name, fact.value) for fact in report.facts]
    rows += [("", note) for note in notes]
    if rows or not report.tables:
        columns = (Column("name", _("Name")), Column("value", _("Value")))
        yield Table("about", columns, rows)
    means = [(table.name, one.heading, one.definition) for table in report.tables for one in table.columns]
    if any(said for _table, _heading, said in means):
        headings = (Column("table", _("Table")), Column("column", _("Column")), Column("definition", _("Definition")))
        yield Table("columns", headings, [row for row in means if row[2]])


class _Names:
    """Names of sheets: legal, at most 31 characters, no two alike whatever their case."""

    def __init__(self) -> None:
        self._taken = {MANIFEST_SHEET}

    def of(self, report: str, table: str, *, several: bool) -> str:
        name = table if not several else report if table == report else f"{report} {table}"
        legal = _SHEET_ILLEGAL.sub(" ", name)[:31] or "table"
        free, number = legal, 2
        while free.casefold() in self._taken:
            free = f"{legal[: 30 - len(str(number))]} {number}"
            number += 1
        self._taken.add(free.casefold())
        return free


def _add_sheet(book: "Workbook", table: Table, name: str, seal: RowSeal | None) -> int:
    """Add one sheet; the number of texts that had to be cut."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    header = [WriteOnlyCell(sheet, _legal(column.heading)) for column in table.columns]
    for cell in header:
        cell.font = Font(bold=True)
        cell.data_type = "s"
    _set_widths(sheet, table)
    if seal is not None:
        seal.add([cell.value for cell in header])
    sheet.append(header)
    try:
        return _add_rows(sheet, table, seal)
    finally:
        sheet.close()


def _set_widths(sheet: Any, table: Table) -> None:
    """As wide as the heading and the first cells, within reason."""
    from openpyxl.utils import get_column_letter

    first = table.rows[:_MEASURED] if isinstance(table.rows, list | tuple) else []
    for place, column in enumerate(table.columns):
        longest = max((len(shown(row[place], column)) for row in first), default=0)
        width = min(_WIDEST, max(len(column.heading), longest) + 2)
        sheet.column_dimensions[get_column_letter(place + 1)].width = width


def _add_rows(sheet: Any, table: Table, seal: RowSeal | None) -> int:
    cut = 0
    for number, row in enumerate(table.rows, start=2):
        if number > MOST_ROWS:
            raise ExportError(
                _("The table {name} has more rows than a sheet holds.").format(name=table.name),
                _("Export it as CSV or JSON."),
            )
        cells = [_cell(sheet, value, column) for value, column in zip(row, table.columns, strict=True)]
        cut += sum(isinstance(value, str) and len(value) > LONGEST_TEXT for value in row)
        if seal is not None:
            seal.add([getattr(cell, "value", cell) for cell in cells])
        sheet.append(cells)
    return cut


def _add_manifest(book: "Workbook", recipes: Sequence[StoredReport], seal: str) -> None:
    """What the workbook was made from, as the last sheet, for ``workbench report verify``."""
    sheet = book.create_sheet(MANIFEST_SHEET)
    sheet.column_dimensions["A"].width = _WIDEST
    for line in manifest_lines(recipes, seal=seal):
        for start in range(0, len(line), LONGEST_TEXT):
            sheet.append([_protected(sheet, line[start : start + LONGEST_TEXT])])
    sheet.close()


def _cell(sheet: Any, raw: Cell, column: Column) -> "SheetCell | SheetValue":
    """A typed cell; text is stored as text, whatever it begins with, so that no spreadsheet runs it.

    What needs neither a format nor protection is given as it is: a cell object costs more than the cell itself.
    """
    value = _typed(plain(raw), column.kind)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        text = _legal(value)
        return _protected(sheet, text) if text.startswith("#") or looks_like_formula(text) else text
    return _share(sheet, value, column.digits) if column.kind is Kind.SHARE else value


def _protected(sheet: Any, text: str) -> "SheetCell":
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _share(sheet: Any, value: SheetValue, digits: int) -> "SheetCell":
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # dates as well, which the stubs forget
    cell.number_format = f"0.{'0' * (digits - 2)}%" if digits > 2 else "0%"
    return cell


def _typed(value: Cell, kind: Kind) -> SheetValue:
    """The value as a sheet types it; times in UTC, for a sheet knows no zones."""
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, str) and kind in (Kind.DATE, Kind.TIME):
        try:
            value = datetime.fromisoformat(value) if kind is Kind.TIME else date.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value


def _legal(text: str) -> str:
    """The text with what XML forbids made visible (U+2400 and on), cut to what a cell holds."""
    text = _ILLEGAL.sub(lambda match: chr(0x2400 + ord(match.group())) if match.group() < " " else "\ufffd", text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
