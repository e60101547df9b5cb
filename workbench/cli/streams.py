"""The three streams of a process, such as they come: closed, full, left by their reader, or lacking characters."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from transcripts.display import visible

_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


def prepare() -> None:
    """Let every stream be there and take every character, if only as a question mark."""
    for name, mode in _STREAMS:
        if getattr(sys, name) is None:
            # A file opened later, the study itself perhaps, would get the free number and every stray word with it.
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - it stays open
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def narrate(text: str) -> None:
    """Say something on stderr; nobody hearing it is no reason to stop."""
    with suppress(OSError, ValueError):
        sys.stderr.write(visible(text.rstrip("\n")) + "\n")


def settle() -> None:
    """Throw away what a stream would not take, so that Python does not complain of it at its own end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
