"""T18: what ranking costs, for a code of an ordinary study and of a very large one, in seconds and in memory.

Segments are turns of synthetic interviews, read by rule; their sentence vectors are random points, which cost what
others would. Memory and lists are measured in a process of their own, on a study of 1,250 interviews in a file.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.bench_startup import ROOT
from tests.benchmarks.coded import coded_study
from tests.benchmarks.corpus import transcripts
from workbench.store import readings
from workbench.store.study_file import StudyFile
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.corpus import Corpus
from workbench.suggest.diversity import Ground, beyond, varied
from workbench.suggest.encoders import encoder_name
from workbench.suggest.language_models import text_reader
from workbench.suggest.packing import pack_reading, pack_vector
from workbench.suggest.pieces import Piece
from workbench.suggest.queries import CodeWords, Query, read_query
from workbench.suggest.ranking import Ranker, Ranking
from workbench.suggest.shortlist import shortlist
from workbench.workflows.suggesting.cutting import cut_study

DIMENSIONS = 512
LIMITS = {1_000: 0.1, 4_500: 0.3}
"""Seconds of learning from decisions and ranking, by the number of candidates."""
MANY, WORDS_EACH, LONGEST_RATIO, MOST_COMPARED = 150_000, 33, 3.0, 500
INTERVIEWS, MEMORY, LATER = 1_250, 250, 1.0
"""Megabytes that such a study may add, and seconds of a list after the first; a busy machine gets twice as many."""
BUSY = 2.0
LONGEST = 900.0

WORDS = CodeWords(
    "Contrôle du message",
    "Qui décide de ce qui est dit, et la peur de perdre la main sur le message.",
    "La direction relit avant la publication.",
    keywords=("direction", "message"),
)

Figure = tuple[str, object, str, bool]
Ints = NDArray[np.int64]


class Points:
    """A sentence encoder whose vectors are random, of length one, the same each time."""

    name, dimensions = "points", DIMENSIONS

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One point a text."""
        found = np.random.default_rng(len(texts)).standard_normal((len(texts), DIMENSIONS), np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


def main() -> list[Figure]:
    """The figures of this module."""
    return [*_ordinary(), *_very_many(), *_in_a_study()]


def segments(count: int) -> Corpus:
    """So many turns, all of which can be suggested."""
    texts = transcripts(count * WORDS_EACH)
    pieces = [
        Piece(text.name, number, turn.span, "P", True, (turn.span,), turn.span.cut(text.text))
        for text in texts
        for number, turn in enumerate(text.turns, start=1)
    ][:count]
    read = list(BlankReader("fr").read([piece.text for piece in pieces]))
    return Corpus(pieces, ["fr"] * len(pieces), read, Points().encode([piece.text for piece in pieces]))


def query() -> Query:
    """The code."""
    return read_query(WORDS, {"fr": BlankReader("fr")}, Points())


def ranked(corpus: Corpus, code: Query, accepted: int = 30, rejected: int = 30) -> Ranking:
    """A ranking of everything that is not decided."""
    places = np.linspace(0, len(corpus) - 1, accepted + rejected).astype(np.int64)
    return Ranker(corpus).rank(code, places[:accepted], places[accepted:], np.setdiff1d(np.arange(len(corpus)), places))


def best(work: Callable[[], object], times: int = 7) -> float:
    """Seconds of the quickest of several times."""
    return min(_seconds(work) for _again in range(times))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _ordinary() -> Iterator[Figure]:
    code = query()
    for count, limit in LIMITS.items():
        corpus = segments(count + 60)
        first = _seconds(lambda corpus=corpus: ranked(corpus, code))
        spent = best(lambda corpus=corpus: ranked(corpus, code))
        yield f"suggest: first ranking of {count:,}, ms", first * 1000, "", True
        yield f"suggest: learn and rank {count:,}, ms", spent * 1000, f"<= {limit * 1000:.0f}", spent <= limit


def _very_many() -> Iterator[Figure]:
    corpus, code = segments(MANY), query()
    build = _seconds(lambda: (corpus.vocabulary, corpus.sketch, corpus.mixers))
    yield f"T18 {MANY:,} candidates: arrays, s", build, "", True
    yield "T18 first ranking, s", _seconds(lambda: ranked(corpus, code)), "", True
    yield "T18 later rankings, learned anew, ms", best(lambda: ranked(corpus, code), 3) * 1000, "", True
    yield from _sifting(corpus, code)
    yield from _choosing(corpus, ranked(corpus, code))


def _sifting(corpus: Corpus, code: Query) -> Iterator[Figure]:
    """The shortlist beside one sparse product, by turns."""
    everything = np.arange(len(corpus))
    words = corpus.vocabulary.direction(code.lemmas(), code.pairs())
    meaning = code.meaning()
    pairs = [
        (
            _seconds(lambda: corpus.words.rows @ words),
            _seconds(lambda: shortlist(corpus, words, meaning, everything)),
        )
        for _again in range(9)
    ]
    product, sifted = (min(some) for some in zip(*pairs, strict=True))
    yield "T18 one sparse product, ms", product * 1000, "", True
    yield "T18 shortlist, ms", sifted * 1000, "", True
    ratio = sifted / product
    yield "T18 shortlist / one sparse product", ratio, f"<= {LONGEST_RATIO}", ratio <= LONGEST_RATIO


def _choosing(corpus: Corpus, ranking: Ranking) -> Iterator[Figure]:
    """What is shown of a ranking, and over how many texts RapidFuzz goes for it."""
    places = ranking.places.tolist()
    ground = Ground(corpus.transcript.tolist(), range(len(corpus)), lambda place: corpus.pieces[place].text)
    with compared() as counts:
        begun = time.perf_counter()
        varied(places, ground, count=20, outside=beyond(places, 20), seed="bench")
        spent = time.perf_counter() - begun
    yield "T18 choosing twenty, ms", spent * 1000, "", True
    most = max(counts, default=0)
    yield "T18 texts of one call of RapidFuzz, at most", most, f"<= {MOST_COMPARED}", 0 < most <= MOST_COMPARED


@contextmanager
def compared() -> Iterator[list[int]]:
    """How many texts each call of RapidFuzz goes through."""
    from rapidfuzz import process

    counts: list[int] = []
    own = {name: getattr(process, name) for name in ("extract", "extract_iter", "extractOne", "cdist")}

    def counting(work: Callable[..., Any]) -> Callable[..., Any]:
        def counted(one: Any, texts: Any, *values: Any, **options: Any) -> Any:
            counts.append(len(texts))
            return work(one, texts, *values, **options)

        return counted

    for name, work in own.items():
        setattr(process, name, counting(work))
    try:
        yield counts
    finally:
        for name, work in own.items():
            setattr(process, name, work)


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
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1000

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
json.dump({
    "pieces": len(room.pieces), "level": room.level, "shown": len(found.suggestions), "seconds": seconds,
    "steady": kilobytes("VmRSS") - before, "peak": kilobytes("VmHWM") - before,
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
