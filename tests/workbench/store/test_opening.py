import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from codebook.coding import ReadingState
from tests.workbench.making import Bench
from transcripts.spans import Span
from workbench.errors import BusyError, StoreError
from workbench.store import codings, dialect, migrations
from workbench.store.migrations import Migration, migrate
from workbench.store.study_file import StudyFile
from workbench.workflows import coding


def refusal(path: Path) -> str:
    with pytest.raises(StoreError) as caught:
        StudyFile.open(path)
    sentence = str(caught.value)
    assert "Traceback" not in sentence
    assert str(path.parent) not in sentence
    return sentence


def test_a_missing_study_is_told_with_the_way_to_make_one(tmp_path):
    assert "workbench new nothing.study" in refusal(tmp_path / "nothing.study")


def test_a_folder_is_no_study(tmp_path):
    assert "is a folder" in refusal(tmp_path)


def test_a_text_file_is_no_study(tmp_path):
    path = tmp_path / "talk.study"
    path.write_text("ENQ : Bonjour\n" * 50, encoding="utf-8")
    assert "is no study" in refusal(path)


def test_an_empty_file_is_no_study(tmp_path):
    path = tmp_path / "empty.study"
    path.touch()
    assert "is empty" in refusal(path)


def test_another_programs_database_is_no_study(tmp_path):
    path = tmp_path / "other.study"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE anything (x)")
    connection.close()
    assert "no study of this program" in refusal(path)


def test_a_newer_study_is_told_apart(desk: Bench):
    path = desk.study.path
    desk.study.close()
    connection = sqlite3.connect(path)
    dialect.set_schema_version(connection, migrations.CURRENT + 1)
    connection.commit()
    connection.close()
    assert "newer version" in refusal(path)


def test_a_study_cut_short_is_damaged(desk: Bench):
    path = desk.study.path
    desk.study.close()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert "cut short" in refusal(path)


def test_a_study_with_a_scrambled_page_is_damaged_in_one_sentence(desk: Bench):
    path = desk.study.path
    desk.study.close()
    data = bytearray(path.read_bytes())
    data[100:4096] = os.urandom(3996)
    path.write_bytes(data)
    assert "damaged" in refusal(path)


def test_a_read_only_study_is_read_but_not_written(desk: Bench, tmp_path):
    copy = tmp_path / "archive.study"
    desk.study.backup(copy)
    copy.chmod(0o444)
    with StudyFile.open(copy) as study:
        assert study.title == "essai"
        with pytest.raises(StoreError, match="may only be read"):
            coding.set_state(study, desk.maude.uuid, [desk.transcript], ReadingState.DONE)


def test_a_study_in_use_is_told_only_after_the_timeout(desk: Bench):
    other = sqlite3.connect(desk.study.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with StudyFile.open(desk.study.path, timeout=0.2) as study, pytest.raises(BusyError, match="in use"):
            coding.set_state(study, desk.maude.uuid, [desk.transcript], ReadingState.DONE)
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_a_busy_study_is_waited_for(desk: Bench):
    other = sqlite3.connect(desk.study.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.3, other.execute, ["COMMIT"])
    release.start()
    changed = coding.set_state(desk.study, desk.maude.uuid, [desk.transcript], ReadingState.DONE)
    release.join()
    other.close()
    assert changed == [desk.transcript]


def test_two_processes_code_one_study(desk: Bench):
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from transcripts.spans import Span\n"
        "from workbench.store.study_file import StudyFile\n"
        "from workbench.workflows.coding import apply_codes\n"
        "path, coder, transcript, code = sys.argv[1:]\n"
        "with StudyFile.open(Path(path), timeout=30) as study:\n"
        "    for start in range(40):\n"
        "        apply_codes(study, coder, transcript, Span(start, start + 5), [code])\n"
    )
    before = desk.study.data_version()
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", script, desk.study.path, coder.uuid, desk.transcript, desk.codes["IMAGE"]]
        )
        for coder in (desk.maude, desk.julien)
    ]
    assert [worker.wait() for worker in workers] == [0, 0]
    assert len(codings.of_transcript(desk.study.reader, desk.transcript)) == 80
    assert desk.study.data_version() != before


def test_making_a_study_never_replaces_a_file(tmp_path):
    path = tmp_path / "mine.study"
    path.write_text("precious")
    with pytest.raises(StoreError, match="already there"):
        StudyFile.create(path)
    assert path.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [path]


def test_file_can_know_a_study_by_its_application_id(desk: Bench):
    assert int.from_bytes(desk.study.path.read_bytes()[68:72], "big") == dialect.APPLICATION_ID


def test_a_backup_is_a_whole_study(desk: Bench, tmp_path):
    coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 4), [desk.codes["IMAGE"]])
    desk.study.backup(tmp_path / "copy.study")
    with StudyFile.open(tmp_path / "copy.study") as copy:
        assert codings.all(copy.reader) == codings.all(desk.study.reader)
    with pytest.raises(StoreError, match="already there"):
        desk.study.backup(tmp_path / "copy.study")


def _add_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE coders ADD COLUMN colour TEXT NOT NULL DEFAULT ''")


def _half_then_fail(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (x)")
    connection.execute("INSERT INTO nowhere VALUES (1)")


def test_a_migration_keeps_a_copy_aside_and_is_recorded(desk: Bench):
    path = desk.study.path
    desk.study.close()
    steps = (*migrations.MIGRATIONS, Migration(migrations.CURRENT + 1, "colour", _add_column))
    connection = dialect.connect(path, timeout=1, writing=True)
    assert migrate(connection, path, steps=steps) == [migrations.CURRENT + 1]
    assert connection.execute("SELECT name FROM migrations ORDER BY number").fetchall()[-1] == ("colour",)
    connection.close()
    with StudyFile.open(path.with_name(f"{path.name}.schema-{migrations.CURRENT}")) as copy:
        assert copy.title == "essai"


def test_a_failed_migration_leaves_the_file_as_it_was(desk: Bench):
    path = desk.study.path
    desk.study.close()
    steps = (*migrations.MIGRATIONS, Migration(migrations.CURRENT + 1, "bad", _half_then_fail))
    connection = dialect.connect(path, timeout=1, writing=True)
    with pytest.raises(StoreError, match="could not be brought"):
        migrate(connection, path, steps=steps)
    assert dialect.schema_version(connection) == migrations.CURRENT
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
    connection.close()


def test_the_rows_are_the_tables(desk: Bench):
    """What SQLModel believes and what the migrations made must be one schema."""
    from workbench.store.rows import METADATA

    reader = desk.study.reader
    for name, table in METADATA.tables.items():
        info = {row[1]: (bool(row[3]) or bool(row[5])) for row in reader.rows(f"PRAGMA table_info({name})")}
        assert info == {column.name: not column.nullable for column in table.columns}, name
        keys = {(row[3], row[2]) for row in reader.rows(f"PRAGMA foreign_key_list({name})")}
        assert keys == {(key.parent.name, key.column.table.name) for key in table.foreign_keys}, name


def test_studies_can_be_moved_while_closed(desk: Bench, tmp_path):
    path = desk.study.path
    desk.study.close()
    moved = tmp_path / "elsewhere.study"
    shutil.move(path, moved)
    with StudyFile.open(moved) as study:
        assert study.title == "essai"
