"""What the arithmetic of findings costs at the size of 1,250 interviews: co-occurrence, resampling, words.

Counts and ratios are gates. Seconds are to look at, each with what it is meant to stay under on a quiet machine.
"""

import sqlite3
import time
import tracemalloc
from collections.abc import Callable
from statistics import median

import numpy as np

from tests.benchmarks.corpus import turns
from workbench.analysis.atypical import voices
from workbench.analysis.collocations import collocations
from workbench.analysis.columns import Codings
from workbench.analysis.cooccurrence import by_overlap, cooccurrence
from workbench.analysis.crossings import count_pairs
from workbench.analysis.resampling import bootstrap
from workbench.analysis.saturation import saturation
from workbench.analysis.sequences import Events, Lag, sequences
from workbench.analysis.vocabulary import number_words
from workbench.analysis.words import frequencies, keyness

Figure = tuple[str, object, str, bool]
CODES, LENGTH = 200, 12_400
ROUNDS = 5
JOIN = (
    "SELECT a.code, b.code, count(*) FROM codings a JOIN codings b ON a.transcript = b.transcript"
    ' AND b.start < a."end" AND (b.start > a.start OR (b.start = a.start AND b.id > a.id)) GROUP BY a.code, b.code'
)


def main() -> list[Figure]:
    """The figures of this module."""
    return [*_against_sql(), *_overlap(), *_resampling(), *_sequences(), *_words()]


def _codings(transcripts: int) -> Codings:
    """800 codings a transcript, each meeting about eleven others that begin after it."""
    random, rows = np.random.default_rng(1), transcripts * 800
    start = random.integers(0, LENGTH, rows)
    return Codings.build(
        transcript=random.integers(0, transcripts, rows),
        code=random.integers(0, CODES, rows),
        start=start,
        end=start + 1 + random.exponential(172, rows).astype(np.int64),
    )


def _seconds(*works: Callable[[], object]) -> list[float]:
    """Median of each, run in turns, so that what else the machine does hits all alike."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, times in zip(works, taken, strict=True):
            begun = time.perf_counter()
            work()
            times.append(time.perf_counter() - begun)
    return [median(times) for times in taken]


def _on_axis(codings: Codings) -> tuple[np.ndarray, np.ndarray]:
    line = by_overlap(codings, 0)
    return line.start, line.end


def _against_sql() -> list[Figure]:
    """The same pairs by a plain join, on a twentieth of the codings: its cost grows like theirs, per transcript."""
    codings = _codings(62)
    start, end = _on_axis(codings)
    database = sqlite3.connect(":memory:")
    database.execute('CREATE TABLE codings (id INTEGER PRIMARY KEY, transcript, code, start, "end")')
    columns = (codings.transcript, codings.code, codings.start, codings.end)
    database.executemany(
        "INSERT INTO codings VALUES (NULL, ?, ?, ?, ?)", zip(*(column.tolist() for column in columns), strict=True)
    )
    database.execute("CREATE INDEX codings_by_start ON codings (transcript, start)")
    found = np.zeros((CODES, CODES), np.int64)
    for one, other, count in database.execute(JOIN):
        found[one, other] += count
        found[other, one] += count if one != other else 0
    sweep, join = _seconds(
        lambda: count_pairs(codings.code, start, end, CODES), lambda: database.execute(JOIN).fetchall()
    )
    same = bool((count_pairs(codings.code, start, end, CODES) == found).all())
    return [
        ("overlapping pairs like those of a join in SQL", same, "= True", same),
        ("time of a join in SQL / of the sweep, same codings", join / sweep, ">= 20", join >= 20 * sweep),
    ]


def _overlap() -> list[Figure]:
    """The limit in sorts was set where NumPy sorted a million numbers in 57 ms, as its stable sort does here."""
    codings = _codings(1250)
    start, end = _on_axis(codings)
    sweep, stable, quick, whole = _seconds(
        lambda: count_pairs(codings.code, start, end, CODES),
        lambda: np.sort(start, kind="stable"),
        lambda: np.sort(start),
        lambda: cooccurrence(by_overlap(codings, 1250 * LENGTH), CODES),
    )
    tracemalloc.start()
    cooccurrence(by_overlap(codings, 1250 * LENGTH), CODES)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    pairs = int(np.triu(count_pairs(codings.code, start, end, CODES)).sum())
    return [
        ("overlapping pairs of 1,000,000 codings", pairs, "", True),
        ("their counts / a stable sort of the starts", sweep / stable, "<= 8", sweep <= 8 * stable),
        ("their counts / the fastest sort that NumPy has here", sweep / quick, "", True),
        ("seconds of their counts (meant: at most 0.6)", sweep, "", True),
        ("seconds of counts, Jaccard and PMI (meant: at most 1.2)", whole, "", True),
        ("peak memory of these, MB", peak, "<= 250", peak <= 250),
    ]


def _resampling() -> list[Figure]:
    random = np.random.default_rng(2)
    eleven = random.random((50, 11)) < 0.4
    field = random.random((CODES, 1250)) < 0.3
    cells = random.integers(0, 1250, 250_000) * CODES + random.zipf(1.3, 250_000) % CODES
    counts = np.bincount(cells, minlength=1250 * CODES).reshape(1250, CODES)
    ranks, curve, atypical = _seconds(lambda: bootstrap(eleven), lambda: saturation(field), lambda: voices(counts))
    return [
        ("seconds of 5,000 draws of 11 participants, 50 themes (meant: at most 1)", ranks, "", True),
        ("seconds of 1,000 orders of 1,250 interviews, 200 codes (meant: at most 1)", curve, "", True),
        ("seconds of atypical participants, 250,000 segments (meant: at most 2)", atypical, "", True),
    ]


def _sequences() -> list[Figure]:
    random = np.random.default_rng(3)
    lane, start = random.integers(0, 1250, 250_000), random.integers(0, LENGTH, 250_000)
    events = Events.build(
        lane=lane, start=start, code=random.integers(0, CODES, len(lane)), turn=start // 190, participant=lane
    )
    following, within = _seconds(
        lambda: sequences(events, CODES), lambda: sequences(events, CODES, lag=Lag.TURN, within=3)
    )
    return [
        ("seconds of what follows 250,000 codings (meant: at most 1)", following, "", True),
        ("seconds of what follows them within 3 turns (meant: at most 2)", within, "", True),
    ]


def _words() -> list[Figure]:
    texts = ["\n".join(turns(2_000, seed=number)) for number in range(1250)]
    words = number_words(texts)
    size, first = len(words.forms), words.word[words.text < 600]
    one, other = frequencies(first, size), frequencies(words.word[len(first) :], size)
    cut, key, pairs = _seconds(
        lambda: number_words(texts),
        lambda: keyness(one, other),
        lambda: collocations(words.word, words.text, size),
    )
    return [
        ("words of 1,250 interviews", len(words), "", True),
        ("seconds to cut and number them (meant: at most 2)", cut, "", True),
        ("seconds of keyness (meant: at most 0.5)", key, "", True),
        ("seconds of all collocations within 5 words (meant: at most 2)", pairs, "", True),
    ]
