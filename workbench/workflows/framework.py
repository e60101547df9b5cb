"""The cells of the framework grid: a coder's summary, category and passages of one participant; each verb one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from transcripts.i18n import _
from transcripts.spans import Span
from workbench.errors import StoreError
from workbench.store.coders import new_uuid
from workbench.store.framework import LinkedPassage

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.finding_rows import SummaryPassageRow, SummaryRow
    from workbench.store.study_file import StudyFile


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the grid.

    Attributes:
        participant: uuid.
        column: uuid of a question of the guide, or of a code.
    """

    participant: str
    column: str


def fill_cell(
    study: "StudyFile",
    coder: str,
    place: Place,
    *,
    summary: str | None = None,
    category: str | None = None,
    passages: Sequence[LinkedPassage] | None = None,
) -> None:
    """Write into a cell; None leaves a thing as it is, "" takes it away. A cell with nothing in it is no cell any more.

    Args:
        study: The open study.
        coder: uuid; every coder has cells of their own.
        place: Which cell.
        summary: What the analyst says of the passages.
        category: uuid of a category of the question.
        passages: What the summary points to, in order.

    Raises:
        StoreError: If the category is none of the question's, or a passage is outside its transcript.
    """
    with study.act(coder, "cell.fill") as act:
        write_cell(act, place, summary=summary, category=category, passages=passages)
        act.facts["count"] = 1


def write_cell(
    act: "Act",
    place: Place,
    *,
    summary: str | None = None,
    category: str | None = None,
    passages: Sequence[LinkedPassage] | None = None,
) -> bool:
    """Write into a cell as part of a step of a coder; see ``fill_cell``.

    Returns:
        Whether anything is other than it was.
    """
    row = _cell(act, place, make=bool(summary or category or passages))
    if row is None:
        return False
    changed, changes = False, dict[str, Any]()
    if summary is not None:
        changes["body"] = summary.strip()
    if category is not None:
        changes["category_id"] = _category(act, row, category)
    if any(getattr(row, key) != value for key, value in changes.items()):
        act.change(row, **changes, changed_at=act.at)
        changed = True
    if passages is not None:
        changed = _set_passages(act, row, passages) or changed
    if not row.body and row.category_id is None and not _passages(act, row):
        act.remove(row)
    return changed


def link_passage(study: "StudyFile", coder: str, place: Place, passage: LinkedPassage) -> bool:
    """Link a passage to the summary of a cell, or take the link away if it is there.

    Returns:
        Whether it is linked now.

    Raises:
        StoreError: If the passage is outside its transcript.
    """
    with study.act(coder, "cell.link") as act:
        row = _cell(act, place, make=False)
        present = [_passage(act, one) for one in _passages(act, row)] if row else []
        linked = passage not in present
        kept = [one for one in present if one != passage]
        write_cell(act, place, passages=[*kept, passage] if linked else kept)
        act.facts["count"] = 1
        return linked


def _cell(act: "Act", place: Place, *, make: bool) -> "SummaryRow | None":
    """The coder's row of a cell; where there is none, one is made if wanted."""
    from workbench.store.finding_rows import SummaryRow
    from workbench.store.rows import CodeRow, ParticipantRow, QuestionRow

    if act.coder_id is None:
        raise StoreError(_("A cell of the grid belongs to a coder."), _("Say who codes with --coder."))
    question = act.find(QuestionRow, place.column)
    code = None if question else act.get(CodeRow, place.column)
    keys: dict[str, Any] = {
        "participant_id": cast(int, act.get(ParticipantRow, place.participant).id),
        "question_id": question.id if question else None,
        "code_id": code.id if code else None,
        "coder_id": act.coder_id,
    }
    found = act.all(SummaryRow, **keys)
    if found or not make:
        return found[0] if found else None
    return act.add(SummaryRow(uuid=new_uuid(), created_at=act.at, changed_at=act.at, **keys))


def _category(act: "Act", row: "SummaryRow", category: str) -> int | None:
    from workbench.store.finding_rows import CategoryRow

    if not category:
        return None
    found = act.get(CategoryRow, category)
    if found.question_id != row.question_id:
        raise StoreError(
            _("The category {label} belongs to another question.").format(label=found.label),
            _("Add it to this question too."),
        )
    return cast(int, found.id)


def _passages(act: "Act", row: "SummaryRow") -> "list[SummaryPassageRow]":
    from workbench.store.finding_rows import SummaryPassageRow

    return sorted(act.all(SummaryPassageRow, summary_id=row.id), key=lambda one: (one.position, one.id))


def _passage(act: "Act", row: "SummaryPassageRow") -> LinkedPassage:
    return LinkedPassage(act.pictures.uuid_of("transcripts", row.transcript_id), Span(row.start, row.end))


def _set_passages(act: "Act", row: "SummaryRow", passages: Sequence[LinkedPassage]) -> bool:
    """Link these passages and no others; whether that changed anything."""
    from workbench.store.finding_rows import SummaryPassageRow

    wanted = list(dict.fromkeys(passages))
    present = {_passage(act, one): one for one in _passages(act, row)}
    if list(present) == wanted:
        return False
    for passage in present.keys() - set(wanted):
        act.remove(present[passage])
    for position, passage in enumerate(wanted, 1):
        if passage in present:
            act.change(present[passage], position=position)
            continue
        number = _checked_passage(act, passage)
        span = passage.span
        act.add(
            SummaryPassageRow(
                uuid=new_uuid(),
                summary_id=cast(int, row.id),
                transcript_id=number,
                start=span.start,
                end=span.end,
                position=position,
            )
        )
    return True


def _checked_passage(act: "Act", passage: LinkedPassage) -> int:
    """Row number of the passage's transcript."""
    from workbench.store.rows import TranscriptRow

    transcript = act.get(TranscriptRow, passage.transcript)
    length = act.run(
        "SELECT length FROM revisions WHERE transcript_id = :number AND number = :revision",
        number=transcript.id,
        revision=transcript.revision,
    ).scalar_one()
    if not 0 <= passage.span.start < passage.span.end <= length:
        raise StoreError(
            _("This passage is outside the text of {name}.").format(name=transcript.name),
            _("The text has {length} characters.").format(length=length),
        )
    return cast(int, transcript.id)
