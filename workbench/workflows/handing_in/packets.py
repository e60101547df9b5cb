"""A packet: a study file that holds one coder's work only, to be handed in, or handed out to be gone on with."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from codebook.coding import CoderKind
from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.store.appearing import aside, replacing, workplace

if TYPE_CHECKING:
    from codebook.coding import Coder
    from workbench.store.study_file import StudyFile


@dataclass(frozen=True, slots=True)
class Packed:
    """What a packet holds.

    Attributes:
        path: The file.
        size: Bytes.
        transcripts: How many texts.
        codes: In use.
        codings: Of the coder.
        memos: Of the coder.
        base: uuid of the newest entry of the study's journal then.
    """

    path: Path
    size: int
    transcripts: int
    codes: int
    codings: int
    memos: int
    base: str


def packet(study: "StudyFile", coder: "Coder | None", path: Path, *, force: bool = False) -> Packed:
    """Write what one coder did into a study file of its own; it appears under its name only when it is whole.

    Texts, codebook and guide go along, the work of others does not: it is not in the file at all.

    Args:
        study: Open.
        coder: Whose work; None for a blank packet: texts, codebook and guide, for somebody who begins.
        path: The file to make.
        force: Whether an earlier packet of this study may be replaced; no other file ever is.

    Raises:
        StoreError: If the file is there already or cannot be written, or what is asked for is the consensus.
    """
    from workbench.store import packing

    if coder is not None and coder.kind is CoderKind.CONSENSUS:
        raise StoreError(
            _("A packet holds what one person did; {name} is made of what several did.").format(name=coder.name),
            _("Name a person with --coder: workbench coders {study}").format(study=study.path.name),
        )
    with (
        replacing(path) if force and _is_packet(study, path) else aside(path) as made,
        workplace(_beside(study.path)) as folder,
    ):
        scratch = folder / study.path.name
        fact, counts = packing.make(study.reader, scratch, made, coder.uuid if coder else None)
    return Packed(path, path.stat().st_size, len(fact.texts), *counts, fact.base)


def _beside(path: Path) -> Path | None:
    """Where the study lies, if it may be written there; else where the system keeps what is for a moment."""
    return path.parent if os.access(path.parent, os.W_OK) else None


def _is_packet(study: "StudyFile", path: Path) -> bool:
    """Whether an earlier packet of this study lies there; anything else is refused.

    Raises:
        StoreError: If there is a file that must not be replaced.
    """
    from workbench.store import packing
    from workbench.store.study_file import StudyFile

    if not os.path.lexists(path):
        return False
    try:
        with StudyFile.open(path) as there:
            if packing.packet_fact(there.reader) is not None and there.fact("uuid") == study.fact("uuid"):
                return True
    except StoreError as error:
        raise _kept(path) from error
    raise _kept(path)


def _kept(path: Path) -> StoreError:
    return StoreError(
        _("{name} is there already and is no packet of this study: it is not replaced.").format(name=path.name or path),
        _("Choose another name."),
    )
