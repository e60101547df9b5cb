"""Everything that can be asked about suggestions, done in the process that asks: for commands and the Python API.

The screens ask the same of ``client.SuggestionDesk``, which has it done by a ``LocalDesk`` in a process of its own.
"""

import time
from collections.abc import Callable
from pathlib import Path

from workbench.store.study_file import DEFAULT_TIMEOUT, StudyFile

Watch = Callable[[int, int, str], None]


class LocalDesk:
    """Does what is asked for, with an open study.

    Args:
        study: Open; it stays open when the desk is closed.
        watch: Called between two batches of long work with how many are done, out of how many, and what is done; may
            raise to stop.

    Attributes:
        study: The study.
        watch: As given.
        pause: Lets some seconds pass.
    """

    def __init__(self, study: StudyFile, *, watch: Watch | None = None) -> None:
        self.study = study
        self.watch: Watch = watch or _unwatched
        self.pause: Callable[[float], None] = time.sleep
        self._owned = False

    @classmethod
    def open(cls, path: Path, *, timeout: float = DEFAULT_TIMEOUT) -> "LocalDesk":
        """Open a study for the desk alone; ``close`` closes it."""
        desk = cls(StudyFile.open(path, timeout=timeout))
        desk._owned = True
        return desk

    def check(self) -> None:
        """Look whether the study is still where it was.

        Raises:
            StoreError: If the file was removed, moved or replaced since it was opened.
        """
        self.study.check_in_place()

    def close(self) -> None:
        """Let go of what was opened here."""
        if self._owned:
            self.study.close()


def _unwatched(done: int, total: int, what: str) -> None:
    """Nobody looks."""


BACKGROUND = frozenset({"index"})

VERBS: dict[str, Callable[..., object]] = {}
