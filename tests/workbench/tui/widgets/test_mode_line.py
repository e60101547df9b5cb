"""Views side by side with their keys, in whatever room there is."""

import pytest

from workbench.tui.widgets.footer_line import FooterKey
from workbench.tui.widgets.mode_line import place_modes

TITLES = ("codes", "codeurs", "transcriptions", "confusions", "au fil du temps", "origine", "arbitrages")
ENTRIES = [FooterKey(f"comparison.{at}", str(at), title) for at, title in enumerate(TITLES, 1)]


def test_where_there_is_room_every_title_is_whole_and_they_touch():
    placed = place_modes(ENTRIES, 120)
    assert [one.words for one in placed] == list(TITLES)
    assert [one.start for one in placed] == [0, *(one.end for one in placed[:-1])]


@pytest.mark.parametrize("width", [60, 80])
def test_where_there_is_little_room_all_keys_stay_and_the_lit_title_is_whole(width):
    for lit in ENTRIES:
        placed = place_modes(ENTRIES, width, lit.command)
        assert len(placed) == len(ENTRIES) and placed[-1].end <= width
        assert next(one.words for one in placed if one.entry is lit) == lit.title


def test_short_titles_are_left_when_long_ones_are_cut():
    placed = place_modes(ENTRIES, 80)
    assert placed[0].words == "codes"
    assert placed[2].words.endswith("…")
