"""Putting codes on passages, taking them off, changing them; each act is one step to undo."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

from codebook.code import Code
from codebook.coding import Coding, Origin, ReadingState, Stance
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.errors import StoreError
from workbench.store import codes as code_store
from workbench.store import codings as coding_store
from workbench.store.coders import new_uuid
from workbench.store.study_file import StudyFile

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.rows import CodingRow, MemoRow


class Keep:
    """Stands for "leave it as it is", where None means "not set"."""


KEEP: Final = Keep()


def apply_codes(
    study: StudyFile, coder: str, transcript: str, span: Span, codes: Sequence[str], *, origin: Origin = Origin.HAND
) -> list[Coding]:
    """Put codes on a passage.

    Args:
        study: The open study.
        coder: uuid of who codes.
        transcript: uuid.
        span: Inside the transcript's text.
        codes: uuids of codes that can be applied.
        origin: How the codings come to be.

    Returns:
        The new codings; a code that the coder has on exactly this passage already is not doubled.

    Raises:
        StoreError: If the span lies outside the text, or a code is gone or only groups others.
    """
    with study.act(coder, "coding.apply") as act:
        return put_codes(act, transcript, span, codes, origin)


def apply_new_code(
    study: StudyFile,
    coder: str,
    transcript: str,
    span: Span,
    *,
    label: str,
    parent: str | None = None,
    in_vivo: bool = False,
    also: Sequence[str] = (),
) -> tuple[Code, list[Coding]]:
    """Make a code and put it on a passage, with others if wanted, in one step.

    Args:
        study: The open study.
        coder: uuid.
        transcript: uuid.
        span: The passage.
        label: What the code is called, in the language of the study; in vivo, words of the passage.
        parent: uuid of the branch, None for the top.
        in_vivo: Whether the label is the participant's own words.
        also: uuids of further codes for the passage.

    Returns:
        The new code, and the codings made.

    Raises:
        StudyError: If the label is empty or taken in this branch.
    """
    language = study.language
    with study.act(coder, "code.in_vivo" if in_vivo else "code.create") as act:
        before = code_store.load(act)
        code = before.new_code(label, language, parent=parent)
        code_store.save(act, before, before.add(code))
        made = put_codes(act, transcript, span, [code.uuid, *also], Origin.HAND)
        act.facts["code"] = code.uuid
        return code, made


def remove_codings(study: StudyFile, coder: str, codings: Sequence[str]) -> list[Coding]:
    """Take codings off their passages, their memos with them.

    Returns:
        The codings as they were.

    Raises:
        StoreError: If one is gone already or is another coder's.
    """
    from workbench.store.rows import MemoRow

    with study.act(coder, "coding.remove") as act:
        gone: list[Coding] = []
        for uuid in codings:
            row = _own(act, uuid)
            gone.append(_value(act, row))
            for memo in act.all(MemoRow, coding_id=row.id):
                act.remove(memo)
            act.remove(row)
        _tell(act, gone)
        return gone


def move_edges(study: StudyFile, coder: str, coding: str, span: Span) -> Coding:
    """Give a coding another stretch of the text.

    Raises:
        StoreError: If the span lies outside the text, or the coder has the same code on exactly that passage.
    """
    with study.act(coder, "coding.edges") as act:
        row = _own(act, coding)
        _check_inside(act, row.transcript_id, span)
        twin = _twins(act, row.transcript_id, span, row.code_id)
        if any(other.uuid != coding for other in twin):
            raise StoreError(_("This code is on exactly that passage already."), _("Remove one of the two instead."))
        act.change(row, start=span.start, end=span.end)
        if act.changed:
            act.change(row, changed_at=act.at)
        return _told(act, row)


def weigh(
    study: StudyFile,
    coder: str,
    coding: str,
    *,
    strength: int | Keep | None = KEEP,
    stance: Stance | Keep | None = KEEP,
) -> Coding:
    """Say how important the participant finds it, or for or against.

    Args:
        study: The open study.
        coder: uuid.
        coding: uuid.
        strength: 0 (named as unimportant) to 3; None takes it away.
        stance: None takes it away.

    Raises:
        StoreError: If the coding is gone or another coder's, or the strength is no 0 to 3.
    """
    with study.act(coder, "coding.weigh") as act:
        row = _own(act, coding)
        if not isinstance(strength, Keep):
            if strength is not None and strength not in range(4):
                raise StoreError(_("A strength is 0, 1, 2 or 3."))
            act.change(row, strength=strength)
        if not isinstance(stance, Keep):
            act.change(row, stance=None if stance is None else Stance(stance).value)
        if act.changed:
            act.change(row, changed_at=act.at)
        return _told(act, row)


def note(study: StudyFile, coder: str, coding: str, body: str) -> Coding:
    """Write the coder's memo on a coding; an empty one removes it.

    Raises:
        StoreError: If the coding is gone or another coder's.
    """
    from workbench.store.rows import MemoRow

    body = body.strip()
    with study.act(coder, "memo.write") as act:
        row = _own(act, coding)
        memo = _memo(act, row)
        if memo is not None and body:
            if memo.body != body:
                act.change(memo, body=body, changed_at=act.at)
        elif memo is not None:
            act.remove(memo)
        elif body:
            act.add(
                MemoRow(
                    uuid=new_uuid(),
                    coder_id=row.coder_id,
                    coding_id=row.id,
                    body=body,
                    created_at=act.at,
                    changed_at=act.at,
                )
            )
        return _told(act, row)


def set_state(study: StudyFile, coder: str, transcripts: Sequence[str], state: ReadingState) -> list[str]:
    """Say how far a coder is with transcripts.

    Returns:
        uuids of the transcripts whose state changed.
    """
    with study.act(coder, "state.set") as act:
        changed = [uuid for uuid in transcripts if put_state(act, uuid, state)]
        act.facts |= {"transcripts": changed, "state": state.value}
        return changed


# -- inside a step -------------------------------------------------------------------------------------------------


def put_state(act: "Act", transcript: str, state: ReadingState, *, coder_id: int | None = None) -> bool:
    """Set a state inside a step; False if it was so already."""
    from workbench.store.rows import CoderStateRow, TranscriptRow

    number = act.get(TranscriptRow, transcript).id
    coder = coder_id if coder_id is not None else act.coder_id
    rows = act.all(CoderStateRow, coder_id=coder, transcript_id=number)
    if not rows:
        act.add(
            CoderStateRow(
                uuid=new_uuid(),
                coder_id=cast(int, coder),
                transcript_id=cast(int, number),
                state=state,
                changed_at=act.at,
            )
        )
        return True
    if rows[0].state == state:
        return False
    act.change(rows[0], state=state.value, changed_at=act.at)
    return True


def put_codes(act: "Act", transcript: str, span: Span, codes: Sequence[str], origin: Origin) -> list[Coding]:
    """Put codes on a passage inside a step; as ``apply_codes``."""
    from workbench.store.rows import CodeRow, CodingRow, TranscriptRow

    text = act.get(TranscriptRow, transcript)
    number = cast(int, text.id)
    if text.deleted_at is not None:
        raise StoreError(_("This transcript is no longer in the study."), _("See `workbench transcripts STUDY`."))
    _check_inside(act, number, span)
    made: list[Coding] = []
    for uuid in dict.fromkeys(codes):
        code = act.get(CodeRow, uuid)
        if code.deleted_at is not None or not code.codable:
            raise StoreError(
                _("The code {short} cannot be applied: it only groups others, or lies in the bin.").format(
                    short=code.short
                ),
                _("Choose one of its sub-codes, or restore it."),
            )
        if _twins(act, number, span, cast(int, code.id)):
            continue
        row = act.add(
            CodingRow(
                uuid=new_uuid(),
                transcript_id=number,
                coder_id=cast(int, act.coder_id),
                code_id=cast(int, code.id),
                start=span.start,
                end=span.end,
                origin=origin.value,
                codebook_version=act.codebook_version,
                created_at=act.at,
                changed_at=act.at,
            )
        )
        made.append(_value(act, row))
    if made:
        _begin(act, transcript)
    _tell(act, made)
    return made


def _begin(act: "Act", transcript: str) -> None:
    """The first coding in a transcript says that its coder is at it."""
    from workbench.store.rows import CoderStateRow, TranscriptRow

    rows = act.all(CoderStateRow, coder_id=act.coder_id, transcript_id=act.get(TranscriptRow, transcript).id)
    if not rows or rows[0].state == ReadingState.TODO:
        put_state(act, transcript, ReadingState.CODING)


def _check_inside(act: "Act", transcript: int, span: Span) -> None:
    length = act.run(
        "SELECT r.length FROM revisions r JOIN transcripts t ON t.id = r.transcript_id AND t.revision = r.number"
        " WHERE t.id = :transcript",
        transcript=transcript,
    ).scalar_one()
    if span.end > length:
        raise StoreError(
            _("The span {start}–{end} ends outside the text, which has {length} characters.").format(
                start=span.start, end=span.end, length=length
            ),
            _("Count from 0 in Unicode code points; the end is not included."),
        )


def _twins(act: "Act", transcript: int, span: Span, code: int) -> "Sequence[CodingRow]":
    from workbench.store.rows import CodingRow

    return act.all(
        CodingRow, transcript_id=transcript, coder_id=act.coder_id, start=span.start, end=span.end, code_id=code
    )


def _own(act: "Act", uuid: str) -> "CodingRow":
    from workbench.store.rows import CodingRow

    row = act.get(CodingRow, uuid)
    if row.coder_id != act.coder_id:
        raise StoreError(_("This coding is another coder's."), _("Put your own beside it; originals stay as they are."))
    return row


def _memo(act: "Act", row: "CodingRow") -> "MemoRow | None":
    from workbench.store.rows import MemoRow

    rows = act.all(MemoRow, coding_id=row.id, coder_id=row.coder_id)
    return rows[0] if rows else None


def _value(act: "Act", row: "CodingRow") -> Coding:
    memo = _memo(act, row)
    pictures = act.pictures
    return coding_store.coding(
        (
            row.uuid,
            pictures.uuid_of("transcripts", row.transcript_id),
            pictures.uuid_of("coders", row.coder_id),
            pictures.uuid_of("codes", row.code_id),
            row.start,
            row.end,
            row.strength,
            row.stance,
            memo.body if memo else "",
            row.origin,
            row.codebook_version,
            row.created_at,
            row.changed_at,
        )
    )


def _told(act: "Act", row: "CodingRow") -> Coding:
    coding = _value(act, row)
    _tell(act, [coding])
    return coding


def _tell(act: "Act", codings: Sequence[Coding]) -> None:
    """Leave in the journal what the act was about: uuids and places, no words."""
    if codings:
        first = codings[0]
        act.facts |= {
            "transcript": first.transcript,
            "span": [first.span.start, first.span.end],
            "codes": [coding.code for coding in codings],
        }
