"""Matrices behind a ranking as pandas data frames, for notebooks; tables of figures come from the reports."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.analysis.importance import Importance

if TYPE_CHECKING:
    import pandas as pd


def mentions_frame(importance: Importance, labels: Sequence[str], pseudonyms: Sequence[str]) -> "pd.DataFrame":
    """Mentions of each theme by each participant who has been read.

    Args:
        importance: The ranking.
        labels: Of the themes, by their row in the tally.
        pseudonyms: Of all participants, by their index.

    Returns:
        Themes as rows, in rank order; participants as columns.
    """
    import pandas as pd

    lines = [objective.theme for objective in importance.objectives]
    return pd.DataFrame(
        importance.tally.mentions[lines],
        index=[labels[theme] for theme in lines],
        columns=[pseudonyms[who] for who in importance.tally.participants],
    )


def above_frame(importance: Importance, labels: Sequence[str]) -> "pd.DataFrame":
    """P(row above column) over the bootstrap of participants, a tie counting half.

    Args:
        importance: The ranking.
        labels: Of the themes, by their row in the tally.

    Returns:
        Themes as rows and columns, in rank order; empty where there was no bootstrap.
    """
    import pandas as pd

    if importance.resampled is None:
        return pd.DataFrame()
    lines = [objective.theme for objective in importance.objectives]
    names = [labels[theme] for theme in lines]
    return pd.DataFrame(importance.resampled.above[lines][:, lines], index=names, columns=names)
