"""Who codes in a study: one rule for the command line and the screens."""

import os

from codebook.coding import Coder, CoderKind
from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.remembered import last_coder, remember_coder
from workbench.store import coders
from workbench.store.study_file import StudyFile

VARIABLE = "WORKBENCH_CODER"


def who_codes(study: StudyFile, wanted: str | None, *, usual: str) -> Coder:
    """Who codes: the one named, else WORKBENCH_CODER, else the last one here, else the usual one, else the only one.

    Args:
        study: Open.
        wanted: Who was asked for, "" or None if nobody was.
        usual: The coder of the settings, "" if they name none.

    Raises:
        StoreError: If the one named is unknown, or several could be meant; the hint lists them.
    """
    named = wanted or os.environ.get(VARIABLE, "").strip()
    if named:
        return coders.named(study.reader, named)
    people = coders.all(study.reader, kind=CoderKind.PERSON)
    for habit in (last_coder(study.fact("uuid")), usual):
        for coder in people:
            if habit and coders.fold(coder.name) == coders.fold(habit):
                return coder
    if len(people) == 1:
        return people[0]
    if not people:
        raise StoreError(
            _("This study has no coder yet."),
            _("Add one: workbench coders {study} add NAME").format(study=study.path.name),
        )
    raise StoreError(
        _("Several people code in this study: say who does."),
        _("Add --coder with one of: {names}.").format(names=", ".join(coder.name for coder in people)),
    )


def look_as_who_codes(study: StudyFile, wanted: str | None, *, usual: str = "") -> None:
    """See with the eyes of who codes; of nobody in particular where that cannot be told. See ``who_codes``.

    Raises:
        StoreError: If the one named is unknown; the study is closed then.
    """
    try:
        study.look_as(who_codes(study, wanted, usual=usual).uuid)
    except StoreError:
        if wanted:
            study.close()
            raise


def keep_who_codes(study: StudyFile, coder: Coder) -> None:
    """Remember who codes here; working on the consensus for once does not make a person forgotten."""
    if coder.kind is CoderKind.PERSON:
        remember_coder(study.fact("uuid"), coder.name)
