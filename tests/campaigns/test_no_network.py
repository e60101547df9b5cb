"""Everything works where no network is, and asks for none."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workbench.making import bench
from workbench.cli.app import main
from workbench.store import readings
from workbench.suggest import encoders, language_models
from workbench.suggest.encoders import sentence_encoder
from workbench.suggest.language_models import text_reader
from workbench.workflows.suggesting.index import index

TALK = "ENQ : Pourquoi ?\nI-01 : Pour reprendre en main notre image.\nENQ : Et puis ?\nI-01 : Pour dialoguer.\n"
CODINGS = "transcript,coder,code,quote\nI-01,MA,IMAGE,notre image\nI-01,JT,IMAGE,reprendre en main notre image\n"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every socket fails; who tried is noted, in case the failure was swallowed."""
    tried: list[str] = []

    def refuse(*_words: object, **_options: object) -> None:
        asking = sys._getframe(1)
        who = f"{asking.f_globals['__name__']}.{asking.f_code.co_name}"
        # A library that spaCy imports looks whether the machine's own address ::1 can be bound; nothing is sent.
        if who != "urllib3.util.connection._has_ipv6":
            tried.append(who)
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


@pytest.fixture
def nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every model is loaded anew, as in a process that has not read anything."""
    monkeypatch.setattr(language_models, "_readers", {})
    encoders._encoder.cache_clear()


@pytest.mark.usefixtures("nothing_loaded")
@pytest.mark.parametrize("language", ["fr", "en", ""])
def test_models_are_loaded_and_read_without_a_network(no_network: list[str], language: str) -> None:
    (reading,) = text_reader(language).read([TALK])
    assert "image" in reading.lemmas
    assert no_network == []


@pytest.mark.usefixtures("nothing_loaded")
def test_sentences_get_their_vectors_without_a_network(no_network: list[str]) -> None:
    encoder = sentence_encoder()
    if encoder is not None:
        assert encoder.encode([TALK]).any()
    assert no_network == []


@pytest.mark.usefixtures("nothing_loaded")
def test_a_study_is_read_without_a_network(no_network: list[str], tmp_path: Path) -> None:
    desk = bench(tmp_path / "s.study")
    result = index(desk.study)
    assert sum(readings.models(desk.study.reader).values()) == result.read + result.encoded
    assert no_network == []


FRESH = """
import socket, sys
class Refused(socket.socket):
    def __init__(self, *words, **options):
        raise OSError("there is no network here")
socket.socket = Refused
from workbench.suggest.encoders import sentence_encoder
from workbench.suggest.language_models import text_reader
for language in ("fr", "en"):
    print(text_reader(language).name, len(next(iter(text_reader(language).read([sys.argv[1]]))).lemmas) > 9)
encoder = sentence_encoder()
print(encoder.encode([sys.argv[1]]).any() if encoder else True)
"""


def test_a_process_that_never_had_a_network_reads_with_the_same_models() -> None:
    """Models whose packages reach for a network while they are imported would fall back to the floor here."""
    out = subprocess.run([sys.executable, "-c", FRESH, TALK], capture_output=True, text=True, timeout=120, check=True)
    read = [f"{text_reader(language).name} True" for language in ("fr", "en")]
    assert out.stdout.splitlines() == [*read, "True"]
    assert out.stderr == ""
