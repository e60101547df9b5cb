"""Ruling on disagreements from the command line."""

import csv
from pathlib import Path

import pytest


@pytest.fixture
def cases(done, coded):
    """The cases of the study, by the words that they are about."""

    def found(*options: str) -> dict[str, dict]:
        told = done("rule", coded, "--format", "json", *(options or ("--all",))).json
        return {one["text"]: one for one in told["cases"]}

    return found


IMAGE = "Pour reprendre en main notre image. D’autres parlaient à notre place."
DIALOGUE = "Pour dialoguer avec les citoyens."
PROJECT = "faire connaître un grand projet"


def consensus(done, study: Path) -> list[tuple[str, int, int]]:
    done("export", study, "now.json")
    import json

    found = json.loads(Path("now.json").read_text(encoding="utf-8"))["codings"]
    Path("now.json").unlink()
    return [(one["code"], one["start"], one["end"]) for one in found if one["coder"] == "consensus"]


def test_the_list_shows_who_gave_what_and_how_far_each_is(done, coded, cases):
    found = cases()
    assert found[IMAGE]["kinds"] == ["boundary", "strength"]
    assert found[IMAGE]["answers"] == ["1 MA: IMAGE 40–75 pro 3", "2 JT: IMAGE 40–109 pro 2"]
    assert {one["status"] for one in found.values()} == {"open"}
    shown = done("rule", coded)
    assert found[IMAGE]["case"] in shown.out
    assert "(1 MA: IMAGE 40–75 pro 3 / 2 JT: IMAGE 40–109 pro 2) · I-01 §2" in shown.out


def test_a_ruling_is_made_shown_exported_and_taken_back(done, coded, cases):
    key = cases()[DIALOGUE]["case"]
    told = done(
        "rule", coded, "--case", key, "--verdict", "intersection", "--reason", "sans le mot outil", "--coder", "JT"
    )
    assert told.err.strip() == f"Ruled on {key}; in the consensus: DIAL 45–72."
    assert consensus(done, coded) == [("DIAL", 45, 72)]
    done("rule", coded, "--all", "--output", "rulings.csv")
    with Path("rulings.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = (one for one in csv.DictReader(file) if one["case"] == key)
    assert (row["verdict"], row["reason"], row["ruled_by"], row["text"], row["status"]) == (
        *("intersection", "sans le mot outil", "JT", DIALOGUE, "ruled"),
    )
    assert row["ruled_at"]
    assert DIALOGUE not in cases("--which", "open")
    assert list(cases("--which", "ruled")) == [DIALOGUE]
    assert "Undone: ruled on DIAL in I-03." in done("undo", coded, "--coder", "JT").err
    assert consensus(done, coded) == []


def test_a_dry_run_says_what_a_verdict_makes_and_writes_nothing(done, coded, cases):
    key = cases()[PROJECT]["case"]
    told = done("rule", coded, "--case", key, "--verdict", "both", "--dry-run", "--coder", "MA")
    assert told.err.strip() == "Would put into the consensus: PROJET 62–93, NOTO 62–93."
    assert cases()[PROJECT]["status"] == "open"


def test_a_verdict_that_makes_no_sense_is_refused_with_what_to_do(cli, coded, cases):
    key = cases()[IMAGE]["case"]
    told = cli("rule", coded, "--case", key, "--verdict", "union", "--coder", "MA")
    assert told.code == 1
    assert told.err.startswith("workbench: They differ in strength as well. Say whose stance and strength count")
    assert cli("rule", coded, "--case", key, "--verdict", "union:2", "--coder", "MA").code == 0
    assert cli("rule", coded, "--case", key, "--verdict", "never", "--coder", "MA").code == 1
    assert cli("rule", coded, "--case", key, "--verdict", "third", "--coder", "MA").code == 1
    assert cli("rule", coded, "--case", "00000000", "--verdict", "first", "--coder", "MA").code == 1
    assert cli("rule", coded, "--case", key[:3], "--verdict", "first", "--coder", "MA").code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--verdict", "first"),
        ("--case", "1234"),
        ("--reason", "so"),
        ("--majority", "--withdraw", "1234"),
        ("--case", "1234", "--note", "include", "so"),
        ("--case", "1234", "--note", "perhaps", "so", "--code", "IMAGE"),
        ("--dry-run",),
        ("--all", "--which", "open"),
    ],
)
def test_words_that_do_not_go_together_are_wrong_usage(cli, coded, words):
    assert cli("rule", coded, *words).code == 2


def test_with_hidden_names_nobody_is_named_and_letters_rule(done, cli, coded, cases):
    told = done("rule", coded, "--hide-names", "--all", "--format", "json")
    assert "MA" not in told.out.replace("IMAGE", "")
    assert "JT" not in told.out
    assert all(one["codings"] == [] for one in told.json["cases"])
    shown = {one["text"]: one for one in told.json["cases"]}[PROJECT]
    letter = next(one.partition(":")[0] for one in shown["answers"] if "NOTO" in one)
    refused = cli("rule", coded, "--hide-names", "--case", shown["case"], "--verdict", "first", "--coder", "MA")
    assert refused.code == 2
    done("rule", coded, "--case", shown["case"], "--verdict", letter, "--coder", "MA")
    assert consensus(done, coded) == [("NOTO", 62, 93)]


def test_letters_and_answers_come_in_another_order_for_every_passage(done, coded):
    """Or one would learn from a single passage who A is; thirty alike would be a chance of one in millions."""
    done("coders", coded, "add", "ML")
    rows = "".join(f"I-02,ML,PROJET,{at},{at + 1}\n" for at in range(0, 60, 2))
    Path("more.csv").write_text("transcript,coder,code,start,end\n" + rows, encoding="utf-8")
    done("code", coded, "--from", "more.csv", "--done")
    told = done("rule", coded, "--hide-names", "--all", "--format", "json").json["cases"]
    mine = [one for one in told if any("PROJET" in said for said in one["answers"]) and len(one["answers"]) == 2]
    letters = {said.partition(":")[0] for one in mine for said in one["answers"] if "PROJET" in said}
    assert len(letters) > 1
    first = [one["answers"][0].partition(":")[0].partition(",")[0] for one in mine]
    assert set(first) == {"A"}
    assert len({"PROJET" in one["answers"][0] for one in mine}) == 2


def test_rulings_go_out_as_a_table_and_come_back(done, coded, cases):
    for text, verdict in ((DIALOGUE, "union"), (PROJECT, "second"), (IMAGE, "union:2")):
        done("rule", coded, "--case", cases()[text]["case"], "--verdict", verdict, "--coder", "MA")
    before = consensus(done, coded)
    done("rule", coded, "--all", "--output", "rulings.csv")
    told = done("rule", coded, "--from", "rulings.csv", "--dry-run", "--coder", "MA")
    assert told.err.splitlines() == ["0 rulings would be taken.", "3 were there already.", "3 rows have no verdict."]
    for _ruling in range(3):
        done("undo", coded, "--coder", "MA")
    assert consensus(done, coded) == []
    assert "3 rulings taken." in done("rule", coded, "--from", "rulings.csv", "--coder", "MA").err
    assert consensus(done, coded) == before
    assert "Undone: brought in rulings from a table (3)." in done("undo", coded, "--coder", "MA").err
    assert consensus(done, coded) == []


def test_a_table_with_a_wrong_row_is_refused_whole_and_says_every_line(done, cli, coded, cases):
    good = cases()[DIALOGUE]["case"]
    Path("bad.csv").write_text(
        f"case,verdict,answer\n{good},union,\n{good},neither,\nffffffffffff,union,\n{cases()[IMAGE]['case']},union,\n"
        f"{cases()[PROJECT]['case']},position,0\n",
        encoding="utf-8",
    )
    told = cli("rule", coded, "--from", "bad.csv", "--coder", "MA")
    assert told.code == 1
    assert "4 rows of bad.csv cannot be taken" in told.err
    assert [line for line in (3, 4, 5, 6) if f"line {line}:" in told.err] == [3, 4, 5, 6]
    assert consensus(done, coded) == []
    Path("bad.csv").write_text("case,what\n1,2\n", encoding="utf-8")
    assert "lacks the columns verdict" in cli("rule", coded, "--from", "bad.csv", "--coder", "MA").err


def test_the_majority_rules_only_when_asked_and_in_one_step(done, coded, cases):
    told = done("rule", coded, "--majority", "--dry-run", "--coder", "MA")
    assert told.err.strip() == "0 passages would be ruled for their majority; 6 have none."
    done("coders", coded, "add", "ML")
    Path("more.csv").write_text("transcript,coder,code,quote\nI-02,ML,NOTO,faire connaître un grand projet\n", "utf-8")
    done("code", coded, "--from", "more.csv", "--done")
    told = done("rule", coded, "--majority", "--coder", "MA")
    assert told.err.strip() == "2 passages ruled for their majority, in one step; 4 have none."
    assert consensus(done, coded) == [("NOTO", 62, 93)]
    assert "ruled for the majority (2)" in done("undo", coded, "--coder", "MA").err


def test_a_ruling_is_withdrawn_by_whomever_and_a_note_goes_into_the_codebook(done, cli, coded, cases):
    key = cases()[DIALOGUE]["case"]
    note = ("rule", coded, "--case", key, "--note", "exclude", "pas le verbe seul", "--code", "DIAL", "--coder", "MA")
    assert "Nobody has ruled on" in cli(*note).err
    done("rule", coded, "--case", key, "--verdict", "union", "--coder", "MA")
    assert "under DIAL: a new version" in done(*note).err
    codes = done("codebook", coded, "--format", "json").json["codes"]
    assert next(one for one in codes if one["code"] == "DIAL")["exclude"].endswith("pas le verbe seul")
    told = done("rule", coded, "--withdraw", key[:6], "--coder", "JT")
    assert told.err.strip() == f"Taken back: the ruling on {key}; 1 coding leaves the consensus."
    assert cli("rule", coded, "--withdraw", key, "--coder", "JT").code == 1


def test_a_kind_a_code_a_coder_a_transcript_choose_among_the_cases(cli, coded, cases):
    assert list(cases("--kind", "different_code")) == [PROJECT]
    assert list(cases("--kind", "strength")) == [IMAGE]
    assert set(cases("--code", "DIAL,NOTO")) == {PROJECT, DIALOGUE}
    assert set(cases("--transcript", "I-02")) == {PROJECT, "Pour l’image,"}
    assert len(cases("--coders", "MA,JT")) == 6
    assert next(iter(cases("--order", "cost"))) == IMAGE
    assert cli("rule", coded, "--kind", "nonsense").code == 1
