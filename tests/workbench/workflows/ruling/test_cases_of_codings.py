"""Cases about some codings alone: those that a number of a comparison is lowered by."""

import pytest

from tests.workbench.tui.quarrelling import quarrel
from workbench.store import codings, transcripts
from workbench.store.study_file import StudyFile
from workbench.workflows.ruling import queue


@pytest.fixture
def study(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "home"))
    quarrel(tmp_path / "five.study", 5)
    with StudyFile.open(tmp_path / "five.study") as study:
        yield study


def test_only_cases_about_any_of_the_codings_are_there_and_they_are_whole(study):
    every = queue(study, which="all").cases
    for case in every:
        for coding in case.codings:
            (found,) = queue(study, codings=[coding.uuid], which="all").cases
            assert found == case
    assert queue(study, codings=[one.uuid for one in every[0].codings + every[-1].codings], which="all").cases == (
        every[0],
        every[-1],
    )


def test_other_filters_narrow_them_further_and_counts_are_of_these_alone(study):
    every = queue(study, which="all").cases
    uuids = [one.uuid for case in every for one in case.codings]
    text = every[-1].transcript
    found = queue(study, codings=uuids, transcripts=[text], which="all")
    assert found.cases == tuple(case for case in every if case.transcript == text)
    assert queue(study, codings=[every[0].codings[0].uuid]).counts.all == 1
    assert queue(study, codings=[every[0].codings[0].uuid], transcripts=[text]).cases == ()


def test_codings_that_nobody_differs_on_or_that_are_gone_have_no_case(study):
    assert queue(study, codings=["no such coding"], which="all").cases == ()


def test_the_transcripts_of_codings_are_found_however_many_there_are(study):
    every = codings.all(study.reader)
    names = {uuid for uuid, _name in transcripts.numbers(study.reader).values()}
    assert codings.transcripts_of(study.reader, [one.uuid for one in every]) == names
    assert codings.transcripts_of(study.reader, [f"none {at}" for at in range(1200)] + [every[0].uuid]) == {
        every[0].transcript
    }
    assert codings.transcripts_of(study.reader, []) == set()
