"""A blind study on the command line: made, coded, refused, opened, compared."""

import pytest

from workbench.store import journal
from workbench.store.study_file import StudyFile


@pytest.fixture
def sealed(done, files, monkeypatch):
    """A blind study of three interviews, coded by MA and JT, who are done with what they coded."""
    done(
        "new", "s.study", "--lang", "fr", "--codebook", "entretiens-medias-socionumeriques", "--coder", "MA", "--blind"
    )
    done("coders", "s.study", "add", "JT")
    done("import", "s.study", "I-01.txt", "I-02.txt", "I-03.txt")
    done("assign", "s.study", "--all", "--coder", "MA,JT")
    for name in ("MA", "JT"):
        done("code", "s.study", "--from", "codings.csv", "--coder", name)
    monkeypatch.setenv("WORKBENCH_CODER", "MA")
    return files / "s.study"


def test_what_others_coded_is_refused_with_the_reason(cli, done, sealed):
    told = cli("report", "recurrence", sealed, "--layer", "JT")
    assert told.code == 1
    assert "the codings of JT are sealed" in told.err
    for command in ("compare", "disagreements"):
        told = cli(command, sealed, "--coders", "MA,JT")
        assert (told.code, told.out) == (1, "")
        assert "sealed" in told.err
        told = cli(command, sealed)
        assert (told.code, told.out) == (1, "")
        assert "blind" in told.err
    assert {row["coder"] for row in done("export", sealed, "all.csv") and read("all.csv")} == {"MA"}


def read(name: str) -> list[dict]:
    import csv
    from pathlib import Path

    with Path(name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_nobody_in_particular_is_asked_who_looks(cli, done, sealed, monkeypatch, home):
    import shutil

    monkeypatch.delenv("WORKBENCH_CODER")
    shutil.rmtree(home / ".home", ignore_errors=True)
    told = cli("export", sealed, "all.json")
    assert told.code == 1
    assert "say who looks" in told.err and "WORKBENCH_CODER" in told.err
    assert not (home / "all.json").exists()
    done("unseal", sealed)
    done("assign", sealed)


def test_an_export_and_frames_of_another_are_refused_and_never_empty(cli, done, sealed, home):
    from workbench import open_study
    from workbench.errors import SealedError

    for name in ("theirs.csv", "theirs.json", "theirs.md"):
        told = cli("export", sealed, name, "--coder", "JT")
        assert told.code == 1
        assert "the codings of JT are sealed" in told.err
        assert not (home / name).exists()
    with open_study(sealed) as study:
        for ask in (study.codings, study.codes, study.decisions):
            with pytest.raises(SealedError, match="JT are sealed"):
                ask(coder="JT")
        assert set(study.codings(coder="MA")["coder"]) == {"MA"}
    assert "MA sees what was opened" in done("journal", sealed).out


def test_whose_work_is_asked_for_says_who_looks_where_nothing_else_does(done, sealed, monkeypatch, home):
    import shutil

    monkeypatch.delenv("WORKBENCH_CODER")
    shutil.rmtree(home / ".home", ignore_errors=True)
    done("export", sealed, "own.csv", "--coder", "JT")
    assert {row["coder"] for row in read("own.csv")} == {"JT"}
    assert "coding.import" in done("journal", sealed, "--coder", "JT").out


def test_one_coders_table_cannot_be_used_to_ask_what_another_coded(done, sealed):
    told = done("code", sealed, "--from", "codings.csv", "--dry-run")
    assert "rows of JT left out" in told.err
    assert "JT." not in told.err.partition("left out")[0].replace("rows of JT", "")


def test_the_seal_is_opened_once_everyone_is_done_and_then_all_is_seen(cli, done, sealed):
    done("state", sealed, "--all", "done", "--coder", "MA")
    told = cli("unseal", sealed, "I-01")
    assert told.code == 1
    assert "I-01 stays closed: JT has not marked it done" in told.err
    assert "0 seals opened" in done("unseal", sealed, "--all").err
    said = done("state", sealed, "I-01", "I-02", "done", "--coder", "JT").err
    assert "Everyone is done with 2 of them" in said
    assert "1 seal opened" in done("unseal", sealed, "I-01", "--coder", "MA").err
    with StudyFile.open(sealed) as study:
        (entry,) = journal.entries(study.reader, verb="seal.open")
        assert (entry.coder, entry.kind, entry.facts["count"]) == ("MA", "record", 1)
    rows = {row["transcript"]: row["seal"] for row in done("unseal", sealed, "--format", "json").json["seals"]}
    assert rows == {"I-01": "open", "I-02": "ready", "I-03": "waiting"}
    found = done("compare", sealed, "--format", "json").json
    assert (found["transcripts"], found["sealed"], found["late"]) == (1, 2, 0)
    assert done("disagreements", sealed, "--coders", "MA,JT", "--format", "json").json
    assert cli("undo", sealed, "--coder", "MA").code == 0, "the state is taken back, not the opening"
    assert done("unseal", sealed, "--format", "json").json["seals"][0]["opened_by"] == "MA"


def test_a_study_is_made_blind_later_and_told_so_twice(done, coded):
    assert "is blind now" in done("seal", coded, "--coder", "MA").err
    assert "blind already" in done("seal", coded, "--coder", "MA").err
    with StudyFile.open(coded) as study:
        assert [entry.coder for entry in journal.entries(study.reader, verb="seal.close")] == ["MA"]


def test_a_backup_holds_ones_own_work_alone(done, sealed):
    assert "the work of MA, and nobody else's" in done("backup", sealed, "copy.study").err
    with StudyFile.open(sealed.with_name("copy.study")) as copy:
        names = {name for (name,) in copy.whole.rows("SELECT o.name FROM codings c JOIN coders o ON o.id = c.coder_id")}
    assert names == {"MA"}


def test_the_consensus_of_a_sealed_study_says_that_transcripts_are_left_out(done, sealed):
    told = done("consensus", sealed)
    assert "3 transcripts are left out: this study is blind" in told.out
    assert "read by two or more" not in told.out
    assert "left out" in done("consensus", sealed, "build").err


def test_what_is_sealed_is_told_once_beside_a_comparison(done, sealed):
    for name in ("MA", "JT"):
        done("state", sealed, "done", "--all", "--coder", name)
    done("unseal", sealed, "--all")
    assert done("compare", sealed).out.count("Transcripts sealed") == 1
