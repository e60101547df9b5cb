"""Spans of two coders matched one to one."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.matching import Spans, candidates, match

Row = tuple[int, int, int]  # group, start, end


def spans(rows: list[Row]) -> Spans:
    group, start, end = (np.array([row[at] for row in rows], np.int64) for at in range(3))
    return Spans.build(group, start, end)


def told(first: list[Row], second: list[Row], share: float) -> list[tuple[Row, Row]]:
    left, right = spans(first), spans(second)
    rows = [[(int(g), int(s), int(e)) for g, s, e in zip(o.group, o.start, o.end, strict=True)] for o in (left, right)]
    return [(rows[0][i], rows[1][j]) for i, j in zip(*match(left, right, share), strict=True)]


def shared(one: Row, two: Row) -> int:
    return max(0, min(one[2], two[2]) - max(one[1], two[1])) if one[0] == two[0] else 0


def meets(one: Row, two: Row, share: float) -> bool:
    extent = max(one[2], two[2]) - min(one[1], two[1])
    return shared(one, two) > 0 and shared(one, two) + 1e-9 >= share * extent


def best_by_trying(first: list[Row], second: list[Row], share: float) -> tuple[int, int]:
    """Most spans, then most characters, over every way to match."""
    near = [(one, two) for one, two in product(sorted(set(first)), sorted(set(second))) if meets(one, two, share)]
    best = (0, 0)
    for size in range(1, min(len(set(first)), len(set(second))) + 1):
        for chosen in combinations(near, size):
            if len({one for one, _two in chosen}) == len({two for _one, two in chosen}) == size:
                best = max(best, (size, sum(shared(*pair) for pair in chosen)))
    return best


def test_two_spans_that_share_exactly_enough_are_matched() -> None:
    assert told([(0, 0, 20)], [(0, 1, 20)], 0.95) == [((0, 0, 20), (0, 1, 20))]
    assert told([(0, 0, 20)], [(0, 2, 20)], 0.95) == []


def test_touching_spans_and_spans_of_other_groups_never_match() -> None:
    assert told([(0, 0, 5)], [(0, 5, 9)], 0) == []
    assert told([(0, 0, 5)], [(1, 0, 5)], 0) == []


def test_a_span_that_several_meet_is_matched_once_with_the_one_that_shares_most() -> None:
    pieces: list[Row] = [(0, 0, 4), (0, 4, 14), (0, 14, 20)]
    assert told(pieces, [(0, 0, 20)], 0) == [((0, 4, 14), (0, 0, 20))]
    assert told([(0, 0, 20)], pieces, 0) == [((0, 0, 20), (0, 4, 14))]


def test_more_matches_win_over_more_characters() -> None:
    """Greedily, the two long spans would be matched first and leave the short ones alone."""
    first, second = [(0, 0, 10), (0, 9, 100)], [(0, 8, 90), (0, 92, 99)]
    assert told(first, second, 0) == [((0, 0, 10), (0, 8, 90)), ((0, 9, 100), (0, 92, 99))]


def test_the_same_stretch_given_twice_is_one_span() -> None:
    assert len(spans([(0, 3, 9), (0, 3, 9), (1, 3, 9)])) == 2


@pytest.mark.parametrize("share", [0, 0.5, 1])
def test_nothing_matches_nothing(share: float) -> None:
    assert told([], [], share) == told([(0, 0, 5)], [], share) == told([], [(0, 0, 5)], share) == []


rows = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 9), st.integers(1, 6)).map(lambda r: (r[0], r[1], r[1] + r[2])),
    max_size=5,
)


@given(rows, rows, st.sampled_from([0, 0.3, 0.5, 1]))
@settings(max_examples=300, deadline=None)
def test_the_match_is_the_best_of_all(first: list[Row], second: list[Row], share: float) -> None:
    found = told(first, second, share)
    assert all(meets(*pair, share) for pair in found)
    assert len({one for one, _two in found}) == len({two for _one, two in found}) == len(found)
    assert (len(found), sum(shared(*pair) for pair in found)) == best_by_trying(first, second, share)


@given(rows, rows, st.sampled_from([0, 0.3, 0.5, 1]))
@settings(max_examples=200, deadline=None)
def test_candidates_are_all_pairs_that_meet_each_once(first: list[Row], second: list[Row], share: float) -> None:
    left, right, common = candidates(spans(first), spans(second), share)
    wanted = [(one, two) for one in sorted(set(first)) for two in sorted(set(second)) if meets(one, two, share)]
    assert len(set(zip(left.tolist(), right.tolist(), strict=True))) == len(left) == len(wanted)
    assert sorted(common.tolist()) == sorted(shared(*pair) for pair in wanted)
