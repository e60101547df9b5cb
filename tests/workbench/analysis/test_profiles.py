"""Atypical participants and profiles of groups, against scipy and against counting every regrouping."""

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.distance import jensenshannon

from workbench.analysis import atypical
from workbench.analysis.atypical import FEWEST_SEGMENTS, voices
from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import MISSING, IntArray
from workbench.analysis.group_profiles import group_profiles
from workbench.analysis.profiles import apart, in_common, mean_of_others, profiles

# The fourth of four participants speaks of something else.
FOUR = np.array([[10, 4, 3, 0], [8, 5, 2, 1], [9, 3, 4, 0], [1, 2, 0, 12]])

tables = arrays(np.int64, st.tuples(st.integers(0, 6), st.integers(0, 5)), elements=st.integers(0, 12))


def smoothed(counts: IntArray, smoothing: float) -> IntArray:
    used = counts[:, counts.any(axis=0)] + smoothing
    return used / used.sum(axis=1, keepdims=True)


def divergence(first: np.ndarray, second: np.ndarray) -> float:
    """By scipy, which takes the root of a number a hair below 0 where the two are equal."""
    with np.errstate(invalid="ignore"):
        return float(np.nan_to_num(jensenshannon(first, second, base=2))) ** 2


@given(tables, st.sampled_from([0, 0.5]))
@settings(max_examples=150)
def test_distances_are_those_of_scipy(counts: IntArray, smoothing: float) -> None:
    found = voices(counts, smoothing=smoothing, draws=20)
    assert sorted(voice.participant for voice in found.voices) == list(range(len(counts)))
    spoke = np.flatnonzero(counts.any(axis=1)).tolist()
    shares = dict(zip(spoke, smoothed(counts[spoke], smoothing), strict=True)) if spoke else {}
    for voice in found.voices:
        assert voice.segments == counts[voice.participant].sum()
        if voice.segments < FEWEST_SEGMENTS:
            assert voice.distance.reason is Reason.FEW_SEGMENTS
            assert not voice.atypical
            continue
        others = [share for who, share in shares.items() if who != voice.participant]
        if not others:
            assert voice.distance.reason is Reason.ONE_PARTICIPANT
            continue
        wanted = divergence(shares[voice.participant], np.mean(others, axis=0))
        assert voice.distance.value == pytest.approx(wanted, abs=1e-9)
        assert np.abs(found.contributions[voice.participant]).sum() == pytest.approx(wanted, abs=1e-9)
    judged = [voice.distance.value for voice in found.voices if voice.distance.value is not None]
    assert judged == sorted(judged, reverse=True)


def test_the_one_who_speaks_of_something_else_is_marked_and_the_codes_that_drive_it_named() -> None:
    found = voices(FOUR)
    assert [voice.participant for voice in found.voices if voice.atypical] == [3]
    assert found.voices[0].participant == 3
    assert [driver.code for driver in found.drivers(3)] == [3, 0, 2]
    assert [driver.contribution > 0 for driver in found.drivers(3)] == [True, False, False]
    assert found.voices[0].p.value == 1 / 1001
    assert found.threshold.value is not None
    assert found.voices[0].by_chance.value is not None
    assert found.voices[0].by_chance.value < found.threshold.value < found.voices[0].distance.value
    assert found.draws == 1000


def test_alike_participants_are_not_marked() -> None:
    found = voices(np.array([[5, 5, 5]] * 6))
    assert not any(voice.atypical for voice in found.voices)
    assert {voice.distance.value for voice in found.voices} == {0.0}
    assert found.voices[0].p.value == 1.0
    assert found.drivers(0) == ()


def test_one_code_in_use_sets_nobody_apart() -> None:
    found = voices(np.array([[9, 0], [12, 0], [20, 0]]))
    assert {voice.distance.value for voice in found.voices} == {0.0}
    assert not any(voice.atypical for voice in found.voices)


def test_a_code_that_nobody_uses_changes_nothing() -> None:
    wider = np.insert(FOUR, 2, 0, axis=1)
    assert voices(wider).voices == voices(FOUR).voices
    assert voices(wider).contributions[:, 2].tolist() == [0, 0, 0, 0]


def test_shuffled_distances_are_those_of_all_shuffles() -> None:
    """Three participants of 8 segments, all but two of one code: every place of these two is as likely."""
    found = voices(np.array([[8, 0], [6, 2], [8, 0]]), draws=4000)
    owner = np.repeat([0, 1, 2], 8)
    every = []
    for places in combinations(range(24), 2):
        second = np.bincount(owner[list(places)], minlength=3)
        shares = profiles(np.stack((8 - second, second), axis=1))
        every.append(apart(shares, mean_of_others(shares)).sum(axis=1))
    largest = np.max(every, axis=1)
    assert found.voices[0].by_chance.value == pytest.approx(np.mean(every, axis=0)[1], rel=0.05)
    assert found.threshold.value == pytest.approx(np.percentile(largest, 95), abs=1e-5)
    as_far = np.mean(largest >= found.voices[0].distance.value - 1e-9)
    assert found.voices[0].p.value == pytest.approx(as_far, abs=0.03)


@pytest.mark.parametrize("people", [0, 1, 2])
def test_under_three_participants_nobody_can_be_told_from_the_rest(people: int) -> None:
    found = voices(FOUR[:people])
    assert found.threshold.reason is Reason.THREE_PARTICIPANTS
    assert found.draws == 0
    assert [voice.atypical for voice in found.voices] == [False] * people
    assert {voice.p.reason for voice in found.voices} <= {Reason.THREE_PARTICIPANTS}
    if people == 1:
        assert found.voices[0].distance.reason is Reason.ONE_PARTICIPANT
        assert found.drivers(0) == ()


def test_in_very_large_studies_fewer_shuffles_are_made_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = np.full((4, 3), 10)
    assert voices(counts).draws == 1000
    monkeypatch.setattr(atypical, "_CELLS_SHUFFLED", 60_000)
    assert voices(counts).draws == 500
    assert voices(counts * 100).draws == 100
    assert voices(counts * 100, draws=7).draws == 7


GROUPED = np.array([[9, 1, 0], [8, 2, 1], [9, 0, 0], [1, 9, 0], [2, 7, 3]])


def distance(shares: np.ndarray, label: tuple[int, ...]) -> float:
    means = [shares[[at for at, one in enumerate(label) if one == group]].mean(axis=0) for group in sorted(set(label))]
    middle = np.mean(means, axis=0)
    return float(sum((mean * np.log2(mean / middle)).sum() for mean in means) / len(means))


def test_groups_are_tested_against_every_regrouping() -> None:
    found = group_profiles(GROUPED, np.array([0, 0, 0, 1, 1]), 2)
    shares = profiles(GROUPED)
    wanted = distance(shares, (0, 0, 0, 1, 1))
    every = [distance(shares, label) for label in set(permutations((0, 0, 0, 1, 1)))]
    assert (found.exact, found.draws) == (True, 10)
    assert found.distance.value == pytest.approx(wanted, abs=1e-12)
    assert found.distance.value == pytest.approx(jensenshannon(*found.shares, base=2) ** 2, abs=1e-12)
    assert found.p.value == np.mean(np.array(every) >= wanted - 1e-12) == 0.1
    assert found.contributions.sum() == pytest.approx(wanted, abs=1e-12)
    assert (found.contributions[0, 0] > 0, found.contributions[1, 0] > 0) == (True, False)
    assert found.members.tolist() == [3, 2]


def test_three_groups_are_tested_against_random_regroupings() -> None:
    label = (0, 0, 2, 1, 1)
    found = group_profiles(GROUPED, np.array(label), 3, draws=4000)
    shares = profiles(GROUPED)
    wanted = distance(shares, label)
    every = np.array([distance(shares, one) for one in set(permutations(label))])
    assert not found.exact
    assert found.distance.value == pytest.approx(wanted, abs=1e-12)
    assert found.p.value == pytest.approx(np.mean(every >= wanted - 1e-12), abs=0.03)


def test_a_group_counts_each_participant_the_same_however_much_they_say() -> None:
    loud = GROUPED.copy()
    loud[0] *= 1000
    found = group_profiles(loud, np.array([0, 0, 0, 1, 1]), 2, smoothing=0)
    assert found.shares[0] == pytest.approx((loud[:3] / loud[:3].sum(axis=1, keepdims=True)).mean(axis=0))


def test_the_unknown_and_the_silent_belong_to_no_group() -> None:
    counts = np.vstack((GROUPED, [[0, 0, 0]], [[3, 3, 3]]))
    found = group_profiles(counts, np.array([0, 0, 0, 1, 1, 1, MISSING]), 3)
    assert found.members.tolist() == [3, 2, 0]
    assert np.isnan(found.shares[2]).all() and np.isnan(found.contributions[2]).all()
    assert found.distance == group_profiles(GROUPED, np.array([0, 0, 0, 1, 1]), 2).distance


@pytest.mark.parametrize("people", [0, 1, 3])
def test_one_group_or_none_cannot_be_compared(people: int) -> None:
    found = group_profiles(GROUPED[:people], np.zeros(people, int), 2)
    assert found.distance.reason is found.p.reason is Reason.TWO_GROUPS
    assert found.members.tolist() == [people, 0]
    assert (found.draws, found.exact) == (0, False)


@given(arrays(np.int64, (3, 4), elements=st.integers(0, 9)))
def test_the_divergence_of_several_profiles_is_entropy_of_the_mean_less_mean_of_entropies(counts: IntArray) -> None:
    shares = profiles(counts)
    mean = shares.mean(axis=0)
    wanted = -(mean * np.log2(mean)).sum() + (shares * np.log2(shares)).sum(axis=1).mean()
    assert in_common(shares).sum() == pytest.approx(wanted, abs=1e-12)
