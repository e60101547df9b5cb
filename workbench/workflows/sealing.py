"""Blind studies: what is sealed from whom, making a study blind, and opening its seals transcript by transcript."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.coding import Coder
from transcripts.i18n import _
from workbench.errors import SealedError
from workbench.store import seals

if TYPE_CHECKING:
    from workbench.analysis.columns import BoolArray
    from workbench.store.study_file import StudyFile
    from workbench.workflows.columns import StudyColumns


@dataclass(frozen=True, slots=True, eq=False)
class Seal:
    """What one viewer may see at one moment.

    What ``study.reader`` gives is masked already (``store.seals``): codings, memos, decisions, cells, rulings and
    finished transcripts that are sealed are not there. A seal tells which these are: so that a report says how many
    transcripts it leaves out, so that nobody is counted as a coder of nothing, and so that a refusal says why.

    Attributes:
        study: The open study.
        viewer: Who looks, None for nobody in particular.
        blind: Whether the study is blind.
        hidden: uuid of a coder and of a transcript, for all work that is sealed.
    """

    study: "StudyFile"
    viewer: Coder | None
    blind: bool
    hidden: frozenset[tuple[str, str]]

    def sees(self, coder: str, transcript: str) -> bool:
        """Whether the work of a coder (uuid) on a transcript (uuid) may be seen, whether there is any or not."""
        return (coder, transcript) not in self.hidden

    def sees_any(self, coder: str, transcripts: Iterable[str]) -> bool:
        """Whether the work of a coder may be seen on any of some transcripts."""
        return any(self.sees(coder, transcript) for transcript in transcripts)

    def mask(self, columns: "StudyColumns", coder: str) -> "BoolArray":
        """On which transcripts the work of a coder (uuid) may be seen, shape (transcripts,)."""
        import numpy as np

        return np.array([self.sees(coder, uuid) for uuid, _name in columns.transcripts], bool)

    def open(self, transcripts: Iterable[str], coders: Sequence[str]) -> list[str]:
        """The transcripts (uuids, in their order) on which the work of all these coders (uuids) may be seen."""
        return [uuid for uuid in transcripts if all(self.sees(coder, uuid) for coder in coders)]

    def visible(self, coders: Iterable[Coder]) -> list[Coder]:
        """The coders of whose work something may be seen, in their order."""
        sealed: dict[str, int] = {}
        for coder, _transcript in self.hidden:
            sealed[coder] = sealed.get(coder, 0) + 1
        count = len(seals.transcripts(self.study.reader))
        return [one for one in coders if sealed.get(one.uuid, 0) < max(1, count)]

    def sealed_from(self, coders: Iterable[str]) -> list[str]:
        """Uuids of the transcripts on which the work of any of these coders (uuids) is sealed, in order."""
        asked = set(coders)
        sealed = {transcript for coder, transcript in self.hidden if coder in asked}
        return [uuid for uuid in seals.transcripts(self.study.reader) if uuid in sealed]

    def refuse(self, coders: Collection[Coder], transcripts: Collection[str] = ()) -> None:
        """Refuse to go on where nothing could be shown.

        Args:
            coders: Whose work is asked for.
            transcripts: uuids of the only transcripts; none for all.

        Raises:
            SealedError: If there is no transcript on which the work of all of them may be seen; the sentence names
                the coders that are sealed.
        """
        asked = list(transcripts) or seals.transcripts(self.study.reader)
        if not asked or self.open(asked, [one.uuid for one in coders]):
            return
        names = [one.name for one in coders if not all(self.sees(one.uuid, uuid) for uuid in asked)]
        raise SealedError(
            _("This study is blind: what {names} coded is sealed.").format(names=", ".join(names)),
            _("It is opened when everyone is done: workbench unseal {study}").format(study=self.study.path.name),
        )

    def late(self, coders: Collection[str] = (), transcripts: Collection[str] = ()) -> int:
        """How many codings that may be seen were made or changed after the seal of their transcript was opened.

        Args:
            coders: uuids of the only coders; none for all persons.
            transcripts: uuids of the only transcripts; none for all.
        """
        return seals.late(self.study.reader, coders, transcripts)


def seal_for(study: "StudyFile", viewer: Coder | None) -> Seal:
    """What a viewer may see.

    The viewer of a command is who codes (``cli.studies.acting_coder``, which also has ``study.reader`` leave out what
    is sealed from that coder); the viewer of a screen is ``session.coder`` (``session.seal``). Typical use::

        seal = seal_for(study, viewer)
        seal.refuse([first, second])                       # says why, if there is nothing that could be shown
        here = seal.mask(columns, first.uuid) & seal.mask(columns, second.uuid)
        sealed = len(seal.sealed_from([first.uuid, second.uuid]))   # "3 transcripts are sealed"
        late = seal.late([first.uuid, second.uuid])        # "2 codings were made or changed after the seal was opened"

    Args:
        study: The open study.
        viewer: Who looks; None for nobody in particular.
    """
    sight = seals.sight_of(study.reader, viewer.uuid if viewer else None)
    hidden = frozenset(seals.hidden(study.reader, sight)) if sight else frozenset[tuple[str, str]]()
    return Seal(study, viewer, seals.is_blind(study.reader), hidden)
