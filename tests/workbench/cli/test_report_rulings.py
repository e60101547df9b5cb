"""How disagreements were decided, as a report."""

from pathlib import Path


def cases(done, study: Path) -> dict[str, str]:
    return {one["text"]: one["case"] for one in done("rule", study, "--all", "--format", "json").json["cases"]}


def test_the_report_counts_cases_by_kind_and_verdict_and_says_who_ruled(done, coded):
    found = cases(done, coded)
    key = found["faire connaître un grand projet"]
    done("rule", coded, "--case", key, "--verdict", "first", "--reason", "plus précis", "--coder", "MA")
    key = found["Pour dialoguer avec les citoyens."]
    done("rule", coded, "--case", key, "--verdict", "union", "--coder", "JT")
    key = found["Tout monte à la directrice."]
    done("rule", coded, "--case", key, "--verdict", "discuss", "--coder", "JT")
    told = done("report", "rulings", coded, "--format", "json").json
    assert (told["cases"], told["ruled"], told["open"], told["discuss"], told["stale"]) == (6, 2, 3, 1, 0)
    lines = {one["kind"]: one for one in told["rulings"]}
    assert (lines["missed"]["cases"], lines["missed"]["open"], lines["missed"]["discuss"]) == (3, 2, 1)
    assert (lines["different_code"]["position"], lines["different_code"]["share"]) == (1, 1)
    assert (lines["boundary"]["union"], lines["boundary"]["ruled"], lines["boundary"]["open"]) == (1, 1, 1)
    people = {one["coder"]: (one["rulings"], one["with_reason"]) for one in told["by_person"]}
    assert people == {"MA": (1, 1), "JT": (2, 0)}
    sentence = "Coders differ on 6 passages; 2 were ruled on by JT, MA, 4 are left open."
    assert sentence in done("report", "rulings", coded).out
    assert sentence in done("report", "methods", coded).out.replace("\n", " ")
    cut = done("report", "rulings", coded, "--transcript", "I-02", "--format", "json").json
    assert (cut["cases"], cut["ruled"]) == (2, 1)
    branch = done("report", "rulings", coded, "--branch", "DIAL", "--format", "json").json
    assert (branch["cases"], branch["ruled"]) == (1, 1)
    person = done("report", "rulings", coded, "--participant", "I-03", "--format", "json").json
    assert (person["cases"], person["ruled"]) == (2, 1)


def test_without_disagreements_the_report_says_so(done, read):
    told = done("report", "rulings", read)
    assert "No disagreement on the transcripts that two or more have finished." in told.out
    assert done("report", "rulings", read, "--format", "json").json["rulings"] == []


def test_a_report_by_the_consensus_says_when_it_is_out_of_date(done, coded):
    for one in done("rule", coded, "--all", "--format", "json").json["cases"]:
        done("rule", coded, "--case", one["case"], "--verdict", "first", "--coder", "MA")
    done("consensus", coded, "build")
    report = ("report", "recurrence", coded, "--layer", "Consensus", "--format", "json")
    assert not any("out of date" in note for note in done(*report).json["notes"])
    done("undo", coded, "--coder", "JT")
    (note,) = [note for note in done(*report).json["notes"] if "out of date" in note]
    assert f"workbench consensus {coded.name} build" in note
    assert not any("out of date" in note for note in done(*report[:4], "MA", "--format", "json").json["notes"])
    done("consensus", coded, "build")
    assert not any("out of date" in note for note in done(*report).json["notes"])
