"""The sitting's hold on the suggestions: the desk that makes them in another process, what it is doing, what was said.

Nothing is started before suggestions are asked for; what was started ends with the application.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from codebook.suggestion import QueueOrder, Suggestion
from transcripts.errors import StudyError
from transcripts.i18n import language
from workbench.store.study_file import StudyFile
from workbench.workflows.suggesting import switches

if TYPE_CHECKING:
    from textual.app import App

    from workbench.store.decisions import ListEntry
    from workbench.suggest.levels import Missing
    from workbench.tui.suggestion_acts import Step
    from workbench.tui.suggestion_queue import SuggestionQueue
    from workbench.workflows.suggesting.lists import SuggestionList
    from workbench.workflows.suggesting.next_reading import NextReading
    from workbench.workflows.suggesting.protocol import Progress
    from workbench.workflows.suggesting.readiness import Ready
    from workbench.workflows.suggesting.themes import ThemeList

COUNT = 20
"""Suggestions of one code asked for at once."""

THEMES = 50
"""Groups of passages asked for at once."""
NEXT = 50
"""Passages to read next asked for at once."""

Place = tuple[str, int, int]
"""A segment: uuid of its transcript, its start, one past its end."""


class Desk(Protocol):
    """Makes suggestions in a process of its own; ``workflows.suggesting.client.SuggestionDesk`` is one."""

    async def suggestions(
        self, coder: str, code: str, *, count: int, order: QueueOrder, skip: Sequence[Place]
    ) -> "SuggestionList":
        """The next suggestions of one code."""
        ...

    async def of_transcript(self, coder: str, transcript: str) -> "list[SuggestionList]":
        """Suggestions in one transcript, a list for each code that the coder asked for."""
        ...

    async def ready(self) -> "Ready":
        """How far the reading is."""
        ...

    async def missing(self) -> "list[Missing]":
        """What would make suggestions better and is not installed."""
        ...

    async def themes(self, coder: str, *, count: int, anybody: bool) -> "ThemeList":
        """Groups of uncoded passages that are alike."""
        ...

    async def reading_order(self, coder: str, *, code: str | None, uncertain: bool, count: int) -> "NextReading":
        """What to read next."""
        ...

    async def index(self) -> object:
        """Read what is not read yet; returns when everything is."""
        ...

    def on_progress(self, callback: "Callable[[Progress], None]") -> None:
        """Have work in the background told."""
        ...

    async def cancel(self, verb: str | None = None) -> None:
        """Take questions back."""
        ...

    async def close(self) -> None:
        """End the process."""
        ...

    def end(self) -> None:
        """As ``close``, where no event loop runs."""
        ...


@dataclass(frozen=True, slots=True)
class Doing:
    """What is being done in the background.

    Attributes:
        what: In words; "" for nothing.
        done: How many are done.
        total: Out of how many; 0 where that is not known.
    """

    what: str = ""
    done: int = 0
    total: int = 0


class Suggesting:
    """What the screens of one sitting share about suggestions.

    Args:
        study: For reading.
        coder: uuid of who codes.
        make: Makes the desk, when it is needed for the first time.

    Attributes:
        doing: What is being done just now.
        reading: Whether segments are being read.
        read: Whether every segment is read, as far as was looked.
        partial: Whether suggestions will be better once more is read.
        readings: How often a reading came to its end in this sitting.
        stopped: Whether the person stopped the reading.
        fault: Why the reading ended too early; "" if it did not.
        kept: uuid of a code, None for all of them → the queue as it was left, and what can be taken back in it.
    """

    def __init__(self, study: StudyFile, coder: str, make: Callable[[], Desk]) -> None:
        self.study = study
        self.coder = coder
        self.doing = Doing()
        self.reading = self.read = self.stopped = self.partial = False
        self.readings = 0
        self.fault = ""
        self.kept: dict[str | None, tuple[SuggestionQueue, list[Step]]] = {}
        self._make = make
        self._desk: Desk | None = None
        self._open = 0
        self._watchers: list[Callable[[], None]] = []
        self._told: set[str] = set()
        self._away: list[frozenset[Place]] = []

    # What the study says

    @property
    def allowed(self) -> bool:
        """Whether the study allows suggestions at all."""
        return switches.allowed(self.study.reader)

    def asked_for(self) -> list[str]:
        """The codes for which the coder wants suggestions, by uuid, in the order of the codebook."""
        return [code.uuid for code in switches.asked(self.study.reader, self.coder)]

    # The desk

    @property
    def desk(self) -> Desk:
        """Makes suggestions; made with the first use."""
        if self._desk is None:
            self._desk = self._make()
            self._desk.on_progress(self._progress)
        return self._desk

    @property
    def started(self) -> bool:
        """Whether there is a desk."""
        return self._desk is not None

    def watch(self, callback: Callable[[], None]) -> None:
        """Have a function called whenever something of this is other than before."""
        if callback not in self._watchers:
            self._watchers.append(callback)

    def unwatch(self, callback: Callable[[], None]) -> None:
        """No longer call it."""
        if callback in self._watchers:
            self._watchers.remove(callback)

    def _progress(self, progress: "Progress") -> None:
        self.tell(Doing(progress.what, progress.done, progress.total))

    def tell(self, doing: Doing) -> None:
        """Say what is being done."""
        if doing != self.doing:
            self.doing = doing
            self._call()

    def _call(self) -> None:
        for callback in tuple(self._watchers):
            callback()

    # Asking

    async def ranked(
        self, code: str, order: QueueOrder, skip: Sequence[Place], *, count: int = COUNT
    ) -> "SuggestionList":
        """The next suggestions of one code.

        Raises:
            StudyError: What the other process found.
        """
        with self._under_way():
            await self._look()
            return await self.desk.suggestions(self.coder, code, count=count, order=order, skip=skip)

    async def missing(self) -> list[str]:
        """What would make suggestions better, a sentence each with the command that adds it; once in a sitting.

        Raises:
            StudyError: What the other process found.
        """
        if not self.first_time("missing"):
            return []
        with self._under_way():
            return [f"{one.what} {one.command}".strip() for one in await self.desk.missing()]

    async def of_transcript(self, transcript: str) -> "list[tuple[Suggestion, ListEntry]]":
        """Suggestions in one transcript, for the codes asked for, each with the list that it stands in.

        Raises:
            StudyError: What the other process found.
        """
        with self._under_way():
            lists = await self.desk.of_transcript(self.coder, transcript)
        return [(one, found.entry) for found in lists for one in found.suggestions]

    async def themes(self, *, nobody: bool) -> "ThemeList":
        """Groups of passages that the coder, or nobody, has coded.

        Raises:
            StudyError: What the other process found.
        """
        with self._under_way():
            return await self.desk.themes(self.coder, count=THEMES, anybody=nobody)

    async def next_reading(self, *, uncertain: bool) -> "NextReading":
        """What to read next.

        Raises:
            StudyError: What the other process found.
        """
        with self._under_way():
            return await self.desk.reading_order(self.coder, code=None, uncertain=uncertain, count=NEXT)

    def begin_reading(self, app: "App[int]") -> None:
        """Have what is not read yet read, unless that is done or under way, or the person stopped it."""
        if not (self.read or self.reading or self.stopped):
            app.run_worker(self.read_all(), group="reading", exit_on_error=False)

    async def read_all(self) -> None:
        """Read what is not read yet; only one does so at a time. What goes wrong stands in ``fault``."""
        if self.reading:
            return
        self.stopped, self.reading, self.fault = False, True, ""
        try:
            with self._under_way():
                await self._look()
                if not self.read:
                    await self.desk.index()
                    await self._look()
                    self.readings += 1
        except StudyError as error:
            self.fault = "" if self.stopped else str(error)
        finally:
            self.reading = False
            self._call()

    async def _look(self) -> None:
        """See how far the reading is."""
        ready = await self.desk.ready()
        self.partial, self.read = ready.partial, ready.read >= ready.pieces

    async def stop(self) -> None:
        """Stop the reading; what is read stays."""
        self.stopped = True
        await self.desk.cancel("index")

    @contextmanager
    def _under_way(self) -> Iterator[None]:
        """While something is asked; what is being done is forgotten when nothing is any more."""
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1
            if not self._open:
                self.tell(Doing())

    # Groups put away

    def put_away(self, places: frozenset[Place]) -> None:
        """Do not show a group again in this sitting."""
        self._away.append(places)

    def is_put_away(self, places: frozenset[Place]) -> bool:
        """Whether half of a group, or more, was put away: it changes a little with every coding."""
        return any(2 * len(places & away) >= len(places) for away in self._away)

    def bring_back(self) -> None:
        """Show every group again."""
        self._away.clear()

    # Saying things once

    def first_time(self, name: str) -> bool:
        """Whether this was not said in this sitting yet; it counts as said from now on."""
        new = name not in self._told
        self._told.add(name)
        return new

    # Ending

    async def close(self) -> None:
        """Let the desk go."""
        desk, self._desk = self._desk, None
        self._watchers.clear()
        if desk is not None:
            await desk.close()

    def end(self) -> None:
        """As ``close``, where no event loop runs any more."""
        desk, self._desk = self._desk, None
        if desk is not None:
            desk.end()


def started_desk(path: Path) -> Desk:
    """The desk of a study; its process begins with the first question."""
    from workbench.workflows.suggesting.client import SuggestionDesk

    return SuggestionDesk(path, language=language())
