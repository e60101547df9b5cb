"""Reads every segment of a study once and keeps what was read, batch by batch, so that it can stop at any moment.

First language models read lemmas and the vectors of words, then sentences get their vectors. What is read by rule
alone is not kept: that is as fast as fetching it. Each batch is one short write of its own: who else writes hardly
waits, and what was read before a power cut need not be read again. Readings are no part of the journal, as they can be
made again at any time.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from workbench.errors import BusyError, SuggestError
from workbench.store import readings
from workbench.store.study_file import StudyFile
from workbench.suggest import packing
from workbench.workflows.suggesting.cutting import CutStudy, cut_study
from workbench.workflows.suggesting.index_jobs import Job, jobs
from workbench.workflows.suggesting.index_progress import Progress, Watch

BATCH = 64
"""Segments of one write."""

_BATCH_SECONDS = 0.5
_AT_ONCE = 500
_TRIES = 24
"""Times that a write is tried while another process writes; each waits as long as the study's timeout."""


@dataclass(frozen=True, slots=True)
class IndexResult:
    """What came of reading a study.

    Attributes:
        segments: Segments of the study with different words.
        read: Segments whose words were read now.
        encoded: Segments whose sentence vector was made now.
        words: In the segments read now (stretches between blanks).
        pruned: Segments forgotten, because their words are no longer in the study.
        models: What has read everything: language models, then the encoder; () if it was stopped.
        stopped: Whether it was stopped before everything was read; the next time goes on from there.
        notes: Sentences about what was found on the way, such as a model that cannot be loaded.
    """

    segments: int
    read: int
    encoded: int
    words: int
    pruned: int
    models: tuple[str, ...]
    stopped: bool
    notes: tuple[str, ...]


def index(
    study: StudyFile,
    *,
    also: Iterable[str] = (),
    progress: Watch | None = None,
    stop: Callable[[], bool] | None = None,
) -> IndexResult:
    """Read what has not been read, forget what is gone.

    Args:
        study: Open for writing.
        also: Other texts that are read, in every language of the study: the words of its codes.
        progress: Called between two batches with how many segments are done, out of how many, and a sentence that
            says what is done and about how long the rest takes; may raise to stop, and what was read stays.
        stop: Looked at between two batches; True ends it early.

    Raises:
        BusyError: If another process writes for minutes; what was read before stays.
        StoreError: If the study cannot be written.
    """
    return _Indexing(study, cut_study(study), also, progress or _unwatched, stop or _never).run()


def _unwatched(done: int, total: int, what: str) -> None:
    """Nobody looks."""


def _never() -> bool:
    return False


class _Indexing:
    """One run over a study."""

    def __init__(
        self, study: StudyFile, cut: CutStudy, also: Iterable[str], watch: Watch, stop: Callable[[], bool]
    ) -> None:
        self._study = study
        self._watch = watch
        self._stop = stop
        self._texts: dict[str, dict[bytes, str]] = {}
        for piece, language, key in zip(cut.pieces, cut.languages, cut.hashes, strict=True):
            self._texts.setdefault(language, {})[key] = piece.text
        self._segments = frozenset(cut.hashes)
        beside = {readings.text_hash(text): text for text in also}
        for texts in self._texts.values():
            texts.update(beside)
        self._wanted = self._segments.union(beside)
        self._done = {packing.READING: 0, packing.VECTOR: 0}
        self._words = 0
        self._notes: list[str] = []

    def run(self) -> IndexResult:
        pruned = self._prune()
        models = self._read()
        if models:
            self._forget_other_versions(models)
        return IndexResult(
            segments=len(self._segments),
            read=self._done[packing.READING],
            encoded=self._done[packing.VECTOR],
            words=self._words,
            pruned=pruned,
            models=models or (),
            stopped=models is None,
            notes=tuple(self._notes),
        )

    def _read(self) -> tuple[str, ...] | None:
        """Names of the models by which everything has been read; None if it was stopped before."""
        while True:
            todo = jobs(self._study, self._texts)
            try:
                whole = self._work(todo)
            except SuggestError as error:
                if str(error) in self._notes:
                    raise
                # A model that cannot be loaded; now that this is known, the next best takes its place.
                self._notes.append(str(error))
                continue
            return tuple(dict.fromkeys(job.model for job in todo)) if whole else None

    def _work(self, todo: Iterable[Job]) -> bool:
        """Whether everything is read."""
        progress = Progress(self._watch, {job.what: (len(job.texts), job.pace) for job in todo})
        for job in todo:
            if progress.waiting and self._stop():
                return False
            progress.begin(job.what)
            for packed in _batches(job):
                self._write(readings.keep, job.model, packed)
                self._count(job, packed)
                progress.more(job.what, len(packed))
                if progress.waiting and self._stop():
                    return False
        return True

    def _count(self, job: Job, packed: Iterable[bytes]) -> None:
        keys = [key for key in packed if key in self._segments]
        self._done[job.kind] += len(keys)
        if job.kind == packing.READING:
            self._words += sum(len(job.texts[key].split()) for key in keys)

    def _prune(self) -> int:
        """Forget words that are no longer in the study; how many segments."""
        gone = {model: readings.known(self._study.reader, model) - self._wanted for model in self._kept()}
        for model, keys in gone.items():
            self._drop(model, keys)
        return len(frozenset().union(*gone.values()))

    def _forget_other_versions(self, models: Iterable[str]) -> None:
        """Forget what other versions of the models have read; other models may belong to a colleague."""
        current = {_unversioned(model) for model in models}
        for model in self._kept():
            if model not in models and _unversioned(model) in current:
                self._drop(model, readings.known(self._study.reader, model))

    def _kept(self) -> list[str]:
        return list(readings.models(self._study.reader))

    def _drop(self, model: str, keys: Iterable[bytes]) -> None:
        """Forget readings, some at a time, so that nobody has to wait for all of them."""
        waiting = iter(sorted(keys))
        while some := list(islice(waiting, _AT_ONCE)):
            self._write(readings.drop, model, some)

    def _write(self, write: Callable[..., None], *values: object) -> None:
        """One short step; it is tried again while somebody else writes for long, as an import may."""
        for tries in range(1, _TRIES + 1):
            try:
                with self._study.act(None, "suggestion.read") as act:
                    write(act, *values)
                return
            except BusyError:
                if tries == _TRIES or self._stop():
                    raise


def _batches(job: Job) -> Iterator[dict[bytes, bytes]]:
    """Packets of 64 segments, or of as many as are read in half a second."""
    waiting = iter(job.texts.items())
    packed: dict[bytes, bytes] = {}
    begun = time.monotonic()
    while some := dict(islice(waiting, job.at_once)):
        packed.update(zip(some, job.read(list(some.values())), strict=True))
        if len(packed) >= BATCH or time.monotonic() - begun >= _BATCH_SECONDS:
            yield packed
            packed, begun = {}, time.monotonic()
    if packed:
        yield packed


def _unversioned(model: str) -> str:
    return model.rpartition(" ")[0]
