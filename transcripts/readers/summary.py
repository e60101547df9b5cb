"""Who was understood to speak in a transcript, and how much."""

from dataclasses import dataclass

from transcripts.model import Role, Transcript, TurnKind


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """One speaker of a transcript, for the person who looks before importing.

    Attributes:
        label: As in the transcript; "" for text without labels.
        role: Interviewer or participant.
        turns: Number of turns.
        words: Words in them, separated by white space.
    """

    label: str
    role: Role
    turns: int
    words: int


def speaker_summaries(transcript: Transcript) -> list[SpeakerSummary]:
    """The speakers in order of first appearance; headings belong to nobody."""
    roles = {speaker.label: speaker.role for speaker in transcript.speakers}
    turns: dict[str, int] = dict.fromkeys(roles, 0)
    words: dict[str, int] = dict.fromkeys(roles, 0)
    for turn in transcript.turns:
        if turn.kind is TurnKind.SPEECH:
            label = turn.speaker or ""
            turns[label] = turns.get(label, 0) + 1
            words[label] = words.get(label, 0) + len(turn.span.cut(transcript.text).split())
    return [
        SpeakerSummary(label, roles.get(label, Role.PARTICIPANT), count, words[label]) for label, count in turns.items()
    ]
