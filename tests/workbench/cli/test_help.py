"""Help: for every command, with an example, in both languages, and without loading what the command needs."""

import subprocess
import sys

import pytest

from workbench.cli.app import main
from workbench.cli.overview import OPTIONS
from workbench.cli.parsing import full_parser, options_of, parser_for
from workbench.cli.registry import all_commands

HEAVY = ("textual", "sqlalchemy", "sqlmodel", "pandas", "numpy", "spacy", "rapidfuzz", "openpyxl", "sqlite3")
#: A bare Python 3.11 has 33 here; gettext, typing and what finds the settings make up most of the rest.
MOST_MODULES = 120
COMMANDS = sorted(all_commands())


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(cli, name, language):
    told = cli(*name.split(), "--help", "--lang", language)
    assert told.code == 0
    assert f"workbench {name}" in told.out.partition("Exemple" if language == "fr" else "Example")[2]
    assert "--quiet" in told.out


@pytest.mark.parametrize("language", ["en", "fr"])
def test_help_fits_into_eighty_columns(cli, language):
    """All but the examples, which are there to be copied."""
    for words in ((), ("report",), *(name.split() for name in COMMANDS)):
        told = cli(*words, "--help", "--lang", language).out
        said = told.partition("\nExempl" if language == "fr" else "\nExampl")[0]
        assert [line for line in said.splitlines() if len(line) > 80] == [], words


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_describes_itself_in_french(cli, name):
    module = all_commands()[name].load()
    text = " ".join(cli(*name.split(), "--help", "--lang", "fr").out.split())
    assert module.DESCRIPTION[:40] not in text


def test_argparse_speaks_french_too(cli):
    told = cli("backup", "--help", "--lang", "fr")
    assert "positional arguments" not in told.out
    assert "show this help message" not in told.out


def test_the_overview_lists_every_command(cli):
    lines = cli("--help").out.splitlines()
    for name in COMMANDS:
        assert any(line.startswith(f"  {name} ") for line in lines), name
    for option, _text in OPTIONS:
        assert any(line.strip().startswith(option) for line in lines)


def test_the_overview_follows_the_language_before_and_after(cli):
    french = cli("--lang", "fr", "--help").out
    assert french == cli("--lang=fr", "--help").out
    assert french != cli("--help").out


def test_every_option_of_every_command_is_explained():
    for command in all_commands().values():
        parser = parser_for(command, command.load())
        for action in parser._actions:
            assert action.help, f"{command.name} {action.option_strings or action.dest}"


def test_commands_that_give_tables_know_every_format(cli):
    listing = [
        name
        for name in COMMANDS
        if "--format" in options_of(parser_for(all_commands()[name], all_commands()[name].load()))
    ]
    assert {"transcripts", "participants", "coders", "state", "codebook", "search", "compare", "disagreements"} < set(
        listing
    )
    assert {"report ranking", "report quotes", "check", "journal", "import"} < set(listing)


def test_reports_have_an_overview_of_their_own(cli):
    told = cli("report", "--help")
    assert told.code == 0
    assert "report ranking" in told.out
    assert "  undo" not in told.out


def test_the_version_is_told(cli):
    told = cli("--version")
    assert told.code == 0
    assert told.out.startswith("workbench ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_shells_learn_every_command(cli, shell):
    told = cli("completion", shell)
    assert told.code == 0
    for name in COMMANDS:
        assert name.split()[-1] in told.out


def test_the_completion_for_bash_is_sound_bash(cli):
    script = cli("completion", "bash").out
    assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0


def test_all_commands_fit_into_one_parser():
    assert full_parser().prog == "workbench"


def modules_after(*words: str) -> set[str]:
    """What a fresh process has imported when the command ends."""
    script = (
        "import sys\nfrom workbench.cli.app import main\n"
        f"code = main({list(words)!r})\nprint(code, *sorted(sys.modules), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    code, *modules = ended.stderr.split()
    assert code == "0"
    return set(modules)


def roots(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("words", [("--help",), ("--lang", "fr", "--help"), ("--version",)])
def test_the_overview_loads_nothing_heavy_and_no_command(words):
    modules = modules_after(*words)
    assert not roots(modules) & set(HEAVY)
    assert not [name for name in modules if name.startswith("workbench.cli.commands.")]


def test_the_overview_loads_few_modules():
    assert len(modules_after("--help")) <= MOST_MODULES


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_loads_nothing_heavy(name):
    assert not roots(modules_after(*name.split(), "--help")) & set(HEAVY)


def test_the_help_is_the_same_through_the_installed_command():
    script = "import sys; from workbench.cli.app import main; sys.exit(main())"
    ended = subprocess.run([sys.executable, "-c", script, "--help"], capture_output=True, text=True, check=True)
    assert "workbench COMMAND" in ended.stdout
    assert main(["--help"]) == 0
