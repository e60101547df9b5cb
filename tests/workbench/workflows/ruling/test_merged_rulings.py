"""Rulings made in two copies of a study, brought together."""

import shutil
from pathlib import Path

import pytest

from codebook.ruling import Verdict
from tests.workbench.workflows.ruling.making_cases import Sitting, everything, sitting
from workbench.store.study_file import StudyFile
from workbench.workflows.handing_in.merging import merge
from workbench.workflows.ruling import queue, rebuild, rule


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
        for study, who in ((two.study, "maude"), (back, "julien")):
            rebuild(study, coder=two[who])
            assert queue(study).counts.ruled == 2
        assert content(two.study) == content(back)
    assert two.consensus() == ["IMAGE 0-15", "TON 70-80", "TON 100-110"]


def test_the_same_case_ruled_differently_has_one_ruling_afterwards_and_a_consensus_that_follows_it(two, tmp_path):
    other = copy(two, tmp_path / "b.study")
    rule(two.study, queue(two.study).cases[0], Verdict.UNION, coder=two["maude"])
    rule(other, queue(other).cases[0], Verdict.POSITION, chosen=0, coder=two["julien"])
    other.close()
    merge(two.study, [tmp_path / "b.study"], coder=two["maude"])
    rebuild(two.study, coder=two["maude"])
    (ruled,) = queue(two.study, which="ruled").cases
    assert ruled.ruling.verdict in (Verdict.UNION, Verdict.POSITION)
    mine = [one for one in two.consensus() if one.startswith("IMAGE")]
    assert mine == (["IMAGE 0-15"] if ruled.ruling.verdict is Verdict.UNION else ["IMAGE 0-10"])
    before = everything(two.study)
    rebuild(two.study, coder=two["maude"])
    assert everything(two.study) == before
