"""Linking speakers to participants: one pass, one key each."""

import pytest

from tests.workbench.making import bench, transcript
from tests.workbench.tui.sitting import sitting
from transcripts.model import Role
from workbench.store import participants, transcripts
from workbench.tui.screens.participants import ParticipantsScreen
from workbench.tui.screens.voices import VoicesScreen
from workbench.workflows.participating import import_participants

WHO = {
    "I-01": {"surnom": "Zoé Bédard", "corps": "Musée du Fleuve"},
    "I-02": {"surnom": "Luc", "corps": "École des Pins"},
    "I-03": {"surnom": "Anna", "corps": "Port"},
}


@pytest.fixture
def path(tmp_path):
    made = bench(
        tmp_path / "essai.study",
        transcript("groupe", (("ENQ", "Et vous ?"), ("zoe bedard", "Moi."), ("Luc", "Et moi."), ("R3", "Aussi."))),
        transcript("entretien 3", (("ENQ", "Et vous ?"), ("Répondante", "Moi."))),
    )
    import_participants(made.study, None, WHO, ["surnom", "corps"])
    made.study.close()
    return made.study.path


async def opened(here) -> None:
    await here.press("P")
    await here.until(lambda: isinstance(here.app.screen, ParticipantsScreen) and here.app.screen.people)
    await here.press("l")
    await here.until(lambda: isinstance(here.app.screen, VoicesScreen) and here.app.screen.grid.table)
    await here.pilot.pause()


def linked(here) -> dict[str, str]:
    found = transcripts.speakers(here.session.study.reader)
    return {one.label: one.participant if one.role is Role.PARTICIPANT else "asks" for one in found}


def label(here) -> str:
    grid = here.app.screen.grid
    return grid.table.rows[grid.row][1]


async def test_each_key_decides_one_speaker_and_goes_to_the_next(path):
    async with sitting(path) as here:
        await opened(here)
        assert label(here) == "zoe bedard"
        assert "I-01" in str(here.app.screen.query_one("#who").render())
        await here.press("enter")
        await here.until(lambda: linked(here)["zoe bedard"] == "I-01")
        await here.until(lambda: label(here) == "Luc")
        await here.press("1")
        await here.until(lambda: linked(here)["Luc"] == "I-02")
        await here.until(lambda: label(here) == "R3")
        await here.press("i")
        await here.until(lambda: linked(here)["R3"] == "asks")
        await here.until(lambda: label(here) == "Répondante")
        await here.press("backspace")
        await here.until(lambda: linked(here)["R3"] != "asks")


async def test_all_that_leave_no_doubt_are_linked_at_once_and_stopgaps_go(path):
    async with sitting(path) as here:
        await opened(here)
        await here.press("A")
        await here.until(lambda: linked(here)["Luc"] == "I-02" and linked(here)["zoe bedard"] == "I-01")
        assert linked(here)["Répondante"] == "I-03"
        await here.until(lambda: "Linked: 3" in here.message)
        pseudonyms = participants.numbers(here.session.study.reader).values()
        assert set(pseudonyms) == {"I-01", "I-02", "I-03", "R3"}
        await here.press("u")
        await here.until(lambda: linked(here)["Luc"] == "Luc")


async def test_somebody_else_is_typed_and_somebody_new_made(path):
    async with sitting(path) as here:
        await opened(here)
        await here.press("p")
        here.app.screen.prompt.input.value = "i-03"
        await here.press("enter")
        await here.until(lambda: linked(here)["zoe bedard"] == "I-03")
        await here.until(lambda: label(here) == "Luc")
        await here.press("n")
        assert here.app.screen.prompt.input.value == "Luc"
        here.app.screen.prompt.input.value = "I-77"
        await here.press("enter")
        await here.until(lambda: linked(here)["Luc"] == "I-77")
        await here.press("9")
        await here.pilot.pause()
        assert "Nobody stands beside" in here.message
        await here.press("escape")
        await here.until(lambda: isinstance(here.app.screen, ParticipantsScreen))
        await here.until(lambda: "I-77" in [one.pseudonym for one in here.app.screen.people.entries])
