"""Codes made from a table keep apart, whatever their short names."""

from pathlib import Path

import pytest

from codebook.book import Codebook
from tests.workbench.making import Bench
from workbench.workflows.coding_lines import read_coding_table
from workbench.workflows.coding_plans import BadRowsError, plan_codings

TABLE = """transcript,coder,start,end,code
I-05,Maude,0,5,Histoire racontée en jouant
I-05,Maude,0,5,histoire
"""


def test_a_short_name_made_for_one_code_is_not_taken_for_the_name_of_another(desk: Bench, tmp_path: Path) -> None:
    table = tmp_path / "codings.csv"
    table.write_text(TABLE, encoding="utf-8")
    plan = plan_codings(desk.study, read_coding_table(table), create_codes=True)
    assert [code.label("fr") for code in plan.new_codes] == ["Histoire racontée en jouant", "histoire"]
    assert len({coding.code for coding in plan.codings}) == 2


def planned(desk: Bench, folder: Path, rows: str):
    table = folder / "many.csv"
    table.write_text("transcript,coder,start,end,code\n" + rows, encoding="utf-8")
    return plan_codings(desk.study, read_coding_table(table), create_codes=True)


def test_a_codebook_is_checked_once_however_many_codes_are_new(desk: Bench, tmp_path: Path, monkeypatch) -> None:
    made: list[int] = []
    check = Codebook.__post_init__
    monkeypatch.setattr(Codebook, "__post_init__", lambda self: (made.append(1), check(self))[1])
    plan = planned(desk, tmp_path, "".join(f"I-05,Maude,0,5,libre {n}\n" for n in range(200)))
    assert len(plan.new_codes) == 200
    assert len({code.short for code in plan.new_codes}) == 200
    assert len(made) <= 3


def test_new_codes_are_known_to_the_rows_that_follow(desk: Bench, tmp_path: Path) -> None:
    rows = "I-05,Maude,0,5,Peur > Direction\nI-05,Maude,6,9,peur\nI-05,Maude,9,12,Peur > direction\n"
    plan = planned(desk, tmp_path, rows)
    assert [code.label("fr") for code in plan.new_codes] == ["Peur", "Direction"]
    assert [coding.code for coding in plan.codings] == [plan.new_codes[i].uuid for i in (1, 0, 1)]


def test_a_path_deeper_than_a_codebook_is_a_fault_of_its_row(desk: Bench, tmp_path: Path) -> None:
    with pytest.raises(BadRowsError, match="line 2: the path has more than"):
        planned(desk, tmp_path, "I-05,Maude,0,5," + " > ".join(f"n{i}" for i in range(80)) + "\n")
