"""A person at the screens: opens a study, presses keys, and looks at facts."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from codebook.coding import Coding
from transcripts.i18n import use_language
from workbench.paths import locale_folder
from workbench.settings import Settings
from workbench.store import coders, codes, codings
from workbench.store.study_file import StudyFile
from workbench.tui.app import WorkbenchApp
from workbench.tui.commands import key_name
from workbench.tui.screens.coding import CodingScreen
from workbench.tui.session import Session

SMALL, LARGE = (80, 24), (120, 40)
# Far more turns of the loop than any of this needs; a fact that is not there by then will not come.
PATIENCE = 2000


class Sitting:
    """One sitting at the screens.

    Attributes:
        app: The application.
        pilot: Presses keys.
        session: Its study.
    """

    def __init__(self, app: WorkbenchApp, pilot: "Pilot[int]", session: Session) -> None:
        self.app = app
        self.pilot = pilot
        self.session = session

    @property
    def screen(self) -> CodingScreen:
        return self.app.coding

    @property
    def message(self) -> str:
        return self.app.screen.message.sentence

    @property
    def header(self) -> str:
        return str(self.screen.header.render())

    @property
    def footer(self) -> str:
        return str(self.app.screen.footer.render())

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        await self.pilot.press(*text)

    def burst(self, *keys: str) -> None:
        """Keys that come at once, before any of them is looked at: fast hands, or a slow line."""
        for key in keys:
            self.app.post_message(events.Key(key_name(key), key if len(key) == 1 else None))

    async def until(self, fact: Callable[[], object]) -> None:
        """Go on until something is so."""
        for _turn in range(PATIENCE):
            if fact():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"never came true; the screen says {self.message!r}")

    async def settled(self) -> None:
        """Everything asked for is on the disk and drawn."""
        await self.pilot.pause()
        await self.until(lambda: not self.screen.in_flight)
        await self.pilot.pause()

    # Facts on the disk

    def codings(self, coder: str = "") -> list[Coding]:
        reader = self.session.study.reader
        return codings.all(reader, coders.named(reader, coder).uuid if coder else None)

    def coded(self, coder: str = "") -> list[tuple[str, str]]:
        """Short name and words of every coding, in text order."""
        book = codes.book(self.session.study.reader)
        text = self.screen.desk.transcript.text
        return [(book.get(c.code).short, c.span.cut(text)) for c in self.codings(coder)]

    def shorts(self, coder: str = "") -> list[str]:
        return [short for short, _words in self.coded(coder)]

    # Facts on the screen

    @property
    def marks(self) -> list[str]:
        """Short names in the margin on the selection."""
        return [mark.short for mark in self.screen.view.marks_at()]

    @property
    def current(self) -> str:
        """Short name of the current coding."""
        uuid = self.screen.current
        return self.screen.desk.book.get(self.screen.desk.mine[uuid].code).short if uuid else ""

    @property
    def selected(self) -> str:
        return self.screen.view.selected_text


@asynccontextmanager
async def sitting(
    path: Path,
    *,
    coder: str = "Maude",
    lang: str = "en",
    size: tuple[int, int] = LARGE,
    keys: dict[str, str] | None = None,
    theme: str = "dark",
) -> AsyncIterator[Sitting]:
    """Open a study as a person would, and leave it the same way."""
    use_language(lang, locale_folder())
    study = StudyFile.open(path)
    session = Session(study, replace(Settings(), keys=keys or {}, theme=theme), coders.named(study.reader, coder))
    app = WorkbenchApp(session)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            here = Sitting(app, pilot, session)
            await here.until(lambda: app.has_coding)
            yield here
            await app.action_quit()
    finally:
        session.close()
        use_language("en", locale_folder())
        # The app keeps what it began with out of the sight of the collector, for good: here the next one begins.
        gc.unfreeze()
