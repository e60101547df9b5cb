"""Regular expressions over segments, with a guard: an expression that takes too long is given up."""

import json
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from transcripts.i18n import _
from transcripts.spans import Span
from workbench.errors import SuggestError

SECONDS = 3.0
"""For one expression over all segments. What takes longer never ends, for all that a person can tell."""

_SCRIPT = Path(__file__).with_name("pattern_process.py")
_KEPT = 200


class Patterns:
    """Runs expressions over the same segments again and again, each once.

    Args:
        texts: The segments.
        seconds: For one expression; ``SECONDS`` by default.
    """

    def __init__(self, texts: Sequence[str], *, seconds: float | None = None) -> None:
        self._texts = texts
        self._seconds = SECONDS if seconds is None else seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._known: dict[str, list[int] | None] = {}

    def places(self, pattern: str) -> list[int]:
        """Places of the segments in which the expression finds at least one character, in order.

        Raises:
            SuggestError: If it takes too long.
        """
        with self._lock:
            if pattern not in self._known:
                if len(self._known) >= _KEPT:
                    self._known.clear()
                self._known[pattern] = self._asked(pattern, None)
            found = self._known[pattern]
        if found is None:
            raise _too_long(self._seconds)
        return found

    def spans(self, pattern: str, places: Sequence[int]) -> list[tuple[Span, ...]]:
        """Where the expression stands in some segments, each counted from the segment's beginning.

        Raises:
            SuggestError: If it takes too long.
        """
        with self._lock:
            found = self._asked(pattern, [int(place) for place in places])
        if found is None:
            raise _too_long(self._seconds)
        return [tuple(Span(start, end) for start, end in one) for one in found]

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            _end(process)

    def _asked(self, pattern: str, places: list[int] | None) -> list[Any] | None:
        """The answer, or None where there was none in time."""
        process = self._process or self._start()
        question = json.dumps({"pattern": pattern, "places": places}).encode() + b"\n"
        guard = threading.Timer(self._seconds, process.kill)
        guard.start()
        try:
            line = _exchanged(process, question)
        finally:
            guard.cancel()
        if not line:
            self.close()
            return None
        answer: list[Any] = json.loads(line)
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        # Isolated and without site packages: nothing of a person's own settings, and there in a moment.
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_SCRIPT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        weakref.finalize(self, _end, process)
        self._process = process
        body = json.dumps(list(self._texts)).encode()
        _exchanged(process, b"%d\n" % len(body) + body)
        return process


def _exchanged(process: "subprocess.Popen[bytes]", data: bytes) -> bytes:
    """What the process answers with, nothing where it ended instead."""
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(data)
        process.stdin.flush()
        return process.stdout.readline()
    except OSError:  # it was ended while it was written to
        return b""


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what was left to be written cannot be any more
                pipe.close()


def _too_long(seconds: float) -> SuggestError:
    return SuggestError(
        _("This pattern takes longer than {seconds} seconds, so it was given up and finds nothing.").format(
            seconds=f"{seconds:g}"
        ),
        _("Repetitions inside repetitions, such as (a+)+, are the usual cause; write it without."),
    )
