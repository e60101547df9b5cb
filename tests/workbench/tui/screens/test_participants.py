"""The table of participants: read, sorted, narrowed, changed in place, and opened."""

import pytest

from tests.workbench.tui.sitting import SMALL, sitting
from transcripts.spans import Span
from workbench.store import participants
from workbench.store.participants import Recruitment
from workbench.store.study_file import StudyFile
from workbench.tui.screens.participants import ParticipantsScreen
from workbench.tui.screens.passages import PassagesScreen
from workbench.workflows.coding import apply_codes
from workbench.workflows.participating import import_participants

PEOPLE = {
    "I-05": {"category": "gestion de l’État", "hours": "12", "since": "2024-03-12"},
    "I-06": {"category": "culture", "hours": "5-9", "since": ""},
    "I-07": {"category": "culture", "hours": "?", "since": ""},
    "I-08": {"category": "gestion de l’État", "hours": "", "since": ""},
}


@pytest.fixture
def people(made, path):
    with StudyFile.open(path) as study:
        import_participants(study, None, PEOPLE, ["category", "hours", "since"])
    return path


async def opened(here) -> None:
    await here.press("P")
    await here.until(lambda: isinstance(here.app.screen, ParticipantsScreen))
    await here.until(lambda: here.app.screen.people is not None)
    await here.pilot.pause()


def names(here) -> list[str]:
    grid = here.app.screen.grid
    return [grid.table.rows[place][0] for place in grid.shown]


def known(here, pseudonym: str) -> dict:
    found = {one.pseudonym: one for one in participants.entries(here.session.study.reader)}
    return found[pseudonym].attributes


async def stand(here, row: int, column: str) -> None:
    here.app.screen.grid.stand_on(row=row, column=column)
    await here.pilot.pause()


async def answer(here, text: str) -> None:
    here.app.screen.prompt.input.value = text
    await here.press("enter")


async def test_participants_are_shown_with_attributes_progress_and_transcripts(people):
    async with sitting(people) as here:
        await opened(here)
        table = here.app.screen.grid.table
        assert [column.heading for column in table.columns] == [
            *("Participant", "category", "hours", "since", "Recruitment", "Maude", "Julien", "Transcripts"),
        ]
        assert list(table.rows[0]) == ["I-05", "gestion de l’État", 12, "2024-03-12", None, "to do", "to do", ("I-05",)]
        assert list(table.rows[2])[2:] == ["?", None, None, None, None, None]
        assert "4 participants" in str(here.app.screen.heading.render())


async def test_rows_are_sorted_and_narrowed_while_typing(people):
    async with sitting(people) as here:
        await opened(here)
        await stand(here, 0, "attribute.category")
        await here.press("s")
        assert names(here) == ["I-06", "I-07", "I-05", "I-08"]
        await here.press("/")
        await here.type("etat")
        assert names(here) == ["I-05", "I-08"]
        await here.press("enter")
        assert "2 with “etat”" in str(here.app.screen.heading.render())
        await here.press("escape")
        assert len(names(here)) == 4
        await here.press("escape")
        await here.until(lambda: here.app.screen is here.screen)


async def test_an_attribute_is_changed_in_one_line_and_it_is_said_how_it_was_read(people):
    async with sitting(people) as here:
        await opened(here)
        await stand(here, 1, "attribute.hours")
        await here.press("e")
        assert here.app.screen.prompt.input.value == "5–9"
        await answer(here, "env. 1 200,5")
        await here.until(lambda: known(here, "I-06")["hours"].low == 1200.5)
        await here.until(lambda: "hours is ~1200.5" in here.message)
        await stand(here, 0, "attribute.since")
        await here.press("e")
        await answer(here, "03/04/2024")
        await here.until(lambda: "the month may be meant" in here.message)
        assert known(here, "I-05")["since"].text == "2024-04-03"
        await here.press("e")
        await answer(here, "demain")
        await here.until(lambda: "cannot be read as date" in here.message)
        await here.press("u")
        await here.until(lambda: known(here, "I-05")["since"].text == "2024-03-12")


async def test_the_beginning_of_a_choice_will_do_and_a_new_one_is_asked_twice(people):
    async with sitting(people) as here:
        await opened(here)
        await stand(here, 1, "attribute.category")
        await here.press("e")
        assert "gestion de l’État / culture" in str(here.app.screen.heading.render())
        await answer(here, "gest")
        await here.until(lambda: known(here, "I-06")["category"].text == "gestion de l’État")
        await here.press("e")
        await answer(here, "santé")
        assert "Enter again" in str(here.app.screen.heading.render())
        assert known(here, "I-06")["category"].text == "gestion de l’État"
        await here.press("enter")
        await here.until(lambda: known(here, "I-06")["category"].text == "santé")
        await here.until(lambda: "This choice is new" in here.message)


async def test_recruitment_is_recorded_in_its_column(people):
    async with sitting(people) as here:
        await opened(here)
        await stand(here, 3, "recruitment.status")
        await here.press("e")
        await answer(here, "refusée")
        reader = here.session.study.reader
        await here.until(
            lambda: [one.status for one in participants.recruitment(reader).values()] == [Recruitment.REFUSED]
        )
        await here.until(lambda: "1 not in the study" in str(here.app.screen.heading.render()))
        await stand(here, 3, "recruitment.reason")
        await here.press("e")
        await answer(here, "pas le temps")
        await here.until(lambda: [one.reason for one in participants.recruitment(reader).values()] == ["pas le temps"])


async def test_participants_are_added_renamed_and_put_in_the_bin(people):
    async with sitting(people) as here:
        await opened(here)
        await here.press("n")
        await answer(here, " I-09 ")
        await here.until(lambda: names(here)[-1:] == ["I-09"] and here.app.screen.grid.row == 4)
        await here.press("r")
        await answer(here, "I-10")
        await here.until(lambda: names(here)[-1] == "I-10")
        await here.press("x")
        await here.until(lambda: "I-10" not in names(here))
        await here.press("u")
        await here.until(lambda: "I-10" in names(here))
        await stand(here, 0, "pseudonym")
        await here.press("x")
        await here.until(lambda: "speaks in 1 transcript" in here.message)


async def test_an_attribute_is_added(people):
    async with sitting(people) as here:
        await opened(here)
        await here.press("a")
        await answer(here, "portée: locale; nationale")
        await here.until(lambda: "portée" in [column.heading for column in here.app.screen.grid.table.columns])
        [made] = [one for one in participants.attributes(here.session.study.reader) if one.name == "portée"]
        assert made.choices == ("locale", "nationale")


async def test_enter_opens_what_somebody_says(people, made):
    with StudyFile.open(people) as study:
        apply_codes(study, made.maude.uuid, made.transcript, Span(29, 62), [made.codes["IMAGE"]])
        apply_codes(study, made.maude.uuid, made.transcript, Span(0, 10), [made.codes["TON"]])  # the interviewer's
    async with sitting(people) as here:
        await opened(here)
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, PassagesScreen) and here.app.screen.grid.table)
        assert [row[4] for row in here.app.screen.grid.table.rows] == ["Au début la direction avait peur."]
        await here.press("escape")
        await stand(here, 1, "pseudonym")
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, PassagesScreen) and here.app.screen.grid.table)
        assert [row[4] for row in here.app.screen.grid.table.rows] == ["Chez nous, tout est validé. Personne n’a peur."]
        await here.press("escape")
        await here.press("t")
        await here.until(lambda: here.app.screen is here.screen)
        assert here.screen.desk.transcript.name == "I-06"


async def test_one_without_a_transcript_says_so(people):
    async with sitting(people, size=SMALL) as here:
        await opened(here)
        await stand(here, 2, "pseudonym")
        await here.press("enter")
        await here.until(lambda: "speaks in no transcript" in here.message)


async def test_hostile_words_are_shown_harmlessly(people):
    with StudyFile.open(people) as study:
        import_participants(study, None, {"[b]\x1b[31mI‮": {"category": "[link=x]"}}, ["category"])
    async with sitting(people) as here:
        await opened(here)
        await here.press("end", "ctrl+end", "e")
        await here.pilot.pause()
        assert here.app.screen.people is not None
        assert "\x1b" not in "".join(
            strip.text for strip in here.app.screen.grid.render_lines(here.app.screen.grid.size.region)
        )
