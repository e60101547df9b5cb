"""PERFORMANCE T16, and what disagreements cost in a study of 4 coders: counts that stay, whatever the study's size.

What agreement costs follows from the codings, not from the characters: interviews twice as long with the same codings
may not take a twentieth more Python calls. One ruling, and the first disagreements on the screen, may not take more in
a large study than in a small one.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

from codebook.ruling import Verdict
from tests.benchmarks.bench_reports import queries
from tests.benchmarks.bench_transcript_view import CallCounter
from tests.benchmarks.coded import CODERS, coded_study
from workbench.store import coders, transcripts
from workbench.store.study_file import StudyFile
from workbench.workflows.comparing import compare
from workbench.workflows.comparison_report import comparison_report
from workbench.workflows.disagreeing import differences
from workbench.workflows.ruling.deciding import rule
from workbench.workflows.ruling.queueing import queue
from workbench.workflows.ruling.values import OpenCase

Figure = tuple[str, object, str, bool]
FEW, MANY = 11, 330
LENGTH, SENTENCES = 1_000, 25
SLACK = 1.05
LARGER = 1.2
"""Of one interview among many: its codings are others than those of one among few."""


def main() -> list[Figure]:
    """The figures of this module."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_lengths(Path(folder)), *_sizes(Path(folder))]


# -- T16 -----------------------------------------------------------------------------------------------------------


def _lengths(folder: Path) -> Iterator[Figure]:
    found = []
    for times in (1, 2):
        path = folder / f"times-{times}.study"
        coded_study(path, interviews=FEW, each=times * LENGTH, codings=30, codes=40, among=SENTENCES)
        with StudyFile.open(path) as study:
            found.append([_calls(lambda work=work, study=study: work(study)) for work in _WORKS.values()])
    for name, short, long in zip(_WORKS, *found, strict=True):
        yield f"calls of {name}, texts twice as long / as they are", long / short, f"< {SLACK}", long < SLACK * short


def _compared(study: StudyFile, unit: str) -> int:
    report = comparison_report(compare(study, unit=unit))
    return sum(len(list(table.rows)) for table in report.tables) + len(list(report.blocks))


_WORKS: dict[str, Callable[[StudyFile], int]] = {
    "a comparison on free spans": lambda study: _compared(study, "span"),
    "a comparison on sentences": lambda study: _compared(study, "sentence"),
    "the queue of disagreements": lambda study: len(queue(study).cases),
    "counting differences of two coders": lambda study: len(differences(study)),
}


def _calls(work: Callable[[], object]) -> int:
    """Of the second time: the first one loads modules."""
    work()
    with CallCounter() as counter:
        work()
    return counter.calls


# -- size ----------------------------------------------------------------------------------------------------------


def _sizes(folder: Path) -> Iterator[Figure]:
    small, large = (_rulings(folder / f"{count}.study", count) for count in (FEW, MANY))
    names = ("calls of the cases of one interview", "calls of one ruling", "queries of one ruling")
    for name, before, after in zip(names, small[:3], large[:3], strict=True):
        each = f"{name}, among {MANY} interviews / among {FEW}"
        yield each, after / before, f"<= {LARGER}", after <= LARGER * before
    yield "milliseconds of one ruling", large[3], "", True
    yield f"seconds of all cases of {MANY} interviews", large[4], "<= 10", large[4] <= 10
    yield f"cases of {MANY} interviews", large[5], "", True


def _rulings(path: Path, interviews: int) -> tuple[float, ...]:
    coded_study(path, interviews=interviews, each=LENGTH, codings=30, codes=40)
    with StudyFile.open(path) as study:
        name = next(iter(transcripts.numbers(study.reader).values()))[1]
        by = coders.named(study.reader, CODERS[0]).uuid
        calls = _calls(lambda: queue(study, transcripts=[name]))
        cases = cycle(queue(study, transcripts=[name]).cases)
        rulings = _calls(lambda: _rule(study, next(cases), by))
        asked = queries(lambda: _rule(study, next(cases), by))
        seconds = _seconds(lambda: _rule(study, next(cases), by))
        begun = time.perf_counter()
        whole = len(queue(study, which="all").cases)
        return calls, rulings, asked, 1e3 * seconds, time.perf_counter() - begun, whole


def _rule(study: StudyFile, case: OpenCase, coder: str) -> None:
    rule(study, case, Verdict.POSITION, chosen=0, coder=coder)


def _seconds(work: Callable[[], object]) -> float:
    found = []
    for _round in range(5):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


if __name__ == "__main__":
    for name, value, limit, ok in main():
        print(f"{name}: {value} {limit} {'' if ok else 'FAILED'}")  # noqa: T201
