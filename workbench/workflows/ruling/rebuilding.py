"""Building the consensus of whole studies anew, and saying on which transcripts it is done.

The consensus is done on a transcript when at least two persons have a state there, all of them have finished it,
nothing of it is open, to be discussed or changed since it was ruled, and it holds what agreements and rulings make.
That follows from everything else, so it is written down beside the acts, and undo never has to take it back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.coding import Coder, Coding, ReadingState
from workbench.store import coders as coder_store
from workbench.store import rulings as ruling_store
from workbench.store import transcripts as transcript_store
from workbench.store.journal import touched_transcripts
from workbench.workflows.ruling import building
from workbench.workflows.ruling.building import Difference
from workbench.workflows.ruling.casebook import Casebook
from workbench.workflows.ruling.values import Status

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.reader import Reader
    from workbench.store.rows import CoderStateRow
    from workbench.store.study_file import StudyFile

FEWEST_READERS = 2


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What building the consensus anew did, or would do.

    Attributes:
        made: Codings put in.
        changed: Codings put right.
        removed: Codings taken out, as they were.
        transcripts: uuids of those on which anything of this happened.
        done: Names of the transcripts on which the consensus is done now and was not.
        reopened: Names of those on which it was done and is no longer.
    """

    made: tuple[Coding, ...]
    changed: tuple[Coding, ...]
    removed: tuple[Coding, ...]
    transcripts: tuple[str, ...]
    done: tuple[str, ...]
    reopened: tuple[str, ...]


def rebuild(
    study: "StudyFile", *, coder: str | None, transcripts: Sequence[str] = (), dry_run: bool = False
) -> Rebuilt:
    """Make the consensus anew from agreements and rulings; doing it twice changes nothing.

    A ruling counts while the answers are what they were; what it made leaves the consensus here once they are not. On
    transcripts that fewer than two persons have finished nothing is agreed. Transcripts on which somebody's work is
    sealed from who does it stay as they are.

    Args:
        study: The open study.
        coder: uuid of the person who wants it, None for nobody in particular.
        transcripts: uuids; by default all.
        dry_run: Only say what would be done.

    Raises:
        StoreError: If the study cannot be written.
    """
    wanted = [uuid for uuid in _texts(study.whole) if not transcripts or uuid in transcripts]
    texts = _unsealed(study, coder, study.whole, wanted)
    layer = building.consensus(study.whole)
    if dry_run:
        casebook = Casebook(study.whole, texts)
        found = {text: building.difference(study.whole, casebook, text, layer) for text in texts}
        return _told(casebook, found, _due(study.whole, casebook, texts, layer, explicit=True, built=True))
    with study.act(coder, "consensus.build") as act:
        casebook = Casebook(study.whole, texts)
        found = {text: building.difference(study.whole, casebook, text, layer) for text in texts}
        building.apply(act, list(found.values()))
        touched = [text for text, one in found.items() if one]
        act.facts |= {"transcripts": touched, "count": sum(_size(one) for one in found.values())}
        if len(touched) == 1:
            act.facts["transcript"] = touched[0]
    return _told(casebook, found, settle(study, texts, coder=coder, explicit=True))


@dataclass(frozen=True, slots=True)
class Renewed:
    """What a step that brought codings or rulings meant for the consensus.

    Attributes:
        transcripts: uuids of those on which it was put right.
        left: uuids of those on which it is in use and stays as it was, since work on them is sealed from who acts.
    """

    transcripts: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def renew(act: "Act", study: "StudyFile", *, coder: str | None) -> Renewed:
    """Put the consensus right as part of a step, on those transcripts it touched on which the consensus is in use.

    Args:
        act: The step; it has done everything else.
        study: The open study.
        coder: uuid of who acts, None for nobody in particular.

    Raises:
        RulingError: If there is something of a consensus and no layer for it.
    """
    reader = study.within(act)
    used = ruling_store.in_use(reader)
    touched = _touched(act, reader) if used else None
    texts = [uuid for uuid in _texts(reader) if uuid in used and (touched is None or uuid in touched)]
    if not texts:
        return Renewed()
    unsealed = _unsealed(study, coder, reader, texts)
    layer, casebook = building.consensus(reader), Casebook(reader, unsealed)
    found = {text: building.difference(reader, casebook, text, layer) for text in unsealed}
    due = _due(reader, casebook, unsealed, layer, explicit=False, built=True)
    building.apply(act, list(found.values()))
    for one in due:
        _put(act, layer, one)
    changed = {text for text, one in found.items() if one} | {one.transcript for one in due}
    return Renewed(
        tuple(text for text in unsealed if text in changed), tuple(text for text in texts if text not in unsealed)
    )


def _touched(act: "Act", reader: "Reader") -> frozenset[str] | None:
    """Uuids of the transcripts that a step has touched; None for all, since codes count everywhere."""
    if any(one["table"] == "codes" for one in act.changes):
        return None
    found = touched_transcripts(act.changes)
    for table in ("codings", "coder_states", "rulings"):
        # The picture of a row that was changed holds no more than what was changed of it.
        rows = [one["uuid"] for one in act.changes if one["table"] == table and one["before"] and one["after"]]
        found |= ruling_store.transcripts_of(reader, table, rows)
    return found


def _unsealed(study: "StudyFile", coder: str | None, reader: "Reader", texts: Sequence[str]) -> list[str]:
    """Those of some transcripts on which nobody's work is sealed from a coder."""
    from workbench.workflows.sealing import seal_for

    seal = seal_for(study, coder_store.named(study.whole, coder) if coder else None)
    if not seal.hidden:
        return list(texts)
    states = ruling_store.states(reader)
    return [text for text in texts if seal.open([text], list(states.get(text, ())))]


def _texts(reader: "Reader") -> list[str]:
    return [uuid for uuid, _name in transcript_store.numbers(reader).values()]


def _size(one: Difference) -> int:
    return len(one.made) + len(one.changed) + len(one.removed)


def _told(casebook: Casebook, found: dict[str, Difference], due: "Sequence[Due]") -> Rebuilt:
    return Rebuilt(
        tuple(built.coding for one in found.values() for built in one.made),
        tuple(built.coding for one in found.values() for built in one.changed),
        tuple(coding for one in found.values() for coding in one.removed),
        tuple(text for text, one in found.items() if one),
        tuple(casebook.names[one.transcript] for one in due if one.after is ReadingState.DONE),
        tuple(casebook.names[one.transcript] for one in due if one.before is ReadingState.DONE),
    )


# -- where it is done ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Due:
    """A change of the state of the consensus on a transcript; None where it has none."""

    transcript: str
    before: ReadingState | None
    after: ReadingState | None


def settle(
    study: "StudyFile", transcripts: Iterable[str], *, coder: str | None, explicit: bool = False
) -> Sequence[Due]:
    """Say on which of some transcripts the consensus is done; recorded in the journal, no step to undo.

    Args:
        study: The open study.
        transcripts: uuids.
        coder: uuid of who did what changed it, None for nobody in particular.
        explicit: Also on transcripts that have neither rulings nor anything built, if two or more persons read them.

    Returns:
        What was changed.
    """
    texts = list(dict.fromkeys(transcripts))
    if not texts:
        return ()
    layer = building.consensus(study.whole)
    with study.act(coder, "consensus.state", kind="record") as act:
        # An act that changes nothing leaves no entry.
        due = _due(study.whole, Casebook(study.whole, texts), texts, layer, explicit=explicit)
        for one in due:
            _put(act, layer, one)
        act.facts |= {"transcripts": [one.transcript for one in due]}
        if len(due) == 1:
            act.facts["transcript"] = due[0].transcript
    return due


def is_done(casebook: Casebook, transcript: str) -> bool:
    """Whether nothing is left to be decided on a transcript that two or more persons have all finished."""
    readers = casebook.readers(transcript)
    cases = casebook.by_transcript.get(transcript, ())
    return (
        len(readers) >= FEWEST_READERS
        and len(casebook.finished(transcript)) == len(readers)
        and all(case.status is Status.RULED for case in cases)
    )


def _due(
    reader: "Reader",
    casebook: Casebook,
    transcripts: Sequence[str],
    layer: Coder,
    *,
    explicit: bool,
    built: bool = False,
) -> list[Due]:
    """Where the state should change; ``built`` if the consensus is thought of as built anew already."""
    before = ruling_store.layer_states(reader, layer.uuid)
    ruled = {one.transcript for one in casebook.rulings}
    found = []
    for text in transcripts:
        made = built or not building.difference(reader, casebook, text, layer)
        held = building.wanted(casebook, text, layer) if built else ruling_store.sources(reader, text)
        row, known = before.get(text, ("", None))
        after: ReadingState | None
        if held or text in ruled:
            after = ReadingState.DONE if made and is_done(casebook, text) else ReadingState.CODING
        elif explicit and len(casebook.readers(text)) >= FEWEST_READERS:
            after = _of_nothing(known, done=made and is_done(casebook, text))
        else:
            # A state that was written here goes with what it was about; one set by hand stays.
            after = None if row == _row_uuid(layer, text) else known
        if after is not known:
            found.append(Due(text, known, after))
    return found


def _of_nothing(known: ReadingState | None, *, done: bool) -> ReadingState | None:
    """The state on a transcript on which the consensus holds nothing."""
    if done:
        return ReadingState.DONE
    return ReadingState.CODING if known is ReadingState.DONE else known


def _row_uuid(layer: Coder, transcript: str) -> str:
    return building.named("state", layer.uuid, transcript)


def _put(act: "Act", layer: Coder, due: Due) -> None:
    from workbench.store.rows import CoderStateRow

    number, text = act.pictures.id_of("coders", layer.uuid), act.pictures.id_of("transcripts", due.transcript)
    rows = act.all(CoderStateRow, coder_id=number, transcript_id=text)
    if due.after is None:
        for row in rows:
            act.remove(row)
    elif rows:
        act.change(rows[0], state=due.after.value, changed_at=act.at)
    else:
        act.add(_row(act, layer, due, number, text))


def _row(act: "Act", layer: Coder, due: Due, number: int, text: int) -> "CoderStateRow":
    from workbench.store.rows import CoderStateRow

    assert due.after is not None
    uuid = _row_uuid(layer, due.transcript)
    return CoderStateRow(uuid=uuid, coder_id=number, transcript_id=text, state=due.after.value, changed_at=act.at)
