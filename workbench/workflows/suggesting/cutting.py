"""All transcripts of a study cut into the segments that are read and ranked."""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transcripts.language import guess_language
from transcripts.spans import Span
from workbench.store import readings, transcripts
from workbench.store.reader import Reader
from workbench.store.study_file import StudyFile
from workbench.store.texts import SpokenText, spoken_texts
from workbench.suggest.packed_pieces import PackedPieces
from workbench.suggest.packed_vectors import UNPACKED
from workbench.suggest.pieces import Piece, SpokenSentences, pieces

_AT_ONCE = 50
"""Transcripts fetched at once."""


@dataclass(frozen=True, slots=True, eq=False)
class CutStudy:
    """The segments of a study in reading order: transcripts as the study lists them, each from beginning to end.

    Attributes:
        pieces: The segments.
        languages: Of each segment, ``fr`` or ``en``: the transcript's own, else guessed from its words, else the
            study's.
        hashes: Key under which each segment's readings are kept; the same words have the same key.
        names: uuid of each transcript → its name, in the order of the study.
    """

    pieces: Sequence[Piece]
    languages: tuple[str, ...]
    hashes: tuple[bytes, ...]
    names: Mapping[str, str]


def cut_study(study: StudyFile) -> CutStudy:
    """Cut every transcript of a study; three seconds for a thousand interviews."""
    reader = study.reader
    listed = transcripts.listing(reader)
    own = {entry.uuid: entry.language for entry in listed}
    sentences = _spans(transcripts.segment_columns(reader, unit="sentence"))
    speech = _spans(transcripts.segment_columns(reader, unit="turn"))
    languages: list[str] = []
    hashes: list[bytes] = []

    def cut() -> Iterator[Piece]:
        for text in _texts(reader):
            turns = _spoken(text, sentences.get(text.row, ()), {span.start for span in speech.get(text.row, ())})
            language = own.get(text.uuid) or guess_language(text.text) or study.language
            for piece in pieces(text.uuid, text.text, turns):
                languages.append(language)
                hashes.append(readings.text_hash(piece.text))
                yield piece

    packed = PackedPieces(cut())
    found = packed if len(packed) > UNPACKED else tuple(packed)
    return CutStudy(found, tuple(languages), tuple(hashes), {entry.uuid: entry.name for entry in listed})


def _texts(reader: Reader) -> Iterator[SpokenText]:
    """All transcripts as the study lists them, some at a time: a thousand interviews need not stand in memory twice."""
    rows = list(transcripts.numbers(reader))
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        place = {row: at for at, row in enumerate(some)}
        yield from sorted(spoken_texts(reader, set(some)), key=lambda text: place[text.row])


def _spans(columns: "tuple[array[int], array[int], array[int]]") -> dict[int, list[Span]]:
    """Row number of a transcript → the spans that are in it, in the order given."""
    found: dict[int, list[Span]] = {}
    for row, start, end in zip(*columns, strict=True):
        found.setdefault(row, []).append(Span(start, end))
    return found


def _spoken(text: SpokenText, sentences: Sequence[Span], speech: Collection[int]) -> Iterator[SpokenSentences]:
    """The turns of a transcript with their sentences; suggestions are for what participants say."""
    at = 0
    for turn in text.turns:
        first = at
        while at < len(sentences) and sentences[at].end <= turn.span.end:
            at += 1
        if at > first:
            asked = not turn.interviewer and turn.span.start in speech
            yield SpokenSentences(turn.number, turn.speaker, asked, sentences[first:at])
