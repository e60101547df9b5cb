"""What it costs to find where coders differ: cases of four coders with 280,000 codings, span F1, confusion and γ.

Limits in seconds are far from what is measured: they tell another order of growth, not a busy machine.
"""

import time
from collections.abc import Callable

import numpy as np

from workbench.analysis.cases import cases
from workbench.analysis.columns import MISSING, Codings
from workbench.analysis.confusion import confusion
from workbench.analysis.gamma import gamma
from workbench.analysis.span_f1 import on_spans

Figure = tuple[str, object, str, bool]
CODES, LENGTH = 40, 50_000
CODERS, TEXTS, EACH = 4, 260, 300


def main() -> list[Figure]:
    """The figures of this module."""
    codings = made(CODERS, TEXTS, EACH, alike=0.9)
    apart = made(CODERS, TEXTS, EACH, alike=0.3)
    chosen = {"theme_of": np.arange(CODES), "themes": CODES, "read": np.ones((TEXTS, CODERS), bool)}
    size = f"{len(codings):,} codings of {CODERS} coders"
    return [
        _timed(f"cases of {size}", 10.0, lambda: cases(codings, range(CODERS))),
        _timed(f"cases of {size} who seldom agree", 15.0, lambda: cases(apart, range(CODERS))),
        _timed(f"span F1 at half overlap of {size}", 5.0, lambda: on_spans(apart, range(CODERS), share=0.5, **chosen)),
        _timed(f"confusion of {size}", 5.0, lambda: confusion(apart, range(CODERS), **chosen)),
        _gamma("γ of 2 coders with 300 units each, 30 samples", 2, 300, 3.2),
        _gamma("γ of 3 coders with 60 units each, 30 samples", 3, 60, 3.6),
    ]


def made(coders: int, texts: int, each: int, *, alike: float) -> Codings:
    """Codings of coders who see nine tenths of the same passages, with the same boundaries as often as ``alike``."""
    random = np.random.default_rng(1)
    place = [np.repeat(np.arange(texts), each), random.integers(0, LENGTH, texts * each)]
    length, code = random.integers(20, 300, texts * each), random.integers(0, CODES, texts * each)
    columns = []
    for coder in range(coders):
        moved = random.random((2, texts * each)) > alike
        start = np.maximum(0, place[1] + np.where(moved[0], random.integers(-30, 30, texts * each), 0))
        end = start + np.maximum(1, length + np.where(moved[1], random.integers(-19, 30, texts * each), 0))
        other = np.where(random.random(texts * each) < 0.1, random.integers(0, CODES, texts * each), code)
        values = (_some(random, texts * each) for _twice in range(2))
        rows = np.stack((place[0], np.full(texts * each, coder), other, start, end, *values))
        columns.append(rows[:, random.random(texts * each) < 0.9])
    return Codings(*np.concatenate(columns, axis=1))


def _some(random: np.random.Generator, count: int) -> np.ndarray:
    return np.where(random.random(count) < 0.3, random.integers(0, 4, count), MISSING)


def _gamma(name: str, coders: int, each: int, limit: float) -> Figure:
    codings = made(coders, 1, each, alike=0.3)
    read = np.ones((1, coders), bool)

    def work() -> object:
        return gamma(codings, range(coders), theme_of=np.arange(CODES), themes=CODES, read=read)

    work()  # The solver's own modules are loaded once.
    return _timed(name, limit, work)


def _timed(name: str, limit: float, work: Callable[[], object]) -> Figure:
    began = time.perf_counter()
    work()
    seconds = time.perf_counter() - began
    return name, f"{seconds:.2f} s", f"{limit:g} s", seconds < limit
