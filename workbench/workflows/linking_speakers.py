"""Which speaker of which transcript is which participant: proposals with their reasons, and the links themselves."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from transcripts.i18n import _
from transcripts.model import AttributeKind, Role
from workbench.errors import StoreError
from workbench.store import participants as participant_store
from workbench.store import transcripts as transcript_store
from workbench.store.participants import ParticipantEntry
from workbench.store.transcripts import SpeakerEntry, TranscriptEntry
from workbench.workflows.importing import People, is_generic
from workbench.workflows.likeness import Candidate, Case, Likeness, Source, compared, is_sure

if TYPE_CHECKING:
    from workbench.store.act import Act
    from workbench.store.reader import Reader
    from workbench.store.study_file import StudyFile


class LinkState(StrEnum):
    """How a speaker stands to the participants."""

    LINKED = "linked"
    """To somebody of whom something is known, or by the very pseudonym; nothing to do."""
    PROPOSED = "proposed"
    """One participant leaves no doubt."""
    DOUBTFUL = "doubtful"
    """Several may be meant, or one perhaps."""
    OPEN = "open"
    """Nobody is like it."""
    INTERVIEWER = "interviewer"
    """Asks, and is no participant."""


@dataclass(frozen=True, slots=True)
class SpeakerLink:
    """A speaker and who it may be.

    Attributes:
        speaker: uuid of the speaker.
        transcript: uuid of the transcript.
        name: Name of the transcript.
        label: As the transcript writes it, "" for a text without labels.
        turns: How many turns it has.
        current: Pseudonym it is linked to, "" if none.
        state: How it stands.
        candidates: Who may be meant, the likeliest first; whom it is linked to is not among them.
    """

    speaker: str
    transcript: str
    name: str
    label: str
    turns: int
    current: str
    state: LinkState
    candidates: tuple[Candidate, ...]


def speaker_links(reader: "Reader") -> list[SpeakerLink]:
    """Every speaker label of the study, in order, with proposals where it is not linked for certain.

    A participant that an import made from the label alone, and of whom nothing is known, is no proposal for others;
    a speaker linked to one is proposed for somebody of whom something is known, if a name is like theirs.
    """
    people = participant_store.entries(reader)
    entries = {entry.uuid: entry for entry in transcript_store.listing(reader)}
    speakers = transcript_store.speakers(reader)
    stopgaps = _stopgaps(people, speakers, {uuid: entry.name for uuid, entry in entries.items()})
    worded = {one.name for one in participant_store.attributes(reader) if one.kind is AttributeKind.TEXT}
    likeness = Likeness([_case(one, worded) for one in people if one.pseudonym not in stopgaps])
    voices = Counter(one.transcript for one in speakers if one.role is Role.PARTICIPANT)
    return [
        _link(speaker, entries[speaker.transcript], likeness, stopgaps, sole=voices[speaker.transcript] == 1)
        for speaker in speakers
    ]


def _link(
    speaker: SpeakerEntry, entry: TranscriptEntry, likeness: Likeness, stopgaps: set[str], *, sole: bool
) -> SpeakerLink:
    candidates: list[Candidate] = []
    if speaker.role is Role.INTERVIEWER:
        state = LinkState.INTERVIEWER
    elif speaker.participant and speaker.participant not in stopgaps:
        state = LinkState.LINKED
    else:
        candidates = _candidates(likeness, speaker, entry, sole=sole)
        doubtful = LinkState.DOUBTFUL if candidates else LinkState.OPEN
        state = LinkState.PROPOSED if is_sure(candidates) else doubtful
    own = (speaker.uuid, speaker.transcript, entry.name, speaker.label, speaker.turns, speaker.participant)
    return SpeakerLink(*own, state, tuple(candidates))


def _case(one: ParticipantEntry, worded: set[str]) -> Case:
    return Case(
        one.pseudonym, {name: value.text for name, value in one.attributes.items() if name in worded and value.text}
    )


def _stopgaps(
    people: Sequence[ParticipantEntry], speakers: Sequence[SpeakerEntry], names: Mapping[str, str]
) -> set[str]:
    """Pseudonyms of participants who are there only because an import named them after a label or a transcript."""
    bare = {one.pseudonym for one in people if not one.attributes and one.recruitment is None and one.transcripts}
    if len(bare) == len(people):  # nothing is known of anybody: then these are the participants
        return set()
    given: dict[str, set[str]] = {}
    for speaker in speakers:
        if speaker.participant in bare:
            transcript = names[speaker.transcript]
            given.setdefault(speaker.participant, set()).update(
                (speaker.label, transcript, f"{transcript} {speaker.label}")
            )
    return {pseudonym for pseudonym, labels in given.items() if pseudonym in labels}


def _candidates(likeness: Likeness, speaker: SpeakerEntry, entry: TranscriptEntry, *, sole: bool) -> list[Candidate]:
    """Who a speaker may be; in a conversation of several the name of the transcript says nothing of one of them."""
    written = {}
    if speaker.label and not is_generic(speaker.label):
        written[Source.LABEL] = speaker.label
    if sole:
        written[Source.TRANSCRIPT] = entry.name
        if entry.title:
            written[Source.TITLE] = entry.title
    return [one for one in likeness.candidates(written) if one.pseudonym != speaker.participant]


# -- linking -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """What a speaker shall be.

    Attributes:
        speaker: uuid of the speaker.
        participant: Pseudonym, made if there is none; "" for nobody.
        role: Participant or interviewer; an interviewer is nobody's.
    """

    speaker: str
    participant: str
    role: Role = Role.PARTICIPANT


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking did.

    Attributes:
        count: How many speakers were changed.
        made: Pseudonyms that were made.
        gone: Pseudonyms that an import had made from labels and that nobody is called by any more; in the bin.
    """

    count: int
    made: tuple[str, ...]
    gone: tuple[str, ...]


def link_speakers(study: "StudyFile", coder: str | None, links: Iterable[Link]) -> Linked:
    """Link speakers to participants, as one step.

    A participant of whom nothing is known and who speaks nowhere any more goes to the bin with it.

    Args:
        study: The open study.
        coder: uuid, None for nobody in particular.
        links: What shall be; what is so already is left alone.

    Raises:
        StoreError: If a speaker is gone.
    """
    from workbench.store.rows import SpeakerRow

    known = participant_store.numbers(study.reader)
    with study.act(coder, "speaker.link") as act:
        people = People(act)
        left: set[int] = set()
        count = 0
        for link in links:
            row = act.get(SpeakerRow, link.speaker)
            number = None
            if link.role is Role.PARTICIPANT and link.participant.strip():
                number = people.number(participant_store.spelling(known.values(), " ".join(link.participant.split())))
            if (row.role, row.participant_id) != (link.role.value, number):
                if row.participant_id not in (None, number):
                    left.add(row.participant_id)
                act.change(row, role=link.role.value, participant_id=number)
                count += 1
        gone = _clear(act, left)
        act.facts["count"] = count
        return Linked(count, tuple(people.made), gone)


def _clear(act: "Act", left: set[int]) -> tuple[str, ...]:
    """Put those in the bin who stood for a label only."""
    from workbench.store.finding_rows import ParticipantOrderRow, RecruitmentRow, SummaryRow
    from workbench.store.rows import AttributeValueRow, ParticipantRow, SpeakerRow

    gone = []
    for number in sorted(left):
        kinds = (SpeakerRow, AttributeValueRow, RecruitmentRow, SummaryRow, ParticipantOrderRow)
        if any(act.all(kind, participant_id=number) for kind in kinds):
            continue
        for row in act.all(ParticipantRow, id=number):
            act.change(row, deleted_at=act.at)
            gone.append(row.pseudonym)
    return tuple(gone)


def sure_links(found: Iterable[SpeakerLink]) -> list[Link]:
    """The proposals that leave no doubt."""
    return [Link(one.speaker, one.candidates[0].pseudonym) for one in found if one.state is LinkState.PROPOSED]


def links_from_rows(reader: "Reader", rows: Iterable[Mapping[str, str]]) -> list[Link]:
    """Links from the rows of a table with ``transcript``, ``speaker``, ``participant`` and perhaps ``role``.

    A row without a speaker means the only participant's label of its transcript; one without a transcript means the
    label wherever it stands. A row whose participant is empty, and that names no role, unlinks.

    Raises:
        StoreError: If a row names no speaker of the study, or a role that is none.
    """
    from transcripts.readers.names import role_of_word

    speakers = transcript_store.speakers(reader)
    links = []
    for number, row in enumerate(rows, 2):
        meant = _meant(reader, speakers, row, number)
        word = row.get("role", "").strip()
        role = role_of_word(word) if word else Role.PARTICIPANT
        if role is None:
            raise StoreError(
                _("Line {line}: “{word}” is no role of a speaker.").format(line=number, word=word),
                _("Write interviewer or participant."),
            )
        links += [Link(one.uuid, row.get("participant", "").strip(), role) for one in meant]
    return links


def _meant(
    reader: "Reader", speakers: Sequence[SpeakerEntry], row: Mapping[str, str], number: int
) -> list[SpeakerEntry]:
    name, label = row.get("transcript", "").strip(), row.get("speaker", "").strip()
    transcript = transcript_store.named(reader, name) if name else ""
    here = [one for one in speakers if not transcript or one.transcript == transcript]
    if label:
        meant = [one for one in here if one.label == label] or [
            one for one in here if compared(one.label) == compared(label)
        ]
    else:
        meant = [one for one in here if one.role is Role.PARTICIPANT] if transcript else []
        meant = meant if len(meant) == 1 else []
    if not meant:
        labels = ", ".join(dict.fromkeys(one.label or _("(no label)") for one in here))
        raise StoreError(
            _("Line {line} of the table names no speaker of the study.").format(line=number),
            _("Speakers: {labels}.").format(labels=labels or _("none")),
        )
    return meant
