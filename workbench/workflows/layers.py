"""Whose codings a report counts, where nobody said."""

from enum import StrEnum
from typing import TYPE_CHECKING

from codebook.coding import Coder, CoderKind
from transcripts.i18n import _
from workbench.errors import AnalysisError
from workbench.store import coders as coder_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.store.reader import Reader


class Choice(StrEnum):
    """Why these layers are counted."""

    ASKED = "asked"
    CONSENSUS = "consensus"
    ONLY_CODER = "only_coder"
    EACH_CODER = "each_coder"
    SEALED = "sealed"


def layers(
    reader: "Reader", name: str, has_finished: "Callable[[Coder], bool]", *, sealed_to: str = ""
) -> tuple[list[Coder], Choice]:
    """The layers to count, and why these.

    Args:
        reader: Of the study.
        name: Of a coder or of the consensus; "" for the consensus if it has finished transcripts, else the only
            coder, else each coder who has finished transcripts.
        has_finished: Whether a coder has finished any transcript.
        sealed_to: uuid of the one coder whose codings may be seen; "" if all may.

    Raises:
        StoreError: If the coder is unknown.
        AnalysisError: If nobody codes the study, or the codings asked for are sealed.
    """
    everyone = coder_store.all(reader)
    if sealed_to:
        return _unsealed(reader, everyone, name, sealed_to), Choice.SEALED
    if name:
        return [coder_store.named(reader, name)], Choice.ASKED
    finished = [coder for coder in everyone if coder.kind is not CoderKind.ASIDE and has_finished(coder)]
    for coder in finished:
        if coder.kind is CoderKind.CONSENSUS:
            return [coder], Choice.CONSENSUS
    people = [coder for coder in everyone if coder.kind is CoderKind.PERSON]
    if not people:
        raise AnalysisError(
            _("Nobody codes this study yet."),
            _("Add a coder with `workbench coders STUDY add {name}`.").format(name="MA"),
        )
    if len(people) == 1:
        return people, Choice.ONLY_CODER
    return finished or people, Choice.EACH_CODER


def _unsealed(reader: "Reader", everyone: list[Coder], name: str, sealed_to: str) -> list[Coder]:
    if name and coder_store.named(reader, name).uuid != sealed_to:
        raise AnalysisError(
            _("This study is blind: the codings of {name} are sealed.").format(name=name),
            _("Only your own codings are counted until everyone is done."),
        )
    return [coder for coder in everyone if coder.uuid == sealed_to]
