"""The likeliest way through a guide: dynamic programming over the turns of one interview.

A state is the question in force: 0 before any was put, 1 … Q after. At each turn the interviewer puts no question (the
state stays), goes on with the question in force, or moves to another; questions mostly come in the order of the guide,
skipping some costs a little, going back costs more (Viterbi 1967). Forward and backward passes give, for every turn and
every choice, the score of the best way that makes this choice, so that each proposal knows how sure it is.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]

#: Costs of moving, as logarithms.
SKIP = 1.0
BACK = 4.0
FURTHER_BACK = 1.0
IMPOSSIBLE = -1e12


def best_ways(opening: "Scores", going_on: "Scores", none: "Scores", *, rate: float) -> "Scores":
    """For every turn and choice, the score of the best way through the guide that makes this choice.

    Args:
        opening: Shape (turns, questions): how well the turn puts the question anew.
        going_on: Shape (turns, questions): how well it takes the question further.
        none: Shape (turns,): how well it puts none.
        rate: Share of the turns that move to another question, above 0 and below 1.

    Returns:
        Shape (turns, questions + 1); the last column is the choice of no question.
    """
    import numpy as np

    turns, questions = opening.shape
    moves = _moves(questions, rate)
    forward = np.full((turns + 1, questions + 1), IMPOSSIBLE)
    backward = np.zeros((turns + 1, questions + 1))
    forward[0, 0] = 0.0
    put = [_put(moves, opening[turn], going_on[turn]) for turn in range(turns)]
    for turn in range(turns):
        entered = (forward[turn][:, None] + put[turn]).max(axis=0)
        forward[turn + 1] = np.maximum(entered, forward[turn] + none[turn])
    for turn in reversed(range(turns)):
        left = (put[turn] + backward[turn + 1][None, :]).max(axis=1)
        backward[turn] = np.maximum(left, backward[turn + 1] + none[turn])
    best = np.empty((turns, questions + 1))
    for turn in range(turns):
        entered = (forward[turn][:, None] + put[turn]).max(axis=0) + backward[turn + 1]
        best[turn, :questions] = entered[1:]
        best[turn, questions] = (forward[turn] + none[turn] + backward[turn + 1]).max()
    return best


def _moves(questions: int, rate: float) -> "Scores":
    """Score of going from one state to another; staying stands on the diagonal."""
    import numpy as np

    at = np.arange(questions + 1)
    ahead = at[None, :] - at[:, None]
    moves = np.where(ahead > 0, -SKIP * (ahead - 1), -BACK - FURTHER_BACK * (-ahead - 1)) + np.log(rate)
    np.fill_diagonal(moves, np.log(1 - rate))
    moves[:, 0] = IMPOSSIBLE  # there is no going back to before the first question
    return np.asarray(moves, dtype=np.float64)


def _put(moves: "Scores", opening: "Scores", going_on: "Scores") -> "Scores":
    """Score of entering each state by what one turn says, from each state."""
    import numpy as np

    put = moves.copy()
    put[:, 1:] += opening[None, :]
    inner = np.arange(1, len(moves))
    put[inner, inner] += going_on - opening
    return put
