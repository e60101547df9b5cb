"""Second readings and training: layers that stand aside, blind until they are finished."""

import json

import pytest

FIRST = "I-01,{layer},IMAGE,Pour reprendre en main notre image.\n"
OTHER = "I-01,{layer},PROJET,Pour reprendre en main notre image.\nI-01,{layer},VPALIER,Tout monte à la directrice.\n"


@pytest.fixture
def study(cli, coded):
    """Everything of MA and JT is finished."""
    for coder in ("MA", "JT"):
        assert cli("state", coded, "--all", "done", "--coder", coder).code == 0
    return coded


def coded_by(cli, study, home, layer: str, rows: str) -> None:
    table = home / "more.csv"
    table.write_text("transcript,coder,code,quote\n" + rows.format(layer=layer), encoding="utf-8")
    told = cli("code", study, "--from", table)
    assert told.code == 0, told.err


def test_a_training_is_told_only_when_a_transcript_is_done_and_then_names_the_passages(cli, study, home):
    assert cli("coders", study, "add", "NL").code == 0
    begun = cli("train", study, "I-01", "--begin", "--against", "MA", "--coder", "NL")
    assert begun.code == 0, begun.err
    assert "NL T1" in begun.err
    coded_by(cli, study, home, "NL T1", OTHER)
    before = cli("train", study, "--coder", "NL", "--format", "json").json
    assert before["finished"] == 0 and "codes" not in before
    assert cli("state", study, "I-01", "done", "--coder", "NL T1").code == 0
    after = cli("train", study, "--coder", "NL", "--format", "json").json
    assert (after["finished"], after["assigned"], after["purpose"]) == (1, 1, "training")
    codes = {row["code"]: row for row in after["codes"]}
    assert codes["VPALIER"]["f1"] == 1.0
    assert (codes["IMAGE"]["own"], codes["IMAGE"]["reference"], codes["IMAGE"]["different_code"]) == (0, 1, 1)
    (passage,) = after["passages"]
    assert (passage["own"], passage["reference"]) == (["PROJET"], ["IMAGE"])
    told = cli("train", study, "--coder", "NL").out
    assert "Pour reprendre en main notre image." in told and "NL T1 PROJET" in told


def test_a_second_reading_counts_in_no_report_and_is_held_against_the_first(cli, study, home):
    alone = cli("report", "ranking", study, "--format", "json").out
    assert cli("reread", study, "I-01", "--begin", "--coder", "MA").code == 0
    coded_by(cli, study, home, "MA 2", FIRST + "I-01,MA 2,VPALIER,Tout monte à la directrice.\n")
    assert cli("state", study, "I-01", "done", "--coder", "MA 2").code == 0
    kept = {"made_at", "head", "manifest", "sealed", "signature"}
    strip = lambda text: {key: value for key, value in json.loads(text).items() if key not in kept}  # noqa: E731
    assert strip(cli("report", "ranking", study, "--format", "json").out) == strip(alone)
    told = cli("reread", study, "--coder", "MA", "--format", "json").json
    assert {row["code"]: row["f1"] for row in told["codes"]} == {"IMAGE": 1.0, "VPALIER": 1.0}
    # Strength and stance were not set again: that is a difference from oneself as well.
    assert {row["kind"] for row in told["passages"]} <= {"stance", "strength"}
    assert "MA 2" not in cli("compare", study, "--format", "json").json["coders"]


def test_a_draw_takes_its_share_and_the_same_seed_the_same_transcripts(cli, study):
    drawn = cli("reread", study, "--begin", "--share", "34", "--seed", "7", "--coder", "JT")
    assert drawn.code == 0 and "seed 7" in drawn.err
    first = cli("state", study, "--coder", "JT 2", "--format", "json").json["transcripts"]
    assert sum(row["assigned"] for row in first) == 1
    assert cli("undo", study, "--coder", "JT").code == 0
    assert cli("reread", study, "--begin", "--share", "34", "--seed", "7", "--coder", "JT").code == 0
    assert cli("state", study, "--coder", "JT 2", "--format", "json").json["transcripts"] == first


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("reread", "--coder", "JT"), "JT has begun no second reading."),
        (("train", "--begin", "--against", "JT", "--coder", "JT"), "JT cannot be trained against JT."),
        (("train", "--begin", "--against", "consensus", "--coder", "JT"), "consensus has finished no transcript."),
        (("reread", "I-09", "--begin", "--coder", "JT"), "I-09"),
    ],
)
def test_what_cannot_be_begun_says_why(cli, study, words, sentence):
    told = cli(words[0], study, *words[1:])
    assert (told.code, sentence in told.err) == (1, True), told.err


def test_a_second_training_waits_for_the_first(cli, study):
    assert cli("train", study, "--begin", "--against", "MA", "--coder", "JT").code == 0
    told = cli("train", study, "--begin", "--against", "MA", "--coder", "JT")
    assert told.code == 1 and "JT T1 is not finished: 3 transcripts wait." in told.err


def test_layers_aside_are_listed_as_such_with_how_far_they_are(cli, study):
    assert cli("reread", study, "I-01", "--begin", "--coder", "MA").code == 0
    assert cli("train", study, "I-02", "--begin", "--against", "MA", "--coder", "JT").code == 0
    listed = cli("coders", study, "--format", "json")
    kinds = {one["name"]: one["kind"] for one in listed.json["coders"]}
    assert list(kinds.items())[-2:] == [("MA 2", "reread"), ("JT T1", "training")]
    assert "second reading" in cli("coders", study).out
    (row,) = [one for one in listed.json["coders"] if one["name"] == "MA 2"]
    assert (row["todo"], row["done"], row["codings"]) == (1, 0, None)
    states = cli("state", study, "--all-coders", "--format", "json").json["transcripts"]
    assert {one["transcript"]: one["state"]["MA 2"] for one in states} == {"I-01": "todo", "I-02": None, "I-03": None}
