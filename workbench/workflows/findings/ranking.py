"""The ranking: which codes of a branch most participants name, and how sure that order is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from exports.report import Heading, Table
from workbench.workflows.findings.parts import Part, shortened
from workbench.workflows.findings.ranking_orders import (
    composite_table,
    group_table,
    sensitivity_table,
    weight_table,
    weights_of,
)
from workbench.workflows.ranking_report import Cell, ranking_part
from workbench.workflows.reporting import ranked

if TYPE_CHECKING:
    from exports.report import Pointer
    from workbench.workflows.findings.inquiry import Inquiry
    from workbench.workflows.reporting import RankingReport

DRAWN = frozenset({"rank_low", "rank_high", "above_next"})
"""Columns that come of the bootstrap."""


def ranking(
    inquiry: "Inquiry",
    *,
    draws: int,
    seed: int,
    composite: bool,
    weights: tuple[str, ...],
    attribute: str,
    brief: bool,
) -> Part:
    """Rank the codes of a branch by each layer: indicators A to E kept visible, rank by A, ties by E, then B.

    Args:
        inquiry: What is looked at.
        draws: Of the bootstrap over participants.
        seed: Of the bootstrap.
        composite: Whether an order by several indicators is made too.
        weights: Of the indicators in it, such as ``A=2``; equal ones if there are none.
        attribute: Ranks within the groups that it makes too; "" for none.
        brief: Whether people are shown the figure and its sentences only.
    """
    if inquiry.early is not None:  # the order is known long before it is known how sure it is
        first = ranked(inquiry, draws=1, seed=seed)
        inquiry.show_early(_without_draws(ranking_part(first, _cells(inquiry, first)).tables[0]))
    report = ranked(inquiry, draws=draws, seed=seed)
    cell = _cells(inquiry, report)
    part = ranking_part(report, cell, brief=brief)
    more = [weight_table(report), sensitivity_table(report)]
    if attribute:
        more.append(group_table(report, inquiry, attribute, cell))
    if composite or weights:
        more.append(composite_table(report, weights_of(weights)))
    told = [table for table in more if tuple(table.rows) and table.name != "left_out" and not brief]
    blocks = [block for table in told for block in (Heading(table.caption), *shortened(replace(table, caption="")))]
    return replace(part, tables=(*part.tables, *more), blocks=(*part.blocks, *blocks))


def _cells(inquiry: "Inquiry", report: "RankingReport") -> Cell:
    def cell(layer: int, line: int, who: str) -> "Sequence[Pointer]":
        found = report.rankings[layer]
        objective = found.importance.objectives[line]
        columns = range(len(found.participants)) if not who else [found.participants.index(who)]
        rows = {int(row) for column in columns for row in found.importance.tally.passages(objective.theme, column)}
        return inquiry.evidence(found.layer).pointers(rows)

    return cell


def _without_draws(table: Table) -> Table:
    """The ranking without what comes of the bootstrap."""
    drawn = {place for place, column in enumerate(table.columns) if column.name in DRAWN}
    rows = tuple(tuple(None if at in drawn else cell for at, cell in enumerate(row)) for row in table.rows)
    return replace(table, rows=rows)
