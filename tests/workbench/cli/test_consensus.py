"""The consensus layer, from a table of what was agreed to a ranking of it."""

import json
from pathlib import Path

import pytest

AGREED = """transcript,code,quote,strength,stance
I-01,IMAGE,Pour reprendre en main notre image.,3,pro
I-02,IMAGE,"Pour l’image,",1,
I-02,PROJET,faire connaître un grand projet,,
I-03,DIAL,dialoguer avec les citoyens,,
I-03,IMAGE,"L’image, on s’en moque.",0,contra
"""


@pytest.fixture
def agreed(done, coded: Path) -> Path:
    """The study of two coders, with what they agreed on."""
    (coded.parent / "agreed.csv").write_text(AGREED, encoding="utf-8")
    told = done("code", coded, "--coder", "consensus", "--from", "agreed.csv", "--done")
    assert "5 codings taken: consensus." in told.err
    assert "Marked done: 3 of 3" in told.err
    return coded


def lines(told) -> list[tuple[str, str, int, int]]:
    return [(row["layer"], row["code"], row["participants"], row["rejected_by"]) for row in told.json["ranking"]][:3]


def test_the_consensus_is_ranked_when_asked_for_and_by_default(done, agreed):
    asked = done("report", "ranking", agreed, "--layer", "consensus", "--format", "json")
    assert lines(asked) == [
        ("consensus", "IMAGE", 2, 1),
        ("consensus", "DIAL", 1, 0),
        ("consensus", "PROJET", 1, 0),
    ]
    usual = done("report", "ranking", agreed, "--format", "json")
    assert usual.json["ranking"] == asked.json["ranking"]
    assert (asked.json["by_layer"][0]["chosen"], usual.json["by_layer"][0]["chosen"]) == ("asked", "consensus")
    assert "Counted by the consensus, since it has finished transcripts." in done("report", "ranking", agreed).out


def test_the_originals_stay_and_the_consensus_says_where_it_comes_from(done, agreed):
    done("export", agreed, "all.json")
    found = json.loads(Path("all.json").read_text(encoding="utf-8"))["codings"]
    by_coder = {name: [one["origin"] for one in found if one["coder"] == name] for name in ("MA", "JT", "consensus")}
    assert by_coder == {"MA": ["import"] * 6, "JT": ["import"] * 3, "consensus": ["consensus"] * 5}


def test_the_consensus_is_no_coder_to_compare_nor_to_remember(done, agreed):
    assert done("compare", agreed, "--format", "json").json["coders"] == ["MA", "JT"]
    done("undo", agreed, "--coder", "MA")
    done("state", agreed, "I-01", "todo", "--coder", "consensus")
    assert "MA" in done("state", agreed).out


def test_a_table_that_was_exported_with_its_consensus_comes_back(done, cli, agreed):
    done("export", agreed, "out.csv")
    told = done("code", agreed, "--from", "out.csv")
    assert "0 codings taken" in told.err
    assert "14 were there already." in told.err


def test_nothing_done_yet_says_how_to_mark_it_done(done, agreed):
    done("state", agreed, "--all", "todo", "--coder", "consensus")
    told = done("report", "ranking", agreed, "--layer", "consensus")
    assert "No ranking: nobody has been read to the end yet." in told.out
    assert "`workbench state STUDY --all done --coder consensus`" in told.out
    layer = done("report", "ranking", agreed, "--layer", "consensus", "--format", "json").json["by_layer"][0]
    assert (layer["reason"], layer["participants"], layer["asked"]) == ("nobody_read", 0, "none")
    done("state", agreed, "--all", "done", "--coder", "consensus")
    assert lines(done("report", "ranking", agreed, "--format", "json"))[0] == ("consensus", "IMAGE", 2, 1)
