"""What a command says and writes, told so that two studies can be compared by it."""

import re
import shutil
import sqlite3
import zipfile
from pathlib import Path

from tests.workbench.blind_studies import SECRETS, Twin
from workbench.cli.app import main

CODINGS = "transcript,code,start,end\nI-05,TON,0,5\nI-05,TON,30,40\n"
ARTICLE = "# Titre\n\nTrois participants parlent de l’image : « la direction avait peur » (I-05).\n"
MORE = "ENQ: Et vous ?\nI-09: Nous aussi, pour les mêmes raisons.\n"
ORDERS = "participant,IMAGE,TON\nI-05,1,2\n"
REPORTS = """
[[report]]
name = "recurrence"
file = ["built.html", "built.json"]

[[report]]
name = "coverage"
file = "coverage.csv"
"""
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
#: What a file says it was when it was made: a hash over a moment too.
MARK = re.compile(r'"seal": "[0-9a-f]{64}"')
TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?")


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
    folder.mkdir(parents=True)
    shutil.copy(twin.path, folder / "s.study")
    (folder / "codings.csv").write_text(CODINGS, encoding="utf-8")
    (folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "more.txt").write_text(MORE, encoding="utf-8")
    (folder / "orders.csv").write_text(ORDERS, encoding="utf-8")
    (folder / "report.toml").write_text(REPORTS, encoding="utf-8")
    for other in twin.path.parent.glob("given.*"):
        shutil.copy(other, folder)
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
