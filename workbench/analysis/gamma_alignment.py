"""The best alignment of the units of two or three coders, by Mathet, Widlöcher & Métivier (2015), exactly.

Two units differ by d = alpha · d_pos + beta · d_cat, where d_pos = ((|Δstart| + |Δend|) / (sum of both lengths))² · Δ∅
and d_cat is Δ∅ for different categories, else 0. A unitary alignment takes at most one unit of each coder; its disorder
is the mean of d over all pairs of coders, where a pair with an empty unit costs Δ∅. An alignment holds every unit
exactly once; its disorder is the sum of its unitary alignments' divided by the mean number of units per coder.

A unit by itself costs Δ∅. So the best alignment is the choice of unitary alignments, no two with a unit in common, that
saves most against leaving every unit alone: for two coders an assignment problem, for three a set packing, solved as an
integer programme. Of alignments of the same disorder, one with the fewest unitary alignments is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from transcripts.i18n import _
from workbench.analysis.columns import FloatArray, IntArray
from workbench.analysis.matching import assign
from workbench.errors import AnalysisError

#: Candidates of three coders beyond which an exact answer is not to be waited for.
MOST_CANDIDATES = 60_000
# Differences of dissimilarities below this are rounding; as a premium for a counterpart it decides ties only.
_TIE = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Valued units of one coder on one text; they may overlap. Shape (units,).

    Attributes:
        start: Where each begins.
        end: Where it ends, after its start.
        category: Index of its code.
    """

    start: FloatArray
    end: FloatArray
    category: IntArray

    def __len__(self) -> int:
        return len(self.start)

    def take(self, places: IntArray) -> "Units":
        """Some of them, in that order."""
        return Units(self.start[places], self.end[places], self.category[places])


@dataclass(frozen=True, slots=True)
class Dissimilarity:
    """What two units differ by.

    Attributes:
        alpha: Weight of their places.
        beta: Weight of their categories.
        empty: Δ∅, what a unit without counterpart costs; positive.
    """

    alpha: float = 1.0
    beta: float = 1.0
    empty: float = 1.0

    def places(self, one: Units, two: Units) -> FloatArray:
        """d_pos of every two units, shape (units of one, units of two)."""
        apart = np.abs(np.subtract.outer(one.start, two.start)) + np.abs(np.subtract.outer(one.end, two.end))
        lengths = np.add.outer(one.end - one.start, two.end - two.start)
        return np.asarray((apart / lengths) ** 2 * self.empty)

    def apart(self, one: Units, two: Units) -> FloatArray:
        """d_pos of the units at the same place of two columns of equal length."""
        ends = np.abs(one.start - two.start) + np.abs(one.end - two.end)
        return np.asarray((ends / (one.end - one.start + two.end - two.start)) ** 2 * self.empty)

    def categories(self, one: Units, two: Units) -> FloatArray:
        """Categories: d_cat of every two units."""
        return np.not_equal.outer(one.category, two.category) * self.empty

    def __call__(self, one: Units, two: Units) -> FloatArray:
        """What every two units differ by, shape (units of one, units of two)."""
        return self.alpha * self.places(one, two) + self.beta * self.categories(one, two)


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """The alignment of least disorder.

    Attributes:
        disorder: Its disorder; 0 where all coders give the same units.
        tuples: Unitary alignments of two units or more: place of each coder's unit, -1 for none; shape (tuples,
            coders).
        alone: How many units have no counterpart.
    """

    disorder: float
    tuples: IntArray
    alone: int


def best_alignment(units: Sequence[Units], dissimilarity: Dissimilarity, *, fewest: bool = True) -> Alignment:
    """Align the units of two or three coders with the least disorder.

    Args:
        units: Of each coder.
        dissimilarity: What two units differ by.
        fewest: Whether, of three coders' alignments of the same disorder, one with the fewest unitary alignments is to
            be looked for; of two coders' it always is one.

    Raises:
        AnalysisError: If there are other numbers of coders, or too many candidates of three.
    """
    if len(units) == 2:
        tuples, saved = _of_two(units, dissimilarity)
    elif len(units) == 3:
        tuples, saved = _of_three(units, dissimilarity, fewest)
    else:
        raise AnalysisError(
            _("γ is aligned exactly for two or three coders, not {count}.").format(count=len(units)),
            _("Take the mean of the pairs, which is named so."),
        )
    count = sum(map(len, units))
    disorder = max(0.0, dissimilarity.empty * count - saved)
    return Alignment(disorder * len(units) / count if count else 0.0, tuples, count - int((tuples >= 0).sum()))


def _of_two(units: Sequence[Units], dissimilarity: Dissimilarity) -> tuple[IntArray, float]:
    one, two = units
    saved = 2 * dissimilarity.empty - dissimilarity(one, two)
    chosen = assign(np.maximum(0.0, saved + _TIE))
    return np.argwhere(chosen), float(saved[chosen].sum())


def _of_three(units: Sequence[Units], dissimilarity: Dissimilarity, fewest: bool) -> tuple[IntArray, float]:
    tuples, saved = _candidates(units, dissimilarity)
    chosen = _packed(tuples, saved, [len(one) for one in units], fewest)
    return tuples[chosen], float(saved[chosen].sum())


def _candidates(units: Sequence[Units], dissimilarity: Dissimilarity) -> tuple[IntArray, FloatArray]:
    """Unitary alignments of two or three units, and what each saves; only those that beat their own parts."""
    empty = dissimilarity.empty
    apart = {(a, b): dissimilarity(units[a], units[b]) for a, b in combinations(range(3), 2)}
    pairs = {who: (4 * empty - far) / 3 for who, far in apart.items()}
    tuples, saved = [np.zeros((0, 3), np.int64)], [np.zeros(0)]
    for (a, b), gain in pairs.items():
        rows, columns = np.nonzero(gain > -_TIE)
        some = np.full((len(rows), 3), -1)
        some[:, a], some[:, b] = rows, columns
        tuples.append(some)
        saved.append(gain[rows, columns])
    for first in range(len(units[0])):
        total = apart[0, 1][first][:, None] + apart[0, 2][first][None, :] + apart[1, 2]
        parts = np.maximum(np.maximum(pairs[0, 1][first][:, None], pairs[0, 2][first][None, :]), pairs[1, 2])
        gain = 3 * empty - total / 3
        second, third = np.nonzero(gain > np.maximum(parts, 0.0) - _TIE)
        tuples.append(np.stack((np.full(len(second), first), second, third), axis=1))
        saved.append(gain[second, third])
    return np.concatenate(tuples), np.concatenate(saved)


def _packed(tuples: IntArray, saved: FloatArray, sizes: Sequence[int], fewest: bool) -> IntArray:
    """Which candidates to take, no two with a unit in common, so that they save most."""
    if not len(tuples):
        return np.zeros(0, np.int64)
    if len(tuples) > MOST_CANDIDATES:
        raise AnalysisError(
            _("An exact γ of these three coders has too many ways to align their passages."),
            _("Take the mean of the pairs, which is named so, or compare fewer codes at once."),
        )
    from scipy.sparse import csr_array

    candidate, coder = np.nonzero(tuples >= 0)
    unit = tuples[candidate, coder] + np.concatenate(([0], np.cumsum(sizes)[:-1]))[coder]
    held = csr_array((np.ones(len(unit)), (unit, candidate)), shape=(sum(sizes), len(tuples)))
    best = _solved(saved, [(held, -np.inf, 1.0)])
    if not fewest:
        return best
    most = float(saved[best].sum())
    joined = (tuples >= 0).sum(axis=1) - 1.0
    return _solved(joined, [(held, -np.inf, 1.0), (csr_array(saved[None, :]), most - _TIE, np.inf)], best)


def _solved(gain: FloatArray, limits: Sequence[tuple[object, float, float]], known: IntArray | None = None) -> IntArray:
    """Which candidates to take so that ``gain`` is largest within some limits, by HiGHS; else what is known."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    found = milp(
        -gain,
        integrality=np.ones(len(gain)),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(*limit) for limit in limits],
        options={"mip_rel_gap": 0.0},
    )
    if found.x is not None:
        return np.flatnonzero(found.x > 0.5)
    if known is not None:
        return known
    raise AnalysisError(_("The best alignment of these three coders was not found."), _("Take the mean of the pairs."))
