"""The process that reads: ``python -m workbench.workflows.suggesting.worker STUDY``.

It holds language models and the engine's view of one study, so that the process of the screens stays quick. Requests
come as lines on stdin, answers go as lines to stdout; it ends when stdin does, thus with whoever started it. One
request is met at a time, in the working thread; between two batches of work in the background, whatever else was asked
for meanwhile is answered. The log hears of numbers and places in the code only.
"""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from transcripts.errors import StudyError
from transcripts.i18n import _, in_language, use_language
from workbench import logs
from workbench.paths import locale_folder
from workbench.workflows.suggesting import wire
from workbench.workflows.suggesting.inbox import Inbox
from workbench.workflows.suggesting.protocol import (
    Answer,
    Cancel,
    Cancelled,
    Fault,
    LineError,
    Message,
    Progress,
    Request,
    understood,
    written,
)

if TYPE_CHECKING:
    from workbench.workflows.suggesting.local import LocalDesk

_logger = logging.getLogger(__name__)

#: What the screen needs goes first, on a machine with few processors too.
_NICE = 10
#: Seconds after stdin has ended until work that does not look up is cut off; the study survives that at any moment.
_GRACE = 2.0
#: One thread each: the second processor belongs to the screen.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


class Desk(Protocol):
    """Does what is asked for.

    Attributes:
        watch: Called between two batches of long work with how many are done, out of how many, and what is done.
        pause: Lets some seconds pass.
    """

    watch: Callable[[int, int, str], None]
    pause: Callable[[float], None]

    def check(self) -> None:
        """Raise a ``StudyError`` if the study is no longer there."""
        ...

    def look_as(self, coder: str | None) -> None:
        """See what this coder may see of a blind study."""
        ...

    def close(self) -> None:
        """Let go of the study."""
        ...


class StoppedError(Exception):
    """The request under way is no longer wanted."""


class Worker:
    """Meets requests, one after the other.

    Args:
        open_desk: Opens the study; called with the first request, and again while that fails.
        verbs: Name of each verb → what is called with the desk and the arguments.
        background: Verbs that others may interrupt between two batches.
        inbox: Where requests come from.
        send: Where messages go to.
    """

    def __init__(
        self,
        open_desk: Callable[[], Desk],
        verbs: Mapping[str, Callable[..., object]],
        background: frozenset[str],
        inbox: Inbox,
        send: Callable[[Message], None],
    ) -> None:
        self._open_desk = open_desk
        self._verbs = verbs
        self._background = background
        self._inbox = inbox
        self._send = send
        self._desk: Desk | None = None
        self._under_way: list[Request] = []

    def work(self) -> None:
        """Meet requests until nobody listens any more."""
        try:
            while (request := self._inbox.take()) is not None:
                self._meet(request)
        finally:
            if self._desk is not None:
                self._desk.close()

    def _meet(self, request: Request) -> None:
        """Answer one request, whatever becomes of it."""
        self._under_way.append(request)
        try:
            with in_language(request.language, locale_folder()):
                self._send(self._answer(request))
        finally:
            self._under_way.pop()
            self._inbox.forget(request.id)

    def _answer(self, request: Request) -> Message:
        try:
            self._look_up()
            verb = self._verbs[request.verb]
            desk = self._opened()
            if "coder" in request.values:
                desk.look_as(request.values["coder"])
            return Answer(request.id, wire.plain(verb(desk, **request.values)))
        except StoppedError:
            return Cancelled(request.id)
        except StudyError as error:
            return Fault(request.id, type(error).__name__, error.message, error.hint)
        except BrokenPipeError:  # nobody reads the answers any more
            raise
        except MemoryError:
            return Fault(request.id, "SuggestError", _("This takes more memory than there is."), _("Close other work."))
        except Exception as error:  # the last net: logged in full, told in brief, and the next request is met
            return Fault(request.id, "SuggestError", logs.unexpected(error))

    def _opened(self) -> Desk:
        if self._desk is None:
            self._desk = self._open_desk()
            self._desk.watch, self._desk.pause = self.step, self.pause
        self._desk.check()
        return self._desk

    def _look_up(self) -> None:
        if self._inbox.closed or self._inbox.is_taken_back(self._under_way[-1].id):
            raise StoppedError

    def step(self, done: int, total: int, what: str = "") -> None:
        """Between two batches: tell how far it is, meet what goes before, stop if that is wished.

        Raises:
            StoppedError: If the request under way was taken back, or nobody listens any more.
        """
        self._look_up()
        self._send(Progress(self._under_way[-1].id, done, total, what))
        self.pause(0.0)

    def pause(self, seconds: float) -> None:
        """Let time pass; in the background that is time for others.

        Raises:
            StoppedError: As of ``step``.
        """
        if self._under_way[-1].verb in self._background:
            while (request := self._inbox.take_urgent(within=seconds)) is not None:
                self._meet(request)
                seconds = 0.0
        self._look_up()


def listen(lines: BinaryIO, inbox: Inbox) -> None:
    """Put what comes in where it belongs until there is no more; for a thread of its own."""
    try:
        for line in lines:
            try:
                message = understood(line)
            except LineError:
                _logger.warning("A line of %d bytes was no message", len(line))
                continue
            if isinstance(message, Request):
                inbox.put(message)
            elif isinstance(message, Cancel):
                inbox.take_back(message.id)
    finally:
        inbox.close()


def serve(
    path: Path, verbs: "Mapping[str, Callable[..., Any]] | None" = None, background: frozenset[str] | None = None
) -> int:
    """Meet the requests that come on stdin until it ends; the exit code.

    Args:
        path: The study.
        verbs: What can be asked for; everything that ``LocalDesk`` knows by default.
        background: Verbs that others may interrupt.
    """
    from workbench.workflows.suggesting import local

    answers, own_stdin = _private_pipes()
    log = logs.start()
    use_language("en", locale_folder())
    inbox, ended = Inbox(local.BACKGROUND if background is None else background), threading.Event()
    worker = Worker(
        lambda: _open(path),
        local.VERBS if verbs is None else verbs,
        local.BACKGROUND if background is None else background,
        inbox,
        lambda message: _send(answers, message),
    )
    threading.Thread(target=_listen_to_the_end, args=(own_stdin, inbox, ended), name="listener", daemon=True).start()
    try:
        worker.work()
    except BrokenPipeError:  # nobody reads our answers: whoever asked is gone
        return 0
    except BaseException as error:
        logs.unexpected(error)
        raise
    finally:
        ended.set()
        logs.stop(log)
    return 0


def _open(path: Path) -> "LocalDesk":
    from workbench.workflows.suggesting.local import LocalDesk

    return LocalDesk.open(path)


def _listen_to_the_end(lines: BinaryIO, inbox: Inbox, ended: threading.Event) -> None:
    """Listen; once stdin has ended, so does the process, if need be in the middle of something."""
    listen(lines, inbox)
    if not ended.wait(_GRACE):
        os._exit(0)


def _send(answers: BinaryIO, message: Message) -> None:
    answers.write(written(message))
    answers.flush()


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Both ends for messages only: whatever a library prints goes to stderr, and nobody else reads our stdin."""
    answers = os.fdopen(os.dup(1), "wb")
    requests = os.fdopen(os.dup(0), "rb")
    os.dup2(2, 1)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    return answers, requests


def _settle() -> None:
    """Take the back seat: one thread, lower priority, and the terminal's ctrl+c is for the screens."""
    for name in _THREADS:
        os.environ[name] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        with suppress(OSError):  # some containers refuse
            os.nice(_NICE)


def main(words: list[str]) -> int:
    """Serve one study."""
    _settle()
    return serve(Path(words[0]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
