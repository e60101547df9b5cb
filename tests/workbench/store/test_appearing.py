"""Files that are whole or not there, and studies that stay where they were opened."""

import errno
import os
import time

import pytest

from tests.workbench.making import Bench
from workbench.errors import StoreError
from workbench.store.appearing import aside
from workbench.store.study_file import StudyFile
from workbench.workflows.studies import add_coder, new_study


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_made_aside_appears_when_the_block_ends_well(tmp_path):
    with aside(tmp_path / "a.study") as made:
        made.write_text("whole")
        assert not (tmp_path / "a.study").exists()
    assert names(tmp_path) == ["a.study"]


def test_nothing_is_left_of_a_file_whose_making_failed(tmp_path):
    with pytest.raises(ZeroDivisionError), aside(tmp_path / "a.study") as made:
        made.write_text("half")
        raise ZeroDivisionError
    assert names(tmp_path) == []


def test_what_came_there_meanwhile_is_not_overwritten(tmp_path):
    with pytest.raises(StoreError, match="already there"), aside(tmp_path / "a.study") as made:
        made.write_text("ours")
        (tmp_path / "a.study").write_text("theirs")
    assert (tmp_path / "a.study").read_text() == "theirs"


def test_what_a_killed_program_left_goes_and_what_another_is_at_work_on_stays(tmp_path):
    for name, age in ((".workbench-old", 7200), (".workbench-new", 60), ("workbench-old", 7200)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "s.study").write_text("whole")
        then = time.time() - age
        os.utime(tmp_path / name, (then, then))
    with aside(tmp_path / "a.study") as made:
        made.write_text("whole")
    assert names(tmp_path) == [".workbench-new", "a.study", "workbench-old"]


@pytest.mark.parametrize("name", ["a.study-journal", "a.study-wal", "a.study-shm"])
def test_a_name_that_belongs_to_a_study_beside_it_is_refused(tmp_path, name):
    with pytest.raises(StoreError, match="part of another study"), aside(tmp_path / name) as made:
        made.write_text("whole")
    assert names(tmp_path) == []


def test_a_disk_without_hard_links_will_do(tmp_path, monkeypatch):
    def refuse(*_words: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    new_study(tmp_path / "a.study", coder="MA").close()
    assert names(tmp_path) == ["a.study"]
    with pytest.raises(StoreError, match="already there"), aside(tmp_path / "b.study") as made:
        made.write_text("ours")
        (tmp_path / "b.study").write_text("theirs")


def test_a_study_whose_furnishing_fails_is_not_there(tmp_path):
    def furnish(study: StudyFile) -> None:
        add_coder(study, "MA")
        raise StoreError("No.")

    with pytest.raises(StoreError, match="No"):
        StudyFile.create(tmp_path / "a.study", furnish=furnish)
    assert names(tmp_path) == []


def test_a_name_that_leaves_no_room_for_the_log_is_refused(tmp_path):
    with pytest.raises(StoreError, match="too long a name"):
        StudyFile.create(tmp_path / ("a" * 250))


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be removed elsewhere")
@pytest.mark.parametrize("how", ["removed", "replaced", "moved"])
def test_nothing_is_written_to_a_study_that_left_its_place(desk: Bench, tmp_path, how):
    path = desk.study.path
    copy = tmp_path / "copy.study"
    desk.study.backup(copy)
    if how == "removed":
        path.unlink()
    elif how == "moved":
        path.rename(tmp_path / "elsewhere.study")
    else:
        copy.replace(path)
    with pytest.raises(StoreError, match="removed, moved or replaced"):
        add_coder(desk.study, "ZZ")


def test_a_copy_is_told_as_the_one_that_fails_where_its_disk_is_full(desk: Bench, tmp_path, monkeypatch):
    import sqlite3

    from workbench.store import dialect

    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL

    def fail(*_words: object) -> None:
        raise full

    monkeypatch.setattr(dialect, "copy_database", fail)
    with pytest.raises(StoreError, match=r"The disk that holds copy\.study is full"):
        desk.study.backup(tmp_path / "copy.study")


@pytest.mark.parametrize("code", ["SQLITE_IOERR", "SQLITE_NOMEM", "SQLITE_ERROR"])
def test_trouble_that_is_no_damage_is_not_called_damage(code):
    import sqlite3

    from workbench.store.reader import told

    error = sqlite3.OperationalError("words")
    error.sqlite_errorcode, error.sqlite_errorname = getattr(sqlite3, code), code
    assert "damaged" not in str(told(error, "s.study"))
    assert "words" not in str(told(error, "s.study"))


def test_a_message_that_the_driver_cannot_decode_means_damage():
    from workbench.store.reader import told

    assert "damaged" in str(told(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"), "s.study"))
