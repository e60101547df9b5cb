from dataclasses import replace

from tests.workbench.making import bench, transcript
from tests.workbench.tui.sitting import sitting

EVIL = "\x1b]0;pwned\x07Voici\x1b[2J [bold red]gras[/] \u202eélivrac [@click=app.quit]ici[/]."
TALK = (("ENQ", "Alors ?"), ("I-05", EVIL))


def _screen_text(app) -> str:
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in lines)


async def test_escapes_and_markup_in_a_transcript_do_nothing_on_any_screen(tmp_path):
    evil = replace(transcript("I-05", TALK), title="\x1b[31mTitre[/]")
    made = bench(tmp_path / "mal.study", evil)
    made.study.close()
    async with sitting(tmp_path / "mal.study") as here:
        await here.press("j", "1", "i", "enter", "m")
        await here.type("[red]mémo[/]")
        await here.press("enter")
        await here.settled()
        seen = [_screen_text(here.app)]
        await here.press("x")
        seen.append(_screen_text(here.app))
        await here.press("escape", "c", "v", "o", "i")
        seen.append(_screen_text(here.app))
        await here.press("escape")
        for key in ("T", "B", "ctrl+f", "R"):
            await here.press(key)
            await here.app.workers.wait_for_complete()
            if key == "ctrl+f":
                await here.type("gras")
                await here.press("enter")
                await here.until(lambda: here.message)
            await here.pilot.pause()
            seen.append(_screen_text(here.app))
            if key in "BR":
                await here.press("down", "enter")
                await here.app.workers.wait_for_complete()
                await here.pilot.pause()
                seen.append(_screen_text(here.app))
    for text in seen:
        assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert any("[bold red]" in text for text in seen)  # shown as it was typed
