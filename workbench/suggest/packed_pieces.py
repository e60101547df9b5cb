"""The segments of very large studies in a third of the memory: columns, from which a segment is made when looked at."""

from array import array
from collections.abc import Iterable, Sequence
from typing import overload

from transcripts.spans import Span
from workbench.suggest.pieces import Piece


class PackedPieces(Sequence[Piece]):
    """Segments that are made when they are looked at; going through a hundred thousand takes half a second.

    Args:
        pieces: The segments; gone through once.
    """

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._transcripts: dict[str, int] = {}
        self._speakers: dict[str, int] = {}
        self._transcript, self._speaker, self._turn = array("i"), array("i"), array("i")
        self._starts, self._ends, self._candidate = array("i"), array("i"), bytearray()
        self._sentences, self._sentences_until = array("i"), array("q", [0])
        self._texts, self._texts_until = bytearray(), array("q", [0])
        for piece in pieces:
            self._add(piece)
        self._names, self._labels = list(self._transcripts), list(self._speakers)

    def _add(self, piece: Piece) -> None:
        self._transcript.append(self._transcripts.setdefault(piece.transcript, len(self._transcripts)))
        self._speaker.append(self._speakers.setdefault(piece.speaker, len(self._speakers)))
        self._turn.append(piece.turn)
        self._starts.append(piece.span.start)
        self._ends.append(piece.span.end)
        self._candidate.append(piece.candidate)
        for sentence in piece.sentences:
            self._sentences.extend((sentence.start, sentence.end))
        self._sentences_until.append(len(self._sentences))
        self._texts += piece.text.encode("utf-8", "surrogatepass")
        self._texts_until.append(len(self._texts))

    def __len__(self) -> int:
        return len(self._turn)

    @overload
    def __getitem__(self, place: int) -> Piece: ...
    @overload
    def __getitem__(self, place: slice) -> list[Piece]: ...
    def __getitem__(self, place: int | slice) -> Piece | list[Piece]:
        places = range(len(self))[place]
        return self._piece(places) if isinstance(places, int) else [self._piece(one) for one in places]

    def _piece(self, place: int) -> Piece:
        bounds = self._sentences[self._sentences_until[place] : self._sentences_until[place + 1]]
        words = self._texts[self._texts_until[place] : self._texts_until[place + 1]]
        return Piece(
            self._names[self._transcript[place]],
            self._turn[place],
            Span(self._starts[place], self._ends[place]),
            self._labels[self._speaker[place]],
            bool(self._candidate[place]),
            tuple(Span(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True)),
            words.decode("utf-8", "surrogatepass"),
        )
