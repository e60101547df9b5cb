"""Which codes go together, against comparing every two codings and looking at every unit."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from workbench.analysis import crossings
from workbench.analysis.columns import MISSING, BoolArray, Codings, Stretches
from workbench.analysis.cooccurrence import (
    Cooccurrence,
    Line,
    Relation,
    by_distance,
    by_overlap,
    by_participant,
    by_segment,
    cooccurrence,
    rows_behind,
)
from workbench.analysis.crossings import count_pairs, shared_units

CODES, TEXTS, TURNS, WIDTH = 4, 3, 5, 6
Row = tuple[int, int, int, int]  # transcript, code, start, length

rows = st.lists(
    st.tuples(
        st.integers(0, TEXTS - 1),
        st.integers(MISSING, CODES - 1),
        st.integers(0, TURNS * (WIDTH + 1) - 1),
        st.integers(1, 2 * WIDTH),
    ),
    max_size=12,
)


def coded(said: list[Row]) -> Codings:
    """Codings, nested and equal ones among them; a coding may reach beyond the last turn."""
    text, code, start, length = np.array(said, np.int64).reshape(-1, 4).T
    return Codings.build(transcript=text, code=code, start=start, end=start + length)


def turned(counts: list[int]) -> Stretches:
    """Turns of six characters with a line feed between them."""
    places = [(text, at * (WIDTH + 1)) for text, count in enumerate(counts) for at in range(count)]
    text, start = np.array(places, np.int64).reshape(-1, 2).T
    return Stretches.build(transcript=text, start=start, end=start + WIDTH)


def check(found: Cooccurrence, pairs: np.ndarray, units: list[set[int]], number: int) -> None:
    """Against the pairs counted one by one, and the set of codes that each unit carries."""
    assert found.count.tolist() == pairs.tolist()
    assert found.units == number == len(units)
    for a in range(CODES):
        for b in range(CODES):
            with_both = sum({a, b} <= held for held in units)
            with_either = sum(bool({a, b} & held) for held in units)
            assert found.both[a, b] == with_both
            wanted = with_both / with_either if with_either else np.nan
            assert found.jaccard[a, b] == pytest.approx(wanted, nan_ok=True)
            alone = sum(a in held for held in units) * sum(b in held for held in units)
            bits = np.log2(with_both * number / alone) if with_both else np.nan
            assert found.pmi[a, b] == pytest.approx(bits, nan_ok=True)


def pairs_by_hand(said: list[Row], together: "list[tuple[int, int]]") -> np.ndarray:
    counts = np.zeros((CODES, CODES), int)
    for one, other in together:
        a, b = said[one][1], said[other][1]
        if MISSING not in (a, b):
            counts[a, b] += 1
            counts[b, a] += a != b
    return counts


@given(rows)
@settings(max_examples=150)
def test_overlaps_are_what_comparing_every_two_codings_gives(said: list[Row]) -> None:
    together = [
        (i, j)
        for i, j in combinations(range(len(said)), 2)
        if said[i][0] == said[j][0] and said[i][2] < said[j][2] + said[j][3] and said[j][2] < said[i][2] + said[i][3]
    ]
    length = TURNS * (WIDTH + 1) + 2 * WIDTH
    units = [
        {code for text, code, start, long in said if text == place and start <= at < start + long}
        for place in range(TEXTS)
        for at in range(length)
    ]
    line = by_overlap(coded(said), TEXTS * length)
    check(cooccurrence(line, CODES), pairs_by_hand(said, together), units, TEXTS * length)
    behind(line, said, together)


def behind(line: Line, said: list[Row], together: list[tuple[int, int]]) -> None:
    for a in range(CODES):
        for b in range(CODES):
            first, second = rows_behind(line, a, b)
            assert {said[row][1] for row in first.tolist()} <= {a}
            assert {said[row][1] for row in second.tolist()} <= {b}
            wanted = sorted(
                tuple(sorted(pair)) for pair in together if sorted(said[x][1] for x in pair) == sorted((a, b))
            )
            found = zip(first.tolist(), second.tolist(), strict=True)
            assert sorted(tuple(sorted(pair)) for pair in found) == wanted


counts_of_turns = st.lists(st.integers(0, TURNS), min_size=TEXTS, max_size=TEXTS)


def turns_of(row: Row, counts: list[int]) -> set[int]:
    """Numbers of the turns that a coding shares a character with."""
    text, _, start, length = row
    return {
        turn
        for turn in range(counts[text])
        if start < turn * (WIDTH + 1) + WIDTH and turn * (WIDTH + 1) < start + length
    }


@given(rows, counts_of_turns, st.integers(0, 6))
@settings(max_examples=150)
def test_codings_within_some_turns_are_what_counting_turns_gives(
    said: list[Row], counts: list[int], within: int
) -> None:
    covered = [turns_of(row, counts) for row in said]
    together = [
        (i, j)
        for i, j in combinations(range(len(said)), 2)
        if said[i][0] == said[j][0] and any(abs(x - y) <= within for x in covered[i] for y in covered[j])
    ]
    windows = [
        {
            row[1]
            for row, mine in zip(said, covered, strict=True)
            if row[0] == text and mine & set(range(at, at + within + 1))
        }
        for text, count in enumerate(counts)
        for at in range(max(count - within, min(count, 1)))
    ]
    line = by_distance(coded(said), turned(counts), within)
    check(cooccurrence(line, CODES), pairs_by_hand(said, together), windows, len(windows))
    behind(line, said, together)


@given(rows, counts_of_turns)
@settings(max_examples=100)
def test_codes_on_the_same_segment_are_what_reading_every_segment_gives(said: list[Row], counts: list[int]) -> None:
    covered = [turns_of(row, counts) for row in said]
    units = [
        {row[1] for row, mine in zip(said, covered, strict=True) if row[0] == text and turn in mine}
        for text, count in enumerate(counts)
        for turn in range(count)
    ]
    both = np.array([[sum({a, b} <= held for held in units) for a in range(CODES)] for b in range(CODES)])
    line = by_segment(coded(said), turned(counts))
    found = cooccurrence(line, CODES)
    check(found, both, units, len(units))
    together = [
        (i, j) for i, j in combinations(range(len(said)), 2) if said[i][0] == said[j][0] and covered[i] & covered[j]
    ]
    behind(line, said, together)


@given(arrays(bool, st.tuples(st.just(CODES), st.integers(0, 7))))
def test_codes_of_the_same_participant_are_what_asking_every_participant_gives(present: BoolArray) -> None:
    units = [set(np.flatnonzero(mine).tolist()) for mine in present.T]
    both = np.array([[sum({a, b} <= held for held in units) for a in range(CODES)] for b in range(CODES)])
    found = by_participant(present)
    assert found.relation is Relation.PARTICIPANT
    check(found, both, units, len(units))


def test_touching_equal_and_nested_codings() -> None:
    """Two equal ones, one nested in them, one that touches them, one that begins where they do."""
    codings = Codings.build(
        transcript=[0] * 5, code=[0, 0, 1, 2, 3], start=[10, 10, 12, 20, 10], end=[20, 20, 15, 30, 12]
    )
    found = cooccurrence(by_overlap(codings, 100), 4)
    assert found.count.tolist() == [[1, 2, 0, 2], [2, 0, 0, 0], [0, 0, 0, 0], [2, 0, 0, 0]]
    assert found.both.diagonal().tolist() == [10, 3, 10, 2]


def test_the_same_place_in_two_transcripts_is_no_overlap() -> None:
    codings = Codings.build(transcript=[0, 1], code=[0, 1], start=[0, 0], end=[9, 9])
    assert not cooccurrence(by_overlap(codings, 18), 2).count.any()


def test_codes_may_be_counted_for_their_parents() -> None:
    codings = Codings.build(transcript=[0, 0, 0], code=[7, 8, 9], start=[0, 3, 4], end=[5, 9, 6])
    line = by_overlap(codings, 9, code=np.array([0, 1, MISSING]))
    assert cooccurrence(line, 2).count.tolist() == [[0, 1], [1, 0]]


@pytest.mark.parametrize("turns", [[], [0, 0, 0], [2, 1, 0]])
def test_without_codings_nothing_goes_together(turns: list[int]) -> None:
    nothing, stretches = coded([]), turned([*turns, 0, 0, 0][:TEXTS])
    for line in (by_overlap(nothing, 0), by_segment(nothing, stretches), by_distance(nothing, stretches, 2)):
        found = cooccurrence(line, CODES)
        assert not found.count.any() and not found.both.any()
        assert np.isnan(found.jaccard).all() and np.isnan(found.pmi).all()
        assert [len(column) for column in rows_behind(line, 0, 1)] == [0, 0]
    assert cooccurrence(by_overlap(nothing, 0), 0).count.shape == (0, 0)


@pytest.mark.parametrize("few", [0, 3, 10_000])
def test_portions_of_any_size_give_the_same_counts(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """Both ways of walking the followers, in portions of all sizes, against all pairs at once."""
    random = np.random.default_rng(3)
    kind, start = random.integers(0, 5, 400), random.integers(0, 3_000, 400)
    end = start + random.integers(0, 90, 400)
    meets = (start[:, None] < end) & (start < end[:, None]) & (end > start) & (end > start)[:, None]
    pairs = np.argwhere(np.triu(meets, 1))
    wanted = np.zeros((5, 5), int)
    lengths = np.zeros((5, 5), int)
    for i, j in pairs.tolist():
        shared = min(end[i], end[j]) - max(start[i], start[j])
        for a, b in {(kind[i], kind[j]), (kind[j], kind[i])}:
            wanted[a, b] += 1
            lengths[a, b] += shared
    np.fill_diagonal(lengths, np.bincount(kind, weights=end - start))
    monkeypatch.setattr(crossings, "_FEW", few)
    for name, size in (("_ROWS_AT_ONCE", 64), ("_PAIRS_AT_ONCE", 17)):
        monkeypatch.setattr(crossings, name, size)
    assert count_pairs(kind, start, end, 5).tolist() == wanted.tolist()
    assert shared_units(kind, start, end, 5).tolist() == lengths.tolist()


def test_one_coding_of_everything_does_not_copy_all_its_pairs_at_once() -> None:
    start = np.arange(50_000)
    kind = np.append(np.ones(50_000, int), 0)
    found = count_pairs(kind, np.append(start, 0), np.append(start + 1, 50_000), 2)
    assert found.tolist() == [[0, 50_000], [50_000, 0]]
