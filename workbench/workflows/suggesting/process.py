"""The other end of the worker: one process of its own, and two threads here that feed it and hear it.

The threads keep slow things off the screen's: starting a process, a full pipe, a long line. They are daemons, so a
program that ends by accident is not held up, and the process ends with it because its stdin does.
"""

import logging
import os
import queue
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from workbench.workflows.suggesting.protocol import LineError, Message, understood, written

_logger = logging.getLogger(__name__)
_MODULE = "workbench.workflows.suggesting.worker"


def command(path: Path) -> list[str]:
    """How the worker of a study is started: by this Python, whatever lies in the folder that one works in."""
    return [sys.executable, "-P", "-m", _MODULE, str(Path(path).absolute())]


class Process:
    """A worker process.

    Args:
        words: Program and arguments.
        receive: Called with each message, in a thread of this object.
        ended: Called once, last, with the exit code; None if the process could not be started.
    """

    def __init__(
        self, words: Sequence[str], *, receive: Callable[[Message], None], ended: Callable[[int | None], None]
    ) -> None:
        self._words = list(words)
        self._receive = receive
        self._ended = ended
        self._outgoing: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._over = threading.Event()
        threading.Thread(target=self._feed, name="suggestions-out", daemon=True).start()

    @property
    def number(self) -> int | None:
        """The number of the process; None while it is not started yet."""
        return self._process.pid if self._process is not None else None

    def send(self, message: Message) -> None:
        """Hand a message over; returns at once."""
        self._outgoing.put(message)

    def end(self, grace: float) -> None:
        """End the process and wait until it is gone.

        Args:
            grace: Seconds that it has for going by itself.
        """
        self._outgoing.put(None)
        if not self._over.wait(grace):
            self.kill()
            self._over.wait(grace)

    def kill(self) -> None:
        """End it at once; the study bears that at any moment."""
        if self._process is not None:
            self._process.kill()

    def _feed(self) -> None:
        """Start the process, then write what is handed over until it is to end."""
        try:
            process = self._process = _started(self._words)
        except OSError as error:
            _logger.warning("The process that reads cannot be started: error %d", error.errno or 0)
            self._tell_end(None)
            return
        threading.Thread(target=self._hear, args=(process,), name="suggestions-in", daemon=True).start()
        assert process.stdin is not None
        try:
            with process.stdin:
                while (message := self._outgoing.get()) is not None:
                    process.stdin.write(written(message))
                    process.stdin.flush()
        except OSError:  # it is gone; the thread that hears it says so
            _logger.info("The process that reads takes no more requests")

    def _hear(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdout is not None
        try:
            with process.stdout:
                for line in process.stdout:
                    self._receive(understood(line))
        except LineError:
            _logger.warning("The process that reads does not keep to the protocol")
            process.kill()
        except RuntimeError:  # the screens are gone without a word, and their event loop with them
            process.kill()
        self._tell_end(process.wait())

    def _tell_end(self, code: int | None) -> None:
        self._over.set()
        self._outgoing.put(None)
        try:
            self._ended(code)
        except RuntimeError:  # the event loop is closed: nobody is left to be told
            _logger.info("The process that reads outlived the screens")


def _started(words: Sequence[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Libraries warn with the data they were given; what matters is in the log, where words are kept out.
        stderr=subprocess.DEVNULL,
        env=_environment(),
        bufsize=-1,
        **_apart(),
    )


def _apart() -> dict[str, Any]:
    """In a process group of its own, so that ctrl+c in the terminal is for the screens alone."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.BELOW_NORMAL_PRIORITY_CLASS}
    return {"process_group": 0}


def _environment() -> dict[str, str]:
    """Ours; where the program runs from its sources, with the way to them."""
    root = str(Path(__file__).resolve().parents[3])
    if root in (sysconfig.get_path("purelib"), sysconfig.get_path("platlib")):
        return dict(os.environ)
    known = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([root, known] if known else [root])}
