import pytest
from textual.widgets import DataTable

from codebook.coding import ReadingState
from tests.workbench.tui.sitting import SMALL, sitting
from transcripts.model import Role
from transcripts.spans import Span
from workbench.store import coders, states, transcripts
from workbench.store.study_file import StudyFile
from workbench.tui.commands import COMMANDS, Context
from workbench.tui.screens.codebook import CodebookScreen
from workbench.tui.screens.comparison import ComparisonScreen
from workbench.tui.screens.findings import FindingsScreen
from workbench.tui.screens.help import HelpScreen
from workbench.tui.screens.palette import PaletteScreen, contexts_of, found_commands
from workbench.tui.screens.search import SearchScreen
from workbench.tui.screens.speakers import SpeakersScreen
from workbench.tui.screens.transcripts import TranscriptsScreen
from workbench.tui.widgets.grid_layout import cell_text
from workbench.tui.widgets.grid_view import GridView
from workbench.workflows.coding import apply_codes, set_state


def _rows(here) -> list[list[str]]:
    for grid in here.app.screen.query(GridView):
        columns = grid.table.columns if grid.table else ()
        rows = list(grid.table.rows) if grid.table else []
        return [[cell_text(cell, column) for cell, column in zip(rows[at], columns, strict=True)] for at in grid.shown]
    table = here.app.screen.query_one(DataTable)
    return [[str(cell) for cell in table.get_row_at(row)] for row in range(table.row_count)]


async def _open(here, key: str, screen: type) -> None:
    await here.press(key)
    await here.until(lambda: isinstance(here.app.screen, screen))
    await here.app.workers.wait_for_complete()
    await here.until(lambda: here.app.screen.query("DataTable, GridView") and _rows(here))


@pytest.fixture
def coded(made, path):
    """Both coders have finished the first interview; they agree on IMAGE and differ on PROJET and TON."""
    with StudyFile.open(path) as study:
        for coder, second in ((made.maude.uuid, "PROJET"), (made.julien.uuid, "TON")):
            apply_codes(study, coder, made.transcript, Span(29, 62), [made.codes["IMAGE"]])
            apply_codes(study, coder, made.transcript, Span(63, 113), [made.codes[second]])
            set_state(study, coder, [made.transcript], ReadingState.DONE)
    return made


# Transcripts


async def test_the_list_of_transcripts_shows_everyones_progress_and_opens_one(coded, path):
    async with sitting(path) as here:
        await _open(here, "T", TranscriptsScreen)
        first, second = _rows(here)
        assert first[:2] == ["I-05", "I-05"]
        assert "2 codings · done" in first[4] and "2 codings · done" in first[5]
        assert second[4] == "–"
        await here.press("down", "enter")
        await here.until(lambda: here.app.screen is here.screen)
        assert here.screen.desk.transcript.name == "I-06"


async def test_a_state_is_changed_from_the_list(path, made):
    async with sitting(path) as here:
        await _open(here, "T", TranscriptsScreen)
        await here.press("d")
        reader = here.session.study.reader
        await here.until(lambda: states.of_coder(reader, made.maude.uuid).get(made.transcript) is ReadingState.CODING)
        await here.until(lambda: "coding" in _rows(here)[0][4])


async def test_who_asks_and_who_answers_can_be_corrected(path, made):
    async with sitting(path) as here:
        await _open(here, "T", TranscriptsScreen)
        await here.press("s")
        await here.until(lambda: isinstance(here.app.screen, SpeakersScreen) and _rows(here))
        assert _rows(here)[0][:2] == ["ENQ", "interviewer"]
        await here.press("enter")
        reader = here.session.study.reader

        def role() -> Role:
            return transcripts.speakers(reader, made.transcript)[0].role

        await here.until(lambda: role() is Role.PARTICIPANT)
        await here.until(lambda: _rows(here)[0][1] == "participant")
        await here.press("enter")
        await here.until(lambda: role() is Role.INTERVIEWER)


# Codebook


async def test_a_code_is_added_renamed_and_keyed(path):
    async with sitting(path) as here:
        await _open(here, "B", CodebookScreen)
        await here.press("n")
        await here.type("Notoriété")
        await here.press("enter")
        await here.until(lambda: any(row[2] == "Notoriété" for row in _rows(here)))
        await here.press("r", *["backspace"] * 9)
        await here.type("Renommée")
        await here.press("enter")
        await here.until(lambda: any(row[2] == "Renommée" for row in _rows(here)))
        await here.press("k", "5", "enter")
        await here.until(lambda: any(row[0] == "5" for row in _rows(here)))
        await here.press("escape")
        await here.until(lambda: here.app.screen is here.screen and "5" in here.screen.code_keys)
        await here.press("j", "5")
        await here.settled()
        assert here.screen.desk.book.get(here.codings()[0].code).label("fr") == "Renommée"


async def test_a_key_that_is_a_command_is_refused_with_a_sentence(path):
    async with sitting(path) as here:
        await _open(here, "B", CodebookScreen)
        await here.press("down", "k", "backspace", "u", "enter")
        await here.until(lambda: "command already" in here.message)
        assert _rows(here)[1][0] == "1"


async def test_a_definition_of_several_lines_is_written_and_undone(path):
    async with sitting(path) as here:
        await _open(here, "B", CodebookScreen)
        await here.press("down", "d")
        await here.until(lambda: here.app.focused is here.app.screen.memo.area)
        await here.type("Un")
        await here.press("enter")
        await here.type("deux q")
        await here.press("ctrl+s")
        await here.until(lambda: "Un\ndeux q" in str(here.app.screen.query_one("#about Static").render()))
        await here.press("u")
        await here.until(lambda: "No definition" in str(here.app.screen.query_one("#about Static").render()))


# Search


async def test_words_are_found_in_all_transcripts_and_opened(path):
    async with sitting(path) as here:
        await here.press("ctrl+f")
        await here.until(lambda: isinstance(here.app.screen, SearchScreen))
        await here.type("peur")
        await here.press("enter")
        await here.until(lambda: len(_rows(here)) == 2)
        assert "2 turns" in here.message
        await here.press("down", "enter")
        await here.until(lambda: here.app.screen is here.screen)
        assert (here.screen.desk.transcript.name, here.selected) == ("I-06", "peur")


async def test_a_search_for_no_word_is_told(path):
    async with sitting(path) as here:
        await here.press("ctrl+f")
        await here.until(lambda: isinstance(here.app.screen, SearchScreen))
        await here.press("question_mark", "enter")
        await here.until(lambda: "no word" in here.message)


# Help and palette


async def test_help_lists_every_command_with_the_keys_in_force(path):
    async with sitting(path, size=(160, 50), keys={"coding.apply": "f5"}) as here:
        await here.press("question_mark")
        await here.until(lambda: isinstance(here.app.screen, HelpScreen))
        rows = here.app.screen.query_one("#keys Static").content
        titles = [str(cell) for cell in rows.columns[1]._cells]
        assert sum(1 for text in titles if text) == len(COMMANDS) + len(Context)
        assert "F5" in [str(cell) for cell in rows.columns[0]._cells]
        await here.press("tab")
        assert here.app.screen.query_one("#guide").display
        await here.press("escape")
        await here.until(lambda: here.app.screen is here.screen)


async def test_the_palette_finds_a_command_and_does_it(path):
    async with sitting(path, size=SMALL) as here:
        await here.press("j", "1")
        await here.settled()
        await here.press("ctrl+p")
        await here.until(lambda: isinstance(here.app.screen, PaletteScreen))
        await here.type("undo")
        await here.press("enter")
        await here.settled()
        assert here.codings() == []


async def test_the_palette_says_when_nothing_has_these_words(path):
    async with sitting(path) as here:
        await here.press("ctrl+p")
        await here.until(lambda: isinstance(here.app.screen, PaletteScreen))
        await here.type("xyzzy")
        await here.press("enter")
        assert isinstance(here.app.screen, PaletteScreen)
        await here.press("escape")
        await here.until(lambda: here.app.screen is here.screen)


async def test_the_palette_offers_the_commands_of_the_screen_it_lies_on(path):
    async with sitting(path) as here:
        assert contexts_of(here.screen) == (Context.CODING, Context.APP)
        found = found_commands("", contexts_of(here.screen))
        assert {"coding.apply", "app.theme", "app.screenshot"} <= {entry.id for entry in found}


async def test_a_picture_of_the_screen_is_saved_beside_the_study(path):
    async with sitting(path) as here:
        await here.press("ctrl+p")
        await here.until(lambda: isinstance(here.app.screen, PaletteScreen))
        await here.type("picture")
        await here.press("enter")
        await here.until(lambda: list(path.parent.glob("*.svg")))


async def test_one_screen_takes_the_place_of_another(coded, path):
    async with sitting(path) as here:
        await _open(here, "R", FindingsScreen)
        await _open(here, "C", ComparisonScreen)
        await here.press("escape")
        await here.until(lambda: here.app.screen is here.screen)
        assert coders.named(here.session.study.reader, "maude") == coded.maude


async def test_ctrl_c_leaves_nothing_and_says_what_does(path):
    async with sitting(path) as here:
        await here.press("ctrl+c")
        assert "Ctrl+q" in here.message


async def test_rebound_keys_work_on_every_screen(coded, path):
    async with sitting(path, keys={"app.help": "f1", "findings.back": "f9", "table.down": "f8"}) as here:
        await _open(here, "R", FindingsScreen)
        await here.press("f8")
        assert here.app.screen.grid.row == 1
        await here.press("f1")
        await here.until(lambda: isinstance(here.app.screen, HelpScreen))
        await here.press("escape")
        await here.until(lambda: isinstance(here.app.screen, FindingsScreen))
        await here.press("escape")
        assert isinstance(here.app.screen, FindingsScreen)
        await here.press("f9")
        await here.until(lambda: here.app.screen is here.screen)


async def test_a_fault_in_a_thread_is_told_and_does_not_end_the_sitting(coded, path, monkeypatch):
    from workbench.workflows.findings import making

    def broken(*_args, **_options):
        raise ZeroDivisionError

    async with sitting(path) as here:
        monkeypatch.setattr(making, "make", broken)
        await _open(here, "R", FindingsScreen)
        await here.press("enter")
        await here.until(lambda: "ZeroDivisionError" in here.message)
        await here.press("escape", "escape", "j", "1")
        await here.settled()
        assert "IMAGE" in here.shorts("Maude")
