"""Codes made from a table keep apart, whatever their short names."""

from pathlib import Path

from tests.workbench.making import Bench
from workbench.workflows.coding_lines import read_coding_table
from workbench.workflows.coding_plans import plan_codings

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
