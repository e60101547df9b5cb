"""The queue and the margin with the process that reads, on the floor that needs no language model."""

import time

import pytest

from codebook.suggestion import Verdict
from tests.workbench.tui.sitting import sitting
from workbench.store import decisions
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.screens.suggestions import SuggestionsScreen

#: Seconds that a process may take to start on a busy machine.
PATIENCE = 60


@pytest.fixture(autouse=True)
def real(monkeypatch):
    """The desk of the program itself."""
    from workbench.workflows.suggesting.client import SuggestionDesk

    monkeypatch.setenv("WORKBENCH_SUGGEST", "keywords")
    monkeypatch.setattr("workbench.tui.suggesting.started_desk", lambda path: SuggestionDesk(path, timeout=PATIENCE))


async def patiently(here, fact) -> None:
    end = time.monotonic() + PATIENCE
    while not fact():
        assert time.monotonic() < end, here.message
        await here.pilot.pause(0.05)


async def test_from_a_code_to_an_accepted_passage_and_back(made):
    async with sitting(made.study.path) as here:
        await here.press("j", "1")
        await here.settled()
        await here.press("s")
        await here.until(lambda: isinstance(here.app.screen, SuggestionsScreen))
        screen = here.app.screen
        await patiently(here, lambda: screen.queue.current is not None and screen.is_shown(screen.queue.current))
        first = screen.queue.current.suggestion
        assert first.code == made.codes["IMAGE"] and first.rank >= 1
        assert "of" in str(screen.facts.render()) and str(screen.because.render()).startswith("because:")
        await here.press("a")
        await patiently(here, lambda: len(here.codings()) == 2)
        (decision,) = decisions.all(here.session.study.reader)
        assert (decision.verdict, decision.list) == (Verdict.ACCEPTED, first.list)
        await here.pilot.pause()
        await here.press("backspace")
        await patiently(here, lambda: len(here.codings()) == 1)
        assert decisions.all(here.session.study.reader) == []
        await here.press("escape")
        await here.until(lambda: isinstance(here.app.screen, CodingScreen))
        desk = here.session.suggesting.desk
        assert desk.started
    assert not desk.started  # it ended with the screens
