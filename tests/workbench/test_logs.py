import errno
import logging
import logging.handlers
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from transcripts.errors import TranscriptError
from workbench import logs

SECRET = "la directrice avait peur"
log = logging.getLogger("workbench.tests")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "logs" / "workbench.log"
    handler = logs.start(path)
    yield path
    logs.stop(handler)


def written(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def fail(error: BaseException) -> None:
    """Raise and log, with the words in a local variable and in a line of source too."""
    words = SECRET
    try:
        assert words
        raise error
    except type(error) as caught:
        log.error("failed", exc_info=caught)


def test_ids_counts_and_plain_names_are_written(file: Path) -> None:
    study = uuid4()
    log.info("%d of %s in %s: %s, %.1f", 3, study, str(study), logs.Plain("import"), 2.5)
    assert f"3 of {study} in {study}: import, 2.5" in written(file)


def test_of_any_other_text_only_the_length_is_written(file: Path) -> None:
    log.info("read %s and %r", SECRET, [SECRET])
    log.info("read %(what)s", {"what": SECRET})
    assert SECRET not in written(file)
    assert f"read <text of {len(SECRET)}> and '<list>'" in written(file)
    assert f"read <text of {len(SECRET)}>\n" in written(file)


@pytest.mark.parametrize(
    "error", [ValueError(SECRET), KeyError(SECRET), UnicodeDecodeError("utf-8", SECRET.encode(), 0, 1, SECRET)]
)
def test_an_exception_is_written_with_its_type_and_place_but_without_its_words(file: Path, error: Exception) -> None:
    fail(error)
    text = written(file)
    assert type(error).__name__ in text
    assert " fail\n" in text
    assert "directrice" not in text


def test_even_our_own_sentences_stay_out_because_they_name_files_and_speakers(file: Path) -> None:
    fail(TranscriptError("Line 14 of ana.vtt has no end time."))
    assert "TranscriptError" in written(file)
    assert "ana.vtt" not in written(file)


def test_the_causes_of_an_exception_come_first(file: Path) -> None:
    try:
        try:
            int(SECRET)
        except ValueError as cause:
            raise TranscriptError(SECRET) from cause
    except TranscriptError as error:
        log.error("failed", exc_info=error)
    text = written(file)
    assert text.index("\nValueError") < text.index("\nTranscriptError")
    assert "directrice" not in text


def test_a_cause_that_was_set_aside_on_purpose_is_not_written(file: Path) -> None:
    try:
        try:
            int(SECRET)
        except ValueError:
            raise TranscriptError(SECRET) from None
    except TranscriptError as error:
        log.error("failed", exc_info=error)
    assert "ValueError" not in written(file)


def test_the_codes_of_the_system_and_of_sqlite_are_written(file: Path, tmp_path: Path) -> None:
    fail(OSError(errno.ENOSPC, SECRET, SECRET))
    database = sqlite3.connect(":memory:")
    try:
        database.execute(f'SELECT "{SECRET}" FROM nowhere')
    except sqlite3.Error as error:
        log.error("failed", exc_info=error)
    finally:
        database.close()
    text = written(file)
    assert "OSError: ENOSPC" in text
    assert "OperationalError: SQLITE_ERROR" in text
    assert "directrice" not in text


def test_our_files_are_written_as_in_the_source_tree_and_others_by_name_only(file: Path) -> None:
    from transcripts.spans import Span

    try:
        Span(3, 1)
    except TranscriptError as error:
        log.error("failed", exc_info=error)
    steps = [line for line in written(file).splitlines() if line.startswith("  ")]
    assert steps[0].startswith("  test_logs.py:")
    assert steps[-1].startswith("  transcripts/spans.py:")


def test_what_libraries_log_is_not_written(file: Path) -> None:
    logging.getLogger("sqlalchemy.engine").error("INSERT %s", SECRET)
    log.info("ours")
    assert "ours" in written(file)
    assert "INSERT" not in written(file)


def test_the_log_is_turned_over_before_it_grows_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "LARGEST", 200)
    handler = logs.start(tmp_path / "workbench.log")
    for number in range(50):
        log.info("line %d", number)
    logs.stop(handler)
    assert len(list(tmp_path.iterdir())) == 1 + logs.KEPT
    assert all(file.stat().st_size <= 200 for file in tmp_path.iterdir())


def test_only_the_person_may_read_the_log(file: Path) -> None:
    assert file.stat().st_mode & 0o077 == 0


def test_where_no_log_can_be_written_the_work_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    handler = logs.start(tmp_path / "logs" / "workbench.log")
    log.error("failed: %s", SECRET)
    logs.stop(handler)
    assert capsys.readouterr() == ("", "")


def test_a_disk_that_fills_up_writes_nothing_over_the_screen(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(logging.handlers.RotatingFileHandler, "shouldRollover", full)
    log.error("failed: %s", SECRET)
    assert capsys.readouterr() == ("", "")


def test_the_unexpected_is_logged_in_full_and_told_in_brief(file: Path) -> None:
    told = logs.unexpected(ValueError(SECRET))
    assert "ValueError" in told
    assert "directrice" not in told
    assert "ERROR workbench.logs: Unexpected ValueError\nValueError\n" in written(file)


def test_after_stopping_nothing_more_is_written(tmp_path: Path) -> None:
    handler = logs.start(tmp_path / "workbench.log")
    log.info("before")
    logs.stop(handler)
    log.warning("after")
    assert "before" in written(tmp_path / "workbench.log")
    assert "after" not in written(tmp_path / "workbench.log")
