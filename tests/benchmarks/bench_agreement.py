"""What agreement on free spans costs: by elementary intervals, and character by character in plain Python beside it.

Times are the best of several rounds, taken in turns. Limits in seconds are far from what is measured; ratios compare
two times of the same process.
"""

import time
import tracemalloc
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import combinations

import numpy as np

from workbench.analysis.columns import Codings
from workbench.analysis.continua import Continua
from workbench.analysis.distances import masi
from workbench.analysis.intervals import bootstrap, jackknife
from workbench.analysis.set_overlaps import Overlaps
from workbench.analysis.set_valued_lengths import SetValued
from workbench.analysis.unitizing import Family, Unitizing
from workbench.analysis.unitizing_characters import Characters

Figure = tuple[str, object, str, bool]
CODES = 20
CODERS, SPANS, LENGTH = 8, 300, 50_000
ROUNDS = 7


def main() -> list[Figure]:
    """The figures of this module."""
    return [*_one_interview(), *_hundred_interviews(), *_length(), *_many_sets()]


def made(texts: int, *, coders: int = CODERS, spans: int = SPANS, length: int = LENGTH) -> Codings:
    """Disjoint spans of each coder on each text, in no order."""
    random, rows = np.random.default_rng(1), texts * coders * spans
    cuts = np.sort(np.array([random.choice(length, 2 * spans, replace=False) for _ in range(texts * coders)]), axis=1)
    mixed = random.permutation(rows)
    return Codings.build(
        transcript=np.repeat(np.arange(texts), coders * spans)[mixed],
        coder=np.tile(np.repeat(np.arange(coders), spans), texts)[mixed],
        code=random.integers(0, CODES, rows),
        start=cuts[:, ::2].ravel()[mixed],
        end=cuts[:, 1::2].ravel()[mixed],
    )


def _continua(codings: Codings, texts: int, length: int = LENGTH) -> Continua:
    read = np.ones((texts, CODERS), bool)
    return Continua.build(codings, lengths=np.full(texts, length), read=read, values=CODES)


def _family(codings: Codings, texts: int, length: int = LENGTH) -> Family:
    """From codings to every figure of the 2016 family, (k)u alpha of every code among them."""
    family = Unitizing(_continua(codings, texts, length)).family()
    family.figures()
    return family


def _seconds(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The best of each, run in turns, so that what else the machine does hits all alike."""
    best = [float("inf")] * len(works)
    for _ in range(rounds):
        for at, work in enumerate(works):
            begun = time.perf_counter()
            work()
            best[at] = min(best[at], time.perf_counter() - begun)
    return best


def _one_interview() -> list[Figure]:
    codings = made(1)
    [swept] = _seconds(lambda: _family(codings, 1), rounds=3 * ROUNDS)
    [plain] = _seconds(lambda: by_characters(codings, LENGTH), rounds=1)
    found = _family(codings, 1).figures()
    apart = max(
        abs((figure.value or 0) - wanted)
        for figure, wanted in zip((found.u, found.bar_u, found.cu), by_characters(codings, LENGTH), strict=True)
    )
    return [
        ("ms of the cu alpha family, 8 coders x 300 spans x 50,000 characters", swept * 1e3, "<= 15", swept <= 0.015),
        ("time character by character in plain Python / of the sweep", plain / swept, ">= 50", plain >= 50 * swept),
        ("largest difference between the two", f"{apart:.1e}", "<= 1e-9", apart <= 1e-9),
    ]


def _hundred_interviews() -> list[Figure]:
    texts = 100
    codings, lengths, read = made(texts), np.full(texts, LENGTH), np.ones((texts, CODERS), bool)
    swept = Unitizing(_continua(codings, texts))

    def report() -> None:
        """Every code on its own and as sets, of all and of every pair, after the sweeps that they need."""
        sets = SetValued(codings, lengths=lengths, read=read, values=CODES)
        each = Characters(Continua.of_each_code(codings, lengths=lengths, read=read, values=CODES))
        for family in (_family(codings, texts), each.family(), *swept.pairs().values(), *each.pairs().values()):
            family.figures()
        for one in (sets.family(), *sets.pairs().values()):
            one.figure()

    one, with_jackknife, drawn, whole = _seconds(
        lambda: _family(codings, texts),
        lambda: jackknife(_family(codings, texts)),
        lambda: bootstrap(swept.family()),
        report,
        rounds=3,
    )
    tracemalloc.start()
    _family(codings, texts)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return [
        ("seconds of 100 x 8 x 300 pooled, with (k)u alpha of 20 codes", one, "<= 2", one <= 2),
        ("peak memory of it, MB", peak, "<= 500", peak <= 500),
        (
            "with the jackknife over 100 transcripts / without",
            with_jackknife / one,
            "<= 1.5",
            with_jackknife <= 1.5 * one,
        ),
        ("seconds of 2,000 draws of 100 transcripts, 44 figures", drawn, "", True),
        ("seconds of every code, every pair, and sets of codes", whole, "<= 10", whole <= 10),
    ]


def _length() -> list[Figure]:
    codings = made(10)
    short, long = _seconds(lambda: _family(codings, 10), lambda: _family(codings, 10, 2 * LENGTH), rounds=5 * ROUNDS)
    return [("texts twice as long with the same spans / as they are", long / short, "< 1.1", long < 1.1 * short)]


def _many_sets() -> list[Figure]:
    """Codes that overlap as they like give thousands of different sets, and a hundred transcripts left out in turn."""
    random = np.random.default_rng(3)
    rows = 60_000
    start = random.integers(0, LENGTH - 400, rows)
    codings = Codings.build(
        transcript=random.integers(0, 100, rows),
        coder=random.integers(0, 3, rows),
        code=random.integers(0, 50, rows),
        start=start,
        end=start + random.integers(1, 400, rows),
    )
    swept = SetValued(codings, lengths=np.full(100, LENGTH), read=np.ones((100, 3), bool))
    family = swept.family()
    totals = family.parts.sum(axis=0)
    within = Overlaps.within(swept.members, masi)
    assert within is not None
    pairs, whole = _seconds(lambda: within.alike(totals[1:]), lambda: jackknife(swept.family()), rounds=3)
    return [
        ("different sets of codes on 100 transcripts", len(swept.members), "", True),
        ("ms of what is expected of all their pairs", pairs * 1e3, "", True),
        ("seconds of alpha with MASI and its jackknife", whole, "<= 5", whole <= 5),
    ]


def by_characters(codings: Codings, length: int) -> tuple[float, float, float]:
    """u, |u and cu alpha of one text as most would write them: a list of answers for each coder, and loops over it."""
    gap = -1
    answers = {coder: [gap] * length for coder in range(CODERS)}
    squares: dict[int, float] = defaultdict(float)
    corrections: dict[int, float] = defaultdict(float)
    rows = list(
        zip(*(column.tolist() for column in (codings.coder, codings.code, codings.start, codings.end)), strict=True)
    )
    for coder, code, start, end in rows:
        answers[coder][start:end] = [code] * (end - start)
        squares[code] += (end - start) ** 2
    squares[gap] = sum(answer.count(gap) for answer in answers.values())
    seen: dict[tuple[int, int], float] = defaultdict(float)
    for one, other in combinations(answers.values(), 2):
        for (c, k), times in Counter(zip(one, other, strict=True)).items():
            seen[c, k] += times / (CODERS - 1)
            seen[k, c] += times / (CODERS - 1)
    for coder, code, start, end in rows:
        for other, answer in answers.items():
            if other != coder:
                corrections[code] += sum(given != gap for given in answer[start:end]) ** 2 / (CODERS - 1)
    marked = sum(value for code, value in squares.items() if code != gap)
    bare: dict[tuple[int, int], float] = defaultdict(float)
    met: dict[tuple[int, int], float] = {}
    for (c, k), times in seen.items():
        bare[min(c, 0), min(k, 0)] += times
        if gap not in (c, k):
            met[c, k] = times
    return _alpha(seen, squares), _alpha(bare, {gap: squares[gap], 0: marked}), _alpha(met, corrections)


def _alpha(seen: dict[tuple[int, int], float], removed: dict[int, float]) -> float:
    rows: dict[int, float] = defaultdict(float)
    for (c, _k), times in seen.items():
        rows[c] += times
    total = sum(rows.values())
    scale = total / (total * total - sum(removed[c] for c in rows))
    expected = sum(scale * (rows[c] ** 2 - removed[c]) for c in rows)
    agreed = sum(times for (c, k), times in seen.items() if c == k)
    return 1 - (total - agreed) / (total - expected)
