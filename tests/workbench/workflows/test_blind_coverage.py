"""Coverage of a blind study: how far everybody is, and of their work what is not sealed; the rest is no nought."""

import pytest

from tests.workbench.blind_studies import Twin, twins
from workbench.store.study_file import StudyFile
from workbench.workflows.findings.filters import Filter
from workbench.workflows.findings.making import make
from workbench.workflows.sealing import open_seals


@pytest.fixture
def twin(tmp_path) -> Twin:
    return twins(tmp_path)[0]


def rows(study: StudyFile, wanted: Filter | None = None) -> tuple[dict, dict, str]:
    report = make(study, "coverage", wanted)
    by_coder, by_text = (
        {row[0]: dict(zip((one.name for one in table.columns), row, strict=True)) for row in table.rows}
        for table in report.tables[:2]
    )
    return by_coder, by_text, " ".join(str(block) for block in report.blocks)


def test_before_the_seal_is_opened_the_others_work_has_no_numbers(twin):
    with twin.open() as study:
        study.look_as(twin.maude.uuid)
        by_coder, by_text, said = rows(study)
        told = by_coder["Julien"]
        assert (told["done"], told["coding"], told["todo"]) == (1, 1, 1)
        assert [told[name] for name in ("codings", "coded", "suggested", "suggested_unread")] == [None] * 4
        assert by_coder["Maude"]["codings"] == 7
        assert all(one["codings.Julien"] is None and one["coded.Julien"] is None for one in by_text.values())
        assert by_text["I-05"]["done_by"] == 2
        assert "Julien" in said


def test_where_it_is_opened_for_some_transcripts_only_these_are_counted(twin):
    with twin.open() as study:
        study.look_as(twin.maude.uuid)
        open_seals(study, twin.maude.uuid, [twin.texts["I-05"]])
        study.look_as(twin.maude.uuid)
        by_coder, by_text, _said = rows(study)
        assert by_coder["Julien"]["codings"] == 4
        assert by_coder["Julien"]["coded"] == pytest.approx(by_text["I-05"]["coded.Julien"])
        assert [by_text[name]["codings.Julien"] for name in ("I-05", "I-06", "I-07")] == [4, None, None]
        assert [by_text[name]["state.Julien"] for name in ("I-05", "I-06", "I-07")] == ["done", "coding", "todo"]
        by_coder, by_text, _said = rows(study, Filter(layer="Julien"))
        assert by_coder.keys() == {"Julien"}
        assert by_text["I-06"]["codings.Julien"] is None
