"""A coder of a blind study tries every command: what another coder did behind the seal changes nothing of what it says.

Every command of the registry is tried with all its formats, in two studies that differ only in the sealed work. A new
command is tried as it is; one that cannot do without further words needs a line in ``WORDS``.
"""

from dataclasses import replace

import pytest

from tests.campaigns.saying import said, unsealed
from tests.workbench.blind_studies import SECRETS, Twin, twins
from workbench.cli.parsing import parser_for
from workbench.cli.registry import all_commands

#: Further words of commands, after the study: each list is one trial.
WORDS: dict[str, list[list[str]]] = {
    "assign": [[], ["--all", "--overlap", "50", "--dry-run"], ["I-05", "--remove", "--coder", "Julien"]],
    "backup": [["copy.study"]],
    "code": [["--from", "codings.csv"], ["--from", "codings.csv", "--dry-run"]],
    "codebook": [[], ["templates"], ["export", "book.csv"]],
    "coders": [[], ["add", "AB"]],
    "export": [
        *([f"all.{ending}"] for ending in ("json", "xlsx", "csv", "tsv", "md", "html", "docx", "parquet", "tex")),
        ["w.csv", "--to", "wide"],
        ["l.csv", "--to", "long"],
        ["c.txt", "--to", "iramuteq"],
        ["j.json", "--coder", "Julien"],
    ],
    "grid": [["--codes", "/"], ["--codes", "/", "--coder", "Maude"]],
    "guide": [[]],
    "import": [["more.txt"], ["more.txt", "--dry-run"]],
    "orders": [[], ["import", "orders.csv", "--dry-run"]],
    "journal": [[], ["--coder", "Julien"], ["--verb", "coding."]],
    "keywords": [[], ["IMAGE", "--try", "image"], ["IMAGE", "--terms"]],
    "next": [[], ["--code", "IMAGE"]],
    "packet": [["mine.study", "--coder", "Maude"]],
    "participants": [[]],
    "quotes": [[], ["--code", "PROJET"]],
    "search": [["direction"]],
    "seal": [[]],
    "state": [[], ["--all-coders"], ["I-07", "done"]],
    "suggest": [["--code", "IMAGE"], ["--code", "PROJET"]],
    "themes": [[], ["--nobody"]],
    "transcripts": [[], ["--speakers"]],
    "unseal": [[], ["--all"], ["I-05"], ["I-06"]],
    "verify-text": [["article.md"]],
    "compare": [[], ["--coders", "Maude,Julien"]],
    "disagreements": [[], ["--coders", "Maude,Julien"]],
    "report build": [[], ["--example"]],
    "rule": [[], ["--all"], ["--hide-names"], ["--majority"], ["--majority", "--dry-run"], ["--withdraw", "0000"]],
    "consensus": [[], ["build"], ["build", "--dry-run"], ["agreement"], ["agreement", "--coders", "Maude,Julien"]],
}
#: What every report is tried with, beside nothing.
REPORT = [
    ["--layer", "Julien"],
    ["--layer", "consensus"],
    ["--as-of", "2099-01-01"],
    *(["-o", f"r.{ending}"] for ending in ("html", "json", "xlsx")),
]
#: Commands that show nothing of a study that is there.
ELSEWHERE = {"demo", "new", "completion", "restore"}
#: Tried with files that were made before, in ``test_blind_files``.
WITH_FILES = {"merge", "report verify"}
COMMANDS = sorted(set(all_commands()) - ELSEWHERE - WITH_FILES)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Twin, Twin]:
    return twins(tmp_path_factory.mktemp("twins"))


@pytest.fixture(autouse=True)
def _alone(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WORKBENCH_CODER", "Maude")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")


def trials(name: str) -> list[list[str]]:
    """Words to try a command with: its own, and each of its formats."""
    command = all_commands()[name]
    given = WORDS.get(name, [[]] + (REPORT if name.startswith("report ") else []))
    parser = parser_for(command, command.load())
    formats = next((one.choices for one in parser._actions if "--format" in one.option_strings), None) or ()
    return given + [[*given[0], "--format", form] for form in formats if form != "table"]


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_tells_of_sealed_work(made, name, tmp_path, monkeypatch, capsys):
    for number, words in enumerate(trials(name)):
        told = [
            said(tmp_path / f"{number}-{side}", twin, [*name.split(), "s.study", *words], monkeypatch, capsys)
            for side, twin in enumerate(made)
        ]
        assert told[0] == told[1], words
        assert not [word for word in SECRETS if word in told[0]], words


TELLING = (
    *("codebook", "coders", "export", "journal", "quotes", "report matrix", "report quotes", "transcripts", "compare"),
)


@pytest.mark.parametrize("name", TELLING)
def test_the_same_trials_tell_of_work_that_is_not_sealed(made, name, tmp_path, monkeypatch, capsys):
    """The trial above has teeth: without the seal these commands do tell the two studies apart."""
    bare = [replace(twin, path=unsealed(twin.path, tmp_path / f"bare-{side}")) for side, twin in enumerate(made)]
    differ = []
    for number, words in enumerate(trials(name)):
        told = [
            said(tmp_path / f"{number}-{side}", twin, [*name.split(), "s.study", *words], monkeypatch, capsys)
            for side, twin in enumerate(bare)
        ]
        differ.append(told[0] != told[1])
    assert any(differ)
