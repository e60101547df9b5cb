"""What a whole comparison costs: every code, branch, pair and transcript with its intervals, laid out for people."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.bench_reports import queries
from tests.benchmarks.coded import coded_study
from workbench.store.study_file import StudyFile
from workbench.workflows.comparing import compare
from workbench.workflows.comparison_report import comparison_report

Figure = tuple[str, object, str, bool]
INTERVIEWS, CODERS, CODINGS, CODES = 11, 3, 60, 40
ROUNDS = 5


def main() -> list[Figure]:
    """The figures of this module; seconds are the best of several rounds, limits those that were set for it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "eleven.study"
        coded_study(path, interviews=INTERVIEWS, each=8_000, codings=CODINGS, codes=CODES, coders=CODERS)
        size = f"{INTERVIEWS} x {CODERS} x {CODINGS}"
        with StudyFile.open(path) as study:
            usual = _best(lambda: _read(study))
            none = _best(lambda: _read(study, interval="none"))
            everything = _best(lambda: _read(study, measures=["all"]))
            drawn = _best(lambda: _read(study, interval="bootstrap"))
            asked = queries(lambda: _read(study))
        return [
            (f"seconds of a full report with jackknife, {size}", usual, "<= 0.3", usual <= 0.3),
            ("the same against no intervals, x", usual / none, "<= 1.5", usual <= 1.5 * none),
            ("the same with every measure, seconds", everything, "", True),
            ("the same with a bootstrap of 2,000 draws, seconds", drawn, "", True),
            ("queries of a full report", asked, "", True),
        ]


def _read(study: StudyFile, **asked: object) -> int:
    report = comparison_report(compare(study, **asked))
    blocks = list(report.blocks)
    return sum(len(list(table.rows)) for table in report.tables) + len(blocks)


def _best(work: Callable[[], object]) -> float:
    work()
    found = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


if __name__ == "__main__":
    for name, value, limit, ok in main():
        print(f"{name}: {value} {limit} {'' if ok else 'FAILED'}")  # noqa: T201
