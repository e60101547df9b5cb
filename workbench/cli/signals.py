"""Being told to stop: whatever the signal, the program unwinds, so that nothing half-made is left behind."""

import math
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

#: Seconds in which a second signal is taken for impatience, while the first is being obeyed.
PATIENCE = 2.0
#: Seconds after which a signal that nobody could hear is sent once more.
AGAIN = 0.02
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class Stopped(KeyboardInterrupt):
    """Somebody wants the program to end.

    Attributes:
        number: Of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


@contextmanager
def heeded() -> Iterator[None]:
    """Raise ``Stopped`` where a signal asks the program to end; signals that were set to be ignored stay so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = _Handler()
    usual = (signal.SIG_DFL, signal.default_int_handler)
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.signal(number, handler) for number in numbers if signal.getsignal(number) in usual}
    earlier_hook, sys.unraisablehook = sys.unraisablehook, handler.unheard
    try:
        yield
    finally:
        sys.unraisablehook = earlier_hook
        for number, earlier in before.items():
            signal.signal(number, earlier)


class _Handler:
    """Raises once, and lets the unwinding that follows go on undisturbed."""

    def __init__(self) -> None:
        self._heard = -math.inf

    def __call__(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        if now - self._heard >= PATIENCE:
            self._heard = now
            raise Stopped(number)

    def unheard(self, fault: "sys.UnraisableHookArgs") -> None:
        """Ask again a moment later where the signal fell into the clearing up of an object, which swallows it."""
        stopped = fault.exc_value
        if not isinstance(stopped, Stopped):
            sys.__unraisablehook__(fault)
            return
        self._heard = -math.inf
        again = threading.Timer(AGAIN, os.kill, (os.getpid(), stopped.number))
        again.daemon = True
        again.start()
