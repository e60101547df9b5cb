import json
import logging
from pathlib import Path

import pytest

from workbench import remembered
from workbench.paths import coders_file
from workbench.remembered import last_coder, remember_coder


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path))


def test_in_a_study_never_seen_nobody_coded() -> None:
    assert last_coder("a") == ""


def test_the_last_coder_of_each_study_is_remembered() -> None:
    remember_coder("a", "Ève")
    remember_coder("b", "MA")
    remember_coder("a", "JB")
    assert (last_coder("a"), last_coder("b")) == ("JB", "MA")


def test_remembering_leaves_one_whole_file() -> None:
    remember_coder("a", "Ève")
    assert [file.name for file in coders_file().parent.iterdir()] == ["coders.json"]
    assert json.loads(coders_file().read_text(encoding="utf-8")) == {"a": "Ève"}


def test_the_studies_longest_unused_are_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST_STUDIES", 2)
    for study in ("a", "b", "a", "c"):
        remember_coder(study, "MA")
    assert [last_coder(study) for study in "abc"] == ["MA", "", "MA"]


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"a": 3}', "\0"])
def test_a_damaged_file_is_as_good_as_none_and_is_mended(content: str) -> None:
    coders_file().parent.mkdir(parents=True)
    coders_file().write_text(content, encoding="utf-8")
    assert last_coder("a") == ""
    remember_coder("a", "MA")
    assert last_coder("a") == "MA"


def test_where_nothing_can_be_written_the_work_goes_on_and_the_log_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with caplog.at_level(logging.WARNING):
        remember_coder("a", "MA")
    assert last_coder("a") == ""
    assert "not remembered" in caplog.text
