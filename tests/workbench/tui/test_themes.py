import pytest
from textual.color import Color

from codebook.palette import PALETTE, contrast, readable
from tests.workbench.tui.sitting import sitting
from workbench.tui.themes import THEMES, other

PAIRS = [
    ("foreground", "background"),
    ("foreground", "panel"),
    ("accent", "background"),
    ("accent", "panel"),
    ("error", "background"),
    ("error", "panel"),
    ("primary", "background"),
    ("block-cursor-foreground", "block-cursor-background"),
]


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: " on ".join(pair))
def test_text_stands_out_from_its_ground(theme, pair):
    colours = {**theme.to_color_system().generate()}
    front, ground = (Color.parse(colours[name]).hex6.lower() for name in pair)
    assert contrast(front, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_every_code_colour_stands_out_from_the_panes(theme):
    for colour in PALETTE:
        assert contrast(readable(colour, dark=theme.dark), theme.background) >= 2.8


def test_each_theme_has_another():
    assert {other(theme.name).name for theme in THEMES.values()} == {theme.name for theme in THEMES.values()}


@pytest.mark.parametrize("name", list(THEMES))
async def test_the_theme_of_the_settings_is_shown_and_can_be_changed(path, name):
    async with sitting(path, theme=name) as here:
        assert here.app.theme == THEMES[name].name
        await here.press("ctrl+t")
        assert here.app.theme == other(THEMES[name].name).name


async def test_without_colours_marks_say_what_colours_would(path, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with sitting(path) as here:
        assert here.app.no_color
        await here.press("j", "1", "c")
        await here.settled()
        listed = str(here.screen.picker._list.render())
        assert "▶" in listed and "IMAGE" in listed
        assert "▶" in here.screen.passage_pane.render_line(0).text
