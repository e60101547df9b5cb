"""``workbench disagreements``: sifted, ordered, and over any number of coders."""

import json
from pathlib import Path

import pytest

from tests.workbench.tui.quarrelling import KNOWN, NAMES, quarrel


@pytest.fixture
def study(home: Path) -> Path:
    quarrel(home / "querelle.study")
    return home / "querelle.study"


def asked(done, study: Path, *words: str) -> dict[str, object]:
    return done("disagreements", study, *words, "--format", "json").json


def test_what_was_told_of_two_coders_is_told_as_before_and_the_cases_beside_it(done, study):
    found = asked(done, study)
    assert found["count"] == len(found["disagreements"]) == 5
    assert [row["kind"] for row in found["disagreements"]] == [row["kind"] for row in found["cases"]]
    assert {"first", "first_codes", "second", "second_codes", "cost", "text"} <= set(found["disagreements"][0])
    assert found["open"] == 5 and found["ruled"] == 0
    assert "La peur, puis le rattrapage." in found["answers"][0]["memos"]


def test_cases_are_over_any_number_of_coders(done, home):
    quarrel(home / "five.study", 5)
    found = asked(done, home / "five.study")
    first = found["cases"][0]["case"]
    held = [name for row in found["answers"] if row["case"] == first for name in row["coders"]]
    assert sorted(held) == sorted(NAMES)
    assert found["count"] > len(found["cases"])


def test_kinds_coders_and_transcripts_are_chosen(done, study):
    found = asked(done, study, "--kind", "stance,strength")
    assert [row["kind"] for row in found["cases"]] == ["stance", "strength"]
    assert found["count"] == 2 and found["disagreements"][0]["text"] == KNOWN
    assert [row["transcript"] for row in asked(done, study, "--transcript", "I-06")["cases"]] == ["I-06"]
    assert {tuple(row["codes"]) for row in asked(done, study, "--code", "TON")["cases"]} == {("PROJET", "TON")}


def test_the_costliest_come_first_on_request(done, study):
    found = asked(done, study, "--order", "cost")
    for table in ("cases", "disagreements"):
        costs = [row["cost"] for row in found[table]]
        assert costs == sorted(costs, reverse=True) and len(costs) == 5


def test_what_is_ruled_on_is_found_apart(done, study):
    key = asked(done, study)["cases"][0]["case"]
    done("rule", study, "--case", key, "--verdict", "union", "--coder", "Maude")
    left = asked(done, study, "--which", "open")
    assert len(left["cases"]) == left["count"] == 4 and left["ruled"] == 1
    [ruled] = asked(done, study, "--which", "ruled")["cases"]
    assert ruled["case"] == key and ruled["verdict"] == "union"
    assert len(asked(done, study)["cases"]) == 5


def test_hidden_names_are_nowhere_in_the_data(done, study):
    told = done("disagreements", study, "--hide-names", "--format", "json")
    assert not any(name in json.dumps(told.json, ensure_ascii=False) for name in NAMES)
    assert told.json["count"] == 5 and told.json["disagreements"] == []


def test_people_read_the_cases(done, study):
    told = done("disagreements", study).out
    assert "different boundary" in told and "Maude" in told and "Julien" in told


def test_a_kind_that_is_none_is_refused_by_name(cli, study):
    told = cli("disagreements", study, "--kind", "colour")
    assert told.code == 1 and "colour" in told.err
