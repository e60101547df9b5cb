"""The comparison: every number opens what lowers it, and each key asks it another way."""

import csv
import shutil
from pathlib import Path

import pytest

from codebook.coding import ReadingState
from tests.workbench.tui.quarrelling import quarrel
from tests.workbench.tui.sitting import LARGE, SMALL, Sitting, sitting
from workbench.store import coders, transcripts
from workbench.store.study_file import StudyFile
from workbench.tui.comparison_spots import told
from workbench.tui.ruling_desk import ruling_desk
from workbench.tui.screens.choosing import ChoosingScreen
from workbench.tui.screens.comparison import ComparisonScreen
from workbench.tui.screens.comparison_explanation import ComparisonExplanation
from workbench.tui.screens.disagreements import DisagreementsScreen
from workbench.tui.screens.palette import PaletteScreen
from workbench.tui.screens.passages import PassagesScreen
from workbench.tui.screens.ruling import RulingScreen
from workbench.tui.widgets.grid_layout import cell_text
from workbench.workflows.asides import second_reading
from workbench.workflows.coding import set_state
from workbench.workflows.comparison_passages import Lowering
from workbench.workflows.demonstrating import demonstrate
from workbench.workflows.ruling.deciding import rule_majority
from workbench.workflows.ruling.queueing import queue
from workbench.workflows.sealing import make_blind, open_seals


def comparison(here: Sitting) -> ComparisonScreen:
    screen = here.app.screen
    assert isinstance(screen, ComparisonScreen)
    return screen


async def idle(here: Sitting) -> None:
    await here.app.workers.wait_for_complete()
    await here.pilot.pause()


async def compared(here: Sitting) -> ComparisonScreen:
    """The comparison is open, and its table is shown."""
    await here.press("C")
    await here.until(lambda: isinstance(here.app.screen, ComparisonScreen))
    await idle(here)
    return comparison(here)


async def press(here: Sitting, *keys: str) -> None:
    for key in keys:
        await here.press(key)
        await idle(here)


def rows(here: Sitting) -> list[dict[str, str]]:
    """The rows shown, by the names of their columns."""
    grid = comparison(here).grid
    table = grid.table
    assert table is not None
    return [
        {column.name: cell_text(cell, column).strip() for cell, column in zip(row, table.columns, strict=True)}
        for row in (list(table.rows)[place] for place in grid.shown)
    ]


def part(here: Sitting, name: str) -> str:
    return str(here.app.screen.query_one(f"#{name}").render())


def stand(here: Sitting, code: str, column: str) -> None:
    grid = comparison(here).grid
    place = next(at for at, row in enumerate(grid.table.rows) if str(row[0]).endswith(code))
    grid.stand_on(row=place, column=column)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstrate(tmp_path_factory.mktemp("demonstration")).path


@pytest.fixture
def demo(demonstration: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demonstration, tmp_path / "demonstration.study"))


# What is shown


async def test_codes_and_branches_are_shown_with_intervals_and_coverage(demo):
    async with sitting(demo) as here:
        await compared(here)
        by_code = {row["code"]: row for row in rows(here)}
        assert by_code["all codes"]["bar_u_alpha"] == "0.56"
        assert by_code["all codes"]["bar_u_alpha_interval"] == "0.48–0.63"
        assert by_code["TINST"]["cu_alpha"] == "1.00" and by_code["TINST"]["cu_alpha_coverage"] == "24 %"
        assert by_code["▾ TON"]["set_masi"] == "0.53" and by_code["TINST"]["set_masi"] == ""
        assert by_code["OBJ" if "OBJ" in by_code else "▾ OBJ"]["cu_alpha"] == "–"
        assert "Maude, Julien" in part(here, "face") and "1,101 sentences" in part(here, "face")


async def test_the_line_below_says_what_a_number_is_and_why_another_is_undefined(demo):
    async with sitting(demo) as here:
        await compared(here)
        stand(here, "IMAGE", "bar_u_alpha")
        await here.pilot.pause()
        said = part(here, "told")
        assert "IMAGE · |uα = 0.57" in said and "95 %: 0.38 to 0.77 (jackknife, 11 transcripts)" in said
        assert "Maude 12, Julien 16" in said
        stand(here, "TINST", "cu_alpha_coverage")
        await here.pilot.pause()
        assert "rests on 24" in part(here, "told")
        stand(here, "OBJ", "cu_alpha")
        await here.pilot.pause()
        assert "cuα undefined, because: a coder's codes overlap" in part(here, "told")


async def test_every_cell_of_every_table_says_something_or_is_empty(demo):
    """No cell of any view breaks the line below it, nor its passages."""
    async with sitting(demo) as here:
        screen = await compared(here)
        seen = set()
        for key in ("1", "2", "3", "4", "4", "5", "5", "5", "6", "7", "7"):
            if key != "1":
                await press(here, key)
            view = screen.view
            assert view is not None
            seen.add(view.table.name)
            for row in range(min(4, screen.grid.count)):
                for column in view.table.columns:
                    spot = view.spot(row, column.name)
                    if spot is not None:
                        assert told(spot, screen.comparison)
                        if spot.behind is not None:
                            assert list(spot.behind()) == sorted(spot.behind())
        assert seen == {
            *("agreement_of_codes", "agreement_of_coders", "agreement_of_transcripts", "confusion_matrix"),
            *("confusion", "drift", "trends", "second_readings", "by_origin", "before_after", "against_consensus"),
        }


async def test_coders_are_set_against_each_other_by_one_measure_for_the_code_that_was_lit(tmp_path):
    quarrel(tmp_path / "five.study", 5)
    async with sitting(tmp_path / "five.study") as here:
        screen = await compared(here)
        stand(here, "IMAGE", "bar_u_alpha")
        await press(here, "2")
        found = rows(here)
        assert len(found) == 5 and [found[at][f"coder_{at}"] for at in range(5)] == [""] * 5
        assert found[0]["coder_1"] == found[1]["coder_0"] != ""
        assert "IMAGE" in part(here, "what") and "|uα" in part(here, "what")
        await press(here, ")")
        assert "(k)uα" in part(here, "what")
        await press(here, "(")
        assert "|uα" in part(here, "what")
        pair = screen.comparison.lines
        image = next(line for line in pair if line.code.short == "IMAGE")
        assert found[0]["coder_1"] == f"{image.measured.pairs[0, 1]['bar_u_alpha'].value:.2f}"


async def test_transcripts_tell_a_single_code_apart_as_well(demo):
    async with sitting(demo) as here:
        screen = await compared(here)
        stand(here, "IMAGE", "bar_u_alpha")
        await press(here, "3")
        assert len(rows(here)) == 11
        assert "IMAGE" in part(here, "what")
        of_code = [row["bar_u_alpha"] for row in rows(here)]
        await press(here, "1")
        stand(here, "all codes", "bar_u_alpha")
        await press(here, "3")
        figures = [one["bar_u_alpha"].value for one in screen.comparison.whole.transcripts]
        assert [row["bar_u_alpha"] for row in rows(here)] == [f"{value:.2f}" for value in figures]
        assert of_code != [row["bar_u_alpha"] for row in rows(here)]


# Passages


async def test_a_number_opens_what_lowers_it_and_esc_comes_back_to_the_same_cell(demo):
    async with sitting(demo) as here:
        screen = await compared(here)
        stand(here, "SERVICE", "f1_characters")
        row = screen.grid.row
        await press(here, "enter")
        await here.until(lambda: isinstance(here.app.screen, DisagreementsScreen) and here.app.screen.listed.cases)
        shown = here.app.screen.listed.cases
        assert all(any(code.short == "SERVICE" for code in case.codes) for case in shown)
        assert [case.cost for case in shown] == sorted((case.cost for case in shown), reverse=True)
        every = [
            case
            for case in queue(here.session.study, codes=["SERVICE"], which="all").cases
            if any(kind.value in ("missed", "different_code", "boundary") for kind in case.kinds)
        ]
        assert {case.key for case in shown} == {case.key for case in every}
        assert "what lowers SERVICE" in part(here, "counts")
        await press(here, "escape")
        assert comparison(here) is screen
        assert (screen.grid.row, screen.grid.column.name) == (row, "f1_characters")
        assert not ruling_desk(here.session).looking.codings


async def test_one_key_rules_on_what_lowers_a_number_and_the_figures_after_know_it(demo):
    async with sitting(demo) as here:
        screen = await compared(here)
        stand(here, "IMAGE", "bar_u_alpha")
        await press(here, "7")
        before = {row["code"]: row["bar_u_alpha_after"] for row in rows(here)}
        assert "0 of 176 disagreements are ruled on" in part(here, "remarks")
        await press(here, "1", "r")
        await here.until(lambda: isinstance(here.app.screen, RulingScreen) and here.app.screen.queue.current)
        await here.until(lambda: here.app.screen.is_shown(here.app.screen.queue.current))
        assert "IMAGE" in {code.short for code in here.app.screen.queue.current.codes}
        await here.press("1")
        await here.until(lambda: here.session.writer.submit(lambda study: None).result(10) is None)
        await press(here, "escape")
        assert comparison(here) is screen
        await press(here, "7")
        await here.until(lambda: "1 of 176" in part(here, "remarks"))
        assert {row["code"]: row["bar_u_alpha_after"] for row in rows(here)}["IMAGE"] != before["IMAGE"]


async def test_a_pair_opens_what_these_two_differ_on(tmp_path):
    quarrel(tmp_path / "three.study", 3)
    async with sitting(tmp_path / "three.study") as here:
        screen = await compared(here)
        await press(here, "2")
        screen.grid.stand_on(row=1, column="coder_2")  # Julien and Aline differ on less than Maude and Julien
        wanted = set(screen.spot.behind())
        await press(here, "enter")
        await here.until(lambda: isinstance(here.app.screen, DisagreementsScreen) and here.app.screen.listed.whole)
        keys = {case.key for case in here.app.screen.listed.cases}
        every = {case.key for case in queue(here.session.study, which="all").cases}
        assert keys and keys < every and wanted


async def test_a_confusion_opens_the_passages_where_one_code_stands_for_the_other(demo):
    async with sitting(demo) as here:
        screen = await compared(here)
        await press(here, "4", "tab")
        first = rows(here)[0]
        await press(here, "enter")
        await here.until(lambda: isinstance(here.app.screen, DisagreementsScreen) and here.app.screen.listed.cases)
        shorts = {code.short for case in here.app.screen.listed.cases for code in case.codes}
        assert {first["first"], first["second"]} & shorts
        assert screen.look.table == 1


async def test_what_coders_agree_on_opens_as_passages(demo):
    async with sitting(demo) as here:
        screen = await compared(here)
        await press(here, "4")
        place = next(at for at, row in enumerate(screen.grid.table.rows) if row[0] == "FORM")
        name = next(column.name for column in screen.grid.table.columns if column.title == "FORM")
        screen.grid.stand_on(row=place, column=name)
        await press(here, "enter")
        await here.until(lambda: isinstance(here.app.screen, PassagesScreen | DisagreementsScreen))


async def test_a_code_on_which_all_agree_says_that_nothing_lowers_it(tmp_path):
    quarrel(tmp_path / "two.study")
    async with sitting(tmp_path / "two.study") as here:
        await compared(here)
        stand(here, "PROJET", "bar_u_alpha")
        await press(here, "enter")
        await here.until(lambda: isinstance(here.app.screen, DisagreementsScreen) or "No passage" in here.message)


# Terms


async def test_nothing_is_measured_twice_when_only_the_view_changes(demo, monkeypatch):
    import workbench.workflows.comparing as comparing

    asked = []
    measured = comparing.compare

    def counting(*args, **more):
        asked.append(more)
        return measured(*args, **more)

    monkeypatch.setattr(comparing, "compare", counting)
    async with sitting(demo) as here:
        await compared(here)
        await press(here, "2", "3", "4", "6", "1", "b", "a", "escape")
        await compared(here)
        assert len(asked) == 1
        await press(here, "u")
        assert [one["unit"] for one in asked] == ["sentence", "turn"]
        await press(here, "u", "u", "u", "u")
        assert len(asked) == 5 and "sentences" in part(here, "face")  # sentences once more, as they were kept


async def test_units_intervals_and_coders_change_by_one_key(tmp_path):
    quarrel(tmp_path / "three.study", 3)
    async with sitting(tmp_path / "three.study") as here:
        screen = await compared(here)
        await press(here, "l")
        assert [coder.name for coder in screen.comparison.coders] == ["Maude", "Julien"]
        await press(here, "l", "l", "l")
        assert len(screen.comparison.coders) == 3
        await press(here, "u")
        assert screen.comparison.unit == "turn"
        await press(here, "i")
        assert screen.comparison.resampling.method == "bootstrap"


async def test_a_branch_alone_is_shown_without_measuring_anew(demo):
    async with sitting(demo) as here:
        screen = await compared(here)
        before = screen.comparison
        await press(here, "b")
        assert [row["code"] for row in rows(here)][:3] == ["all codes", "▾ OBJ", "IMAGE"]
        assert "TINST" not in {row["code"] for row in rows(here)}
        assert screen.comparison is before
        await press(here, "F")
        assert "TINST" in {row["code"] for row in rows(here)}


async def test_measures_are_chosen_from_a_list_with_their_definitions(demo):
    async with sitting(demo) as here:
        screen = await compared(here)
        await press(here, "m")
        await here.until(lambda: isinstance(here.app.screen, ChoosingScreen))
        chooser = here.app.screen
        place = next(at for at, row in enumerate(chooser.grid.table.rows) if row[1] == "Kn")
        chooser.grid.stand_on(row=place)
        await here.pilot.pause()
        assert "MAXQDA" in part(here, "meaning")
        await here.press("space", "enter")
        await here.until(lambda: here.app.screen is screen)
        await idle(here)
        assert screen.look.terms.measures == ("kn",)
        assert "kn" in rows(here)[0] and "kappa" not in rows(here)[0]


async def test_a_line_says_everything_at_once_and_is_mended_where_it_is_wrong(demo):
    async with sitting(demo) as here:
        screen = await compared(here)
        await here.press("f")
        await here.type("unit=ell")
        await here.press("enter")
        assert screen.line.display and "ell" in here.message
        screen.line.input.value = "transcript=I-01,I-02 unit=turn interval=none threshold=.5"
        await press(here, "enter")
        assert [name for _uuid, name in screen.comparison.transcripts] == ["I-01", "I-02"]
        assert screen.comparison.unit == "turn" and screen.comparison.threshold == 0.5
        await here.press("f")
        assert screen.line.input.value == "transcript=I-01,I-02 unit=turn interval=none threshold=0.5"
        await press(here, "escape", "F")
        assert len(screen.comparison.transcripts) == 11


async def test_a_name_that_nobody_has_is_refused_and_the_table_stays(demo):
    async with sitting(demo) as here:
        screen = await compared(here)
        shown = screen.view
        await here.press("f")
        await here.type("coder=Nobody")
        await press(here, "enter")
        assert "Nobody" in here.message and screen.message.fault
        assert screen.view is shown and screen.look.terms.coders == ()


async def test_rows_are_found_and_sorted(demo):
    async with sitting(demo) as here:
        screen = await compared(here)
        await here.press("/")
        await here.type("image")
        await here.press("enter")
        assert [row["code"] for row in rows(here)] == ["IMAGE"]
        assert "1 of" in part(here, "what")
        screen.grid.narrow("")
        stand(here, "IMAGE", "bar_u_alpha")
        await here.press("s")
        found = [float(row["bar_u_alpha"]) for row in rows(here)]
        assert found == sorted(found, reverse=True)


async def test_another_sitting_of_the_screen_begins_where_it_was_left(demo):
    async with sitting(demo) as here:
        await compared(here)
        await press(here, "4", "tab", "escape")
        await here.until(lambda: here.app.screen is here.screen)
        screen = await compared(here)
        assert screen.look.mode == "confusion" and screen.view.table.name == "confusion"


# Meaning and files


async def test_a_number_is_explained_with_its_source_and_the_paragraph_for_the_article(demo):
    async with sitting(demo, size=(120, 200)) as here:
        await compared(here)
        stand(here, "IMAGE", "bar_u_alpha")
        await press(here, "e")
        await here.until(lambda: isinstance(here.app.screen, ComparisonExplanation))
        await here.pilot.pause()
        text = str(here.app.screen.query_one("VerticalScroll Static").render())
        assert "This number" in text and "IMAGE · |uα = 0.57" in text
        assert "Krippendorff, Mathet, Bouvry & Widlöcher 2016" in text
        assert "For the methods section" in text and "Maude" in text
        await press(here, "e")
        assert isinstance(here.app.screen, ComparisonScreen)


async def test_what_is_shown_is_written_in_the_order_shown(demo, tmp_path):
    async with sitting(demo) as here:
        screen = await compared(here)
        await press(here, "4", "tab")
        screen.grid.sort_by("stretches", descending=True)
        await here.press("E")
        screen.prompt.input.value = "out.csv"
        await press(here, "enter")
        await here.until(lambda: "Written" in here.message)
        with (demo.parent / "out.csv").open(encoding="utf-8-sig", newline="") as file:
            written = list(csv.DictReader(file))
        assert [row["first"] for row in written] == [row["first"] for row in rows(here)]
        assert [int(row["stretches"]) for row in written] == sorted(
            (int(row["stretches"]) for row in written), reverse=True
        )


# Nothing, little, sealed


async def test_a_comparison_of_nothing_says_why(path):
    async with sitting(path) as here:
        await here.press("C")
        await here.until(lambda: isinstance(here.app.screen, ComparisonScreen))
        await here.until(lambda: "Nothing to compare" in part(here, "what"))
        await press(here, "2", "4", "enter", "r", "e", "E", "m")


async def test_all_disagreements_are_listed(tmp_path):
    quarrel(tmp_path / "two.study")
    async with sitting(tmp_path / "two.study") as here:
        await compared(here)
        await here.press("d")
        await here.until(lambda: isinstance(here.app.screen, DisagreementsScreen) and here.app.screen.listed.cases)
        assert len(here.app.screen.listed.cases) == 5


async def test_a_blind_study_says_what_is_open_and_what_waits(demo):
    with StudyFile.open(demo) as study:
        julien = coders.named(study.reader, "Julien")
        make_blind(study, julien.uuid)
        texts = {name: uuid for uuid, name in transcripts.numbers(study.reader).values()}
        set_state(study, julien.uuid, [texts["I-02"]], ReadingState.CODING)
    async with sitting(demo) as here:
        await here.press("C")
        await here.until(lambda: isinstance(here.app.screen, ComparisonScreen))
        await here.until(lambda: "blind" in part(here, "what"))
        said = part(here, "sealed")
        assert "open: none" in said and "I-02 (for Julien)" in said and "Can be opened: I-01" in said
        await press(here, "escape")
        open_seals(here.session.study, here.session.coder.uuid, [texts["I-01"], texts["I-03"]])
        screen = await compared(here)
        assert [name for _uuid, name in screen.comparison.transcripts] == ["I-01", "I-03"]
        assert "open: I-01, I-03" in part(here, "sealed")


async def test_second_readings_are_told_against_the_first(demo):
    with StudyFile.open(demo) as study:
        aside = second_reading(study, coders.named(study.reader, "Maude"), share=20)
    async with sitting(demo) as here:
        await compared(here)
        await press(here, "5", "5", "5")
        (row,) = rows(here)
        assert row["layer"] == aside.layer.name and row["reference"] == "Maude" and row["transcripts"] == "0"
        assert row["f1_characters"] == "–"


async def test_majorities_are_before_and_after_too(tmp_path):
    made = quarrel(tmp_path / "three.study", 3)
    with StudyFile.open(tmp_path / "three.study") as study:
        cases = [case for case in queue(study).cases if case.majority is not None]
        rule_majority(study, cases, coder=made.maude.uuid)
    async with sitting(tmp_path / "three.study") as here:
        await compared(here)
        await press(here, "7")
        whole = rows(here)[0]
        assert float(whole["f1_characters_after"]) > float(whole["f1_characters"])
        await press(here, "tab")
        assert [row["coder"] for row in rows(here)] == ["Maude", "Julien", "Aline"]


# Both sizes, both languages, the mouse


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("lang", ["en", "fr"])
async def test_every_view_fits_and_says_which_it_is(demo, size, lang):
    async with sitting(demo, size=size, lang=lang) as here:
        screen = await compared(here)
        for key in "1234567":
            if key != "1":
                await press(here, key)
            assert screen.view is not None and not screen.message.fault
            assert screen.grid.size.height >= (8 if size == SMALL else 18)
            assert screen.footer.region.bottom == size[1]
            assert screen.query_one("#told").styles.border_top[0] == "solid"  # its style is in force
            assert screen.query_one("#face").size.height <= (1 if size == SMALL else 2)
            titles = str(screen.modes.render())
            assert all(f"{digit} " in titles for digit in "1234567") and len(titles) <= size[0]


async def test_a_click_on_a_view_shows_it_and_a_double_click_opens_a_number(demo):
    async with sitting(demo) as here:
        screen = await compared(here)
        at = str(screen.modes.render()).index("4 ")
        await here.pilot.click(screen.modes, offset=(at, 0))
        await idle(here)
        assert screen.look.mode == "confusion"
        await press(here, "1")
        await here.pilot.click(screen.grid, offset=(18, 4), times=2)
        await here.until(lambda: isinstance(here.app.screen, DisagreementsScreen))


# Large studies


async def test_figures_of_a_large_study_come_before_their_intervals(demo, monkeypatch):
    import workbench.tui.screens.comparison_base as base

    monkeypatch.setattr(base, "MANY", 10)
    shown = []
    show = ComparisonScreen.show_view

    def showing(self):
        show(self)
        shown.append([column.name for column in self.grid.table.columns])

    monkeypatch.setattr(ComparisonScreen, "show_view", showing)
    async with sitting(demo) as here:
        screen = await compared(here)
        first, second = shown
        assert "bar_u_alpha_interval" not in first and "bar_u_alpha_interval" in second
        assert screen.comparison.resampling.method == "jackknife" and here.message == ""


async def test_two_by_two_tells_every_measure_of_every_two_coders_with_intervals(demo):
    async with sitting(demo) as here:
        await compared(here)
        stand(here, "IMAGE", "bar_u_alpha")
        await press(here, "2", "2")
        (row,) = rows(here)
        assert (row["first"], row["second"]) == ("Maude", "Julien")
        assert row["bar_u_alpha"] == "0.57" and row["bar_u_alpha_interval"] == "0.38–0.77"


async def test_agreement_by_origin_tells_suggested_units_from_the_others(demo):
    async with sitting(demo) as here:
        screen = await compared(here)
        await press(here, "6")
        apart = {line.code.short: line.figures for line in screen.comparison.apart}
        assert apart
        for name, figures in apart.items():
            mine = [row for row in rows(here) if row["code"] == name]
            assert [row["units"] for row in mine] == [str(figures.suggested.units), str(figures.others.units)]
            assert mine[0]["alpha"] == "–"
        both = {row["code"]: at for at, row in enumerate(rows(here))}
        last = both["IMAGE"]
        every = set(screen.view.spot(last - 1, "coded_only").behind()) | set(
            screen.view.spot(last, "coded_only").behind()
        )
        (line,) = (line for line in screen.comparison.lines if line.code.short == "IMAGE")
        assert every == set(Lowering(screen.comparison).of(line.code))


async def test_coders_are_chosen_from_a_list(tmp_path):
    quarrel(tmp_path / "three.study", 3)
    async with sitting(tmp_path / "three.study") as here:
        screen = await compared(here)
        await press(here, "w")
        await here.until(lambda: isinstance(here.app.screen, ChoosingScreen))
        names = [row[1] for row in here.app.screen.grid.table.rows]
        for name in ("Julien", "Aline"):
            here.app.screen.grid.stand_on(row=names.index(name))
            await here.press("space")
        await here.press("enter")
        await here.until(lambda: here.app.screen is screen)
        await idle(here)
        assert [coder.name for coder in screen.comparison.coders] == ["Julien", "Aline"]


async def test_one_coder_alone_is_not_compared(tmp_path):
    quarrel(tmp_path / "three.study", 3)
    async with sitting(tmp_path / "three.study") as here:
        screen = await compared(here)
        await press(here, "w", "enter")
        assert here.app.screen is screen and "two coders" in here.message
        assert screen.look.terms.coders == ()


async def test_a_code_is_chosen_from_a_list_for_its_transcripts(demo):
    async with sitting(demo) as here:
        screen = await compared(here)
        await press(here, "3", "c")
        await here.until(lambda: isinstance(here.app.screen, ChoosingScreen))
        chooser = here.app.screen
        place = next(at for at, row in enumerate(chooser.grid.table.rows) if row[0].strip() == "PROJET")
        chooser.grid.stand_on(row=place)
        await here.press("enter")
        await here.until(lambda: here.app.screen is screen)
        await idle(here)
        assert "PROJET" in part(here, "what") and len(rows(here)) == 11


async def test_views_are_found_in_the_palette_and_their_keys_can_be_changed(demo):
    async with sitting(demo, keys={"comparison.show_confusion": "f4", "comparison.rule": "f6"}) as here:
        screen = await compared(here)
        assert "F4 confusion" in str(screen.modes.render())
        await press(here, "f4")
        assert screen.look.mode == "confusion"
        await here.press("ctrl+p")
        await here.until(lambda: isinstance(here.app.screen, PaletteScreen))
        await here.type("over time")
        await here.press("enter")
        await here.until(lambda: here.app.screen is screen)
        await here.until(lambda: screen.look.mode == "drift")


async def test_a_filter_line_of_the_list_keeps_to_the_number_until_everything_is_asked_for(demo):
    async with sitting(demo) as here:
        await compared(here)
        stand(here, "IMAGE", "f1_characters")
        await press(here, "enter")
        await here.until(lambda: isinstance(here.app.screen, DisagreementsScreen) and here.app.screen.listed.cases)
        listed = here.app.screen
        count = len(listed.listed.cases)
        await here.press("f")
        listed.line.input.value = "kind=boundary which=all"
        await press(here, "enter")
        await here.until(lambda: 0 < len(listed.listed.cases) < count)
        assert all("IMAGE" in {code.short for code in case.codes} for case in listed.listed.cases)
        await press(here, "F")
        await here.until(lambda: len(listed.listed.cases) == 176)
