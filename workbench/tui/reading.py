"""Passages for lists of passages: read in a thread, as values that nothing changes any more."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codebook.book import Codebook
from codebook.coding import Coding, Stance
from transcripts.i18n import _
from transcripts.spans import Span
from workbench.store import codes, codings, transcripts
from workbench.store.reader import Reader
from workbench.store.transcripts import StoredTranscript
from workbench.tui.widgets.passage_pane import STANCES

if TYPE_CHECKING:
    from exports.report import Passage as ReportPassage
    from exports.report import Pointer

FIRST = 100
"""Passages of a report that are read before any is shown; the rest follows."""


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
        before: A few words before it, "" if none.
        after: A few words after it, "" if none.
    """

    transcript: str
    name: str
    turn: int
    speaker: str
    span: Span
    text: str
    remark: str
    before: str = ""
    after: str = ""


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


def pointed_passages(
    reader: Reader, pointers: "Sequence[Pointer]", read: "Callable[[Sequence[Pointer]], list[ReportPassage]]"
) -> Iterator[Passage]:
    """What pointers of a report point to, in their order, a few at first, so that they can be shown at once.

    Args:
        reader: Of the study.
        pointers: From a ``Table.behind``.
        read: The report's ``passages``.
    """
    uuids = {number: uuid for number, (uuid, _name) in transcripts.numbers(reader).items()}
    for some in (pointers[:FIRST], pointers[FIRST:]):
        for passage in read(some) if some else ():
            where = passage.pointer
            yield Passage(
                uuids[where.transcript],
                passage.transcript,
                passage.turn,
                passage.participant or passage.signature,
                Span(where.start, where.end),
                passage.text,
                _remark(passage),
                passage.before,
                passage.after,
            )


def _remark(passage: "ReportPassage") -> str:
    stance = _(STANCES[Stance(passage.stance)]) if passage.stance else ""
    return _line(passage.coder, passage.code.rpartition(" / ")[2], passage.strength, stance, passage.remark)


def _said(coding: Coding, book: Codebook, coders: dict[str, str]) -> str:
    stance = _(STANCES[coding.stance]) if coding.stance is not None else ""
    coder = coders.get(coding.coder, "?")
    return _line(coder, book.get(coding.code).short, coding.strength, stance, coding.memo)


def _line(coder: str, code: str, strength: int | None, stance: str, memo: str) -> str:
    """Coder, code, strength, stance and memo on one line."""
    shown = "" if strength is None else str(strength)
    note = f"« {' '.join(memo.split())} »" if memo else ""
    return " · ".join(fact for fact in (coder, code, shown, stance, note) if fact)
