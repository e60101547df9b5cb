"""Opening the study that a command names, and telling who codes in it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from codebook.coding import Coder, CoderKind
from transcripts.i18n import _
from workbench.errors import StoreError

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

VARIABLE = "WORKBENCH_CODER"


def opened(path: Path) -> "StudyFile":
    """The study, open; it waits for other processes as long as the settings say."""
    from workbench.settings import load_settings
    from workbench.store.study_file import StudyFile

    return StudyFile.open(path, timeout=load_settings().busy_timeout)


def acting_coder(study: "StudyFile", name: str | None) -> Coder:
    """Who codes: the option, else WORKBENCH_CODER, else the last one here, else the settings, else the only one.

    Args:
        study: Open.
        name: What ``--coder`` said.

    Raises:
        StoreError: If the one named is unknown, or several could be meant; the hint lists them.
    """
    from workbench.remembered import remember_coder
    from workbench.store import coders

    asked = name or os.environ.get(VARIABLE, "").strip()
    coder = coders.named(study.reader, asked) if asked else _usual_coder(study)
    remember_coder(study.fact("uuid"), coder.name)
    return coder


def _usual_coder(study: "StudyFile") -> Coder:
    from workbench.remembered import last_coder
    from workbench.settings import load_settings
    from workbench.store import coders

    people = coders.all(study.reader, kind=CoderKind.PERSON)
    for habit in (last_coder(study.fact("uuid")), load_settings().coder):
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


def coders_named(study: "StudyFile", names: Sequence[str]) -> list[Coder]:
    """The coders of these names; all persons where no name is given."""
    from workbench.store import coders

    if not names:
        return coders.all(study.reader, kind=CoderKind.PERSON)
    return [coders.named(study.reader, name) for name in names]


def someone(study: "StudyFile", name: str | None) -> str | None:
    """Who acts in something that is not coding, such as an import, by uuid; None where nobody can be told."""
    try:
        return acting_coder(study, name).uuid
    except StoreError:
        if name:
            raise
        return None
