"""What is read of a segment once, and kept: its lemmas, the vector of its words, the vector of what it means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a text reader made of a segment; the sequences run in parallel, one entry a word.

    Attributes:
        lemmas: Dictionary forms in small letters; the word itself where the reader knows none.
        starts: First character of each word, in the segment.
        ends: One past the last.
        content: Whether the word says something by itself: no article, pronoun, preposition, filler …
        vector: Mean vector of the words that say something, shape (d,); shape (0,) where the model has none.
    """

    lemmas: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    content: tuple[bool, ...]
    vector: Vectors


class TextReader(Protocol):
    """Reads lemmas and word vectors of one language."""

    @property
    def name(self) -> str:
        """Of the model and its version, such as ``fr_core_news_md 3.8.0``; readings are kept under it."""
        ...

    @property
    def language(self) -> str:
        """``fr``, ``en``, or "" for one that knows no language."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of the vectors, 0 if it has none."""
        ...

    def read(self, texts: Sequence[str]) -> Iterator[Reading]:
        """One reading a text, in order; an empty text has an empty reading."""
        ...


class SentenceEncoder(Protocol):
    """Turns segments into vectors of what they mean, the same space for all its languages."""

    @property
    def name(self) -> str:
        """Of the encoder and its version; vectors are kept under it."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of the vectors."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length one, shape (texts, dimensions); all zero for a text without words."""
        ...
