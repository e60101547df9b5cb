import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from rich.cells import cell_len

from tests.workbench.tui.widgets.drawing import CLUSTERS, texts
from workbench.tui.widgets.cell_widths import (
    ODD,
    OddCharacters,
    cluster_around,
    clusters,
    cut,
    display,
    fit,
    snap,
    width,
)


@pytest.mark.parametrize(
    ("text", "starts", "edges"),
    [
        ("", [0], [0]),
        ("ab", [0, 1, 2], [0, 1, 2]),
        ("日本", [0, 1, 2], [0, 2, 4]),
        ("e\u0301t", [0, 2, 3], [0, 1, 2]),
        ("👍🏽a", [0, 2, 3], [0, 2, 3]),
        ("👩\u200d👩\u200d👧a", [0, 5, 6], [0, 2, 3]),
        ("❤\ufe0fa", [0, 2, 3], [0, 1, 2]),
        ("🇫🇷🇨🇦", [0, 2, 4], [0, 2, 4]),
        ("🇫🇷🇨", [0, 2, 3], [0, 2, 3]),
        ("\u0301a", [0, 1, 2], [0, 0, 1]),
        ("\x1b[0m", [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]),
        ("a\u202eb", [0, 1, 2, 3], [0, 1, 2, 3]),
    ],
)
def test_clusters_keep_together_what_a_reader_takes_for_one_character(
    text: str, starts: list[int], edges: list[int]
) -> None:
    assert clusters(text, 0, len(text)) == (starts, edges)


@given(texts)
def test_clusters_are_as_wide_together_as_what_is_drawn(text: str) -> None:
    starts, edges = clusters(text, 0, len(text))
    assert edges[-1] == cell_len(display(text)) == width(text)
    for index, start in enumerate(starts[:-1]):
        assert cell_len(display(text[start : starts[index + 1]])) == edges[index + 1] - edges[index]


def test_every_character_that_is_not_odd_takes_one_cell_and_joins_nothing() -> None:
    simple = [chr(code) for code in range(0x110000) if not ODD.match(chr(code))]
    assert len(simple) > 600
    for character in simple:
        assert cell_len(display(character)) == 1, hex(ord(character))
        assert unicodedata.category(character) not in {"Mn", "Me"}, hex(ord(character))


@given(texts)
def test_nothing_that_steers_a_terminal_is_drawn(text: str) -> None:
    shown = display(text)
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in shown)
    assert "\u202e" not in shown


def test_the_emoji_selector_and_skin_tones_are_left_out_of_what_is_drawn_only() -> None:
    assert display("❤\ufe0f 👍🏽") == "❤ 👍"


@given(texts)
def test_an_offset_is_snapped_to_the_start_of_its_cluster(text: str) -> None:
    starts, _ = clusters(text, 0, len(text))
    for offset in range(len(text) + 1):
        # Far from the text's start a cluster is sought from the nearest plain character, which begins one.
        assert snap(text, offset) in starts
        if offset < len(text):
            start, end = cluster_around(text, offset)
            assert start <= offset < end
            assert (start, end) in pairwise(starts)


@given(texts)
def test_the_first_odd_character_is_found_from_anywhere(text: str) -> None:
    text = "a" * 4090 + text + "b" * 4100 + text
    found = OddCharacters(text)
    odd = [index for index, character in enumerate(text) if ODD.match(character)]
    for start in (0, 4090, 4095, 4096, 4100, 8192, len(text)):
        assert found.first(start) == next((index for index in odd if index >= start), len(text))


@given(texts)
def test_a_text_is_fitted_into_exactly_the_cells_given(text: str) -> None:
    for cells in (0, 1, 2, 5, 12):
        assert cell_len(fit(text, cells)) == cells
        shown, used = cut(text, cells)
        assert cell_len(shown) == used <= cells


def test_a_text_that_is_cut_ends_with_an_ellipsis() -> None:
    assert fit("Chercheuse", 6) == "Cherc…"
    assert fit("I-05", 6) == "I-05  "
    assert fit("日本語", 4) == "日… "


def test_the_sample_texts_hold_odd_characters() -> None:
    assert sum(ODD.search(cluster) is not None for cluster in CLUSTERS) > 12
