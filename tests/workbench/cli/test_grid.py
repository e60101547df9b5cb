"""``workbench grid``: the framework grid on the command line."""

import contextlib
import csv
import io
import sqlite3

import pytest


@pytest.fixture
def asked(done, coded, home):
    """The coded study with a guide that is linked."""
    (home / "guide.txt").write_text(
        "Q1. Au départ, pourquoi y êtes-vous allés ? [OBJ]\nQ2. Et comment validez-vous ? [VALID]\n"
    )
    done("guide", coded, "import", "guide.txt")
    done("guide", coded, "link", "--accept")
    return coded


def rows(told) -> list[dict]:
    return list(csv.DictReader(io.StringIO(told.out)))


def cells(done, study, *words) -> dict[tuple[str, str, str], dict]:
    told = rows(done("grid", study, *words, "--format", "csv"))
    return {(one["participant"], one["column"], one["coder"]): one for one in told}


def test_the_grid_shows_codings_behind_each_question(done, asked):
    found = cells(done, asked, "--coder", "MA")
    assert [found["I-01", name, ""]["codings"] for name in ("Q1", "Q2")] == ["1", "1"]
    assert found["I-03", "Q1", ""]["asked"] == "yes"
    assert set(cells(done, asked, "--question", "q2", "--coder", "JT")) == {(f"I-0{n}", "Q2", "") for n in (1, 2, 3)}
    codes = cells(done, asked, "--codes", "OBJ,VALID", "--coder", "MA")
    assert codes["I-02", "OBJ", ""]["codings"] == "2" and codes["I-02", "OBJ", ""]["asked"] == ""


def test_a_cell_is_written_and_shown_and_taken_away(cli, done, asked):
    done("grid", asked, "categories", "Q1", "add", "être vu", "--coder", "MA")
    done("grid", asked, "categories", "Q1", "add", "parler", "1", "--definition", "dialogue", "--coder", "MA")
    told = done("grid", asked, "set", "i-01", "q1", "--summary", "L’image.", "--category", "ÊTRE", "--coder", "MA")
    assert "i-01 × Q1: written for MA" in told.err
    done("grid", asked, "set", "I-01", "Q1", "--passage", "I-01:50-60", "--coder", "MA")
    done("grid", asked, "set", "I-01", "Q1", "--passage", "I-01:60-70", "--coder", "MA")
    cell = cells(done, asked, "--coder", "MA")["I-01", "Q1", "MA"]
    assert (cell["summary"], cell["category"]) == ("L’image.", "être vu")
    assert cell["passages"] == "I-01:50-60; I-01:60-70"
    assert "être vu · L’image. (1)" in done("grid", asked, "--coder", "MA").out
    assert "être vu" in cli("grid", asked, "categories", "Q1", "remove", "être vu").err
    done("grid", asked, "set", "I-01", "Q1", "--passage", "", "--summary", "", "--category", "", "--coder", "MA")
    assert ("I-01", "Q1", "MA") not in cells(done, asked, "--coder", "MA")


def test_categories_are_listed_and_changed(done, asked):
    for words in (("add", "a"), ("add", "b"), ("move", "b", "1"), ("rename", "a", "c"), ("define", "1", "when b")):
        done("grid", asked, "categories", "Q2", *words)
    done("grid", asked, "categories", "Q1", "add", "x")
    listed = rows(done("grid", asked, "categories", "--format", "csv"))
    assert [(one["question"], one["place"], one["label"], one["definition"], one["cells"]) for one in listed] == [
        ("Q1", "1", "x", "", "0"),
        ("Q2", "1", "b", "when b", "0"),
        ("Q2", "2", "c", "", "0"),
    ]
    done("grid", asked, "categories", "Q2", "remove", "2")
    assert len(rows(done("grid", asked, "categories", "Q2", "--format", "csv"))) == 1


def test_categories_are_counted_by_coder_and_compared(done, asked):
    for label in ("a", "b"):
        done("grid", asked, "categories", "Q1", "add", label)
    for who, coder, label in (("I-01", "MA", "a"), ("I-02", "MA", "a"), ("I-01", "JT", "b"), ("I-02", "JT", "a")):
        done("grid", asked, "set", who, "Q1", "--category", label, "--coder", coder)
    done("transcripts", asked)
    told = done("grid", asked, "--question", "Q1", "--format", "json").json
    both = {(one["coder"], one["category"]): (one["participants"], one["of"]) for one in told["distribution"]}
    assert both["MA", "a"] == (2, 3) and both["JT", "a"] == (1, 3) and both["JT", None] == (1, 3)
    assert [(one["both"], one["same"]) for one in told["agreement"]] == [(2, 1)]
    alone = done("grid", asked, "--question", "Q1", "--coder", "MA", "--format", "json").json
    assert {one["coder"] for one in alone["distribution"]} == {"MA"} and alone["agreement"] == []


@pytest.mark.parametrize("name", ["cells.csv", "cells.xlsx"])
def test_cells_that_were_exported_and_are_brought_in_again_change_nothing(done, asked, name):
    done("grid", asked, "categories", "Q1", "add", "a; b")
    done(
        "grid",
        asked,
        "set",
        "I-01",
        "Q1",
        "--summary",
        "=1",
        "--category",
        "1",
        "--passage",
        "I-01:5-9",
        "--coder",
        "MA",
    )
    done("grid", asked, "set", "I-02", "Q1", "--summary", "autre", "--coder", "JT")
    entries = len(done("journal", asked, "--format", "json").json["entries"])
    before = cells(done, asked, "--coder", "MA")
    done("grid", asked, "export", name, "--coder", "MA")
    assert "0 cells written" in done("grid", asked, "import", name, "--coder", "MA").err
    assert cells(done, asked, "--coder", "MA") == before
    assert len(done("journal", asked, "--format", "json").json["entries"]) == entries


def test_cells_come_from_a_table_in_one_step(cli, done, asked, home):
    (home / "cells.csv").write_text(
        "participant,question,résumé,catégorie,codeur\nI-01,Q1,un,neuf,MA\nI-02,OBJ,deux,,\nI-03,Q1,,,\nI-03,Q2,trois,,JT\n"
    )
    told = cli("grid", asked, "import", "cells.csv", "--coder", "MA")
    assert told.code == 1 and "neuf" in told.err and "--create-categories" in told.err
    words = ("grid", asked, "import", "cells.csv", "--coder", "MA", "--create-categories")
    assert "2 cells would be written" in done(*words, "--dry-run").err
    told = done(*words)
    assert "2 cells written for MA" in told.err and "1 row is another coder's" in told.err
    assert cells(done, asked, "--coder", "MA")["I-01", "Q1", "MA"]["category"] == "neuf"
    done("undo", asked, "--coder", "MA")
    assert not [key for key in cells(done, asked, "--coder", "MA") if key[2]]
    assert rows(done("grid", asked, "categories", "--format", "csv")) == []


def test_passages_behind_cells_are_printed(done, asked):
    assert (
        "Pour reprendre en main notre image."
        in done("grid", asked, "--question", "Q1", "--coder", "MA", "--explain").out
    )


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("set", "I-01", "Q9", "--summary", "x"), 1, "Q1, Q2"),
        (("set", "I-09", "Q1", "--summary", "x"), 1, "I-09"),
        (("set", "I-01", "Q1", "--category", "x"), 1, "Categories: none"),
        (("set", "I-01", "Q1", "--passage", "x"), 1, "transcript:start-end"),
        (("set", "I-01", "Q1", "--passage", "I-01:5-99999"), 1, "outside"),
        (("set", "I-01", "Q1"), 2, "--summary"),
        (("--summary", "x"), 2, "set"),
        (("--question", "Q1", "--codes", "OBJ"), 2, "either"),
        (("categories", "Q1", "dance"), 2, "rename"),
        (("categories", "Q1", "move", "a", "up"), 2, "PLACE"),
        (("import",), 2, "TABLE"),
    ],
)
def test_what_cannot_be_is_refused_with_a_way_out(cli, asked, words, code, said):
    told = cli("grid", asked, *words, "--coder", "MA")
    assert (told.code, said in told.err) == (code, True), told.err


def test_a_study_without_a_guide_says_how_to_get_one_and_shows_codes(cli, done, coded):
    told = cli("grid", coded, "--coder", "MA")
    assert told.code == 1 and "guide STUDY import" in told.err
    assert cells(done, coded, "--codes", "/", "--coder", "MA")["I-01", "OBJ", ""]["codings"] == "1"


def test_in_a_blind_study_only_ones_own_cells_are_shown(done, asked):
    for coder in ("MA", "JT"):
        done("grid", asked, "set", "I-01", "OBJ", "--summary", f"by {coder}", "--coder", coder)
    everybody = {("I-01", "OBJ", "JT"), ("I-01", "OBJ", "MA")}
    assert {key for key in cells(done, asked, "--codes", "OBJ") if key[2]} == everybody
    with contextlib.closing(sqlite3.connect(asked)) as connection, connection:
        connection.execute("INSERT INTO facts(key, value) VALUES ('blind', '1')")
    assert {key for key in cells(done, asked, "--codes", "OBJ") if key[2]} == {("I-01", "OBJ", "JT")}
