"""Ruling on disagreements as a person sits at it."""

import asyncio

import pytest

from codebook.coding import Stance
from tests.workbench.tui.quarrelling import (
    FEAR,
    FEAR_AND_OTHERS,
    PAGE,
    REST,
    consensus,
    line,
    quarrel,
    read,
    ruled,
    ruling,
    sides,
    title,
    verdicts,
    written,
)
from tests.workbench.tui.sitting import LARGE, SMALL, sitting
from workbench.store import codes, codings, rulings
from workbench.store.study_file import StudyFile
from workbench.tui.case_filter import CaseFilter
from workbench.tui.ruling_desk import ruling_desk
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.disagreements import DisagreementsScreen
from workbench.tui.screens.ruling_agreement import RulingAgreementScreen
from workbench.workflows.sealing import make_blind, open_seals


@pytest.fixture
def path(tmp_path):
    return tmp_path / "querelle.study"


# What is shown


async def test_the_first_case_shows_the_passage_both_spans_and_both_memos(path):
    async with ruled(path) as here:
        assert "case 1 of 5" in title(here)
        assert "different boundary" in line(here, "what") and "IMAGE" in line(here, "what")
        maude, julien = sides(here)
        assert "Maude" in maude and "La peur, puis le rattrapage." in maude and "strength 2" in maude
        assert "Julien" in julien and "Seulement la peur." in julien and FEAR in julien
        shown = {(mark.short, mark.start, mark.end) for mark in ruling(here).passage.marks_at()}
        assert {short for short, _start, _end in shown} == {"1 IMAGE", "2 IMAGE"}
        assert len({end for _short, _start, end in shown}) == 2


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("count", [2, 3, 5])
async def test_sides_stand_beside_each_other_where_there_is_room_and_are_stacked_elsewhere(path, size, count):
    async with ruled(path, count=count, size=size) as here:
        columns = [one for one in ruling(here).columns.children if one.display]
        assert len(columns) == len(ruling(here).sides) >= 2
        rows = {column.region.y for column in columns}
        assert len(rows) == (1 if size == LARGE else len(columns))
        assert ruling(here).passage.size.height >= 4
        names = " ".join(sides(here))
        assert all(name in names for name in ("Maude", "Julien", "Aline", "Bruno", "Chloé")[:count])


async def test_what_each_side_marks_looks_different_without_colours(path):
    async with ruled(path, count=5) as here:
        passage = ruling(here).passage
        looks = {flag for _span, flag in passage._tracks}
        assert len(looks) >= 3
        painter = passage._paint()
        plain = {
            (style.bold, style.italic, style.underline, style.underline2, style.bgcolor)
            for style in (painter._palette.text(flag) for flag in looks)
        }
        assert len(plain) == len(looks)


async def test_five_coders_make_as_many_positions_as_there_are_answers(path):
    async with ruled(path, count=5) as here:
        await here.press("space")
        assert "different code" in line(here, "what")
        cards = sides(here)
        assert "Maude, Aline" in cards[0]
        assert any("marked nothing here" in card and "Chloé" in card for card in cards)
        assert "Ouvrir est un projet." in cards[0]


async def test_the_screens_speak_french(path):
    async with ruled(path, lang="fr") as here:
        assert "autres bornes" in line(here, "what")
        await here.press("1")
        await written(here)
        assert verdicts(here) == ["position"]


# Ruling: one key each


@pytest.mark.parametrize(
    ("key", "verdict", "stands"),
    [
        ("1", "position", [("IMAGE", FEAR_AND_OTHERS)]),
        ("2", "position", [("IMAGE", FEAR)]),
        ("+", "union", [("IMAGE", FEAR_AND_OTHERS)]),
        ("=", "union", [("IMAGE", FEAR_AND_OTHERS)]),
        ("i", "intersection", [("IMAGE", FEAR)]),
        ("-", "intersection", [("IMAGE", FEAR)]),
        ("n", "neither", []),
        ("d", "discuss", []),
    ],
)
async def test_one_key_rules_and_the_next_case_comes_by_itself(path, key, verdict, stands):
    async with ruled(path) as here:
        await here.press(key)
        await written(here)
        assert verdicts(here) == [verdict]
        assert consensus(here) == stands
        assert "case 2 of 5" in title(here)
        assert PAGE in ruling(here).passage.selected_text


async def test_both_keeps_both_codes(path):
    async with ruled(path) as here:
        await here.press("space", "b")
        await written(here)
        assert sorted(consensus(here)) == [("PROJET", PAGE), ("TON", PAGE)]


async def test_nothing_is_a_position_that_can_be_chosen(path):
    async with ruled(path) as here:
        await here.press("space", "space")
        assert "missed" in line(here, "what")
        number = next(side.number for side in ruling(here).sides if not side.codings)
        await here.press(str(number))
        await written(here)
        assert verdicts(here) == ["position"] and consensus(here) == []


async def test_five_rulings_take_five_keys(path):
    async with ruled(path) as here:
        for key in "ib11":
            await here.press(key)
        await read(here)
        await here.press("2")
        await written(here)
        assert verdicts(here) == ["intersection", "both", "position", "position", "position"]
        assert "All 5 disagreements are ruled on." in line(here, "card")


async def test_keys_in_a_burst_rule_on_one_case_each(path):
    async with ruled(path) as here:
        here.burst("2", "1", "1", "2")
        await written(here)
        assert verdicts(here) == ["position"] * 4
        assert "case 5 of 5" in title(here)


async def test_a_case_whose_words_are_not_on_the_screen_yet_cannot_be_ruled_on(path):
    async with ruled(path) as here:
        ruling(here)._texts.clear()
        await here.press("1")
        assert "not on the screen yet" in here.message and verdicts(here) == []


async def test_what_is_typed_as_a_reason_in_a_burst_never_rules(path):
    async with ruled(path) as here:
        here.burst("r", *"bind", "enter", "1")
        await written(here)
        [one] = rulings.all(here.session.study.reader)
        assert one.verdict.value == "position" and one.reason == "bind"


async def test_a_ruling_is_acknowledged_only_once_it_is_on_the_disk(path):
    async with ruled(path) as here:
        gate = asyncio.Event()
        held = here.session.writer.submit(lambda study: asyncio.run_coroutine_threadsafe(gate.wait(), loop).result(20))
        loop = asyncio.get_running_loop()
        await here.press("1")
        assert "takes it back" not in here.message
        await here.press("backspace")
        assert "being written" in title(here)
        gate.set()
        await asyncio.wrap_future(held)
        await written(here)
        assert "takes it back" in here.message and verdicts(here) == ["position"]


async def test_a_position_that_is_not_there_is_refused_and_nothing_happens(path):
    async with ruled(path) as here:
        await here.press("5")
        assert "There is no answer 5 here." in here.message
        assert "case 1 of 5" in title(here) and verdicts(here) == []


async def test_union_of_two_stances_is_mixed_and_intersection_asks_whose_counts(path):
    async with ruled(path) as here:
        await here.press("space", "space", "space")
        assert "stance" in line(here, "what")
        await here.press("i")
        assert "differ in stance" in here.message and "Tab" in here.message
        await here.press("tab", "i")
        await written(here)
        reader = here.session.study.reader
        assert [one.stance for one in codings.all(reader) if one.origin == "consensus"] == [Stance.PRO]


async def test_the_majority_is_shown_with_its_share_and_never_by_itself(path):
    async with ruled(path, count=3) as here:
        assert "majority, 2 of 3" in line(here, "verdicts")
        assert verdicts(here) == []
        await here.press("m")
        await written(here)
        assert verdicts(here) == ["majority"] and consensus(here) == [("IMAGE", FEAR)]


# Trying


async def test_tab_shows_what_each_ruling_would_put_in_the_consensus_and_enter_rules_so(path):
    async with ruled(path) as here:
        await here.press("tab")
        assert "IMAGE on 16 words" in line(here, "preview")
        await here.press("tab")
        assert "IMAGE on 6 words" in line(here, "preview")
        assert verdicts(here) == []
        await here.press("enter")
        await written(here)
        assert consensus(here) == [("IMAGE", FEAR)]


async def test_the_mouse_tries_and_rules(path):
    async with ruled(path) as here:
        await here.pilot.click(ruling(here).columns.children[1])
        assert ruling(here).tried == "ruling.position_2"
        await here.pilot.click("#verdicts", offset=(2, 0))
        assert ruling(here).tried == "ruling.position_1" and verdicts(here) == []
        await here.pilot.click("#verdicts", offset=(2, 0))
        await written(here)
        assert verdicts(here) == ["position"]


# Taking back


async def test_u_takes_a_ruling_back_and_stands_on_it_again(path):
    async with ruled(path) as here:
        await here.press("1", "1")
        await written(here)
        await here.press("u")
        await written(here)
        assert verdicts(here) == ["position"]
        assert "case 2 of 5" in title(here) and "still open" in title(here)
        await here.press("U")
        await written(here)
        assert len(verdicts(here)) == 2


async def test_undo_stands_on_the_right_one_of_several_cases_on_the_same_words(path):
    made = quarrel(path)
    with StudyFile.open(path) as study:
        from workbench.workflows.coding import apply_codes

        page = next(one for one in codings.all(study.reader, made.maude.uuid) if one.code == made.codes["PROJET"])
        apply_codes(study, made.maude.uuid, page.transcript, page.span, [made.codes["IMAGE"]])
    async with ruled(path) as here:
        await here.press("space", "space")
        keys = [case.key for case in ruling(here).queue.cases if case.span == ruling(here).queue.current.span]
        assert len(keys) == 2
        await here.press("n")
        await written(here)
        await here.press("u")
        await written(here)
        assert ruling(here).queue.current.key == keys[1] and "case 3 of 6" in title(here)


async def test_undo_leaves_alone_what_is_no_ruling(path):
    async with ruled(path) as here:
        await here.press("u")
        await written(here)
        assert "no ruling" in here.message
        assert len(here.codings("Maude")) == 5


async def test_a_ruling_can_be_changed_and_withdrawn(path):
    async with ruled(path) as here:
        await here.press("1", "backspace")
        await written(here)
        assert "Ruled by Maude: answer 1." in line(here, "status")
        await here.press("2")
        await written(here)
        assert consensus(here) == [("IMAGE", FEAR)]
        await here.press("backspace", "x")
        await written(here)
        assert verdicts(here) == [] and consensus(here) == []
        assert "still open" in title(here)


async def test_backspace_and_space_go_back_and_forth_without_ruling(path):
    async with ruled(path) as here:
        await here.press("backspace")
        assert "first one" in here.message
        await here.press(*["space"] * 4)
        assert "case 5 of 5" in title(here)
        await here.press("space")
        assert "last one" in here.message and verdicts(here) == []


# Reasons and notes


async def test_a_reason_can_be_written_before_ruling_and_after_it(path):
    async with ruled(path) as here:
        await here.press("r")
        await here.type("trop large")
        await here.press("enter")
        assert "trop large" in line(here, "status")
        await here.press("2")
        await written(here)
        await here.press("1", "e")
        await here.type("plus tard")
        await here.press("enter")
        await written(here)
        assert [one.reason for one in rulings.all(here.session.study.reader)] == ["trop large", "plus tard"]
        assert [one.verdict.value for one in rulings.all(here.session.study.reader)] == ["position", "position"]
        assert "case 3 of 5" in title(here)


async def test_escape_leaves_a_reason_unwritten(path):
    async with ruled(path) as here:
        await here.press("r", "x", "y", "escape", "1")
        await written(here)
        assert [one.reason for one in rulings.all(here.session.study.reader)] == [""]


async def test_a_ruling_becomes_a_note_of_the_codebook_with_its_reason_in_the_line(path):
    async with ruled(path) as here:
        await here.press("r")
        await here.type("on nomme la peur")
        await here.press("enter", "1")
        await written(here)
        await here.press("a")
        assert "IMAGE, include when" in str(ruling(here).prompt.label.render())
        assert ruling(here).prompt.input.value == "on nomme la peur"
        await here.press("enter")
        await written(here)
        book = codes.book(here.session.study.reader)
        assert book.named("IMAGE").include == "on nomme la peur"
        await here.press("backspace", "c")
        assert "on nomme la peur" in str(ruling(here).details.render())


async def test_tab_in_a_note_goes_to_the_code_that_was_ruled_out(path):
    async with ruled(path) as here:
        await here.press("space", "1")
        await written(here)
        await here.press("a", "tab")
        assert "TON, exclude when" in str(ruling(here).prompt.label.render())
        await here.type("pages ouvertes")
        await here.press("enter")
        await written(here)
        assert codes.book(here.session.study.reader).named("TON").exclude == "pages ouvertes"


async def test_a_note_is_taken_back_by_the_same_key(path):
    async with ruled(path) as here:
        await here.press("1")
        await written(here)
        await here.press("a")
        await here.type("la peur")
        await here.press("enter")
        await written(here)
        assert codes.book(here.session.study.reader).named("IMAGE").include == "la peur"
        await here.press("u")
        await written(here)
        assert codes.book(here.session.study.reader).named("IMAGE").include == ""
        assert ruling(here).book.named("IMAGE").include == "" and verdicts(here) == ["position"]


async def test_a_note_needs_a_ruling(path):
    async with ruled(path) as here:
        await here.press("a")
        assert "Rule first" in here.message


# Names


async def test_hidden_names_are_letters_and_numbers_in_another_order_for_each_case(path):
    async with ruled(path, count=5) as here:
        await here.press("h")
        assert "names hidden" in title(here)
        orders = set()
        for _case in range(len(ruling(here).queue.cases)):
            told = " ".join([*sides(here), line(here, "verdicts")])
            assert not any(name in told for name in ("Maude", "Julien", "Aline", "Bruno", "Chloé"))
            orders.add(tuple(side.place for side in ruling(here).sides))
            await here.press("space")
        assert len(orders) > 1


async def test_a_number_rules_for_what_is_shown_under_it_with_names_hidden(path):
    async with ruled(path, count=5) as here:
        await here.press("h")
        for _case in range(3):
            case, side = ruling(here).queue.current, ruling(here).sides[0]
            await here.press("1")
            await written(here)
            made = next(one for one in rulings.all(here.session.study.reader) if one.key == case.key)
            held = {coder.uuid for coder in case.positions[side.place].coders}
            assert set(made.positions[made.chosen].coders) == held


async def test_memos_of_one_position_are_told_by_letters_too(path):
    async with ruled(path, count=5) as here:
        await here.press("h")
        assert not any("Maude" in card or "Julien" in card for card in sides(here))


# What is looked at


async def test_kinds_states_and_orders_change_by_one_key(path):
    async with ruled(path) as here:
        await here.press("s")
        await read(here)
        costs = [case.cost for case in ruling(here).queue.cases]
        assert costs == sorted(costs, reverse=True)
        await here.press("t")
        await read(here)
        assert {case.kind.value for case in ruling(here).queue.cases} == {"missed"}
        await here.press("F")
        await read(here)
        assert len(ruling(here).queue.cases) == 5


async def test_the_filter_is_one_line(path):
    async with ruled(path) as here:
        here.burst("f", *"kind=stance,strength")
        await here.until(lambda: ruling(here).line.input.value == "kind=stance,strength")
        await here.press("enter")
        await read(here)
        assert len(ruling(here).queue.cases) == 2
        assert "shown: still open, different stance, different strength" in line(here, "counts")


async def test_a_filter_that_cannot_be_understood_is_left_to_be_mended(path):
    async with ruled(path) as here:
        await here.press("f")
        await here.type("colour=red")
        await here.press("enter")
        assert "colour" in here.message and ruling(here).line.display
        await here.press("escape")
        assert not ruling(here).line.display
        await here.press("1")
        await written(here)
        assert verdicts(here) == ["position"]


async def test_what_was_put_aside_is_found_again(path):
    async with ruled(path) as here:
        await here.press("d", "w")
        await written(here)
        await read(here)
        assert "to be discussed" in title(here) and len(ruling(here).queue.cases) == 1


async def test_a_ruling_is_out_of_date_once_the_codings_change(path):
    made = quarrel(path)
    async with ruled(path) as here:
        await here.press("1")
        await written(here)
    with StudyFile.open(path) as study:
        from transcripts.spans import Span
        from workbench.workflows.coding import move_edges

        mine = codings.all(study.reader, made.julien.uuid)[0]
        move_edges(study, made.julien.uuid, mine.uuid, Span(mine.span.start, mine.span.end - 1))
    async with ruled(path) as here:
        assert "out of date" in title(here) and "1 out of date" in line(here, "counts")
        assert "Out of date" in line(here, "status")


# Ways in and out


async def test_esc_goes_back_to_the_coding_screen(path):
    async with ruled(path) as here:
        await here.press("escape")
        assert isinstance(here.app.screen, CodingScreen)


async def test_o_opens_the_passage_in_its_transcript(path):
    async with ruled(path) as here:
        await here.press("space", "o")
        assert isinstance(here.app.screen, CodingScreen)
        assert here.selected == PAGE


async def test_v_shows_agreement_before_and_after(path):
    async with ruled(path) as here:
        here.burst("1", "1", "1", "1")
        await written(here)
        await here.press("1")
        await written(here)
        await here.press("v")
        await here.until(lambda: isinstance(here.app.screen, RulingAgreementScreen))
        screen = here.app.screen
        await here.until(lambda: screen.grid.table is not None)
        assert "5 of 5 disagreements are ruled on." in line(here, "what")
        after = {(row[0], row[1]): (row[2], row[3]) for row in screen.grid.table.rows}
        image = next(value for (code, name), value in after.items() if code == "IMAGE" and "f1" in name)
        assert image[0] < 1 and image[1] == 1
        await here.press("tab")
        assert screen.grid.table.columns[0].name == "coder"
        await here.press("escape")
        assert ruling(here)


async def test_l_shows_the_list_and_enter_there_rules_on_the_case_under_the_cursor(path):
    async with ruled(path) as here:
        await here.press("l")
        await here.until(lambda: isinstance(here.app.screen, DisagreementsScreen))
        screen = here.app.screen
        await here.until(lambda: screen.listed.cases)
        await here.pilot.pause()
        await here.press("down", "down", "enter")
        await read(here)
        assert "case 3 of 5" in title(here) and REST in ruling(here).passage.selected_text


# Nothing to rule on


async def test_a_study_of_one_coder_says_why_there_is_nothing(made):
    with StudyFile.open(made.study.path) as study, study.act(None, "test.remove") as act:
        from workbench.store.rows import CoderRow

        act.remove(act.get(CoderRow, made.julien.uuid))
    async with ruled(made.study.path) as here:
        assert "One coder alone cannot disagree" in line(here, "card")
        await here.press("1")
        assert "nothing to rule on" in here.message


async def test_a_study_in_which_nobody_is_done_says_so(path):
    quarrel(path, done=False)
    async with ruled(path) as here:
        assert "marked as done by two coders" in line(here, "card")


async def test_a_filter_that_finds_nothing_says_how_many_there_are(path):
    quarrel(path)
    async with sitting(path) as here:
        ruling_desk(here.session).looking = CaseFilter(which="stale")
        here.app.action_ruling()
        await read(here)
        assert "None of the 5 disagreements is like that." in line(here, "card")


async def test_every_word_of_the_case_survives_hostile_text(path):
    made = quarrel(path)
    with StudyFile.open(path) as study:
        from workbench.workflows.coding import note

        mine = codings.all(study.reader, made.julien.uuid)[0]
        note(study, made.julien.uuid, mine.uuid, "[bold]rouge[/] \x1b[31m")
    async with ruled(path) as here:
        assert "[bold]rouge[/]" in sides(here)[1]
        assert "\x1b" not in sides(here)[1]


async def test_in_a_blind_study_sealed_cases_are_not_there_and_the_screen_says_why(path):
    quarrel(path)
    with StudyFile.open(path) as study:
        make_blind(study, None)
    async with ruled(path) as here:
        assert not ruling(here).queue.cases
        assert "2 transcripts are sealed" in line(here, "card")
        await here.press("1")
        assert verdicts(here) == []
        await here.press("l")
        await here.until(lambda: isinstance(here.app.screen, DisagreementsScreen) and here.app.screen.listed.persons)
        await here.pilot.pause()
        assert "sealed" in line(here, "whole") and not here.app.screen.listed.cases


async def test_opened_seals_bring_the_cases(path):
    made = quarrel(path)
    with StudyFile.open(path) as study:
        make_blind(study, None)
        open_seals(study, made.maude.uuid, [made.transcript])
    async with ruled(path) as here:
        assert {case.name for case in ruling(here).queue.cases} == {"I-05"}
        assert "1 transcript is sealed" in line(here, "counts")
        await here.press("1")
        await written(here)
        assert verdicts(here) == ["position"]
