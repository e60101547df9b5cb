from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from exports.report import Column, Kind
from workbench.tui.widgets.grid_order import Arrangement, sorted_places

TEXT, COUNT = Column("label"), Column("count", kind=Kind.INTEGER)
ROWS = [("Été", 3, 0.5), ("État", None, 0.25), ("notoriété", 3, None), ("image", 10, 0.75)]
COLUMNS = (TEXT, COUNT, Column("share", kind=Kind.SHARE))


def test_rows_come_as_they_are_unless_a_column_is_named():
    assert list(Arrangement(COLUMNS, ROWS).order()) == [0, 1, 2, 3]


def test_equals_keep_their_order_both_ways_and_what_is_not_known_comes_last():
    rows = Arrangement(COLUMNS, ROWS)
    assert list(rows.order(sort=1)) == [0, 2, 3, 1]
    assert list(rows.order(sort=1, descending=True)) == [3, 0, 2, 1]


def test_texts_are_sorted_without_case_and_accents():
    assert list(Arrangement(COLUMNS, ROWS).order(sort=0)) == [1, 0, 3, 2]


def test_rows_are_narrowed_to_all_words_typed_whatever_case_and_accents():
    rows = Arrangement(COLUMNS, ROWS)
    assert list(rows.order(words="ete")) == [0, 2]
    assert list(rows.order(words="ÉT 3", sort=0, descending=True)) == [2, 0]
    assert list(rows.order(words="nothing like it")) == []


def test_dates_lists_and_mixed_cells_can_be_sorted():
    assert sorted_places([date(2024, 2, 1), None, date(2023, 5, 1)], Column("d", kind=Kind.DATE)) == [2, 0, 1]
    assert sorted_places([("b",), ("a", "c"), ()], Column("l", kind=Kind.LIST)) == [2, 1, 0]
    assert sorted_places(["x", 3, None, True], TEXT) == [3, 1, 0, 2]
    assert sorted_places([float("nan"), 2.0, 1.0], Column("n", kind=Kind.NUMBER)) == [2, 1, 0]


@given(st.lists(st.one_of(st.none(), st.integers(-9, 9), st.floats(allow_nan=True))), st.booleans())
def test_every_row_is_shown_once_in_the_order_asked_for(cells, descending):
    places = sorted_places(cells, Column("n", kind=Kind.NUMBER), descending=descending)
    assert sorted(places) == list(range(len(cells)))
    known = [cells[place] for place in places if cells[place] is not None and cells[place] == cells[place]]
    assert known == sorted(known, reverse=descending)
    assert all(cells[p] is None or cells[p] != cells[p] for p in places[len(known) :])
