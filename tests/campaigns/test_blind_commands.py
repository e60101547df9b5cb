"""A coder of a blind study tries every command: what another coder did behind the seal changes nothing of what it says.

Every command of the registry is tried with all its formats, in two studies that differ only in the sealed work. A new
command is tried as it is; one that cannot do without further words needs a line in ``WORDS``.
"""

import re
import shutil
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.workbench.blind_studies import SECRETS, Twin, twins
from workbench.cli.app import main
from workbench.cli.parsing import parser_for
from workbench.cli.registry import all_commands

#: Further words of commands, after the study: each list is one trial.
WORDS: dict[str, list[list[str]]] = {
    "assign": [[], ["--all", "--overlap", "50", "--dry-run"], ["I-05", "--remove", "--coder", "Julien"]],
    "backup": [["copy.study"]],
    "code": [["--from", "codings.csv"], ["--from", "codings.csv", "--dry-run"]],
    "codebook": [[], ["templates"], ["export", "book.csv"]],
    "coders": [[], ["add", "AB"]],
    "export": [
        *([f"all.{ending}"] for ending in ("json", "xlsx", "csv", "tsv", "md", "html", "docx", "parquet", "tex")),
        ["w.csv", "--to", "wide"],
        ["l.csv", "--to", "long"],
        ["c.txt", "--to", "iramuteq"],
        ["j.json", "--coder", "Julien"],
    ],
    "grid": [["--codes", "/"], ["--codes", "/", "--coder", "Maude"]],
    "guide": [[]],
    "journal": [[], ["--coder", "Julien"], ["--verb", "coding."]],
    "keywords": [[], ["IMAGE", "--try", "image"], ["IMAGE", "--terms"]],
    "next": [[], ["--code", "IMAGE"]],
    "new": [],
    "packet": [["mine.study", "--coder", "Maude"]],
    "participants": [[]],
    "quotes": [[], ["--code", "PROJET"]],
    "search": [["direction"]],
    "seal": [[]],
    "state": [[], ["--all-coders"], ["I-07", "done"]],
    "suggest": [["--code", "IMAGE"], ["--code", "PROJET"]],
    "themes": [[], ["--nobody"]],
    "transcripts": [[], ["--speakers"]],
    "unseal": [[], ["--all"], ["I-05"], ["I-06"]],
    "verify-text": [["article.md"]],
    "compare": [[], ["--coders", "Maude,Julien"]],
    "disagreements": [[], ["--coders", "Maude,Julien"]],
    "rule": [[], ["--all"], ["--hide-names"], ["--majority"], ["--majority", "--dry-run"], ["--withdraw", "0000"]],
    "consensus": [[], ["build"], ["build", "--dry-run"], ["agreement"], ["agreement", "--coders", "Maude,Julien"]],
}
#: What every report is tried with, beside nothing.
REPORT = [
    ["--layer", "Julien"],
    ["--layer", "consensus"],
    ["--as-of", "2099-01-01"],
    *(["-o", f"r.{ending}"] for ending in ("html", "json", "xlsx")),
]
#: Commands that show nothing of a study that is there.
ELSEWHERE = {"demo", "new", "import", "completion", "report build", "report verify", "orders", "merge", "restore"}
CODINGS = "transcript,code,start,end\nI-05,TON,0,5\nI-05,TON,30,40\n"
ARTICLE = "# Titre\n\nTrois participants parlent de l’image : « la direction avait peur » (I-05).\n"
COMMANDS = sorted(set(all_commands()) - ELSEWHERE)
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
#: What a file says it was when it was made: a hash over a moment too.
MARK = re.compile(r'"seal": "[0-9a-f]{64}"')
TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Twin, Twin]:
    return twins(tmp_path_factory.mktemp("twins"))


@pytest.fixture(autouse=True)
def _alone(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WORKBENCH_CODER", "Maude")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")


def trials(name: str) -> list[list[str]]:
    """Words to try a command with: its own, and each of its formats."""
    command = all_commands()[name]
    given = WORDS.get(name, [[]] + (REPORT if name.startswith("report ") else []))
    parser = parser_for(command, command.load())
    formats = next((one.choices for one in parser._actions if "--format" in one.option_strings), None) or ()
    return given + [[*given[0], "--format", form] for form in formats if form != "table"]


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_tells_of_sealed_work(made, name, tmp_path, monkeypatch, capsys):
    for number, words in enumerate(trials(name)):
        told = [
            said(tmp_path / f"{number}-{side}", twin, [*name.split(), "s.study", *words], monkeypatch, capsys)
            for side, twin in enumerate(made)
        ]
        assert told[0] == told[1], words
        assert not [word for word in SECRETS if word in told[0]], words


TELLING = (
    *("codebook", "coders", "export", "journal", "quotes", "report matrix", "report quotes", "transcripts", "compare"),
)


@pytest.mark.parametrize("name", TELLING)
def test_the_same_trials_tell_of_work_that_is_not_sealed(made, name, tmp_path, monkeypatch, capsys):
    """The trial above has teeth: without the seal these commands do tell the two studies apart."""
    bare = [replace(twin, path=unsealed(twin.path, tmp_path / f"bare-{side}")) for side, twin in enumerate(made)]
    differ = []
    for number, words in enumerate(trials(name)):
        told = [
            said(tmp_path / f"{number}-{side}", twin, [*name.split(), "s.study", *words], monkeypatch, capsys)
            for side, twin in enumerate(bare)
        ]
        differ.append(told[0] != told[1])
    assert any(differ)


def unsealed(path: Path, folder: Path) -> Path:
    """The same study, as if it had never been blind."""
    folder.mkdir()
    shutil.copy(path, folder / "s.study")
    with sqlite3.connect(folder / "s.study") as study:
        study.execute("DELETE FROM preferences")
    study.close()
    return folder / "s.study"


def said(folder: Path, twin: Twin, words: list[str], monkeypatch, capsys) -> str:
    """Everything that a command says and writes, made ready to be compared."""
    folder.mkdir()
    shutil.copy(twin.path, folder / "s.study")
    (folder / "codings.csv").write_text(CODINGS, encoding="utf-8")
    (folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    before = set(folder.iterdir())
    monkeypatch.chdir(folder)
    capsys.readouterr()
    code = main([*words])
    told = capsys.readouterr()
    assert code in (0, 1), f"{words} is no way to try this command: {told.err}"
    assert "went wrong" not in told.err, told.err
    written = [path for path in sorted(folder.iterdir()) if path not in before and not path.name.startswith("s.study")]
    parts = [str(code), told.out, told.err, *(f"{path.name}: {content(path)}" for path in written)]
    return same("\n".join(parts))


def same(text: str) -> str:
    """Without what differs between any two runs: moments and fresh identities."""
    return MARK.sub("MARK", TIME.sub("TIME", UUID.sub("UUID", text)))


def content(path: Path) -> str:
    """What a file holds, as text."""
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in sorted(packed.namelist()))
    if path.suffix == ".study":
        return study_content(path)
    if path.suffix == ".parquet":
        import pyarrow.parquet

        return str(pyarrow.parquet.read_table(path).to_pylist())
    return path.read_text(encoding="utf-8", errors="replace")


def study_content(path: Path) -> str:
    """Every word of a study file that another one was made from; row numbers and spare pages told apart by nobody."""
    held = path.read_bytes()
    assert not [word for word in SECRETS if word.encode() in held]
    with sqlite3.connect(path) as study:
        tables = ("codings", "memos", "picked_quotations", "coder_states", "decisions", "summaries", "journal_words")
        rows = [study.execute(f"SELECT count(*) FROM {name}").fetchone() for name in tables]
        return str(dict(zip(tables, rows, strict=True)))
