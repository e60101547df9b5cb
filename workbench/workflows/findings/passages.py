"""What pointers point to: the words, who says them, where, and what the coder made of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from codebook.quotations import excerpt
from exports.report import Passage, Pointer
from transcripts.spans import Span
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store import codings as coding_store
from workbench.store import transcripts as transcript_store
from workbench.workflows.signing import Signatures

if TYPE_CHECKING:
    from codebook.coding import Coding
    from workbench.store.study_file import StudyFile
    from workbench.store.transcripts import StoredTranscript

AROUND = 80
"""Characters shown on either side, at most."""


def read_passages(study: "StudyFile", pointers: Sequence[Pointer]) -> list[Passage]:
    """Passages in the order of their pointers; what is no longer in the study is left out."""
    reader = study.reader
    uuids = transcript_store.numbers(reader)
    numbers = sorted({one.coding for one in pointers if one.coding})
    codings = coding_store.by_number(reader, numbers)
    texts: dict[int, StoredTranscript] = {}
    told = _Told(study)
    found = []
    for pointer in pointers:
        if pointer.transcript not in uuids:
            continue
        if pointer.transcript not in texts:
            texts[pointer.transcript] = transcript_store.load(reader, uuids[pointer.transcript][0])
        found.append(told.passage(texts[pointer.transcript], pointer, codings.get(pointer.coding)))
    return found


class _Told:
    def __init__(self, study: "StudyFile") -> None:
        reader = study.reader
        self._book = code_store.book(reader)
        self._coders = {one.uuid: one.name for one in coder_store.all(reader)}
        self._signatures = Signatures(reader)
        self._language = study.language

    def passage(self, transcript: "StoredTranscript", pointer: Pointer, coding: "Coding | None") -> Passage:
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
