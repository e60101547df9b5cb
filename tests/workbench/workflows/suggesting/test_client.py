"""The desk of the screens: questions, answers, and everything that can become of the process in between."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.workbench.making import bench
from tests.workbench.workflows.suggesting import making_workers
from workbench.errors import BusyError, StoreError, SuggestError
from workbench.store import decisions, dialect
from workbench.store.study_file import StudyFile
from workbench.workflows.suggesting.client import StoppedError, SuggestionDesk
from workbench.workflows.suggesting.protocol import Progress

ROOT = Path(__file__).resolve().parents[4]
LONGEST = 60.0


@pytest.fixture
def study(tmp_path: Path) -> Path:
    desk = bench(tmp_path / "s.study")
    desk.study.close()
    return desk.study.path


@asynccontextmanager
async def at(study: Path, *, timeout: float = LONGEST) -> AsyncIterator[SuggestionDesk]:
    desk = SuggestionDesk(study, timeout=timeout, words=making_workers.words(study))
    try:
        yield desk
    finally:
        await desk.close()


def lives(number: int | None) -> bool:
    """Whether a process is there and more than a corpse."""
    if number is None:
        return False
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


async def until(fact: Callable[[], object]) -> None:
    for _turn in range(6000):
        if fact():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("never came true")


async def test_a_question_is_answered(study):
    async with at(study) as desk:
        assert await desk.ask("echo", word="é👩‍👩‍👧\ud800", several=[1, 2.5, None]) == {
            "word": "é👩‍👩‍👧\ud800",
            "several": [1, 2.5, None],
        }


async def test_nothing_is_started_before_the_first_question(study):
    async with at(study) as desk:
        assert not desk.started and desk.number is None
        await desk.ask("echo")
        assert lives(desk.number)


async def test_closing_leaves_no_process_behind(study):
    async with at(study) as desk:
        await desk.ask("echo")
        number = desk.number
    assert not lives(number)
    with pytest.raises(SuggestError, match="closed"):
        await desk.ask("echo")


async def test_closing_ends_a_process_that_hears_nothing(study):
    async with at(study) as desk:
        await desk.ask("echo")
        number = desk.number
        asleep = asyncio.ensure_future(desk.ask("sleep", seconds=300))
        await asyncio.sleep(0)
    assert not lives(number)
    with pytest.raises(StoppedError):
        await asleep


async def test_closing_a_desk_that_was_never_asked_is_nothing(study):
    desk = SuggestionDesk(study)
    await desk.close()
    await desk.close()
    assert not desk.started


async def test_questions_of_several_are_answered_each(study):
    async with at(study) as desk:
        answers = await asyncio.gather(*(desk.ask("echo", number=number) for number in range(50)))
    assert [answer["number"] for answer in answers] == list(range(50))


async def test_very_long_lines_go_both_ways(study):
    words = "mot " * 2_000_000
    async with at(study) as desk:
        assert (await desk.ask("echo", words=words))["words"] == words


async def test_an_error_comes_as_it_was_raised(study):
    async with at(study) as desk:
        with pytest.raises(BusyError) as caught:
            await desk.ask("refuse")
    assert (caught.value.message, caught.value.hint) == ("The study is taken.", "Wait.")


async def test_the_unexpected_is_told_without_words_and_the_process_goes_on(study):
    async with at(study) as desk:
        await desk.ask("echo")
        number = desk.number
        for verb in ("break", "unsendable", "no such verb"):
            with pytest.raises(SuggestError) as caught:
                await desk.ask(verb)
            assert "interview" not in caught.value.message.partition("Where")[0]
        assert await desk.ask("echo", a=1) == {"a": 1}
        assert desk.number == number


async def test_a_process_that_dies_is_started_anew_once(study, tmp_path):
    async with at(study) as desk:
        await desk.ask("echo")
        first = desk.number
        assert await desk.ask("die_once", mark=str(tmp_path / "mark")) == "alive"
        assert desk.number != first


async def test_a_process_that_dies_twice_is_told_and_the_next_question_has_another(study):
    async with at(study) as desk:
        with pytest.raises(SuggestError, match="twice"):
            await desk.ask("die")
        assert await desk.ask("echo", a=1) == {"a": 1}


async def test_a_process_killed_between_two_questions_is_not_noticed(study):
    async with at(study) as desk:
        await desk.ask("echo")
        first = desk.number
        assert first is not None
        os.kill(first, signal.SIGKILL)
        assert await desk.ask("echo", a=1) == {"a": 1}
        assert desk.number != first


async def test_all_open_questions_survive_a_process_that_dies(study, tmp_path):
    async with at(study) as desk:
        answers = await asyncio.gather(
            desk.ask("die_once", mark=str(tmp_path / "mark")), *(desk.ask("echo", n=n) for n in range(5))
        )
    assert answers == ["alive", *({"n": n} for n in range(5))]


async def test_a_process_that_babbles_is_ended(study):
    async with at(study) as desk:
        with pytest.raises(SuggestError, match="twice"):
            await desk.ask("babble")


async def test_what_libraries_print_disturbs_nothing(study):
    async with at(study) as desk:
        assert await desk.ask("noisy") == "heard"


async def test_a_program_that_cannot_be_started_is_told(study):
    desk = SuggestionDesk(study, words=["/nowhere/python"], timeout=LONGEST)
    with pytest.raises(SuggestError, match="ended unexpectedly"):
        await desk.ask("echo")
    await desk.close()


async def test_an_answer_that_does_not_come_in_time_is_given_up(study, tmp_path):
    mark = tmp_path / "mark"
    async with at(study) as desk:
        await desk.ask("echo")
        with pytest.raises(SuggestError, match="in time"):
            await desk.ask("long", mark=str(mark), timeout=0.05)
        assert await desk.ask("echo", a=1) == {"a": 1}
        assert await stands_still(mark)


async def stands_still(mark: Path) -> bool:
    """Whether work that writes down how far it is has stopped."""
    seen = None
    for _look in range(600):
        before, seen = seen, mark.read_text() if mark.exists() else ""
        if before == seen:
            return True
        await asyncio.sleep(0.2)
    return False


async def test_progress_is_told_and_cancelling_stops_the_work(study, tmp_path):
    mark, told = tmp_path / "mark", list[Progress]()
    async with at(study) as desk:
        desk.on_progress(told.append)
        work = asyncio.ensure_future(desk.ask("long", mark=str(mark)))
        await until(lambda: len(told) > 3)
        assert [one.done for one in told[:3]] == [0, 1, 2] and told[0].total == 10_000 and told[0].what == "reading"
        await desk.cancel("long")
        with pytest.raises(StoppedError):
            await work
        assert await stands_still(mark)
        assert await desk.ask("echo", a=1) == {"a": 1}


async def test_a_task_that_is_cancelled_takes_its_question_back(study, tmp_path):
    mark = tmp_path / "mark"
    async with at(study) as desk:
        work = asyncio.ensure_future(desk.ask("long", mark=str(mark)))
        await until(mark.exists)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work
        assert await stands_still(mark)


async def test_a_question_goes_before_work_in_the_background(study, tmp_path):
    async with at(study) as desk:
        work = asyncio.ensure_future(desk.ask("long", mark=str(tmp_path / "mark"), batches=300))
        await until((tmp_path / "mark").exists)
        assert await desk.ask("echo", a=1) == {"a": 1}
        assert not work.done()
        assert await work == "whole"


async def test_the_process_keeps_to_the_back_seat(study):
    async with at(study) as desk:
        nice, threads, apart = await desk.ask("settings")
    assert nice >= min(19, os.nice(0) + 10) and threads == "1" and apart


async def test_a_study_that_is_replaced_under_it_is_told(study, tmp_path):
    async with at(study) as desk:
        assert await desk.ask("title") == "s"
        other = bench(tmp_path / "other.study")
        other.study.close()
        other.study.path.replace(study)
        with pytest.raises(StoreError, match="removed, moved or replaced"):
            await desk.ask("title")


async def test_a_study_that_is_removed_is_told_before_and_after_it_was_opened(study):
    async with at(study) as desk:
        away = study.rename(study.with_name("away.study"))
        with pytest.raises(StoreError, match="no study"):
            await desk.ask("title")
        away.rename(study)
        assert await desk.ask("title") == "s"
        study.rename(away)
        with pytest.raises(StoreError, match="removed, moved or replaced"):
            await desk.ask("title")


async def test_a_study_of_an_older_schema_is_brought_forward(study):
    connection = dialect.connect(study, timeout=5, writing=True)
    later = ("consensus_sources", "rulings", "openings", "asides", "merged_entries")
    for table in (*later, "decisions", "suggestion_requests", "suggestion_lists", "readings"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("DELETE FROM migrations WHERE number > 2")
    dialect.set_schema_version(connection, 2)
    connection.close()
    async with at(study) as desk:
        assert await desk.ask("title") == "s"
    with StudyFile.open(study) as opened:
        assert decisions.all(opened.reader) == []
    assert study.with_name("s.study.schema-2").exists()


CRASH = """
import asyncio, os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from tests.workbench.workflows.suggesting import making_workers
from workbench.workflows.suggesting.client import SuggestionDesk

async def main():
    desk = SuggestionDesk(Path(sys.argv[1]), words=making_workers.words(Path(sys.argv[1])))
    await desk.ask("echo")
    work = asyncio.ensure_future(desk.ask("sleep", seconds=300))
    await asyncio.sleep(0.3)
    sys.stdout.write(f"{desk.number}\\n")
    sys.stdout.flush()
    if sys.argv[2] == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if sys.argv[2] == "raise":
        raise RuntimeError("a fault of the screens")
    os._exit(3)

asyncio.run(main())
"""


@pytest.mark.parametrize("way", ["kill", "raise", "leave"])
def test_the_process_ends_with_the_screens_however_they_end(study, way):
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(study), way, str(ROOT)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST,
    )
    number = int(done.stdout)
    for _look in range(600):
        if not lives(number):
            return
        time.sleep(0.05)
    raise AssertionError("the process is still there")
