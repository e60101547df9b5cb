import sqlite3
from contextlib import closing

import pytest

from codebook.coding import ReadingState, Stance
from tests.workbench.tui.sitting import SMALL, sitting
from transcripts.model import AttributeKind
from transcripts.spans import Span
from workbench.store import codings, transcripts
from workbench.store.study_file import StudyFile
from workbench.tui.screens.explanation import ExplanationScreen
from workbench.tui.screens.finding import FindingScreen
from workbench.tui.screens.findings import FindingsScreen, grouped, letters
from workbench.tui.screens.passages import PassagesScreen
from workbench.tui.widgets.grid_layout import cell_text
from workbench.workflows.attribute_edits import AttributeChange, add_attribute
from workbench.workflows.coding import apply_codes, set_state, weigh
from workbench.workflows.findings.registry import kinds


@pytest.fixture
def coded(made, path):
    """Both coders have finished both interviews; they agree on IMAGE and differ on PROJET and TON."""
    with StudyFile.open(path) as study:
        for coder, second in ((made.maude.uuid, "PROJET"), (made.julien.uuid, "TON")):
            apply_codes(study, coder, made.transcript, Span(29, 62), [made.codes["IMAGE"]])
            apply_codes(study, coder, made.transcript, Span(63, 113), [made.codes[second]])
            set_state(study, coder, [one.uuid for one in transcripts.listing(study.reader)], ReadingState.DONE)
    return made


def rows(here) -> list[dict[str, str]]:
    grid = here.app.screen.grid
    columns = grid.table.columns if grid.table else ()
    held = list(grid.table.rows) if grid.table else []
    return [{c.name: cell_text(cell, c) for cell, c in zip(held[at], columns, strict=True)} for at in grid.shown]


async def open_finding(here, name: str = "ranking") -> FindingScreen:
    await here.press("R")
    await here.until(lambda: isinstance(here.app.screen, FindingsScreen))
    key = next(key for key, kind in here.app.screen._letters.items() if kind.name == name)
    await here.press(key)
    await here.until(lambda: isinstance(here.app.screen, FindingScreen) and here.app.screen.answer)
    await here.pilot.pause()
    return here.app.screen


def title(here) -> str:
    return str(here.app.screen.heading.render())


def face(here) -> str:
    return str(here.app.screen.query_one("#face").render())


async def asked_again(here, *keys: str) -> None:
    """Press keys that ask the report another way, and wait for the answer."""
    before = here.app.screen.answer
    await here.press(*keys)
    await here.until(lambda: here.app.screen.answer is not before)
    await here.pilot.pause()


# The menu


async def test_every_report_has_a_line_and_a_letter_and_enter_opens_it(coded, path):
    async with sitting(path) as here:
        await here.press("R")
        await here.until(lambda: isinstance(here.app.screen, FindingsScreen))
        assert len(rows(here)) == len(kinds())
        assert all(row["key"] and row["summary"] for row in rows(here))
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, FindingScreen) and here.app.screen.answer)
        assert "Ranking" in title(here)
        await here.press("escape")
        await here.until(lambda: isinstance(here.app.screen, FindingsScreen))


def test_every_report_is_in_one_group_and_has_a_letter_of_its_own():
    from workbench.tui.keys import key_table

    found = [kind for _group, kind in grouped(kinds())]
    assert sorted(kind.name for kind in found) == sorted(kind.name for kind in kinds())
    keys = letters(found, key_table({}))
    assert len(keys) == len(found)
    assert not {"q", "j", "k", "s", "R", "T"} & set(keys)


# A report


async def test_a_figure_of_the_ranking_opens_its_passages_and_these_their_place(coded, path):
    async with sitting(path) as here:
        screen = await open_finding(here)
        by_label = {row["label"]: row for row in rows(here)}
        assert by_label["Image"]["participants"] == "1" and by_label["Projet"]["participants"] == "1"
        assert "Image" in str(screen.query_one("#plot Static").render())
        at = next(at for at, row in enumerate(rows(here)) if row["label"] == "Projet")
        screen.grid.stand_on(row=at, column="participants")
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, PassagesScreen) and rows(here))
        (row,) = rows(here)
        assert (row["said"], row["passage"]) == ("Maude · Projet", "Puis on a vu que d’autres parlaient à notre place.")
        assert "Projet" in title(here)
        await here.press("enter")
        await here.until(lambda: here.app.screen is here.screen)
        assert here.selected == "Puis on a vu que d’autres parlaient à notre place."
        assert here.current == "PROJET"


async def test_who_says_what_is_a_table_of_its_own_whose_cells_open_one_participants_passages(coded, path):
    async with sitting(path) as here:
        screen = await open_finding(here)
        await here.press("tab")
        assert {row["label"]: row["I-05"] for row in rows(here)}["Image"] == "●"
        silent = next(at for at, row in enumerate(rows(here)) if row["I-06"] == "·")
        screen.grid.stand_on(row=silent, column="I-06")
        await here.press("enter")
        await here.until(lambda: "No passage" in here.message)
        image = next(at for at, row in enumerate(rows(here)) if row["label"] == "Image")
        screen.grid.stand_on(row=image, column="I-05")
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, PassagesScreen) and rows(here))
        assert rows(here)[0]["passage"] == "Au début la direction avait peur."


async def test_ones_own_codings_come_first_then_the_others_then_all_side_by_side(coded, path):
    async with sitting(path) as here:
        await open_finding(here)
        assert "codings of Maude" in title(here) and "l shows the other coders" in here.message
        await asked_again(here, "l")
        assert "codings of Julien" in title(here)
        await asked_again(here, "l")
        assert "Maude, Julien" in title(here)
        assert {row["layer"] for row in rows(here)} == {"Maude", "Julien"}
        await asked_again(here, "l")
        assert "codings of Maude" in title(here)


async def test_another_branch_stands_on_the_face(coded, path):
    async with sitting(path) as here:
        screen = await open_finding(here)
        await here.press("b")
        await here.app.workers.wait_for_complete()
        assert screen.answer is not None
        assert "no branches" in here.message or "Branch" in face(here)


async def test_a_ranking_of_nothing_says_why(path):
    async with sitting(path) as here:
        await open_finding(here)
        await here.until(lambda: "read to the end" in here.message)


async def test_in_a_blind_study_only_ones_own_codings_are_counted(coded, path):
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("INSERT INTO facts(key, value) VALUES ('blind', '1')")
    async with sitting(path) as here:
        screen = await open_finding(here)
        assert screen.answer.layers == ("Maude",)
        await here.press("l")
        assert "blind" in here.message
        await here.press("f")
        await here.type("layer=Julien")
        await here.press("enter")
        await here.until(lambda: "codings of Julien are sealed" in here.message)
        assert screen.answer.layers == ("Maude",)


# Filters and options


async def test_a_filter_is_typed_with_completion_stands_on_the_face_and_is_taken_away(coded, path):
    async with sitting(path) as here:
        screen = await open_finding(here, "recurrence")
        everything = rows(here)
        await here.press("f")
        await here.until(lambda: screen.line.display and screen.line._found)
        await here.type(" bran")
        await here.press("tab")
        await here.type("proj")
        await here.press("tab")
        assert screen.line.input.value == "layer=Maude branch=PROJET "
        await asked_again(here, "enter")
        assert "PROJET" in face(here) and len(rows(here)) == 1
        await asked_again(here, "F")
        assert "PROJET" not in face(here) and rows(here) == everything


async def test_a_filter_goes_along_to_the_next_report(coded, path):
    async with sitting(path) as here:
        await open_finding(here, "recurrence")
        await here.press("f")
        await here.type(" branch=PROJET")
        await asked_again(here, "enter")
        await here.press("escape")
        await here.until(lambda: isinstance(here.app.screen, FindingsScreen))
        assert "branch=PROJET" in str(here.app.screen.query_one("#looking").render())
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, FindingScreen) and here.app.screen.answer)
        assert here.app.screen.answer.question.wanted.branch == "PROJET"


async def test_a_filter_that_cannot_be_understood_stays_to_be_mended(coded, path):
    async with sitting(path) as here:
        screen = await open_finding(here)
        await here.press("f")
        await here.type(" level=deep")
        await here.press("enter")
        assert "no level" in here.message and screen.line.display
        await here.press("escape")
        assert not screen.line.display and isinstance(here.app.screen, FindingScreen)


async def test_a_filter_that_names_nobody_is_refused_and_what_is_shown_stays(coded, path):
    async with sitting(path) as here:
        screen = await open_finding(here)
        shown = screen.answer
        await here.press("f")
        await here.type(" participants=I-99")
        await here.press("enter")
        await here.until(lambda: "I-99" in here.message)
        assert screen.answer is shown
        await asked_again(here, "l")
        assert "Julien" in title(here)


async def test_an_option_is_changed_by_its_digit_or_in_one_line(coded, path):
    async with sitting(path) as here:
        screen = await open_finding(here)
        await here.press("1")
        await here.until(lambda: screen.prompt.display)
        await here.press(*["backspace"] * 4)
        await here.type("100")
        await asked_again(here, "enter")
        assert screen.answer.fact("draws") == 100
        assert "draws=100" in str(screen.query_one("#what").render())
        await here.press("1", "x", "enter")
        await here.until(lambda: "cannot be" in here.message)
        await here.press("o")
        await here.type(" seed=7")
        await asked_again(here, "enter")
        assert (screen.answer.fact("draws"), screen.answer.fact("seed")) == (100, 7)


async def test_a_choice_goes_on_to_the_next_value(coded, path):
    async with sitting(path) as here:
        screen = await open_finding(here, "matrix")
        await asked_again(here, "1")
        assert screen.answer.question.options == {"by": "transcript"}
        assert "by=transcript" in str(screen.query_one("#what").render())


async def test_keys_pressed_fast_show_the_last_answer_alone(coded, path):
    async with sitting(path) as here:
        screen = await open_finding(here)
        taken = []
        show = screen._show_face
        screen._show_face = lambda: (taken.append(screen.answer.question.wanted.layer), show())[1]
        here.burst("l", "F", "l", "F", "l")
        await here.until(lambda: taken)
        await here.app.workers.wait_for_complete()
        await here.pilot.pause()
        assert screen._request >= 2
        assert screen.answer.question.wanted.layer == taken[-1]
        assert len(taken) <= screen._request


# Words, definitions, figures, files


async def test_rows_are_narrowed_while_words_are_typed(coded, path):
    async with sitting(path) as here:
        screen = await open_finding(here)
        count = len(rows(here))
        await here.press("/")
        await here.type("projet")
        assert [row["label"] for row in rows(here)] == ["Projet"]
        await here.press("enter")
        assert f"1 of {count}" in str(screen.query_one("#what").render())


async def test_definitions_are_read_and_left(coded, path):
    async with sitting(path) as here:
        await open_finding(here)
        await here.press("d")
        await here.until(lambda: isinstance(here.app.screen, ExplanationScreen))
        text = str(here.app.screen.query_one("VerticalScroll Static").render())
        assert "What was looked at" in text and "Rank: participants with at least one coding" in text
        await here.press("d")
        await here.until(lambda: isinstance(here.app.screen, FindingScreen))


async def test_the_figure_and_the_table_can_have_the_screen(coded, path):
    async with sitting(path, size=SMALL) as here:
        screen = await open_finding(here)
        plot = screen.query_one("#plot")
        assert plot.display and screen.grid.display
        await here.press("p")
        assert plot.display and not screen.grid.display and screen.focused is plot
        await here.press("p")
        assert not plot.display and screen.grid.display and screen.focused is screen.grid
        await here.press("p")
        assert plot.display and screen.grid.display


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json", "md"])
async def test_what_is_shown_is_written_to_a_file_beside_the_study(coded, path, ending):
    async with sitting(path) as here:
        screen = await open_finding(here)
        await here.press("tab", "E")
        assert screen.prompt.input.value == "essai-ranking.xlsx"
        await here.press(*["backspace"] * 4)
        await here.type(ending)
        await here.press("enter")
        file = path.parent / f"essai-ranking.{ending}"
        await here.until(lambda: "Written" in here.message)
        assert file.exists() and str(file) in here.message
        if ending == "csv":
            assert file.read_text("utf-8-sig").splitlines()[0] == "rank,code,label,participants,I-05,I-06"


async def test_a_file_that_is_there_is_written_over_only_when_said_twice(coded, path):
    file = path.parent / "essai-ranking.xlsx"
    file.write_text("mine")
    async with sitting(path) as here:
        screen = await open_finding(here)
        await here.press("E", "enter")
        await here.until(lambda: "writes over" in str(screen.prompt.label.render()))
        await here.press("escape")
        assert file.read_text() == "mine"
        await here.press("E", "enter", "enter")
        await here.until(lambda: "Written" in here.message)
        assert file.read_bytes()[:2] == b"PK"


async def test_a_file_of_no_known_kind_is_refused_with_the_kinds_there_are(coded, path):
    async with sitting(path) as here:
        await open_finding(here)
        await here.press("E", *["backspace"] * 4, *"abc", "enter")
        assert "does not say which format" in here.message


async def test_a_report_that_fails_is_told_and_the_filter_can_be_taken_away(coded, path, monkeypatch):
    from workbench.workflows.findings import making

    async with sitting(path) as here:
        await open_finding(here)
        make = making.make

        def broken(*_args, **_options):
            raise ZeroDivisionError

        monkeypatch.setattr(making, "make", broken)
        await here.press("l")
        await here.until(lambda: "ZeroDivisionError" in here.message)
        monkeypatch.setattr(making, "make", make)
        await asked_again(here, "l")
        assert "Julien" in title(here)


@pytest.mark.parametrize("name", [kind.name for kind in kinds()])
@pytest.mark.parametrize("lang", ["en", "fr"])
async def test_every_report_is_shown_whatever_little_there_is(made, path, name, lang):
    async with sitting(path, size=SMALL, lang=lang) as here:
        await here.press("R")
        await here.until(lambda: isinstance(here.app.screen, FindingsScreen))
        key = next(key for key, kind in here.app.screen._letters.items() if kind.name == name)
        await here.press(key)
        await here.until(lambda: isinstance(here.app.screen, FindingScreen))
        await here.app.workers.wait_for_complete()
        await here.pilot.pause()
        assert here.app.screen.answer is not None or here.message
        await here.press("tab", "right", "down", "s", "p", "p", "d")
        await here.until(lambda: here.app.screen.is_mounted)


# Large studies: what is seen early, and what is not counted twice


async def test_the_first_table_is_shown_while_the_rest_is_being_counted(coded, path, monkeypatch):
    from threading import Event

    from workbench.workflows.findings import divergence_voices

    go_on, voices = Event(), divergence_voices.voices_part

    def waiting(*args, **options):
        assert go_on.wait(timeout=60)
        return voices(*args, **options)

    monkeypatch.setattr(divergence_voices, "voices_part", waiting)
    with StudyFile.open(path) as study:
        (coding, *_rest) = codings.all(study.reader, coded.maude.uuid)
        weigh(study, coded.maude.uuid, coding.uuid, stance=Stance.PRO)
    async with sitting(path) as here:
        await here.press("R", "d")
        try:
            await here.until(lambda: isinstance(here.app.screen, FindingScreen) and here.app.screen.sheet)
            assert here.app.screen.answer is None
            assert [row["code"] for row in rows(here)] and "Counting the rest" in here.message
            await here.press("d", "E", "enter")
            assert isinstance(here.app.screen, FindingScreen)
        finally:
            go_on.set()
        await here.until(lambda: here.app.screen.answer)
        assert here.app.screen.grid.table.name == "divergence"


async def test_what_was_answered_is_not_counted_again_until_the_study_changes(coded, path, monkeypatch):
    from workbench.workflows.findings import making

    asked, make = [], making.make
    monkeypatch.setattr(making, "make", lambda *args, **options: (asked.append(args[1]), make(*args, **options))[1])
    async with sitting(path) as here:
        for _time in range(2):
            await open_finding(here)
            await here.press("escape")
            await here.until(lambda: isinstance(here.app.screen, FindingsScreen))
        assert asked == ["ranking"]
        await here.press("escape")
        await here.until(lambda: here.app.screen is here.screen)
        before = len(here.codings())
        await here.press("f", "2")
        await here.settled()
        assert len(here.codings()) == before + 1
        await open_finding(here)
        assert asked == ["ranking", "ranking"]


async def test_a_report_that_needs_an_option_says_so_and_the_digit_asks_for_it_with_completion(coded, path):
    with StudyFile.open(path) as study:
        add_attribute(study, None, "category", AttributeChange(kind=AttributeKind.CHOICE, choices=("État", "santé")))
    async with sitting(path) as here:
        await here.press("R", "t")
        await here.until(lambda: isinstance(here.app.screen, FindingScreen) and "attribute" in here.message)
        screen = here.app.screen
        assert "1 by=–" in str(screen.query_one("#what").render())
        await here.press("1")
        await here.until(lambda: screen.line.display and screen.line._found)
        await here.type("cat")
        await here.press("tab")
        assert screen.line.input.value == "by=category "
        await here.press("enter")
        await here.until(lambda: screen.asked.options == {"by": "category"})


async def test_a_choice_that_may_be_left_open_comes_back_to_nothing(coded, path):
    async with sitting(path) as here:
        screen = await open_finding(here, "quotes")
        await asked_again(here, "2")
        assert screen.answer.question.options == {"stance": "pro"}
        for _time in range(4):
            await asked_again(here, "2")
        assert screen.answer.question.options == {}
        await here.press("3", "2")
        await asked_again(here, "enter")
        assert screen.answer.question.options == {"strength": "2"}
        await here.press("3", "backspace")
        await asked_again(here, "enter")
        assert screen.answer.question.options == {}


async def test_what_has_no_room_in_a_cell_is_told_and_so_is_what_a_column_means(coded, path):
    async with sitting(path, size=SMALL) as here:
        screen = await open_finding(here, "recurrence")
        defined = [column for column in screen.grid.table.columns if column.definition]
        screen.grid.stand_on(column=defined[0].name)
        await here.until(lambda: defined[0].definition[:20] in here.message)
        screen = await open_finding(here, "quotes")
        for column in screen.grid.table.columns:
            screen.grid.stand_on(column=column.name)
            if screen.grid.cut_text:
                break
        await here.until(lambda: here.message == screen.grid.cut_text)


async def test_a_fault_while_columns_are_read_is_told_and_does_not_end_the_sitting(coded, path, monkeypatch):
    from workbench.tui.screens import findings

    def broken(_session):
        raise ZeroDivisionError

    monkeypatch.setattr(findings, "warm", broken)
    async with sitting(path) as here:
        await here.press("R")
        await here.until(lambda: "ZeroDivisionError" in here.message)
        await here.press("r")
        await here.until(lambda: isinstance(here.app.screen, FindingScreen) and here.app.screen.answer)
