"""Tables as rows of text cells: CSV, TSV and XLSX, the first row being the headings."""

import contextlib
import csv
import datetime
import io
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transcripts.errors import TranscriptError
from transcripts.files import contents
from transcripts.i18n import _, ngettext
from transcripts.readers.archives import damaged, refuse_bombs
from transcripts.readers.decoding import decode
from transcripts.readers.options import ReadingOptions
from transcripts.readers.sniffing import refuse_other_kind

_DELIMITERS = (",", ";", "\t")
_SNIFFED_ROWS = 50
MOST_CELLS = 10_000_000
MOST_COLUMNS = 16_384
"""What a sheet of a workbook holds; a text table with more has lost its line ends."""


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table as text, without white space at their ends.

    Attributes:
        headings: Of the columns; an empty one is named by its letter (``A``, ``B`` …).
        rows: Each as long as the headings; rows without anything are left out.
        encoding: Of a text table, "" for a workbook.
        guessed: Whether the encoding was guessed.
        notes: What was mended.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str = ""
    guessed: bool = False
    notes: tuple[str, ...] = ()


def read_delimited(path: Path, options: ReadingOptions) -> Table:
    """A text table; what parts its cells (comma, semicolon, tab) is looked for unless the options say it."""
    refuse_other_kind(path, "text")
    # A cell may hold a whole interview; the module's own limit is 128 KiB.
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    decoded = decode(contents(path), path.name, options.encoding)
    delimiter = options.delimiter or _delimiter(decoded.text)
    try:
        rows = list(csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter))
    except (csv.Error, TypeError) as error:
        raise TranscriptError(
            _("{name} cannot be read as a table.").format(name=path.name),
            _("Say what parts the cells: a comma, a semicolon or a tab."),
        ) from error
    return _table(rows, path.name, decoded.encoding, decoded.guessed, decoded.notes)


def read_workbook(path: Path, options: ReadingOptions) -> Table:
    """A sheet of an Excel workbook: the one that the options name, else the first that holds something."""
    return _table(workbook_rows(path, options.sheet), path.name)


def workbook_rows(path: Path, sheet: str = "") -> list[list[str]]:
    """Every row of a sheet, blank ones too, as text.

    Args:
        path: An Excel workbook.
        sheet: Its name, "" for the first sheet that holds something.

    Raises:
        TranscriptError: If it is no workbook, is damaged or too large, or has no such sheet.
    """
    refuse_other_kind(path, "xlsx")
    refuse_bombs(path)
    import openpyxl

    try:
        with contextlib.closing(openpyxl.load_workbook(path, read_only=True, data_only=True)) as book:
            return _sheet_rows(book, path, sheet)
    except (LookupError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, SyntaxError) as error:
        # openpyxl meets a broken workbook with whatever its first unguarded step raises; ParseError is a SyntaxError.
        raise damaged(path) from error


def _sheet_rows(book: Any, path: Path, wanted: str) -> list[list[str]]:
    if wanted and wanted not in book.sheetnames:
        raise TranscriptError(
            _("{name} has no sheet “{sheet}”.").format(name=path.name, sheet=wanted),
            _("Its sheets are: {sheets}.").format(sheets=", ".join(book.sheetnames[:20])),
        )
    for sheet in [book[wanted]] if wanted else book.worksheets:
        # What a sheet says of its own size is often wrong, and rows beyond it would be lost.
        sheet.reset_dimensions()
        rows = list(_text_rows(sheet.iter_rows(), path.name))
        if any(rows):
            return rows
    return []


def _text_rows(rows: Iterable[Sequence[Any]], name: str) -> Iterator[list[str]]:
    """The rows without the blanks at their ends; a few cells far out can make a small file seem endless."""
    seen = 0
    for row in rows:
        seen += len(row) + 1
        if seen > MOST_CELLS:
            raise _too_wide(name)
        cells = ["" if cell.value is None else _cell(cell.value, cell.number_format) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _too_wide(name: str) -> TranscriptError:
    return TranscriptError(
        _("{name} is too large a table: over {limit} million cells, blank ones counted.").format(
            name=name, limit=MOST_CELLS // 1_000_000
        ),
        _("Look whether a row has too many cells, or cut it into several tables."),
    )


def _cell(value: object, number_format: str) -> str:
    """The value of a cell as a person would write it: a share that the sheet shows as per cent is written so too."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float) and "%" in number_format:
        return f"{100 * value:.12g} %"
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _delimiter(text: str) -> str:
    """What parts the cells: whichever gives the first rows the same number of cells, and the most of them."""
    return max(_DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    rows: list[int] = []
    try:
        for row in csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter):
            if any(row):
                rows.append(len(row))
            if len(rows) >= _SNIFFED_ROWS:
                break
    except csv.Error:
        return (0.0, 0)
    width = rows[0] if rows else 0
    return (sum(size == width for size in rows) / max(1, len(rows)) if width > 1 else 0.0, width)


def _table(
    rows: Iterable[Sequence[str]], name: str, encoding: str = "", guessed: bool = False, notes: tuple[str, ...] = ()
) -> Table:
    cleaned = [[_clean(cell) for cell in row] for row in rows]
    filled = [row for row in cleaned if any(row)]
    if len(filled) < 2:
        raise TranscriptError(
            _("{name} holds no answers.").format(name=name), _("The first row names the columns, the others answer.")
        )
    width = max(map(len, filled))
    if width > MOST_COLUMNS or width * len(filled) > MOST_CELLS:
        raise _too_wide(name)
    padded = [(*row, *[""] * (width - len(row))) for row in filled]
    headings = tuple(heading or _letter(number) for number, heading in enumerate(padded[0]))
    return Table(headings, tuple(padded[1:]), encoding, guessed, (*notes, *_uneven_note(filled)))


def _uneven_note(rows: list[list[str]]) -> tuple[str, ...]:
    """Whether rows have more cells than there are headings, as they have where a cell's quotes are missing."""
    uneven = sum(len(row) > len(rows[0]) for row in rows)
    if not uneven:
        return ()
    sentence = ngettext(
        "{count} row has more cells than there are headings: look whether its quotes are right.",
        "{count} rows have more cells than there are headings: look whether their quotes are right.",
        uneven,
    )
    return (sentence.format(count=uneven),)


def _clean(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def _letter(number: int) -> str:
    """The name that a spreadsheet gives the column: 0 is A, 26 is AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
