"""Who may import whom, and what may not be imported before it is needed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks import bench_startup

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("transcripts", "codebook", "exports", "workbench")
LINT = "import importlinter.cli as lint; lint.lint_imports_command(['--no-cache'])"
HEAVY = ("sqlmodel", "sqlalchemy", "pandas", "numpy", "spacy", "rapidfuzz", "openpyxl", "docx", "yaml")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run([sys.executable, "-c", LINT], cwd=folder, env=environment, capture_output=True, text=True)


def test_every_import_keeps_to_the_rules() -> None:
    ended = lint(ROOT)
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize(
    ("file", "line", "rule"),
    [
        ("transcripts/spans.py", "import codebook.code", "never the other way"),
        ("workbench/store/reader.py", "import workbench.workflows", "inside workbench"),
        ("exports/report.py", "import pandas", "plain Python"),
        ("workbench/cli/output.py", "import requests", "network"),
    ],
)
def test_a_wrong_import_fails_and_names_its_rule(tmp_path: Path, file: str, line: str, rule: str) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / file).open("a") as source:
        source.write(f"\n{line}\n")
    ended = lint(tmp_path)
    assert ended.returncode == 1
    broken = [text for text in ended.stdout.splitlines() if text.endswith("BROKEN")]
    assert len(broken) == 1
    assert rule in broken[0]


def loaded(program: str, *arguments: str) -> set[str]:
    """The top modules in memory after a program has run in a process of its own."""
    program += "\nimport sys; sys.stderr.write('\\n' + ' '.join({name.partition('.')[0] for name in sys.modules}))"
    ended = subprocess.run([sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    return set(ended.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("package", ["transcripts", "codebook", "exports"])
def test_the_plain_packages_import_nothing_heavy(package: str) -> None:
    program = (
        f"import importlib, pkgutil, {package}\n"
        f"for module in pkgutil.walk_packages({package}.__path__, '{package}.'): importlib.import_module(module.name)\n"
    )
    assert loaded(program) & {*HEAVY, "textual", "rich", "sentencex"} == set()


@pytest.mark.parametrize("arguments", [["--help"], ["--lang", "fr", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    program = "import sys\nfrom workbench.cli.app import main\nassert main(sys.argv[1:]) == 0"
    assert loaded(program, *arguments) & {*HEAVY, "textual", "rich"} == set()


def test_opening_the_python_interface_imports_nothing_heavy() -> None:
    assert loaded("import workbench") & {*HEAVY, "textual"} == set()


def test_the_first_paint_imports_nothing_heavy(tmp_path: Path) -> None:
    stage = bench_startup.Stage(tmp_path)
    stage.set_up()
    assert bench_startup.paint_modules(stage) == []
