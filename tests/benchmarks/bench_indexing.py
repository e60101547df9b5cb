"""T17: what reading a study for suggestions costs beside the bare language model; what is kept; memory of the encoder.

The model and the product read the same segments of the same studies, one after the other in one process, each with a
model of its own, so that both meet every word for the first time.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.corpus import transcripts
from workbench.store import readings
from workbench.store.study_file import StudyFile
from workbench.suggest import levels
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.encoders import encoder_name, sentence_encoder
from workbench.suggest.installed_models import installed_models
from workbench.workflows.importing import import_transcripts
from workbench.workflows.studies import new_study
from workbench.workflows.suggesting.cutting import cut_study
from workbench.workflows.suggesting.index import BATCH, _Indexing, index

RUNS = 6
WORDS = 20_000
SLOWEST = 0.9
MEMORY = 250

Figure = tuple[str, object, str, bool]


def main() -> list[Figure]:
    """The figures of this module."""
    with tempfile.TemporaryDirectory() as folder:
        studies = [_study(Path(folder), seed) for seed in range(RUNS)]
        return [*_cut(studies), *_words(studies), *_vectors(studies[0]), *_memory()]


def _study(folder: Path, seed: int) -> StudyFile:
    study = new_study(folder / f"{seed}.study", coder="MA")
    import_transcripts(study, None, transcripts(WORDS, seed=seed + 1))
    return study


def _cut(studies: Sequence[StudyFile]) -> Iterator[Figure]:
    begun = time.process_time()
    texts = [piece.text for study in studies for piece in cut_study(study).pieces]
    cut = time.process_time() - begun
    words = _count(texts)
    yield "T17 words/s cut into segments", round(words / cut), "", True
    begun = time.process_time()
    for _reading in BlankReader("fr").read(texts):
        pass
    yield "T17 words/s read by rule, at first", round(words / (time.process_time() - begun)), "", True


def _words(studies: Sequence[StudyFile]) -> Iterator[Figure]:
    """The language model alone and the whole product, on the same segments, in turns."""
    import spacy

    model = next(installed_models("fr"))
    with _level("base"):
        bare = spacy.load(model.folder, exclude=list(model.unneeded))
        list(bare.pipe(["Une phrase pour commencer."]))
        ratios, speeds, kept, writes, longest = [], [], [], [], []
        _warm(studies[0].path.parent)
        for run, study in enumerate(studies):
            texts = list(dict.fromkeys(piece.text for piece in cut_study(study).pieces))
            alone = _seconds_alone(bare, texts) if run % 2 else 0.0
            with _watched() as (sizes, seconds):
                begun = time.process_time()
                index(study)
                product = time.process_time() - begun
            ratios.append((alone or _seconds_alone(bare, texts)) / product)
            speeds.append(_count(texts) / product)
            kept.append(_bytes(study) / _count(texts))
            writes.append(max(sizes))
            longest.append(max(seconds))
        again = index(studies[0])
    ratio = statistics.median(ratios)
    yield f"T17 product / bare nlp.pipe, {model.name}", ratio, f">= {SLOWEST}", ratio >= SLOWEST
    yield "T17 words/s, met for the first time", round(statistics.median(speeds)), "", True
    yield "T17 texts read on re-open", again.read, "= 0", again.read == 0
    yield "T17 bytes kept a word, lemmas and word vector", statistics.median(kept), "", True
    yield "T17 segments of one write, at most", max(writes), f"<= {BATCH}", max(writes) <= BATCH
    yield "T17 longest write, ms", max(longest) * 1000, "", True


def _warm(folder: Path) -> None:
    """The product's own model is loaded and imports are done; its study is none of those measured."""
    study = new_study(folder / "warm.study", coder="MA")
    import_transcripts(study, None, transcripts(2_000, seed=99))
    index(study)


def _seconds_alone(nlp: Any, texts: Sequence[str]) -> float:
    begun = time.process_time()
    for _doc in nlp.pipe(texts):
        pass
    return time.process_time() - begun


def _vectors(study: StudyFile) -> Iterator[Figure]:
    if not encoder_name():
        return
    texts = [piece.text for piece in cut_study(study).pieces][:300]
    encoder = sentence_encoder()
    assert encoder is not None
    begun = time.process_time()
    encoder.encode(texts)
    spent = time.process_time() - begun
    yield f"T17 segments/s, {encoder.name}", len(texts) / spent, "", True
    before = _bytes(study)
    result = index(study)
    yield "T17 bytes kept a segment, sentence vector", (_bytes(study) - before) / result.encoded, "", True


MEASURE = """
import json, sys
from workbench.suggest.encoders import sentence_encoder
from workbench.suggest.language_models import text_reader
def resident():
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * 4096 / 2**20
texts = ["La directrice valide chaque message avant de le publier sur la page de la ville."] * 64
list(text_reader("fr").read(texts))
words = resident()
encoder = sentence_encoder()
for _time in range(5):
    encoder.encode(texts)
json.dump({"words": words, "sentences": resident() - words}, sys.stdout)
"""


def _memory() -> Iterator[Figure]:
    """Resident memory of a process that has loaded the language model, and what the encoder adds."""
    if not encoder_name() or not Path("/proc/self/statm").exists():
        return
    child = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, timeout=300, check=True)
    found = json.loads(child.stdout)
    yield "T17 memory with the French model, MB", round(found["words"]), "", True
    added = found["sentences"]
    yield "T17 memory that the encoder adds, MB", round(added), f"<= {MEMORY}", added <= MEMORY


def _count(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _bytes(study: StudyFile) -> int:
    """Of everything kept, in the file: packets, keys, names and the index over them."""
    rows = sum(readings.models(study.reader).values())
    body = study.reader.value(
        "SELECT coalesce(sum(length(body) + 2 * (length(text_hash) + length(model))), 0) FROM readings"
    )
    return int(body) + 12 * rows


@contextmanager
def _level(name: str) -> Iterator[None]:
    before = os.environ.get(levels.VARIABLE)
    os.environ[levels.VARIABLE] = name
    try:
        yield
    finally:
        del os.environ[levels.VARIABLE]
        if before is not None:
            os.environ[levels.VARIABLE] = before


@contextmanager
def _watched() -> Iterator[tuple[list[int], list[float]]]:
    """How many segments each write of the product has, and how many seconds it takes."""
    sizes: list[int] = []
    seconds: list[float] = []
    write = _Indexing._write

    def timed(self: _Indexing, what: Any, *values: Any) -> None:
        begun = time.perf_counter()
        write(self, what, *values)
        seconds.append(time.perf_counter() - begun)
        sizes.append(len(values[-1]))

    _Indexing._write = timed  # type: ignore[method-assign]
    try:
        yield sizes, seconds
    finally:
        _Indexing._write = write  # type: ignore[method-assign]
