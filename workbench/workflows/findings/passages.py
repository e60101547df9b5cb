"""What pointers point to: the words, who says them, where, and what the coder made of them."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from codebook.quotations import excerpt
from exports.report import Passage, Pointer
from transcripts.spans import Span
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store import codings as coding_store
from workbench.store import journal as journal_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.signing import Signatures

if TYPE_CHECKING:
    from codebook.coding import Coding
    from workbench.store.study_file import StudyFile
    from workbench.store.transcripts import StoredTranscript

AROUND = 80
"""Characters shown on either side, at most."""
TEXTS = 32
"""So many transcripts are kept at hand."""


def read_passages(study: "StudyFile", pointers: Sequence[Pointer]) -> list[Passage]:
    """Passages in the order of their pointers; what is no longer in the study is left out."""
    return Passages(study)(pointers)


class Passages:
    """Reads passages, of large reports a few at a time; serves any thread.

    Who speaks, what codes are called and the last transcripts are kept until anything in the study changes: what was
    changed, taken out or made unreadable meanwhile is never shown as it was.

    Args:
        study: Open.
    """

    def __init__(self, study: "StudyFile") -> None:
        self._study = study
        self._lock = threading.Lock()
        self._head: int | None = None
        self._told: _Told | None = None

    def __call__(self, pointers: Sequence[Pointer]) -> list[Passage]:
        """Passages in the order of their pointers; what is no longer in the study is left out."""
        reader = self._study.reader
        codings = coding_store.by_number(reader, sorted({one.coding for one in pointers if one.coding}))
        with self._lock:
            head = journal_store.head(reader)
            if self._told is None or head != self._head:
                self._head, self._told = head, _Told(self._study)
            found = [self._told.passage(pointer, codings.get(pointer.coding)) for pointer in pointers]
        return [passage for passage in found if passage is not None]


class _Told:
    """What stays the same from passage to passage."""

    def __init__(self, study: "StudyFile") -> None:
        reader = self._reader = study.reader
        self._uuids = transcript_store.numbers(reader)
        self._texts: dict[int, StoredTranscript] = {}
        self._book = code_store.book(reader)
        self._coders = {one.uuid: one.name for one in coder_store.all(reader)}
        self._signatures = Signatures(reader)
        self._language = study.language

    def _text(self, number: int) -> "StoredTranscript":
        """A transcript; the one that was wanted longest ago makes room."""
        text = self._texts.pop(number, None) or transcript_store.load(self._reader, self._uuids[number][0])
        if len(self._texts) >= TEXTS:
            del self._texts[next(iter(self._texts))]
        self._texts[number] = text
        return text

    def passage(self, pointer: Pointer, coding: "Coding | None") -> Passage | None:
        """What a pointer points to, None where that is no longer in the study."""
        if pointer.transcript not in self._uuids:
            return None
        transcript = self._text(pointer.transcript)
        span = Span(pointer.start, pointer.end)
        words = excerpt(transcript, span, context=AROUND)
        turn = next((one.number for one in transcript.turns if one.span.end > span.start), 0)
        who = words.participant
        return Passage(
            pointer,
            words.text,
            self._signatures.of(who) if who else words.speaker or transcript.name,
            words.place,
            who,
            transcript.name,
            turn,
            *self._said(coding),
            words.before,
            words.after,
        )

    def _said(self, coding: "Coding | None") -> tuple[str, str, int | None, str, str]:
        if coding is None or coding.code not in self._book:
            return "", "", None, "", ""
        path = " / ".join(code.label(self._language) for code in self._book.path(coding.code))
        stance = coding.stance.value if coding.stance else ""
        return path, self._coders.get(coding.coder, ""), coding.strength, stance, coding.memo
