"""The list of transcripts of a blind study: who codes what, who is done, and the seals."""

import pytest

from tests.workbench.blind_studies import Twin, twins
from tests.workbench.tui.sitting import Sitting, sitting
from workbench.store import states
from workbench.tui.screens.transcripts import TranscriptsScreen
from workbench.workflows.sealing import seal_states


@pytest.fixture
def twin(tmp_path) -> Twin:
    return twins(tmp_path)[0]


async def at_list(here: Sitting) -> TranscriptsScreen:
    await here.press("T")
    await here.until(lambda: isinstance(here.app.screen, TranscriptsScreen) and here.app.screen._listing)
    return here.app.screen


async def typed(here: Sitting, text: str) -> None:
    here.app.screen.prompt.input.value = text
    await here.press("enter")


async def test_states_of_all_are_listed_and_no_count_of_what_is_sealed(twin):
    async with sitting(twin.path) as here:
        screen = await at_list(here)
        cells = [screen._cells(entry, screen._listing) for entry in screen._listing.entries]
        assert [row[4] for row in cells] == ["can be opened", "waits", "waits"]
        assert [row[6] for row in cells] == ["done", "coding", "–"]
        assert "codings" in cells[0][5]


async def test_a_seal_is_opened_once_that_was_confirmed(twin):
    async with sitting(twin.path) as here:
        screen = await at_list(here)
        await here.press("o")
        await typed(here, "no")
        await here.until(lambda: "stays closed" in here.message)
        await here.press("o")
        await typed(here, "yes")
        await here.until(lambda: "The seal of I-05 is open" in here.message)
        assert [bool(one.opened) for one in seal_states(here.session.study)] == [True, False, False]
        assert here.session.seal.sees(twin.julien.uuid, twin.texts["I-05"])
        await here.press("down", "o")
        await typed(here, "yes")
        await here.until(lambda: "Julien has not marked it done" in screen.message.sentence)


async def test_a_coder_is_taken_off_and_given_a_transcript_in_one_line(twin):
    async with sitting(twin.path) as here:
        screen = await at_list(here)
        await here.press("down", "a")
        assert screen.prompt.input.value == "Maude,Julien"
        await typed(here, "Maude")
        await here.until(lambda: "I-06 is coded by: Maude." in here.message)
        assert twin.texts["I-06"] not in states.of_coder(here.session.study.reader, twin.julien.uuid)
        await here.press("a")
        await typed(here, "Nobody")
        await here.until(lambda: "There is no coder Nobody" in here.message)
