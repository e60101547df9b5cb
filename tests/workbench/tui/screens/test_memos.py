from tests.workbench.tui.sitting import sitting


async def test_a_memo_of_one_line_is_saved_by_enter(path):
    async with sitting(path) as here:
        await here.press("j", "1", "m")
        await here.type("À relire : j, 1 et ?")
        await here.press("enter")
        await here.settled()
        assert here.codings()[0].memo == "À relire : j, 1 et ?"
        assert not here.screen.memo.display


async def test_a_memo_of_several_lines_is_saved_by_its_key(path):
    async with sitting(path) as here:
        await here.press("j", "1", "m", "a", "ctrl+j", "b", "enter", "c", "ctrl+s")
        await here.settled()
        assert here.codings()[0].memo == "a\nb\nc"


async def test_a_memo_that_is_left_stays_as_a_draft_and_that_is_said(path):
    async with sitting(path) as here:
        await here.press("j", "1", "m")
        await here.type("une idée")
        await here.press("escape")
        await here.settled()
        assert here.codings()[0].memo == ""
        await here.press("j", "k", "m")
        assert here.screen.memo.text == "une idée"
        assert "draft" in here.message
        await here.press("enter")
        await here.settled()
        assert here.codings()[0].memo == "une idée"


async def test_a_draft_begun_before_the_coding_was_on_the_disk_is_found_again(path):
    async with sitting(path) as here:
        here.burst("j", "1", "m", *"vite", "escape")
        await here.settled()
        await here.press("m", "enter")
        await here.settled()
        assert here.codings()[0].memo == "vite"


async def test_a_memo_is_changed_and_removed(path):
    async with sitting(path) as here:
        await here.press("j", "1", "m", "a", "enter")
        await here.settled()
        await here.press("m", "b", "enter")
        await here.settled()
        assert here.codings()[0].memo == "ab"
        await here.press("m", "backspace", "backspace", "enter")
        await here.settled()
        assert here.codings()[0].memo == ""


async def test_leaving_the_workbench_saves_a_memo_that_is_being_written(path):
    async with sitting(path) as here:
        await here.press("j", "1", "m")
        await here.type("pas perdu")
        await here.press("ctrl+q")
        await here.pilot.pause()
        here.session.writer.close()
        assert here.codings()[0].memo == "pas perdu"


async def test_a_memo_that_could_not_be_saved_is_still_a_draft(path, monkeypatch):
    from workbench.errors import StoreError
    from workbench.workflows import coding as verbs

    def full(*_args, **_options):
        raise StoreError("The disk is full.")

    async with sitting(path) as here:
        await here.press("j", "1")
        await here.settled()
        monkeypatch.setattr(verbs, "note", full)
        await here.press("m", "a", "b", "enter")
        await here.settled()
        assert "full" in here.message
        monkeypatch.undo()
        await here.press("m", "enter")
        await here.settled()
        assert here.codings()[0].memo == "ab"


async def test_another_command_from_the_palette_keeps_what_was_typed(path):
    async with sitting(path) as here:
        await here.press("j", "1")
        await here.settled()
        await here.press("m")
        await here.type("à garder")
        await here.press("ctrl+p")
        await here.until(lambda: here.app.screen is not here.screen)
        await here.type("next turn")
        await here.press("enter")
        await here.until(lambda: here.app.screen is here.screen)
        await here.press("escape", "g", "j", "m")
        assert here.screen.memo.text == "à garder"
