"""What the reports of the command line cost: queries, Python calls and memory as a study grows; seconds to look at."""

import io
import os
import sys
import tempfile
import time
import tracemalloc
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from tests.benchmarks.coded import coded_study
from workbench.cli.app import main as workbench
from workbench.store import coders, codes
from workbench.store.reader import Reader
from workbench.store.study_file import StudyFile

INTERVIEWS = 30
REPORTS: dict[str, tuple[str, ...]] = {
    "transcripts": ("transcripts", "{study}"),
    "coders": ("coders", "{study}"),
    "codebook": ("codebook", "{study}"),
    "ranking of a branch": ("report", "ranking", "{study}", "--branch", "B0"),
    "compare 2 coders": ("compare", "{study}", "--coders", "MA,JT"),
    "compare 4 coders": ("compare", "{study}"),
}
LISTS: dict[str, tuple[str, ...]] = {
    "disagreements": ("disagreements", "{study}", "--coders", "MA,JT", "--format", "json"),
    "quotes": ("report", "quotes", "{study}", "--format", "json"),
    "search": ("search", "{study}", "hôpital", "--format", "json"),
    "export csv": ("export", "{study}", "{folder}/all.csv"),
    "export json": ("export", "{study}", "{folder}/all.json"),
    "export xlsx": ("export", "{study}", "{folder}/all.xlsx"),
}
Figure = tuple[str, object, str, bool]


def main() -> list[Figure]:
    """The figures of this module."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["WORKBENCH_HOME"] = name
        small, large = folder / "small.study", folder / "large.study"
        coded_study(small, interviews=INTERVIEWS)
        coded_study(large, interviews=2 * INTERVIEWS)
        return [
            *(row for report in REPORTS for row in _report(report, small, large)),
            *(row for report in LISTS for row in _list(report, small, large)),
            *_memory(small, large),
            *_counts(large),
        ]


def _report(name: str, small: Path, large: Path) -> Iterator[Figure]:
    """A figure about the whole study asks as many questions of a large one as of a small one."""
    words = REPORTS[name]
    _run(words, small)
    few, many = (queries(lambda one=study: _run(words, one)) for study in (small, large))
    yield f"queries of {name}, twice the interviews", many, f"= {few}", many == few
    yield f"seconds of {name}", _seconds(lambda: _run(words, large)), "", True


def _list(name: str, small: Path, large: Path) -> Iterator[Figure]:
    """A list costs in proportion to its length, in calls and in queries."""
    words = LISTS[name]
    _run(words, small)
    calls = [_calls(lambda one=study: _run(words, one)) for study in (small, large)]
    counts = [queries(lambda one=study: _run(words, one)) for study in (small, large)]
    growth, each = calls[1] / calls[0], counts[1] / (2 * INTERVIEWS)
    yield f"Python calls of {name}, twice the interviews, x", growth, "<= 2.5", growth <= 2.5
    yield f"queries of {name}, an interview", each, "<= 12", each <= 12
    yield f"seconds of {name}", _seconds(lambda: _run(words, large)), "", True


def _memory(small: Path, large: Path) -> Iterator[Figure]:
    """A bulk export streams: twice the study needs hardly more memory."""
    peaks = []
    for study in (small, large):
        tracemalloc.start()
        _run(LISTS["export json"], study)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    growth = peaks[1] / peaks[0]
    yield "memory of export json, twice the interviews, x", growth, "<= 1.3", growth <= 1.3


def _counts(study: Path) -> Iterator[Figure]:
    """What the coding screen reads at every refresh: steps of SQLite's machine for each coding of one's own."""
    with StudyFile.open(study) as opened:
        me = coders.named(opened.reader, "MA").uuid
        steps = 0

        def step() -> None:
            nonlocal steps
            steps += 100

        opened.reader.connection.set_progress_handler(step, 100)
        found = codes.coding_counts(opened.reader, me)
        each = steps / sum(found.values())
        yield "steps of the counts in the codebook pane, a coding", each, "<= 15", each <= 15


# -- measuring -------------------------------------------------------------------------------------------------------


def _run(words: tuple[str, ...], study: Path) -> None:
    typed = [word.format(study=study, folder=study.parent) for word in words]
    told = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(told):
        code = workbench(typed)
    assert code == 0, told.getvalue()


def _seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _calls(work: Callable[[], None]) -> int:
    count = 0

    def profile(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def queries(work: Callable[[], object]) -> int:
    """How many questions some work asks of a study."""
    with asked() as statements:
        work()
    return len(statements)


@contextmanager
def asked() -> Iterator[list[str]]:
    """The statements that are read with meanwhile."""
    statements: list[str] = []
    rows, one, integers = Reader.rows, Reader.one, Reader.integers

    def noted_rows(self: Reader, sql: str, **values: object) -> list[tuple[object, ...]]:
        statements.append(sql)
        return rows(self, sql, **values)

    def noted_one(self: Reader, sql: str, **values: object) -> tuple[object, ...] | None:
        statements.append(sql)
        return one(self, sql, **values)

    def noted_integers(self: Reader, sql: str, **values: object) -> list["array[int]"]:
        statements.append(sql)
        return integers(self, sql, **values)

    Reader.rows, Reader.one, Reader.integers = noted_rows, noted_one, noted_integers  # type: ignore[method-assign]
    try:
        yield statements
    finally:
        Reader.rows, Reader.one, Reader.integers = rows, one, integers  # type: ignore[method-assign]


if __name__ == "__main__":
    for name, value, limit, ok in main():
        print(f"{name}: {value} {limit} {'' if ok else 'FAILED'}")  # noqa: T201
