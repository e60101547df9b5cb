"""Transcripts of the study as the transcript view takes them."""

from collections.abc import Sequence

from transcripts.model import Role, TurnKind
from workbench.store.guide import PutQuestion
from workbench.store.transcripts import StoredTranscript
from workbench.tui.widgets.transcript_document import ShownDocument, ShownTurn


def shown(transcript: StoredTranscript, questions: Sequence[PutQuestion] = ()) -> ShownDocument:
    """The text with its turns.

    Args:
        transcript: As the store gave it.
        questions: Guide questions put in it, in text order; each heads the turn that puts it.
    """
    asked = {question.turn: question for question in reversed(questions)}
    turns = [
        ShownTurn(
            turn.span,
            turn.number,
            turn.speaker or turn.participant,
            turn.role is Role.INTERVIEWER,
            turn.kind is TurnKind.HEADING,
            f"{asked[turn.number].name} ▸ {asked[turn.number].text}" if turn.number in asked else "",
        )
        for turn in transcript.turns
    ]
    return ShownDocument(transcript.text, turns, transcript.sentences)
