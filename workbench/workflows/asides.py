"""Layers aside: reading one's own transcripts a second time, and training against a reference."""

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from codebook.coding import Coder, CoderKind, ReadingState
from transcripts.i18n import _, ngettext
from workbench.errors import StoreError
from workbench.store import asides as aside_store
from workbench.store import states as state_store
from workbench.store import transcripts as transcript_store
from workbench.store.asides import Aside, Purpose
from workbench.store.coders import checked_name, fold, new_uuid
from workbench.workflows.coding import put_state

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.study_file import StudyFile

SEED = 20_111


def second_reading(
    study: "StudyFile", person: Coder, transcripts: Sequence[str] = (), *, share: int = 100, seed: int = SEED
) -> Aside:
    """Begin to code transcripts again, blind to what the same person put on them before.

    Args:
        study: Open.
        person: Who reads again.
        transcripts: uuids; by default all that the person has finished.
        share: How many of these, in per cent, 1 to 100; drawn by chance, at least one.
        seed: Of the draw: the same seed draws the same transcripts.

    Raises:
        StoreError: If nothing is finished, a transcript is not, or an earlier second reading is still open.
    """
    return _begin(study, person, person, Purpose.REREAD, _drawn(study, person, transcripts, share, seed), seed)


def training(study: "StudyFile", person: Coder, reference: Coder, transcripts: Sequence[str] = ()) -> Aside:
    """Begin to code transcripts that a reference has finished, blind to the reference.

    Args:
        study: Open.
        person: Who learns.
        reference: A coder, or the consensus.
        transcripts: uuids; by default all that the reference has finished.

    Raises:
        StoreError: If the reference has finished none or not these, is the learner, or a training is still open.
    """
    if person.uuid == reference.uuid:
        raise StoreError(
            _("{name} cannot be trained against {name}.").format(name=person.name),
            _("To code one's own transcripts again, see: workbench reread --help"),
        )
    return _begin(study, person, reference, Purpose.TRAINING, _finished(study, reference, transcripts), SEED)


def latest(study: "StudyFile", person: Coder, purpose: Purpose) -> Aside:
    """The newest of a person's layers aside; the person may be named by the layer itself.

    Raises:
        StoreError: If there is none.
    """
    found = [one for one in aside_store.all(study.reader, purpose=purpose) if person in (one.person, one.layer)]
    mine = [one for one in found if one.layer == person] or found
    if not mine:
        raise StoreError(_NONE[purpose]().format(name=person.name), _HOW[purpose]().format(study=study.path.name))
    return mine[-1]


_NONE = {
    Purpose.REREAD: lambda: _("{name} has begun no second reading."),
    Purpose.TRAINING: lambda: _("{name} has begun no training."),
}
_HOW = {
    Purpose.REREAD: lambda: _("Begin one: workbench reread {study} --begin --coder NAME"),
    Purpose.TRAINING: lambda: _("Begin one: workbench train {study} --begin --against consensus --coder NAME"),
}


def finished(study: "StudyFile", aside: Aside) -> list[str]:
    """Uuids of the transcripts that both the layer and its reference have finished, in the order of the study."""
    mine, theirs = (state_store.of_coder(study.reader, one.uuid) for one in (aside.layer, aside.reference))
    return [
        entry.uuid
        for entry in transcript_store.listing(study.reader)
        if mine.get(entry.uuid) is ReadingState.DONE and theirs.get(entry.uuid) is ReadingState.DONE
    ]


def _finished(study: "StudyFile", reference: Coder, wanted: Sequence[str]) -> list[str]:
    states = state_store.of_coder(study.reader, reference.uuid)
    listed = transcript_store.listing(study.reader)
    names = {entry.uuid: entry.name for entry in listed}
    unfinished = [names[uuid] for uuid in wanted if states.get(uuid) is not ReadingState.DONE]
    if unfinished:
        raise StoreError(
            _("{name} has not finished {transcripts}.").format(name=reference.name, transcripts=", ".join(unfinished)),
            _("There must be something to hold a reading against; leave them out, or finish them first."),
        )
    found = list(wanted) or [entry.uuid for entry in listed if states.get(entry.uuid) is ReadingState.DONE]
    if not found:
        raise StoreError(
            _("{name} has finished no transcript.").format(name=reference.name),
            _("There must be something to hold a reading against; see: workbench state STUDY"),
        )
    return found


def _drawn(study: "StudyFile", person: Coder, wanted: Sequence[str], share: int, seed: int) -> list[str]:
    found = _finished(study, person, wanted)
    count = max(1, round(len(found) * share / 100))
    chosen = set(random.Random(seed).sample(sorted(found), count))
    return [uuid for uuid in found if uuid in chosen]


def _begin(
    study: "StudyFile", person: Coder, reference: Coder, purpose: Purpose, transcripts: Sequence[str], seed: int
) -> Aside:
    if person.kind is not CoderKind.PERSON or reference.kind is CoderKind.ASIDE:
        raise StoreError(
            _("{name} is not a person who codes.").format(
                name=(reference if reference.kind is CoderKind.ASIDE else person).name
            ),
            _("Name somebody of `workbench coders STUDY`."),
        )
    earlier = [one for one in aside_store.all(study.reader, purpose=purpose) if one.person == person]
    for one in earlier:
        _refuse_open(study, one)
    from workbench.store.comparison_rows import AsideRow
    from workbench.store.rows import CoderRow

    with study.act(person.uuid, "aside.begin") as act:
        name = _free_name(act, person, purpose, len(earlier))
        layer = act.add(
            CoderRow(uuid=new_uuid(), name=name, folded_name=fold(name), kind=CoderKind.ASIDE.value, created_at=act.at)
        )
        numbers = (cast(int, act.get(CoderRow, one.uuid).id) for one in (person, reference))
        row = act.add(
            AsideRow(
                uuid=new_uuid(),
                coder_id=cast(int, layer.id),
                person_id=next(numbers),
                purpose=purpose.value,
                reference_id=next(numbers),
                number=len(earlier) + 1,
                started_at=act.at,
            )
        )
        for uuid in transcripts:
            put_state(act, uuid, ReadingState.TODO, coder_id=layer.id)
        act.facts |= {"coder": layer.uuid, "transcripts": list(transcripts), "count": len(transcripts), "seed": seed}
        coder = Coder(layer.uuid, name, CoderKind.ASIDE)
        return Aside(row.uuid, coder, person, purpose, reference, row.number, row.started_at)


def _refuse_open(study: "StudyFile", aside: Aside) -> None:
    states = state_store.of_coder(study.reader, aside.layer.uuid).values()
    waiting = sum(state is not ReadingState.DONE for state in states)
    if waiting:
        raise StoreError(
            ngettext(
                "{name} is not finished: {count} transcript waits.",
                "{name} is not finished: {count} transcripts wait.",
                waiting,
            ).format(name=aside.layer.name, count=waiting),
            _("Finish it, or take it back with: workbench undo STUDY --coder {name}").format(name=aside.person.name),
        )


def _free_name(act: "Act", person: Coder, purpose: Purpose, earlier: int) -> str:
    """``MA 2`` for a second reading, ``MA T1`` for a first training; the next number where a coder is called so."""
    from workbench.store.rows import CoderRow

    letter, number = ("T", earlier + 1) if purpose is Purpose.TRAINING else ("", earlier + 2)
    while act.all(CoderRow, folded_name=fold(f"{person.name} {letter}{number}")):
        number += 1
    return checked_name(f"{person.name[:50]} {letter}{number}")
