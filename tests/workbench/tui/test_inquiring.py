"""What the findings screens ask: early tables, the layers seen, what is kept."""

import pytest

from codebook.coding import ReadingState, Stance
from tests.workbench.tui.sitting import Settings
from transcripts.errors import StudyError
from transcripts.spans import Span
from workbench.store import coders, transcripts
from workbench.store.study_file import StudyFile
from workbench.tui.inquiring import Question, answer
from workbench.tui.session import Session
from workbench.tui.sheets import held_rows
from workbench.tui.shelf import MOST
from workbench.tui.terms import filter_fields, next_branch, next_layer
from workbench.workflows.coding import apply_codes, set_state, weigh
from workbench.workflows.findings.filters import Filter
from workbench.workflows.findings.making import make
from workbench.workflows.findings.registry import kinds


@pytest.fixture
def session(made, path):
    with StudyFile.open(path) as study:
        every = [one.uuid for one in transcripts.listing(study.reader)]
        for coder, second in ((made.maude.uuid, "PROJET"), (made.julien.uuid, "TON")):
            (image,) = apply_codes(study, coder, made.transcript, Span(29, 62), [made.codes["IMAGE"]])
            weigh(study, coder, image.uuid, stance=Stance.CONTRA, strength=2)
            apply_codes(study, coder, made.transcript, Span(63, 113), [made.codes[second]])
            set_state(study, coder, every, ReadingState.DONE)
        session = Session(study, Settings(), coders.named(study.reader, "Maude"))
        yield session
        session.writer.close()


@pytest.mark.parametrize("name", [kind.name for kind in kinds()])
def test_what_is_shown_early_is_what_the_whole_report_says(session, name):
    seen = []
    try:
        report = make(session.study, name, Filter(layer="Maude"), room=session.room, early=seen.append)
    except StudyError as refusal:
        assert refusal.message and not seen
        return
    whole = {table.name: table for table in report.tables}
    for table in seen:
        assert table.columns == whole[table.name].columns
        for early, last in zip(held_rows(table), held_rows(whole[table.name]), strict=False):
            assert all(one is None or one == other for one, other in zip(early, last, strict=True))


def test_reports_that_take_long_show_something_early(session):
    for name in ("ranking", "divergence", "matrix", "quotes", "methods"):
        seen = []
        make(session.study, name, Filter(layer="Maude"), room=session.room, early=seen.append)
        assert len(seen) == 1, name


def test_of_several_layers_the_first_is_shown_early_as_it_stands_in_the_end(session):
    seen = []
    report = make(session.study, "divergence", Filter(), room=session.room, early=seen.append)
    (early,) = seen
    rows = held_rows(early)
    assert early.columns == report.tables[0].columns
    assert rows and [tuple(row) for row in rows] == [tuple(row) for row in held_rows(report.tables[0])[: len(rows)]]
    assert {row[0] for row in rows} == {report_layers(report)[0]}


def report_layers(report):
    return next(fact.value for fact in report.facts if fact.name == "layers")


def test_figures_on_the_screen_are_those_of_the_report(session):
    shown = answer(session, Question("recurrence", Filter(layer="Julien")))
    report = make(session.study, "recurrence", Filter(layer="Julien"))
    (table, *_rest), (sheet, *_others) = report.tables, shown.sheets
    places = [place for place, column in enumerate(table.columns) if column in sheet.table.columns]
    assert [tuple(row[at] for at in places) for row in held_rows(table)] == [tuple(r) for r in held_rows(sheet.table)]


def test_the_layers_go_round_and_a_consensus_without_anything_is_passed_over(session):
    shown = answer(session, Question("recurrence"))
    names = []
    for _step in range(3):
        names.append(shown.question.wanted.layer)
        shown = answer(session, Question("recurrence", next_layer(session, shown)))
    assert names == ["Maude", "Julien", ""]
    assert shown.question.wanted.layer == "Maude"


def test_the_branches_go_round_by_way_of_the_top(session):
    shown = answer(session, Question("ranking"))
    seen = []
    for _step in range(4):
        wanted = next_branch(session, shown)
        seen.append(wanted.branch)
        shown = answer(session, Question("ranking", wanted))
    assert "/" in seen and len(set(seen)) > 1


def test_a_filter_offers_what_the_study_knows(session):
    fields = {field.name: field for field in filter_fields(session)}
    assert ("Maude", "") in fields["layer"].values
    assert ("I-05", "") in fields["transcripts"].values and fields["transcripts"].many
    assert ("IMAGE", "Image") in fields["branch"].values


def test_only_the_last_answers_are_kept(session):
    first = answer(session, Question("recurrence"))
    assert answer(session, Question("recurrence", first.question.wanted)) is first
    for level in range(1, MOST + 1):
        answer(session, Question("recurrence", Filter(layer="Maude", level=level)))
    assert answer(session, Question("recurrence", first.question.wanted)) is not first
