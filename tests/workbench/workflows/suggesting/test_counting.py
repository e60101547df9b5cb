"""Figures beside the queue: hits, where codings come from, what should be known of them."""

import pytest

from codebook.coding import ReadingState
from tests.workbench.workflows.suggesting.making_suggestions import FEAR, entry, offered, pieces_of, suggestion
from transcripts.spans import Span
from workbench.workflows.coding import apply_codes, set_state
from workbench.workflows.suggesting.counting import Tally, cautions, coverage, origins, tally
from workbench.workflows.suggesting.deciding import accept, reject


def test_the_hit_rate_is_said_as_a_count(desk):
    assert tally(desk.study.reader, desk.maude.uuid, desk.codes["IMAGE"]).sentence == "nothing decided so far"
    made_from = entry(desk)
    accept(desk.study, desk.maude.uuid, suggestion(desk, made_from), made_from)
    reject(desk.study, desk.maude.uuid, suggestion(desk, made_from, pieces_of(desk)[3].span, rank=2), made_from)
    found = tally(desk.study.reader, desk.maude.uuid, desk.codes["IMAGE"])
    assert (found, found.rate, found.sentence) == (Tally(1, 2), 0.5, "1 of 2 accepted so far")
    assert tally(desk.study.reader, desk.julien.uuid, desk.codes["IMAGE"]) == Tally(0, 0)


def test_a_rate_of_nothing_is_undefined():
    assert Tally(0, 0).rate is None


def test_an_accept_with_other_boundaries_is_a_hit_and_with_another_code_is_none(desk):
    accept(desk.study, desk.maude.uuid, *offered(desk), span=Span(29, 85))
    accept(desk.study, desk.maude.uuid, *offered(desk, "TON"), code=desk.codes["PROJET"])
    assert tally(desk.study.reader, desk.maude.uuid, desk.codes["IMAGE"]) == Tally(1, 1)
    assert tally(desk.study.reader, desk.maude.uuid, desk.codes["TON"]) == Tally(0, 1)


def test_codings_are_counted_by_where_they_come_from(desk):
    assert origins(desk.study.reader, desk.maude.uuid).share is None
    accept(desk.study, desk.maude.uuid, *offered(desk))
    apply_codes(desk.study, desk.maude.uuid, desk.transcript, Span(0, 20), [desk.codes["TON"], desk.codes["PROJET"]])
    found = origins(desk.study.reader, desk.maude.uuid)
    assert (found.suggested, found.codings) == (1, 3)
    assert found.sentence == "1 of 3 codings came from suggestions."


def test_reading_is_told_beside_coding(desk):
    accept(desk.study, desk.maude.uuid, *offered(desk))
    found = coverage(desk.study.reader, desk.maude.uuid)
    assert found.sentence == "Read to the end: 0 of 1 transcripts; with codings: 1."
    set_state(desk.study, desk.maude.uuid, [desk.transcript], ReadingState.DONE)
    assert coverage(desk.study.reader, desk.maude.uuid).read == 1


def test_codings_from_suggestions_in_what_was_not_read_are_told(desk):
    accept(desk.study, desk.maude.uuid, *offered(desk))
    [told] = cautions(desk.study.reader, desk.maude.uuid, desk.codes["IMAGE"])
    assert told.endswith("that you have not read to the end: I-05.")
    set_state(desk.study, desk.maude.uuid, [desk.transcript], ReadingState.DONE)
    assert cautions(desk.study.reader, desk.maude.uuid, desk.codes["IMAGE"]) == []


@pytest.mark.parametrize(
    ("suggested", "by_hand", "warned"), [(4, 0, False), (3, 2, True), (2, 3, False), (5, 5, False)]
)
def test_a_code_mostly_from_suggestions_is_told_once_there_are_a_few(desk, suggested, by_hand, warned):
    set_state(desk.study, desk.maude.uuid, [desk.transcript], ReadingState.DONE)
    made_from = entry(desk)
    for place in range(suggested):
        one = suggestion(desk, made_from, Span(FEAR.start, FEAR.start + 5 + place), rank=place + 1)
        accept(desk.study, desk.maude.uuid, one, made_from)
    for place in range(by_hand):
        span = Span(place, place + 3)
        apply_codes(desk.study, desk.maude.uuid, desk.transcript, span, [desk.codes["IMAGE"]])
    set_state(desk.study, desk.maude.uuid, [desk.transcript], ReadingState.DONE)
    told = cautions(desk.study.reader, desk.maude.uuid, desk.codes["IMAGE"])
    assert any("came from suggestions" in sentence for sentence in told) is warned


def test_the_others_codings_are_not_counted(desk):
    accept(desk.study, desk.maude.uuid, *offered(desk))
    assert cautions(desk.study.reader, desk.julien.uuid, desk.codes["IMAGE"]) == []
