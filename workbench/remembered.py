"""Who coded last in which study, on this account.

A convenience only: where the file cannot be read or written, nothing is remembered and the work goes on.
"""

import json
import logging
import os
from pathlib import Path

from workbench.paths import coders_file

MOST_STUDIES = 500
_log = logging.getLogger(__name__)


def last_coder(study: str) -> str:
    """The name of the coder who was last used here in a study; empty if none was.

    Args:
        study: The study's uuid, which stays when the file is moved.
    """
    return _read(coders_file()).get(study, "")


def remember_coder(study: str, coder: str) -> None:
    """Keep who codes in a study; the studies longest unused are forgotten first."""
    path = coders_file()
    known = _read(path)
    if known.get(study) == coder and next(reversed(known)) == study:
        return
    known.pop(study, None)
    known[study] = coder
    recent = dict(list(known.items())[-MOST_STUDIES:])
    try:
        _write(path, json.dumps(recent, ensure_ascii=False, indent=1))
    except OSError as error:
        _log.warning("The last coder is not remembered.", exc_info=error)


def _read(path: Path) -> dict[str, str]:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _log.warning("Who coded last cannot be read.", exc_info=error)
        return {}
    if not isinstance(known, dict):
        return {}
    return {study: coder for study, coder in known.items() if isinstance(coder, str)}


def _write(path: Path, text: str) -> None:
    """Write aside, then replace, so that another session never reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
