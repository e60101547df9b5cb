"""The consensus on the command line: how far it is, built anew, agreement before and after."""

from pathlib import Path


def keys(done, study: Path) -> dict[str, str]:
    return {one["text"]: one["case"] for one in done("rule", study, "--all", "--format", "json").json["cases"]}


def rule_all(done, study: Path, verdict: str) -> None:
    for key in keys(done, study).values():
        done("rule", study, "--case", key, "--verdict", verdict, "--coder", "MA")


def test_the_status_says_what_is_left_on_each_transcript(done, coded):
    told = done("consensus", coded, "--format", "json").json
    assert (told["open"], told["ruled"], told["transcripts_done"]) == (6, 0, 0)
    rule_all(done, coded, "first")
    told = done("consensus", coded, "--format", "json").json
    assert (told["open"], told["ruled"], told["transcripts_done"]) == (0, 6, 3)
    assert {(one["state"], one["up_to_date"]) for one in told["transcripts"]} == {("done", True)}
    usual = done("report", "ranking", coded, "--format", "json").json
    assert usual["by_layer"][0]["chosen"] == "consensus"


def test_after_a_coding_has_changed_the_status_says_so_and_building_mends_it(done, coded):
    rule_all(done, coded, "first")
    Path("more.csv").write_text("transcript,coder,code,quote\nI-02,JT,PROJET,un grand projet\n", encoding="utf-8")
    done("code", coded, "--from", "more.csv")
    told = done("consensus", coded)
    assert "workbench consensus STUDY build" in told.out
    would = done("consensus", coded, "build", "--dry-run", "--coder", "MA").err
    assert would.splitlines() == [
        "1 transcript would change: 0 codings put in, 0 put right, 1 taken out.",
        "No longer done: I-02.",
    ]
    assert done("consensus", coded, "build", "--coder", "MA").err == would.replace("would change", "changed")
    again = done("consensus", coded, "build", "--coder", "MA").err.strip()
    assert again == "The consensus is what agreements and rulings make; nothing to do."
    assert "built the consensus anew (1)" in done("undo", coded, "--coder", "MA").err


def test_agreement_is_told_before_and_after_and_against_the_consensus(done, coded):
    before = done("consensus", coded, "agreement", "--format", "json").json
    assert (before["cases"], before["replaced"], before["left"]) == (6, 0, 6)
    assert all(one["before"] == one["after"] for one in before["agreement"])
    rule_all(done, coded, "first")
    after = done("consensus", coded, "agreement", "--format", "json").json
    assert (after["replaced"], after["left"]) == (6, 0)
    overlap = [one for one in after["agreement"] if one["measure"] == "f1_characters"]
    assert [one["after"] for one in overlap if one["reason"]["after"] is None].count(1) == len(overlap) - 1
    assert [one["code"] for one in overlap if one["after"] is None] == ["NOTO"]
    assert [one["before"] for one in overlap] == [
        one["before"] for one in before["agreement"] if one["measure"] == "f1_characters"
    ]
    mine = {
        one["coder"]: one["value"]
        for one in after["against_consensus"]
        if one["code"] is None and one["measure"] == "f1_characters"
    }
    assert mine["MA"] == 1
    assert mine["JT"] < 1
    assert "does not measure how reliably they code" in done("consensus", coded, "agreement", "--format", "md").out


def test_ruling_on_one_passage_changes_the_agreement_on_its_code_alone(done, coded):
    before = done("consensus", coded, "agreement", "--format", "json").json["agreement"]
    key = keys(done, coded)["Pour dialoguer avec les citoyens."]
    done("rule", coded, "--case", key, "--verdict", "union", "--coder", "MA")
    after = done("consensus", coded, "agreement", "--format", "json").json["agreement"]
    changed = {one["code"] for one in after if one["code"] and one["before"] != one["after"]}
    assert changed == {"DIAL"}
    assert [one["before"] for one in after] == [one["before"] for one in before]


def test_words_that_do_not_go_together_are_wrong_usage(cli, coded):
    assert cli("consensus", coded, "--dry-run").code == 2
    assert cli("consensus", coded, "build", "--coders", "MA").code == 2


def test_a_study_without_coders_or_with_one_says_so_in_a_sentence(done, read):
    told = done("consensus", read)
    assert told.code == 0
    assert "No disagreement" in done("rule", read).out
    assert done("consensus", read, "agreement").code == 0
    assert done("consensus", read, "build", "--coder", "MA").code == 0
