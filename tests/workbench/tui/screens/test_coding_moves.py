import pytest

from tests.workbench.making import bench, transcript
from tests.workbench.tui.sitting import LARGE, SMALL, sitting


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_keys_move_by_sentence_turn_and_word(path, size):
    async with sitting(path, size=size) as here:
        assert here.selected == "Pourquoi y êtes-vous allés ?"
        await here.press("down", "j", "k")
        assert here.selected == "Au début la direction avait peur."
        await here.press("J", "J")
        assert here.selected == "Une réponse simple, je la fais."
        await here.press("K", "up")
        assert here.selected == "On a ouvert une page."
        await here.press("G")
        assert here.selected.startswith("L’été")
        await here.press("g", "l")
        assert here.selected in ("Pourquoi", "y")


async def test_the_next_uncoded_sentence_is_found_and_its_absence_said(path):
    async with sitting(path) as here:
        await here.press("j", "1", "j", "1", "g", "f")
        await here.settled()
        assert here.selected == "On a ouvert une page."
        await here.press("G", "1", "f")
        await here.settled()
        assert "coded" in here.message


async def test_words_are_found_whatever_their_accents_and_places_are_gone_through(path):
    async with sitting(path) as here:
        await here.press("slash")
        await here.type("NOTORIETE")
        await here.press("enter")
        assert here.selected == "La notoriété suit."
        await here.press("slash", *["backspace"] * 9)
        await here.type("une ")
        await here.press("enter")
        first = here.selected
        await here.press("n")
        second = here.selected
        assert {first, second} == {"On a ouvert une page.", "Une réponse simple, je la fais."}
        await here.press("N")
        assert here.selected == first
        await here.press("escape", "n")
        assert "Nothing is being looked for" in here.message


async def test_words_that_are_not_there_are_said_to_be_missing(path):
    async with sitting(path) as here:
        await here.press("slash")
        await here.type("zèbre")
        await here.press("enter")
        assert "not in this transcript" in here.message
        assert here.selected == "Pourquoi y êtes-vous allés ?"


async def test_without_linked_questions_the_keys_for_them_say_so(path):
    async with sitting(path) as here:
        await here.press("right_parenthesis")
        assert "No question of a guide is linked" in here.message


async def test_a_transcript_opens_where_it_was_left(path):
    async with sitting(path) as here:
        await here.press("J", "J", "J", "j")
        left = here.selected
    async with sitting(path) as here:
        assert here.selected == left


async def test_a_study_without_transcripts_says_how_to_bring_one_in(tmp_path):
    from workbench.workflows.studies import new_study

    new_study(tmp_path / "vide.study", coder="Maude").close()
    async with sitting(tmp_path / "vide.study") as here:
        assert "workbench import" in here.message
        await here.press("j", "1", "c", "u", "e")
        assert "workbench import" in here.message


async def test_keys_typed_before_the_screen_is_ready_wait_for_it(path):
    async with sitting(path) as here:
        here.screen.furnished = False
        await here.press("j", "1")
        assert here.codings() == []
        here.screen.furnished = True
        for event in here.screen._early:
            await here.screen.take_key(event)
        await here.settled()
        assert here.shorts() == ["IMAGE"]


async def test_an_empty_transcript_can_be_opened(tmp_path):
    made = bench(tmp_path / "e.study", transcript("A", (("ENQ", "Bonjour ?"),)))
    made.study.close()
    async with sitting(tmp_path / "e.study") as here:
        await here.press("j", "f", "G", "pagedown", "v", "l", "escape", "1")
        await here.settled()
        assert here.shorts() == ["IMAGE"]


async def test_a_fault_of_the_program_prints_no_interview_text(path, capsys):
    from textual.app import App

    with pytest.raises(ZeroDivisionError):
        async with sitting(path) as here:
            here.screen.look_for_changes = lambda: 1 / 0
            await here.press("j", "1")
            await here.until(lambda: here.app._exception)
    told = "".join(capsys.readouterr())
    assert "peur" not in told and "locals" not in told
    assert issubclass(type(here.app), App)


async def test_the_place_is_on_the_disk_with_the_act_not_only_when_leaving(path, made):
    from workbench.store import states

    async with sitting(path) as here:
        await here.press("J", "J", "J", "1")
        await here.settled()
        reader = here.session.study.reader
        await here.until(lambda: states.place(reader, made.maude.uuid, made.transcript) == here.screen.view.selection)
