"""The interview guide in the screens: its questions, who was asked, linking turns, and the question in force."""

import pytest
from textual.widgets import DataTable, Static

from codebook.guide import guide_from_text
from tests.workbench.tui.sitting import SMALL, sitting
from transcripts.spans import Span
from workbench.store import guide, guide_turns, transcripts
from workbench.store.study_file import StudyFile
from workbench.tui.screens.guide import GuideScreen
from workbench.tui.screens.guide_links import LinkingScreen
from workbench.tui.screens.passages import PassagesScreen
from workbench.workflows.coding import apply_codes
from workbench.workflows.guiding import import_guide
from workbench.workflows.linking import Decided, confirm_links

GUIDE = """
Objectifs
  Q1. Pourquoi êtes-vous allés sur les médias sociaux ? [OBJ]
    - Qui en a eu l’idée ?
Organisation
  Q2. Par quelles étapes passe un texte, et comment le validez-vous ? [TON]
  Q3. Êtes-vous contents ?
"""


@pytest.fixture
def guided(made, path):
    with StudyFile.open(path) as study:
        import_guide(study, None, guide_from_text(GUIDE, name="g.txt", language="fr"))
    return made


def _rows(here) -> list[list[str]]:
    table = here.app.screen.query_one(DataTable)
    return [[str(cell) for cell in table.get_row_at(row)] for row in range(table.row_count)]


def _said(here, name: str = "I-05") -> list[tuple[int, str, bool]]:
    reader = here.session.study.reader
    names = {entry.uuid: entry.name for entry in guide.questions(reader)}
    found = guide_turns.decided(reader, transcripts.named(reader, name))
    return [(one.turn, names.get(one.question, ""), one.follow_up) for one in found]


def _text(here, selector: str) -> str:
    return str(here.app.screen.query_one(selector, Static).render())


async def _open_guide(here) -> None:
    await here.press("Q")
    await here.until(lambda: isinstance(here.app.screen, GuideScreen) and _rows(here))


async def _open_linking(here) -> None:
    await _open_guide(here)
    await here.press("l")
    await here.until(lambda: isinstance(here.app.screen, LinkingScreen) and _rows(here))


# The pass


async def test_each_turn_of_the_interviewer_stands_with_its_proposal(guided, path):
    async with sitting(path) as here:
        await _open_linking(here)
        assert [row[0] for row in _rows(here)] == ["1", "3", "5"]
        assert [row[2] for row in _rows(here)] == ["Q1", "Q2", "–"]
        assert "I-05" in str(here.app.screen.heading.render()) and "1 of 2" in str(here.app.screen.heading.render())
        assert "1 Q1 Pourquoi" in _text(here, "#legend")
        assert _said(here) == []


async def test_enter_confirms_a_turn_and_goes_on_and_after_the_last_to_the_next_transcript(guided, path):
    async with sitting(path) as here:
        await _open_linking(here)
        await here.press("enter")
        await here.until(lambda: _said(here) == [(1, "Q1", False)])
        await here.until(lambda: here.app.screen.query_one(DataTable).cursor_row == 1)
        await here.press("enter", "enter")
        await here.until(lambda: len(_said(here)) == 3)
        await here.until(lambda: "I-06" in str(here.app.screen.heading.render()))


async def test_one_key_confirms_all_that_is_left_as_one_step_and_backspace_takes_it_back(guided, path):
    async with sitting(path) as here:
        await _open_linking(here)
        await here.press("enter")
        await here.until(lambda: len(_said(here)) == 1)
        await here.press("a")
        await here.until(lambda: _said(here) == [(1, "Q1", False), (3, "Q2", False), (5, "", False)])
        await here.until(lambda: "I-06" in str(here.app.screen.heading.render()))
        await here.press("backspace")
        await here.until(lambda: len(_said(here)) == 1)
        await here.until(lambda: "I-05" in str(here.app.screen.heading.render()))
        await here.until(lambda: here.app.screen.query_one(DataTable).cursor_row == 1)
        await here.press("backspace")
        await here.until(lambda: _said(here) == [])
        await here.press("backspace")
        await here.until(lambda: "Nothing was said here" in here.message)


async def test_a_digit_chooses_another_question_and_the_rest_is_proposed_anew(guided, path):
    async with sitting(path) as here:
        await _open_linking(here)
        await here.press("2")
        await here.until(lambda: _said(here) == [(1, "Q2", False)])
        await here.until(lambda: _rows(here)[0][2:5] == ["Q2", "opening", "✓"])
        await here.until(lambda: _rows(here)[1][2:4] != ["Q2", "opening"])


async def test_letters_choose_a_question_and_nonsense_is_told(guided, path):
    async with sitting(path) as here:
        await _open_linking(here)
        await here.press("c")
        await here.type("conten")
        await here.press("enter")
        await here.until(lambda: _said(here) == [(1, "Q3", False)])
        await here.press("c")
        await here.type("zzzz")
        await here.press("enter")
        await here.until(lambda: "No question of the guide is like this" in here.message)


async def test_none_and_follow_up_have_a_key_each(guided, path):
    async with sitting(path, size=SMALL) as here:
        await _open_linking(here)
        await here.press("n")
        await here.until(lambda: _said(here) == [(1, "", False)])
        await here.press("f")
        await here.until(lambda: (3, "Q2", True) in _said(here))
        await here.press("up", "up", "f")
        await here.until(lambda: "puts no question" in here.message)


async def test_keys_that_come_at_once_are_all_taken(guided, path):
    async with sitting(path) as here:
        await _open_linking(here)
        here.burst("2", "n", "enter")
        await here.until(lambda: _said(here) == [(1, "Q2", False), (3, "", False), (5, "", False)])


async def test_the_end_of_the_pass_is_told(guided, path):
    async with sitting(path) as here:
        await _open_linking(here)
        await here.press("a")
        await here.until(lambda: "I-06" in str(here.app.screen.heading.render()))
        await here.press("a")
        await here.until(lambda: "Every transcript is linked" in here.message)
        assert len(guide.linked_transcripts(here.session.study.reader)) == 2
        await here.press("a")
        await here.until(lambda: "Every transcript is linked" in here.message)


async def test_transcripts_can_be_gone_through_and_a_turn_read_in_its_place(guided, path):
    async with sitting(path) as here:
        await _open_linking(here)
        await here.press("right_parenthesis")
        await here.until(lambda: "I-06" in str(here.app.screen.heading.render()))
        await here.press("left_parenthesis")
        await here.until(lambda: "I-05" in str(here.app.screen.heading.render()))
        await here.press("down", "o")
        await here.until(lambda: here.app.screen is here.screen)
        assert here.selected == "Et comment validez-vous ?"


async def test_without_a_guide_the_screens_say_how_to_get_one(path):
    async with sitting(path) as here:
        await here.press("Q")
        await here.until(lambda: "no guide yet" in here.message)
        await here.press("i")
        await here.type("guide-quatre-parties")
        await here.press("enter")
        await here.until(lambda: "OBJ" in here.message or "USAGE" in here.message)


# The guide


async def test_the_guide_shows_who_was_asked_and_opens_the_turns(guided, path):
    async with sitting(path) as here:
        await _open_linking(here)
        await here.press("a")
        await here.until(lambda: len(_said(here)) == 3)
        await here.press("escape")
        await here.until(lambda: isinstance(here.app.screen, GuideScreen) and _rows(here)[0][3] == "1")
        assert _rows(here)[0][0] == "Q1" and _rows(here)[0][3:] == ["1", "0", "0", "1"]
        assert _rows(here)[2][3:] == ["0", "0", "1", "1"]
        await here.until(lambda: "was asked: I-05" in _text(here, "#who"))
        assert "not linked: I-06" in _text(here, "#who") and "Qui en a eu" in _text(here, "#who")
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, PassagesScreen))
        await here.until(lambda: "1 passage" in here.message)


async def test_a_question_is_removed_and_brought_back(guided, path):
    async with sitting(path) as here:
        await _open_guide(here)
        await here.press("x")
        await here.until(lambda: [row[0] for row in _rows(here)] == ["Q2", "Q3"])
        await here.press("u")
        await here.until(lambda: [row[0] for row in _rows(here)] == ["Q1", "Q2", "Q3"])


# While coding


@pytest.fixture
def linked(guided, path):
    """I-05 wholly linked: Q1, then Q2; I-06 not at all."""
    with StudyFile.open(path) as study:
        uuids = {entry.name: entry.uuid for entry in guide.questions(study.reader)}
        said = [Decided(1, uuids["Q1"], False), Decided(3, uuids["Q2"], False), Decided(5, None, False)]
        confirm_links(study, guided.maude.uuid, guided.transcript, said)
    return guided


async def test_parentheses_move_by_question_and_the_header_says_which_is_in_force(linked, path):
    async with sitting(path) as here:
        assert "Q1 ▸ Pourquoi" in here.header
        await here.press("right_parenthesis")
        assert here.selected == "Et comment validez-vous ?"
        assert "Q2 ▸ Par quelles" in here.header
        await here.press("j", "j")
        assert "Q2 ▸" in here.header
        await here.press("left_parenthesis", "left_parenthesis")
        assert here.selected == "Pourquoi y êtes-vous allés ?" and "Q1 ▸" in here.header
        await here.press("left_parenthesis")
        assert "No guide question comes before" in here.message


async def test_a_coding_is_prompted_by_the_question_in_force_or_spontaneous(linked, path):
    with StudyFile.open(path) as study:
        for code in ("IMAGE", "TON"):
            apply_codes(study, linked.maude.uuid, linked.transcript, Span(29, 62), [linked.codes[code]])
    async with sitting(path) as here:
        await here.press("j")
        shown = {entry.short: (entry.prompted, entry.spontaneous) for entry in here.screen.passage_pane.entries}
        assert shown == {"IMAGE": ("Q1", False), "TON": ("", True)}
        assert "spontaneous" in "".join(line.plain for line in here.screen.passage_pane._lines)


async def test_what_is_not_linked_is_neither_prompted_nor_spontaneous(guided, path):
    with StudyFile.open(path) as study:
        apply_codes(study, guided.maude.uuid, guided.transcript, Span(29, 62), [guided.codes["TON"]])
    async with sitting(path) as here:
        await here.press("j")
        assert [(one.prompted, one.spontaneous) for one in here.screen.passage_pane.entries] == [("", False)]


async def test_links_made_meanwhile_show_when_one_comes_back_and_undo_takes_them_away(guided, path):
    async with sitting(path) as here:
        await here.press("j", "1")
        await here.settled()
        assert "Q1" not in here.header
        await _open_linking(here)
        await here.press("a")
        await here.until(lambda: len(_said(here)) == 3)
        await here.press("escape", "escape")
        await here.until(lambda: here.app.screen is here.screen and "Q1 ▸" in here.header)
        assert here.marks == ["IMAGE"] and here.selected.startswith("Au début")
        await here.press("u")
        await here.settled()
        assert _said(here) == [] and "Q1" not in here.header
        assert here.shorts("Maude") == ["IMAGE"]


async def test_a_narrow_header_keeps_the_name_of_the_question(linked, path):
    async with sitting(path, size=(50, 24)) as here:
        assert "Q1" in here.header and "Pourquoi" not in here.header
