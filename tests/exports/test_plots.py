"""The ranking drawn with characters: what a newcomer sees first."""

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.plots import RankingPlot, RankingRow, Voice, ranking_lines
from exports.widths import cut, fit, text_width, wrap
from transcripts.i18n import use_language

# The driving example: eleven communicators, five objectives.
HELD = ["11111111011", "11101111101", "10111010100", "00100001010", "00000000010"]
LABELS = ["Image", "Projet", "Publics difficiles à joindre", "Dialogue avec les citoyens", "Contourner les médias"]
WILSON = [(0.62, 0.98), (0.52, 0.95), (0.28, 0.79), (0.10, 0.57), (0.02, 0.38)]
RANKS = [(1, 2.5), (1, 3), (2, 4), (3, 4.5), (4.5, 5)]


def driving_example() -> RankingPlot:
    rows = [
        RankingRow(
            rank=place + 1,
            tied=False,
            label=LABELS[place],
            count=held.count("1"),
            interval=WILSON[place],
            ranks=RANKS[place],
            who=tuple(Voice.NAMES if mark == "1" else Voice.SILENT for mark in held),
            minority=held.count("1") * 3 < 11,
            single_voice="I-10" if held.count("1") == 1 else "",
        )
        for place, held in enumerate(HELD)
    ]
    people = tuple(f"I-{number:02}" for number in range(1, 12))
    return RankingPlot(tuple(rows), people, ((0, 1), (1, 2), (2, 3), (3, 4)), 5000, 7)


def row(count: int, people: int, **other: object) -> RankingRow:
    who = tuple(Voice.NAMES if place < count else Voice.SILENT for place in range(people))
    facts: dict[str, object] = {
        "rank": 1, "tied": False, "label": "Image", "count": count, "interval": None, "ranks": None, "who": who,
    }  # fmt: skip
    return RankingRow(**(facts | other))  # type: ignore[arg-type]


def people(count: int) -> tuple[str, ...]:
    return tuple(f"R-{number}" for number in range(1, count + 1))


def test_the_driving_example_at_eighty_columns() -> None:
    assert "\n".join(ranking_lines(driving_example())) == EIGHTY


EIGHTY = """\
                           0        5         11           ranks     1   5    10
1 Image                    │           ├─────●─┤ 10 of 11  1–2.5 ┐   ■■■■■■■■·■■
2 Projet                   │         ├─────●──┤   9 of 11  1–3   ┘┐  ■■■·■■■■■·■
3 Publics difficiles à     │     ├────●────┤      6 of 11  2–4   ┐┘  ■·■■■·■·■··
  joindre                                                        │
4 Dialogue avec les        │ ├──●─────┤           3 of 11  3–4.5 ┘┐  ··■····■·■·
  citoyens                                                        │
    minority                                                      │
5 Contourner les médias    ├─●─────┤              1 of 11  4.5–5  ┘  ·········■·
    single voice: I-10

● participants who name it
├─┤ Wilson 95 % interval, if these participants were a random sample; they are
  usually not
ranks: 95 % of 5000 resamples of the participants by count alone, seed 7
┐┘ joins lines whose order cannot be told apart (P of standing above < .95)
who: ■ names it, × only rejects it, · does not mention it (I-01, I-02, I-03,
  I-04, I-05, I-06, I-07, I-08, I-09, I-10, I-11)"""


def test_plain_ascii_draws_the_same_without_box_characters() -> None:
    lines = ranking_lines(driving_example(), ascii_only=True)
    drawing = "\n".join(lines)
    assert set(drawing) <= {*string.printable, "à", "é"}
    assert "########.##" in drawing
    assert "10 of 11  1-2.5" in drawing


def test_intervals_can_be_left_out_for_an_article() -> None:
    lines = ranking_lines(driving_example(), intervals=False)
    assert not any("├" in line or "Wilson" in line or "1–2" in line for line in lines)
    assert sum("●" in line for line in lines) == 6


def test_without_the_legend_it_is_still_said_who_stands_where() -> None:
    lines = ranking_lines(driving_example(), legend=False)
    assert "Wilson" not in "\n".join(lines)
    assert lines[-1].endswith("I-10, I-11)")


def test_the_dot_stands_where_its_count_is_on_the_axis() -> None:
    plot = RankingPlot((row(0, 10), row(5, 10), row(10, 10)), people(10))
    first, middle, last = (line.index("●") for line in ranking_lines(plot)[1:4])
    assert middle * 2 == pytest.approx(first + last, abs=1)
    header = ranking_lines(plot)[0]
    assert header.index("0") == first
    assert header.index("10") + 1 == last


def test_who_says_it_and_who_rejects_it_can_be_read_off_the_strip() -> None:
    voices = (Voice.NAMES, Voice.REJECTS, Voice.SILENT)
    lines = ranking_lines(RankingPlot((row(1, 3, who=voices, rejected_by=1),), people(3)))
    assert "■×·" in lines[1]
    assert "rejected by 1" in "\n".join(lines)


def test_a_shared_rank_is_marked_and_digits_stay_under_digits() -> None:
    plot = RankingPlot((row(2, 3, rank=9, tied=True), row(2, 3, rank=9, tied=True), row(1, 3, rank=11)), people(3))
    lines = ranking_lines(plot)
    assert [line[:4] for line in lines[1:4]] == [" 9= ", " 9= ", "11  "]


def test_a_strip_that_does_not_fit_is_shortened_and_says_so() -> None:
    lines = ranking_lines(RankingPlot((row(86, 86), row(0, 86), row(30, 86)), people(86)))
    assert lines[1].endswith("  " + "█" * 22)
    assert lines[2].endswith("  " + "·" * 22)
    assert lines[3].endswith("  " + "█" * 7 + "▒" + "·" * 14)
    assert "each cell stands for 4 participants" in " ".join(lines)


def test_an_interval_and_a_rank_interval_may_be_missing() -> None:
    lines = ranking_lines(RankingPlot((row(1, 1),), people(1)))
    assert "1 of 1" in lines[1]
    assert "resamples" not in "\n".join(lines)


def test_nobody_or_nothing_draws_nothing() -> None:
    assert ranking_lines(RankingPlot((), people(3))) == []
    assert ranking_lines(RankingPlot((row(0, 0),), ())) == []


def test_too_many_overlapping_brackets_become_one_chain_and_the_legend_says_so() -> None:
    rows = tuple(row(9, 10, rank=place + 1, label=f"L{place}") for place in range(12))
    overlapping = tuple((place, place + 4) for place in range(8))
    lines = ranking_lines(RankingPlot(rows, people(10), overlapping))
    assert sum("┤" in line for line in lines) == 10
    assert "ends of a run may well be" in " ".join(" ".join(lines).split())


def test_brackets_run_on_through_the_lines_below_a_row() -> None:
    long = "A label that needs a second line because it is so long"
    pair = (row(1, 9, label=long), row(1, 9, label=long, rank=2))
    lines = ranking_lines(RankingPlot(pair, people(9), ((0, 1),)))
    column = lines[1].index("┐")
    assert [line[column : column + 1] for line in lines[1:5]] == ["┐", "│", "┘", ""]


def test_escape_sequences_in_labels_and_pseudonyms_do_nothing() -> None:
    plot = RankingPlot((row(1, 3, label="a\x1b[31mred\nb", single_voice="\x1b]0;x\x07"),), ("\x1b[2J", "b", "c"))
    assert "\x1b" not in "\n".join(ranking_lines(plot))
    assert "\x07" not in "\n".join(ranking_lines(plot))


def test_wide_characters_keep_the_columns() -> None:
    lines = ranking_lines(RankingPlot((row(1, 3, label="画像の管理"), row(2, 3, label="Image")), people(3)))
    places = [text_width(line[: line.index("│")]) for line in lines[1:3]]
    assert places[0] == places[1]


rows = st.builds(
    lambda label, count, of, tied, bounds, ranks, single: (label, count, of, tied, bounds, ranks, single),
    st.text(max_size=60),
    st.integers(0, 200),
    st.just(0),
    st.booleans(),
    st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda pair: tuple(sorted(pair))),
    st.tuples(st.integers(1, 99), st.integers(1, 99)).map(lambda pair: (min(pair) / 2, max(pair) / 2)),
    st.sampled_from(["", "P-1"]),
)


@given(st.lists(rows, min_size=1, max_size=8), st.integers(1, 1500), st.integers(40, 200), st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_line_is_wider_than_the_terminal(
    given_rows: list[tuple[str, int, int, bool, tuple[float, float], tuple[float, float], str]],
    total: int,
    width: int,
    ascii_only: bool,
) -> None:
    drawn = tuple(
        row(min(count, total), total, rank=place, label=label, tied=tied, interval=bounds, ranks=ranks,
            single_voice=single, rejected_by=count % 2)
        for place, (label, count, _, tied, bounds, ranks, single) in enumerate(given_rows, 1)
    )  # fmt: skip
    brackets = tuple((place, place + 1) for place in range(len(drawn) - 1))
    lines = ranking_lines(RankingPlot(drawn, people(total), brackets), width=width, ascii_only=ascii_only)
    assert max(text_width(line) for line in lines) <= width
    assert all(line == line.rstrip() for line in lines)
    assert sum(f"{min(count, total)} of {total}" in line for line in lines for _, count, *_ in given_rows) >= len(drawn)


def test_texts_are_cut_and_filled_by_columns_and_not_by_characters() -> None:
    assert fit("画像の管理", 6) == "画像… "
    assert fit("été", 5, right=True) == "  été"
    assert text_width("e\u0301te\u0301") == 3
    assert cut("Image", 3, mark="...") == "..."
    assert cut("Image", 2, mark="...") == ""


def test_wrapping_keeps_a_word_that_is_wider_than_the_line() -> None:
    assert wrap("ab indivisible cd", 6, indent="  ") == ["ab", "  indivisible", "  cd"]
    assert wrap("   ", 6) == []


@pytest.mark.parametrize("width", [60, 80, 100, 120])
@pytest.mark.parametrize("count", [7, 11, 86, 1_250])
def test_the_numbers_of_the_axis_never_run_together(count: int, width: int) -> None:
    plot = RankingPlot((row(count // 2, count, interval=(0.4, 0.6)),), people(count))
    axis = ranking_lines(plot, width=width)[0].partition("who")[0].split()
    numbers = [int(number) for number in axis][: axis.index(str(count)) + 1]
    assert numbers == sorted(numbers)
    assert numbers[0] == 0
    assert numbers[-1] == count


def test_a_long_label_takes_three_lines_before_it_is_cut() -> None:
    label = "Joindre les publics difficiles à joindre autrement"
    plot = RankingPlot((row(1, 11, label=label, ranks=(1, 2)),), people(11))
    drawn = " ".join(line[2:14].strip() for line in ranking_lines(plot, width=50)[1:4])
    assert drawn.split()[:3] == ["Joindre", "les", "publics"]
    assert "…" in " ".join(ranking_lines(plot, width=50))
    assert "…" not in " ".join(ranking_lines(plot, width=80))


def test_ranks_have_the_decimal_sign_of_the_language(tmp_path: Path) -> None:
    plot = RankingPlot((row(1, 3, ranks=(1, 2.5)),), people(3))
    assert "1–2.5" in "\n".join(ranking_lines(plot))
    use_language("fr", tmp_path)
    try:
        assert "1–2,5" in "\n".join(ranking_lines(plot))
    finally:
        use_language("en", tmp_path)


@pytest.mark.parametrize("people", [10, 15, 20, 25])
@pytest.mark.parametrize("width", [50, 55, 60, 72, 80])
def test_the_ruler_over_the_strip_keeps_to_the_room_where_it_ends_on_a_number(people: int, width: int) -> None:
    row = RankingRow(1, False, "Image", people, None, None, (Voice.NAMES,) * people, False, "", 0)
    lines = ranking_lines(
        RankingPlot((row,), tuple(f"I-{place:02}" for place in range(people)), (), 5000, 7), width=width
    )
    assert max(map(len, lines)) <= width
