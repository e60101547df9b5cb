"""What is kept is what Textual would draw anew."""

from collections.abc import Iterator

from textual._styles_cache import StylesCache
from textual.strip import Strip
from textual.widget import Widget

from tests.workbench.tui.sitting import SMALL, Sitting, sitting
from transcripts.spans import Span
from workbench.store.study_file import StudyFile
from workbench.tui.widgets.kept_strips import KeptBar, KeptStrips
from workbench.tui.widgets.passage_pane import PassageEntry
from workbench.workflows.coding import apply_codes

MOVING = ("down", "right")
CODING = ("1", "2", "tab", "w", "3", "e", "enter")
IN_PANES = ("b", "down", "escape", "f", "escape")

Cells = list[list[tuple[str, str, str, bool]]]


def cells(strips: list[Strip]) -> Cells:
    """Every character with its colours, however the lines are cut into segments; reversed colours the right way."""
    lines: Cells = []
    for strip in strips:
        line = []
        for text, style, _control in strip:
            ink, ground = str(style and style.color), str(style and style.bgcolor)
            turned = bool(style and style.reverse)
            # A blank shows its ground only.
            seen = ["", ink if turned else ground] if text.isspace() else [ink, ground, turned]
            line += [(character, *seen) for character in text]
        lines.append(line)
    return lines


def keeping(here: Sitting) -> Iterator[Widget]:
    """The widgets in sight that keep what they have drawn, and their scroll bars."""
    for widget in here.screen._compositor.visible_widgets:
        if isinstance(widget._styles_cache, KeptStrips):
            yield widget


def stale(here: Sitting) -> list[str]:
    """The widgets that show anything else than they would if they were drawn anew."""
    found = []
    for widget in keeping(here):
        region = widget.region.size.region
        fresh = StylesCache().render_widget(widget, region)
        if cells(widget.render_lines(region)) != cells(fresh):
            found.append(widget.id or type(widget).__name__)
    return found


async def test_all_of_the_screen_keeps_what_it_has_drawn(path):
    async with sitting(path) as here:
        kept = list(keeping(here))
        assert {"book", "transcript", "passage", "message", "footer"} <= {widget.id for widget in kept}
        assert any(isinstance(widget._styles_cache, KeptBar) for widget in kept)


async def test_what_is_kept_is_right_after_every_kind_of_key(path):
    async with sitting(path) as here:
        for key in (*MOVING, *CODING, *IN_PANES, "u"):
            await here.press(key)
            await here.settled()
            assert stale(here) == [], key


async def test_what_is_kept_is_right_in_another_theme_and_another_size(path):
    async with sitting(path) as here:
        await here.press("down", "1")
        await here.settled()
        here.app.action_theme()
        await here.settled()
        assert stale(here) == []
        await here.pilot.resize_terminal(*SMALL)
        await here.settled()
        assert stale(here) == []
        await here.press("p", "b")
        await here.settled()
        assert stale(here) == []


async def test_the_scroll_bar_is_right_wherever_it_stands(path):
    async with sitting(path, size=(118, 12)) as here:
        for key in ("down", "pagedown", "end", "up", "home"):
            await here.press(key)
            await here.pilot.pause()
            assert here.screen.view.show_vertical_scrollbar
            assert stale(here) == [], key


async def test_the_scroll_bar_takes_the_mouse(path):
    async with sitting(path, size=(118, 12)) as here:
        view = here.screen.view
        bar = view.vertical_scrollbar
        await here.pilot.click(offset=(bar.region.x, bar.region.bottom - 1))
        await here.until(lambda: view.scroll_offset.y > 0)


def entry(number: int, *, own: bool = True, memo: str = "") -> PassageEntry:
    return PassageEntry(str(number), f"T{number}", "label", "#0072b2", "Maude", memo=memo, own=own)


def shown(here: Sitting) -> list[str]:
    pane = here.screen.passage_pane
    return [pane.render_line(y).text.rstrip() for y in range(pane.content_size.height)]


async def test_the_passage_pane_counts_the_codings_that_it_has_no_room_for(path):
    async with sitting(path) as here:
        pane = here.screen.passage_pane
        height = pane.content_size.height
        pane.show([entry(number) for number in range(60)], 4940)
        begun = sum("■ T" in line for line in shown(here))
        assert begun == height // 2
        assert shown(here)[-1] == f"  … {5000 - begun} more codings"


async def test_what_just_fits_into_the_passage_pane_is_shown_whole(path):
    async with sitting(path) as here:
        pane = here.screen.passage_pane
        fitting = pane.content_size.height // 2
        pane.show([entry(number) for number in range(fitting)])
        assert not any("…" in line for line in shown(here))
        pane.show([entry(number) for number in range(fitting + 1)])
        assert "more coding" in shown(here)[-1]


async def test_a_memo_longer_than_the_passage_pane_is_cut_and_no_coding_is_counted(path):
    async with sitting(path) as here:
        here.screen.passage_pane.show([entry(1, memo="mot " * 400)])
        assert shown(here)[-1] == "  …"


async def test_the_codings_of_others_are_counted_where_ones_own_fill_the_pane(path, made):
    with StudyFile.open(path) as study:
        for start in range(70):
            apply_codes(study, made.julien.uuid, made.transcript, Span(start, 100), [made.codes["TON"]])
    async with sitting(path) as here:
        await here.press("j", "j", "1")
        await here.settled()
        pane = here.screen.passage_pane
        assert [one.coder for one in pane.entries[:2]] == ["Maude", "Julien"]
        assert len(pane.entries) == 60
        begun = sum("TON" in line for line in shown(here)) + 1
        assert shown(here)[-1].strip() == f"… {71 - begun} more codings"
