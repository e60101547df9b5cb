"""Reading, comparing and looking after: search, reports, export, journal, undo, backup."""

import csv
import io
import json

import openpyxl
import pytest


def test_search_is_blind_to_case_accents_and_elisions(done, coded):
    for query in ("image", "IMAGE", "l’image"):
        told = done("search", coded, query, "--format", "json").json
        assert {line["hit"].casefold() for line in told["lines"]} == {"image"}
        assert told["hits"] == 3


def test_search_shows_the_words_in_their_context(done, coded):
    [line] = done("search", coded, '"grand projet"', "--context", "9", "--format", "json").json["lines"]
    assert (line["transcript"], line["before"], line["hit"]) == ("I-02", "aître un ", "grand projet")
    assert line["after"] == "."


def test_search_points_at_the_text(done, coded):
    done("export", coded, "all.json", "--quiet")
    turns = json.loads((coded.parent / "all.json").read_text())["turns"]
    for line in done("search", coded, "image", "--format", "json").json["lines"]:
        text = "\n".join(turn["text"] for turn in turns if turn["transcript"] == line["transcript"])
        assert text[line["start"] : line["end"]] == line["hit"]


def test_search_can_be_kept_to_a_transcript_and_a_number(done, coded):
    assert done("search", coded, "image", "--transcript", "I-02", "--format", "json").json["hits"] == 1
    assert done("search", coded, "image", "--limit", "1", "--format", "json").json["turns"] == 1


def test_a_query_without_a_word_is_refused(cli, coded):
    assert cli("search", coded, "…").code == 1


def test_the_ranking_counts_participants_not_mentions(done, coded):
    told = done("report", "ranking", coded, "--layer", "MA", "--format", "json").json
    first, *_rest = told["ranking"]
    assert (first["code"], first["rank"], first["participants"], first["of"]) == ("IMAGE", 1, 2, 3)
    assert first["who"] == ["I-01", "I-02"]
    assert first["rejected"] == ["I-03"]
    assert first["strength"] == pytest.approx((3 + 1 + 0) / 3)


def test_the_ranking_leaves_out_who_is_not_read_to_the_end(done, coded):
    done("state", coded, "I-03", "coding", "--coder", "MA")
    told = done("report", "ranking", coded, "--layer", "MA", "--format", "json").json
    assert told["ranking"][0]["of"] == 2


def test_the_ranking_is_drawn_for_people_and_given_in_full_to_files(done, coded, home):
    assert "2 of 3" in done("report", "ranking", coded, "--layer", "MA").out
    done("report", "ranking", coded, "--layer", "MA", "--output", "r.csv")
    [first, *_rest] = csv.DictReader(io.StringIO((home / "r.csv").read_text(encoding="utf-8-sig")))
    assert (first["code"], first["participants"]) == ("IMAGE", "2")


def test_a_comparison_says_what_is_undefined_and_why(done, coded):
    told = done("compare", coded, "--format", "json").json
    codes = {one["code"]: one for one in told["codes"]}
    assert codes["DIAL"]["alpha"] == pytest.approx(1)
    assert codes["TFAM"]["alpha"] is None
    assert codes["TFAM"]["undefined"]


def test_the_disagreements_come_with_their_words(done, coded):
    told = done("disagreements", coded, "--format", "json").json
    found = {(one["kind"], tuple(one["first_codes"]), tuple(one["second_codes"])) for one in told["disagreements"]}
    assert ("different_code", ("PROJET",), ("NOTO",)) in found
    assert all(one["text"] for one in told["disagreements"])


# -- export --------------------------------------------------------------------------------------------------------


def test_an_export_by_ending_holds_what_it_says(done, coded, home):
    for name in ("o.csv", "o.tsv", "o.json", "o.md", "o.xlsx"):
        assert name in done("export", coded, name).err
    told = json.loads((home / "o.json").read_text(encoding="utf-8"))
    assert {"codings", "coders", "participants", "transcripts", "codes", "states", "turns"} <= set(told)
    assert len(told["codings"]) == 9
    assert len(told["turns"]) == 12
    book = openpyxl.load_workbook(home / "o.xlsx")
    assert book.sheetnames[:2] == ["codings", "coders"]
    assert book["codings"].max_row == 10
    assert (home / "o.csv").read_text(encoding="utf-8-sig").count("\n") == 10
    assert (home / "o.md").read_text().count("\n> *(") == 7  # two of the nine are what both coders marked


def test_an_export_can_be_of_one_coder(done, coded, home):
    done("export", coded, "o.json", "--coder", "JT")
    told = json.loads((home / "o.json").read_text())
    assert {one["coder"] for one in told["codings"]} == {"JT"}
    assert {one["coder"] for one in told["states"]} == {"JT"}


@pytest.mark.parametrize("name", ["o.wav", "o", "none/o.csv", "folder.csv"])
def test_an_export_that_cannot_be_is_refused_in_a_sentence(cli, coded, home, name):
    (home / "folder.csv").mkdir()
    told = cli("export", coded, name)
    assert told.code == 1
    assert told.err.count("\n") == 1


def test_an_unknown_ending_lists_the_known_ones(cli, coded):
    assert ".xlsx" in cli("export", coded, "o.wav").err
    assert ".xlsx" in cli("transcripts", coded, "--output", "o.wav").err


def test_a_format_may_be_said_where_the_ending_does_not(done, coded, home):
    done("export", coded, "o.txt", "--to", "json")
    assert json.loads((home / "o.txt").read_text())["report"] == "study"
    done("transcripts", coded, "--format", "table", "--output", "list.txt")
    assert "I-01" in (home / "list.txt").read_text()


@pytest.mark.parametrize("words", [("transcripts",), ("coders",), ("codebook",), ("report", "ranking"), ("compare",)])
@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_every_format_of_every_report_is_given(done, coded, words, form):
    out = done(*words, coded, "--format", form).out
    assert out.endswith("\n")
    if form == "json":
        json.loads(out)
    if form == "csv":
        header, *rows = csv.reader(io.StringIO(out))
        assert all(len(row) == len(header) for row in rows)


# -- journal, undo, backup -------------------------------------------------------------------------------------------


def test_the_journal_tells_who_did_what_newest_first(done, coded):
    entries = done("journal", coded, "--format", "json").json["entries"]
    assert [one["number"] for one in entries] == sorted((one["number"] for one in entries), reverse=True)
    assert entries[0]["verb"] == "coding.import"
    assert entries[0]["act"] == "brought in codings from a table (9)"


def test_the_journal_names_the_coder_who_was_added(done, coded):
    told = done("journal", coded, "--verb", "coder.add", "--format", "json").json["entries"]
    assert "added the coder JT" in {one["act"] for one in told}


def test_people_read_words_where_files_keep_stable_values(done, coded):
    done("state", coded, "I-01", "done", "--coder", "JT")
    assert "terminé" in done("--lang", "fr", "state", coded, "--coder", "JT").out
    told = done("--lang", "fr", "state", coded, "--coder", "JT", "--format", "json").json["transcripts"]
    assert "done" in {one["state"] for one in told}
    assert "Unité\N{NO-BREAK SPACE}: phrase" in done("--lang", "fr", "compare", coded).out
    assert done("--lang", "fr", "compare", coded, "--format", "json").json["unit"] == "sentence"


def test_the_usage_line_is_whole_in_every_language(done):
    said = done("--lang", "fr", "check", "--help").out
    assert said.startswith("utilisation\N{NO-BREAK SPACE}: workbench check [-h]")
    assert "\noptions\N{NO-BREAK SPACE}:\n" in said


def test_the_journal_holds_no_words_of_an_interview(done, coded):
    assert "directrice" not in done("journal", coded, "--format", "json").out


def test_the_journal_can_be_filtered(done, coded):
    done("state", coded, "I-01", "coding", "--coder", "JT")
    told = done("journal", coded, "--coder", "JT", "--format", "json").json["entries"]
    assert {one["coder"] for one in told} == {"JT"}
    assert len(done("journal", coded, "--limit", "2", "--format", "json").json["entries"]) == 2
    assert {one["verb"] for one in done("journal", coded, "--verb", "state.", "--format", "json").json["entries"]} == {
        "state.set"
    }
    assert done("journal", coded, "--until", "2000-01-01", "--format", "json").json["entries"] == []


def test_undo_and_redo_tell_what_they_did(cli, done, coded):
    done("state", coded, "I-01", "coding", "--coder", "JT")
    assert "Undone" in done("undo", coded, "--coder", "JT").err
    assert done("state", coded, "I-01", "--coder", "JT", "--format", "json").json["transcripts"][0]["state"] == "done"
    assert "Done again" in done("redo", coded, "--coder", "JT").err
    assert cli("redo", coded, "--coder", "JT").code == 1


def test_undo_reaches_back_without_limit_and_then_says_so(cli, done, coded):
    for _time in range(20):
        told = cli("undo", coded, "--coder", "MA")
        if told.code:
            break
    assert "nothing to undo" in told.err


def test_several_acts_can_be_undone_at_once(done, coded):
    for state in ("coding", "todo", "done"):
        done("state", coded, "I-01", state, "--coder", "MA")
    done("undo", coded, "--coder", "MA", "--times", "2")
    assert done("state", coded, "I-01", "--coder", "MA", "--format", "json").json["transcripts"][0]["state"] == "coding"


def test_a_backup_is_a_study_and_never_overwrites(cli, done, coded, home):
    done("backup", coded, "copy.study")
    assert done("transcripts", "copy.study").out == done("transcripts", coded).out
    assert cli("backup", coded, "copy.study").code == 1


def test_a_backup_without_a_name_lies_beside_the_study(done, coded, home):
    done("backup", coded)
    [copy] = home.glob("s-*.study")
    assert done("coders", copy).code == 0


def test_the_words_found_stand_under_each_other(done, coded):
    lines = [line for line in done("search", coded, "image").out.splitlines() if "§" in line]
    assert len(lines) == 3
    assert len({line.casefold().index("image") for line in lines}) == 1
    assert lines[0].startswith("I-01 §2  ")
