"""Opening the study that a command names, and telling who codes in it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from codebook.coding import Coder, CoderKind
from workbench.errors import StoreError

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile


def opened(path: Path, coder: str | None = None, *, about: str | None = None) -> "StudyFile":
    """The study, open; it waits for other processes as long as the settings say.

    Of a blind study only what its viewer may see is there to be read.

    Args:
        path: The file.
        coder: What ``--coder`` said, where it says who acts; the viewer is told by the rule of ``acting_coder``.
        about: What ``--coder`` said, where it says whose work is asked for: who looks, if nothing else tells that.
    """
    from workbench.settings import load_settings
    from workbench.store.study_file import StudyFile

    settings = load_settings()
    study = StudyFile.open(path, timeout=settings.busy_timeout)
    if study.reader.sight is not None:
        from workbench.workflows.who_codes import look_as_who_codes

        look_as_who_codes(study, coder, usual=settings.coder)
        if about and viewer(study) is None:
            look_as_who_codes(study, about)
    return study


def viewer(study: "StudyFile") -> Coder | None:
    """Who looks at a study in which something is sealed; None in others, and where it cannot be told."""
    from workbench.store import coders

    sight = study.reader.sight
    return None if sight is None else coders.numbered(study.reader, sight.coder)


def acting_coder(study: "StudyFile", name: str | None) -> Coder:
    """Who codes: the option, else WORKBENCH_CODER, else the last one here, else the settings, else the only one.

    Args:
        study: Open.
        name: What ``--coder`` said.

    Raises:
        StoreError: If the one named is unknown, or several could be meant; the hint lists them.
    """
    from workbench.settings import load_settings
    from workbench.workflows.who_codes import keep_who_codes, who_codes

    coder = who_codes(study, name, usual=load_settings().coder)
    keep_who_codes(study, coder)
    study.look_as(coder.uuid)
    return coder


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
