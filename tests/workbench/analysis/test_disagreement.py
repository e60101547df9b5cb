"""The list of disagreements: what is matched with what, and what it costs."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.coding import Stance
from transcripts.spans import Span
from workbench.analysis.columns import MISSING, STANCES, Codings
from workbench.analysis.disagreement import Disagreement, Kind, disagreements, tally

Row = tuple[int, int, int, int, int]  # transcript, coder, code, start, end
A, B = 0, 1
IMAGE, FEAR = 0, 1
PRO, CONTRA = STANCES.index(Stance.PRO), STANCES.index(Stance.CONTRA)


def codings_of(rows: list[Row], *, strength: list[int] | None = None, stance: list[int] | None = None) -> Codings:
    text, coder, code, start, end = ([row[at] for row in rows] for at in range(5))
    return Codings.build(
        transcript=text, coder=coder, code=code, start=start, end=end, strength=strength, stance=stance
    )


def listed(*rows: Row, **other: list[int]) -> list[Disagreement]:
    return disagreements(codings_of(list(rows), **other), [A, B])


def kinds(found: list[Disagreement]) -> list[tuple[Kind, int]]:
    return [(one.kind, one.cost) for one in found]


def test_the_same_code_on_the_same_words_is_no_disagreement() -> None:
    assert listed((0, A, IMAGE, 3, 9), (0, B, IMAGE, 3, 9)) == []


def test_a_passage_that_one_of_them_left_uncoded_is_missed() -> None:
    [one] = listed((2, A, IMAGE, 3, 9))
    assert one == Disagreement(Kind.MISSED, 2, (A, B), ((0,), ()), Span(3, 9), 6)


def test_another_code_on_overlapping_words_is_a_different_code() -> None:
    [one] = listed((0, B, FEAR, 5, 12), (0, A, IMAGE, 3, 9))
    assert one == Disagreement(Kind.DIFFERENT_CODE, 0, (A, B), ((1,), (0,)), Span(3, 12), 9)


def test_the_same_code_with_other_edges_is_a_different_boundary() -> None:
    [one] = listed((0, A, IMAGE, 0, 10), (0, B, IMAGE, 4, 12))
    assert (one.kind, one.cost, one.span) == (Kind.BOUNDARY, 6, Span(0, 12))


def test_a_code_beside_an_agreed_one_is_missed_and_not_a_different_code() -> None:
    found = listed((0, A, IMAGE, 0, 10), (0, B, IMAGE, 0, 10), (0, A, FEAR, 0, 10))
    assert kinds(found) == [(Kind.MISSED, 10)]


def test_cutting_the_same_words_into_more_codings_is_no_disagreement() -> None:
    assert listed((0, A, IMAGE, 0, 20), (0, B, IMAGE, 0, 12), (0, B, IMAGE, 12, 20)) == []


def test_pieces_under_one_long_coding_are_one_difference_of_boundary() -> None:
    [one] = listed((0, A, IMAGE, 0, 20), (0, B, IMAGE, 0, 8), (0, B, IMAGE, 12, 20))
    assert (one.kind, one.cost, one.codings) == (Kind.BOUNDARY, 4, ((0,), (1, 2)))


def test_touching_is_not_overlapping() -> None:
    assert kinds(listed((0, A, IMAGE, 0, 5), (0, B, FEAR, 5, 9))) == [(Kind.MISSED, 5), (Kind.MISSED, 4)]
    assert kinds(listed((0, A, IMAGE, 0, 5), (0, B, IMAGE, 5, 9))) == [(Kind.MISSED, 5), (Kind.MISSED, 4)]


def test_the_same_place_in_another_transcript_is_another_place() -> None:
    assert kinds(listed((0, A, IMAGE, 0, 5), (1, B, IMAGE, 0, 5))) == [(Kind.MISSED, 5), (Kind.MISSED, 5)]


def test_different_codes_are_paired_by_most_shared_characters() -> None:
    found = listed((0, A, IMAGE, 0, 20), (0, B, FEAR, 0, 4), (0, B, 2, 4, 20))
    assert [(one.kind, one.codings) for one in found] == [
        (Kind.MISSED, ((), (1,))),
        (Kind.DIFFERENT_CODE, ((0,), (2,))),
    ]


def test_stances_and_strengths_that_differ_are_listed() -> None:
    rows = ((0, A, IMAGE, 0, 10), (0, B, IMAGE, 0, 10))
    assert kinds(listed(*rows, stance=[PRO, CONTRA])) == [(Kind.STANCE, 10)]
    assert kinds(listed(*rows, strength=[1, 3])) == [(Kind.STRENGTH, 10)]
    assert kinds(listed(*rows, strength=[1, 3], stance=[PRO, CONTRA])) == [(Kind.STANCE, 10), (Kind.STRENGTH, 10)]


def test_what_one_of_them_did_not_set_is_no_difference_unless_the_other_says_contra() -> None:
    rows = ((0, A, IMAGE, 0, 10), (0, B, IMAGE, 0, 10))
    assert listed(*rows, strength=[MISSING, 3], stance=[PRO, MISSING]) == []
    assert kinds(listed(*rows, stance=[MISSING, CONTRA])) == [(Kind.STANCE, 10)]


def test_a_child_agrees_with_its_parent_at_the_level_of_the_parent() -> None:
    codings = codings_of([(0, A, IMAGE, 0, 9), (0, B, FEAR, 0, 9)])
    assert len(disagreements(codings, [A, B])) == 1
    assert disagreements(codings, [A, B], compared=np.array([IMAGE, IMAGE])) == []
    assert disagreements(codings, [A, B], compared=np.array([MISSING, MISSING])) == []


def test_three_coders_are_compared_two_by_two() -> None:
    found = disagreements(codings_of([(0, A, IMAGE, 0, 9), (0, B, IMAGE, 0, 9)]), [A, B, 2])
    assert [(one.kind, one.coders) for one in found] == [(Kind.MISSED, (A, 2)), (Kind.MISSED, (B, 2))]


def test_nothing_coded_is_nothing_to_differ_on() -> None:
    assert listed() == []


rows = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 2), st.integers(0, 20), st.integers(1, 8)).map(
        lambda row: (*row[:4], row[3] + row[4])
    ),
    max_size=16,
    unique=True,
)


@given(rows, st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_the_list_does_not_depend_on_the_order_of_codings_or_coders(given_rows: list[Row], chance: object) -> None:
    shuffled = list(given_rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    turned = disagreements(codings_of(shuffled), [B, A])

    def facts(found: list[Disagreement], order: list[Row], sides: tuple[int, int]) -> set[object]:
        return {
            (one.kind, one.span, one.cost, *(frozenset(order[row] for row in one.codings[side]) for side in sides))
            for one in found
        }

    straight = disagreements(codings_of(given_rows), [A, B])
    assert facts(straight, given_rows, (0, 1)) == facts(turned, shuffled, (1, 0))
    assert len(straight) == len(turned)


@given(rows)
@settings(max_examples=200, deadline=None)
def test_every_character_that_differs_is_paid_for_once(given_rows: list[Row]) -> None:
    """Misses, different codes and boundaries together cost every (code, character) that only one of them marked."""
    found = disagreements(codings_of(given_rows), [A, B])
    marks = [
        {(text, code, at) for text, who, code, start, end in given_rows if who == coder for at in range(start, end)}
        for coder in (A, B)
    ]
    apart = len(marks[0] ^ marks[1])
    paid = 0
    for one in found:
        if one.kind is Kind.DIFFERENT_CODE:
            paid += sum(
                len(set().union(*(range(given_rows[row][3], given_rows[row][4]) for row in side)))
                for side in one.codings
            )
        else:
            paid += one.cost
    assert paid == apart


@given(rows)
@settings(max_examples=100, deadline=None)
def test_a_coding_is_missed_or_a_different_code_at_most_once(given_rows: list[Row]) -> None:
    found = disagreements(codings_of(given_rows), [A, B])
    rows_used = [row for one in found for side in one.codings for row in side]
    assert len(rows_used) == len(set(rows_used))


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_name_to_show(kind: Kind) -> None:
    assert kind.text


@given(
    st.lists(
        st.tuples(
            *(st.integers(0, most) for most in (1, 3, 2, 20)),
            st.integers(1, 8),
            st.sampled_from([MISSING, 0, 3]),
            st.sampled_from([MISSING, PRO, CONTRA]),
        ),
        max_size=20,
    )
)
@settings(max_examples=300, deadline=None)
def test_the_tally_counts_what_the_list_would_hold(found: list[tuple[int, ...]]) -> None:
    made = codings_of(
        [(text, coder, code, start, start + length) for text, coder, code, start, length, *_values in found],
        strength=[one[5] for one in found],
        stance=[one[6] for one in found],
    )
    counted = tally(made, [A, B, 2, 3])
    assert counted == dict.fromkeys(Kind, 0) | Counter(one.kind for one in disagreements(made, [A, B, 2, 3]))
