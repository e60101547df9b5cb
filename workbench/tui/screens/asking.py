"""What the screens share that ask the process that reads one question, and show how far it is."""

from abc import abstractmethod
from collections.abc import Awaitable
from typing import Any

from textual import work

from transcripts.errors import StudyError
from workbench.logs import unexpected
from workbench.tui.screens.plain import PlainScreen
from workbench.tui.session import Session
from workbench.tui.suggesting import Suggesting
from workbench.tui.widgets.progress_line import ProgressLine


class AskingScreen(PlainScreen):
    """Asks, shows what is being done, and takes the answer of the last question alone.

    Attributes:
        progress: How far it is.
        fault: Why there is no answer, "" if there is one or may still come.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.progress = ProgressLine()
        self.fault = ""
        self._asked = 0

    @property
    def suggesting(self) -> Suggesting:
        """The sitting's hold on suggestions."""
        return self.session.suggesting

    def on_mount(self) -> None:
        """Show what is being done from now on."""
        self.suggesting.watch(self._tell_progress)
        super().on_mount()

    def on_unmount(self) -> None:
        """Leave nothing behind that calls a screen that is gone."""
        self.suggesting.unwatch(self._tell_progress)

    @abstractmethod
    def question(self) -> Awaitable[Any]:
        """What is asked; made anew for each time."""

    @abstractmethod
    def answered(self, answer: Any) -> None:
        """Show the answer."""

    def refused(self) -> None:
        """Show that there is none; ``fault`` says why."""

    @work(group="asking", exclusive=True, exit_on_error=False)
    async def look(self) -> None:
        """Ask; an answer that comes after another question is dropped."""
        self._asked += 1
        asked, self.fault = self._asked, ""
        try:
            answer = await self.question()
        except StudyError as error:
            fault = str(error)
        except Exception as error:  # logged in full, told in brief
            fault = unexpected(error)
        else:
            if asked == self._asked and self.is_mounted:
                self.answered(answer)
                self.suggesting.begin_reading(self.app)
            return
        if asked == self._asked and self.is_mounted:
            self.fault = fault
            self.refused()
            self.complain(fault)

    def _tell_progress(self) -> None:
        doing = self.suggesting.doing
        self.progress.tell(doing.what, doing.done, doing.total)
