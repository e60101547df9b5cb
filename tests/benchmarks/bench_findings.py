"""What every report costs on 1,250 interviews with 250,000 codings: seconds, memory, the first row, queries.

Seconds are wall time of ``workbench report``, the start of Python included. They mean a quiet machine: beside each run
the same reference is run (Python reads all codings through the standard library alone, which any report has to do in
one way or another), and what it takes more than it takes when nothing else runs is taken off. So a busy machine does
not fail a gate, and a report that becomes slower than what it reads does.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.bench_reports import asked
from tests.benchmarks.coded import CODERS, codebook, coded_study, semi_directive
from workbench.store import codes as code_store
from workbench.store.study_file import StudyFile
from workbench.workflows.findings.filters import Filter
from workbench.workflows.findings.making import make
from workbench.workflows.findings.registry import kinds
from workbench.workflows.findings.room import Room
from workbench.workflows.studies import add_coder, new_study

Figure = tuple[str, object, str, bool]
INTERVIEWS, EACH, SMALL = 1_250, 50, 20
SECONDS, FIRST_ROW, MEGABYTES = 2.0, 0.3, 1_024
MOST_CODINGS = 1_000_000
REFERENCE_SECONDS = 0.55
"""What the reference takes on the machine that PERFORMANCE.md speaks of, when nothing else runs there."""
REFERENCE = """
import sqlite3, sys, numpy
rows = sqlite3.connect(sys.argv[1]).execute(
    'SELECT transcript_id, coder_id, code_id, start, "end", strength, stance, origin FROM codings'
    ' ORDER BY transcript_id, start').fetchall()
numpy.array([row[:5] for row in rows])
"""
OPTIONS = {"crosstab": {"by": "category"}}
#: Passages are read text by text, as many as people are shown; without them a report asks for nothing twice.
PLAIN: dict[str, dict[str, object]] = {
    "divergence": {"quotations": 0},
    "negative": {"nearest": 0},
    "quotes": {"max": 1},
}
#: The cases that contradict are shown with their passages whatever the options, each from one text at most: 12 for each
#: of four coders. A text is read by so many queries, of which the first begins like this.
TEXTS, QUERIES_OF_A_TEXT, FIRST_OF_A_TEXT = {"negative": 4 * 12}, 4, "SELECT r.id, r.blanks"


def main() -> list[Figure]:
    """The figures of this module."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["WORKBENCH_HOME"] = name
        four, one = folder / "four.study", folder / "one.study"
        _study(four, INTERVIEWS)
        _by_one_coder(four, one)
        return [
            *_reports("four coders", four),
            *_reports("one of them", four, "--layer", CODERS[0]),
            *_reports("one coder, 250,000", one),
            *_first_rows(four),
            *_queries(folder),
            *_count_by_code(folder / "million.study"),
        ]


def _study(path: Path, interviews: int) -> None:
    coded_study(path, interviews=interviews, codings=EACH)
    semi_directive(path)


def _by_one_coder(four: Path, one: Path) -> None:
    """The same study with every coding by the first coder."""
    shutil.copyfile(four, one)
    connection = sqlite3.connect(one)
    with connection:
        (first,) = connection.execute("SELECT min(id) FROM coders WHERE kind = 'person'").fetchone()
        connection.execute("UPDATE codings SET coder_id = ?", (first,))
        connection.execute("DELETE FROM coder_states WHERE coder_id != ?", (first,))
    connection.close()


# -- seconds and memory ----------------------------------------------------------------------------------------------


def _reports(which: str, study: Path, *words: str) -> Iterator[Figure]:
    """Each report on the command line, as people read it; the better of two runs."""
    worst = 0.0
    for kind in kinds():
        options = [word for name, value in OPTIONS.get(kind.name, {}).items() for word in (f"--{name}", value)]
        runs = [_run([*_workbench(), "report", kind.name, str(study), *words, *options], study) for _ in range(2)]
        seconds, megabytes = min(one[0] for one in runs), max(one[1] for one in runs)
        worst = max(worst, megabytes)
        yield f"seconds of {kind.name}, {which}", seconds, f"<= {SECONDS:g}", seconds <= SECONDS
    yield f"most memory of a report, {which}, MB", worst, f"<= {MEGABYTES:,}", worst <= MEGABYTES


def _workbench() -> list[str]:
    return [sys.executable, "-c", "import sys; from workbench.cli.app import main; sys.exit(main(sys.argv[1:]))"]


def _run(command: list[str], study: Path) -> tuple[float, float]:
    """Seconds as on a quiet machine, and megabytes."""
    slow = _slowness(study)
    seconds, megabytes = _timed(command)
    return seconds / slow, megabytes


def _slowness(study: Path) -> float:
    """How many times as long as on a quiet machine the reference takes now, 1 at least."""
    return max(1.0, _timed([sys.executable, "-c", REFERENCE, str(study)])[0] / REFERENCE_SECONDS)


def _timed(command: list[str]) -> tuple[float, float]:
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)
        _number, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        assert process.returncode == 0, told.read().decode()
    return seconds, used.ru_maxrss / 1024


# -- the first row ---------------------------------------------------------------------------------------------------


def _first_rows(study: Path) -> Iterator[Figure]:
    """From the question to the first table, where the study has been read: of one layer, as screens begin, and four."""
    with StudyFile.open(study) as opened:
        for which, wanted in (("one of four coders", Filter(layer=CODERS[0])), ("four coders", Filter())):
            room = Room(opened)
            room.warm(wanted)
            for kind in kinds():
                kind.load()
                slow = _slowness(study)
                seconds = min(_first(opened, kind.name, wanted, room) for _ in range(3)) / slow
                name = f"seconds to the first table of {kind.name}, {which}"
                yield name, seconds, f"<= {FIRST_ROW:g}", seconds <= FIRST_ROW


def _first(study: StudyFile, name: str, wanted: Filter, room: Room) -> float:
    shown: list[float] = []
    begun = time.perf_counter()
    make(
        study,
        name,
        wanted,
        OPTIONS.get(name, {}),
        room=room,
        early=lambda _table: shown.append(time.perf_counter() - begun),
    )
    return shown[0] if shown else time.perf_counter() - begun


# -- queries ---------------------------------------------------------------------------------------------------------


def _queries(folder: Path) -> Iterator[Figure]:
    """A report asks as many questions of a large study as of a small one, besides those for texts that are shown."""
    few, many = folder / "few.study", folder / "many.study"
    _study(few, SMALL)
    _study(many, 2 * SMALL)
    for kind in kinds():
        options = {**OPTIONS.get(kind.name, {}), **PLAIN.get(kind.name, {})}
        (first, _few), (second, texts) = (_asked(path, kind.name, options) for path in (few, many))
        yield f"queries of {kind.name}, twice the interviews", second, f"= {first}", first == second
        if kind.name in TEXTS:
            most = TEXTS[kind.name]
            yield f"texts read for people by {kind.name}", texts, f"<= {most}", texts <= most


def _asked(path: Path, name: str, options: dict[str, object]) -> tuple[int, int]:
    """Queries of a report, and the texts that it reads to show passages; their queries are not among the former."""
    with StudyFile.open(path) as study, asked() as statements:
        make(study, name, Filter(), options)
    if name not in TEXTS:
        return len(statements), 0
    texts = sum(statement.startswith(FIRST_OF_A_TEXT) for statement in statements)
    return len(statements) - QUERIES_OF_A_TEXT * texts, texts


# -- T14: counts by code ---------------------------------------------------------------------------------------------


def _count_by_code(path: Path) -> Iterator[Figure]:
    """The counts of the codebook pane over a million codings, against the plainest SQL for the same coder."""
    _million(path)
    with StudyFile.open(path) as study:
        (coder,) = study.reader.rows("SELECT uuid, id FROM coders WHERE kind = 'person' ORDER BY id LIMIT 1")
        with asked() as statements:
            found = code_store.coding_counts(study.reader, coder[0])
        plain = "SELECT code_id, count(*) FROM codings WHERE coder_id = :id GROUP BY code_id"
        rows = study.reader.rows(plain, id=coder[1])
        same = sorted(found.values()) == sorted(count for _code, count in rows)
        ours, theirs = [], []
        for _ in range(7):
            ours.append(_seconds(lambda: code_store.coding_counts(study.reader, coder[0])))
            theirs.append(_seconds(lambda: study.reader.rows(plain, id=coder[1])))
        plan = [
            str(row[-1])
            for statement in statements
            for row in study.reader.rows(f"EXPLAIN QUERY PLAN {statement}", coder=coder[0])
        ]
    bare = [step for step in plan if "codings" in step and "SCAN codings" in step and "COVERING" not in step]
    covered = any("codings USING COVERING INDEX" in step for step in plan) and not bare
    ratio = sorted(ours)[3] / sorted(theirs)[3]
    yield "counts by code of 1,000,000 codings like those of plain SQL", same, "= True", same
    yield "counts by code read from an index alone", covered, "= True", covered
    yield "counts by code / plain SQL", ratio, "<= 1.5", ratio <= 1.5


def _seconds(work: object) -> float:
    begun = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - begun


def _million(path: Path) -> None:
    """A million codings by four coders, made in SQL."""
    with new_study(path, codebook=codebook(200), coder=CODERS[0]) as study:
        for name in CODERS[1:]:
            add_coder(study, name)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(
            "INSERT INTO transcripts(uuid, name, position, created_at)"
            " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1250)"
            " SELECT 't' || i, 'T' || i, i, '' FROM n"
        )
        coders = [number for (number,) in connection.execute("SELECT id FROM coders WHERE kind = 'person' ORDER BY id")]
        connection.execute(
            'INSERT INTO codings(uuid, transcript_id, coder_id, code_id, start, "end", origin, codebook_version,'
            " created_at, changed_at) WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " SELECT 'c' || i, 1 + i % 1250, ? + i % 4, 1 + (i * 7919) % 200, i % 12000, i % 12000 + 50, 'hand', 1,"
            " '', '' FROM n",
            (MOST_CODINGS - 1, coders[0]),
        )
    connection.close()


if __name__ == "__main__":
    for name, value, limit, ok in main():
        print(f"{name}: {value} {limit} {'' if ok else 'FAILED'}")  # noqa: T201
