"""The columns of the framework grid: questions of the guide, or codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcripts.i18n import _
from workbench.errors import StoreError

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of the grid.

    Attributes:
        uuid: Of the question or code.
        name: ``Q1``, or the short name of the code.
        title: The question, or the label of the code.
        is_question: Whether it is a question of the guide.
    """

    uuid: str
    name: str
    title: str
    is_question: bool


def question_columns(study: "StudyFile", names: Sequence[str] = ()) -> list[GridColumn]:
    """The questions of the guide, or those of these names, in the order of the guide.

    Raises:
        StoreError: If the guide has no such question, or there is no guide.
    """
    from workbench.store import guide

    known = guide.questions(study.reader)
    if not known:
        raise StoreError(_("This study has no interview guide."), _("Bring one in: workbench guide STUDY import"))
    wanted = {name.casefold() for name in names}
    unknown = wanted - {one.name.casefold() for one in known}
    if unknown:
        raise StoreError(
            _("The guide has no question {name}.").format(name=next(n for n in names if n.casefold() in unknown)),
            _("Questions: {names}.").format(names=", ".join(one.name for one in known)),
        )
    return [
        GridColumn(one.uuid, one.name, one.text, True) for one in known if not wanted or one.name.casefold() in wanted
    ]


def code_columns(study: "StudyFile", names: Sequence[str] = ()) -> list[GridColumn]:
    """The codes of these names, each with everything under it; the top of the codebook by default.

    Raises:
        CodebookError: If a code is unknown.
    """
    from workbench.store import codes

    book = codes.book(study.reader)
    chosen = [book.named(name) for name in names] or [one for one in book.codes if one.parent is None]
    return [GridColumn(one.uuid, one.short, one.label(study.language), False) for one in chosen]
