"""The order of quotations: reasons that can be read, and turns that are taken."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.telling import LONGEST, SHORTEST, balanced, score, together


@pytest.mark.parametrize(("words", "length"), [(SHORTEST, 1), (LONGEST, 1), (30, 1), (6, 0.5), (120, 0.5), (0, 0)])
def test_neither_a_scrap_nor_a_page_is_best(words, length):
    assert score(words=words, strength=None, coders=1, readers=1, share=0).length == length


def test_the_score_is_the_mean_of_its_parts():
    told = score(words=6, strength=3, coders=1, readers=2, share=0.25)
    assert (told.length, told.strength, told.agreement, told.share) == (0.5, 1, 0.5, 0.75)
    assert told.value == pytest.approx(2.75 / 4)


def test_what_is_not_known_is_left_out_and_never_counts_as_nothing():
    told = score(words=30, strength=None, coders=1, readers=1, share=0)
    assert (told.strength, told.agreement) == (None, None)
    assert told.value == 1


def test_participants_take_turns_best_first():
    assert balanced(list("abcdef"), list("11121 3".replace(" ", "")), most=0) == ["a", "d", "f", "b", "c", "e"]
    assert balanced(list("abcdef"), list("111213"), each=1) == ["a", "d", "f"]
    assert balanced(list("abcdef"), list("111213"), most=4, each=2) == ["a", "d", "f", "b"]
    assert balanced([], []) == []


@given(st.lists(st.integers(0, 4), max_size=30), st.integers(0, 10), st.integers(0, 4))
def test_nobody_is_two_turns_ahead(who, most, each):
    passages = list(range(len(who)))
    chosen = balanced(passages, who, most=most, each=each)
    assert len(chosen) == len(set(chosen))
    counts, all_of = Counter(who[one] for one in chosen), Counter(who)
    for person, count in counts.items():
        assert not each or count <= each
        for other in all_of:
            room = min(all_of[other], each or len(who))
            assert counts[other] >= min(room, count - 1), (person, other)
    assert not most or len(chosen) <= most


def test_spans_of_different_coders_that_share_half_of_the_shorter_one_are_one_passage():
    spans = [(0, 10, "MA"), (2, 8, "JT"), (9, 20, "JT"), (30, 40, "MA"), (30, 40, "XX"), (36, 60, "JT")]
    assert together(spans) == [[0, 1], [2], [3, 4], [5]]


def test_one_coder_never_stands_twice_in_a_passage():
    assert together([(0, 10, "MA"), (0, 10, "MA")]) == [[0], [1]]
    assert together([]) == []
