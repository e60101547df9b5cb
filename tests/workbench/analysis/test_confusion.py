"""Which codes coders confuse, and the passages behind each cell."""

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcripts.spans import Span
from workbench.analysis.columns import MISSING, BoolArray, Codings
from workbench.analysis.confusion import Confusion, Passage, confusion, passages

Row = tuple[int, int, int, int, int]  # transcript, coder, code, start, end
A, B, C, NOTHING = 0, 1, 2, 3


def codings_of(rows: list[Row]) -> Codings:
    columns = [[row[at] for row in rows] for at in range(5)]
    return Codings.build(transcript=columns[0], coder=columns[1], code=columns[2], start=columns[3], end=columns[4])


def options(coders: int, texts: int = 2, read: BoolArray | None = None) -> dict[str, Any]:
    return {"theme_of": np.arange(3), "themes": 3, "read": np.ones((texts, coders), bool) if read is None else read}


def confused(*rows: Row, coders: int = 2) -> Confusion:
    return confusion(codings_of(list(rows)), range(coders), **options(coders))


def behind(*rows: Row, cell: tuple[int, int], coders: int = 2) -> list[Passage]:
    return passages(codings_of(list(rows)), range(coders), cell=cell, **options(coders))


def test_characters_are_counted_by_what_either_gave() -> None:
    found = confused((0, 0, A, 0, 10), (0, 1, B, 4, 12))
    assert found.pairs[0, 1].tolist() == [[0, 6, 0, 4], [0, 0, 0, 0], [0, 0, 0, 0], [0, 2, 0, 0]]
    assert found.characters.tolist() == [[0, 3, 0, 2], [3, 0, 0, 1], [0, 0, 0, 0], [2, 1, 0, 0]]
    assert found.stretches.tolist() == [[0, 1, 0, 1], [1, 0, 0, 1], [0, 0, 0, 0], [1, 1, 0, 0]]


def test_what_both_gave_is_agreement_and_confused_with_nothing_else() -> None:
    rows: tuple[Row, ...] = tuple((0, who, code, 0, 10) for who in (0, 1) for code in (A, B))
    assert confused(*rows).pairs[0, 1].tolist() == np.diag([10, 10, 0, 0]).tolist()
    assert confused(*rows[:3]).pairs[0, 1].tolist() == [[10, 0, 0, 0], [0, 0, 0, 10], [0, 0, 0, 0], [0, 0, 0, 0]]


def test_nested_and_touching_spans_of_one_coder_count_once() -> None:
    cut: tuple[Row, ...] = ((0, 0, A, 0, 5), (0, 0, A, 5, 10), (0, 0, A, 2, 4), (0, 1, A, 0, 10))
    found = confused(*cut)
    assert (found.pairs[0, 1][A, A], found.stretches[A, A], found.characters[A, A]) == (10, 1, 10)
    assert behind(*cut, cell=(A, A)) == [Passage(0, Span(0, 10), (0, 1), ((0, 1, 2), (3,)))]


def test_a_cell_opens_its_passages_in_either_order_of_coders() -> None:
    rows: tuple[Row, ...] = ((0, 0, A, 0, 10), (0, 1, B, 4, 12), (1, 0, B, 0, 3), (1, 1, A, 0, 2))
    assert behind(*rows, cell=(A, B)) == [
        Passage(0, Span(4, 10), (0, 1), ((0,), (1,))),
        Passage(1, Span(0, 2), (1, 0), ((3,), (2,))),
    ]
    assert behind(*rows, cell=(B, NOTHING)) == [
        Passage(0, Span(10, 12), (1, 0), ((1,), ())),
        Passage(1, Span(2, 3), (0, 1), ((2,), ())),
    ]
    assert behind(*rows, cell=(NOTHING, NOTHING)) == []


def test_the_mean_is_over_the_pairs_of_those_who_read_each_text() -> None:
    read = np.array([[True, True, True], [True, True, False]])
    rows: list[Row] = [(0, 0, A, 0, 6), (0, 1, A, 0, 6), (1, 0, A, 0, 6), (1, 1, A, 0, 6), (1, 2, B, 0, 6)]
    found = confusion(codings_of(rows), range(3), **options(3, read=read))
    assert found.characters[A, A] == pytest.approx(6 / 3 + 6)
    assert found.characters[A, NOTHING] == pytest.approx(2 * 6 / 6)
    assert found.characters[B].tolist() == [0, 0, 0, 0]


def test_codes_left_out_and_no_texts_and_one_coder_leave_empty_tables() -> None:
    chosen = {"theme_of": np.array([0, MISSING, MISSING]), "themes": 1, "read": np.ones((1, 2), bool)}
    found = confusion(codings_of([(0, 0, A, 0, 6), (0, 1, B, 0, 6)]), [0, 1], **chosen)
    assert found.pairs[0, 1].tolist() == [[0, 6], [0, 0]]
    assert not confused().characters.any()
    assert confusion(codings_of([]), [0, 1], **options(2, texts=0)).pairs[0, 1].shape == (4, 4)
    assert confused((0, 0, A, 0, 6), coders=1).pairs == {}


marks = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 2), st.integers(0, 2), st.integers(0, 12), st.integers(1, 7)).map(
        lambda row: (*row[:4], row[3] + row[4])
    ),
    max_size=16,
)
reading = st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=2, max_size=2).map(np.array)


def sets_of(rows: list[Row], text: int, who: int) -> list[set[int]]:
    return [
        {code for t, coder, code, start, end in rows if (t, coder) == (text, who) and start <= at < end}
        for at in range(20)
    ]


@given(marks, reading)
@settings(max_examples=200, deadline=None)
def test_the_tables_are_those_counted_character_by_character(rows: list[Row], read: BoolArray) -> None:
    found = confusion(codings_of(rows), range(3), **options(3, read=read))
    mean = np.zeros((4, 4))
    for first, second in permutations(range(3), 2):
        table = np.zeros((4, 4), int)
        for text in np.flatnonzero(read[:, first] & read[:, second]):
            own = np.zeros((4, 4), int)
            for one, two in zip(sets_of(rows, text, first), sets_of(rows, text, second), strict=True):
                for code in one & two:
                    own[code, code] += 1
                for left in one - two or ({NOTHING} if two - one else set()):
                    for right in two - one or {NOTHING}:
                        own[left, right] += 1
            table += own
            readers = read[text].sum()
            mean += own / (readers * (readers - 1))
        if first < second:
            assert found.pairs[first, second].tolist() == table.tolist()
    assert found.characters == pytest.approx(mean, abs=1e-12)


@given(marks, reading)
@settings(max_examples=100, deadline=None)
def test_the_passages_of_a_cell_hold_its_characters(rows: list[Row], read: BoolArray) -> None:
    codings = codings_of(rows)
    found = confusion(codings, range(3), **options(3, read=read))
    for left in range(4):
        for right in range(4):
            listed = passages(codings, range(3), cell=(left, right), **options(3, read=read))
            assert len(listed) == found.stretches[left, right]
            both = sum(table[left, right] + table[right, left] * (left != right) for table in found.pairs.values())
            assert sum(len(one.span) for one in listed) == both
            for one in listed:
                for code, who, side in zip((left, right), one.coders, one.rows, strict=True):
                    assert bool(side) == (code != NOTHING)
                    assert {rows[row][:3] for row in side} <= {(one.transcript, who, code)}
