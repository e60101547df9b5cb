"""Suggestions beside the text: in the margin and the passage pane, never taken for codings."""

import pytest

from codebook.suggestion import Band, Verdict
from tests.workbench.tui.sitting import SMALL, sitting
from tests.workbench.tui.suggested import NoDesk, Wanted, give
from transcripts.spans import Span
from workbench.store import decisions
from workbench.store.study_file import StudyFile
from workbench.tui.screens.coding_margin import mark_of
from workbench.tui.widgets.transcript_marks import MarkKind
from workbench.workflows.coding import apply_codes
from workbench.workflows.suggesting import switches

FEAR = Wanted("Au début la direction avait peur.", matched=("peur",), near="Et comment validez-vous")
SIMPLE = Wanted("Une réponse simple, je la fais.", band=Band.POSSIBLE)
THERE = Wanted("Chez nous, tout est validé.", "I-06")


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Nobody waits for hands to rest."""
    monkeypatch.setattr("workbench.tui.screens.coding_margin.REST", 0.01)


@pytest.fixture
def asked(made):
    """Maude has asked for suggestions of IMAGE and TON."""
    with StudyFile.open(made.study.path) as study:
        for code in ("IMAGE", "TON"):
            switches.ask(study, made.maude.uuid, made.codes[code])
    return made


async def suggested(here, made, **codes):
    """The margin shows what a desk suggests."""
    desk = give(here, {made.codes[short]: wanted for short, wanted in codes.items()})
    here.screen.begin_suggesting()
    await here.until(lambda: here.screen._proposals)
    await here.pilot.pause()
    return desk


def stripes(here) -> list[tuple[str, MarkKind]]:
    return sorted((mark.short, mark.kind) for mark in here.screen.view._marks if mark.kind is MarkKind.SUGGESTION)


def margin(here) -> str:
    view = here.screen.view
    return "\n".join("".join(segment.text for segment in view.render_line(y)) for y in range(view.size.height))


async def test_a_transcript_with_no_code_asked_for_starts_nothing(made):
    NoDesk.made = 0
    async with sitting(made.study.path) as here:
        await here.press("j", "1", "j", "2", "u")
        await here.settled()
        assert not here.session.is_suggesting
        assert NoDesk.made == 0
        await here.press(";")
        assert "No suggestions were asked for" in here.message
        await here.press("a")
        assert "No suggestions were asked for" in here.message


async def test_another_coders_wish_starts_nothing_for_oneself(made):
    with StudyFile.open(made.study.path) as study:
        switches.ask(study, made.julien.uuid, made.codes["IMAGE"])
    async with sitting(made.study.path) as here:
        assert not here.session.is_suggesting


async def test_a_study_that_forbids_suggestions_shows_none_and_starts_none(asked):
    with StudyFile.open(asked.study.path) as study:
        switches.forbid(study, None)
    NoDesk.made = 0
    async with sitting(asked.study.path) as here:
        await here.pilot.pause()
        assert NoDesk.made == 0 and stripes(here) == []


async def test_suggestions_are_dotted_and_no_codings(asked):
    async with sitting(asked.study.path) as here:
        await suggested(here, asked, IMAGE=[FEAR, THERE], TON=[SIMPLE])
        assert stripes(here) == [("IMAGE", MarkKind.SUGGESTION), ("TON", MarkKind.SUGGESTION)]
        assert "┊IMAGE?" in margin(here) and "┊TON?" in margin(here)
        assert here.codings() == [] and here.screen.desk.share() == 0
        counts = {row.code.short: row.count for row in here.screen.book_pane._rows}
        assert counts["IMAGE"] == 0
        await here.press("f")
        assert here.selected.startswith("Au début")  # a suggestion is uncoded text


async def test_the_passage_pane_says_band_and_reason(asked):
    async with sitting(asked.study.path) as here:
        await suggested(here, asked, IMAGE=[FEAR])
        await here.press("j")
        (proposal,) = here.screen.passage_pane.proposals
        assert (proposal.short, proposal.band) == ("IMAGE", "strong")
        assert proposal.because.startswith("because: peur; near I-05")
        shown = "\n".join(line.plain for line in here.screen.passage_pane._lines)
        assert "Suggestions" in shown and "? IMAGE strong" in shown
        await here.press("j")
        assert here.screen.passage_pane.proposals == ()


async def test_a_accepts_the_suggestion_under_the_cursor_and_u_takes_it_back(asked):
    async with sitting(asked.study.path) as here:
        await suggested(here, asked, IMAGE=[FEAR])
        await here.press("j", "a")
        await here.settled()
        assert here.coded() == [("IMAGE", FEAR.words)]
        assert "IMAGE on 6 words" in here.message and "u takes it back" in here.message
        assert here.current == "IMAGE"
        assert stripes(here) == []
        await here.press("u")
        await here.settled()
        assert here.codings() == []
        assert decisions.all(here.session.study.reader) == []
        await here.until(lambda: stripes(here))  # and it is suggested again


async def test_r_rejects_it_and_it_is_gone_from_the_margin(asked):
    async with sitting(asked.study.path) as here:
        await suggested(here, asked, IMAGE=[FEAR])
        await here.press("j", "r")
        await here.settled()
        assert here.codings() == [] and stripes(here) == []
        assert [one.verdict for one in decisions.all(here.session.study.reader)] == [Verdict.REJECTED]
        await here.press("a")
        assert "no suggestion now" in here.message


async def test_of_several_the_best_is_decided_unless_tab_lights_another(asked):
    async with sitting(asked.study.path) as here:
        weak = Wanted(FEAR.words, band=Band.POSSIBLE)
        await suggested(here, asked, IMAGE=[weak], TON=[FEAR])
        await here.press("j")
        assert [one.short for one in here.screen.passage_pane.proposals] == ["TON", "IMAGE"]
        await here.press("tab", "tab")
        assert here.message.startswith("IMAGE? possible")
        await here.press("a")
        await here.settled()
        assert here.shorts() == ["IMAGE"]
        await here.press("a")
        await here.settled()
        assert sorted(here.shorts()) == ["IMAGE", "TON"]


async def test_tab_goes_round_codings_and_suggestions(asked):
    async with sitting(asked.study.path) as here:
        await suggested(here, asked, IMAGE=[FEAR])
        await here.press("j", "2")
        await here.settled()
        await here.until(lambda: stripes(here))
        assert here.current == "PROJET"
        await here.press("tab")
        assert here.message.startswith("IMAGE? strong")
        await here.press("tab")
        assert here.message.startswith("PROJET is the current coding")


async def test_the_next_and_the_previous_suggestion_by_a_key(asked):
    async with sitting(asked.study.path) as here:
        await suggested(here, asked, IMAGE=[FEAR, THERE], TON=[SIMPLE])
        await here.press(";")
        assert here.selected == FEAR.words and here.message.startswith("IMAGE? strong")
        await here.press(";")
        assert here.selected == SIMPLE.words and here.message.startswith("TON? possible")
        await here.press(";")
        assert "No suggestion follows" in here.message
        await here.press(":")
        assert here.selected == FEAR.words
        await here.press(":")
        assert "No suggestion comes before" in here.message
        await here.press("G", ":")
        assert here.selected == SIMPLE.words


async def test_a_click_on_a_dotted_stripe_goes_to_the_suggestion(asked):
    async with sitting(asked.study.path) as here:
        await suggested(here, asked, IMAGE=[FEAR])
        view = here.screen.view
        line = view._wrapped.line_at(view.document.text.index(FEAR.words))
        cell = view._wrapped.columns.margin_start + 1
        await here.pilot.click("#transcript", offset=(cell + 1, line - view.scroll_offset.y + 1))
        await here.pilot.pause()
        assert here.selected == FEAR.words
        assert here.message.startswith("IMAGE? strong")


async def test_suggestions_stay_where_the_text_is_drawn_anew(asked):
    async with sitting(asked.study.path) as here:
        await suggested(here, asked, IMAGE=[FEAR])
        here.screen.redraw_text()
        assert stripes(here) == [("IMAGE", MarkKind.SUGGESTION)]


async def test_another_transcript_has_its_own(asked):
    async with sitting(asked.study.path) as here:
        desk = await suggested(here, asked, IMAGE=[FEAR, THERE])
        other = next(one for one in decisions_of(here) if one != here.screen.desk.transcript.uuid)
        here.app.open_transcript(other)
        await here.until(lambda: ("of_transcript", other) in desk.asked and here.screen._proposals)
        assert [one.words for one in [THERE]] == [
            suggestion.span.cut(here.screen.desk.transcript.text)
            for suggestion, _entry in here.screen._proposals.values()
        ]


def decisions_of(here) -> list[str]:
    from workbench.store import transcripts

    return [uuid for uuid, _name in transcripts.numbers(here.session.study.reader).values()]


async def test_what_another_process_codes_brings_new_suggestions(asked):
    async with sitting(asked.study.path) as here:
        desk = await suggested(here, asked, IMAGE=[FEAR])
        desk.wanted[asked.codes["IMAGE"]] = [SIMPLE]
        with StudyFile.open(asked.study.path) as elsewhere:
            apply_codes(elsewhere, asked.maude.uuid, asked.transcript, Span(29, 40), [asked.codes["PROJET"]])
        await here.until(
            lambda: (
                [
                    suggestion.span.cut(here.screen.desk.transcript.text)
                    for suggestion, _entry in here.screen._proposals.values()
                ]
                == [SIMPLE.words]
            )
        )


async def test_a_suggestion_for_a_code_that_is_gone_is_gone(asked):
    from workbench.workflows.studies import edit_codebook

    async with sitting(asked.study.path) as here:
        await suggested(here, asked, IMAGE=[FEAR], TON=[SIMPLE])
        with StudyFile.open(asked.study.path) as elsewhere:
            edit_codebook(elsewhere, None, "code.remove", lambda book: book.remove(asked.codes["TON"]))
        await here.until(lambda: [short for short, _kind in stripes(here)] == ["IMAGE"])


async def test_a_full_margin_keeps_codings_and_counts_suggestions(asked):
    async with sitting(asked.study.path, size=SMALL) as here:
        await suggested(here, asked, IMAGE=[FEAR], TON=[FEAR])
        await here.press("j", "1", "2")
        await here.settled()
        row = next(line for line in margin(here).splitlines() if "Au début" in line)
        assert "►" in row and "┊" not in row
        assert "+" in row


async def test_a_desk_that_fails_is_told_once_and_coding_goes_on(asked):
    from workbench.errors import SuggestError

    async with sitting(asked.study.path) as here:
        desk = give(here, {})

        async def fails(coder, transcript):
            desk.asked.append(("failed",))
            raise SuggestError("The process ended.", "Ask again.")

        desk.of_transcript = fails
        here.screen.begin_suggesting()
        await here.until(lambda: "The process ended." in here.message)
        await here.press("j", "1")
        await here.settled()
        await here.until(lambda: len(desk.asked) > 1)
        await here.pilot.pause()
        assert "IMAGE on 6 words" in here.message


def test_the_stripe_of_a_suggestion_keeps_its_name_from_one_ranking_to_the_next():
    from tests.workbench.tui.queueing import suggestion

    assert mark_of(suggestion(10, rank=3)) == mark_of(suggestion(10, rank=1, band=Band.WEAK))
    assert mark_of(suggestion(10)) != mark_of(suggestion(20))
