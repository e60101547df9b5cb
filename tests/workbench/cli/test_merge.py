"""Packets and merges from the command line."""

import json
from pathlib import Path

import pytest


@pytest.fixture
def packet(done, coded, home: Path) -> Path:
    """A packet of MA with three more codings, one of them under a new code."""
    done("packet", coded, "--coder", "MA", "ma.study")
    (home / "more.csv").write_text(
        "transcript,coder,quote,code\nI-01,MA,Une réponse simple,VPALIER\nI-02,MA,Personne ne valide.,LIBRE\n",
        encoding="utf-8",
    )
    done("code", "ma.study", "--from", "more.csv", "--create-codes", "--coder", "MA")
    return home / "ma.study"


def codings(done, study: object) -> dict[str, int]:
    return {one["name"]: one["codings"] for one in done("coders", study, "--format", "json").json["coders"]}


def test_a_packet_goes_home_and_comes_back(done, coded, packet):
    before = codings(done, coded)
    told = done("merge", coded, packet, "--dry-run", "--coder", "JT", "--format", "json").json
    assert told["files"][0] | {"entries": 0} == {
        **{"file": "ma.study", "packet": True, "coder": "MA", "related": True, "entries": 0},
        **{"new": 3, "changed": 0, "deleted": 0, "conflicts": 0, "left": 0},
    }
    assert codings(done, coded) == before
    done("merge", coded, packet, "--coder", "JT")
    assert codings(done, coded) == before | {"MA": before["MA"] + 2}
    assert "everything in it is in the study already" in done("merge", coded, packet, "--coder", "JT").out
    assert "merged the work of other copies" in done("journal", coded, "--limit", "1").out
    done("undo", coded, "--coder", "JT")
    assert codings(done, coded) == before


def test_a_packet_says_what_is_in_it(done, coded):
    told = done("packet", coded, "--coder", "JT", "jt.study", "--format", "json").json
    assert (told["coder"], told["codings"], told["transcripts"]) == ("JT", 3, 3)
    assert [one["name"] for one in done("coders", "jt.study", "--format", "json").json["coders"]] == [
        *("consensus", "JT"),
    ]


def test_a_packet_is_not_written_over_a_file(cli, done, coded, home):
    done("packet", coded, "--coder", "MA", "ma.study")
    told = cli("packet", coded, "--coder", "MA", "ma.study")
    assert (told.code, "already there" in told.err) == (1, True)
    done("packet", coded, "--coder", "MA", "ma.study", "--force")
    assert cli("packet", coded, "--coder", "MA", coded, "--force").code == 1


def test_a_blank_packet_is_nobodys(cli, done, coded):
    assert done("packet", coded, "blank.study", "--blank", "--format", "json").json["coder"] is None
    assert cli("packet", coded, "--blank", "--coder", "MA", "x.study").code == 2


def test_conflicts_are_shown_with_both_values(done, coded, home):
    done("backup", coded, "copy.study")
    for study, strength in ((coded, 1), ("copy.study", 2)):
        weigh(home / str(study), strength)
    told = done("merge", coded, "copy.study", "--coder", "MA", "--format", "json").json
    (conflict,) = told["conflicts"]
    assert (conflict["column"], conflict["mine"], conflict["theirs"], conflict["kept"]) == (
        "strength",
        "1",
        "2",
        "mine",
    )
    assert conflict["coder"] == "MA"


def weigh(path: Path, strength: int) -> None:
    from workbench.store import coders, codings
    from workbench.store.study_file import StudyFile
    from workbench.workflows.coding import weigh

    with StudyFile.open(path) as study:
        coder = coders.named(study.reader, "MA").uuid
        weigh(study, coder, codings.all(study.reader, coder)[0].uuid, strength=strength)


def test_of_sealed_work_nothing_is_shown(done, coded, home):
    """JT merges the packet in which MA changed something that JT's copy has otherwise: JT may not see what."""
    done("backup", coded, "copy.study")
    for study, strength in ((coded, 1), ("copy.study", 2)):
        weigh(home / str(study), strength)
    make_blind(home / str(coded))
    told = done("merge", coded, "copy.study", "--coder", "JT", "--dry-run", "--format", "json").json
    assert (told["conflicts"], told["sealed"], told["files"][0]["conflicts"]) == ([], True, 0)
    assert json.dumps(told).count("strength") == 0


def make_blind(path: Path) -> None:
    from workbench.store.coders import new_uuid
    from workbench.store.finding_rows import PreferenceRow
    from workbench.store.study_file import StudyFile

    with StudyFile.open(path) as study, study.act(None, "study.blind") as act:
        act.add(PreferenceRow(uuid=new_uuid(), name="blind", value="yes"))


@pytest.mark.parametrize("words", ["Zoe", "=Zoé", "Zoe="])
def test_names_that_are_the_same_have_to_be_said_so(cli, coded, packet, words):
    assert cli("merge", coded, packet, "--same", words).code == 2


def test_a_name_that_nobody_has_there_is_refused_and_nothing_is_merged(cli, coded, packet):
    told = cli("merge", coded, packet, "--same", "Zoo=MA", "--coder", "MA")
    assert (told.code, told.out) == (1, "")
    assert "There is no coder Zoo in what is merged" in told.err


def test_a_file_that_is_no_study_is_refused(cli, coded, home):
    (home / "x.txt").write_text("words", encoding="utf-8")
    told = cli("merge", coded, "x.txt", "--coder", "MA")
    assert (told.code, "is no study" in told.err) == (1, True)
