"""Blind studies: what is sealed from whom, making a study blind, and opening its seals: what was seen stays seen."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from codebook.coding import Coder, CoderKind, ReadingState
from exports.report import Fact, Kind
from transcripts.i18n import _
from workbench.errors import SealedError
from workbench.store import coders as coder_store
from workbench.store import preferences, seals
from workbench.store import states as state_store
from workbench.store import transcripts as transcript_store
from workbench.store.coders import new_uuid

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
        alone: Whether work of others is sealed from the viewer, so that reports count the viewer's own.
    """

    study: "StudyFile"
    viewer: Coder | None
    blind: bool
    hidden: frozenset[tuple[str, str]]
    alone: bool

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
        here = seals.transcripts(self.study.reader)
        return [one for one in coders if not here or self.sees_any(one.uuid, here)]

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
    return Seal(study, viewer, seals.is_blind(study.reader), hidden, seals.is_alone(study.reader, sight))


def seal_in_force(study: "StudyFile") -> Seal:
    """The seal by which ``study.reader`` shows what it shows: that of whoever looks through it."""
    sight = study.reader.sight
    return seal_for(study, coder_store.numbered(study.reader, sight.coder) if sight else None)


def refuse_comparison(study: "StudyFile") -> None:
    """Refuse to compare coders where work of others is sealed.

    Raises:
        SealedError: If it is.
    """
    if seals.is_sealed(study.reader):
        raise SealedError(
            _("This study is blind: coders are compared where the seal is opened."),
            _("See which can be opened: workbench unseal {study}").format(study=study.path.name),
        )


def seal_facts(study: "StudyFile", coders: Sequence[Coder]) -> Iterator[Fact]:
    """What a report on several coders says of the seals: nothing where the study is not blind."""
    seal = seal_in_force(study)
    if seal.blind:
        uuids = [one.uuid for one in coders]
        yield Fact("sealed", _("Transcripts sealed"), len(seal.sealed_from(uuids)), Kind.INTEGER)
        yield Fact("late", _("Codings made or changed after the seal was opened"), seal.late(uuids), Kind.INTEGER)


@dataclass(frozen=True, slots=True)
class SealState:
    """How it stands with the seal of one transcript.

    Attributes:
        transcript: uuid.
        name: Of the transcript.
        opened: When the seal was opened, ISO 8601, UTC; "" while it is closed.
        opened_by: Name of who opened it, "" for nobody in particular.
        done: Who has finished the transcript.
        waiting: Who has taken it on and is not done: before the opening it waits for them, after it they have gone
            back to it.
    """

    transcript: str
    name: str
    opened: str
    opened_by: str
    done: tuple[Coder, ...]
    waiting: tuple[Coder, ...]

    @property
    def ready(self) -> bool:
        """Whether the seal can be opened: somebody has taken the transcript on, and everybody who has is done."""
        return not self.opened and bool(self.done) and not self.waiting


def seal_states(study: "StudyFile") -> list[SealState]:
    """Every transcript of a study with its seal, in order; states alone, nothing that is sealed."""
    people = coder_store.all(study.reader, kind=CoderKind.PERSON)
    known = {one.uuid: state_store.of_coder(study.reader, one.uuid) for one in people}
    opened = seals.openings(study.reader)
    found = []
    for uuid, name in transcript_store.numbers(study.reader).values():
        have = [one for one in people if uuid in known[one.uuid]]
        done = tuple(one for one in have if known[one.uuid][uuid] is ReadingState.DONE)
        waiting = tuple(one for one in have if one not in done)
        found.append(SealState(uuid, name, *opened.get(uuid, ("", "")), done, waiting))
    return found


def ready_to_open(study: "StudyFile", transcripts: Collection[str]) -> list[str]:
    """Those of some transcripts (uuids) whose seal can be opened now, in order; none where nothing is sealed."""
    if not seals.is_blind(study.reader):
        return []
    return [one.transcript for one in seal_states(study) if one.ready and one.transcript in transcripts]


def make_blind(study: "StudyFile", coder: str | None) -> bool:
    """Make a study blind; whether that is new. Allowed at any time, journalled, not to be undone.

    Args:
        study: The open study.
        coder: uuid of who says so, None for nobody in particular.
    """
    with study.act(coder, "seal.close", kind="record") as act:
        if not seals.is_blind(study.reader):
            preferences.put(act, seals.BLIND, "yes")
        changed = act.changed
    study.look_as(coder)
    return changed


def open_seals(study: "StudyFile", coder: str | None, transcripts: Sequence[str]) -> list[str]:
    """Open the seals of transcripts: from now on their coders may see each other's work on them. One journal entry.

    Args:
        study: The open study.
        coder: uuid of who opens them, None for nobody in particular.
        transcripts: uuids.

    Returns:
        uuids of those whose seal was closed until now.

    Raises:
        SealedError: If the study is not blind, nobody has coded a transcript, or somebody who has taken it on is not
            done; the sentence names them. Nothing is opened then.
    """
    from workbench.store.comparison_rows import OpeningRow
    from workbench.store.rows import TranscriptRow

    if not seals.is_blind(study.reader):
        raise SealedError(
            _("{study} is not blind: nothing is sealed.").format(study=study.path.name),
            _("To make it so: workbench seal {study}").format(study=study.path.name),
        )
    with study.act(coder, "seal.open", kind="record") as act:
        states = {one.transcript: one for one in seal_states(study)}
        asked = [states[uuid] for uuid in dict.fromkeys(transcripts) if uuid in states]
        fresh = [one for one in asked if not one.opened]
        _check_ready(study, fresh)
        for one in fresh:
            number = cast(int, act.get(TranscriptRow, one.transcript).id)
            act.add(OpeningRow(uuid=new_uuid(), transcript_id=number, coder_id=act.coder_id, opened_at=act.at))
        found = [one.transcript for one in fresh]
        act.facts |= {"transcripts": found, "count": len(found)}
        return found


def _check_ready(study: "StudyFile", wanted: Sequence[SealState]) -> None:
    for one in wanted:
        if one.waiting:
            raise SealedError(
                _("The seal of {name} stays closed: {coders} has not marked it done.").format(
                    name=one.name, coders=", ".join(coder.name for coder in one.waiting)
                ),
                _(
                    "Whoever will not finish it can be taken off, which is recorded: "
                    "workbench assign {study} {name} --remove --coder {coder}"
                ).format(study=study.path.name, name=one.name, coder=one.waiting[0].name),
            )
        if not one.done:
            raise SealedError(
                _("The seal of {name} stays closed: nobody has coded it yet.").format(name=one.name),
                _("Once everyone who has taken it on is done, it can be opened."),
            )
