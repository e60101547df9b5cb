import gc
import subprocess
import sys
import threading

import pytest

from codebook.coding import ReadingState
from tests.workbench.making import Bench
from workbench.errors import StoreError
from workbench.store import holding, opening
from workbench.store.study_file import StudyFile
from workbench.workflows import coding

ANOTHER = """
import sys
from pathlib import Path
from codebook.coding import ReadingState
from workbench.store.study_file import StudyFile
from workbench.workflows import coding
path, coder, transcript = sys.argv[1:]
with StudyFile.open(Path(path)) as study:
    coding.set_state(study, coder, [transcript], ReadingState.DONE)
"""
STATES = """
import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM coder_states").fetchone())
"""


def run(script: str, *words: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, words)], timeout=60, check=True, capture_output=True, text=True
    )
    return done.stdout


def log_of(desk: Bench):
    return desk.study.path.with_name(desk.study.path.name + "-wal")


def test_a_study_opened_twice_keeps_its_log_while_another_process_comes_and_goes(desk: Bench):
    assert desk.study.title
    StudyFile.open(desk.study.path).close()
    run(ANOTHER, desk.study.path, desk.julien.uuid, desk.transcript)
    assert log_of(desk).exists()
    coding.set_state(desk.study, desk.maude.uuid, [desk.transcript], ReadingState.DONE)
    assert run(STATES, desk.study.path) == "(2,)\n"


def test_a_study_opened_again_on_another_thread_keeps_its_log_as_well(desk: Bench):
    assert desk.study.title
    again = threading.Thread(target=lambda: StudyFile.open(desk.study.path).close())
    again.start()
    again.join(timeout=30)
    run(ANOTHER, desk.study.path, desk.julien.uuid, desk.transcript)
    assert log_of(desk).exists()


def test_a_file_is_held_from_the_first_connection_to_the_last(desk: Bench):
    path = desk.study.path
    desk.study.close()
    with holding.if_not_held(path) as free:
        assert free
    first = opening.connect(path, timeout=1, writing=False)
    second = opening.connect(path, timeout=1, writing=True)
    first.close()
    with holding.if_not_held(path) as free:
        assert not free
    second.close()
    with holding.if_not_held(path) as free:
        assert free


def test_a_connection_that_nobody_has_any_more_holds_nothing(desk: Bench):
    desk.study.close()
    connection = opening.connect(desk.study.path, timeout=1, writing=False)
    del connection
    gc.collect()
    with holding.if_not_held(desk.study.path) as free:
        assert free


def test_what_took_the_place_of_an_open_study_is_examined(desk: Bench, tmp_path):
    assert desk.study.title
    other = tmp_path / "other"
    other.write_text("no study")
    other.replace(desk.study.path)
    with pytest.raises(StoreError, match="is no study"):
        StudyFile.open(desk.study.path)
