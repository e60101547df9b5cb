"""The same figures as pandas data frames, for notebooks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.analysis.coefficients import Coefficient
from workbench.analysis.disagreement import Disagreement
from workbench.analysis.importance import Importance, Objective
from workbench.analysis.presence import CodeAgreement

if TYPE_CHECKING:
    import pandas as pd


def ranking_frame(importance: Importance, labels: Sequence[str], pseudonyms: Sequence[str]) -> "pd.DataFrame":
    """One row per theme, in rank order; undefined figures are missing.

    Args:
        importance: The ranking.
        labels: Of the themes, by their row in the tally.
        pseudonyms: Of all participants, by their index.
    """
    import pandas as pd

    return pd.DataFrame([_ranking_row(importance, one, labels, pseudonyms) for one in importance.objectives])


def _ranking_row(
    importance: Importance, objective: Objective, labels: Sequence[str], pseudonyms: Sequence[str]
) -> dict[str, object]:
    low, high = objective.interval or (None, None)
    first, last = objective.ranks or (None, None)
    return {
        "code": labels[objective.theme],
        "rank": objective.rank,
        "participants": objective.supported,
        "of": importance.participants,
        "wilson_low": low,
        "wilson_high": high,
        "rank_low": first,
        "rank_high": last,
        "above_next": objective.above_next,
        "strength": objective.strength.value,
        "without_strength": objective.without_strength,
        "first_mention": objective.order.value,
        "mentions": objective.mentions,
        "mentions_per_mentioner": objective.per_mentioner.value,
        "share": objective.share.value,
        "rejected_by": objective.rejected,
        "minority": objective.minority,
        "single_voice": None if objective.single is None else pseudonyms[objective.single],
    }


def mentions_frame(importance: Importance, labels: Sequence[str], pseudonyms: Sequence[str]) -> "pd.DataFrame":
    """Mentions of each theme (rows, in rank order) by each participant who has been read (columns)."""
    import pandas as pd

    lines = [objective.theme for objective in importance.objectives]
    return pd.DataFrame(
        importance.tally.mentions[lines],
        index=[labels[theme] for theme in lines],
        columns=[pseudonyms[who] for who in importance.tally.participants],
    )


def agreement_frame(agreements: Sequence[CodeAgreement], labels: Sequence[str]) -> "pd.DataFrame":
    """One row per code; where a figure is missing, the column ``..._undefined`` says why."""
    import pandas as pd

    return pd.DataFrame([_agreement_row(one, labels[one.theme]) for one in agreements])


def _agreement_row(agreement: CodeAgreement, label: str) -> dict[str, object]:
    figures: dict[str, Coefficient] = {
        "percent": agreement.percent,
        "coded_only": agreement.coded_only,
        "alpha": agreement.alpha,
        "kappa": agreement.kappa,
        "f1": agreement.mean_f1,
    }
    row: dict[str, object] = {"code": label, "segments": agreement.segments}
    for name, figure in figures.items():
        row[name] = figure.value
        row[f"{name}_undefined"] = figure.reason.value if figure.reason else None
    return row


def disagreement_frame(
    found: Sequence[Disagreement], transcripts: Sequence[str], coders: Sequence[str]
) -> "pd.DataFrame":
    """One row per disagreement, with its place and its cost in characters."""
    import pandas as pd

    columns = ["kind", "transcript", "first", "second", "start", "end", "cost"]
    rows = [
        (one.kind.value, transcripts[one.transcript], *(coders[who] for who in one.coders), *_ends(one), one.cost)
        for one in found
    ]
    return pd.DataFrame(rows, columns=columns)


def _ends(disagreement: Disagreement) -> tuple[int, int]:
    return disagreement.span.start, disagreement.span.end
