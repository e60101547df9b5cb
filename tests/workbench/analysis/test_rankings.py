"""Participants' own orders, against exhaustive search."""

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from workbench.analysis.coefficients import Reason
from workbench.analysis.columns import FloatArray
from workbench.analysis.rankings import ORDERS_LISTED, concordance, kemeny, mean_ranks

# 11 participants rank five objectives; W after Kendall & Smith (1939).
ELEVEN = np.array(
    [
        [1, 2, 3, 4, 5],
        [1, 2, 4, 3, 5],
        [1, 3, 2, 4, 5],
        [2, 1, 3, 5, 4],
        [1, 2, 3, 5, 4],
        [3, 1, 2, 4, 5],
        [1, 2.5, 2.5, 4, 5],
        [2, 1, 3, 4, 5],
        [1, 2, 5, 3, 4],
        [1, 4, 2, 3, 5],
        [2, 1, 3, 4.5, 4.5],
    ]
)


def cost(ranks: FloatArray, order: tuple[int, ...]) -> float:
    total = 0.0
    for row in ranks:
        for first, second in combinations(order, 2):
            total += 0.5 if row[first] == row[second] else float(row[first] > row[second])
    return total


def test_concordance_with_ties_is_the_known_one() -> None:
    found = concordance(ELEVEN)
    assert found.w.value == pytest.approx(0.7289407839866555, abs=1e-12)
    assert found.chi2.value == pytest.approx(32.07339449541284, abs=1e-9)
    assert mean_ranks(ELEVEN)[0] == pytest.approx(16 / 11)


def test_the_same_seed_gives_the_same_permutation_test() -> None:
    assert concordance(ELEVEN, draws=200, seed=3) == concordance(ELEVEN, draws=200, seed=3)


def test_one_participant_or_no_order_has_no_concordance() -> None:
    assert concordance(ELEVEN[:1]).w.reason is Reason.ONE_PARTICIPANT
    assert concordance(np.full((4, 3), 2.0)).w.reason is Reason.NO_VARIATION


@given(arrays(float, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.sampled_from([1, 2, 3])))
@settings(max_examples=100, deadline=None)
def test_kemeny_finds_every_order_that_exhaustive_search_finds(ranks: FloatArray) -> None:
    costs = {order: cost(ranks, order) for order in permutations(range(ranks.shape[1]))}
    best = kemeny(ranks)
    assert best is not None and best.complete
    assert best.cost == min(costs.values())
    assert best.orders == tuple(sorted(order for order, value in costs.items() if value == best.cost))


def test_kemeny_says_when_it_lists_only_some_of_the_orders() -> None:
    undecided = kemeny(np.ones((2, 8)))
    assert undecided is not None and not undecided.complete
    assert len(undecided.orders) == ORDERS_LISTED


def test_kemeny_refuses_more_items_than_it_can_search() -> None:
    assert kemeny(np.ones((2, 11))) is None
