import os
from pathlib import Path

import pytest

from workbench.errors import SettingsError
from workbench.settings import Settings, load_settings


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def fault(folder: Path, text: str) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load_settings(written(folder, text))
    assert caught.value.hint, "a fault says the way out"
    assert "\n" not in caught.value.message
    return caught.value


def test_without_a_file_everything_is_as_it_comes(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert load_settings(written(tmp_path, "")) == Settings()


def test_the_usual_file_is_read_where_none_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path))
    (tmp_path / "config").mkdir()
    written(tmp_path / "config", 'theme = "light"')
    assert load_settings().theme == "light"


def test_every_setting_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'language = "fr"\ntheme = "light"\ncoder = " MA "\nbusy_timeout = 10\n'
        '[keys]\n"coding.remove" = "ctrl+x"\n"coding.next" = ["n", "f3"]\n',
    )
    assert load_settings(path) == Settings(
        language="fr",
        theme="light",
        coder="MA",
        busy_timeout=10.0,
        keys={"coding.remove": "ctrl+x", "coding.next": "n,f3"},
    )


def test_a_command_id_may_stand_without_quotation_marks(tmp_path: Path) -> None:
    path = written(tmp_path, '[keys]\ncoding.remove = "ctrl+x"\n[keys.screen]\nhelp = "f1"\n')
    assert load_settings(path).keys == {"coding.remove": "ctrl+x", "screen.help": "f1"}


def test_the_byte_order_mark_of_a_windows_editor_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'\xef\xbb\xbftheme = "light"\r\n')
    assert load_settings(path).theme == "light"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('theme = "dark"\n\ncolour is blue\n', 3),
        ('theme = "dark\n', 1),
        ('theme = "dark"\ntheme = "light"\n', 2),
        ('theme = "dark"\nkeys = [\n', 2),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    error = fault(tmp_path, text)
    assert error.message.startswith(f"Line {line} of ")
    assert "settings.toml" in error.message


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        ('theme = "dark"\ncolour = "blue"\n', 2, "colour"),
        ('# mine\n[shortcuts]\na = "b"\n', 2, "shortcuts"),
        ('"theme " = "dark"', 1, "theme "),
    ],
)
def test_an_unknown_setting_is_named_with_its_line_and_the_known_ones(
    tmp_path: Path, text: str, line: int, name: str
) -> None:
    error = fault(tmp_path, text)
    assert f"line {line} of" in error.message
    assert f"no setting named {name}" in error.message
    assert "busy_timeout" in error.hint


@pytest.mark.parametrize(
    ("text", "line", "names"),
    [
        ('theme = "purple"', 1, "theme"),
        ("\ntheme = 3", 2, "theme"),
        ('language = "de"', 1, "language"),
        ("coder = 7", 1, "coder"),
        ('busy_timeout = "long"', 1, "busy_timeout"),
        ("busy_timeout = -1", 1, "busy_timeout"),
        ("busy_timeout = nan", 1, "busy_timeout"),
        ("busy_timeout = true", 1, "busy_timeout"),
        ("busy_timeout = 1e9", 1, "busy_timeout"),
        ('keys = "x"', 1, "keys"),
        ('[keys]\n"coding.remove" = 1', 2, "coding.remove"),
        ('[keys]\n"coding.remove" = []', 2, "coding.remove"),
        ('[keys]\n"coding.remove" = ["x", 2]', 2, "coding.remove"),
        ('[keys]\n"coding.remove" = " "', 2, "coding.remove"),
    ],
)
def test_an_impossible_value_is_told_with_setting_and_line(tmp_path: Path, text: str, line: int, names: str) -> None:
    error = fault(tmp_path, text)
    assert f"line {line} of" in error.message
    assert names in error.message


def test_a_fault_whose_line_cannot_be_told_names_the_setting_alone(tmp_path: Path) -> None:
    error = fault(tmp_path, '[keys]\ncoding.remove = ""\n')
    assert "coding.remove" in error.message


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes('coder = "Ève"'.encode("latin-1"))
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings(path)


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    path.chmod(0)
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(path)
