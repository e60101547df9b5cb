"""The demonstration: one command from nothing to findings, and never over somebody's work."""

import sqlite3

import pytest

from workbench.cli import screens
from workbench.cli.commands import demo


@pytest.fixture
def made(done, home):
    """The demonstration in a folder of its own."""
    told = done("demo", "try")
    assert "Made: try" in told.err
    return home / "try" / "demonstration.study"


def test_it_prints_the_ranking_and_the_comparison(done, home):
    out = done("demo", "try").out
    assert "10 of 11" in out
    assert "single voice: I-10" in out
    assert "Agreement of Maude, Julien" in out
    assert out.index("10 of 11") < out.index("Agreement of")


def test_it_speaks_french(done):
    assert "10 sur 11" in done("demo", "try", "--lang", "fr").out


def test_it_is_a_whole_study(done, made):
    told = done("coders", made, "--format", "json").json["coders"]
    assert {one["name"]: one["done"] for one in told} == {"consensus": 0, "Maude": 11, "Julien": 11}
    people = done("participants", made, "--format", "json").json["participants"]
    assert [one["pseudonym"] for one in people] == [f"I-{number:02}" for number in range(1, 12)]
    assert len({one["attributes"]["category"] for one in people}) == 4
    assert done("check", made).code == 0


def test_a_second_run_finds_the_first_and_keeps_what_was_changed(done, made):
    done("state", made, "I-01", "todo", "--coder", "Maude")
    told = done("demo", "try")
    assert "earlier run" in told.err
    assert "Codings of Maude: 10 participants read" in told.out
    assert sorted(path.name for path in made.parent.iterdir()) == [made.name, "report.toml"]


def test_the_reports_of_an_article_lie_beside_it_and_are_told_of(done, home):
    told = done("demo", "try")
    assert "workbench report build try/demonstration.study" in told.err
    rows = done("report", "build", "try/demonstration.study", "--format", "json").json["files"]
    assert [row["file"] for row in rows] == ["objectifs.html", "objectifs.docx"]
    assert all(row["reports"] == ["ranking", "quotes", "divergence"] for row in rows)


def test_a_file_of_reports_of_ones_own_is_left_alone(done, home):
    (home / "try").mkdir()
    (home / "try" / "report.toml").write_text("# mine")
    told = done("demo", "try")
    assert (home / "try" / "report.toml").read_text() == "# mine"
    assert "report build" not in told.err


def test_a_file_of_reports_that_was_thrown_away_stays_away(done, made):
    (made.parent / "report.toml").unlink()
    done("demo", "try")
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_a_file_of_the_same_name_that_is_something_else_is_left_alone(done, home):
    mine = home / "demonstration.study"
    mine.write_text("my own work")
    done("demo")
    assert mine.read_text() == "my own work"
    assert (home / "demonstration-2.study").exists()
    assert "earlier run" in done("demo").err


def test_a_study_of_ones_own_of_the_same_name_is_left_alone(done, home):
    done("new", "demonstration.study", "--coder", "ZZ")
    done("demo")
    assert [one["name"] for one in done("coders", "demonstration.study", "--format", "json").json["coders"]] == [
        "consensus",
        "ZZ",
    ]
    assert (home / "demonstration-2.study").exists()


def test_nobody_undoes_what_the_demonstration_came_with(cli, made):
    told = cli("undo", made, "--coder", "Maude")
    assert told.code == 1
    assert "nothing to undo" in told.err


def test_who_codes_is_settled_so_that_it_opens_at_once(done, made):
    assert done("state", made, "--format", "json").json["coder"] == "Maude"


def test_it_opens_the_screens_on_a_terminal_only(done, monkeypatch):
    opened = []
    monkeypatch.setattr(demo, "open_screens", lambda path: opened.append(path) or 0)
    done("demo", "try")
    assert opened == []
    monkeypatch.setattr(demo, "on_a_terminal", lambda: True)
    done("demo", "try", "--no-screens")
    assert opened == []
    done("demo", "try")
    assert [path.name for path in opened] == ["demonstration.study"]


def test_a_place_that_is_no_folder_is_refused(cli, home):
    (home / "file").write_text("")
    told = cli("demo", "file")
    assert told.code == 1
    assert told.err.count("\n") == 1


def test_a_failure_midway_leaves_nothing_behind(cli, home, monkeypatch):
    from workbench.workflows import demonstrating

    def broken(study):
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(demonstrating, "_settle", broken)
    assert cli("demo", "try").code == 1
    assert list((home / "try").iterdir()) == []


def test_a_terminal_is_one_at_both_ends(monkeypatch):
    monkeypatch.setattr(screens.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(screens.sys.stdout, "isatty", lambda: False, raising=False)
    assert not screens.on_a_terminal()
