"""T18 in a study of 1,250 interviews: memory that its segments and arrays add, how soon lists come, texts compared.

Segments are read by rule; their sentence vectors are random points, which cost what others would. Measured is a process
of its own that has loaded libraries and models before.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.bench_startup import ROOT
from tests.benchmarks.coded import coded_study
from workbench.store import readings
from workbench.store.study_file import StudyFile
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.encoders import encoder_name
from workbench.suggest.language_models import text_reader
from workbench.suggest.packing import pack_reading, pack_vector
from workbench.workflows.suggesting.cutting import cut_study

DIMENSIONS = 512
MOST_COMPARED = 500
INTERVIEWS, MEMORY, LATER = 1_250, 250, 1.0
"""Megabytes (of 2**20 bytes) that such a study may add, and seconds of a list after the first; a busy machine
gets twice as many."""
BUSY = 2.0
LONGEST = 900.0

Figure = tuple[str, object, str, bool]


class Points:
    """A sentence encoder whose vectors are random, of length one, the same each time."""

    name, dimensions = "points", DIMENSIONS

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One point a text."""
        found = np.random.default_rng(len(texts)).standard_normal((len(texts), DIMENSIONS), np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def main() -> list[Figure]:
    """The figures of this module."""
    return list(_in_a_study())


# In a process of its own: what a study adds to the libraries and models, and how soon lists come.
MEASURE = """
import json, sys, time
from pathlib import Path
import numpy, scipy.sparse, sklearn.linear_model, sklearn.utils.extmath, rapidfuzz.process
import workbench.store.rows
from workbench.store import coders, codes
from workbench.store.study_file import StudyFile
from workbench.suggest.encoders import sentence_encoder
from workbench.suggest.language_models import text_reader
from workbench.workflows.suggesting.lists import make_list
from workbench.workflows.suggesting.room import SuggestionRoom

def kilobytes(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024

study = StudyFile.open(Path(sys.argv[1]))
coder = coders.named(study.reader, "MA").uuid
asked = [code.uuid for code in codes.book(study.reader).codes if code.parent][:6]
list(text_reader("fr").read(["Une phrase pour commencer."]))
if (encoder := sentence_encoder()) is not None:
    encoder.encode(["Une phrase pour commencer."] * 8)
Path("/proc/self/clear_refs").write_text("5")
before = kilobytes("VmRSS")
room = SuggestionRoom(study)
seconds = []
for code in asked:
    begun = time.perf_counter()
    found = make_list(room, coder, code)
    seconds.append(time.perf_counter() - begun)
steady, peak = kilobytes("VmRSS") - before, kilobytes("VmHWM") - before
compared, extract = [], rapidfuzz.process.extract

def counted(one, texts, **options):
    compared.append(len(texts))
    return extract(one, texts, **options)

rapidfuzz.process.extract = counted
make_list(room, coder, asked[0])
json.dump({
    "compared": max(compared), "pieces": len(room.pieces), "level": room.level,
    "shown": len(found.suggestions), "seconds": seconds,
    "steady": steady, "peak": peak,
}, sys.stdout)
"""


def _in_a_study() -> Iterator[Figure]:
    if not Path("/proc/self/clear_refs").exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "large.study"
        coded_study(study, interviews=INTERVIEWS, codings=10, codes=63, coders=1)
        keep_readings(study)
        words = [sys.executable, "-c", MEASURE, str(study)]
        child = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=True)
    found = json.loads(child.stdout)
    later = min(found["seconds"][1:])
    yield f"T18 segments of {INTERVIEWS:,} interviews, read as {found['level']}", found["pieces"], "", True
    yield "T18 first list, from nothing, s", found["seconds"][0], "", found["shown"] > 0
    yield "T18 lists of other codes, s", later, f"<= {BUSY * LATER:.0f}", later <= BUSY * LATER
    most = found["compared"]
    yield "T18 texts of one call of RapidFuzz, at most", most, f"<= {MOST_COMPARED}", 0 < most <= MOST_COMPARED
    for what in ("steady", "peak"):
        yield f"T18 memory that the study adds, {what}, MB", round(found[what]), f"<= {MEMORY}", found[what] <= MEMORY


def keep_readings(path: Path) -> None:
    """Fill a study with what models would have read: words by rule, and points."""
    with StudyFile.open(path) as study:
        cut = cut_study(study)
        texts = {key: piece.text for key, piece in zip(cut.hashes, cut.pieces, strict=True)}
        read = dict(zip(texts, BlankReader("fr").read(list(texts.values())), strict=True))
        points = dict(zip(texts, Points().encode(list(texts)), strict=True))
        with study.act(None, "suggestion.read") as act:
            readings.keep(act, text_reader("fr").name, {key: pack_reading(one) for key, one in read.items()})
            if encoder_name():
                readings.keep(act, encoder_name(), {key: pack_vector(one) for key, one in points.items()})


if __name__ == "__main__":
    for name, value, limit, kept in main():
        sys.stdout.write(f"{'ok ' if kept else 'NOT'}  {name:<60} {value}  {limit}\n")
