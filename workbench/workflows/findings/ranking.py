"""The ranking: which codes of a branch most participants name, and how sure that order is."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.workflows.findings.parts import Part
from workbench.workflows.ranking_report import ranking_part
from workbench.workflows.reporting import ranked

if TYPE_CHECKING:
    from exports.report import Pointer
    from workbench.workflows.findings.inquiry import Inquiry


def ranking(inquiry: "Inquiry", *, draws: int, seed: int) -> Part:
    """Rank the codes of a branch by each layer (METHODS: indicators A to E, rank by A, ties by E, then B).

    Args:
        inquiry: What is looked at.
        draws: Of the bootstrap over participants.
        seed: Of the bootstrap.
    """
    report = ranked(inquiry, draws=draws, seed=seed)

    def cell(layer: int, line: int, who: str) -> "Sequence[Pointer]":
        found = report.rankings[layer]
        objective = found.importance.objectives[line]
        columns = range(len(found.participants)) if not who else [found.participants.index(who)]
        rows = {int(row) for column in columns for row in found.importance.tally.passages(objective.theme, column)}
        return inquiry.evidence(found.layer).pointers(rows)

    return ranking_part(report, cell)
