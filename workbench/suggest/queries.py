"""The words of a code, read as its segments are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from workbench.suggest.reading import Reading, Vectors

if TYPE_CHECKING:
    from workbench.suggest.reading import SentenceEncoder, TextReader


@dataclass(frozen=True, slots=True)
class CodeWords:
    """What is written about a code; "" where nothing is.

    Attributes:
        name: What it is called.
        definition: What it means.
        include: When it is applied.
        exclude: When it is not.
        example: A passage that is typical of it.
        keywords: Words and phrases that speak for it.
    """

    name: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[tuple[str, float], ...]:
        """Its texts that hold words, each with what it counts; negative for what speaks against the code."""
        written = (
            (self.name, 1.0),
            (self.definition, 1.0),
            (self.include, 1.0),
            (", ".join(self.keywords), 1.0),
            (self.example, _EXAMPLE),
            (self.exclude, -_EXCLUDE),
        )
        return tuple((text, weight) for text, weight in written if any(map(str.isalnum, text)))


_Counted = TypeVar("_Counted")

_EXAMPLE = 0.5
_EXCLUDE = 0.3
"""An example is one of many, and what is excluded shares most of its words with what is meant: both count less."""


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A code as it was read.

    Attributes:
        words: As they are written.
        readings: Language → one reading of each of ``words.fields``.
        vectors: What the encoder makes of its description, of its name with the description, of its example and of
            what is excluded, zero for what is not written; shape (4, d), None without an encoder.
    """

    words: CodeWords
    readings: Mapping[str, tuple[Reading, ...]] = field(default_factory=dict)
    vectors: Vectors | None = None

    def meaning(self) -> Vectors | None:
        """What it means as one vector of length one, shape (d,); None without an encoder, zero without words."""
        if self.vectors is None:
            return None
        described, named, example, excluded = self.vectors
        return unit(unit(described + named) + np.float32(_EXAMPLE) * example - np.float32(_EXCLUDE) * excluded)

    def lemmas(self) -> dict[str, float]:
        """How often each lemma stands in it, in whatever language, negative for what is excluded."""
        return _counted(_weighted(some, self.words) for some in self.readings.values())

    def pairs(self) -> dict[tuple[str, str], float]:
        """How often lemmas follow each other in it."""
        return _counted(_weighted_pairs(some, self.words) for some in self.readings.values())

    def vector(self, language: str) -> Vectors | None:
        """Mean of the word vectors of one language, shape (d,); None if there is none."""
        read = self.readings.get(language, ())
        pairs = zip(read, self.words.fields, strict=True) if read else ()
        said = [np.float32(weight) * reading.vector for reading, (_text, weight) in pairs if reading.vector.any()]
        return np.sum(said, axis=0, dtype=np.float32) if said else None


def read_query(
    words: CodeWords, readers: "Mapping[str, TextReader]", encoder: "SentenceEncoder | None" = None
) -> Query:
    """Read the words of a code.

    Args:
        words: As they are written.
        readers: Language → who has read the segments in it.
        encoder: Who has encoded the segments; None without sentence vectors.
    """
    texts = [text for text, _weight in words.fields]
    readings = {language: tuple(reader.read(texts)) for language, reader in readers.items()}
    return Query(words, readings, None if encoder is None else encoder.encode(_to_encode(words)))


def _to_encode(words: CodeWords) -> list[str]:
    described = " ".join(text for text in (words.definition, words.include) if text)
    if words.keywords:
        described = f"{described} Keywords: {', '.join(words.keywords)}".strip()
    named = f"{words.name}. {described}" if described and words.name else words.name or described
    return [described or named, named, words.example, words.exclude]


def unit(vector: Vectors) -> Vectors:
    """A vector brought to length one; one of length zero stays."""
    length = float(np.linalg.norm(vector))
    return (vector / length if length else vector).astype(np.float32)


def _weighted(readings: Sequence[Reading], words: CodeWords) -> Iterator[tuple[str, float]]:
    for reading, (_text, weight) in zip(readings, words.fields, strict=True):
        yield from ((lemma, weight) for lemma in reading.lemmas)


def _weighted_pairs(readings: Sequence[Reading], words: CodeWords) -> Iterator[tuple[tuple[str, str], float]]:
    for reading, (_text, weight) in zip(readings, words.fields, strict=True):
        lemmas = reading.lemmas
        yield from ((pair, weight) for pair in pairwise(lemmas))


def _counted(languages: Iterable[Iterator[tuple[_Counted, float]]]) -> dict[_Counted, float]:
    """Sums; a word that several readers know alike counts once, by the reader who counts it most."""
    most: dict[_Counted, float] = {}
    for some in languages:
        counts: dict[_Counted, float] = defaultdict(float)
        for one, weight in some:
            counts[one] += weight
        for one, count in counts.items():
            most[one] = count if one not in most else max(most[one], count, key=abs)
    return most
