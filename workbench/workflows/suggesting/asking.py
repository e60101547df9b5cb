"""Questions to the process that reads, and what becomes of them when it dies, dawdles or is no longer wanted.

Nothing is started before the first question. A process that dies is started anew once for each question.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench import errors
from workbench.errors import SuggestError
from workbench.workflows.suggesting import process, wire
from workbench.workflows.suggesting.protocol import Answer, Cancel, Cancelled, Fault, Message, Progress, Request

_logger = logging.getLogger(__name__)

#: Seconds that the process has for ending by itself.
GRACE = 1.0
_LIVES = 2


class StoppedError(SuggestError):
    """Somebody took the question back."""


@dataclass(slots=True)
class _Open:
    """A question that is not answered yet.

    Attributes:
        request: What was sent.
        answer: Where the answer goes.
        lives: How many processes may be asked, the present one included.
    """

    request: Request
    answer: "asyncio.Future[Any]"
    lives: int = _LIVES


class AskingDesk:
    """Asks the process that reads; for one event loop at a time.

    Args:
        path: The study.
        language: ``en`` or ``fr``, of the sentences in answers.
        timeout: Seconds to wait for an answer; None for as long as it takes, since the first may load a model.
        words: Another program than our worker, for tests.
    """

    def __init__(
        self, path: Path, *, language: str = "en", timeout: float | None = None, words: Sequence[str] | None = None
    ) -> None:
        self.language = language
        self._timeout = timeout
        self._words = list(words or process.command(path))
        self._process: process.Process | None = None
        self._open: dict[int, _Open] = {}
        self._last = 0
        self._closed = False
        self._watchers: list[Callable[[Progress], None]] = []

    @property
    def started(self) -> bool:
        """Whether a process is there."""
        return self._process is not None

    @property
    def number(self) -> int | None:
        """The number of the process; None if there is none yet."""
        return self._process.number if self._process else None

    def on_progress(self, callback: Callable[[Progress], None]) -> None:
        """Have work in the background told, on the loop of who asked; ``callback`` must be quick."""
        self._watchers.append(callback)

    async def ask(self, verb: str, *, timeout: float | None = None, **values: object) -> Any:
        """Ask for something.

        Args:
            verb: What is asked for.
            timeout: Seconds to wait, if other than for the rest.
            **values: Its arguments, of types that ``wire`` knows.

        Returns:
            The result, as JSON knows it.

        Raises:
            StudyError: What the process found; the sentence says it.
            SuggestError: If the process ended twice, or the time is over.
            StoppedError: If the question was taken back by ``cancel``.
        """
        return await self.answer(verb, values, timeout=timeout)

    async def answer(self, verb: str, values: Mapping[str, object], *, timeout: float | None = None) -> Any:
        """As ``ask``."""
        if self._closed:
            raise SuggestError(_("Suggestions are closed."), _("Open the study again."))
        question = self._asked(verb, values)
        try:
            async with asyncio.timeout(self._timeout if timeout is None else timeout):
                return await question.answer
        except TimeoutError as error:
            self._send(Cancel(question.request.id))
            raise SuggestError(
                _("The language models gave no answer in time."), _("Wait a little and ask again.")
            ) from error
        except asyncio.CancelledError:
            self._send(Cancel(question.request.id))
            raise
        finally:
            self._open.pop(question.request.id, None)

    async def cancel(self, verb: str | None = None) -> None:
        """Take questions back: those of a verb, or all; whoever waits for them gets ``StoppedError`` at once."""
        for question in list(self._open.values()):
            if verb in (None, question.request.verb):
                self._send(Cancel(question.request.id))
                self._refuse(question, StoppedError(_("This was stopped.")))

    async def close(self) -> None:
        """End the process; open questions are taken back. Nothing can be asked afterwards."""
        await self.cancel()
        await asyncio.to_thread(self.end)

    def end(self) -> None:
        """As ``close``, for where no event loop runs; waits at most two seconds."""
        self._closed = True
        ending, self._process = self._process, None
        if ending is not None:
            ending.end(GRACE)

    def _asked(self, verb: str, values: Mapping[str, object]) -> _Open:
        self._last += 1
        request = Request(self._last, verb, wire.plain(values), self.language)
        question = _Open(request, asyncio.get_running_loop().create_future())
        self._open[request.id] = question
        if self._process is None:
            self._process = self._start()
        self._send(request)
        return question

    def _send(self, message: Message) -> None:
        if self._process is not None:
            self._process.send(message)

    def _start(self) -> process.Process:
        loop = asyncio.get_running_loop()
        made: list[process.Process] = []
        made.append(
            process.Process(
                self._words,
                receive=lambda message: _hand_over(loop, self._hear, message),
                ended=lambda code: _hand_over(loop, self._mourn, made, code),
            )
        )
        return made[0]

    def _hear(self, message: Message) -> None:
        """Bring a message to whom it belongs; nobody waits any more for what was taken back."""
        question = self._open.get(message.id)
        if question is None or question.answer.done():
            return
        match message:
            case Answer(result=result):
                question.answer.set_result(result)
            case Fault():
                self._refuse(question, _told(message))
            case Cancelled():
                self._refuse(question, StoppedError(_("This was stopped.")))
            case Progress():
                for watcher in self._watchers:
                    watcher(message)

    def _mourn(self, made: list[process.Process], code: int | None) -> None:
        """A process has ended: ask the next one, once."""
        if self._closed or not made or made[0] is not self._process:
            return
        _logger.warning("The process that reads ended with %s; %d questions were open", code, len(self._open))
        self._process = None
        for question in list(self._open.values()):
            question.lives -= 1
            if not question.lives:
                self._refuse(question, _ended())
        again = [question for question in self._open.values() if not question.answer.done()]
        if again:
            self._process = self._start()
        for question in again:
            self._send(question.request)

    @staticmethod
    def _refuse(question: _Open, error: StudyError) -> None:
        if not question.answer.done():
            question.answer.set_exception(error)


def _hand_over(loop: asyncio.AbstractEventLoop, take: Callable[..., None], *values: object) -> None:
    """From a thread of the process to the loop of the screens.

    Raises:
        RuntimeError: If the loop is closed.
    """
    loop.call_soon_threadsafe(take, *values)


def _told(fault: Fault) -> StudyError:
    """The error as it was raised on the other side."""
    kind = getattr(errors, fault.kind, None)
    known = isinstance(kind, type) and issubclass(kind, StudyError)
    return kind(fault.message, fault.hint) if known and kind is not None else SuggestError(fault.message, fault.hint)


def _ended() -> SuggestError:
    return SuggestError(
        _("The process that reads the interviews ended unexpectedly, twice."),
        _("Ask again; if it lasts, close other programs to free memory, and see the log."),
    )
