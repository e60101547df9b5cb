"""A bar on stderr for work that takes long; on a terminal only."""

import sys
from contextlib import suppress
from types import TracebackType
from typing import Self

from exports.widths import cut, text_width
from transcripts.display import visible_line

_CELLS = 20


class Bar:
    """Shows how far a piece of work is, in one line that is taken away at the end, however it ends.

    Args:
        quiet: Whether nothing is shown; neither is it where stderr is no terminal.
        width: Columns of the line.
    """

    def __init__(self, *, quiet: bool = False, width: int = 79) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._width = width
        self._last = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._draw("")

    def step(self, done: int, total: int, what: str = "") -> None:
        """Show how many are done, out of how many, and what is done."""
        filled = _CELLS * done // total if total else 0
        self._draw(f"{'█' * filled}{'░' * (_CELLS - filled)} {done}/{total} {visible_line(what)}")

    def _draw(self, line: str) -> None:
        line = cut(line, self._width)
        if not self._shown or line == self._last:
            return
        with suppress(OSError, ValueError):  # nobody looking is no reason to stop
            blank = " " * max(0, text_width(self._last) - text_width(line))
            sys.stderr.write(f"\r{line}{blank}\r" if not line else f"\r{line}{blank}")
            sys.stderr.flush()
        self._last = line
