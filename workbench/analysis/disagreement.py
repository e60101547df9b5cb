"""Where each two coders differ: the cases of every pair, one line for each thing that the two differ in.

``cases`` says how codings are matched and what differing costs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from transcripts.spans import Span
from workbench.analysis.cases import Kind, counted_of_two, differing
from workbench.analysis.columns import Codings, IntArray

__all__ = ["Disagreement", "Kind", "disagreements", "tally"]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One passage on which two coders differ.

    Attributes:
        kind: What they differ in.
        transcript: Index of the transcript.
        coders: Indices of the two, in the order asked for.
        codings: Rows of the first coder's codings and of the second's; one of the two is empty for a miss.
        span: Everything that either of them marked here.
        cost: Characters on which they differ.
    """

    kind: Kind
    transcript: int
    coders: tuple[int, int]
    codings: tuple[tuple[int, ...], tuple[int, ...]]
    span: Span
    cost: int


def disagreements(codings: Codings, coders: Sequence[int], *, compared: IntArray | None = None) -> list[Disagreement]:
    """List the differences of every two coders, in text order.

    Args:
        codings: On the transcripts that all of these coders have finished.
        coders: Indices of two or more coders.
        compared: Shape (codes,): the code that a code counts for, ``MISSING`` to leave it out. By default each code
            stands for itself.
    """
    place = {coder: row for row, coder in enumerate(coders)}
    found = [one for pair in combinations(coders, 2) for one in _of_pair(codings, pair, compared)]
    found.sort(
        key=lambda one: (
            *(one.transcript, one.span.start, one.span.end, one.kind, one.codings),
            *(place[who] for who in one.coders),
        )
    )
    return found


def tally(codings: Codings, coders: Sequence[int], *, compared: IntArray | None = None) -> dict[Kind, int]:
    """How many differences of each kind there are, without making them; arguments as of ``disagreements``."""
    found = dict.fromkeys(Kind, 0)
    for pair in combinations(coders, 2):
        for kind, count in counted_of_two(codings, pair, compared).items():
            found[kind] += count
    return found


def _of_pair(codings: Codings, coders: tuple[int, int], compared: IntArray | None) -> Iterator[Disagreement]:
    for case in differing(codings, coders, compared):
        held = {position.coders[0]: position.rows for position in case.positions}
        given = (held[coders[0]], held[coders[1]])
        for kind, cost in zip(case.kinds, case.costs, strict=True):
            yield Disagreement(kind, case.transcript, coders, given, case.span, cost)
