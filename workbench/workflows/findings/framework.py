"""The framework grid among the findings: summaries and categories with the passages behind them; recruitment."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from exports.report import Paragraph
from transcripts.i18n import _
from workbench.store import framework as framework_store
from workbench.workflows.category_distribution import distribution_in
from workbench.workflows.category_tables import agreement_table, category_blocks, crossed_table, distribution_table
from workbench.workflows.findings.parts import Part
from workbench.workflows.framework_cells import FrameworkGrid, Scope
from workbench.workflows.framework_columns import GridColumn, question_columns
from workbench.workflows.framework_report import cells_table, grid_notes, wide_table

if TYPE_CHECKING:
    from workbench.workflows.findings.inquiry import Inquiry


def framework(inquiry: "Inquiry", *, by: str) -> Part:
    """Participants against questions of the guide, or codes.

    Args:
        inquiry: What is looked at.
        by: ``question`` or ``code``: the codes of the branch at the level asked for, the top of the codebook if none.
    """
    columns = _questions(inquiry) if by == "question" else _codes(inquiry)
    grid = _grid(inquiry, columns)
    labels = {one.uuid: one.label for one in framework_store.categories(inquiry.study.reader)}
    return Part(
        (cells_table(grid, inquiry.layers, labels),),
        (wide_table(grid, labels),),
        notes=tuple(_notes(inquiry, grid)),
        remarks=() if columns or by == "code" else (_("This study has no interview guide; ask for codes instead."),),
    )


def categories(inquiry: "Inquiry") -> Part:
    """How the answers to each question fall into its categories, and how far coders agree on that."""
    known = framework_store.categories(inquiry.study.reader)
    columns = [one for one in _questions(inquiry) if any(category.question == one.uuid for category in known)]
    grid = _grid(inquiry, columns)
    counted = [
        distribution_in(grid, one, [category for category in known if category.question == one.uuid], inquiry.layers)
        for one in columns
    ]
    return Part(
        (distribution_table(counted), agreement_table(counted), crossed_table(counted)),
        tuple(category_blocks(counted)) or (Paragraph(_("No question has categories yet: add them in the grid.")),),
        notes=tuple(_notes(inquiry, grid)),
    )


def recruitment(inquiry: "Inquiry") -> Part:
    """How many were approached, accepted, refused and why, and took part."""
    from workbench.workflows.recruitment_report import recruitment_report

    report = recruitment_report(inquiry.study)
    first, *others = report.tables
    return Part((first,), facts=report.facts, notes=report.notes, shared=tuple(others))


def _grid(inquiry: "Inquiry", columns: list[GridColumn]) -> FrameworkGrid:
    layer, *others = inquiry.layers
    scope = Scope(inquiry.snapshot, inquiry.who, inquiry.chosen, inquiry.moment)
    return FrameworkGrid(inquiry.study, columns, layer, others, scope=scope)


def _questions(inquiry: "Inquiry") -> list[GridColumn]:
    asked = inquiry.filter.question
    if not inquiry.snapshot.questions and not asked:
        return []
    names = [one.name for one in inquiry.snapshot.questions if asked in (one.name, one.uuid)] or [asked]
    return question_columns(inquiry.study, names if asked else ())


def _codes(inquiry: "Inquiry") -> list[GridColumn]:
    known = inquiry.codes()
    if inquiry.branch is None and not inquiry.filter.level:
        known = tuple(code for code in known if code.parent is None)
    return [GridColumn(code.uuid, code.short, code.label(inquiry.language), False) for code in known]


def _notes(inquiry: "Inquiry", grid: FrameworkGrid) -> Iterator[str]:
    yield from grid_notes(grid)
    if inquiry.filter.moment is not None:
        yield _("The codings are as they were then; summaries and categories are as they are now.")
