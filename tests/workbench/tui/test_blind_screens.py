"""A coder of a blind study opens every screen and presses its keys: sealed work changes nothing of what is shown.

Screens and keys come from the table of commands, so a new one is tried without a line here.
"""

import asyncio
import os
import random
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.workbench.blind_studies import SECRETS, Twin, twins
from tests.workbench.tui.sitting import Sitting, sitting
from tests.workbench.tui.suggested import NoDesk
from workbench.errors import SuggestError
from workbench.tui.commands import COMMANDS, Command, Context, of_context

#: They leave, write a file with a moment in it, or open nothing of a study.
LEFT = {"app.quit", "app.screenshot", "app.theme", "app.palette", "app.help"}
SCREENS = [entry for entry in COMMANDS if entry.context is Context.APP and entry.id not in LEFT]
CLOCK = re.compile(r"\d\d:\d\d:\d\d|\d{4}-\d\d-\d\d \d\d:\d\d")
#: Keys tried on each screen, drawn by chance but always the same; all of them in the long campaign.
SOME = 200 if os.environ.get("WORKBENCH_SOAK") else 4
#: Turns of the loop after which work in threads has come to its end, or never will.
PATIENCE = 400


class Deaf(NoDesk):
    """A desk that refuses whatever it is not known to answer; what it would be told is tried with the commands."""

    def __getattr__(self, _name: str):
        async def refuse(*_words, **_options):
            raise SuggestError("nothing is suggested here")

        return refuse


@pytest.fixture(autouse=True)
def _deaf(monkeypatch):
    monkeypatch.setattr("workbench.tui.suggesting.started_desk", lambda path: Deaf())


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Twin, Twin]:
    return twins(tmp_path_factory.mktemp("twins"))


@pytest.mark.parametrize("entry", SCREENS, ids=lambda entry: entry.id)
async def test_no_screen_and_no_key_on_it_tells_of_sealed_work(made, entry, tmp_path):
    shown = [await walk(copied(twin.path, tmp_path / str(side)), entry) for side, twin in enumerate(made)]
    assert list(shown[0]) == list(shown[1])
    for step, picture in shown[0].items():
        assert picture == shown[1][step], step
        assert not [word for word in SECRETS if word in picture], step


async def test_nor_do_the_keys_of_the_coding_screen(made, tmp_path):
    shown = [await walk(copied(twin.path, tmp_path / str(side)), None) for side, twin in enumerate(made)]
    assert shown[0] == shown[1]


async def test_the_same_walk_tells_of_work_that_is_not_sealed(made, tmp_path):
    """The trials above have teeth."""
    shown = []
    for side, twin in enumerate(made):
        path = copied(twin.path, tmp_path / str(side))
        with sqlite3.connect(path) as study:
            study.execute("DELETE FROM preferences")
            study.execute(
                "INSERT INTO places SELECT o.id, t.id, 0, 1, '2026' FROM coders o, transcripts t"
                " WHERE o.name = 'Maude' AND t.name = 'I-05'"
            )
        study.close()
        shown.append(await walk(path, None, most=200))
    assert shown[0] != shown[1]
    assert SECRETS[0] in "".join(shown[0].values())


def copied(path: Path, folder: Path) -> Path:
    folder.mkdir()
    return Path(shutil.copy(path, folder / "s.study"))


async def walk(path: Path, entry: Command | None, most: int = SOME, coder: str = "Maude") -> dict[str, str]:
    """Every picture on the way, by what led to it."""
    shown: dict[str, str] = {}
    async with sitting(path, coder=coder) as here:
        await settled(here)
        shown["start"] = picture(here)
        for context in [None] if entry is None else [entry]:
            for command in await keys_of(here, context, most):
                await at(here, context)
                await here.pilot.press(command.keys.split()[0])
                await settled(here)
                shown[command.id] = picture(here)
                await home(here)
            await at(here, context)
            shown["end"] = picture(here)
            await home(here)
    return shown


async def at(here: Sitting, entry: Command | None) -> None:
    """Open the screen of a command of the app."""
    if entry is not None:
        await here.app.run_action(entry.action, here.app)
    await settled(here)


async def keys_of(here: Sitting, entry: Command | None, most: int) -> list[Command]:
    """What can be pressed there, but for the ways back; so many at the most."""
    await at(here, entry)
    screen = here.app.screen
    contexts = (Context.CODING,) if entry is None or screen is here.app.coding else (screen.context, *screen.also)
    await home(here)
    found = [command for context in contexts for command in of_context(context)]
    known = [one for one in found if one.keys and one.action not in ("back", "leave")]
    drawn = set(random.Random(len(known)).sample(range(len(known)), min(most, len(known))))
    return [one for place, one in enumerate(known) if place in drawn]


async def home(here: Sitting) -> None:
    """Back on the coding screen, with nothing open."""
    for _time in range(12):
        if here.app.screen is here.app.coding:
            break
        await here.pilot.press("escape")
        await here.pilot.pause()
    assert here.app.screen is here.app.coding
    await here.pilot.press("escape")
    await settled(here)


async def settled(here: Sitting) -> None:
    """Threads, the writer and the drawing have nothing left to do."""
    for _turn in range(PATIENCE):
        await here.pilot.pause()
        await asyncio.wrap_future(here.session.writer.submit(lambda _study: None))
        if not here.screen.in_flight and all(worker.is_finished for worker in here.app.workers):
            break
    await here.pilot.pause()


def picture(here: Sitting) -> str:
    """What stands on the screen, letter by letter."""
    strips = here.app.screen._compositor.render_strips()
    return CLOCK.sub("TIME", "\n".join(strip.text for strip in strips))
