"""The screens of emerging themes and of what to read next, with a desk that answers in this process."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.workbench.alike import ABOUT, sentence
from tests.workbench.making import bench, transcript
from tests.workbench.tui.sitting import LARGE, SMALL, Sitting, sitting
from workbench.errors import SuggestError
from workbench.store.study_file import StudyFile
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.next_reading import NextReadingScreen
from workbench.tui.screens.themes import ThemesScreen, places_of
from workbench.workflows.suggesting.local import LocalDesk


@dataclass
class ReadingDesk:
    """Answers with keywords alone.

    Attributes:
        asked: What it was asked.
        gate: While it is closed, no answer comes.
        error: Raised instead of an answer.
        watchers: Told of progress.
    """

    study: StudyFile
    asked: list[tuple[object, ...]] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    error: Exception | None = None
    watchers: list[Callable] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gate.set()

    async def themes(self, coder: str, *, count: int, anybody: bool) -> object:
        self.study.look_as(coder)  # as the process that reads does
        return await self._answer("themes", lambda: LocalDesk(self.study).themes(coder, count=count, anybody=anybody))

    async def reading_order(self, coder: str, *, code: str | None, uncertain: bool, count: int) -> object:
        asked = {"code": code, "uncertain": uncertain, "count": count}
        self.study.look_as(coder)
        return await self._answer("reading_order", lambda: LocalDesk(self.study).reading_order(coder, **asked))

    async def _answer(self, verb: str, work: Callable) -> object:
        self.asked.append((verb,))
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        return work()

    async def index(self) -> None:
        self.asked.append(("index",))

    def on_progress(self, callback: Callable) -> None:
        self.watchers.append(callback)

    async def cancel(self, verb: str | None = None) -> None:
        self.asked.append(("cancel", verb))

    async def close(self) -> None:
        self.gate.set()

    end = close


@pytest.fixture(autouse=True)
def desks(monkeypatch) -> list[ReadingDesk]:
    """The desks that were started, most often one."""
    monkeypatch.setenv("WORKBENCH_SUGGEST", "keywords")
    made: list[ReadingDesk] = []

    def start(path: Path) -> ReadingDesk:
        made.append(ReadingDesk(StudyFile.open(path)))
        return made[-1]

    monkeypatch.setattr("workbench.tui.suggesting.started_desk", start)
    yield made
    for desk in made:
        desk.study.close()


def talk(name: str, number: int):
    said = [sentence(topic, number + 3 * time) for time in (0, 1) for topic in ABOUT]
    return transcript(name, tuple(pair for words in said for pair in (("ENQ", "Et ?"), (name, words))))


@pytest.fixture
def study(tmp_path) -> Path:
    made = bench(tmp_path / "r.study", *(talk(f"I-0{number}", number) for number in (1, 2, 3)))
    made.study.close()
    return made.study.path


async def at_themes(here: Sitting) -> ThemesScreen:
    await here.press("M")
    await here.until(lambda: isinstance(here.app.screen, ThemesScreen) and here.app.screen.passages.row is not None)
    return here.app.screen


async def at_next(here: Sitting) -> NextReadingScreen:
    await here.press("L")
    await here.until(lambda: isinstance(here.app.screen, NextReadingScreen) and here.app.screen.grid.row is not None)
    return here.app.screen


def text(screen: object, selector: str) -> str:
    return str(screen.query_one(selector).render())


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_groups_are_listed_and_enter_leads_to_a_passage_in_its_transcript(study, size):
    async with sitting(study, size=size) as here:
        screen = await at_themes(here)
        theme = screen._shown[0]
        assert text(screen, "#summary").startswith(f"{len(theme.passages)} passages like this are uncoded")
        await here.press("enter")
        assert screen.focused is screen.passages
        await here.press("down")
        await here.until(lambda: screen.passages.row == 1)
        passage = theme.passages[1]
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, CodingScreen))
        await here.until(lambda: here.screen.desk.transcript.uuid == passage.transcript)
        await here.until(lambda: here.selected in passage.excerpt)


async def test_the_passage_under_the_cursor_is_shown_whole(study):
    async with sitting(study) as here:
        screen = await at_themes(here)
        await here.until(lambda: text(screen, "#whole"))
        assert text(screen, "#whole") in screen._shown[0].passages[0].excerpt


async def test_another_group_brings_its_own_passages(study):
    async with sitting(study) as here:
        screen = await at_themes(here)
        await here.press("down")
        await here.until(lambda: [one.span for one in screen._read_now] == [p.span for p in screen._shown[1].passages])
        assert text(screen, "#summary").startswith(f"{len(screen._shown[1].passages)} passages")


async def test_a_group_put_away_stays_away_in_this_sitting_until_it_is_asked_for(study):
    async with sitting(study) as here:
        screen = await at_themes(here)
        gone, count = places_of(screen._shown[0]), len(screen._shown)
        await here.press("x")
        await here.until(lambda: len(screen._shown) == count - 1)
        await here.press("escape")
        screen = await at_themes(here)
        assert gone not in {places_of(theme) for theme in screen._shown}
        await here.press("r")
        await here.until(lambda: len(screen._shown) == count)


async def test_escape_goes_from_the_passages_to_the_groups_and_then_back(study):
    async with sitting(study) as here:
        screen = await at_themes(here)
        await here.press("tab", "escape")
        assert screen.focused is screen.groups
        await here.press("escape")
        await here.until(lambda: isinstance(here.app.screen, CodingScreen))


async def test_what_cannot_be_answered_is_said(study, desks):
    async with sitting(study) as here:
        await here.press("M")
        await here.until(lambda: desks)
        await here.until(lambda: isinstance(here.app.screen, ThemesScreen))
        await here.until(lambda: here.app.screen._found is not None)
        desks[0].error = SuggestError("Not today.", "Ask tomorrow.")
        await here.press("r")
        await here.until(lambda: "Not today." in here.message)


async def test_a_screen_that_was_left_takes_no_answer(study, desks):
    async with sitting(study) as here:
        screen = await at_themes(here)
        desks[0].gate.clear()
        await here.press("r")
        await here.until(lambda: desks[0].asked.count(("themes",)) == 2)
        await here.press("escape")
        await here.until(lambda: isinstance(here.app.screen, CodingScreen))
        desks[0].gate.set()
        await here.press("M")
        await here.until(lambda: isinstance(here.app.screen, ThemesScreen) and here.app.screen is not screen)
        await here.until(lambda: here.app.screen._found is not None)


async def test_in_a_blind_study_nobody_is_not_asked_about(study):
    with StudyFile.open(study) as opened, opened.act(None, "study.blind") as act:
        act.run("INSERT INTO facts(key, value) VALUES ('blind', '1')")
    async with sitting(study) as here:
        screen = await at_themes(here)
        await here.press("n")
        await here.until(lambda: "blind" in here.message)
        assert not screen.nobody


async def test_transcripts_are_listed_with_the_reason_and_enter_opens_one(study):
    async with sitting(study) as here:
        screen = await at_next(here)
        found = screen._found
        assert {one.name for one in found.transcripts} == {"I-01", "I-02", "I-03"}
        assert text(screen, "#whole") == found.transcripts[0].reason
        await here.press("down", "enter")
        await here.until(lambda: isinstance(here.app.screen, CodingScreen))
        await here.until(lambda: here.screen.desk.transcript.uuid == found.transcripts[1].transcript)


async def test_tab_shows_passages_and_enter_goes_to_one(study):
    async with sitting(study, size=SMALL) as here:
        screen = await at_next(here)
        await here.press("tab")
        await here.until(lambda: screen.grid.table.name == "next_passages")
        passage = screen._found.passages[0]
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, CodingScreen))
        await here.until(lambda: here.selected in passage.excerpt)


async def test_o_asks_for_the_most_uncertain_first_and_says_what_that_needs(study):
    async with sitting(study) as here:
        screen = await at_next(here)
        await here.press("o")
        await here.until(lambda: screen._found.uncertain)
        assert screen.passages
        await here.until(lambda: "No code has an example yet" in here.message)
