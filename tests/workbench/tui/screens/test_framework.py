"""The framework grid on the screen: moving, opening a cell, writing, choosing categories, linking passages."""

import pytest

from codebook.guide import Guide, Question, Section
from tests.workbench.tui.sitting import SMALL, sitting
from transcripts.spans import Span
from workbench.store import framework, guide, participants
from workbench.store.study_file import StudyFile
from workbench.tui.screens.finding import FindingScreen
from workbench.tui.screens.framework import FrameworkScreen
from workbench.tui.screens.framework_cell import CellScreen
from workbench.workflows.categorising import add_category
from workbench.workflows.coding import apply_codes
from workbench.workflows.framework import Place, fill_cell
from workbench.workflows.guiding import import_guide

QUESTIONS = (
    Question("Q1", "Pourquoi y êtes-vous allés ?", ("OBJ",)),
    Question("Q2", "Comment validez-vous ?", ("TON",)),
)


@pytest.fixture
def asked(made, path):
    """Two questions linked in the first interview, one coding in its first answer, two categories."""
    from workbench.store.rows import TurnQuestionRow

    with StudyFile.open(path) as study:
        import_guide(study, None, Guide((Section("", QUESTIONS),)))
        known = guide.question_numbers(study.reader)
        numbers = [known[one.uuid] for one in guide.questions(study.reader)]
        with study.act(None, "guide.link", kind="birth") as act:
            transcript = act.pictures.id_of("transcripts", made.transcript)
            for turn, number in ((1, numbers[0]), (3, numbers[1])):
                fields = {"transcript_id": transcript, "turn_number": turn, "question_id": number, "follow_up": 0}
                act.add(TurnQuestionRow(uuid=f"link-{turn}", **fields))
        apply_codes(study, made.maude.uuid, made.transcript, Span(29, 62), [made.codes["IMAGE"]])
        apply_codes(study, made.julien.uuid, made.transcript, Span(63, 113), [made.codes["PROJET"]])
        for label in ("être vu", "suivre"):
            add_category(study, None, guide.questions(study.reader)[0].uuid, label)
    return path


async def opened(here, key: str = "W") -> FrameworkScreen:
    await here.press(key)
    await here.until(lambda: isinstance(here.app.screen, FrameworkScreen) and here.app.screen.grid.table)
    await here.pilot.pause()
    return here.app.screen


async def cell(here) -> CellScreen:
    await opened(here)
    await here.press("enter")
    await here.until(lambda: isinstance(here.app.screen, CellScreen) and here.app.screen.passages)
    await here.pilot.pause()
    return here.app.screen


def words(screen: CellScreen) -> list[str]:
    return [one.text for one in screen.passages.passages]


def cells(here, coder: str = "Maude") -> dict[tuple[str, str], tuple[str, str]]:
    reader = here.session.study.reader
    names = {one.uuid: one.name for one in guide.questions(reader)}
    labels = {one.uuid: one.label for one in framework.categories(reader)}
    uuid = next(one.uuid for one in here.session.people.values() if one.name == coder)
    return {
        (one.pseudonym, names[one.column]): (one.body, labels.get(one.category, ""))
        for one in framework.cells(reader, uuid)
    }


async def test_the_grid_shows_what_stands_behind_each_cell_and_the_arrows_move(asked):
    async with sitting(asked) as here:
        screen = await opened(here)
        assert [list(row) for row in screen.grid.table.rows] == [["I-05", "(1)", None], ["I-06", None, None]]
        assert screen.place() == (0, 0)
        assert "Pourquoi" in str(screen.query_one("#cell").render())
        await here.press("right", "down")
        assert screen.place() == (1, 1)
        assert "Comment" in str(screen.query_one("#cell").render())


async def test_a_summary_is_written_kept_by_leaving_and_shown_in_the_grid(asked):
    async with sitting(asked) as here:
        screen = await cell(here)
        assert words(screen) == ["Au début la direction avait peur."]
        await here.press("enter")
        await here.type("La peur, 1 fois.")
        await here.press("escape")
        await here.until(lambda: cells(here) == {("I-05", "Q1"): ("La peur, 1 fois.", "")})
        await here.press("escape")
        await here.until(lambda: isinstance(here.app.screen, FrameworkScreen))
        await here.until(lambda: here.app.screen.grid.table.rows[0][1] == "La peur, 1 fois. (1)")
        assert "La peur" in str(here.app.screen.query_one("#cell").render())


async def test_digits_choose_a_category_and_nought_takes_it_away(asked):
    async with sitting(asked) as here:
        screen = await cell(here)
        await here.press("2")
        await here.until(lambda: cells(here).get(("I-05", "Q1")) == ("", "suivre"))
        await here.until(lambda: "2 ●suivre" in str(screen.query_one("#categories").render()))
        await here.press("9")
        await here.pilot.pause()
        assert "no category 9" in here.message
        await here.press("0")
        await here.until(lambda: cells(here) == {})
        await here.press("c")
        await here.type("parler")
        await here.press("enter")
        await here.until(lambda: cells(here) == {("I-05", "Q1"): ("", "parler")})
        await here.press("u")
        await here.until(lambda: len(framework.categories(here.session.study.reader)) == 2 and cells(here) == {})


async def test_passages_are_linked_and_all_words_are_shown_on_request(asked):
    async with sitting(asked) as here:
        screen = await cell(here)
        await here.press("space")
        await here.until(lambda: screen.passages.linked == (True,))
        [entry] = framework.cells(here.session.study.reader)
        assert [one.span for one in entry.passages] == [Span(29, 62)]
        await here.press("w")
        await here.until(lambda: len(words(screen)) == 2)
        assert words(screen)[0] == "Au début la direction avait peur."
        assert words(screen)[1].startswith("Au début") and words(screen)[1].endswith("page.")
        await here.press("down", "space")
        await here.until(lambda: screen.passages.linked == (True, True))
        await here.press("up", "space")
        await here.until(
            lambda: [one.span.start for one in framework.cells(here.session.study.reader)[0].passages] == [29]
        )


async def test_one_goes_on_to_other_cells_without_losing_what_was_typed(asked):
    async with sitting(asked) as here:
        screen = await cell(here)
        await here.press("e")
        await here.type("un")
        await here.press("ctrl+s", ")")
        await here.until(lambda: (screen.row, screen.column) == (0, 1) and screen.area.text == "")
        await here.until(
            lambda: (
                words(screen)[:1]
                == ["Une réponse simple, je la fais. Le reste monte à la directrice. La notoriété suit."]
            )
        )
        await here.press("e")
        await here.type("deux")
        await here.press("escape", "(")
        await here.until(lambda: screen.area.text == "un")
        assert cells(here) == {("I-05", "Q1"): ("un", ""), ("I-05", "Q2"): ("deux", "")}
        await here.press("J")
        await here.until(lambda: "I-06" in str(screen.heading.render()) and words(screen) == [])
        assert "Nothing was said" in str(screen.query_one("#whole").render())
        await here.press("J")
        await here.pilot.pause()
        assert "ends here" in here.message
        await here.press("escape")
        await here.until(lambda: isinstance(here.app.screen, FrameworkScreen) and here.app.screen.place() == (1, 0))


async def test_a_passage_opens_in_its_transcript(asked):
    async with sitting(asked) as here:
        await cell(here)
        await here.press("t")
        await here.until(lambda: here.app.screen is here.screen)
        assert here.selected == "Au début la direction avait peur."


async def test_the_grid_can_be_of_codes_and_of_another_coder(asked):
    async with sitting(asked) as here:
        screen = await opened(here)
        await here.press("c", "enter")
        await here.until(lambda: [column.heading for column in screen.grid.table.columns][1:] == ["OBJ", "TON"])
        assert screen.grid.table.rows[0][1] == "(1)"
        await here.press("c")
        screen.prompt.input.value = "PROJET"
        await here.press("enter")
        await here.until(lambda: [column.heading for column in screen.grid.table.columns][1:] == ["PROJET"])
        assert screen.grid.table.rows[0][1] is None
        await here.press("l")
        await here.until(lambda: screen.grid.table.rows[0][1] == "(1)")
        assert "Julien" in str(screen.heading.render())


async def test_categories_are_changed_as_one_line(asked):
    async with sitting(asked) as here:
        screen = await opened(here)
        await here.press("g")
        assert screen.prompt.input.value == "être vu; suivre"
        screen.prompt.input.value = "suivre; être entendu; autre"
        await here.press("enter")
        reader = here.session.study.reader
        await here.until(
            lambda: [one.label for one in framework.categories(reader)] == ["suivre", "être entendu", "autre"]
        )
        await here.press("u")
        await here.until(lambda: [one.label for one in framework.categories(reader)] == ["être vu", "suivre"])


async def test_the_distribution_opens_as_a_finding(asked, made):
    with StudyFile.open(asked) as study:
        place = Place(participants.named(study.reader, "I-05"), guide.questions(study.reader)[0].uuid)
        fill_cell(study, made.maude.uuid, place, category=framework.categories(study.reader)[0].uuid)
    async with sitting(asked) as here:
        await opened(here)
        await here.press("d")
        await here.until(lambda: isinstance(here.app.screen, FindingScreen) and here.app.screen.answer)
        assert here.app.screen.answer.report.name == "categories"


async def test_others_cells_are_seen_beside_ones_own_but_not_in_a_blind_study(asked, made):
    with StudyFile.open(asked) as study:
        place = Place(participants.named(study.reader, "I-05"), guide.questions(study.reader)[0].uuid)
        fill_cell(study, made.julien.uuid, place, summary="vu par Julien")
    async with sitting(asked) as here:
        screen = await cell(here)
        assert "Julien: vu par Julien" in str(screen.query_one("#others").render())
        assert screen.area.text == ""
    with StudyFile.open(asked) as study, study.act(None, "study.blind", kind="birth") as act:
        act.run("INSERT INTO facts(key, value) VALUES ('blind', '1')")
    async with sitting(asked) as here:
        screen = await cell(here)
        assert str(screen.query_one("#others").render()) == ""
        await here.press("escape", "l")
        await here.until(lambda: "blind" in here.message)


async def test_a_study_without_a_guide_says_so_and_shows_codes_on_request(path):
    async with sitting(path, size=SMALL) as here:
        await here.press("W")
        await here.until(lambda: isinstance(here.app.screen, FrameworkScreen) and "no interview guide" in here.message)
        await here.press("c", "enter")
        await here.until(lambda: here.app.screen.grid.table)
        assert [column.heading for column in here.app.screen.grid.table.columns][1:] == ["OBJ", "TON"]
