"""What grouping needs of a corpus, fetched in one go: its readings may lie in a file, a few hundred of them at hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from sys import intern
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from workbench.suggest.packed_vectors import AnyVectors
from workbench.suggest.pieces import Piece
from workbench.suggest.reading import Reading, Vectors
from workbench.suggest.stems import stem

Places = NDArray[np.int64]
"""Row numbers of segments in a corpus."""

_AT_ONCE = 400
_TALK = {
    "fr": (
        "ouais ouai enfin coup genre truc chose machin beaucoup toujours vraiment effectivement justement "
        "exactement peut-être évidemment finalement forcément clairement vachement quasiment carrément "
        "simplement juste parfois souvent déjà jamais après maintenant aujourd'hui surtout assez trop bref "
        "accord façon manière côté moment fois gens aller venir passer prendre donner dire parler penser "
        "croire savoir voir trouver arriver devoir vouloir pouvoir essayer commencer rester deux trois quatre "
        "cinq six sept huit neuf dix cent mille"
    ),
    "en": (
        "yeah yep kind sort thing stuff way lot bit mean know think guess say tell see look go come take give "
        "make put try want need find feel seem maybe probably basically actually really obviously definitely "
        "literally always never sometimes often still already people something anything everything someone "
        "one two three four five six seven eight nine ten hundred thousand"
    ),
}
"""Words that most talk is made of, whatever it is about; groups that share only these share nothing."""


class Texts(Protocol):
    """A corpus; everything runs in parallel, in reading order, the segments of a transcript one after the other."""

    @property
    def pieces(self) -> Sequence[Piece]:
        """The segments."""
        ...

    @property
    def languages(self) -> Sequence[str]:
        """Language of each segment."""
        ...

    @property
    def readings(self) -> Sequence[Reading]:
        """What was read of each segment."""
        ...

    @property
    def vectors(self) -> AnyVectors | None:
        """What a sentence encoder made of each segment, None without one."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Fetched:
    """What was read of all segments.

    Attributes:
        lemmas: Of each segment the words that say something, without numbers and single letters.
        vectors: Shape (segments, dimensions): of the words of each segment; None where a sentence encoder makes them
            needless, or no model has any.
    """

    lemmas: tuple[tuple[str, ...], ...]
    vectors: Vectors | None


def fetch(texts: Texts, progress: Callable[[int, int], None] | None = None) -> Fetched:
    """Read the corpus once, from beginning to end.

    Args:
        texts: The corpus.
        progress: Told how many segments of how many were fetched.
    """
    count = len(texts.pieces)
    lemmas: list[tuple[str, ...]] = []
    rows: Vectors | None = None
    for start in range(0, count, _AT_ONCE):
        some = texts.readings[start : start + _AT_ONCE]
        lemmas.extend(map(content_lemmas, some))
        if texts.vectors is None:
            rows = _with_rows(rows, count, start, some)
        if progress is not None:
            progress(min(start + _AT_ONCE, count), count)
    return Fetched(tuple(lemmas), rows)


def content_lemmas(reading: Reading) -> tuple[str, ...]:
    """The words of a segment that say what it is about: no small words, words of all talk, numbers, single letters."""
    said = zip(reading.lemmas, reading.content, strict=True)
    return tuple(intern(lemma) for lemma, content in said if content and _telling(lemma))


@cache
def _words_of_talk() -> frozenset[str]:
    """In dictionary form, and as their stems, which stand for them where no language model is."""
    words = {(word, language) for language, listed in _TALK.items() for word in listed.split()}
    return frozenset(word for word, _language in words) | frozenset(stem(word, language) for word, language in words)


def _telling(lemma: str) -> bool:
    return len(lemma) > 1 and lemma not in _words_of_talk() and not any(map(str.isdigit, lemma))


def _with_rows(rows: Vectors | None, count: int, start: int, some: Sequence[Reading]) -> Vectors | None:
    """The matrix with the vectors of some more segments, made with the first that has any."""
    width = max((len(reading.vector) for reading in some), default=0)
    if rows is None and width:
        rows = np.zeros((count, width), dtype=np.float32)
    elif rows is not None and width > rows.shape[1]:  # the model of another language
        rows = np.hstack([rows, np.zeros((count, width - rows.shape[1]), dtype=np.float32)])
    if rows is not None:
        for row, reading in enumerate(some, start):
            rows[row, : len(reading.vector)] = reading.vector
    return rows
