"""What each kind of figure says, in its own way."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from exports.described import described
from exports.drawings import draw_figure
from exports.errors import ExportError
from exports.figures import BarPlot, BarRow, FacingPlot, FacingRow, HeatPlot, LanePlot, NetworkPlot, Plot, RankingPlot
from exports.images.placing import Box, place_labels
from exports.images.springs import arranged, positions, pushed_apart
from exports.images.theme import DARK, LIGHT, channels
from exports.report import Figure
from tests.exports.plot_samples import (
    ARROWS,
    BARS,
    CURVE,
    EMPTY,
    FACING,
    HEAT,
    HOSTILE,
    LANES,
    LONG,
    NETWORK,
    RANKING,
    STACK,
)
from transcripts.i18n import use_language

SVG = "{http://www.w3.org/2000/svg}"


def drawn(plot: Plot, form: str = "svg", caption: str = "", **options: object) -> bytes:
    stream = BytesIO()
    draw_figure(Figure("plot", plot, caption), stream, form=form, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def texts(plot: Plot, **options: object) -> list[str]:
    root = ElementTree.fromstring(drawn(plot, **options))
    return ["".join(element.itertext()) for element in root.iter(SVG + "text")]


@pytest.fixture
def french(tmp_path: Path) -> Iterator[None]:
    use_language("fr", tmp_path)
    yield
    use_language("en", tmp_path)


# -- words -----------------------------------------------------------------------------------------------------------


def test_a_ranking_says_how_many_of_how_many_and_who_stands_alone() -> None:
    said = texts(RANKING)
    assert {"10 of 11", "1 of 11", "minority, rejected by 1", "single voice: I-10", "I-07", "only rejects it"} <= {
        *said
    }


def test_a_ranking_shows_intervals_on_demand_only() -> None:
    assert not any("Wilson" in text for text in texts(RANKING))
    asked = texts(RANKING, intervals=True)
    assert any("Wilson" in text for text in asked)
    assert "1–2.5" in asked


def test_a_ranking_of_many_participants_says_how_many_a_cell_stands_for() -> None:
    rows = (replace(RANKING.rows[0], who=RANKING.rows[0].who * 114),)
    people = tuple(f"R-{place}" for place in range(11 * 114))
    said = " ".join(texts(RankingPlot(rows, people)))
    assert re.search(r"each cell stands for \d\d participants in the order of the study, R-0 to R-1253", said)


def test_facing_bars_carry_their_counts_their_remarks_and_who_takes_no_side() -> None:
    said = texts(FACING)
    assert {"contra", "mixed", "pro", "neutral", "D = 0.84", "10", "Length: participants, of 11 read."} <= {*said}


def test_a_matrix_shows_numbers_letters_and_what_is_not_known() -> None:
    said = texts(HEAT)
    assert {"3", "8 s", "1 p", "0", "0 to 8 passages", "nothing to show"} <= {*said}


def test_a_network_numbers_its_lines_and_names_what_stands_alone() -> None:
    said = texts(NETWORK)
    assert {"6", "3", "1", "In no pair: VEILLE."} <= {*said}
    assert "VEILLE" not in said


def test_a_curve_has_numbers_at_both_axes() -> None:
    assert {"0", "20", "I-01", "I-05", "interviews", "codes seen so far", "median", "band"} <= {*texts(CURVE)}


def test_parts_of_a_bar_are_told_by_pattern_and_number() -> None:
    assert {"7", "3", "spontaneous", "prompted", "not taken up", "of 11"} <= {*texts(STACK)}
    text = drawn(STACK).decode()
    assert text.count("<pattern ") == 2


def test_lanes_count_their_passages() -> None:
    assert {"IMAGE", "TINST", "3", "0", "start", "end", "I-05"} <= {*texts(LANES)}


def test_the_caption_stands_below_on_demand() -> None:
    figure = Figure("plot", BARS, "Objectives by participants; n = 11.")
    for asked in (False, True):
        stream = BytesIO()
        draw_figure(figure, stream, form="svg", caption=asked)
        words = [element.text for element in ElementTree.fromstring(stream.getvalue()).iter(SVG + "text")]
        assert (figure.caption in words) is asked


@pytest.mark.usefixtures("french")
def test_numbers_have_the_decimal_sign_of_the_language() -> None:
    said = texts(HeatPlot(("a",), ("x", "y"), ((0.25, 0.5),), "Jaccard"))
    assert {"0,25", "0,50"} <= {*said}
    assert "1–2,5" in texts(RANKING, intervals=True)


# -- little, nothing, and much ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["svg", "png", "pdf"])
@pytest.mark.parametrize("name", sorted(EMPTY))
def test_a_figure_of_nothing_says_so(name: str, form: str) -> None:
    assert len(drawn(EMPTY[name], form)) > 300
    assert texts(EMPTY[name]) == ["There is nothing to draw."]


def test_a_network_without_pairs_says_so() -> None:
    assert texts(replace(NETWORK, edges=()))[0] == "No two of these come together."


def test_sixty_rows_are_all_drawn() -> None:
    plot = BarPlot(tuple(BarRow(f"code {place}", place) for place in range(60)), "passages")
    assert sum(text.startswith("code ") for text in texts(plot)) == 60


def test_more_columns_than_print_can_show_are_put_together_and_said() -> None:
    values = tuple(tuple((row + column) % 7 for column in range(1_250)) for row in range(20))
    plot = HeatPlot(
        tuple(f"code {row}" for row in range(20)), tuple(f"R-{c}" for c in range(1_250)), values, "passages"
    )
    said = " ".join(texts(plot))
    assert re.search(r"1250 columns, .* each one drawn is the mean of \d+ in their order", said)
    assert {"R-0", "R-1249"} <= {*texts(plot)}
    assert len(drawn(plot)) < 400_000


def test_a_crowded_network_says_how_many_pairs_it_leaves_out() -> None:
    nodes = tuple((f"C{place}", 1.0) for place in range(100))
    edges = tuple(
        (place, (place * 7 + 1) % 100, float(place)) for place in range(100) if place != (place * 7 + 1) % 100
    )
    said = " ".join(texts(NetworkPlot(nodes, edges)))
    assert re.search(r"\d+ weaker pairs are left out here", said)


def test_a_long_label_is_cut_after_three_lines() -> None:
    said = texts(FacingPlot((FacingRow(LONG, 1, 1),), "contra", "pro", "mixed", 2))
    assert sum(text in LONG or text.endswith("…") for text in said if len(text) > 12) == 3


# -- harm ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "plot",
    [
        replace(RANKING, rows=(replace(RANKING.rows[0], label=HOSTILE),), brackets=()),
        HeatPlot((HOSTILE,), (HOSTILE,), ((1,),), HOSTILE),
        NetworkPlot(((HOSTILE, 1.0), ("b", 1.0)), ((0, 1, 1.0),)),
        LanePlot(((HOSTILE, ()),), HOSTILE),
        BarPlot((BarRow(HOSTILE, 1.0, HOSTILE, ((HOSTILE, 1.0),)),), HOSTILE),
        FacingPlot((FacingRow(HOSTILE, 1, 1, 1, 1, HOSTILE),), HOSTILE, HOSTILE, HOSTILE, 4),
        replace(CURVE, steps=(HOSTILE,) * 5, x_title=HOSTILE, y_title=HOSTILE),
    ],
)
def test_hostile_labels_are_text_and_nothing_else(plot: Plot) -> None:
    svg = drawn(plot, caption=HOSTILE)
    root = ElementTree.fromstring(svg)
    assert {element.tag for element in root.iter() if "script" in element.tag} == set()
    text = svg.decode()
    assert not set("\u202e\u202c\x1b\ufffe") & set(text)
    assert any("$x^{2}$" in "".join(element.itertext()) for element in root.iter(SVG + "text"))
    for form in ("png", "pdf"):
        assert drawn(plot, form, caption=HOSTILE)


def test_letters_that_the_font_lacks_are_named_where_they_become_boxes() -> None:
    plot = BarPlot((BarRow("画像", 1.0),), "n")
    stream = BytesIO()
    [note] = draw_figure(Figure("plot", plot), stream, form="png")
    assert "2 characters" in note
    assert "像 画" in note
    assert draw_figure(Figure("plot", plot), stream, form="svg") == []
    assert "画像" in texts(plot)


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ExportError, match=r"gif.*Known: svg, png, pdf"):
        drawn(BARS, "gif")


@pytest.mark.parametrize("size", [0.0, 9.9, 101.0, -3.0, float("nan")])
def test_a_width_that_no_page_has_is_refused(size: float) -> None:
    with pytest.raises(ExportError, match="cm wide"):
        drawn(BARS, size=size)


# -- places and colours ----------------------------------------------------------------------------------------------


def test_names_of_a_network_stand_over_no_circle() -> None:
    nodes = list(range(12))
    edges = [(place, (place * 5 + 1) % 12, 1.0) for place in nodes]
    bounds = Box(0, 0, 400, 300)
    shares = positions(nodes, edges)
    at = pushed_apart({node: (x * 300 + 50, y * 200 + 50) for node, (x, y) in shares.items()}, 40, bounds)
    circles = {node: (*point, 8.0) for node, point in at.items()}
    boxes = place_labels(circles, dict.fromkeys(nodes, (45.0, 10.0)), [], bounds)
    discs = [Box(x - 8, y - 8, x + 8, y + 8) for x, y, _radius in circles.values()]
    assert sum(box.overlap(disc) for box in boxes.values() for disc in discs) == 0
    assert sum(boxes[one].overlap(boxes[other]) for one in nodes for other in nodes if one < other) == 0


def test_a_network_stands_where_it_stood_before() -> None:
    edges = [(0, 1, 2.0), (1, 2, 1.0), (2, 3, 1.0)]
    assert positions([0, 1, 2, 3], edges) == positions([0, 1, 2, 3], edges)
    assert positions([5], []) == {5: (0.5, 0.5)}


def test_what_does_not_hang_together_stands_apart() -> None:
    at, height = arranged(range(9), [(0, 1, 1.0), (1, 2, 1.0), (3, 4, 1.0), (5, 6, 1.0), (7, 8, 1.0)], 450)
    assert max(at[node][0] for node in (0, 1, 2)) < min(at[node][0] for node in range(3, 9))
    assert [at[node][1] for node in (3, 5, 7)] == sorted(at[node][1] for node in (3, 5, 7))
    assert all(0 <= x <= 450 and 0 <= y <= height for x, y in at.values())
    assert at[3][1] == pytest.approx(at[4][1])


def test_arrows_have_heads() -> None:
    lines = drawn(replace(ARROWS, directed=False)).count(b"<path")
    assert drawn(ARROWS).count(b"<path") == lines + 3


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_shades_go_one_way_in_grey(theme: type) -> None:
    def grey(colour: str) -> float:
        red, green, blue = channels(colour)
        return 0.299 * red + 0.587 * green + 0.114 * blue

    greys = [grey(theme.shade(step / 10)) for step in range(11)]
    assert greys == sorted(greys, reverse=not theme.dark)
    assert abs(greys[0] - greys[-1]) > 120


# -- in words --------------------------------------------------------------------------------------------------------


def test_a_plot_is_told_row_by_row() -> None:
    assert described(RANKING).startswith(
        "1 Image: 10 of 11; 2 Projet: 9 of 11; 3 Dialogue avec les citoyens: 3 of 11 ("
    )
    assert described(FACING).startswith("Dialogue avec les citoyens: 1 contra, 2 mixed, 2 pro; ")
    assert described(NETWORK) == "IMAGE – PROJET: 6; IMAGE – NOTO: 3; NOTO – DIAL: 1."
    assert described(STACK).startswith("Image: of 11 (spontaneous 7, prompted 3, not taken up 1); ")
    assert described(EMPTY["bars"]) == "There is nothing to draw."


def test_what_is_beyond_sixty_rows_is_counted() -> None:
    plot = BarPlot(tuple(BarRow(f"code {place}", place) for place in range(100)), "passages")
    assert described(plot).endswith("code 59: 59. 40 more are not told here.")
