"""The interview guide of a study."""

from typing import Any, cast

from codebook.guide import Guide
from workbench.store import codes as code_store
from workbench.store.coders import new_uuid
from workbench.store.study_file import StudyFile


def import_guide(study: StudyFile, coder: str | None, guide: Guide) -> int:
    """Bring in the questions of a guide and the codes that each names; questions with a known name get the new words.

    Args:
        study: The open study; its codebook must hold the codes that the guide names.
        coder: uuid, None for nobody in particular.
        guide: As read.

    Returns:
        How many questions it has.

    Raises:
        CodebookError: If a question names a code that the codebook has not; nothing is brought in.
    """
    from workbench.store.rows import CodeRow, QuestionCodeRow, QuestionRow

    with study.act(coder, "guide.import") as act:
        book = code_store.load(act)
        position = 0
        for section in guide.sections:
            for question in section.questions:
                position += 1
                fields: dict[str, Any] = {"position": position, "section": section.title, "text": question.text}
                present = act.all(QuestionRow, name=question.name)
                row = (
                    act.change(present[0], **fields)
                    if present
                    else act.add(QuestionRow(uuid=new_uuid(), name=question.name, **fields))
                )
                wanted = {book.named(name).uuid for name in question.codes}
                named = {
                    act.pictures.uuid_of("codes", one.code_id): one
                    for one in act.all(QuestionCodeRow, question_id=row.id)
                }
                for code in sorted(wanted - named.keys()):
                    number = cast(int, act.get(CodeRow, code).id)
                    act.add(QuestionCodeRow(uuid=new_uuid(), question_id=cast(int, row.id), code_id=number))
                for code in sorted(named.keys() - wanted):
                    act.remove(named[code])
        act.facts["count"] = position
        return position
