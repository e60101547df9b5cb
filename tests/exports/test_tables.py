import csv
import io
import json
import math
from datetime import date

import pytest

from exports.report import Column, Fact, Kind, Report, Table
from exports.tables import json_lines, separated

COLUMNS = (
    Column("code"),
    Column("participants", kind=Kind.INTEGER),
    Column("share", kind=Kind.NUMBER),
    Column("who", kind=Kind.LIST),
    Column("attributes.category"),
)


def table(*rows: tuple, columns: tuple[Column, ...] = COLUMNS) -> Table:
    return Table("ranking", columns, rows)


def csv_rows(*rows: tuple, **options) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(separated(table(*rows), **options)), newline="")))


def as_json(report: Report) -> dict:
    return json.loads("".join(json_lines(report)), parse_constant=lambda word: pytest.fail(f"{word} is no JSON"))


def test_a_csv_header_holds_the_stable_names_without_their_group():
    assert csv_rows()[0] == ["code", "participants", "share", "who", "category"]


def test_cells_that_a_spreadsheet_would_run_are_guarded():
    for start in "=+-@\t\r\n":
        [_, row] = csv_rows((f"{start}cmd", 1, 0.5, (), ""))
        assert row[0] == f"'{start}cmd"


def test_a_list_that_begins_like_a_formula_is_guarded():
    assert csv_rows(("a", 1, 1.0, ("=A1", "b"), ""))[1][3] == "'=A1; b"


def test_numbers_below_zero_stay_numbers():
    assert csv_rows(("a", -3, -0.25, (), ""))[1][1:3] == ["-3", "-0.25"]


def test_quotes_commas_and_line_ends_come_back_as_they_were():
    text = 'il a dit : "oui, bon"\net puis\tvoilà'
    assert csv_rows((text, 1, 1.0, (), ""))[1][0] == text


def test_rows_are_taken_one_at_a_time():
    def endless():
        number = 0
        while True:
            number += 1
            yield (str(number), number, 0.0, (), "")

    lines = separated(table_of(endless()))
    assert [next(lines) for _ in range(3)][2].startswith("2,2,")


def table_of(rows) -> Table:
    return Table("ranking", COLUMNS, rows)


def test_json_holds_facts_tables_and_notes():
    report = Report(
        "ranking",
        facts=(Fact("n", "N", 11, Kind.INTEGER),),
        tables=(Table("rows", COLUMNS, [("IMAGE", 10, 0.9, ("I-01", "I-02"), "État")], notes=("b",)),),
        notes=("a",),
    )
    assert as_json(report) == {
        "report": "ranking",
        "n": 11,
        "rows": [
            {
                "code": "IMAGE",
                "participants": 10,
                "share": 0.9,
                "who": ["I-01", "I-02"],
                "attributes": {"category": "État"},
            }
        ],
        "notes": ["a", "b"],
    }


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, None])
def test_what_is_no_number_is_null_in_json_and_empty_in_csv(value):
    assert as_json(Report("r", tables=(table(("a", 1, value, (), "")),)))["ranking"][0]["share"] is None
    assert csv_rows(("a", 1, value, (), ""))[1][2] == ""


def test_a_table_without_rows_is_an_empty_array():
    assert as_json(Report("r", tables=(table(),)))["ranking"] == []


def test_terminal_escapes_never_stand_raw_in_json_and_yet_are_kept():
    words = "\x1b[31mrouge\x9b2J\u202e\x7f"
    text = "".join(json_lines(Report("r", facts=(Fact("f", "", words),))))
    assert not set(text) & set("\x1b\x9b\u202e\x7f")
    assert json.loads(text)["f"] == words


def test_dates_are_iso_8601():
    report = Report("r", facts=(Fact("day", "", date(2026, 11, 21), Kind.DATE),))
    assert as_json(report)["day"] == "2026-11-21"


def test_scalars_of_numpy_are_written_as_plain_numbers():
    numpy = pytest.importorskip("numpy")
    report = Report("r", tables=(table(("a", numpy.int64(3), numpy.float64("nan"), (), "")),))
    assert as_json(report)["ranking"][0]["participants"] == 3
    assert as_json(report)["ranking"][0]["share"] is None


def test_columns_that_would_share_a_name_keep_their_group_in_csv():
    columns = (Column("state.MA"), Column("coded.MA", kind=Kind.SHARE), Column("state.JT"))
    assert next(separated(Table("t", columns, []))) == "state.MA,coded.MA,JT\n"


def test_a_heading_that_looks_like_a_formula_is_guarded_too():
    table = Table("t", (Column("=cmd|x"), Column("plain")), [("a", 1)])
    assert "".join(separated(table)).splitlines()[0] == "'=cmd|x,plain"
