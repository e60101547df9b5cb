"""``workbench code --from``: all rows are checked, and then all or none are written."""

import pytest

from tests.workbench.cli.conftest import CODINGS, INTERVIEWS


@pytest.fixture
def table(home):
    """Writes a table of codings."""

    def write(text: str, name: str = "table.csv"):
        (home / name).write_text(text, encoding="utf-8")
        return name

    return write


def codings(done, study) -> list[dict]:
    done("export", study, "all.json", "--quiet")
    import json
    from pathlib import Path

    return json.loads(Path("all.json").read_text(encoding="utf-8"))["codings"]


def test_codings_of_all_coders_are_taken(done, read):
    told = done("code", read, "--from", "codings.csv")
    assert "9 codings taken: MA, JT." in told.err
    found = codings(done, read)
    assert len(found) == 9
    first = found[0]
    assert first["quote"] == "Pour reprendre en main notre image."
    assert (first["coder"], first["strength"], first["stance"], first["memo"]) == (
        "MA",
        3,
        "pro",
        "le mot vient d’elle",
    )
    assert first["origin"] == "import"


def test_only_the_named_coder_is_taken_and_the_rest_is_counted(done, read):
    told = done("code", read, "--from", "codings.csv", "--coder", "JT")
    assert "3 codings taken: JT." in told.err
    assert "6 rows of MA left out." in told.err
    assert {one["coder"] for one in codings(done, read)} == {"JT"}


def test_a_dry_run_writes_nothing(done, read):
    assert "9 codings would be taken" in done("code", read, "--from", "codings.csv", "--dry-run", "--done").err
    assert codings(done, read) == []


def test_labels_that_only_case_tells_apart_are_one_new_code_and_said(done, read, table):
    rows = (
        "transcript,coder,code,quote\nI-01,MA,Beauté,notre image\nI-01,MA,beauté,notre image\nI-02,MA,BEAUTÉ,projet\n"
    )
    told = done("code", read, "--from", table(rows + "I-02,MA,Joie,projet\n"), "--create-codes")
    assert "2 new codes: BEAUTE, JOIE" in told.err
    assert "1 label written in several ways was taken as one code: Beauté/beauté/BEAUTÉ" in told.err
    again = done("code", read, "--from", "codings.csv")
    assert "written in several ways" not in again.err


def test_taking_a_table_twice_doubles_nothing(done, coded):
    told = done("code", coded, "--from", "codings.csv")
    assert "0 codings taken" in told.err
    assert "9 were there already." in told.err
    assert len(codings(done, coded)) == 9


def test_one_undo_takes_a_whole_table_back(done, coded):
    done("undo", coded, "--coder", "MA")
    assert codings(done, coded) == []
    done("redo", coded, "--coder", "MA")
    assert len(codings(done, coded)) == 9


def test_done_marks_every_transcript_that_the_table_names_for_each_coder_taken(done, read):
    done("code", read, "--from", "codings.csv", "--coder", "JT", "--done")
    states = done("state", read, "--coder", "JT", "--format", "json").json["transcripts"]
    assert [one["state"] for one in states] == ["done", "done", "done"]
    states = done("state", read, "--coder", "MA", "--format", "json").json["transcripts"]
    assert [one["state"] for one in states] == ["todo", "todo", "todo"]


def test_without_done_what_was_coded_is_being_coded(done, read):
    done("code", read, "--from", "codings.csv")
    states = done("state", read, "--coder", "MA", "--format", "json").json["transcripts"]
    assert {one["state"] for one in states} == {"coding"}


def test_offsets_are_code_points_with_the_end_left_out(done, read, table):
    text = INTERVIEWS["I-03"]
    spoken = "\n".join(line.partition(" : ")[2] for line in text.splitlines())
    start = spoken.index("👩‍👩‍👧")
    done(
        "code",
        read,
        "--from",
        table(f"transcript,start,end,code,quote\nI-03,{start},{start + 5},TEMPS,👩‍👩‍👧\n"),
        "--coder",
        "MA",
    )
    assert codings(done, read)[0]["quote"] == "👩‍👩‍👧"


def test_a_quote_is_followed_where_offsets_count_blank_lines_and_this_is_said(done, read, table):
    told = done(
        "code",
        read,
        "--from",
        table("transcript,start,end,code,quote\nI-01,48,83,IMAGE,Pour reprendre en main notre image.\n"),
        "--coder",
        "MA",
    )
    assert "lines 2" in told.err
    assert codings(done, read)[0]["quote"] == "Pour reprendre en main notre image."


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("I-99,MA,0,4,IMAGE,,,", "no transcript I-99"),
        ("I-01,ZZ,0,4,IMAGE,,,", "no coder ZZ"),
        ("I-01,MA,0,4,NONSENSE,,,", "NONSENSE"),
        ("I-01,MA,0,4,OBJ,,,", "only groups others"),
        ("I-01,MA,0,4,,,,", "no code"),
        ("I-01,MA,0,99999,IMAGE,,,", "ends outside the text"),
        ("I-01,MA,4,4,IMAGE,,,", "does not come after"),
        ("I-01,MA,-4,4,IMAGE,,,", "no whole numbers"),
        ("I-01,MA,1.5,4,IMAGE,,,", "no whole numbers"),
        ("I-01,MA,,,IMAGE,,,", "neither a start and an end nor a quote"),
        ("I-01,MA,,,IMAGE,jamais dit,,", "does not stand"),
        ("I-01,MA,0,4,IMAGE,jamais dit,,", "nor elsewhere"),
        ("I-01,MA,,,IMAGE,a,,", "times in this transcript"),
        ("I-01,MA,0,4,IMAGE,,4,", "strength"),
        ("I-01,MA,0,4,IMAGE,,,maybe", "stance"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_nothing_is_written(cli, done, read, table, row, said):
    good = "I-01,MA,0,10,IMAGE,,,"
    told = cli("code", read, "--from", table(f"transcript,coder,start,end,code,quote,strength,stance\n{good}\n{row}\n"))
    assert told.code == 1
    assert "1 row of table.csv cannot be taken, so nothing was written" in told.err
    assert "line 3: " in told.err
    assert said in told.err
    assert codings(done, read) == []


def test_no_error_repeats_the_words_of_an_interview(cli, read, table):
    told = cli(
        "code", read, "--from", table("transcript,coder,start,end,code,quote\nI-01,MA,0,4,IMAGE,mots très secrets\n")
    )
    assert "secrets" not in told.err


def test_the_first_ten_bad_rows_are_told_and_the_rest_counted(cli, read, table):
    lines = "".join(f"I-01,MA,0,{4 + n},NONSENSE\n" for n in range(25))
    told = cli("code", read, "--from", table("transcript,coder,start,end,code\n" + lines))
    assert "25 rows" in told.err
    assert told.err.count("  line ") == 10
    assert "and 15 more rows" in told.err
    assert "--create-codes" in told.err


def test_unknown_codes_are_made_on_request_with_the_branches_of_their_path(done, read, table):
    name = table(
        "transcript,coder,start,end,code\nI-01,MA,0,10,Émotion\nI-01,MA,0,12,émotion\n"
        "I-02,MA,0,9,Objectifs > Prestige\n"
    )
    assert "2 new codes" in done("code", read, "--from", name, "--create-codes").err
    codes = {one["label"]: one for one in done("codebook", read, "--format", "json", "--lang", "fr").json["codes"]}
    assert codes["Émotion"]["codings"] == 2
    assert codes["Prestige"]["parent"] == "OBJ"
    done("undo", read, "--coder", "MA")
    labels = {one["label"] for one in done("codebook", read, "--format", "json").json["codes"]}
    assert not labels & {"Émotion", "Prestige"}


def test_a_table_that_names_nobody_needs_a_coder(cli, done, read, table):
    name = table("transcript,start,end,code\nI-01,0,10,IMAGE\n")
    assert cli("code", read, "--from", name).code == 1
    assert "1 coding taken: JT." in done("code", read, "--from", name, "--coder", "JT").err


def test_a_coder_of_whom_the_table_has_nothing_is_refused_with_its_coders(cli, done, read):
    done("coders", read, "add", "ZZ")
    told = cli("code", read, "--from", "codings.csv", "--coder", "ZZ")
    assert told.code == 1
    assert "MA, JT" in told.err


def test_what_we_export_we_take_back(done, coded, home):
    """The guard against formulas goes on in the export and comes off again."""
    done("export", coded, "out.csv")
    done("undo", coded, "--coder", "MA")
    assert "9 codings taken" in done("code", coded, "--from", "out.csv").err
    done("export", coded, "again.csv")
    kept = ("transcript", "coder", "start", "end", "code", "quote", "strength", "stance", "memo")
    import csv

    def told(name):
        with (home / name).open(encoding="utf-8-sig", newline="") as file:
            return [[row[key] for key in kept] for row in csv.DictReader(file)]

    assert told("out.csv") == told("again.csv")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("semicolons.csv", CODINGS.replace(",coder,", ";coder;").replace(",", ";")),
        ("tabs.tsv", "document\tcodeur\tdébut\tfin\tétiquette\nI-01\tMA\t0\t10\tIMAGE\n"),
    ],
)
def test_other_separators_and_french_headings_are_understood(done, read, home, name, text):
    if name == "semicolons.csv":
        text = "entretien;codeuse;début;fin;code;force;position\nI-01;MA;0;10;image;2;pour\n"
    (home / name).write_text(text, encoding="utf-8")
    assert "1 coding taken: MA." in done("code", read, "--from", name).err


def test_workbooks_are_tables_too(done, read, home):
    import openpyxl

    book = openpyxl.Workbook()
    for row in (("transcript", "coder", "start", "end", "code", "strength"), ("I-01", "MA", 0, 10, "IMAGE", 2)):
        book.active.append(row)
    book.save(home / "codings.xlsx")
    assert "1 coding taken: MA." in done("code", read, "--from", "codings.xlsx").err
    assert codings(done, read)[0]["strength"] == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("none.csv", None, "There is no file none.csv"),
        ("empty.csv", b"", ""),
        ("header.csv", b"transcript,start,end,code\n", "no rows"),
        ("wrong.csv", b"a,b\n1,2\n", "lacks the columns transcript, code, start, end"),
        ("codings.wav", b"RIFF", "Known endings"),
        ("broken.csv", b'transcript,start,end,code\nI-01,0,4,"IMAGE\n', "Line 2"),
        ("broken.xlsx", b"not a workbook", ""),
    ],
)
def test_a_file_that_is_no_table_of_codings_is_refused(cli, read, home, name, data, said):
    if data is not None:
        (home / name).write_bytes(data)
    told = cli("code", read, "--from", name, "--coder", "MA")
    assert told.code == 1
    assert said in told.err
    assert "Traceback" not in told.err
