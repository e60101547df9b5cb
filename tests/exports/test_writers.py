import json
import os
import stat
import threading

import pytest

from exports import aside, writers
from exports.errors import ExportError
from exports.figures import BarPlot, BarRow
from exports.report import Column, Figure, Kind, Report, Table
from exports.writers import FORMATS, format_for, write_report

TABLE = Table("t", (Column("a"), Column("n", kind=Kind.INTEGER)), [("é", 1)])
BARS = Figure("bars", BarPlot((BarRow("é", 1),), "n"))
REPORT = Report("r", "R", tables=(TABLE,), blocks=(TABLE, BARS))
BROKEN = Report("r", tables=(Table("t", (Column("a"),), ("x" if n < 2 else 1 / 0 for n in range(5))),))


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_writes_a_file_by_its_ending(tmp_path, name):
    path = tmp_path / f"out{FORMATS[name].endings[0]}"
    written = write_report(REPORT, path)
    assert written.format == name
    assert path.stat().st_size > 0
    assert names(tmp_path) == sorted(one.name for one in (path, *written.beside))


def test_a_format_asked_for_wins_over_the_ending(tmp_path):
    write_report(REPORT, tmp_path / "out.txt", name="json")
    assert json.loads((tmp_path / "out.txt").read_text())["t"] == [{"a": "é", "n": 1}]


def test_a_csv_file_begins_with_the_mark_that_excel_needs(tmp_path):
    write_report(REPORT, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == "\ufeffa,n\né,1\n".encode()


def test_a_csv_file_says_which_tables_it_leaves_out(tmp_path):
    both = Report("r", tables=(*REPORT.tables, Table("codes", (Column("a"),), [])))
    [note] = write_report(both, tmp_path / "out.csv").notes
    assert "codes" in note


def test_an_unknown_ending_lists_the_known_ones():
    with pytest.raises(ExportError) as refused:
        format_for(writers.Path("codings.wav"))
    assert ".csv" in refused.value.hint
    assert ".xlsx" in refused.value.hint


def test_an_unknown_format_lists_the_known_ones():
    with pytest.raises(ExportError, match=r"wav.*csv.*xlsx"):
        format_for(writers.Path("a.csv"), "wav")


def test_a_file_that_is_there_is_replaced_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    path.chmod(0o640)
    write_report(REPORT, path)
    assert "é,1" in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("ending", [".csv", ".json", ".md", ".xlsx"])
def test_a_failure_midway_leaves_the_old_file_and_no_litter(tmp_path, ending):
    path = tmp_path / f"out{ending}"
    path.write_text("old")
    rows = ((1 / 0 if n == 2 else "x",) for n in range(5))
    with pytest.raises(ZeroDivisionError):
        write_report(Report("r", tables=(Table("t", (Column("a"),), rows),)), path)
    assert path.read_text() == "old"
    assert names(tmp_path) == [path.name]


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path):
    target = tmp_path / "real.csv"
    target.write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    write_report(REPORT, link)
    assert link.is_symlink()
    assert "é,1" in target.read_text()


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(ExportError, match="folder"):
        write_report(REPORT, tmp_path, name="csv")


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ExportError, match="does not exist"):
        write_report(REPORT, tmp_path / "none" / "out.csv")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match="read-only"):
        write_report(REPORT, tmp_path / "out.csv")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "read-only"),
        (OSError(30, "Read-only file system"), "read-only"),
        (OSError(28, "No space left on device"), "disk is full"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_what_the_system_refuses_is_one_sentence(tmp_path, monkeypatch, error, said):
    def refuse(*args, **options):
        raise error

    monkeypatch.setattr(aside.tempfile, "mkstemp", refuse)
    with pytest.raises(ExportError, match=said):
        write_report(REPORT, tmp_path / "out.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    write_report(REPORT, pipe, name="tsv")
    reader.join(5)
    assert got == ["a\tn\né\t1\n"]
    assert pipe.is_fifo()


def test_a_report_without_a_table_is_no_csv(tmp_path):
    with pytest.raises(ExportError, match="no table"):
        write_report(Report("r"), tmp_path / "out.csv")


def test_a_database_is_never_overwritten(tmp_path):
    path = tmp_path / "s.study"
    path.write_bytes(b"SQLite format 3\0" + bytes(100))
    with pytest.raises(ExportError, match="is not overwritten"):
        write_report(REPORT, path, name="csv")
    assert path.stat().st_size == 116
    assert names(tmp_path) == ["s.study"]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_what_is_exported_to_a_terminal_does_nothing_to_it():
    controller, terminal = os.openpty()
    report = Report("r", tables=(Table("t", (Column("a"),), [("\x1b[2Jé",)]),))
    write_report(report, writers.Path(os.ttyname(terminal)), name="csv")
    shown = os.read(controller, 1000)
    os.close(controller)
    os.close(terminal)
    assert b"\x1b" not in shown
    assert "␛[2Jé".encode() in shown
