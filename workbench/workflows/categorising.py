"""The closed list of categories into which the answers to a question are put; each verb one step."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from codebook.naming import exact_key
from transcripts.i18n import _, ngettext
from transcripts.words import folded
from workbench.errors import StoreError
from workbench.store.coders import new_uuid

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.finding_rows import CategoryRow
    from workbench.store.study_file import StudyFile
    from workbench.workflows.framework import Place


def add_category(
    study: "StudyFile", coder: str | None, question: str, label: str, *, definition: str = "", place: int | None = None
) -> str:
    """Add a category to a question.

    Args:
        study: The open study.
        coder: uuid, None for nobody in particular.
        question: uuid.
        label: Unique for the question, case and spaces apart.
        definition: When an answer belongs in it.
        place: 1 for the first; at the end by default.

    Returns:
        Its uuid.

    Raises:
        StoreError: If the label is taken or empty.
    """
    with study.act(coder, "category.add") as act:
        uuid = put_category(act, question, label, definition=definition, place=place)
        act.facts["count"] = 1
        return uuid


def put_category(act: "Act", question: str, label: str, *, definition: str = "", place: int | None = None) -> str:
    """Add a category as part of a step; see ``add_category``."""
    from workbench.store.finding_rows import CategoryRow
    from workbench.store.rows import QuestionRow

    number = cast(int, act.get(QuestionRow, question).id)
    rows = _categories(act, number)
    row = act.add(
        CategoryRow(
            uuid=new_uuid(),
            question_id=number,
            position=len(rows) + 1,
            label=_checked(label, rows),
            definition=definition.strip(),
        )
    )
    _order(act, _moved([*rows, row], row, place))
    return row.uuid


def change_category(
    study: "StudyFile",
    coder: str | None,
    category: str,
    *,
    label: str | None = None,
    definition: str | None = None,
    place: int | None = None,
) -> None:
    """Give a category another label, definition or place; None leaves a thing as it is.

    Raises:
        StoreError: If the label is taken or empty, or the category is gone.
    """
    from workbench.store.finding_rows import CategoryRow

    with study.act(coder, "category.change") as act:
        row = act.get(CategoryRow, category)
        rows = _categories(act, row.question_id)
        if label is not None:
            act.change(row, label=_checked(label, [one for one in rows if one is not row]))
        if definition is not None:
            act.change(row, definition=definition.strip())
        if place is not None:
            _order(act, _moved(rows, row, place))
        act.facts["count"] = 1


def replace_categories(study: "StudyFile", coder: str | None, question: str, labels: Sequence[str]) -> list[str]:
    """Give a question these categories, in this order, as one step.

    A label that is new where an old one is gone is its new name, in order; cells stay in it.

    Returns:
        The labels.

    Raises:
        StoreError: If a category that would go is in use, or a label stands twice.
    """
    from workbench.store.finding_rows import CategoryRow
    from workbench.store.rows import QuestionRow

    wanted = [" ".join(label.split()) for label in labels if label.strip()]
    with study.act(coder, "category.change") as act:
        rows = _categories(act, cast(int, act.get(QuestionRow, question).id))
        by_key = {exact_key(row.label): row for row in rows}
        keys = [exact_key(label) for label in wanted]
        if len(set(keys)) < len(keys):
            twice = next(label for label, key in zip(wanted, keys, strict=True) if keys.count(key) > 1)
            raise StoreError(_("{label} stands there twice.").format(label=twice), _("Keep one of the two."))
        gone = [row for row in rows if exact_key(row.label) not in keys]
        fresh = [key for key in keys if key not in by_key]
        by_key |= dict(zip(fresh, gone, strict=False))
        for row in gone[len(fresh) :]:
            _take_away(act, row)
        kept = []
        for label, key in zip(wanted, keys, strict=True):
            row = by_key.get(key) or act.get(CategoryRow, put_category(act, question, label))
            kept.append(act.change(row, label=label))
        _order(act, kept)
        act.facts["count"] = 1
    return wanted


def categorise(study: "StudyFile", coder: str, place: "Place", typed: str) -> tuple[str, bool]:
    """Put the answer of a cell into the category that begins so; a new one where none does, as one step.

    Returns:
        The label, and whether it is new.

    Raises:
        StoreError: If several begin so.
    """
    from workbench.store.framework import categories, category_named
    from workbench.workflows.framework import write_cell

    known = categories(study.reader, place.column)
    begun = [one for one in known if folded(one.label).startswith(folded(typed))]
    found = category_named(study.reader, place.column, typed) if begun else None
    with study.act(coder, "cell.fill") as act:
        uuid = found.uuid if found else put_category(act, place.column, typed)
        write_cell(act, place, category=uuid)
        act.facts["count"] = 1
    return (found.label, False) if found else (" ".join(typed.split()), True)


def remove_category(study: "StudyFile", coder: str | None, category: str) -> None:
    """Take a category away that no cell is in.

    Raises:
        StoreError: If cells are in it, of anybody.
    """
    from workbench.store.finding_rows import CategoryRow

    with study.act(coder, "category.remove") as act:
        row = act.get(CategoryRow, category)
        rest = [one for one in _categories(act, row.question_id) if one is not row]
        _take_away(act, row)
        _order(act, rest)
        act.facts["count"] = 1


def _take_away(act: "Act", row: "CategoryRow") -> None:
    from workbench.store.finding_rows import SummaryRow

    used = len(act.all(SummaryRow, category_id=row.id))
    if used:
        said = ngettext(
            "{label} stays: {count} cell is in this category.",
            "{label} stays: {count} cells are in this category.",
            used,
        )
        raise StoreError(
            said.format(label=row.label, count=used), _("Put them into another category first, or rename this one.")
        )
    act.remove(row)


def _categories(act: "Act", question: int) -> "list[CategoryRow]":
    from workbench.store.finding_rows import CategoryRow

    return sorted(act.all(CategoryRow, question_id=question), key=lambda row: row.position)


def _checked(label: str, others: "Sequence[CategoryRow]") -> str:
    clean = " ".join(label.split())
    if not clean:
        raise StoreError(_("A category needs a label."), _("Give one such as: to be heard."))
    if any(exact_key(one.label) == exact_key(clean) for one in others):
        raise StoreError(
            _("This question has a category {label} already.").format(label=clean), _("Choose another label.")
        )
    return clean


def _moved(rows: "Sequence[CategoryRow]", row: "CategoryRow", place: int | None) -> "list[CategoryRow]":
    if place is None:
        return list(rows)
    rest = [one for one in rows if one is not row]
    at = max(0, min(place - 1, len(rest)))
    return [*rest[:at], row, *rest[at:]]


def _order(act: "Act", rows: "Sequence[CategoryRow]") -> None:
    for position, row in enumerate(rows, 1):
        act.change(row, position=position)
