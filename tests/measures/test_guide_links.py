"""The proposals for the guide hold what was measured; the figures are counted on hand-made answers."""

from dataclasses import replace

import pytest

from tests.measures import guide_links as measure
from tests.measures import guide_samples

#: Share of all turns whose question, and whose question with opening or follow-up, must be right at first proposal.
FLOORS = {"demonstration": ((0.84, 0.78), (0.86, 0.81)), "artisans-fr": ((0.75, 0.72), (0.78, 0.75))}
#: The most keys an interview, with the interviews before it confirmed.
KEYS = {"demonstration": 10, "artisans-fr": 12.5}


@pytest.fixture(params=FLOORS)
def sample(request, shared):
    return measure.demonstration() if request.param == "demonstration" else measure.artisans(shared)


def test_proposals_are_as_good_as_measured_and_much_better_than_rapidfuzz_turn_by_turn(sample):
    plain, _words, _proposer = measure.best_plain(sample)
    for found, floor in zip((measure.cold(sample), measure.in_order(sample)), FLOORS[sample.name], strict=True):
        assert found.question >= floor[0] and found.how >= floor[1]
        assert found.question >= plain.question + 0.2 and found.how >= plain.how + 0.2


def test_linking_takes_few_keys(sample):
    typed, corrections = measure.keys(sample, lambda at: measure.proposing(sample, sample.interviews[:at]))
    assert typed <= KEYS[sample.name]
    assert corrections <= 4


def test_a_strong_proposal_is_right_more_often_than_a_possible_one_or_a_weak_one(sample):
    bands = measure.bands(sample)
    assert bands["strong"][1] > max(bands["possible"][1], bands["weak"][1])
    assert bands["strong"][1] >= 0.85


def test_numbers_that_somebody_typed_into_the_turns_help_and_are_no_part_of_the_measure(shared):
    without, left_in = measure.artisans(shared), measure.artisans(shared, typed=True)
    assert measure.cold(left_in).how > measure.cold(without).how
    assert not any(guide_samples.TYPED.search(turn.text) for one in without.interviews for turn in one.turns)


def test_keys_are_counted_as_the_screen_has_them():
    sample = measure.demonstration()
    interview = sample.interviews[0]

    def right(wrong: dict[int, measure.Answer]) -> measure.Proposing:
        def now(one, known):
            told = (wrong.get(at, answer) for at, answer in enumerate(one.answers))
            return [(known.get(turn.number, answer), False) for turn, answer in zip(one.turns, told, strict=True)]

        return now

    assert measure.keys_of(sample, interview, right({})) == (1, 0)  # a
    assert measure.keys_of(sample, interview, right({2: None})) == (4, 1)  # two arrows, the digit (a follow-up), a
    assert measure.keys_of(sample, interview, right({1: (0, False)})) == (3, 1)  # an arrow, f, a
    first_wrong = replace(interview, answers=((0, True), *interview.answers[1:]))
    assert measure.keys_of(sample, first_wrong, right({0: (1, False)})) == (4, 3)  # the digit, arrow up, f, a
