"""Many sets: what all pairs have in common, counted without looking at pairs."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.analysis import set_overlaps
from workbench.analysis.columns import BoolArray
from workbench.analysis.distances import SetDistance, Sets, different, jaccard, masi
from workbench.analysis.set_overlaps import Overlaps

DISTANCES = (masi, jaccard, different)


@pytest.fixture
def few_are_many() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(set_overlaps, "_MANY", 1)
        yield


def different_sets(count: int, codes: int, seed: int) -> BoolArray:
    members = np.random.default_rng(seed).random((4 * count, codes)) < 2.5 / codes
    return np.unique(members[members.sum(axis=1) < 9], axis=0)[:count]


def pair_by_pair(members: BoolArray, distance: SetDistance, numbers: list[float]) -> float:
    sets = [frozenset(np.flatnonzero(row).tolist()) for row in members]
    total = 0.0
    for a, n in zip(sets, numbers, strict=True):
        for b, k in zip(sets, numbers, strict=True):
            sizes = (float(len(a & b)), *sorted((float(len(a)), float(len(b)))))
            total += n * k * float(distance(*(np.array([size]) for size in sizes))[0])
    return total


@pytest.mark.parametrize("distance", DISTANCES)
@given(
    rows=st.lists(st.sets(st.integers(0, 6), max_size=7), min_size=1, max_size=9),
    numbers=st.lists(st.integers(0, 50), min_size=9, max_size=9),
)
def test_few_sets_counted_as_many_are_the_sum_over_pairs(
    distance: SetDistance, rows: list[set[int]], numbers: list[int]
) -> None:
    members = np.array([[code in row for code in range(7)] for row in rows])
    times = np.array(numbers[: len(rows)], float)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(set_overlaps, "_MANY", 1)
        overlaps = Overlaps.within(members, distance)
    assert overlaps is not None
    wanted = pair_by_pair(members, distance, times.tolist())
    assert times.sum() ** 2 - overlaps.alike(times) == pytest.approx(wanted, abs=1e-9 * max(1, times.sum() ** 2))


@pytest.mark.parametrize("distance", DISTANCES)
def test_many_sets_are_what_a_look_at_all_pairs_gives(distance: SetDistance, monkeypatch: pytest.MonkeyPatch) -> None:
    members = different_sets(700, 30, seed=4)
    numbers = np.random.default_rng(5).integers(0, 90, (2, 3, len(members))).astype(float)
    assert Overlaps.within(members, distance) is not None
    found = Sets(members, distance).among(numbers)
    monkeypatch.setattr(set_overlaps, "_MANY", 10_000)
    assert Overlaps.within(members, distance) is None
    wanted = Sets(members, distance).among(numbers)
    assert found.shape == wanted.shape == (2, 3)
    assert found == pytest.approx(wanted, rel=1e-12)


def test_rows_are_the_same_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    members = different_sets(400, 20, seed=1)
    numbers = np.random.default_rng(2).integers(0, 9, (7, len(members))).astype(float)
    overlaps = Overlaps.within(members, masi)
    assert overlaps is not None
    whole = overlaps.alike(numbers)
    monkeypatch.setattr(set_overlaps, "_CELLS_AT_ONCE", 1)
    assert overlaps.alike(numbers) == pytest.approx(whole, rel=1e-12)


@pytest.mark.usefixtures("few_are_many")
def test_large_sets_are_left_to_pairs() -> None:
    assert Overlaps.within(np.ones((1, 12), bool), masi) is not None
    assert Overlaps.within(np.ones((1, 13), bool), masi) is None


@pytest.mark.usefixtures("few_are_many")
def test_nothing_but_the_set_of_no_codes_is_alike() -> None:
    overlaps = Overlaps.within(np.zeros((2, 5), bool), masi)
    assert overlaps is not None
    assert overlaps.alike(np.array([3.0, 4.0])) == 49.0
