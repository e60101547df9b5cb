"""Whether the consensus is still what it was when it was done: by a few questions, without working out the cases.

On a transcript on which the consensus is done, every coding of those who have finished stands in what the consensus was
built from, as it was then: in an agreement of all of them, or in a ruling whose answers are what they were. Where one
does not, or somebody has gone back to the transcript, something has changed since. ``workbench consensus STUDY`` works
out what.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from codebook.coding import Coder, CoderKind, ReadingState
from codebook.ruling import RuledCoding, RuledPosition, Ruling
from transcripts.i18n import ngettext
from workbench.store import consensus_sources
from workbench.store import rulings as ruling_store

if TYPE_CHECKING:
    from workbench.store.reader import Reader
    from workbench.store.study_file import StudyFile

_DONE = ReadingState.DONE
#: Version of the uuids of states that follow from rulings.
_NAMED = 5


def outdated(reader: "Reader", layer: Coder) -> set[str]:
    """Uuids of the transcripts on which the consensus is done, and something has changed since.

    Args:
        reader: Of the study; what it is not shown does not count.
        layer: The consensus. Transcripts on which nothing of it was built or ruled are not looked at.
    """
    texts = _done(reader, layer)
    if not texts:
        return set()
    states = ruling_store.states(reader)
    rulings = [one for one in ruling_store.all(reader) if one.transcript in texts]
    now = consensus_sources.as_they_are(reader, {coding for one in rulings for coding in one.codings})
    standing = [one for one in rulings if _stands(one, now, states.get(one.transcript, {}))]
    ruled = {coding for one in standing for coding in one.codings}
    fallen = {one.uuid for one in rulings} - {one.uuid for one in standing}
    built = consensus_sources.ruled_codings(reader)
    return texts & {
        *(text for text in texts if set(states.get(text, {}).values()) != {_DONE}),
        *(one.transcript for one in rulings if one.uuid in fallen & built),
        *consensus_sources.agreed_otherwise(reader),
        *(text for coding, text in consensus_sources.unaccounted(reader) if coding not in ruled),
    }


def age_notes(study: "StudyFile", layers: Iterable[Coder], chosen: Iterable[str]) -> Iterator[str]:
    """What a report that counts the consensus says of it.

    Args:
        study: Open.
        layers: Whose codings are counted.
        chosen: uuids of the transcripts looked at.
    """
    looked_at = set(chosen)
    for layer in layers:
        if layer.kind is CoderKind.CONSENSUS and (count := len(outdated(study.reader, layer) & looked_at)):
            yield ngettext(
                "On {count} transcript the consensus is out of date: codings, rulings or readers have changed since. "
                "See what is open with `workbench consensus {study}`, make it anew with `workbench consensus {study} "
                "build`.",
                "On {count} transcripts the consensus is out of date: codings, rulings or readers have changed since. "
                "See what is open with `workbench consensus {study}`, make it anew with `workbench consensus {study} "
                "build`.",
                count,
            ).format(count=count, study=study.path.name)


def _done(reader: "Reader", layer: Coder) -> set[str]:
    """Transcripts on which the consensus was built or ruled on, and is done."""
    used = ruling_store.in_use(reader)
    states = ruling_store.layer_states(reader, layer.uuid).items()
    return {text for text, (row, state) in states if state is _DONE and (text in used or UUID(row).version == _NAMED)}


def _stands(ruling: Ruling, now: Mapping[str, RuledCoding], states: Mapping[str, ReadingState]) -> bool:
    """Whether the answers that a ruling is about are still given, by all who have finished the transcript."""
    coders = {coder for position in ruling.positions for coder in position.coders}
    if not ruling.codings <= now.keys() or coders != {who for who, state in states.items() if state is _DONE}:
        return False
    return ruling.still_about(
        RuledPosition(one.coders, tuple(sorted(now[coding.uuid] for coding in one.codings))) for one in ruling.positions
    )
