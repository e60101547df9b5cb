"""How good suggestions are: ``python -m tests.measures.suggestions [keywords|base|full …] [--quick]``.

Runs the shared meter, which knows nothing of how suggestions are made, over both development sets, in both protocols:
*static* (some transcripts are coded, ``k`` passages accepted, the others ranked) and *session* (from a definition
alone, ten at a time, until a fifth was seen). Beside each figure stands the least that the level must reach; the exit
code is 1 if one is missed. ``--quick`` takes one seed and leaves out the sessions. The sets have licences of their
own and are read from beside the project.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean

SHARED = Path(__file__).resolve().parents[3] / "shared"
METER = SHARED / "tools" / "suggest_eval.py"
SETS = ("serdif-a", "fredsum-a")
LEVELS = ("base", "full")
LONGEST = 7_200.0
STEPS = ("0", "1", "3", "10", "30")

Row = dict[str, object]

#: Level and set → step → the least p10 and r20.
LEAST: dict[tuple[str, str], dict[str, tuple[float, float]]] = {
    ("base", "serdif-a"): {
        "0": (0.14, 0.44),
        "3": (0.24, 0.60),
        "10": (0.34, 0.68),
        "30": (0.40, 0.68),
        "session": (0, 0.77),
    },
    ("base", "fredsum-a"): {"0": (0.43, 0.68), "3": (0.43, 0.67), "10": (0.47, 0.67), "session": (0, 0.88)},
    ("full", "serdif-a"): {
        "0": (0.16, 0.47),
        "3": (0.28, 0.64),
        "10": (0.38, 0.72),
        "30": (0.46, 0.73),
        "session": (0, 0.80),
    },
    ("full", "fredsum-a"): {"0": (0.45, 0.71), "3": (0.49, 0.75), "10": (0.51, 0.79), "session": (0, 0.93)},
}


def measured(name: str, level: str, *options: str) -> list[Row]:
    """What the meter wrote, one row a code, seed and step."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "rows.json"
        data = SHARED / "samples" / "suggest-dev" / f"{name}.jsonl"
        command = [sys.executable, METER, data, "--callable", "workbench.suggest:rank", "--json", written, *options]
        # One thread: with more, the arithmetic of small arrays is slower, and busier machines far slower.
        single = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        given = {**os.environ, **single, "WORKBENCH_SUGGEST": level}
        subprocess.run(command, env=given, check=True, stdout=sys.stderr, timeout=LONGEST)
        rows: list[Row] = json.loads(written.read_text(encoding="utf-8"))
        return rows


def figures(name: str, level: str, rows: Sequence[Row]) -> Iterator[tuple[str, str, float, float]]:
    """Step, metric, value (mean over codes, then over seeds), and the least that it must be, 0 if nothing is asked."""
    for step in (*STEPS, "session"):
        ours = [row for row in rows if (row["mode"] if row["k"] == "-" else str(row["k"])) == step]
        p10, r20 = LEAST.get((level, name), {}).get(step, (0, 0))
        for metric in ("p10", "ap", "r20") if step != "session" else ("p30", "r5", "r10", "r20"):
            seeds = {row["seed"] for row in ours}
            means = [fmean(float(str(row[metric])) for row in ours if row["seed"] == seed) for seed in seeds]
            if means:
                yield step, metric, fmean(means), {"p10": p10, "r20": r20}.get(metric, 0)


def main(words: Sequence[str]) -> int:
    """Measure, print, and compare."""
    quick = ("--mode", "static", "--seeds", "1") if "--quick" in words else ()
    levels = [word for word in words if not word.startswith("-")] or list(LEVELS)
    missed = 0
    for name in SETS:
        for level in levels:
            rows = measured(name, level, *quick)
            sys.stdout.write(f"\n{name}, {level}\n")
            for step, metric, value, least in figures(name, level, rows):
                fails = value < least
                missed += fails and not quick
                limit = f"  at least {least:.2f}{'  MISSED' if fails else ''}" if least else ""
                sys.stdout.write(f"  {step:>7}  {metric:<3}  {value:.3f}{limit}\n")
            sys.stdout.flush()
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
