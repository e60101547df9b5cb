"""γ and γ-cat of all coders; of more than three, or where an alignment has too many ways, the mean of the pairs'."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from workbench.analysis.gamma import Gamma, gamma
from workbench.errors import AnalysisError
from workbench.workflows.measuring.ground import Branch, Ground
from workbench.workflows.measuring.taking import Piece, Take, one_pair_after_another

#: Alignments of more coders than these are not found in bearable time.
MOST_TOGETHER = 3


def take(ground: Ground, things: Sequence[Any], names: Sequence[str]) -> Iterator[Piece]:
    """Things are branches."""
    for place, branch in enumerate(things):
        found = _measured(ground, branch)
        for name in names:
            yield Piece(name, found.gamma() if name == "gamma" else found.cat(), [place])


take_pairs: Take = partial(one_pair_after_another, take)


def _measured(ground: Ground, branch: Branch) -> Gamma:
    codings, of = ground.standing_for([branch])
    measured = partial(
        gamma,
        codings,
        range(ground.coders),
        theme_of=ground.places(len(of)),
        themes=len(of),
        read=ground.read,
        seed=ground.seed,
    )
    if int(ground.read.sum(axis=1).max(initial=0)) > MOST_TOGETHER:
        return measured(by_pairs=True)
    try:
        return measured()
    except AnalysisError:
        return measured(by_pairs=True)
