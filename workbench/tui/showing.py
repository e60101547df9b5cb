"""Transcripts of the study as the transcript view takes them."""

from collections.abc import Iterator, Sequence

from transcripts.i18n import _
from transcripts.model import Role, TurnKind
from workbench.store.guide import PutQuestion
from workbench.store.transcripts import StoredTranscript
from workbench.tui.widgets.transcript_document import ShownDocument, ShownTurn


def shown(transcript: StoredTranscript, questions: Sequence[PutQuestion] = ()) -> ShownDocument:
    """The text with its turns.

    Args:
        transcript: As the store gave it.
        questions: Guide questions put in it, in text order; each heads the turn from which on it is in force.
    """
    asked = {question.turn: question for question in _taking_over(questions)}
    turns = [
        ShownTurn(
            turn.span,
            turn.number,
            turn.speaker or turn.participant,
            turn.role is Role.INTERVIEWER,
            turn.kind is TurnKind.HEADING,
            _line(asked[turn.number]) if turn.number in asked else "",
        )
        for turn in transcript.turns
    ]
    return ShownDocument(transcript.text, turns, transcript.sentences)


def _taking_over(questions: Sequence[PutQuestion]) -> Iterator[PutQuestion]:
    """The questions where another was in force before; of several that one turn puts, the first."""
    force, turn = "", 0
    for question in questions:
        if question.turn != turn and question.question != force:
            yield question
        if question.turn != turn:
            force, turn = question.question, question.turn


def _line(question: PutQuestion) -> str:
    line = f"{question.name} ▸ {question.text}"
    return _("{question} (follow-up)").format(question=line) if question.follow_up else line
