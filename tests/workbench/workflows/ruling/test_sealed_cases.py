"""In a blind study what is sealed is neither in the queue nor ruled on, and the consensus is not built from it."""

import pytest

from codebook.coding import ReadingState
from codebook.ruling import Verdict
from tests.workbench.workflows.ruling.making_cases import Sitting, sitting
from workbench.errors import SealedError
from workbench.store import coders as coder_store
from workbench.workflows.coding import set_state
from workbench.workflows.ruling import queue, rebuild, rule, rule_majority, withdraw
from workbench.workflows.ruling.case_report import cases_report
from workbench.workflows.sealing import make_blind, open_seals, seal_for


@pytest.fixture
def blind(tmp_path) -> Sitting:
    found = sitting(tmp_path / "a.study", maude="IMAGE 0-10; TON 30-40", julien="IMAGE 0-12; TON 30-40")
    make_blind(found.study, found["maude"])
    found.study.look_as(found["maude"])
    return found


def seen(found: Sitting):
    """The queue as Maude sees it."""
    maude = coder_store.named(found.study.reader, "Maude")
    return queue(found.study, which="all", seal=seal_for(found.study, maude))


def test_nothing_sealed_is_in_the_queue_and_the_list_says_why(blind):
    found = seen(blind)
    assert (found.cases, found.counts.all, found.sealed) == ((), 0, 1)
    assert any("1 transcript is left out" in note for note in cases_report(blind.study, found).notes)


def test_a_case_that_somebody_got_hold_of_is_refused_and_nothing_is_built(blind):
    blind.study.look_as(blind["julien"])
    known = queue(_whole(blind)).cases
    assert len(known) == 1
    for attempt in (
        lambda: rule(blind.study, known[0], Verdict.UNION, coder=blind["maude"]),
        lambda: rule_majority(blind.study, _with_majority(known), coder=blind["maude"]),
    ):
        with pytest.raises(SealedError):
            attempt()
    assert not rebuild(blind.study, coder=blind["maude"]).made
    assert _whole(blind).reader.value("SELECT count(*) FROM codings WHERE origin = 'consensus'") == 0


def test_an_opened_transcript_is_ruled_on_until_somebody_goes_back_to_it(blind):
    open_seals(blind.study, blind["maude"], [blind.transcript])
    blind.study.look_as(blind["maude"])
    found = seen(blind)
    assert (len(found.cases), found.sealed) == (1, 0)
    done = rule(blind.study, found.cases[0], Verdict.UNION, coder=blind["maude"])
    assert blind.consensus() == ["IMAGE 0-12", "TON 30-40"]
    blind.study.look_as(blind["julien"])
    set_state(blind.study, blind["julien"], [blind.transcript], ReadingState.CODING)
    blind.study.look_as(blind["maude"])
    assert seen(blind).sealed == 1
    with pytest.raises(SealedError):
        withdraw(blind.study, done.ruling.uuid, coder=blind["maude"])


class _Whole:
    """A study whose reader sees past the seal, as no screen and no command does."""

    def __init__(self, found: Sitting) -> None:
        self.reader = found.study.whole


def _whole(found: Sitting) -> _Whole:
    return _Whole(found)


def _with_majority(cases):
    from dataclasses import replace

    return [replace(case, majority=0) for case in cases]
