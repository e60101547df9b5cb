"""The interview guide of a study: brought in, changed, written out."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from codebook.guide import Guide, Question, Section
from transcripts.i18n import _, ngettext
from workbench.errors import StoreError
from workbench.store import codes as code_store
from workbench.store import guide as guide_store
from workbench.store.coders import new_uuid
from workbench.store.guide import QuestionEntry, stored_text
from workbench.store.study_file import StudyFile

if TYPE_CHECKING:
    from codebook.book import Codebook
    from workbench.store.act import Act
    from workbench.store.rows import QuestionRow


def import_guide(study: StudyFile, coder: str | None, guide: Guide) -> int:
    """Bring in the questions of a guide and the codes that each names; questions with a known name get the new words.

    Questions of the study that the guide does not have are kept, after those that it has.

    Args:
        study: The open study; its codebook must hold the codes that the guide names.
        coder: uuid, None for nobody in particular.
        guide: As read.

    Returns:
        How many questions it has.

    Raises:
        CodebookError: If a question names a code that the codebook has not; nothing is brought in.
    """
    from workbench.store.rows import QuestionRow

    with study.act(coder, "guide.import") as act:
        book = code_store.load(act)
        known = {row.name: row for row in act.all(QuestionRow)}
        position = 0
        for section in guide.sections:
            for question in section.questions:
                position += 1
                words = stored_text(question.text, question.follow_ups)
                fields: dict[str, Any] = {"position": position, "section": section.title, "text": words}
                present = known.pop(question.name, None)
                row = act.change(present, **fields) if present else _added(act, question.name, fields)
                _name_codes(act, row, [book.named(name).uuid for name in question.codes])
        for place, left in enumerate(sorted(known.values(), key=lambda row: (row.position, row.id)), start=1):
            act.change(left, position=position + place)
        act.facts["count"] = position
        return position


def _added(act: "Act", name: str, fields: dict[str, Any]) -> "QuestionRow":
    from workbench.store.rows import QuestionRow

    return act.add(QuestionRow(uuid=new_uuid(), name=name, **fields))


def _name_codes(act: "Act", row: "QuestionRow", wanted: Sequence[str]) -> None:
    """Make a question name these codes and no others."""
    from workbench.store.rows import CodeRow, QuestionCodeRow

    named = {act.pictures.uuid_of("codes", one.code_id): one for one in act.all(QuestionCodeRow, question_id=row.id)}
    for code in dict.fromkeys(code for code in wanted if code not in named):
        number = cast(int, act.get(CodeRow, code).id)
        act.add(QuestionCodeRow(uuid=new_uuid(), question_id=cast(int, row.id), code_id=number))
    for code in sorted(named.keys() - set(wanted)):
        act.remove(named[code])


def guide_of(study: StudyFile) -> Guide:
    """The guide of the study, for writing it to a file; codes by their short names."""
    book: Codebook = code_store.book(study.reader)
    sections = groupby(guide_store.questions(study.reader), key=lambda entry: entry.section)
    return Guide(
        tuple(Section(title, tuple(_question(entry, book) for entry in entries)) for title, entries in sections)
    )


def _question(entry: QuestionEntry, book: "Codebook") -> Question:
    codes = tuple(book.get(code).short for code in entry.codes)
    return Question(entry.name, entry.text, codes, entry.follow_ups, entry.uuid)


def named_question(study: StudyFile, name: str) -> QuestionEntry:
    """The question with this name, whatever its case, or uuid.

    Raises:
        StoreError: If there is none; the names are given.
    """
    entries = guide_store.questions(study.reader)
    for entry in entries:
        if name.casefold() in (entry.name.casefold(), entry.uuid):
            return entry
    names = ", ".join(entry.name for entry in entries)
    hint = _("The questions are: {names}.").format(names=names) if names else _("This study has no guide yet.")
    raise StoreError(_("The guide has no question {name}.").format(name=name), hint)


def remove_question(study: StudyFile, coder: str | None, name: str) -> int:
    """Take a question out of the guide; the turns that put it, and no other, put none from then on.

    Args:
        study: The open study.
        coder: uuid, None for nobody in particular.
        name: Of the question.

    Returns:
        How many turns were linked to it.

    Raises:
        StoreError: If there is no such question, or summaries or categories of the framework grid stand under it.
    """
    from workbench.store.finding_rows import CategoryRow, SummaryRow, TurnCheckRow
    from workbench.store.rows import QuestionCodeRow, QuestionRow, TurnQuestionRow

    entry = named_question(study, name)
    with study.act(coder, "guide.remove") as act:
        row = act.get(QuestionRow, entry.uuid)
        number = cast(int, row.id)
        written = len(act.all(SummaryRow, question_id=number)) + len(act.all(CategoryRow, question_id=number))
        if written:
            said = ngettext(
                "{count} summary or category of the framework grid stands under {name}.",
                "{count} summaries or categories of the framework grid stand under {name}.",
                written,
            )
            raise StoreError(said.format(count=written, name=entry.name), _("Remove them first."))
        links = act.all(TurnQuestionRow, question_id=number)
        for link in links:
            beside = act.all(TurnQuestionRow, transcript_id=link.transcript_id, turn_number=link.turn_number)
            act.remove(link)
            if len(beside) == 1:
                act.add(TurnCheckRow(uuid=new_uuid(), transcript_id=link.transcript_id, turn_number=link.turn_number))
        for code in act.all(QuestionCodeRow, question_id=number):
            act.remove(code)
        act.remove(row)
        act.facts["count"] = len(links)
        return len(links)
