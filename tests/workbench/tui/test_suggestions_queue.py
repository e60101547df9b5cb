"""The queue as arithmetic: what lies behind, what is being read, what is ahead."""

import pytest

from codebook.suggestion import Band
from tests.workbench.tui.queueing import item
from workbench.tui.suggestion_queue import Fate, SuggestionQueue, Tally, mixed


def filled(*starts: int, code: str = "a") -> SuggestionQueue:
    queue = SuggestionQueue()
    queue.fill([item(start, code) for start in starts], {code: Tally(3, 5)}, 0)
    return queue


def starts(queue: SuggestionQueue) -> list[int]:
    return [one.suggestion.segment.start for one in queue.items]


def test_the_first_one_is_read_first():
    queue = filled(10, 20, 30)
    assert queue.current.suggestion.segment.start == 10
    assert queue.left == 3


def test_a_decision_goes_on_to_the_next_and_counts():
    queue = filled(10, 20)
    queue.settle(Fate.ACCEPTED)
    queue.settle(Fate.REJECTED)
    assert queue.current is None and queue.left == 0
    assert queue.tallies["a"] == Tally(4, 7)


def test_putting_off_counts_nothing():
    queue = filled(10, 20)
    queue.settle(Fate.SKIPPED)
    assert queue.tallies["a"] == Tally(3, 5)
    assert queue.since == 0
    assert [one.suggestion.segment.start for one in queue.skipped] == [10]


def test_what_was_put_off_can_still_be_decided():
    queue = filled(10, 20)
    queue.settle(Fate.SKIPPED)
    queue.step(-1)
    assert queue.settle(Fate.ACCEPTED).suggestion.segment.start == 10
    assert queue.current.suggestion.segment.start == 20


def test_what_is_decided_cannot_be_decided_again():
    queue = filled(10, 20)
    queue.settle(Fate.ACCEPTED)
    queue.step(-1)
    assert queue.settle(Fate.REJECTED) is None
    assert queue.items[0].fate is Fate.ACCEPTED


def test_taking_back_stands_on_it_again_and_uncounts():
    queue = filled(10, 20)
    done = queue.settle(Fate.ACCEPTED)
    queue.reopen(done)
    assert queue.current is done and done.fate is Fate.OPEN
    assert queue.tallies["a"] == Tally(3, 5)


def test_a_new_ranking_never_moves_what_is_being_read():
    queue = filled(10, 20, 30, 40)
    queue.settle(Fate.ACCEPTED)
    reading = queue.current
    queue.fill([item(start) for start in (50, 40, 30, 20)], {}, 1)
    assert queue.current is reading
    assert starts(queue) == [10, 20, 50, 40, 30]


def test_what_was_put_off_does_not_come_again_in_this_sitting():
    queue = filled(10, 20)
    queue.settle(Fate.SKIPPED)
    queue.fill([item(10), item(20), item(30)], {}, 1)
    assert starts(queue) == [10, 20, 30]
    assert queue.items[0].fate is Fate.SKIPPED


def test_what_was_taken_back_elsewhere_is_offered_again():
    queue = filled(10, 20)
    queue.settle(Fate.REJECTED)
    queue.fill([item(10), item(20)], {}, 1)
    assert starts(queue) == [20, 10]
    assert all(one.fate is Fate.OPEN for one in queue.items)


def test_a_ranking_asked_for_before_a_decision_does_not_bring_it_back():
    queue = filled(10, 20)
    queue.settle(Fate.REJECTED)
    queue.fill([item(10), item(20), item(30)], {}, 0)
    assert starts(queue) == [10, 20, 30]


@pytest.mark.parametrize("written", [Tally(3, 5), Tally(3, 6)])
def test_a_decision_on_its_way_to_the_disk_counts_once(written):
    queue = filled(10, 20)
    queue.settle(Fate.REJECTED).pending = True
    queue.fill([item(30)], {"a": written}, 0)
    assert queue.tallies["a"] == Tally(3, 6)


def test_a_decision_that_the_ranking_has_seen_counts_once():
    queue = filled(10, 20)
    queue.settle(Fate.REJECTED)
    queue.fill([item(30)], {"a": Tally(3, 6)}, 0)
    assert queue.tallies["a"] == Tally(3, 6)


def test_a_new_ranking_is_wanted_after_five_decisions_or_when_nothing_is_left():
    queue = filled(*range(10, 90, 10))
    wanted = []
    for _decision in range(5):
        queue.settle(Fate.REJECTED)
        wanted.append(queue.wants_ranking)
    assert wanted == [False, False, False, False, True]
    queue.fill([], {}, queue.steps)
    assert not queue.wants_ranking
    while queue.current is not None:
        queue.settle(Fate.SKIPPED)
    assert queue.wants_ranking
    queue.fill([], {}, queue.steps)
    assert not queue.wants_ranking  # nothing is left, and nothing was decided since


def test_an_empty_queue_has_no_current_one_and_wants_nothing():
    queue = SuggestionQueue()
    queue.fill([], {}, 0)
    assert queue.current is None and not queue.wants_ranking
    assert queue.settle(Fate.ACCEPTED) is None
    assert not queue.step(1) and not queue.step_code(1)


def test_a_ranking_that_comes_when_all_is_used_up_is_read_from_its_top():
    queue = filled(10)
    queue.settle(Fate.ACCEPTED)
    queue.fill([item(30), item(40)], {}, 1)
    assert queue.current.suggestion.segment.start == 30


def test_over_several_codes_the_surest_come_first_and_the_codes_in_turns():
    first = [item(10, "a"), item(20, "a"), item(30, "a", Band.WEAK)]
    second = [item(40, "b"), item(50, "b", Band.POSSIBLE)]
    order = [one.suggestion.segment.start for one in mixed([first, second])]
    assert order == [10, 40, 20, 50, 30]


def test_the_most_uncertain_come_by_their_place_whatever_the_band():
    lists = [[item(10, "a", Band.WEAK), item(20, "a")], [item(40, "b")]]
    assert [one.suggestion.segment.start for one in mixed(lists)] == [40, 20, 10]
    assert [one.suggestion.segment.start for one in mixed(lists, surest=False)] == [10, 40, 20]


def test_one_code_keeps_its_own_order_whatever_the_bands():
    items = [item(10, "a", Band.WEAK), item(20, "a")]
    assert mixed([items]) == items


def test_going_to_the_next_code_skips_what_is_decided():
    queue = SuggestionQueue()
    queue.fill([item(10, "a"), item(20, "b"), item(30, "a")], {}, 0)
    assert queue.step_code(1) and queue.current.suggestion.code == "b"
    queue.settle(Fate.ACCEPTED)
    assert queue.current.suggestion.segment.start == 30
    assert not queue.step_code(1)


def test_forgetting_what_is_open_keeps_what_was_done():
    queue = filled(10, 20, 30)
    queue.settle(Fate.SKIPPED)
    queue.forget_open()
    assert starts(queue) == [10] and queue.current is None


def test_forgetting_one_code_stays_at_what_is_read():
    queue = SuggestionQueue()
    queue.fill([item(10, "a"), item(20, "b"), item(30, "a")], {}, 0)
    queue.stand(1)
    queue.forget_open("a")
    assert starts(queue) == [20] and queue.current.suggestion.segment.start == 20
