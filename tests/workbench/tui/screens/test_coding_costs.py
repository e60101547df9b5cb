"""PERFORMANCE T1, T2 and T6 on the whole coding screen: counts; the benchmark of the same name has more of them."""

from pathlib import Path

import pytest

from tests.benchmarks.bench_coding_screen import BUSY, DEEP_PAGE, PAGE, QUIET, ROWS, STATEMENTS, act_costs, key_cost
from tests.benchmarks.bench_coding_screen import study as make


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("studies")


@pytest.fixture(scope="module")
def few(folder: Path) -> Path:
    """Fifty codings."""
    return make(folder / "few.study", 10_000, 50)


@pytest.fixture(scope="module")
def dense(folder: Path) -> Path:
    """Five thousand codings, six on every sentence."""
    return make(folder / "dense.study", 10_000, 5_000, long=3)


@pytest.fixture(scope="module")
def pile(folder: Path) -> Path:
    """Five thousand codings on the first eighty sentences: up to thousands on one."""
    return make(folder / "pile.study", 10_000, 5_000, long=60, among=20)


async def test_a_key_that_moves_by_word_draws_two_lines_and_nothing_else(few: Path) -> None:
    cost = await key_cost(few, "right", before=("down",))
    assert set(cost.drawn) == {"transcript"}
    assert 1 <= cost.most <= 2
    assert cost.calls <= QUIET


async def test_a_key_that_moves_by_sentence_draws_no_part_of_the_screen_that_stays_as_it_is(few: Path) -> None:
    cost = await key_cost(few, "down")
    assert set(cost.drawn) <= {"transcript", "passage"}
    assert cost.calls <= QUIET


@pytest.mark.parametrize(("codings", "calls"), [(50, QUIET), (5_000, BUSY)])
async def test_a_sentence_of_one_line_costs_two_lines(folder: Path, codings: int, calls: int) -> None:
    cost = await key_cost(make(folder / f"lines{codings}.study", 10_000, codings, turn=1), "down")
    assert cost.most <= 2
    assert cost.calls <= calls


async def test_codings_that_overlap_cost_what_the_passage_pane_shows_of_them(dense: Path, pile: Path) -> None:
    assert (await key_cost(dense, "down")).calls <= BUSY
    assert (await key_cost(pile, "down")).calls <= BUSY
    assert (await key_cost(pile, "right", before=("down",))).calls <= QUIET


async def test_a_page_draws_each_row_once(few: Path, dense: Path) -> None:
    for path in (few, dense):
        paged = await key_cost(path, "pagedown")
        assert paged.most <= ROWS
        assert paged.calls <= PAGE


async def test_a_page_under_eighty_codings_a_line_stays_cheap(folder: Path) -> None:
    paged = await key_cost(make(folder / "deep.study", 10_000, 5_000, long=40), "pagedown")
    assert paged.most <= ROWS
    assert paged.calls <= DEEP_PAGE


async def test_ten_times_the_text_and_a_hundred_times_the_codings_cost_no_more_per_key(few: Path, folder: Path) -> None:
    large = make(folder / "large.study", 100_000, 5_000)
    for key, most in (("down", 1.10), ("pagedown", 1.20)):
        assert (await key_cost(large, key)).calls <= most * (await key_cost(few, key)).calls


async def test_a_coding_costs_its_own_lines_one_commit_and_the_same_sql_however_many_there_are(
    few: Path, dense: Path
) -> None:
    for path in (few, dense):
        for act, cost in zip(("added", "removed"), await act_costs(path), strict=True):
            assert cost.drawn == cost.lines
            assert cost.statements == STATEMENTS[act]
            assert cost.commits == 1
