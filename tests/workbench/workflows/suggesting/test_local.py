"""Reading a study for suggestions while others write, kill, fill the disk or do the same."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workbench.making import Bench, bench, transcript
from tests.workbench.workflows.suggesting.plain_models import PlainModels
from workbench.errors import StoreError
from workbench.store import dialect, readings
from workbench.store.study_file import StudyFile
from workbench.suggest.levels import Level
from workbench.workflows.suggesting.local import LocalDesk

TALK = tuple(
    ("ENQ" if number % 2 else "I-05", f"Voici la phrase numéro {number}, elle dit ceci et cela.")
    for number in range(200)
)


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> PlainModels:
    made = PlainModels()
    made.put_in(monkeypatch)
    return made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "s.study", transcript("I-05", TALK))
    yield made
    made.study.close()


def kept(study: StudyFile) -> dict[str, int]:
    return readings.models(study.reader)


# The segments, and the names of four codes.
WHOLE = {"plain sentences 1": 204, "plain_fr 1": 204}


def test_everything_is_read_once(desk, models):
    here = LocalDesk(desk.study)
    assert here.index().models == ("plain_fr 1", "plain sentences 1")
    assert kept(desk.study) == WHOLE and here.ready().share == 1 and not here.ready().partial
    models.forget()
    assert here.index().read == 0
    assert models.asked == []


def test_reading_waits_while_another_writes_and_goes_on(desk, models):
    path = desk.study.path
    other = dialect.connect(path, timeout=1, writing=True)
    with StudyFile.open(path, timeout=0.01) as study:
        told: list[str] = []
        here = LocalDesk(study, watch=lambda done, total, what: told.append(what))
        other.execute("BEGIN IMMEDIATE")
        looks = []

        def pause(seconds: float) -> None:
            looks.append(seconds)
            if sum("Another program writes" in what for what in told) == 2 and other.in_transaction:
                other.execute("COMMIT")

        here.pause = pause
        assert not here.index().stopped
        other.close()
        assert kept(study) == WHOLE
    assert sum("Another program writes" in what for what in told) == 2 and len(looks) > 40


def test_two_processes_may_read_the_same_study_at_once(desk, models):
    with StudyFile.open(desk.study.path) as study:
        second = LocalDesk(study)
        done: list[int] = []

        def between(batch: int, total: int, what: str) -> None:
            if batch == 64 and not done:
                done.append(second.index().read)

        first = LocalDesk(desk.study, watch=between)
        assert not first.index().stopped and done == [200 - 64]
        assert kept(study) == WHOLE
        assert first.ready() == second.ready()


def test_what_was_read_before_it_was_stopped_stays(desk, models):
    class EnoughError(Exception):
        pass

    def stop(done: int, total: int, what: str) -> None:
        if done >= 128:
            raise EnoughError

    with pytest.raises(EnoughError):
        LocalDesk(desk.study, watch=stop).index()
    assert kept(desk.study) == {"plain_fr 1": 128}
    models.forget()
    assert LocalDesk(desk.study).index().read == 72
    assert len(models.readers["fr"].asked) == 72 + 4 + 1  # the codes, and the trial with which it is loaded
    assert kept(desk.study) == WHOLE


def test_a_full_disk_is_told_and_what_was_read_stays(desk, models, monkeypatch):
    connect = dialect.connect

    def small(path: Path, **options: object) -> sqlite3.Connection:
        connection = connect(path, **options)
        if options["writing"]:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages + 8}")
        return connection

    monkeypatch.setattr(dialect, "connect", small)
    with StudyFile.open(desk.study.path) as study:
        with pytest.raises(StoreError, match=r"The disk that holds s\.study is full"):
            LocalDesk(study).index()
        assert 0 < sum(kept(study).values()) < 400
    monkeypatch.setattr(dialect, "connect", connect)
    with StudyFile.open(desk.study.path) as study:
        assert not LocalDesk(study).index().stopped
        assert kept(study) == WHOLE


def test_a_study_that_was_removed_is_told_and_nothing_is_written(desk, models):
    here = LocalDesk(desk.study)
    here.check()
    desk.study.path.rename(desk.study.path.with_name("away.study"))
    with pytest.raises(StoreError, match="removed, moved or replaced"):
        here.check()
    with pytest.raises(StoreError, match="removed, moved or replaced"):
        here.index()
    assert kept(desk.study) == {}


def test_how_far_it_is_goes_by_level(desk, models):
    here = LocalDesk(desk.study)
    assert (here.ready().level, here.ready().read, here.ready().pieces) == (Level.FLOOR, 0, 200)
    models.level = Level.BASE
    here.index()
    ready = LocalDesk(desk.study).ready()
    assert (ready.level, ready.wanted, ready.read) == (Level.BASE, Level.BASE, 200)
    models.level = Level.FULL
    ready = LocalDesk(desk.study).ready()
    assert (ready.level, ready.wanted, ready.read, ready.partial) == (Level.BASE, Level.FULL, 0, True)
    here.index()
    assert LocalDesk(desk.study).ready().level is Level.FULL
