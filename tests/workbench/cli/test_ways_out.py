"""Exit codes, and what is said on the way out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from transcripts.i18n import language
from workbench.cli import app
from workbench.cli.commands import coders
from workbench.errors import StudyError

RUN = "import sys; from workbench.cli.app import main; sys.exit(main())"


def typed(*words: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", RUN, *words], capture_output=True, text=True, check=False, **options)


def test_what_a_person_can_mend_ends_with_1_and_one_sentence(cli):
    told = cli("coders", "none.study")
    assert told.code == 1
    assert told.out == ""
    assert told.err.startswith("workbench: There is no study none.study here.")
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    "words",
    [
        ("coders",),
        ("coders", "s.study", "--nonsense"),
        ("compare", "s.study", "--unit", "page"),
        ("nonsense",),
        ("report",),
        ("report", "nonsense"),
        ("state", "s.study", "done"),
        ("coders", "s.study", "add"),
        ("assign", "s.study", "--overlap", "120"),
        ("train", "s.study", "--begin"),
        ("import", "s.study"),
        ("--lang", "de", "--help"),
        ("transcripts", "s.study", "--role", "interviewer"),
        ("code", "s.study"),
    ],
)
def test_wrong_usage_ends_with_2(cli, words):
    told = cli(*words)
    assert told.code == 2
    assert told.out == ""
    assert "Traceback" not in told.err


def test_a_mistyped_command_is_answered_with_the_nearest(cli):
    assert "Did you mean import?" in cli("improt").err


def test_escapes_in_a_wrong_word_do_not_reach_the_terminal(cli):
    for words in (("\x1b[2Jx",), ("compare", "s.study", "--unit", "\x1b[2J"), ("coders", "\x1b[2J.study")):
        assert "\x1b" not in cli(*words).err


def test_an_interruption_ends_with_130(cli, monkeypatch):
    def interrupted(args, out):
        raise KeyboardInterrupt

    monkeypatch.setattr(coders, "run", interrupted)
    assert cli("coders", "s.study").code == 130


def test_the_unexpected_is_logged_in_full_and_told_in_brief(cli, monkeypatch, home):
    def broken(args, out):
        raise ZeroDivisionError("secret words of an interview")

    monkeypatch.setattr(coders, "run", broken)
    told = cli("coders", "s.study")
    assert told.code == 1
    assert "Traceback" not in told.err
    assert "secret" not in told.err
    assert "ZeroDivisionError" in told.err
    log = (home / ".home" / "log" / "workbench.log").read_text()
    assert "ZeroDivisionError" in log
    assert "secret" not in log


def test_an_error_of_ours_keeps_its_hint(cli, monkeypatch):
    def refused(args, out):
        raise StudyError("This is so.", "Do that.")

    monkeypatch.setattr(coders, "run", refused)
    assert cli("coders", "s.study").err == "workbench: This is so. Do that.\n"


@pytest.mark.parametrize("words", [("--lang", "fr", "coders", "x.study"), ("coders", "x.study", "--lang=fr")])
def test_the_language_may_stand_anywhere(cli, words):
    told = cli(*words)
    assert told.code == 1
    assert language() == "fr"
    assert "There is no study" not in told.err


def test_the_locale_decides_where_nothing_is_said(cli, monkeypatch):
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    cli("--help")
    assert language() == "fr"


def test_the_settings_win_over_the_locale(cli, home, monkeypatch):
    settings = home / ".home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('language = "fr"\n')
    cli("--help")
    assert language() == "fr"
    cli("--lang", "en", "--help")
    assert language() == "en"


def test_help_is_given_even_with_a_broken_settings_file(cli, home):
    settings = home / ".home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("language = \n")
    assert cli("--help").code == 0


def test_the_screens_are_refused_without_a_terminal(cli, coded):
    told = cli(coded)
    assert told.code == 1
    assert "terminal" in told.err


@pytest.mark.skipif(os.name != "posix", reason="pipes work otherwise elsewhere")
def test_a_reader_who_leaves_early_is_no_failure(coded, home):
    environment = {**os.environ, "PYTHONPATH": str(Path(app.__file__).parents[2])}
    command = f'{sys.executable} -c "{RUN}" export {coded} /dev/stdout --to json --quiet | head -c 10'
    ended = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False, env=environment
    )
    assert "Traceback" not in ended.stderr
    assert "Exception ignored" not in ended.stderr


def test_a_true_process_has_the_same_exit_codes(home):
    root = str(Path(app.__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    assert typed("--version", env=environment).returncode == 0
    assert typed("coders", "none.study", env=environment).returncode == 1
    assert typed("coders", env=environment).returncode == 2


def test_data_and_narration_never_mix(home):
    environment = {**os.environ, "PYTHONPATH": str(Path(app.__file__).parents[2])}
    made = typed("new", "t.study", "--coder", "MA", env=environment, cwd=home)
    assert (made.returncode, made.stdout) == (0, "")
    listed = typed("coders", "t.study", "--format", "csv", env=environment, cwd=home)
    assert listed.stderr == ""
    assert listed.stdout.splitlines()[0].startswith("name,codings")


def test_a_terminal_that_lacks_characters_shows_question_marks(home):
    environment = {**os.environ, "PYTHONPATH": str(Path(app.__file__).parents[2]), "PYTHONIOENCODING": "ascii"}
    ended = typed("--lang", "fr", "--help", env=environment)
    assert ended.returncode == 0
    assert "?" in ended.stdout
