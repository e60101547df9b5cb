"""The framework grid as a screen shows it, read at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from codebook.coding import Coder, CoderKind
from exports.report import Pointer, Table
from workbench.store import framework as framework_store
from workbench.store.framework import CategoryEntry, LinkedPassage
from workbench.tui.reading import Passage, pointed_passages
from workbench.tui.session import Session
from workbench.workflows.framework_cells import FrameworkGrid, Scope
from workbench.workflows.framework_columns import code_columns, question_columns
from workbench.workflows.framework_report import wide_table
from workbench.workflows.layers import shown_coders


@dataclass(frozen=True, slots=True)
class GridSheet:
    """What the grid shows.

    Attributes:
        grid: The cells.
        categories: uuid of a question to its categories, in order.
        table: For the screen.
    """

    grid: FrameworkGrid
    categories: dict[str, tuple[CategoryEntry, ...]]
    table: Table

    @property
    def labels(self) -> dict[str, str]:
        """The uuid of each category → its label."""
        return {one.uuid: one.label for found in self.categories.values() for one in found}


def read_grid(session: Session, codes: Sequence[str] | None, layer: Coder) -> GridSheet:
    """Read the grid.

    Args:
        session: The sitting.
        codes: Short names of codes, none for the top of the codebook; None for the questions of the guide.
        layer: Whose codings and cells.
    """
    columns = question_columns(session.study) if codes is None else code_columns(session.study, codes)
    everyone = shown_coders(session.study.reader)
    others = [one for one in dict.fromkeys([session.coder, *everyone]) if one != layer]
    grid = FrameworkGrid(session.study, columns, layer, others, scope=Scope(session.room.snapshot()))
    return sheet_of(session, grid)


def sheet_of(session: Session, grid: FrameworkGrid) -> GridSheet:
    """The same grid with what stands in its cells now."""
    grid.reread(session.study)
    categories: dict[str, tuple[CategoryEntry, ...]] = {}
    for one in framework_store.categories(session.study.reader):
        categories[one.question] = (*categories.get(one.question, ()), one)
    labels = {one.uuid: one.label for found in categories.values() for one in found}
    return GridSheet(grid, categories, wide_table(grid, labels))


def layers(session: Session) -> list[Coder]:
    """Whose cells can be shown: one's own first, the consensus last; nobody's that are sealed."""
    everyone = [one for one in shown_coders(session.study.reader) if one != session.coder]
    return [session.coder, *sorted(everyone, key=lambda one: one.kind is CoderKind.CONSENSUS)]


@dataclass(frozen=True, slots=True)
class CellPassages:
    """What stands behind one cell.

    Attributes:
        passages: For reading: what the summary points to and is not among the others, then the others in text order.
        linked: Whether one's own summary points to each.
    """

    passages: tuple[Passage, ...]
    linked: tuple[bool, ...]


def read_passages(session: Session, sheet: GridSheet, row: int, column: int, *, all_words: bool) -> CellPassages:
    """Read the passages of a cell.

    Args:
        session: The sitting.
        sheet: As read.
        row: Of the participant.
        column: Of the question or code.
        all_words: Whether all that was said is wanted rather than the codings; where there are none, it is shown.
    """
    from workbench.workflows.findings.passages import read_passages as read

    grid = sheet.grid
    codings, words = grid.codings(row, column), grid.words(row, column)
    shown: tuple[Pointer, ...] = words if words and (all_words or not codings) else codings
    linked = grid.linked(row, column, session.coder.uuid)
    places = {(one.transcript, one.start, one.end) for one in shown}
    apart = tuple(one for one in linked if (one.transcript, one.start, one.end) not in places)
    study = session.study
    found = tuple(pointed_passages(study.reader, [*apart, *shown], lambda some: read(study, some)))
    entry = grid.entry(row, column, session.coder.uuid)
    own = set(entry.passages) if entry else set()
    return CellPassages(found, tuple(LinkedPassage(one.transcript, one.span) in own for one in found))
