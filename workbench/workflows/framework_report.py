"""The framework grid as a report: what stands in the cells, and how answers fall into categories."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from codebook.coding import Coder
from exports.report import Cell, Column, Fact, Kind, Pointer, Report, Row, Table
from transcripts.i18n import _, ngettext
from workbench.store import framework as framework_store
from workbench.workflows.category_distribution import distribution_in
from workbench.workflows.category_tables import agreement_table, category_blocks, crossed_table, distribution_table
from workbench.workflows.framework_cells import Asked, FrameworkGrid
from workbench.workflows.framework_columns import GridColumn
from workbench.workflows.headings import words

if TYPE_CHECKING:
    from exports.report import Passage
    from workbench.store.study_file import StudyFile


def framework_report(
    study: "StudyFile", columns: Sequence[GridColumn], layer: Coder, others: Sequence[Coder] = ()
) -> Report:
    """The grid of questions, or of codes.

    Args:
        study: Open, and left open while passages of the report are read.
        columns: Questions or codes, as ``question_columns`` and ``code_columns`` give them.
        layer: Whose codings stand behind the cells, and whose cells are shown first.
        others: Whose cells are shown too; nobody in a blind study.
    """
    grid = FrameworkGrid(study, columns, layer, others)
    coders = [layer, *others]
    known = framework_store.categories(study.reader)
    counted = [
        distribution_in(grid, one, own, coders)
        for one in columns
        if one.is_question and (own := [category for category in known if category.question == one.uuid])
    ]
    labels = {one.uuid: one.label for one in known}
    return Report(
        "framework",
        study.title,
        facts=_facts(grid),
        tables=(
            cells_table(grid, coders, labels),
            *(distribution_table(counted), agreement_table(counted), crossed_table(counted)),
        ),
        blocks=(wide_table(grid, labels), *category_blocks(counted)),
        notes=tuple(grid_notes(grid)),
        passages=lambda pointers: _passages(study, pointers),
    )


def _passages(study: "StudyFile", pointers: Sequence[Pointer]) -> "list[Passage]":
    from workbench.workflows.findings.passages import read_passages

    return read_passages(study, pointers)


def _facts(grid: FrameworkGrid) -> tuple[Fact, ...]:
    return (
        Fact("participants", _("Participants"), len(grid.people), Kind.INTEGER),
        Fact("layer", _("Codings of"), grid.layer.name),
    )


def grid_notes(grid: FrameworkGrid) -> Iterator[str]:
    """What stands behind a cell, and who has no row."""
    if grid.columns and grid.columns[0].is_question:
        yield _("Passages of a cell: codings that begin between the turn that puts the question and the next one put.")
    else:
        yield _("Passages of a cell: codings with the code or one under it in the participant's words.")
    yield _("Transcripts need not be marked as done: the grid shows work under way.")
    if grid.left_out:
        said = ngettext(
            "{count} person who refused, withdrew or has not answered is left out.",
            "{count} persons who refused, withdrew or have not answered are left out.",
            grid.left_out,
        )
        yield said.format(count=grid.left_out)


# -- cells ---------------------------------------------------------------------------------------------------------


def cells_table(grid: FrameworkGrid, coders: Sequence[Coder], labels: dict[str, str]) -> Table:
    """A row for every cell and coder who wrote into it; one row for a cell into which nobody wrote."""
    columns = (
        Column("participant", _("participant")),
        Column("column", _("question or code")),
        Column("asked", _("asked"), words=words("asked")),
        Column("coder", _("coder")),
        Column("category", _("category")),
        Column("summary", _("summary")),
        Column("passages", _("passages linked"), Kind.LIST),
        Column("codings", _("codings"), Kind.INTEGER),
    )
    rows: list[Row] = []
    places: list[tuple[int, int, str]] = []
    for row, person in enumerate(grid.people):
        for at, column in enumerate(grid.columns):
            asked = grid.asked(row, at).value if column.is_question else None
            written = [(one, entry) for one in coders if (entry := grid.entry(row, at, one.uuid))]
            count = grid.count(row, at)
            for one, entry in written:
                category = labels.get(entry.category)
                own = (one.name, category, entry.body or None, tuple(grid.written(entry)))
                rows.append((person.pseudonym, column.name, asked, *own, count))
                places.append((row, at, one.uuid))
            if not written:
                rows.append((person.pseudonym, column.name, asked, None, None, None, (), count))
                places.append((row, at, ""))

    def behind(place: int, name: str) -> Sequence[Pointer]:
        row, column, coder = places[place]
        linked = grid.linked(row, column, coder)
        if name == "passages" or (name in ("category", "summary") and linked):
            return linked
        return grid.codings(row, column) or grid.words(row, column)

    return Table("cells", columns, rows, behind=behind, heads=2)


def wide_table(grid: FrameworkGrid, labels: dict[str, str]) -> Table:
    """Participants against columns, as people read the grid: category, beginning of the summary, codings."""
    columns = (
        Column("participant", _("participant")),
        *(Column(f"cell.{one.uuid}", one.name, definition=one.title) for one in grid.columns),
    )
    rows: list[Row] = [
        (person.pseudonym, *(cell_words(grid, row, at, labels) for at in range(len(grid.columns))))
        for row, person in enumerate(grid.people)
    ]

    def behind(place: int, name: str) -> Sequence[Pointer]:
        names = [column.name for column in columns]
        if name not in names[1:]:
            return ()
        at = names.index(name) - 1
        return grid.codings(place, at) or grid.words(place, at)

    return Table("grid", columns, rows, behind=behind)


def cell_words(grid: FrameworkGrid, row: int, column: int, labels: dict[str, str]) -> Cell:
    """``to be heard · they wanted a voice (3)``; ``not asked``; None for a cell in which nothing else is."""
    entry, count = grid.entry(row, column), grid.count(row, column)
    parts = [labels.get(entry.category, ""), " ".join(entry.body.split())] if entry else []
    said = " · ".join(part for part in parts if part)
    if count:
        return f"{said} ({count})".strip()
    return said or (_("not asked") if grid.asked(row, column) is Asked.NO else None)
