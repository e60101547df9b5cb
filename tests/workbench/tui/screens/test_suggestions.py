"""The queue of suggestions as a person sits at it; the desk behind it is one that answers at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from codebook.coding import Origin
from codebook.suggestion import Band, QueueOrder, Verdict
from tests.workbench.making import Bench
from tests.workbench.tui.sitting import LARGE, SMALL, Sitting, sitting
from tests.workbench.tui.suggested import FakeDesk, Wanted, give
from transcripts.spans import Span
from workbench.store import decisions
from workbench.store.study_file import StudyFile
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.suggestions import SuggestionsScreen
from workbench.workflows.coding import apply_codes
from workbench.workflows.suggesting import switches

FEAR = Wanted(
    "Au début la direction avait peur.", matched=("direction", "peur"), near="Et comment validez-vous", fresh=True
)
OTHERS = Wanted("Puis on a vu que d’autres parlaient à notre place.", band=Band.POSSIBLE)
PAGE = Wanted("On a ouvert une page.", band=Band.WEAK, outside=True, alike=2)
SIMPLE = Wanted("Une réponse simple, je la fais.")
REST = Wanted("Le reste monte à la directrice.")
KNOWN = Wanted("La notoriété suit.")
SUMMER = Wanted("L’été prochain, on verra l’image.")
THERE = Wanted("Chez nous, tout est validé.", "I-06")
NOBODY = Wanted("Personne n’a peur.", "I-06")
MANY = [FEAR, OTHERS, PAGE, SIMPLE, REST, KNOWN, SUMMER, THERE, NOBODY]


def queue(here: Sitting) -> SuggestionsScreen:
    screen = here.app.screen
    assert isinstance(screen, SuggestionsScreen)
    return screen


def lines(here: Sitting) -> dict[str, str]:
    """What stands on the screen, by where it stands."""
    screen = queue(here)
    names = ("definition", "facts", "place", "because", "card", "note")
    return {name: str(screen.query_one(f"#{name}").render()) for name in names}


def proposed(here: Sitting) -> str:
    return queue(here).passage.selected_text


async def written(here: Sitting) -> None:
    """Nothing is on its way to the disk, and no ranking is under way."""
    screen = queue(here)
    await here.pilot.pause()
    await here.until(lambda: not any(item.pending for item in screen.queue.items) and not screen._ranking)
    await here.pilot.pause()


@asynccontextmanager
async def suggested(
    made: Bench, wanted: list[Wanted] = MANY, code: str = "IMAGE", **more: object
) -> AsyncIterator[tuple[Sitting, FakeDesk]]:
    """At the queue of one code, its first suggestion on the screen."""
    size, lang = more.pop("size", LARGE), more.pop("lang", "en")
    async with sitting(made.study.path, size=size, lang=lang) as here:
        desk = give(here, {made.codes[code]: wanted}, **more)
        here.app.open_suggestions(made.codes[code])
        await here.until(lambda: here.app.screen.query("#passage"))
        await here.until(lambda: queue(here).queue.items and queue(here).is_shown(queue(here).queue.current))
        await written(here)
        yield here, desk


# The way there


async def test_s_opens_the_queue_of_the_current_coding_and_asks_for_its_code_the_first_time(made):
    async with sitting(made.study.path) as here:
        desk = give(here, {made.codes["IMAGE"]: [SIMPLE]})
        await here.press("j", "1")
        await here.settled()
        await here.press("s")
        await here.until(lambda: isinstance(here.app.screen, SuggestionsScreen) and queue(here).queue.items)
        assert decisions.asked_for(here.session.study.reader, made.maude.uuid) == {made.codes["IMAGE"]}
        assert "IMAGE" in lines(here)["note"] and "x switches them off" in lines(here)["note"]
        assert desk.asked[0][:2] == ("suggestions", made.codes["IMAGE"])


async def test_s_in_the_codebook_pane_takes_the_code_under_the_cursor(made):
    async with sitting(made.study.path) as here:
        give(here, {made.codes["PROJET"]: [SIMPLE]})
        await here.press("b", "down", "down", "s")
        await here.until(lambda: isinstance(here.app.screen, SuggestionsScreen))
        assert queue(here).code == made.codes["PROJET"]


async def test_s_asks_for_the_code_only_where_it_cannot_know_it(made):
    async with sitting(made.study.path) as here:
        give(here, {made.codes["TON"]: [SIMPLE]})
        await here.press("s")
        assert here.screen.picker.display
        await here.press("t", "o", "n", "enter")
        await here.until(lambda: isinstance(here.app.screen, SuggestionsScreen))
        assert queue(here).code == made.codes["TON"]
        assert here.codings() == []


async def test_the_picker_codes_again_after_the_question_for_a_code_was_left(made):
    async with sitting(made.study.path) as here:
        give(here, {})
        await here.press("s", "escape", "j", "c", "t", "o", "n", "enter")
        await here.settled()
        assert here.shorts() == ["TON"]


async def test_over_all_codes_nothing_asked_for_is_told(made):
    async with sitting(made.study.path) as here:
        desk = give(here, {})
        await here.press("S")
        await here.until(lambda: isinstance(here.app.screen, SuggestionsScreen))
        await here.pilot.pause()
        assert "You have not asked for suggestions yet" in lines(here)["card"]
        assert desk.asked == []


async def test_a_study_that_forbids_suggestions_says_so_in_a_sentence_and_starts_nothing(made):
    with StudyFile.open(made.study.path) as study:
        switches.forbid(study, None)
    async with sitting(made.study.path) as here:
        desk = give(here, {made.codes["IMAGE"]: [SIMPLE]})
        await here.press("j", "1")
        await here.settled()
        await here.press("s")
        await here.until(lambda: isinstance(here.app.screen, SuggestionsScreen))
        await here.pilot.pause()
        assert "This study forbids suggestions." in lines(here)["card"]
        assert desk.asked == []
        await here.press("a")
        assert len(here.codings()) == 1


async def test_a_blind_study_says_once_that_only_ones_own_decisions_count(made):
    with StudyFile.open(made.study.path) as study, study.act(None, "study.new") as act:
        act.run("INSERT INTO facts(key, value) VALUES ('blind', '1')")
    async with suggested(made) as (here, _desk):
        assert "blind" in lines(here)["note"]
        await here.press("escape")
        here.app.open_suggestions(made.codes["IMAGE"])
        await here.until(lambda: here.app.screen.query("#passage"))
        await written(here)
        assert not queue(here).note.display


# What is shown


async def test_the_passage_stands_in_its_context_with_the_matching_words_marked(made):
    async with suggested(made) as (here, _desk):
        screen = queue(here)
        assert proposed(here) == "Au début la direction avait peur."
        hits = [span.cut(screen.passage.document.text) for span in screen.passage._hits._spans]
        assert hits == ["direction", "peur"]
        assert "Pourquoi y êtes-vous allés" in screen.passage.document.text
        style = screen.passage.get_component_styles("transcript--hit").text_style
        assert style.underline and style.bold  # never colour alone
        assert lines(here)["place"] == "I-05 · §2"


async def test_band_rank_and_tally_are_told_and_no_percentage(made):
    async with suggested(made) as (here, _desk):
        assert lines(here)["facts"] == "strong · 1 of 212 · first of this transcript"
        await here.press("a", "r")
        await written(here)
        facts = lines(here)["facts"]
        assert facts == "weak · 3 of 212 · 1 of 2 accepted so far · from outside the top · +2 alike"
        assert "%" not in " ".join(lines(here).values())


async def test_the_reason_needs_nothing_opened(made):
    async with suggested(made) as (here, _desk):
        assert lines(here)["because"] == "because: direction, peur; near I-05 §2 “Et comment validez-vous”"


async def test_details_show_the_parts_in_words_and_bars_and_what_speaks_against(made):
    wanted = [Wanted(FEAR.words, matched=("peur",), near="Merci à vous", rejected="La notoriété suit")]
    async with suggested(made, wanted) as (here, _desk):
        await here.press("d")
        shown = str(queue(here).details.render())
        for words in ("words in common", "█", "much", "speaks against it", "La notoriété suit", "Merci à vous"):
            assert words in shown, words
        assert "1.5" not in shown
        await here.press("enter")
        assert not queue(here).details_open


async def test_esc_closes_the_details_before_it_leaves_the_queue(made):
    async with suggested(made) as (here, _desk):
        await here.press("d", "escape")
        assert not queue(here).details_open
        await here.press("escape")
        assert not isinstance(here.app.screen, SuggestionsScreen)


async def test_wide_screens_list_what_comes_next_and_tick_what_was_decided(made):
    async with suggested(made) as (here, _desk):
        await here.press("a", "r", "space")
        await written(here)
        rows = queue(here).following.rows
        assert [row.sign for row in rows[:4]] == ["✓", "✗", "–", "▶"]
        assert rows[3].words == "Une réponse simple, je la fais."
        assert "strong" in rows[3].head
    async with suggested(made, size=SMALL) as (here, _desk):
        assert not queue(here).following.display
        assert queue(here).passage.size.width == 80


async def test_at_eighty_columns_and_in_french_nothing_that_matters_is_cut_off(made):
    async with suggested(made, size=SMALL, lang="fr") as (here, _desk):
        screen = queue(here)
        for part in (screen.facts, screen.passage, screen.because, screen.message, screen.footer):
            region = part.region
            assert region.height >= 1 and region.bottom <= 24, part
        assert screen.passage.size.height >= 8
        assert proposed(here) == "Au début la direction avait peur."


# Deciding


async def test_accepting_makes_a_coding_whose_origin_is_told(made):
    async with suggested(made) as (here, _desk):
        await here.press("a")
        await written(here)
        (coding,) = here.codings()
        assert coding.origin is Origin.SUGGESTION and coding.code == made.codes["IMAGE"]
        (decision,) = decisions.all(here.session.study.reader)
        assert (decision.verdict, decision.coding) == (Verdict.ACCEPTED, coding.uuid)
        assert here.message == "IMAGE on 6 words. Backspace takes it back."
        assert proposed(here) == OTHERS.words


async def test_what_was_accepted_stands_in_the_margin_as_a_coding_beside_the_next_proposal(made):
    async with suggested(made) as (here, _desk):
        await here.press("a")
        await written(here)
        kinds = sorted((mark.kind.value, mark.start) for mark in queue(here).passage._marks)
        assert [kind for kind, _start in kinds] == ["coding", "suggestion"]
        assert kinds[0][1] < kinds[1][1]


async def test_rejecting_makes_no_coding(made):
    async with suggested(made) as (here, _desk):
        await here.press("r")
        await written(here)
        assert here.codings() == []
        (decision,) = decisions.all(here.session.study.reader)
        assert decision.verdict is Verdict.REJECTED
        assert "Rejected for IMAGE" in here.message and "Backspace" in here.message


async def test_not_now_is_no_decision_and_is_not_offered_again_in_this_sitting(made):
    async with suggested(made) as (here, desk):
        await here.press("space", "a")
        await written(here)
        assert [one.verdict for one in decisions.all(here.session.study.reader)] == [Verdict.ACCEPTED]
        await here.press("o")
        await written(here)
        (skipped,) = next(one[3] for one in reversed(desk.asked) if one[0] == "suggestions")
        assert Span(*skipped[1:]).cut(queue(here).passage.document.text) == FEAR.words
        assert FEAR.words not in [row.words for row in queue(here).following.rows if row.sign in " ▶"]


async def test_fast_hands_decide_each_what_was_on_the_screen(made):
    async with suggested(made) as (here, _desk):
        here.burst("a", "r", "a", "r")
        await written(here)
        await here.until(lambda: len(decisions.all(here.session.study.reader)) == 4)
        said = [(one.verdict.value, one.rank) for one in decisions.all(here.session.study.reader)]
        assert said == [("accepted", 1), ("rejected", 2), ("accepted", 3), ("rejected", 4)]


async def test_backspace_takes_back_exactly_the_last_decision(made):
    async with suggested(made) as (here, _desk):
        await here.press("a", "a")
        await written(here)
        await here.press("backspace")
        await here.until(lambda: len(here.codings()) == 1)
        await written(here)
        assert proposed(here) == OTHERS.words
        assert here.message.startswith("Undone")
        await here.press("backspace")
        await here.until(lambda: not here.codings())
        assert decisions.all(here.session.study.reader) == []
        await written(here)
        await here.press("backspace")
        assert "Nothing was decided" in here.message


async def test_backspace_takes_a_decision_back_with_its_strength_and_memo(made):
    async with suggested(made) as (here, _desk):
        await here.press("a", "w", "3", "m", *"oui", "enter")
        await here.until(lambda: here.codings() and here.codings()[0].memo == "oui")
        assert here.codings()[0].strength == 3
        await here.pilot.pause()
        await here.press("backspace")
        await here.until(lambda: not here.codings())
        await written(here)
        assert decisions.all(here.session.study.reader) == []


async def test_backspace_leaves_alone_what_is_not_the_decision(made):
    async with suggested(made) as (here, _desk):
        await here.press("a")
        await written(here)
        with StudyFile.open(made.study.path) as elsewhere:
            apply_codes(elsewhere, made.maude.uuid, made.transcript, Span(150, 160), [made.codes["TON"]])
        await here.press("backspace")
        await here.until(lambda: "Something else of yours" in here.message)
        assert len(here.codings()) == 2
        assert queue(here).queue.items[0].fate.value == "accepted"


async def test_what_was_put_off_by_mistake_comes_back_by_backspace(made):
    async with suggested(made) as (here, _desk):
        await here.press("space", "backspace")
        assert proposed(here) == FEAR.words
        assert queue(here).queue.skipped == []


async def test_a_decision_that_is_refused_is_told_and_comes_back(made):
    with StudyFile.open(made.study.path) as elsewhere:
        apply_codes(elsewhere, made.maude.uuid, made.transcript, Span(29, 62), [made.codes["IMAGE"]])
    async with suggested(made) as (here, _desk):
        await here.press("a")
        await here.until(lambda: queue(here).message.fault)
        await written(here)
        assert "already" in here.message
        assert proposed(here) == FEAR.words
        assert queue(here).steps == []


async def test_strength_is_put_on_what_was_accepted_last_even_within_one_burst(made):
    async with suggested(made) as (here, _desk):
        here.burst("a", "w", "2")
        await here.until(lambda: here.codings() and here.codings()[0].strength == 2)
        await here.until(lambda: "strength 2" in here.message)
        here.burst("r", "w", "p")
        await here.until(lambda: here.codings()[0].stance is not None)
        assert len(here.codings()) == 1


async def test_strength_without_anything_accepted_is_told(made):
    async with suggested(made) as (here, _desk):
        await here.press("w")
        assert "Accept a suggestion first" in here.message
        assert not queue(here).prompt.display


# Changing


async def test_the_turn_instead_of_the_sentence_by_one_key(made):
    async with suggested(made) as (here, _desk):
        await here.press("t")
        assert proposed(here).endswith("On a ouvert une page.")
        await here.press("t")
        assert proposed(here) == FEAR.words
        await here.press("t", "a")
        await written(here)
        (decision,) = decisions.all(here.session.study.reader)
        assert decision.verdict is Verdict.CHANGED
        assert here.codings()[0].span.end > decision.span.end


async def test_edges_move_as_on_the_coding_screen_and_enter_accepts(made):
    async with suggested(made) as (here, _desk):
        await here.press("e", "left", "left", "o", "right", "enter")
        await written(here)
        assert [words for _short, words in here.coded()] == ["début la direction avait"]
        assert decisions.all(here.session.study.reader)[0].verdict is Verdict.CHANGED


async def test_leaving_a_change_proposes_what_was_proposed(made):
    async with suggested(made) as (here, _desk):
        await here.press("e", "left", "escape")
        assert proposed(here) == FEAR.words
        await here.press("a")
        await written(here)
        assert decisions.all(here.session.study.reader)[0].verdict is Verdict.ACCEPTED


async def test_another_code_by_the_picker_then_enter(made):
    async with suggested(made) as (here, _desk):
        await here.press("c", "t", "o", "n", "enter")
        assert "IMAGE" in str(queue(here).heading.render()) and "→ TON" in str(queue(here).heading.render())
        assert here.codings() == []
        await here.press("enter")
        await written(here)
        assert here.shorts() == ["TON"]
        assert "counts as rejected" in here.message


async def test_a_drag_of_the_mouse_gives_other_edges_which_enter_accepts(made):
    async with suggested(made) as (here, _desk):
        passage = queue(here).passage
        line, cell = passage._wrapped.cell_at(passage.document.text.index("direction"))
        start = (cell + passage._wrapped.columns.gutter, line - passage.scroll_offset.y)
        await here.pilot.mouse_down("#passage", offset=start)
        await here.pilot.hover("#passage", offset=(start[0] + 12, start[1]))
        await here.pilot.mouse_up("#passage", offset=(start[0] + 12, start[1]))
        await here.pilot.pause()
        assert proposed(here) == "direction avait"
        await here.press("enter")
        await written(here)
        assert [words for _short, words in here.coded()] == ["direction avait"]


async def test_a_click_elsewhere_in_the_text_proposes_nothing_else(made):
    async with suggested(made) as (here, _desk):
        await here.pilot.click("#passage", offset=(20, 6))
        await here.pilot.pause()
        assert proposed(here) == FEAR.words


async def test_the_mouse_presses_the_footer_and_picks_from_the_list(made):
    async with suggested(made) as (here, _desk):
        await here.pilot.click("#next", offset=(5, 3))
        await here.pilot.pause()
        assert proposed(here) == OTHERS.words
        await here.pilot.click("FooterLine", offset=(2, 0))
        await written(here)
        assert [words for _short, words in here.coded()] == [OTHERS.words]


# Going about


async def test_looking_ahead_and_back_decides_nothing(made):
    async with suggested(made) as (here, _desk):
        await here.press("J", "J")
        assert proposed(here) == PAGE.words
        await here.press("K", "K", "K")
        assert "first one" in here.message
        assert proposed(here) == FEAR.words
        assert decisions.all(here.session.study.reader) == []


async def test_what_is_decided_is_told_as_decided_when_it_is_looked_at_again(made):
    async with suggested(made) as (here, _desk):
        await here.press("a")
        await written(here)
        await here.press("K", "r")
        assert "takes your last decision back" in here.message
        assert "✓ accepted" in lines(here)["facts"]
        assert len(here.codings()) == 1


async def test_g_goes_to_the_passage_in_its_transcript_and_s_comes_back(made):
    async with suggested(made, [THERE, FEAR]) as (here, _desk):
        await here.press("g")
        await here.until(lambda: isinstance(here.app.screen, CodingScreen))
        assert here.screen.desk.transcript.name == "I-06"
        assert here.selected == THERE.words


async def test_coming_back_remembers_what_was_put_off_and_can_take_back(made):
    async with suggested(made) as (here, _desk):
        await here.press("space", "a", "escape")
        await here.until(lambda: isinstance(here.app.screen, CodingScreen))
        await here.until(lambda: len(here.codings()) == 1)
        here.app.open_suggestions(made.codes["IMAGE"])
        await here.until(lambda: here.app.screen.query("#passage"))
        await written(here)
        assert proposed(here) == PAGE.words
        await here.press("backspace")
        await here.until(lambda: not here.codings())


async def test_the_next_code_asked_for_by_a_key(made):
    async with suggested(made) as (here, desk):
        desk.wanted[made.codes["TON"]] = [SUMMER]
        await here.press(")")
        assert "No other code" in here.message
        switches.ask(here.session.study, made.maude.uuid, made.codes["TON"])
        await here.press("N")
        await here.until(lambda: queue(here).code == made.codes["TON"] and queue(here).queue.items)
        await written(here)
        assert proposed(here) == SUMMER.words
        await here.press("(")
        await here.until(lambda: queue(here).code == made.codes["IMAGE"])


async def test_over_all_codes_the_surest_come_first_and_the_code_is_named(made):
    with StudyFile.open(made.study.path) as study:
        for code in ("IMAGE", "TON"):
            switches.ask(study, made.maude.uuid, made.codes[code])
    async with sitting(made.study.path) as here:
        give(here, {made.codes["IMAGE"]: [OTHERS, PAGE], made.codes["TON"]: [SUMMER, THERE]})
        await here.press("S")
        await here.until(lambda: isinstance(here.app.screen, SuggestionsScreen))
        await written(here)
        await here.until(lambda: len(queue(here).queue.items) == 4)
        heads = [row.head.split(" · ")[:2] for row in queue(here).following.rows]
        # What was read first when the second list came stays first; the rest is by band.
        assert sorted(map(tuple, heads)) == sorted(
            [("IMAGE", "possible"), ("IMAGE", "weak"), ("TON", "strong"), ("TON", "strong")]
        )
        assert [head[1] for head in heads[1:]] == ["strong", "strong", "weak"]
        await here.press(")")
        assert "TON" in str(queue(here).heading.render())


async def test_switching_off_says_so_and_how_to_ask_again(made):
    async with suggested(made) as (here, _desk):
        await here.press("x")
        await here.until(lambda: isinstance(here.app.screen, CodingScreen))
        await here.pilot.pause()
        assert decisions.asked_for(here.session.study.reader, made.maude.uuid) == set()
        assert "No suggestions for IMAGE any more" in here.message


# Ranking


async def test_after_five_decisions_the_rest_is_reordered_and_it_says_so(made):
    async with suggested(made) as (here, desk):
        before = len(desk.asked)
        await here.press("r", "r", "r", "r")
        await written(here)
        assert len(desk.asked) == before
        desk.wanted[made.codes["IMAGE"]] = [*MANY[:5], NOBODY, SUMMER, KNOWN, THERE]
        desk.gate = asyncio.Event()
        await here.press("r")
        await here.until(lambda: proposed(here) == KNOWN.words)
        desk.gate.set()
        await written(here)
        assert proposed(here) == KNOWN.words  # what is being read does not move
        assert "Reordered after 5 decisions." in here.message
        assert "reordered after 5 decisions" in lines(here)["facts"]
        await here.press("r")
        await written(here)
        assert proposed(here) == NOBODY.words


async def test_keys_work_while_the_desk_takes_its_time(made):
    async with suggested(made) as (here, desk):
        desk.gate = asyncio.Event()
        await here.press("o", "a", "r")
        await here.until(lambda: len(decisions.all(here.session.study.reader)) == 2)
        assert desk.asked[-1][2] is QueueOrder.UNCERTAIN
        desk.gate.set()
        await written(here)
        assert "most uncertain first" in str(queue(here).heading.render())


async def test_it_ends_honestly(made):
    async with suggested(made, [FEAR]) as (here, _desk):
        await here.press("a")
        await written(here)
        card = lines(here)["card"]
        assert "Nothing like it is left; the rest is to be read." in card
        assert "211 segments not looked at." in card
        await here.press("a")
        assert "nothing to decide" in here.message
    async with suggested(made, [OTHERS], candidates=2) as (here, _desk):
        await here.press("r")
        await written(here)
        assert "No more candidates" in lines(here)["card"]


async def test_a_desk_that_fails_is_told_and_what_is_there_stays(made):
    from workbench.errors import SuggestError

    async with suggested(made) as (here, desk):
        desk.error = SuggestError("The process ended.", "Ask again.")
        await here.press("o")
        await here.until(lambda: queue(here).message.fault)
        assert "The process ended." in here.message
        assert proposed(here) == FEAR.words
        await here.press("a")
        await here.until(lambda: len(here.codings()) == 1)


async def test_what_is_missing_is_said_once_in_a_sitting(made):
    async with suggested(made, lacks=1, notes=("No definition yet.",)) as (here, _desk):
        assert "No sentence vectors here. pip install vectors" in lines(here)["note"]
        assert "No definition yet." in lines(here)["note"]
        await here.press("a")
        assert not queue(here).note.display
        await here.press("o")
        await written(here)
        assert not queue(here).note.display


# Reading in the background


async def test_while_models_load_it_says_what_is_done_and_esc_lets_it_go_on(made):
    async with sitting(made.study.path) as here:
        desk = give(here, {made.codes["IMAGE"]: MANY}, gate=asyncio.Event(), reading=asyncio.Event())
        here.app.open_suggestions(made.codes["IMAGE"])
        await here.until(lambda: desk.asked)
        desk.progress(34, 100, "Reading segments")
        await here.pilot.pause()
        shown = str(queue(here).progress.render())
        assert "34 %" in shown and "Reading segments" in shown and "█" in shown
        assert "Looking for passages" in lines(here)["card"]
        desk.gate.set()
        await here.until(lambda: ("index",) in desk.asked)
        await here.press("escape")
        await here.until(lambda: isinstance(here.app.screen, CodingScreen))
        desk.progress(50, 100, "Reading segments")
        await here.until(lambda: "suggestions 50 %" in here.header)
        desk.reading.set()
        await here.until(lambda: "suggestions" not in here.header)


async def test_suggestions_from_a_part_of_the_reading_say_so_and_are_made_anew_when_all_is_read(made):
    async with suggested(made, reading=asyncio.Event()) as (here, desk):
        await here.until(lambda: here.session.suggesting.reading)
        assert "from what is read so far" in lines(here)["facts"]
        before = len(desk.asked)
        desk.reading.set()
        await here.until(lambda: len(desk.asked) > before)
        await written(here)
        assert "Everything is read now" in here.message
        assert proposed(here) == FEAR.words  # which was ranked before
        await here.press("space")
        assert "so far" not in lines(here)["facts"]


async def test_where_everything_is_read_nothing_is_read_again(made):
    async with suggested(made) as (here, desk):
        await here.until(lambda: here.session.suggesting.read)
        assert ("index",) not in desk.asked
        assert "so far" not in lines(here)["facts"]
        await here.press("i")
        assert "Everything is read already" in here.message


async def test_the_reading_can_be_stopped_and_taken_up(made):
    async with suggested(made, reading=asyncio.Event()) as (here, desk):
        await here.until(lambda: here.session.suggesting.reading)
        await here.press("i")
        await here.until(lambda: ("cancel", "index") in desk.asked)
        assert "Reading stopped" in here.message


async def test_the_desk_is_closed_with_the_application(made):
    async with suggested(made) as (_here, desk):
        assert not desk.closed
    assert desk.closed


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_hostile_words_are_shown_as_words(made, theme):
    wanted = [Wanted(FEAR.words, near="Merci à vous")]
    with StudyFile.open(made.study.path) as study:
        from workbench.workflows.studies import edit_codebook

        edit_codebook(study, None, "code.add", lambda book: book.add(book.new_code("[red]x[/", "fr", short="[b]X")))
        code = next(
            one for one in __import__("workbench.store.codes").store.codes.book(study.reader).codes if "X" in one.short
        )
    made.codes["X"] = code.uuid
    async with suggested(made, wanted, "X") as (here, _desk):
        assert code.short in str(queue(here).heading.render())
        await here.press("d", "a")
        await written(here)
        assert len(here.codings()) == 1
