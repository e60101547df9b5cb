"""A consensus that is out of date, found by a few questions, against the whole working out."""

from random import Random

import pytest

from codebook.coding import CoderKind, ReadingState, Stance
from codebook.ruling import Verdict
from tests.workbench.workflows.ruling.making_cases import Sitting, sitting
from transcripts.spans import Span
from workbench.store import coders as coder_store
from workbench.store import codings as coding_store
from workbench.workflows.coding import apply_codes, move_edges, remove_codings, set_state, weigh
from workbench.workflows.consensus_age import age_notes, outdated
from workbench.workflows.ruling import queue, rebuild, rule
from workbench.workflows.ruling.status import status
from workbench.workflows.studies import add_coder, edit_codebook


def old(desk: Sitting) -> bool:
    (layer,) = coder_store.all(desk.study.reader, kind=CoderKind.CONSENSUS)
    return bool(outdated(desk.study.reader, layer))


def notes(desk: Sitting) -> list[str]:
    return list(age_notes(desk.study, coder_store.all(desk.study.reader), [desk.transcript]))


def mine(desk: Sitting, who: str, code: str):
    found = coding_store.all(desk.study.reader, desk[who])
    return next(one for one in found if desk.names[one.code] == code)


@pytest.fixture
def done(tmp_path) -> Sitting:
    """Everything agreed or ruled: an agreement, a union, and something that neither counts."""
    desk = sitting(tmp_path / "a.study", maude="TON 100-110; IMAGE 0-10; IMAGE 60-66", julien="TON 100-110; IMAGE 0-15")
    rule(desk.study, queue(desk.study).cases[0], Verdict.UNION, coder=desk["maude"])
    rule(desk.study, queue(desk.study).cases[0], Verdict.NEITHER, coder=desk["maude"])
    rebuild(desk.study, coder=desk["maude"])
    assert (desk.consensus(), desk.state()) == (["IMAGE 0-15", "TON 100-110"], "done")
    return desk


def test_a_consensus_that_was_just_built_is_not_out_of_date(done):
    assert not old(done)
    assert notes(done) == []


def more(desk: Sitting) -> None:
    apply_codes(desk.study, desk["julien"], desk.transcript, Span(70, 80), [desk.codes["PROJET"]])


def agree_on_more(desk: Sitting) -> None:
    for who in ("maude", "julien"):
        apply_codes(desk.study, desk[who], desk.transcript, Span(70, 80), [desk.codes["PROJET"]])


def less(desk: Sitting) -> None:
    remove_codings(desk.study, desk["julien"], [mine(desk, "julien", "TON").uuid])


def less_of_what_was_ruled(desk: Sitting) -> None:
    remove_codings(desk.study, desk["julien"], [mine(desk, "julien", "IMAGE").uuid])


def other_stance(desk: Sitting) -> None:
    weigh(desk.study, desk["maude"], mine(desk, "maude", "TON").uuid, stance=Stance.CONTRA)


def other_edges(desk: Sitting) -> None:
    move_edges(desk.study, desk["maude"], mine(desk, "maude", "IMAGE").uuid, Span(2, 10))


def gone_back(desk: Sitting) -> None:
    set_state(desk.study, desk["julien"], [desk.transcript], ReadingState.CODING)


def a_third(desk: Sitting) -> None:
    zoe = add_coder(desk.study, "Zoé")
    set_state(desk.study, zoe.uuid, [desk.transcript], ReadingState.DONE)


CHANGES = (more, agree_on_more, less, less_of_what_was_ruled, other_stance, other_edges, gone_back, a_third)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_changed_since_is_told_with_the_way_to_renew_it(done, change):
    change(done)
    assert old(done)
    (note,) = notes(done)
    assert "workbench consensus a.study build" in note
    rebuild(done.study, coder=done["maude"])
    assert notes(done) == []


def test_a_change_that_was_taken_back_is_none(done):
    coding = mine(done, "maude", "IMAGE")
    move_edges(done.study, done["maude"], coding.uuid, Span(3, 9))
    move_edges(done.study, done["maude"], coding.uuid, coding.span)
    assert not old(done)


def test_what_is_in_the_bin_counts_on_neither_side(done):
    edit_codebook(done.study, done["maude"], "code.remove", lambda book: book.remove(done.codes["TON"]))
    assert all(one.up_to_date for one in status(done.study))
    assert not old(done)


def test_a_passage_of_the_consensus_by_hand_stands_for_what_coders_gave_there(done):
    (layer,) = coder_store.all(done.study.reader, kind=CoderKind.CONSENSUS)
    apply_codes(done.study, layer.uuid, done.transcript, Span(70, 80), [done.codes["PROJET"]])
    agree_on_more(done)
    rebuild(done.study, coder=done["maude"])
    assert done.state() == "done"
    assert not old(done)


def test_a_consensus_by_hand_alone_is_never_out_of_date(tmp_path):
    desk = sitting(tmp_path / "a.study", maude="TON 100-110", julien="IMAGE 0-10")
    (layer,) = coder_store.all(desk.study.reader, kind=CoderKind.CONSENSUS)
    apply_codes(desk.study, layer.uuid, desk.transcript, Span(0, 10), [desk.codes["TON"]])
    set_state(desk.study, layer.uuid, [desk.transcript], ReadingState.DONE)
    assert not old(desk)


@pytest.mark.parametrize("seed", range(12))
def test_it_is_said_exactly_where_building_or_ruling_would_be_due(tmp_path, seed):
    """On random work: as the working out of all cases says it, for a consensus that was done."""
    random = Random(seed)

    def some() -> str:
        codes = (random.choice(("TON", "IMAGE", "PROJET")) for _number in range(4))
        return "; ".join(f"{code} {at * 20}-{at * 20 + random.choice((8, 8, 11))}" for at, code in enumerate(codes))

    desk = sitting(tmp_path / "a.study", maude=some(), julien=some())
    while cases := queue(desk.study).cases:
        verdict = random.choice((Verdict.POSITION, Verdict.NEITHER))
        chosen = 0 if verdict is Verdict.POSITION else None
        rule(desk.study, cases[0], verdict, coder=desk["maude"], chosen=chosen)
    rebuild(desk.study, coder=desk["maude"])
    assert not old(desk)
    found = random.choice(coding_store.all(desk.study.reader, desk["julien"]))
    if random.random() < 0.5:
        move_edges(
            desk.study, desk["julien"], found.uuid, Span(found.span.start, found.span.end - random.choice((0, 3)))
        )
    else:
        remove_codings(desk.study, desk["julien"], [found.uuid])
    (now,) = [one for one in status(desk.study) if one.transcript == desk.transcript]
    assert old(desk) == (not now.up_to_date or now.counts.open + now.counts.stale > 0)
