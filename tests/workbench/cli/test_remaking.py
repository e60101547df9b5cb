"""``workbench report build`` and ``workbench report verify`` as a person types them."""

from pathlib import Path

from tests.workbench.cli.conftest import Cli

RECIPE = """[filters]
layer = "MA"

[[report]]
name = "recurrence"
file = ["article.md", "recurrence.csv"]
"""


def test_reports_are_built_listed_and_verified(done: Cli, cli: Cli, coded: Path):
    (coded.parent / "report.toml").write_text(RECIPE)
    listed = done("report", "build", coded, "--format", "json").json
    assert [one["file"] for one in listed["files"]] == ["article.md", "recurrence.csv"]
    assert listed["files"][1]["beside"] == ["recurrence.csv.manifest.json"]
    told = done("report", "verify", "article.md")
    assert "The study still gives the same figures." in told.out


def test_a_change_is_told_and_the_exit_says_so(done: Cli, cli: Cli, coded: Path):
    done("report", "recurrence", coded, "--layer", "MA", "--output", "a.json")
    (coded.parent / "more.csv").write_text("transcript,coder,code,quote\nI-02,MA,DIAL,On publie\n", encoding="utf-8")
    done("code", coded, "--from", "more.csv")
    told = cli("report", "verify", "a.json", coded)
    assert told.code == 1
    assert "1 report would read otherwise today." in told.out
    assert "DIAL" in told.out
    table = cli("report", "verify", "a.json", coded, "--format", "json")
    assert table.code == 1
    assert table.json["same"] is False
    [one] = [one for one in table.json["changes"] if one["column"] == "mentions" and one["row"][0] == "DIAL"]
    assert (one["table"], one["before"], one["now"]) == ("recurrence", 1, 2)


def test_the_example_is_printed_and_builds(done: Cli, cli: Cli, coded: Path):
    text = done("report", "build", "--example").out.replace('layer = "consensus"', 'layer = "MA"')
    (coded.parent / "report.toml").write_text(text, encoding="utf-8")
    done("report", "build", coded)
    assert (coded.parent / "article.docx").exists()
    assert (coded.parent / "article.html").exists()


def test_without_a_study_or_a_file_it_says_what_is_wanting(cli: Cli, coded: Path):
    assert cli("report", "build").code == 2
    told = cli("report", "build", coded)
    assert told.code == 1
    assert "report.toml" in told.err


def test_what_carries_no_manifest_is_told(cli: Cli, done: Cli, coded: Path):
    done("export", coded, "codings.csv")
    told = cli("report", "verify", "codings.csv", coded)
    assert told.code == 1
    assert "does not say what it was made from" in told.err
