"""``make bench``: every benchmark of this folder, one table, 1 if a gate fails.

A benchmark is a module ``bench_*.py`` with ``main() -> list[tuple[name, value, limit, ok]]``. Gates are counts and
ratios; a figure without a gate has an empty limit. Names of modules as arguments choose some of them.
"""

import sys
import time
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

Figure = tuple[str, str, str, bool]
FOLDER = Path(__file__).parent


def chosen(names: list[str]) -> list[str]:
    """The modules to run: all, or those whose names contain one of ``names``."""
    found = sorted(file.stem for file in FOLDER.glob("bench_*.py"))
    unknown = [name for name in names if not any(name in module for module in found)]
    if unknown:
        sys.exit(f"No benchmark is named {', '.join(unknown)}; there are {', '.join(found)}.")
    return [module for module in found if not names or any(name in module for name in names)]


def figures(module: str) -> list[Figure]:
    """What one benchmark measured; its failure is a failed gate, and the others still run."""
    sys.stderr.write(f"{module} …\n")
    begun = time.perf_counter()
    try:
        rows = [
            (name, _short(value), _short(limit), ok)
            for name, value, limit, ok in import_module(f"tests.benchmarks.{module}").main()
        ]
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)
        rows = [(f"{module} did not run", type(error).__name__, "", False)]
    sys.stderr.write(f"{module} took {time.perf_counter() - begun:.0f} s\n")
    return rows


def _short(value: object) -> str:
    return (
        f"{value:,.2f}".rstrip("0").rstrip(".")
        if isinstance(value, float)
        else f"{value:,}"
        if isinstance(value, int)
        else str(value)
    )


def table(rows: Iterable[Figure]) -> str:
    """The figures below each other, those out of bounds marked in a word."""
    lines = [("figure", "measured", "limit", ""), *((n, v, limit, "" if ok else "FAILED") for n, v, limit, ok in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(3)]
    return "".join(
        f"{n:<{widths[0]}}  {v:>{widths[1]}}  {limit:<{widths[2]}}  {mark}".rstrip() + "\n"
        for n, v, limit, mark in lines
    )


def main(names: list[str]) -> int:
    """Run, print, judge."""
    rows = [row for module in chosen(names) for row in figures(module)]
    sys.stdout.write(table(rows))
    failed = sum(not ok for *_rest, ok in rows)
    sys.stdout.write(f"{len(rows) - failed} within their limits, {failed} failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
