"""What is shown of a ranking: not ten times the same place, not twice the same words, and something unexpected."""

import subprocess
import sys
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.suggest.diversity import APART, MOST, ROW, TOP, Ground, beyond, varied

NOUNS = ["maison", "rivière", "école", "marché", "jardin", "moteur", "fenêtre", "bateau", "colline", "atelier"]


def ground(*stands: tuple[int, int], words: dict[int, str] | None = None) -> Ground:
    """Passages at (transcript, position), each with words of its own."""
    return Ground(
        [transcript for transcript, _position in stands],
        [position for _transcript, position in stands],
        lambda passage: (words or {}).get(passage) or said(passage),
    )


def said(number: int) -> str:
    """Words that are like those of no other passage."""
    return " ".join(
        NOUNS[(number // base) % 10] + chr(97 + (number * base) % 26) * 3 for base in (1, 3, 7, 10, 31, 100)
    )


def passages(picks) -> list[int]:
    return [pick.passage for pick in picks]


def scattered(count: int) -> Ground:
    return ground(*((number, 0) for number in range(count)))


def test_of_ten_in_a_row_two_come_from_one_stretch():
    one_stretch = [(0, place) for place in range(12)]
    found = passages(varied(range(32), ground(*one_stretch, *((7 + place, 0) for place in range(20))), count=20))
    assert found[:4] == [0, 1, 12, 13]
    for start in range(len(found) - ROW + 1):
        assert sum(passage < 12 for passage in found[start : start + ROW]) <= MOST


def test_two_places_far_apart_in_a_transcript_are_two_stretches():
    far = [(0, 0), (0, 1), (0, 50), (0, 51)]
    assert passages(varied(range(4), ground(*far), count=4)) == [0, 1, 2, 3]


def test_a_chain_of_near_segments_is_one_stretch():
    steps = [(0, 0), (0, APART), (0, 2 * APART), (1, 0)]
    assert passages(varied(range(4), ground(*steps), count=4)) == [0, 1, 3, 2]


def test_where_nothing_else_is_left_a_full_stretch_is_shown_rather_than_nothing():
    assert len(varied(range(6), ground(*((0, place) for place in range(6))), count=6)) == 6


def test_what_was_shown_just_before_counts():
    stands = ground((0, 0), (0, 1), (0, 2), (1, 0))
    assert passages(varied([2, 3], stands, count=1, before=[0, 1])) == [3]


def test_near_duplicates_stand_for_each_other():
    twin = {0: "On publie tout de suite, sans demander.", 2: "on publie tout de suite  sans demander"}
    found = varied(range(4), ground(*((place, 0) for place in range(4)), words=twin), count=4)
    assert [(pick.passage, pick.alike) for pick in found] == [(0, 1), (1, 0), (3, 0)]


def test_a_near_duplicate_from_far_down_is_not_shown_either():
    stands = Ground(list(range(700)), [0] * 700, lambda one: "Nous répondons à tout." if one in (0, 650) else said(one))
    assert 650 not in passages(varied(range(700), stands, count=20, outside=[650]))


def test_each_tenth_comes_from_outside_the_top():
    ranked = range(200)
    found = varied(ranked, scattered(200), count=30, outside=beyond(ranked, 30))
    assert [place for place, pick in enumerate(found, 1) if pick.outside] == [10, 20, 30]
    assert all((pick.passage >= TOP) is pick.outside for pick in found)


def test_the_tenth_comes_round_when_the_list_is_made_anew_after_each_decision():
    ranked, shown, tenths = list(range(200)), [], []
    for turn in range(20):
        [pick] = varied(
            ranked, scattered(200), count=1, outside=beyond(ranked, 1), before=shown[-9:], passed=turn, seed="same"
        )
        shown.append(pick.passage)
        ranked.remove(pick.passage)
        tenths += [turn] if pick.outside else []
    assert tenths == [9, 19]


def test_few_candidates_have_nothing_outside_the_top():
    assert list(beyond(range(8), 20)) == []
    assert list(beyond([], 20)) == []
    assert list(beyond(range(30), 20)) == list(range(20, 30))
    assert list(beyond(range(40), 10)) == list(range(20, 40))


def test_another_seed_brings_others_in():
    ranked = range(500)
    outside = {
        seed: [
            pick.passage
            for pick in varied(ranked, scattered(500), count=40, outside=beyond(ranked, 40), seed=seed)
            if pick.outside
        ]
        for seed in ("a", "b")
    }
    assert outside["a"] != outside["b"]


SCRIPT = (
    "from tests.workbench.suggest.test_diversity import scattered, beyond, varied;"
    "print([p.passage for p in varied(range(90), scattered(90), count=40, outside=beyond(range(90), 40), seed='x')])"
)


def test_another_process_chooses_the_same():
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }
    here = varied(range(90), scattered(90), count=40, outside=beyond(range(90), 40), seed="x")
    assert told == {f"{passages(here)}\n"}


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_none_one_two_three_candidates(count):
    assert passages(varied(range(count), scattered(count), count=10)) == list(range(count))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30)), unique=True, max_size=60), st.integers(0, 30))
def test_nothing_comes_twice_and_nothing_is_lost(stands, count):
    picks = varied(range(len(stands)), ground(*stands), count=count, outside=beyond(range(len(stands)), count))
    found = passages(picks)
    assert len(found) == len(set(found)) <= count
    assert len(found) + sum(pick.alike for pick in picks) >= min(count, len(stands))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 80)), unique=True, min_size=60, max_size=90))
def test_with_enough_to_choose_from_no_ten_in_a_row_have_three_of_a_chain(stands):
    where = ground(*stands)
    found = passages(varied(range(len(stands)), where, count=10))
    for text, group in groupby(sorted(found, key=lambda one: stands[one]), key=lambda one: stands[one][0]):
        places = [stands[one][1] for one in group]
        assert all(
            places[place + 2] - places[place + 1] > APART or places[place + 1] - places[place] > APART
            for place in range(len(places) - 2)
        ), (text, places)
