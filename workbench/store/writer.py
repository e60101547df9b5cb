"""The one writer of a screen: a thread that does acts in the order in which they were asked for."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar

from workbench.store.study_file import DEFAULT_TIMEOUT, StudyFile

T = TypeVar("T")

#: Seconds between two looks at whether the program that forgot to close the writer is still there.
_GLANCE = 1.0

_Job = tuple[Callable[[StudyFile], Any], "Future[Any]"]


class Writer:
    """Runs acts on a thread and a connection of its own, so that a slow disk never holds a key up.

    An act is done when its future has a result: it is then on the disk. Acts asked for before ``close`` are done.

    Args:
        path: The study file.
        timeout: Seconds to wait for another process.
        coder: uuid of who acts, and so of who looks at what is read on the way.
    """

    def __init__(self, path: Path, *, timeout: float = DEFAULT_TIMEOUT, coder: str | None = None) -> None:
        self._path = path
        self._timeout = timeout
        self._coder = coder
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="study-writer", daemon=False)
        self._thread.start()

    def warm(self) -> "Future[None]":
        """Import what writing needs, ahead of the first act."""
        return self.submit(_import_rows)

    def submit(self, work: Callable[[StudyFile], T]) -> "Future[T]":
        """Ask for an act.

        Args:
            work: Called with the open study on the writer's thread.

        Returns:
            Its result or its exception, once it is committed or refused.

        Raises:
            RuntimeError: If the writer is closed.
        """
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("the writer is closed")
            self._jobs.put((work, future))
        return future

    def close(self) -> None:
        """Finish what was asked for, then end the thread."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join()

    def _next(self) -> "_Job | None":
        """The next act; None when there is to be no more, because of ``close`` or because the program has ended."""
        while True:
            try:
                return self._jobs.get(timeout=_GLANCE)
            except queue.Empty:
                if not threading.main_thread().is_alive():
                    return None

    def _work(self) -> None:
        study: StudyFile | None = None
        try:
            while (job := self._next()) is not None:
                work, future = job
                if not future.set_running_or_notify_cancel():
                    continue
                try:
                    if study is None:
                        study = StudyFile.open(self._path, timeout=self._timeout)
                    study.look_as(self._coder)
                    future.set_result(work(study))
                except BaseException as error:  # handed to whoever asked, who shows or raises it
                    future.set_exception(error)
        finally:
            if study is not None:
                study.close()


def _import_rows(study: StudyFile) -> None:
    import workbench.store.rows  # noqa: F401 - the import is the work
