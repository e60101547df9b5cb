"""Models that are made of nothing: they read and encode at once, and the same everywhere."""

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.levels import Level
from workbench.suggest.reading import Reading, Vectors
from workbench.workflows.suggesting import index_jobs, kept_readers, loading, readiness, room


class PlainReader:
    """Stems, and a vector that goes by the letters."""

    dimensions = 6

    def __init__(self, language: str) -> None:
        self.language = language
        self.asked: list[str] = []

    @property
    def name(self) -> str:
        return f"plain_{self.language} 1"

    def read(self, texts: Sequence[str]) -> Iterator[Reading]:
        for text, read in zip(texts, BlankReader(self.language).read(texts), strict=True):
            self.asked.append(text)
            yield Reading(read.lemmas, read.starts, read.ends, read.content, _vector(text, self.dimensions))


class PlainEncoder:
    """A vector that goes by the letters."""

    name = "plain sentences 1"
    dimensions = 8

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return np.stack([_vector(text, self.dimensions) for text in texts])


def _vector(text: str, dimensions: int) -> Vectors:
    state = np.random.default_rng(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()))
    vector = state.normal(size=dimensions)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


class PlainModels:
    """What is installed.

    Attributes:
        readers: By language.
        encoder: Of sentences.
        level: As far as they go.
    """

    def __init__(self) -> None:
        self.readers = {language: PlainReader(language) for language in ("fr", "en")}
        self.encoder = PlainEncoder()
        self.level = Level.FULL

    def put_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let them be all that is installed."""
        for module in (index_jobs, readiness):
            monkeypatch.setattr(module, "level", lambda: self.level)
            monkeypatch.setattr(module, "encoder_name", lambda: self.encoder.name)
        for module in (index_jobs, readiness, room, loading):
            monkeypatch.setattr(module, "text_reader", self.readers.__getitem__)
        for module in (index_jobs, room, loading):
            monkeypatch.setattr(module, "sentence_encoder", lambda: self.encoder)
        assert kept_readers.LOADING is loading.LOADING

    def forget(self) -> None:
        """Forget what was asked."""
        for one in (*self.readers.values(), self.encoder):
            one.asked.clear()

    @property
    def asked(self) -> list[str]:
        """What was read or encoded."""
        return [text for one in (*self.readers.values(), self.encoder) for text in one.asked]
