"""Copies on which people act at random, brought together: what must hold whatever they did."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import SOAK
from tests.workbench.making import Bench
from tests.workbench.workflows.handing_in.copies import Worker, as_one, begun, copied, picture, plain_codings
from workbench.store.study_file import StudyFile
from workbench.workflows.checking import check
from workbench.workflows.handing_in.merging import merge, preview
from workbench.workflows.handing_in.values import Found
from workbench.workflows.undoing import undo

#: Acts of everybody on each side.
ACTS = 560 if SOAK else 72
SEEDS = st.integers(0, 10**9)
campaign_settings = settings(
    max_examples=15 if SOAK else 6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Apart:
    """Two copies on which both coders have worked."""

    def __init__(self, folder: Path, seed: int) -> None:
        random = Random(seed)
        self.desk: Bench = begun(folder / "a.study")
        self.mine = self.desk.study
        self.theirs = copied(self.mine, folder / "b.study")
        people = (self.desk.maude.uuid, self.desk.julien.uuid)
        self.done = {"a": 0, "b": 0}
        for _round in range(4):
            for name, study in (("a", self.mine), ("b", self.theirs)):
                for coder in people:
                    worker = Worker(study, coder, random)
                    worker.work(ACTS // 8 + 1)
                    self.done[name] += sum(worker.done.values())

    def merge(self) -> Found:
        (found,) = merge(self.mine, [self.theirs.path], coder=self.desk.maude.uuid)
        return found

    def close(self) -> None:
        self.mine.close()
        self.theirs.close()


@pytest.fixture
def apart(tmp_path_factory: pytest.TempPathFactory):
    made: list[Apart] = []

    def make(seed: int) -> Apart:
        made.append(Apart(tmp_path_factory.mktemp("copies"), seed))
        return made[-1]

    yield make
    for one in made:
        one.close()


Make = Callable[[int], Apart]


@campaign_settings
@given(seed=SEEDS)
def test_a_preview_changes_nothing_and_says_what_the_merge_does(apart: Make, seed):
    both = apart(seed)
    before = picture(both.mine, apart=())
    (told,) = preview(both.mine, [both.theirs.path])
    assert picture(both.mine, apart=()) == before
    found = both.merge()
    assert (told.taken, told.there, told.here) == (found.taken, found.there, found.here)
    assert [(one.reason, one.uuid, one.column) for one in told.conflicts] == [
        (one.reason, one.uuid, one.column) for one in found.conflicts
    ]


@campaign_settings
@given(seed=SEEDS)
def test_merging_twice_changes_nothing(apart: Make, seed):
    both = apart(seed)
    both.merge()
    after = picture(both.mine, apart=())
    assert both.merge().changes_nothing
    assert picture(both.mine, apart=()) == after
    assert all(one.sound for one in check(both.mine))


@campaign_settings
@given(seed=SEEDS)
def test_undo_brings_everything_back_but_the_journal_and_a_later_merge_does_it_again(apart: Make, seed):
    both = apart(seed)
    before = picture(both.mine, apart=())
    both.merge()
    after = picture(both.mine, apart=())
    undo(both.mine, both.desk.maude.uuid)
    assert picture(both.mine, apart=()) == before
    both.merge()
    assert picture(both.mine, apart=()) == after


@campaign_settings
@given(seed=SEEDS)
def test_no_coding_is_lost_that_somebody_did_not_take_off(apart: Make, seed):
    both = apart(seed)
    mine, theirs = plain_codings(both.mine), plain_codings(both.theirs)
    both.merge()
    same = as_one(both.mine)
    now = {same(uuid) for uuid in plain_codings(both.mine)}
    gone = {uuid for uuid in (mine.keys() | theirs.keys()) if same(uuid) not in now}
    for uuid in gone:
        # It was on both sides once, and one of them took it off, or put its code or transcript into the bin.
        assert was_there(both.mine, uuid)
        assert was_there(both.theirs, uuid)
        assert (uuid in mine) != (uuid in theirs)


def was_there(study: StudyFile, uuid: str) -> bool:
    """Whether the copy's own journal knows of a coding, the merge itself apart."""
    entries = study.reader.rows("SELECT changes FROM journal WHERE verb <> 'study.merge'")
    return any(f'"{uuid}"' in changes for (changes,) in entries)


@campaign_settings
@given(seed=SEEDS)
def test_two_copies_that_merge_each_other_hold_the_same_work(apart: Make, seed):
    both = apart(seed)
    both.merge()
    merge(both.theirs, [both.mine.path], coder=both.desk.julien.uuid)
    same = as_one(both.mine, both.theirs)
    here, there = same(picture(both.mine)), same(picture(both.theirs))
    for table in ("codings", "memos", "coder_states", "summary_passages"):
        assert here[table] == there[table], table
    assert both.merge().changes_nothing


@pytest.mark.parametrize("seed", range(20 if SOAK else 2))
def test_each_copy_of_a_long_campaign_had_hundreds_of_acts(apart: Make, seed):
    """What the campaigns try is worth the name: nearly all acts are done, few are refused."""
    both = apart(seed)
    assert min(both.done.values()) >= (500 if SOAK else 50)


# -- disjoint work ---------------------------------------------------------------------------------------------------


@campaign_settings
@given(seed=SEEDS)
def test_work_that_does_not_touch_can_be_merged_in_any_order(tmp_path_factory, seed):
    folder, random = tmp_path_factory.mktemp("copies"), Random(seed)
    desk = begun(folder / "a.study")
    copies = [copied(desk.study, folder / f"{name}.study") for name in "bc"]
    for copy, coder in zip(copies, (desk.maude, desk.julien), strict=True):
        Worker(copy, coder.uuid, random, disjoint=True).work(ACTS // 4)
    paths = [copy.path for copy in copies]
    other = copied(desk.study, folder / "d.study")
    merge(desk.study, paths, coder=desk.maude.uuid)
    for path in reversed(paths):
        merge(other, [path], coder=desk.maude.uuid)
    assert picture(desk.study) == picture(other)
    assert not any(one.conflicts for one in preview(desk.study, paths))
    for study in (desk.study, other, *copies):
        study.close()


@campaign_settings
@given(seed=SEEDS)
def test_what_came_through_another_copy_is_known(tmp_path_factory, seed):
    """A takes B in, C takes A in; then B brings C nothing, and C brings A nothing of B."""
    folder, random = tmp_path_factory.mktemp("copies"), Random(seed)
    desk = begun(folder / "a.study")
    b, c = (copied(desk.study, folder / f"{name}.study") for name in "bc")
    for copy, coder in ((desk.study, desk.maude), (b, desk.julien), (c, desk.maude)):
        Worker(copy, coder.uuid, random).work(ACTS // 6)
    merge(desk.study, [b.path], coder=desk.maude.uuid)
    merge(c, [desk.study.path], coder=desk.maude.uuid)
    after = picture(c, apart=())
    (found,) = merge(c, [b.path], coder=desk.maude.uuid)
    assert found.changes_nothing
    assert picture(c, apart=()) == after
    merge(desk.study, [c.path], coder=desk.maude.uuid)
    assert merge(desk.study, [b.path], coder=desk.maude.uuid)[0].changes_nothing
    for study in (desk.study, b, c):
        study.close()
