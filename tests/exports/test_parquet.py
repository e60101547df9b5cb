from datetime import date

import pandas as pd
import pyarrow.parquet as pq
import pytest

from exports.errors import ExportError
from exports.manifest_places import read_manifest
from exports.report import Column, Kind, Report, Table
from exports.writers import write_report
from tests.exports import making


def read(folder, columns, rows) -> pd.DataFrame:
    write_report(Report("r", tables=(Table("t", columns, rows),)), folder / "a.parquet")
    return pd.read_parquet(folder / "a.parquet")


def test_pandas_reads_every_column_with_its_type_and_its_gaps(tmp_path):
    write_report(making.report(), tmp_path / "a.parquet")
    frame = pd.read_parquet(tmp_path / "a.parquet")
    assert pd.api.types.is_string_dtype(frame["code"])
    assert {name: str(kind) for name, kind in frame.dtypes.items() if name != "code"} == {
        "count": "Int64",
        "share": "Float64",
        "mean": "Float64",
        "who": "object",
        "minority": "boolean",
    }
    assert frame["code"].tolist() == [row[0] for row in making.ROWS]
    assert frame["count"].tolist() == [10, 1, 0]
    assert frame["mean"].isna().tolist() == [False, True, False]
    assert [list(one) for one in frame["who"]] == [["I-01", "I-05"], ["I-10"], []]
    assert frame["minority"].isna().tolist() == [False, False, True]


def test_whole_numbers_with_gaps_stay_whole(tmp_path):
    frame = read(tmp_path, (Column("n", kind=Kind.INTEGER),), [(2**60 + 1,), (None,)])
    assert frame["n"][0] == 2**60 + 1
    assert frame["n"].isna()[1]


def test_dates_and_times_are_typed_and_in_utc(tmp_path):
    columns = (Column("d", kind=Kind.DATE), Column("t", kind=Kind.TIME))
    frame = read(tmp_path, columns, [("2026-11-21", "2026-11-21T10:00:00-05:00"), (None, None)])
    assert frame["d"][0] == date(2026, 11, 21)
    assert frame["t"][0] == pd.Timestamp("2026-11-21T15:00:00Z")
    assert frame["t"].isna()[1]


@pytest.mark.parametrize(
    ("kind", "cells", "said"),
    [
        (Kind.DATE, ["2026-11-21", "printemps 2026"], ["2026-11-21", "printemps 2026"]),
        (Kind.INTEGER, [5, "5–12"], ["5", "5–12"]),
        (Kind.INTEGER, [1, 2**63], ["1", str(2**63)]),
        (Kind.YES_NO, [True, "?"], ["yes", "?"]),
        (Kind.LIST, [("a", "b"), "c"], ["a; b", "c"]),
        (Kind.TEXT, [5, "~8", None], ["5", "~8", None]),
    ],
)
def test_a_column_whose_cells_do_not_fit_its_kind_is_text(tmp_path, kind, cells, said):
    frame = read(tmp_path, (Column("a", kind=kind),), [(cell,) for cell in cells])
    assert [None if pd.isna(one) else one for one in frame["a"]] == said


def test_an_undefined_number_is_a_gap_and_an_empty_table_has_its_columns(tmp_path):
    assert read(tmp_path, (Column("a", kind=Kind.NUMBER),), [(float("nan"),)])["a"].isna().all()
    frame = read(tmp_path, (Column("a", kind=Kind.NUMBER), Column("b")), [])
    assert (list(frame.columns), len(frame)) == (["a", "b"], 0)


def test_text_is_kept_as_it_is_and_not_guarded(tmp_path):
    assert read(tmp_path, (Column("a"),), [("=1+1",)])["a"][0] == "=1+1"


def test_columns_bring_their_titles_and_definitions(tmp_path):
    write_report(making.report(), tmp_path / "a.parquet")
    field = pq.read_schema(tmp_path / "a.parquet").field("share")
    assert field.metadata[b"title"].decode() == "Part"
    assert field.metadata[b"definition"].decode().startswith("Participants")


def test_each_other_table_is_a_file_beside_with_the_same_manifest(tmp_path):
    written = write_report(making.report(), tmp_path / "a.parquet")
    assert [path.name for path in written.beside] == ["a-single.parquet"]
    assert pd.read_parquet(tmp_path / "a-single.parquet")["n"].tolist() == [3]
    assert read_manifest(tmp_path / "a-single.parquet").reports == read_manifest(tmp_path / "a.parquet").reports


def test_a_report_without_a_table_is_refused(tmp_path):
    with pytest.raises(ExportError, match="no table"):
        write_report(Report("r"), tmp_path / "a.parquet")


def test_many_rows_are_written_in_batches(tmp_path, monkeypatch):
    monkeypatch.setattr("exports.parquet._BATCH", 3)
    frame = read(tmp_path, (Column("a", kind=Kind.INTEGER),), [(n,) for n in range(8)])
    assert frame["a"].tolist() == list(range(8))
