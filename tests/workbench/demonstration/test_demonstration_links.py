"""The demonstration study comes linked to its guide, by hand."""

from pathlib import Path

import pytest

from workbench.store import guide, guide_turns, transcripts
from workbench.store.study_file import StudyFile
from workbench.workflows.demonstrating import demonstrate
from workbench.workflows.guide_report import asked_report


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory):
    made = demonstrate(Path(tmp_path_factory.mktemp("demo")))
    with StudyFile.open(made.path) as study:
        yield study


def test_every_turn_of_the_interviewer_was_looked_at(study):
    assert guide.linked_transcripts(study.reader) == set(transcripts.numbers(study.reader))
    assert all(state.turns == state.decided > 10 for state in guide_turns.link_states(study.reader))


def test_three_interviews_each_skip_one_question_and_nothing_else_is_missing(study):
    rows = asked_report(study).tables[0].rows
    assert {(who, question) for who, question, status, _where in rows if status == "not_asked"} == {
        ("I-04", "Q6"),
        ("I-09", "Q8"),
        ("I-11", "Q2"),
    }
    assert {status for _who, _question, status, _where in rows} == {"asked", "not_asked"}


def test_every_question_that_is_put_is_opened_once(study):
    columns = guide.link_columns(study.reader)
    opened = [
        (text, question)
        for text, question, follow_up in zip(columns.transcript, columns.question, columns.follow_up, strict=True)
        if not follow_up
    ]
    assert len(opened) == len(set(opened)) == 11 * 8 - 3
