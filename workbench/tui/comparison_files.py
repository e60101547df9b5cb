"""A comparison as a file: the table that is shown first, the whole report after it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from exports.report import Block, Paragraph, Pointer, Report
from exports.writers import write_report
from transcripts.i18n import _
from workbench.tui.comparison_desk import Look
from workbench.tui.comparison_spots import View
from workbench.tui.sheets import held_rows
from workbench.workflows.comparison_report import comparison_report

if TYPE_CHECKING:
    from workbench.workflows.comparing import Comparison


def arranged(shown: View, order: Sequence[int]) -> View:
    """The view with some of its rows alone, in the order in which they are shown."""
    table, places = shown.table, tuple(order)
    rows = held_rows(table)

    def behind(row: int, column: str) -> Sequence[Pointer]:
        return table.behind(places[row], column) if table.behind else ()

    return replace(shown, table=replace(table, rows=[rows[place] for place in places], behind=behind))


def write(comparison: "Comparison", shown: View, look: Look, path: Path) -> str:
    """Write what is shown; for a thread. A format that holds one table holds that one.

    Returns:
        What was written and where, and what the format could not hold.

    Raises:
        StudyError: If it cannot be written.
    """
    written = write_report(report(comparison, shown, look), path)
    return " ".join((_("Written: {path}").format(path=written.path), *written.notes))


def report(comparison: "Comparison", shown: View, look: Look) -> Report:
    """The report of a comparison, headed by the table on the screen."""
    whole = comparison_report(comparison, all_codes=look.all_codes)
    tables = (shown.table, *(table for table in whole.tables if table.name != shown.table.name))
    return replace(whole, tables=tables, blocks=(*_opening(shown), *whole.blocks))


def _opening(shown: View) -> Iterator[Block]:
    yield shown.table
    yield from (Paragraph(remark) for remark in shown.remarks)
