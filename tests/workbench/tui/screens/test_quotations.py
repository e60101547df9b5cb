"""Quotations on the screen: pick, order, cut word by word, and what would stand in the article."""

import pytest
from textual.widgets import Static

from tests.workbench.tui.sitting import SMALL, sitting
from transcripts.spans import Span
from workbench.store import picks, transcripts
from workbench.store.study_file import StudyFile
from workbench.tui.screens.quotations import QuotationsScreen
from workbench.tui.screens.trimming import TrimmingScreen
from workbench.workflows.coding import apply_codes, weigh


@pytest.fixture
def coded(made, path):
    """Maude has coded two passages with IMAGE and one with TON; Julien the first as well."""
    with StudyFile.open(path) as study:
        text = transcripts.load(study.reader, made.transcript).text

        def code(coder, words, short, strength=None):
            start = text.index(words)
            (one,) = apply_codes(
                study, coder.uuid, made.transcript, Span(start, start + len(words)), [made.codes[short]]
            )
            if strength is not None:
                weigh(study, coder.uuid, one.uuid, strength=strength)

        code(made.maude, "Au début la direction avait peur.", "IMAGE", 1)
        code(made.maude, "Puis on a vu que d’autres parlaient à notre place.", "IMAGE", 3)
        code(made.julien, "Puis on a vu que d’autres parlaient à notre place.", "IMAGE")
        code(made.maude, "Le reste monte à la directrice.", "TON")
    return made


async def opened(here) -> QuotationsScreen:
    await here.press("V")
    await here.until(lambda: isinstance(here.app.screen, QuotationsScreen) and here.app.screen._entries)
    await here.pilot.pause()
    return here.app.screen


def ready(here) -> str:
    return str(here.app.screen.query_one("#ready", Static).render())


def picked(here) -> list[str]:
    reader = here.session.study.reader
    texts = {}
    found = []
    for one in picks.all(reader):
        text = texts.setdefault(one.transcript, transcripts.load(reader, one.transcript).text)
        found.append(one.span.cut(text))
    return found


async def test_the_most_telling_passage_stands_first_ready_to_be_copied(coded, path):
    async with sitting(path) as here:
        screen = await opened(here)
        assert [entry.row[2] for entry in screen._entries] == [
            "Puis on a vu que d’autres parlaient à notre place.",
            "Au début la direction avait peur.",
        ]
        assert [entry.row[4] for entry in screen._entries] == ["Maude, Julien", "Maude"]
        await here.until(
            lambda: (
                ready(here) == "«\u00a0Puis on a vu que d’autres parlaient à notre place.\u00a0» "
                "(personne interrogée I-05)"
            )
        )
        assert here.message == "2 passages, 0 picked."


async def test_a_key_picks_another_orders_and_undo_takes_it_back(coded, path):
    async with sitting(path) as here:
        await opened(here)
        await here.press("p")
        await here.until(lambda: len(picked(here)) == 1)
        await here.until(lambda: here.app.screen._entries[0].pick)
        await here.press("down", "p")
        await here.until(lambda: len(picked(here)) == 2)
        await here.until(lambda: here.app.screen._entries[1].pick)
        await here.press("K")
        await here.until(lambda: picked(here)[0].startswith("Au début"))
        await here.until(lambda: here.app.screen._entries[0].row[2].startswith("Au début"))
        assert here.app.screen.grid.row == 0
        await here.press("u")
        await here.until(lambda: picked(here)[0].startswith("Puis"))
        assert here.message.startswith("Undone: moved a quotation of IMAGE")


async def test_what_is_not_picked_is_not_cut_and_it_is_said_how(coded, path):
    async with sitting(path) as here:
        await opened(here)
        await here.press("t")
        await here.until(lambda: here.message == "Pick it first: p.")
        assert isinstance(here.app.screen, QuotationsScreen)


async def test_words_are_cut_from_either_end_and_inside(coded, path):
    async with sitting(path, size=SMALL) as here:
        await opened(here)
        await here.press("p")
        await here.until(lambda: here.app.screen._entries[0].pick)
        await here.press("t")
        await here.until(lambda: isinstance(here.app.screen, TrimmingScreen) and ready(here))
        await here.press("right", "right", "shift+right", "x")
        await here.until(lambda: "Puis on […] que d’autres" in ready(here))
        await here.press("end", "left", "z")
        await here.until(lambda: ready(here).startswith("«\u00a0Puis on […] que d’autres parlaient à notre […]\u00a0»"))
        await here.press("home", "right", "a")
        await here.until(lambda: ready(here).startswith("«\u00a0[…] on […] que"))
        assert "takes it back" in here.message
        await here.press("u")
        await here.until(lambda: ready(here).startswith("«\u00a0Puis on […] que"))
        await here.press("w")
        await here.until(lambda: "[…]" not in ready(here))
        await here.press("x")
        await here.until(lambda: "[…]" in ready(here))
        await here.press("x")
        await here.until(lambda: "[…]" not in ready(here))
        await here.press("x", "escape")
        await here.until(lambda: isinstance(here.app.screen, QuotationsScreen))
        await here.until(lambda: "[…]" in str(here.app.screen._entries[0].row[2]))


async def test_a_cut_of_a_negation_is_pointed_out(made, path):
    with StudyFile.open(path) as study:
        other = transcripts.named(study.reader, "I-06")
        text = transcripts.load(study.reader, other).text
        start = text.index("Personne n’a peur.")
        apply_codes(study, made.maude.uuid, other, Span(start, start + 18), [made.codes["IMAGE"]])
    async with sitting(path) as here:
        await opened(here)
        await here.press("p")
        await here.until(lambda: here.app.screen._entries[0].pick)
        await here.press("t")
        await here.until(lambda: isinstance(here.app.screen, TrimmingScreen))
        await here.press("right", "x")
        await here.until(lambda: "deny" in here.message)


async def test_codes_are_gone_through_and_named(coded, path):
    async with sitting(path) as here:
        screen = await opened(here)
        await here.press(")")
        await here.until(lambda: screen._code == coded.codes["TON"] and len(screen._entries) == 1)
        await here.press("(")
        await here.until(lambda: screen._code == coded.codes["IMAGE"])
        await here.press("c")
        await here.type("ton")
        await here.press("enter")
        await here.until(lambda: screen._code == coded.codes["TON"])
        await here.press("c")
        await here.type("zzz")
        await here.press("enter")
        await here.until(lambda: "zzz" in here.message)


async def test_a_study_without_codings_says_so(made, path):
    async with sitting(path) as here:
        await here.press("V")
        await here.until(lambda: isinstance(here.app.screen, QuotationsScreen))
        await here.until(lambda: here.message == "0 passages, 0 picked.")
        await here.press("p", ")")
        await here.until(lambda: here.message == "Nothing is coded yet.")


async def test_enter_opens_the_passage_in_its_transcript(coded, path):
    async with sitting(path) as here:
        await opened(here)
        await here.press("enter")
        await here.until(lambda: here.app.screen is here.screen)
        assert here.selected == "Puis on a vu que d’autres parlaient à notre place."


async def test_in_a_blind_study_the_others_are_not_seen(coded, path):
    with StudyFile.open(path) as study, study.act(None, "study.new") as act:
        act.run("INSERT INTO facts(key, value) VALUES ('blind', '1')")
    async with sitting(path) as here:
        screen = await opened(here)
        assert {entry.row[4] for entry in screen._entries} == {"Maude"}


async def test_the_cursor_of_a_long_quotation_stays_in_sight(made, path):
    from textual.containers import VerticalScroll

    from tests.workbench.making import transcript
    from workbench.workflows.importing import import_transcripts

    with StudyFile.open(path) as study:
        long = transcript("I-09", (("I-09", "Un mot après l’autre, sans jamais finir. " * 90),))
        uuid = next(iter(import_transcripts(study, None, [long]).transcripts.values()))
        apply_codes(study, made.maude.uuid, uuid, Span(0, 3_600), [made.codes["IMAGE"]])
    async with sitting(path, size=SMALL) as here:
        await opened(here)
        await here.press("p")
        await here.until(lambda: here.app.screen._entries[0].pick)
        await here.press("t")
        await here.until(lambda: isinstance(here.app.screen, TrimmingScreen) and ready(here))
        words = here.app.screen.query_one("#words", VerticalScroll)
        await here.press("end")
        await here.until(lambda: words.scroll_y > 20)
        await here.press("home")
        await here.until(lambda: words.scroll_y == 0)
