"""Bringing transcripts into the study: who speaks, who is who, and what is there already."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from transcripts.i18n import _
from transcripts.model import Role, Transcript
from transcripts.readers.names import role_of
from transcripts.words import folded
from workbench.errors import StoreError
from workbench.store import inserting
from workbench.store import transcripts as transcript_store
from workbench.store.coders import new_uuid
from workbench.store.study_file import StudyFile

if TYPE_CHECKING:
    from transcripts.readers.options import AnswerTable
    from workbench.store.act import Act
    from workbench.workflows.participating import Described

#: Further labels that say what somebody is in the interview, not who; each transcript has its own.
_ANYBODY = re.compile(
    r"(speaker|locuteur|locutrice|temoin|homme|femme|man|woman|sujet|inconnue?|unknown)s?[ _-]*\d*|[a-z]"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    Attributes:
        transcripts: Name → uuid of what was brought in, in order.
        participants: Pseudonyms of the participants that were made.
        present: Names of transcripts that were in the study already, word for word, and were left alone.
        described: What each table of participants brought.
    """

    transcripts: dict[str, str] = field(default_factory=dict)
    participants: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    described: "tuple[Described, ...]" = ()


def import_transcripts(
    study: StudyFile, coder: str | None, transcripts: Sequence[Transcript], tables: "Sequence[AnswerTable]" = ()
) -> Imported:
    """Bring transcripts in, with what is known of who speaks, as one step that undo takes back whole.

    Each speaker that takes part becomes a participant: one named by its label where the label is a name or
    pseudonym, one named after the transcript where the label only says "interviewee" or the text has no labels.

    Args:
        study: The open study.
        coder: uuid of who imports, None for nobody in particular.
        transcripts: As the readers gave them.
        tables: What tables say of the participants.

    Raises:
        StoreError: If a name is taken by another text; nothing is brought in then.
    """
    from transcripts.segmenting import segments
    from workbench.workflows.participating import describe_participants

    fresh, present = _sort_out(study, transcripts)
    if not fresh and not tables:
        return Imported(present=present)
    # Cutting sentences takes most of the time: it is done before the study is locked.
    prepared = [inserting.prepare(transcript, segments(transcript)) for transcript in fresh]
    with study.act(coder, "transcript.import") as act:
        people = People(act)
        position = int(act.run("SELECT coalesce(max(position), 0) + 1 FROM transcripts").scalar_one())
        linked = [
            {label: people.number(name) for label, name in who_speaks(transcript).items()} for transcript in fresh
        ]
        uuids = inserting.insert(act, prepared, linked, position=position)
        made = {transcript.name: uuid for transcript, uuid in zip(fresh, uuids, strict=True)}
        described = tuple(describe_participants(act, table.rows, table.columns) for table in tables)
        act.facts |= {"transcripts": list(made.values()), "count": len(made)}
        return Imported(made, tuple(people.made), present, described)


class People:
    """Participants inside a step, found by pseudonym or made.

    Attributes:
        made: Pseudonyms of those that were made.
    """

    def __init__(self, act: "Act") -> None:
        from workbench.store.rows import ParticipantRow

        self._act = act
        rows = [row for row in act.all(ParticipantRow) if row.deleted_at is None]
        self._numbers = {row.pseudonym: cast(int, row.id) for row in rows}
        self._position = max((row.position for row in rows), default=0)
        self.made: list[str] = []

    def number(self, pseudonym: str) -> int:
        """Row number of the participant with this pseudonym, made if there is none."""
        if pseudonym not in self._numbers:
            self.add_all([pseudonym])
        return self._numbers[pseudonym]

    def add_all(self, pseudonyms: Iterable[str]) -> None:
        """Make the participants of these pseudonyms that are not there yet, all at once."""
        from workbench.store.rows import ParticipantRow

        fresh = [pseudonym for pseudonym in dict.fromkeys(pseudonyms) if pseudonym not in self._numbers]
        rows = self._act.add_all(
            ParticipantRow(uuid=new_uuid(), pseudonym=pseudonym, position=position)
            for position, pseudonym in enumerate(fresh, self._position + 1)
        )
        self._position += len(fresh)
        self._numbers |= {row.pseudonym: cast(int, row.id) for row in rows}
        self.made += fresh


def who_speaks(transcript: Transcript) -> dict[str, str]:
    """Label of each speaker who takes part ("" for text without labels) → pseudonym of the participant."""
    own = transcript.participant or transcript.name
    labels = [speaker.label for speaker in transcript.speakers if speaker.role == Role.PARTICIPANT]
    if not transcript.speakers:
        return {"": own}
    if transcript.participant and len(labels) == 1:
        return {labels[0]: own}
    generic = [label for label in labels if is_generic(label)]
    return {
        label: label if label not in generic else own if len(generic) == 1 else f"{own} {label}" for label in labels
    }


def is_generic(label: str) -> bool:
    """Whether a label says what somebody is in the interview ("Interviewé", "R2") rather than who."""
    return role_of(label) is Role.PARTICIPANT or _ANYBODY.fullmatch(folded(label)) is not None


def set_speakers(
    study: StudyFile,
    coder: str | None,
    label: str,
    *,
    transcripts: Sequence[str] = (),
    role: Role | None = None,
    participant: str | None = None,
) -> int:
    """Correct who a speaker label stands for, in some transcripts or in all that have it.

    Args:
        study: The open study.
        coder: uuid.
        label: The label.
        transcripts: uuids; empty for all.
        role: Interviewer or participant; None leaves it.
        participant: Pseudonym to link (made if there is none); None leaves it; a label that becomes a participant
            without one is linked as at import.

    Returns:
        How many labels were changed.

    Raises:
        StoreError: If no transcript has the label.
    """
    from workbench.store.rows import SpeakerRow

    entries = [
        entry
        for entry in transcript_store.speakers(study.reader)
        if entry.label == label and (not transcripts or entry.transcript in transcripts)
    ]
    if not entries:
        known = ", ".join(dict.fromkeys(entry.label for entry in transcript_store.speakers(study.reader)))
        raise StoreError(
            _("No transcript has the speaker {label}.").format(label=label),
            _("Speakers: {labels}.").format(labels=known or _("none")),
        )
    names = dict(transcript_store.numbers(study.reader).values())
    with study.act(coder, "speaker.change") as act:
        people = People(act)
        changed: list[str] = []
        for entry in entries:
            row = act.get(SpeakerRow, entry.uuid)
            target = role or Role(row.role)
            number = None
            if target == Role.PARTICIPANT:
                own = label if not is_generic(label) and label else names[entry.transcript]
                keep = row.participant_id if participant is None else None
                number = keep if keep is not None else people.number(participant or own)
            if row.role != target or row.participant_id != number:
                act.change(row, role=target.value, participant_id=number)
                changed.append(entry.transcript)
        act.facts |= {"transcripts": list(dict.fromkeys(changed)), "count": len(set(changed))}
        return len(changed)


def _sort_out(study: StudyFile, transcripts: Sequence[Transcript]) -> tuple[list[Transcript], tuple[str, ...]]:
    """What is new, and the names of what is there already; refuses a name that another text has."""
    known = dict(
        study.reader.rows(
            "SELECT t.name, r.text_hash FROM transcripts t"
            " JOIN revisions r ON r.transcript_id = t.id AND r.number = t.revision WHERE t.deleted_at IS NULL"
        )
    )
    twice = [name for name, count in Counter(transcript.name for transcript in transcripts).items() if count > 1]
    hashes = {transcript.name: inserting.text_hash(transcript.text) for transcript in transcripts}
    taken = [name for name, digest in hashes.items() if known.get(name, digest) != digest]
    if twice or taken:
        raise StoreError(
            _("These names are taken by other texts: {names}.").format(names=", ".join([*twice, *taken][:10])),
            _("Nothing was brought in. Rename the files; a text in the study is never replaced."),
        )
    fresh = [transcript for transcript in transcripts if transcript.name not in known]
    return fresh, tuple(name for name in hashes if name in known)
