"""Cases of any number of coders: who holds which position, what is agreed, and what differing costs."""

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codebook.coding import Stance
from tests.workbench.analysis.slow_cases import Row, slow_cases
from transcripts.spans import Span
from workbench.analysis.cases import Agreed, Case, Cases, Kind, Position, cases
from workbench.analysis.columns import MISSING, STANCES, BoolArray, Codings

A, B, C, D = range(4)
IMAGE, FEAR, TONE = range(3)
PRO, CONTRA, MIXED = (STANCES.index(one) for one in (Stance.PRO, Stance.CONTRA, Stance.MIXED))


def coding(
    coder: int, code: int, start: int, end: int, *, text: int = 0, strength: int = MISSING, stance: int = MISSING
) -> Row:
    return text, coder, code, start, end, strength, stance


def codings_of(rows: list[Row]) -> Codings:
    columns = [[row[at] for row in rows] for at in range(7)]
    names = ("transcript", "coder", "code", "start", "end", "strength", "stance")
    return Codings.build(**dict(zip(names, columns, strict=True)))


def found(*rows: Row, coders: int = 3, **other: object) -> Cases:
    return cases(codings_of(list(rows)), range(coders), **other)  # type: ignore[arg-type]


def one_case(*rows: Row, coders: int = 3, **other: object) -> Case:
    [case] = found(*rows, coders=coders, **other).cases
    return case


def held(case: Case) -> list[tuple[int, ...]]:
    return [position.coders for position in case.positions]


def test_what_all_mark_alike_is_agreed_and_no_case() -> None:
    marks = found(*(coding(who, IMAGE, 3, 9) for who in (B, A, C)))
    assert marks == Cases([], [Agreed(0, IMAGE, Span(3, 9), (1, 0, 2))])


def test_what_two_of_three_mark_is_missed_by_the_third_and_held_by_a_majority() -> None:
    case = one_case(coding(A, IMAGE, 3, 9), coding(C, IMAGE, 3, 9))
    assert case == Case(
        (Kind.MISSED,), 0, Span(3, 9), (IMAGE,), (Position((A, C), (0, 1)), Position((B,), ())), 6, 0, (6,)
    )
    assert case.rows == (0, 1)


def test_nothing_can_be_the_position_of_the_majority() -> None:
    case = one_case(coding(B, IMAGE, 3, 9))
    assert case.positions == (Position((A, C), ()), Position((B,), (0,)))
    assert case.majority == 0


def test_half_is_no_majority() -> None:
    assert one_case(coding(A, IMAGE, 3, 9), coding(B, IMAGE, 3, 9), coders=4).majority is None
    assert one_case(coding(A, IMAGE, 3, 9), coders=2).majority is None


def test_who_has_not_read_the_text_holds_no_position() -> None:
    read = np.array([[True, True, False]])
    rows = (coding(A, IMAGE, 3, 9), coding(B, IMAGE, 3, 9))
    assert found(*rows, read=read) == Cases([], [Agreed(0, IMAGE, Span(3, 9), (0, 1))])
    assert held(one_case(rows[0], read=read)) == [(A,), (B,)]


def test_codings_on_a_text_that_their_coder_is_not_done_with_do_not_count() -> None:
    read = np.array([[True, True, False]])
    rows = (coding(A, IMAGE, 0, 9), coding(B, IMAGE, 0, 9), coding(C, IMAGE, 5, 14))
    assert found(*rows, read=read).cases == []
    assert held(one_case(*rows)) == [(A, B), (C,)]


def test_a_text_that_fewer_than_two_have_read_has_neither_cases_nor_agreement() -> None:
    read = np.array([[True, False, False], [False, False, False], [False, True, True]])
    rows = [coding(A, IMAGE, 0, 9, text=text) for text in range(3)]
    assert found(*rows, read=read) == Cases([], [])
    assert found(*rows, coding(B, IMAGE, 0, 9, text=2), read=read).cases[0].transcript == 2


def test_three_codes_on_one_passage_are_one_case_with_three_positions() -> None:
    case = one_case(coding(A, IMAGE, 0, 10), coding(B, FEAR, 2, 10), coding(C, TONE, 0, 12))
    assert (case.kind, case.kinds) == (Kind.DIFFERENT_CODE, (Kind.DIFFERENT_CODE,))
    assert (case.codes, case.span, case.cost, case.majority) == ((IMAGE, FEAR, TONE), Span(0, 12), 12, None)
    assert held(case) == [(A,), (B,), (C,)]


def test_two_against_one_on_another_code_is_a_majority_of_two() -> None:
    case = one_case(coding(A, FEAR, 0, 10), coding(B, IMAGE, 0, 10), coding(C, IMAGE, 0, 10))
    assert (case.kinds, held(case), case.majority) == ((Kind.DIFFERENT_CODE,), [(B, C), (A,)], 0)


def test_another_code_and_nothing_are_both_said() -> None:
    case = one_case(coding(A, IMAGE, 0, 10), coding(B, FEAR, 0, 10))
    assert case.kinds == (Kind.DIFFERENT_CODE, Kind.MISSED)
    assert held(case) == [(A,), (B,), (C,)]
    assert case.positions[2].rows == ()


def test_a_coder_who_gave_both_codes_keeps_them_apart() -> None:
    listed = found(*(coding(*mark, 0, 10) for mark in ((A, IMAGE), (A, FEAR), (B, IMAGE), (C, FEAR)))).cases
    assert [(case.codes, held(case)) for case in listed] == [((IMAGE,), [(A, B), (C,)]), ((FEAR,), [(A, C), (B,)])]


def test_a_boundary_costs_the_characters_that_not_all_marked() -> None:
    case = one_case(coding(A, IMAGE, 0, 10), coding(B, IMAGE, 4, 12), coding(C, IMAGE, 4, 12))
    assert (case.kinds, case.cost, held(case), case.majority) == ((Kind.BOUNDARY,), 6, [(B, C), (A,)], 0)


def test_a_chain_whose_ends_do_not_meet_is_one_case() -> None:
    case = one_case(coding(A, IMAGE, 0, 6), coding(B, IMAGE, 4, 10), coding(C, IMAGE, 8, 14))
    assert (case.kinds, case.cost, case.span) == ((Kind.BOUNDARY,), 14, Span(0, 14))


def test_boundary_and_stance_of_one_group_are_one_case_whose_cost_counts_a_character_once() -> None:
    case = one_case(coding(A, IMAGE, 0, 10, stance=PRO), coding(B, IMAGE, 4, 12, stance=CONTRA), coders=2)
    assert (case.kinds, case.costs, case.cost) == ((Kind.BOUNDARY, Kind.STANCE), (6, 6), 12)


def test_stance_costs_only_where_two_who_differ_in_it_meet() -> None:
    marks = (
        coding(A, IMAGE, 0, 6, stance=PRO),
        coding(B, IMAGE, 4, 10, stance=PRO),
        coding(C, IMAGE, 8, 14, stance=MIXED),
    )
    assert dict(zip((case := one_case(*marks)).kinds, case.costs, strict=True)) == {Kind.BOUNDARY: 14, Kind.STANCE: 2}


def test_two_who_do_not_meet_and_differ_in_stance_only_beside_others_are_still_apart() -> None:
    case = one_case(
        coding(A, IMAGE, 0, 6, stance=PRO),
        coding(B, IMAGE, 4, 10),
        coding(C, IMAGE, 8, 14, stance=MIXED),
    )
    assert case.kinds == (Kind.BOUNDARY,)
    assert held(case) == [(A,), (B,), (C,)]


def test_what_is_not_set_counts_as_the_one_answer_that_it_does_not_differ_from() -> None:
    rows = (coding(A, IMAGE, 0, 9, stance=PRO), coding(B, IMAGE, 0, 9, strength=2), coding(C, IMAGE, 0, 9))
    assert len(found(*rows).agreed) == 1
    against = one_case(*rows, coding(D, IMAGE, 0, 9, stance=CONTRA), coders=4)
    assert (against.kinds, held(against), against.majority) == ((Kind.STANCE,), [(A, B, C), (D,)], 0)


def test_what_is_not_set_stays_by_itself_between_two_answers() -> None:
    rows = (coding(A, IMAGE, 0, 9, stance=PRO), coding(B, IMAGE, 0, 9), coding(C, IMAGE, 0, 9, stance=MIXED))
    assert held(one_case(*rows)) == [(A,), (B,), (C,)]
    strengths = (coding(A, IMAGE, 0, 9, strength=1), coding(B, IMAGE, 0, 9), coding(C, IMAGE, 0, 9, strength=3))
    assert held(one_case(*strengths)) == [(A,), (B,), (C,)]


def test_not_set_and_contra_differ() -> None:
    case = one_case(*(coding(who, IMAGE, 0, 9) for who in (A, B)), coding(C, IMAGE, 0, 9, stance=CONTRA))
    assert (case.kinds, held(case), case.majority) == ((Kind.STANCE,), [(A, B), (C,)], 0)


def test_nested_and_cut_codings_of_the_same_code_are_one_answer() -> None:
    nested = (coding(A, IMAGE, 0, 20), coding(A, IMAGE, 5, 9), coding(B, IMAGE, 0, 20), coding(C, IMAGE, 0, 20))
    assert found(*nested).agreed == [Agreed(0, IMAGE, Span(0, 20), (0, 1, 2, 3))]
    cut = (*(coding(A, IMAGE, at, at + 5) for at in (0, 5, 10)), coding(B, IMAGE, 0, 15), coding(C, IMAGE, 0, 15))
    assert found(*cut).agreed == [Agreed(0, IMAGE, Span(0, 15), (0, 1, 2, 3, 4))]


def test_stances_of_one_coder_on_overlapping_codings_are_taken_together() -> None:
    rows = (coding(A, IMAGE, 0, 9, stance=PRO), coding(A, IMAGE, 3, 6), coding(B, IMAGE, 0, 9, stance=PRO))
    assert len(found(*rows, coders=2).agreed) == 1
    both = one_case(*rows, coding(B, IMAGE, 2, 4, stance=CONTRA), coders=2)
    assert (both.kinds, both.cost) == ((Kind.STANCE,), 9)


def test_touching_codings_of_one_code_are_cases_of_their_own() -> None:
    listed = found(coding(A, IMAGE, 0, 5), coding(B, IMAGE, 5, 9), coders=2).cases
    assert [(case.span, case.kind) for case in listed] == [(Span(0, 5), Kind.MISSED), (Span(5, 9), Kind.MISSED)]


def test_codes_that_are_not_compared_play_no_part() -> None:
    rows = (coding(A, IMAGE, 0, 10), coding(B, FEAR, 0, 10), coding(B, TONE, 0, 10))
    compared = np.array([0, MISSING, 0])
    assert found(*rows, coders=2, compared=compared) == Cases([], [Agreed(0, 0, Span(0, 10), (0, 2))])
    assert found(*rows, coders=2, compared=np.full(3, MISSING)) == Cases([], [])


@pytest.mark.parametrize("coders", [[], [A], [A, B], [C, A, B]])
def test_no_codings_and_no_transcripts_have_no_cases(coders: list[int]) -> None:
    assert cases(codings_of([]), coders) == Cases([], [])
    assert cases(codings_of([]), coders, read=np.zeros((0, len(coders)), bool)) == Cases([], [])


def test_one_coder_has_nobody_to_differ_from() -> None:
    assert cases(codings_of([coding(A, IMAGE, 0, 9)]), [A]) == Cases([], [])


def test_more_coders_than_bits_of_a_number_are_compared() -> None:
    rows = [coding(who, IMAGE if who % 2 else FEAR, 0, 9) for who in range(150)]
    [case] = cases(codings_of(rows), range(150)).cases
    assert (case.kinds, [len(position.coders) for position in case.positions]) == ((Kind.DIFFERENT_CODE,), [75, 75])


marks = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.integers(0, 3),
        st.integers(0, 2),
        st.integers(0, 12),
        st.integers(1, 6),
        st.sampled_from([MISSING, MISSING, 0, 1, 3]),
        st.sampled_from([MISSING, MISSING, PRO, CONTRA, MIXED]),
    ).map(lambda row: (*row[:4], row[3] + row[4], *row[5:])),
    max_size=18,
)
reading = st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=2, max_size=2).map(np.array)


@given(marks, reading)
@settings(max_examples=400, deadline=None)
def test_cases_are_those_found_character_by_character(rows: list[Row], read: BoolArray) -> None:
    for mask in (read, np.ones((2, 4), bool)):
        result = cases(codings_of(rows), range(4), read=mask)
        wanted = slow_cases(rows, mask)
        told = [
            (
                case.transcript,
                (case.span.start, case.span.end),
                case.codes,
                {(position.coders, position.rows) for position in case.positions},
                dict(zip(map(str, case.kinds), case.costs, strict=True)),
                case.cost,
            )
            for case in result.cases
        ]
        assert sorted(told, key=repr) == sorted(wanted.cases, key=repr)
        agreed = [(one.transcript, one.code, (one.span.start, one.span.end), set(one.rows)) for one in result.agreed]
        assert sorted(agreed, key=repr) == sorted(wanted.agreed, key=repr)


@given(marks, reading)
@settings(max_examples=200, deadline=None)
def test_every_coding_that_counts_is_in_one_case_or_agreed_and_every_reader_holds_one_position(
    rows: list[Row], read: BoolArray
) -> None:
    result = cases(codings_of(rows), range(4), read=read)
    used = [row for case in result.cases for row in case.rows] + [row for one in result.agreed for row in one.rows]
    count = [at for at, row in enumerate(rows) if read[row[0], row[1]] and read[row[0]].sum() > 1]
    assert sorted(used) == count
    for case in result.cases:
        everyone = sorted(who for position in case.positions for who in position.coders)
        assert everyone == np.flatnonzero(read[case.transcript]).tolist()
        assert len(case.positions) > 1
        sizes = [(-len(position.coders), position.coders) for position in case.positions]
        assert sizes == sorted(sizes)
        assert (case.majority is not None) == (2 * len(case.positions[0].coders) > len(everyone))
        assert 0 < max(case.costs) <= case.cost


@given(marks, reading, st.permutations(range(4)))
@settings(max_examples=200, deadline=None)
def test_the_order_and_the_numbers_of_coders_make_no_difference(
    rows: list[Row], read: BoolArray, names: list[int]
) -> None:
    straight = cases(codings_of(rows), range(4), read=read)
    assert cases(codings_of(rows), names, read=read[:, names]) == straight
    renamed = [(row[0], names[row[1]], *row[2:]) for row in rows]
    other = cases(codings_of(renamed), names, read=read)
    assert [(case.span, case.codes, case.kinds, case.costs) for case in straight.cases] == [
        (case.span, case.codes, case.kinds, case.costs) for case in other.cases
    ]
    for one, two in zip(straight.cases, other.cases, strict=True):
        holders = {(frozenset(names[who] for who in at.coders), frozenset(at.rows)) for at in one.positions}
        assert holders == {(frozenset(at.coders), frozenset(at.rows)) for at in two.positions}


def test_positions_of_a_case_do_not_depend_on_the_order_of_equal_coders() -> None:
    rows = [coding(A, IMAGE, 0, 8), coding(B, FEAR, 2, 8), coding(C, TONE, 1, 9)]
    first = one_case(*rows)
    for order in permutations(range(3)):
        shuffled = [rows[at] for at in order]
        case = one_case(*shuffled)
        assert [(at.coders, [shuffled[row] for row in at.rows]) for at in case.positions] == [
            (at.coders, [rows[row] for row in at.rows]) for at in first.positions
        ]


@given(marks)
@settings(max_examples=100, deadline=None)
def test_what_two_coders_differ_on_is_not_touched_by_the_codings_of_others(rows: list[Row]) -> None:
    for pair in combinations(range(4), 2):
        mine = [row for row in rows if row[1] in pair]
        places = [at for at, row in enumerate(rows) if row[1] in pair]
        alone, among = cases(codings_of(mine), pair), cases(codings_of(rows), pair)
        assert [[places[row] for row in case.rows] for case in alone.cases] == [list(case.rows) for case in among.cases]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_name_to_show(kind: Kind) -> None:
    assert kind.text
