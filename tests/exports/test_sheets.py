import io
import shutil
from datetime import date, datetime

import openpyxl
import pytest

from exports import sheets
from exports.errors import ExportError
from exports.manifest_places import read_manifest
from exports.report import Column, Fact, Kind, Report, Table
from exports.sheets import write_workbook
from exports.writers import write_report, write_reports
from tests.exports import making
from tests.exports.opening import converted


def read_back(*tables: Table, facts=(), notes=()) -> tuple[openpyxl.Workbook, list[str]]:
    stream = io.BytesIO()
    said = write_workbook(Report("r", facts=facts, tables=tables, notes=notes), stream)
    stream.seek(0)
    return openpyxl.load_workbook(stream), said


def one_cell(value, kind=Kind.TEXT):
    book, said = read_back(Table("t", (Column("a", kind=kind),), [(value,)]))
    return book["t"]["A2"], said


def test_the_header_is_frozen_and_bold():
    book, _ = read_back(Table("t", (Column("a", "Titre"),), [("x",)]))
    assert book["t"].freeze_panes == "A2"
    assert book["t"]["A1"].value == "Titre"
    assert book["t"]["A1"].font.bold


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "#N/A", "=cmd|' /C calc'!A0"])
def test_text_that_looks_like_a_formula_stays_text(text):
    cell, _ = one_cell(text)
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix


def test_numbers_dates_and_truth_values_keep_their_type():
    columns = (
        Column("i", kind=Kind.INTEGER),
        Column("n", kind=Kind.NUMBER),
        Column("d", kind=Kind.DATE),
        Column("t", kind=Kind.TIME),
        Column("y", kind=Kind.YES_NO),
    )
    book, _ = read_back(Table("t", columns, [(-3, 0.25, "2026-11-21", "2026-11-21T14:02:11+00:00", True)]))
    [row] = book["t"].iter_rows(min_row=2, values_only=True)
    assert row[:2] == (-3, 0.25)
    assert row[2] in (date(2026, 11, 21), datetime(2026, 11, 21))
    assert row[3:] == (datetime(2026, 11, 21, 14, 2, 11), True)


def test_a_time_in_another_zone_is_written_in_utc():
    cell, _ = one_cell("2026-11-21T10:00:00-05:00", Kind.TIME)
    assert cell.value == datetime(2026, 11, 21, 15, 0)


def test_a_date_that_is_none_is_kept_as_written():
    assert one_cell("printemps 2026", Kind.DATE)[0].value == "printemps 2026"


def test_control_characters_that_a_sheet_forbids_are_made_visible():
    assert one_cell("a\x1b[2Jb\x00\ufffe")[0].value == "a␛[2Jb␀\ufffd"


def test_not_a_number_is_an_empty_cell():
    assert one_cell(float("nan"), Kind.NUMBER)[0].value is None


def test_text_longer_than_a_cell_is_cut_and_said():
    cell, said = one_cell("é" * 40_000)
    assert len(cell.value) == sheets.LONGEST_TEXT
    assert cell.value.endswith("…")
    assert len(said) == 1


def test_text_that_just_fits_is_whole_and_nothing_is_said():
    cell, said = one_cell("é" * sheets.LONGEST_TEXT)
    assert (len(cell.value), said) == (sheets.LONGEST_TEXT, [])


def test_each_table_is_a_sheet_and_facts_and_notes_come_last():
    book, _ = read_back(
        Table("codings", (Column("a"),), [], notes=("half-open",)),
        Table("codes", (Column("a"),), []),
        facts=(Fact("n", "N", 11),),
        notes=("MA only",),
    )
    assert book.sheetnames == ["codings", "codes", "about"]
    assert list(book["about"].iter_rows(min_row=2, values_only=True)) == [
        ("N", 11),
        (None, "MA only"),
        (None, "half-open"),
    ]


def test_names_that_a_sheet_cannot_bear_are_mended():
    book, _ = read_back(Table("a/b:c*" + "x" * 40, (Column("a"),), []))
    assert book.sheetnames == ["a b c " + "x" * 25]


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    with pytest.raises(ExportError, match="more rows"):
        read_back(Table("t", (Column("a"),), [("x",)] * 3))


def test_a_heading_that_xml_forbids_is_made_visible(tmp_path):
    report = Report("r", tables=(Table("t", (Column("a", "\x1b[31m"),), [("x",)]),))
    write_report(report, tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["t"]["A1"].value == "␛[31m"


# -- several reports, definitions, manifest --------------------------------------------------------------------------


def saved(folder, *reports):
    path = folder / "book.xlsx"
    write_reports(reports, path)
    return path


def test_several_reports_have_their_sheets_each_under_its_name(tmp_path):
    other = making.report(name="recurrence", tables=(Table("recurrence", (Column("a"),), [("x",)]),), blocks=())
    book = openpyxl.load_workbook(saved(tmp_path, making.report(), other))
    assert book.sheetnames == [
        "ranking",
        "ranking single",
        "ranking about",
        "ranking columns",
        "recurrence",
        "recurrence about",
        "manifest",
    ]


def test_names_of_sheets_never_meet_whatever_their_case_or_length(tmp_path):
    columns = (Column("a"),)
    names = ("codes", "CODES", "x" * 40, "x" * 50, "manifest")
    report = Report("r", tables=tuple(Table(name, columns, [("x",)]) for name in names), manifest=making.MANIFEST)
    sheets = openpyxl.load_workbook(saved(tmp_path, report)).sheetnames
    assert len({name.casefold() for name in sheets}) == len(sheets) == 6
    assert max(map(len, sheets)) == 31
    assert sheets[-2:] == ["manifest 2", "manifest"]


def test_what_the_columns_mean_is_a_sheet(tmp_path):
    book = openpyxl.load_workbook(saved(tmp_path, making.report()))
    rows = list(book["columns"].iter_rows(min_row=2, values_only=True))
    assert ("ranking", "Part", "Participants qui le nomment ÷ participants lus.") in rows
    assert len(rows) == 2


def test_a_figure_changed_in_a_workbook_breaks_the_seal(tmp_path):
    path = saved(tmp_path, making.report())
    assert read_manifest(path).untouched is True
    book = openpyxl.load_workbook(path)
    book.save(path)
    assert read_manifest(path).untouched is True
    assert book["ranking"]["B2"].value == 10
    book["ranking"]["B2"] = 11
    book.save(path)
    assert read_manifest(path).untouched is False


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TIME, "2026-11-21T14:02:11.654321+00:00"),
        (Kind.DATE, "2026-11-21"),
        (Kind.TEXT, "two\r\nlines"),
        (Kind.TEXT, " blanks "),
        (Kind.NUMBER, 0.1 + 0.2),
        (Kind.INTEGER, 2**50),
        (Kind.TEXT, ""),
        (Kind.TEXT, "_x000D_"),
    ],
)
def test_every_cell_is_read_back_as_it_was_sealed(tmp_path, kind, value):
    report = Report("r", tables=(Table("t", (Column("a", kind=kind),), [(value,)]),), manifest=making.MANIFEST)
    assert read_manifest(saved(tmp_path, report)).untouched is True


def test_equal_reports_are_equal_bytes(tmp_path):
    first = saved(tmp_path, making.report()).read_bytes()
    assert saved(tmp_path, making.report()).read_bytes() == first


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_a_workbook_and_runs_nothing_of_it(tmp_path):
    path = saved(tmp_path, making.report())
    turned = converted(path, "xlsx:Calc MS Excel 2007 XML", tmp_path / "again")
    book = openpyxl.load_workbook(turned)
    assert book["ranking"]["A4"].data_type == "s"
    assert book["ranking"]["A4"].value.startswith("=cmd")
    assert book["ranking"]["B2"].value == 10
    assert read_manifest(turned).untouched is True
