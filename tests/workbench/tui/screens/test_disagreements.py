"""The list of disagreements as a person reads it."""

import pytest

from tests.workbench.tui.quarrelling import KNOWN, NAMES, line, quarrel, read, title
from tests.workbench.tui.sitting import LARGE, SMALL, Sitting, sitting
from workbench.store import rulings
from workbench.tui.screens.comparison import ComparisonScreen
from workbench.tui.screens.disagreements import DisagreementsScreen
from workbench.tui.screens.ruling import RulingScreen
from workbench.tui.screens.ruling_agreement import RulingAgreementScreen
from workbench.tui.screens.transcripts import TranscriptsScreen


@pytest.fixture
def path(tmp_path):
    return tmp_path / "querelle.study"


def rows(here: Sitting) -> list[tuple[object, ...]]:
    table = here.app.screen.grid.table
    return [*table.rows] if table is not None else []


async def listed(here: Sitting) -> None:
    """The list is there, whole."""
    await here.until(lambda: isinstance(here.app.screen, DisagreementsScreen))
    await here.app.workers.wait_for_complete()
    await here.pilot.pause()


async def test_every_case_is_listed_with_its_kind_and_who_gave_what(path):
    quarrel(path)
    async with sitting(path) as here:
        await here.press("D")
        await listed(here)
        kinds = [row[0] for row in rows(here)]
        assert kinds == ["different boundary", "different code", "missed", "different stance", "different strength"]
        assert rows(here)[1][1] == "Maude PROJET / Julien TON"
        assert rows(here)[2][1] == "Maude IMAGE / Julien –"
        for kind in kinds:
            assert f"{kind} 1" in line(here, "kinds")
        assert "5 open · 0 ruled" in line(here, "counts")


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("lang", ["en", "fr"])
async def test_three_and_five_coders_are_listed_at_both_sizes_in_both_languages(path, size, lang):
    quarrel(path, 5)
    async with sitting(path, size=size, lang=lang) as here:
        await here.press("D")
        await listed(here)
        assert len(rows(here)) >= 5
        assert all(name in rows(here)[0][1] for name in NAMES)
        assert here.app.screen.grid.size.height >= 6


async def test_the_case_under_the_cursor_is_shown_with_its_words(path):
    quarrel(path)
    async with sitting(path) as here:
        await here.press("D")
        await listed(here)
        await here.press("down", "down", "down")
        await here.pilot.pause()
        assert KNOWN in line(here, "whole")


async def test_kinds_states_and_order_are_one_key_each(path):
    quarrel(path)
    async with sitting(path) as here:
        await here.press("D")
        await listed(here)
        await here.press("t")
        await listed(here)
        assert [row[0] for row in rows(here)] == ["missed"]
        await here.press("F", "o")
        await listed(here)
        costs = [row[3] for row in rows(here)]
        assert len(costs) == 5 and costs == sorted(costs, reverse=True)
        await here.press("w")
        await listed(here)
        assert "still open" in line(here, "counts")


async def test_the_filter_is_one_line_and_esc_leaves_it(path):
    quarrel(path, 3)
    async with sitting(path) as here:
        await here.press("D")
        await listed(here)
        whole = len(rows(here))
        await here.press("f")
        await here.type("coder=Maude,Aline code=IMAGE")
        await here.press("enter")
        await listed(here)
        assert 0 < len(rows(here)) < whole
        await here.press("f", "escape")
        assert isinstance(here.app.screen, DisagreementsScreen)
        await here.press("escape")
        await here.until(lambda: here.app.screen is here.screen)


async def test_rows_are_found_by_their_words(path):
    quarrel(path)
    async with sitting(path) as here:
        await here.press("D")
        await listed(here)
        await here.press("slash")
        await here.type("projet")
        await here.press("enter")
        await here.pilot.pause()
        assert len(here.app.screen.grid.shown) == 2


async def test_names_can_be_hidden_in_the_list(path):
    quarrel(path, 3)
    async with sitting(path) as here:
        await here.press("D")
        await listed(here)
        await here.press("h")
        assert "names hidden" in title(here)
        assert not any(name in row[1] for row in rows(here) for name in NAMES)


async def test_ruling_from_the_list_begins_with_the_case_under_the_cursor_and_comes_back_to_it(path):
    quarrel(path)
    async with sitting(path) as here:
        await here.press("D")
        await listed(here)
        await here.press("down", "enter")
        await read(here)
        assert "case 2 of 5" in title(here)
        await here.press("1")
        await here.until(lambda: rulings.all(here.session.study.reader))
        await here.press("escape")
        await listed(here)
        await here.until(lambda: "4 open · 1 ruled" in line(here, "counts"))


async def test_u_in_the_list_takes_the_last_ruling_back(path):
    quarrel(path)
    async with sitting(path) as here:
        here.app.action_ruling()
        await read(here)
        await here.press("1")
        await here.until(lambda: rulings.all(here.session.study.reader))
        await here.press("l")
        await listed(here)
        await here.press("u")
        await here.until(lambda: not rulings.all(here.session.study.reader))
        await here.until(lambda: "5 open" in line(here, "counts"))


async def test_v_shows_agreement_and_g_the_transcript(path):
    quarrel(path)
    async with sitting(path) as here:
        await here.press("D")
        await listed(here)
        await here.press("v")
        await here.until(lambda: isinstance(here.app.screen, RulingAgreementScreen))
        await here.press("escape")
        await listed(here)
        await here.press("down", "down", "down", "g")
        await here.until(lambda: here.app.screen is here.screen)
        assert here.selected == KNOWN


async def test_the_list_opens_from_the_comparison_and_from_the_transcripts(path):
    quarrel(path)
    async with sitting(path) as here:
        await here.press("C")
        await here.until(lambda: isinstance(here.app.screen, ComparisonScreen))
        await here.app.workers.wait_for_complete()
        await here.press("d")
        await listed(here)
        assert len(rows(here)) == 5
        await here.press("escape", "escape", "T")
        await here.until(lambda: isinstance(here.app.screen, TranscriptsScreen))
        await here.app.workers.wait_for_complete()
        await here.pilot.pause()
        await here.press("down", "c")
        await listed(here)
        assert [row[2] for row in rows(here)] == ["I-06"]


async def test_the_palette_knows_the_list_and_the_rulings(path):
    quarrel(path)
    async with sitting(path) as here:
        await here.press("ctrl+p")
        await here.type("rule on disagreements")
        await here.press("enter")
        await here.until(lambda: isinstance(here.app.screen, RulingScreen))


async def test_nothing_to_list_says_why(path):
    quarrel(path, done=False)
    async with sitting(path) as here:
        await here.press("D")
        await listed(here)
        assert "marked as done by two coders" in line(here, "whole")
