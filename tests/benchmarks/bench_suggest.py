"""T18: what one ranking costs, from a small study to 150,000 segments, and what the arrays weigh.

The segments are synthetic, the vectors made of their words by a fixed projection, so that likeness means something and
nothing has to be encoded. Times are of the processor, in milliseconds and in sparse products of the same words in the
same run: machines differ, their ratio hardly does.
"""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from statistics import median
from typing import NamedTuple
from unittest import mock

import numpy as np

from tests.benchmarks.corpus import turns
from transcripts.spans import Span
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.corpus import Corpus
from workbench.suggest.pieces import Piece
from workbench.suggest.queries import CodeWords, Query, read_query
from workbench.suggest.ranking import Ranker, Ranking
from workbench.suggest.reading import Reading, Vectors
from workbench.suggest.shortlist import MOST, shortlist
from workbench.suggest.views import Scale, code_views

Figure = tuple[str, object, str, bool]

ROUNDS = 7
DIMENSIONS = 512
PER_TRANSCRIPT = 50
LARGE = 150_000
NORMAL = 62_000
#: (candidates, ms that retraining and ranking may take, and as many sparse products of a corpus of 4,500)
SIZES = ((1_000, 100, 380), (4_500, 300, 900))
CODE = CodeWords(
    "image de l’hôpital", "Ce qui rassure les familles, la page et les citoyens", keywords=("familles", "page")
)


class Hashed:
    """An encoder that costs nothing: a text is the sum of fixed random vectors of its lemmas."""

    name = "hashed"
    dimensions = DIMENSIONS

    def __init__(self) -> None:
        self._rows = np.random.default_rng(3).standard_normal((4096, DIMENSIONS)).astype(np.float32)
        self._reader = BlankReader("fr")

    def encode(self, texts: list[str]) -> Vectors:
        return self.of(list(self._reader.read(texts)))

    def of(self, readings: list[Reading]) -> Vectors:
        """One row a reading."""
        rows = np.zeros((len(readings), DIMENSIONS), np.float32)
        for place, reading in enumerate(readings):
            places = [sum(map(ord, lemma)) * 31 % 4096 for lemma in reading.lemmas]
            if places:
                rows[place] = self._rows[places].sum(axis=0)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


class Study(NamedTuple):
    """A corpus with everything made that is made once."""

    corpus: Corpus
    query: Query


def main() -> list[Figure]:
    """The figures of this module."""
    return [*_retraining(), *_large(), *_memory()]


@cache
def study(size: int) -> Study:
    """So many segments; the texts repeat after 20,000, which changes no cost."""
    reader, encoder = BlankReader("fr"), Hashed()
    source = turns(60 * min(size, 20_000), seed=5)
    texts = [next(source) for _ in range(min(size, 20_000))]
    readings = list(reader.read(texts))
    again = np.arange(size) % len(texts)
    pieces = [
        Piece(f"I-{place // PER_TRANSCRIPT}", place, Span(0, len(texts[row])), "P", True, (), texts[row])
        for place, row in enumerate(again.tolist())
    ]
    corpus = Corpus(pieces, ["fr"] * size, [readings[row] for row in again], encoder.of(readings)[again])
    query = read_query(CODE, {"fr": reader}, encoder)
    Ranker(corpus).rank(query, *decided(size, 10), np.arange(size))
    return Study(corpus, query)


def decided(size: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Accepted and rejected places, spread over the first half."""
    places = np.linspace(0, size // 2, 2 * count).astype(np.int64)
    return places[::2], places[1::2]


def _milliseconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return 1000 * median(taken)


def _sparse_product(corpus: Corpus) -> float:
    """Milliseconds of one product of all words with one direction."""
    direction = np.ones(corpus.words.rows.shape[1], np.float32)
    return _milliseconds(lambda: corpus.words.rows @ direction)


def _retraining() -> Iterator[Figure]:
    corpus, query = study(4_500)
    unit = _sparse_product(corpus)
    ranker = Ranker(corpus)
    for size, meant, limit in SIZES:
        candidates = np.arange(size)
        for count in (0, 3, 30, 300):
            accepted, rejected = decided(size, count)
            spent = _milliseconds(lambda a=accepted, r=rejected, c=candidates: ranker.rank(query, a, r, c))
            name = f"rank {size:,} candidates, {count} accepted and {count} rejected"
            yield f"{name}, ms (meant: at most {meant})", spent, "", True
            if count == 30:
                yield f"{name} / a sparse product of 4,500", spent / unit, f"<= {limit}", spent <= limit * unit


def _large() -> Iterator[Figure]:
    corpus, query = study(LARGE)
    candidates = np.arange(LARGE)
    accepted, rejected = decided(LARGE, 10)
    views = {(view.name, view.scale): view.code for view in code_views(corpus, query)}
    words, meaning = views["words", Scale.WIDE], views["meaning", Scale.WIDE]
    unit = _sparse_product(corpus)
    sifting = _milliseconds(lambda: shortlist(corpus, words, meaning, candidates))
    calls: list[int] = []
    with mock.patch("rapidfuzz.process.cdist", lambda one, other, **_more: calls.append(len(one) * len(other))):
        ranking = Ranker(corpus).rank(query, accepted, rejected, candidates)
    whole = _milliseconds(lambda: Ranker(corpus).rank(query, accepted, rejected, candidates))
    cold = _milliseconds(lambda: Ranker(corpus).rank(query, accepted[:0], rejected[:0], candidates))
    yield f"T18 shortlist of {LARGE:,}, read query / one sparse product", sifting / unit, "<= 3", sifting <= 3 * unit
    yield f"T18 shortlist of {LARGE:,}, ms (meant: at most 50)", sifting, "", True
    yield "T18 candidates ranked in full", len(ranking.places), f"<= {MOST}", len(ranking.places) <= MOST
    yield "T18 candidates in all", _all(ranking), f"= {LARGE}", _all(ranking) == LARGE
    yield "T18 most segments in a call of RapidFuzz", max(calls, default=0), "<= 500", max(calls, default=0) <= 500
    yield f"rank {LARGE:,} candidates, nothing decided, ms (meant: at most 400)", cold, "", True
    yield f"rank {LARGE:,} candidates, 10 accepted, ms (meant: at most 600)", whole, "", True
    yield f"rank {LARGE:,} candidates / one sparse product", whole / unit, "<= 30", whole <= 30 * unit
    study.cache_clear()
    gc.collect()


def _all(ranking: Ranking) -> int:
    return len(ranking.places) + len(ranking.rest)


#: Arrays of a study of normal size, without what holds the texts; vectors packed, as studies keep them.
_WEIGH = f"""
import resource, sys
import numpy as np
from tests.benchmarks.bench_suggest import CODE, DIMENSIONS, Hashed, decided, study
from workbench.suggest.corpus import Corpus
from workbench.suggest.packed_vectors import PackedVectors
from workbench.suggest.ranking import Ranker
import sklearn.linear_model, sklearn.utils.extmath, scipy.sparse

small = study(4_500)
readings = [small.corpus.readings[place % 4_500] for place in range({NORMAL})]
pieces = [small.corpus.pieces[place % 4_500] for place in range({NORMAL})]
units = np.tile(np.rint(127 * small.corpus.vectors).astype(np.int8), ({NORMAL} // 4_500 + 1, 1))[:{NORMAL}]
def held():
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * resource.getpagesize() / 1e6
before = held()
corpus = Corpus(pieces, ["fr"] * {NORMAL}, readings, PackedVectors(units, np.full({NORMAL}, 1 / 127, np.float32)))
Ranker(corpus).rank(small.query, *decided({NORMAL}, 10), np.arange({NORMAL}))
sys.stdout.write(str(held() - before + units.nbytes / 1e6))
"""


def _memory() -> Iterator[Figure]:
    if not os.path.exists("/proc/self/statm"):  # noqa: PTH110
        yield "memory of the arrays: only measured on Linux", "", "", True
        return
    answer = subprocess.run([sys.executable, "-c", _WEIGH], capture_output=True, text=True, check=True, timeout=600)
    weighs = float(answer.stdout)
    yield f"arrays of {NORMAL:,} segments after a ranking, MB", weighs, "<= 250", weighs <= 250
