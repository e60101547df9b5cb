"""``workbench guide``: the guide in and out, linking by proposal or by table, and who was asked what."""

import csv
import io

import pytest

GUIDE = """
Objectifs
  Q1. Au départ, pourquoi êtes-vous allés sur les médias ? [OBJ]
    - Qui en a eu l’idée ?
Organisation
  Q2. Comment validez-vous ce qui sort ? [VALID]
  Q3. Combien d’heures y mettez-vous ? [ORGA]
"""


@pytest.fixture
def guided(done, coded, home):
    (home / "guide.txt").write_text(GUIDE, encoding="utf-8")
    told = done("guide", coded, "import", "guide.txt")
    assert "3 questions brought in from guide.txt" in told.err
    return coded


def test_the_guide_is_shown_with_its_codes_and_who_was_asked(done, guided):
    told = done("guide", guided).out
    assert "Q1" in told and "OBJ" in told and "transcripts linked: 0" in told
    shown = done("guide", guided, "--format", "json").json
    assert [one["codes"] for one in shown["questions"]] == [["OBJ"], ["VALID"], ["ORGA"]]
    assert [one["not_linked"] for one in shown["questions"]] == [3, 3, 3]
    assert shown["questions"][0]["follow_ups"] == ["Qui en a eu l’idée ?"]


def test_proposals_are_shown_and_nothing_is_linked_by_that(done, guided):
    links = done("guide", guided, "link", "--format", "json").json["links"]
    assert [(one["transcript"], one["turn"], one["question"]) for one in links] == [
        *(("I-01", 1, "Q1"), ("I-01", 3, "Q2"), ("I-02", 1, "Q1"), ("I-02", 3, "Q2"), ("I-03", 1, "Q1")),
        ("I-03", 3, "Q3"),
    ]
    assert all(one["reason"] and not one["confirmed"] for one in links)
    assert done("guide", guided, "--format", "json").json["linked"] == 0


def test_proposals_are_accepted_after_a_look_in_one_step(done, guided):
    told = done("guide", guided, "link", "--accept", "--dry-run")
    assert "6 turns would be linked in: I-01, I-02, I-03." in told.err
    assert "6 turns linked in: I-01, I-02, I-03." in done("guide", guided, "link", "--accept").err
    assert "0 turns linked in: –" in done("guide", guided, "link", "--accept").err
    shown = done("guide", guided, "--format", "json").json
    assert shown["linked"] == 3
    assert [(one["asked"], one["not_asked"]) for one in shown["questions"]] == [(3, 0), (2, 1), (1, 2)]
    assert "several transcripts ask (6)" in done("undo", guided, "--coder", "MA").err
    assert done("guide", guided, "--format", "json").json["linked"] == 0


def test_who_was_asked_what_is_a_row_for_each_participant_and_question(done, guided):
    done("guide", guided, "link", "I-01", "--accept")
    rows = done("guide", guided, "asked", "--format", "json").json["asked"]
    assert [one["asked"] for one in rows] == ["asked", "asked", "not_asked", *["not_linked"] * 6]
    wide = done("guide", guided, "asked").out
    assert "not asked" in wide and "not linked" in wide and wide.count("I-01") == 1


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_goes_out_is_mended_by_hand_and_comes_back(done, guided, home, ending):
    done("guide", guided, "link", "--output", f"links.{ending}")
    assert "6 turns linked" in done("guide", guided, "link", "--from", f"links.{ending}").err
    assert "so already" in done("guide", guided, "link", "--from", f"links.{ending}").err
    mended = "transcript;turn;question;follow_up\nI-01;3;;\nI-02;3;q1;oui\nI-02;3;Q2;non\n"
    (home / "mended.csv").write_text(mended, encoding="utf-8")
    assert "2 turns linked in: I-01, I-02." in done("guide", guided, "link", "--from", "mended.csv").err
    links = done("guide", guided, "link", "I-01", "I-02", "--format", "json").json["links"]
    assert [(one["turn"], one["question"], one["follow_up"]) for one in links] == [
        *((1, "Q1", False), (3, "", None), (1, "Q1", False), (3, "Q1", True), (3, "Q2", False)),
    ]
    assert all(one["confirmed"] for one in links)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("transcript,turn,question\nI-01,2,Q1\n", "Row 1 of t.csv: turn 2 is not one in which an interviewer speaks."),
        ("transcript,turn,question\nI-01,1,Q1\nI-01,3,Q9\n", "Row 2 of t.csv: the guide has no question Q9."),
        ("transcript,turn,question,follow_up\nI-01,1,Q1,maybe\n", 'Row 1 of t.csv: "maybe" is neither yes nor no.'),
        ("transcript,turn,question\nI-09,1,Q1\n", "Row 1 of t.csv: There is no transcript I-09 in this study."),
        ("transcript,question\nI-01,Q1\n", "t.csv lacks the columns turn"),
        ("transcript,turn,question\n", "The first row names the columns"),
    ],
)
def test_a_wrong_table_changes_nothing_and_says_which_row_is_wrong(cli, done, guided, home, table, said):
    (home / "t.csv").write_text(table, encoding="utf-8")
    told = cli("guide", guided, "link", "--from", "t.csv")
    assert told.code == 1 and said in told.err
    assert done("guide", guided, "--format", "json").json["linked"] == 0


def test_a_table_that_is_none_is_told(cli, guided):
    assert "There is no file no.csv" in cli("guide", guided, "link", "--from", "no.csv").err
    assert "is no table that links can be read from" in cli("guide", guided, "link", "--from", "guide.docx").err


def test_the_guide_goes_out_and_comes_back_as_it_was(done, guided, home):
    assert "Written: g.yaml" in done("guide", guided, "export", "g.yaml").err
    first = (home / "g.yaml").read_bytes()
    done("guide", guided, "import", "g.yaml")
    done("guide", guided, "export", "g.yaml")
    assert (home / "g.yaml").read_bytes() == first and b"Qui en a eu" in first


def test_a_question_is_removed_by_name(cli, done, guided):
    done("guide", guided, "link", "--accept")
    assert "Q2 is no longer in the guide; 2 turns were linked to it." in done("guide", guided, "remove", "Q2").err
    shown = done("guide", guided, "--format", "json").json
    assert [one["name"] for one in shown["questions"]] == ["Q1", "Q3"] and shown["linked"] == 3
    assert cli("guide", guided, "remove", "Q2").code == 1


def test_without_a_guide_it_says_how_to_get_one(done, coded):
    told = done("guide", coded, "link", "--format", "csv")
    assert "no guide yet" in told.err
    assert list(csv.DictReader(io.StringIO(told.out.removeprefix("\ufeff")))) == []
    assert done("guide", coded, "asked", "--format", "json").json["asked"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("import",),
        ("export", "a.yaml", "b.yaml"),
        ("asked", "I-01"),
        ("--accept",),
        ("asked", "--from", "t.csv"),
        ("link", "I-01", "--from", "t.csv"),
        ("link", "--accept", "--from", "t.csv"),
    ],
)
def test_words_that_do_not_go_together_are_refused(cli, guided, words):
    assert cli("guide", guided, *words).code == 2


def test_it_speaks_of_transcripts_that_are_not_there_by_their_nearest_names(cli, guided):
    told = cli("guide", guided, "link", "I-0")
    assert told.code == 1 and "I-01" in told.err
