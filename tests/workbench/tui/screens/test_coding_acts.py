import threading

import pytest

from codebook.coding import ReadingState, Stance
from tests.workbench.tui.sitting import LARGE, SMALL, sitting
from workbench.errors import StoreError
from workbench.store import states
from workbench.workflows import coding as verbs

FEAR = "Au début la direction avait peur."
VOICES = "Puis on a vu que d’autres parlaient à notre place."
PAGE = "On a ouvert une page."


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("lang", ["en", "fr"])
async def test_a_code_with_a_key_takes_one_keystroke_and_is_shown_once_it_is_on_the_disk(path, size, lang):
    async with sitting(path, size=size, lang=lang) as here:
        await here.press("j", "1")
        await here.settled()
        assert here.coded() == [("IMAGE", FEAR)]
        assert here.marks == ["IMAGE"]
        assert here.current == "IMAGE"
        assert "u" in here.message and "IMAGE" in here.message


async def test_a_code_is_found_by_a_few_letters_whatever_their_accents(path):
    async with sitting(path) as here:
        await here.press("j", "c")
        await here.type("pré")  # nothing is called so
        await here.press("backspace", "backspace", "backspace")
        await here.type("PRO")
        await here.press("enter")
        await here.settled()
        assert here.coded() == [("PROJET", FEAR)]
        assert not here.screen.picker.display


async def test_several_codes_are_marked_and_applied_as_one_act(path):
    async with sitting(path) as here:
        await here.press("j", "c", "i", "m", "tab", "t", "o", "n", "tab", "enter")
        await here.settled()
        assert sorted(here.shorts()) == ["IMAGE", "TON"]
        await here.press("u")
        await here.settled()
        assert here.shorts() == []


async def test_a_name_that_does_not_exist_becomes_a_code_under_the_branch_of_the_last_one(path):
    async with sitting(path) as here:
        await here.press("j", "1", "c")
        await here.type("peur du vide")
        await here.press("enter")
        await here.settled()
        assert "PEUR" in here.shorts()
        code = here.screen.desk.book.by_short("PEUR")
        assert code.label("fr") == "peur du vide"
        assert here.screen.desk.book.get(code.parent).short == "OBJ"
        assert here.current == "PEUR"
        await here.press("u")
        await here.settled()
        assert here.screen.desk.book.by_short("PEUR") is None


async def test_a_new_code_can_name_its_branch(path):
    async with sitting(path) as here:
        await here.press("j", "c")
        await here.type("ton/ironie")
        await here.press("enter")
        await here.settled()
        book = here.screen.desk.book
        assert book.get(book.by_name("ironie").parent).short == "TON"


async def test_leaving_the_picker_applies_nothing(path):
    async with sitting(path) as here:
        await here.press("j", "c", "i", "m", "escape")
        await here.settled()
        assert here.codings() == []
        await here.press("1")
        await here.settled()
        assert here.shorts() == ["IMAGE"]


async def test_in_vivo_makes_a_code_from_the_words(path):
    async with sitting(path) as here:
        await here.press("j", "i")
        await here.settled()
        book = here.screen.desk.book
        (coding,) = here.codings()
        assert book.get(coding.code).label("fr") == "Au début la direction avait peur"


async def test_the_last_codes_are_applied_again(path):
    async with sitting(path) as here:
        await here.press("j", "1", "j", ".")
        await here.settled()
        assert here.coded() == [("IMAGE", FEAR), ("IMAGE", VOICES)]


async def test_a_new_code_can_be_repeated_before_it_is_on_the_disk(path):
    async with sitting(path) as here:
        here.burst("j", "c", *"peur", "enter", "j", ".")
        await here.settled()
        assert [words for short, words in here.coded() if short == "PEUR"] == [FEAR, VOICES]


async def test_a_code_that_is_there_already_is_not_doubled_and_that_is_said(path):
    async with sitting(path) as here:
        await here.press("j", "1", "1")
        await here.settled()
        assert here.shorts() == ["IMAGE"]
        assert "already" in here.message


async def test_the_current_coding_is_removed_and_undo_brings_it_back(path):
    async with sitting(path) as here:
        await here.press("j", "1", "x")
        await here.settled()
        assert (here.codings(), here.marks) == ([], [])
        await here.press("u")
        await here.settled()
        assert (here.shorts(), here.marks) == (["IMAGE"], ["IMAGE"])


async def test_where_there_are_several_codings_one_is_chosen_for_removal(path):
    async with sitting(path) as here:
        await here.press("j", "1", "2")
        await here.settled()
        await here.press("x", "down", "enter")
        await here.settled()
        assert len(here.codings()) == 1
        await here.press("1", "2")
        await here.settled()
        await here.press("x", "a")
        await here.settled()
        assert here.codings() == []


async def test_tab_goes_round_the_overlapping_codings(path):
    async with sitting(path) as here:
        await here.press("j", "1", "2")
        await here.settled()
        assert here.current == "PROJET"
        await here.press("tab")
        assert here.current == "IMAGE"
        await here.press("tab")
        assert here.current == "PROJET"
        await here.press("w", "2")
        await here.settled()
        assert {here.screen.desk.code(c.code).short: c.strength for c in here.codings()} == {"IMAGE": None, "PROJET": 2}


async def test_strength_and_stance_take_two_keys_and_any_other_key_leaves(path):
    async with sitting(path) as here:
        await here.press("j", "1", "w", "3", "w", "c", "w", "z")
        await here.settled()
        (coding,) = here.codings()
        assert (coding.strength, coding.stance) == (3, Stance.CONTRA)
        await here.press("w", "minus")
        await here.settled()
        (coding,) = here.codings()
        assert (coding.strength, coding.stance) == (None, None)


async def test_edges_are_moved_by_the_arrows_and_kept_by_enter(path):
    async with sitting(path) as here:
        await here.press("j", "1")
        await here.settled()
        await here.press("e", "j", "o", "l", "l", "enter")
        await here.settled()
        assert here.coded() == [("IMAGE", f"la direction avait peur. {VOICES}")]
        await here.press("u")
        await here.settled()
        assert here.coded() == [("IMAGE", FEAR)]


async def test_escape_leaves_the_edges_as_they_were(path):
    async with sitting(path) as here:
        await here.press("j", "1")
        await here.settled()
        await here.press("e", "j", "escape")
        await here.settled()
        assert here.coded() == [("IMAGE", FEAR)]
        assert here.selected == FEAR


async def test_an_extended_selection_is_coded_whole(path):
    async with sitting(path) as here:
        await here.press("j", "v", "j", "1")
        await here.settled()
        assert here.coded() == [("IMAGE", f"{FEAR} {VOICES}")]
        await here.press("j")
        assert here.selected == PAGE  # coding ends the extending


async def test_shift_and_the_arrows_extend_too_and_o_takes_the_other_end(path):
    async with sitting(path) as here:
        await here.press("j", "j", "shift+down", "o", "shift+up", "2")
        await here.settled()
        assert here.coded() == [("PROJET", f"{FEAR} {VOICES} {PAGE}")]


async def test_the_transcript_is_marked_done_and_not_done(path):
    async with sitting(path) as here:
        reader, coder = here.session.study.reader, here.session.coder.uuid
        uuid = here.screen.desk.transcript.uuid
        await here.press("d")
        await here.settled()
        assert states.of_coder(reader, coder)[uuid] is ReadingState.DONE
        assert "done" in here.header
        await here.press("d")
        await here.settled()
        assert states.of_coder(reader, coder)[uuid] is ReadingState.CODING


async def test_keys_that_come_at_once_all_count_and_in_their_order(path):
    async with sitting(path) as here:
        here.burst("j", "1", "w", "3", "w", "p", "j", "c", "t", "o", "n", "enter", "m", *"mémo", "enter", "j", "2")
        await here.settled()
        assert here.coded() == [("IMAGE", FEAR), ("TON", VOICES), ("PROJET", PAGE)]
        first, second, _third = here.codings()
        assert (first.strength, first.stance, second.memo) == (3, Stance.PRO, "mémo")


async def test_a_slow_disk_holds_no_key_up_and_nothing_is_shown_before_it_is_written(path):
    async with sitting(path) as here:
        gate = threading.Event()
        here.session.writer.submit(lambda _study: gate.wait(30))
        await here.press("j", "1", "w", "2", "j", "2", "k")
        assert here.selected == FEAR  # the moves went through
        assert here.marks == []
        assert here.codings() == []
        assert "saving" in here.header
        gate.set()
        await here.settled()
        assert here.coded() == [("IMAGE", FEAR), ("PROJET", VOICES)]
        assert here.codings()[0].strength == 2
        assert here.marks == ["IMAGE"]
        assert "saved" in here.header


async def test_what_the_writer_refuses_is_told_and_never_shown_as_saved(path, monkeypatch):
    def full(*_args, **_options):
        raise StoreError("The disk that holds essai.study is full.", "Make room.")

    async with sitting(path) as here:
        monkeypatch.setattr(verbs, "apply_codes", full)
        await here.press("j", "1")
        await here.settled()
        assert "is full. Make room." in here.message
        assert (here.marks, here.codings()) == ([], [])
        assert "saved" not in here.header
        monkeypatch.undo()
        await here.press("1")
        await here.settled()
        assert here.marks == ["IMAGE"]


async def test_undo_goes_back_to_the_first_act_across_sittings(path):
    async with sitting(path) as here:
        await here.press("j", "1", "j", "2", "w", "3")
        await here.settled()
    async with sitting(path) as here:
        await here.press("g", "c")
        await here.type("neuf")
        await here.press("enter")
        await here.settled()
        for _act in range(4):
            await here.press("u")
            await here.settled()
        assert here.codings() == []
        await here.press("u")
        await here.settled()
        assert "Nothing of yours is left" in here.message
        assert here.screen.desk.book.by_short("IMAGE")  # what the study was born with stays
        await here.press("U", "U", "U", "U", "U")
        await here.settled()
        assert {"IMAGE", "PROJET", "NEUF"} == set(here.shorts())


async def test_undoing_goes_to_the_passage(path):
    async with sitting(path) as here:
        await here.press("j", "1", "G", "u")
        await here.settled()
        assert here.selected == FEAR


async def test_codes_that_exclude_each_other_are_pointed_out(path, made):
    from workbench.store.study_file import StudyFile
    from workbench.workflows.studies import edit_codebook

    with StudyFile.open(path) as study:
        edit_codebook(study, None, "code.change", lambda book: book.change(made.codes["OBJ"], exclusive=True))
    async with sitting(path) as here:
        await here.press("j", "1", "2")
        await here.settled()
        assert "exclude each other" in here.message
        assert len(here.codings()) == 2  # said, not forbidden


async def test_a_branch_that_only_groups_is_not_applied(path):
    async with sitting(path) as here:
        await here.press("j", "b", "up", "up", "up", "enter", "escape")
        await here.settled()
        assert here.codings() == []
