"""A command line to type on, and a small study to type about."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from transcripts.i18n import use_language
from workbench.cli.app import CATALOGUES, main

INTERVIEWS = {
    "I-01": (
        "ENQ : Au départ, pourquoi y êtes-vous allés ?\n"
        "I-01 : Pour reprendre en main notre image. D’autres parlaient à notre place.\n"
        "ENQ : Et comment validez-vous ?\n"
        "I-01 : Tout monte à la directrice. Une réponse simple, je la fais seule.\n"
    ),
    "I-02": (
        "ENQ : Au départ, pourquoi y êtes-vous allés ?\n"
        "I-02 : Pour l’image, et pour faire connaître un grand projet.\n"
        "ENQ : Et comment validez-vous ?\n"
        "I-02 : Personne ne valide. On publie, c’est tout.\n"
    ),
    "I-03": (
        "ENQ : Au départ, pourquoi y êtes-vous allés ?\n"
        "I-03 : Pour dialoguer avec les citoyens. L’image, on s’en moque.\n"
        "ENQ : Combien d’heures ?\n"
        "I-03 : Huit heures par semaine 👩‍👩‍👧, pas plus.\n"
    ),
}
CODINGS = """transcript,coder,code,quote,strength,stance,memo
I-01,MA,IMAGE,Pour reprendre en main notre image.,3,pro,le mot vient d’elle
I-01,MA,VPALIER,Tout monte à la directrice.,,,
I-01,JT,IMAGE,Pour reprendre en main notre image. D’autres parlaient à notre place.,2,pro,
I-02,MA,IMAGE,"Pour l’image,",1,,
I-02,MA,PROJET,faire connaître un grand projet,,,
I-02,JT,NOTO,faire connaître un grand projet,,,
I-03,MA,DIAL,dialoguer avec les citoyens,,,
I-03,MA,IMAGE,"L’image, on s’en moque.",0,contra,
I-03,JT,DIAL,Pour dialoguer avec les citoyens.,,,
"""
PEOPLE = """pseudonym,category,hours_per_week
I-01,gestion de l'État,12
I-02,culture et éducation,5-12
I-03,gestion de l'État,env. 8
"""


@dataclass
class Told:
    """What a command did: its exit code, its data and its narration."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        return json.loads(self.out)


Cli = Callable[..., Told]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A folder and an account of one's own, in English; nothing of it stays."""
    for name in ("LC_ALL", "LC_MESSAGES", "WORKBENCH_CODER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / ".home"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    use_language("en", CATALOGUES)


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Types a command."""

    def run(*words: object) -> Told:
        capsys.readouterr()
        code = main([str(word) for word in words])
        told = capsys.readouterr()
        return Told(code, told.out, told.err)

    return run


@pytest.fixture
def done(cli: Cli) -> Cli:
    """Types a command that must succeed."""

    def run(*words: object) -> Told:
        told = cli(*words)
        assert told.code == 0, told.err
        return told

    return run


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The interviews and tables as files in the working folder."""
    for name, text in INTERVIEWS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "codings.csv").write_text(CODINGS, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def empty(done: Cli, files: Path) -> Path:
    """A study with the template codebook and two coders."""
    done("new", "s.study", "--lang", "fr", "--codebook", "entretiens-medias-socionumeriques", "--coder", "MA")
    done("coders", "s.study", "add", "JT")
    use_language("en", CATALOGUES)
    return files / "s.study"


@pytest.fixture
def read(done: Cli, empty: Path) -> Path:
    """The same with its interviews and participants."""
    done("import", empty, *sorted(empty.parent.glob("I-*.txt")), "--participants", "people.csv")
    return empty


@pytest.fixture
def coded(done: Cli, read: Path) -> Path:
    """The same, coded by both and done."""
    done("code", read, "--from", "codings.csv", "--done")
    return read
