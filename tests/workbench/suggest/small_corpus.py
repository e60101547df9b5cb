"""Small corpora for the tests of rankings, read by rule; vectors, where wanted, are made of the words."""

from collections.abc import Sequence

import numpy as np

from tests.workbench.alike import ABOUT, sentence
from transcripts.spans import Span
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.corpus import Corpus
from workbench.suggest.pieces import Piece
from workbench.suggest.queries import CodeWords, Query, read_query


class Hashed:
    """An encoder: a text is the sum of fixed random vectors of its stems."""

    name = "hashed"
    dimensions = 64

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        known = np.random.default_rng(7).standard_normal((997, self.dimensions)).astype(np.float32)
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, reading in zip(rows, BlankReader("fr").read(texts), strict=True):
            for lemma, content in zip(reading.lemmas, reading.content, strict=True):
                row += known[sum(map(ord, lemma)) % 997] * content
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def corpus(
    said: Sequence[tuple[str, str]],
    *,
    languages: Sequence[str] = (),
    vectors: bool = False,
    speakers: Sequence[str] = (),
) -> Corpus:
    """Pairs of transcript and words, in reading order."""
    texts = [words for _transcript, words in said]
    spoken = list(languages) or ["fr"] * len(said)
    pieces = [
        Piece(transcript, place, Span(0, max(1, len(words))), speakers[place] if speakers else "", True, (), words)
        for place, (transcript, words) in enumerate(said)
    ]
    readings = [next(BlankReader(language).read([text])) for language, text in zip(spoken, texts, strict=True)]
    return Corpus(pieces, spoken, readings, Hashed().encode(texts) if vectors else None)


def code(
    name: str = "", definition: str = "", *, vectors: bool = False, languages: Sequence[str] = ("fr",), **more
) -> Query:
    """A code as it is read beside ``corpus``."""
    readers = {language: BlankReader(language) for language in languages}
    return read_query(CodeWords(name, definition, **more), readers, Hashed() if vectors else None)


def in_turns(transcripts: int = 4, rounds: int = 5) -> list[tuple[str, str]]:
    """Topics that change with every segment."""
    return [
        (f"I-{transcript}", sentence(topic, transcript + 3 * again))
        for transcript in range(transcripts)
        for again in range(rounds)
        for topic in ABOUT
    ]


def in_stretches(transcripts: int = 4, length: int = 6) -> list[tuple[str, str]]:
    """Topics that go on for several segments."""
    return [
        (f"I-{transcript}", sentence(topic, transcript + 2 * again))
        for transcript in range(transcripts)
        for topic in ABOUT
        for again in range(length)
    ]


def about(held: Corpus, topic: str) -> np.ndarray:
    """Places of the segments about a topic."""
    return np.array([at for at, piece in enumerate(held.pieces) if any(word in piece.text for word in ABOUT[topic])])
