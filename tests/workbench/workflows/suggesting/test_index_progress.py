"""How long the rest takes is told from what was read so far."""

import pytest

from workbench.workflows.suggesting.index_progress import Progress, remaining


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def watched(clock: Clock, **waiting: tuple[int, float]) -> tuple[Progress, list[tuple[int, int, str]]]:
    told: list[tuple[int, int, str]] = []
    return Progress(lambda *now: told.append(now), waiting, clock), told


def test_what_is_left_goes_by_the_measured_pace() -> None:
    clock = Clock()
    progress, _told = watched(clock, words=(100, 1.0), sentences=(10, 2.0))
    assert progress.left == 120
    progress.begin("words")
    clock.now = 5
    progress.more("words", 50)
    assert progress.left == pytest.approx(50 * 0.1 + 20)


def test_time_that_a_watcher_takes_is_not_reading() -> None:
    clock = Clock()

    def slow(done: int, total: int, what: str) -> None:
        clock.now += 1_000

    progress = Progress(slow, {"words": (100, 1.0)}, clock)
    progress.begin("words")
    for _batch in range(2):
        clock.now += 1
        progress.more("words", 10)
    assert progress.left == pytest.approx(8)


def test_a_job_without_segments_is_not_told_of() -> None:
    progress, told = watched(Clock(), words=(0, 1.0), sentences=(3, 1.0))
    progress.begin("words")
    progress.begin("sentences")
    progress.more("sentences", 3)
    assert told == [(0, 3, "sentences"), (3, 3, "sentences")]
    assert progress.waiting == 0


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        (0, ""),
        (9, ""),
        (30, "Less than a minute is left."),
        (70, "About 1 minute is left."),
        (300, "About 5 minutes are left."),
    ],
)
def test_the_rest_is_told_roughly(seconds: float, sentence: str) -> None:
    assert remaining(seconds) == sentence
