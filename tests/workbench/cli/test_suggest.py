"""``workbench suggest``: what is shown, what is decided, who may, and every way it can be asked wrongly."""

import re
from pathlib import Path

import pytest

from codebook.suggestion import Verdict
from workbench.paths import shown_lists_folder
from workbench.store import codings, decisions
from workbench.store.study_file import StudyFile


@pytest.fixture(autouse=True)
def _keywords_alone(monkeypatch):
    monkeypatch.setenv("WORKBENCH_SUGGEST", "keywords")


@pytest.fixture
def ask(done, coded):
    """Asks for suggestions of MA; the data as JSON."""

    def asked(*words, code="DIAL"):
        return done("suggest", coded, "--coder", "MA", "--code", code, "--format", "json", *words).json

    return asked


def kept(path: Path) -> list[tuple[Verdict, str]]:
    with StudyFile.open(path) as study:
        return [(one.verdict, one.coding) for one in decisions.all(study.reader)]


def suggested(path: Path) -> list[str]:
    with StudyFile.open(path) as study:
        return [one.uuid for one in codings.all(study.reader) if one.origin == "suggestion"]


# -- showing ---------------------------------------------------------------------------------------------------------


def test_people_see_rank_band_place_words_and_id(done, coded):
    told = done("suggest", coded, "--coder", "MA", "--code", "IMAGE")
    first = told.out.split("\n\n")[-1].splitlines()[:3]
    assert re.fullmatch(r"  1  (strong|possible|weak)  I-0\d §\d  [0-9a-f]{8}-1", first[0])
    assert "IMAGE: nothing decided so far" in told.out
    assert "Decide with --accept ID or --reject ID" in told.err


def test_matched_words_are_marked_in_text(done, coded):
    done("keywords", coded, "IMAGE", "--add", "projet", "--coder", "MA")
    told = done("suggest", coded, "--coder", "JT", "--code", "IMAGE")
    assert "«projet»" in told.out or "«image»" in told.out
    assert "\x1b" not in told.out


def test_the_same_question_prints_the_same(ask):
    assert ask() == ask()


def test_top_limits_and_order_is_told(ask):
    found = ask("--top", "1", "--order", "uncertain")
    assert len(found["suggestions"]) == 1
    assert found["order"] == "uncertain"


def test_what_is_asked_in_csv_and_markdown_is_the_same_table(done, coded):
    words = ("suggest", coded, "--coder", "MA", "--code", "DIAL", "--format")
    header = done(*words, "csv").out.splitlines()[0]
    assert header.startswith("id,code,rank,band,transcript,turn")
    assert "DIAL" in done(*words, "md").out


def test_what_is_missing_is_said_once_with_its_command(done, coded, monkeypatch):
    from workbench.suggest import levels

    lacking = levels.Missing("Something is not there.", "pip install something==1")
    monkeypatch.setattr(levels, "missing", lambda languages: [lacking])
    words = ("suggest", coded, "--coder", "MA", "--code", "DIAL")
    assert "Something is not there. To add it: pip install something==1" in done(*words).err
    assert "pip install" not in done(*words).err
    assert "pip install something==1" in done("suggest", coded, "--coder", "MA", "--missing").err


def test_without_a_code_the_switched_on_ones_are_asked_about(cli, done, coded):
    told = cli("suggest", coded, "--coder", "MA")
    assert (told.code, told.out) == (1, "")
    assert "--on CODE" in told.err
    assert (
        "MA asks for suggestions for: IMAGE, DIAL." in done("suggest", coded, "--coder", "MA", "--on", "DIAL,IMAGE").err
    )
    found = done("suggest", coded, "--coder", "MA", "--format", "json").json
    assert {one["code"] for one in found["suggestions"]} == {"IMAGE", "DIAL"}
    assert [one["code"] for one in found["codes"]] == ["IMAGE", "DIAL"]
    assert "asks for no suggestions" in done("suggest", coded, "--coder", "MA", "--off", "DIAL,IMAGE").err
    assert cli("suggest", coded, "--coder", "MA").code == 1


def test_reading_beforehand_is_told(done, coded):
    told = done("suggest", coded, "--coder", "MA", "--index")
    assert re.search(r"Read: (\d+) of \1 passages\.", told.err)
    assert told.out == ""


def test_quiet_says_the_data_alone(done, coded):
    assert done("suggest", coded, "--coder", "MA", "--code", "DIAL", "--quiet").err == ""


def test_nothing_is_written_by_showing(done, coded, ask):
    before = coded.read_bytes()
    done("suggest", coded, "--coder", "MA", "--code", "DIAL", "--now")
    assert coded.read_bytes() == before


# -- deciding --------------------------------------------------------------------------------------------------------


def test_accepting_by_id_makes_the_coding_that_was_shown(done, coded, ask):
    one = ask()["suggestions"][0]
    told = done("suggest", coded, "--coder", "MA", "--accept", one["id"])
    assert told.err.splitlines()[0] == f"Accepted DIAL in {one['transcript']} §{one['turn']}."
    assert "DIAL: 1 of 1 accepted so far" in told.err
    assert [verdict for verdict, _coding in kept(coded)] == ["accepted"]
    with StudyFile.open(coded) as study:
        [made] = [codings.get(study.reader, uuid) for uuid in suggested(coded)]
    assert (made.span.start, made.span.end) == (one["start"], one["end"])


def test_several_are_decided_at_once_and_undone_one_by_one(done, coded, ask):
    first, second, third = (one["id"] for one in ask()["suggestions"][:3])
    done("suggest", coded, "--coder", "MA", "--accept", first, second, "--reject", third)
    assert [verdict for verdict, _coding in kept(coded)] == ["accepted", "accepted", "rejected"]
    assert "rejected a suggestion of DIAL" in done("undo", coded, "--coder", "MA").err
    assert "accepted a suggestion of DIAL" in done("undo", coded, "--coder", "MA").err
    assert len(suggested(coded)) == 1


def test_an_id_holds_whatever_was_decided_since(done, coded, ask):
    first, second = (one["id"] for one in ask()["suggestions"][:2])
    done("suggest", coded, "--coder", "MA", "--accept", first)
    done("suggest", coded, "--coder", "MA", "--reject", second)
    assert len({one.list for one in all_decisions(coded)}) == 1


def all_decisions(path):
    with StudyFile.open(path) as study:
        return decisions.all(study.reader)


def test_an_id_of_a_kept_list_is_found_on_another_machine(done, coded, ask):
    found = ask()["suggestions"]
    done("suggest", coded, "--coder", "MA", "--reject", found[0]["id"])
    for path in shown_lists_folder().iterdir():
        path.unlink()
    done("suggest", coded, "--coder", "MA", "--accept", found[1]["id"])
    assert [verdict for verdict, _coding in kept(coded)] == ["rejected", "accepted"]


def test_a_past_list_is_shown_again(done, coded, ask):
    before = ask()
    done("suggest", coded, "--coder", "MA", "--reject", before["suggestions"][0]["id"])
    again = done("suggest", coded, "--coder", "MA", "--list", before["codes"][0]["list"], "--format", "json").json
    assert again["suggestions"] == before["suggestions"]


@pytest.mark.parametrize("span", ["turn", "40-50"])
def test_other_boundaries_and_another_code_are_a_change(done, coded, ask, span):
    one = ask()["suggestions"][0]["id"]
    done("suggest", coded, "--coder", "MA", "--accept", one, "--span", span, "--code", "NOTO")
    assert [verdict for verdict, _coding in kept(coded)] == ["changed"]


def test_an_unknown_id_is_told_and_nothing_is_decided(cli, coded, ask):
    known = ask()["suggestions"][0]["id"]
    for wrong in ("1a2b3c4d-1", "nonsense", f"{known}0"):
        told = cli("suggest", coded, "--coder", "MA", "--accept", known, wrong)
        assert told.code == 1
        assert wrong in told.err
    assert kept(coded) == []


def test_another_coder_cannot_decide_about_it(cli, coded, ask):
    told = cli("suggest", coded, "--coder", "JT", "--accept", ask()["suggestions"][0]["id"])
    assert told.code == 1
    assert "another coder" in told.err


@pytest.mark.parametrize(
    "words",
    [
        ("--span", "turn"),
        ("--accept", "1a2b3c4d-1", "--span", "word"),
        ("--accept", "1a2b3c4d-1", "--reject", "1a2b3c4d-1"),
        ("--forbid", "--allow"),
        ("--list", "1a2b3c4d", "--code", "DIAL"),
        ("--top", "0"),
        ("--order", "best"),
        ("--accept",),
    ],
)
def test_words_that_do_not_go_together_are_wrong_usage(cli, coded, words):
    told = cli("suggest", coded, "--coder", "MA", *words)
    assert (told.code, told.out) == (2, "")


def test_there_is_no_way_to_accept_all(cli, coded, ask):
    ask()
    assert cli("suggest", coded, "--coder", "MA", "--accept", "all").code == 1
    assert cli("suggest", coded, "--coder", "MA", "--accept-all").code == 2
    assert kept(coded) == []


# -- who may ---------------------------------------------------------------------------------------------------------


def test_a_study_that_forbids_refuses_every_way_in(cli, done, coded, ask):
    one = ask()["suggestions"][0]["id"]
    assert "forbidden" in done("suggest", coded, "--coder", "JT", "--forbid").err
    ways = (("--code", "DIAL"), ("--accept", one), ("--reject", one), ("--on", "DIAL"), ("--index",), ())
    for words in ways:
        told = cli("suggest", coded, "--coder", "MA", *words)
        assert (told.code, told.out) == (1, ""), words
        assert "forbids suggestions" in told.err, words
        assert "--allow" in told.err
    done("suggest", coded, "--coder", "JT", "--allow")
    done("suggest", coded, "--coder", "MA", "--accept", one)


def test_an_unknown_code_and_a_branch_are_told_before_anything_is_read(cli, coded):
    assert "NOSUCH" in cli("suggest", coded, "--coder", "MA", "--code", "NOSUCH").err
    told = cli("suggest", coded, "--coder", "MA", "--code", "OBJ")
    assert told.code == 1
    assert "groups others" in told.err


def test_a_blind_study_does_not_share(cli, done, coded):
    with StudyFile.open(coded) as study, study.act(None, "study.blind") as act:
        act.run("INSERT INTO facts(key, value) VALUES ('blind', '1')")
    told = cli("suggest", coded, "--coder", "MA", "--learn-from", "all")
    assert told.code == 1
    assert "blind" in told.err
    assert "one's own" in done("suggest", coded, "--coder", "MA", "--learn-from", "own").err


def test_stopping_while_a_list_is_made_leaves_nothing_behind(cli, coded, monkeypatch):
    from workbench.workflows.suggesting import composing

    def stop(*_words):
        raise KeyboardInterrupt

    monkeypatch.setattr(composing, "compose", stop)
    told = cli("suggest", coded, "--coder", "MA", "--code", "DIAL")
    assert (told.code, told.out) == (130, "")
    assert not shown_lists_folder().exists()


def test_stopping_in_the_middle_of_a_decision_takes_none_of_it(cli, done, coded, ask, monkeypatch):
    """As by Ctrl-C between the coding and the record of where it comes from."""
    first, second = (one["id"] for one in ask()["suggestions"][:2])
    done("suggest", coded, "--coder", "MA", "--accept", first)

    def stop(*_words):
        raise KeyboardInterrupt

    monkeypatch.setattr(decisions, "keep", stop)
    assert cli("suggest", coded, "--coder", "MA", "--accept", second).code == 130
    monkeypatch.undo()
    done("check", coded)
    assert len(suggested(coded)) == len(kept(coded)) == 1


# -- for people ------------------------------------------------------------------------------------------------------


def test_on_a_terminal_matched_words_are_bold_and_nothing_of_an_interview_steers_it(done, coded, monkeypatch):

    path = coded.parent / "I-09.txt"
    path.write_text("ENQ : Pourquoi ?\nI-09 : Pour le dialogue \x1b[31m avec \ue100les gens.\n", encoding="utf-8")
    done("import", coded, path)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    told = done("suggest", coded, "--coder", "MA", "--code", "DIAL", "--top", "50")
    assert "\x1b[1mdialogue\x1b[22m" in told.out
    assert "\x1b[31m" not in told.out
    assert told.out.count("\x1b[1m") == told.out.count("\x1b[22m")
    assert "\ufffdles gens" in told.out
    monkeypatch.setenv("TERM", "dumb")
    assert "«dialogue»" in done("suggest", coded, "--coder", "MA", "--code", "DIAL", "--top", "50").out
