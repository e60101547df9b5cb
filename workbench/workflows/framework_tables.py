"""Cells of the framework grid from a table, written all in one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from transcripts.i18n import _
from transcripts.spans import Span
from workbench.errors import StoreError
from workbench.store import codes as code_store
from workbench.store import framework as framework_store
from workbench.store import guide as guide_store
from workbench.store import participants as participant_store
from workbench.store import transcripts as transcript_store
from workbench.store.coders import fold
from workbench.store.framework import LinkedPassage
from workbench.workflows.framework import Place, write_cell
from workbench.workflows.participant_tables import read_fields

if TYPE_CHECKING:
    from codebook.coding import Coder
    from workbench.store.reader import Reader
    from workbench.store.study_file import StudyFile

_FIELDS = {
    "participant": ("participant", "pseudonym", "pseudonyme", "participante"),
    "column": ("column", "question", "code", "question or code", "colonne"),
    "coder": ("coder", "codeur", "codeuse"),
    "summary": ("summary", "resume", "synthese"),
    "category": ("category", "categorie"),
    "passages": ("passages", "passages linked"),
}


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """What a row of the table puts into a cell.

    Attributes:
        place: Which cell.
        summary: None to leave what is there.
        category: uuid, None to leave what is there.
        passages: None to leave what is there.
        new_category: Label of a category that the question does not have yet, "" if none.
    """

    place: Place
    summary: str | None
    category: str | None
    passages: tuple[LinkedPassage, ...] | None
    new_category: str = ""


@dataclass(frozen=True, slots=True)
class CellPlan:
    """What a table would put into the grid.

    Attributes:
        cells: In the order of the table.
        skipped: How many rows are other coders'.
        empty: How many rows say nothing.
        new_categories: uuid of a question and label of each category that it does not have, in order.
    """

    cells: tuple[PlannedCell, ...]
    skipped: int
    empty: int
    new_categories: tuple[tuple[str, str], ...]


def plan_cells(study: "StudyFile", path: Path, coder: "Coder") -> CellPlan:
    """Read a table of cells; an empty cell of the table leaves what is there.

    Args:
        study: Open.
        path: With columns ``participant``, ``column`` (a question or a code), ``summary``, ``category``, ``passages``
            (``transcript:start-end``, separated by semicolons) and perhaps ``coder``.
        coder: Whose cells; rows of others are passed over.

    Raises:
        StoreError: If the table lacks a column, or names something that the study has not.
    """
    fields, rows = read_fields(path, _FIELDS)
    if not {"participant", "column"} <= fields or not fields & {"summary", "category", "passages"}:
        raise StoreError(
            _("{name} is no table of cells.").format(name=path.name),
            _("Its columns are called participant, column, and summary, category or passages."),
        )
    planner = _Planner(study)
    mine = [row for row in rows if not row.get("coder") or fold(row["coder"]) == fold(coder.name)]
    said = [row for row in mine if any(row.get(field) for field in ("summary", "category", "passages"))]
    cells = tuple(planner.cell(row) for row in said)
    fresh = dict.fromkeys((one.place.column, one.new_category) for one in cells if one.new_category)
    return CellPlan(cells, len(rows) - len(mine), len(mine) - len(said), tuple(fresh))


class _Planner:
    """Finds what the rows of a table name."""

    def __init__(self, study: "StudyFile") -> None:
        self._reader: Reader = study.reader
        self._questions = {one.name.casefold(): one.uuid for one in guide_store.questions(study.reader)}
        self._book = code_store.book(study.reader)

    def cell(self, row: Mapping[str, str]) -> PlannedCell:
        """What one row puts where."""
        column = self._questions.get(row["column"].casefold()) or self._book.named(row["column"]).uuid
        place = Place(participant_store.named(self._reader, row["participant"]), column)
        category, fresh = self._category(column, row.get("category", ""))
        passages = self._passages(row["passages"]) if row.get("passages") else None
        return PlannedCell(place, row.get("summary") or None, category, passages, fresh)

    def _category(self, question: str, label: str) -> tuple[str | None, str]:
        if not label:
            return None, ""
        if question not in self._questions.values():
            raise StoreError(_("Only questions have categories; “{label}” stands beside a code.").format(label=label))
        try:
            return framework_store.category_named(self._reader, question, label).uuid, ""
        except StoreError:
            return None, label

    def _passages(self, written: str) -> tuple[LinkedPassage, ...]:
        return tuple(read_passage(self._reader, one.strip()) for one in written.split(";") if one.strip())


def read_passage(reader: "Reader", written: str) -> LinkedPassage:
    """A passage written ``transcript:start-end``.

    Raises:
        StoreError: If it is not written so, or the transcript is unknown.
    """
    name, mark, place = written.rpartition(":")
    start, dash, end = place.partition("-")
    if not (mark and dash and start.strip().isdigit() and end.strip().isdigit()):
        raise StoreError(
            _("“{words}” is no passage.").format(words=written),
            _("Write it as transcript:start-end, like I-05:120-180."),
        )
    return LinkedPassage(transcript_store.named(reader, name), Span(int(start), int(end)))


def take_cells(study: "StudyFile", coder: str, plan: CellPlan) -> int:
    """Write a plan: the new categories and the cells, as one step.

    Args:
        study: The same as the plan was made for.
        coder: uuid.
        plan: As ``plan_cells`` gave it.

    Returns:
        How many cells are other than they were.
    """
    from workbench.workflows.categorising import put_category

    with study.act(coder, "cell.import") as act:
        made = {one: put_category(act, *one) for one in plan.new_categories}
        changed = 0
        for one in plan.cells:
            category = made.get((one.place.column, one.new_category)) if one.new_category else one.category
            changed += write_cell(act, one.place, summary=one.summary, category=category, passages=one.passages)
        act.facts["count"] = changed
        return changed
