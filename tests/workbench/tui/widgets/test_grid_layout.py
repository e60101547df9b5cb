import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from exports.report import Column, Kind
from tests.workbench.tui.widgets.drawing import texts
from workbench.tui.widgets.grid_layout import (
    GridLayout,
    cell_text,
    fitted,
    sample,
    shared_widths,
    wanted_widths,
    wrapped_title,
)

TEXT, COUNT = Column("label"), Column("count", kind=Kind.INTEGER)
SHARE = Column("share", kind=Kind.SHARE)


@pytest.mark.parametrize(
    ("cell", "column", "read"),
    [
        (None, COUNT, "–"),
        (0, COUNT, "0"),
        (float("nan"), Column("p", kind=Kind.NUMBER), "–"),
        (0.5, SHARE, "50 %"),
        ("", TEXT, ""),
        ((), Column("who", kind=Kind.LIST), "–"),
        (("I-05", "I-06"), Column("who", kind=Kind.LIST), "I-05, I-06"),
        ("two\nlines\t here", TEXT, "two lines here"),
        ("done", Column("state", words={"done": "terminé"}), "terminé"),
        (True, Column("asked", kind=Kind.YES_NO), "yes"),
    ],
)
def test_a_cell_is_read_on_one_line_and_a_dash_stands_for_what_is_not_known(cell, column, read):
    assert cell_text(cell, column) == read


@pytest.mark.parametrize(
    ("text", "cells", "right", "drawn"),
    [
        ("12", 5, True, "   12"),
        ("ab", 5, False, "ab   "),
        ("abcdef", 5, False, "abcd…"),
        ("日本語", 6, False, "日本語"),
        ("日本語", 5, False, "日本…"),
        ("日本語", 4, False, "日… "),
        ("é" * 1000, 4, False, "ééé…"),
        ("x", 0, False, ""),
        ("a\x1b[2J", 8, False, "a␛[2J   "),
        ("\u202eab", 2, False, "�…"),
    ],
)
def test_text_is_fitted_into_cells(text, cells, right, drawn):
    assert fitted(text, cells, right=right) == drawn


@given(texts, st.integers(1, 40), st.booleans())
def test_fitted_text_takes_exactly_its_cells_whatever_stands_in_it(text, cells, right):
    assert cell_len(fitted(" ".join(text.split()), cells, right=right)) == cells


def test_a_title_takes_two_lines_at_most():
    assert wrapped_title("Wilson low", 6) == ("Wilson", "low")
    assert wrapped_title("one two three four", 5) == ("one", "two three four")


def test_widths_come_from_titles_and_a_sample_of_the_rows():
    columns = (Column("label", "Label"), Column("n", "Participants who name it", Kind.INTEGER))
    wide, count = wanted_widths(columns, [("a" * 50, 3), ("b", 4)])
    assert wide == 50
    assert 12 <= count < len("Participants who name it")


def test_a_sample_looks_at_few_rows_and_at_the_last():
    seen = list(sample(range(1_000_000), 12))
    assert len(seen) < 260 and seen[0] == 0 and seen[-1] == 999_999
    assert len(list(sample(range(1250), 200))) < 60


def test_what_is_left_of_the_width_goes_to_columns_that_want_more():
    assert shared_widths((100, 5), 80) == (71, 5)
    assert shared_widths((100, 5), 20) == (36, 5)


def test_columns_that_name_a_row_stay_and_the_others_move():
    layout = GridLayout((10, *[4] * 100), 1, 60)
    assert (layout.frozen, layout.frozen_width, layout.total) == (1, 12, 612)
    assert layout.furthest == 552
    assert layout.in_sight(0).columns == range(1, 9)
    sight = layout.in_sight(9)
    assert (sight.columns, sight.skip) == (range(2, 11), 3)
    assert layout.in_sight(layout.furthest).columns.stop == 101


def test_columns_that_would_take_most_of_a_line_move_as_well():
    assert GridLayout((36, 36, 4), 2, 60).frozen == 0
    assert GridLayout((10, 36, 36, 4), 2, 60).frozen == 1
    assert GridLayout((10, 20), 2, 60).frozen == 2  # where all fit, nothing has to move


def test_a_column_is_brought_into_sight_by_as_little_as_needed():
    layout = GridLayout((10, *[4] * 100), 1, 60)
    assert layout.offset_showing(1, 30) == 0
    assert layout.offset_showing(8, 0) == 0
    assert layout.offset_showing(9, 0) == 6
    assert layout.offset_showing(0, 30) == 30


def test_a_cell_of_the_line_belongs_to_a_column():
    layout = GridLayout((10, *[4] * 100), 1, 60)
    assert [layout.column_at(cell, 6) for cell in (0, 11, 12, 17, 18)] == [0, 0, 2, 2, 3]
    assert GridLayout((4,), 1, 60).column_at(30, 0) is None


@given(
    st.lists(st.integers(1, 50), min_size=1, max_size=40),
    st.integers(0, 4),
    st.integers(5, 120),
    st.integers(0, 39),
    st.integers(0, 2000),
)
def test_a_column_that_was_brought_into_sight_is_drawn(wanted, heads, room, column, offset):
    layout = GridLayout(wanted, heads, room)
    column = min(column, len(wanted) - 1)
    at = layout.offset_showing(column, min(offset, layout.furthest))
    assert (
        0 <= at <= max(layout.furthest, 0) or column < layout.frozen or layout.widths[column] + 2 > layout.moving_room
    )
    sight = layout.in_sight(at)
    assert column < layout.frozen or column in sight.columns
    assert sight.skip >= 0


def test_a_grid_of_no_columns_has_nothing_in_sight():
    layout = GridLayout((), 1, 60)
    assert (layout.total, list(layout.in_sight(0).columns), layout.column_at(3, 0)) == (0, [], None)
