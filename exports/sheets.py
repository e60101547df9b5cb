"""Tables as an Excel workbook: typed cells, one sheet per table, the header frozen."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from exports.cells import looks_like_formula, plain
from exports.errors import ExportError
from exports.report import Cell, Column, Kind, Report, Table
from transcripts.i18n import _, ngettext

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell

SheetValue = str | int | float | bool | date | datetime | None
LONGEST_TEXT = 32_767
MOST_ROWS = 1_048_576
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHEET_ILLEGAL = re.compile(r"[\[\]:*?/\\']")


def write_workbook(report: Report, stream: BinaryIO) -> list[str]:
    """Write the facts and every table of the report as sheets.

    Returns:
        Sentences about what a sheet could not hold.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    cut = sum(_add_sheet(book, table) for table in [*report.tables, *_about(report)])
    book.save(stream)
    if not cut:
        return []
    said = ngettext(
        "{count} text was longer than the 32,767 characters that a sheet's cell holds and was cut.",
        "{count} texts were longer than the 32,767 characters that a sheet's cell holds and were cut.",
        cut,
    )
    return [said.format(count=cut) + " " + _("CSV and JSON hold them whole.")]


def _about(report: Report) -> Iterator[Table]:
    """The facts and notes as a last sheet, so that numbers never travel without their definitions."""
    notes = [*report.notes, *(note for table in report.tables for note in (table.caption, *table.notes) if note)]
    rows: list[tuple[Cell, ...]] = [(fact.title or fact.name, fact.value) for fact in report.facts]
    rows += [("", note) for note in notes]
    if rows or not report.tables:
        columns = (Column("name", _("Name")), Column("value", _("Value")))
        yield Table("about", columns, rows)


def _add_sheet(book: "Workbook", table: Table) -> int:
    """Add one sheet; the number of texts that had to be cut."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    sheet = book.create_sheet(_SHEET_ILLEGAL.sub(" ", table.name)[:31] or "table")
    sheet.freeze_panes = "A2"
    header = [WriteOnlyCell(sheet, _legal(column.heading)) for column in table.columns]
    for cell in header:
        cell.font = Font(bold=True)
        cell.data_type = "s"
    sheet.append(header)
    try:
        return _add_rows(sheet, table)
    finally:
        sheet.close()


def _add_rows(sheet: Any, table: Table) -> int:
    cut = 0
    for number, row in enumerate(table.rows, start=2):
        if number > MOST_ROWS:
            raise ExportError(
                _("The table {name} has more rows than a sheet holds.").format(name=table.name),
                _("Export it as CSV or JSON."),
            )
        cells = [_cell(sheet, value, column) for value, column in zip(row, table.columns, strict=True)]
        cut += sum(isinstance(value, str) and len(value) > LONGEST_TEXT for value in row)
        sheet.append(cells)
    return cut


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
