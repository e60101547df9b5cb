"""Rulings made in two copies of a study, brought together."""

import shutil
from pathlib import Path

import pytest

from codebook.ruling import Verdict
from tests.workbench.workflows.ruling.making_cases import Sitting, everything, sitting
from workbench.store import codings as coding_store
from workbench.store.study_file import StudyFile
from workbench.workflows.coding import weigh
from workbench.workflows.handing_in.merging import merge, preview
from workbench.workflows.ruling import queue, rebuild, rule
from workbench.workflows.ruling.status import status
from workbench.workflows.undoing import redo, undo


@pytest.fixture
def two(tmp_path) -> Sitting:
    return sitting(
        tmp_path / "a.study",
        maude="TON 100-110; IMAGE 0-10; IMAGE 40-50; TON 70-80",
        julien="TON 100-110; IMAGE 0-15; PROJET 42-50",
    )


def copy(two: Sitting, path: Path) -> StudyFile:
    """The study as another person's copy, which knows that it is one."""
    two.study.close()
    shutil.copy(two.study.path, path)
    return StudyFile.open(path)


def content(study: StudyFile) -> dict[str, list[tuple[object, ...]]]:
    """What two copies must share; times of states are each copy's own."""
    return {name: rows for name, rows in everything(study).items() if name != "states"}


def test_rulings_on_different_cases_come_together_and_both_copies_build_the_same(two, tmp_path):
    other = copy(two, tmp_path / "b.study")
    rule(two.study, queue(two.study).cases[0], Verdict.UNION, coder=two["maude"])
    rule(other, queue(other).cases[2], Verdict.POSITION, chosen=0, coder=two["julien"])
    other.close()
    two.study.close()
    shutil.copy(two.study.path, tmp_path / "a2.study")
    merge(two.study, [tmp_path / "b.study"], coder=two["maude"])
    with StudyFile.open(tmp_path / "b.study") as back:
        merge(back, [tmp_path / "a2.study"], coder=two["julien"])
        for study in (two.study, back):
            assert queue(study).counts.ruled == 2
            assert [one for one in status(study) if not one.up_to_date] == []
        assert content(two.study) == content(back)
    assert two.consensus() == ["IMAGE 0-15", "TON 70-80", "TON 100-110"]


def test_the_same_case_ruled_differently_has_one_ruling_afterwards_and_a_consensus_that_follows_it(two, tmp_path):
    other = copy(two, tmp_path / "b.study")
    rule(two.study, queue(two.study).cases[0], Verdict.UNION, coder=two["maude"])
    rule(other, queue(other).cases[0], Verdict.POSITION, chosen=0, coder=two["julien"])
    other.close()
    merge(two.study, [tmp_path / "b.study"], coder=two["maude"])
    (ruled,) = queue(two.study, which="ruled").cases
    assert ruled.ruling.verdict in (Verdict.UNION, Verdict.POSITION)
    mine = [one for one in two.consensus() if one.startswith("IMAGE")]
    assert mine == (["IMAGE 0-15"] if ruled.ruling.verdict is Verdict.UNION else ["IMAGE 0-10"])
    before = everything(two.study)
    rebuild(two.study, coder=two["maude"])
    assert everything(two.study) == before


def gone_on(two: Sitting, path: Path, *, strength: int) -> None:
    """Another copy in which Julien has weighed what he gave."""
    with copy(two, path) as other:
        first = coding_store.all(other.reader, two["julien"])[0]
        weigh(other, two["julien"], first.uuid, strength=strength)


def test_codings_that_come_take_what_no_longer_holds_out_of_the_consensus_in_the_same_step(two, tmp_path):
    rule(two.study, queue(two.study).cases[0], Verdict.UNION, coder=two["maude"])
    gone_on(two, tmp_path / "b.study", strength=3)
    before = everything(two.study)
    assert "IMAGE 0-15" in two.consensus()
    (told,) = preview(two.study, [tmp_path / "b.study"], coder=two["maude"])
    assert everything(two.study) == before
    (found,) = merge(two.study, [tmp_path / "b.study"], coder=two["maude"])
    assert told.consensus == found.consensus
    assert (found.consensus.transcripts, found.consensus.left) == ((two.transcript,), ())
    assert two.consensus() == ["TON 100-110"]
    assert queue(two.study).counts.stale == 1
    after = everything(two.study)
    undo(two.study, two["maude"])
    assert everything(two.study) == before
    redo(two.study, two["maude"])
    assert everything(two.study) == after


def test_a_merge_builds_no_consensus_where_none_is_in_use(two, tmp_path):
    gone_on(two, tmp_path / "b.study", strength=2)
    (found,) = merge(two.study, [tmp_path / "b.study"], coder=two["maude"])
    assert not found.consensus.transcripts
    assert (two.consensus(), two.state()) == ([], None)


def test_a_merge_that_changes_nothing_leaves_an_old_consensus_as_it_is(two, tmp_path):
    rule(two.study, queue(two.study).cases[0], Verdict.UNION, coder=two["maude"])
    copy(two, tmp_path / "b.study").close()
    (mine,) = [one for one in coding_store.all(two.study.reader, two["maude"]) if two.names[one.code] == "IMAGE"][:1]
    weigh(two.study, two["maude"], mine.uuid, strength=1)
    before = everything(two.study)
    (found,) = merge(two.study, [tmp_path / "b.study"], coder=two["maude"])
    assert not found.consensus.transcripts
    assert everything(two.study) == before


def test_a_merge_can_be_taken_back_after_later_rulings_were(two, tmp_path):
    """What is written of the state of the consensus follows from rulings; it does not stand in the way."""
    for _number in range(3):
        rule(two.study, queue(two.study).cases[0], Verdict.POSITION, chosen=0, coder=two["maude"])
    assert two.state() == "done"
    gone_on(two, tmp_path / "b.study", strength=3)
    before = everything(two.study)
    merge(two.study, [tmp_path / "b.study"], coder=two["maude"])
    assert two.state() == "coding"
    stale = queue(two.study, which="stale").cases
    rule(two.study, stale[0], Verdict.UNION, coder=two["maude"])
    assert two.state() == "done"
    undo(two.study, two["maude"])
    assert two.state() == "coding"
    undo(two.study, two["maude"])
    assert everything(two.study) == before
    assert two.state() == "done"
