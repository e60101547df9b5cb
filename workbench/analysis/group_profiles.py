"""Whether groups of participants speak of different things: profiles of groups, with a permutation of participants."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from typing import NamedTuple

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import MISSING, FloatArray, IntArray
from workbench.analysis.profiles import SMOOTHING, Shares, in_common, profiles
from workbench.analysis.resampling import SEED

REGROUPINGS = 2_000
_CELLS_AT_ONCE = 2_000_000
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class GroupProfiles:
    """How far the profiles of groups lie apart.

    Attributes:
        members: Participants with a segment in each group, shape (groups,).
        shares: Mean profile of the members of each group, shape (groups, codes); 0 for codes that nobody uses, NaN in
            rows of groups without members.
        distance: Generalised Jensen-Shannon divergence of the groups that have members, each of the same weight, from
            0 to log2(groups), thus to 1 for two.
        contributions: What each group and code add to it, in bits, shape (groups, codes): above 0 where the group has
            more of the code than the mean of the groups, below 0 where less; they sum to ``distance``. NaN as in
            ``shares``.
        p: Share of the regroupings of the participants (of the same sizes) that lie at least as far apart.
        exact: Whether these were all the regroupings there are.
        draws: How many regroupings were tried.
        seed: Of the random ones.
    """

    members: IntArray
    shares: FloatArray
    distance: Coefficient
    contributions: FloatArray
    p: Coefficient
    exact: bool
    draws: int
    seed: int


def group_profiles(
    counts: IntArray,
    group: IntArray,
    groups: int,
    *,
    smoothing: float = SMOOTHING,
    draws: int = REGROUPINGS,
    seed: int = SEED,
) -> GroupProfiles:
    """Compare the mean profiles of groups.

    The participant is the unit: each counts the same in the group's profile, however much they say. Two groups with no
    more than ``draws`` regroupings (6 against 5 participants have 462) are tested against all of them.

    Args:
        counts: Shape (participants, codes): segments of each participant with each code.
        group: Shape (participants,): 0 to ``groups`` - 1, ``MISSING`` where unknown.
        groups: How many there are.
        smoothing: Added to the counts of the codes in use.
        draws: Random regroupings.
        seed: Of these.
    """
    used, who = np.flatnonzero(counts.any(axis=0)), np.flatnonzero((group != MISSING) & counts.any(axis=1))
    members = np.bincount(group[who], minlength=groups)
    here = np.flatnonzero(members)
    label = np.searchsorted(here, group[who])
    people = profiles(counts[np.ix_(who, used)], smoothing=smoothing)
    means = _means(label[None], people, len(here))[0]
    parts = in_common(means) if len(here) else means
    none = undefined(Reason.TWO_GROUPS)
    test = _permuted(label, people, draws, seed) if len(here) > 1 else _Test(none, none, False, 0)
    shape = groups, counts.shape[1]
    return GroupProfiles(
        members=members,
        shares=_wide(means, here, used, shape),
        distance=test.distance,
        contributions=_wide(parts, here, used, shape),
        p=test.p,
        exact=test.exact,
        draws=test.draws,
        seed=seed,
    )


class _Test(NamedTuple):
    distance: Coefficient
    p: Coefficient
    exact: bool
    draws: int


def _wide(values: Shares, rows: IntArray, columns: IntArray, shape: tuple[int, int]) -> FloatArray:
    """The values in their places, 0 in the other columns and NaN in the other rows."""
    wide = np.full(shape, np.nan)
    wide[rows] = 0.0
    wide[np.ix_(rows, columns)] = values
    return wide


def _means(label: IntArray, people: FloatArray, groups: int) -> FloatArray:
    """Mean profile of each group in each grouping.

    Args:
        label: Shape (groupings, participants).
        people: Shape (participants, codes).
        groups: Each with a member in every grouping.

    Returns:
        Shape (groupings, groups, codes).
    """
    member = (label[:, None, :] == np.arange(groups)[:, None]).astype(np.float64)
    means: FloatArray = (member @ people) / member.sum(axis=-1, keepdims=True)
    return means


def _permuted(label: IntArray, people: FloatArray, draws: int, seed: int) -> _Test:
    """The distance, and the share of regroupings that reach it; the one observed is counted among random ones."""
    groups = int(label.max()) + 1
    distance = float(in_common(_means(label[None], people, groups)).sum())
    exact = groups == 2 and math.comb(len(label), int(label.sum())) <= draws
    as_far = tried = 0 if exact else 1
    at_once = max(1, _CELLS_AT_ONCE // (groups * max(people.shape)))
    for some in _all_regroupings(label, at_once) if exact else _random_regroupings(label, draws, seed, at_once):
        found = in_common(_means(some, people, groups)).sum(axis=(-2, -1))
        as_far += int((found >= distance - _ROUNDING).sum())
        tried += len(some)
    return _Test(Coefficient(distance), Coefficient(as_far / tried), exact, tried if exact else draws)


def _all_regroupings(label: IntArray, at_once: int) -> Iterator[IntArray]:
    """Every way to put as many of the participants into the second group: arrays of shape (some, participants)."""
    chosen = combinations(range(len(label)), int(label.sum()))
    while some := list(islice(chosen, at_once)):
        regrouped = np.zeros((len(some), len(label)), np.int64)
        np.put_along_axis(regrouped, np.array(some, np.int64).reshape(len(some), -1), 1, axis=1)
        yield regrouped


def _random_regroupings(label: IntArray, draws: int, seed: int, at_once: int) -> Iterator[IntArray]:
    """The labels in random orders: arrays of shape (some, participants)."""
    random = np.random.default_rng(seed)
    for begin in range(0, draws, at_once):
        yield random.permuted(np.tile(label, (min(at_once, draws - begin), 1)), axis=1)
