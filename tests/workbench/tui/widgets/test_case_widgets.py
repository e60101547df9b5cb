"""What is drawn beside a passage on which coders differ, in cells and without a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from workbench.tui.widgets.case_sides import Given, SideCard, both_ends, card_lines
from workbench.tui.widgets.footer_line import FooterKey
from workbench.tui.widgets.verdict_bar import rows_of

LONG = Given("IMAGE", "Reprise en main de l’image", ("pro", "strength 2"), "des mots " * 40, "un mémo " * 20)


@pytest.mark.parametrize("stacked", [True, False])
@pytest.mark.parametrize("cells", [20, 38, 76])
def test_no_line_of_a_side_but_its_words_is_longer_than_there_is_room(stacked, cells):
    card = SideCard(1, 1, ("Maude", "Julien"), (LONG, LONG), majority=True)
    lines = [line.plain for line in card_lines(card, cells, stacked=stacked)]
    for line in lines:
        assert len(line) <= (cells if "«" not in line else 2 * cells), line


def test_a_side_that_marked_nothing_says_so():
    for stacked in (True, False):
        [*lines] = card_lines(SideCard(2, 0, ("Maude",), ()), 40, stacked=stacked)
        assert "marked nothing here" in " ".join(line.plain for line in lines)
        assert len(lines) == (1 if stacked else 2)


def test_a_stacked_side_takes_a_line_for_each_thing_that_it_says():
    short = Given("IMAGE", "Image", ("pro",), "quelques mots", "mémo")
    lines = [line.plain for line in card_lines(SideCard(1, 1, ("Maude",), (short,)), 76, stacked=True)]
    assert lines == [" 1  Maude  IMAGE  Image · pro", "    « quelques mots »", "    ✎ mémo"]


@given(some.text(max_size=200), some.integers(10, 80))
def test_both_ends_of_long_words_are_kept(words, cells):
    shown = both_ends(words, cells)
    clean = " ".join(words.split())
    assert len(shown) <= max(cells, 13)
    if len(clean) <= cells:
        assert shown == clean
    else:
        head, _middle, tail = shown.partition(" … ")
        assert clean.startswith(head) and clean.endswith(tail)


@given(some.lists(some.integers(1, 30), max_size=20), some.integers(10, 120))
def test_every_ruling_has_its_place_in_the_bar_in_order(widths, cells):
    entries = [FooterKey(f"c{place}", "k", "x" * size) for place, size in enumerate(widths)]
    rows = list(rows_of(entries, cells))
    assert [entry for row in rows for entry, _start in row] == entries
    for row in rows:
        last, start = row[-1]
        assert len(row) == 1 or start + last.width <= cells
        assert [begin for _entry, begin in row] == sorted({begin for _entry, begin in row})
