"""Changing the keyword rules of a code: each act is one step, a new version of the codebook, and can be undone."""

from collections.abc import Callable, Sequence

from codebook.book import Codebook
from codebook.code import Code
from codebook.keywords import parse
from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.store.study_file import StudyFile
from workbench.workflows.studies import edit_codebook

VERB = "code.keywords"


def add_rules(study: StudyFile, coder: str | None, code: str, written: Sequence[str]) -> Code:
    """Give a code further rules, as one step that undo takes back.

    Args:
        study: Open.
        coder: uuid, None for nobody in particular.
        code: uuid.
        written: The rules; those that the code has already stay where they are.

    Returns:
        The code as it is then.

    Raises:
        CodebookError: If one of them is no rule; nothing is changed.
    """
    for one in written:
        parse(one)
    return _with_rules(study, coder, code, lambda known: (*known, *(one.strip() for one in written)))


def remove_rules(study: StudyFile, coder: str | None, code: str, written: Sequence[str]) -> Code:
    """Take rules from a code, as one step that undo takes back.

    Raises:
        StoreError: If the code has no such rule; nothing is changed.
    """
    gone = {one.strip() for one in written}

    def without(known: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := sorted(gone.difference(known)):
            raise StoreError(
                _("The code has no rule {rules}.").format(rules=", ".join(unknown)),
                _("It has: {rules}.").format(rules=", ".join(known) or _("none")),
            )
        return tuple(one for one in known if one not in gone)

    return _with_rules(study, coder, code, without)


def change_rule(study: StudyFile, coder: str | None, code: str, old: str, new: str) -> Code:
    """Write a rule otherwise, in its place, as one step that undo takes back.

    Raises:
        CodebookError: If the new one is no rule; nothing is changed.
    """
    parse(new)
    return _with_rules(study, coder, code, lambda known: tuple(new.strip() if one == old else one for one in known))


def _with_rules(
    study: StudyFile, coder: str | None, code: str, change: Callable[[tuple[str, ...]], tuple[str, ...]]
) -> Code:
    def edit(book: Codebook) -> Codebook:
        return book.change(code, keywords=change(book.get(code).keywords))

    return edit_codebook(study, coder, VERB, edit, code=code).get(code)
