"""Everything works where no network is, and asks for none."""

import socket
from pathlib import Path

import pytest

from workbench.cli.app import main

TALK = "ENQ : Pourquoi ?\nI-01 : Pour reprendre en main notre image.\nENQ : Et puis ?\nI-01 : Pour dialoguer.\n"
CODINGS = "transcript,coder,code,quote\nI-01,MA,IMAGE,notre image\nI-01,JT,IMAGE,reprendre en main notre image\n"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every socket fails; who tried is noted, in case the failure was swallowed."""
    tried: list[str] = []

    def refuse(*_words: object, **_options: object) -> None:
        tried.append("a socket was asked for")
        raise OSError("there is no network here")

    for name in ("socket", "create_connection", "create_server", "getaddrinfo", "gethostbyname", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)
    return tried


def test_every_verb_works_without_a_network(no_network, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("I-01.txt").write_text(TALK, encoding="utf-8")
    Path("codings.csv").write_text(CODINGS, encoding="utf-8")
    for line in (
        "new s.study --codebook entretiens-medias-socionumeriques --guide guide-quatre-parties --coder MA",
        "coders s.study add JT",
        "import s.study I-01.txt --dry-run",
        "import s.study I-01.txt",
        "code s.study --from codings.csv --done",
        "search s.study image",
        "compare s.study",
        "disagreements s.study",
        "report ranking s.study",
        "report quotes s.study",
        "export s.study all.xlsx",
        "export s.study all.json",
        "export s.study quotes.md",
        "export s.study codings.csv",
        "codebook s.study export codes.yaml",
        "check s.study",
        "backup s.study copy.study",
        "journal s.study",
        "undo s.study --coder MA",
        "demo demo --no-screens",
    ):
        assert main(line.split()) == 0, (line, capsys.readouterr().err)
    assert no_network == []
