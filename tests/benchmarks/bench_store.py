"""T6 (the store's half), T10, T11 and T12: what a coding costs in statements, bulk import, and search."""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import event

from tests.benchmarks.corpus import transcripts as corpus
from tests.workbench.making import bench
from transcripts.model import Transcript
from transcripts.spans import Span
from workbench.store import dialect, inserting, search
from workbench.store.engine import Engine
from workbench.store.study_file import StudyFile
from workbench.workflows import coding
from workbench.workflows.importing import import_transcripts
from workbench.workflows.studies import new_study

WORDS = 2_500_000
RUNS = 5


def main() -> list[tuple[str, object, str, bool]]:
    """The figures of this module."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_statements(Path(folder)), *_bulk(Path(folder)), *_search(Path(folder))]


def _statements(folder: Path) -> list[tuple[str, object, str, bool]]:
    """SQL statements of one coding with few and with many codings there, and commits."""
    desk = bench(folder / "acts.study")
    image = desk.codes["IMAGE"]
    counts: list[str] = []
    coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 3), [image])
    engine: Engine = desk.study._engine  # type: ignore[assignment]
    event.listen(engine._engine, "before_cursor_execute", lambda *args: counts.append(args[2]))
    event.listen(engine._engine, "commit", lambda _connection: counts.append("COMMIT"))

    def apply(start: int, end: int) -> tuple[int, int, float]:
        counts.clear()
        begun = time.perf_counter()
        coding.apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(start, end), [image])
        return len(counts) - counts.count("COMMIT"), counts.count("COMMIT"), time.perf_counter() - begun

    few = apply(1, 20)
    times = []
    for start in range(100):
        for length in range(3, 13):
            times.append(apply(start, start + length)[2])
    many = apply(3, 60)
    desk.study.close()
    return [
        ("T6 statements of one coding, 1 there", few[0], "", True),
        ("T6 statements of one coding, 1,000 there", many[0], f"= {few[0]}", many[0] == few[0]),
        ("T6 commits of one coding", many[1], "= 1", many[1] == 1),
        ("T6 one coding and its commit, median ms", statistics.median(times) * 1000, "", True),
    ]


def _bulk(folder: Path) -> list[tuple[str, object, str, bool]]:
    """Turns of 2.5 M words, against the driver alone on the same file and tables."""
    interviews = corpus(WORDS)
    rows = [
        (number, *row[1:])
        for number, one in enumerate(interviews, 1)
        for row in inserting.turn_tuples(one, number, {"ENQ": None, "P": None})  # type: ignore[dict-item]
    ]
    plain = _interleaved(lambda: _raw(folder, rows, indexed=False), lambda: _ours(folder, rows))
    whole = _interleaved(lambda: _raw(folder, rows, indexed=True), lambda: _imported(folder, interviews))
    speed = plain[0] / plain[1]
    cost = whole[1] / whole[0]
    return [
        ("T10 turns inserted", len(rows), "", True),
        ("T10 rows a second against sqlite3 alone, x", speed, ">= 0.8", speed >= 0.8),
        ("T10 seconds", plain[1], "", True),
        ("T11 import with index against sqlite3 and rebuild, x", cost, "<= 1.3", cost <= 1.3),
        ("T11 seconds", whole[1], "", True),
    ]


def _interleaved(theirs: Callable[[], float], ours: Callable[[], float]) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        times[0].append(theirs())
        times[1].append(ours())
    return statistics.median(times[0]), statistics.median(times[1])


def _fresh(folder: Path) -> StudyFile:
    for old in folder.glob("bulk.study*"):
        old.unlink()
    return new_study(folder / "bulk.study")


def _with_revisions(study: StudyFile, count: int) -> None:
    connection = sqlite3.connect(study.path, isolation_level=None)
    connection.execute("BEGIN")
    for number in range(1, count + 1):
        connection.execute(
            "INSERT INTO transcripts(id, uuid, name, position, created_at) VALUES (?, ?, ?, ?, '')",
            (number, f"t{number}", f"t{number}", number),
        )
        connection.execute(
            "INSERT INTO revisions(id, uuid, transcript_id, number, text_hash, length, words, source_name,"
            " source_format, created_at) VALUES (?, ?, ?, 1, '', 0, 0, '', '', '')",
            (number, f"r{number}", number),
        )
    connection.execute("COMMIT")
    connection.close()


def _raw(folder: Path, rows: list[tuple[object, ...]], *, indexed: bool) -> float:
    study = _fresh(folder)
    _with_revisions(study, max(int(str(row[0])) for row in rows))
    study.close()
    connection = dialect.connect(study.path, timeout=5, writing=True)
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(inserting.INSERT_TURNS, rows)
    if indexed:
        connection.execute(dialect.REBUILD_SEARCH_INDEX)
    connection.execute("COMMIT")
    taken = time.perf_counter() - begun
    connection.close()
    return taken


def _ours(folder: Path, rows: list[tuple[object, ...]]) -> float:
    study = _fresh(folder)
    _with_revisions(study, max(int(str(row[0])) for row in rows))
    with study:
        begun = time.perf_counter()
        with study.act(None, "transcript.import") as act:
            act.bulk(inserting.INSERT_TURNS, rows)
        return time.perf_counter() - begun


def _imported(folder: Path, interviews: list[Transcript]) -> float:
    """The whole writing half of an import, everything but cutting sentences: rows, journal, index."""
    prepared = [inserting.prepare(one, []) for one in interviews]
    with _fresh(folder) as study:
        begun = time.perf_counter()
        with study.act(None, "transcript.import") as act:
            inserting.insert(act, prepared, [{} for _ in prepared], position=1)
        return time.perf_counter() - begun


def _search(folder: Path) -> list[tuple[str, object, str, bool]]:
    """First fifty hits at 2.5 M words and at ten times as many, and the plan of the query."""
    small, large = folder / "small.study", folder / "large.study"
    with new_study(small) as study:
        import_transcripts(study, None, corpus(WORDS))
    with new_study(large) as study:
        for seed in range(1, 11):
            interviews = corpus(WORDS, seed=seed)
            with study.act(None, "transcript.import") as act:
                named = [inserting.prepare(replace(one, name=f"{one.name}-{seed}"), []) for one in interviews]
                inserting.insert(act, named, [{} for _ in named], position=1)
    figures: list[tuple[str, object, str, bool]] = []
    with StudyFile.open(small) as less, StudyFile.open(large) as more:
        for query in ("hopital", "de", '"la direction avait peur"', "syndicat*"):
            pair = _interleaved(lambda q=query: _first_fifty(less, q), lambda q=query: _first_fifty(more, q))
            ratio = pair[1] / pair[0]
            figures.append((f"T12 first 50 of {query}, 25 M against 2.5 M words, x", ratio, "<= 2", ratio <= 2))
            figures.append((f"T12 first 50 of {query} at 25 M words, ms", pair[1] * 1000, "", True))
        scans = _scans(more)
        figures.append(("T12 full scans in the plan", len(scans), "= 0", not scans))
    return figures


def _first_fifty(study: StudyFile, query: str) -> float:
    begun = time.perf_counter()
    found = search.find(study.reader, query, limit=50)
    taken = time.perf_counter() - begun
    assert len(found) == 50, (query, len(found))
    return taken


def _scans(study: StudyFile) -> list[str]:
    plan: list[str] = []
    reader = study.reader
    original = reader.rows

    def explain(sql: str, **values: object) -> list[tuple[object, ...]]:
        plan.extend(str(row[3]) for row in original("EXPLAIN QUERY PLAN " + sql, **values))
        return []

    reader.rows = explain  # type: ignore[method-assign]
    try:
        search.find(reader, "hopital", limit=50)
    finally:
        reader.rows = original  # type: ignore[method-assign]
    return [line for line in plan if line.startswith("SCAN") and "VIRTUAL TABLE" not in line]


if __name__ == "__main__":
    for name, value, limit, ok in main():
        print(f"{name}: {value} {limit} {'' if ok else 'FAILED'}")  # noqa: T201
