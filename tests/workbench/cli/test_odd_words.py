"""Words that nobody types on purpose: too long, too large, in no encoding, naming what is no file."""

import os
import sqlite3

import pytest

UNREADABLE = "caf\udce9"


@pytest.mark.parametrize(
    "words",
    [
        ("journal", "s.study", "--verb", UNREADABLE),
        ("search", "s.study", UNREADABLE),
        ("import", "s.study", "I-01.txt", "--prefix", UNREADABLE),
        ("transcripts", "s.study", "--speaker", "I-01", "--participant", UNREADABLE),
        ("new", "t.study", "--title", UNREADABLE),
    ],
)
def test_a_word_in_another_encoding_is_refused(cli, coded, words):
    told = cli(*words)
    assert told.code == 2
    assert "not written in the encoding of this terminal" in told.err


@pytest.mark.skipif(os.name != "posix", reason="names of files are text elsewhere")
def test_a_file_whose_name_is_no_text_comes_in_under_a_name_that_is(done, empty, home):
    (home / f"{UNREADABLE}.txt").write_bytes((home / "I-01.txt").read_bytes())
    done("import", empty, home / f"{UNREADABLE}.txt")
    assert done("transcripts", empty, "--format", "json").json["transcripts"][0]["name"] == "caf\ufffd"


@pytest.mark.parametrize(
    "words",
    [
        ("search", "s.study", "image", "--limit", "9" * 30),
        ("search", "s.study", "image", "--context", "-1"),
        ("journal", "s.study", "--limit", "9" * 5000),
        ("report", "ranking", "s.study", "--seed", "-1"),
        ("report", "ranking", "s.study", "--draws", "4000000000000"),
        ("undo", "s.study", "--coder", "MA", "--times", "0"),
    ],
)
def test_a_number_beyond_its_limits_is_wrong_usage(cli, coded, words):
    told = cli(*words)
    assert (told.code, told.out) == (2, "")
    assert "give a whole number from" in told.err.casefold()


@pytest.mark.parametrize(
    "words",
    [
        ("transcripts", "n" * 300),
        ("new", "n" * 300),
        ("new", "n" * 250),
        ("backup", "s.study", "n" * 300),
        ("codebook", "s.study", "import", "n" * 300),
        ("new", "t.study", "--codebook", "n" * 300),
        ("import", "s.study", "n" * 300 + ".txt"),
        ("n" * 300,),
    ],
)
def test_a_name_that_no_file_can_have_is_refused(cli, coded, home, words):
    before = sorted(home.iterdir())
    told = cli(*words)
    assert told.code in (1, 2)
    assert told.err.count("\n") == 1
    assert len(told.err) < 500
    assert "in the program itself" not in told.err
    assert sorted(home.iterdir()) == before


def test_a_home_that_cannot_be_is_no_reason_to_fail(cli, coded, monkeypatch):
    monkeypatch.setenv("WORKBENCH_HOME", "h" * 300)
    assert cli("--help").code == 0
    told = cli("transcripts", coded)
    assert "in the program itself" not in told.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize(
    "words",
    [
        ("transcripts", "pipe"),
        ("import", "s.study", "pipe.txt"),
        ("import", "s.study", "pipe.csv"),
        ("code", "s.study", "--from", "pipe.csv"),
        ("participants", "s.study", "import", "pipe.csv"),
        ("codebook", "s.study", "import", "pipe.yaml"),
        ("new", "t.study", "--guide", "pipe.yaml"),
    ],
)
def test_a_pipe_is_refused_and_not_waited_for(cli, coded, home, words):
    os.mkfifo(home / words[-1])
    told = cli(*words)
    assert told.code == 1
    assert "a pipe or a device" in told.err


def test_a_number_of_thousands_of_digits_in_a_table_is_refused_with_its_line(cli, coded, home):
    (home / "huge.csv").write_text(f"transcript,coder,code,start,end\nI-01,MA,IMAGE,0,{'9' * 5000}\n")
    told = cli("code", coded, "--from", "huge.csv")
    assert told.code == 1
    assert "line 2: start and end lie beyond any text" in told.err


def test_a_report_never_takes_the_place_of_a_study(cli, done, coded):
    for words in (("export", coded, coded, "--to", "csv"), ("transcripts", coded, "-o", coded, "--format", "json")):
        told = cli(*words)
        assert told.code == 1
        assert "is not overwritten" in told.err
    assert done("check", coded).code == 0


def test_what_a_library_warns_of_is_not_written_over_the_terminal(cli, coded, monkeypatch):
    import logging

    from workbench.cli.commands import coders

    monkeypatch.setattr(coders, "run", lambda args, out: logging.getLogger("sqlalchemy.pool").error("words"))
    assert cli("coders", coded).err == ""


def test_a_study_with_damaged_records_is_told_in_a_sentence(cli, coded):
    connection = sqlite3.connect(coded)
    connection.execute("UPDATE codes SET keywords = '[\"half' WHERE id = 3")
    connection.commit()
    connection.close()
    told = cli("codebook", coded)
    assert (told.code, told.err.count("\n")) == (1, 1)
    assert "damaged" in told.err
