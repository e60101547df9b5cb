"""What is no study, or no longer one: one sentence each, and nothing is changed."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.store import dialect

READING = [
    ("transcripts",),
    ("participants",),
    ("coders",),
    ("codebook",),
    ("check",),
    ("journal",),
    ("compare",),
    ("disagreements",),
    ("report", "ranking"),
    ("report", "quotes"),
]


def with_study(words, study) -> tuple:
    return (*words, study)


def make_folder(path: Path) -> None:
    path.mkdir()


def make_empty(path: Path) -> None:
    path.write_bytes(b"")


def make_text(path: Path) -> None:
    path.write_text("ENQ : Bonjour.\n" * 50)


def make_binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def make_other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("words", READING)
@pytest.mark.parametrize("make", [make_folder, make_empty, make_text, make_binary, make_other_database])
def test_what_is_no_study_is_refused_by_every_command(cli, home, words, make):
    path = home / "bad.study"
    make(path)
    told = cli(*with_study(words, path))
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("workbench: bad.study ")
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err


@pytest.mark.parametrize("words", READING)
def test_a_study_cut_short_is_refused(cli, coded, words):
    data = coded.read_bytes()
    coded.write_bytes(data[: len(data) // 2])
    told = cli(*with_study(words, coded))
    assert told.code == 1
    assert "cut short" in told.err
    assert "Restore a backup" in told.err


def test_a_study_from_a_newer_version_is_refused_and_left_as_it_is(cli, coded):
    connection = sqlite3.connect(coded)
    dialect.set_schema_version(connection, 999)
    connection.commit()
    connection.close()
    before = coded.read_bytes()
    told = cli("transcripts", coded)
    assert told.code == 1
    assert "newer version" in told.err
    assert coded.read_bytes() == before


def test_a_study_damaged_inside_is_told_by_check(cli, coded):
    data = bytearray(coded.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 40_000] = b"\xa5" * 40_000
    coded.write_bytes(bytes(data))
    told = cli("check", coded)
    assert told.code == 1
    assert "Traceback" not in told.err + told.out


WRITING = [
    ("coders", "add", "ZZ"),
    ("import", "I-09.txt"),
    ("undo", "--coder", "MA"),
    ("state", "I-01", "todo", "--coder", "MA"),
    ("code", "--from", "codings.csv", "--coder", "MA"),
    ("participants", "import", "people.csv"),
    ("codebook", "import", "grunig"),
]


@pytest.mark.parametrize("words", WRITING)
def test_a_read_only_study_is_read_but_not_written(cli, done, coded, home, words):
    (home / "I-09.txt").write_text("ENQ : Autre chose ?\nI-09 : Oui.\nENQ : Quoi ?\nI-09 : Rien.\n")
    if words[0] == "code":
        (home / "codings.csv").write_text("transcript,start,end,code\nI-01,3,9,TINST\n")
    coded.chmod(0o444)
    try:
        told = cli(words[0], coded, *words[1:])
        assert told.code == 1
        assert "may only be read" in told.err
        assert done("transcripts", coded, "--format", "csv").out.count("\n") == 4
    finally:
        coded.chmod(0o644)


def test_check_says_that_a_read_only_study_cannot_be_looked_at_in_full(done, coded):
    coded.chmod(0o444)
    checks = {one["name"]: one["sound"] for one in done("check", coded, "--format", "json").json["checks"]}
    coded.chmod(0o644)
    assert checks == {"file": True, "texts": True, "turns": True, "codings": True, "index": None}


def test_a_busy_study_says_so_after_the_timeout_and_changes_nothing(cli, done, coded, home):
    settings = home / ".home" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("busy_timeout = 0.1\n")
    holder = sqlite3.connect(coded, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        told = cli("state", coded, "I-01", "todo", "--coder", "MA")
        assert told.code == 1
        assert "in use" in told.err
        assert done("transcripts", coded).code == 0
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert done("state", coded, "I-01", "todo", "--coder", "MA").code == 0


def test_two_processes_write_one_study_and_both_are_kept(coded, done):
    root = str(Path(dialect.__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    run = "import sys; from workbench.cli.app import main; sys.exit(main())"
    both = [
        subprocess.Popen([sys.executable, "-c", run, "coders", str(coded), "add", *names], env=environment)
        for names in (["A1", "A2", "A3"], ["B1", "B2", "B3"])
    ]
    assert [one.wait(60) for one in both] == [0, 0]
    names = {one["name"] for one in done("coders", coded, "--format", "json").json["coders"]}
    assert {"A1", "A2", "A3", "B1", "B2", "B3"} <= names


def test_check_finds_a_text_that_was_changed_behind_our_back(cli, coded):
    connection = sqlite3.connect(coded)
    connection.execute("UPDATE turns SET text = replace(text, 'image', 'usage') WHERE id = 2")
    connection.commit()
    connection.close()
    told = cli("check", coded, "--format", "json")
    assert told.code == 1
    assert told.json["sound"] is False
    checks = {one["name"]: one for one in told.json["checks"]}
    assert checks["texts"] == {
        "name": "texts",
        "looked_at": checks["texts"]["looked_at"],
        "sound": False,
        "detail": "I-01",
    }
    assert checks["index"]["sound"] is False


def test_check_makes_the_search_index_anew(cli, done, coded):
    connection = sqlite3.connect(coded)
    connection.execute("INSERT INTO turn_index(turn_index) VALUES ('delete-all')")
    connection.commit()
    connection.close()
    assert cli("check", coded).code == 1
    assert "made anew" in done("check", coded, "--mend").out
    assert done("check", coded).code == 0
    assert done("search", coded, "directrice", "--format", "json").json["hits"] == 1


def test_check_finds_a_coding_that_ends_beyond_its_text(cli, coded):
    connection = sqlite3.connect(coded)
    connection.execute('UPDATE codings SET "end" = 999999 WHERE id = 1')
    connection.commit()
    connection.close()
    told = cli("check", coded, "--format", "json")
    assert told.code == 1
    detail = next(one["detail"] for one in told.json["checks"] if one["name"] == "codings")
    assert detail.endswith("–999999")


# -- files to import -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n\t\n"),
        ("binary.txt", bytes(range(256)) * 40),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(2000)),
        ("talk.mp3", b"ID3" + bytes(100)),
        ("word.docx", b"not a zip"),
        ("sheet.xlsx", b"not a zip"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(cli, empty, home, name, data):
    (home / name).write_bytes(data)
    told = cli("import", empty, name)
    assert told.code == 1
    assert name in told.err
    assert "Traceback" not in told.err


def test_a_file_that_is_not_there_is_refused(cli, empty):
    told = cli("import", empty, "none.txt")
    assert told.code == 1
    assert "none.txt" in told.err


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_other_encodings_come_in_whole(done, empty, home, encoding):
    (home / "x.txt").write_bytes("ENQ : Où ça ?\nI-09 : À l’été, déjà.\nENQ : Et ?\nI-09 : Voilà.\n".encode(encoding))
    done("import", empty, "x.txt")
    assert done("search", empty, "ete", "--format", "json").json["lines"][0]["hit"] == "été"


def test_escapes_in_a_transcript_are_shown_harmlessly_and_kept(done, empty, home):
    (home / "x.txt").write_text("ENQ : Bon\x1b[2Jjour ?\nI-09 : Oui \x1b]0;titre\x07 oui.\nENQ : Et ?\nI-09 : Voilà.\n")
    done("import", empty, "x.txt")
    for form in ("table", "csv", "md", "json"):
        out = done("search", empty, "oui", "--format", form).out
        assert not set(out) & set("\x1b\x07")
    kept = done("search", empty, "oui", "--format", "json").json["lines"][0]
    assert "\x1b]0;" in kept["after"]
