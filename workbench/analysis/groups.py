"""Whether groups of participants differ in what they mention: exact tests on participants, corrected for many."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from workbench.analysis.coefficients import Coefficient, Reason, undefined
from workbench.analysis.columns import MISSING, BoolArray, IntArray
from workbench.analysis.distributions import chi2_tail, log_factorials

# Every expected count must reach this before chi-square is used (Cochran 1954).
LEAST_EXPECTED = 5


@dataclass(frozen=True, slots=True)
class Contrast:
    """One group against the rest on one theme, with its 2 x 2 table.

    Attributes:
        theme: Row of the theme.
        group: The group.
        inside: Members who have the theme.
        members: Members in all.
        outside: Others who have it.
        others: Others in all.
        odds_ratio: Odds of the members / odds of the others, from the table as it stands.
        corrected: Whether one half was added to each of the four cells first, because one of them is 0 (Haldane 1956).
        p: Fisher's exact test, two-sided.
        adjusted: The same by Holm's method over all contrasts of the comparison that can be tested.
    """

    theme: int
    group: int
    inside: int
    members: int
    outside: int
    others: int
    odds_ratio: Coefficient
    corrected: bool
    p: Coefficient
    adjusted: Coefficient


@dataclass(frozen=True, slots=True)
class Association:
    """All groups at once on one theme: Pearson's chi-square, without continuity correction.

    Attributes:
        theme: Row of the theme.
        chi2: The statistic; undefined where an expected count is under five.
        freedom: Groups with members, less one.
        p: Its tail.
        adjusted: The same by Holm's method over the themes that can be tested.
        least_expected: The smallest expected count, 0 without participants.
    """

    theme: int
    chi2: Coefficient
    freedom: int
    p: Coefficient
    adjusted: Coefficient
    least_expected: float


@dataclass(frozen=True, slots=True, eq=False)
class GroupComparison:
    """Who has which theme, by group.

    Attributes:
        counts: Members who have the theme, shape (themes, groups).
        sizes: Members of each group, shape (groups,).
        unknown: Participants of no known group; they are in no figure.
        contrasts: Theme by theme, each group with members against the rest; two groups need only the first.
        associations: One per theme.
        family: Contrasts that Holm's correction runs over: all that can be tested.
    """

    counts: IntArray
    sizes: IntArray
    unknown: int
    contrasts: tuple[Contrast, ...]
    associations: tuple[Association, ...]
    family: int


def compare_groups(present: BoolArray, group: IntArray, groups: int) -> GroupComparison:
    """Compare groups on every theme.

    The participant is the unit; mentions are not independent and are never tested.

    Args:
        present: Shape (themes, participants): whether the participant has the theme.
        group: Shape (participants,): 0 to ``groups`` - 1, ``MISSING`` where unknown.
        groups: How many there are.
    """
    known = group != MISSING
    member = (group[known][:, None] == np.arange(groups)).astype(np.int64)
    counts, sizes = present[:, known].astype(np.int64) @ member, member.sum(axis=0)
    contrasts = list(_contrasts(counts, sizes))
    associations = [_association(theme, row, sizes) for theme, row in enumerate(counts)]
    return GroupComparison(
        counts=counts,
        sizes=sizes,
        unknown=int((~known).sum()),
        contrasts=tuple(
            replace(one, adjusted=p) for one, p in zip(contrasts, holm([one.p for one in contrasts]), strict=True)
        ),
        associations=tuple(
            replace(one, adjusted=p) for one, p in zip(associations, holm([one.p for one in associations]), strict=True)
        ),
        family=sum(one.p.value is not None for one in contrasts),
    )


def _contrasts(counts: IntArray, sizes: IntArray) -> Iterator[Contrast]:
    filled = np.flatnonzero(sizes).tolist()
    everyone = int(sizes.sum())
    for theme, row in enumerate(counts):
        for group in filled[:1] if len(filled) == 2 else filled:
            inside, members = int(row[group]), int(sizes[group])
            yield contrast(inside, members, int(row.sum()) - inside, everyone - members, theme=theme, group=group)


def contrast(inside: int, members: int, outside: int, others: int, *, theme: int = 0, group: int = 0) -> Contrast:
    """Test one 2 x 2 table, without any correction for many tests."""
    table = inside, members - inside, outside, others - outside
    reason = _untestable(inside + outside, members, others)
    corrected = reason is None and not all(table)
    a, b, c, d = (cell + corrected / 2 for cell in table)
    p = Coefficient(fisher(*table)) if reason is None else undefined(reason)
    return Contrast(
        theme=theme,
        group=group,
        inside=inside,
        members=members,
        outside=outside,
        others=others,
        odds_ratio=Coefficient(a * d / (b * c)) if reason is None else undefined(reason),
        corrected=corrected,
        p=p,
        adjusted=p,
    )


def _untestable(holders: int, members: int, others: int) -> Reason | None:
    if not members or not others:
        return Reason.TWO_GROUPS
    return None if 0 < holders < members + others else Reason.NO_CONTRAST


@lru_cache(maxsize=65_536)
def fisher(a: int, b: int, c: int, d: int) -> float:
    """Fisher's exact test of a 2 x 2 table (Fisher 1935), two-sided, in logarithms.

    The probability, with all margins given, of the tables that are no more probable than this one; those equal to it
    up to one part in ten million count as equal.
    """
    first, second, holders = a + b, c + d, a + c
    logs = log_factorials(first + second)
    k = np.arange(max(0, holders - second), min(first, holders) + 1)
    cells = logs[k] + logs[first - k] + logs[holders - k] + logs[second - holders + k]
    margins = logs[first] + logs[second] + logs[holders] + logs[b + d] - logs[-1]
    chance = margins - cells
    extreme = chance <= chance[a - k[0]] + 1e-7
    return 1.0 if extreme.all() else min(1.0, math.fsum(np.exp(chance[extreme]).tolist()))


def least_p(members: int, others: int) -> float:
    """The smallest p that Fisher's test can give with so many participants: all of one group and none of the other.

    With 6 against 5 it is .002, with 3 against 3 it is .1: no data could do better.
    """
    return fisher(members, 0, 0, others) if members and others else 1.0


def holm(tests: Sequence[Coefficient]) -> list[Coefficient]:
    """Adjusted p-values by Holm's step-down method (Holm 1979); undefined ones stay so and count for nothing."""
    known = sorted((test.value, place) for place, test in enumerate(tests) if test.value is not None)
    adjusted = list(tests)
    highest = 0.0
    for step, (p, place) in enumerate(known):
        highest = max(highest, min(1.0, (len(known) - step) * p))
        adjusted[place] = Coefficient(highest)
    return adjusted


def _association(theme: int, row: IntArray, sizes: IntArray) -> Association:
    filled = sizes > 0
    held, size = row[filled], sizes[filled]
    everyone, holders = int(size.sum()), int(held.sum())
    freedom = max(0, len(size) - 1)
    expected = np.stack((size * holders, size * (everyone - holders))) / max(1, everyone)
    least = float(expected.min(initial=everyone))
    reason = (
        Reason.TWO_GROUPS if not freedom else _untestable(holders, everyone, 1) if holders in (0, everyone) else None
    )
    if reason is None and least < LEAST_EXPECTED:
        reason = Reason.FEW_EXPECTED
    if reason is not None:
        return Association(theme, undefined(reason), freedom, undefined(reason), undefined(reason), least)
    chi2 = float(((np.stack((held, size - held)) - expected) ** 2 / expected).sum())
    p = Coefficient(chi2_tail(chi2, freedom))
    return Association(theme, Coefficient(chi2), freedom, p, p, least)


def _no_chi2(freedom: int, holders: int, everyone: int, least: float) -> Reason | None:
    if not freedom:
        return Reason.TWO_GROUPS
    if holders in (0, everyone):
        return Reason.NO_CONTRAST
    return Reason.FEW_EXPECTED if least < LEAST_EXPECTED else None
