"""Exports made again: the same, changed by coding, changed by hand, made by other software, or no longer possible."""

import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from codebook.coding import ReadingState
from exports.errors import ExportError
from exports.manifest_places import beside
from exports.writers import FORMATS, write_report, write_reports
from tests.workbench.making import bench, transcript
from tests.workbench.workflows.findings import code, finish
from transcripts.i18n import language, use_language
from workbench.cli.app import CATALOGUES
from workbench.errors import AnalysisError
from workbench.store.study_file import StudyFile
from workbench.workflows.coding import set_state
from workbench.workflows.findings.filters import filter_of
from workbench.workflows.findings.making import make
from workbench.workflows.findings.verifying import study_of, verify
from workbench.workflows.findings.verifying_report import verification_report
from workbench.workflows.participating import import_participants
from workbench.workflows.undoing import undo

WORDS = "Au début la direction avait peur."


@pytest.fixture
def made(tmp_path):
    made = bench(tmp_path / "a.study")
    code(made.study, made.maude, made.transcript, WORDS, made.codes["IMAGE"], strength=2)
    finish(made.study, made.maude)
    yield made
    made.study.close()


def export(made, path: Path, name: str = "ranking", **options: object) -> Path:
    report = make(made.study, name, filter_of({"layer": "Maude"}), options, whole=True)
    write_report(report, path)
    return path


def more(made) -> None:
    code(made.study, made.maude, made.transcript, "Une réponse simple", made.codes["PROJET"])


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_what_nobody_touched_is_the_same_in_every_format(made, tmp_path, form):
    path = export(made, tmp_path / f"out{FORMATS[form].endings[0]}", draws=50)
    found = verify(path, made.study)
    assert found.same
    assert found.untouched in (True, None)
    [check] = found.reports
    assert (check.study_changed, check.versions, check.problem) == (False, {}, "")


@pytest.mark.parametrize(
    "name", ["recurrence", "matrix", "cooccurrence", "divergence", "coverage", "codebook", "methods"]
)
def test_every_report_can_be_made_again_as_it_was(made, tmp_path, name):
    assert verify(export(made, tmp_path / "out.json", name), made.study).same


def test_a_change_is_told_cell_by_cell_old_and_new(made, tmp_path):
    path = export(made, tmp_path / "out.csv", "recurrence")
    more(made)
    found = verify(path, made.study)
    assert not found.same
    [check] = found.reports
    assert check.study_changed
    [main] = [table for table in check.tables if table.name == "recurrence"]
    assert not main.same
    told = {(change.row[0], change.column): (change.before, change.now) for change in main.changed}
    assert told["PROJET", "mentions"] == (0, 1)
    assert ("IMAGE", "mentions") not in told


@pytest.mark.parametrize(
    ("coded", "as_then"), [("2999-01-01T00:00:00.000Z", True), ("2400-01-01T00:00:00.000Z", False)]
)
def test_coding_that_went_on_since_is_told_from_other_changes(made, tmp_path, monkeypatch, coded, as_then):
    report = make(made.study, "recurrence", filter_of({"layer": "Maude"}), whole=True)
    assert report.manifest is not None
    write_report(replace(report, manifest=replace(report.manifest, made="2500-01-01T00:00:00Z")), tmp_path / "out.json")
    monkeypatch.setattr("workbench.store.act.now", lambda: coded)
    more(made)
    [check] = verify(tmp_path / "out.json", made.study).reports
    assert not check.same
    assert check.as_then is as_then


def test_undoing_the_change_makes_it_the_same_again(made, tmp_path):
    path = export(made, tmp_path / "out.json", "recurrence")
    more(made)
    assert not verify(path, made.study).same
    undo(made.study, made.maude.uuid)
    found = verify(path, made.study)
    assert found.same
    assert not found.reports[0].study_changed


def test_a_change_that_the_report_does_not_count_is_told_as_such(made, tmp_path):
    path = export(made, tmp_path / "out.json", "recurrence")
    import_participants(made.study, None, {"I-05": {"town": "Québec"}}, ["town"])
    found = verify(path, made.study)
    assert found.same
    assert found.reports[0].study_changed
    text = " ".join(block.text for block in verification_report(found).blocks)
    assert "nothing of what this report counts" in text


def test_a_figure_changed_by_hand_is_told_and_the_study_is_not_blamed(made, tmp_path):
    path = export(made, tmp_path / "out.xlsx", "recurrence")
    book = openpyxl.load_workbook(path)
    [cell] = [one for row in book["recurrence"].iter_rows() for one in row if one.value == "IMAGE"][:1]
    cell.value = "IMAGES"
    book.save(path)
    found = verify(path, made.study)
    assert found.untouched is False
    assert found.reports[0].same
    assert not found.same


def test_rows_of_json_changed_by_hand_are_told(made, tmp_path):
    path = export(made, tmp_path / "out.json", "recurrence")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"mentions": 1', '"mentions": 7', 1), encoding="utf-8")
    found = verify(path, made.study)
    assert found.untouched is False


def test_facts_that_changed_are_told(made, tmp_path):
    report = make(made.study, "recurrence", filter_of({"layer": "Maude"}), whole=True)
    other = tuple(replace(fact, value=("Julien",)) if fact.name == "layers" else fact for fact in report.facts)
    write_report(replace(report, facts=other), tmp_path / "out.json")
    [check] = verify(tmp_path / "out.json", made.study).reports
    [facts] = [table for table in check.tables if not table.same]
    assert [(one.row, one.before, one.now) for one in facts.changed] == [(("layers",), ("Julien",), ("Maude",))]


def test_other_software_is_named(made, tmp_path):
    report = make(made.study, "recurrence", filter_of({"layer": "Maude"}), whole=True)
    assert report.manifest is not None
    older = replace(report.manifest, versions={**report.manifest.versions, "numpy": "1.0", "gone": "2"})
    write_report(replace(report, manifest=older), tmp_path / "out.json")
    [check] = verify(tmp_path / "out.json", made.study).reports
    assert check.versions["numpy"][0] == "1.0"
    assert check.versions["gone"] == ("2", "")
    assert check.same


def test_a_report_that_can_no_longer_be_made_says_why(made, tmp_path):
    report = make(made.study, "recurrence", filter_of({"layer": "Maude"}), whole=True)
    assert report.manifest is not None
    gone = replace(report.manifest, filters={"layer": "Nobody"})
    write_report(replace(report, manifest=gone), tmp_path / "out.json")
    found = verify(tmp_path / "out.json", made.study)
    assert not found.same
    assert "Nobody" in found.reports[0].problem


def test_a_report_of_another_language_is_made_again_in_that_language(made, tmp_path):
    use_language("fr", CATALOGUES)
    try:
        path = export(made, tmp_path / "out.json", "methods")
    finally:
        use_language("en", CATALOGUES)
    assert verify(path, made.study).same
    assert language() == "en"


def test_several_reports_in_a_file_are_all_verified(made, tmp_path):
    reports = [make(made.study, name, filter_of({"layer": "Maude"}), whole=True) for name in ("recurrence", "codebook")]
    write_reports(reports, tmp_path / "all.docx", title="Article")
    more(made)
    checks = verify(tmp_path / "all.docx", made.study).reports
    assert [check.manifest.report for check in checks] == ["recurrence", "codebook"]
    assert not checks[0].same


def test_another_study_is_refused(made, tmp_path):
    path = export(made, tmp_path / "out.json", "recurrence")
    other = bench(tmp_path / "other.study", transcript("X"))
    with pytest.raises(AnalysisError, match="another study"):
        verify(path, other.study)
    other.study.close()


def test_the_study_is_found_beside_the_file_or_above_it(made, tmp_path):
    (tmp_path / "figures").mkdir()
    path = export(made, tmp_path / "figures" / "out.csv", "recurrence")
    (tmp_path / "broken.study").write_text("nothing")
    assert study_of(path) == (tmp_path / "a.study").resolve()
    assert study_of(beside(path)) == (tmp_path / "a.study").resolve()


def test_a_study_that_is_not_there_is_asked_for(made, tmp_path, monkeypatch):
    path = export(made, tmp_path / "out.json", "recurrence")
    away = tmp_path / "far" / "away"
    away.mkdir(parents=True)
    shutil.copy(path, away)
    monkeypatch.chdir(away)
    with pytest.raises(AnalysisError, match="is not beside it"):
        study_of(away / "out.json")


def test_an_export_of_the_study_itself_has_nothing_to_verify(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    study = StudyFile.create(tmp_path / "a.study", title="", language="fr")
    with study, pytest.raises(ExportError, match="does not say"):
        verify(tmp_path / "a.csv", study)


def test_a_transcript_no_longer_done_is_a_change(made, tmp_path):
    path = export(made, tmp_path / "out.md", "recurrence")
    set_state(made.study, made.maude.uuid, [made.transcript], ReadingState.CODING)
    found = verify(path, made.study)
    assert not found.same
    rows = [tuple(row) for row in verification_report(found).tables[1].rows]
    assert rows


def test_a_verification_can_be_written_as_any_report(made, tmp_path):
    path = export(made, tmp_path / "out.json", "recurrence")
    more(made)
    report = verification_report(verify(path, made.study))
    for form in ("json", "csv", "md", "xlsx"):
        assert write_report(report, tmp_path / f"v.{form}").path.exists()
