"""The words of many segments as numbers, so that a rule is looked up in all of them in a few milliseconds."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from transcripts.small_words import is_small
from transcripts.tokens import form
from transcripts.words import folded
from workbench.suggest.reading import Reading
from workbench.suggest.stems import stem

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# As the search of all transcripts cuts words: an elided article is a word of its own, so is each part of sous-titre.
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_SHORTEST = 3
_USUAL = 0.2
"""Share of a form's uses from which on a lemma counts as its own; below, the reader has probably erred."""


def words_in(text: str) -> Iterator[re.Match[str]]:
    """The words of a text as rules see them."""
    return _WORD.finditer(text)


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word without case and accents."""
    return folded(word)


@lru_cache(maxsize=65_536)
def _unread(word: str, language: str) -> tuple[str, str, bool]:
    """What can be said of a word that no reader has read."""
    shown = form(word)
    small = any(is_small(shown, one) for one in ((language,) if language in ("fr", "en") else ("fr", "en")))
    return word, stem(shown, language), len(shown) >= _SHORTEST and not small


class _Kinds(dict[tuple[str, str, bool], int]):
    """Numbers of the different words: the form, its lemma, whether it says something."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[str] = []
        self.plain: list[str] = []
        self.lemmas: list[str] = []
        self.content: list[bool] = []

    def __missing__(self, key: tuple[str, str, bool]) -> int:
        written, lemma, content = key
        shown = form(written)
        self.forms.append(shown)
        self.plain.append(fold(shown))
        self.lemmas.append(fold(lemma))
        self.content.append(content)
        self[key] = number = len(self)
        return number


class SpokenWords:
    """Every word of some segments, in their order; where nobody has read one, stems stand for lemmas.

    Attributes:
        texts: The segments.
        number: Shape (words,): index of each word among the different ones.
        opens: Shape (segments + 1,): index of each segment's first word; the last is the number of words.
    """

    def __init__(
        self, texts: Sequence[str], languages: Sequence[str], readings: Iterable[Reading | None] | None = None
    ) -> None:
        """Number the words.

        Args:
            texts: The segments.
            languages: ``fr``, ``en`` or another, one a segment.
            readings: One a segment, None where nobody has read it; None altogether where nobody has read any.
        """
        self.texts = texts
        self._languages = sorted(set(languages))
        self._kinds = _Kinds()
        numbers, opens = array("i"), array("q", [0])
        read = readings if readings is not None else (None for _text in texts)
        for text, language, reading in zip(texts, languages, read, strict=True):
            numbers.extend(self._read(text, language, reading))
            opens.append(len(numbers))
        self.number = np.frombuffer(numbers, np.int32) if numbers else np.zeros(0, np.int32)
        self.opens: Ints = np.array(opens, np.int64)

    def _read(self, text: str, language: str, reading: Reading | None) -> Iterator[int]:
        if reading is None or not reading.lemmas:
            return (self._kinds[_unread(word[0], language)] for word in words_in(text))
        return self._aligned(text, language, reading)

    def _aligned(self, text: str, language: str, reading: Reading) -> Iterator[int]:
        """Each word with the lemma of the reader's word that begins where it begins, if that is about as long."""
        starts, ends, kinds = reading.starts, reading.ends, self._kinds
        for word in words_in(text):
            start, end = word.span()
            at = bisect_right(starts, start) - 1
            # An apostrophe belongs to what is elided; several words in one of the reader's are each themselves.
            if at >= 0 and starts[at] == start and end <= ends[at] <= end + 1:
                yield kinds[word[0], reading.lemmas[at], reading.content[at]]
            else:
                yield kinds[_unread(word[0], language)]

    def __len__(self) -> int:
        return len(self.opens) - 1

    @cached_property
    def _columns(self) -> tuple[Ints, Ints, dict[str, int]]:
        """For each different word, the numbers of its plain form and of its lemma; and the numbers of the texts."""
        names: dict[str, int] = {}
        plain, lemma = (
            np.array([names.setdefault(name, len(names)) for name in column], np.int64)
            for column in (self._kinds.plain, self._kinds.lemmas)
        )
        return plain, lemma, names

    @cached_property
    def uses(self) -> Ints:
        """How often each different word stands in the segments."""
        return np.bincount(self.number, minlength=len(self._kinds)).astype(np.int64)

    @property
    def content(self) -> Flags:
        """Whether each different word says something by itself."""
        return np.array(self._kinds.content, np.bool_)

    @property
    def forms(self) -> Sequence[str]:
        """Each different word as it is written, in small letters."""
        return self._kinds.forms

    @property
    def lemmas(self) -> Sequence[str]:
        """Lemma of each different word, without accents."""
        return self._kinds.lemmas

    def segment_of(self, places: Ints) -> Ints:
        """The segments in which words stand, by their places among all words."""
        return np.searchsorted(self.opens, places, side="right") - 1

    # Which words a word of a rule means

    def written_as(self, word: str) -> Flags:
        """Words of exactly this form; case does not count."""
        wanted = form(word)
        return np.array([one == wanted for one in self._kinds.forms], np.bool_)

    def alike(self, word: str) -> Flags:
        """Words of this form, blind to case and accents."""
        plain, _lemma, names = self._columns
        return np.asarray(plain == names.get(fold(word), -1), np.bool_)

    def beginning(self, word: str) -> Flags:
        """Words that begin so, blind to case and accents."""
        wanted = fold(word)
        return np.array([one.startswith(wanted) for one in self._kinds.plain], np.bool_)

    def forms_of(self, word: str) -> Flags:
        """Words with the lemma of this one, blind to case and accents."""
        _plain, lemma, names = self._columns
        said = {fold(word), *(fold(stem(form(word), language)) for language in self._languages)}
        lemmas = {names.get(one, -1) for one in said}.union(self._usual_lemmas(word))
        return self.alike(word) | np.isin(lemma, sorted(lemmas))

    def _usual_lemmas(self, word: str) -> list[int]:
        """What the reader takes the word for, its rare readings left out."""
        own = np.flatnonzero(self.alike(word))
        lemma = self._columns[1][own]
        total = int(self.uses[own].sum())
        return [
            number for number in set(lemma.tolist()) if self.uses[own][lemma == number].sum() >= _USUAL * max(1, total)
        ]
