"""Passages for lists of passages: read at once, in a thread, as values that nothing changes any more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codebook.book import Codebook
from codebook.coding import Coding
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.store import codes, codings, transcripts
from workbench.store.reader import Reader
from workbench.store.transcripts import StoredTranscript
from workbench.tui.widgets.passage_pane import STANCES


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of a list of passages.

    Attributes:
        transcript: uuid.
        name: Name of the transcript.
        turn: Number of the turn in which it begins.
        speaker: Participant or label of that turn, "" if none.
        span: Where it stands.
        text: Its words.
        remark: Coder, code, strength: what is said about it.
    """

    transcript: str
    name: str
    turn: int
    speaker: str
    span: Span
    text: str
    remark: str


class Texts:
    """Transcripts, each read once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, StoredTranscript] = {}

    def passage(self, transcript: str, span: Span, remark: str) -> Passage:
        """A stretch of a transcript as a line."""
        text = self._known.get(transcript)
        if text is None:
            text = self._known[transcript] = transcripts.load(self._reader, transcript)
        turn = next((turn for turn in reversed(text.turns) if turn.span.start <= span.start), None)
        number = turn.number if turn else 0
        speaker = (turn.participant or turn.speaker) if turn else ""
        return Passage(transcript, text.name, number, speaker, span, span.cut(text.text), remark)


def coded_passages(
    reader: Reader, wanted: Sequence[str], *, coders: dict[str, str], coder: str | None = None
) -> tuple[Passage, ...]:
    """The passages with any of some codes, in text order.

    Args:
        reader: Of the study.
        wanted: uuids of codes.
        coders: uuid of each coder to the name.
        coder: uuid of the one whose codings are wanted; None for all.
    """
    book = codes.book(reader)
    texts = Texts(reader)

    found: Iterable[Coding] = codings.of_code(reader, list(wanted), coder)
    return tuple(texts.passage(coding.transcript, coding.span, _said(coding, book, coders)) for coding in found)


def passages_of(reader: Reader, uuids: Sequence[str], *, coders: dict[str, str]) -> tuple[Passage, ...]:
    """The passages of some codings, in the order given; those that are gone meanwhile are left out."""
    texts = Texts(reader)
    book = codes.book(reader)
    found = [coding for uuid in uuids if (coding := codings.get(reader, uuid)) is not None]
    return tuple(texts.passage(coding.transcript, coding.span, _said(coding, book, coders)) for coding in found)


def _said(coding: Coding, book: Codebook, coders: dict[str, str]) -> str:
    """Coder, code, strength, stance and memo on one line."""
    facts = [coders.get(coding.coder, "?"), book.get(coding.code).short]
    if coding.strength is not None:
        facts.append(str(coding.strength))
    if coding.stance is not None:
        facts.append(_(STANCES[coding.stance]))
    if coding.memo:
        facts.append(f"« {' '.join(coding.memo.split())} »")
    return " · ".join(facts)
