"""The closed list of categories into which the answers to a question are put; each verb one step."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from codebook.naming import exact_key
from transcripts.i18n import _, ngettext
from workbench.errors import StoreError
from workbench.store.coders import new_uuid

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.finding_rows import CategoryRow
    from workbench.store.study_file import StudyFile


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


def remove_category(study: "StudyFile", coder: str | None, category: str) -> None:
    """Take a category away that no cell is in.

    Raises:
        StoreError: If cells are in it, of anybody.
    """
    from workbench.store.finding_rows import CategoryRow, SummaryRow

    with study.act(coder, "category.remove") as act:
        row = act.get(CategoryRow, category)
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
        rest = [one for one in _categories(act, row.question_id) if one is not row]
        act.remove(row)
        _order(act, rest)
        act.facts["count"] = 1


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
