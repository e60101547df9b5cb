"""The consensus built anew: twice is once, in two copies the same, and never what was put in by hand."""

import shutil

import pytest

from codebook.coding import Origin, ReadingState
from codebook.ruling import Verdict
from tests.workbench.workflows.ruling.making_cases import Sitting, everything, sitting
from transcripts.spans import Span
from workbench.store import coders as coder_store
from workbench.store.study_file import StudyFile
from workbench.workflows.coding import apply_codes, move_edges, note, set_state
from workbench.workflows.ruling import queue, rebuild, rule
from workbench.workflows.ruling.status import status, status_report
from workbench.workflows.undoing import undo


@pytest.fixture
def two(tmp_path) -> Sitting:
    return sitting(
        tmp_path / "a.study", maude="TON 100-110 2; IMAGE 0-10; IMAGE 40-50", julien="TON 100-110; IMAGE 0-15"
    )


def layer(two: Sitting) -> str:
    return coder_store.named(two.study.reader, "consensus").uuid


def test_agreements_are_built_without_any_ruling_and_take_what_only_one_set(two):
    done = rebuild(two.study, coder=two["maude"])
    assert two.consensus() == ["TON 100-110 2"]
    assert (len(done.made), done.done) == (1, ())


def test_building_twice_changes_nothing(two):
    for case in two.queue().cases:
        rule(two.study, case, Verdict.UNION, coder=two["maude"])
    before, entries = everything(two.study), two.study.reader.value("SELECT count(*) FROM journal")
    for _again in range(2):
        done = rebuild(two.study, coder=two["maude"])
        assert not (done.made or done.changed or done.removed or done.transcripts or done.done or done.reopened)
    assert everything(two.study) == before
    assert two.study.reader.value("SELECT count(*) FROM journal") == entries


def test_a_dry_run_says_what_building_does_and_writes_nothing(two):
    before = everything(two.study)
    would = rebuild(two.study, coder=two["maude"], dry_run=True)
    assert everything(two.study) == before
    done = rebuild(two.study, coder=two["maude"])
    assert would == done


def test_two_copies_build_the_same_rows(two, tmp_path):
    rule(two.study, two.queue().cases[0], Verdict.UNION, coder=two["maude"])
    move_edges(two.study, two["maude"], two.queue().cases[0].codings[0].uuid, Span(40, 52))
    two.study.close()
    shutil.copy(two.study.path, tmp_path / "other.study")
    with StudyFile.open(tmp_path / "other.study") as other:
        rebuild(other, coder=two["julien"])
        rebuild(two.study, coder=two["maude"])
        ours, theirs = everything(two.study), everything(other)
        assert ours == theirs


def test_what_was_put_in_by_hand_stays_and_is_not_made_twice(two):
    apply_codes(two.study, layer(two), two.transcript, Span(100, 110), [two.codes["TON"]], origin=Origin.CONSENSUS)
    apply_codes(two.study, layer(two), two.transcript, Span(60, 70), [two.codes["PROJET"]])
    by_hand = [row for row in everything(two.study)["codings"] if row[2] == layer(two)]
    for case in two.queue().cases:
        rule(two.study, case, Verdict.POSITION, chosen=0, coder=two["maude"])
    rebuild(two.study, coder=two["maude"])
    assert [row for row in everything(two.study)["codings"] if row[:1] in [one[:1] for one in by_hand]] == by_hand
    assert two.consensus() == ["IMAGE 0-10", "IMAGE 40-50", "PROJET 60-70", "TON 100-110"]
    (found,) = status(two.study)
    assert (found.codings, found.by_hand, found.up_to_date) == (4, 2, True)


def test_what_somebody_changed_in_a_built_coding_is_put_right(two):
    rebuild(two.study, coder=two["maude"])
    before = everything(two.study)
    uuid = two.study.reader.value("SELECT uuid FROM codings WHERE origin = 'consensus'")
    move_edges(two.study, layer(two), uuid, Span(90, 110))
    done = rebuild(two.study, coder=two["maude"])
    assert (len(done.made), len(done.changed), len(done.removed)) == (0, 1, 0)
    assert everything(two.study) == before


def test_a_memo_on_a_built_coding_goes_with_it_and_comes_back_by_undo(two):
    rebuild(two.study, coder=two["maude"])
    uuid = two.study.reader.value("SELECT uuid FROM codings WHERE origin = 'consensus'")
    note(two.study, layer(two), uuid, "kept")
    before = everything(two.study)
    two.code("julien", "TON 105-120")
    rebuild(two.study, coder=two["maude"])
    assert two.consensus() == []
    undo(two.study, two["maude"])
    undo(two.study, two["julien"])
    assert everything(two.study) == before


def test_a_transcript_without_differences_is_done_once_the_consensus_is_built(tmp_path):
    found = sitting(tmp_path / "b.study", maude="TON 3-9", julien="TON 3-9")
    assert found.state() is None
    assert rebuild(found.study, coder=None).done == ("I-05",)
    assert (found.state(), found.consensus()) == ("done", ["TON 3-9"])


def test_nothing_is_agreed_by_one_reader_alone(tmp_path):
    found = sitting(tmp_path / "c.study", maude="TON 3-9")
    assert not rebuild(found.study, coder=found["maude"]).made
    assert (found.state(), found.consensus()) == (None, [])
    assert not found.queue("all").cases


def test_a_study_in_which_nobody_codes_has_an_empty_queue_and_status(tmp_path):
    found = sitting(tmp_path / "d.study", maude="", julien="")
    set_state(found.study, found["maude"], [found.transcript], ReadingState.TODO)
    assert not queue(found.study).cases
    report = status_report(status(found.study))
    assert report.tables[0].rows


def test_a_state_set_by_hand_on_a_transcript_without_rulings_stays(tmp_path):
    found = sitting(tmp_path / "e.study", maude="TON 3-9")
    set_state(found.study, layer(found), [found.transcript], ReadingState.DONE)
    rebuild(found.study, coder=found["maude"])
    assert found.state() == "done"
