"""The log: what happened, in ids and counts, never in the words of an interview.

Careful messages are not enough, because a traceback repeats what the failing code held: an exception's text, a value
that would not convert, a line of source. So the words are kept out here, at the one door:

- an argument of a message is written only if it is a number, a truth value, a uuid or a ``Plain`` text; of any other
  text only the length;
- of an exception, its type and, of each step, file, line and function; never its text, for even our own sentences
  name files and speakers; of the system's and SQLite's errors the code, such as ENOSPC;
- only our own loggers are written down: what libraries log may quote the data they were given.
"""

import errno
import logging
import os
import traceback
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from transcripts.i18n import _
from workbench.paths import log_file

OURS = ("workbench", "exports", "codebook", "transcripts")
LARGEST = 1_000_000
KEPT = 3
_ROOT = Path(__file__).parent.parent
_NOWHERE = logging.NullHandler()


class Plain(str):
    """A text that is safe to log: the name of a command, a setting, a format; never anything that a person typed."""

    __slots__ = ()


def start(path: Path | None = None, *, level: int = logging.INFO) -> logging.Handler:
    """Write our log to a file from now on; where that cannot be, the work goes on without.

    Args:
        path: Another file than the usual one.
        level: The least serious message that is written.

    Returns:
        The handler, for ``stop``.
    """
    handler = _file_handler(path or log_file())
    handler.setFormatter(SafeFormatter())
    # Without any handler, Python writes what libraries warn of, data and all, over the terminal.
    logging.getLogger().addHandler(_NOWHERE)
    for name in OURS:
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        logger.setLevel(level)
        logger.propagate = False
    return handler


def stop(handler: logging.Handler) -> None:
    """Close the log that ``start`` opened."""
    for name in OURS:
        logger = logging.getLogger(name)
        logger.removeHandler(handler)
        logger.propagate = True
    logging.getLogger().removeHandler(_NOWHERE)
    handler.close()


def unexpected(error: BaseException) -> str:
    """Log a fault that nobody raised on purpose, in full; return what to tell the person, in brief."""
    logging.getLogger(__name__).error("Unexpected %s", Plain(type(error).__name__), exc_info=error)
    return _(
        "Something went wrong in the program itself ({kind}). What you had saved is safe. "
        "Where it happened is written in {log}, without any interview text, for who looks after the program."
    ).format(kind=type(error).__name__, log=log_file())


class SafeFormatter(logging.Formatter):
    """Writes records without the words of an interview."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%S%z")

    def format(self, record: logging.LogRecord) -> str:
        """One record; a copy, so that other handlers see it as it was."""
        safe = logging.makeLogRecord(record.__dict__)
        if isinstance(safe.args, Mapping):
            safe.args = {name: _told(value) for name, value in safe.args.items()}
        elif safe.args:
            safe.args = tuple(_told(value) for value in safe.args)
        safe.exc_text = safe.stack_info = None
        return super().format(safe)

    def formatException(self, ei: object) -> str:  # noqa: N802 - the name that logging calls
        """The exception and those behind it: types, places and codes."""
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(_chain(error)) if isinstance(error, BaseException) else ""


def _told(value: object) -> object:
    """What is written for one argument of a message."""
    if value is None or isinstance(value, bool | int | float | UUID | Plain):
        return value
    if isinstance(value, str):
        return value if _is_uuid(value) else f"<text of {len(value)}>"
    return f"<{type(value).__name__}>"


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _chain(error: BaseException) -> list[str]:
    """The lines for an exception, the first cause first."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines[:0] = [*_steps(current), _named(current)]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return lines


def _steps(error: BaseException) -> list[str]:
    frames = traceback.walk_tb(error.__traceback__)
    return [f"  {_place(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}" for frame, line in frames]


def _place(filename: str) -> str:
    """Our files as they stand in the source tree; of others only the name, for the rest tells about the machine."""
    path = Path(filename)
    ours = path.is_relative_to(_ROOT) and path.relative_to(_ROOT).parts[0] in OURS
    return path.relative_to(_ROOT).as_posix() if ours else path.name


def _named(error: BaseException) -> str:
    kind = type(error).__name__
    if isinstance(error, OSError) and error.errno is not None:
        return f"{kind}: {errno.errorcode.get(error.errno, error.errno)}"
    code = getattr(error, "sqlite_errorname", None)
    return f"{kind}: {code}" if isinstance(code, str) else kind


def _file_handler(path: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    class Quiet(RotatingFileHandler):
        def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name that logging calls
            """A log that cannot be written must not write its message over the screen instead."""

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = Quiet(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return logging.NullHandler()
    if os.name == "posix":
        path.chmod(0o600)
    return handler
