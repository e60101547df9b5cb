"""Agreement before and after the rulings, as it is printed and written to files."""

from pathlib import Path

from tests.workbench.workflows.measuring.several import several
from workbench.workflows.ruling.agreement_report import agreement_report
from workbench.workflows.ruling.before_after import before_and_after

VARIANT = "per-pair variant; not checked against the paper"
COVERED = {"cu_alpha", "k_u_alpha"}


def test_figures_stand_with_what_they_rest_on_and_with_the_variant_of_three_coders(tmp_path: Path) -> None:
    made = several(tmp_path / "three.study", coders=3, texts=3)
    for coders in (["A", "B", "C"], ["A", "B"]):
        report = agreement_report(before_and_after(made.study, coders))
        agreement = report.tables[0]
        rows = [dict(zip((one.name for one in agreement.columns), row, strict=True)) for row in agreement.rows]
        assert {row["measure"] for row in rows} > COVERED
        for row in rows:
            several_coders = len(coders) > 2 and row["measure"] in COVERED
            assert row["remark"] == (VARIANT if several_coders else None)
            if row["measure"] in COVERED and row["before"] is not None:
                assert 0 < row["coverage_before"] <= 1 and row["coverage_before"] == row["coverage_after"]
            elif row["measure"] not in COVERED:
                assert row["coverage_before"] is None
        assert any(VARIANT in note for note in report.notes) == (len(coders) > 2)
    made.study.close()
