from pathlib import Path

import pytest

from tests.workbench.making import Bench, bench, transcript
from tests.workbench.tui.suggested import NoDesk

TALK = (
    ("ENQ", "Pourquoi y êtes-vous allés ?"),
    (
        "I-05",
        "Au début la direction avait peur. Puis on a vu que d’autres parlaient à notre place. On a ouvert une page.",
    ),
    ("ENQ", "Et comment validez-vous ?"),
    ("I-05", "Une réponse simple, je la fais. Le reste monte à la directrice. La notoriété suit."),
    ("ENQ", "Merci."),
    ("I-05", "Merci à vous. L’été prochain, on verra l’image."),
)
OTHER = (("ENQ", "Bonjour."), ("I-06", "Chez nous, tout est validé. Personne n’a peur."))


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(autouse=True)
def _no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screens are tried without language models; ``tests.workbench.tui.suggested`` has a desk that answers."""
    monkeypatch.setattr("workbench.tui.suggesting.started_desk", lambda path: NoDesk())


@pytest.fixture
def made(tmp_path: Path) -> Bench:
    """A study with two transcripts, two coders (Maude, Julien) and the codes IMAGE (1), PROJET (2) and TON."""
    here = bench(tmp_path / "essai.study", transcript("I-05", TALK), transcript("I-06", OTHER))
    here.study.close()
    return here


@pytest.fixture
def path(made: Bench) -> Path:
    return made.study.path
