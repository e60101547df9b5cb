"""Whose codings a report counts, where nobody said."""

from enum import StrEnum
from typing import TYPE_CHECKING

from codebook.coding import Coder, CoderKind
from transcripts.i18n import _
from workbench.errors import AnalysisError, SealedError
from workbench.store import coders as coder_store
from workbench.store import seals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbench.analysis.columns import BoolArray
    from workbench.store.reader import Reader


class Choice(StrEnum):
    """Why these layers are counted."""

    ASKED = "asked"
    CONSENSUS = "consensus"
    ONLY_CODER = "only_coder"
    EACH_CODER = "each_coder"
    SEALED = "sealed"


def shown_coders(reader: "Reader", *, kind: CoderKind | None = None) -> list[Coder]:
    """Who counts: persons and the consensus; nobody whose work is wholly sealed, and no layer aside.

    Args:
        reader: Of the study.
        kind: Only persons, or only the consensus.
    """
    sealed = seals.wholly_sealed(reader)
    return [
        one for one in coder_store.all(reader, kind=kind) if one.kind is not CoderKind.ASIDE and one.uuid not in sealed
    ]


def layers(reader: "Reader", name: str, done: "Callable[[Coder], BoolArray]") -> tuple[list[Coder], Choice]:
    """The layers to count, and why these.

    Args:
        reader: Of the study.
        name: Of a coder or of the consensus; "" for the consensus if it has finished every transcript that anybody
            has, else the only coder, else each coder who has finished transcripts; in a blind study for oneself.
        done: Which transcripts a coder has finished, shape (transcripts,).

    Raises:
        StoreError: If the coder is unknown.
        AnalysisError: If nobody codes the study, or the codings asked for are sealed.
    """
    if name:
        asked = coder_store.named(reader, name)
        refuse_sealed(reader, [asked])
        return [asked], Choice.ASKED
    everyone = shown_coders(reader)
    if own := seals.alone(reader):
        return [own], Choice.SEALED
    people = [coder for coder in everyone if coder.kind is CoderKind.PERSON]
    finished = [coder for coder in people if done(coder).any()]
    for coder in everyone:
        # A consensus that is still being made would count what it lacks as not yet read.
        if coder.kind is CoderKind.CONSENSUS and _covers(done(coder), map(done, finished)):
            return [coder], Choice.CONSENSUS
    if not people:
        raise AnalysisError(
            _("Nobody codes this study yet."),
            _("Add a coder with `workbench coders STUDY add {name}`.").format(name="MA"),
        )
    if len(people) == 1:
        return people, Choice.ONLY_CODER
    return finished or people, Choice.EACH_CODER


def _covers(consensus: "BoolArray", others: "Iterable[BoolArray]") -> bool:
    return bool(consensus.any()) and all(bool(consensus[other].all()) for other in others)


def whose(reader: "Reader", name: str | None) -> str | None:
    """The uuid of the coder whose work is asked for; None if nobody is named.

    Raises:
        StoreError: If the coder is unknown.
        SealedError: If nothing of that work may be seen: a table of none would be taken for a fact.
    """
    if not name:
        return None
    coder = coder_store.named(reader, name)
    refuse_sealed(reader, [coder])
    return coder.uuid


def refuse_sealed(reader: "Reader", coders: "Iterable[Coder]") -> None:
    """Refuse to count the work of coders of whom nothing may be seen.

    Raises:
        SealedError: If there is one; the sentence names the first.
    """
    sealed = seals.wholly_sealed(reader) if seals.transcripts(reader) else set()
    for coder in coders:
        if coder.uuid in sealed:
            _refuse(coder)


def _refuse(coder: Coder) -> None:
    if coder.kind is CoderKind.ASIDE:
        raise SealedError(
            _("{name} is a layer aside and sealed until it is done.").format(name=coder.name),
            _("Whoever codes it marks its transcripts done."),
        )
    raise SealedError(
        _("This study is blind: the codings of {name} are sealed.").format(name=coder.name),
        _("Only your own codings are counted until everyone is done and the seal is opened."),
    )
