import pytest

from tests.workbench.tui.sitting import LARGE, SMALL, sitting
from transcripts.spans import Span
from workbench.store.study_file import StudyFile
from workbench.tui.keys import key_table
from workbench.tui.widgets.code_tree import code_rows
from workbench.workflows.coding import apply_codes


def _shown(here, name: str) -> bool:
    return here.screen.query_one(name).display


async def test_wide_screens_have_the_panes_beside_the_text(path):
    async with sitting(path, size=LARGE) as here:
        assert _shown(here, "#book") and _shown(here, "#passage")
        await here.press("p")
        assert not _shown(here, "#passage")
        await here.press("p")
        assert _shown(here, "#passage")


async def test_narrow_screens_have_the_text_and_call_the_panes_over_it(path):
    async with sitting(path, size=SMALL) as here:
        assert not _shown(here, "#book") and not _shown(here, "#passage")
        assert here.screen.view.size.width == 80
        await here.press("b")
        assert _shown(here, "#book")
        assert here.screen.view.size.width == 80  # over the text, not beside it
        await here.press("escape", "p")
        assert not _shown(here, "#book") and _shown(here, "#passage")
        await here.press("escape")
        assert not _shown(here, "#passage")


async def test_a_code_is_applied_from_the_codebook_pane(path):
    async with sitting(path, size=SMALL) as here:
        await here.press("j", "b", "down", "down", "enter", "escape")
        await here.settled()
        assert here.shorts() == ["PROJET"]


async def test_branches_fold_and_then_count_what_is_in_them(path):
    async with sitting(path) as here:
        await here.press("j", "1", "j", "2")
        await here.settled()
        await here.press("b", "up", "up", "up", "space")
        rows = here.screen.book_pane._rows
        assert [(row.code.short, row.count) for row in rows] == [("OBJ", 2), ("TON", 0)]
        await here.press("space")
        assert len(here.screen.book_pane._rows) == 4


async def test_counts_are_live(path):
    async with sitting(path) as here:
        await here.press("j", "1", "j", "1", "j", "2", "u")
        await here.settled()
        counts = {row.code.short: row.count for row in here.screen.book_pane._rows}
        assert counts == {"OBJ": 2, "IMAGE": 2, "PROJET": 0, "TON": 0}


async def test_the_passage_pane_has_the_current_coding_first_and_the_others_last(path, made):
    with StudyFile.open(path) as study:
        apply_codes(study, made.julien.uuid, made.transcript, Span(30, 50), [made.codes["TON"]])
    async with sitting(path) as here:
        await here.press("j", "1", "2", "tab", "w", "3")
        await here.settled()
        entries = here.screen.passage_pane.entries
        assert [(one.short, one.coder, one.current) for one in entries] == [
            ("IMAGE", "Maude", True),
            ("PROJET", "Maude", False),
            ("TON", "Julien", False),
        ]
        assert entries[0].strength == 3
        assert here.marks == ["IMAGE", "PROJET"]  # the margin is one's own


async def test_what_another_process_writes_appears_by_itself(path, made):
    async with sitting(path) as here:
        await here.press("j")
        span = here.screen.view.selection
        with StudyFile.open(path) as elsewhere:
            apply_codes(elsewhere, made.julien.uuid, made.transcript, span, [made.codes["TON"]])
            apply_codes(elsewhere, made.maude.uuid, made.transcript, span, [made.codes["PROJET"]])
        await here.until(lambda: here.marks == ["PROJET"])
        assert [one.coder for one in here.screen.passage_pane.entries] == ["Maude", "Julien"]
        counts = {row.code.short: row.count for row in here.screen.book_pane._rows}
        assert counts["PROJET"] == 1


async def test_a_coding_that_was_removed_elsewhere_disappears(path, made):
    from workbench.workflows.coding import remove_codings

    async with sitting(path) as here:
        await here.press("j", "1")
        await here.settled()
        with StudyFile.open(path) as elsewhere:
            remove_codings(elsewhere, made.maude.uuid, [here.codings()[0].uuid])
        await here.until(lambda: here.marks == [])
        assert here.current == ""


async def test_a_code_that_was_added_elsewhere_can_be_applied_by_its_key(path):
    from workbench.workflows.studies import edit_codebook

    async with sitting(path) as here:
        with StudyFile.open(path) as elsewhere:
            edit_codebook(elsewhere, None, "code.add", lambda book: book.add(book.new_code("Neuf", "fr", key="9")))
        await here.until(lambda: "9" in here.screen.code_keys)
        await here.press("j", "9")
        await here.settled()
        assert here.shorts() == ["NEUF"]


async def test_rebound_keys_work_and_are_what_the_footer_shows(path):
    async with sitting(path, keys={"coding.apply": "f5", "coding.undo": "ctrl+z"}) as here:
        assert "F5" in here.footer and "Ctrl+z" in here.footer
        await here.press("j", "1", "f5", "t", "o", "n", "enter", "ctrl+z")
        await here.settled()
        assert here.shorts() == ["IMAGE"]
        await here.press("c")
        assert not here.screen.picker.display


async def test_a_rebinding_that_clashes_is_told_when_the_study_opens(path):
    async with sitting(path, keys={"coding.memo": "u"}) as here:
        assert "coding.memo" in here.message


async def test_a_code_whose_key_is_a_command_here_is_told_and_not_applied(path):
    async with sitting(path, keys={"coding.memo": "1"}) as here:
        assert "IMAGE" in here.message
        await here.press("j", "2", "1")
        await here.settled()
        assert here.screen.memo.display  # 1 is the memo now
        assert here.shorts() == ["PROJET"]


@pytest.mark.parametrize(("lang", "words"), [("en", ("coder", "coded")), ("fr", ("codeur", "codé"))])
async def test_the_screen_speaks_the_language_asked_for(path, lang, words):
    async with sitting(path, lang=lang) as here:
        for word in words:
            assert word in here.header


async def test_the_mouse_applies_a_code_and_presses_the_footer(path):
    async with sitting(path) as here:
        await here.press("j")
        await here.pilot.click("#book", offset=(6, 2))
        await here.settled()
        assert here.shorts() == ["IMAGE"]
        await here.pilot.click("#footer", offset=(2, 0))
        await here.pilot.pause()
        assert here.screen.picker.display


def test_the_rows_of_the_tree_carry_keys_colours_and_counts(made):
    book = __import__("tests.workbench.making", fromlist=["codebook"]).codebook()
    image = book.by_short("IMAGE").uuid
    rows = code_rows(book, counts={image: 4}, keys={"1": image})
    assert [(row.code.short, row.depth, row.key, row.count) for row in rows] == [
        ("OBJ", 0, "", 4),
        ("IMAGE", 1, "1", 4),
        ("PROJET", 1, "", 0),
        ("TON", 0, "", 0),
    ]
    assert all(row.colour.startswith("#") for row in rows)
    assert key_table({}).refused == ()


async def test_a_transcript_that_was_taken_out_elsewhere_is_told_and_nothing_is_coded_on_it(path, made):
    from workbench.workflows.undoing import redo, undo

    async with sitting(path) as here:
        with StudyFile.open(path) as elsewhere:
            undo(elsewhere, None)  # the import was the last act of nobody in particular
            await here.until(lambda: "no longer in the study" in here.message)
            await here.press("j", "1")
            await here.settled()
            assert here.codings() == []
            redo(elsewhere, None)
        await here.press("1")
        await here.settled()
        assert here.shorts() == ["IMAGE"]
