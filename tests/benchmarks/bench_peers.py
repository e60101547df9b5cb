"""Our reports against `qc` (qualitative-coding on PyPI): the same interviews, the same codings, the same questions.

It is run as a program, from an environment of its own, and never imported: the environment variable QC names it, such
as ``QC=/tmp/qc/bin/qc`` after ``python -m venv /tmp/qc`` and ``/tmp/qc/bin/pip install qualitative-coding==1.7.8``.
Without it this module measures nothing and says so. Each gate is a ratio of medians of runs in turns, so that a busy
machine slows both alike; both run from compiled modules, as installed programs do.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.coded import coded_study, semi_directive
from workbench.store import codes as code_store
from workbench.store import transcripts as transcript_store
from workbench.store.study_file import StudyFile
from workbench.workflows.findings.registry import kinds

Figure = tuple[str, object, str, bool]
INTERVIEWS, EACH, CODES, CODERS = 200, 25, 30, 2
ROUNDS, TWICE, PATIENCE = 5, 2.0, 600
#: The plainest count that they have.
PLAINEST = ("codes", "stats")
OPTIONS = {"crosstab": ("--by", "category")}
#: What is asked, how qc answers it, and how we do.
QUESTIONS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("which codes there are", ("codes", "list"), ("codebook", "{study}")),
    ("who codes", ("coders",), ("coders", "{study}")),
    ("how often each code is", ("codes", "stats"), ("report", "codebook", "{study}")),
    ("how often, by coder", ("codes", "stats", "-C"), ("report", "recurrence", "{study}")),
    ("how often in each transcript", ("codes", "stats", "-D"), ("report", "matrix", "{study}", "--by", "transcript")),
    ("which codes share a paragraph", ("codes", "crosstab"), ("report", "cooccurrence", "{study}", "--by", "turn")),
    (
        "which codes share a transcript",
        ("codes", "crosstab", "-n", "document"),
        ("report", "cooccurrence", "{study}", "--by", "participant"),
    ),
    ("the passages of a code", ("codes", "find", "C1"), ("report", "quotes", "{study}", "--code", "C1", "--max", "0")),
    (
        "the passages of a code, as JSON",
        ("codes", "find", "C1", "-j"),
        ("report", "quotes", "{study}", "--code", "C1", "--max", "0", "--format", "json"),
    ),
)


def main() -> list[Figure]:
    """The figures of this module."""
    if not os.environ.get("QC"):
        return [("reports beside those of qc", "skipped: QC names no program", "", True)]
    program = Path(os.environ["QC"]).absolute()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["WORKBENCH_HOME"] = name
        study, project = folder / "study.study", folder / "qc-project"
        coded_study(study, interviews=INTERVIEWS, codings=EACH, codes=CODES, coders=CODERS)
        semi_directive(study, questions=2)
        return [*_project(program, study, project), *_answers(program, study, project)]


# -- their program, their project ------------------------------------------------------------------------------------


def _project(program: Path, study: Path, project: Path) -> Iterator[Figure]:
    """The same transcripts, codes and codings in a project of theirs; whether it counts what we count."""
    texts = project.parent / "texts"
    for place in (project, texts):
        place.mkdir()
    with StudyFile.open(study) as opened:
        for _twice in range(2):  # the first time it writes its settings
            _ran([str(program), "init"], project)
        begins = {entry.name: _write(opened, entry.uuid, texts) for entry in transcript_store.listing(opened.reader)}
        book = code_store.book(opened.reader)
        tree = ((code.short, [child.short for child in book.children(code.uuid)]) for code in book.children(None))
        lines = [f"- {short}:\n" + "".join(f"  - {child}\n" for child in children) for short, children in tree]
        (project / "codebook.yaml").write_text("".join(lines), encoding="utf-8")
        _ran([str(program), "corpus", "import", str(texts), "-r", "-i", "verbatim"], project)
        ours = _codings(opened)
    _bring_in(project, begins, ours)
    counts = {
        row[0]: int(row[-1])
        for line in _ran([str(program), "codes", "stats", "-m", "tsv"], project).splitlines()[1:]
        if len(row := line.replace(" ", "").split("\t")) > 1
    }
    expected = {code: sum(one[2] == code for one in ours) for code in counts}
    yield "codings of both", len(ours), "= 10,000", len(ours) == INTERVIEWS * EACH * CODERS == sum(counts.values())
    yield "counts by code of qc like ours", counts == expected, "= True", counts == expected


def _write(study: StudyFile, uuid: str, folder: Path) -> list[int]:
    """A transcript as they read it, a turn to a paragraph; where each turn begins in ours."""
    text = transcript_store.load(study.reader, uuid)
    turns = [f"{turn.speaker} : {turn.span.cut(text.text)}" for turn in text.turns]
    (folder / f"{text.name}.txt").write_text("\n\n".join(turns) + "\n", encoding="utf-8")
    return [turn.span.start for turn in text.turns]


def _codings(study: StudyFile) -> list[tuple[str, str, str, int]]:
    """Transcript, coder, code and start of every coding."""
    return study.reader.rows(
        "SELECT t.name, o.name, d.short, c.start FROM codings c JOIN transcripts t ON t.id = c.transcript_id"
        " JOIN coders o ON o.id = c.coder_id JOIN codes d ON d.id = c.code_id ORDER BY c.id"
    )


def _bring_in(project: Path, begins: dict[str, list[int]], codings: Sequence[tuple[str, str, str, int]]) -> None:
    """Codings go straight into their tables, as they have no command for it but an editor."""
    connection = sqlite3.connect(project / "qualitative_coding.sqlite3")
    with connection:
        places = {
            (document, start): number
            for document, start, number in connection.execute(
                "SELECT i.document_id, l.start_line, l.id FROM location l"
                " JOIN document_index i ON i.id = l.document_index_id"
            )
        }
        for table, column in (("coder", 1), ("code", 2)):
            names = {(one[column],) for one in codings}
            connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?)", sorted(names))
        for number, (text, coder, code, start) in enumerate(codings, 1):
            # The turn that a coding begins in is a paragraph; a blank line stands before each but the first.
            line = 2 * (sum(begin <= start for begin in begins[text]) - 1)
            connection.execute("INSERT INTO coded_line VALUES (?, ?, ?, ?)", (number, line, coder, code))
            association = (number, places[f"{text}.txt", line])
            connection.execute("INSERT INTO coded_line_location_association VALUES (?, ?)", association)
    connection.close()


# -- the same questions ----------------------------------------------------------------------------------------------


def _answers(program: Path, study: Path, project: Path) -> Iterator[Figure]:
    """The same question to both; then each report against the plainest count that they have, which does far less."""
    for question, theirs, ours in QUESTIONS:
        ratio = _ratio([str(program), *theirs], _workbench(ours, study), project)
        yield f"{question}: qc / workbench {' '.join(ours[:2])}".replace(" {study}", ""), ratio, ">= 2", ratio >= TWICE
    for kind in kinds():
        words = ("report", kind.name, "{study}", *OPTIONS.get(kind.name, ()))
        ratio = _ratio([str(program), *PLAINEST], _workbench(words, study), project)
        yield f"qc {' '.join(PLAINEST)} / report {kind.name}", ratio, ">= 2", ratio >= TWICE


def _workbench(words: Sequence[str], study: Path) -> list[str]:
    start = "import sys; from workbench.cli.app import main; sys.exit(main(sys.argv[1:]))"
    return [sys.executable, "-c", start, *(word.format(study=study) for word in words)]


def _ratio(theirs: Sequence[str], ours: Sequence[str], folder: Path) -> float:
    """How many times as long theirs takes, by the medians of runs in turns."""
    taken: tuple[list[float], list[float]] = ([], [])
    for command in (theirs, ours):  # the first run compiles modules
        _ran(command, folder)
    for _round in range(ROUNDS):
        for command, times in zip((theirs, ours), taken, strict=True):
            begun = time.perf_counter()
            _ran(command, folder)
            times.append(time.perf_counter() - begun)
    return median(taken[0]) / median(taken[1])


def _ran(command: Sequence[str], folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(Path(os.environ["WORKBENCH_HOME"]) / "compiled")
    done = subprocess.run(list(command), cwd=folder, capture_output=True, timeout=PATIENCE, env=environment)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode(errors="replace")


if __name__ == "__main__":
    for name, value, limit, ok in main():
        print(f"{name}: {value} {limit} {'' if ok else 'FAILED'}")  # noqa: T201
