"""What holds for plots of every kind: width, harmlessness, how much is shown, and what is said of the rest."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.figures import (
    BarPlot,
    BarRow,
    CurvePlot,
    HeatPlot,
    LanePlot,
    Plot,
    RankingPlot,
)
from exports.plots import plot_lines
from exports.widths import text_width
from tests.exports.plot_samples import CURVE, EMPTY, FACING, NETWORK, PLOTS, RANKING
from tests.exports.plot_strategies import plots


@given(plots, st.integers(40, 200), st.booleans())
@settings(max_examples=300)
def test_no_plot_is_wider_than_its_room_or_steers_the_terminal(plot: Plot, width: int, ascii_only: bool) -> None:
    lines = plot_lines(plot, width=width, ascii_only=ascii_only)
    assert max(text_width(line) for line in lines) <= width
    assert all(line == line.rstrip() for line in lines)
    assert not [mark for line in lines for mark in line if unicodedata.category(mark) in ("Cc", "Zl", "Zp", "Cs")]
    assert not [mark for line in lines for mark in line if mark in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"]


@given(plots, st.integers(40, 120), st.integers(1, 60))
@settings(max_examples=200)
def test_a_plot_keeps_to_its_lines_down_to_a_single_row(plot: Plot, width: int, room: int) -> None:
    whole, lines = plot_lines(plot, width=width), plot_lines(plot, width=width, lines=room)
    if len(lines) > room:
        least = plot_lines(plot, width=width, lines=1)
        assert len(lines) == len(least)
    if not isinstance(plot, CurvePlot) and len(whole) <= room:
        assert lines == whole


@pytest.mark.parametrize("name", sorted(PLOTS))
def test_without_box_characters_only_labels_go_beyond_ascii(name: str) -> None:
    drawing = "\n".join(plot_lines(PLOTS[name], width=80, ascii_only=True))
    assert {mark for mark in drawing if not mark.isascii()} <= set("éÉâà")


@pytest.mark.parametrize("name", sorted(EMPTY))
def test_a_plot_of_nothing_says_so(name: str) -> None:
    assert plot_lines(EMPTY[name], width=80) == ["There is nothing to draw."]


def test_a_network_without_pairs_says_so() -> None:
    assert plot_lines(replace(NETWORK, edges=()), width=80) == ["No two of these come together."]


def test_rows_that_do_not_fit_are_counted() -> None:
    rows = tuple(BarRow(f"code {place}", place) for place in range(60))
    lines = plot_lines(BarPlot(rows, "passages"), width=80, lines=20)
    assert len(lines) == 20
    drawn = sum(line.startswith("code ") for line in lines)
    assert lines[-1] == f"{60 - drawn} more lines are left out here; tables and files hold all."


def test_brackets_of_a_shortened_ranking_end_at_its_last_line() -> None:
    lines = plot_lines(RANKING, width=80, lines=10, intervals=False)
    assert sum("┘" in line for line in lines) == sum("┐" in line for line in lines) >= 1
    assert "3 more lines are left out" in "\n".join(lines) or "2 more lines are left out" in "\n".join(lines)


def test_columns_that_do_not_fit_are_counted() -> None:
    names = tuple(f"R-{place}" for place in range(1_250))
    plot = HeatPlot(("Image",), names, (tuple(range(1_250)),), "passages")
    lines = plot_lines(plot, width=80)
    shown = lines[-5:]
    assert "more columns are left out here" in " ".join(shown)
    hidden = int(next(line for line in shown if "more columns" in line).split()[0])
    assert hidden > 1_200


def test_every_number_of_a_matrix_stands_beside_its_shade() -> None:
    plot = HeatPlot(("a", "b"), ("x", "y"), ((0.25, 0.5), (1.0, 0)), "Jaccard")
    body = " ".join(plot_lines(plot, width=60)[1:3])
    assert "▒0.50" in body
    assert "░0.25" in body
    assert "█1.00" in body


def test_a_value_below_nought_is_shaded_by_its_size_and_keeps_its_sign() -> None:
    lines = plot_lines(HeatPlot(("a",), ("x", "y"), ((-2.5, 0.5),), "PMI"), width=60)
    assert "█-2.50" in lines[1]
    assert "░ 0.50" in lines[1]


def test_the_counts_of_facing_bars_stand_at_their_ends() -> None:
    line = plot_lines(FACING, width=120)[1]
    assert line.split("│")[0].split()[-2] == "1"
    assert line.split("│")[1].split()[-1] == "2"
    assert line.split("│")[2].split()[1] == "2"


def test_parts_of_a_stack_end_where_their_sum_ends() -> None:
    third = tuple((name, 1 / 3) for name in "abc")
    line = plot_lines(BarPlot((BarRow("x", 1.0, "all", third),), "share"), width=50)[0]
    full = plot_lines(BarPlot((BarRow("x", 1.0, "all"),), "share"), width=50)[0]
    assert len(line) == len(full)
    assert abs(line.count("█") - line.count("▚")) <= 1


def test_more_parts_than_patterns_are_told_apart_by_letters() -> None:
    many = tuple((f"part {place}", 1.0) for place in range(12))
    lines = plot_lines(BarPlot((BarRow("x", 12.0, "", many),), "share"), width=100)
    legend = " ".join(lines[3:])
    signs = [entry.split()[0] for entry in legend.split(", ")[:12]]
    assert len(set(signs)) == 12


def test_a_passage_shows_however_short_it_is() -> None:
    line = plot_lines(LanePlot((("IMAGE", ((0.5, 0.5),)),), ""), width=80)[0]
    assert line.count("▒") == 1


@pytest.mark.parametrize("tall", [12, 18, 30])
def test_a_curve_grows_and_shrinks_with_its_lines(tall: int) -> None:
    assert len(plot_lines(CURVE, width=80, lines=tall)) == tall


def test_a_curve_of_one_step_is_a_point() -> None:
    lines = plot_lines(CurvePlot(("I-01",), (5,), "", ""), width=60)
    assert sum(line.count("●") for line in lines) == 1


def test_a_ranking_can_do_without_intervals() -> None:
    assert "├" in "\n".join(plot_lines(RANKING, width=100))
    assert "├" not in "\n".join(plot_lines(RANKING, width=100, intervals=False))


def test_the_plot_of_nobody_names_no_one() -> None:
    assert plot_lines(RankingPlot((), ()), width=80) == ["There is nothing to draw."]
