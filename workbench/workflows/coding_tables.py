"""Codings from a table, written all in one step: one transaction, one journal entry, one undo."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from codebook.book import Codebook
from codebook.coding import CoderKind, Origin, ReadingState
from workbench.store import codes as code_store
from workbench.store.coders import new_uuid
from workbench.workflows.coding_plans import Plan, PlannedCoding

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.rows import CodingRow
    from workbench.store.study_file import StudyFile


def take_codings(study: "StudyFile", plan: Plan, *, done: bool = False) -> int:
    """Write a plan: one transaction, one journal entry, one step to undo.

    Args:
        study: The same as the plan was made for.
        plan: As ``plan_codings`` gave it.
        done: Mark every transcript that the table names as done, for each coder taken.

    Returns:
        How many reading states were changed.
    """
    actor = plan.coders[0].uuid if len(plan.coders) == 1 else None
    with study.act(actor, "coding.import") as act:
        if plan.new_codes:
            before = code_store.load(act)
            code_store.save(act, before, Codebook((*before.entries, *plan.new_codes), before.version))
        _insert(act, plan.codings)
        changed = _set_states(act, plan, done=done)
        act.facts |= {"count": len(plan.codings), "transcripts": list(plan.transcripts)}
    return changed


def _insert(act: "Act", codings: Sequence[PlannedCoding]) -> None:
    from workbench.store.rows import MemoRow

    find = cache(act.pictures.id_of)
    rows = act.add_all([_row(act, one, find) for one in codings])
    memos = [(row, one.memo) for row, one in zip(rows, codings, strict=True) if one.memo.strip()]
    act.add_all(
        MemoRow(
            uuid=new_uuid(),
            coder_id=row.coder_id,
            coding_id=row.id,
            body=body.strip(),
            created_at=act.at,
            changed_at=act.at,
        )
        for row, body in memos
    )


def _row(act: "Act", one: PlannedCoding, find: Callable[[str, str], int]) -> "CodingRow":
    from workbench.store.rows import CodingRow

    return CodingRow(
        uuid=new_uuid(),
        transcript_id=find("transcripts", one.transcript),
        coder_id=find("coders", one.coder.uuid),
        code_id=find("codes", one.code),
        start=one.span.start,
        end=one.span.end,
        strength=one.strength,
        stance=None if one.stance is None else one.stance.value,
        origin=(Origin.CONSENSUS if one.coder.kind is CoderKind.CONSENSUS else Origin.IMPORT).value,
        codebook_version=act.codebook_version,
        created_at=act.at,
        changed_at=act.at,
    )


def _set_states(act: "Act", plan: Plan, *, done: bool) -> int:
    from workbench.workflows.coding import put_state

    changed = 0
    for coder in plan.coders:
        number = act.pictures.id_of("coders", coder.uuid)
        touched = {one.transcript for one in plan.codings if one.coder.uuid == coder.uuid}
        for transcript in plan.transcripts:
            if done:
                changed += put_state(act, transcript, ReadingState.DONE, coder_id=number)
            elif transcript in touched and not _begun(act, number, transcript):
                changed += put_state(act, transcript, ReadingState.CODING, coder_id=number)
    return changed


def _begun(act: "Act", coder: int, transcript: str) -> bool:
    from workbench.store.rows import CoderStateRow

    number = act.pictures.id_of("transcripts", transcript)
    rows = act.all(CoderStateRow, coder_id=coder, transcript_id=number)
    return bool(rows) and rows[0].state != ReadingState.TODO
