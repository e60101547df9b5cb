"""``workbench verify-text`` as it is typed."""

import json
import subprocess
import sys

import pytest

RIGHT = "Elle voulait « reprendre en main notre image » (personne interrogée I-01, gestion de l'État).\n"
WRONG = RIGHT + "\nUne autre dit : « Nous n’avons jamais rien publié de tel » (personne interrogée I-09, santé).\n"


@pytest.fixture
def article(home):
    def write(text: str, name: str = "a.md"):
        path = home / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_what_matches_is_told_with_its_place(done, coded, article):
    told = done("verify-text", article(RIGHT), coded, "--format", "json").json
    assert [(one["kind"], one["verdict"], one["place"]) for one in told["findings"]] == [
        ("quotation", "right", "I-01 §2"),
        ("signature", "right", "I-01"),
    ]
    assert (told["right"], told["wrong"]) == (2, 0)


def test_strict_makes_the_exit_code_tell(cli, coded, article):
    assert cli("verify-text", article(RIGHT), coded, "--strict").code == 0
    assert cli("verify-text", article(WRONG), coded).code == 0
    told = cli("verify-text", article(WRONG), coded, "--strict")
    assert told.code == 1
    assert "2 things are not right." in told.err
    assert "nowhere in the study" in told.out
    assert "There is no participant I-09 in the study. Nearest: I-0" in told.out


def test_who_withdrew_must_not_be_quoted(done, coded, article, home):
    (home / "who.csv").write_text("pseudonym,status\nI-01,withdrew\n", encoding="utf-8")
    done("participants", coded, "import", "who.csv")
    (quotation, _signature) = done("verify-text", article(RIGHT), coded, "--format", "json").json["findings"]
    assert quotation["verdict"] == "wrong"
    assert "must not be quoted" in quotation["remark"]


def test_people_read_what_is_wrong_first(done, coded, article):
    out = done("verify-text", article(WRONG), coded).out
    assert out.index("Wrong · 2") < out.index("Correct · 2")


def test_below_the_minimum_words_of_quantity_cannot_be_judged(done, coded, article):
    path = article(
        "La plupart des répondants parlent de la reprise en main de l’image ; trois répondants en parlent.\n"
    )
    rows = done("verify-text", path, coded, "--layer", "MA", "--in", "fr", "--format", "json").json["findings"]
    assert [(one["kind"], one["verdict"]) for one in rows] == [("quantity", "unclear"), ("count", "right")]
    assert "begin at 5" in rows[0]["remark"]


def test_the_table_of_the_study_is_the_one_that_judges(done, coded, article):
    done("wording", coded, "set", "--minimum", 2)
    path = article("Une majorité de répondants (2 sur 3) parlent de dialogue.\n")
    (row, _count) = done("verify-text", path, coded, "--layer", "MA", "--in", "fr", "--format", "json").json["findings"]
    assert (row["verdict"], row["remark"]) == ("wrong", "2 of 3 would be “deux répondants”.")


def test_an_empty_article_says_that_there_is_nothing_to_check(done, coded, article):
    told = done("verify-text", article("\n"), coded)
    assert "Nothing was found that could be checked" in told.out


def test_the_passages_behind_the_rows_are_printed_on_request(done, coded, article):
    out = done("verify-text", article(RIGHT), coded, "--explain").out
    assert out.count("reprendre en main notre image") >= 2


@pytest.mark.parametrize("name", ["none.md", "a.pdf"])
def test_what_is_no_manuscript_is_told(cli, coded, home, name):
    (home / "a.pdf").write_bytes(b"%PDF-1.4")
    told = cli("verify-text", name, coded)
    assert (told.code, told.out) == (1, "")


def test_an_unknown_layer_is_told(cli, coded, article):
    assert cli("verify-text", article(RIGHT), coded, "--layer", "ZZ").code == 1


def test_hostile_text_is_shown_harmless(done, coded, article):
    out = done("verify-text", article("« \x1b[31mrouge\x1b[0m et \u202eretourné pour de bon »\n"), coded).out
    assert "\x1b" not in out
    assert "\u202e" not in out


HEAVY = ("pandas", "sqlmodel", "sqlalchemy", "textual", "openpyxl", "rapidfuzz", "docx")
RUN = """
import io, json, sys
from contextlib import redirect_stdout
from workbench.cli.app import main
with redirect_stdout(io.StringIO()):
    code = main(json.loads(sys.argv[1]))
print(json.dumps([code, sorted(set(json.loads(sys.argv[2])) & set(sys.modules))]))
"""


def test_a_check_imports_nothing_heavy(coded, article):
    typed = ["verify-text", str(article(RIGHT)), str(coded)]
    asked = [sys.executable, "-c", RUN, json.dumps(typed), json.dumps(HEAVY)]
    told = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=coded.parent, timeout=60)
    assert json.loads(told.stdout) == [0, []], told.stderr
