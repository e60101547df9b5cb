from pathlib import Path

import pytest

from workbench import paths
from workbench.errors import SettingsError


def test_workbench_home_gathers_everything_in_one_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path))
    files = [paths.settings_file(), paths.coders_file(), paths.log_file()]
    assert all(file.is_relative_to(tmp_path) for file in files)
    assert len({file.parent for file in files}) == 3


def test_a_relative_workbench_home_stays_where_it_was_when_the_folder_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WORKBENCH_HOME", "own")
    monkeypatch.chdir(tmp_path)
    assert paths.settings_file() == tmp_path / "own" / "config" / "settings.toml"


def test_without_workbench_home_the_places_usual_on_the_system_are_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("WORKBENCH_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    for file in (paths.settings_file(), paths.coders_file(), paths.log_file()):
        assert file.is_absolute()
        assert paths.NAME in file.parts
        assert not file.is_relative_to(tmp_path), "nothing of the program lies beside the study"


def test_an_account_without_a_home_folder_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(kind: str) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("WORKBENCH_HOME", raising=False)
    monkeypatch.setattr(paths, "_usual", homeless)
    with pytest.raises(SettingsError) as caught:
        paths.log_file()
    assert "WORKBENCH_HOME" in caught.value.hint


def test_the_translations_come_with_the_program() -> None:
    assert (paths.locale_folder() / "fr" / "LC_MESSAGES" / "workbench.mo").is_file()


def test_another_language_for_a_while_leaves_the_one_in_use_as_it_was() -> None:
    from transcripts.i18n import _, in_language, language, use_language
    from workbench.paths import locale_folder

    use_language("en", locale_folder())
    with pytest.raises(ZeroDivisionError), in_language("fr", locale_folder()):
        assert (language(), _("yes")) == ("fr", "oui")
        raise ZeroDivisionError
    assert (language(), _("yes")) == ("en", "yes")
