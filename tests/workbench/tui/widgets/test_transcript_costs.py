"""PERFORMANCE T1, T2 and T6 as tests: counts, the same on every machine; the benchmark measures the rest."""

import functools

import pytest

from tests.benchmarks.bench_transcript_view import SIZE, Corpus, Cost, corpus, key_cost, mark_cost

CASES = [(10_000, 50), (10_000, 5_000), (1_000_000, 5_000)]
ROWS = SIZE[1]


@functools.cache
def held(words: int, spans: int, words_in_sentence: int = 0) -> Corpus:
    return corpus(words, spans, words_in_sentence=words_in_sentence)


async def cost(words: int, spans: int, key: str, before: str = "") -> Cost:
    return await key_cost(held(words, spans), key, before=before, presses=5)


@pytest.mark.parametrize(("words", "spans"), CASES)
async def test_a_key_that_moves_by_word_draws_two_lines_at_most(words: int, spans: int) -> None:
    moved = await cost(words, spans, "right", before="down")
    assert 1 <= moved.drawn <= 2
    assert moved.calls <= 3000


@pytest.mark.parametrize(("words", "spans"), CASES)
async def test_a_key_that_moves_by_sentence_draws_the_lines_of_two_sentences(words: int, spans: int) -> None:
    moved = await cost(words, spans, "down")
    assert 2 <= moved.drawn <= 4
    assert moved.calls <= 3000


async def test_a_sentence_of_one_line_costs_two_lines() -> None:
    moved = await key_cost(held(10_000, 5_000, 10), "down")
    assert moved.drawn == 2


async def test_where_every_line_lies_under_a_hundred_codings_a_key_stays_cheap() -> None:
    moved, paged = await cost(10_000, 50_000, "down"), await cost(10_000, 50_000, "pagedown")
    assert moved.calls <= 4000
    assert paged.drawn <= ROWS
    assert paged.calls <= 1200 * ROWS


@pytest.mark.parametrize(("words", "spans"), CASES)
async def test_a_page_draws_each_row_once(words: int, spans: int) -> None:
    paged = await cost(words, spans, "pagedown")
    assert paged.drawn <= ROWS
    assert paged.calls <= 500 * ROWS


async def test_a_hundred_times_the_text_costs_no_more_per_key() -> None:
    small, large = await cost(10_000, 50, "down"), await cost(1_000_000, 50_000, "down")
    assert large.calls <= 1.10 * small.calls
    small, large = await cost(10_000, 50, "pagedown"), await cost(1_000_000, 50_000, "pagedown")
    assert large.calls <= 1.20 * small.calls


@pytest.mark.parametrize(("words", "spans"), CASES)
async def test_adding_and_removing_a_coding_draws_its_own_lines_only(words: int, spans: int) -> None:
    added, removed, lines = await mark_cost(held(words, spans))
    assert added.drawn == removed.drawn == lines
    assert added.calls <= 3000
    assert removed.calls <= 3000
